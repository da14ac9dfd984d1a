//! What people do. An act is what its author confirmed: about one book, with all its fields.
//!
//! Everything that an act says of people stands under `people`, by person, and nowhere else: on the
//! wire and in the ledger each person's part has a commitment of its own and can be erased alone.

mod setting;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

pub use setting::Setting;

pub use crate::id::InBook;

use crate::{
    book::{
        Book, Imported, PlaceInTree, Seal,
        action::ActionTaken,
        meeting::{Attendance, GroupVote, MeetingNotes, RowVote},
        round::Opinion,
        sheet::{Acknowledged, AppealAnswer, Comment, Decided, Proposal, SelfScore, StatedFact},
        submission::{ConcludedRow, ConclusionNotes, Row},
    },
    id::{ActRef, BookId, PersonId, SeriesId, TaskId},
    level::Outcome,
    month::Day,
    order::Gather,
    organisation::Enrolled,
    points::Quantity,
    route::StepKind,
    target::{TargetChange, TargetPlan},
    task::{Plan, PlanChange, Remark, Report, Review},
    trace::Trace,
};

/// What an act says, by person.
pub type People<T> = BTreeMap<PersonId, T>;

/// One act, as its author confirmed it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Act {
    /// The book that it is about.
    pub book: BookId,
    /// For the fields that it changes, who wrote them last as its author saw it.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub saw: BTreeMap<String, Trace>,
    /// The newest act of each series that its author saw in what it is about. It is not judged before
    /// them, so every order of arrival has the outcome of the order in which people acted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub after: Vec<ActRef>,
    /// A refused act that this one says again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<ActRef>,
    /// Whose act `replaces` is, where another adopts it under their own name: it was refused only because
    /// its author had lost the post.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub adopted_from: Option<PersonId>,
    /// What is done.
    #[serde(flatten)]
    pub deed: Deed,
}

/// An act with its place in its series: what `apply` takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Authored {
    /// Series and number.
    pub name: ActRef,
    /// Who holds the key. The server's own series has no person.
    pub author: Option<PersonId>,
    /// What they did.
    pub act: Act,
}

/// A text with its day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dated {
    /// When.
    pub day: Day,
    /// What.
    pub text: String,
}

/// A reason given for one person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Because {
    /// The reason.
    pub reason: String,
}

/// What somebody is reminded of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reminded {
    /// In words.
    pub text: String,
}

/// A change of a task, with its reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskChange {
    /// What changes.
    #[serde(flatten)]
    pub plan: PlanChange,
    /// Why.
    pub reason: String,
}

/// What is decided of one person, and on which row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecidedOn {
    /// What.
    #[serde(flatten)]
    pub decided: Decided,
    /// The seal of the row that it answers.
    pub row: Seal,
}

/// Another takes a task over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandOver {
    /// Who.
    pub to: PersonId,
    /// Why.
    pub reason: String,
}

/// Someone leaves the unit inside the month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leaving {
    /// The last day.
    pub day: Day,
    /// Its paper.
    pub document: String,
}

/// A new decision on a closed month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Corrected {
    /// The new outcome.
    pub outcome: Outcome,
    /// Why.
    pub reason: String,
    /// Number of the decision.
    pub document: String,
    /// Its day.
    pub day: Day,
}

/// A key of a person, registered for one account on one device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Key {
    /// The series that it makes.
    pub series: SeriesId,
    /// The raw public key, base64url.
    pub public: String,
    /// The device, as its user names it.
    pub device: String,
    /// Registered after someone else set the password.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub to_confirm: bool,
}

