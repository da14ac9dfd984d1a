//! A round as one of those asked sees it: the rows to answer, or, when it is over, what everyone said.

use leptos::prelude::*;
use roviec_shared::{book::round::Round, id::ActRef, order, vietnamese::name_key};

use super::{differing::Differing, entry::Entry, row::OpinionRow, title as title_of};
use crate::doing::RefusalNotice;
use crate::level::OutcomeChoice;
use crate::month::Here;
use crate::plan::day;
use crate::ui::{
    Button, ButtonKind, Card, Chip, Dialog, DialogActions, Icon, Notice, TextArea, Tone,
};
use crate::{say, t};

/// The round.
#[component]
pub(super) fn RoundCard(here: Here, round: ActRef) -> impl IntoView {
    let entry = Entry::open(here, &round);
    let is_open = Memo::new(move |_| entry.with(Round::is_open).unwrap_or_default());
    let title = Signal::derive(move || entry.with(title_of).unwrap_or_default());
    let state = move || {
        let until = entry.with(|round| round.until)?;
        let is_late = here.store.today.get() > until;
        Some(match (is_open.get(), is_late) {
            (true, false) => view! {
                <Chip words=say!("opinions.until", day = day(until)) tone=Tone::Info icon=Icon::Clock />
            },
            (true, true) => view! {
                <Chip words=say!("opinions.late", day = day(until)) tone=Tone::Warning icon=Icon::Clock />
            },
            (false, _) => view! {
                <Chip words=say!("opinions.over") tone=Tone::Plain icon=Icon::Check />
            },
        })
    };
    let round = StoredValue::new(round);
    view! {
        <Card title flush=true>
            <div class="padded row-tight">{state}</div>
            <Show
                when=move || is_open.get()
                fallback=move || view! { <Differing here round=round.get_value() /> }
            >
                <Asked entry />
            </Show>
        </Card>
    }
}

/// The rows, and the step that gives what is entered.
#[component]
fn Asked(entry: Entry) -> impl IntoView {
    let rows = Memo::new(move |_| {
        let rows = |round: &Round| {
            let mut rows: Vec<_> = round.rows.clone().into_iter().collect();
            order::sort_by_key(&mut rows, |(_, row)| name_key(&row.name));
            rows
        };
        entry.with(rows).unwrap_or_default()
    });
    let list = move || {
        let rows = rows.get().into_iter();
        let one = |(person, row)| view! { <OpinionRow entry person row /> };
        rows.map(one).collect_view()
    };
    let unsaid = Memo::new(move |_| entry.unsaid().len());
    let count = Memo::new(move |_| entry.count());
    view! {
        <ul class="opinion-rows">{list}</ul>
        <div class="padded stack">
            <RefusalNotice doing=entry.doing />
            <Show when=move || count.get() == 0 && unsaid.get() == 0>
                <Notice tone=Tone::Success><p>{t!("opinions.all_given")}</p></Notice>
            </Show>
            <div class="row">
                <Show when=move || unsaid.get() != 0>
                    <Button icon=Icon::Check on_press=move || entry.agree_with_the_rest()>
                        {t!("opinions.agree_rest", n = unsaid.get())}
                    </Button>
                </Show>
                <Show when=move || count.get() != 0>
                    <Button kind=ButtonKind::Primary icon=Icon::Send on_press=move || entry.send()>
                        {t!("opinions.send", n = count.get())}
                    </Button>
                </Show>
            </div>
            <p class="small soft">{t!("opinions.promise")}</p>
        </div>
        <OtherDialog entry />
    }
}

/// Another opinion than what was proposed.
#[component]
fn OtherDialog(entry: Entry) -> impl IntoView {
    let title = Signal::derive(move || {
        let name = entry
            .on()
            .and_then(|person| entry.with(|round| Some(round.rows.get(&person)?.name.clone()))?);
        say!("opinions.other_on", name = name.unwrap_or_default())
    });
    let rules = move || {
        let (id, version) = entry.with(|round| (round.rules.clone(), round.rules_version))?;
        let rules = entry.here.store.rules;
        rules.with(|rules| rules.get(&id, version).cloned())
    };
    let error = Signal::derive(move || entry.is_short.get().then(|| say!("opinions.short")));
    let actions = move || {
        view! {
            <DialogActions open=entry.open words=t!("opinions.take") on_press=move || entry.take() />
        }
    };
    view! {
        <Dialog open=entry.open title actions wide=true>
            {move || {
                let (rules, outcome) = (StoredValue::new(rules()?), entry.outcome);
                Some(view! { <OutcomeChoice label=t!("opinions.level") entry=outcome rules /> })
            }}
            <TextArea label=t!("opinions.text") value=entry.text error />
        </Dialog>
    }
}
