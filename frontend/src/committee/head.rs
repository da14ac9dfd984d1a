//! The head of the desk's own pages: committee, month, and the way from page to page.

use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_navigate;
use roviec_shared::month::Month;

use super::desk::{self, Desk};
use crate::ui::{PageHead, Period};
use crate::{say, t};

/// The page's name, with the committee above and the month at the right; below, the other pages.
#[component]
pub fn DeskHead(
    /// The page's name.
    #[prop(into)]
    title: Signal<String>,
    /// One sentence below.
    #[prop(into)]
    lead: Signal<String>,
) -> impl IntoView {
    let desk = Desk::of_page();
    let overline = Signal::derive(move || desk.name());
    let link = |page: &'static str, words: Signal<String>| {
        view! { <A href=move || desk.path(page) exact=true attr:class="subnav-link">{words}</A> }
    };
    view! {
        <PageHead title overline lead actions=|| view! { <MonthPick /> } />
        <nav class="subnav" aria-label=move || say!("committee.pages")>
            {link("", t!("committee.units"))}
            {link("/limits", t!("committee.limits"))}
            {link("/conclusion", t!("committee.conclusion"))}
            {link("/announcement", t!("committee.announcement"))}
        </nav>
    }
}

/// The month of the desk, and the way to those before and after it.
#[component]
fn MonthPick() -> impl IntoView {
    let desk = Desk::of_page();
    let navigate = StoredValue::new_local(use_navigate());
    let months = Memo::new(move |_| desk::months(desk.store, &desk.at.get()));
    let to = move |month: Option<Month>| {
        let path = desk::path_of(&desk.at.get(), month?, "");
        Some(Callback::new(move |()| {
            navigate.with_value(|navigate| navigate(&path, Default::default()));
        }))
    };
    let before = Signal::derive(move || {
        let now = desk.month.get();
        to(months.with(|months| months.iter().copied().filter(|month| *month < now).max()))
    });
    let after = Signal::derive(move || {
        let now = desk.month.get();
        to(months.with(|months| months.iter().copied().filter(|month| *month > now).min()))
    });
    view! {
        <Period
            words=t!("period.month", month = desk.month.get())
            before_label=t!("period.before")
            after_label=t!("period.after")
            before
            after
        />
    }
}
