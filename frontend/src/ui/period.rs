//! One of a row of periods: a month, a year.

use leptos::prelude::*;

use super::{Icon, IconButton};

/// The period shown, with the one before and the one after it at its sides.
#[component]
pub fn Period(
    /// What is shown, in words.
    #[prop(into)]
    words: Signal<String>,
    /// What the step back leads to, read aloud.
    #[prop(into)]
    before_label: Signal<String>,
    /// What the step forward leads to, read aloud.
    #[prop(into)]
    after_label: Signal<String>,
    /// Goes back; none where there is nothing before.
    #[prop(into)]
    before: Signal<Option<Callback<()>>>,
    /// Goes on; none where there is nothing after.
    #[prop(into)]
    after: Signal<Option<Callback<()>>>,
) -> impl IntoView {
    let press = |step: Signal<Option<Callback<()>>>| {
        move || {
            if let Some(step) = step.get_untracked() {
                step.run(());
            }
        }
    };
    view! {
        <div class="period">
            <IconButton
                icon=Icon::Left
                label=before_label
                on_press=press(before)
                disabled=move || before.read().is_none()
            />
            <span class="period-words" aria-live="polite">{words}</span>
            <IconButton
                icon=Icon::Right
                label=after_label
                on_press=press(after)
                disabled=move || after.read().is_none()
            />
        </div>
    }
}
