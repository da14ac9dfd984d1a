//! The body's conclusion on a round, entered by the office; and the chair's decision, which confirms it.

use std::collections::BTreeMap;

use leptos::prelude::*;
use roviec_shared::{
    act::{DecidedOn, Deed, InBook, People},
    book::{
        Book,
        round::Round,
        sheet::{Decided, Stage},
        submission::{BodyVote, ConcludedRow, Conclusion, ConclusionNotes, Row},
    },
    id::{ActRef, PersonId},
    level::Outcome,
    order::Gather,
    rules::CapCount,
};
use serde::{Deserialize, Serialize};

use super::reading::with_round;
use crate::conclusion::{Head, HeadFields, Typed, VoteFields, Wrong, expected};
use crate::doing::{Doing, RefusalNotice};
use crate::form::{self, Restored, hint};
use crate::month::Here;
use crate::rows::{Change, ChangeDialog, ChangeForm, Line, Lines, change_column, outcome_of, sort};
use crate::ui::{
    Button, ButtonKind, Card, Dialog, DialogActions, Facts, Field, Icon, Meter, Notice,
};
use crate::{key, say, t};

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Draft {
    #[serde(flatten)]
    head: Typed,
    changes: BTreeMap<PersonId, Change>,
}

/// Whether somebody of a round's table is not decided.
fn is_open(book: &Book, round: &Round) -> bool {
    let mut records = round
        .rows
        .keys()
        .filter_map(|person| book.people.get(person));
    records.any(|record| matches!(record.stage, Stage::Open { .. }))
}

/// The conclusion that stands on a round.
fn conclusion_on<'a>(book: &'a Book, round: &ActRef) -> Option<&'a Conclusion> {
    let all = book.conclusions.iter().rev();
    all.into_iter()
        .find(|conclusion| conclusion.notes.answers.get(&book.id) == Some(round))
}

#[component]
pub(super) fn Conclude(here: Here, act: StoredValue<ActRef>) -> impl IntoView {
    let again = RwSignal::new(false);
    let waits = Memo::new(move |_| {
        let of = |book: &Book| act.with_value(|act| is_open(book, book.round(act)?).then_some(()));
        here.with(of).flatten().is_some()
    });
    let concluded = Memo::new(move |_| {
        let of = |book: &Book| act.with_value(|act| conclusion_on(book, act).cloned());
        here.with(of).flatten()
    });
    let enters = move || concluded.read().is_none() || again.get();
    view! {
        <Show when=move || waits.get() && enters()><Form here act again /></Show>
        {move || {
            let conclusion = concluded.get().filter(|_| !again.get())?;
            Some(view! { <Confirm here act conclusion again waits /> })
        }}
    }
}

/// Whether whoever acts may enter a conclusion on a round.
fn may_conclude(here: Here, act: StoredValue<ActRef>) -> bool {
    let asked = |book: &Book| {
        let round = act.with_value(|act| book.round(act))?;
        let deed = Deed::Conclude {
            notes: ConclusionNotes {
                number: String::new(),
                day: round.day,
                body: String::new(),
                chair: round.by.clone(),
                vote: BodyVote::default(),
                cap_exception: None,
                answers: BTreeMap::new(),
            },
            people: BTreeMap::new(),
        };
        Some(here.store.may(book, &deed))
    };
    here.with(asked).flatten().unwrap_or_default()
}

