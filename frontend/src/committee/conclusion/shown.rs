//! A conclusion that was entered: what it says, the chair's decision on it, and those before.

use leptos::prelude::*;
use roviec_shared::{
    book::submission::{ConcludedRow, Conclusion, ConclusionNotes},
    id::PersonId,
    level::{Level, Outcome},
    order,
    organisation::Role,
};

use super::super::decision::{ToDecide, decide, may_decide};
use super::super::desk::Desk;
use super::super::lines::lines;
use crate::level::{self, OutcomeChip};
use crate::rows::{Line, Lines};
use crate::ui::{
    Button, ButtonKind, Card, Chip, Column, Dialog, DialogActions, Facts, Fold, Icon, Notice, Tone,
};
use crate::{refusal, say, t};

/// A conclusion that waits for the chair.
#[component]
pub fn Waiting(what: ToDecide, again: RwSignal<bool>) -> impl IntoView {
    let desk = Desk::of_page();
    let conclusion = desk.with_own(|own| {
        let entered = own.conclusions.iter();
        entered
            .rev()
            .find(|entered| entered.act == what.act)
            .cloned()
    });
    let conclusion = conclusion.flatten();
    let office = desk.holds(&[Role::CommitteeOffice, Role::OrganisationBoard]);
    let nobody_decided = Memo::new(move |_| {
        desk.units.with(|units| {
            units.iter().all(|unit| {
                unit.opened
                    .as_ref()
                    .is_none_or(|opened| opened.summary.decided == 0)
            })
        })
    });
    view! {
        {conclusion.map(|conclusion| view! { <Told conclusion is_waiting=true /> })}
        <Decision what />
        <Show when=move || office && nobody_decided.get()>
            <div class="row">
                <Button kind=ButtonKind::Quiet icon=Icon::Edit on_press=move || again.set(true)>
                    {t!("conclusion.again")}
                </Button>
            </div>
        </Show>
    }
}

/// The chair confirms it: one act a book, one step for people.
#[component]
fn Decision(what: ToDecide) -> impl IntoView {
    let desk = Desk::of_page();
    let store = desk.store;
    let open = RwSignal::new(false);
    let failed = RwSignal::new(Vec::<String>::new());
    let (books, rows) = (what.books.len(), what.rows());
    let may = untrack(|| may_decide(desk, &what));
    let (left, chair, others) = untrack(|| names(desk, &what));
    let only_left = rows == 0;
    let what = StoredValue::new(what);
    let confirm = move || {
        open.set(false);
        let outcome = what.with_value(|what| decide(desk, what));
        let words = outcome.into_iter().map(|(book, why)| {
            let unit = store.unit_name(&book.unit).unwrap_or_default();
            say!(
                "decision.failed.one",
                unit = unit,
                why = refusal::words(&why, store)
            )
        });
        failed.set(words.collect());
    };
    let own_row = (!left.is_empty()).then(|| {
        view! { <Notice><p>{t!("decision.own_row", name = left.clone(), others = others.clone())}</p></Notice> }
    });
    let step = if only_left {
        ().into_any()
    } else if may {
        view! {
            <div class="row">
                <Button kind=ButtonKind::Primary icon=Icon::Check large=true on_press=move || open.set(true)>
                    {t!("decision.do")}
                </Button>
            </div>
        }
        .into_any()
    } else {
        view! { <p class="soft">{t!("decision.waits", name = chair.clone())}</p> }.into_any()
    };
    let actions = move || {
        view! {
            <DialogActions open=open words=t!("decision.do") on_press=confirm />
        }
    };
    view! {
        <Card title=t!("decision.title")>
            <p>{t!("decision.words", units = books, people = rows)}</p>
            <div aria-live="assertive">
                {move || {
                    let failed = failed.get();
                    (!failed.is_empty()).then(|| view! {
                        <Notice tone=Tone::Danger title=t!("decision.failed")>
                            {failed.into_iter().map(|words| view! { <p>{words}</p> }).collect_view()}
                        </Notice>
                    })
                }}
            </div>
            {own_row}
            {step}
        </Card>
        <Dialog open title=t!("decision.title") actions>
            <p>{t!("decision.confirm", units = books, people = rows)}</p>
        </Dialog>
    }
}

/// Whose row is left to another, who chaired, and the others who may decide.
fn names(desk: Desk, what: &ToDecide) -> (String, String, String) {
    let store = desk.store;
    let left = what.left.iter().filter_map(|person| store.name_of(person));
    let others = store
        .holders_of(&[Role::Decider], &desk.at.get())
        .into_iter()
        .filter(|(person, _)| *person != what.notes.chair)
        .map(|(_, name)| name);
    (
        left.collect::<Vec<_>>().join(", "),
        store.name_of(&what.notes.chair).unwrap_or_default(),
        others.collect::<Vec<_>>().join(", "),
    )
}

