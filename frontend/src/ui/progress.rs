//! How far something is, as a bar or as steps.

use leptos::prelude::*;

use super::{Icon, Tone};

/// A bar of how much of something there is, with its words above: counts, shares, a cap.
#[component]
pub fn Meter(
    /// What is measured.
    #[prop(into)]
    label: Signal<String>,
    /// How much.
    #[prop(into)]
    value: Signal<u32>,
    /// Out of how much; above it the bar is full and red.
    #[prop(into)]
    max: Signal<u32>,
    /// The amount in words; without them `value/max`.
    #[prop(optional, into)]
    words: Option<Signal<String>>,
    /// Its colour.
    #[prop(default = Tone::Primary)]
    tone: Tone,
) -> impl IntoView {
    let percent = move || {
        let (value, max) = (value.get(), max.get().max(1));
        u64::from(value.min(max)) * 100 / u64::from(max)
    };
    let amount = move || match words {
        Some(words) => words.get(),
        None => format!("{}/{}", value.get(), max.get()),
    };
    let class = move || {
        let tone = if value.get() > max.get() {
            Tone::Danger
        } else {
            tone
        };
        format!("meter {}", tone.class())
    };
    view! {
        <div class=class>
            <div class="meter-words"><span>{label}</span><span class="number strong">{amount}</span></div>
            <div
                class="meter-bar"
                role="meter"
                aria-label=move || label.get()
                aria-valuemin="0"
                aria-valuemax=move || max.get().to_string()
                aria-valuenow=move || value.get().min(max.get()).to_string()
                aria-valuetext=amount
            >
                <span style:width=move || format!("{}%", percent())></span>
            </div>
        </div>
    }
}

/// Work under way of which the end is known: sending, a first load.
#[component]
pub fn Progress(
    /// What is under way.
    #[prop(into)]
    label: Signal<String>,
    /// Percent done.
    #[prop(into)]
    percent: Signal<u8>,
) -> impl IntoView {
    view! {
        <div class="meter tone-primary">
            <div class="meter-words"><span>{label}</span><span class="number">{move || format!("{} %", percent.get())}</span></div>
            <div
                class="meter-bar"
                role="progressbar"
                aria-label=move || label.get()
                aria-valuemin="0"
                aria-valuemax="100"
                aria-valuenow=move || percent.get().to_string()
            >
                <span style:width=move || format!("{}%", percent.get().min(100))></span>
            </div>
        </div>
    }
}

/// Where a step stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepState {
    /// Taken.
    Done,
    /// Due now.
    Current,
    /// Due now, and its day has passed.
    Late,
    /// Not yet its turn.
    Next,
}

/// One step of [`Steps`].
#[derive(Clone)]
pub struct StepShown {
    /// What is done in it.
    pub title: Signal<String>,
    /// Whose it is, by when or when it was done; may be empty.
    pub note: Signal<String>,
    /// Where it stands.
    pub state: StepState,
}

/// The steps of a procedure in their order: what is done, what is due, what comes.
#[component]
pub fn Steps(
    /// What the steps lead to, read aloud.
    #[prop(into)]
    label: Signal<String>,
    /// The steps.
    #[prop(into)]
    steps: Signal<Vec<StepShown>>,
) -> impl IntoView {
    let step = |(index, step): (usize, StepShown)| {
        let (class, said) = match step.state {
            StepState::Done => ("step step-done", crate::say!("ui.step.done")),
            StepState::Current => ("step step-current", crate::say!("ui.step.current")),
            StepState::Late => ("step step-current step-late", crate::say!("ui.step.late")),
            StepState::Next => ("step step-next", crate::say!("ui.step.next")),
        };
        let current = matches!(step.state, StepState::Current | StepState::Late).then_some("step");
        let mark = match step.state {
            StepState::Done => Icon::Check.view().into_any(),
            StepState::Late => Icon::Warning.view().into_any(),
            _ => (index + 1).to_string().into_any(),
        };
        view! {
            <li class=class aria-current=current>
                <span class="step-mark" aria-hidden="true">{mark}</span>
                <span class="step-words">
                    <span class="step-title">{step.title}<span class="only-screen-reader">{format!(" ({said})")}</span></span>
                    <span class="step-note">{step.note}</span>
                </span>
            </li>
        }
    };
    view! {
        <ol class="steps" aria-label=move || label.get()>
            {move || steps.get().into_iter().enumerate().map(step).collect_view()}
        </ol>
    }
}