/// What people do, in the imperative.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "do")]
pub enum Deed {
    /// The server opens a unit's month with a copy of the tree and posts of that day.
    OpenMonth {
        /// Where the unit stands.
        place: PlaceInTree,
        /// Who is rated there.
        people: People<Enrolled>,
    },
    /// Sheets of a closed month from another program, whole. *Nhập từ hệ thống cũ.*
    Import {
        /// Who ordered it.
        ordered_by: String,
        /// From which file.
        file: String,
        /// Where the unit stood.
        place: PlaceInTree,
        /// The sheets.
        people: People<Imported>,
    },
    /// A key is registered for a person; it may then sign.
    RegisterKey {
        /// Whose.
        people: People<Key>,
    },
    /// A key signs no more.
    RevokeKey {
        /// Whose, and why.
        people: People<Because>,
        /// Which series.
        series: SeriesId,
    },
    /// Someone joins the unit inside the month.
    Join {
        /// Who.
        people: People<Enrolled>,
        /// From when.
        day: Day,
        /// Its paper.
        document: String,
    },
    /// Someone leaves it.
    Leave {
        /// Who.
        people: People<Leaving>,
    },

    /// Tasks are given. Task *n* of the act (from 0, persons in order) is `series.number.n`.
    Assign {
        /// To whom, what.
        people: People<Vec<Plan>>,
    },
    /// A task changes inside the month.
    ChangeTask {
        /// Which.
        task: TaskId,
        /// Its owner, and the change.
        people: People<TaskChange>,
    },
    /// A task is taken back.
    CancelTask {
        /// Which.
        task: TaskId,
        /// Its owner, and why.
        people: People<Because>,
    },
    /// A task goes to another.
    HandOverTask {
        /// Which.
        task: TaskId,
        /// Its owner; to whom and why.
        people: People<HandOver>,
    },
    /// The giver looks at a task during the month.
    CheckTask {
        /// Which.
        task: TaskId,
        /// Its owner; the remark.
        people: People<Remark>,
    },
    /// What came of a task.
    ReportResult {
        /// Which.
        task: TaskId,
        /// Its owner; the report.
        people: People<Report>,
    },
    /// What the reviewer found.
    ReviewResult {
        /// Which.
        task: TaskId,
        /// Its owner; the finding.
        people: People<Review>,
    },

    /// Somebody says that something is due: to persons, or, in words of its own, to those who lead the unit.
    Remind {
        /// When.
        day: Day,
        /// To those who lead the unit; empty where only persons are reminded.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        unit: String,
        /// Who; of what.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        people: People<Reminded>,
    },

    /// A target of the term is set; its name is this act's. *Chỉ tiêu nghị quyết.*
    SetTarget {
        /// What is wanted.
        plan: TargetPlan,
    },
    /// What is wanted changes inside the term.
    ChangeTarget {
        /// Which, and the month in which it was set.
        target: InBook,
        /// What changes.
        change: TargetChange,
        /// Why.
        reason: String,
    },
    /// How far a target is on a day. A second reading of that day takes the place of the first.
    ReadTarget {
        /// Which.
        target: InBook,
        /// The day that it is true of.
        day: Day,
        /// So much, in the target's measure.
        value: Quantity,
        /// Where it is known from.
        source: String,
    },
    /// A target holds no more.
    EndTarget {
        /// Which.
        target: InBook,
        /// The last day.
        day: Day,
        /// Why.
        reason: String,
    },

    /// A person scores and rates themself, or another enters it for them.
    Score {
        /// Who; what.
        people: People<SelfScore>,
    },
    /// A person on what another entered for them.
    Acknowledge {
        /// Who; what.
        people: People<Acknowledged>,
    },
    /// Facts that limit a level are answered.
    StateFacts {
        /// Whose; fact by fact.
        people: People<BTreeMap<String, StatedFact>>,
    },
    /// A party group agrees on one of its people, before the cell does.
    VoteInGroup {
        /// Who; what.
        people: People<GroupVote>,
    },
    /// Who leads proposes.
    Propose {
        /// For whom; what.
        people: People<Proposal>,
    },

    /// Notes of the meeting as a whole.
    Convene {
        /// What is known of it.
        notes: MeetingNotes,
    },
    /// Who is there.
    Attend {
        /// Who; how.
        people: People<Attendance>,
    },
    /// The meeting agrees on a person.
    Vote {
        /// Who; what.
        people: People<RowVote>,
    },
    /// The minutes are closed over these rows.
    SealMinutes {
        /// The seal of each row: see [`crate::book::seals`].
        people: People<Seal>,
    },
    /// The minutes are opened again, before the report goes up.
    UnsealMinutes {
        /// Why.
        reason: String,
    },

