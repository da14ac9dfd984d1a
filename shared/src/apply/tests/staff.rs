//! What is counted in other books of those whom a head manages is stated in the book in which the head is rated.
#![allow(clippy::unwrap_used)]

use super::month::{DISTRICT, enrolled, id};
use crate::{
    act::Deed,
    book::{
        PlaceInTree, grading,
        sheet::{Share, StatedFact},
    },
    grade::Missing,
    id::BookId,
    organisation::{Enrolled, Role, UnitKind},
    play::Play,
    refusal::Refusal,
    rules::shipped,
};

fn book() -> BookId {
    format!("{DISTRICT}/2026-10").parse().unwrap()
}

/// The district's month, in which the head of an office is rated by the leaders' formula.
fn opened() -> Play {
    let mut play = Play::new(
        shipped().into_iter().collect(),
        "2026-11-05".parse().unwrap(),
    );
    play.give("board", Role::OrganisationBoard, DISTRICT);
    play.give("giam-doc", Role::Head, "phong-noi-vu");
    play.give("deputy", Role::Deputy, "phong-noi-vu");
    let head = Enrolled {
        heads: Some("phong-noi-vu".parse().unwrap()),
        leads: true,
        ..enrolled("giam-doc", "cong-chuc-335")
    };
    let place = PlaceInTree {
        kind: UnitKind::District,
        name: DISTRICT.to_owned(),
        above: Default::default(),
    };
    let people = [(id("giam-doc"), head)].into();
    let deed = Deed::OpenMonth { place, people };
    play.does("", &book(), deed).unwrap();
    play
}

fn stated(fact: &str, share: Option<(u32, u32)>) -> Deed {
    let stated = StatedFact {
        holds: false,
        percent: None,
        share: share.map(|(part, of)| Share { part, of }),
        document: String::new(),
        day: "2026-11-05".parse().unwrap(),
    };
    let facts = [(fact.to_owned(), stated)].into();
    Deed::StateFacts {
        people: [(id("giam-doc"), facts)].into(),
    }
}

fn lacks_staff(play: &Play) -> bool {
    let book = &play.books[&book()];
    let record = &book.people[&id("giam-doc")];
    let rules = play.rules.of(&record.enrolled).unwrap();
    let grade = grading::grade_of(rules, book, record, None);
    let is_about_staff = |missing: &Missing| matches!(missing, Missing::Fact { fact } if fact.as_str() == "staff_results");
    grade.missing.iter().any(is_about_staff)
}

#[test]
fn the_board_states_how_a_head_s_staff_was_rated_and_the_grade_lacks_it_no_more() {
    let mut play = opened();
    assert!(lacks_staff(&play));
    let unknown = Refusal::UnknownFact {
        fact: "collective_level".to_owned(),
    };
    for (who, fact, share, expected) in [
        ("board", "staff_results", None, Err(Refusal::Empty)),
        ("board", "staff_results", Some((3, 2)), Err(Refusal::Empty)),
        // The decided level of the unit says it.
        ("board", "collective_level", Some((1, 1)), Err(unknown)),
        (
            "deputy",
            "staff_results",
            Some((2, 2)),
            Err(Refusal::NotYours),
        ),
        ("board", "staff_results", Some((2, 3)), Ok(())),
    ] {
        let found = play.does(who, &book(), stated(fact, share)).map(drop);
        assert_eq!(found, expected, "{who} {fact} {share:?}");
    }
    assert!(!lacks_staff(&play));
}
