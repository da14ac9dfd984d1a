//! The places of the app: at the side of a tablet or desktop, below on a phone.

use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_location;

use super::brand::Brand;
use crate::t;
use crate::ui::{Count, Icon, SidePanel, Tone};

/// One place in the navigation.
#[derive(Clone, Copy)]
pub struct Place {
    /// Its path.
    pub href: &'static str,
    /// Drawn before its name.
    pub icon: Icon,
    /// Its name, short enough for a phone's lower edge.
    pub title: Signal<String>,
    /// How much waits there; nothing is shown at zero.
    pub count: Signal<usize>,
}

impl Place {
    /// A place where nothing is counted.
    pub fn new(href: &'static str, icon: Icon, title: Signal<String>) -> Self {
        Self {
            href,
            icon,
            title,
            count: Signal::default(),
        }
    }

    /// The same with a count of what waits there.
    pub fn count(mut self, count: impl Into<Signal<usize>>) -> Self {
        self.count = count.into();
        self
    }

    fn link(self, current: Memo<Option<&'static str>>) -> impl IntoView {
        let is_current = move || (current.get() == Some(self.href)).then_some("page");
        view! {
            <a href=self.href class="place" aria-current=is_current>
                <span class="place-icon">
                    {self.icon.view()}
                    <Count value=self.count tone=Tone::Danger />
                </span>
                <span class="place-title">{self.title}</span>
            </a>
        }
    }
}

/// Where the page is: of places that lie one in the other, the inner one.
fn current(places: RwSignal<Vec<Place>>) -> Memo<Option<&'static str>> {
    let path = use_location().pathname;
    Memo::new(move |_| {
        let path = path.read();
        let places = places.read();
        innermost(places.iter().map(|place| place.href), &path)
    })
}

fn innermost(places: impl Iterator<Item = &'static str>, path: &str) -> Option<&'static str> {
    let is_in = |place: &&str| {
        let rest = path.strip_prefix(*place);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    places.filter(is_in).max_by_key(|place| place.len())
}

/// As many as a phone's lower edge holds; of more, the last of these opens the rest.
const BOTTOM_PLACES_MAX: usize = 5;

#[component]
pub(super) fn SideNavigation(places: RwSignal<Vec<Place>>) -> impl IntoView {
    let current = current(places);
    let links = move || {
        let places = places.get().into_iter();
        places.map(|place| place.link(current)).collect_view()
    };
    view! {
        <nav class="side-navigation" aria-label=move || t!("frame.places").get()>
            <A href="/" attr:class="side-navigation-brand"><Brand /></A>
            <div class="side-navigation-places">
                {links}
            </div>
            <p class="side-navigation-foot">{t!("app.promise")}</p>
        </nav>
    }
}

#[component]
pub(super) fn BottomNavigation(places: RwSignal<Vec<Place>>) -> impl IntoView {
    let more = RwSignal::new(false);
    let current = current(places);
    let fits = move || places.read().len() <= BOTTOM_PLACES_MAX;
    let shown = move || {
        let count = if fits() {
            BOTTOM_PLACES_MAX
        } else {
            BOTTOM_PLACES_MAX - 1
        };
        places
            .get()
            .into_iter()
            .take(count)
            .map(|place| place.link(current))
            .collect_view()
    };
    let rest = move || {
        places
            .get()
            .into_iter()
            .skip(BOTTOM_PLACES_MAX - 1)
            .map(|place| place.link(current))
            .collect_view()
    };
    view! {
        <nav class="bottom-navigation" aria-label=move || t!("frame.places").get()>
            {shown}
            <Show when=move || !fits()>
                <button type="button" class="place" on:click=move |_| more.set(true)>
                    <span class="place-icon">{Icon::Menu.view()}</span>
                    <span class="place-title">{t!("frame.more")}</span>
                </button>
            </Show>
        </nav>
        <SidePanel open=more title=t!("frame.places")>
            <div class="more-places" on:click=move |_| more.set(false)>{rest}</div>
        </SidePanel>
    }
}

#[cfg(test)]
mod tests {
    use super::innermost;

    #[test]
    fn one_place_is_current_the_inner_of_two() {
        let places = ["/plan", "/mine", "/mine/result"];
        let at = |path| innermost(places.into_iter(), path);
        for (path, place) in [
            ("/mine", Some("/mine")),
            ("/mine/score/huong-ly/2026-11", Some("/mine")),
            ("/mine/result/huong-ly/2026-11", Some("/mine/result")),
            ("/plan/huong-ly/2026-11", Some("/plan")),
            ("/planning", None),
        ] {
            assert_eq!(at(path), place, "{path}");
        }
    }
}
