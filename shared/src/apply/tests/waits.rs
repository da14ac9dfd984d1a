//! What waits for each person as a month goes on, and what is told as news: what the digest by mail says.

use super::{
    deeds,
    month::{At, Month, id},
};
use crate::{
    act::{Dated, Deed, Reminded},
    book::sheet::{Acknowledged, AppealAnswer},
    due::{Looking, Milestone, Waiting, What},
    month::Day,
};

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

/// What somebody is told on a day of the rated book, three days ahead and with the news since `since`.
fn told(month: &Month, who: &str, today: &str, since: &str) -> Vec<Waiting> {
    let looking = Looking {
        rules: &month.play.rules,
        author: &month.play.people[&id(who)],
        today: day(today),
        days_ahead: 3,
        since: day(since),
    };
    looking.at(month.shown())
}

fn kinds(month: &Month, who: &str, today: &str) -> Vec<What> {
    let told = told(month, who, today, today);
    told.into_iter().map(|waiting| waiting.what).collect()
}

#[test]
fn who_has_not_scored_is_told_when_the_last_day_is_near() {
    let month = Month::of_cell(At::Reported);
    assert_eq!(kinds(&month, "an", "2026-10-21"), []);
    assert_eq!(kinds(&month, "an", "2026-10-22"), [What::Own]);
    let late = told(&month, "an", "2026-10-28", "2026-10-28");
    assert_eq!(late[0].last_day, Some(day("2026-10-25")));
    assert_eq!(late[0].days_late, 3);
    let scored = Month::of_cell(At::Scored);
    assert_eq!(kinds(&scored, "an", "2026-10-28"), []);
}

#[test]
fn who_scored_and_has_a_result_to_report_is_told_too() {
    let mut month = Month::of_cell(At::Planned);
    month.must("an", deeds::score("an"));
    assert_eq!(kinds(&month, "an", "2026-10-24"), [What::Own]);
}

#[test]
fn who_is_exempt_or_a_guest_is_told_nothing() {
    let month = Month::of_cell(At::Reported);
    for who in [super::month::EXEMPT, super::month::GUEST] {
        let mut month = month.clone();
        month
            .play
            .give(who, crate::organisation::Role::Member, super::month::CELL);
        assert_eq!(kinds(&month, who, "2026-10-28"), [], "{who}");
    }
}

#[test]
fn after_the_meeting_nobody_is_told_to_score() {
    let mut month = Month::of_cell(At::Planned);
    for at in [
        At::Reported,
        At::Proposed,
        At::Convened,
        At::Voted,
        At::Sealed,
    ] {
        month.take(at);
    }
    assert_eq!(kinds(&month, "an", "2026-11-04"), []);
}

#[test]
fn a_reminder_is_told_at_once_with_its_day_and_without_its_words() {
    let mut month = Month::of_cell(At::Reported);
    month.play.today = day("2026-10-12");
    let text = "Báo kết quả trước buổi họp".to_owned();
    month.must("sec", move |_| Deed::Remind {
        day: day("2026-10-12"),
        unit: String::new(),
        people: deeds::one("an", Reminded { text: text.clone() }),
    });
    let told = told(&month, "an", "2026-10-13", "2026-10-13");
    assert_eq!(told[0].what, What::Own);
    assert_eq!(told[0].reminded, Some(day("2026-10-12")));
    assert_eq!(kinds(&month, "binh", "2026-10-13"), []);
}

#[test]
fn what_another_entered_is_told_until_one_has_said_a_word_on_it() {
    let mut month = Month::of_cell(At::Reported);
    month.must("sec", deeds::score("an"));
    assert_eq!(kinds(&month, "an", "2026-10-12"), [What::Acknowledge]);
    month.must("an", |_| Deed::Acknowledge {
        people: deeds::one(
            "an",
            Acknowledged {
                agrees: true,
                text: String::new(),
            },
        ),
    });
    assert_eq!(kinds(&month, "an", "2026-10-12"), []);
}

