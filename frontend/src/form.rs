//! Forms whose content is kept on this device while it is being entered: a reload, a call or an empty
//! battery loses nothing that was typed.

use leptos::prelude::*;
use serde::{Serialize, de::DeserializeOwned};

use crate::store::Store;
use crate::ui::{Button, ButtonKind, Icon, Notice, Tone};
use crate::{locale, say, t};
use roviec_shared::points::{Quantity, QuantityError};

/// What was being entered in a form when it was left; none where nothing was, or where the form has
/// changed since.
pub fn stored<T: DeserializeOwned>(store: Store, form: &str) -> Option<T> {
    serde_json::from_str(&store.draft(form)?).ok()
}

/// Keeps what is being entered under the form's key whenever it changes; forgets it where it is again
/// what it was at first.
pub fn keep<T>(store: Store, form: String, at_first: T, read: impl Fn() -> T + 'static)
where
    T: Serialize + PartialEq + 'static,
{
    Effect::new(move |before: Option<T>| {
        let now = read();
        if before.is_some_and(|before| before != now) {
            if now == at_first {
                store.drop_draft(&form);
            } else if let Ok(text) = serde_json::to_string(&now) {
                store.keep_draft(&form, text);
            }
        }
        now
    });
}

/// Says that a form shows what was being entered, and offers to begin anew.
#[component]
pub fn Restored(
    /// Whether it does.
    #[prop(into)]
    is_restored: Signal<bool>,
    /// Puts the form back as it was at first.
    #[prop(into)]
    on_forget: Callback<()>,
) -> impl IntoView {
    view! {
        <Show when=move || is_restored.get()>
            <Notice tone=Tone::Info>
                <div class="row-spread">
                    <p>{t!("form.restored")}</p>
                    <Button kind=ButtonKind::Quiet icon=Icon::Undo on_press=move || on_forget.run(())>
                        {t!("form.forget")}
                    </Button>
                </div>
            </Notice>
        </Show>
    }
}

/// The line below a field, following the language.
pub fn hint(key: &'static str) -> Signal<Option<String>> {
    Signal::derive(move || Some(locale::text(key, &[])))
}

/// A quantity as people write it.
pub fn quantity(quantity: Quantity) -> String {
    i64::try_from(quantity.thousandths())
        .map(|thousandths| locale::decimal(thousandths, 3))
        .unwrap_or_default()
}

/// Why what was typed is no quantity.
pub fn quantity_wrong(wrong: QuantityError) -> String {
    match wrong {
        QuantityError::Empty => say!("form.quantity.empty"),
        QuantityError::NotANumber | QuantityError::Negative => say!("form.quantity.not_a_number"),
        QuantityError::TooManyDecimals => say!("form.quantity.decimals"),
        QuantityError::ThousandsOrDecimals => say!("form.quantity.thousands"),
        QuantityError::Zero => say!("refusal.quantity_zero"),
        QuantityError::AboveMax => say!("form.quantity.above"),
    }
}
