//! Targets of the term: set, changed, read and ended in the book of the month in which that was done.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;

#[cfg(not(target_family = "wasm"))]
use super::{chance::Dice, month::Month};
use crate::{
    act::{Act, Deed, InBook},
    apply::{Context, Others, apply},
    book::{Book, PlaceInTree, serving::of_targets},
    id::{ActRef, BookId},
    month::Day,
    organisation::{Role, UnitKind},
    permission::Author,
    play::Play,
    points::Quantity,
    refusal::Refusal,
    rules::shipped,
    target::{Band, Counting, TARGETS_MAX, TargetChange, TargetPlan, standing},
    trace::Conflict,
    view::{View, project},
};

const UNIT: &str = "yen-binh";

fn book(month: &str) -> BookId {
    format!("{UNIT}/{month}").parse().unwrap()
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn quantity(text: &str) -> Quantity {
    Quantity::parse(text).unwrap()
}

/// Two months of a unit with two in its office.
fn opened() -> Play {
    let mut play = Play::new(shipped().into_iter().collect(), day("2026-11-20"));
    play.give("office", Role::CommitteeOffice, UNIT);
    play.give("board", Role::OrganisationBoard, UNIT);
    play.give("member", Role::StandingMember, UNIT);
    for month in ["2026-10", "2026-11"] {
        let place = PlaceInTree {
            kind: UnitKind::District,
            name: UNIT.to_owned(),
            above: BTreeMap::new(),
        };
        let people = BTreeMap::new();
        play.does("", &book(month), Deed::OpenMonth { place, people })
            .unwrap();
    }
    play
}

fn communes() -> TargetPlan {
    TargetPlan {
        title: "Xã đạt chuẩn nông thôn mới nâng cao".to_owned(),
        measure: "xã".to_owned(),
        planned: quantity("12"),
        counting: Counting::Up,
        from: "2025-10".parse().unwrap(),
        until: "2030-09".parse().unwrap(),
        document: "NQ 01-NQ/ĐH".to_owned(),
        part_of: None,
    }
}

fn set(plan: TargetPlan) -> Deed {
    Deed::SetTarget { plan }
}

fn poverty() -> TargetPlan {
    TargetPlan {
        planned: quantity("5"),
        counting: Counting::Down {
            start: quantity("12"),
        },
        ..communes()
    }
}

/// Sets a target in October.
fn with(plan: TargetPlan) -> (Play, InBook) {
    let mut play = opened();
    let at = book("2026-10");
    let act = play.act(&at, set(plan));
    let (act, _) = play.sends("office", act).unwrap();
    (play, InBook { book: at, act })
}

fn read(target: &InBook, on: &str, value: &str) -> Deed {
    Deed::ReadTarget {
        target: target.clone(),
        day: day(on),
        value: quantity(value),
        source: "Báo cáo 12-BC/HU".to_owned(),
    }
}

fn changed(target: &InBook, change: TargetChange) -> Deed {
    Deed::ChangeTarget {
        target: target.clone(),
        change,
        reason: "Tỉnh giao thêm".to_owned(),
    }
}

fn planned(text: &str) -> TargetChange {
    TargetChange {
        planned: Some(quantity(text)),
        ..TargetChange::default()
    }
}

fn ended(target: &InBook, on: &str) -> Deed {
    Deed::EndTarget {
        target: target.clone(),
        day: day(on),
        reason: "Không còn giao".to_owned(),
    }
}

fn stands(play: &Play, target: &InBook) -> crate::target::Standing {
    let months = play
        .books
        .values()
        .filter_map(|book| Some((book.id.month, of_targets(book).remove(target)?.entry?)))
        .collect();
    standing(&months).unwrap()
}

/// A deed on a target as the dice give it, for months that go as they like.
#[cfg(not(target_family = "wasm"))]
pub(super) fn by_chance(dice: &mut Dice, month: &Month, kind: usize) -> Deed {
    let known: Vec<&ActRef> = month.shown().targets.keys().collect();
    let nobodys: ActRef = "nobody.1".parse().unwrap();
    let act = match known.get(dice.roll(known.len() + 1)) {
        Some(act) => (*act).clone(),
        None => nobodys,
    };
    let target = InBook {
        book: month.book.clone(),
        act,
    };
    let value = ["0", "4", "12,5"][dice.roll(3)];
    let on = ["2026-10-20", "2026-11-01", "2020-01-01"][dice.roll(3)];
    match (kind, dice.roll(3)) {
        (0, 0) => set(poverty()),
        (0, 1) => set(TargetPlan {
            counting: Counting::Sum,
            ..communes()
        }),
        (0, _) => set(communes()),
        (1, _) => read(&target, on, value),
        (_, 0) => ended(&target, on),
        _ => changed(&target, planned(value)),
    }
}

#[test]
fn what_was_set_in_one_month_is_read_in_the_next() {
    let (mut play, target) = with(communes());
    play.does("board", &book("2026-10"), read(&target, "2026-10-31", "4"))
        .unwrap();
    play.does("office", &book("2026-11"), read(&target, "2026-11-15", "6"))
        .unwrap();
    let stands = stands(&play, &target);
    let (on, last) = stands.last().unwrap();
    assert_eq!((on, last.value), (day("2026-11-15"), quantity("6")));
    assert_eq!(last.by.as_str(), "office");
    assert_eq!(stands.reached().unwrap().band(), Band::Half);
    assert_eq!(stands.readings.len(), 2);
}

#[test]
fn a_later_month_has_the_last_word_on_a_day_and_on_what_is_wanted() {
    let (mut play, target) = with(communes());
    let (october, november) = (book("2026-10"), book("2026-11"));
    // In whatever order they come.
    play.does("office", &november, read(&target, "2026-10-31", "5"))
        .unwrap();
    play.does("office", &november, changed(&target, planned("10")))
        .unwrap();
    play.does("board", &october, read(&target, "2026-10-31", "4"))
        .unwrap();
    play.does("board", &october, changed(&target, planned("14")))
        .unwrap();
    let stands = stands(&play, &target);
    assert_eq!(stands.last().unwrap().1.value, quantity("5"));
    assert_eq!(stands.plan.planned, quantity("10"));
}

#[test]
fn what_was_read_after_the_end_counts_for_nothing() {
    let (mut play, target) = with(communes());
    let (october, november) = (book("2026-10"), book("2026-11"));
    play.does("office", &october, read(&target, "2026-10-10", "4"))
        .unwrap();
    play.does("office", &november, read(&target, "2026-11-15", "12"))
        .unwrap();
    play.does("board", &october, ended(&target, "2026-10-31"))
        .unwrap();
    let stands = stands(&play, &target);
    assert_eq!(stands.last().unwrap().0, day("2026-10-10"));
    assert!(stands.ended.is_some());
}

#[test]
fn two_readings_of_one_day_conflict_and_of_two_days_do_not() {
    let (mut play, target) = with(communes());
    let at = book("2026-10");
    let first = play.act(&at, read(&target, "2026-10-15", "4"));
    let same = play.act(&at, read(&target, "2026-10-15", "4"));
    let other = play.act(&at, read(&target, "2026-10-15", "5"));
    let later = play.act(&at, read(&target, "2026-10-16", "5"));
    let (stands, _) = play.sends("office", first).unwrap();
    assert_eq!(play.sends("board", same).map(drop), Ok(()));
    let stood = play.books[&at].targets[&target.act].readings[&day("2026-10-15")].clone();
    assert_eq!(
        play.sends("office", other.clone()).map(drop),
        Err(Refusal::Conflict(Conflict {
            group: format!("reading/{}.2026-10-15", target.act),
            field: String::new(),
            theirs: stood.act.clone(),
        }))
    );
    assert_ne!(stands, stood.act, "the equal reading is the last writer");
    assert_eq!(play.sends("board", later).map(drop), Ok(()));
    // Who has seen the first may correct it.
    play.does("office", &at, read(&target, "2026-10-15", "5"))
        .unwrap();
    let conflict = Conflict {
        group: format!("reading/{}.2026-10-15", target.act),
        field: String::new(),
        theirs: stood.act,
    };
    let (standing, own) = crate::apply::both_values(&play.books[&at], &other, &conflict).unwrap();
    assert_eq!(
        (&standing["value"], &own["value"]),
        (&5000.into(), &5000.into())
    );
}

#[test]
fn different_fields_of_a_target_both_win_and_the_same_one_is_refused() {
    let (mut play, target) = with(communes());
    let at = book("2026-10");
    let name = TargetChange {
        title: Some("Xã nông thôn mới nâng cao".to_owned()),
        ..TargetChange::default()
    };
    let more = play.act(&at, changed(&target, planned("14")));
    let other_name = play.act(&at, changed(&target, name));
    let less = play.act(&at, changed(&target, planned("11")));
    play.sends("office", more).unwrap();
    play.sends("board", other_name).unwrap();
    let refused = play.sends("board", less).map(drop);
    assert!(
        matches!(&refused, Err(Refusal::Conflict(conflict)) if conflict.field == "planned"),
        "{refused:?}"
    );
    let plan = stands(&play, &target).plan;
    assert_eq!(plan.planned, quantity("14"));
    assert_eq!(plan.title, "Xã nông thôn mới nâng cao");
}

#[test]
fn what_a_target_lacks_is_said() {
    let wrong = |change: fn(&mut TargetPlan)| {
        let mut plan = communes();
        change(&mut plan);
        opened()
            .does("office", &book("2026-10"), set(plan))
            .map(drop)
    };
    for (change, why) in [
        (
            (|plan| plan.title = " ".to_owned()) as fn(&mut TargetPlan),
            Refusal::TargetIncomplete,
        ),
        (|plan| plan.measure.clear(), Refusal::TargetIncomplete),
        (|plan| plan.document.clear(), Refusal::DocumentMissing),
        (|plan| plan.planned = Quantity::ZERO, Refusal::TargetZero),
        (|plan| plan.until = plan.from, Refusal::TermBackward),
        (
            |plan| {
                plan.counting = Counting::Down {
                    start: plan.planned,
                }
            },
            Refusal::StartNotAbove,
        ),
        (
            |plan| {
                plan.part_of = Some(InBook {
                    book: book("2026-09"),
                    act: "S.1".parse().unwrap(),
                })
            },
            Refusal::UnknownTarget,
        ),
    ] {
        assert_eq!(wrong(change), Err(why));
    }
    let to_nothing = |plan: &mut TargetPlan| {
        plan.counting = Counting::Down {
            start: quantity("12"),
        };
        plan.planned = Quantity::ZERO;
    };
    assert_eq!(wrong(to_nothing), Ok(()));
}

#[test]
fn what_cannot_be_done_to_a_target_is_said() {
    let (play, target) = with(communes());
    let (october, november) = (book("2026-10"), book("2026-11"));
    let found = |at: &BookId, deed: Deed| {
        let mut play = play.clone();
        let before = play.books.clone();
        let found = play.does("office", at, deed).map(drop);
        assert!(found.is_ok() || play.books == before);
        found
    };
    let nowhere = InBook {
        book: october.clone(),
        act: ActRef {
            series: "office".parse().unwrap(),
            number: 77,
        },
    };
    let elsewhere = InBook {
        book: "tinh/2026-10".parse().unwrap(),
        act: target.act.clone(),
    };
    let mut without_source = read(&target, "2026-10-15", "4");
    if let Deed::ReadTarget { source, .. } = &mut without_source {
        source.clear();
    }
    for (at, deed, why) in [
        (
            &october,
            read(&nowhere, "2026-10-15", "4"),
            Refusal::UnknownTarget,
        ),
        (
            &november,
            read(&nowhere, "2026-10-15", "4"),
            Refusal::UnknownTarget,
        ),
        (
            &november,
            read(&elsewhere, "2026-10-15", "4"),
            Refusal::UnknownTarget,
        ),
        (
            &november,
            read(&target, "2025-09-30", "4"),
            Refusal::DayBeforeTerm,
        ),
        (
            &november,
            read(&target, "2026-11-21", "4"),
            Refusal::DayAhead,
        ),
        (&october, without_source, Refusal::SourceMissing),
        (
            &october,
            changed(&target, TargetChange::default()),
            Refusal::Empty,
        ),
        (
            &november,
            changed(&target, planned("0")),
            Refusal::TargetZero,
        ),
    ] {
        assert_eq!(found(at, deed), Err(why));
    }
    assert_eq!(found(&november, read(&target, "2026-11-20", "4")), Ok(()));
    assert_eq!(found(&november, read(&target, "2025-10-01", "0")), Ok(()));

    let mut after_end = play.clone();
    after_end
        .does("office", &october, ended(&target, "2026-10-20"))
        .unwrap();
    for deed in [
        read(&target, "2026-10-15", "4"),
        ended(&target, "2026-10-21"),
    ] {
        assert_eq!(
            after_end.does("board", &october, deed).map(drop),
            Err(Refusal::TargetEnded)
        );
    }
    let (mut play, whole) = with(TargetPlan {
        counting: Counting::Sum,
        ..communes()
    });
    let deed = read(&whole, "2026-11-15", "4");
    assert_eq!(
        play.does("office", &november, deed).map(drop),
        Err(Refusal::TargetIsSum)
    );
    let (mut play, rate) = with(poverty());
    let deed = changed(&rate, planned("12"));
    assert_eq!(
        play.does("office", &november, deed).map(drop),
        Err(Refusal::StartNotAbove)
    );
}

#[test]
fn a_month_holds_so_many_targets_and_no_more() {
    let (mut play, first) = with(communes());
    let at = book("2026-10");
    for _ in 1..TARGETS_MAX {
        play.does("office", &at, set(communes())).unwrap();
    }
    let one_more = play.does("office", &at, set(communes())).map(drop);
    assert_eq!(one_more, Err(Refusal::TooManyTargets));
    play.does("office", &at, read(&first, "2026-10-15", "4"))
        .unwrap();
}

#[test]
fn who_neither_leads_nor_keeps_the_office_sets_no_target() {
    let refused = opened().does("member", &book("2026-10"), set(communes()));
    assert_eq!(refused.map(drop), Err(Refusal::NotYours));
}

/// A tablet that does not hold the month in which the target was set, or whose day is behind.
#[test]
fn what_a_tablet_cannot_know_is_left_to_the_server() {
    let (play, target) = with(communes());
    let author: Author = play.people[&"office".parse().unwrap()].clone();
    let others = Others::default();
    let context = Context {
        author: &author,
        judges: true,
        today: day("2026-11-01"),
        has_arrived: false,
        rules: &play.rules,
        others: &others,
    };
    let mut shown: Book = play.books[&book("2026-11")].clone();
    let act = Act::on(&shown, read(&target, "2026-11-15", "6"));
    assert_eq!(
        act.rests_on(),
        [&target.act],
        "held until the target is here"
    );
    let authored = crate::act::Authored {
        name: "office.9".parse().unwrap(),
        author: author.person.clone(),
        act,
    };
    apply(&context, &mut shown, &authored).unwrap();
    assert_eq!(shown.targets[&target.act].readings.len(), 1);
    assert!(shown.holds(&"office.9".parse().unwrap()));
}

#[test]
fn whoever_sees_only_their_own_sheet_sees_no_target() {
    let (play, _) = with(communes());
    let own = View::Own("member".parse().unwrap());
    let book = &play.books[&book("2026-10")];
    assert!(project(book, &own).targets.is_empty());
    assert_eq!(project(book, &View::Full).targets, book.targets);
}
