//! The whole table over all units with the cap, the body's conclusion on it, and the chair's decision.

mod draft;
mod form;
mod shown;
mod sums;
mod whole;

use leptos::prelude::*;
use roviec_shared::organisation::Role;

use super::decision::to_decide;
use super::desk::Desk;
use super::head::DeskHead;
use crate::doing::SavingLine;
use crate::t;
use crate::ui::{Card, EmptyState, Icon, Notice};
use draft::Entry;

/// The page.
#[component]
pub fn ConclusionPage() -> impl IntoView {
    let desk = Desk::of_page();
    let again = RwSignal::new(false);
    let waits = Memo::new(move |_| to_decide(desk));
    let is_waiting = Memo::new(move |_| waits.read().is_some());
    let is_opened =
        Memo::new(move |_| desk.with_own(|own| own.place.is_some()).unwrap_or_default());
    let month = Memo::new(move |_| (desk.at.get(), desk.month.get()));
    // Another month is another table: what is being entered there is kept under its own name.
    let whole = move || {
        month.track();
        let entry = Entry::open(desk);
        view! { <Compile entry again /> }
    };
    view! {
        <DeskHead title=t!("committee.conclusion") lead=t!("conclusion.lead") />
        <Show when=move || !is_opened.get()>
            <Notice><p>{t!("conclusion.not_opened")}</p></Notice>
        </Show>
        <Show when=move || is_waiting.get() && !again.get()>
            {move || waits.get().map(|what| view! { <shown::Waiting what again /> })}
        </Show>
        <Show when=move || !is_waiting.get() || again.get()>{whole}</Show>
        <shown::Earlier />
        <SavingLine />
    }
}

/// The table that is being compiled, and the form of its conclusion for the office.
#[component]
fn Compile(entry: Entry, again: RwSignal<bool>) -> impl IntoView {
    let desk = Desk::of_page();
    let is_any = Memo::new(move |_| !draft::to_compile(desk).is_empty());
    let is_first = Memo::new(move |_| {
        desk.with_own(|own| own.conclusions.is_empty())
            .unwrap_or(true)
    });
    let office = Memo::new(move |_| desk.holds(&[Role::CommitteeOffice, Role::OrganisationBoard]));
    view! {
        <Show
            when=move || is_any.get()
            fallback=move || view! {
                <Show when=move || is_first.get()>
                    <Card>
                        <EmptyState icon=Icon::Document title=t!("conclusion.nothing") words=t!("conclusion.nothing.words") />
                    </Card>
                </Show>
            }
        >
            <whole::WholeTable entry can_change=office />
            <Show
                when=move || office.get()
                fallback=|| view! { <Notice><p>{t!("conclusion.not_yours")}</p></Notice> }
            >
                <form::ConclusionForm entry again />
            </Show>
        </Show>
    }
}
