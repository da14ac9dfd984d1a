//! The whole way of a month, for a cell under an organisation and for an agency's official.

use super::month::{At, EXEMPT, GUEST, Month};
use crate::{
    book::{sheet::Stage, submission::SubmissionState, summary::summary},
    level::{Level, Outcome},
    organisation::Track,
};

#[test]
fn a_cell_goes_through_its_whole_month() {
    let month = Month::of_cell(At::Closed);
    let sum = summary(month.shown());
    assert_eq!(sum.rated[&Track::Member], 9);
    let all = (sum.planned, sum.scored, sum.voted, sum.submitted);
    // The exempt member has no tasks and scores nothing; nobody waits for it.
    assert_eq!(all, (8, 8, 9, 9));
    assert_eq!((sum.decided, sum.announced), (9, 9));
    assert_eq!((sum.levels[&Level::Good], sum.not_rated), (8, 1));
    assert!(sum.closed && sum.received);
    assert!(matches!(month.record("an").stage, Stage::Closed { .. }));
    let history: Vec<&str> = month
        .record("an")
        .history
        .iter()
        .map(|touched| touched.kind.as_str())
        .collect();
    let expected = [
        "open_month",
        "assign",
        "report_result",
        "report_result",
        "score",
        "state_facts",
        "state_facts",
        "review_result",
        "review_result",
        "propose",
        "vote",
        "submit",
        "receive",
        "decide",
        "announce",
        "close",
    ];
    assert_eq!(history, expected);
}

#[test]
fn a_guest_is_in_the_month_and_not_in_the_table() {
    let month = Month::of_cell(At::Closed);
    let submission = &month.shown().submissions[0];
    assert!(matches!(submission.state, SubmissionState::Received { .. }));
    assert!(!submission.rows.contains_key(&super::month::id(GUEST)));
    assert!(matches!(month.record(GUEST).stage, Stage::Open { .. }));
}

#[test]
fn one_who_is_exempt_is_decided_as_not_rated() {
    let month = Month::of_cell(At::Decided);
    let decision = month.record(EXEMPT).decision().expect("decided");
    assert!(matches!(decision.decided.outcome, Outcome::NotRated(_)));
}

#[test]
fn an_agencys_official_goes_through_the_whole_month() {
    let month = Month::of_agency(At::Announced);
    let lan = month.record("lan");
    assert!(matches!(lan.stage, Stage::Announced { .. }));
    let decision = lan.decision().expect("decided");
    assert_eq!(decision.decided.outcome, Outcome::Level(Level::Good));
    assert_eq!(decision.by, super::month::id("head"));
}
