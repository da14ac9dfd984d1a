//! A round of opinions: a table goes to the members of a body, each says what they think, and the office
//! compiles. Opinions are advice, not votes (`domain.md`, route 2). *Xin ý kiến.*

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{Book, Seal, submission::Row};
use crate::{
    id::{ActRef, PersonId, RuleSetId},
    level::Outcome,
    month::Day,
};

/// What a member of the body thinks of one row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opinion {
    /// What they would decide.
    pub outcome: Outcome,
    /// In words; needed where it is not what was proposed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
}

/// What one member gave in a round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Given {
    /// The last act that said something.
    pub act: ActRef,
    /// Its day, as its author gives it.
    pub day: Day,
    /// It came after the last day; the server's day counts.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_late: bool,
    /// Row by row; on a row that is not here they said nothing.
    pub on: BTreeMap<PersonId, Opinion>,
}

/// A table of units as a whole: they go round apart, before their heads.
#[must_use]
pub fn is_of_units(rows: &BTreeMap<PersonId, Row>) -> bool {
    rows.keys().any(PersonId::is_collective)
}

/// One table that went round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Round {
    /// The act that sent it out.
    pub act: ActRef,
    /// Who sent it.
    pub by: PersonId,
    /// When.
    pub day: Day,
    /// The last day for opinions.
    pub until: Day,
    /// The rule set that judges the rows.
    pub rules: RuleSetId,
    /// Its version.
    pub rules_version: u32,
    /// The rows by value.
    pub rows: BTreeMap<PersonId, Row>,
    /// Who is asked.
    pub asked: BTreeSet<PersonId>,
    /// Of a unit as a whole, those who speak for it: they are not asked about it.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub spoken_for: BTreeMap<PersonId, BTreeSet<PersonId>>,
    /// Who has given an opinion so far.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub answered: BTreeSet<PersonId>,
    /// What each gave. Until the round is over nobody sees another's.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub opinions: BTreeMap<PersonId, Given>,
    /// Where it stands.
    pub state: RoundState,
}

/// Where a round stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "is")]
pub enum RoundState {
    /// Opinions are taken.
    Open,
    /// It is over.
    Closed {
        /// The act.
        act: ActRef,
        /// When.
        day: Day,
    },
    /// It was called back, with the reason; its opinions count for nothing.
    Recalled {
        /// The act.
        act: ActRef,
        /// Why.
        reason: String,
    },
}

/// How many of those asked said what of a row. One who is rated in it is not asked about themself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpinionCount {
    /// As it was proposed.
    pub agree: u32,
    /// Otherwise.
    pub other: u32,
    /// Nothing: shown as none, not as assent.
    pub none: u32,
}

impl Round {
    /// Whether opinions are taken.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.state == RoundState::Open
    }

    /// Whether it is over and what it says stands.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        matches!(self.state, RoundState::Closed { .. })
    }

    /// Whether a row is somebody's own, or that of a unit for which they speak.
    #[must_use]
    pub fn is_own(&self, by: &PersonId, person: &PersonId) -> bool {
        let speakers = self.spoken_for.get(person);
        person == by || speakers.is_some_and(|speakers| speakers.contains(by))
    }

    /// On whom of it somebody has said nothing yet; nobody is asked about themself.
    pub fn unsaid<'a>(&'a self, by: &'a PersonId) -> impl Iterator<Item = &'a PersonId> {
        let given = self.opinions.get(by);
        self.rows
            .keys()
            .filter(move |person| !self.is_own(by, person))
            .filter(move |person| given.is_none_or(|given| !given.on.contains_key(*person)))
    }

    /// Whether it is open, and somebody who is asked has not said all.
    #[must_use]
    pub fn waits_for(&self, by: &PersonId) -> bool {
        self.is_open() && self.asked.contains(by) && self.unsaid(by).next().is_some()
    }

    /// Whether all that was given is here: on a device whose own act ended the round, the opinions come with
    /// the server's answer.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        let mut answered = self.answered.iter();
        answered.all(|by| self.opinions.contains_key(by))
    }

    /// The seal of each row: what a decision on it answers.
    #[must_use]
    pub fn seals(&self) -> BTreeMap<PersonId, Seal> {
        super::seals(&self.rows)
    }

    /// The acts of the office that made it what it is.
    pub fn acts(&self) -> impl Iterator<Item = &ActRef> {
        let end = match &self.state {
            RoundState::Open => None,
            RoundState::Closed { act, .. } | RoundState::Recalled { act, .. } => Some(act),
        };
        [&self.act].into_iter().chain(end)
    }

    /// What was said of one row, by those who said something.
    pub fn said_of<'a>(
        &'a self,
        person: &'a PersonId,
    ) -> impl Iterator<Item = (&'a PersonId, &'a Opinion)> {
        let said = self.opinions.iter();
        said.filter_map(move |(by, given)| Some((by, given.on.get(person)?)))
    }

    /// How many said what of one row.
    #[must_use]
    pub fn count(&self, person: &PersonId) -> OpinionCount {
        let mut count = OpinionCount::default();
        let Some(row) = self.rows.get(person) else {
            return count;
        };
        for asked in self
            .asked
            .iter()
            .filter(|asked| !self.is_own(asked, person))
        {
            let given = self.opinions.get(asked);
            match given.and_then(|given| given.on.get(person)) {
                Some(opinion) if opinion.outcome == row.proposed => count.agree += 1,
                Some(_) => count.other += 1,
                None => count.none += 1,
            }
        }
        count
    }

    /// As it is seen by one of those asked, or, with nobody named, by whom acts on the table: until it is over
    /// no opinion but their own, and none ever where it was called back.
    pub(crate) fn seen_by(&self, person: Option<&PersonId>) -> Self {
        let mut seen = self.clone();
        if !self.is_closed() {
            seen.opinions.retain(|by, _| Some(by) == person);
        }
        seen
    }
}

impl Book {
    /// The round that an act sent out.
    #[must_use]
    pub fn round(&self, act: &ActRef) -> Option<&Round> {
        self.rounds.iter().find(|round| round.act == *act)
    }

    /// The round in which a person's row stands: the last that was not called back.
    #[must_use]
    pub fn round_of(&self, person: &PersonId) -> Option<&Round> {
        let stands = |round: &&Round| !matches!(round.state, RoundState::Recalled { .. });
        let mut standing = self.rounds.iter().rev().filter(stands);
        standing.find(|round| round.rows.contains_key(person))
    }
}
