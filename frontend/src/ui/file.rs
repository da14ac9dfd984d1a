//! A text file of this device, read where a button is pressed.

use leptos::{html, prelude::*, task::spawn_local};
use wasm_bindgen_futures::JsFuture;

use super::{Button, Icon};

/// A button that asks for a file and hands on its text; none where it is larger than `max`, or no text.
#[component]
pub fn FileButton(
    /// The words.
    children: Children,
    /// What the browser offers to choose from.
    accept: &'static str,
    /// The most bytes that are read.
    max: f64,
    /// Takes the text.
    #[prop(into)]
    on_read: Callback<Option<String>>,
    /// What follows from it is under way.
    #[prop(optional, into)]
    busy: Signal<bool>,
) -> impl IntoView {
    let file = NodeRef::<html::Input>::new();
    let open = move || {
        if let Some(input) = file.get_untracked() {
            input.click();
        }
    };
    let chosen = move |_| {
        let Some(input) = file.get_untracked() else {
            return;
        };
        let Some(file) = input.files().and_then(|files| files.get(0)) else {
            return;
        };
        spawn_local(async move {
            let text = if file.size() > max {
                None
            } else {
                JsFuture::from(file.text()).await.ok()
            };
            // The same file can be chosen again after it was changed.
            input.set_value("");
            let text = text.and_then(|text| text.as_string());
            on_read.run(text.filter(|text| !text.contains(['\u{fffd}', '\0'])));
        });
    };
    view! {
        <Button icon=Icon::Document on_press=open busy=busy>{children()}</Button>
        <input
            node_ref=file
            type="file"
            class="file-input"
            accept=accept
            tabindex="-1"
            aria-hidden="true"
            on:change=chosen
        />
    }
}
