//! A task of a unit as a whole, divided into tasks of its people: who has which part, and what is left undivided
//! (`domain.md`, *Tasks*).

use super::Book;
use crate::{
    id::{BookId, PersonId, TaskId, UnitId},
    points::Quantity,
    task::{PartOf, Plan, Task, is_same_measure},
};

/// One person's part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Whose.
    pub owner: PersonId,
    /// By name.
    pub name: String,
    /// How much of it.
    pub quantity: Quantity,
    /// In what.
    pub unit: String,
    /// So much is done; none where nobody said.
    pub done: Option<Quantity>,
    /// Counted in what the whole is counted in.
    pub is_same_measure: bool,
}

/// A task of a unit as a whole, and what became of it among its people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Divided {
    /// What its parts name.
    pub whole: PartOf,
    /// What was agreed.
    pub plan: Plan,
    /// Its parts.
    pub parts: Vec<Part>,
    /// What is left undivided, in the whole's measure; none where all of it is somebody's. A part in another
    /// measure takes nothing of it away.
    pub left: Option<Quantity>,
}

/// The tasks of a unit as a whole in the book where it is rated as one, divided among the people of the unit's own
/// book; empty where the unit is not rated as a whole there, or its sheet is not to be seen.
#[must_use]
pub fn divided(above: &Book, own: &Book) -> Vec<Divided> {
    wholes(above, &own.id.unit)
        .map(|(id, task)| divide(above.id.clone(), id, task, own))
        .collect()
}

/// The tasks of a unit as a whole.
fn wholes<'b>(above: &'b Book, unit: &UnitId) -> impl Iterator<Item = (&'b TaskId, &'b Task)> {
    let record = PersonId::of_collective(unit)
        .ok()
        .and_then(|whole| above.people.get(&whole));
    record.into_iter().flat_map(|record| record.live_tasks())
}

fn divide(book: BookId, id: &TaskId, task: &Task, own: &Book) -> Divided {
    let mut parts = Vec::new();
    for (owner, record) in own.rated_people() {
        for (_, part) in record.live_tasks() {
            let of = part.plan.part_of.as_ref();
            if of.is_none_or(|of| of.book != book || of.task != *id) {
                continue;
            }
            parts.push(Part {
                owner: owner.clone(),
                name: record.enrolled.name.clone(),
                quantity: part.plan.quantity,
                unit: part.plan.unit.clone(),
                done: part.done(),
                is_same_measure: is_same_measure(&part.plan.unit, &task.plan.unit),
            });
        }
    }
    let same = parts.iter().filter(|part| part.is_same_measure);
    // At most so many tasks of so many people: no sum of them is above what 64 bits hold.
    let given: u64 = same.map(|part| part.quantity.thousandths()).sum();
    let left = task.plan.quantity.thousandths().saturating_sub(given);
    let left = Quantity::from_thousandths(left).unwrap_or(Quantity::ZERO);
    let whole = PartOf {
        book,
        task: id.clone(),
        product: task.plan.product.clone(),
    };
    Divided {
        whole,
        plan: task.plan.clone(),
        parts,
        left: (!left.is_zero()).then_some(left),
    }
}

#[cfg(all(test, feature = "toml"))]
mod tests;
