use std::collections::BTreeMap;

use super::*;
use crate::{
    organisation::Track,
    rules::{RuleBook, shipped},
};

const CELL: &str = "dang-vien-chi-bo-thon";
const AGENCY: &str = "cong-chuc-335";

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn rules() -> RuleBook {
    shipped().into_iter().collect()
}

/// Ten members of a village cell in November 2026, and nothing done.
fn cell() -> Summary {
    Summary {
        rated: BTreeMap::from([(Track::Member, 10)]),
        rules: BTreeMap::from([(CELL.parse().expect("an id"), 1)]),
        ..Summary::default()
    }
}

fn met(on: &str) -> Summary {
    Summary {
        planned: 10,
        scored: 8,
        voted: 10,
        met: Some(day(on)),
        ..cell()
    }
}

fn submitted(arrived: &str) -> Summary {
    Summary {
        submitted: 10,
        arrived: Some(day(arrived)),
        ..met("2026-12-03")
    }
}

fn decided() -> Summary {
    Summary {
        received: true,
        decided: 10,
        decided_on: Some(day("2026-12-10")),
        decided_arrived: Some(day("2026-12-11")),
        ..submitted("2026-12-04")
    }
}

fn announced() -> Summary {
    Summary {
        announced: 10,
        announced_on: Some(day("2026-12-12")),
        announced_arrived: Some(day("2026-12-12")),
        ..decided()
    }
}

fn on(summary: &Summary, today: &str) -> Vec<Due> {
    of_summary(
        &rules(),
        "2026-11".parse().expect("a month"),
        summary,
        day(today),
    )
}

fn state(dues: &[Due], milestone: Milestone) -> DueState {
    dues.iter()
        .find(|due| due.milestone == milestone)
        .map(|due| due.state)
        .expect("the milestone is on this route")
}

#[test]
fn a_plan_is_late_after_its_day_and_the_self_score_waits_beside_it() {
    let dues = on(&cell(), "2026-11-08");
    assert_eq!(state(&dues, Milestone::Planned), DueState::Late { days: 3 });
    assert_eq!(state(&dues, Milestone::Scored), DueState::Now);
    assert_eq!(state(&dues, Milestone::Met), DueState::Later);
    let first = first_open(&dues).expect("something is due");
    assert_eq!(
        (first.milestone, first.at),
        (Milestone::Planned, Place::Unit)
    );
}

#[test]
fn nobody_waits_for_tasks_and_self_score_of_an_exempt_member() {
    let cell = Summary {
        exempt: 2,
        planned: 8,
        scored: 8,
        ..cell()
    };
    let dues = on(&cell, "2026-11-28");
    assert!(matches!(
        state(&dues, Milestone::Planned),
        DueState::Done { .. }
    ));
    assert!(matches!(
        state(&dues, Milestone::Scored),
        DueState::Done { .. }
    ));
    assert_eq!(state(&dues, Milestone::Met), DueState::Now);
}

#[test]
fn the_last_day_itself_is_in_time() {
    let dues = on(&cell(), "2026-11-05");
    assert_eq!(state(&dues, Milestone::Planned), DueState::Now);
}

#[test]
fn the_meeting_is_due_when_the_results_are() {
    let dues = on(&cell(), "2026-11-26");
    assert_eq!(state(&dues, Milestone::Met), DueState::Now);
    assert_eq!(state(&dues, Milestone::Scored), DueState::Late { days: 1 });
}

#[test]
fn a_report_owed_is_the_meetings_to_answer_for_until_it_was_held() {
    let unmet = on(&cell(), "2026-12-08");
    assert_eq!(state(&unmet, Milestone::Met), DueState::Late { days: 3 });
    assert_eq!(state(&unmet, Milestone::Submitted), DueState::Later);
    assert_eq!(state(&unmet, Milestone::Decided), DueState::Later);
    let held = on(&met("2026-12-03"), "2026-12-08");
    assert_eq!(
        state(&held, Milestone::Submitted),
        DueState::Late { days: 3 }
    );
}

