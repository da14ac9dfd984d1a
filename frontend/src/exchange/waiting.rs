//! What was confirmed here and has no final word of the server yet, in words.

use leptos::prelude::*;

use super::file::GiveOut;
use crate::{
    deed, say,
    storage::now_ms,
    store::Store,
    sync::{Waiting, Waits, desk::Desk, moment},
    t,
    ui::{Card, Chip, EmptyState, Icon, Notice, Tone},
};

/// Shown at once; of more, the number.
const SHOWN_MAX: usize = 100;

#[component]
pub(super) fn WaitingCard() -> impl IntoView {
    let desk = Desk::get();
    let waiting = Memo::new(move |_| desk.waiting());
    let count = move || waiting.read().len();
    let rows = move || {
        waiting
            .get()
            .into_iter()
            .take(SHOWN_MAX)
            .map(|waiting| view! { <Row waiting /> })
            .collect_view()
    };
    let more = move || {
        let more = count().saturating_sub(SHOWN_MAX);
        (more > 0)
            .then(|| view! { <p class="soft exchange-more">{t!("exchange.more", n = more)}</p> })
    };
    let is_any = Memo::new(move |_| count() != 0);
    let words = Signal::derive(|| say!("exchange.export"));
    let make = move || desk.export();
    view! {
        <Card
            title=t!("exchange.waiting", n = waiting.read().len())
            flush=true
            aside=move || {
                view! {
                    <GiveOut words make disabled=Signal::derive(move || !is_any.get()) />
                }
            }
        >
            <Show
                when=move || is_any.get()
                fallback=|| view! { <EmptyState icon=Icon::Check title=t!("exchange.nothing_waits") /> }
            >
                <div class="exchange-rows">{rows}</div>
                {more}
                <div class="exchange-foot">
                    <Notice tone=Tone::Info><p>{t!("exchange.export_words")}</p></Notice>
                </div>
            </Show>
        </Card>
    }
}

#[component]
fn Row(waiting: Waiting) -> impl IntoView {
    let store = Store::get();
    let act = StoredValue::new(waiting.act);
    let colleague = StoredValue::new(waiting.colleague);
    let title = move || act.with_value(deed::title);
    let note = move || {
        let mut note = act.with_value(|act| deed::about(act, store));
        if let Some(name) = colleague
            .get_value()
            .and_then(|person| store.name_of(&person))
        {
            note = format!("{} · {note}", say!("exchange.by", name = name));
        }
        if let Some(ms) = waiting.made_ms {
            note = format!("{note} · {}", moment::when(ms, now_ms()));
        }
        note
    };
    let waits = waiting.waits;
    view! {
        <div class="exchange-row">
            <div class="stack-tight grow">
                <p class="strong">{title}</p>
                <p class="small soft">{note}</p>
            </div>
            <Chip words=Signal::derive(move || words(waits)) tone=tone(waits) />
        </div>
    }
}

fn words(waits: Waits) -> String {
    match waits {
        Waits::Journal => say!("exchange.waits.journal"),
        Waits::Line => say!("exchange.waits.line"),
        Waits::Held => say!("exchange.waits.held"),
        Waits::SetAside => say!("exchange.waits.set_aside"),
        Waits::Stuck => say!("exchange.waits.stuck"),
        Waits::Author => say!("exchange.waits.author"),
    }
}

fn tone(waits: Waits) -> Tone {
    match waits {
        Waits::Journal => Tone::Danger,
        Waits::Line => Tone::Info,
        Waits::Held | Waits::SetAside | Waits::Author => Tone::Plain,
        Waits::Stuck => Tone::Warning,
    }
}