    /// The table goes up.
    Submit {
        /// The day.
        day: Day,
        /// The rows by value.
        people: People<Row>,
    },
    /// The unit takes it back before it was received.
    Withdraw {
        /// Which.
        submission: ActRef,
        /// Why.
        reason: String,
    },
    /// *Đảng ủy đã tiếp nhận.*
    Receive {
        /// Which.
        submission: ActRef,
        /// The day.
        day: Day,
        /// The seal of each row received.
        people: People<Seal>,
    },
    /// *Trả lại để bổ sung, chỉnh sửa.*
    Return {
        /// Which.
        submission: ActRef,
        /// To which step.
        to: StepKind,
        /// Why.
        reason: String,
        /// The seal of each row returned.
        people: People<Seal>,
    },
    /// Members of the body are asked for their opinions on a table, in the body's own book. *Xin ý kiến.*
    Circulate {
        /// The day.
        day: Day,
        /// The last day for opinions.
        until: Day,
        /// Who is asked; nobody on their own row.
        asked: BTreeSet<PersonId>,
        /// The rows by value.
        people: People<Row>,
    },
    /// One of those asked gives an opinion: advice, not a vote.
    Opine {
        /// On which round.
        round: ActRef,
        /// The day.
        day: Day,
        /// On whom; what.
        people: People<Opinion>,
    },
    /// The round is over: who gave no opinion is shown as having given none.
    CloseRound {
        /// Which.
        round: ActRef,
        /// The day.
        day: Day,
    },
    /// The table is called back before the round is over, to be mended.
    RecallRound {
        /// Which.
        round: ActRef,
        /// Why.
        reason: String,
    },
    /// The body's conclusion with its whole table, in the body's own book.
    Conclude {
        /// Its head.
        notes: ConclusionNotes,
        /// Its table.
        people: People<ConcludedRow>,
    },
    /// The chair confirms what was concluded for this book; or decides alone where the route says so.
    Decide {
        /// The conclusion, and the book it is in; `None` where one person decides.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        conclusion: Option<InBook>,
        /// Number and date for papers.
        document: String,
        /// The day.
        day: Day,
        /// What is decided, each on a row that the author saw.
        people: People<DecidedOn>,
    },
    /// The rated are told.
    Announce {
        /// Number of the announcement.
        document: String,
        /// Its day.
        day: Day,
        /// The seal of each decision announced: see [`crate::apply::to_announce`].
        people: People<Seal>,
    },

    /// A word of the rated beside their rating.
    Comment {
        /// Who; what.
        people: People<Comment>,
    },
    /// A written objection.
    Appeal {
        /// Who; what.
        people: People<Dated>,
    },
    /// The deciding level answers.
    AnswerAppeal {
        /// Which.
        appeal: ActRef,
        /// Whose; the answer.
        people: People<AppealAnswer>,
    },
    /// What a person's ratings were used for.
    RecordAction {
        /// Whose; what was done.
        people: People<ActionTaken>,
    },
    /// The month is over.
    Close {
        /// The seal of each announced sheet: see [`crate::apply::to_close`].
        people: People<Seal>,
    },
    /// A new decision on a closed month.
    Correct {
        /// Whose; what.
        people: People<Corrected>,
    },
}

impl Act {
    /// An act on a book as its author sees it now.
    pub fn on(book: &Book, deed: Deed) -> Self {
        let saw = deed
            .settings()
            .into_iter()
            .filter_map(|setting| {
                let trace = book.trace(&deed, &setting.group)?.as_seen();
                Some((setting.group, trace))
            })
            .into_map();
        let mut act = Self {
            book: book.id.clone(),
            saw,
            after: Vec::new(),
            replaces: None,
            adopted_from: None,
            deed,
        };
        act.after = act.seen_in(book);
        act
    }

