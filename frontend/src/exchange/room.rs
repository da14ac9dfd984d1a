//! How much room is left on this device, and whether the browser may take it away.

use leptos::prelude::*;

use crate::{
    locale,
    release::kept_words,
    say,
    storage::working,
    store::Store,
    sync::desk::{ACTS_MAX, ACTS_WARN, Desk, Room},
    t,
    ui::{Card, Meter, Notice, Tone},
};

#[component]
pub(super) fn RoomCard() -> impl IntoView {
    let (desk, store) = (Desk::get(), Store::get());
    let room = Memo::new(move |_| desk.room());
    let meter = move |value: fn(&Room) -> usize, max: usize| {
        let value = Signal::derive(move || count(value(&room.read())));
        let words = Signal::derive(move || {
            say!(
                "exchange.of",
                used = locale::whole(i64::from(value.get())),
                max = locale::whole(i64::from(count(max)))
            )
        });
        (value, Signal::stored(count(max)), words)
    };
    let (base, base_max, base_words) =
        meter(|room| room.usage.base / 1000, working::BASE_MAX / 1000);
    let (copies, copies_max, copies_words) =
        meter(|room| room.usage.acts / 1000, working::ACTS_MAX / 1000);
    let (acts, acts_max, acts_words) = meter(|room| room.acts, ACTS_MAX);
    let is_nearly_full = Memo::new(move |_| room.read().acts >= ACTS_WARN);
    let persistence = move || match desk.is_persistent.get() {
        Some(true) => say!("exchange.persistent"),
        Some(false) => say!("exchange.not_persistent"),
        None => String::new(),
    };
    let gone = move || {
        let books = room.read().gone.clone();
        let names: Vec<String> = books
            .into_iter()
            .map(|id| {
                let month = String::from(id.month);
                let unit = store.unit_name(&id.unit).unwrap_or_default();
                format!("{unit} {}", locale::month(&month))
            })
            .collect();
        (!names.is_empty()).then(|| {
            view! {
                <Notice tone=Tone::Warning>
                    <p>{t!("exchange.gone", names = names.join(", "))}</p>
                </Notice>
            }
        })
    };
    view! {
        <Card title=t!("exchange.room")>
            <div class="stack">
                <Show when=move || is_nearly_full.get()>
                    <Notice tone=Tone::Warning><p>{t!("exchange.nearly_full")}</p></Notice>
                </Show>
                {gone}
                <div class="grid-wide">
                    <Meter label=t!("exchange.base") value=base max=base_max words=base_words />
                    <Meter label=t!("exchange.copies") value=copies max=copies_max words=copies_words />
                    <Meter label=t!("exchange.acts") value=acts max=acts_max words=acts_words />
                </div>
                <p class="small soft">{kept_words}</p>
                <p class="small soft">{persistence}</p>
            </div>
        </Card>
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
