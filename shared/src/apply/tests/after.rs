//! After the decision: told, objected to, answered, closed, corrected.

use super::{
    by, check, check_in, deeds,
    month::{At, Month, id},
};
use crate::{
    act::{Corrected, Dated, Deed},
    book::{
        action::{ActionKind, ActionTaken},
        sheet::{AppealAnswer, Comment, CommentKind},
    },
    id::ActRef,
    level::{Level, Outcome},
    month::Day,
    refusal::Refusal,
};

fn appeal(person: &'static str) -> impl Fn(&Month) -> Deed {
    move |_| Deed::Appeal {
        people: deeds::one(
            person,
            Dated {
                day: deeds::day("2026-11-12"),
                text: "Đề nghị xem lại kết quả vận động hiến đất".to_owned(),
            },
        ),
    }
}

fn answer(person: &'static str, text: &'static str) -> impl Fn(&Month) -> Deed {
    move |month| {
        let appeal = month.record(person).stage.appeals().last();
        let made_up = ActRef {
            series: "nobody".parse().expect("an id"),
            number: 1,
        };
        Deed::AnswerAppeal {
            appeal: appeal.map_or(made_up, |appeal| appeal.act.clone()),
            people: deeds::one(
                person,
                AppealAnswer {
                    is_upheld: true,
                    text: text.to_owned(),
                    day: deeds::day("2026-11-14"),
                },
            ),
        }
    }
}

fn correct(
    person: &'static str,
    document: &'static str,
    reason: &'static str,
) -> impl Fn(&Month) -> Deed {
    move |_| Deed::Correct {
        people: deeds::one(
            person,
            Corrected {
                outcome: Outcome::Level(Level::Excellent),
                reason: reason.to_owned(),
                document: document.to_owned(),
                day: deeds::day("2026-12-01"),
            },
        ),
    }
}

fn comment(person: &'static str, kind: CommentKind) -> impl Fn(&Month) -> Deed {
    move |_| Deed::Comment {
        people: deeds::one(
            person,
            Comment {
                kind,
                text: "Bảo lưu ý kiến".to_owned(),
                day: deeds::day("2026-11-12"),
                is_late: false,
                by: None,
            },
        ),
    }
}

/// Announced on the third of November, five days to object; then it is another day.
fn announced_and_then(day: &str) -> Month {
    let mut month = Month::of_cell(At::Announced);
    month.play.today = deeds::day(day);
    month
}

#[test]
fn an_appeal_waits_for_its_answer_before_the_month_ends() {
    let an = || id("an");
    let month = check(
        At::Announced,
        [by("an", appeal("an")), by("office", deeds::close())],
        Err(Refusal::AppealUnanswered { person: an() }),
    );
    check_in(
        month.clone(),
        [by("chair", answer("an", " "))],
        Err(Refusal::ReasonMissing),
    );
    let answered = check_in(
        month,
        [
            by("chair", answer("an", "Công văn 9-CV/ĐU: chấp nhận")),
            by("office", deeds::close()),
        ],
        Ok(()),
    );
    let appeal = &answered.record("an").stage.appeals()[0];
    assert!(
        appeal
            .answer
            .as_ref()
            .is_some_and(|answer| answer.is_upheld)
    );
}

#[test]
fn an_appeal_is_answered_once_and_only_where_there_is_one() {
    let unknown = |month: &Month| {
        let made_up = answer("an", "Trả lời")(month);
        match made_up {
            Deed::AnswerAppeal { appeal, .. } => Refusal::UnknownAppeal { appeal },
            _ => unreachable!("an answer"),
        }
    };
    let month = Month::of_cell(At::Announced);
    let why = unknown(&month);
    check_in(month, [by("chair", answer("an", "Trả lời"))], Err(why));
    let month = check(
        At::Announced,
        [by("an", appeal("an")), by("chair", answer("an", "Trả lời"))],
        Ok(()),
    );
    let why = unknown(&month);
    check_in(month, [by("chair", answer("an", "Trả lời"))], Err(why));
}

