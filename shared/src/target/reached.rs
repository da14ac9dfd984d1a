//! How much of a target is reached: an exact fraction, its band, and the sum over the units' parts.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Counting, Standing, TargetPlan};
use crate::{id::InBook, month::Day};

/// How much of what is wanted is reached, as an exact fraction: it is compared, never divided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reached {
    part: u64,
    whole: u64,
}

/// Where a target stands; each excludes the others, and each begins at its own edge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Band {
    /// Below 50 %.
    Below,
    /// 50 % to below 70 %.
    Half,
    /// 70 % to below 100 %.
    Most,
    /// 100 % and above: met or exceeded.
    Met,
}

impl Band {
    /// All, the best first.
    pub const ALL: [Band; 4] = [Band::Met, Band::Most, Band::Half, Band::Below];
}

impl Reached {
    /// What `value` thousandths of the measure are of a plan.
    pub fn of(plan: &TargetPlan, value: u64) -> Self {
        let planned = plan.planned.thousandths();
        match plan.counting {
            Counting::Up | Counting::Sum => Self {
                part: value,
                whole: planned,
            },
            Counting::Down { start } => {
                let start = start.thousandths();
                Self {
                    part: start.saturating_sub(value),
                    whole: start.saturating_sub(planned),
                }
            }
        }
    }

    /// Whether at least so many percent are reached, the edge included.
    pub fn is_at_least(self, percent: u8) -> bool {
        u128::from(self.part) * 100 >= u128::from(self.whole) * u128::from(percent)
    }

    /// The band.
    pub fn band(self) -> Band {
        match self {
            all if all.is_at_least(100) => Band::Met,
            most if most.is_at_least(70) => Band::Most,
            half if half.is_at_least(50) => Band::Half,
            _ => Band::Below,
        }
    }

    /// Hundredths of a percent, cut and not rounded: 99,999 % is never shown as 100.
    pub fn percent_hundredths(self) -> u64 {
        let cut = u128::from(self.part) * 10_000 / u128::from(self.whole.max(1));
        u64::try_from(cut).unwrap_or(u64::MAX)
    }
}

/// What the parts of a target come to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summed {
    /// Thousandths of the measure.
    pub value: u64,
    /// How many targets are a part of it, in its measure.
    pub parts: u32,
    /// Of how many of these something was read.
    pub read: u32,
    /// The newest day of these readings.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<Day>,
}

impl Summed {
    /// How much is reached; none where nothing was read.
    pub fn reached(self, plan: &TargetPlan) -> Option<Reached> {
        (self.read > 0).then(|| Reached::of(plan, self.value))
    }
}

/// Sums go through so many levels, so that targets which name each other in a circle come to an end.
const LEVELS_MAX: u8 = 4;

/// The sum of the targets that are a part of `whole` and count the same thing upward. A part that is a sum itself
/// counts with what its own parts come to.
pub fn sum(all: &BTreeMap<InBook, Standing>, whole: &InBook) -> Summed {
    all.get(whole)
        .map(|standing| sum_within(all, whole, standing, LEVELS_MAX))
        .unwrap_or_default()
}

fn sum_within(
    all: &BTreeMap<InBook, Standing>,
    whole: &InBook,
    standing: &Standing,
    levels: u8,
) -> Summed {
    let mut summed = Summed::default();
    let parts = all.iter().filter(|(name, part)| {
        *name != whole
            && part.ended.is_none()
            && part.plan.part_of.as_ref() == Some(whole)
            && part.plan.is_measured_as(&standing.plan)
    });
    for (name, part) in parts {
        let (value, day) = match part.plan.counting {
            Counting::Up => part.last().map_or((0, None), |(day, read)| {
                (read.value.thousandths(), Some(day))
            }),
            Counting::Sum if levels > 0 => {
                let of_part = sum_within(all, name, part, levels - 1);
                (of_part.value, of_part.day)
            }
            Counting::Down { .. } | Counting::Sum => continue,
        };
        summed.parts += 1;
        summed.read += u32::from(day.is_some());
        summed.value = summed.value.saturating_add(value);
        summed.day = summed.day.max(day);
    }
    summed
}

#[cfg(test)]
mod tests;
