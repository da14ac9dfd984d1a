//! A quarter or a year from its months, by the rule set, with reasons. The average is the main basis of
//! the yearly review; who decides may move from it with a reason of their own.

use num_bigint::BigInt;
use num_rational::BigRational;
use serde::{Deserialize, Serialize};

use super::work;
use crate::{
    level::{Level, NotRatedKind, Outcome},
    month::Month,
    points::Points,
    rules::{DivideBy, Period, RuleSet},
};

/// One month of a period as it was decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MonthRated {
    /// Which.
    pub month: Month,
    /// What was decided; none where nothing is yet.
    pub outcome: Option<Outcome>,
    /// The month's points; none where they are not known.
    pub points: Option<Points>,
    /// The unit's name, where they were rated in another than the one that is asked about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub elsewhere: Option<String>,
}

/// What the rules say of a quarter or a year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeriodGrade {
    /// The average, rounded once, half up; none while a month is missing, or where no month is rated.
    pub average: Option<Points>,
    /// The level; none while something is missing, and for who is not rated.
    pub level: Option<Level>,
    /// Every rule that moved the level.
    pub reasons: Vec<PeriodReason>,
    /// Months that are not decided yet, or whose points are not known.
    pub missing: Vec<Month>,
}

/// One rule that moved a period's level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "why")]
pub enum PeriodReason {
    /// The average reaches this level at most.
    Points {
        /// Reached.
        reached: Level,
    },
    /// Months `NotCompleted` hold it down.
    NotCompleted {
        /// Which months.
        months: Vec<Month>,
        /// The highest level left.
        max: Level,
    },
    /// Long leave holds it down.
    Leave {
        /// Months not rated for leave or study.
        months: u8,
        /// The highest level left.
        max: Level,
    },
    /// Too few months at `Excellent`.
    ExcellentMonths {
        /// So many there are.
        found: u8,
        /// So many are asked for.
        asked: u8,
    },
    /// Rated in too few months: not rated for the period.
    TooFewMonths {
        /// So many there are.
        found: u8,
        /// So many are asked for.
        asked: u8,
    },
}

/// What the rules say of a period; each month of it stands there once, decided or not.
#[must_use]
pub fn grade_period(rules: &RuleSet, period: &Period, months: &[MonthRated]) -> PeriodGrade {
    let level_of = |month: &MonthRated| month.outcome.as_ref().and_then(Outcome::level);
    let count = |is: &dyn Fn(&MonthRated) -> bool| {
        u8::try_from(months.iter().filter(|month| is(month)).count()).unwrap_or(u8::MAX)
    };
    let missing: Vec<Month> = months
        .iter()
        .filter(|month| {
            month.outcome.is_none() || (level_of(month).is_some() && month.points.is_none())
        })
        .map(|month| month.month)
        .collect();
    let mut grade = PeriodGrade {
        average: None,
        level: None,
        reasons: Vec::new(),
        missing,
    };
    if !grade.missing.is_empty() {
        return grade;
    }
    let rated = count(&|month| level_of(month).is_some());
    grade.average = average(period, months, rated);
    if rated < period.fewest_months {
        let (found, asked) = (rated, period.fewest_months);
        grade
            .reasons
            .push(PeriodReason::TooFewMonths { found, asked });
        return grade;
    }
    let Some(average) = grade.average else {
        return grade;
    };
    let reached = rules.thresholds.reached(average);
    grade.reasons.push(PeriodReason::Points { reached });
    let mut level = reached;
    let mut hold = |max: Level, reason: PeriodReason| {
        if max < reached {
            level = level.min(max);
            grade.reasons.push(reason);
        }
    };
    let failed: Vec<Month> = months
        .iter()
        .filter(|month| level_of(month) == Some(Level::NotCompleted))
        .map(|month| month.month)
        .collect();
    if let Some(max) = period.not_completed_max.filter(|_| !failed.is_empty()) {
        hold(
            max,
            PeriodReason::NotCompleted {
                months: failed,
                max,
            },
        );
    }
    let on_leave = count(&|month| is_leave(month));
    if let Some(leave) = period.leave.filter(|leave| on_leave >= leave.months) {
        let (months, max) = (on_leave, leave.max);
        hold(max, PeriodReason::Leave { months, max });
    }
    let excellent = count(&|month| level_of(month) == Some(Level::Excellent));
    if let Some(asked) = period.excellent_months.filter(|asked| excellent < *asked) {
        let found = excellent;
        hold(Level::Good, PeriodReason::ExcellentMonths { found, asked });
    }
    grade.level = Some(level);
    grade
}

fn is_leave(month: &MonthRated) -> bool {
    matches!(&month.outcome, Some(Outcome::NotRated(why)) if why.kind() == NotRatedKind::LeaveOrStudy)
}

fn average(period: &Period, months: &[MonthRated], rated: u8) -> Option<Points> {
    let is_rated = |month: &&MonthRated| month.outcome.as_ref().and_then(Outcome::level).is_some();
    let sum: i64 = months
        .iter()
        .filter(is_rated)
        .filter_map(|month| month.points)
        .map(|points| i64::from(points.hundredths()))
        .sum();
    let by = match period.divide_by {
        DivideBy::RatedMonths => usize::from(rated),
        DivideBy::AllMonths => months.len(),
    };
    (rated > 0).then(|| work::rounded(&BigRational::new(BigInt::from(sum), BigInt::from(by))))
}

/// Months `NotCompleted` one after another, where there are so many as raise a flag. A month that is not
/// rated neither breaks the row nor counts in it.
#[must_use]
pub fn flagged(rules: &RuleSet, months: &[MonthRated]) -> Vec<Vec<Month>> {
    let Some(roll_up) = &rules.roll_up else {
        return Vec::new();
    };
    let mut rows: Vec<Vec<Month>> = vec![Vec::new()];
    for month in months {
        match month.outcome.as_ref().map(Outcome::level) {
            Some(Some(Level::NotCompleted)) => {
                if let Some(row) = rows.last_mut() {
                    row.push(month.month);
                }
            }
            Some(None) => {}
            Some(Some(_)) | None => rows.push(Vec::new()),
        }
    }
    rows.retain(|row| row.len() >= usize::from(roll_up.flag_in_a_row));
    rows
}

#[cfg(all(test, feature = "toml"))]
mod tests;
