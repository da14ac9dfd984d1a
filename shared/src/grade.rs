//! Facts and a rule set make points, a level and the reasons. It never fails: a sheet half filled in has
//! points so far and a list of what is missing.
//!
//! Shares are exact rationals and are rounded once, half up, to a hundredth, at the end.

#[cfg(feature = "toml")]
mod given;
mod level;
mod period;
#[cfg(all(test, feature = "toml", not(target_family = "wasm")))]
mod property;
#[cfg(feature = "toml")]
mod said;
mod work;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    level::Level,
    points::{Percent, Points, Quantity},
    rules::{CriterionId, FactId, GroupId, Method, Part, RuleId, RuleSet},
};

#[cfg(feature = "toml")]
pub use given::{FactsProblem, read_facts};
pub use period::{MonthRated, PeriodGrade, PeriodReason, flagged, grade_period};
#[cfg(feature = "toml")]
pub use said::{SaidGrade, SaidMissing, SaidReason};
pub use work::{Shares, TaskCounts};

/// What is known of one person's month.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Enrolled as one who leads.
    pub leads: bool,
    /// Heads a unit: some ceilings are about heads alone.
    pub heads: bool,
    /// Points by criterion; what nobody scored is absent.
    pub criteria: BTreeMap<String, Scored>,
    /// The tasks that count, in their order.
    pub tasks: Vec<TaskFacts>,
    /// Facts by id; what is not here is not known here.
    pub facts: BTreeMap<String, FactValue>,
}

impl Facts {
    /// The leaders' formula is theirs: who heads a unit leads it, whatever the enrolment says.
    #[must_use]
    pub fn is_leader(&self) -> bool {
        self.leads || self.heads
    }
}

/// Points of one criterion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scored {
    /// How many.
    pub points: Points,
    /// Given by who proposes, not by the person alone.
    pub confirmed: bool,
}

/// What is known of a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FactValue {
    /// It is so.
    Holds,
    /// It is not so.
    No,
    /// A decided level.
    Level(Level),
    /// A whole percent.
    Percent(Percent),
    /// So many of so many.
    Share {
        /// How many.
        part: u32,
        /// Of how many.
        of: u32,
    },
}

/// One task and what came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskFacts {
    /// 1 to 100.
    pub weight: u8,
    /// How much was to be done.
    pub planned: Quantity,
    /// How much was done; none where nobody said.
    pub done: Option<Quantity>,
    /// Serious failures of content, 0 to 99.
    pub faults: u8,
    /// Due days missed without excuse, 0 to 99.
    pub delays: u8,
    /// Confirmed as above what was asked.
    pub above: bool,
    /// Confirmed by who reviews.
    pub confirmed: bool,
    /// Came up during the month.
    pub unplanned: bool,
    /// Working days after its due day, where each task is judged by itself.
    pub days_late: u16,
    /// How difficult it is, in percent of an ordinary task.
    pub difficulty: u16,
    /// The person's part in it, in percent of the whole.
    pub part: Percent,
}

/// An ordinary task, in percent.
pub const DIFFICULTY_ORDINARY: u16 = 100;
/// The most difficult task, in percent of an ordinary one.
pub const DIFFICULTY_MAX: u16 = 300;

/// What the rules say of a person's month, so far.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grade {
    /// Points of the general criteria; none while one is missing.
    pub general: Option<Points>,
    /// Points of the results of work; none while something of them is missing.
    pub work: Option<Points>,
    /// Both; none while either is.
    pub total: Option<Points>,
    /// What the known parts come to, the missing ones counting nothing: for the screen alone.
    pub so_far: Points,
    /// The level; none while the points are not known.
    pub level: Option<Level>,
    /// Group by group, in the order of the form.
    pub groups: Vec<GroupPoints>,
    /// Quantity, quality and progress; none without a task or while a result is missing.
    pub shares: Option<Shares>,
    /// Tasks by count, as the conditions see them.
    pub counts: TaskCounts,
    /// Every rule that moved the level, highest first.
    pub reasons: Vec<Reason>,
    /// What is not known.
    pub missing: Vec<Missing>,
}

/// The points of one group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupPoints {
    /// Which.
    pub group: GroupId,
    /// How many, for the screen rounded by itself; none while something of it is missing.
    pub points: Option<Points>,
    /// The most that it gives this month.
    pub max: Points,
}

