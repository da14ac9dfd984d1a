//! One's own month on a phone: tasks, self-score, the result with its reasons, and one's word on it.

mod acknowledge;
mod books;
mod result;
mod said;
mod steps;
mod tasks;

use leptos::prelude::*;
use leptos_router::components::{Outlet, ParentRoute, Route};
use leptos_router::path;
use roviec_shared::organisation::Role;

use crate::frame::Place;
use crate::store::Store;
use crate::t;
use crate::ui::Icon;

/// The paths of one's own pages.
#[component(transparent)]
pub fn MineRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("/mine") view=Outlet>
            <Route path=path!("") view=tasks::TasksPage />
            <Route path=path!("/score/:unit/:month/:person?") view=tasks::ScorePage />
            <Route path=path!("/result") view=result::ToResult />
            <Route path=path!("/result/:unit/:month/:person?") view=result::ResultPage />
        </ParentRoute>
    }
    .into_inner()
}

/// The places of who is rated somewhere; none for others.
pub fn places(store: Store) -> Vec<Place> {
    let today = store.today.get();
    let is_rated = store.actor.with(|actor| {
        let held = actor.iter().flat_map(|actor| &actor.author.held);
        held.into_iter()
            .any(|held| held.role == Role::Member && held.holds_on(today))
    });
    if !is_rated {
        return Vec::new();
    }
    let waiting = Memo::new(move |_| books::to_acknowledge(store).len());
    vec![
        Place::new("/mine", Icon::Tasks, t!("mine.tasks")).count(waiting),
        Place::new("/mine/result", Icon::Star, t!("mine.result")),
    ]
}
