//! What a party group agreed, to be read: in the cell's meeting, and by the person.

use leptos::prelude::*;
use leptos_router::components::A;
use roviec_shared::{book::Record, route::StepKind};

use crate::month::{Whose, group_vote_stands};
use crate::ui::{Card, Facts, Notice, Tone};
use crate::vote::group_words;
use crate::{say, t};

/// What the group agreed; that it has still to, where the cell waits for it; nothing for who is in none.
#[component]
pub fn GroupBefore(
    /// Whose.
    whose: Whose,
) -> impl IntoView {
    let here = whose.here;
    let waits = Memo::new(move |_| {
        let rules = whose.rules();
        let waits = |record: &Record| {
            let route = rules.as_ref().map(|rules| &rules.route);
            let has_step =
                route.is_some_and(|route| route.has(&record.enrolled, StepKind::GroupVote));
            let stands = here
                .store
                .rules
                .with(|rules| group_vote_stands(record, rules));
            has_step && !(stands && record.stage.group_vote().is_some())
        };
        whose.with(waits).unwrap_or_default()
    });
    let href = move || here.href_of("groups", &whose.person());
    view! {
        <Show when=move || waits.get()>
            <Notice tone=Tone::Warning>
                <div class="row-spread">
                    <p>{t!("groups.waits")}</p>
                    <A href=href() attr:class="text-link">{t!("groups.go")}</A>
                </div>
            </Notice>
        </Show>
        <GroupSaid whose />
    }
}

/// What the group agreed, where it has.
#[component]
pub fn GroupSaid(
    /// Whose.
    whose: Whose,
) -> impl IntoView {
    let facts = Signal::derive(move || {
        whose
            .with(|record| {
                let group = record.stage.group_vote()?;
                let chair = whose.here.store.name_of(&group.vote.chair);
                let all = [
                    (say!("groups.agreed"), Some(group_words(group))),
                    (say!("vote.chair"), chair),
                    (say!("groups.reason"), Some(group.vote.reason.clone())),
                    (say!("groups.remarks"), Some(group.vote.remarks.clone())),
                ];
                let said = all.into_iter().filter_map(|(name, text)| {
                    Some((name, text.filter(|text| !text.trim().is_empty())?))
                });
                Some(said.collect::<Vec<_>>())
            })
            .flatten()
            .unwrap_or_default()
    });
    view! {
        <Show when=move || !facts.read().is_empty()>
            <Card title=t!("groups.said")><Facts facts /></Card>
        </Show>
    }
}
