//! The buttons that give a file out: saved on the device, or shared from it.

use leptos::{prelude::*, task::spawn_local};

use crate::{
    say,
    storage::Fault,
    sync::save,
    t,
    ui::{Button, Icon, Toasts, Tone},
};

/// A file that is given out: its name without an ending, and its text.
pub(super) type Made = Result<(String, String), Fault>;

/// Gives out what `make` makes when a button is pressed; `words` are those of saving.
#[component]
pub(super) fn GiveOut<F, M>(
    words: Signal<String>,
    make: M,
    #[prop(optional, into)] disabled: Signal<bool>,
) -> impl IntoView
where
    M: Fn() -> F + Copy + Send + Sync + 'static,
    F: Future<Output = Made> + 'static,
{
    let toasts = Toasts::of_app();
    let give = move |shares: bool| {
        spawn_local(async move {
            let given = match make().await {
                // What may be shared goes by its ending, and browsers know no ".json" among it.
                Ok((name, text)) if shares => save::share(&format!("{name}.txt"), &text).await,
                Ok((name, text)) => save::as_file(&format!("{name}.json"), &text),
                Err(_) => false,
            };
            if !given {
                toasts.say(Tone::Danger, say!("exchange.export_failed"));
            }
        });
    };
    let share = save::can_share().then(|| {
        view! {
            <Button icon=Icon::Share on_press=move || give(true) disabled=disabled>
                {t!("exchange.share")}
            </Button>
        }
    });
    view! {
        <div class="row">
            <Button icon=Icon::Download on_press=move || give(false) disabled=disabled>
                {move || words.get()}
            </Button>
            {share}
        </div>
    }
}