/// What a conclusion says: its head, and the rows by unit.
#[component]
fn Told(conclusion: Conclusion, #[prop(optional)] is_waiting: bool) -> impl IntoView {
    let facts = Signal::derive({
        let conclusion = conclusion.clone();
        move || head_facts(&conclusion)
    });
    let number = conclusion.notes.number.clone();
    let title = t!("conclusion.entered", number = number);
    let state = if is_waiting {
        view! { <Chip words=t!("conclusion.waits") tone=Tone::Warning icon=Icon::Clock /> }
            .into_any()
    } else {
        view! { <Chip words=t!("conclusion.decided") tone=Tone::Success icon=Icon::Check /> }
            .into_any()
    };
    let kept = StoredValue::new(conclusion);
    view! {
        <Card title>
            <div class="row-tight">{state}</div>
            <Facts facts />
            <Fold title=t!("conclusion.rows")><Rows conclusion=kept /></Fold>
        </Card>
    }
}

/// The rows of a conclusion: those that differ first, all of them below.
#[component]
fn Rows(conclusion: StoredValue<Conclusion>) -> impl IntoView {
    let desk = Desk::of_page();
    let all = Memo::new(move |_| {
        let own = desk.store.book_of(&desk.own());
        let ids = conclusion
            .with_value(|conclusion| conclusion.notes.answers.keys().cloned().collect::<Vec<_>>());
        let books = ids.iter().filter_map(|id| desk.store.book_of(id));
        let mut all: Vec<Line> = books
            .flat_map(|book| {
                desk.store
                    .rules
                    .with(|rules| lines(rules, desk, &book, own.as_deref()))
            })
            .collect();
        // Those worth a second look first; the order of names stays otherwise.
        order::sort_by_key(&mut all, |line| !line.differs());
        all
    });
    let last = Column::new(t!("committee.column.concluded"), move |line: &Line| {
        let row = conclusion.with_value(|conclusion| conclusion.rows.get(&line.person).cloned());
        let reason = row
            .as_ref()
            .map(|row: &ConcludedRow| row.reason.clone())
            .unwrap_or_default();
        view! {
            <OutcomeChip outcome=row.map(|row| row.outcome) />
            {(!reason.is_empty()).then(|| view! { <p class="small prewrap">{reason}</p> })}
        }
        .into_any()
    });
    view! { <Lines caption=t!("conclusion.rows") lines=all with_unit=true brief=true last /> }
}

fn head_facts(conclusion: &Conclusion) -> Vec<(String, String)> {
    let ConclusionNotes {
        number,
        day,
        body,
        chair,
        vote,
        cap_exception,
        answers,
    } = &conclusion.notes;
    let store = crate::store::Store::get();
    let name = |person: &PersonId| store.name_of(person).unwrap_or_default();
    let mut facts = vec![
        (say!("conclusion.number"), number.clone()),
        (say!("conclusion.day"), day.to_string()),
        (say!("conclusion.body"), body.clone()),
        (say!("conclusion.chair"), name(chair)),
        (
            say!("conclusion.votes"),
            say!(
                "conclusion.votes.told",
                agree = vote.agree,
                against = vote.against,
                other = vote.other,
                present = vote.present,
                entitled = vote.entitled
            ),
        ),
        (say!("committee.units"), answers.len().to_string()),
    ];
    let count = |wanted: Level| {
        let of = |row: &&ConcludedRow| row.outcome == Outcome::Level(wanted);
        conclusion.rows.values().filter(of).count()
    };
    for wanted in Level::ALL {
        facts.push((level::short(wanted), count(wanted).to_string()));
    }
    let not_rated = |row: &&ConcludedRow| matches!(row.outcome, Outcome::NotRated(_));
    let not_rated = conclusion.rows.values().filter(not_rated).count();
    if not_rated > 0 {
        facts.push((say!("level.not_rated"), not_rated.to_string()));
    }
    if let Some(paper) = cap_exception {
        facts.push((say!("conclusion.exception"), paper.clone()));
    }
    facts.push((say!("conclusion.by"), name(&conclusion.by)));
    facts
}

/// Conclusions of the month that are decided.
#[component]
pub fn Earlier() -> impl IntoView {
    let desk = Desk::of_page();
    let decided = Memo::new(move |_| {
        let waits = super::super::decision::to_decide(desk).map(|what| what.act);
        let all = desk
            .with_own(|own| own.conclusions.clone())
            .unwrap_or_default();
        let mut decided: Vec<Conclusion> = all;
        decided.retain(|conclusion| {
            waits.as_ref() != Some(&conclusion.act) && was_decided(desk, conclusion)
        });
        decided.reverse();
        decided
    });
    move || {
        let told = decided.get().into_iter();
        told.map(|conclusion| view! { <Told conclusion /> })
            .collect_view()
    }
}

/// Some decision says what this conclusion says: one that another stood in for has none.
fn was_decided(desk: Desk, conclusion: &Conclusion) -> bool {
    conclusion.notes.answers.keys().any(|id| {
        let book = desk.store.book_of(id);
        book.is_some_and(|book| {
            book.rated().any(|(_, record)| {
                record.decision().is_some_and(|decision| {
                    decision.document == conclusion.notes.number
                        && decision.day == conclusion.notes.day
                })
            })
        })
    })
}
