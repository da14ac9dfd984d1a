//! What is divided, and what is left.
#![allow(clippy::unwrap_used)]

use super::*;
use crate::{
    act::{Deed, People},
    book::PlaceInTree,
    month::Day,
    organisation::{Enrolled, Role, Track, UnitKind},
    play::Play,
    rules::shipped,
};

const OFFICE: &str = "phong-noi-vu";

fn id(text: &str) -> PersonId {
    text.parse().unwrap()
}

fn book(unit: &str) -> BookId {
    format!("{unit}/2026-10").parse().unwrap()
}

fn plan(quantity: &str, unit: &str, part_of: Option<PartOf>) -> Plan {
    Plan {
        product: "Thẩm định hồ sơ".to_owned(),
        quantity: Quantity::parse(quantity).unwrap(),
        unit: unit.to_owned(),
        due: "2026-10-25".parse().unwrap(),
        weight: 1,
        judged: String::new(),
        confirmer: String::new(),
        target: String::new(),
        serves: None,
        helpers: Vec::new(),
        carried: None,
        part_of,
        unplanned: false,
    }
}

/// An office with two people, rated as a whole in the district's month, where it has a task of twelve files.
fn opened() -> Play {
    let today: Day = "2026-10-02".parse().unwrap();
    let mut play = Play::new(shipped().into_iter().collect(), today);
    play.give("secretary", Role::Secretary, "huyen");
    play.give("head", Role::Head, OFFICE);
    for (unit, kind, people, rules) in [
        (
            "huyen",
            UnitKind::District,
            &["tap-the.phong-noi-vu"][..],
            "tap-the-366",
        ),
        (OFFICE, UnitKind::Agency, &["lan", "yen"], "cong-chuc-335"),
    ] {
        let enrolled = |person: &&str| {
            let of = Enrolled::new(
                (*person).to_owned(),
                Track::Official,
                rules.parse().unwrap(),
                1,
            );
            (id(person), of)
        };
        let place = PlaceInTree {
            kind,
            name: unit.to_owned(),
            above: Default::default(),
        };
        let people = people.iter().map(enrolled).collect();
        let deed = Deed::OpenMonth { place, people };
        play.does("", &book(unit), deed).unwrap();
    }
    gives(
        &mut play,
        "secretary",
        "huyen",
        "tap-the.phong-noi-vu",
        plan("12", "hồ sơ", None),
    );
    play
}

fn gives(play: &mut Play, who: &str, unit: &str, to: &str, plan: Plan) {
    let people = People::from([(id(to), vec![plan])]);
    play.does(who, &book(unit), Deed::Assign { people })
        .unwrap();
}

fn found(play: &Play) -> Divided {
    let mut all = divided(&play.books[&book("huyen")], &play.books[&book(OFFICE)]);
    assert_eq!(all.len(), 1);
    all.remove(0)
}

#[test]
fn what_nobody_has_a_part_of_is_left_whole() {
    let divided = found(&opened());
    assert_eq!(divided.parts, []);
    assert_eq!(divided.left, Some(Quantity::parse("12").unwrap()));
    assert_eq!(divided.whole.product, "Thẩm định hồ sơ");
}

#[test]
fn parts_in_the_same_measure_take_away_from_what_is_left_until_nothing_is() {
    let mut play = opened();
    for (to, quantity, unit, left) in [
        ("lan", "7", "hồ sơ", Some("5")),
        // Another measure is a part, and no quantity of the whole.
        ("yen", "2", "buổi", Some("5")),
        ("yen", "4,5", " Hồ sơ", Some("0,5")),
        // More than there was leaves nothing, and no less than that.
        ("yen", "3", "hồ sơ", None),
    ] {
        let whole = found(&play).whole;
        gives(
            &mut play,
            "head",
            OFFICE,
            to,
            plan(quantity, unit, Some(whole)),
        );
        let expected = left.map(|left| Quantity::parse(left).unwrap());
        assert_eq!(found(&play).left, expected, "{quantity} {unit}");
    }
    let names: Vec<_> = found(&play)
        .parts
        .into_iter()
        .map(|part| (part.name, part.is_same_measure))
        .collect();
    let expected = [("lan", true), ("yen", false), ("yen", true), ("yen", true)];
    assert_eq!(names.len(), expected.len());
    for expected in expected {
        assert!(names.contains(&(expected.0.to_owned(), expected.1)));
    }
}

#[test]
fn a_part_that_is_taken_back_is_left_again() {
    let mut play = opened();
    let whole = found(&play).whole;
    gives(
        &mut play,
        "head",
        OFFICE,
        "lan",
        plan("7", "hồ sơ", Some(whole)),
    );
    let task = play.books[&book(OFFICE)].people[&id("lan")]
        .tasks
        .keys()
        .next()
        .unwrap()
        .clone();
    let because = crate::act::Because {
        reason: "Giao lại".to_owned(),
    };
    let people = People::from([(id("lan"), because)]);
    let deed = Deed::CancelTask { task, people };
    play.does("head", &book(OFFICE), deed).unwrap();
    assert_eq!(found(&play).left, Some(Quantity::parse("12").unwrap()));
}

#[test]
fn a_unit_that_is_not_rated_as_a_whole_has_nothing_to_divide() {
    let play = opened();
    let office = &play.books[&book(OFFICE)];
    assert_eq!(divided(office, office), []);
}
