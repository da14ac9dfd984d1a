//! The text of a rule set's file, in which a fault's line can be found.

use leptos::prelude::*;

use super::entry::{Asked, RulesEntry};
use super::faults::WhyShown;
use super::source::Source;
use crate::t;
use crate::ui::{Card, unique_id};

/// The card with the text.
#[component]
pub fn EditorCard(entry: RulesEntry) -> impl IntoView {
    view! {
        <Card title=t!("admin.rules.text.title")>
            <div class="stack">
                <Source entry />
                <WhyShown entry asked=Asked::Text />
                <Editor entry />
            </div>
        </Card>
    }
}

/// The field: lines are not folded, so that a line on the screen is one of the file.
#[component]
fn Editor(entry: RulesEntry) -> impl IntoView {
    let id = unique_id("rules");
    let hint_id = format!("{id}-hint");
    let area = entry.area;
    Effect::new(move |_| {
        if let Some(area) = area.get() {
            area.set_value(&entry.text.get_untracked());
        }
    });
    view! {
        <div class="field">
            <label class="field-label" for=id.clone()>{t!("admin.rules.text")}</label>
            <textarea
                node_ref=area
                id=id
                class="input textarea rules-text"
                rows="18"
                wrap="off"
                spellcheck="false"
                autocomplete="off"
                autocapitalize="none"
                aria-describedby=hint_id.clone()
                on:input=move |event| entry.text.set(event_target_value(&event))
            ></textarea>
            <p class="field-hint" id=hint_id>{t!("admin.rules.text.hint")}</p>
        </div>
    }
}
