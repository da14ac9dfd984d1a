//! Tasks: given, changed, reported, found.

use super::{
    by, check, check_in, deeds,
    month::{At, Month, id},
};
use crate::{
    act::{Because, Deed, HandOver, Reminded, TaskChange},
    book::reminder::REMINDERS_MAX,
    points::Quantity,
    refusal::Refusal,
    task::{Carried, PlanChange, Review},
};

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
    let facts = crate::book::grading::facts_of(rules, month.shown(), record, None);
    assert_eq!(facts.tasks.iter().map(|task| task.delays).sum::<u8>(), 1);
    assert_eq!(
        month
            .shown()
            .owner(&deeds::task(&month, "an", 0))
            .map(|(who, _)| who),
        Some(&id("an"))
    );
}

#[test]
fn a_reason_is_no_longer_than_any_text() {
    let change = |letters: usize| {
        move |month: &Month| Deed::ChangeTask {
            task: deeds::task(month, "an", 0),
            people: deeds::one(
                "an",
                TaskChange {
                    plan: PlanChange {
                        weight: Some(2),
                        ..PlanChange::default()
                    },
                    reason: "ệ".repeat(letters),
                },
            ),
        }
    };
    check(At::Planned, [by("sec", change(4000))], Ok(()));
    check(
        At::Planned,
        [by("sec", change(4001))],
        Err(Refusal::TextTooLong),
    );
}

#[test]
fn a_task_goes_to_another_with_all_that_is_known_of_it() {
    let over = |from: &'static str, to: &'static str| {
        move |month: &Month| Deed::HandOverTask {
            task: deeds::task(month, from, 0),
            people: deeds::one(
                from,
                HandOver {
                    to: id(to),
                    reason: "Đi công tác".to_owned(),
                },
            ),
        }
    };
    let before = Month::of_cell(At::Reported);
    let task = deeds::task(&before, "an", 0);
    let month = check_in(before, [by("sec", over("an", "binh"))], Ok(()));
    assert_eq!(month.record("an").live_tasks().count(), 1);
    assert_eq!(month.record("binh").live_tasks().count(), 3);
    assert!(month.record("binh").tasks[&task].report.is_some());
    assert_eq!(
        month.shown().owner(&task).map(|(owner, _)| owner),
        Some(&id("binh"))
    );
    let back = move |month: &Month| {
        let mut deed = over("binh", "an")(month);
        if let Deed::HandOverTask { task, .. } = &mut deed {
            *task = month
                .record("an")
                .tasks
                .keys()
                .next()
                .expect("a task")
                .clone();
        }
        deed
    };
    let month = check_in(month, [by("sec", back)], Ok(()));
    assert_eq!(
        month.shown().owner(&task).map(|(owner, _)| owner),
        Some(&id("an"))
    );
}

#[test]
fn an_unfinished_task_goes_on_next_month_with_its_history() {
    let carried = Carried {
        month: "2026-09".parse().expect("a month"),
        task: "sec.1.0".parse().expect("an id"),
        done: deeds::quantity("4"),
    };
    let mut plan = deeds::a_plan("Vận động hộ hiến đất");
    plan.quantity = deeds::quantity("6");
    plan.carried = Some(carried.clone());
    let month = check(
        At::Opened,
        [
            by("sec", deeds::assign("an", vec![plan])),
            by("an", deeds::report("an", 0, "6")),
        ],
        Ok(()),
    );
    let task = deeds::task(&month, "an", 0);
    let task = &month.record("an").tasks[&task];
    assert_eq!(task.plan.carried, Some(carried));
    // What was done before is told and not counted again.
    assert_eq!(task.done(), Some(deeds::quantity("6")));
}

#[test]
fn a_sheet_takes_two_hundred_tasks_and_no_more() {
    let many = |count| deeds::assign("an", vec![deeds::a_plan("Thu quỹ đường"); count]);
    let full = check(At::Opened, [by("sec", many(200))], Ok(()));
    let person = id("an");
    check_in(
        full,
        [by("sec", many(1))],
        Err(Refusal::TooManyTasks {
            person: person.clone(),
        }),
    );
    check(
        At::Opened,
        [by("sec", many(201))],
        Err(Refusal::TooManyTasks { person }),
    );
}

#[test]
fn a_task_that_was_taken_back_counts_no_more() {
    let cancel = |month: &Month| Deed::CancelTask {
        task: deeds::task(month, "an", 0),
        people: deeds::one(
            "an",
            Because {
                reason: "Xã dừng dự án".to_owned(),
            },
        ),
    };
    let month = check(At::Planned, [by("sec", cancel)], Ok(()));
    assert_eq!(month.record("an").live_tasks().count(), 1);
    assert_eq!(month.record("an").tasks.len(), 2);
}

fn remind(unit: &'static str, text: &'static str) -> impl Fn(&Month) -> Deed {
    move |_| Deed::Remind {
        day: deeds::day("2026-11-02"),
        unit: unit.to_owned(),
        people: deeds::one(
            "an",
            Reminded {
                text: text.to_owned(),
            },
        ),
    }
}

#[test]
fn one_tap_reminds_a_person_or_a_unit_and_says_of_what() {
    let words = "Báo kết quả trước buổi họp";
    let unit = "Chi bộ chưa họp";
    let month = check(
        At::Planned,
        [
            by("sec", remind("", words)),
            by("office", remind(unit, words)),
        ],
        Ok(()),
    );
    let reminders = &month.record("an").reminders;
    let by_whom: Vec<&str> = reminders.iter().map(|one| one.by.as_str()).collect();
    assert_eq!(by_whom, ["sec", "office"]);
    assert_eq!(month.shown().reminders[0].text, unit);
    check(
        At::Planned,
        [by("sec", remind("", " "))],
        Err(Refusal::ReasonMissing),
    );
    check(
        At::Planned,
        [by("an", remind("", words))],
        Err(Refusal::NotYours),
    );
    let many = (0..20).map(|_| by("sec", remind(unit, words)));
    let month = check(At::Planned, many, Ok(()));
    assert_eq!(month.shown().reminders.len(), REMINDERS_MAX);
}
