//! Assigned work: a product, an owner, a day, and what came of it. *Giao việc, khoán sản phẩm.*

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::{
    change::{replace, replace_any},
    id::{ActRef, BookId, InBook, PersonId, TaskId, UnitId},
    month::{Day, Month},
    points::Quantity,
    trace::Trace,
};

/// At most so many tasks on one sheet.
pub const TASKS_MAX: usize = 200;
/// The weight of a task whose weight nobody set.
pub const WEIGHT_DEFAULT: u8 = 1;
/// The heaviest task.
pub const WEIGHT_MAX: u8 = 100;

/// Whether two measures are the same: *hộ* and *Hộ*, but not *xã* and *thôn*.
#[must_use]
pub fn is_same_measure(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}

/// What was agreed when the task was given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// What is handed over at the end, so that another can see it is there.
    pub product: String,
    /// How much of it.
    pub quantity: Quantity,
    /// In what: *bản, hộ, mét…*; *sản phẩm* where nobody said.
    pub unit: String,
    /// The last day.
    pub due: Day,
    /// 1 to [`WEIGHT_MAX`].
    pub weight: u8,
    /// How it is judged.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub judged: String,
    /// Who confirms the product: a supervision group, the village head.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub confirmer: String,
    /// The target of the congress resolution that it serves.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub target: String,
    /// The same target by its name, where it is one that the unit or one above it has set; `target` has its
    /// words then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub serves: Option<InBook>,
    /// Those who take part.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub helpers: Vec<PersonId>,
    /// The task of an earlier month that this one goes on with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub carried: Option<Carried>,
    /// The task of the unit as a whole of which it is a part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part_of: Option<PartOf>,
    /// Came up during the month, outside the plan (*nhiệm vụ đột xuất*).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unplanned: bool,
}

/// A task of the unit as a whole, which is divided among its people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartOf {
    /// The book in which the unit is rated as a whole.
    pub book: BookId,
    /// The task there.
    pub task: TaskId,
    /// Its product, for whoever does not see that book.
    pub product: String,
}

/// Where an unfinished task comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Carried {
    /// The month that it was first given in.
    pub month: Month,
    /// The task there.
    pub task: TaskId,
    /// What was done of it before.
    pub done: Quantity,
}

/// Those fields of a plan that change; the rest stays.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PlanChange {
    /// New product.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub product: Option<String>,
    /// New quantity.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quantity: Option<Quantity>,
    /// New measure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// New due day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<Day>,
    /// New weight.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weight: Option<u8>,
    /// New way of judging.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub judged: Option<String>,
    /// Another confirmer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confirmer: Option<String>,
}

/// What the owner says came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// How much is done, in the plan's measure.
    pub done: Quantity,
    /// The day it was handed over or stood so.
    pub day: Day,
    /// In words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// What who reviews the work found of it. Fields that are not set stay as they were.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Review {
    /// How much is done, confirmed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub done: Option<Quantity>,
    /// Serious failures of content, 0 to 99.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub faults: Option<u8>,
    /// Due days missed without excuse, 0 to 99.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delays: Option<u8>,
    /// Above what was asked, with its reason; empty takes it back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub above: Option<String>,
    /// Why faults or delays differ from what the program proposes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// A dated remark of who gave the task, during the month: *kiểm tra, đôn đốc*.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    /// When.
    pub day: Day,
    /// What was seen and asked.
    pub text: String,
    /// The author, set by `apply`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<PersonId>,
}

/// Where a task stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TaskState {
    /// To be done.
    #[default]
    Live,
    /// Taken back, with the reason.
    Cancelled(String),
    /// Now another's, with the reason.
    HandedOver(PersonId, String),
}

/// One change inside the month: what it was before, and why it was changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changed {
    /// By which act.
    pub act: ActRef,
    /// What the plan said before.
    pub before: Plan,
    /// Why.
    pub reason: String,
}

