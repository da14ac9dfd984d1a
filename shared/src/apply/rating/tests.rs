use super::*;
use crate::{
    book::PlaceInTree,
    id::BookId,
    month::Day,
    organisation::{Enrolled, Role, Track, UnitKind},
    play::Play,
    rules::shipped,
};

/// A cell of two in October, with an inspector at it.
fn cell() -> (Play, BookId) {
    let today: Day = "2026-10-26".parse().expect("a day");
    let mut play = Play::new(shipped().into_iter().collect(), today);
    play.give("inspector", Role::Inspector, "cell");
    let id: BookId = "cell/2026-10".parse().expect("a book");
    let enrolled = |name: &str| Enrolled {
        roles: vec![Role::Member],
        ..Enrolled::new(
            name.to_owned(),
            Track::Member,
            "dang-vien-chi-bo-thon".parse().expect("an id"),
            1,
        )
    };
    let open = Deed::OpenMonth {
        place: PlaceInTree {
            kind: UnitKind::Cell,
            name: "Cell".to_owned(),
            above: BTreeMap::new(),
        },
        people: ["one", "two"]
            .map(|who| (who.parse().expect("an id"), enrolled(who)))
            .into(),
    };
    play.does("", &id, open).expect("the month opens");
    (play, id)
}

fn no(play: &Play) -> StatedFact {
    StatedFact {
        holds: false,
        percent: None,
        share: None,
        document: String::new(),
        day: play.today,
    }
}

fn answers(facts: &[(&str, &str, StatedFact)]) -> Deed {
    let mut people: People<BTreeMap<String, StatedFact>> = BTreeMap::new();
    for (who, fact, said) in facts {
        people
            .entry(who.parse().expect("an id"))
            .or_default()
            .insert((*fact).to_owned(), said.clone());
    }
    Deed::StateFacts { people }
}

#[test]
fn one_answer_is_for_everyone_of_a_cell() {
    let (mut play, id) = cell();
    let said = no(&play);
    let deed = answers(&[
        ("one", "disciplined", said.clone()),
        ("two", "disciplined", said),
    ]);
    play.does("inspector", &id, deed).expect("it is answered");
    let book = &play.books[&id];
    assert!(book.people.values().all(|record| record.facts.len() == 1));
    assert!(book.people.values().all(|record| record.history.len() == 2));
}

#[test]
fn an_answer_that_one_paper_is_missing_for_changes_nobody() {
    let (mut play, id) = cell();
    let holds = StatedFact {
        holds: true,
        ..no(&play)
    };
    let deed = answers(&[
        ("one", "disciplined", no(&play)),
        ("two", "disciplined", holds),
    ]);
    let before = play.books[&id].clone();
    assert_eq!(
        play.does("inspector", &id, deed),
        Err(Refusal::DocumentMissing)
    );
    assert_eq!(play.books[&id], before);
}

#[test]
fn of_two_who_answer_for_the_same_person_unseen_the_later_is_told() {
    let (mut play, id) = cell();
    play.give("office", Role::CommitteeOffice, "cell");
    let holds = StatedFact {
        holds: true,
        document: "3-KL/UBKT".to_owned(),
        ..no(&play)
    };
    let unseen = play.act(
        &id,
        answers(&[
            ("one", "disciplined", no(&play)),
            ("two", "disciplined", no(&play)),
        ]),
    );
    play.does("inspector", &id, answers(&[("two", "disciplined", holds)]))
        .expect("it is answered");
    let late = play.sends("office", unseen).map(drop);
    assert!(matches!(late, Err(Refusal::Conflict(_))), "{late:?}");
}
