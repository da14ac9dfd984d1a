//! Tasks: given, changed, reported, found.

use super::{
    by, check, deeds,
    month::{At, id},
};
use crate::{points::Quantity, refusal::Refusal, task::Review};

fn found(change: impl Fn(&mut Review)) -> Review {
    let mut review = Review::default();
    change(&mut review);
    review
}

#[test]
fn a_fault_or_another_delay_than_the_days_say_needs_a_reason() {
    let fault = found(|review| review.faults = Some(1));
    let late = found(|review| review.delays = Some(1));
    for review in [&fault, &late] {
        let bare = deeds::reviewed(review.clone(), "an", 0);
        check(At::Reported, [by("sec", bare)], Err(Refusal::ReasonMissing));
        let with_reason = Review {
            reason: Some("Trưởng thôn không xác nhận".to_owned()),
            ..review.clone()
        };
        let said = deeds::reviewed(with_reason, "an", 0);
        check(At::Reported, [by("sec", said)], Ok(()));
    }
}

#[test]
fn a_delay_that_follows_from_what_is_found_done_needs_no_reason() {
    let half = found(|review| {
        review.done = Quantity::parse("5").ok();
        review.delays = Some(1);
    });
    let month = check(
        At::Reported,
        [by("sec", deeds::reviewed(half, "an", 0))],
        Ok(()),
    );
    let task = &month.record("an").tasks[&deeds::task(&month, "an", 0)];
    assert_eq!(task.delays(month.book.month.last_day()), 1);
}

#[test]
fn what_is_not_done_when_its_day_has_passed_is_late_in_the_table() {
    let month = check(
        At::Planned,
        [by("an", deeds::report_on("an", 0, "5", "2026-10-20"))],
        Ok(()),
    );
    let record = month.record("an");
    let rules = month.play.rules.of(&record.enrolled).expect("shipped");
    let facts = crate::book::grading::facts_of(rules, month.book.month, record, None);
    assert_eq!(facts.tasks.iter().map(|task| task.delays).sum::<u8>(), 1);
    assert_eq!(
        month
            .shown()
            .owner(&deeds::task(&month, "an", 0))
            .map(|(who, _)| who),
        Some(&id("an"))
    );
}
