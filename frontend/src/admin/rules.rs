//! The page on which an administrator adds a version of rules: its text, what it would have changed in a
//! month, and the month from which it holds.

mod add;
mod editor;
mod entry;
mod faults;
mod line;
mod source;
mod sums;
mod trial;

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use self::add::{AddCard, Added};
use self::editor::EditorCard;
use self::entry::RulesEntry;
use self::trial::TrialCard;
use crate::form::Restored;
use crate::store::{Connection, Store};
use crate::t;
use crate::ui::{BackLink, Notice, PageHead, Tone};

/// The page.
#[component]
pub fn NewRulesPage() -> impl IntoView {
    let params = use_params_map();
    let begun_with = params.with_untracked(|params| {
        let (id, version) = (params.get("id")?, params.get("version")?);
        Some(format!("{id}/{version}"))
    });
    let entry = RulesEntry::new(begun_with);
    let store = Store::get();
    let is_away = move || store.connection.get() == Connection::Offline;
    let is_added = Memo::new(move |_| entry.added.read().is_some());
    // What a version can be tried on and begin with is the server's to say, as soon as there is a line.
    Effect::new(move |_| {
        if store.connection.get() != Connection::Offline {
            entry.read_months();
        }
    });
    view! {
        <BackLink href="/rules" words=t!("rules.title") />
        <PageHead title=t!("admin.rules.title") lead=t!("admin.rules.lead") />
        <div role="status">
            <Show when=is_away>
                <Notice tone=Tone::Warning title=t!("admin.rules.away")>
                    <p>{t!("admin.rules.away.words")}</p>
                </Notice>
            </Show>
        </div>
        <Show when=move || !is_added.get() fallback=move || view! { <Added entry /> }>
            <Restored is_restored=entry.is_restored on_forget=move || entry.forget() />
            <EditorCard entry />
            <TrialCard entry />
            <AddCard entry />
        </Show>
    }
}
