//! Quarters and years at their edges, worked out by hand.

use super::{MonthRated, PeriodGrade, PeriodReason, flagged, grade_period};
use crate::{
    level::{Document, Level, NotRatedKind, Outcome},
    month::Month,
    rules::{DivideBy, Period, RuleSet, shipped},
};

fn officials() -> RuleSet {
    let mut sets = shipped().into_iter();
    sets.find(|set| set.id.as_str() == "cong-chuc-335")
        .expect("the rules of civil servants are shipped")
}

/// Months from January on; a level with its hundredths, or `None` for a month on leave.
fn months(rated: &[Option<(Level, i32)>]) -> Vec<MonthRated> {
    let first: Month = "2026-01".parse().expect("a month");
    let paper = Document::parse("QĐ 12").expect("a document");
    let months = rated.iter().zip(0..).map(|(rated, ahead)| MonthRated {
        month: first.plus_months(ahead),
        outcome: Some(match rated {
            Some((level, _)) => Outcome::Level(*level),
            None => Outcome::NotRated(NotRatedKind::LeaveOrStudy.with(paper.clone())),
        }),
        points: rated.map(|(_, hundredths)| hundredths.try_into().expect("points")),
        elsewhere: None,
    });
    months.collect()
}

fn year(rules: &RuleSet) -> Period {
    let roll_up = rules.roll_up.clone().expect("the rules roll up");
    roll_up.year.expect("a year is rated")
}

fn of_year(rated: &[Option<(Level, i32)>]) -> PeriodGrade {
    let rules = officials();
    grade_period(&rules, &year(&rules), &months(rated))
}

const GOOD: Option<(Level, i32)> = Some((Level::Good, 85_00));
const EXCELLENT: Option<(Level, i32)> = Some((Level::Excellent, 95_00));

#[test]
fn the_average_is_rounded_once_and_reaches_a_level_at_its_edge() {
    // (11 × 90.00 + 89.94) / 12 = 89.995, which is 90.00.
    let mut rated = [Some((Level::Good, 90_00)); 12];
    rated[3] = Some((Level::Good, 89_94));
    let grade = of_year(&rated);
    assert_eq!(grade.average.map(|points| points.hundredths()), Some(90_00));
    assert_eq!(grade.level, Some(Level::Excellent));
    // (11 × 90.00 + 89.93) / 12 = 89.99416…
    rated[3] = Some((Level::Good, 89_93));
    let grade = of_year(&rated);
    assert_eq!(grade.average.map(|points| points.hundredths()), Some(89_99));
    assert_eq!(grade.level, Some(Level::Good));
    assert_eq!(
        grade.reasons,
        [PeriodReason::Points {
            reached: Level::Good
        }]
    );
}

#[test]
fn one_month_not_completed_leaves_no_excellent_year() {
    let mut rated = [Some((Level::Excellent, 10_000)); 12];
    rated[6] = Some((Level::NotCompleted, 40_00));
    let grade = of_year(&rated);
    assert_eq!(grade.average.map(|points| points.hundredths()), Some(95_00));
    assert_eq!(grade.level, Some(Level::Good));
    let months = vec!["2026-07".parse().expect("a month")];
    let max = Level::Good;
    assert!(
        grade
            .reasons
            .contains(&PeriodReason::NotCompleted { months, max })
    );
}

#[test]
fn three_months_of_leave_leave_completed_and_two_do_not() {
    let mut rated = [EXCELLENT; 12];
    (rated[0], rated[1]) = (None, None);
    assert_eq!(of_year(&rated).level, Some(Level::Excellent));
    rated[2] = None;
    let grade = of_year(&rated);
    // The average is over the nine rated months.
    assert_eq!(grade.average.map(|points| points.hundredths()), Some(95_00));
    assert_eq!(grade.level, Some(Level::Completed));
    let (months, max) = (3, Level::Completed);
    assert!(grade.reasons.contains(&PeriodReason::Leave { months, max }));
}

#[test]
fn who_worked_less_than_six_months_is_not_rated_for_the_year() {
    let mut rated = [None; 12];
    rated[..5].fill(GOOD);
    let grade = of_year(&rated);
    let (found, asked) = (5, 6);
    assert_eq!(grade.level, None);
    assert_eq!(grade.reasons, [PeriodReason::TooFewMonths { found, asked }]);
    rated[5] = GOOD;
    assert_eq!(of_year(&rated).level, Some(Level::Completed));
    assert_eq!(of_year(&[]).average, None);
}

#[test]
fn a_month_that_is_not_decided_is_missing_and_gives_no_level() {
    let rules = officials();
    let mut months = months(&[GOOD; 12]);
    months[10].outcome = None;
    months[11].points = None;
    let grade = grade_period(&rules, &year(&rules), &months);
    assert_eq!((grade.average, grade.level), (None, None));
    let missing: Vec<_> = grade.missing.into_iter().map(String::from).collect();
    assert_eq!(missing, ["2026-11", "2026-12"]);
}

#[test]
fn dividing_by_all_months_and_asking_for_excellent_ones_are_data() {
    let rules = officials();
    let mut period = year(&rules);
    period.leave = None;
    period.divide_by = DivideBy::AllMonths;
    let mut rated = [EXCELLENT; 12];
    rated[0] = None;
    // 11 × 95.00 / 12 = 87.0833…
    let grade = grade_period(&rules, &period, &months(&rated));
    assert_eq!(grade.average.map(|points| points.hundredths()), Some(87_08));
    period.divide_by = DivideBy::RatedMonths;
    period.excellent_months = Some(11);
    let of = |period: &Period| grade_period(&rules, period, &months(&rated));
    assert_eq!(of(&period).level, Some(Level::Excellent));
    period.excellent_months = Some(12);
    let (found, asked) = (11, 12);
    assert_eq!(of(&period).level, Some(Level::Good));
    assert!(
        of(&period)
            .reasons
            .contains(&PeriodReason::ExcellentMonths { found, asked })
    );
}

#[test]
fn two_months_not_completed_in_a_row_raise_a_flag_over_a_month_of_leave() {
    let rules = officials();
    let bad = Some((Level::NotCompleted, 40_00));
    let rows = flagged(
        &rules,
        &months(&[bad, GOOD, bad, None, bad, bad, GOOD, bad]),
    );
    let rows: Vec<Vec<String>> = rows
        .into_iter()
        .map(|row| row.into_iter().map(String::from).collect())
        .collect();
    assert_eq!(rows, [["2026-03", "2026-05", "2026-06"]]);
    assert!(flagged(&rules, &months(&[bad, GOOD, bad])).is_empty());
}

#[test]
fn a_quarter_asks_for_two_rated_months() {
    let rules = officials();
    let quarter = rules.roll_up.clone().and_then(|roll_up| roll_up.quarter);
    let quarter = quarter.expect("a quarter is rated");
    let of = |rated: &[Option<(Level, i32)>]| grade_period(&rules, &quarter, &months(rated)).level;
    assert_eq!(of(&[GOOD, None, None]), None);
    assert_eq!(of(&[GOOD, EXCELLENT, None]), Some(Level::Excellent));
    assert_eq!(of(&[GOOD, EXCELLENT, GOOD]), Some(Level::Good));
}
