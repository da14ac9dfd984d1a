//! The administrator's pages: units, people and how they are rated, posts, accounts, months. Read and
//! written online; no rating is touched here.

mod account;
mod collective;
mod merging;
mod month;
mod moving;
mod names;
mod office;
mod page;
mod paper;
mod people;
mod person;
mod post;
mod rules;
mod server;
mod tree;
mod unit;
mod wrong;

use leptos::prelude::*;
use leptos_router::components::{Outlet, ParentRoute, Route};
use leptos_router::path;
use roviec_shared::organisation::Role;

use crate::frame::Place;
use crate::store::Store;
use crate::t;
use crate::ui::Icon;

/// The paths of the administrator's pages.
#[component(transparent)]
pub fn AdminRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("/admin") view=Office>
            <Route path=path!("") view=page::AdminPage />
            <Route path=path!("/rules/new/:id?/:version?") view=rules::NewRulesPage />
            <Route path=path!("/:unit") view=page::AdminPage />
        </ParentRoute>
    }
    .into_inner()
}

/// What the pages below hold stays while one goes from unit to unit.
#[component]
fn Office() -> impl IntoView {
    office::Office::provide();
    view! { <Outlet /> }
}

/// The place of administrators; none for others.
pub fn places(store: Store) -> Vec<Place> {
    let today = store.today.get();
    let administers = store.actor.with(|actor| {
        let held = actor.iter().flat_map(|actor| &actor.author.held);
        held.into_iter()
            .any(|held| held.role == Role::Administrator && held.holds_on(today))
    });
    match administers {
        true => vec![Place::new("/admin", Icon::Building, t!("admin.place"))],
        false => Vec::new(),
    }
}