/// The rows of the round with what is to be concluded of each, and the head of the paper.
#[component]
fn Form(here: Here, act: StoredValue<ActRef>, again: RwSignal<bool>) -> impl IntoView {
    let store = here.store;
    let doing = Doing::new(store);
    let first = Draft {
        head: expected(store, &here.id().unit),
        ..Draft::default()
    };
    let key = format!("conclude/{}", act.get_value());
    let kept: Option<Draft> = form::stored(store, &key);
    let is_restored = RwSignal::new(kept.is_some());
    let begun = kept.unwrap_or_else(|| first.clone());
    let (head, changes) = (Head::of(&begun.head), RwSignal::new(begun.changes));
    let read = move || Draft {
        head: head.typed(),
        changes: changes.get(),
    };
    form::keep(store, key, first.clone(), read);
    let first = StoredValue::new(first);
    let forget = move || {
        head.set(first.get_value().head);
        changes.set(BTreeMap::new());
        is_restored.set(false);
    };
    let wrong = RwSignal::new(Wrong::default());
    let open = RwSignal::new(false);
    let change = ChangeForm::new(store, changes);
    let lines = lines(here, act);
    let cap = Memo::new(move |_| cap(here, act, changes));
    let deed = move || -> Result<Deed, Wrong> {
        let id = here.id();
        let notes = head.notes([(id.clone(), act.get_value())].into())?;
        let rows = with_round(here, act, |round| round.rows.clone()).unwrap_or_default();
        let changes = changes.get();
        let row = |(person, row): (PersonId, Row)| {
            let change = changes.get(&person);
            let concluded = ConcludedRow {
                book: id.clone(),
                outcome: change.map_or(row.proposed, |change| change.outcome.clone()),
                reason: change
                    .map(|change| change.reason.clone())
                    .unwrap_or_default(),
            };
            (person, concluded)
        };
        let people: People<ConcludedRow> = rows.into_iter().map(row).into_map();
        Ok(Deed::Conclude { notes, people })
    };
    let may = Memo::new(move |_| may_conclude(here, act));
    let ask = move || {
        doing.forgets();
        match untrack(deed) {
            Ok(_) => {
                wrong.set(Wrong::default());
                open.set(true);
            }
            Err(fields) => wrong.set(fields),
        }
    };
    let conclude = Callback::new(move |()| {
        open.set(false);
        if let Ok(deed) = untrack(deed)
            && doing.does(&here.id(), deed)
        {
            forget();
            again.set(false);
        }
    });
    let facts = Signal::derive(move || {
        vec![
            (say!("conclusion.number"), head.number.get()),
            (say!("conclusion.body"), head.body.get()),
            (say!("conclusion.rated"), lines.read().len().to_string()),
            (say!("conclusion.changed"), changes.read().len().to_string()),
        ]
    });
    let actions = move || {
        view! { <DialogActions open words=t!("conclusion.do") on_press=conclude /> }
    };
    let at = here.id().unit;
    let at = Signal::derive(move || at.clone());
    view! {
        <Show
            when=move || may.get()
            fallback=|| view! { <Notice><p>{t!("conclusion.not_yours")}</p></Notice> }
        >
            <Card title=t!("cap.label")>
                {move || cap.get().map(|count| view! { <CapMeter count /> })}
            </Card>
            <Card title=t!("conclusion.all") flush=true>
                <Lines
                    caption=t!("conclusion.all")
                    lines
                    brief=true
                    last=change_column(t!("committee.column.concluded"), change, true.into())
                />
            </Card>
            <Card title=t!("conclusion.title")>
                <Restored is_restored on_forget=forget />
                <RefusalNotice doing />
                <HeadFields head at wrong />
                <VoteFields head wrong />
                <Show when=move || cap.get().is_some_and(|count| count.is_exceeded())>
                    <Field
                        label=t!("conclusion.exception")
                        value=head.exception
                        hint=hint(key!("conclusion.exception.hint"))
                    />
                </Show>
                <div class="row">
                    <Button kind=ButtonKind::Primary icon=Icon::Check on_press=ask>{t!("conclusion.do")}</Button>
                    <Show when=move || again.get()>
                        <Button kind=ButtonKind::Quiet on_press=move || again.set(false)>{t!("form.cancel")}</Button>
                    </Show>
                </div>
            </Card>
        </Show>
        <ChangeDialog form=change />
        <Dialog open title=t!("conclusion.confirm") actions>
            <Facts facts />
            <p>{t!("conclusion.confirm.words")}</p>
        </Dialog>
    }
}

#[component]
fn CapMeter(count: CapCount) -> impl IntoView {
    view! {
        <Meter
            label=t!("cap.label")
            value=count.given
            max=count.allowed
            words=t!("cap.proposed", given = count.given, allowed = count.allowed)
        />
        {count
            .is_exceeded()
            .then(|| view! { <p class="late">{t!("cap.exceeded", outstanding = count.allowed_outstanding)}</p> })}
    }
}

/// The rows that went round, in the order of names.
fn lines(here: Here, act: StoredValue<ActRef>) -> Signal<Vec<Line>> {
    Signal::derive(move || {
        let of = |book: &Book| {
            let round = act.with_value(|act| book.round(act))?;
            let line = |(person, row)| {
                let href = here.href_of("why", person);
                let rules = here.store.rules;
                rules.with(|rules| Line::of(rules, book, person, row, href))
            };
            let mut lines: Vec<Line> = round.rows.iter().map(line).collect();
            sort(&mut lines);
            Some(lines)
        };
        here.with(of).flatten().unwrap_or_default()
    })
}

