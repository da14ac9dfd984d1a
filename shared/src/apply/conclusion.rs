//! A body's conclusion on its whole table: checked once, with the cap, before anything is decided by it.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Known, Refusal, ReportedTable, Step, decision::collectives_first, needs_document, needs_text,
    rating::known_reason, round::rounded,
};
use crate::{
    act::InBook,
    book::{
        Book,
        submission::{ConcludedRow, Conclusion, ConclusionNotes},
    },
    id::{BookId, PersonId},
    level::Outcome,
    rules::{CapCount, CapPool, GivenBy, Limit, RuleSet},
};

impl Step<'_> {
    pub(super) fn conclude(
        &mut self,
        book: &mut Book,
        notes: &ConclusionNotes,
        people: &BTreeMap<PersonId, ConcludedRow>,
    ) -> Result<(), Refusal> {
        needs_document(&notes.number)?;
        needs_document(&notes.body)?;
        if people.is_empty() || notes.answers.is_empty() {
            return Err(Refusal::Empty);
        }
        let vote = &notes.vote;
        let possible = vote.present <= vote.entitled
            && u64::from(vote.agree) + u64::from(vote.against) + u64::from(vote.other)
                <= u64::from(vote.present);
        // Quorum and majority are of all members of the body (Charter of the Party).
        let is_most = |count: u32| u64::from(count) * 2 > u64::from(vote.entitled);
        if !possible || !is_most(vote.present) || !is_most(vote.agree) {
            return Err(Refusal::BodyVote);
        }
        answers_whole(book, notes)?;
        self.check_table(book, notes, people)?;
        book.conclusions.push(Conclusion {
            act: self.name().clone(),
            by: self.person()?.clone(),
            notes: notes.clone(),
            rows: people.clone(),
        });
        Ok(())
    }

    /// The table names exactly those reported, row by row as the rules ask, and keeps the cap of each
    /// rule set, once, over the whole, or among those of similar duties.
    fn check_table(
        &self,
        body: &Book,
        notes: &ConclusionNotes,
        people: &BTreeMap<PersonId, ConcludedRow>,
    ) -> Result<(), Refusal> {
        // What went round in this very book is known, on a device too.
        let own = notes
            .answers
            .get(&body.id)
            .and_then(|act| rounded(body, act));
        let mut by_rules: BTreeMap<_, Vec<&Outcome>> = BTreeMap::new();
        let mut all_known = true;
        let mut reported: BTreeSet<&PersonId> = BTreeSet::new();
        let mut unanswered: BTreeSet<&PersonId> = BTreeSet::new();
        for (at_book, act) in &notes.answers {
            let table = if *at_book == body.id {
                Some(own.as_ref().ok_or(Refusal::RoundOpen)?)
            } else {
                self.table(&body.id, at_book, act)?
            };
            let Some(table) = table else {
                all_known = false;
                continue;
            };
            let rules = self
                .context
                .rules
                .get(&table.rules, table.rules_version)
                .ok_or(Refusal::UnknownRules)?;
            for (person, proposed) in &table.proposed {
                reported.insert(person);
                let Some(row) = people.get(person).filter(|row| row.book == *at_book) else {
                    return Err(Refusal::NotTheTable {
                        people: vec![person.clone()],
                    });
                };
                check_row(rules, table, person, proposed, row)?;
                if !is_answered(rules, table, person, row) {
                    unanswered.insert(person);
                }
                let duties = match rules.cap.pool {
                    CapPool::SimilarDuties => table.duties.get(person).map(String::as_str),
                    CapPool::Together => None,
                };
                by_rules
                    .entry((&table.rules, table.rules_version, duties))
                    .or_default()
                    .push(&row.outcome);
            }
        }
        let extra: Vec<PersonId> = people
            .keys()
            .filter(|person| all_known && !reported.contains(person))
            .cloned()
            .collect();
        if !extra.is_empty() {
            return Err(Refusal::NotTheTable { people: extra });
        }
        collectives_first(body, self.context.rules, reported.iter().copied())?;
        if !unanswered.is_empty() {
            return Err(Refusal::FactsUnanswered {
                people: unanswered.into_iter().cloned().collect(),
            });
        }
        for ((id, version, _), outcomes) in by_rules {
            let Some(rules) = self.context.rules.get(id, version) else {
                return Err(Refusal::UnknownRules);
            };
            let CapCount { given, allowed, .. } = rules.cap.count(outcomes);
            if given > allowed
                && notes
                    .cap_exception
                    .as_deref()
                    .is_none_or(|paper| paper.trim().is_empty())
            {
                return Err(Refusal::CapExceeded { given, allowed });
            }
        }
        Ok(())
    }

    /// A received report of a unit directly below the body, in the same month; none where it is not to be
    /// seen from here.
    fn table(
        &self,
        body: &BookId,
        book: &BookId,
        act: &crate::id::ActRef,
    ) -> Result<Option<&ReportedTable>, Refusal> {
        let at = InBook {
            book: book.clone(),
            act: act.clone(),
        };
        match self.context.others.reports.get(&at) {
            Some(Known::Is(table))
                if book.month == body.month && table.above.contains(&body.unit) =>
            {
                Ok(Some(table))
            }
            Some(Known::Is(_) | Known::Absent) => Err(Refusal::NotReceived),
            Some(Known::Unknown) | None => Ok(None),
        }
    }
}

