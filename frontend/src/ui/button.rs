//! Things to press.

use leptos::prelude::*;
use leptos_router::components::A;

use super::Icon;

/// How much a button asks for attention. A page has one primary button.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonKind {
    /// One of several equal things to do.
    #[default]
    Plain,
    /// The one thing to do next.
    Primary,
    /// Beside the point: no border.
    Quiet,
    /// Cannot be taken back.
    Danger,
}

impl ButtonKind {
    fn class(self) -> &'static str {
        match self {
            ButtonKind::Plain => "button",
            ButtonKind::Primary => "button button-primary",
            ButtonKind::Quiet => "button button-quiet",
            ButtonKind::Danger => "button button-danger",
        }
    }
}

/// A button with words. While `busy` it stays focusable, says so, and does nothing.
#[component]
pub fn Button(
    /// The words, and an icon in front of them where `icon` is given.
    children: Children,
    /// What it asks for.
    #[prop(optional)]
    kind: ButtonKind,
    /// Drawn in front of the words.
    #[prop(optional)]
    icon: Option<Icon>,
    /// What a press does; not needed for `submit`.
    #[prop(optional, into)]
    on_press: Option<Callback<()>>,
    /// Sends the form around it.
    #[prop(optional)]
    submit: bool,
    /// Its work is under way.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// It cannot be pressed now; say near it why.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// As wide as what it stands in.
    #[prop(optional)]
    wide: bool,
    /// Taller, for the one act of a page.
    #[prop(optional)]
    large: bool,
) -> impl IntoView {
    let press = move |event: web_sys::MouseEvent| {
        if busy.get_untracked() {
            event.prevent_default();
        } else if let Some(on_press) = on_press {
            on_press.run(());
        }
    };
    view! {
        <button
            type=if submit { "submit" } else { "button" }
            class=kind.class()
            class:button-wide=wide
            class:button-large=large
            disabled=move || disabled.get()
            aria-busy=move || busy.get().then_some("true")
            aria-disabled=move || busy.get().then_some("true")
            on:click=press
        >
            {move || busy.get().then(|| view! { <span class="spinner" aria-hidden="true"></span> })}
            {icon.map(Icon::view)}
            <span>{children()}</span>
        </button>
    }
}

/// A button with a drawing alone; its label is read aloud and shown as a hint.
#[component]
pub fn IconButton(
    /// The drawing.
    icon: Icon,
    /// What it does, in words.
    #[prop(into)]
    label: Signal<String>,
    /// What a press does.
    #[prop(into)]
    on_press: Callback<()>,
    /// It cannot be pressed now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="icon-button"
            aria-label=move || label.get()
            title=move || label.get()
            disabled=move || disabled.get()
            on:click=move |_| on_press.run(())
        >
            {icon.view()}
        </button>
    }
}

/// A link to another page of the app that looks like a button.
#[component]
pub fn LinkButton(
    /// The words.
    children: Children,
    /// A path of the app.
    #[prop(into)]
    href: String,
    /// What it asks for.
    #[prop(optional)]
    kind: ButtonKind,
    /// Drawn in front of the words.
    #[prop(optional)]
    icon: Option<Icon>,
) -> impl IntoView {
    view! {
        <A href=href attr:class=kind.class()>
            {icon.map(Icon::view)}
            <span>{children()}</span>
        </A>
    }
}
