//! What makes a row worth a second look: the page with only the cases that differ.

use leptos::prelude::*;
use roviec_shared::{
    book::{Record, sheet::CommentKind, submission::Row},
    level::Outcome,
    rules::{GivenBy, RuleSet, Words},
};

use crate::ui::{Chip, Tone};
use crate::{locale, say};

/// One thing about a row that whoever decides should see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Proposed otherwise than the rules give.
    FromSystem,
    /// Proposed as not rated.
    NotRated,
    /// A fact that limits the level holds.
    Limited(Words),
    /// Somebody keeps a dissenting opinion.
    Dissent,
    /// Concluded otherwise than proposed.
    Concluded,
}

/// What is to be seen of a row that was reported.
pub fn of(rules: &RuleSet, record: &Record, row: &Row) -> Vec<Mark> {
    let mut marks = Vec::new();
    if matches!(row.proposed, Outcome::NotRated(_)) {
        marks.push(Mark::NotRated);
    }
    if row.proposed.differs_from(row.system) {
        marks.push(Mark::FromSystem);
    }
    for fact in &rules.facts {
        let stated = record.facts.get(fact.id.as_str());
        if fact.given_by == GivenBy::Inspection && stated.is_some_and(|stated| stated.holds) {
            marks.push(Mark::Limited(fact.name.clone()));
        }
    }
    let dissents =
        |comment: &roviec_shared::book::sheet::Comment| comment.kind == CommentKind::Dissent;
    if record.comments.iter().any(dissents) {
        marks.push(Mark::Dissent);
    }
    marks
}

impl Mark {
    fn words(&self) -> String {
        match self {
            Mark::FromSystem => say!("committee.mark.system"),
            Mark::NotRated => say!("committee.mark.not_rated"),
            Mark::Limited(words) => locale::pick(words),
            Mark::Dissent => say!("committee.mark.dissent"),
            Mark::Concluded => say!("committee.mark.concluded"),
        }
    }

    fn tone(&self) -> Tone {
        match self {
            Mark::FromSystem | Mark::NotRated | Mark::Dissent => Tone::Warning,
            Mark::Limited(_) => Tone::Danger,
            Mark::Concluded => Tone::Primary,
        }
    }
}

/// The marks of one row, as chips.
#[component]
pub fn Marks(
    /// Which.
    marks: Vec<Mark>,
) -> impl IntoView {
    let chip = |mark: Mark| {
        let tone = mark.tone();
        view! { <Chip words=Signal::derive(move || mark.words()) tone /> }
    };
    view! { <span class="marks">{marks.into_iter().map(chip).collect_view()}</span> }
}
