//! The app: what every page shares, and which path shows which page.
//!
//! A new page is a component in its feature's folder, a `Route` here, and, where people look for it
//! every day, a [`Place`] in [`places`].

use leptos::prelude::*;
use leptos_router::components::{Redirect, Route, Router, Routes};
use leptos_router::path;
use roviec_shared::month::Day;

use crate::frame::{Frame, LostPage, Place, SettingsPage, Shared, follow_appearance};
use crate::store::Store;
use crate::t;
use crate::ui::{Icon, Toasts, ToastsView};

/// The places of the navigation, the most used first: the first is where `/` leads.
fn places() -> Vec<Place> {
    vec![Place::new(
        "/settings",
        Icon::Settings,
        t!("frame.settings"),
    )]
}

/// The whole app.
#[component]
pub fn App() -> impl IntoView {
    let toasts = Toasts::provide();
    let shared = Shared::provide();
    Store::provide(today_here());
    follow_appearance();
    shared.places.set(places());
    view! {
        <Router>
            <Pages />
            <ToastsView toasts />
        </Router>
    }
}

/// The day that this device's clock says, until the server says better.
fn today_here() -> Day {
    let now = js_sys::Date::new_0();
    let number = |value: u32| u8::try_from(value).unwrap_or(1);
    let year = u16::try_from(now.get_full_year()).unwrap_or_default();
    Day::new(year, number(now.get_month() + 1), number(now.get_date()))
        .unwrap_or(Day::from_days_since_1970(0))
}

#[cfg(feature = "kit")]
#[component]
fn Pages() -> impl IntoView {
    let path = leptos_router::hooks::use_location().pathname;
    let shows_kit = Memo::new(move |_| path.read().starts_with("/kit"));
    move || {
        if shows_kit.get() {
            crate::kit::Kit().into_any()
        } else {
            Own().into_any()
        }
    }
}

#[cfg(not(feature = "kit"))]
#[component]
fn Pages() -> impl IntoView {
    view! { <Own /> }
}

#[component]
fn Own() -> impl IntoView {
    let first = || places().first().map_or("/settings", |place| place.href);
    view! {
        <Frame>
            <Routes fallback=LostPage>
                <Route path=path!("/") view=move || view! { <Redirect path=first() /> } />
                <Route path=path!("/settings") view=SettingsPage />
            </Routes>
        </Frame>
    }
}
