//! What became of people month by month: what a quarter and a year are made of (`domain.md`, year).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Book, Record, action::Action, grading::grade_of};
use crate::{
    grade::MonthRated,
    id::{PersonId, RuleSetId},
    organisation::Enrolled,
    rules::RuleBook,
};

/// One person's months in a unit, oldest first; months in which they were not rated there are not among them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonMonths {
    /// Who.
    pub person: PersonId,
    /// Their name in the newest of them.
    pub name: String,
    /// Their post then.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub post: String,
    /// The rule set that held for them then: it says what a quarter and a year are.
    pub rules: RuleSetId,
    /// Its version.
    pub rules_version: u32,
    /// What was decided, with the system's points.
    pub months: Vec<MonthRated>,
    /// What their ratings were used for, as it was recorded in these months.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub actions: Vec<Action>,
}

/// The months of everyone in a unit's books, or of one person alone.
#[must_use]
pub fn person_months(
    rules: &RuleBook,
    books: &[Book],
    only: Option<&PersonId>,
) -> Vec<PersonMonths> {
    let mut books: Vec<&Book> = books.iter().collect();
    crate::order::sort_by_key(&mut books, |book| book.id.month);
    let mut found: BTreeMap<&PersonId, PersonMonths> = BTreeMap::new();
    for book in books {
        let rated = book.rated();
        for (person, record) in rated.filter(|(person, _)| only.is_none_or(|only| only == *person))
        {
            let enrolled = &record.enrolled;
            let of = found.entry(person).or_insert_with(|| PersonMonths {
                person: person.clone(),
                name: String::new(),
                post: String::new(),
                rules: enrolled.rules.clone(),
                rules_version: 0,
                months: Vec::new(),
                actions: Vec::new(),
            });
            of.name.clone_from(&enrolled.name);
            of.post.clone_from(&enrolled.post);
            of.rules.clone_from(&enrolled.rules);
            of.rules_version = enrolled.rules_version;
            of.months.push(month_rated(rules, book, record));
            of.actions.extend(record.actions.iter().cloned());
        }
    }
    found.into_values().collect()
}

/// Who came from another unit has the months of that one beside, as they were decided there: those that this unit has
/// not, on the same track. `books` are the other units' own.
pub fn beside(rules: &RuleBook, found: &mut [PersonMonths], books: &[Book]) {
    for of in found {
        let track = |enrolled: &Enrolled| rules.of(enrolled).map(|set| set.track);
        let own = rules.get(&of.rules, of.rules_version).map(|set| set.track);
        for book in books {
            let month = book.id.month;
            let is_known = of.months.iter().any(|rated| rated.month == month);
            let there = book.people.get(&of.person);
            let there = there.filter(|record| {
                !is_known && record.is_rated_here() && track(&record.enrolled) == own
            });
            let name = book.place.as_ref().map(|place| place.name.clone());
            if let Some(record) = there {
                of.months.push(MonthRated {
                    elsewhere: name.or_else(|| Some(book.id.unit.to_string())),
                    ..month_rated(rules, book, record)
                });
            }
        }
        crate::order::sort_by_key(&mut of.months, |rated| rated.month);
    }
}

fn month_rated(rules: &RuleBook, book: &Book, record: &Record) -> MonthRated {
    let decision = record.decision();
    let set = rules.of(&record.enrolled);
    MonthRated {
        month: book.id.month,
        outcome: decision.map(|decision| decision.decided.outcome.clone()),
        elsewhere: None,
        points: set.and_then(|set| grade_of(set, book, record, None).total),
    }
}
