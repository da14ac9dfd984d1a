//! What is decided, person by person, with its papers.

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::decide::follow;
use crate::level::OutcomeChip;
use crate::month::Here;
use crate::plan::day;
use crate::rows::{Line, Lines};
use crate::ui::{Card, Column, Facts};
use crate::{say, t};

/// The table of what is decided, and the numbers of the papers.
#[component]
pub fn Told(
    /// Where.
    here: Here,
) -> impl IntoView {
    let standing = follow(here);
    let decided = Signal::derive(move || standing.get().decided);
    let papers = Signal::derive(move || {
        let found = here.with(|book| {
            let (mut decisions, mut announcements) = (BTreeSet::new(), BTreeSet::new());
            for (_, record) in book.rated() {
                if let Some(decision) = record.decision() {
                    decisions.insert((decision.day, decision.document.clone()));
                }
                if let Some(told) = record.stage.announcement() {
                    announcements.insert((told.day, told.document.clone()));
                }
            }
            (decisions, announcements)
        });
        let (decisions, announcements) = found.unwrap_or_default();
        let words = |(on, document)| format!("{document}, {}", day(on));
        let decisions = decisions
            .into_iter()
            .map(|paper| (say!("levels.decided"), words(paper)));
        let told = announcements
            .into_iter()
            .map(|paper| (say!("district.announced"), words(paper)));
        decisions.chain(told).collect::<Vec<_>>()
    });
    let last = StoredValue::new(Column::new(t!("levels.decided"), |line: &Line| {
        view! { <OutcomeChip outcome=line.outcome() /> }.into_any()
    }));
    view! {
        <Show when=move || !decided.read().is_empty()>
            <Card title=t!("decide.decided") flush=true>
                <div class="padded"><Facts facts=papers /></div>
                <Lines caption=t!("decide.decided") lines=decided last=last.get_value() />
            </Card>
        </Show>
    }
}
