//! What lies over the page: the browser's own `<dialog>`, which traps the focus, closes on Esc and
//! gives the focus back.

use leptos::html;
use leptos::prelude::*;

use super::{Button, ButtonKind, Icon, IconButton, unique_id};

/// A question or a short form over the page.
#[component]
pub fn Dialog(
    /// Whether it is open; closing it by any way sets it to false.
    open: RwSignal<bool>,
    /// What it is about.
    #[prop(into)]
    title: Signal<String>,
    /// Built anew each time it opens, so that nothing is left from the last time.
    children: ChildrenFn,
    /// The buttons below, the one that acts last.
    #[prop(optional, into)]
    actions: Option<ViewFn>,
    /// Esc and the cross do not close it: only its own buttons.
    #[prop(optional)]
    must_answer: bool,
    /// Wider, for a table or two columns.
    #[prop(optional)]
    wide: bool,
    /// Over the whole screen: nothing of the page is seen behind it.
    #[prop(optional)]
    covers: bool,
) -> impl IntoView {
    let class = match (covers, wide) {
        (true, _) => "dialog dialog-covers",
        (false, true) => "dialog dialog-wide",
        (false, false) => "dialog",
    };
    view! { <Over open title children actions must_answer class /> }
}

/// The two buttons below a form that lies over the page: not now, and what it is for.
#[component]
pub fn DialogActions(
    /// The dialog's own, which *Thôi* closes.
    open: RwSignal<bool>,
    /// What it is for.
    #[prop(into)]
    words: Signal<String>,
    /// Drawn in front of the words.
    #[prop(default = Icon::Check)]
    icon: Icon,
    /// Does it.
    #[prop(into)]
    on_press: Callback<()>,
    /// It is under way.
    #[prop(optional, into)]
    busy: Signal<bool>,
) -> impl IntoView {
    view! {
        <Button on_press=move || open.set(false)>{crate::t!("form.cancel")}</Button>
        <Button kind=ButtonKind::Primary icon busy on_press>{move || words.get()}</Button>
    }
}

/// A panel that comes in from the side (on a phone, from below): details beside a list.
#[component]
pub fn SidePanel(
    /// Whether it is open; closing it by any way sets it to false.
    open: RwSignal<bool>,
    /// What it is about.
    #[prop(into)]
    title: Signal<String>,
    /// Built anew each time it opens.
    children: ChildrenFn,
    /// The buttons below.
    #[prop(optional, into)]
    actions: Option<ViewFn>,
) -> impl IntoView {
    view! { <Over open title children actions must_answer=false class="side-panel" /> }
}

#[component]
fn Over(
    open: RwSignal<bool>,
    title: Signal<String>,
    children: ChildrenFn,
    actions: Option<ViewFn>,
    must_answer: bool,
    class: &'static str,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    let title_id = unique_id("dialog");
    Effect::new(move |_| {
        let wanted = open.get();
        let Some(dialog) = node.get() else { return };
        if wanted && !dialog.open() {
            if must_answer {
                // Esc pressed twice passes by `cancel`.
                let _ = dialog.set_attribute("closedby", "none");
            }
            // Fails only for an element that is out of the page, which then cannot be seen either.
            let _ = dialog.show_modal();
        } else if !wanted && dialog.open() {
            dialog.close();
        }
    });
    let cancel = move |event: web_sys::Event| {
        if must_answer {
            event.prevent_default();
        }
    };
    let named = title_id.clone();
    view! {
        <dialog
            node_ref=node
            class=class
            aria-labelledby=named
            on:cancel=cancel
            on:close=move |_| open.set(false)
        >
            <Show when=move || open.get()>
                <header class="dialog-head">
                    <h2 id=title_id.clone()>{title}</h2>
                    {(!must_answer)
                        .then(|| {
                            view! {
                                <IconButton
                                    icon=Icon::Cross
                                    label=crate::t!("ui.close")
                                    on_press=move || open.set(false)
                                />
                            }
                        })}
                </header>
                <div class="dialog-body">{children()}</div>
                {actions.clone().map(|actions| view! { <footer class="dialog-actions">{actions.run()}</footer> })}
            </Show>
        </dialog>
    }
}
