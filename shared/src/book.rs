//! A book: one unit's month. Plan, tasks, sheets, meeting, votes, submission.
//!
//! It is stored and locked as one value and travels in parts: the *head* and one *record* a person,
//! each with the ledger number that touched it last.

pub mod action;
pub mod dividing;
pub mod grading;
pub mod meeting;
pub mod period;
pub mod planning;
pub mod reminder;
pub mod round;
pub mod serving;
pub mod sheet;
pub mod staff;
pub mod submission;
pub mod summary;
pub mod trial;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use self::{
    action::Action,
    meeting::Meeting,
    reminder::Reminder,
    round::Round,
    sheet::{Comment, Decision, SelfScore, Stage, StatedFact},
    submission::{Conclusion, Row, Submission},
};
use crate::{
    act::{Deed, Key, Leaving},
    id::{ActRef, BookId, PersonId, TaskId, UnitId},
    level::{Level, Outcome},
    order::Gather,
    organisation::{Enrolled, Line, UnitKind},
    route::Place,
    target::TargetEntry,
    task::{Plan, Report, Review, Task},
    trace::Trace,
};

/// Where the unit stood when its month was opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaceInTree {
    /// What kind of unit.
    pub kind: UnitKind,
    /// Its name that month.
    pub name: String,
    /// The units above it by line, nearest first: id and name.
    pub above: BTreeMap<Line, Vec<Above>>,
}

/// A unit above, by id and name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Above {
    /// Its id.
    pub unit: UnitId,
    /// Its name that month.
    pub name: String,
}

/// A closed sheet from another program, whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Imported {
    /// Who, as they stood that month.
    pub enrolled: Enrolled,
    /// Tasks with what came of them.
    pub tasks: Vec<ImportedTask>,
    /// The scores.
    pub score: SelfScore,
    /// Facts that limited the level.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub facts: BTreeMap<String, StatedFact>,
    /// What was decided, when, by whom: checked by `grade` unless a reason says why it differs.
    pub decided: ImportedDecision,
}

/// A task of a closed sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportedTask {
    /// What was agreed.
    pub plan: Plan,
    /// What was reported.
    pub report: Report,
    /// What was found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<Review>,
}

/// A decision taken in another program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportedDecision {
    /// What.
    pub decided: sheet::Decided,
    /// Who chaired.
    pub by: PersonId,
    /// Its number.
    pub document: String,
    /// Its day.
    pub day: crate::month::Day,
}

/// One person's month: their tasks and their sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// The ledger number that touched it last; 0 where only pending acts did.
    #[serde(rename = "v", default)]
    pub version: u64,
    /// Who, as the month knows them.
    pub enrolled: Enrolled,
    /// They left inside the month.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left: Option<Leaving>,
    /// Tasks that they own or owned.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub tasks: BTreeMap<TaskId, Task>,
    /// Where their evaluation stands.
    pub stage: Stage,
    /// Facts that limit their level, answered.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub facts: BTreeMap<String, StatedFact>,
    /// Their words beside the rating, and dissents.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub comments: Vec<Comment>,
    /// What their ratings were used for, as it was recorded in this month, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub actions: Vec<Action>,
    /// What they were reminded of, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reminders: Vec<Reminder>,
    /// Every act that touched this record, oldest first: kind, act, author.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub history: Vec<Touched>,
    /// Who wrote which field last, by group.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub traces: BTreeMap<String, Trace>,
}

/// One line of a record's history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Touched {
    /// The act.
    pub act: ActRef,
    /// Its kind.
    pub kind: String,
    /// Its author; none for the server.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<PersonId>,
    /// Who did it first, where its author adopted it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub adopted_from: Option<PersonId>,
    /// The day it arrived; none while it is pending.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<crate::month::Day>,
}

/// One unit's month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Book {
    /// Whose, which month.
    pub id: BookId,
    /// The ledger number that touched the head last.
    #[serde(rename = "v", default)]
    pub version: u64,
    /// Where the unit stands; none until the server has opened the month.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<PlaceInTree>,
    /// From another program.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_imported: bool,
    /// The meeting.
    #[serde(default)]
    pub meeting: Meeting,
    /// Reports upward, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub submissions: Vec<Submission>,
    /// What those who lead the unit were reminded of, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reminders: Vec<Reminder>,
    /// Targets of the term that were set, changed, read or ended this month, by the acts that set them.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub targets: BTreeMap<ActRef, TargetEntry>,
    /// Tables on which this unit's body was asked for its members' opinions, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rounds: Vec<Round>,
    /// Conclusions of this unit's body on the units below, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub conclusions: Vec<Conclusion>,
    /// Keys registered or revoked under this book.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keys: Vec<(PersonId, Key)>,
    /// The act that closed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<ActRef>,
    /// Person by person.
    #[serde(default)]
    pub people: BTreeMap<PersonId, Record>,
}

