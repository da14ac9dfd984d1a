//! The head's decision: the rows as the meeting left them, each changed only with a reason, one paper.

use std::collections::BTreeMap;

use leptos::prelude::*;
use roviec_shared::{
    act::{DecidedOn, Deed},
    book::{Book, grading, seals, sheet::Decided},
    id::PersonId,
    month::Day,
    order::Gather,
    route::StepKind,
};

use super::guidance;
use super::lines::{Standing, standing};
use crate::doing::{Doing, RefusalNotice};
use crate::form::{hint, keep, stored};
use crate::month::Here;
use crate::rows::{Change, ChangeDialog, ChangeForm, Line, Lines, change_column};
use crate::ui::{
    Button, ButtonKind, Card, DayField, Dialog, DialogActions, EmptyState, Field, Icon, LinkButton,
    Notice, Tone,
};
use crate::{key, say, t};

/// Where the month stands, following it.
pub fn follow(here: Here) -> Memo<Standing> {
    let store = here.store;
    Memo::new(move |_| {
        let me = store
            .actor
            .with(|actor| Some(actor.as_ref()?.person.clone()));
        let of = |book: &Book| {
            store
                .rules
                .with(|rules| standing(here, rules, book, me.as_ref()))
        };
        here.with(of).unwrap_or_default()
    })
}

/// The rows that wait, and the form.
#[component]
pub fn Decide(
    /// Where.
    here: Here,
) -> impl IntoView {
    let store = here.store;
    let standing = follow(here);
    let key = format!("decide/{}", here.id());
    let kept: BTreeMap<PersonId, Change> = stored(store, &key).unwrap_or_default();
    let changes = RwSignal::new(kept);
    keep(store, key.clone(), BTreeMap::new(), move || changes.get());
    let form = ChangeForm::new(store, changes);
    let may = Memo::new(move |_| {
        let deed = Deed::Decide {
            conclusion: None,
            document: String::new(),
            day: store.today.get(),
            people: BTreeMap::new(),
        };
        here.with(|book| store.may(book, &deed)).unwrap_or_default()
    });
    let has_vote = Memo::new(move |_| here.has_step(StepKind::Vote).unwrap_or_default());
    let ready = Signal::derive(move || standing.get().ready);
    let waiting = move || standing.with(|standing| standing.waiting.join(", "));
    let is_any = Memo::new(move |_| !standing.read().ready.is_empty());
    let is_decided = Memo::new(move |_| !standing.read().decided.is_empty());
    let key = StoredValue::new(key);
    view! {
        <Show when=move || has_vote.get() && !standing.read().waiting.is_empty()>
            <Notice tone=Tone::Warning title=t!("decide.waiting")>
                <p>{waiting}</p>
                <div class="row">
                    <LinkButton href=here.href("meeting") icon=Icon::Arrow>{t!("month.go.meeting")}</LinkButton>
                </div>
            </Notice>
        </Show>
        <Show
            when=move || is_any.get()
            fallback=move || view! {
                <Show when=move || !is_decided.get()>
                    <Card><EmptyState icon=Icon::Flag title=t!("decide.nothing") words=t!("decide.nothing.words") /></Card>
                </Show>
            }
        >
            <Card title=t!("decide.rows") flush=true>
                <Lines
                    caption=t!("decide.rows")
                    lines=ready
                    last=change_column(t!("levels.decided"), form, may.into())
                />
            </Card>
            <Show
                when=move || may.get()
                fallback=move || view! { <Notice><p>{move || guidance(here)}</p></Notice> }
            >
                <Paper here ready form key=key.get_value() />
            </Show>
        </Show>
        <ChangeDialog form />
    }
}

/// Number and day of the decision, and the question before it.
#[component]
fn Paper(here: Here, ready: Signal<Vec<Line>>, form: ChangeForm, key: String) -> impl IntoView {
    let store = here.store;
    let doing = Doing::new(store);
    let number = RwSignal::new(String::new());
    let day = RwSignal::new(String::from(store.today.get_untracked()));
    let missing = RwSignal::new(false);
    let open = RwSignal::new(false);
    let ask = move || {
        doing.forgets();
        let is_missing = number.read().trim().is_empty() || day.read().parse::<Day>().is_err();
        missing.set(is_missing);
        open.set(!is_missing);
    };
    let decide = move || {
        open.set(false);
        let Ok(on) = day.get_untracked().parse::<Day>() else {
            return;
        };
        let people = here.with_now(|book| decided_on(here, book, &ready.get_untracked(), form));
        let deed = Deed::Decide {
            conclusion: None,
            document: number.get_untracked().trim().to_owned(),
            day: on,
            people: people.unwrap_or_default(),
        };
        if doing.does(&here.id(), deed) {
            store.drop_draft(&key);
            form.forgets();
        }
    };
    let decide = Callback::new(move |()| decide());
    let many = Signal::derive(move || ready.read().len());
    let error = Signal::derive(move || missing.get().then(|| say!("decide.number.missing")));
    let actions = move || {
        view! {
            <DialogActions open=open words=t!("decide.do") on_press=decide />
        }
    };
    view! {
        <Card title=t!("decide.paper")>
            <RefusalNotice doing />
            <div class="row row-top">
                <Field label=t!("decide.number") value=number error hint=hint(key!("decide.number.hint")) />
                <DayField label=t!("decide.day") value=day />
            </div>
            <div class="row">
                <Button kind=ButtonKind::Primary icon=Icon::Check on_press=ask>
                    {t!("decide.do_for", n = many.get())}
                </Button>
            </div>
        </Card>
        <Dialog open title=t!("decide.confirm") actions>
            <p>{t!("decide.confirm.words", n = many.get())}</p>
        </Dialog>
    }
}

/// What is decided of each, on the row as it stands.
fn decided_on(
    here: Here,
    book: &Book,
    ready: &[Line],
    form: ChangeForm,
) -> BTreeMap<PersonId, DecidedOn> {
    let rules = here.store.rules.get_untracked();
    let rows = ready.iter().filter_map(|line| {
        let record = book.people.get(&line.person)?;
        let set = rules.of(&record.enrolled)?;
        Some((line.person.clone(), grading::row(set, book, record)?))
    });
    let rows: BTreeMap<_, _> = rows.into_map();
    let sealed = seals(&rows);
    rows.into_iter()
        .filter_map(|(person, row)| {
            let decided = Decided {
                outcome: form.outcome_of(&person, &row),
                reason: form.reason_of(&person).unwrap_or(row.reason),
            };
            let row = sealed.get(&person)?.clone();
            Some((person, DecidedOn { decided, row }))
        })
        .into_map()
}