#[test]
fn a_step_is_told_to_those_whose_turn_it_is_and_to_nobody_else() {
    let turns: [(At, &str, &[&str], Milestone); 5] = [
        (
            At::Scored,
            "2026-11-03",
            &["sec", "dep", "com"],
            Milestone::Met,
        ),
        (At::Sealed, "2026-11-04", &["sec"], Milestone::Submitted),
        (
            At::Submitted,
            "2026-11-04",
            &["office"],
            Milestone::Received,
        ),
        (At::Received, "2026-11-04", &["chair"], Milestone::Decided),
        (At::Decided, "2026-11-11", &["office"], Milestone::Announced),
    ];
    for (at, today, whose, milestone) in turns {
        let month = Month::of_cell(at);
        for who in [
            "sec",
            "dep",
            "com",
            "an",
            "office",
            "chair",
            "board",
            "other-office",
            "admin",
        ] {
            let told = kinds(&month, who, today);
            let is_told = told.contains(&What::Step(milestone));
            // A deputy submits where the secretary does.
            let may = whose.contains(&who) || milestone == Milestone::Submitted && who == "dep";
            assert!(is_told <= may, "{milestone:?} is told to {who}");
            assert!(
                is_told || !whose.contains(&who),
                "{milestone:?} is not told to {who}"
            );
        }
    }
}

#[test]
fn an_office_is_told_which_units_owe_their_report_once_its_day_is_over() {
    let month = Month::of_cell(At::Scored);
    assert_eq!(kinds(&month, "office", "2026-11-05"), []);
    let owed = told(&month, "office", "2026-11-08", "2026-11-08");
    assert_eq!(owed.len(), 1);
    assert_eq!((owed[0].what, owed[0].days_late), (What::Owed, 3));
    assert_eq!(kinds(&month, "other-office", "2026-11-08"), []);
    let submitted = Month::of_cell(At::Submitted);
    assert!(!kinds(&submitted, "office", "2026-11-08").contains(&What::Owed));
}

#[test]
fn an_announcement_is_told_once_on_the_day_after_it_came_with_the_days_to_object() {
    let mut month = Month::of_cell(At::Decided);
    month.play.today = day("2026-11-11");
    month.take(At::Announced);
    let news = |today: &str, since: &str| told(&month, "an", today, since);
    assert_eq!(news("2026-11-11", "2026-11-10"), []);
    let first = news("2026-11-12", "2026-11-11");
    assert_eq!(first.len(), 1);
    assert_eq!(first[0].what, What::Announced);
    assert!(first[0].last_day.is_some());
    assert_eq!(news("2026-11-13", "2026-11-12"), []);
    // Who was away for weeks still hears of it, but not of days that are over.
    let late = news("2026-12-20", "2026-11-01");
    assert_eq!((late[0].what, late[0].last_day), (What::Announced, None));
}

#[test]
fn the_answer_to_an_objection_is_told_to_who_made_it() {
    let mut month = Month::of_cell(At::Announced);
    month.must("an", |_| Deed::Appeal {
        people: deeds::one(
            "an",
            Dated {
                day: day("2026-11-03"),
                text: "Đề nghị xem lại".to_owned(),
            },
        ),
    });
    let waits = kinds(&month, "chair", "2026-11-04");
    assert!(
        waits.contains(&What::Step(Milestone::Answered)),
        "{waits:?}"
    );
    month.play.today = day("2026-11-05");
    month.must("chair", |month| {
        let appeal = month.record("an").stage.appeals()[0].act.clone();
        Deed::AnswerAppeal {
            appeal,
            people: deeds::one(
                "an",
                AppealAnswer {
                    is_upheld: false,
                    text: "Giữ nguyên".to_owned(),
                    day: day("2026-11-05"),
                },
            ),
        }
    });
    let news = |who| {
        let told = told(&month, who, "2026-11-06", "2026-11-05");
        let news = told.into_iter().filter(|waiting| waiting.what.is_news());
        news.map(|waiting| waiting.what).collect::<Vec<_>>()
    };
    assert_eq!(news("an"), [What::Answered]);
    assert_eq!(news("binh"), []);
    assert_eq!(news("sec"), []);
}
