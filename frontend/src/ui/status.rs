//! Where one's work is: in the making, on this device, at the server. Words are passed in.

use leptos::prelude::*;

use super::{Icon, Tone};

/// How far what was entered has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saved {
    /// Being written.
    Saving,
    /// Will survive the death of the device; not sent.
    OnDevice,
    /// The server has it.
    Sent,
    /// Was not written.
    Failed,
}

impl Saved {
    fn icon(self) -> Icon {
        match self {
            Saved::Saving => Icon::Sync,
            Saved::OnDevice => Icon::Device,
            Saved::Sent => Icon::Check,
            Saved::Failed => Icon::Warning,
        }
    }

    fn tone(self) -> Tone {
        match self {
            Saved::Saving => Tone::Plain,
            Saved::OnDevice => Tone::Info,
            Saved::Sent => Tone::Success,
            Saved::Failed => Tone::Danger,
        }
    }
}

/// One line under a form: how far its content has come. Changes are read aloud when it fails.
#[component]
pub fn SaveState(
    /// How far.
    #[prop(into)]
    saved: Signal<Saved>,
    /// The whole phrase.
    #[prop(into)]
    words: Signal<String>,
) -> impl IntoView {
    let politeness = move || {
        if saved.get() == Saved::Failed {
            "assertive"
        } else {
            "polite"
        }
    };
    view! {
        <p class=move || format!("save-state {}", saved.get().tone().class()) role="status" aria-live=politeness>
            {move || saved.get().icon().view()}
            <span>{words}</span>
        </p>
    }
}

/// The line to the server. Being without one is a normal state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Connection {
    /// There is a line.
    Online,
    /// There is none; work goes on.
    #[default]
    Offline,
    /// Sending and receiving.
    Busy,
    /// Somebody has to do something: a session that ended, an app that is too old.
    NeedsAttention,
}

impl Connection {
    fn icon(self) -> Icon {
        match self {
            Connection::Online => Icon::Online,
            Connection::Offline => Icon::Offline,
            Connection::Busy => Icon::Sync,
            Connection::NeedsAttention => Icon::Warning,
        }
    }

    fn tone(self) -> Tone {
        match self {
            Connection::Online | Connection::Busy => Tone::Success,
            Connection::Offline => Tone::Plain,
            Connection::NeedsAttention => Tone::Warning,
        }
    }
}

/// Connection, what is unsent, and when last: always in sight; a link to the page of sync.
#[component]
pub fn StatusBar(
    /// The line.
    #[prop(into)]
    connection: Signal<Connection>,
    /// The connection in words.
    #[prop(into)]
    words: Signal<String>,
    /// What is unsent, in words; empty when nothing is.
    #[prop(into)]
    unsent: Signal<String>,
    /// When last sent and received, in words; empty when never.
    #[prop(into)]
    last: Signal<String>,
    /// The page that says more; without one, it is no link.
    #[prop(optional, into)]
    href: Option<String>,
) -> impl IntoView {
    let inside = view! {
        <span class=move || format!("status-line {}", connection.get().tone().class())>
            {move || connection.get().icon().view()}
            <span>{words}</span>
        </span>
        <span class="status-unsent" hidden=move || unsent.read().is_empty()>{unsent}</span>
        <span class="status-last" hidden=move || last.read().is_empty()>{last}</span>
    };
    match href {
        Some(href) => view! {
            <leptos_router::components::A href=href attr:class="status-bar">{inside}</leptos_router::components::A>
        }
        .into_any(),
        None => view! { <div class="status-bar">{inside}</div> }.into_any(),
    }
}
