//! The plan of a month seen as a whole: what is vague in it, and what comes over from the month before.

use std::collections::{BTreeMap, BTreeSet};

use super::{Book, Record};
use crate::{
    act::People,
    id::{PersonId, TaskId},
    month::Month,
    points::Quantity,
    task::{Carried, Plan, TASKS_MAX, Task, Vague},
    vietnamese::fold,
};

/// The same words for so many people are hardly each one's own work.
const SAME_FOR: usize = 3;

/// The tasks of a month that are hardly clear enough to be judged, and why: by owner and task.
#[must_use]
pub fn vague(book: &Book) -> BTreeMap<PersonId, BTreeMap<TaskId, Vec<Vague>>> {
    let mut owners: BTreeMap<String, BTreeSet<&PersonId>> = BTreeMap::new();
    for (person, record) in book.rated() {
        for (_, task) in record.live_tasks() {
            let words = fold(&task.plan.product);
            owners.entry(words).or_default().insert(person);
        }
    }
    let mut found: BTreeMap<PersonId, BTreeMap<TaskId, Vec<Vague>>> = BTreeMap::new();
    for (person, record) in book.rated() {
        for (id, task) in record.live_tasks() {
            let mut why = task.plan.vague();
            if owners[&fold(&task.plan.product)].len() >= SAME_FOR {
                why.push(Vague::SameForMany);
            }
            if !why.is_empty() {
                let tasks = found.entry(person.clone()).or_default();
                tasks.insert(id.clone(), why);
            }
        }
    }
    found
}

/// What of a month comes over into the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Taking {
    /// Tasks that were done are given once more, with their days a month later.
    pub again: bool,
    /// What is left of unfinished tasks goes on, with its history.
    pub unfinished: bool,
}

/// The plans that come over from `before` into `book`, by person: of those rated in both, without what
/// stands in `book` already. One `Assign` gives them.
#[must_use]
pub fn taken_over(before: &Book, book: &Book, taking: Taking) -> People<Vec<Plan>> {
    let mut people = BTreeMap::new();
    for (person, record) in book.rated() {
        let Some(earlier) = before.people.get(person) else {
            continue;
        };
        let room = TASKS_MAX.saturating_sub(record.tasks.len());
        let plans: Vec<Plan> = earlier
            .live_tasks()
            .filter_map(|(id, task)| over(before.id.month, book.id.month, id, task, taking))
            .filter(|plan| !stands(record, plan))
            .take(room)
            .collect();
        if !plans.is_empty() {
            people.insert(person.clone(), plans);
        }
    }
    people
}

fn over(from: Month, to: Month, id: &TaskId, task: &Task, taking: Taking) -> Option<Plan> {
    let due = to.day(task.plan.due.number());
    let done = task.done().unwrap_or(Quantity::ZERO);
    if done >= task.plan.quantity {
        return taking.again.then(|| Plan {
            due,
            carried: None,
            part_of: None,
            unplanned: false,
            ..task.plan.clone()
        });
    }
    let left = task.plan.quantity.thousandths() - done.thousandths();
    let quantity = Quantity::from_thousandths(left).ok()?;
    let first = task.plan.carried.as_ref();
    let before = first.map_or(0, |carried| carried.done.thousandths());
    let carried = Carried {
        month: first.map_or(from, |carried| carried.month),
        task: first.map_or_else(|| id.clone(), |carried| carried.task.clone()),
        done: Quantity::from_thousandths(before + done.thousandths()).unwrap_or(Quantity::MAX),
    };
    taking.unfinished.then(|| Plan {
        due,
        quantity,
        carried: Some(carried),
        // What it was a part of is another month's.
        part_of: None,
        unplanned: false,
        ..task.plan.clone()
    })
}

/// Whether a plan is in the record already: the same task going on, or the same words.
fn stands(record: &Record, plan: &Plan) -> bool {
    record.tasks.values().any(|task| {
        let goes_on =
            |carried: &Option<Carried>| carried.as_ref().map(|carried| carried.task.clone());
        let same_task =
            plan.carried.is_some() && goes_on(&task.plan.carried) == goes_on(&plan.carried);
        same_task || fold(&task.plan.product) == fold(&plan.product)
    })
}

#[cfg(all(test, feature = "toml"))]
mod tests;
