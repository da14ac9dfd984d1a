//! A turn that can no longer be entered, to be read.

use leptos::prelude::*;
use roviec_shared::id::PersonId;

use crate::level;
use crate::month::Whose;
use crate::sheet::Levels;
use crate::ui::{ActionBar, Button, ButtonKind, Card, Facts, Icon};
use crate::vote::vote_words;
use crate::{say, t};

/// What was proposed and agreed.
#[component]
pub fn TurnShown(
    /// Whose.
    whose: Whose,
    /// Goes on to the next.
    next: Callback<PersonId>,
) -> impl IntoView {
    let facts = Signal::derive(move || {
        whose
            .with(|record| {
                let proposal = record.stage.proposal().cloned().unwrap_or_default();
                let vote = record.stage.vote();
                let how = vote.map(|vote| vote_words(vote.mode, &vote.tally));
                let chair = vote.and_then(|vote| whose.here.store.name_of(&vote.chair));
                let all = [
                    (say!("proposal.strengths"), proposal.strengths),
                    (say!("proposal.shortcomings"), proposal.shortcomings),
                    (say!("proposal.to_mend"), proposal.to_mend),
                    (say!("vote.remarks"), vote.map(|vote| vote.remarks.clone())),
                    (say!("vote.how"), how),
                    (say!("vote.chair"), chair),
                    (
                        say!("vote.reason"),
                        vote.map(|vote| vote.reason.clone()).or(proposal.reason),
                    ),
                    (
                        say!("vote.outcome"),
                        vote.map(|vote| level::short_outcome(&vote.outcome)),
                    ),
                ];
                all.into_iter()
                    .filter_map(|(name, text)| {
                        Some((name, text.filter(|text| !text.trim().is_empty())?))
                    })
                    .collect::<Vec<_>>()
            })
            .unwrap_or_default()
    });
    view! {
        <Card title=t!("turn.title")>
            <Levels whose />
            <Facts facts />
        </Card>
        <ActionBar>
            <Button kind=ButtonKind::Primary icon=Icon::Arrow on_press=move || next.run(whose.person())>
                {t!("turn.next")}
            </Button>
        </ActionBar>
    }
}
