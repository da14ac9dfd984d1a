//! The table on its way up: minutes, report, withdrawal, receipt, return.

use super::{
    by, check, check_in, deeds,
    month::{At, EXEMPT, Month, enrolled, id},
};
use crate::{act::Deed, book::submission::SubmissionState, refusal::Refusal, route::StepKind};

#[test]
fn a_report_is_withdrawn_until_it_is_received() {
    let month = check(
        At::Submitted,
        [
            by("sec", deeds::withdraw()),
            by("sec", deeds::submit()),
            by("office", deeds::receive()),
        ],
        Ok(()),
    );
    assert!(matches!(
        month.shown().submissions[0].state,
        SubmissionState::Withdrawn { .. }
    ));
    check_in(
        month,
        [by("sec", deeds::withdraw())],
        Err(Refusal::AlreadyReceived),
    );
}

#[test]
fn only_the_office_above_receives_and_returns() {
    for who in ["sec", "an", "chair", "inspector", "other-office", "admin"] {
        check(
            At::Submitted,
            [by(who, deeds::receive())],
            Err(Refusal::NotYours),
        );
        check(
            At::Received,
            [by(who, deeds::send_back(StepKind::Vote))],
            Err(Refusal::NotYours),
        );
    }
}

#[test]
fn what_was_withdrawn_or_returned_can_be_changed_and_sent_again() {
    check(
        At::Submitted,
        [
            by("sec", deeds::withdraw()),
            by("dep", unseal()),
            by("sec", deeds::vote("an")),
            by("sec", deeds::seal()),
            by("dep", deeds::submit()),
        ],
        Ok(()),
    );
    let mut again = vec![by("office", deeds::send_back(StepKind::Vote))];
    let month = Month::of_cell(At::Received);
    for person in month.people.clone() {
        again.push(by(month.judge_of(person), deeds::vote(person)));
    }
    again.extend([
        by("sec", deeds::seal()),
        by("sec", deeds::submit()),
        by("office", deeds::receive()),
        by("office", deeds::conclude()),
        by("chair", deeds::decide()),
    ]);
    check_in(month, again, Ok(()));
}

#[test]
fn a_report_goes_back_to_a_step_before_it_and_to_no_other() {
    for to in [
        StepKind::Compile,
        StepKind::Decide,
        StepKind::Announce,
        StepKind::Opine,
    ] {
        let first = id("an");
        let why = Refusal::NotOnRoute { person: first };
        check(At::Received, [by("office", deeds::send_back(to))], Err(why));
    }
    for to in [StepKind::Score, StepKind::Propose, StepKind::Submit] {
        check(At::Received, [by("office", deeds::send_back(to))], Ok(()));
    }
}

#[test]
fn a_return_touches_those_of_the_report_alone() {
    let month = check(
        At::Received,
        [by("office", deeds::send_back(StepKind::Vote))],
        Ok(()),
    );
    let kinds = |person: &str| -> Vec<_> {
        let history = &month.record(person).history;
        history.iter().map(|touched| touched.kind.clone()).collect()
    };
    assert!(kinds("an").contains(&"return".to_owned()));
    assert!(!kinds(super::month::GUEST).contains(&"return".to_owned()));
}

#[test]
fn after_the_decision_nothing_is_returned() {
    let first = id("an");
    check(
        At::Decided,
        [by("office", deeds::send_back(StepKind::Vote))],
        Err(Refusal::AlreadyDecided { person: first }),
    );
}

#[test]
fn a_report_says_what_the_minutes_say() {
    // The minutes are closed, then a result is found to be otherwise.
    let found = || {
        let half = crate::task::Review {
            done: crate::points::Quantity::parse("9").ok(),
            ..crate::task::Review::default()
        };
        deeds::reviewed(half, "an", 0)
    };
    let people = vec![id("an")];
    check(
        At::Sealed,
        [by("sec", found()), by("sec", deeds::submit())],
        Err(Refusal::Unready { people }),
    );
    let people = vec![id("an")];
    let more = || deeds::scored("an", "study", "9");
    check(
        At::Sealed,
        [by("an", more()), by("sec", deeds::submit())],
        Err(Refusal::RowsDiffer { people }),
    );
    check(
        At::Sealed,
        [
            by("an", more()),
            by("sec", unseal()),
            by("sec", deeds::seal()),
            by("sec", deeds::submit()),
        ],
        Ok(()),
    );
}

