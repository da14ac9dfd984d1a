//! The words of who reminds, where they are read; and of what.

use leptos::prelude::*;
use roviec_shared::book::{Record, reminder::Reminder, sheet::Stage};

use crate::say;
use crate::store::Store;
use crate::ui::{Notice, Tone};

/// The newest word, with who says it.
#[component]
pub fn ReminderNotice(
    /// What was said, oldest first.
    #[prop(into)]
    reminders: Signal<Vec<Reminder>>,
) -> impl IntoView {
    let store = Store::get();
    let shown = move || {
        let last = reminders.get().pop()?;
        let name = store.name_of(&last.by).unwrap_or_default();
        let title = Signal::derive(move || say!("remind.from", name = name, day = last.day));
        Some(view! {
            <Notice tone=Tone::Warning title=title><p class="prewrap">{last.text.clone()}</p></Notice>
        })
    };
    view! { <div aria-live="polite">{shown}</div> }
}

/// Whether something of a person is missing before the meeting: a result, or their self-score.
pub fn is_missing(record: &Record) -> bool {
    let unreported = record.live_tasks().any(|(_, task)| task.done().is_none());
    let is_asked = record.is_rated_here() && record.enrolled.standing.is_active();
    let is_open = matches!(record.stage, Stage::Open { .. });
    is_open && is_asked && (unreported || record.stage.score().is_none())
}
