//! Sending a table round: to whom, until when.

use std::collections::{BTreeMap, BTreeSet};

use leptos::prelude::*;
use roviec_shared::{
    act::{Deed, People},
    apply::to_circulate,
    book::{Book, round::is_of_units, submission::Row},
    id::{PersonId, RuleSetId},
    month::Day,
    order::Gather,
};

use crate::doing::{Doing, RefusalNotice};
use crate::month::Here;
use crate::opinions::ASKED;
use crate::ui::{Button, ButtonKind, Card, DayField, Dialog, DialogActions, Icon, Notice, Tone};
use crate::{locale, say, t};

/// So many days are given where nothing else is said.
const DAYS: i32 = 3;

/// Which rule set judges a table, and its rows.
type Table = ((RuleSetId, u32), People<Row>);

/// The tables that can go round now: units as a whole before their heads.
fn tables(here: Here, book: &Book) -> Vec<Table> {
    let tables = here.store.rules.with(|rules| to_circulate(book, rules));
    let mut all: Vec<Table> = tables.into_iter().collect();
    all.sort_by_key(|(_, rows)| !is_of_units(rows));
    all
}

fn deed(here: Here, people: People<Row>, asked: BTreeSet<PersonId>, until: Day) -> Deed {
    Deed::Circulate {
        day: here.store.today.get_untracked(),
        until,
        asked,
        people,
    }
}

/// The step for each table that waits for it.
#[component]
pub(super) fn Ask(here: Here) -> impl IntoView {
    let waiting = Memo::new(move |_| here.with(|book| tables(here, book)).unwrap_or_default());
    let judged = Memo::new(move |_| {
        let all = waiting.read();
        all.iter()
            .map(|(judged, _)| judged.clone())
            .collect::<Vec<_>>()
    });
    let rows = move |of: &(RuleSetId, u32)| {
        let all = waiting.read();
        let table = all.iter().find(|(judged, _)| judged == of);
        table.map(|(_, rows)| rows.clone()).unwrap_or_default()
    };
    move || {
        let all = judged.get().into_iter();
        all.map(|judged| {
            let of = judged.clone();
            let rows = Memo::new(move |_| rows(&of));
            view! { <AskOne here judged rows /> }
        })
        .collect_view()
    }
}

#[component]
fn AskOne(here: Here, judged: (RuleSetId, u32), rows: Memo<People<Row>>) -> impl IntoView {
    let store = here.store;
    let judged = StoredValue::new(judged);
    // Which table it is, where several wait.
    let title = Signal::derive(move || {
        let of = |(id, version): &(RuleSetId, u32)| {
            let set = store.rules.with(|rules| rules.get(id, *version).cloned());
            set.map_or_else(String::new, |set| locale::pick(&set.title))
        };
        say!("heads.ask.of", rules = judged.with_value(of))
    });
    let doing = Doing::new(store);
    let open = RwSignal::new(false);
    let until = RwSignal::new(String::from(store.today.get_untracked().plus_days(DAYS)));
    let wrong = RwSignal::new(false);
    let asked = Memo::new(move |_| store.holders_of(ASKED, &here.id().unit));
    let names = move || {
        let names = asked.get().into_iter().map(|(_, name)| name);
        names.collect::<Vec<_>>().join(", ")
    };
    let may = Memo::new(move |_| {
        let none = deed(here, BTreeMap::new(), BTreeSet::new(), store.today.get());
        here.with(|book| store.may(book, &none)).unwrap_or_default()
    });
    let ask = move || {
        doing.forgets();
        let today = store.today.get_untracked();
        let day = until.get_untracked().parse::<Day>();
        wrong.set(!day.is_ok_and(|day| day >= today));
        open.set(!wrong.get_untracked());
    };
    let send = move || {
        open.set(false);
        let Ok(day) = until.get_untracked().parse::<Day>() else {
            return;
        };
        let people = rows.get_untracked();
        let asked = asked.get_untracked().into_iter().map(|(person, _)| person);
        doing.does(&here.id(), deed(here, people, asked.into_set(), day));
    };
    let send = Callback::new(move |()| send());
    let error = Signal::derive(move || wrong.get().then(|| say!("heads.ask.until_wrong")));
    let actions = move || {
        view! { <DialogActions open words=t!("heads.ask.do") on_press=send /> }
    };
    view! {
        <Show when=move || may.get() && !rows.read().is_empty()>
            <Card title=title>
                <p>{t!("heads.ask.words", n = rows.read().len())}</p>
                <RefusalNotice doing />
                <Show
                    when=move || !asked.read().is_empty()
                    fallback=|| view! { <Notice tone=Tone::Warning><p>{t!("heads.ask.nobody")}</p></Notice> }
                >
                    <p class="soft">{t!("heads.ask.whom", n = asked.read().len(), names = names())}</p>
                    <div class="row row-top">
                        <DayField label=t!("heads.ask.until") value=until error />
                    </div>
                    <div class="row">
                        <Button kind=ButtonKind::Primary icon=Icon::Send on_press=ask>
                            {t!("heads.ask.do")}
                        </Button>
                    </div>
                </Show>
            </Card>
        </Show>
        <Dialog open title=t!("heads.ask.confirm") actions>
            <p>{t!("heads.ask.confirm_words", n = rows.read().len(), asked = asked.read().len())}</p>
        </Dialog>
    }
}
