//! The one function that turns a book and an act into the next book, or a refusal with its reason.
//! It runs on the tablet at once, on the server, whose answer counts, and in the simulator.

mod after;
mod conclusion;
mod decision;
mod group;
mod meeting;
mod month;
mod others;
mod plan;
mod rating;
mod reminder;
mod round;
mod submission;
mod target;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{
    act::{Act, Authored, Deed},
    book::{Book, Record, Seal, Touched, differing},
    id::{ActRef, PersonId},
    month::Day,
    permission::{Author, may, might_before},
    refusal::Refusal,
    rules::{RuleBook, RuleSet},
    trace::{Conflict, Trace, only},
};

pub use after::to_close;
pub use decision::to_announce;
pub use group::{entitled_in_group, people_of_group};
pub use meeting::counted;
pub use others::{Known, Need, Others, ReportedTable, needs};
pub use plan::task_id;
pub use round::to_circulate;
pub use submission::{minutes_rows, ready_rows};

/// The longest text that one field takes, in characters.
pub const TEXT_MAX: usize = 4_000;

/// What `apply` needs from outside the book.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// Who acts, with today's roles.
    pub author: &'a Author,
    /// Whether roles and *own row* are judged: the server and the device do; a fold of what the
    /// server has accepted does not judge again.
    pub judges: bool,
    /// The server's day when the act arrives; on a device the last day heard of.
    pub today: Day,
    /// Whether `today` is the day of arrival, given by the server.
    pub has_arrived: bool,
    /// The rule sets in force.
    pub rules: &'a RuleBook,
    /// What other books say.
    pub others: &'a Others,
}

/// What an act changed, for versions and for the ledger.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Effects {
    /// Whether the head changed.
    pub head: bool,
    /// Whose records changed.
    pub people: BTreeSet<PersonId>,
    /// The values that resulted, group by group.
    pub values: BTreeMap<String, Value>,
}

/// Does `authored` in `book`, or says why not. A refused act leaves the book as it was.
///
/// # Errors
/// The [`Refusal`] that holds; the first one found where several do.
pub fn apply(
    context: &Context<'_>,
    book: &mut Book,
    authored: &Authored,
) -> Result<Effects, Refusal> {
    let act = &authored.act;
    if act.book != book.id {
        return Err(Refusal::OtherBook);
    }
    if context.judges {
        let (author, today, rules) = (context.author, context.today, context.rules);
        may(author, today, rules, book, &act.deed).map_err(|refusal| {
            let is_lost = refusal == Refusal::NotYours
                && context.has_arrived
                && might_before(author, today, rules, book, &act.deed);
            if is_lost { Refusal::PostLost } else { refusal }
        })?;
    }
    texts_fit(&act.deed)?;
    check_conflicts(book, act)?;
    let mut step = Step {
        context,
        authored,
        effects: Effects::default(),
    };
    step.take(book)?;
    step.note(book);
    Ok(step.effects)
}

impl Book {
    /// Marks the parts that an act touched with its ledger number.
    pub fn stamp(&mut self, effects: &Effects, number: u64) {
        if effects.head {
            self.version = number;
        }
        for person in &effects.people {
            if let Some(record) = self.people.get_mut(person) {
                record.version = number;
            }
        }
    }
}

/// One act on its way through the book: every check comes before the first change.
struct Step<'a> {
    context: &'a Context<'a>,
    authored: &'a Authored,
    effects: Effects,
}

impl<'a> Step<'a> {
    fn take(&mut self, book: &mut Book) -> Result<(), Refusal> {
        let opens = matches!(
            self.authored.act.deed,
            Deed::OpenMonth { .. } | Deed::Import { .. }
        );
        if opens != book.place.is_none()
            && !matches!(
                self.authored.act.deed,
                Deed::RegisterKey { .. } | Deed::RevokeKey { .. }
            )
        {
            return Err(if opens {
                Refusal::MonthOpened
            } else {
                Refusal::MonthNotOpened
            });
        }
        match &self.authored.act.deed {
            Deed::OpenMonth { .. }
            | Deed::Import { .. }
            | Deed::RegisterKey { .. }
            | Deed::RevokeKey { .. }
            | Deed::Join { .. }
            | Deed::Leave { .. } => self.month(book),
            Deed::Assign { .. }
            | Deed::ChangeTask { .. }
            | Deed::CancelTask { .. }
            | Deed::HandOverTask { .. }
            | Deed::CheckTask { .. }
            | Deed::ReportResult { .. }
            | Deed::ReviewResult { .. } => self.plan(book),
            Deed::Remind { .. } => self.remind(book),
            Deed::SetTarget { .. }
            | Deed::ChangeTarget { .. }
            | Deed::ReadTarget { .. }
            | Deed::EndTarget { .. } => self.target(book),
            Deed::Score { .. }
            | Deed::Acknowledge { .. }
            | Deed::StateFacts { .. }
            | Deed::Propose { .. } => self.rating(book),
            Deed::VoteInGroup { people } => self.vote_in_group(book, people),
            Deed::Convene { .. }
            | Deed::Attend { .. }
            | Deed::Vote { .. }
            | Deed::SealMinutes { .. }
            | Deed::UnsealMinutes { .. } => self.meeting(book),
            Deed::Submit { .. }
            | Deed::Withdraw { .. }
            | Deed::Receive { .. }
            | Deed::Return { .. } => self.submission(book),
            Deed::Circulate { .. }
            | Deed::Opine { .. }
            | Deed::CloseRound { .. }
            | Deed::RecallRound { .. } => self.round(book),
            Deed::Conclude { .. } | Deed::Decide { .. } | Deed::Announce { .. } => {
                self.decision(book)
            }
            Deed::Comment { .. }
            | Deed::Appeal { .. }
            | Deed::AnswerAppeal { .. }
            | Deed::RecordAction { .. }
            | Deed::Close { .. }
            | Deed::Correct { .. } => self.after(book),
        }
    }

