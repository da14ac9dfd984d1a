//! The commune's committee: receives, returns, concludes. What follows stands apart.

mod decision;

use std::collections::BTreeMap;

use roviec_shared::{
    act::Deed,
    book::{
        sheet::StatedFact,
        submission::{BodyVote, ConcludedRow, ConclusionNotes},
    },
    id::{BookId, PersonId},
    level::{Level, Outcome},
    month::Month,
    organisation::Role,
    route::StepKind,
    rules::RuleSet,
};

use super::{
    reach::{RETURNED, Reach},
    unit::UnitPlay,
};
use crate::{
    demo::{district::Ratings, room::Room, words},
    error::Error,
};

/// Those who act for a commune's committee.
struct Committee {
    unit: String,
    office: PersonId,
    inspector: PersonId,
    chair: PersonId,
    second: PersonId,
}

impl Committee {
    fn of(room: &Room<'_>, unit: &UnitPlay<'_>) -> Result<Self, Error> {
        let commune = unit.staff.unit.as_str();
        let commune = commune
            .split_once('.')
            .map_or(commune, |(commune, _)| commune);
        let missing = || Error::Broken(format!("the committee of {commune} is not whole"));
        let holder = |role| {
            room.district
                .holders(commune, role)
                .map(|who| who.id.clone())
        };
        let mut deciders = holder(Role::Decider);
        Ok(Self {
            unit: commune.to_owned(),
            office: holder(Role::CommitteeOffice).next().ok_or_else(missing)?,
            inspector: holder(Role::Inspector).next().ok_or_else(missing)?,
            chair: deciders.next().ok_or_else(missing)?,
            second: deciders.next().ok_or_else(missing)?,
        })
    }
}

impl UnitPlay<'_> {
    /// *Đảng ủy đã tiếp nhận*; and what is not complete goes back.
    pub fn receive(&mut self, room: &mut Room<'_>) -> Result<(), Error> {
        let Some(submission) = self
            .submission
            .clone()
            .filter(|_| self.reach >= Reach::Received)
        else {
            return Ok(());
        };
        let committee = Committee::of(room, self)?;
        let standing = room.book(&self.book).submission();
        let people = standing
            .map(|standing| standing.seals())
            .unwrap_or_default();
        let deed = Deed::Receive {
            submission: submission.clone(),
            day: room.today,
            people: people.clone(),
        };
        room.does(&committee.office, &self.book, deed)?;
        if RETURNED.contains(&self.staff.unit.as_str()) {
            let deed = Deed::Return {
                submission,
                to: StepKind::Vote,
                reason: words::say(words::RETURN, &mut self.chance),
                people,
            };
            room.does(&committee.office, &self.book, deed)?;
            self.submission = None;
            return Ok(());
        }
        self.answer_limits(room, &committee)
    }

    /// Nobody was disciplined this month: said of everyone, by the office; of itself by the inspector.
    fn answer_limits(&self, room: &mut Room<'_>, committee: &Committee) -> Result<(), Error> {
        for (hand, own) in [(&committee.office, false), (&committee.inspector, true)] {
            let mut people: BTreeMap<PersonId, BTreeMap<String, StatedFact>> = BTreeMap::new();
            for person in self.stories.keys() {
                if (*person == committee.office) != own {
                    continue;
                }
                let Some(rules) = room.rules_of(&self.book, person) else {
                    continue;
                };
                let record = &room.book(&self.book).people[person];
                let unanswered = roviec_shared::book::grading::unanswered(rules, record);
                let facts = unanswered.into_iter().map(|fact| {
                    let no = StatedFact {
                        holds: false,
                        percent: None,
                        share: None,
                        document: String::new(),
                        day: self.book.month.last_day(),
                    };
                    (fact.id.to_string(), no)
                });
                people.insert(person.clone(), facts.collect());
            }
            people.retain(|_, facts| !facts.is_empty());
            if !people.is_empty() {
                room.does(hand, &self.book, Deed::StateFacts { people })?;
            }
        }
        Ok(())
    }
}

fn committee_book(committee: &Committee, month: Month) -> Result<BookId, Error> {
    let unit = committee.unit.parse();
    let unit = unit.map_err(|_| Error::Broken(format!("{} is no unit", committee.unit)))?;
    Ok(BookId { unit, month })
}

/// The committee concludes on all that it has received, at once, within the cap.
pub fn conclude(
    room: &mut Room<'_>,
    units: &mut [UnitPlay<'_>],
    month: Month,
) -> Result<(), Error> {
    let concluded =
        |unit: &UnitPlay<'_>| unit.reach >= Reach::Concluded && unit.submission.is_some();
    let Some(one) = units.iter().find(|unit| concluded(unit)) else {
        return Ok(());
    };
    let committee = Committee::of(room, one)?;
    let book = committee_book(&committee, month)?;
    let mut answers = BTreeMap::new();
    let mut people: BTreeMap<PersonId, ConcludedRow> = BTreeMap::new();
    for unit in units.iter().filter(|unit| concluded(unit)) {
        let Some(standing) = room.book(&unit.book).submission() else {
            continue;
        };
        answers.insert(unit.book.clone(), standing.act.clone());
        for (person, row) in &standing.rows {
            let row = ConcludedRow {
                book: unit.book.clone(),
                outcome: row.proposed.clone(),
                reason: String::new(),
            };
            people.insert(person.clone(), row);
        }
    }
    let rules = people
        .iter()
        .next()
        .and_then(|(person, row)| room.rules_of(&row.book, person));
    if let Some(rules) = rules {
        within_cap(rules, units, &mut people);
    }
    let name = &room.district.tree.units[&book.unit].name;
    let notes = ConclusionNotes {
        number: format!("{:02}-KL/ĐU", 10 + month.number()),
        day: room.today,
        body: name.replacen("Đảng bộ", "Ban Thường vụ Đảng ủy", 1),
        chair: committee.chair.clone(),
        vote: BodyVote {
            entitled: 5,
            present: 5,
            agree: 5,
            against: 0,
            other: 0,
        },
        cap_exception: None,
        answers,
    };
    let act = room.does(&committee.office, &book, Deed::Conclude { notes, people })?;
    for unit in units.iter_mut() {
        if concluded(unit) {
            unit.conclusion = Some(act.clone());
        }
    }
    Ok(())
}

/// Those of whom the rules thought less than their cell go back to Good until the cap holds.
fn within_cap(
    rules: &RuleSet,
    units: &[UnitPlay<'_>],
    people: &mut BTreeMap<PersonId, ConcludedRow>,
) {
    let earned = |person: &PersonId| {
        let mut units = units.iter();
        units.any(|unit| {
            unit.staff.ratings == Ratings::Members && unit.level(person) == Some(Level::Excellent)
        })
    };
    let mut order: Vec<PersonId> = people.keys().cloned().collect();
    order.sort_by_key(|person| earned(person));
    for person in order {
        let count = rules.cap.count(people.values().map(|row| &row.outcome));
        if count.given <= count.allowed {
            break;
        }
        if let Some(row) = people.get_mut(&person)
            && row.outcome == Outcome::Level(Level::Excellent)
        {
            row.outcome = Outcome::Level(Level::Good);
            row.reason = words::OVER_THE_CAP.to_owned();
        }
    }
}
