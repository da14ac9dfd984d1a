//! Where a unit's month ends at home: its head decides on the rows as the meeting left them, and tells
//! everyone. Objections, the month's end and new decisions after it are here too.

mod announce;
mod decide;
mod lines;
mod told;

use leptos::prelude::*;
use leptos_router::components::Redirect;
use roviec_shared::{organisation::UnitKind, route::StepKind};

use crate::appeals::{AppealList, open_appeals};
use crate::doing::{Doing, SavingLine};
use crate::frame::Place;
use crate::month::Here;
use crate::role;
use crate::store::Store;
use crate::t;
use crate::ui::{Icon, PageHead};

/// The place of who leads a unit that decides itself; none for others.
pub fn places(store: Store) -> Vec<Place> {
    if role::leads_any(store, |kind| kind == UnitKind::Agency) {
        vec![Place::new("/decision", Icon::Flag, t!("decide.place"))]
    } else {
        Vec::new()
    }
}

/// Whether a unit's month goes to no committee: its own route has no report.
pub fn ends_here(here: Here) -> bool {
    here.rules()
        .is_some_and(|rules| rules.route.step(StepKind::Submit).is_none())
}

/// The page.
pub fn decision(here: Here) -> AnyView {
    let store = here.store;
    let is_here = Memo::new(move |_| here.rules().is_none() || ends_here(here));
    let doing = Doing::new(store);
    let appeals = Memo::new(move |_| {
        let of = |book: &_| store.rules.with(|rules| open_appeals(rules, book));
        here.with(of).unwrap_or_default()
    });
    let elsewhere = here.href("report");
    view! {
        <Show
            when=move || is_here.get()
            fallback=move || view! { <Redirect path=elsewhere.clone() /> }
        >
            <PageHead
                title=t!("decide.title", month = here.month_words())
                overline=here.overline()
                lead=t!("decide.lead")
            />
            <AppealList open=appeals doing />
            <decide::Decide here />
            <announce::Announce here />
            <announce::Close here />
            <told::Told here />
            <SavingLine />
        </Show>
    }
    .into_any()
}
