//! Acts of any kind, also nonsense, by anybody, in months that have come to any stage.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::{
    chance::{Dice, KINDS, KINDS_OF_DECISION, a_deed, an_author, nonsense},
    homeward::bring_home,
    month::{At, Month, id},
};
use crate::{
    book::{Book, sheet::Stage, summary::summary},
    due,
    id::PersonId,
    level::Outcome,
    view::{View, project},
};

/// Months at every stage, driven once.
static CELLS: LazyLock<Vec<Month>> = LazyLock::new(|| At::ALL.map(Month::of_cell).into());
static AGENCIES: LazyLock<Vec<Month>> = LazyLock::new(|| {
    let stages = At::ALL.into_iter().filter(|at| *at <= At::Announced);
    stages.map(Month::of_agency).collect()
});

/// What is worked out of a book is worked out of any book.
fn read(month: &Month, book: &Book) {
    let _ = summary(book);
    let _ = due::of_book(&month.play.rules, book, month.play.today);
    for view in [View::Full, View::Members, View::Own(id("an"))] {
        let _ = project(book, &view);
    }
    for record in book.people.values() {
        if let Some(rules) = month.play.rules.of(&record.enrolled) {
            let _ = crate::book::grading::row(rules, book, record);
        }
    }
}

/// Does what the dice say in a month and looks at it after each act.
fn play(
    month: &mut Month,
    numbers: &[u32],
    kinds: &[usize],
    sense: usize,
) -> Result<(), TestCaseError> {
    let mut dice = Dice {
        numbers: numbers.iter(),
    };
    for _ in 0..numbers.len() / 12 {
        let deed = a_deed(&mut dice, month, kinds);
        let deed = if dice.roll(sense) == 1 {
            nonsense(&mut dice, &deed)
        } else {
            Some(deed)
        };
        let Some(deed) = deed else { continue };
        let who = an_author(&mut dice, month, &deed);
        // Now and then a day passes.
        month.play.today = month.play.today.plus_days(i32::from(dice.roll(4) == 0));
        let before = month.play.books.clone();
        let kind = deed.kind();
        if month.does(who, deed).is_err() {
            prop_assert!(
                month.play.books == before,
                "{kind} by {who} was refused and left something"
            );
        }
        let body = month.play.books[&month.body].clone();
        read(month, month.shown());
        read(month, &body);
        keeps_the_cap(month)?;
    }
    Ok(())
}

/// A table that is decided to the last row keeps the cap, unless a paper lifts it.
fn keeps_the_cap(month: &Month) -> Result<(), TestCaseError> {
    let body = &month.play.books[&month.body];
    let lifted = body
        .conclusions
        .iter()
        .any(|each| each.notes.cap_exception.is_some());
    let book = month.shown();
    let Some(submission) = book.submission().filter(|_| !lifted) else {
        return Ok(());
    };
    let first = |person: &PersonId| match &book.people.get(person)?.stage {
        Stage::Open { .. } => None,
        Stage::Decided { decision, .. }
        | Stage::Announced { decision, .. }
        | Stage::Closed { decision, .. } => Some(&decision.decided.outcome),
    };
    let table: Option<Vec<&Outcome>> = submission.rows.keys().map(first).collect();
    let Some(table) = table else { return Ok(()) };
    let rules = month
        .play
        .rules
        .newest(&"dang-vien-chi-bo-thon".parse().expect("a name"));
    let count = rules.expect("shipped").cap.count(table);
    prop_assert!(!count.is_exceeded(), "decided over the cap: {count:?}");
    Ok(())
}

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config(200))]

    #[test]
    fn no_act_in_any_book_panics_and_a_refused_one_leaves_it_as_it_was(
        at in 0..At::ALL.len() + At::ALL.len() - 1,
        numbers in proptest::collection::vec(any::<u32>(), 0..200),
    ) {
        let mut month = match at.checked_sub(At::ALL.len()) {
            None => CELLS[at].clone(),
            Some(at) => AGENCIES[at].clone(),
        };
        play(&mut month, &numbers, &KINDS, 3)?;
    }

    #[test]
    fn whatever_people_did_the_month_can_be_brought_to_its_end(
        at in 1..At::ALL.len(),
        numbers in proptest::collection::vec(any::<u32>(), 0..300),
    ) {
        let mut month = CELLS[at].clone();
        play(&mut month, &numbers, &KINDS, usize::MAX)?;
        bring_home(&mut month)?;
    }

    #[test]
    fn however_a_body_concludes_and_decides_what_is_decided_keeps_the_cap(
        numbers in proptest::collection::vec(any::<u32>(), 100..200),
    ) {
        let mut month = CELLS[At::Received as usize].clone();
        play(&mut month, &numbers, &KINDS_OF_DECISION, usize::MAX)?;
        bring_home(&mut month)?;
        keeps_the_cap(&month)?;
    }
}

#[test]
fn every_stage_is_reached_and_but_for_the_last_some_act_leads_on() {
    for pair in At::ALL.windows(2) {
        let mut month = CELLS[pair[0] as usize].clone();
        let before = month.play.books.clone();
        month.take(pair[1]);
        assert_ne!(month.play.books, before, "{pair:?}");
    }
    let stages = CELLS
        .iter()
        .filter_map(|month| month.shown().people.get(&id("an")));
    let kinds: std::collections::BTreeSet<_> = stages
        .map(|record| match record.stage {
            Stage::Open { step, .. } => ("open", step),
            Stage::Decided { .. } => ("decided", 0),
            Stage::Announced { .. } => ("announced", 0),
            Stage::Closed { .. } => ("closed", 0),
        })
        .collect();
    let steps = [0, 1, 2, 3, 4, 5].map(|step| ("open", step));
    let all = steps
        .into_iter()
        .chain(["decided", "announced", "closed"].map(|kind| (kind, 0)));
    assert_eq!(kinds, all.collect());
}
