//! Two write without seeing each other: different fields both win, equal values are no conflict, otherwise
//! the later is refused and told whose word stands.

use super::{
    deeds::{self, day, one},
    month::{At, Month, id},
};
use crate::{
    act::{Deed, TaskChange},
    apply::both_values,
    book::meeting::{Attendance, MeetingNotes},
    id::ActRef,
    level::{Level, NotRatedKind, Outcome},
    refusal::Refusal,
    task::{PlanChange, Review},
    trace::Conflict,
};

/// What becomes of the second of two acts whose authors both saw the month as it is at `at`.
#[track_caller]
fn second_of(
    at: At,
    first: (&str, &dyn Fn(&Month) -> Deed),
    second: (&str, &dyn Fn(&Month) -> Deed),
) -> (Month, Result<(), Refusal>) {
    let mut month = Month::of_cell(at);
    let (one, other) = (month.act(first.1), month.act(second.1));
    month.sends(first.0, one).expect("the first is done");
    let before = month.play.books.clone();
    let found = month.sends(second.0, other).map(drop);
    if found.is_err() {
        assert_eq!(month.play.books, before, "a refused act left something");
    }
    (month, found)
}

fn conflict(group: &str, field: &str, by: &str, number: u64) -> Result<(), Refusal> {
    Err(Refusal::Conflict(Conflict {
        group: group.to_owned(),
        field: field.to_owned(),
        theirs: ActRef {
            series: by.parse().expect("an id"),
            number,
        },
    }))
}

#[test]
fn what_stands_and_what_was_meant_are_told_of_the_one_field() {
    let mut month = Month::of_cell(At::Planned);
    let first = month.act(deeds::scored("an", "ethics", "8"));
    let other = month.act(deeds::scored("an", "ethics", "7"));
    month.sends("com", first).expect("the first is done");
    let Err(Refusal::Conflict(conflict)) = month.sends("dep", other.clone()) else {
        panic!("both wrote one field");
    };
    let (standing, own) = both_values(month.shown(), &other, &conflict).expect("they are known");
    let points = |text| serde_json::json!({ "criteria": { "ethics": deeds::points(text) } });
    assert_eq!((standing, own), (points("8"), points("7")));
}

#[test]
fn different_criteria_of_one_score_both_win() {
    let (month, second) = second_of(
        At::Planned,
        ("com", &deeds::scored("an", "ethics", "8")),
        ("dep", &deeds::scored("an", "discipline", "7")),
    );
    assert_eq!(second, Ok(()));
    let score = month.record("an").stage.score().expect("a score");
    let given = ["ethics", "discipline"].map(|id| score.criteria[id]);
    assert_eq!(given, [deeds::points("8"), deeds::points("7")]);
}

#[test]
fn the_same_criterion_is_refused_unless_the_value_is_the_same() {
    let (_, second) = second_of(
        At::Planned,
        ("com", &deeds::scored("an", "ethics", "8")),
        ("dep", &deeds::scored("an", "ethics", "7")),
    );
    assert_eq!(second, conflict("score/an", "criteria/ethics", "com", 1));
    let (_, second) = second_of(
        At::Planned,
        ("com", &deeds::scored("an", "ethics", "8")),
        ("dep", &deeds::scored("an", "ethics", "8")),
    );
    assert_eq!(second, Ok(()));
}

#[test]
fn r27_who_has_seen_the_other_may_insist() {
    let (mut month, second) = second_of(
        At::Planned,
        ("com", &deeds::scored("an", "ethics", "8")),
        ("dep", &deeds::scored("an", "ethics", "7")),
    );
    assert!(second.is_err());
    month.must("dep", deeds::scored("an", "ethics", "7"));
    let score = month.record("an").stage.score().expect("a score");
    assert_eq!(score.criteria["ethics"], deeds::points("7"));
}

#[test]
fn an_act_sees_each_field_as_it_was_and_not_the_whole() {
    // The one who corrects ethics has seen the first score, and not the later word on discipline.
    let mut month = Month::of_cell(At::Planned);
    month.must("com", deeds::scored("an", "ethics", "8"));
    month.must("com", deeds::scored("an", "discipline", "8"));
    let ethics = month.act(deeds::scored("an", "ethics", "9"));
    let discipline = month.act(deeds::scored("an", "discipline", "9"));
    month.must("sec", deeds::scored("an", "discipline", "5"));
    assert!(month.sends("dep", ethics).is_ok());
    let late = month.sends("dep", discipline).map(drop);
    assert_eq!(late, conflict("score/an", "criteria/discipline", "sec", 2));
}

#[test]
fn what_is_found_of_a_result_is_compared_field_by_field() {
    let faults = |n| {
        let reason = Some("Thiếu chữ ký".to_owned());
        let review = Review {
            faults: Some(n),
            reason,
            ..Review::default()
        };
        deeds::reviewed(review, "an", 0)
    };
    let above = deeds::reviewed(
        Review {
            above: Some("Xong trước hạn mười ngày".to_owned()),
            ..Review::default()
        },
        "an",
        0,
    );
    let (_, second) = second_of(At::Reported, ("sec", &faults(1)), ("dep", &above));
    assert_eq!(second, Ok(()));
    let (month, second) = second_of(At::Reported, ("sec", &faults(1)), ("dep", &faults(2)));
    let group = format!("review/{}", deeds::task(&month, "an", 0));
    // The secretary's second act of the month: the plan was the first, and two results of their own.
    assert_eq!(second, conflict(&group, "faults", "sec", 4));
}

