//! What was said of a person on the way to their level, by whoever had a say.

use leptos::prelude::*;
use roviec_shared::book::round::OpinionCount;

use crate::month::Whose;
use crate::plan::day;
use crate::say;
use crate::ui::Facts;
use crate::vote::group_words;

/// How many of those asked said what.
fn opinions(count: OpinionCount) -> String {
    let OpinionCount { agree, other, none } = count;
    say!(
        "why.opinions.count",
        agree = agree,
        other = other,
        none = none
    )
}

/// What the party group, the proposer, those asked for their opinion and the meeting said.
#[component]
pub fn Remarks(
    /// Of whom.
    whose: Whose,
) -> impl IntoView {
    let facts = Signal::derive(move || {
        whose
            .with(|record| {
                let proposal = record.stage.proposal().cloned().unwrap_or_default();
                let vote = record.stage.vote();
                let decided = record.decision();
                let group = record.stage.group_vote();
                let all = [
                    (say!("groups.agreed"), group.map(group_words)),
                    (
                        say!("groups.reason"),
                        group.map(|group| group.vote.reason.clone()),
                    ),
                    (
                        say!("groups.remarks"),
                        group.map(|group| group.vote.remarks.clone()),
                    ),
                    (say!("proposal.strengths"), proposal.strengths),
                    (say!("proposal.shortcomings"), proposal.shortcomings),
                    (say!("proposal.to_mend"), proposal.to_mend),
                    (say!("proposal.reason"), proposal.reason),
                    (say!("why.opinions"), record.stage.opinions().map(opinions)),
                    (say!("vote.remarks"), vote.map(|vote| vote.remarks.clone())),
                    (say!("vote.reason"), vote.map(|vote| vote.reason.clone())),
                    (
                        say!("why.decided.reason"),
                        decided.map(|decision| decision.decided.reason.clone()),
                    ),
                    (
                        say!("why.decided.document"),
                        decided.map(|decision| {
                            format!("{}, {}", decision.document, day(decision.day))
                        }),
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
        <Show when=move || !facts.read().is_empty()><Facts facts /></Show>
    }
}
