//! Points: scored criteria, and the averages of tasks (Nghị định 335/2025/NĐ-CP).

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive, Zero};
use serde::{Deserialize, Serialize};

use super::{FactValue, Facts, Missing, TaskFacts};
use crate::{
    points::Points,
    rules::{Averages, Criterion, FactId, LeaderParts, PerTask, RuleSet},
};

/// Quantity, quality and progress of the tasks, in hundredths of a percent, each rounded for the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shares {
    /// How much was done of what was planned.
    pub quantity: u32,
    /// The same, less a quarter for each serious fault.
    pub quality: u32,
    /// The same, less a quarter for each missed day.
    pub progress: u32,
}

/// Tasks by count, as the conditions of levels see them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskCounts {
    /// All that count.
    pub all: u32,
    /// Done: at least as much as planned.
    pub done: u32,
    /// On time: no missed day, and done.
    pub on_time: u32,
    /// Without a serious fault.
    pub of_quality: u32,
    /// Done, on time, of quality, and more than planned or confirmed as above what was asked.
    pub exceeded: u32,
}

/// The three averages, exact.
pub(super) struct Exact {
    quantity: BigRational,
    quality: BigRational,
    progress: BigRational,
}

/// The points of a group: all of them, and what the known parts come to.
pub(super) struct GroupSum {
    /// None while something is missing.
    pub known: Option<BigRational>,
    so_far: BigRational,
}

/// A sum of groups that is rounded once.
#[derive(Default)]
pub(super) struct Sum {
    sum: BigRational,
    is_short: bool,
}

impl Sum {
    pub(super) fn add(&mut self, points: GroupSum) {
        self.is_short |= points.known.is_none();
        self.sum += points.known.unwrap_or(points.so_far);
    }

    pub(super) fn so_far(&self) -> Points {
        rounded(&self.sum)
    }

    pub(super) fn known(&self) -> Option<Points> {
        (!self.is_short).then(|| self.so_far())
    }
}

fn ratio(numerator: u64, denominator: u64) -> BigRational {
    BigRational::new(BigInt::from(numerator), BigInt::from(denominator))
}

fn hundredths(points: Points) -> BigRational {
    BigRational::from_integer(BigInt::from(points.hundredths()))
}

/// Half up to a whole number.
fn half_up(number: &BigRational) -> BigInt {
    (number + ratio(1, 2)).floor().to_integer()
}

/// Hundredths of points, rounded half up and held to the scale.
pub(super) fn rounded(number: &BigRational) -> Points {
    let whole = half_up(number).to_i32().unwrap_or(i32::MAX);
    Points::from_hundredths(whole.clamp(0, Points::MAX.hundredths())).unwrap_or(Points::MAX)
}

/// The same of a group by itself: what it takes away is shown as so many points.
pub(super) fn shown(number: &BigRational) -> Points {
    rounded(&number.abs())
}

/// The general part and the work part: both are whole hundredths, so nothing is rounded again.
pub(super) fn together(general: Points, work: Points) -> Points {
    let sum = (general.hundredths() + work.hundredths()).min(Points::MAX.hundredths());
    Points::from_hundredths(sum).unwrap_or(Points::MAX)
}

/// The sum of a group's criteria.
pub(super) fn scored(
    criteria: &[Criterion],
    facts: &Facts,
    missing: &mut Vec<Missing>,
) -> GroupSum {
    let mut so_far = BigRational::zero();
    let mut is_short = false;
    for criterion in criteria {
        match facts.criteria.get(criterion.id.as_str()) {
            Some(scored) => so_far += hundredths(scored.points.min(criterion.max)),
            None => {
                is_short = true;
                missing.push(Missing::Criterion {
                    criterion: criterion.id.clone(),
                });
            }
        }
    }
    GroupSum {
        known: (!is_short).then(|| so_far.clone()),
        so_far,
    }
}

