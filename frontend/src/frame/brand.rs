//! The mark and the name.

use leptos::prelude::*;

use crate::t;

/// A lacquer-red seal with a tick, and the product's name beside it.
#[component]
pub fn Brand(
    /// The mark alone; its name is still read aloud.
    #[prop(optional)]
    mark_only: bool,
) -> impl IntoView {
    view! {
        <span class="brand">
            <svg class="brand-mark" viewBox="0 0 40 40" aria-hidden="true">
                <rect class="brand-ground" x="1" y="1" width="38" height="38" rx="10"></rect>
                <path class="brand-line" d="M11 13h8M11 20h5M11 27h5"></path>
                <path class="brand-line" d="M18 23.500l4.500 4.500L31 15"></path>
            </svg>
            <span class="brand-name" class:only-screen-reader=mark_only>{t!("app.name")}</span>
        </span>
    }
}
