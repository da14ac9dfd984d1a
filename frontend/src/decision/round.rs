//! Opinions on the heads, as the Organisation Board asks for them, and the body's conclusion on what came of
//! it (`domain.md`, route 2).

mod ask;
mod conclude;
mod reading;
mod standing;

use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_params_map;
use roviec_shared::{
    book::{Book, round::RoundState},
    id::ActRef,
    permission::ANSWERERS,
};

use crate::doing::{Doing, RefusalNotice};
use crate::frame::LostPage;
use crate::limits::{CaseDialog, CaseForm, UnitLimits, facts_of};
use crate::month::Here;
use crate::opinions::Differing;
use crate::paper::PrintButton;
use crate::ui::{Card, PageHead};
use crate::{say, t};

/// The rounds of a book that were not called back, newest first.
fn rounds(here: Here) -> Memo<Vec<ActRef>> {
    Memo::new(move |_| {
        let of = |book: &Book| {
            let rounds = book.rounds.iter().rev();
            rounds
                .filter(|round| !matches!(round.state, RoundState::Recalled { .. }))
                .map(|round| round.act.clone())
                .collect()
        };
        here.with(of).unwrap_or_default()
    })
}

/// What can go round, what is on its way, and what came back, each with its next step.
#[component]
pub fn Rounds(
    /// Where.
    here: Here,
) -> impl IntoView {
    let rounds = rounds(here);
    let cards = move || {
        let rounds = rounds.get().into_iter();
        let card = |round| view! { <standing::Standing here round /> };
        rounds.map(card).collect_view()
    };
    view! {
        <Limits here />
        <ask::Ask here />
        {cards}
    }
}

/// The facts that limit a level, answered before anything is concluded.
#[component]
fn Limits(here: Here) -> impl IntoView {
    let store = here.store;
    let doing = Doing::new(store);
    let form = CaseForm::new(doing);
    let may = Signal::derive(move || store.holds(ANSWERERS, &here.id().unit));
    let facts = Memo::new(move |_| facts_of(store, &here.id()));
    let shown = move || {
        let unit = facts.get()?;
        Some(view! { <UnitLimits unit form may /> })
    };
    view! {
        <Card title=t!("committee.limits") flush=true>
            <RefusalNotice doing />
            <div class="list">{shown}</div>
        </Card>
        <CaseDialog form />
    }
}

/// A page of only what one round brought: those of whom somebody said otherwise first, to be printed for
/// the conference.
pub fn differing(here: Here) -> AnyView {
    let params = use_params_map();
    let round = params.with_untracked(|params| params.get("round")?.parse::<ActRef>().ok());
    let Some(round) = round else {
        return view! { <LostPage /> }.into_any();
    };
    let back = here.href("heads");
    view! {
        <PageHead
            title=t!("heads.differing.title", month = here.month_words())
            overline=here.overline()
            lead=t!("heads.differing.lead")
            actions=|| view! { <PrintButton /> }
        />
        <Card title=t!("opinions.table") flush=true><Differing here round only=true /></Card>
        <p><A href=back attr:class="text-link only-screen">{move || say!("heads.differing.back")}</A></p>
    }
    .into_any()
}
