//! Where a unit's month ends at home: who decides does it on the rows as they were agreed or proposed, and
//! everyone is told. An agency's head decides on its officials; the Standing Committee on the heads, whom
//! the Organisation Board proposes. Objections and the month's end are here too.

mod announce;
mod decide;
mod entered;
mod lines;
mod propose;
mod round;
mod staff;
mod told;

pub use round::differing;

use leptos::prelude::*;
use leptos_router::components::Redirect;
use roviec_shared::{
    id::UnitId,
    organisation::{Role, UnitKind},
    route::StepKind,
};

use crate::appeals::{AppealList, open_appeals};
use crate::doing::{Doing, SavingLine};
use crate::frame::Place;
use crate::locale;
use crate::month::{Here, book_of_unit};
use crate::role;
use crate::store::Store;
use crate::t;
use crate::ui::{EmptyState, Icon, PageHead};

/// Those who propose and decide on the heads.
const OF_HEADS: &[Role] = &[Role::OrganisationBoard, Role::Decider];

/// The places of who leads a unit that decides itself, and of who acts on the heads; none for others.
pub fn places(store: Store) -> Vec<Place> {
    let mut places = Vec::new();
    if role::leads_any(store, UnitKind::ends_at_home) {
        places.push(Place::new("/decision", Icon::Flag, t!("decide.place")));
    }
    if of_heads(store).is_some() {
        places.push(Place::new("/heads", Icon::Flag, t!("heads.place")));
    }
    places
}

/// The body where whoever acts proposes or decides on the heads below it.
fn of_heads(store: Store) -> Option<UnitId> {
    role::holds_at(store, OF_HEADS, UnitKind::rates_heads)
}

/// Leads to the month of the heads that is at work.
#[component]
pub fn ToHeads() -> impl IntoView {
    let store = Store::get();
    let to = Memo::new(move |_| book_of_unit(store, &of_heads(store)?));
    move || {
        match to.get() {
        Some(id) => view! { <Redirect path=format!("/heads/{id}") /> }.into_any(),
        None => view! {
            <PageHead title=t!("heads.place") />
            <EmptyState icon=Icon::Calendar title=t!("month.none.title") words=t!("month.none.words") />
        }
        .into_any(),
    }
    }
}

/// What the guidance says of who decides.
fn guidance(here: Here) -> String {
    let rules = here.rules();
    let step = rules
        .as_ref()
        .and_then(|rules| rules.route.step(StepKind::Decide));
    step.map(|step| step.guidance.clone()).unwrap_or_default()
}

/// The page.
pub fn decision(here: Here) -> AnyView {
    let store = here.store;
    let goes_up = Memo::new(move |_| here.has_step(StepKind::Submit).unwrap_or_default());
    let has_no_vote = Memo::new(move |_| here.has_step(StepKind::Vote) == Some(false));
    let asks = Memo::new(move |_| here.has_step(StepKind::Opine).unwrap_or_default());
    let doing = Doing::new(store);
    let appeals = Memo::new(move |_| {
        let of = |book: &_| store.rules.with(|rules| open_appeals(rules, book));
        here.with(of).unwrap_or_default()
    });
    let lead = Signal::derive(move || {
        locale::language();
        guidance(here)
    });
    let elsewhere = here.href("report");
    view! {
        <Show
            when=move || !goes_up.get()
            fallback=move || view! { <Redirect path=elsewhere.clone() /> }
        >
            <PageHead
                title=t!("decide.title", month = here.month_words())
                overline=here.overline()
                lead
            />
            <AppealList open=appeals doing />
            <Show when=move || has_no_vote.get()>
                <staff::Staff here />
                <propose::Propose here units=true />
                <propose::Propose here />
            </Show>
            <entered::Entered here />
            <Show when=move || asks.get() fallback=move || view! { <decide::Decide here /> }>
                <round::Rounds here />
            </Show>
            <announce::Announce here />
            <announce::Close here />
            <told::Told here />
            <SavingLine />
        </Show>
    }
    .into_any()
}
