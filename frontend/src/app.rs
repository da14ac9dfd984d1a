//! The app: what every page shares, and which path shows which page.
//!
//! A new page is a component in its feature's folder, a `Route` here, and, where people look for it
//! every day, a [`Place`] in [`places`].

use leptos::prelude::*;
use leptos_router::components::{Redirect, Route, Router, Routes};
use leptos_router::path;
use roviec_shared::{month::Day, organisation::Held};

use crate::admin::{self, AdminRoutes};
use crate::committee::{self, CommitteeRoutes};
use crate::dashboard::{self, DashboardRoutes};
use crate::digest::DigestPage;
use crate::exchange::ExchangePage;
use crate::frame::{
    AccountShown, Frame, LostPage, Place, SettingsPage, Shared, Theme, follow_appearance,
    set_theme, theme,
};
use crate::locale::{Language, language, set_language};
use crate::mine::{self, MineRoutes};
use crate::month::{self, Switcher, ToBook, Workplace, at_book};
use crate::release::{NewerNotice, Release};
use crate::rules::{RuleSetPage, RulesPage};
use crate::sign_in::{SignInPage, UnfitPage};
use crate::storage::settings::Settings;
use crate::store::{Connection as Line, Store};
use crate::sync::desk::{Desk, Door};
use crate::targets::{self, TargetRoutes};
use crate::ui::{Connection as Shown, Icon, Notice, Toasts, ToastsView, Tone};
use crate::{decision, meeting, opinions, paper, plan, report, role, sheet, t, year};

/// The places of the navigation, the most used first: the first is where `/` leads.
fn places(store: Store) -> Vec<Place> {
    let mut places = month::places(store);
    places.extend(meeting::places(store));
    places.extend(decision::places(store));
    places.extend(opinions::places(store));
    places.extend(committee::places(store));
    places.extend(dashboard::places(store));
    places.extend(targets::places(store));
    places.extend(admin::places(store));
    places.extend(mine::places(store));
    places.push(Place::new(
        "/settings",
        Icon::Settings,
        t!("frame.settings"),
    ));
    places
}

/// The whole app.
#[component]
pub fn App() -> impl IntoView {
    let toasts = Toasts::provide();
    let shared = Shared::provide();
    let store = Store::provide(today_here());
    Workplace::provide();
    let desk = Desk::provide(store);
    follow_appearance();
    keep_appearance();
    keep_release(desk, store);
    follow_store(store, shared);
    shared
        .on_lock
        .set(Some(Callback::new(move |()| desk.lock())));
    shared.sync_page.set(Some("/exchange"));
    view! {
        <Router>
            <Pages />
            <ToastsView toasts />
        </Router>
    }
}

/// Language and colours are as they were chosen on this device.
fn keep_appearance() {
    let kept = Settings::read();
    if let Some(language) = kept.language.as_deref().and_then(Language::parse) {
        set_language(language);
    }
    if let Some(chosen) = kept.theme.as_deref().and_then(Theme::parse) {
        set_theme(chosen);
    }
    Effect::new(move |before: Option<Settings>| {
        let chosen = Settings {
            language: Some(language().tag().to_owned()),
            theme: Some(theme().tag().to_owned()),
        };
        if before.is_some_and(|before| before != chosen) {
            chosen.keep();
        }
        chosen
    });
}

/// The app is kept on this device once a page stands; a server that has become too new for it has a newer one.
fn keep_release(desk: Desk, store: Store) {
    if cfg!(feature = "kit") {
        // What serves the kit has no list of its files.
        return;
    }
    let release = Release::provide(desk);
    let is_drawn = Memo::new(move |_| desk.door.get() != Door::Trying);
    Effect::new(move |_| {
        if is_drawn.get() {
            release.follow();
        }
    });
    Effect::new(move |_| {
        if store.connection.get() == Line::Outdated {
            release.check();
        }
    });
}

/// The frame shows what the store holds.
fn follow_store(store: Store, shared: Shared) {
    Effect::new(move |_| shared.places.set(places(store)));
    Effect::new(move |_| shared.unsent.set(store.unsent.get()));
    Effect::new(move |_| shared.last_sync.set(store.last_exchange.get()));
    Effect::new(move |_| {
        shared.connection.set(match store.connection.get() {
            Line::Online => Shown::Online,
            Line::Unknown | Line::Offline => Shown::Offline,
            Line::SessionEnded | Line::Outdated => Shown::NeedsAttention,
        });
    });
    Effect::new(move |_| {
        let account = store.actor.get().map(|actor| AccountShown {
            post: post_of(store, &actor.author.held),
            name: actor.name,
        });
        shared.account.set(account);
    });
    shared
        .switcher
        .set(Some(ViewFn::from(|| view! { <Switcher /> })));
}

