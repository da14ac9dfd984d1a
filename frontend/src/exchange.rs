//! *Gửi và nhận dữ liệu*: the line, what waits on this device, what the server refused, and the room left.

mod carried;
mod chain;
mod file;
mod left;
mod refused;
mod room;
mod waiting;

use leptos::prelude::*;

use crate::{
    say,
    sign_in::SessionEnded,
    store::{Connection, Store},
    sync::desk::Desk,
    t,
    ui::{Button, ButtonKind, Card, Icon, Notice, PageHead, Tone},
};
use carried::CarriedCard;
use left::LeftCard;
use refused::RefusedCard;
use room::RoomCard;
use waiting::WaitingCard;

/// The page.
#[component]
pub fn ExchangePage() -> impl IntoView {
    view! {
        <PageHead title=t!("exchange.title") lead=t!("exchange.lead") />
        <SessionEnded />
        <Outdated />
        <LineCard />
        <RefusedCard />
        <LeftCard />
        <WaitingCard />
        <CarriedCard />
        <RoomCard />
    }
}

/// The line to the server in a sentence, and sending and receiving by hand.
#[component]
fn LineCard() -> impl IntoView {
    let (desk, store) = (Desk::get(), Store::get());
    let is_busy = Signal::derive(move || desk.is_busy());
    let words = move || match store.connection.get() {
        Connection::Online => say!("exchange.online"),
        Connection::Unknown => say!("exchange.untried"),
        Connection::Offline => say!("exchange.offline"),
        Connection::SessionEnded => say!("session.ended"),
        Connection::Outdated => say!("exchange.outdated"),
    };
    let last = move || match store.last_exchange.get() {
        Some(when) => say!("exchange.last", when = when),
        None => say!("exchange.never"),
    };
    view! {
        <Card title=t!("exchange.line")>
            <div class="row-spread">
                <div class="stack-tight">
                    <p class="strong" role="status">{words}</p>
                    <p class="soft">{last}</p>
                </div>
                <Button
                    kind=ButtonKind::Primary
                    icon=Icon::Sync
                    busy=is_busy
                    on_press=move || desk.want()
                >
                    {t!("exchange.now")}
                </Button>
            </div>
        </Card>
    }
}

#[component]
fn Outdated() -> impl IntoView {
    let store = Store::get();
    view! {
        <Show when=move || store.connection.get() == Connection::Outdated>
            <Notice tone=Tone::Warning title=t!("exchange.outdated")>
                <p>{t!("exchange.outdated_words")}</p>
            </Notice>
        </Show>
    }
}
