//! Tasks: given, changed, checked, reported, reviewed.

use std::collections::BTreeMap;

use super::{Refusal, Step, needs_text, one, record, with_record};
use crate::{
    act::Deed,
    book::{Book, Record, sheet::Stage},
    id::{ActRef, PersonId, TaskId},
    month::Day,
    task::{Changed, Plan, Review, TASKS_MAX, Task, TaskState, WEIGHT_MAX},
};

/// The name of a task that an act gives.
pub fn task_id(act: &ActRef, within: impl std::fmt::Display) -> TaskId {
    let text = format!("{act}.{within}");
    // A series has 22 letters and numbers are short, so the name fits an id; were it too long, its
    // digest stands for it.
    text.parse().unwrap_or_else(|_| act.task())
}

impl Step<'_> {
    pub(super) fn plan(&mut self, book: &mut Book) -> Result<(), Refusal> {
        if book.closed.is_some() {
            return Err(Refusal::MonthClosed);
        }
        match &self.authored.act.deed {
            Deed::Assign { people } => self.assign(book, people),
            Deed::ChangeTask { task, people } => {
                let (owner, change) = one(people)?;
                let standing = live(book, owner, task)?;
                needs_text(&change.reason)?;
                let mut plan = standing.plan.clone();
                plan.change(&change.plan);
                check_plan(&plan)?;
                let (act, reason) = (self.name().clone(), change.reason.clone());
                self.task(book, owner, task, |task| {
                    let before = std::mem::replace(&mut task.plan, plan);
                    task.changes.push(Changed {
                        act,
                        before,
                        reason,
                    });
                });
                Ok(())
            }
            Deed::CancelTask { task, people } => {
                let (owner, because) = one(people)?;
                live(book, owner, task)?;
                needs_text(&because.reason)?;
                let state = TaskState::Cancelled(because.reason.clone());
                self.task(book, owner, task, |task| task.state = state);
                Ok(())
            }
            Deed::HandOverTask { task, people } => {
                let (owner, over) = one(people)?;
                let standing = live(book, owner, task)?.clone();
                needs_text(&over.reason)?;
                let next = open(book, &over.to)?;
                if over.to == *owner {
                    return Err(Refusal::Empty);
                }
                room(next, &over.to, 1)?;
                let state = TaskState::HandedOver(over.to.clone(), over.reason.clone());
                self.task(book, owner, task, |task| task.state = state);
                with_record(book, &over.to, |record| {
                    record.tasks.insert(
                        task.clone(),
                        Task {
                            state: TaskState::Live,
                            ..standing
                        },
                    );
                });
                self.touch(&over.to);
                Ok(())
            }
            Deed::CheckTask { task, people } => {
                let (owner, remark) = one(people)?;
                live(book, owner, task)?;
                needs_text(&remark.text)?;
                let mut remark = remark.clone();
                remark.by = self.authored.author.clone();
                self.task(book, owner, task, |task| task.remarks.push(remark));
                Ok(())
            }
            Deed::ReportResult { task, people } => {
                let (owner, report) = one(people)?;
                live(book, owner, task)?;
                let by = self.person()?;
                let entered_by = (by != owner).then(|| by.clone());
                let report = report.clone();
                self.task(book, owner, task, |task| {
                    task.report = Some(report);
                    task.entered_by = entered_by;
                });
                Ok(())
            }
            Deed::ReviewResult { task, people } => {
                let (owner, review) = one(people)?;
                let month_end = book.id.month.last_day();
                check_review(review, live(book, owner, task)?, month_end)?;
                self.task(book, owner, task, |task| match &mut task.review {
                    Some(standing) => standing.merge(review),
                    None => task.review = Some(review.clone()),
                });
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn assign(
        &mut self,
        book: &mut Book,
        people: &BTreeMap<PersonId, Vec<Plan>>,
    ) -> Result<(), Refusal> {
        if people.values().all(Vec::is_empty) {
            return Err(Refusal::Empty);
        }
        for (owner, plans) in people {
            room(open(book, owner)?, owner, plans.len())?;
            for plan in plans {
                check_plan(plan)?;
            }
        }
        let giver = self.person()?;
        let mut index = 0;
        for (owner, plans) in people {
            for plan in plans {
                let task = Task {
                    plan: plan.clone(),
                    giver: giver.clone(),
                    state: TaskState::Live,
                    report: None,
                    entered_by: None,
                    review: None,
                    remarks: Vec::new(),
                    changes: Vec::new(),
                    traces: BTreeMap::new(),
                };
                let id = task_id(self.name(), index);
                with_record(book, owner, |record| {
                    record.tasks.insert(id, task);
                });
                index += 1;
            }
            self.touch(owner);
        }
        Ok(())
    }

    fn task(
        &mut self,
        book: &mut Book,
        owner: &PersonId,
        id: &TaskId,
        change: impl FnOnce(&mut Task),
    ) {
        with_record(book, owner, |record| {
            if let Some(task) = record.tasks.get_mut(id) {
                change(task);
            }
        });
        self.touch(owner);
    }
}

fn live<'b>(book: &'b Book, owner: &PersonId, task: &TaskId) -> Result<&'b Task, Refusal> {
    open(book, owner)?
        .tasks
        .get(task)
        .filter(|task| task.is_live())
        .ok_or_else(|| Refusal::UnknownTask { task: task.clone() })
}

/// A record whose tasks can still change: rated here and not gone up.
pub(super) fn open<'b>(book: &'b Book, person: &PersonId) -> Result<&'b Record, Refusal> {
    let record = record(book, person)?;
    if !record.is_rated_here() {
        return Err(Refusal::NotRatedHere {
            person: person.clone(),
        });
    }
    match &record.stage {
        Stage::Open { done, .. } if done.iter().any(|taken| taken.has_gone()) => {
            Err(Refusal::Submitted)
        }
        Stage::Open { .. } => Ok(record),
        _ => Err(Refusal::AlreadyDecided {
            person: person.clone(),
        }),
    }
}

fn room(record: &Record, person: &PersonId, more: usize) -> Result<(), Refusal> {
    if record.tasks.len() + more > TASKS_MAX {
        return Err(Refusal::TooManyTasks {
            person: person.clone(),
        });
    }
    Ok(())
}

fn check_plan(plan: &Plan) -> Result<(), Refusal> {
    if plan.product.trim().is_empty() {
        return Err(Refusal::ProductMissing);
    }
    if plan.quantity.is_zero() {
        return Err(Refusal::QuantityZero);
    }
    if plan.weight == 0 || plan.weight > WEIGHT_MAX {
        return Err(Refusal::WeightOutOfRange);
    }
    Ok(())
}

fn check_review(review: &Review, standing: &Task, month_end: Day) -> Result<(), Refusal> {
    if review == &Review::default() {
        return Err(Refusal::Empty);
    }
    if review.faults.is_some_and(|n| n > 99) || review.delays.is_some_and(|n| n > 99) {
        return Err(Refusal::CountOutOfRange);
    }
    // What the program would propose once this is found: nothing for faults, and for delays what the
    // days say of the quantity that is found done.
    let mut found = standing.clone();
    found.review = Some(Review {
        done: review.done.or(standing.done()),
        ..Review::default()
    });
    let proposed = found.delays_proposed(month_end);
    let differs = |said: Option<u8>, stands: u8, proposed: u8| {
        said.is_some_and(|said| said != stands && said != proposed)
    };
    if differs(review.faults, standing.faults(), 0)
        || differs(review.delays, standing.delays(month_end), proposed)
    {
        needs_text(review.reason.as_deref().unwrap_or_default())?;
    }
    Ok(())
}
