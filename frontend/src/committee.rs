//! A committee and its office: what came and what is owed, the table over all units, the conclusion,
//! the decision, the announcement.

mod announcement;
mod conclusion;
mod decision;
mod desk;
mod head;
mod limits;
mod lines;
mod person;
mod start;
mod submission;
mod unit_month;
mod units;
mod urging;

pub use start::places;

use leptos::prelude::*;
use leptos_router::components::{Outlet, ParentRoute, Route};
use leptos_router::path;

/// The paths of the committee's pages.
#[component(transparent)]
pub fn CommitteeRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("/committee") view=Outlet>
            <Route path=path!("") view=start::Start />
            <ParentRoute path=path!("/:at/:month") view=start::Desks>
                <Route path=path!("") view=units::UnitsPage />
                <Route path=path!("/unit/:unit") view=submission::SubmissionPage />
                <Route path=path!("/unit/:unit/:person") view=person::PersonPage />
                <Route path=path!("/limits") view=limits::LimitsPage />
                <Route path=path!("/conclusion") view=conclusion::ConclusionPage />
                <Route path=path!("/urging") view=urging::UrgingPage />
                <Route path=path!("/announcement") view=announcement::AnnouncementPage />
            </ParentRoute>
        </ParentRoute>
    }
    .into_inner()
}
