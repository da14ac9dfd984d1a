//! Sending a table round: to whom, until when.

use std::collections::{BTreeMap, BTreeSet};

use leptos::prelude::*;
use roviec_shared::{
    act::{Deed, People},
    apply::to_circulate,
    book::{Book, submission::Row},
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

/// Which rule set judges a table.
type Judged = (RuleSetId, u32);

/// The rule sets of the tables that can go round now: units as a whole before their heads.
fn tables(here: Here, book: &Book) -> Vec<Judged> {
    let rules = here.store.rules.get();
    let is_of_units = |people: &People<Row>| {
        let mut subjects = people.keys();
        subjects.any(|subject| subject.collective().is_some())
    };
    let (units, people): (Vec<_>, Vec<_>) = to_circulate(book, &rules)
        .into_iter()
        .partition(|(_, people)| is_of_units(people));
    let all = units.into_iter().chain(people);
    all.map(|(judged, _)| judged).collect()
}

/// The table that one rule set judges, as it can go round now.
fn table(here: Here, book: &Book, judged: &Judged) -> People<Row> {
    let rules = here.store.rules.get();
    to_circulate(book, &rules)
        .remove(judged)
        .unwrap_or_default()
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
    move || {
        let all = waiting.get().into_iter();
        all.map(|judged| view! { <AskOne here judged /> })
            .collect_view()
    }
}

#[component]
fn AskOne(here: Here, judged: Judged) -> impl IntoView {
    let store = here.store;
    let judged = StoredValue::new(judged);
    let table = move |book: &Book| judged.with_value(|judged| table(here, book, judged));
    // Which table it is, where several wait.
    let title = Signal::derive(move || {
        let of = |(id, version): &Judged| {
            let set = store.rules.with(|rules| rules.get(id, *version).cloned());
            set.map_or_else(String::new, |set| locale::pick(&set.title))
        };
        say!("heads.ask.of", rules = judged.with_value(of))
    });
    let doing = Doing::new(store);
    let open = RwSignal::new(false);
    let until = RwSignal::new(String::from(store.today.get_untracked().plus_days(DAYS)));
    let wrong = RwSignal::new(false);
    let rows = Memo::new(move |_| here.with(table).unwrap_or_default());
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
        let people = here.with_now(table).unwrap_or_default();
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