impl Record {
    /// A person who enters the month.
    pub fn new(enrolled: Enrolled) -> Self {
        Self {
            version: 0,
            enrolled,
            left: None,
            tasks: BTreeMap::new(),
            stage: Stage::start(),
            facts: BTreeMap::new(),
            comments: Vec::new(),
            actions: Vec::new(),
            reminders: Vec::new(),
            history: Vec::new(),
            traces: BTreeMap::new(),
        }
    }

    /// Whether they are rated here: not if they left inside the month, nor while staying temporarily.
    pub fn is_rated_here(&self) -> bool {
        self.left.is_none() && self.enrolled.standing != crate::organisation::Standing::Temporary
    }

    /// Tasks that count, in the order they were given.
    pub fn live_tasks(&self) -> impl Iterator<Item = (&TaskId, &Task)> {
        self.tasks.iter().filter(|(_, task)| task.is_live())
    }

    /// The day on which an act that touched it reached the server; none while it is pending, and
    /// none for what came whole from another program, where the day says nothing of the people.
    pub fn arrived(&self, act: &ActRef) -> Option<crate::month::Day> {
        self.history
            .iter()
            .find(|touched| touched.act == *act && touched.kind != "import")
            .and_then(|touched| touched.day)
    }

    /// The decision that holds.
    pub fn decision(&self) -> Option<&Decision> {
        self.stage.decision()
    }
}

impl Book {
    /// A month that nobody has opened yet.
    pub fn new(id: BookId) -> Self {
        Self {
            id,
            version: 0,
            place: None,
            is_imported: false,
            meeting: Meeting::default(),
            submissions: Vec::new(),
            reminders: Vec::new(),
            targets: BTreeMap::new(),
            rounds: Vec::new(),
            conclusions: Vec::new(),
            keys: Vec::new(),
            closed: None,
            people: BTreeMap::new(),
        }
    }

    /// The unit above on a line.
    pub fn above(&self, line: Line) -> Option<&Above> {
        self.place.as_ref()?.above.get(&line)?.first()
    }

    /// The unit in which a step of this place is taken, on a route along `line`; none where it lies above, and
    /// there is none above.
    #[must_use]
    pub fn unit_at(&self, place: Place, line: Line) -> Option<&UnitId> {
        match place {
            Place::Unit | Place::Elsewhere => Some(&self.id.unit),
            Place::Above => self.above(line).map(|above| &above.unit),
        }
    }

    /// The report that is under way or received: the last one, unless it was withdrawn or returned.
    pub fn submission(&self) -> Option<&Submission> {
        use submission::SubmissionState::{Received, Sent};
        self.submissions
            .last()
            .filter(|last| matches!(last.state, Sent | Received { .. }))
    }

    /// Those rated here, in the order of their ids; sort by name for people's eyes.
    pub fn rated(&self) -> impl Iterator<Item = (&PersonId, &Record)> {
        self.people
            .iter()
            .filter(|(_, record)| record.is_rated_here())
    }

    /// Of these the people: units as a whole are rated beside them.
    pub fn rated_people(&self) -> impl Iterator<Item = (&PersonId, &Record)> {
        self.rated().filter(|(person, _)| !person.is_collective())
    }

    /// The record of the unit that a person heads, rated as a whole in this very month; none where it is not,
    /// or not to be seen.
    pub fn collective_of(&self, record: &Record) -> Option<&Record> {
        let unit = record.enrolled.heads.as_ref()?;
        self.people.get(&PersonId::of_collective(unit).ok()?)
    }

    /// The trace of a group of fields, as `deed` means it.
    pub fn trace(&self, deed: &Deed, group: &str) -> Option<&Trace> {
        match deed {
            Deed::Convene { .. } | Deed::Attend { .. } => self.meeting.traces.get(group),
            Deed::ChangeTask { task, people, .. } => {
                self.task_trace(people.keys().next()?, task, group)
            }
            Deed::ReportResult { task, people } => {
                self.task_trace(people.keys().next()?, task, group)
            }
            Deed::ReviewResult { task, people } => {
                self.task_trace(people.keys().next()?, task, group)
            }
            Deed::ChangeTarget { target, .. } | Deed::ReadTarget { target, .. } => {
                self.targets.get(&target.act)?.traces.get(group)
            }
            _ => {
                let (_, person) = group.split_once('/')?;
                self.people
                    .get(&person.parse::<PersonId>().ok()?)?
                    .traces
                    .get(group)
            }
        }
    }