/// One rule that moved the level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "why")]
pub enum Reason {
    /// So many points reach this level at most.
    Points {
        /// The highest level that the points reach.
        reached: Level,
    },
    /// The points reach a level whose condition is not met.
    Condition {
        /// The level that is not given for it.
        level: Level,
        /// The condition.
        rule: RuleId,
    },
    /// A ceiling holds the level down.
    Ceiling {
        /// The ceiling.
        rule: RuleId,
        /// The highest level that it leaves.
        max: Level,
    },
}

impl Reason {
    /// The rule's id; `points` for the thresholds.
    #[must_use]
    pub fn rule(&self) -> String {
        match self {
            Self::Points { .. } => "points".to_owned(),
            Self::Condition { rule, .. } | Self::Ceiling { rule, .. } => rule.to_string(),
        }
    }
}

/// What is not known of a month.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "what")]
pub enum Missing {
    /// Nobody scored this criterion.
    Criterion {
        /// Which.
        criterion: CriterionId,
    },
    /// There is no task, so no result of work.
    NoTask,
    /// Nobody said what came of this task.
    Result {
        /// Its place among the tasks, from 0.
        task: usize,
    },
    /// A fact that points rest on is not known.
    Fact {
        /// Which.
        fact: FactId,
    },
    /// A fact that can only lower the level is not known: the rule is not applied until it is.
    Limit {
        /// Which.
        fact: FactId,
    },
}

impl Missing {
    /// Whether there are no points without it.
    #[must_use]
    pub const fn blocks(&self) -> bool {
        !matches!(self, Missing::Limit { .. })
    }
}

impl Grade {
    /// Whether nothing is missing that points rest on.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.total.is_some()
    }
}

/// What the rules say of these facts.
#[must_use]
pub fn grade(rules: &RuleSet, facts: &Facts) -> Grade {
    let mut missing = Vec::new();
    let had_unplanned = facts.tasks.iter().any(|task| task.unplanned);
    let tasks: Vec<(usize, &TaskFacts)> = facts
        .tasks
        .iter()
        .enumerate()
        .filter(|(_, task)| !(rules.sets_unplanned_apart() && task.unplanned))
        .collect();
    let found = work::shares(&tasks, &mut missing);
    let mut general = work::Sum::default();
    let mut worked = work::Sum::default();
    let mut groups = Vec::new();
    for group in &rules.groups {
        if group.only_unplanned && !had_unplanned {
            continue;
        }
        let sum = match group.part {
            Part::General => &mut general,
            Part::Work => &mut worked,
        };
        let (points, max) = match &group.method {
            Method::Scored { criteria } => {
                let points = work::scored(criteria, facts, &mut missing);
                (points, group.max)
            }
            Method::MetNotMet { criteria } => {
                let points = work::met(criteria, facts, &mut missing);
                (points, group.max)
            }
            Method::Bonus { criteria } => (work::listed(criteria, group.max, facts), group.max),
            Method::Penalty { criteria } => {
                let points = work::listed(criteria, group.max, facts);
                (points.taken_away(), group.max)
            }
            Method::PerTask(by_task) => {
                let points = work::per_task(by_task, group.max, &tasks, &mut missing);
                (points, group.max)
            }
            Method::Averages(averages) => {
                let max = work::max_of(rules, group.max, averages, had_unplanned);
                let points = work::averaged(averages, max, found.as_ref(), facts, &mut missing);
                (points, max)
            }
        };
        groups.push(GroupPoints {
            group: group.id.clone(),
            points: points.known.as_ref().map(work::shown),
            max,
        });
        sum.add(points);
    }
    let total = match (general.known(), worked.known()) {
        (Some(general), Some(work)) => Some(work::together(general, work)),
        _ => None,
    };
    let counts = work::counts(&tasks);
    let (level, reasons) = level::level(rules, facts, total, &counts, &mut missing);
    missing.sort();
    missing.dedup();
    Grade {
        general: general.known(),
        work: worked.known(),
        total,
        so_far: work::together(general.so_far(), worked.so_far()),
        level,
        groups,
        shares: found.map(|found| found.shown()),
        counts,
        reasons,
        missing,
    }
}
