//! The way to a committee's desk: from the navigation, and from a path.

use leptos::prelude::*;
use leptos_router::components::{Outlet, Redirect};
use leptos_router::hooks::use_params_map;
use roviec_shared::{id::UnitId, month::Month, organisation::Role};

use super::desk::{self, Desk, committees, working_month};
use crate::frame::{LostPage, Place};
use crate::store::Store;
use crate::t;
use crate::ui::{EmptyState, Icon, PageHead};

/// The place of who has a desk at a committee; none for others.
pub fn places(store: Store) -> Vec<Place> {
    if committees(store).is_empty() {
        return Vec::new();
    }
    let waiting = Memo::new(move |_| waiting(store));
    vec![Place::new("/committee", Icon::Inbox, t!("committee.place")).count(waiting)]
}

/// How many reports wait to be received by whoever acts.
fn waiting(store: Store) -> usize {
    committees(store)
        .iter()
        .filter(|at| store.holds(&[Role::CommitteeOffice], at))
        .map(|at| {
            let month = working_month(store.today.get(), &desk::months(store, at));
            let units = desk::units(store, at, month);
            units.iter().filter(|unit| unit.waits()).count()
        })
        .sum()
}

/// Leads to the month that is worked on, at the committee where whoever acts has a desk.
#[component]
pub fn Start() -> impl IntoView {
    let store = Store::get();
    let to = Memo::new(move |_| {
        let at = committees(store).into_iter().next()?;
        let month = working_month(store.today.get(), &desk::months(store, &at));
        Some(desk::path_of(&at, month, ""))
    });
    move || {
        match to.get() {
        Some(path) => view! { <Redirect path /> }.into_any(),
        None => view! {
            <PageHead title=t!("committee.place") />
            <EmptyState icon=Icon::Inbox title=t!("committee.none") words=t!("committee.none.words") />
        }
        .into_any(),
    }
    }
}

/// Reads committee and month from the path, and gives the desk to the page in it.
#[component]
pub fn Desks() -> impl IntoView {
    let params = use_params_map();
    let read = Memo::new(move |_| {
        params.with(|params| {
            let at: UnitId = params.get("at")?.parse().ok()?;
            let month: Month = params.get("month")?.parse().ok()?;
            Some((at, month))
        })
    });
    let Some((first_at, first_month)) = read.get_untracked() else {
        return LostPage().into_any();
    };
    // While the path leads elsewhere, the page that is about to go still reads what it was about.
    let at = Memo::new(move |before: Option<&UnitId>| {
        let read = read.get().map(|(at, _)| at);
        read.or_else(|| before.cloned())
            .unwrap_or_else(|| first_at.clone())
    });
    let month = Memo::new(move |before: Option<&Month>| {
        let read = read.get().map(|(_, month)| month);
        read.or(before.copied()).unwrap_or(first_month)
    });
    Desk::provide(Store::get(), at, month);
    view! { <Outlet /> }.into_any()
}