#[test]
fn a_late_appeal_is_recorded_as_late_and_never_refused() {
    for (day, is_late) in [("2026-11-08", false), ("2026-11-09", true)] {
        let month = check_in(announced_and_then(day), [by("an", appeal("an"))], Ok(()));
        assert_eq!(
            month.record("an").stage.appeals()[0].is_late,
            is_late,
            "{day}"
        );
    }
    let mut month = Month::of_cell(At::Closed);
    month.play.today = deeds::day("2027-03-01");
    let month = check_in(month, [by("an", appeal("an"))], Ok(()));
    assert!(month.record("an").stage.appeals()[0].is_late);
}

#[test]
fn the_days_to_object_count_from_when_the_announcement_arrived() {
    // The office writes a day that is past: nobody could have known then.
    let mut month = Month::of_cell(At::Decided);
    let backdated = |month: &Month| {
        let mut deed = deeds::announce()(month);
        if let Deed::Announce { day, .. } = &mut deed {
            *day = deeds::day("2026-10-20");
        }
        deed
    };
    month.must("office", backdated);
    month.play.today = deeds::day("2026-11-08");
    let month = check_in(month, [by("an", appeal("an"))], Ok(()));
    assert!(!month.record("an").stage.appeals()[0].is_late);
}

#[test]
fn nobody_objects_to_what_was_not_announced_nor_for_another() {
    let person = id("an");
    check(
        At::Decided,
        [by("an", appeal("an"))],
        Err(Refusal::NotAnnounced { person }),
    );
    check(
        At::Announced,
        [by("binh", appeal("an"))],
        Err(Refusal::NotYours),
    );
    // On paper, by whoever keeps the minutes for one without a phone; the history names both.
    let month = check(At::Announced, [by("com", appeal("an"))], Ok(()));
    let last = month.record("an").history.last().expect("a line");
    assert_eq!(last.by, Some(id("com")));
}

#[test]
fn a_late_word_stands_beside_the_rating_marked_late() {
    for (day, is_late) in [("2026-11-08", false), ("2026-11-09", true)] {
        let dissent = comment("an", CommentKind::Dissent);
        let month = check_in(announced_and_then(day), [by("an", dissent)], Ok(()));
        let said = &month.record("an").comments[0];
        assert_eq!(
            (said.is_late, said.by.clone()),
            (is_late, Some(id("an"))),
            "{day}"
        );
    }
    let early = comment("an", CommentKind::Comment);
    let month = check(At::Voted, [by("an", early)], Ok(()));
    assert!(!month.record("an").comments[0].is_late);
    let mut month = Month::of_cell(At::Closed);
    month.play.today = deeds::day("2027-03-01");
    let late = comment("an", CommentKind::Dissent);
    let month = check_in(month, [by("an", late)], Ok(()));
    assert!(month.record("an").comments[0].is_late);
}

#[test]
fn who_writes_does_not_say_whether_it_is_late() {
    let written = |month: &Month| {
        let mut deed = comment("an", CommentKind::Dissent)(month);
        if let Deed::Comment { people } = &mut deed {
            for said in people.values_mut() {
                said.is_late = true;
                said.by = Some(id("chair"));
            }
        }
        deed
    };
    let month = check(At::Announced, [by("an", written)], Ok(()));
    let said = &month.record("an").comments[0];
    assert_eq!((said.is_late, said.by.clone()), (false, Some(id("an"))));
}

#[test]
fn a_closed_month_changes_by_a_correction_alone() {
    let corrected = check(
        At::Closed,
        [by(
            "chair",
            correct("an", "15-QĐ/ĐU", "Kiến nghị được chấp nhận"),
        )],
        Ok(()),
    );
    let stage = &corrected.record("an").stage;
    let decision = stage.decision().expect("decided");
    assert_eq!(decision.decided.outcome, Outcome::Level(Level::Excellent));
    let crate::book::sheet::Stage::Closed { decision, .. } = stage else {
        panic!("closed");
    };
    assert_eq!(decision.decided.outcome, Outcome::Level(Level::Good));
    let closed = || Err(Refusal::MonthClosed);
    check(
        At::Closed,
        [by("an", deeds::scored("an", "ethics", "5"))],
        closed(),
    );
    check(
        At::Closed,
        [by(
            "sec",
            deeds::assign("an", vec![deeds::a_plan("Việc mới")]),
        )],
        closed(),
    );
    check(At::Closed, [by("sec", deeds::convene())], closed());
    check(At::Closed, [by("office", deeds::close())], closed());
}

