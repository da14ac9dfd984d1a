//! A round that is on its way or over: who has answered, its end, and what is done with it next.

use leptos::prelude::*;
use roviec_shared::{
    act::Deed,
    book::{Book, round::Round},
    id::{ActRef, PersonId},
};

use super::{conclude::Conclude, reading::with_round};
use crate::doing::{Doing, RefusalNotice};
use crate::month::Here;
use crate::opinions::{self, Differing, has_differing};
use crate::plan::day;
use crate::ui::{
    Button, ButtonKind, Card, Dialog, DialogActions, Facts, Icon, LinkButton, Meter, TextArea,
};
use crate::{say, t};

/// So many of those in a table are named.
const NAMES_MAX: usize = 5;

#[component]
pub(super) fn Standing(here: Here, round: ActRef) -> impl IntoView {
    let act = StoredValue::new(round);
    let is_open = Memo::new(move |_| with_round(here, act, Round::is_open).unwrap_or_default());
    let title = Signal::derive(move || with_round(here, act, opinions::title).unwrap_or_default());
    view! {
        <section class="round stack">
            <Show
                when=move || is_open.get()
                fallback=move || view! { <Over here act title /> }
            >
                <Card title><UnderWay here act /></Card>
            </Show>
        </section>
    }
}

/// Who has answered and who has not, and the two ways to end it.
#[component]
fn UnderWay(here: Here, act: StoredValue<ActRef>) -> impl IntoView {
    let store = here.store;
    let doing = Doing::new(store);
    let (closing, calling) = (RwSignal::new(false), RwSignal::new(false));
    let reason = RwSignal::new(String::new());
    let names = move |has: bool| {
        let of = |round: &Round| {
            let asked = round.asked.iter();
            let chosen = asked.filter(|person| round.answered.contains(*person) == has);
            let name = |person: &PersonId| store.name_of(person);
            chosen.filter_map(name).collect::<Vec<_>>().join(", ")
        };
        with_round(here, act, of).unwrap_or_default()
    };
    // A long table is told by its first names.
    let on = move || {
        let of = |round: &Round| {
            let names = round.rows.values().map(|row| row.name.clone());
            let first: Vec<String> = names.take(NAMES_MAX).collect();
            let more = if round.rows.len() > first.len() {
                "…"
            } else {
                ""
            };
            format!("{}{more}", first.join(", "))
        };
        with_round(here, act, of).unwrap_or_default()
    };
    let count = Memo::new(move |_| {
        with_round(here, act, |round| (round.answered.len(), round.asked.len())).unwrap_or_default()
    });
    let facts = Signal::derive(move || {
        let until = with_round(here, act, |round| day(round.until));
        vec![
            (say!("heads.round.on"), on()),
            (say!("heads.ask.until"), until.unwrap_or_default()),
            (say!("heads.round.answered"), names(true)),
            (say!("heads.round.silent"), names(false)),
        ]
    });
    let close = move || Deed::CloseRound {
        round: act.get_value(),
        day: store.today.get_untracked(),
    };
    let may = Memo::new(move |_| {
        here.with(|book| store.may(book, &close()))
            .unwrap_or_default()
    });
    let end = Callback::new(move |()| {
        closing.set(false);
        doing.does(&here.id(), close());
    });
    let recall = Callback::new(move |()| {
        let deed = Deed::RecallRound {
            round: act.get_value(),
            reason: reason.get_untracked().trim().to_owned(),
        };
        if doing.does(&here.id(), deed) {
            calling.set(false);
        }
    });
    let numbers = Signal::derive(move || {
        let (answered, asked) = count.get();
        say!("heads.round.count", n = answered, of = asked)
    });
    view! {
        <Meter
            label=t!("heads.round.under_way")
            value=Signal::derive(move || u32::try_from(count.get().0).unwrap_or(u32::MAX))
            max=Signal::derive(move || u32::try_from(count.get().1).unwrap_or(u32::MAX))
            words=numbers
        />
        <Facts facts />
        <Show when=move || may.get()>
            <div class="row">
                <Button kind=ButtonKind::Primary icon=Icon::Check on_press=move || closing.set(true)>
                    {t!("heads.round.close")}
                </Button>
                <Button kind=ButtonKind::Quiet icon=Icon::Undo on_press=move || calling.set(true)>
                    {t!("heads.round.recall")}
                </Button>
            </div>
        </Show>
        <Show when=move || !calling.get()><RefusalNotice doing /></Show>
        <Dialog
            open=closing
            title=t!("heads.round.close")
            actions=move || view! { <DialogActions open=closing words=t!("heads.round.close") on_press=end /> }
        >
            <p>{t!("heads.round.close_words")}</p>
            <p class="soft">{numbers}</p>
        </Dialog>
        <Dialog
            open=calling
            title=t!("heads.round.recall")
            actions=move || view! { <DialogActions open=calling words=t!("heads.round.recall") on_press=recall /> }
        >
            <RefusalNotice doing />
            <p>{t!("heads.round.recall_words")}</p>
            <TextArea label=t!("heads.round.recall_reason") value=reason rows=2 />
        </Dialog>
    }
}

/// What came of it, the page of those that differ, and the conclusion.
#[component]
fn Over(here: Here, act: StoredValue<ActRef>, title: Signal<String>) -> impl IntoView {
    let store = here.store;
    let href = format!("{}/round/{}", here.href("heads"), act.get_value());
    let differs = Memo::new(move |_| {
        let of = |book: &Book| act.with_value(|act| has_differing(store, book, act));
        here.with(of).unwrap_or_default()
    });
    let is_whole = Memo::new(move |_| with_round(here, act, Round::is_whole).unwrap_or_default());
    let words = move || {
        if differs.get() {
            say!("heads.differing.words")
        } else {
            say!("heads.differing.none")
        }
    };
    view! {
        <Card title flush=true>
            <Show when=move || is_whole.get()>
                <div class="padded stack-tight">
                    <p>{words}</p>
                    <div class="row">
                        <LinkButton href=href.clone() icon=Icon::Document>{t!("heads.differing.open")}</LinkButton>
                    </div>
                </div>
            </Show>
            <Differing here round=act.get_value() />
        </Card>
        <Show when=move || is_whole.get()><Conclude here act /></Show>
    }
}
