//! Targets of the term: how far each is, by unit and for the district; setting, reading and ending them; the tasks
//! that serve them. Across months they are looked up online; what the months on this device say is there without.

mod end;
mod fields;
mod known;
mod one;
mod page;
mod parts;
mod reading;
mod serving;
mod shown;

pub use known::{ask, id_of, offered, read_id, title_of};

use leptos::prelude::*;
use leptos_router::components::{Outlet, ParentRoute, Route};
use leptos_router::path;
use roviec_shared::permission::counts;

use crate::frame::Place;
use crate::store::Store;
use crate::t;
use crate::ui::Icon;

/// The paths of these pages.
#[component(transparent)]
pub fn TargetRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("/targets") view=Outlet>
            <Route path=path!("") view=page::Start />
            <Route path=path!("/:unit") view=page::TargetsPage />
            <Route path=path!("/:unit/:month/:act") view=one::TargetPage />
        </ParentRoute>
    }
    .into_inner()
}

/// The place of those who lead a unit or act for a body above units; none for others.
pub fn places(store: Store) -> Vec<Place> {
    let today = store.today.get();
    let is_theirs = store.actor.with(|actor| {
        let author = actor.as_ref().map(|actor| &actor.author);
        author.is_some_and(|author| {
            store
                .tree
                .with(|tree| !counts(author, today, tree).is_empty())
        })
    });
    if is_theirs {
        vec![Place::new("/targets", Icon::Target, t!("targets.place"))]
    } else {
        Vec::new()
    }
}
