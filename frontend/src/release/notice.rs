//! What a person reads of the app on this device.

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::{Newer, Release};
use crate::{
    say, t,
    ui::{Button, ButtonKind, Icon, Notice, Tone},
};

/// A newer release is offered, never forced, and never during a meeting.
#[component]
pub fn NewerNotice() -> impl IntoView {
    let path = use_location().pathname;
    let is_meeting = Memo::new(move |_| path.read().starts_with("/meeting"));
    Release::of_app().map(|release| {
        move || {
            let newer = release.newer.get()?;
            let is_shown = !is_meeting.get() && !release.is_put_off.get();
            is_shown.then(|| view! { <Offer release newer /> })
        }
    })
}

#[component]
fn Offer(release: Release, newer: Newer) -> impl IntoView {
    let (title, words, take) = match newer {
        Newer::Waits => (
            t!("release.newer"),
            t!("release.newer_words"),
            t!("release.take"),
        ),
        Newer::Taken => (
            t!("release.taken"),
            t!("release.taken_words"),
            t!("release.reload"),
        ),
    };
    view! {
        <div class="only-screen">
            <Notice tone=Tone::Info title>
                <p>{words}</p>
                <div aria-live="polite">
                    <Show when=move || release.is_unsaved.get()>
                        <p>{t!("release.unsaved")}</p>
                    </Show>
                </div>
                <div class="row">
                    <Button icon=Icon::Sync busy=release.is_taking on_press=move || release.take()>
                        {take}
                    </Button>
                    <Button
                        kind=ButtonKind::Quiet
                        disabled=release.is_taking
                        on_press=move || release.is_put_off.set(true)
                    >
                        {t!("release.later")}
                    </Button>
                </div>
            </Notice>
        </div>
    }
}

/// Said before anything is entered: without a network, this browser will not open the app again.
#[component]
pub fn KeptNotice() -> impl IntoView {
    Release::of_app().map(|release| {
        view! {
            <Show when=move || release.is_kept.get() == Some(false)>
                <Notice tone=Tone::Warning title=t!("release.not_kept")>
                    <p>{t!("release.not_kept_words")}</p>
                </Notice>
            </Show>
        }
    })
}

/// Whether the app opens here without a network, in a sentence.
pub fn kept_words() -> String {
    match Release::of_app().map(|release| release.is_kept.get()) {
        Some(Some(true)) => say!("release.kept"),
        Some(Some(false)) => say!("release.not_kept_words"),
        Some(None) | None => say!("release.being_kept"),
    }
}