#[test]
fn a_level_that_no_longer_is_what_the_rules_say_needs_a_reason_before_it_goes_up() {
    // The meeting agreed; then the inspector says that a discipline holds.
    let disciplined = || deeds::fact("an", "disciplined", deeds::holds("5-QĐ/UBKT"));
    let people = vec![id("an")];
    check(
        At::Voted,
        [by("inspector", disciplined()), by("sec", deeds::seal())],
        Err(Refusal::Unready { people }),
    );
    let again = |month: &Month, vote: &mut crate::book::meeting::RowVote| {
        vote.outcome = crate::level::Outcome::Level(crate::level::Level::Good);
        vote.reason = "Đã tự phát hiện và khắc phục".to_owned();
        assert_eq!(vote.chair, id(month.leader()));
    };
    check(
        At::Voted,
        [
            by("inspector", disciplined()),
            by("sec", deeds::voted("an", again)),
            by("sec", deeds::seal()),
            by("sec", deeds::submit()),
        ],
        Ok(()),
    );
}

#[test]
fn nobody_joins_or_leaves_a_table_that_has_gone_up() {
    let join = |_: &Month| Deed::Join {
        people: deeds::one("new", enrolled("new", "dang-vien-chi-bo-thon")),
        day: deeds::day("2026-10-20"),
        document: "Giấy giới thiệu số 7".to_owned(),
    };
    let leave = |_: &Month| Deed::Leave {
        people: deeds::one(
            "an",
            crate::act::Leaving {
                day: deeds::day("2026-10-20"),
                document: "Giấy giới thiệu số 8".to_owned(),
            },
        ),
    };
    check(At::Submitted, [by("sec", join)], Err(Refusal::Submitted));
    check(At::Decided, [by("sec", join)], Err(Refusal::Submitted));
    check(At::Submitted, [by("sec", leave)], Err(Refusal::Submitted));
    check(At::Scored, [by("sec", leave)], Ok(()));
    let people = vec![id("new")];
    check(
        At::Voted,
        [by("sec", join), by("sec", deeds::seal())],
        Err(Refusal::Unready { people }),
    );
}

#[test]
fn an_agency_closes_its_minutes_too() {
    let month = check_in(
        Month::of_agency(At::Voted),
        [by("head", deeds::seal_alone())],
        Ok(()),
    );
    assert!(month.shown().meeting.minutes.is_some());
    assert!(crate::book::summary::summary(month.shown()).met.is_some());
    let mut month = Month::of_agency(At::Convened);
    month.must("head", deeds::vote("lan"));
    let people = ["head", "mai", "nga", "vice"].map(id).to_vec();
    check_in(
        month,
        [by("head", deeds::seal_alone())],
        Err(Refusal::Unready { people }),
    );
}

#[test]
fn a_report_that_was_received_stands_once() {
    check(
        At::Received,
        [by("office", deeds::receive())],
        Err(Refusal::AlreadyReceived),
    );
    check(
        At::Received,
        [by("sec", deeds::submit())],
        Err(Refusal::Submitted),
    );
    check(
        At::Submitted,
        [by("office", deeds::send_back(StepKind::Vote))],
        Err(Refusal::NotReceived),
    );
    let old = |month: &Month| {
        let mut deed = deeds::receive()(month);
        if let Deed::Receive { submission, .. } = &mut deed {
            submission.number += 1;
        }
        deed
    };
    check(
        At::Submitted,
        [by("office", old)],
        Err(Refusal::NotTheSubmission),
    );
}

#[test]
fn the_office_receives_the_rows_that_it_saw() {
    let other = |month: &Month| {
        let mut deed = deeds::receive()(month);
        if let Deed::Receive { people, .. } = &mut deed {
            people.insert(id(EXEMPT), "another".to_owned());
        }
        deed
    };
    let people = vec![id(EXEMPT)];
    check(
        At::Submitted,
        [by("office", other)],
        Err(Refusal::RowsDiffer { people }),
    );
}

fn unseal() -> impl Fn(&Month) -> Deed {
    |_| Deed::UnsealMinutes {
        reason: "Sửa kết quả".to_owned(),
    }
}
