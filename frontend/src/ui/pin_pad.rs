//! Where a PIN is entered: large keys for fingers, the keyboard for the rest.

use leptos::html;
use leptos::prelude::*;

use super::{Icon, unique_id};

/// Keys 0–9 and the dots of what was entered. The PIN leaves by `on_done` alone and is forgotten here
/// at once, so the next try starts empty.
#[component]
pub fn PinPad(
    /// What is asked for.
    #[prop(into)]
    label: Signal<String>,
    /// How many digits.
    #[prop(default = 6)]
    length: usize,
    /// What is wrong, in words.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// It is being checked.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// Takes the whole PIN.
    #[prop(into)]
    on_done: Callback<String>,
) -> impl IntoView {
    let entered = RwSignal::new(String::new());
    let node = NodeRef::<html::Input>::new();
    let id = unique_id("pin");
    let error_id = format!("{id}-error");
    // Whoever has a keyboard types at once; without one none comes up. In a dialog, which opens later, the
    // attribute does the same.
    Effect::new(move |_| {
        if let Some(input) = node.get() {
            // Out of sight it takes no focus.
            let _ = input.focus();
        }
    });
    let show = move |digits: String| {
        if let Some(input) = node.get_untracked()
            && input.value() != digits
        {
            input.set_value(&digits);
        }
        entered.set(digits);
    };
    let take = move |typed: String| {
        let digits: String = typed
            .chars()
            .filter(char::is_ascii_digit)
            .take(length)
            .collect();
        if busy.get_untracked() {
            show(entered.get_untracked());
        } else if digits.len() == length {
            show(String::new());
            on_done.run(digits);
        } else {
            show(digits);
        }
    };
    let press = move |digit: char| {
        let mut digits = entered.get_untracked();
        digits.push(digit);
        take(digits);
    };
    let back = move || {
        let mut digits = entered.get_untracked();
        digits.pop();
        take(digits);
    };
    let digit = move |digit: char| {
        view! {
            <button
                type="button"
                class="pin-key"
                disabled=move || busy.get()
                on:click=move |_| press(digit)
            >
                {digit.to_string()}
            </button>
        }
    };
    let dots = move || {
        let filled = if busy.get() {
            length
        } else {
            entered.read().len()
        };
        (0..length)
            .map(
                |index| view! { <span class="pin-dot" class:pin-dot-filled=index < filled></span> },
            )
            .collect_view()
    };
    view! {
        <div class="pin" class:field-wrong=move || error.read().is_some()>
            <label class="pin-label" for=id.clone()>{label}</label>
            <div class="pin-entry">
                // The real field, invisible over the dots: keyboards, and screen readers, use it.
                <input
                    node_ref=node
                    id=id
                    class="pin-input"
                    type="password"
                    inputmode="none"
                    autocomplete="off"
                    autofocus
                    aria-describedby=error_id.clone()
                    aria-invalid=move || error.read().is_some().then_some("true")
                    on:input=move |event| take(event_target_value(&event))
                />
                <span class="pin-dots" aria-hidden="true">{dots}</span>
            </div>
            <p class="field-error" id=error_id role="alert">{error}</p>
            <div class="pin-keys">
                {('1'..='9').map(digit).collect_view()}
                <span></span>
                {digit('0')}
                <button
                    type="button"
                    class="pin-key pin-key-back"
                    aria-label=move || crate::say!("ui.pin.back")
                    disabled=move || busy.get()
                    on:click=move |_| back()
                >
                    {Icon::Backspace.view()}
                </button>
            </div>
        </div>
    }
}