/// A conclusion that answers one report of an earlier one takes its place as a whole, so it answers every
/// unit that the earlier answered: else each of two would keep the cap, and both together not.
fn answers_whole(book: &Book, notes: &ConclusionNotes) -> Result<(), Refusal> {
    let replaced = book
        .conclusions
        .iter()
        .filter(|earlier| earlier.shares_a_report(&notes.answers));
    let mut left = BTreeSet::new();
    for earlier in replaced {
        let books = earlier.notes.answers.keys();
        for unit in books.filter(|unit| !notes.answers.contains_key(*unit)) {
            left.extend(earlier.rows_of(unit).map(|(person, _)| person.clone()));
        }
    }
    if left.is_empty() {
        Ok(())
    } else {
        Err(Refusal::NotTheTable {
            people: left.into_iter().collect(),
        })
    }
}

/// One row: a reason where it says something else than was proposed or sets a limit aside, and nothing
/// else than was decided already.
fn check_row(
    rules: &RuleSet,
    table: &ReportedTable,
    person: &PersonId,
    proposed: &Outcome,
    row: &ConcludedRow,
) -> Result<(), Refusal> {
    if table
        .decided
        .get(person)
        .is_some_and(|decided| *decided != row.outcome)
    {
        return Err(Refusal::AlreadyDecided {
            person: person.clone(),
        });
    }
    known_reason(rules, &row.outcome)?;
    if row.outcome != *proposed || is_above_a_limit(rules, table, person, row) {
        needs_text(&row.reason)?;
    }
    Ok(())
}

/// A limiting fact leaves only a lower level, or the unit that they head was decided at one: the deciding
/// level may set that aside, with a reason.
fn is_above_a_limit(
    rules: &RuleSet,
    table: &ReportedTable,
    person: &PersonId,
    row: &ConcludedRow,
) -> bool {
    let Some(level) = row.outcome.level() else {
        return false;
    };
    let holds = |fact: &str| {
        let facts = table.facts.get(person);
        facts.is_some_and(|facts| facts.get(fact) == Some(&true))
    };
    rules.ceilings.iter().any(|ceiling| match &ceiling.limit {
        Limit::Fact { fact, max } => level > *max && holds(fact.as_str()),
        Limit::NotAbove { .. } => table.units.get(person).is_some_and(|unit| level > *unit),
        _ => false,
    })
}

/// Whoever answers for the limiting facts of a person has said yes or no to each; of one who is not rated
/// nothing is asked.
fn is_answered(
    rules: &RuleSet,
    table: &ReportedTable,
    person: &PersonId,
    row: &ConcludedRow,
) -> bool {
    let mut asked = rules
        .facts
        .iter()
        .filter(|fact| fact.given_by == GivenBy::Inspection);
    row.outcome.level().is_none()
        || asked.all(|fact| {
            let facts = table.facts.get(person);
            facts.is_some_and(|facts| facts.contains_key(fact.id.as_str()))
        })
}
