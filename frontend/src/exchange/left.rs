//! What others did who have lost the post since, offered to whoever holds it now: one bundle for each author
//! and month.

use leptos::{prelude::*, task::spawn_local};
use roviec_shared::api::Left;

use crate::{
    deed, refusal, say,
    store::{Connection, Store},
    sync::desk::Desk,
    t,
    ui::{Button, Card, Facts, Fold, Icon, Notice, Tone},
};

#[component]
pub(super) fn LeftCard() -> impl IntoView {
    let (desk, store) = (Desk::get(), Store::get());
    let left = RwSignal::new(Vec::<Left>::new());
    // Asked for whenever there is a line again; without one there is nothing to show.
    Effect::new(move |_| {
        if store.connection.get() == Connection::Online {
            spawn_local(async move {
                if let Ok(found) = desk.left().await {
                    left.try_set(found);
                }
            });
        }
    });
    let rows = move || {
        let bundles = bundles(left.get());
        let row = |bundle| view! { <Row bundle left /> };
        bundles.into_iter().map(row).collect_view()
    };
    view! {
        <Show when=move || !left.read().is_empty()>
            <Card title=t!("exchange.left") flush=true>
                <p class="exchange-lead soft">{t!("exchange.left_lead")}</p>
                <div class="exchange-rows">{rows}</div>
            </Card>
        </Show>
    }
}

/// What one person left in one month of a unit, in the order in which it was made.
fn bundles(left: Vec<Left>) -> Vec<Vec<Left>> {
    let mut bundles: Vec<Vec<Left>> = Vec::new();
    for one in left {
        let goes_with = |bundle: &&mut Vec<Left>| {
            let first = bundle.first();
            first.is_some_and(|first| first.author == one.author && first.act.book == one.act.book)
        };
        match bundles.iter_mut().find(goes_with) {
            Some(bundle) => bundle.push(one),
            None => bundles.push(vec![one]),
        }
    }
    bundles
}

#[component]
fn Row(bundle: Vec<Left>, left: RwSignal<Vec<Left>>) -> impl IntoView {
    let (desk, store) = (Desk::get(), Store::get());
    let bundle = StoredValue::new(bundle);
    let still = RwSignal::new(None);
    let whose = move || {
        bundle.with_value(|bundle| {
            let author = bundle.first().and_then(|one| store.name_of(&one.author));
            let author = author.unwrap_or_else(|| say!("exchange.left_somebody"));
            say!("exchange.left_of", name = author, n = bundle.len())
        })
    };
    let acts = move || {
        let line = |one: Left| {
            let act = StoredValue::new(one.act);
            let facts = Signal::derive(move || act.with_value(|act| deed::said(act, store)));
            view! {
                <li class="stack-tight">
                    <p>
                        <span class="strong">{move || act.with_value(deed::title)}</span>
                        " "
                        <span class="small soft">
                            {move || act.with_value(|act| deed::about(act, store))}
                        </span>
                    </p>
                    <Facts facts />
                </li>
            }
        };
        bundle.get_value().into_iter().map(line).collect_view()
    };
    let adopt = move || {
        let all = bundle.get_value();
        match desk.adopt(&all) {
            Ok(()) => left.update(|left| left.retain(|one| !all.contains(one))),
            Err(why) => still.set(Some(refusal::words(&why, store))),
        }
    };
    view! {
        <div class="exchange-row exchange-refused">
            <div class="stack-tight grow">
                <p class="strong">{whose}</p>
                <Fold title=t!("exchange.content")>
                    <ul class="stack exchange-with-it">{acts}</ul>
                </Fold>
                {move || {
                    still
                        .get()
                        .map(|words| {
                            view! {
                                <Notice tone=Tone::Danger title=t!("exchange.still")><p>{words}</p></Notice>
                            }
                        })
                }}
            </div>
            <div class="row-tight">
                <Button icon=Icon::Send on_press=adopt>{t!("exchange.adopt")}</Button>
            </div>
        </div>
    }
}
