//! What a unit reports upward, and what the body above makes of it. *Tổng hợp, báo cáo; kết luận.*

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Book, Seal};
use crate::{
    id::{ActRef, BookId, PersonId},
    level::{Level, Outcome},
    month::Day,
    points::Points,
    route::StepKind,
};

/// One line of the table: the levels side by side, by value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// The name on that day.
    pub name: String,
    /// Post or duty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub post: String,
    /// General criteria; none while one of them is missing: a table never shows 0 for what is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub general: Option<Points>,
    /// Results of work; none without a task, or while a result is missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub work: Option<Points>,
    /// Both; none while either is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total: Option<Points>,
    /// As they rate themself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own: Option<Level>,
    /// As the rules give it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub system: Option<Level>,
    /// What the unit proposes.
    pub proposed: Outcome,
    /// Why it differs from the system's.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

/// One report upward, with all that happened to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Submission {
    /// The act.
    pub act: ActRef,
    /// By whom.
    pub by: PersonId,
    /// The day its author gives.
    pub day: Day,
    /// The day it arrived, from the server; what counts for lateness.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub arrived: Option<Day>,
    /// The rows by value.
    pub rows: BTreeMap<PersonId, Row>,
    /// Where it stands.
    pub state: SubmissionState,
}

impl Submission {
    /// The acts that made it what it is.
    pub fn acts(&self) -> impl Iterator<Item = &ActRef> {
        let answer = match &self.state {
            SubmissionState::Sent | SubmissionState::Withdrawn { .. } => None,
            SubmissionState::Received { act, .. } | SubmissionState::Returned { act, .. } => {
                Some(act)
            }
        };
        [&self.act].into_iter().chain(answer)
    }

    /// The seal of each row: what an answer to it carries.
    pub fn seals(&self) -> BTreeMap<PersonId, Seal> {
        super::seals(&self.rows)
    }
}

/// Where a report stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "is")]
pub enum SubmissionState {
    /// On its way.
    Sent,
    /// Taken back by the unit before it was received, with the reason.
    Withdrawn {
        /// Why.
        reason: String,
    },
    /// *Đảng ủy đã tiếp nhận.*
    Received {
        /// The act.
        act: ActRef,
        /// When.
        day: Day,
    },
    /// *Trả lại để bổ sung, chỉnh sửa.*
    Returned {
        /// The act.
        act: ActRef,
        /// To which step.
        to: StepKind,
        /// Why.
        reason: String,
    },
}

/// A body's vote on its conclusion, as recorded.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BodyVote {
    /// Members of the body.
    pub entitled: u32,
    /// Present.
    pub present: u32,
    /// For.
    pub agree: u32,
    /// Against.
    pub against: u32,
    /// Other opinions.
    #[serde(default)]
    pub other: u32,
}

/// What a conclusion says of one person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConcludedRow {
    /// In which book the sheet is.
    pub book: BookId,
    /// What was decided.
    pub outcome: Outcome,
    /// Why it differs from what was proposed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

/// The head of a body's conclusion. *Kết luận hội nghị.*
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConclusionNotes {
    /// Number, as `12-KL/ĐU`.
    pub number: String,
    /// The day of the session.
    pub day: Day,
    /// How the body is called: *Ban Thường vụ Đảng ủy xã Đại Đồng*.
    pub body: String,
    /// Who chaired.
    pub chair: PersonId,
    /// The vote.
    pub vote: BodyVote,
    /// Document of the exception, where the cap is passed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cap_exception: Option<String>,
    /// The reports that it rests on: the submission's act by book.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub answers: BTreeMap<BookId, ActRef>,
}

/// A conclusion with its whole table by value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conclusion {
    /// The act.
    pub act: ActRef,
    /// Who entered it.
    pub by: PersonId,
    /// Its head.
    pub notes: ConclusionNotes,
    /// Its table.
    pub rows: BTreeMap<PersonId, ConcludedRow>,
}

impl Conclusion {
    /// Whether both answer one report: the later then takes the place of the earlier.
    pub fn shares_a_report(&self, answers: &BTreeMap<BookId, ActRef>) -> bool {
        let mut own = self.notes.answers.iter();
        own.any(|(book, act)| answers.get(book) == Some(act))
    }

    /// Whether no later conclusion in the body's book took its place.
    pub fn stands_in(&self, book: &Book) -> bool {
        let later = book.conclusions.iter().rev();
        later
            .take_while(|later| later.act != self.act)
            .all(|later| !self.shares_a_report(&later.notes.answers))
    }

    /// The rows of one unit's book.
    pub fn rows_of<'a>(
        &'a self,
        book: &'a BookId,
    ) -> impl Iterator<Item = (&'a PersonId, &'a ConcludedRow)> {
        self.rows.iter().filter(move |(_, row)| row.book == *book)
    }
}
