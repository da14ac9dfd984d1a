//! The app's own pages with a district in memory behind them, to build, look at and click through
//! them without a server: `/kit/play/<who>` opens them as that person, `?at=<stage>` with the month
//! of chi bộ thôn Hương Lý so far on, `?people=600` with so many in the cell, `?to=/plan` on a page.

mod around;
mod cast;
mod device;
mod world;

pub use cast::Who;
pub use world::{At, World};

use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_params_map, use_query_map};
use leptos_router::{NavigateOptions, components::Redirect};

use crate::store::Store;

/// Fills the store as the path says, and goes to the page that `to` names.
#[component]
pub fn PlayPage() -> impl IntoView {
    let (params, query) = (use_params_map(), use_query_map());
    let who = params
        .with_untracked(|params| params.get("who"))
        .and_then(|who| Who::parse(&who));
    let asked = |name: &str| query.with_untracked(|query| query.get(name));
    let at = asked("at")
        .and_then(|at| At::parse(&at))
        .unwrap_or(At::Reported);
    let people = asked("people").and_then(|count| count.parse().ok());
    let to = asked("to").unwrap_or_else(|| "/".to_owned());
    let Some(who) = who else {
        return view! { <Redirect path="/kit/components" /> }.into_any();
    };
    let is_online = asked("offline").is_none();
    device::open(Store::get(), World::made(at, people), who, is_online);
    let navigate = use_navigate();
    request_animation_frame(move || {
        navigate(
            &to,
            NavigateOptions {
                replace: true,
                ..NavigateOptions::default()
            },
        );
    });
    ().into_any()
}