/// The same where each criterion is met or not: anything below its points is not.
pub(super) fn met(criteria: &[Criterion], facts: &Facts, missing: &mut Vec<Missing>) -> GroupSum {
    let met = |criterion: &&Criterion| {
        let scored = facts.criteria.get(criterion.id.as_str());
        scored.is_some_and(|scored| scored.points >= criterion.max)
    };
    let points: BigRational = criteria
        .iter()
        .filter(met)
        .map(|criterion| hundredths(criterion.max))
        .sum();
    let known = scored(criteria, facts, missing).known.is_some();
    GroupSum {
        known: known.then(|| points.clone()),
        so_far: points,
    }
}

/// What a list of points to add or to take away comes to, held to its most; what nobody stated is
/// nothing, and is not missing.
pub(super) fn listed(criteria: &[Criterion], max: Points, facts: &Facts) -> GroupSum {
    let stated = criteria.iter().filter_map(|criterion| {
        let scored = facts.criteria.get(criterion.id.as_str())?;
        Some(hundredths(scored.points.min(criterion.max)))
    });
    let sum = stated.sum::<BigRational>().min(hundredths(max));
    GroupSum {
        known: Some(sum.clone()),
        so_far: sum,
    }
}

/// Each task by itself, added up and held to the most.
pub(super) fn per_task(
    by_task: &PerTask,
    max: Points,
    tasks: &[(usize, &TaskFacts)],
    missing: &mut Vec<Missing>,
) -> GroupSum {
    let mut sum = BigRational::zero();
    let mut is_short = tasks.is_empty();
    for (index, task) in tasks {
        let Some(share) = task.share() else {
            is_short = true;
            missing.push(Missing::Result { task: *index });
            continue;
        };
        let percent = |whole: u8| ratio(u64::from(whole), 100);
        let progress =
            percent(by_task.progress.whole()) * percent(by_task.left_after(task.days_late));
        let quality = percent(by_task.quality.whole()) * less_a_quarter_each(task.faults);
        sum += ratio(u64::from(task.weight) * 100, 1)
            * share
            * (progress + quality)
            * ratio(u64::from(task.difficulty), 100)
            * percent(task.part.whole());
    }
    let sum = sum.min(hundredths(max));
    GroupSum {
        known: (!is_short).then(|| sum.clone()),
        so_far: sum,
    }
}

impl GroupSum {
    /// The same, to be taken away.
    pub(super) fn taken_away(self) -> Self {
        Self {
            known: self.known.map(|known| -known),
            so_far: -self.so_far,
        }
    }
}

/// What the averages give at most: more where they take over the points of unplanned tasks in a
/// month without any.
pub(super) fn max_of(
    rules: &RuleSet,
    own: Points,
    averages: &Averages,
    had_unplanned: bool,
) -> Points {
    let taken = averages
        .takes_over
        .as_ref()
        .filter(|_| !had_unplanned)
        .and_then(|id| rules.groups.iter().find(|group| group.id == *id))
        .map_or(Points::ZERO, |group| group.max);
    together(own, taken)
}

/// The three averages; none without a task, or while nobody said what came of one.
pub(super) fn shares(tasks: &[(usize, &TaskFacts)], missing: &mut Vec<Missing>) -> Option<Exact> {
    if tasks.is_empty() {
        missing.push(Missing::NoTask);
        return None;
    }
    let mut weights = BigRational::zero();
    let mut quantity = BigRational::zero();
    let mut quality = BigRational::zero();
    let mut progress = BigRational::zero();
    let mut is_short = false;
    for (index, task) in tasks {
        let Some(share) = task.share() else {
            is_short = true;
            missing.push(Missing::Result { task: *index });
            continue;
        };
        let weight = ratio(u64::from(task.weight), 1);
        let share = share * &weight;
        quality += &share * less_a_quarter_each(task.faults);
        progress += &share * less_a_quarter_each(task.delays);
        quantity += share;
        weights += weight;
    }
    if is_short || weights.is_zero() {
        return None;
    }
    Some(Exact {
        quantity: quantity / &weights,
        quality: quality / &weights,
        progress: progress / &weights,
    })
}

