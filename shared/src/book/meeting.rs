//! The monthly meeting: who is there, who may vote, what was agreed on each person.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Seal;
use crate::{
    change::replace_any,
    id::{ActRef, PersonId},
    level::{Level, Outcome},
    month::Day,
    rules::{NoMajority, Votes},
    trace::Trace,
};

/// What is known of the meeting as a whole. Fields that are not set stay as they were.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct MeetingNotes {
    /// The day it was held, also where it was entered later from paper.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub day: Option<Day>,
    /// When it began: `19:30`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// When it ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// Where.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// Who chairs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chair: Option<PersonId>,
    /// Who keeps the minutes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recorder: Option<PersonId>,
    /// Superiors who attend: named, may speak, do not count.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub superiors: Option<String>,
    /// What was said on the month's work, for the minutes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub discussion: Option<String>,
    /// The short conclusion for the minute book.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conclusion: Option<String>,
    /// *Nhập từ biên bản giấy*: it ran on paper.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on_paper: Option<bool>,
}

impl MeetingNotes {
    /// Takes over what later notes name.
    pub fn merge(&mut self, later: &MeetingNotes) {
        replace_any(&mut self.day, &later.day);
        replace_any(&mut self.from, &later.from);
        replace_any(&mut self.until, &later.until);
        replace_any(&mut self.place, &later.place);
        replace_any(&mut self.chair, &later.chair);
        replace_any(&mut self.recorder, &later.recorder);
        replace_any(&mut self.superiors, &later.superiors);
        replace_any(&mut self.discussion, &later.discussion);
        replace_any(&mut self.conclusion, &later.conclusion);
        replace_any(&mut self.on_paper, &later.on_paper);
    }
}

/// Whether a person is at the meeting, and why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Attendance {
    /// There.
    Present,
    /// Away with a reason that was told before.
    Excused,
    /// Away without a reason.
    Unexcused,
    /// Away for work.
    OnDuty,
    /// Ill.
    Ill,
}

/// How a vote is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VoteMode {
    /// Thống nhất: nobody is against.
    Consensus,
    /// Giơ tay.
    ByHand,
    /// Bỏ phiếu kín.
    Secret,
}

impl VoteMode {
    /// Whether the rules know this way.
    #[must_use]
    pub const fn is_allowed(self, votes: &Votes) -> bool {
        match self {
            Self::Consensus => votes.consensus,
            Self::ByHand => votes.by_hand,
            Self::Secret => votes.secret,
        }
    }
}

/// The count of one vote. `votes + blank + spoilt ≤ present ≤ entitled`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Those who have the vote, present or not, without the one who is rated.
    pub entitled: u32,
    /// Of these, present.
    pub present: u32,
    /// Votes for each level.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub votes: BTreeMap<Level, u32>,
    /// Blank.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub blank: u32,
    /// Spoilt.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub spoilt: u32,
}

fn is_zero(count: &u32) -> bool {
    *count == 0
}

/// Why a count cannot be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TallyFault {
    /// More present than entitled.
    PresentAboveEntitled,
    /// More ballots than present.
    BallotsAbovePresent,
    /// Half of the entitled or fewer are there.
    NoQuorum,
    /// The counts of entitled and present are not those of the attendance list.
    NotTheList,
    /// The agreed level has no majority.
    NoMajority,
}

impl Tally {
    /// All ballots.
    pub fn ballots(&self) -> u32 {
        let apart = [self.blank, self.spoilt];
        self.votes
            .values()
            .chain(&apart)
            .fold(0, |sum, count| sum.saturating_add(*count))
    }

    /// Whether the numbers can be.
    pub fn check(&self) -> Result<(), TallyFault> {
        if self.present > self.entitled {
            return Err(TallyFault::PresentAboveEntitled);
        }
        let ballots = self.votes.values().map(|n| u64::from(*n)).sum::<u64>()
            + u64::from(self.blank)
            + u64::from(self.spoilt);
        if ballots > u64::from(self.present) {
            return Err(TallyFault::BallotsAbovePresent);
        }
        Ok(())
    }

    /// The level that has the majority of the rules.
    #[must_use]
    pub fn majority(&self, votes: &Votes) -> Option<Level> {
        self.result(votes.majority_base(self.present, self.entitled))
    }

    /// What is agreed by the count: the level that has the majority; where none has, the one that the
    /// chair names, if the rules let the chair decide.
    #[must_use]
    pub fn agreed(&self, votes: &Votes, named: Level) -> Option<Level> {
        let is_chairs = votes.no_majority == NoMajority::ChairDecides;
        self.majority(votes).or(is_chairs.then_some(named))
    }

    /// The highest level such that the votes for it or better are more than half of `of`.
    pub fn result(&self, of: u32) -> Option<Level> {
        let mut sum = 0;
        for (level, votes) in self.votes.iter().rev() {
            sum += u64::from(*votes);
            if sum * 2 > u64::from(of) {
                return Some(*level);
            }
        }
        None
    }
}

/// What the meeting agreed on one person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowVote {
    /// How the vote was taken.
    pub mode: VoteMode,
    /// The count; with consensus only who was there.
    pub tally: Tally,
    /// What was agreed.
    pub outcome: Outcome,
    /// Remarks made in the meeting.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub remarks: String,
    /// Why it differs from the system's level.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// Who chaired this item: the deputy for the secretary's own.
    pub chair: PersonId,
}

/// What a party group agreed on one of its people, before the cell met: a proposal to the cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupVote {
    /// The day on which the group met.
    pub day: Day,
    /// What it agreed; entitled and present are the group's.
    #[serde(flatten)]
    pub vote: RowVote,
}

/// The minutes are closed over these rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Minutes {
    /// The act that sealed them.
    pub act: ActRef,
    /// The seal of each row.
    pub rows: BTreeMap<PersonId, Seal>,
}

/// A unit's meeting of one month.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Meeting {
    /// What is known of it.
    pub notes: MeetingNotes,
    /// Who was there; those not named were not asked for yet.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub attendance: BTreeMap<PersonId, Attendance>,
    /// Sealed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minutes: Option<Minutes>,
    /// Who wrote which field last.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub traces: BTreeMap<String, Trace>,
}