/// What a person is in the first place: the last role that holds today, since the plain ones stand first.
fn post_of(store: Store, held: &[Held]) -> String {
    let today = store.today.get();
    let held = held.iter().rfind(|held| held.holds_on(today));
    held.map(|held| role::at_unit(store, held))
        .unwrap_or_default()
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
    let desk = Desk::get();
    let door = Memo::new(move |_| desk.door.get());
    move || match door.get() {
        // What the page showed before the app was there is still in sight.
        Door::Trying => ().into_any(),
        Door::Unfit(why) => view! { <UnfitPage why /> }.into_any(),
        Door::Closed => view! { <SignInPage /> }.into_any(),
        Door::Open => view! { <Inside /> }.into_any(),
    }
}

/// The pages of an account at work.
#[component]
fn Inside() -> impl IntoView {
    let desk = Desk::get();
    let is_full = Memo::new(move |_| desk.is_full());
    let page = move || {
        if is_full.get() {
            return view! { <Full /> }.into_any();
        }
        view! {
            <Routes fallback=LostPage>
                <Route path=path!("/") view=ToFirst />
                <Route path=path!("/exchange") view=ExchangePage />
                <Route path=path!("/month") view=|| view! { <ToBook place="month" /> } />
                <Route path=path!("/month/:unit/:month") view=|| at_book(month::home) />
                <Route path=path!("/plan") view=|| view! { <ToBook place="plan" /> } />
                <Route path=path!("/plan/:unit/:month/:person?") view=|| at_book(plan::plan) />
                <Route path=path!("/results") view=|| view! { <ToBook place="results" /> } />
                <Route path=path!("/results/:unit/:month/:person?") view=|| at_book(sheet::results) />
                <Route path=path!("/meeting") view=|| view! { <ToBook place="meeting" /> } />
                <Route
                    path=path!("/meeting/:unit/:month/:part?/:person?")
                    view=|| at_book(meeting::meeting)
                />
                <Route path=path!("/groups") view=meeting::ToGroups />
                <Route path=path!("/groups/:unit/:month/:person?") view=|| at_book(meeting::groups) />
                <Route path=path!("/report") view=|| view! { <ToBook place="report" /> } />
                <Route path=path!("/report/:unit/:month") view=|| at_book(report::report) />
                <Route path=path!("/decision") view=|| view! { <ToBook place="decision" /> } />
                <Route path=path!("/decision/:unit/:month") view=|| at_book(decision::decision) />
                <Route path=path!("/heads") view=decision::ToHeads />
                <Route path=path!("/heads/:unit/:month") view=|| at_book(decision::decision) />
                <Route path=path!("/heads/:unit/:month/round/:round") view=|| at_book(decision::differing) />
                <Route path=path!("/opinions") view=opinions::ToOpinions />
                <Route path=path!("/opinions/:unit/:month") view=|| at_book(opinions::opinions) />
                <Route path=path!("/paper/plan/:unit/:month") view=|| at_book(paper::plan) />
                <Route path=path!("/paper/minutes/:unit/:month") view=|| at_book(paper::minutes) />
                <Route path=path!("/paper/proposal/:unit/:month") view=|| at_book(paper::proposal) />
                <Route
                    path=path!("/paper/notice/:unit/:month/:person")
                    view=|| at_book(paper::notice)
                />
                <Route path=path!("/why/:unit/:month/:person") view=|| at_book(sheet::why) />
                <CommitteeRoutes />
                <DashboardRoutes />
                <TargetRoutes />
                <AdminRoutes />
                <MineRoutes />
                <Route path=path!("/year/:unit/:year") view=year::YearPage />
                <Route path=path!("/rules") view=RulesPage />
                <Route path=path!("/rules/:id/:version") view=RuleSetPage />
                <Route path=path!("/settings") view=SettingsPage />
                <Route path=path!("/settings/digest") view=DigestPage />
            </Routes>
        }
        .into_any()
    };
    view! {
        <Frame>
            <NewerNotice />
            {page}
        </Frame>
    }
}

/// Leads to the first place that fits the roles. Which fit is known with the organisation, which an
/// account that is opened for the first time asks the server for.
#[component]
fn ToFirst() -> impl IntoView {
    let store = Store::get();
    let first = Memo::new(move |_| {
        let is_coming = matches!(store.connection.get(), Line::Unknown | Line::Online);
        let is_known = store.tree.with(|tree| !tree.units.is_empty());
        (is_known || !is_coming).then(|| {
            places(store)
                .first()
                .map_or("/settings", |place| place.href)
        })
    });
    move || match first.get() {
        Some(path) => view! { <Redirect path /> }.into_any(),
        None => view! { <div aria-busy="true"></div> }.into_any(),
    }
}

/// Nothing new is taken in before the journal has no room for it: it says so, and what is there is sent.
#[component]
fn Full() -> impl IntoView {
    view! {
        <Notice tone=Tone::Danger title=t!("exchange.full")>
            <p>{t!("exchange.full_words")}</p>
        </Notice>
        <ExchangePage />
    }
}