/// max(0, 1 − 0.25 n)
fn less_a_quarter_each(n: u8) -> BigRational {
    ratio(4_u64.saturating_sub(u64::from(n)), 4)
}

impl Exact {
    pub(super) fn shown(&self) -> Shares {
        let percent = |share: &BigRational| {
            half_up(&(share * ratio(10_000, 1)))
                .to_u32()
                .unwrap_or_default()
        };
        Shares {
            quantity: percent(&self.quantity),
            quality: percent(&self.quality),
            progress: percent(&self.progress),
        }
    }
}

/// The group's points times the mean of the averages; for leaders over six, with their own three parts.
pub(super) fn averaged(
    averages: &Averages,
    max: Points,
    found: Option<&Exact>,
    facts: &Facts,
    missing: &mut Vec<Missing>,
) -> GroupSum {
    let leader = averages.leader.as_ref().filter(|_| facts.is_leader());
    let parts = leader.map(|parts| leader_parts(parts, facts, missing));
    let of = ratio(if leader.is_some() { 6 } else { 3 }, 1);
    let mut sum = BigRational::zero();
    let mut is_short = found.is_none();
    if let Some(exact) = found {
        sum += &exact.quantity + &exact.quality + &exact.progress;
    }
    for part in parts.into_iter().flatten() {
        match part {
            Some(share) => sum += share,
            None => is_short = true,
        }
    }
    let points = hundredths(max) * sum / of;
    GroupSum {
        known: (!is_short).then(|| points.clone()),
        so_far: points,
    }
}

fn leader_parts(
    parts: &LeaderParts,
    facts: &Facts,
    missing: &mut Vec<Missing>,
) -> [Option<BigRational>; 3] {
    let mut want = |id: &FactId, value: Option<BigRational>| {
        if value.is_none() {
            missing.push(Missing::Fact { fact: id.clone() });
        }
        value
    };
    let percent = |id: &FactId| match facts.facts.get(id.as_str()) {
        Some(FactValue::Percent(percent)) => Some(ratio(u64::from(percent.whole()), 100)),
        _ => None,
    };
    let staff = match facts.facts.get(parts.staff_results.as_str()) {
        Some(FactValue::Share { part, of }) if part >= of => Some(BigRational::one()),
        Some(FactValue::Share { .. }) => Some(ratio(1, 2)),
        _ => None,
    };
    [
        want(&parts.staff_results, staff),
        want(&parts.organising, percent(&parts.organising)),
        want(&parts.uniting, percent(&parts.uniting)),
    ]
}

impl TaskFacts {
    /// How much was done of what was planned, at most all of it; none where nobody said.
    fn share(&self) -> Option<BigRational> {
        let planned = self.planned.thousandths().max(1);
        Some(ratio(self.done?.thousandths().min(planned), planned))
    }

    fn is_done(&self) -> bool {
        self.done.is_some_and(|done| done >= self.planned)
    }

    fn is_on_time(&self) -> bool {
        self.delays == 0 && self.is_done()
    }

    fn is_exceeded(&self) -> bool {
        self.is_on_time()
            && self.faults == 0
            && (self.above || self.done.is_some_and(|done| done > self.planned))
    }
}

/// Tasks by count.
pub(super) fn counts(tasks: &[(usize, &TaskFacts)]) -> TaskCounts {
    let mut counts = TaskCounts::default();
    for (_, task) in tasks {
        counts.all += 1;
        counts.done += u32::from(task.is_done());
        counts.on_time += u32::from(task.is_on_time());
        counts.of_quality += u32::from(task.faults == 0);
        counts.exceeded += u32::from(task.is_exceeded());
    }
    counts
}
