//! The lines of what was reported to a committee, with what it concluded.

use leptos::prelude::*;
use roviec_shared::{
    act::People,
    book::{
        Book, grading,
        submission::{Conclusion, Row},
    },
    order::Gather,
    rules::RuleBook,
};

use super::desk::{Desk, path_of};
use crate::rows::{Line, sort};

/// The conclusion that answers a book's standing report: the last one that names it.
pub fn conclusion_on<'a>(own: &'a Book, book: &Book) -> Option<&'a Conclusion> {
    let report = &book.submission()?.act;
    own.conclusions
        .iter()
        .rev()
        .find(|conclusion| conclusion.notes.answers.get(&book.id) == Some(report))
}

/// The lines of a unit's standing report, or of a month that another program left, in the order of names;
/// none where nothing stands.
pub fn lines(rules: &RuleBook, desk: Desk, book: &Book, own: Option<&Book>) -> Vec<Line> {
    let rows = match book.submission() {
        Some(submission) => submission.rows.clone(),
        None => imported_rows(rules, book),
    };
    let conclusion = own.and_then(|own| conclusion_on(own, book));
    let folder = path_of(&desk.at.get(), book.id.month, "/unit");
    let line = |(person, row)| {
        let href = format!("{folder}/{}/{person}", book.id.unit);
        let concluded = conclusion.and_then(|conclusion| conclusion.rows.get(person));
        Line::of(rules, book, person, row, href).concluded(concluded.cloned())
    };
    let mut lines: Vec<Line> = rows.iter().map(line).collect();
    sort(&mut lines);
    lines
}

fn imported_rows(rules: &RuleBook, book: &Book) -> People<Row> {
    let row = |(person, record): (&_, &roviec_shared::book::Record)| {
        let set = rules.of(&record.enrolled)?;
        let row = grading::decided_row(set, book, record)?;
        Some((roviec_shared::id::PersonId::clone(person), row))
    };
    book.rated().filter_map(row).into_map()
}