/// One task in its owner's record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    /// What was agreed.
    pub plan: Plan,
    /// Who gave it.
    pub giver: PersonId,
    /// Live, cancelled, handed over.
    #[serde(default)]
    pub state: TaskState,
    /// As the owner reports it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub report: Option<Report>,
    /// Who entered the report, where it was not the owner (*nhập thay*).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entered_by: Option<PersonId>,
    /// As confirmed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<Review>,
    /// Checks during the month.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<Remark>,
    /// Changes inside the month, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<Changed>,
    /// Who wrote which field last.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub traces: BTreeMap<String, Trace>,
}

/// What somebody who came inside a month did of it in another unit: read beside, never counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Brought {
    /// Which unit.
    pub unit: UnitId,
    /// As the month knew its name.
    pub name: String,
    /// Their last day there.
    pub until: Day,
    /// Their tasks there, with what came of them by then.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tasks: Vec<Task>,
}

impl Task {
    /// What another unit is told of it: what was agreed and what came of it, not how it went.
    #[must_use]
    pub fn told(&self) -> Self {
        Self {
            remarks: Vec::new(),
            changes: Vec::new(),
            traces: BTreeMap::new(),
            ..self.clone()
        }
    }
}

/// Why a task may not be clear enough to be judged. Pointed out, never refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Vague {
    /// Nobody said how much.
    NoQuantity,
    /// Fewer than three words: hardly a product that another can see.
    ShortProduct,
    /// Nobody is named who confirms the product.
    NoConfirmer,
    /// The same words stand for three people or more.
    SameForMany,
}

/// What is left when nobody said how much: one *sản phẩm*.
pub const UNIT_DEFAULT: &str = "sản phẩm";

impl Plan {
    /// What makes this plan vague, seen by itself.
    pub fn vague(&self) -> Vec<Vague> {
        let mut found = Vec::new();
        if self.unit == UNIT_DEFAULT {
            found.push(Vague::NoQuantity);
        }
        if self.product.split_whitespace().count() < 3 {
            found.push(Vague::ShortProduct);
        }
        if self.confirmer.trim().is_empty() {
            found.push(Vague::NoConfirmer);
        }
        found
    }

    /// Takes over what a change names.
    pub fn change(&mut self, change: &PlanChange) {
        replace(&mut self.product, &change.product);
        replace(&mut self.quantity, &change.quantity);
        replace(&mut self.unit, &change.unit);
        replace(&mut self.due, &change.due);
        replace(&mut self.weight, &change.weight);
        replace(&mut self.judged, &change.judged);
        replace(&mut self.confirmer, &change.confirmer);
    }
}

impl Review {
    /// Takes over what a later review names.
    pub fn merge(&mut self, later: &Review) {
        replace_any(&mut self.done, &later.done);
        replace_any(&mut self.faults, &later.faults);
        replace_any(&mut self.delays, &later.delays);
        replace_any(&mut self.above, &later.above);
        replace_any(&mut self.reason, &later.reason);
    }
}

impl Task {
    /// Whether it still counts for its owner.
    pub fn is_live(&self) -> bool {
        self.state == TaskState::Live
    }

    /// What is done: confirmed, else reported.
    pub fn done(&self) -> Option<Quantity> {
        self.review
            .as_ref()
            .and_then(|review| review.done)
            .or(self.report.as_ref().map(|report| report.done))
    }

