//! What came of tasks, so that a level is reached.

use roviec_shared::{
    book::ImportedTask,
    level::Level,
    month::Day,
    points::Quantity,
    task::{Plan, Report, Review},
};

use super::Detail;
use crate::demo::{
    chance::Chance,
    words::{Voice, Ways, say},
};

/// How much is written, and how people speak.
#[derive(Clone, Copy)]
pub struct Pen {
    pub detail: Detail,
    pub voice: &'static Voice,
}

/// What came of a month's tasks.
pub fn results(pen: Pen, level: Level, plans: Vec<Plan>, chance: &mut Chance) -> Vec<ImportedTask> {
    let count = plans.len();
    // Half of them and more are exceeded, or not done; one spoils a month that was good.
    let special = match level {
        Level::Excellent => count.div_ceil(2),
        Level::NotCompleted => count / 2 + 1,
        Level::Completed => 1,
        Level::Good => 0,
    };
    plans
        .into_iter()
        .enumerate()
        .map(|(index, plan)| {
            if index >= special {
                return as_planned(pen, plan, chance);
            }
            match level {
                Level::Excellent => exceeded(pen, plan, chance),
                Level::NotCompleted => not_done(pen, plan, chance),
                // Of a single task, more than half would not be done, and what is one piece is there or
                // not: then it can only be late or faulty.
                Level::Completed => {
                    match chance.below(if can_be_in_part(&plan, count) { 4 } else { 3 }) {
                        0 | 1 => late(pen, plan, chance),
                        2 => faulty(pen, plan, chance),
                        _ => in_part(pen, plan, chance),
                    }
                }
                Level::Good => as_planned(pen, plan, chance),
            }
        })
        .collect()
}

fn can_be_in_part(plan: &Plan, tasks: usize) -> bool {
    tasks > 1 && plan.quantity.thousandths() > 1000
}

/// Done as it was agreed.
pub fn as_planned(pen: Pen, plan: Plan, chance: &mut Chance) -> ImportedTask {
    let report = Report {
        done: plan.quantity,
        day: before(plan.due, chance),
        note: note(pen, pen.voice.done, 45, chance),
    };
    let review = chance.percent(92).then(|| Review {
        done: Some(plan.quantity),
        ..Review::default()
    });
    ImportedTask {
        plan,
        report,
        review,
    }
}

fn exceeded(pen: Pen, plan: Plan, chance: &mut Chance) -> ImportedTask {
    let can_be_more = plan.quantity.thousandths() > 1000;
    let done = if can_be_more {
        let tenths = u64::from(chance.between(1, 3));
        let more = (plan.quantity.thousandths() * tenths / 10 / 1000).max(1) * 1000;
        Quantity::from_thousandths(plan.quantity.thousandths() + more).unwrap_or(plan.quantity)
    } else {
        plan.quantity
    };
    let report = Report {
        done,
        day: before(plan.due, chance),
        note: note(pen, pen.voice.exceeded, 70, chance),
    };
    let review = Review {
        done: Some(done),
        above: (!can_be_more).then(|| say(pen.voice.above, chance)),
        ..Review::default()
    };
    ImportedTask {
        plan,
        report,
        review: Some(review),
    }
}

fn late(pen: Pen, plan: Plan, chance: &mut Chance) -> ImportedTask {
    let report = Report {
        done: plan.quantity,
        day: plan.due.plus_days(chance.between(1, 3) as i32),
        note: note(pen, pen.voice.late, 80, chance),
    };
    let review = Review {
        done: Some(plan.quantity),
        ..Review::default()
    };
    ImportedTask {
        plan,
        report,
        review: Some(review),
    }
}

fn faulty(pen: Pen, plan: Plan, chance: &mut Chance) -> ImportedTask {
    let task = as_planned(pen, plan, chance);
    ImportedTask {
        review: Some(Review {
            done: Some(task.plan.quantity),
            faults: Some(1),
            reason: Some(say(pen.voice.fault, chance)),
            ..Review::default()
        }),
        ..task
    }
}

fn in_part(pen: Pen, plan: Plan, chance: &mut Chance) -> ImportedTask {
    let percent = chance.between(55, 90);
    so_far(pen, plan, percent, chance)
}

fn not_done(pen: Pen, plan: Plan, chance: &mut Chance) -> ImportedTask {
    let percent = chance.between(0, 40);
    so_far(pen, plan, percent, chance)
}

fn so_far(pen: Pen, plan: Plan, percent: u32, chance: &mut Chance) -> ImportedTask {
    let planned = plan.quantity.thousandths();
    // What is counted in pieces is done in pieces.
    let part = planned * u64::from(percent) / 100 / 1000 * 1000;
    let done = Quantity::from_thousandths(part).unwrap_or_default();
    let report = Report {
        done,
        day: plan.due,
        note: note(pen, pen.voice.short, 85, chance),
    };
    let review = Review {
        done: Some(done),
        ..Review::default()
    };
    ImportedTask {
        plan,
        report,
        review: Some(review),
    }
}

/// A day not after the due one.
fn before(due: Day, chance: &mut Chance) -> Day {
    due.plus_days(-(chance.below(4) as i32))
}

fn note(pen: Pen, from: Ways, percent: u32, chance: &mut Chance) -> String {
    if pen.detail == Detail::Full && chance.percent(percent) {
        say(from, chance)
    } else {
        String::new()
    }
}
