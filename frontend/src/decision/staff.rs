//! How those were rated whom a head manages: counted from what was announced in their unit, and stated in the book in
//! which the head is rated, where the leaders' formula asks for it.

use std::collections::BTreeMap;

use leptos::prelude::*;
use roviec_shared::{
    act::Deed,
    book::{
        Announced, Book, Record,
        sheet::{Share, Stage, StatedFact},
        staff::{Over, counted_facts, staff, units},
    },
    id::{BookId, PersonId, UnitId},
    month::Day,
    order,
    rules::RuleSet,
    vietnamese::name_key,
};

use crate::doing::{Doing, RefusalNotice};
use crate::facts::share_words;
use crate::month::Here;
use crate::store::Store;
use crate::ui::{Button, Card, Chip, Column, Icon, Table, Tone};
use crate::{locale, say, t};

/// One fact of one head.
#[derive(Clone, Debug, PartialEq)]
struct Row {
    person: PersonId,
    name: String,
    post: String,
    fact: String,
    /// What it says, in both languages.
    words: roviec_shared::rules::Words,
    /// As it is counted now; else how many are not told yet.
    counted: Result<Share, usize>,
    /// As it stands.
    stated: Option<Share>,
    may: bool,
}

impl Row {
    /// What is counted and does not stand yet.
    fn to_state(&self) -> Option<Share> {
        let counted = self.counted.ok().filter(|_| self.may)?;
        (self.stated != Some(counted)).then_some(counted)
    }
}

/// What was told of a unit as a whole, in the book in which it is rated.
fn told(book: &Book, unit: &UnitId) -> Option<Announced> {
    let whole = book.people.get(&PersonId::of_collective(unit).ok()?)?;
    let decision = whole.decision()?;
    Some(Announced::of(&decision.decided.outcome))
}

fn counted(
    store: Store,
    book: &Book,
    head: &PersonId,
    unit: &UnitId,
    over: Over,
) -> Option<Result<Share, usize>> {
    match over {
        Over::Staff => {
            let own = BookId {
                unit: unit.clone(),
                month: book.id.month,
            };
            let listing = store.listing_of(&own)?;
            Some(staff(&listing, head))
        }
        Over::Units => {
            let below: Vec<UnitId> = store.tree.with(|tree| {
                let below = tree
                    .units
                    .values()
                    .filter(|below| below.is_right_below(unit));
                below.map(|below| below.id.clone()).collect()
            });
            // Only those that are rated as a whole here.
            let rated = below.iter().filter(|unit| {
                PersonId::of_collective(unit).is_ok_and(|whole| book.people.contains_key(&whole))
            });
            Some(units(rated.map(|unit| told(book, unit))))
        }
    }
}

fn rows(here: Here, book: &Book) -> Vec<Row> {
    let store = here.store;
    let mut found = Vec::new();
    let mut add = |person: &PersonId, record: &Record, unit: &UnitId, rules: &RuleSet| {
        for (fact, over) in counted_facts(rules) {
            let Some(counted) = counted(store, book, person, unit, over) else {
                continue;
            };
            let id = fact.id.to_string();
            let stated = record.facts.get(&id).and_then(|fact| fact.share);
            let none = Share { part: 0, of: 0 };
            let deed = deed([(person.clone(), id.clone(), none)], store.today.get());
            found.push(Row {
                person: person.clone(),
                name: record.enrolled.name.clone(),
                post: record.enrolled.post.clone(),
                words: fact.name.clone(),
                fact: id,
                counted,
                stated,
                may: store.may(book, &deed),
            });
        }
    };
    for (person, record) in book.rated_people() {
        let is_open = matches!(record.stage, Stage::Open { .. });
        let Some(unit) = record.enrolled.heads.as_ref().filter(|_| is_open) else {
            continue;
        };
        store.rules.with(|rules| {
            if let Some(rules) = rules.of(&record.enrolled) {
                add(person, record, unit, rules);
            }
        });
    }
    order::sort_by_key(&mut found, |row| name_key(&row.name));
    found
}

fn deed(said: impl IntoIterator<Item = (PersonId, String, Share)>, day: Day) -> Deed {
    let mut people: BTreeMap<PersonId, BTreeMap<String, StatedFact>> = BTreeMap::new();
    for (person, fact, share) in said {
        let stated = StatedFact {
            holds: false,
            percent: None,
            share: Some(share),
            document: String::new(),
            day,
        };
        people.entry(person).or_default().insert(fact, stated);
    }
    Deed::StateFacts { people }
}

/// The list, with one press for all that is counted and does not stand yet; nothing where nobody is asked for it.
#[component]
pub fn Staff(
    /// Where.
    here: Here,
) -> impl IntoView {
    let store = here.store;
    let doing = Doing::new(store);
    let rows = Memo::new(move |_| here.with(|book| rows(here, book)).unwrap_or_default());
    let is_any = Memo::new(move |_| !rows.read().is_empty());
    let new = move || {
        let rows = rows.read();
        let new = rows.iter().filter_map(|row| {
            let share = row.to_state()?;
            Some((row.person.clone(), row.fact.clone(), share))
        });
        new.collect::<Vec<_>>()
    };
    let count = Memo::new(move |_| new().len());
    let state = move || {
        let said = untrack(new);
        doing.does(&here.id(), deed(said, store.today.get_untracked()));
    };
    let columns = vec![
        Column::new(t!("committee.column.person"), |row: &Row| {
            let (name, post) = (row.name.clone(), row.post.clone());
            view! {
                <span class="strong">{name}</span>
                <br />
                <span class="small soft">{post}</span>
            }
            .into_any()
        }),
        Column::new(t!("staff.fact"), |row: &Row| {
            let words = row.words.clone();
            (move || locale::pick(&words)).into_any()
        }),
        Column::new(t!("staff.counted"), |row: &Row| {
            match row.counted {
            Ok(share) => (move || share_words(share)).into_any(),
            Err(n) => {
                view! { <Chip words=t!("staff.waits", n = n) tone=Tone::Warning icon=Icon::Clock /> }
                    .into_any()
            }
        }
        }),
        Column::new(t!("staff.stated"), |row: &Row| {
            let stated = row.stated;
            (move || stated.map_or_else(|| say!("staff.none"), share_words)).into_any()
        }),
    ];
    let columns = StoredValue::new(columns);
    view! {
        <Show when=move || is_any.get()>
            <Card title=t!("staff.title") flush=true>
                <p class="card-line soft">{t!("staff.words")}</p>
                <Table caption=t!("staff.title") caption_hidden=true columns=columns.get_value() rows />
                <Show when=move || count.get() != 0>
                    <div class="card-line">
                        <Button icon=Icon::Check on_press=state>{t!("staff.state", n = count.get())}</Button>
                    </div>
                </Show>
            </Card>
        </Show>
        <RefusalNotice doing />
    }
}
