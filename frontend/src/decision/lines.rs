//! The rows that the head decides on, and those that are decided.

use roviec_shared::{
    book::{Book, Record, grading, sheet::Stage},
    id::PersonId,
    route::StepKind,
    rules::{RuleBook, RuleSet},
};

use crate::month::Here;
use crate::rows::{Line, sort};

/// Where the month stands: rows that wait for the decision, who is not there yet, and what is decided.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Standing {
    /// Wait for the decision.
    pub ready: Vec<Line>,
    /// Something comes before it: names.
    pub waiting: Vec<String>,
    /// Decided, announced or closed.
    pub decided: Vec<Line>,
}

/// Reads it; `me` decides on nobody's row but others'.
pub fn standing(here: Here, rules: &RuleBook, book: &Book, me: Option<&PersonId>) -> Standing {
    let mut found = Standing::default();
    for (person, record) in book.rated() {
        let set = rules.of(&record.enrolled);
        let line = set.and_then(|set| {
            let row = grading::row(set, book, record)
                .or_else(|| grading::decided_row(set, book, record))?;
            let href = here.href_of("why", person);
            Some(Line::of(rules, book, person, &row, href))
        });
        match (line, record.decision().is_some()) {
            (Some(line), true) => found.decided.push(line),
            (Some(line), false) if me != Some(person) && is_due(set, record) => {
                found.ready.push(line);
            }
            _ => found.waiting.push(record.enrolled.name.clone()),
        }
    }
    sort(&mut found.ready);
    sort(&mut found.decided);
    found
}

fn is_due(set: Option<&RuleSet>, record: &Record) -> bool {
    match (&record.stage, set) {
        (Stage::Open { step, .. }, Some(set)) => {
            let route = &set.route;
            route
                .take(&record.enrolled, *step, StepKind::Decide)
                .is_ok()
        }
        _ => false,
    }
}