#[test]
fn nobody_waits_for_a_self_score_after_the_meeting() {
    let dues = on(&met("2026-12-03"), "2026-12-04");
    assert_eq!(
        state(&dues, Milestone::Planned),
        DueState::Done {
            on: None,
            days_late: 0
        }
    );
    assert_eq!(state(&dues, Milestone::Scored), DueState::PassedOver);
    assert_eq!(
        first_open(&dues).map(|due| due.milestone),
        Some(Milestone::Submitted)
    );
}

#[test]
fn a_meeting_is_late_by_its_own_day_and_a_report_by_its_arrival() {
    let sum = Summary {
        met: Some(day("2026-12-04")),
        ..submitted("2026-12-09")
    };
    let dues = on(&sum, "2026-12-09");
    assert_eq!(
        state(&dues, Milestone::Met),
        DueState::Done {
            on: Some(day("2026-12-04")),
            days_late: 0
        }
    );
    assert_eq!(
        state(&dues, Milestone::Submitted),
        DueState::Done {
            on: Some(day("2026-12-09")),
            days_late: 4
        }
    );
    assert_eq!(state(&dues, Milestone::Received), DueState::Now);
}

#[test]
fn a_decision_dated_in_time_that_arrived_later_is_late() {
    let dues = on(&decided(), "2026-12-11");
    assert_eq!(
        state(&dues, Milestone::Decided),
        DueState::Done {
            on: Some(day("2026-12-10")),
            days_late: 1
        }
    );
    assert_eq!(state(&dues, Milestone::Announced), DueState::Now);
}

#[test]
fn a_decision_that_waits_for_one_row_is_not_done() {
    let sum = Summary {
        decided: 9,
        ..decided()
    };
    let dues = on(&sum, "2026-12-11");
    assert_eq!(state(&dues, Milestone::Decided), DueState::Late { days: 1 });
    assert_eq!(state(&dues, Milestone::Announced), DueState::Later);
}

#[test]
fn a_month_can_be_closed_when_the_days_for_appeals_are_over() {
    let before = on(&announced(), "2026-12-19");
    assert_eq!(state(&before, Milestone::Closed), DueState::Later);
    assert_eq!(first_open(&before), None);
    let after = on(&announced(), "2026-12-20");
    assert_eq!(state(&after, Milestone::Closed), DueState::Now);
    let closed = Summary {
        closed: true,
        ..announced()
    };
    assert_eq!(
        state(&on(&closed, "2027-03-01"), Milestone::Closed),
        DueState::Done {
            on: None,
            days_late: 0
        }
    );
}

#[test]
fn an_appeal_stands_before_the_end_of_the_month() {
    let sum = Summary {
        appeals: 1,
        appealed: Some(day("2026-12-14")),
        ..announced()
    };
    let dues = on(&sum, "2026-12-22");
    assert_eq!(state(&dues, Milestone::Answered), DueState::Now);
    assert_eq!(state(&dues, Milestone::Closed), DueState::Later);
    // Ten working days after Monday 14 December end on Monday 28 December.
    assert_eq!(
        state(&on(&sum, "2026-12-30"), Milestone::Answered),
        DueState::Late { days: 2 }
    );
}

#[test]
fn an_agency_reports_to_nobody() {
    let sum = Summary {
        rated: BTreeMap::from([(Track::Official, 4)]),
        rules: BTreeMap::from([(AGENCY.parse().expect("an id"), 1)]),
        ..Summary::default()
    };
    let milestones: Vec<Milestone> = on(&sum, "2026-12-01")
        .iter()
        .map(|due| due.milestone)
        .collect();
    assert_eq!(
        milestones,
        [
            Milestone::Planned,
            Milestone::Scored,
            Milestone::Met,
            Milestone::Decided,
            Milestone::Announced,
            Milestone::Closed,
        ]
    );
}

#[test]
fn the_most_overdue_is_named() {
    let dues = on(&cell(), "2026-11-28");
    let latest = latest(&dues).expect("something is late");
    assert_eq!(
        (latest.milestone, latest.days_late()),
        (Milestone::Planned, 23)
    );
}

#[test]
fn where_nobody_is_rated_nothing_is_due() {
    assert_eq!(on(&Summary::default(), "2026-12-31"), []);
    let unknown = Summary {
        rules: BTreeMap::new(),
        ..cell()
    };
    assert_eq!(on(&unknown, "2026-12-31"), []);
}