    /// The same, adopted from who lost the post: it is not judged before the server has the first one.
    #[must_use]
    pub fn adopted(mut self, from: PersonId, replaces: ActRef) -> Self {
        self.after.push(replaces.clone());
        self.replaces = Some(replaces);
        self.adopted_from = Some(from);
        self
    }

    /// The newest act of each series among those that made what this act is about, but the server's own
    /// and those that it rests on anyway.
    fn seen_in(&self, book: &Book) -> Vec<ActRef> {
        let mut newest: BTreeMap<&SeriesId, u64> = BTreeMap::new();
        for act in book.acts_behind(&self.deed) {
            let number = newest.entry(&act.series).or_default();
            *number = (*number).max(act.number);
        }
        for act in self.rests_on() {
            if newest
                .get(&act.series)
                .is_some_and(|number| *number <= act.number)
            {
                newest.remove(&act.series);
            }
        }
        newest
            .into_iter()
            .map(|(series, number)| ActRef {
                series: series.clone(),
                number,
            })
            .collect()
    }

    /// This act as one of `series`, whose own order says already what it comes after.
    #[must_use]
    pub fn in_series(mut self, series: &SeriesId) -> Self {
        self.after.retain(|act| act.series != *series);
        self
    }

    /// Every act that this one rests on: it means something only where they were accepted.
    pub fn rests_on(&self) -> Vec<&ActRef> {
        let mut found: Vec<&ActRef> = Vec::new();
        for trace in self.saw.values() {
            found.push(&trace.act);
            found.extend(trace.fields.values());
        }
        match &self.deed {
            Deed::Withdraw { submission, .. }
            | Deed::Receive { submission, .. }
            | Deed::Return { submission, .. } => found.push(submission),
            Deed::Opine { round, .. }
            | Deed::CloseRound { round, .. }
            | Deed::RecallRound { round, .. } => found.push(round),
            Deed::AnswerAppeal { appeal, .. } => found.push(appeal),
            Deed::Decide {
                conclusion: Some(conclusion),
                ..
            } => found.push(&conclusion.act),
            Deed::Conclude { notes, .. } => found.extend(notes.answers.values()),
            Deed::SetTarget { plan } => found.extend(plan.part_of.as_ref().map(|whole| &whole.act)),
            Deed::ChangeTarget { target, change, .. } => {
                found.push(&target.act);
                found.extend(change.part_of.as_ref().map(|whole| &whole.act));
            }
            Deed::ReadTarget { target, .. } | Deed::EndTarget { target, .. } => {
                found.push(&target.act);
            }
            _ => {}
        }
        found
    }

    /// The act that gave the task which this act is about; none for tasks of an import.
    pub fn giver_of_task(&self) -> Option<ActRef> {
        let (act, _) = self.deed.task()?.as_str().rsplit_once('.')?;
        act.parse().ok()
    }
}

impl Deed {
    /// The people named, in order.
    pub fn people(&self) -> Vec<&PersonId> {
        macro_rules! keys {
            ($($variant:ident),*) => {
                match self {
                    $(Deed::$variant { people, .. } => people.keys().collect(),)*
                    _ => Vec::new(),
                }
            };
        }
        keys!(
            OpenMonth,
            Import,
            RegisterKey,
            RevokeKey,
            Join,
            Leave,
            Assign,
            ChangeTask,
            CancelTask,
            HandOverTask,
            CheckTask,
            ReportResult,
            ReviewResult,
            Remind,
            Score,
            Acknowledge,
            StateFacts,
            VoteInGroup,
            Propose,
            Attend,
            Vote,
            SealMinutes,
            Submit,
            Receive,
            Return,
            Circulate,
            Opine,
            Conclude,
            Decide,
            Announce,
            Close,
            Comment,
            Appeal,
            AnswerAppeal,
            RecordAction,
            Correct
        )
    }

