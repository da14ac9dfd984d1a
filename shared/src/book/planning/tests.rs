use std::collections::BTreeMap;

use super::*;
use crate::{
    act::Deed,
    book::PlaceInTree,
    id::BookId,
    organisation::{Enrolled, Role, Track, UnitKind},
    play::Play,
    rules::shipped,
    task::{Report, UNIT_DEFAULT},
};

const BOTH: Taking = Taking {
    again: true,
    unfinished: true,
};

fn plan(product: &str, quantity: u64, month: &str) -> Plan {
    let month: Month = month.parse().expect("a month");
    Plan {
        product: product.to_owned(),
        quantity: Quantity::from_thousandths(quantity * 1_000).expect("a quantity"),
        unit: "hộ".to_owned(),
        due: month.day(31),
        weight: 1,
        judged: String::new(),
        confirmer: "Trưởng thôn".to_owned(),
        target: String::new(),
        serves: None,
        helpers: Vec::new(),
        carried: None,
        part_of: None,
        unplanned: false,
    }
}

/// A secretary and three members, in a month of a cell.
fn open(play: &mut Play, month: &str) -> BookId {
    let id: BookId = format!("cell/{month}").parse().expect("a book");
    let enrolled = |name: &str| Enrolled {
        roles: vec![Role::Member],
        ..Enrolled::new(
            name.to_owned(),
            Track::Member,
            "dang-vien-chi-bo-thon".parse().expect("an id"),
            1,
        )
    };
    let deed = Deed::OpenMonth {
        place: PlaceInTree {
            kind: UnitKind::Cell,
            name: "Cell".to_owned(),
            above: BTreeMap::new(),
        },
        people: ["one", "two", "three"]
            .map(|who| (who.parse().expect("an id"), enrolled(who)))
            .into(),
    };
    play.does("", &id, deed).expect("the month opens");
    id
}

fn play() -> Play {
    let today = "2026-10-02".parse().expect("a day");
    let mut play = Play::new(shipped().into_iter().collect(), today);
    play.give("one", Role::Secretary, "cell");
    play
}

fn person(id: &str) -> PersonId {
    id.parse().expect("an id")
}

fn assign(play: &mut Play, book: &BookId, plans: &[(&str, Plan)]) {
    let mut people: People<Vec<Plan>> = BTreeMap::new();
    for (who, plan) in plans {
        people.entry(person(who)).or_default().push(plan.clone());
    }
    play.does("one", book, Deed::Assign { people })
        .expect("tasks are given");
}

fn report(play: &mut Play, book: &BookId, who: &str, done: u64) {
    let record = &play.books[book].people[&person(who)];
    let (task, _) = record.live_tasks().next().expect("they have a task");
    let report = Report {
        done: Quantity::from_thousandths(done * 1_000).expect("a quantity"),
        day: play.today,
        note: String::new(),
    };
    let deed = Deed::ReportResult {
        task: task.clone(),
        people: BTreeMap::from([(person(who), report)]),
    };
    play.does("one", book, deed).expect("it is reported");
}

#[test]
fn a_clear_plan_has_nothing_to_point_out() {
    let mut play = play();
    let book = open(&mut play, "2026-10");
    assign(
        &mut play,
        &book,
        &[("one", plan("Rà soát hộ nghèo của thôn", 12, "2026-10"))],
    );
    assert!(vague(&play.books[&book]).is_empty());
}

#[test]
fn the_same_words_for_three_people_are_pointed_out_however_they_are_typed() {
    let mut play = play();
    let book = open(&mut play, "2026-10");
    let same = |product| plan(product, 1, "2026-10");
    assign(
        &mut play,
        &book,
        &[
            ("one", same("Tuyên truyền, vận động nhân dân")),
            ("two", same("tuyên truyền,  vận động Nhân dân")),
        ],
    );
    assert!(vague(&play.books[&book]).is_empty());
    assign(
        &mut play,
        &book,
        &[("three", same("Tuyen truyền, vận động nhân dân"))],
    );
    let found = vague(&play.books[&book]);
    assert_eq!(found.len(), 3);
    let whys = found.values().flat_map(BTreeMap::values);
    assert!(whys.into_iter().all(|why| *why == [Vague::SameForMany]));
}