#[test]
fn a_correction_has_its_number_its_reason_and_its_level() {
    let cases = [
        ("chair", "15-QĐ/ĐU", "", Refusal::ReasonMissing),
        (
            "chair",
            " ",
            "Kiến nghị được chấp nhận",
            Refusal::DocumentMissing,
        ),
        ("office", "15-QĐ/ĐU", "Kiến nghị", Refusal::NotYours),
        ("sec", "15-QĐ/ĐU", "Kiến nghị", Refusal::NotYours),
        ("other-chair", "15-QĐ/ĐU", "Kiến nghị", Refusal::NotYours),
    ];
    for (who, document, reason, why) in cases {
        check(
            At::Closed,
            [by(who, correct("an", document, reason))],
            Err(why),
        );
    }
    check(
        At::Announced,
        [by("chair", correct("an", "15-QĐ/ĐU", "Kiến nghị"))],
        Err(Refusal::MonthNotClosed),
    );
}

#[test]
fn a_month_ends_when_everyone_is_told() {
    let first: Day = deeds::day("2026-11-03");
    let month = Month::of_cell(At::Decided);
    assert_eq!(month.play.today, first);
    check_in(
        month,
        [by("office", close_with_an())],
        Err(Refusal::NotAnnounced { person: id("an") }),
    );
    let mut month = Month::of_cell(At::Announced);
    let seals = deeds::close()(&month);
    month.must("binh", appeal("binh"));
    month.must("chair", answer("binh", "Không chấp nhận"));
    let people = vec![id("binh")];
    check_in(
        month,
        [by("office", move |_| seals.clone())],
        Err(Refusal::RowsDiffer { people }),
    );
    check(
        At::Announced,
        [by("sec", deeds::close())],
        Err(Refusal::NotYours),
    );
}

fn close_with_an() -> impl Fn(&Month) -> Deed {
    |_| Deed::Close {
        people: deeds::one("an", String::new()),
    }
}

fn record_action(person: &'static str, document: &'static str) -> impl Fn(&Month) -> Deed {
    move |_| Deed::RecordAction {
        people: deeds::one(
            person,
            ActionTaken {
                kind: ActionKind::Reward,
                text: "Giấy khen".to_owned(),
                document: document.to_owned(),
                day: deeds::day("2026-12-20"),
            },
        ),
    }
}

#[test]
fn what_a_rating_was_used_for_stands_on_the_file_with_its_paper_and_changes_no_level() {
    let early = Err(Refusal::NotAnnounced { person: id("an") });
    check(
        At::Decided,
        [by("sec", record_action("an", "9-QĐ/ĐU"))],
        early,
    );
    let of_themself = Err(Refusal::OwnRow);
    check(
        At::Announced,
        [by("sec", record_action("sec", "9-QĐ/ĐU"))],
        of_themself,
    );
    let of_a_member = Err(Refusal::NotYours);
    check(
        At::Announced,
        [by("an", record_action("binh", "9-QĐ/ĐU"))],
        of_a_member,
    );
    let bare = Err(Refusal::DocumentMissing);
    check(
        At::Announced,
        [by("office", record_action("an", " "))],
        bare,
    );

    let closed = Month::of_cell(At::Closed);
    let level = closed.record("an").decision().cloned();
    let month = check_in(
        closed,
        [
            by("sec", record_action("an", "9-QĐ/ĐU")),
            by("office", record_action("an", "12-QĐ/ĐU")),
        ],
        Ok(()),
    );
    let record = month.record("an");
    let papers: Vec<&str> = record
        .actions
        .iter()
        .map(|action| action.taken.document.as_str())
        .collect();
    assert_eq!(papers, ["9-QĐ/ĐU", "12-QĐ/ĐU"]);
    assert_eq!(record.decision().cloned(), level);
}
