//! What a month's book says of targets: its entries, and how many of its tasks serve which target. A pure function
//! of the book, overwritten in the transaction of every act, as summaries are.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::Book;
use crate::{
    id::{BookId, InBook, PersonId, UnitId},
    month::Day,
    points::Quantity,
    target::{Counting, Said, Standing, Summed, TargetEntry, standing, sum},
    task::Task,
};

/// Tasks that serve a target, counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Serving {
    /// Those that count.
    pub tasks: u32,
    /// Of these, with a result.
    pub reported: u32,
    /// Of these, wholly done.
    pub done: u32,
}

impl Serving {
    /// One more.
    pub fn count(&mut self, task: &Task) {
        if task.is_live() {
            self.tasks += 1;
            self.reported += u32::from(task.done().is_some());
            self.done += u32::from(task.is_done());
        }
    }

    /// Those of another month too.
    pub fn add(&mut self, other: Serving) {
        self.tasks += other.tasks;
        self.reported += other.reported;
        self.done += other.done;
    }
}

/// What one book says of one target, of its own unit or of one above.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfTarget {
    /// What was set, changed, read or ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<TargetEntry>,
    /// Its tasks that serve it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub serving: Option<Serving>,
}

/// What a book says of targets. Every target that any of its tasks ever named is there, so that what is written
/// over an earlier row takes back what no longer counts.
pub fn of_targets(book: &Book) -> BTreeMap<InBook, OfTarget> {
    let mut found: BTreeMap<InBook, OfTarget> = BTreeMap::new();
    for (act, entry) in &book.targets {
        let target = entry.name(&book.id.unit, act);
        found.entry(target).or_default().entry = Some(entry.clone());
    }
    let tasks = book
        .people
        .values()
        .flat_map(|record| record.tasks.values());
    for task in tasks {
        if let Some(target) = &task.plan.serves {
            let of_target = found.entry(target.clone()).or_default();
            of_target.serving.get_or_insert_default().count(task);
        }
    }
    found
}

/// A target of the term as it is read across months.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TargetRow {
    /// Which.
    pub target: InBook,
    /// What each month says of it.
    pub months: Said,
    /// The tasks that serve it, in the units whose counts who asks may see.
    #[serde(default)]
    pub serving: Serving,
    /// What its parts come to, where it is their sum: of all units, also of those that who asks does not see.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sum: Option<Summed>,
}

impl TargetRow {
    /// One of which nothing is said yet.
    #[must_use]
    pub fn new(target: InBook) -> Self {
        Self {
            target,
            months: Said::new(),
            serving: Serving::default(),
            sum: None,
        }
    }
}

/// The targets of the units in `seen`, from what books say; their tasks are counted in the units of `counted`.
pub fn rows(
    said: impl IntoIterator<Item = (BookId, InBook, OfTarget)>,
    seen: &BTreeSet<UnitId>,
    counted: &BTreeSet<UnitId>,
) -> Vec<TargetRow> {
    let mut rows: BTreeMap<InBook, TargetRow> = BTreeMap::new();
    for (book, target, of_target) in said {
        let row = rows
            .entry(target.clone())
            .or_insert_with(|| TargetRow::new(target));
        if let Some(entry) = of_target.entry {
            row.months.insert(book.month, entry);
        }
        if let Some(serving) = of_target.serving.filter(|_| counted.contains(&book.unit)) {
            row.serving.add(serving);
        }
    }
    let all: BTreeMap<InBook, Standing> = rows
        .iter()
        .filter_map(|(target, row)| Some((target.clone(), standing(&row.months)?)))
        .collect();
    let of_seen = rows.into_values().filter_map(|mut row| {
        let stands = all.get(&row.target)?;
        if stands.plan.counting == Counting::Sum {
            row.sum = Some(sum(&all, &row.target));
        }
        seen.contains(&row.target.book.unit).then_some(row)
    });
    of_seen.collect()
}

/// A task that serves a target, for those who see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServingTask {
    /// In whose month.
    pub book: BookId,
    /// Whose.
    pub owner: PersonId,
    /// By name.
    pub name: String,
    /// What is handed over.
    pub product: String,
    /// How much of it.
    pub quantity: Quantity,
    /// In what.
    pub unit: String,
    /// The last day.
    pub due: Day,
    /// So much is done; none where nobody said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done: Option<Quantity>,
}

/// The tasks that serve a target: one by one where who asks sees them, elsewhere counted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TargetTasks {
    /// By unit.
    pub units: BTreeMap<UnitId, Serving>,
    /// Of the newest months.
    pub tasks: Vec<ServingTask>,
}

/// The tasks of a book that serve a target.
pub fn serving_tasks<'a>(
    book: &'a Book,
    target: &'a InBook,
) -> impl Iterator<Item = ServingTask> + 'a {
    book.people.iter().flat_map(move |(person, record)| {
        let tasks = record.live_tasks().map(|(_, task)| task);
        let serving = tasks.filter(move |task| task.plan.serves.as_ref() == Some(target));
        serving.map(move |task| ServingTask {
            book: book.id.clone(),
            owner: person.clone(),
            name: record.enrolled.name.clone(),
            product: task.plan.product.clone(),
            quantity: task.plan.quantity,
            unit: task.plan.unit.clone(),
            due: task.plan.due,
            done: task.done(),
        })
    })
}
