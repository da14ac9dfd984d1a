//! What the server refused: with its reason, readable by itself, until its author sends it again or lets
//! it go.

use leptos::prelude::*;
use roviec_shared::refusal::Refusal;

use crate::{
    deed, refusal, say,
    store::{Refused, Store},
    sync::desk::Desk,
    t,
    ui::{Button, ButtonKind, Card, Dialog, Facts, Fold, Icon, Notice, Tone},
};

#[component]
pub(super) fn RefusedCard() -> impl IntoView {
    let store = Store::get();
    let going = RwSignal::new(None::<Refused>);
    let rows = move || {
        store
            .refused
            .get()
            .into_iter()
            .map(|refused| view! { <Row refused going /> })
            .collect_view()
    };
    view! {
        <Show when=move || !store.refused.read().is_empty()>
            <Card title=t!("exchange.refused", n = store.refused.read().len()) flush=true>
                <p class="exchange-lead soft">{t!("exchange.refused_lead")}</p>
                <div class="exchange-rows">{rows}</div>
            </Card>
        </Show>
        <LetGo going />
    }
}

#[component]
fn Row(refused: Refused, going: RwSignal<Option<Refused>>) -> impl IntoView {
    let (desk, store) = (Desk::get(), Store::get());
    let refused = StoredValue::new(refused);
    let still = RwSignal::new(None);
    let title = move || refused.with_value(|refused| deed::title(&refused.act));
    let about = move || refused.with_value(|refused| deed::about(&refused.act, store));
    let why = move || refused.with_value(|refused| refusal::words(&refused.refusal, store));
    let both = Signal::derive(move || {
        refused.with_value(|refused| match &refused.refusal {
            Refusal::Conflict(conflict) => deed::both(&refused.act, conflict, store),
            _ => Vec::new(),
        })
    });
    let facts =
        Signal::derive(move || refused.with_value(|refused| deed::said(&refused.act, store)));
    let again = move || {
        let outcome = refused.with_value(|refused| desk.send_again(refused));
        still.set(outcome.err().map(|why| refusal::words(&why, store)));
    };
    view! {
        <div class="exchange-row exchange-refused">
            <div class="stack-tight grow">
                <p class="strong">{title}</p>
                <p class="small soft">{about}</p>
                <p class="exchange-why">{Icon::Warning.view()}<span>{why}</span></p>
                <Show when=move || !both.read().is_empty()>
                    <Facts facts=both />
                </Show>
                <Fold title=t!("exchange.content")><Facts facts /></Fold>
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
                <Button icon=Icon::Send on_press=again>{t!("exchange.again")}</Button>
                <Button
                    kind=ButtonKind::Quiet
                    icon=Icon::Remove
                    on_press=move || going.set(Some(refused.get_value()))
                >
                    {t!("exchange.let_go")}
                </Button>
            </div>
        </div>
    }
}

/// Asked once more: what is let go does not come back.
#[component]
fn LetGo(going: RwSignal<Option<Refused>>) -> impl IntoView {
    let desk = Desk::get();
    let open = RwSignal::new(false);
    Effect::new(move |_| {
        if going.read().is_some() {
            open.set(true);
        }
    });
    let what = move || {
        let title = going.with(|going| going.as_ref().map(|refused| deed::title(&refused.act)));
        say!("exchange.let_go_words", what = title.unwrap_or_default())
    };
    let let_go = move || {
        if let Some(refused) = going.get_untracked() {
            desk.let_go(refused.name);
        }
        open.set(false);
        going.set(None);
    };
    view! {
        <Dialog
            open
            title=t!("exchange.let_go_title")
            actions=move || {
                view! {
                    <Button
                        kind=ButtonKind::Quiet
                        on_press=move || {
                            open.set(false);
                            going.set(None);
                        }
                    >
                        {t!("exchange.keep")}
                    </Button>
                    <Button kind=ButtonKind::Danger icon=Icon::Remove on_press=let_go>
                        {t!("exchange.let_go")}
                    </Button>
                }
            }
        >
            <p>{what}</p>
        </Dialog>
    }
}
