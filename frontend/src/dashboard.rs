//! The district's page: every unit's month by its counts, the levels of the months, down to the unit and,
//! where they were announced, the person.

mod chart;
mod looked;
mod page;
mod people;
mod sums;
mod units;

use crate::frame::Place;
use crate::store::Store;
use crate::t;
use crate::ui::Icon;
use leptos::prelude::*;
use leptos_router::components::{Outlet, ParentRoute, Route};
use leptos_router::path;

/// The paths of the district's pages.
#[component(transparent)]
pub fn DashboardRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("/district") view=Outlet>
            <Route path=path!("") view=page::Start />
            <Route path=path!("/:top/:month") view=page::DistrictPage />
        </ParentRoute>
    }
    .into_inner()
}

/// The place of who oversees units below those that report to them; none for others.
pub fn places(store: Store) -> Vec<Place> {
    match looked::top(store) {
        Some(_) => vec![Place::new("/district", Icon::Chart, t!("district.place"))],
        None => Vec::new(),
    }
}
