//! Why a form over the page was not kept.

use leptos::prelude::*;

use super::office::Office;
use crate::ui::{Notice, Tone};
use crate::{problem, say};

/// What is missing in a form, or why the server did not take it.
#[component]
pub fn Wrong(office: Office, #[prop(into)] is_short: Signal<bool>) -> impl IntoView {
    let words = move || match office.problem.get() {
        Some(why) => Some(problem::words(&why)),
        None => is_short.get().then(|| say!("admin.missing")),
    };
    view! {
        <div aria-live="assertive">
            {move || words().map(|words| view! { <Notice tone=Tone::Danger><p>{words}</p></Notice> })}
        </div>
    }
}
