//! The words of who reminds, where they are read.

use leptos::prelude::*;
use roviec_shared::book::reminder::Reminder;

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
