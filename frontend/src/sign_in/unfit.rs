//! Nobody can work here: said before anything is entered, with what can be done about it.

use leptos::prelude::*;

use crate::{
    frame::Gate,
    key,
    storage::probe::Unfit,
    t,
    ui::{Button, ButtonKind, Icon, Notice, Tone},
};

/// Why, and what to do.
#[component]
pub fn UnfitPage(
    /// Why.
    why: Unfit,
) -> impl IntoView {
    let (title, words) = match why {
        Unfit::Insecure => (key!("unfit.insecure"), key!("unfit.insecure_words")),
        Unfit::Blocked => (key!("unfit.blocked"), key!("unfit.blocked_words")),
        Unfit::Full => (key!("unfit.full"), key!("unfit.full_words")),
        Unfit::Broken => (key!("unfit.broken"), key!("unfit.broken_words")),
        Unfit::Old => (key!("unfit.old"), key!("unfit.old_words")),
    };
    let again = move || {
        // A page that cannot be loaded anew stays as it is.
        let _ = window().location().reload();
    };
    view! {
        <Gate>
            <Notice tone=Tone::Danger title=t!(title)>
                <p>{t!(words)}</p>
            </Notice>
            <p class="soft">{t!("unfit.nothing_lost")}</p>
            <Button kind=ButtonKind::Primary icon=Icon::Sync wide=true on_press=again>
                {t!("unfit.again")}
            </Button>
        </Gate>
    }
}
