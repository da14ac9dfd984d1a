//! What another wrote while a form was open: both values side by side, and a choice.

use leptos::prelude::*;

use crate::t;
use crate::ui::{Button, ButtonKind, Icon, Notice, Tone};

/// Shows each field that another wrote otherwise meanwhile; nothing while there is none.
#[component]
pub fn Meanwhile(
    /// Name of the field, theirs, mine.
    #[prop(into)]
    differing: Signal<Vec<(String, String, String)>>,
    /// Takes theirs into the form.
    #[prop(into)]
    on_take: Callback<()>,
    /// Keeps mine: confirming writes it over theirs, knowing it.
    #[prop(into)]
    on_keep: Callback<()>,
) -> impl IntoView {
    let is_any = Memo::new(move |_| !differing.read().is_empty());
    let rows = move || {
        differing
            .get()
            .into_iter()
            .map(|(name, theirs, mine)| {
                let written = |text: String| if text.is_empty() { "–".to_owned() } else { text };
                view! {
                    <div class="meanwhile-row">
                        <span class="strong">{name}</span>
                        <span><span class="small soft">{t!("meanwhile.theirs")}</span> {written(theirs)}</span>
                        <span><span class="small soft">{t!("meanwhile.mine")}</span> {written(mine)}</span>
                    </div>
                }
            })
            .collect_view()
    };
    view! {
        <Show when=move || is_any.get()>
            <Notice tone=Tone::Warning title=t!("meanwhile.title")>
                <div class="meanwhile">{rows}</div>
                <div class="row">
                    <Button icon=Icon::Download on_press=move || on_take.run(())>{t!("meanwhile.take")}</Button>
                    <Button kind=ButtonKind::Quiet icon=Icon::Edit on_press=move || on_keep.run(())>{t!("meanwhile.keep")}</Button>
                </div>
            </Notice>
        </Show>
    }
}
