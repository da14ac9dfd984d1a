//! What another version of a rule set would have made of a month that is over: read, never written.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Book, grading::grade_of};
use crate::{
    grade::Reason,
    id::{PersonId, UnitId},
    level::{Level, Outcome},
    rules::{RuleBook, RuleSet},
};

/// One person's month by both versions. Levels and rules alone: points are for those who act on the
/// rating.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrialRow {
    /// Who.
    pub person: PersonId,
    /// Their name in that month.
    pub name: String,
    /// Where they were rated.
    pub unit: UnitId,
    /// What was decided, and stays.
    pub decided: Option<Outcome>,
    /// Which version held.
    pub version: u32,
    /// The level by the version that held.
    pub before: Option<Level>,
    /// The level by the other one.
    pub after: Option<Level>,
    /// What moved the level by the version that held.
    pub reasons_before: Vec<Reason>,
    /// What moves the level by the other one.
    pub reasons_after: Vec<Reason>,
    /// What the other one asks for and that month does not tell.
    pub missing: u32,
}

/// A month by both versions, person by person and in sum.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trial {
    /// All who were rated by these rules.
    pub rated: u32,
    /// Of these, whose level would have been another.
    pub changed: Vec<TrialRow>,
    /// Levels by the version that held.
    pub before: BTreeMap<Level, u32>,
    /// Levels by the other one.
    pub after: BTreeMap<Level, u32>,
    /// For whom the version that held gave no level: something was missing.
    pub unknown_before: u32,
    /// The same by the other one.
    pub unknown_after: u32,
    /// How many the other one's cap would have allowed at the highest level, of its own levels.
    pub allowed_after: u32,
}

impl Trial {
    /// Adds a unit's month. The sum of the cap is over everyone, once all units are added.
    pub fn add(&mut self, standing: &RuleBook, other: &RuleSet, book: &Book) {
        for (person, record) in &book.people {
            if record.enrolled.rules != other.id {
                continue;
            }
            let Some(held) = standing.of(&record.enrolled) else {
                continue;
            };
            let before = grade_of(held, book, record, None);
            let after = grade_of(other, book, record, None);
            self.rated += 1;
            count(&mut self.before, &mut self.unknown_before, before.level);
            count(&mut self.after, &mut self.unknown_after, after.level);
            if before.level != after.level {
                self.changed.push(TrialRow {
                    person: person.clone(),
                    name: record.enrolled.name.clone(),
                    unit: book.id.unit.clone(),
                    decided: record.decision().map(|each| each.decided.outcome.clone()),
                    version: held.version,
                    before: before.level,
                    after: after.level,
                    reasons_before: before.reasons,
                    reasons_after: after.reasons,
                    missing: u32::try_from(after.missing.len()).unwrap_or(u32::MAX),
                });
            }
        }
        let at = |level| self.after.get(&level).copied().unwrap_or_default();
        let (rated, good) = (self.after.values().sum(), at(Level::Good));
        let good_and_better = good + at(Level::Excellent);
        self.allowed_after = other.cap.allowed(rated, good, good_and_better);
    }
}

fn count(levels: &mut BTreeMap<Level, u32>, unknown: &mut u32, level: Option<Level>) {
    match level {
        Some(level) => *levels.entry(level).or_default() += 1,
        None => *unknown += 1,
    }
}
