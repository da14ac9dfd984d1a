//! A page does a deed, and says near the button how it went.

use leptos::prelude::*;
use roviec_shared::{act::Deed, id::BookId, refusal::Refusal};

use crate::store::{Saving, Store};
use crate::ui::{Notice, SaveState, Saved, Tone};
use crate::{refusal, say, t};

/// Deeds of one form. What was refused stays in words until the next try; what was entered stays where
/// it was entered.
#[derive(Clone, Copy)]
pub struct Doing {
    store: Store,
    refused: RwSignal<Option<Refusal>>,
}

impl Doing {
    /// For one form or page.
    pub fn new(store: Store) -> Self {
        Self {
            store,
            refused: RwSignal::new(None),
        }
    }

    /// Does it; whether it holds.
    pub fn does(self, book: &BookId, deed: Deed) -> bool {
        let outcome = self.store.does(book, deed);
        let held = outcome.is_ok();
        self.refused.set(outcome.err());
        held
    }

    /// Says that something does not hold which was not even tried.
    pub fn refuses(self, why: Refusal) {
        self.refused.set(Some(why));
    }

    /// A new try begins.
    pub fn forgets(self) {
        self.refused.set(None);
    }

    /// Why the last one did not hold.
    pub fn refused(self) -> Option<Refusal> {
        self.refused.get()
    }
}

/// Why the last deed did not hold, in words; nothing while all held.
#[component]
pub fn RefusalNotice(
    /// The deeds.
    doing: Doing,
) -> impl IntoView {
    let words = move || doing.refused().map(|why| refusal::words(&why, doing.store));
    view! {
        <div aria-live="assertive">
            {move || {
                words()
                    .map(|words| {
                        view! {
                            <Notice tone=Tone::Danger title=t!("doing.refused")>
                                <p>{words}</p>
                            </Notice>
                        }
                    })
            }}
        </div>
    }
}

/// How far what was entered last has come, in the phrases that people know from every page.
#[component]
pub fn SavingLine() -> impl IntoView {
    let store = Store::get();
    let saved = move || {
        Some(match store.saving.get() {
            Saving::Idle => return None,
            Saving::Saving => (Saved::Saving, say!("saving.saving")),
            Saving::OnDevice => (
                Saved::OnDevice,
                say!("saving.on_device", n = store.unsent.get()),
            ),
            Saving::Sent { at } => (Saved::Sent, say!("saving.sent", at = at)),
            Saving::Failed => (Saved::Failed, say!("saving.failed")),
        })
    };
    move || saved().map(|(saved, words)| view! { <SaveState saved words /> })
}