#[test]
fn changes_of_a_task_are_compared_field_by_field() {
    let change = |change: PlanChange| {
        move |month: &Month| Deed::ChangeTask {
            task: deeds::task(month, "an", 0),
            people: one(
                "an",
                TaskChange {
                    plan: change.clone(),
                    reason: "Hộ dân xin lùi".to_owned(),
                },
            ),
        }
    };
    let due = |on: &str| {
        change(PlanChange {
            due: Some(day(on)),
            ..PlanChange::default()
        })
    };
    let weight = change(PlanChange {
        weight: Some(3),
        ..PlanChange::default()
    });
    let (month, second) = second_of(At::Planned, ("sec", &due("2026-10-28")), ("dep", &weight));
    assert_eq!(second, Ok(()));
    let task = &month.record("an").tasks[&deeds::task(&month, "an", 0)];
    assert_eq!((task.plan.due, task.plan.weight), (day("2026-10-28"), 3));
    assert_eq!(task.changes.len(), 2);
    let (month, second) = second_of(
        At::Planned,
        ("sec", &due("2026-10-28")),
        ("dep", &due("2026-10-30")),
    );
    let group = format!("plan/{}", deeds::task(&month, "an", 0));
    assert_eq!(second, conflict(&group, "due", "sec", 2));
}

#[test]
fn two_keep_the_list_of_those_present_at_once() {
    let attend = |person: &'static str, how| {
        move |_: &Month| Deed::Attend {
            people: one(person, how),
        }
    };
    let present = attend("an", Attendance::Present);
    let (month, second) = second_of(
        At::Proposed,
        ("sec", &present),
        ("dep", &attend("binh", Attendance::Ill)),
    );
    assert_eq!(second, Ok(()));
    assert_eq!(month.shown().meeting.attendance.len(), 2);
    let (_, second) = second_of(
        At::Proposed,
        ("sec", &present),
        ("dep", &attend("an", Attendance::Ill)),
    );
    assert!(
        matches!(second, Err(Refusal::Conflict(conflict)) if conflict.group == "attendance/an")
    );
}

#[test]
fn two_write_notes_of_the_meeting_at_once() {
    let notes = |notes: MeetingNotes| {
        move |_: &Month| Deed::Convene {
            notes: notes.clone(),
        }
    };
    let place = notes(MeetingNotes {
        place: Some("Nhà văn hóa thôn".to_owned()),
        ..MeetingNotes::default()
    });
    let chair = |who: &str| {
        notes(MeetingNotes {
            chair: Some(id(who)),
            ..MeetingNotes::default()
        })
    };
    let (_, second) = second_of(At::Proposed, ("sec", &place), ("dep", &chair("dep")));
    assert_eq!(second, Ok(()));
    let (_, second) = second_of(At::Proposed, ("sec", &chair("sec")), ("dep", &chair("dep")));
    assert!(matches!(second, Err(Refusal::Conflict(conflict)) if conflict.field == "chair"));
}

#[test]
fn votes_and_decisions_are_never_merged() {
    let vote = |remarks: &'static str| {
        deeds::voted("an", move |_, vote| vote.remarks = remarks.to_owned())
    };
    let (_, second) = second_of(At::Convened, ("sec", &vote("")), ("dep", &vote("Tích cực")));
    // The same level by another hand, with other words: still one of two votes.
    assert!(matches!(second, Err(Refusal::Conflict(_))), "{second:?}");
    let (_, second) = second_of(
        At::Concluded,
        ("chair", &deeds::decide()),
        ("second", &deeds::decide()),
    );
    let person = id("an");
    assert_eq!(second, Err(Refusal::AlreadyDecided { person }));
}

#[test]
fn what_is_replaced_together_is_one_field() {
    // Neither outcome has a field of the other; one of them would be lost.
    let level = deeds::proposed("an", Some(Outcome::Level(Level::Good)), "");
    let away = deeds::not_rated(NotRatedKind::LeaveOrStudy);
    let away = deeds::proposed("an", Some(away), "");
    let (_, second) = second_of(At::Scored, ("sec", &level), ("com", &away));
    assert!(matches!(second, Err(Refusal::Conflict(conflict)) if conflict.field == "outcome"));
    // The second has no paper, and would take the first one's away.
    let holds = deeds::fact("an", "open_shortcoming", deeds::holds("Kết luận 7-KL/ĐU"));
    let bare = deeds::fact("an", "open_shortcoming", deeds::holds(""));
    let (month, second) = second_of(At::Scored, ("sec", &holds), ("com", &bare));
    assert!(
        matches!(second, Err(Refusal::Conflict(conflict)) if conflict.field == "open_shortcoming")
    );
    let fact = &month.record("an").facts["open_shortcoming"];
    assert_eq!(fact.document, "Kết luận 7-KL/ĐU");
    // Two facts are two elements.
    let degradation = deeds::fact("an", "degradation", deeds::no());
    let discipline = deeds::fact("an", "disciplined", deeds::no());
    let (_, second) = second_of(
        At::Scored,
        ("inspector", &degradation),
        ("office", &discipline),
    );
    assert_eq!(second, Ok(()));
    // A result is one word: quantity, day and note.
    let noted = |month: &Month| {
        let mut deed = deeds::report("an", 0, "10")(month);
        if let Deed::ReportResult { people, .. } = &mut deed {
            for report in people.values_mut() {
                report.note = "Có biên bản nghiệm thu".to_owned();
            }
        }
        deed
    };
    let bare = deeds::report("an", 0, "10");
    let (_, second) = second_of(At::Planned, ("com", &noted), ("dep", &bare));
    assert!(matches!(second, Err(Refusal::Conflict(_))));
}

#[test]
fn of_two_reports_of_one_unit_the_first_stands() {
    let (_, second) = second_of(
        At::Sealed,
        ("sec", &deeds::submit()),
        ("dep", &deeds::submit()),
    );
    assert_eq!(second, Err(Refusal::Submitted));
}