#[test]
fn a_task_without_quantity_and_confirmer_is_pointed_out() {
    let mut play = play();
    let book = open(&mut play, "2026-10");
    let loose = Plan {
        unit: UNIT_DEFAULT.to_owned(),
        confirmer: String::new(),
        ..plan("Tuần tra", 1, "2026-10")
    };
    assign(&mut play, &book, &[("two", loose)]);
    let found = vague(&play.books[&book]);
    let why = found[&person("two")].values().next().expect("one task");
    let expected = [Vague::NoQuantity, Vague::ShortProduct, Vague::NoConfirmer];
    assert_eq!(why[..], expected);
}

#[test]
fn what_is_left_goes_on_with_what_was_done_since_the_first_month() {
    let mut play = play();
    let (october, november) = (open(&mut play, "2026-10"), open(&mut play, "2026-11"));
    assign(
        &mut play,
        &october,
        &[("two", plan("Trồng cây ven hồ", 10, "2026-10"))],
    );
    report(&mut play, &october, "two", 4);
    let first = play.books[&october].people[&person("two")]
        .tasks
        .keys()
        .next()
        .cloned()
        .expect("one task");
    let over = taken_over(&play.books[&october], &play.books[&november], BOTH);
    let plan = &over[&person("two")][0];
    assert_eq!(plan.quantity.thousandths(), 6_000);
    assert_eq!(
        String::from(plan.due),
        "2026-11-30",
        "the day is held to the month"
    );
    play.does("one", &november, Deed::Assign { people: over })
        .expect("it goes on");
    report(&mut play, &november, "two", 5);
    let december = open(&mut play, "2026-12");
    let over = taken_over(&play.books[&november], &play.books[&december], BOTH);
    let carried = over[&person("two")][0].carried.clone().expect("it goes on");
    assert_eq!(carried.task, first);
    assert_eq!(carried.month, october.month);
    assert_eq!(carried.done.thousandths(), 9_000);
}

#[test]
fn what_is_there_already_does_not_come_over_twice() {
    let mut play = play();
    let (october, november) = (open(&mut play, "2026-10"), open(&mut play, "2026-11"));
    assign(
        &mut play,
        &october,
        &[
            ("two", plan("Thu quỹ của thôn", 3, "2026-10")),
            ("three", plan("Trồng cây ven hồ", 3, "2026-10")),
        ],
    );
    report(&mut play, &october, "two", 3);
    let over = taken_over(&play.books[&october], &play.books[&november], BOTH);
    assert_eq!(over.len(), 2);
    play.does("one", &november, Deed::Assign { people: over })
        .expect("they come over");
    let again = taken_over(&play.books[&october], &play.books[&november], BOTH);
    assert!(again.is_empty());
}

#[test]
fn only_what_was_asked_for_comes_over() {
    let mut play = play();
    let (october, november) = (open(&mut play, "2026-10"), open(&mut play, "2026-11"));
    assign(
        &mut play,
        &october,
        &[
            ("two", plan("Thu quỹ của thôn", 3, "2026-10")),
            ("three", plan("Trồng cây ven hồ", 3, "2026-10")),
        ],
    );
    report(&mut play, &october, "two", 3);
    let (before, book) = (&play.books[&october], &play.books[&november]);
    let of = |again, unfinished| {
        let over = taken_over(before, book, Taking { again, unfinished });
        over.into_keys().collect::<Vec<_>>()
    };
    assert_eq!(of(true, false), [person("two")]);
    assert_eq!(of(false, true), [person("three")]);
    assert!(of(false, false).is_empty());
}
