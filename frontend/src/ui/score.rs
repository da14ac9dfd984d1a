//! A number that is stepped or typed.

use leptos::html;
use leptos::prelude::*;

use super::{Icon, IconButton, unique_id};
use crate::locale;

/// Points by tap, by arrow keys or typed. Not set is not zero: the first tap on + gives the maximum
/// if `from_top`, else the least.
#[component]
pub fn Stepper(
    /// What is scored.
    #[prop(into)]
    label: Signal<String>,
    /// The points, in units of a hundredth; `None` until somebody gave some.
    value: RwSignal<Option<i64>>,
    /// The most, in hundredths.
    max: i64,
    /// The least, in hundredths.
    #[prop(optional)]
    min: i64,
    /// What one tap changes, in hundredths.
    #[prop(default = 50)]
    step: i64,
    /// The first tap starts from the maximum, since most people have most points.
    #[prop(optional)]
    from_top: bool,
    /// One line below the label.
    #[prop(optional, into)]
    note: Signal<Option<String>>,
    /// Cannot be changed now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
) -> impl IntoView {
    let id = unique_id("points");
    let node = NodeRef::<html::Input>::new();
    let focused = RwSignal::new(false);
    let wrong = RwSignal::new(false);
    let write = move |points: Option<i64>| {
        if let Some(input) = node.get_untracked() {
            input.set_value(&points.map(locale::hundredths).unwrap_or_default());
        }
    };
    Effect::new(move |_| {
        let points = value.get();
        locale::language();
        if node.get().is_some() && !focused.get() && !wrong.get() {
            write(points);
        }
    });
    let change = move |by: i64| {
        let start = if from_top { max } else { min };
        let next = match value.get_untracked() {
            Some(points) => (points + by).clamp(min, max),
            None => start,
        };
        wrong.set(false);
        value.set(Some(next));
        // Also while the field has the focus: a step is not typing.
        write(Some(next));
    };
    let typed = move |text: String| {
        let points = locale::parse_decimal(&text, 2).filter(|points| (min..=max).contains(points));
        wrong.set(points.is_none() && !text.trim().is_empty());
        if points.is_some() || text.trim().is_empty() {
            value.set(points);
        }
    };
    let press = move |event: web_sys::KeyboardEvent| {
        let by = match event.key().as_str() {
            "ArrowUp" => step,
            "ArrowDown" => -step,
            "PageUp" => step * 5,
            "PageDown" => -step * 5,
            _ => return,
        };
        event.prevent_default();
        change(by);
    };
    let error_id = format!("{id}-error");
    view! {
        <div class="stepper" class:field-wrong=move || wrong.get()>
            <div class="stepper-words">
                <label class="stepper-label" for=id.clone()>{label}</label>
                <span class="choice-note" hidden=move || note.read().is_none()>{note}</span>
                <span class="field-error" id=error_id.clone() role="alert">
                    {move || wrong.get().then(|| crate::say!(
                        "ui.points.wrong", min = locale::hundredths(min), max = locale::hundredths(max)
                    ))}
                </span>
            </div>
            <div class="stepper-keys">
                <IconButton
                    icon=Icon::Minus
                    label=move || crate::say!("ui.points.less", what = label.get())
                    on_press=move || change(-step)
                    disabled=move || disabled.get() || value.get() == Some(min)
                />
                <span class="stepper-value">
                    <input
                        node_ref=node
                        id=id
                        class="stepper-input"
                        type="text"
                        inputmode="decimal"
                        autocomplete="off"
                        placeholder="–"
                        role="spinbutton"
                        aria-valuemin=min as f64 / 100.0
                        aria-valuemax=max as f64 / 100.0
                        aria-valuenow=move || value.get().map(|points| points as f64 / 100.0)
                        aria-valuetext=move || value.get().map(locale::hundredths)
                        aria-describedby=error_id
                        aria-invalid=move || wrong.get().then_some("true")
                        disabled=move || disabled.get()
                        on:input=move |event| typed(event_target_value(&event))
                        on:keydown=press
                        on:focus=move |_| focused.set(true)
                        on:blur=move |_| focused.set(false)
                    />
                    <span class="stepper-max">{move || format!("/ {}", locale::hundredths(max))}</span>
                </span>
                <IconButton
                    icon=Icon::Plus
                    label=move || crate::say!("ui.points.more", what = label.get())
                    on_press=move || change(step)
                    disabled=move || disabled.get() || value.get() == Some(max)
                />
            </div>
        </div>
    }
}