    /// Whether it is about the unit's month as a whole: what came before concerns it, whoever it named.
    pub fn is_whole(&self) -> bool {
        matches!(
            self,
            Deed::OpenMonth { .. }
                | Deed::Import { .. }
                | Deed::Convene { .. }
                | Deed::Attend { .. }
                | Deed::SealMinutes { .. }
                | Deed::UnsealMinutes { .. }
                | Deed::Submit { .. }
                | Deed::Withdraw { .. }
                | Deed::Receive { .. }
                | Deed::Return { .. }
                | Deed::Circulate { .. }
                | Deed::CloseRound { .. }
                | Deed::RecallRound { .. }
                | Deed::Conclude { .. }
                | Deed::Decide { .. }
                | Deed::Announce { .. }
                | Deed::Close { .. }
        )
    }

    /// Whether it means something else where `earlier`, an act on the same book, has been judged.
    pub fn waits_for(&self, earlier: &Deed) -> bool {
        let named = self.people();
        self.is_whole()
            || earlier.is_whole()
            || earlier.people().iter().any(|person| named.contains(person))
            || self.target().is_some() && self.target() == earlier.target()
    }

    /// The target that it is about, by the act that set it.
    pub fn target(&self) -> Option<&ActRef> {
        match self {
            Deed::ChangeTarget { target, .. }
            | Deed::ReadTarget { target, .. }
            | Deed::EndTarget { target, .. } => Some(&target.act),
            _ => None,
        }
    }

    /// The task that it is about.
    pub fn task(&self) -> Option<&TaskId> {
        match self {
            Deed::ChangeTask { task, .. }
            | Deed::CancelTask { task, .. }
            | Deed::HandOverTask { task, .. }
            | Deed::CheckTask { task, .. }
            | Deed::ReportResult { task, .. }
            | Deed::ReviewResult { task, .. } => Some(task),
            _ => None,
        }
    }

    /// The name of its kind, as on the wire: for tests, logs and the words of a person's file.
    pub fn kind(&self) -> &'static str {
        match self {
            Deed::OpenMonth { .. } => "open_month",
            Deed::Import { .. } => "import",
            Deed::RegisterKey { .. } => "register_key",
            Deed::RevokeKey { .. } => "revoke_key",
            Deed::Join { .. } => "join",
            Deed::Leave { .. } => "leave",
            Deed::Assign { .. } => "assign",
            Deed::ChangeTask { .. } => "change_task",
            Deed::CancelTask { .. } => "cancel_task",
            Deed::HandOverTask { .. } => "hand_over_task",
            Deed::CheckTask { .. } => "check_task",
            Deed::ReportResult { .. } => "report_result",
            Deed::ReviewResult { .. } => "review_result",
            Deed::Remind { .. } => "remind",
            Deed::SetTarget { .. } => "set_target",
            Deed::ChangeTarget { .. } => "change_target",
            Deed::ReadTarget { .. } => "read_target",
            Deed::EndTarget { .. } => "end_target",
            Deed::Score { .. } => "score",
            Deed::Acknowledge { .. } => "acknowledge",
            Deed::StateFacts { .. } => "state_facts",
            Deed::VoteInGroup { .. } => "vote_in_group",
            Deed::Propose { .. } => "propose",
            Deed::Convene { .. } => "convene",
            Deed::Attend { .. } => "attend",
            Deed::Vote { .. } => "vote",
            Deed::SealMinutes { .. } => "seal_minutes",
            Deed::UnsealMinutes { .. } => "unseal_minutes",
            Deed::Submit { .. } => "submit",
            Deed::Withdraw { .. } => "withdraw",
            Deed::Receive { .. } => "receive",
            Deed::Return { .. } => "return",
            Deed::Circulate { .. } => "circulate",
            Deed::Opine { .. } => "opine",
            Deed::CloseRound { .. } => "close_round",
            Deed::RecallRound { .. } => "recall_round",
            Deed::Conclude { .. } => "conclude",
            Deed::Decide { .. } => "decide",
            Deed::Announce { .. } => "announce",
            Deed::Comment { .. } => "comment",
            Deed::Appeal { .. } => "appeal",
            Deed::AnswerAppeal { .. } => "answer_appeal",
            Deed::RecordAction { .. } => "record_action",
            Deed::Close { .. } => "close",
            Deed::Correct { .. } => "correct",
        }
    }
}
