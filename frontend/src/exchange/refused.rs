//! What the server refused: with its reason, readable by itself, until its author sends it again or lets
//! it go.

use leptos::prelude::*;
use roviec_shared::refusal::Refusal;

use super::chain::{Chain, chains};
use crate::{
    deed, refusal, say,
    store::Store,
    sync::desk::Desk,
    t,
    ui::{Button, ButtonKind, Card, Dialog, Facts, Fold, Icon, Notice, Tone},
};

#[component]
pub(super) fn RefusedCard() -> impl IntoView {
    let store = Store::get();
    let going = RwSignal::new(None::<Chain>);
    let rows = move || {
        chains(store.refused.get())
            .into_iter()
            .map(|chain| view! { <Row chain going /> })
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
fn Row(chain: Chain, going: RwSignal<Option<Chain>>) -> impl IntoView {
    let (desk, store) = (Desk::get(), Store::get());
    let chain = StoredValue::new(chain);
    let still = RwSignal::new(None);
    let title = move || {
        chain.with_value(|chain| match chain.is_meeting() {
            true => say!("exchange.second_meeting"),
            false => deed::title(&chain.first.act),
        })
    };
    let about = move || chain.with_value(|chain| deed::about(&chain.first.act, store));
    let why = move || chain.with_value(|chain| refusal::words(&chain.first.refusal, store));
    let both = Signal::derive(move || {
        chain.with_value(|chain| match &chain.first.refusal {
            Refusal::Conflict(conflict) => deed::both(&chain.first.act, conflict, store),
            _ => Vec::new(),
        })
    });
    let facts =
        Signal::derive(move || chain.with_value(|chain| deed::said(&chain.first.act, store)));
    let again = move || {
        let outcome = chain.with_value(|chain| desk.send_again(chain.all()));
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
                <Rest chain />
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
                    on_press=move || going.set(Some(chain.get_value()))
                >
                    {t!("exchange.let_go")}
                </Button>
            </div>
        </div>
    }
}

/// What came after a refused act and stands or falls with it.
#[component]
fn Rest(chain: StoredValue<Chain>) -> impl IntoView {
    let store = Store::get();
    let count = chain.with_value(|chain| chain.rest.len());
    let one = move |at: usize| {
        let act = move || chain.with_value(|chain| chain.rest[at].act.clone());
        let facts = Signal::derive(move || deed::said(&act(), store));
        view! {
            <li class="stack-tight">
                <p>
                    <span class="strong">{move || deed::title(&act())}</span>
                    " "
                    <span class="small soft">{move || deed::about(&act(), store)}</span>
                </p>
                <Facts facts />
            </li>
        }
    };
    (count > 0).then(|| {
        view! {
            <Fold title=t!("exchange.with_it", n = count)>
                <ul class="stack exchange-with-it">{(0..count).map(one).collect_view()}</ul>
            </Fold>
        }
    })
}

/// Asked once more: what is let go does not come back.
#[component]
fn LetGo(going: RwSignal<Option<Chain>>) -> impl IntoView {
    let desk = Desk::get();
    let open = RwSignal::new(false);
    Effect::new(move |_| {
        if going.read().is_some() {
            open.set(true);
        }
    });
    let what = move || {
        going.with(|going| {
            let Some(chain) = going else {
                return String::new();
            };
            let what = deed::title(&chain.first.act);
            match chain.rest.len() {
                0 => say!("exchange.let_go_words", what = what),
                n => say!("exchange.let_go_all", what = what, n = n),
            }
        })
    };
    let let_go = move || {
        if let Some(chain) = going.get_untracked() {
            for refused in chain.all() {
                desk.let_go(refused.name.clone());
            }
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
