//! The frame around every page: navigation, the state of connection and sending, the account's menu;
//! and the gate, where there is no account yet.

mod appearance;
mod brand;
mod gate;
mod lost;
mod navigation;
mod settings;

pub use appearance::{Theme, follow_appearance, set_theme, theme};
pub use brand::Brand;
pub use gate::Gate;
pub use lost::LostPage;
pub use navigation::Place;
pub use settings::{AppearanceChoice, SettingsPage};

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::ui::{Avatar, Connection, Icon, MenuButton, StatusBar};
use crate::{say, t};
use navigation::{BottomNavigation, SideNavigation};

/// Who is at work, as the frame shows them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountShown {
    /// The whole name.
    pub name: String,
    /// The post, in words.
    pub post: String,
}

/// What the frame shows, and who fills it: the store and sync set these signals, pages read them.
#[derive(Clone, Copy)]
pub struct Shared {
    /// The places this account may go to.
    pub places: RwSignal<Vec<Place>>,
    /// The line to the server.
    pub connection: RwSignal<Connection>,
    /// How many confirmed acts are on this device alone.
    pub unsent: RwSignal<usize>,
    /// When all was last sent and received, in words (`19:42`, `24/11/2026 19:42`).
    pub last_sync: RwSignal<Option<String>>,
    /// Who is at work.
    pub account: RwSignal<Option<AccountShown>>,
    /// Locks the account; the menu offers it once it is set.
    pub on_lock: RwSignal<Option<Callback<()>>>,
    /// Unit and month, with their switchers.
    pub switcher: RwSignal<Option<ViewFn>>,
    /// The page of sending and receiving; the status leads there once it is set.
    pub sync_page: RwSignal<Option<&'static str>>,
}

impl Shared {
    /// Made once, by the app.
    pub fn provide() -> Self {
        let shared = Self {
            places: RwSignal::new(Vec::new()),
            connection: RwSignal::new(Connection::Offline),
            unsent: RwSignal::new(0),
            last_sync: RwSignal::new(None),
            account: RwSignal::new(None),
            on_lock: RwSignal::new(None),
            switcher: RwSignal::new(None),
            sync_page: RwSignal::new(None),
        };
        provide_context(shared);
        shared
    }

    /// The app's. Every page stands inside the app, which provides it first.
    pub fn of_app() -> Self {
        expect_context()
    }
}

/// The frame around the pages of an account that is open.
#[component]
pub fn Frame(
    /// The page.
    children: Children,
) -> impl IntoView {
    let shared = Shared::of_app();
    follow_path();
    view! {
        <a class="skip" href="#main">{t!("frame.skip")}</a>
        <div class="frame">
            <SideNavigation places=shared.places />
            <div class="frame-column">
                <header class="bar">
                    <span class="only-phone"><Brand mark_only=true /></span>
                    <div class="bar-switcher">{move || shared.switcher.get().map(|slot| slot.run())}</div>
                    <Status shared />
                    <AccountMenu shared />
                </header>
                <main id="main" class="page" tabindex="-1">{children()}</main>
            </div>
            <BottomNavigation places=shared.places />
        </div>
    }
}

#[component]
fn Status(shared: Shared) -> impl IntoView {
    let words = move || match shared.connection.get() {
        Connection::Online => say!("status.online"),
        Connection::Offline => say!("status.offline"),
        Connection::Busy => say!("status.busy"),
        Connection::NeedsAttention => say!("status.needs_attention"),
    };
    let unsent = move || match shared.unsent.get() {
        0 => String::new(),
        n => say!("status.unsent", n = n),
    };
    let last = move || {
        shared
            .last_sync
            .get()
            .map(|when| say!("status.last", when = when))
            .unwrap_or_default()
    };
    let href = move || shared.sync_page.get();
    move || match href() {
        Some(href) => {
            view! { <StatusBar connection=shared.connection words unsent last href /> }.into_any()
        }
        None => view! { <StatusBar connection=shared.connection words unsent last /> }.into_any(),
    }
}

#[component]
fn AccountMenu(shared: Shared) -> impl IntoView {
    let name = Signal::derive(move || {
        shared
            .account
            .get()
            .map(|account| account.name)
            .unwrap_or_default()
    });
    let face = move || match shared.account.get() {
        Some(_) => view! { <Avatar name /> }.into_any(),
        None => Icon::Person.view().into_any(),
    };
    let who = move || {
        shared.account.get().map(|account| {
            view! {
                <p class="menu-who"><span class="strong">{account.name}</span><span class="small soft">{account.post}</span></p>
            }
        })
    };
    let lock = move || {
        shared.on_lock.get().map(|on_lock| {
            view! {
                <button type="button" class="menu-item" on:click=move |_| on_lock.run(())>
                    {Icon::Lock.view()}
                    <span>{t!("frame.lock")}</span>
                </button>
            }
        })
    };
    view! {
        <MenuButton face label=t!("frame.account")>
            {who}
            {lock}
            <leptos_router::components::A href="/settings" attr:class="menu-item">
                {Icon::Settings.view()}
                <span>{t!("frame.settings")}</span>
            </leptos_router::components::A>
        </MenuButton>
    }
}

/// After a change of page the focus goes to the new heading and the page to its top: what a browser
/// does by itself when pages are loaded.
fn follow_path() {
    let path = use_location().pathname;
    Effect::new(move |before: Option<String>| {
        let now = path.get();
        if before.is_some_and(|before| before != now) {
            request_animation_frame(|| {
                window().scroll_to_with_x_and_y(0.0, 0.0);
                if let Ok(Some(heading)) = document().query_selector("main h1") {
                    use leptos::wasm_bindgen::JsCast;
                    if let Some(heading) = heading.dyn_ref::<web_sys::HtmlElement>() {
                        // The focus is lost only with the element itself.
                        let _ = heading.focus();
                    }
                }
            });
        }
        now
    });
}
