//! One of a few, or yes and no.

use leptos::prelude::*;

use super::{Tone, unique_id};

/// One large card of [`RadioCards`].
#[derive(Clone)]
pub struct RadioCard<T: Send + Sync + 'static> {
    /// What is kept when it is chosen.
    pub value: T,
    /// The words, short.
    pub title: Signal<String>,
    /// One line below; may be empty.
    pub note: Signal<String>,
    /// Its colour and bars.
    pub tone: Tone,
    /// It is offered, but cannot be chosen now: the note says why.
    pub disabled: bool,
}

impl<T: Send + Sync + 'static> RadioCard<T> {
    /// A card of words alone.
    pub fn new(value: T, title: impl Into<Signal<String>>) -> Self {
        Self {
            value,
            title: title.into(),
            note: "".into(),
            tone: Tone::Plain,
            disabled: false,
        }
    }

    /// The same with a line below.
    pub fn note(mut self, note: impl Into<Signal<String>>) -> Self {
        self.note = note.into();
        self
    }

    /// The same with a colour and, for ranks, bars.
    pub fn tone(mut self, tone: Tone) -> Self {
        self.tone = tone;
        self
    }

    /// The same, closed to choice.
    pub fn disabled(mut self, disabled: bool) -> Self {
        self.disabled = disabled;
        self
    }
}

/// Four bars of which as many are filled as the rank is high.
#[component]
pub(crate) fn Bars(filled: u8) -> impl IntoView {
    let bar =
        |number: u8| view! { <span class="bars-bar" class:bars-filled=number <= filled></span> };
    view! { <span class="bars" aria-hidden="true">{(1..=4).map(bar).collect_view()}</span> }
}

/// A choice of one from a few, as large cards that can be hit at arm's length.
#[component]
pub fn RadioCards<T>(
    /// What is asked.
    #[prop(into)]
    label: Signal<String>,
    /// The cards, in order.
    #[prop(into)]
    cards: Signal<Vec<RadioCard<T>>>,
    /// The choice; `None` until there is one.
    value: RwSignal<Option<T>>,
    /// What is wrong, in words.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// The question is read aloud but not shown.
    #[prop(optional)]
    label_hidden: bool,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let name = unique_id("cards");
    let error_id = format!("{name}-error");
    let described = error_id.clone();
    let card = move |card: RadioCard<T>| {
        let kept = card.value.clone();
        let chosen = {
            let kept = kept.clone();
            move || value.read().as_ref() == Some(&kept)
        };
        view! {
            <label class=format!("choice {}", card.tone.class())>
                <input
                    type="radio"
                    name=name.clone()
                    prop:checked=chosen
                    disabled=card.disabled
                    on:change=move |_| value.set(Some(kept.clone()))
                />
                <span class="choice-mark" aria-hidden="true"></span>
                <span class="choice-words">
                    <span class="choice-title">{card.title}</span>
                    <span class="choice-note" hidden=move || card.note.read().is_empty()>{card.note}</span>
                </span>
                {card.tone.bars().map(|filled| view! { <Bars filled /> })}
            </label>
        }
    };
    view! {
        <fieldset class="choices" aria-describedby=described>
            <legend class="field-label" class:only-screen-reader=label_hidden>{label}</legend>
            <div class="choices-cards">{move || cards.get().into_iter().map(card.clone()).collect_view()}</div>
            <p class="field-error" id=error_id role="alert">{error}</p>
        </fieldset>
    }
}

/// One part of [`Segments`].
#[derive(Clone)]
pub struct Segment<T: Send + Sync + 'static> {
    /// What is kept when it is chosen.
    pub value: T,
    /// The words, one or two.
    pub title: Signal<String>,
}

/// A choice of one from two to four short words, side by side: filters, ways of showing.
#[component]
pub fn Segments<T>(
    /// What is chosen, read aloud.
    #[prop(into)]
    label: Signal<String>,
    /// The parts, in order.
    segments: Vec<Segment<T>>,
    /// The choice.
    #[prop(into)]
    value: Signal<T>,
    /// Takes another.
    #[prop(into)]
    on_choose: Callback<T>,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let name = unique_id("segments");
    let part = move |segment: Segment<T>| {
        let (kept, same) = (segment.value.clone(), segment.value);
        view! {
            <label class="segment">
                <input
                    type="radio"
                    name=name.clone()
                    prop:checked=move || *value.read() == same
                    on:change=move |_| on_choose.run(kept.clone())
                />
                <span>{segment.title}</span>
            </label>
        }
    };
    view! {
        <fieldset class="segments">
            <legend class="only-screen-reader">{label}</legend>
            {segments.into_iter().map(part).collect_view()}
        </fieldset>
    }
}

/// Yes or no, as something ticked on a form.
#[component]
pub fn Checkbox(
    /// What is confirmed.
    #[prop(into)]
    label: Signal<String>,
    /// Whether it is.
    value: RwSignal<bool>,
    /// One line below.
    #[prop(optional, into)]
    hint: Signal<Option<String>>,
    /// Cannot be changed now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Told when it was changed by hand.
    #[prop(optional, into)]
    on_change: Option<Callback<bool>>,
) -> impl IntoView {
    let change = move |event: web_sys::Event| {
        let now = event_target_checked(&event);
        value.set(now);
        if let Some(on_change) = on_change {
            on_change.run(now);
        }
    };
    view! {
        <label class="check">
            <input
                type="checkbox"
                prop:checked=move || value.get()
                disabled=move || disabled.get()
                on:change=change
            />
            <span class="choice-words">
                <span>{label}</span>
                <span class="choice-note" hidden=move || hint.read().is_none()>{hint}</span>
            </span>
        </label>
    }
}

/// On or off, in force at once: a setting, or present and absent.
#[component]
pub fn Switch(
    /// What is switched.
    #[prop(into)]
    label: Signal<String>,
    /// Whether it is on.
    value: RwSignal<bool>,
    /// Cannot be changed now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
) -> impl IntoView {
    view! {
        <label class="switch">
            <span class="grow">{label}</span>
            <input
                type="checkbox"
                role="switch"
                prop:checked=move || value.get()
                disabled=move || disabled.get()
                on:change=move |event| value.set(event_target_checked(&event))
            />
        </label>
    }
}
