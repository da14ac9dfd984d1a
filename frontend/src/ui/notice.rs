//! Words to the person: what stands in the page, and what passes by.

use std::time::Duration;

use leptos::prelude::*;

use super::{Icon, IconButton, Tone};

fn icon_of(tone: Tone) -> Icon {
    match tone {
        Tone::Success | Tone::Rank3 => Icon::Check,
        Tone::Warning | Tone::Danger | Tone::Rank1 => Icon::Warning,
        _ => Icon::Info,
    }
}

/// A framed remark in the page. It never covers anything.
#[component]
pub fn Notice(
    /// What it says by its colour and drawing.
    #[prop(default = Tone::Info)]
    tone: Tone,
    /// In bold, first.
    #[prop(optional, into)]
    title: Option<Signal<String>>,
    /// The words, and buttons where something can be done about it.
    children: Children,
    /// As wide as the screen, at the top of a page.
    #[prop(optional)]
    banner: bool,
) -> impl IntoView {
    view! {
        <div class=format!("notice {}", tone.class()) class:notice-banner=banner role="note">
            {icon_of(tone).view()}
            <div class="notice-words">
                {title.map(|title| view! { <p class="strong">{title}</p> })}
                {children()}
            </div>
        </div>
    }
}

#[derive(Clone)]
struct Toast {
    number: u64,
    tone: Tone,
    words: String,
}

/// Where short messages go: `Toasts::of_app().say(Tone::Success, say!("…"))`.
#[derive(Clone, Copy)]
pub struct Toasts {
    shown: RwSignal<Vec<Toast>>,
    last: RwSignal<u64>,
}

/// At most so many at once; the oldest makes room.
const TOASTS_MAX: usize = 3;
/// Long enough to read a line twice.
const TOAST_DURATION: Duration = Duration::from_secs(5);

impl Toasts {
    /// Made once, by the app, which also shows [`ToastsView`].
    pub fn provide() -> Self {
        let toasts = Self {
            shown: RwSignal::new(Vec::new()),
            last: RwSignal::new(0),
        };
        provide_context(toasts);
        toasts
    }

    /// The app's; outside the app, one that nobody sees.
    pub fn of_app() -> Self {
        use_context().unwrap_or_else(|| Self {
            shown: RwSignal::new(Vec::new()),
            last: RwSignal::new(0),
        })
    }

    /// Shows a line. What went wrong stays until it is closed; the rest goes by itself. Never the only
    /// place where something important is said.
    pub fn say(self, tone: Tone, words: String) {
        let number = self.last.get_untracked() + 1;
        self.last.set(number);
        self.shown.update(|shown| {
            shown.push(Toast {
                number,
                tone,
                words,
            });
            let surplus = shown.len().saturating_sub(TOASTS_MAX);
            shown.drain(..surplus);
        });
        if tone != Tone::Danger {
            set_timeout(move || self.close(number), TOAST_DURATION);
        }
    }

    fn close(self, number: u64) {
        self.shown
            .update(|shown| shown.retain(|toast| toast.number != number));
    }
}

/// The place on the screen where [`Toasts`] appear.
#[component]
pub fn ToastsView(
    /// The app's.
    toasts: Toasts,
) -> impl IntoView {
    view! {
        <div class="toasts" role="status" aria-live="polite">
            <For each=move || toasts.shown.get() key=|toast| toast.number let:toast>
                <div class=format!("toast {}", toast.tone.class())>
                    {icon_of(toast.tone).view()}
                    <p class="grow">{toast.words.clone()}</p>
                    <IconButton
                        icon=Icon::Cross
                        label=crate::t!("ui.close")
                        on_press=move || toasts.close(toast.number)
                    />
                </div>
            </For>
        </div>
    }
}