/// How the round's table stands to the cap of its rule set.
fn cap(
    here: Here,
    act: StoredValue<ActRef>,
    changes: RwSignal<BTreeMap<PersonId, Change>>,
) -> Option<CapCount> {
    with_round(here, act, |round| {
        let of = |(person, row)| outcome_of(changes, person, row);
        let outcomes: Vec<Outcome> = round.rows.iter().map(of).collect();
        here.store.rules.with(|rules| {
            let rules = rules.get(&round.rules, round.rules_version)?;
            Some(rules.cap.count(&outcomes))
        })
    })?
}

/// What was concluded, and the chair's step.
#[component]
fn Confirm(
    here: Here,
    act: StoredValue<ActRef>,
    conclusion: Conclusion,
    again: RwSignal<bool>,
    waits: Memo<bool>,
) -> impl IntoView {
    let store = here.store;
    let doing = Doing::new(store);
    let open = RwSignal::new(false);
    let chair = store.name_of(&conclusion.notes.chair).unwrap_or_default();
    let facts = {
        let conclusion = conclusion.clone();
        let chair = chair.clone();
        Signal::derive(move || {
            let notes = &conclusion.notes;
            let vote = &notes.vote;
            let votes = say!(
                "conclusion.votes.told",
                agree = vote.agree,
                against = vote.against,
                other = vote.other,
                present = vote.present,
                entitled = vote.entitled
            );
            vec![
                (say!("conclusion.day"), notes.day.to_string()),
                (say!("conclusion.body"), notes.body.clone()),
                (say!("conclusion.chair"), chair.clone()),
                (say!("conclusion.votes"), votes),
                (say!("conclusion.rated"), conclusion.rows.len().to_string()),
            ]
        })
    };
    let number = conclusion.notes.number.clone();
    let title = t!("conclusion.entered", number = number);
    let conclusion = StoredValue::new(conclusion);
    let deed = move || {
        let people =
            here.with(|book| conclusion.with_value(|told| to_decide(here, book, act, told)));
        conclusion.with_value(|told| Deed::Decide {
            conclusion: Some(InBook {
                book: here.id(),
                act: told.act.clone(),
            }),
            document: told.notes.number.clone(),
            day: told.notes.day,
            people: people.unwrap_or_default(),
        })
    };
    let many = Memo::new(move |_| deed().people().len());
    let may = Memo::new(move |_| {
        let deed = deed();
        here.with(|book| store.may(book, &deed)).unwrap_or_default()
    });
    let may_again = Memo::new(move |_| may_conclude(here, act));
    let decide = Callback::new(move |()| {
        open.set(false);
        doing.does(&here.id(), untrack(deed));
    });
    let actions = move || {
        view! { <DialogActions open words=t!("decision.do") on_press=decide /> }
    };
    let chair = StoredValue::new(chair);
    view! {
        <Card title>
            <Facts facts />
            <RefusalNotice doing />
            <Show when=move || waits.get()>
                <Show
                    when=move || may.get() && many.get() != 0
                    fallback=move || view! {
                        <p class="soft">{t!("decision.waits", name = chair.get_value())}</p>
                    }
                >
                    <div class="row">
                        <Button kind=ButtonKind::Primary icon=Icon::Check large=true on_press=move || open.set(true)>
                            {t!("decide.do_for", n = many.get())}
                        </Button>
                    </div>
                </Show>
                <Show when=move || may_again.get()>
                    <div class="row">
                        <Button kind=ButtonKind::Quiet icon=Icon::Edit on_press=move || again.set(true)>
                            {t!("conclusion.again")}
                        </Button>
                    </div>
                </Show>
            </Show>
        </Card>
        <Dialog open title=t!("decide.confirm") actions>
            <p>{t!("decide.confirm.words", n = many.get())}</p>
        </Dialog>
    }
}

/// What a conclusion says of those who are not decided; the chair's own row is left to another.
fn to_decide(
    here: Here,
    book: &Book,
    act: StoredValue<ActRef>,
    conclusion: &Conclusion,
) -> People<DecidedOn> {
    let me = here
        .store
        .actor
        .with(|actor| Some(actor.as_ref()?.person.clone()));
    let Some(round) = act.with_value(|act| book.round(act)) else {
        return BTreeMap::new();
    };
    let seals = round.seals();
    let rows = conclusion.rows.iter().filter_map(|(person, row)| {
        let record = book.people.get(person)?;
        let is_theirs = Some(person) != me.as_ref() && matches!(record.stage, Stage::Open { .. });
        let decided = Decided {
            outcome: row.outcome.clone(),
            reason: row.reason.clone(),
        };
        let row = seals.get(person).filter(|_| is_theirs)?.clone();
        Some((person.clone(), DecidedOn { decided, row }))
    });
    rows.into_map()
}
