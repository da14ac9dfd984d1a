//! The lines of what was reported to a committee, with what it concluded.

use leptos::prelude::*;
use roviec_shared::{
    book::{Book, submission::Conclusion},
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

/// The lines of a unit's standing report, in the order of names; none where nothing stands.
pub fn lines(rules: &RuleBook, desk: Desk, book: &Book, own: Option<&Book>) -> Vec<Line> {
    let Some(submission) = book.submission() else {
        return Vec::new();
    };
    let conclusion = own.and_then(|own| conclusion_on(own, book));
    let folder = path_of(&desk.at.get(), book.id.month, "/unit");
    let line = |(person, row)| {
        let href = format!("{folder}/{}/{person}", book.id.unit);
        let concluded = conclusion.and_then(|conclusion| conclusion.rows.get(person));
        Line::of(rules, book, person, row, href).concluded(concluded.cloned())
    };
    let mut lines: Vec<Line> = submission.rows.iter().map(line).collect();
    sort(&mut lines);
    lines
}
