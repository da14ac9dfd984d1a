//! What a conclusion leaves for the chair to confirm: one decision for each unit's book, shown and done
//! as one step. The chair's own row is left to the other who may decide.

use std::collections::BTreeMap;

use leptos::prelude::*;
use roviec_shared::{
    act::{DecidedOn, Deed, InBook, People},
    book::{
        Book,
        sheet::{Decided, Stage},
        submission::{Conclusion, ConclusionNotes},
    },
    id::{ActRef, BookId, PersonId},
    refusal::Refusal,
};

use super::desk::Desk;
use super::lines::conclusion_on;

/// A conclusion with rows that nobody has decided yet.
#[derive(Clone, Debug, PartialEq)]
pub struct ToDecide {
    /// The conclusion.
    pub act: ActRef,
    /// Its head.
    pub notes: ConclusionNotes,
    /// By book: what whoever acts may decide now.
    pub books: BTreeMap<BookId, People<DecidedOn>>,
    /// Rows that whoever acts leaves to another: their own.
    pub left: Vec<PersonId>,
}

impl ToDecide {
    /// How many rows whoever acts may decide now.
    pub fn rows(&self) -> usize {
        self.books.values().map(BTreeMap::len).sum()
    }
}

/// The newest conclusion that waits to be confirmed; none where everything is decided.
pub fn to_decide(desk: Desk) -> Option<ToDecide> {
    let own = desk.store.book_of(&desk.own())?;
    let me = desk
        .store
        .actor
        .with(|actor| Some(actor.as_ref()?.person.clone()));
    let ids: Vec<BookId> = desk
        .units
        .with(|units| units.iter().map(|unit| unit.id.clone()).collect());
    let books: Vec<_> = ids.iter().filter_map(|id| desk.store.book_of(id)).collect();
    own.conclusions.iter().rev().find_map(|conclusion| {
        let mut found = ToDecide {
            act: conclusion.act.clone(),
            notes: conclusion.notes.clone(),
            books: BTreeMap::new(),
            left: Vec::new(),
        };
        for book in &books {
            let (rows, left) = open_rows(&own, conclusion, book, me.as_ref());
            if !rows.is_empty() {
                found.books.insert(book.id.clone(), rows);
            }
            found.left.extend(left);
        }
        (!found.books.is_empty() || !found.left.is_empty()).then_some(found)
    })
}

/// What a conclusion says of those in a book who are not decided; and whose row it is not for `me`.
fn open_rows(
    own: &Book,
    conclusion: &Conclusion,
    book: &Book,
    me: Option<&PersonId>,
) -> (People<DecidedOn>, Vec<PersonId>) {
    let (mut rows, mut left) = (BTreeMap::new(), Vec::new());
    // A later conclusion on the same report stands in the place of this one.
    let stands = conclusion_on(own, book).is_some_and(|last| last.act == conclusion.act);
    let Some(submission) = book.submission().filter(|_| stands) else {
        return (rows, left);
    };
    let seals = submission.seals();
    for (person, row) in conclusion.rows_of(&book.id) {
        let is_open = book
            .people
            .get(person)
            .is_some_and(|record| matches!(record.stage, Stage::Open { .. }));
        if !is_open {
            continue;
        }
        if me == Some(person) {
            left.push(person.clone());
        } else if let Some(seal) = seals.get(person) {
            let decided = Decided {
                outcome: row.outcome.clone(),
                reason: row.reason.clone(),
            };
            let row = seal.clone();
            rows.insert(person.clone(), DecidedOn { decided, row });
        }
    }
    (rows, left)
}

/// Confirms it, book by book. Those that hold stand; the rest are named with their reasons.
pub fn decide(desk: Desk, what: &ToDecide) -> Vec<(BookId, Refusal)> {
    let conclusion = InBook {
        book: desk.own(),
        act: what.act.clone(),
    };
    let decide = |(book, people): (&BookId, &People<DecidedOn>)| {
        let deed = Deed::Decide {
            conclusion: Some(conclusion.clone()),
            document: what.notes.number.clone(),
            day: what.notes.day,
            people: people.clone(),
        };
        let why = desk.store.does(book, deed).err()?;
        Some((book.clone(), why))
    };
    what.books.iter().filter_map(decide).collect()
}

/// Whether whoever acts may confirm it: a deed that would be refused is not offered.
pub fn may_decide(desk: Desk, what: &ToDecide) -> bool {
    let Some((id, people)) = what.books.iter().next() else {
        return false;
    };
    let deed = Deed::Decide {
        conclusion: None,
        document: String::new(),
        day: what.notes.day,
        people: people.clone(),
    };
    desk.store
        .book_of(id)
        .is_some_and(|book| desk.store.may(&book, &deed))
}