    /// All of it is done.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.done().is_some_and(|done| done >= self.plan.quantity)
    }

    /// Whether who reviews has confirmed how much is done.
    pub fn is_confirmed(&self) -> bool {
        self.review
            .as_ref()
            .is_some_and(|review| review.done.is_some())
    }

    /// Delays as reviewed, else as the program proposes for a month that ends on this day.
    pub fn delays(&self, month_end: Day) -> u8 {
        self.review
            .as_ref()
            .and_then(|review| review.delays)
            .unwrap_or_else(|| self.delays_proposed(month_end))
    }

    /// 1 when it was reported after its due day, or is not done though that day has passed when the
    /// month ends. A task of which nobody said anything is missing, not late. The day is the month's
    /// and not today's, so that a row has one grade on every device and on every day.
    pub fn delays_proposed(&self, month_end: Day) -> u8 {
        let due = self.plan.due;
        let reported_late = self.report.as_ref().is_some_and(|report| report.day > due);
        let passed_undone =
            due <= month_end && self.done().is_some_and(|done| done < self.plan.quantity);
        u8::from(reported_late || passed_undone)
    }

    /// Working days from its due day to the day it was reported, or to the month's end where it is not
    /// done; none where the reviewer excused it.
    pub fn days_late(&self, month_end: Day, holidays: &BTreeSet<Day>) -> u16 {
        let until = match &self.report {
            Some(report) if self.is_done() => report.day,
            _ => month_end,
        };
        if self.delays(month_end) == 0 || self.done().is_none() {
            return 0;
        }
        // Beyond two months every table has ended; a day written wrongly must not be counted up to.
        let until = until.min(self.plan.due.plus_days(62));
        let days = self.plan.due.working_days_until(until, holidays);
        // Late over a week-end alone is late all the same.
        u16::try_from(days.max(1)).unwrap_or(u16::MAX)
    }

    /// Serious failures of content, as reviewed.
    pub fn faults(&self) -> u8 {
        self.review
            .as_ref()
            .and_then(|review| review.faults)
            .unwrap_or(0)
    }

    /// Confirmed as above what was asked.
    pub fn is_above(&self) -> bool {
        self.review
            .as_ref()
            .and_then(|review| review.above.as_deref())
            .is_some_and(|why| !why.trim().is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    fn task(due: &str, report: Option<(&str, &str)>, review: Option<Review>) -> Task {
        let plan = Plan {
            product: "Vận động 10 hộ hiến đất".to_owned(),
            quantity: Quantity::parse("10").expect("a quantity"),
            unit: "hộ".to_owned(),
            due: day(due),
            weight: WEIGHT_DEFAULT,
            judged: String::new(),
            confirmer: String::new(),
            target: String::new(),
            serves: None,
            helpers: Vec::new(),
            carried: None,
            part_of: None,
            unplanned: false,
        };
        let report = report.map(|(done, on)| Report {
            done: Quantity::parse(done).expect("a quantity"),
            day: day(on),
            note: String::new(),
        });
        Task {
            plan,
            giver: "sec".parse().expect("an id"),
            state: TaskState::Live,
            report,
            entered_by: None,
            review,
            remarks: Vec::new(),
            changes: Vec::new(),
            traces: BTreeMap::new(),
        }
    }

    #[test]
    fn a_delay_is_proposed_when_reported_late_or_not_done_though_its_day_has_passed() {
        let done = |n: &str| Review {
            done: Quantity::parse(n).ok(),
            ..Review::default()
        };
        let cases = [
            ("in time", "2026-10-25", Some(("10", "2026-10-25")), None, 0),
            (
                "a day late",
                "2026-10-25",
                Some(("10", "2026-10-26")),
                None,
                1,
            ),
            (
                "not done, and its day passed",
                "2026-10-25",
                Some(("9", "2026-10-20")),
                None,
                1,
            ),
            (
                "due on the last day and not done",
                "2026-10-31",
                Some(("9", "2026-10-20")),
                None,
                1,
            ),
            (
                "not done, and due next month",
                "2026-11-01",
                Some(("9", "2026-10-20")),
                None,
                0,
            ),
            ("nobody said anything", "2026-10-25", None, None, 0),
            (
                "found not done",
                "2026-10-25",
                Some(("10", "2026-10-20")),
                Some(done("9")),
                1,
            ),
            (
                "found done",
                "2026-10-25",
                Some(("9", "2026-10-20")),
                Some(done("10")),
                0,
            ),
            (
                "found done, reported late",
                "2026-10-25",
                Some(("9", "2026-10-27")),
                Some(done("10")),
                1,
            ),
            (
                "found without a report",
                "2026-10-25",
                None,
                Some(done("4")),
                1,
            ),
        ];
        for (name, due, report, review, delays) in cases {
            let found = task(due, report, review).delays(day("2026-10-31"));
            assert_eq!(found, delays, "{name}");
        }
    }

    #[test]
    fn what_the_reviewer_found_of_delays_stands_before_what_is_proposed() {
        let excused = Review {
            delays: Some(0),
            ..Review::default()
        };
        let late = task("2026-10-25", Some(("10", "2026-10-28")), Some(excused));
        assert_eq!(late.delays(day("2026-10-31")), 0);
        assert_eq!(late.delays_proposed(day("2026-10-31")), 1);
    }
}