    /// The act's name.
    fn name(&self) -> &'a ActRef {
        &self.authored.name
    }

    /// The author as a person; acts of the server alone have none.
    fn person(&self) -> Result<&'a PersonId, Refusal> {
        self.authored.author.as_ref().ok_or(Refusal::NotYours)
    }

    fn arrived(&self) -> Option<Day> {
        self.context.has_arrived.then_some(self.context.today)
    }

    fn rules(&self, record: &Record) -> Result<&'a RuleSet, Refusal> {
        self.context
            .rules
            .of(&record.enrolled)
            .ok_or(Refusal::UnknownRules)
    }

    fn touch(&mut self, person: &PersonId) {
        self.effects.people.insert(person.clone());
    }

    /// Writes down who wrote which fields, what resulted, and the line of history.
    fn note(&mut self, book: &mut Book) {
        let (act, deed) = (self.name().clone(), &self.authored.act.deed);
        for setting in deed.settings() {
            let compared = setting.compared(&setting.value);
            write_trace(book, deed, &setting.group, &act, &compared);
            self.effects.values.insert(setting.group, setting.value);
        }
        for person in &self.effects.people {
            if let Some(record) = book.people.get_mut(person) {
                record.history.push(Touched {
                    act: act.clone(),
                    kind: deed.kind().to_owned(),
                    by: self.authored.author.clone(),
                    adopted_from: self.authored.act.adopted_from.clone(),
                    day: self.context.has_arrived.then_some(self.context.today),
                });
                if let Some(decision) = record.stage.decision() {
                    self.effects.values.insert(
                        format!("decided/{person}"),
                        crate::trace::to_value(&decision.decided),
                    );
                }
            }
        }
    }
}

/// The one that an act is about.
fn one<T>(people: &BTreeMap<PersonId, T>) -> Result<(&PersonId, &T), Refusal> {
    let mut all = people.iter();
    match (all.next(), all.next()) {
        (Some(first), None) => Ok(first),
        _ => Err(Refusal::OnePerson),
    }
}

fn record<'b>(book: &'b Book, person: &PersonId) -> Result<&'b Record, Refusal> {
    book.people
        .get(person)
        .ok_or_else(|| Refusal::UnknownPerson {
            person: person.clone(),
        })
}

/// Changes the record of a person who was found before.
fn with_record(book: &mut Book, person: &PersonId, change: impl FnOnce(&mut Record)) {
    if let Some(record) = book.people.get_mut(person) {
        change(record);
    }
}

/// What was seen is what stands, or it is said of whom it is not.
fn same_rows(
    seen: &BTreeMap<PersonId, Seal>,
    standing: &BTreeMap<PersonId, Seal>,
) -> Result<(), Refusal> {
    let people = differing(seen, standing);
    if people.is_empty() {
        Ok(())
    } else {
        Err(Refusal::RowsDiffer { people })
    }
}

fn needs_text(text: &str) -> Result<(), Refusal> {
    if text.trim().is_empty() {
        Err(Refusal::ReasonMissing)
    } else {
        Ok(())
    }
}

fn needs_document(document: &str) -> Result<(), Refusal> {
    needs_text(document).map_err(|_| Refusal::DocumentMissing)
}

/// Every text of an act fits its field.
fn texts_fit(deed: &Deed) -> Result<(), Refusal> {
    fn fits(value: &Value) -> bool {
        match value {
            Value::String(text) => text.len() <= TEXT_MAX || text.chars().count() <= TEXT_MAX,
            Value::Array(items) => items.iter().all(fits),
            Value::Object(members) => members.values().all(fits),
            _ => true,
        }
    }
    if fits(&crate::trace::to_value(deed)) {
        Ok(())
    } else {
        Err(Refusal::TextTooLong)
    }
}

