//! Facts that limit a level: whoever answers for them says yes or no each month, before the table is
//! concluded on. Most months the answer is no for everyone, so that one press says it.

use std::collections::{BTreeMap, BTreeSet};

use leptos::prelude::*;
use roviec_shared::{
    act::{Deed, People},
    book::{
        Book, Record, grading,
        sheet::{Stage, StatedFact},
    },
    id::{BookId, PersonId},
    month::Day,
    order::{self, Gather},
    refusal::Refusal,
    rules::{FactDefinition, GivenBy, RuleBook},
    vietnamese::name_key,
};

use crate::deed::one;
use crate::doing::{Doing, RefusalNotice};
use crate::form::hint;
use crate::store::Store;
use crate::ui::{
    Button, ButtonKind, Chip, DayField, Dialog, DialogActions, Field, Icon, IconButton, Select,
    Tone,
};
use crate::{due, key, locale, say, t};

/// One unit's people, as far as facts can still be answered for them.
#[derive(Clone, Debug, PartialEq)]
pub struct UnitFacts {
    /// In which book.
    pub book: BookId,
    name: String,
    /// Who can be answered for, by name.
    people: Vec<(PersonId, String)>,
    /// Of whom something waits, and what.
    pub unanswered: People<BTreeSet<String>>,
    /// What holds.
    cases: Vec<Case>,
    /// The last day an answer was given.
    answered: Option<Day>,
}

/// One fact that holds.
#[derive(Clone, Debug, PartialEq)]
struct Case {
    person: PersonId,
    name: String,
    fact: String,
    document: String,
    day: Day,
    /// The sheet is decided: the answer stands.
    is_final: bool,
}

fn limits_of<'r>(rules: &'r RuleBook, record: &Record) -> Vec<&'r FactDefinition> {
    let set = rules.of(&record.enrolled);
    let facts = set.into_iter().flat_map(|set| &set.facts);
    facts
        .filter(|fact| fact.given_by == GivenBy::Inspection)
        .collect()
}

/// The facts of a unit's month as far as this device holds it.
pub fn facts_of(store: Store, id: &BookId) -> Option<UnitFacts> {
    let me = store
        .actor
        .with(|actor| Some(actor.as_ref()?.person.clone()));
    let book = store.book_of(id)?;
    Some(store.rules.with(|rules| read(rules, &book, me.as_ref())))
}

fn read(rules: &RuleBook, book: &Book, me: Option<&PersonId>) -> UnitFacts {
    let mut found = UnitFacts {
        book: book.id.clone(),
        name: book
            .place
            .as_ref()
            .map(|place| place.name.clone())
            .unwrap_or_default(),
        people: Vec::new(),
        unanswered: BTreeMap::new(),
        cases: Vec::new(),
        answered: None,
    };
    for (person, record) in book.rated() {
        let is_open = matches!(record.stage, Stage::Open { .. });
        let name = &record.enrolled.name;
        for fact in limits_of(rules, record) {
            let Some(stated) = record.facts.get(fact.id.as_str()) else {
                continue;
            };
            found.answered = found.answered.max(Some(stated.day));
            if stated.holds {
                found.cases.push(Case {
                    person: person.clone(),
                    name: name.clone(),
                    fact: fact.id.to_string(),
                    document: stated.document.clone(),
                    day: stated.day,
                    is_final: !is_open,
                });
            }
        }
        // Nobody answers for themself.
        if !is_open || me == Some(person) {
            continue;
        }
        found.people.push((person.clone(), name.clone()));
        let waiting: BTreeSet<String> = rules
            .of(&record.enrolled)
            .map(|set| grading::unanswered(set, record))
            .into_iter()
            .flatten()
            .map(|fact| fact.id.to_string())
            .into_set();
        if !waiting.is_empty() {
            found.unanswered.insert(person.clone(), waiting);
        }
    }
    order::sort_by_key(&mut found.people, |(_, name)| name_key(name));
    found
}

/// *No* to everything that waits for an answer.
pub fn no_to_all(unit: &UnitFacts, today: Day) -> Deed {
    let no = StatedFact {
        holds: false,
        percent: None,
        share: None,
        document: String::new(),
        day: today,
    };
    let people = unit.unanswered.iter().map(|(person, facts)| {
        let facts = facts.iter().map(|fact| (fact.clone(), no.clone()));
        (person.clone(), facts.into_map())
    });
    Deed::StateFacts {
        people: people.into_map(),
    }
}

/// A case that is being entered. Copy it freely.
#[derive(Clone, Copy)]
pub struct CaseForm {
    doing: Doing,
    open: RwSignal<bool>,
    unit: RwSignal<Option<UnitFacts>>,
    person: RwSignal<String>,
    fact: RwSignal<String>,
    document: RwSignal<String>,
    day: RwSignal<String>,
}

impl CaseForm {
    /// With nothing entered.
    pub fn new(doing: Doing) -> Self {
        Self {
            doing,
            open: RwSignal::new(false),
            unit: RwSignal::new(None),
            person: RwSignal::default(),
            fact: RwSignal::default(),
            document: RwSignal::default(),
            day: RwSignal::default(),
        }
    }

    /// Opens it, empty, for someone of a unit.
    fn begin(self, unit: UnitFacts, today: Day) {
        self.unit.set(Some(unit));
        self.person.set(String::new());
        self.fact.set(String::new());
        self.document.set(String::new());
        self.day.set(String::from(today));
        self.doing.forgets();
        self.open.set(true);
    }

    fn chosen(self) -> Option<(BookId, PersonId)> {
        let book = self.unit.with(|unit| Some(unit.as_ref()?.book.clone()))?;
        Some((book, self.person.get().parse().ok()?))
    }

