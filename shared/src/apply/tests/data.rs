//! Rules are data: a threshold, a label, a step of the route, what the cap is of, the calendar, and a
//! month played by them; and what they would have made of a month that is over.

use super::{
    deeds::{self, concluded},
    month::{At, Month, id},
};
use crate::{
    act::Deed,
    book::trial::Trial,
    due::{DueState, Milestone, of_book},
    grade::Reason,
    level::{Level, Outcome},
    refusal::Refusal,
    route::StepKind,
    rules::RuleSet,
};

const MEMBERS: &str = include_str!("../../../rules/dang-vien-chi-bo-thon.toml");

/// The members' rules with nothing but data changed.
fn rules(changes: &[(&str, &str)]) -> RuleSet {
    let text = changes.iter().fold(MEMBERS.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "the file has no {from}");
        text.replacen(from, to, 1)
    });
    RuleSet::from_toml(&text).unwrap_or_else(|wrong| panic!("{wrong}"))
}

fn changed() -> RuleSet {
    rules(&[
        ("good = 70_00", "good = 85_00"),
        (
            "vi = \"Hoàn thành tốt nhiệm vụ\", en = \"Good\"",
            "vi = \"B\", en = \"B\"",
        ),
        ("kind = \"score\"\noptional = true", "kind = \"score\""),
        ("rate = 20 ", "rate = 40 "),
        ("outstanding_rate = 25 ", "outstanding_rate = 40 "),
        ("denominator = \"good_only\"", "denominator = \"all_rated\""),
        ("report_day = 5", "report_day = 8"),
    ])
}

/// A conclusion that raises so many.
fn raising(count: usize) -> impl Fn(&Month) -> Deed {
    concluded(move |(_, rows)| {
        for person in ["an", "binh", "chi", "dung"].into_iter().take(count) {
            let row = rows.get_mut(&id(person)).expect("a row");
            row.outcome = Outcome::Level(Level::Excellent);
            row.reason = "Đi đầu hiến đất mở đường".to_owned();
        }
    })
}

#[test]
fn a_month_is_played_to_its_end_by_rules_that_differ_in_data_alone() {
    let mut month = Month::by(changed(), At::Reported);
    // The step that may no longer be passed over is due first.
    let early = month.does("sec", deeds::propose("an")(&month));
    assert!(
        matches!(
            early,
            Err(Refusal::StepDue {
                due: StepKind::Score,
                ..
            })
        ),
        "{early:?}"
    );
    for at in [
        At::Scored,
        At::Proposed,
        At::Convened,
        At::Voted,
        At::Sealed,
    ] {
        month.take(at);
    }
    // The calendar gives them three days more.
    month.play.today = "2026-11-07".parse().expect("a day");
    let report = |month: &Month| {
        let dues = of_book(&month.play.rules, month.shown(), month.play.today);
        dues.into_iter()
            .find(|due| due.milestone == Milestone::Submitted)
            .expect("a report is due")
    };
    let due = report(&month);
    assert_eq!(
        due.last_day.map(String::from).as_deref(),
        Some("2026-11-08")
    );
    assert_eq!(due.state, DueState::Now);
    for at in [At::Submitted, At::Received] {
        month.take(at);
    }
    // Two fifths of all eight who are rated are three; of those Good it was one.
    let over = month.does("office", raising(4)(&month));
    assert_eq!(
        over,
        Err(Refusal::CapExceeded {
            given: 4,
            allowed: 3
        })
    );
    month.must("office", raising(3));
    for at in [At::Decided, At::Announced, At::Closed] {
        month.take(at);
    }
    let rules = month
        .play
        .rules
        .of(&month.record("an").enrolled)
        .expect("the rules");
    assert_eq!(rules.labels.of(Level::Good).vi, "B");
    let levels = crate::book::summary::summary(month.shown()).levels;
    assert_eq!((levels[&Level::Excellent], levels[&Level::Good]), (3, 5));
}

#[test]
fn a_threshold_moves_the_level_that_the_system_gives() {
    let strict = rules(&[
        ("excellent = 90_00", "excellent = 99_90"),
        ("good = 70_00", "good = 99_50"),
    ]);
    let system = |month: &Month| {
        let record = month.record("an");
        let rules = month.play.rules.of(&record.enrolled).expect("the rules");
        crate::book::grading::grade_of(rules, month.shown(), record, None).level
    };
    assert_eq!(system(&Month::of_cell(At::Scored)), Some(Level::Good));
    let mut month = Month::by(strict, At::Scored);
    assert_eq!(system(&month), Some(Level::Completed));
    // What is proposed above it needs a reason now.
    month.must("sec", deeds::no_shortcoming("an"));
    let bare = deeds::proposed("an", Some(Outcome::Level(Level::Good)), "");
    assert_eq!(month.does("sec", bare(&month)), Err(Refusal::ReasonMissing));
}

#[test]
fn what_other_rules_would_have_changed_is_told_person_by_person_and_changes_nothing() {
    let month = Month::of_cell(At::Closed);
    let before = month.play.books.clone();
    let mut same = Trial::default();
    same.add(&month.play.rules, &rules(&[]), month.shown());
    assert_eq!((same.rated, same.changed.len()), (10, 0));
    assert_eq!(same.before, same.after);
    let strict = rules(&[
        ("excellent = 90_00", "excellent = 99_90"),
        ("good = 70_00", "good = 99_50"),
    ]);
    let mut trial = Trial::default();
    trial.add(&month.play.rules, &strict, month.shown());
    assert_eq!(trial.changed.len(), 9);
    assert_eq!(
        (trial.before[&Level::Good], trial.after[&Level::Completed]),
        (9, 9)
    );
    // The guest is rated elsewhere, has no tasks here, and no level by either.
    assert_eq!((trial.unknown_before, trial.unknown_after), (1, 1));
    let an = trial
        .changed
        .iter()
        .find(|row| row.person == id("an"))
        .expect("a row");
    assert_eq!(
        (an.before, an.after),
        (Some(Level::Good), Some(Level::Completed))
    );
    assert_eq!(an.decided, Some(Outcome::Level(Level::Good)));
    let reached = Level::Completed;
    assert_eq!(an.reasons_after, [Reason::Points { reached }]);
    assert_ne!(an.reasons_before, an.reasons_after);
    assert_eq!(an.version, 1);
    assert_eq!(month.play.books, before);
}

#[test]
fn the_cap_is_counted_among_those_of_similar_duties_where_the_rules_say_so() {
    let by_duties = rules(&[("pool = \"together\"", "pool = \"similar_duties\"")]);
    let mut month = Month::by(by_duties, At::Received);
    let over = |given, allowed| Err(Refusal::CapExceeded { given, allowed });
    // Nobody has a field of duties: all are counted together, 20 % of the six or seven left is one.
    assert_eq!(month.does("office", raising(2)(&month)), over(2, 1));
    let place = month.book.clone();
    let people = &mut month.play.book(&place).people;
    for person in ["an", "sec", "dep"] {
        people
            .get_mut(&id(person))
            .expect("a record")
            .enrolled
            .duties = "Nông nghiệp".to_owned();
    }
    // Among three one leaves two, of whom 20 % is nobody.
    assert_eq!(month.does("office", raising(1)(&month)), over(1, 0));
    let all = month.play.book(&place).people.values_mut();
    all.for_each(|record| record.enrolled.duties = "Nông nghiệp".to_owned());
    assert_eq!(month.does("office", raising(2)(&month)), over(2, 1));
    month.must("office", raising(1));
}
