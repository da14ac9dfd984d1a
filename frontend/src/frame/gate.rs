//! The pages before an account is open: signing in, choosing a PIN, entering it.

use leptos::prelude::*;

use super::brand::Brand;
use super::settings::LanguageChoice;
use crate::release::{KeptNotice, NewerNotice};
use crate::{start_page, t};

/// One card in the middle of the screen, with the mark above and the language below.
#[component]
pub fn Gate(
    /// What stands in the card.
    children: Children,
    /// Below the card: what a demonstration offers, what is wrong with this browser.
    #[prop(optional, into)]
    below: Option<ViewFn>,
) -> impl IntoView {
    // Whatever is in sight first stands in a gate.
    Effect::new(move |_| start_page::leave());
    view! {
        <main id="main" class="gate">
            <div class="gate-head">
                <h1 class="gate-title"><Brand /></h1>
                <p class="gate-promise">{t!("app.promise")}</p>
            </div>
            <NewerNotice />
            <KeptNotice />
            <div class="gate-card">{children()}</div>
            {below.map(|below| view! { <div class="gate-below">{below.run()}</div> })}
            <LanguageChoice />
        </main>
    }
}