/// Refuses where a field was written by an act that the author did not see, unless with the same value.
fn check_conflicts(book: &Book, act: &Act) -> Result<(), Refusal> {
    for setting in act.deed.settings() {
        Trace::check(
            &setting.group,
            book.trace(&act.deed, &setting.group),
            act.saw.get(&setting.group),
            &setting.compared(&setting.value),
            || setting.compared(&current(book, &act.deed, &setting.group)),
        )?;
    }
    Ok(())
}

/// What stands in a book where two acts conflict, and what the second of them says there: the field alone,
/// or the whole where it is compared as one.
#[must_use]
pub fn both_values(book: &Book, act: &Act, conflict: &Conflict) -> Option<(Value, Value)> {
    let mut settings = act.deed.settings().into_iter();
    let setting = settings.find(|setting| setting.group == conflict.group)?;
    let standing = current(book, &act.deed, &conflict.group);
    let only = |value| only(&conflict.field, value);
    Some((only(standing), only(setting.value)))
}

/// The value that a group has now, in the shape of the deed that sets it.
fn current(book: &Book, deed: &Deed, group: &str) -> Value {
    use crate::trace::to_value;
    // A group of a task is named by the task; every other by the person.
    let person = || match deed.task() {
        Some(_) => book.people.get(*deed.people().first()?),
        None => {
            let (_, person) = group.split_once('/')?;
            book.people.get(&person.parse::<PersonId>().ok()?)
        }
    };
    let task = || {
        person()
            .zip(deed.task())
            .and_then(|(record, task)| record.tasks.get(task))
    };
    match deed {
        Deed::ChangeTask { .. } => task().map_or(Value::Null, |task| to_value(&task.plan)),
        Deed::ReportResult { .. } => task().map_or(Value::Null, |task| to_value(&task.report)),
        Deed::ReviewResult { .. } => task().map_or(Value::Null, |task| to_value(&task.review)),
        Deed::Score { .. } => {
            person().map_or(Value::Null, |record| to_value(&record.stage.score()))
        }
        Deed::StateFacts { .. } => person().map_or(Value::Null, |record| to_value(&record.facts)),
        Deed::Propose { .. } => {
            person().map_or(Value::Null, |record| to_value(&record.stage.proposal()))
        }
        Deed::Vote { .. } => person().map_or(Value::Null, |record| to_value(&record.stage.vote())),
        Deed::VoteInGroup { .. } => {
            person().map_or(Value::Null, |record| to_value(&record.stage.group_vote()))
        }
        Deed::Convene { .. } => to_value(&book.meeting.notes),
        Deed::ChangeTarget { target, .. } => book
            .targets
            .get(&target.act)
            .map_or(Value::Null, |entry| to_value(&entry.said())),
        Deed::ReadTarget { target, day, .. } => book
            .targets
            .get(&target.act)
            .and_then(|entry| entry.readings.get(day))
            .map_or(
                Value::Null,
                |read| serde_json::json!({ "value": read.value, "source": read.source }),
            ),
        Deed::Attend { .. } => group
            .split_once('/')
            .and_then(|(_, person)| person.parse::<PersonId>().ok())
            .and_then(|person| book.meeting.attendance.get(&person))
            .map_or(Value::Null, to_value),
        _ => Value::Null,
    }
}

fn write_trace(book: &mut Book, deed: &Deed, group: &str, act: &ActRef, value: &Value) {
    let traces = match deed {
        Deed::Convene { .. } | Deed::Attend { .. } => Some(&mut book.meeting.traces),
        Deed::ChangeTarget { target, .. } | Deed::ReadTarget { target, .. } => book
            .targets
            .get_mut(&target.act)
            .map(|entry| &mut entry.traces),
        _ => {
            let owner = match deed.task() {
                Some(_) => deed.people().first().map(|person| (*person).clone()),
                None => group
                    .split_once('/')
                    .and_then(|(_, person)| person.parse().ok()),
            };
            let record = owner.and_then(|person: PersonId| book.people.get_mut(&person));
            match (record, deed.task()) {
                (Some(record), Some(task)) => {
                    record.tasks.get_mut(task).map(|task| &mut task.traces)
                }
                (Some(record), None) => Some(&mut record.traces),
                (None, _) => None,
            }
        }
    };
    if let Some(traces) = traces {
        let mut trace = traces.remove(group);
        Trace::write(&mut trace, act, value);
        if let Some(trace) = trace {
            traces.insert(group.to_owned(), trace);
        }
    }
}

#[cfg(all(test, feature = "toml"))]
mod tests;