    /// Confirms it; what is missing is said.
    fn save(self, today: Day) {
        let Some((book, who)) = self.chosen() else {
            return self.doing.refuses(Refusal::OnePerson);
        };
        let fact = self.fact.get();
        if fact.is_empty() {
            return self.doing.refuses(Refusal::Empty);
        }
        let stated = StatedFact {
            holds: true,
            percent: None,
            share: None,
            document: self.document.get(),
            day: self.day.get().parse().unwrap_or(today),
        };
        let people = one(who, one(fact, stated));
        if self.doing.does(&book, Deed::StateFacts { people }) {
            self.open.set(false);
        }
    }
}

/// One unit: what waits for an answer, and what holds.
#[component]
pub fn UnitLimits(
    /// Its facts.
    unit: UnitFacts,
    /// Where a case is entered.
    form: CaseForm,
    /// Whether whoever acts answers.
    may: Signal<bool>,
) -> impl IntoView {
    let store = Store::get();
    let doing = form.doing;
    let waiting = unit.unanswered.len();
    let kept = StoredValue::new(unit.clone());
    let answer = move || {
        let today = store.today.get_untracked();
        kept.with_value(|unit| doing.does(&unit.book, no_to_all(unit, today)));
    };
    let has_people = !unit.people.is_empty();
    let state = match (waiting, unit.answered) {
        (0, Some(day)) => {
            let words = t!("limits.answered", day = due::short_day(day));
            view! { <Chip words tone=Tone::Success icon=Icon::Check /> }.into_any()
        }
        (0, None) => ().into_any(),
        (waiting, _) => {
            let words = t!("limits.unanswered", n = waiting);
            view! { <Chip words tone=Tone::Warning icon=Icon::Clock /> }.into_any()
        }
    };
    let cases = unit
        .cases
        .iter()
        .cloned()
        .map(|case| view! { <CaseLine case book=unit.book.clone() doing may /> })
        .collect_view();
    let name = unit.name.clone();
    view! {
        <section class="limits-unit">
            <div class="limits-head">
                <h3 class="grow">{name}</h3>
                {state}
                <Show when=move || may.get() && has_people>
                    <div class="row-tight">
                        {(waiting > 0).then(|| view! {
                            <Button icon=Icon::Check on_press=answer>{t!("limits.none_here")}</Button>
                        })}
                        <Button
                            kind=ButtonKind::Quiet
                            icon=Icon::Plus
                            on_press=move || form.begin(kept.get_value(), store.today.get_untracked())
                        >
                            {t!("limits.enter")}
                        </Button>
                    </div>
                </Show>
            </div>
            {(!unit.cases.is_empty()).then(|| view! { <ul class="cases">{cases}</ul> })}
        </section>
    }
}

/// One fact that holds, and the way to take it back.
#[component]
fn CaseLine(case: Case, book: BookId, doing: Doing, may: Signal<bool>) -> impl IntoView {
    let store = Store::get();
    let fact = case.fact.clone();
    let what = Signal::derive(move || store.fact_name(&fact).unwrap_or_else(|| fact.clone()));
    let (name, document, day) = (case.name.clone(), case.document.clone(), case.day);
    let is_final = case.is_final;
    let case = StoredValue::new((case, book));
    let take_back = move || {
        let day = store.today.get_untracked();
        case.with_value(|(case, book)| {
            let no = StatedFact {
                holds: false,
                percent: None,
                share: None,
                document: String::new(),
                day,
            };
            let facts = one(case.fact.clone(), no);
            let people = one(case.person.clone(), facts);
            doing.does(book, Deed::StateFacts { people });
        });
    };
    view! {
        <li class="case">
            <div class="grow">
                <p class="strong">{name}</p>
                <p>{what}</p>
                <p class="small soft">{document}", "{day.to_string()}</p>
            </div>
            <Show when=move || may.get() && !is_final>
                <IconButton icon=Icon::Undo label=t!("limits.take_back") on_press=take_back />
            </Show>
        </li>
    }
}

/// The form for one fact that holds.
#[component]
pub fn CaseDialog(
    /// What is entered.
    form: CaseForm,
) -> impl IntoView {
    let store = Store::get();
    let people = Signal::derive(move || {
        form.unit.with(|unit| {
            let people = unit.iter().flat_map(|unit| &unit.people);
            people
                .map(|(person, name)| (person.to_string(), name.clone()))
                .collect::<Vec<_>>()
        })
    });
    let facts = Signal::derive(move || {
        let Some((book, who)) = form.chosen() else {
            return Vec::new();
        };
        let Some(book) = store.book_of(&book) else {
            return Vec::new();
        };
        store.rules.with(|rules| {
            let record = book.people.get(&who);
            let facts = record.map(|record| limits_of(rules, record));
            let words = |fact: &FactDefinition| locale::pick(&fact.name);
            let facts = facts.into_iter().flatten();
            facts
                .map(|fact| (fact.id.to_string(), words(fact)))
                .collect()
        })
    });
    let title = Signal::derive(move || {
        let unit = form
            .unit
            .with(|unit| unit.as_ref().map(|unit| unit.name.clone()));
        say!("limits.enter.title", unit = unit.unwrap_or_default())
    });
    let actions = move || {
        view! {
            <DialogActions open=form.open words=t!("limits.enter.save") on_press=move || form.save(store.today.get_untracked()) />
        }
    };
    view! {
        <Dialog open=form.open title actions>
            <RefusalNotice doing=form.doing />
            <Select label=t!("limits.person") value=form.person options=people none=t!("form.choose") />
            <Select label=t!("limits.fact") value=form.fact options=facts none=t!("form.choose") />
            <Field label=t!("limits.document") value=form.document hint=hint(key!("limits.document.hint")) />
            <DayField label=t!("limits.day") value=form.day />
        </Dialog>
    }
}