    fn task_trace(&self, owner: &PersonId, task: &TaskId, group: &str) -> Option<&Trace> {
        self.people.get(owner)?.tasks.get(task)?.traces.get(group)
    }

    /// Whether an act is part of this book already, as far as its records tell.
    pub fn holds(&self, act: &ActRef) -> bool {
        let of_records = self.people.values().flat_map(|record| &record.history);
        let of_meeting = self.meeting.traces.values();
        of_records
            .map(|touched| &touched.act)
            .any(|held| held == act)
            || of_meeting.map(|trace| &trace.act).any(|held| held == act)
            || self
                .submissions
                .iter()
                .flat_map(Submission::acts)
                .any(|held| held == act)
            || self.rounds.iter().any(|round| {
                let mut given = round.opinions.values();
                round.acts().any(|held| held == act) || given.any(|given| given.act == *act)
            })
            || self
                .conclusions
                .iter()
                .any(|conclusion| conclusion.act == *act)
            || self
                .targets
                .values()
                .flat_map(TargetEntry::acts)
                .any(|held| held == act)
    }

    /// The acts of people that made what a deed is about.
    pub fn acts_behind<'a>(&'a self, deed: &Deed) -> Vec<&'a ActRef> {
        let named = deed.people();
        let whole = deed.is_whole();
        let mut found: Vec<&ActRef> = self
            .people
            .iter()
            .filter(|(person, _)| whole || named.contains(person))
            .flat_map(|(_, record)| &record.history)
            .filter(|touched| touched.by.is_some())
            .map(|touched| &touched.act)
            .collect();
        let target = deed.target().and_then(|target| self.targets.get(target));
        found.extend(target.into_iter().flat_map(TargetEntry::acts));
        // A vote is counted against the list of those present.
        if whole || matches!(deed, Deed::Vote { .. }) {
            for trace in self.meeting.traces.values() {
                found.push(&trace.act);
                found.extend(trace.fields.values());
            }
            found.extend(self.meeting.minutes.iter().map(|minutes| &minutes.act));
            found.extend(self.submissions.iter().flat_map(Submission::acts));
            found.extend(self.rounds.iter().flat_map(Round::acts));
            found.extend(self.conclusions.iter().map(|conclusion| &conclusion.act));
        }
        found
    }

    /// Whose record holds a task.
    pub fn owner(&self, task: &TaskId) -> Option<(&PersonId, &Task)> {
        self.people.iter().find_map(|(person, record)| {
            record
                .tasks
                .get(task)
                .filter(|task| task.is_live())
                .map(|task| (person, task))
        })
    }
}

/// SHA-256 over the JSON of a value, in hex: what seals carry.
pub fn digest(value: &impl Serialize) -> String {
    let bytes = serde_json::to_vec(value).unwrap_or_default();
    let mut text = String::with_capacity(64);
    for byte in Sha256::digest(&bytes) {
        use std::fmt::Write;
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// The digest of what an act seals of one person. It stands in that person's part of the act, so that it
/// is committed to with the part's salt, and erased with it.
pub type Seal = String;

/// The seal of each row of a table.
pub fn seals(rows: &BTreeMap<PersonId, Row>) -> BTreeMap<PersonId, Seal> {
    rows.iter()
        .map(|(person, row)| (person.clone(), digest(row)))
        .into_map()
}

/// Those of whom two tables of seals say different things.
pub fn differing(
    seen: &BTreeMap<PersonId, Seal>,
    standing: &BTreeMap<PersonId, Seal>,
) -> Vec<PersonId> {
    let all: BTreeSet<&PersonId> = seen.keys().chain(standing.keys()).into_set();
    all.into_iter()
        .filter(|person| seen.get(*person) != standing.get(*person))
        .cloned()
        .collect()
}

/// One line of what everyone in a unit may see: names, and levels once announced.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listing {
    /// Full name.
    pub name: String,
    /// Post or duty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub post: String,
    /// What was announced; none before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub announced: Option<Announced>,
}

/// What the unit may know of an outcome: the level, or that there is none. Why not is the person's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Announced {
    /// The level.
    Level(Level),
    /// Không xếp loại.
    NotRated,
}

impl Announced {
    /// The public part of an outcome.
    pub fn of(outcome: &Outcome) -> Self {
        match outcome {
            Outcome::Level(level) => Announced::Level(*level),
            Outcome::NotRated(_) => Announced::NotRated,
        }
    }
}
