//! Where a body's member gives opinions on tables that went round (`domain.md`, route 2): on a phone, each
//! seeing their own alone until the round is over.

mod differing;
mod entry;
mod given;
mod row;

pub use differing::{Differing, differing, has_differing};

use leptos::prelude::*;
use leptos_router::components::Redirect;
use roviec_shared::{
    book::{
        Book,
        round::{Round, is_of_units},
    },
    id::{ActRef, BookId, PersonId, UnitId},
    organisation::{Role, UnitKind},
    route::StepKind,
};

use crate::doing::SavingLine;
use crate::frame::Place;
use crate::month::Here;
use crate::role;
use crate::store::Store;
use crate::ui::{Card, EmptyState, Icon, PageHead};
use crate::{locale, say, t};

/// Those who are asked.
pub const ASKED: &[Role] = &[Role::StandingMember];

/// What a table is called that went round: when, on whom, how many.
pub fn title(round: &Round) -> String {
    let (day, n) = (crate::plan::day(round.day), round.rows.len());
    if is_of_units(&round.rows) {
        say!("opinions.round.units", day = day, n = n)
    } else {
        say!("opinions.round", day = day, n = n)
    }
}

/// The place of who is asked for opinions; none for others.
pub fn places(store: Store) -> Vec<Place> {
    if unit(store).is_none() {
        return Vec::new();
    }
    let waiting = Memo::new(move |_| waiting(store));
    vec![Place::new("/opinions", Icon::Speech, t!("opinions.place")).count(waiting)]
}

/// Where whoever acts is asked: a body that decides on heads, or any whose tables have come to them.
fn unit(store: Store) -> Option<UnitId> {
    role::holds_at(store, ASKED, UnitKind::rates_heads).or_else(|| {
        let unit = role::holds_at(store, ASKED, |_| true)?;
        let has_rounds = |id: &BookId| {
            let book = store.book_of(id);
            book.is_some_and(|book| !book.rounds.is_empty())
        };
        months(store, &unit).iter().any(has_rounds).then_some(unit)
    })
}

fn months(store: Store, unit: &UnitId) -> Vec<BookId> {
    let months = store.months(unit).into_iter();
    let id = |month| BookId {
        unit: unit.clone(),
        month,
    };
    months.map(id).collect()
}

/// Who acts, as a person.
fn me(store: Store) -> Option<PersonId> {
    store
        .actor
        .with(|actor| Some(actor.as_ref()?.person.clone()))
}

/// The rounds of a book on which somebody is asked, newest first.
fn rounds_of(book: &Book, me: &PersonId) -> Vec<ActRef> {
    let asked = book.rounds.iter().rev();
    asked
        .filter(|round| round.asked.contains(me))
        .map(|round| round.act.clone())
        .collect()
}

/// How many tables wait for an opinion of whoever acts.
fn waiting(store: Store) -> usize {
    let (Some(unit), Some(me)) = (unit(store), me(store)) else {
        return 0;
    };
    let books = months(store, &unit).into_iter();
    let open = |book: &Book| {
        let rounds = book.rounds.iter();
        rounds.filter(|round| round.waits_for(&me)).count()
    };
    books
        .filter_map(|id| store.book_of(&id))
        .map(|book| open(&book))
        .sum()
}

/// Leads to the month whose tables wait; else to the newest in which there are any.
#[component]
pub fn ToOpinions() -> impl IntoView {
    let store = Store::get();
    let to = Memo::new(move |_| {
        let mut ids = months(store, &unit(store)?);
        ids.sort_unstable_by_key(|id| std::cmp::Reverse(id.month));
        let has = |id: &&BookId, is: &dyn Fn(&Round) -> bool| {
            let book = store.book_of(id);
            book.is_some_and(|book| book.rounds.iter().any(is))
        };
        let open = ids.iter().find(|id| has(id, &Round::is_open));
        let any = || ids.iter().find(|id| has(id, &|_| true));
        open.or_else(any).or(ids.first()).cloned()
    });
    move || {
        match to.get() {
        Some(id) => view! { <Redirect path=format!("/opinions/{id}") /> }.into_any(),
        None => view! {
            <PageHead title=t!("opinions.place") />
            <EmptyState icon=Icon::Speech title=t!("opinions.none") words=t!("opinions.none.words") />
        }
        .into_any(),
    }
    }
}

/// What the guidance says of opinions, of the rule set that judges a round.
fn guidance(here: Here, round: &ActRef) -> Option<String> {
    let (id, version) = here.with(|book| {
        let round = book.round(round)?;
        Some((round.rules.clone(), round.rules_version))
    })??;
    here.store.rules.with(|rules| {
        let step = rules.get(&id, version)?.route.step(StepKind::Opine)?;
        Some(step.guidance.clone())
    })
}

/// The page.
pub fn opinions(here: Here) -> AnyView {
    let rounds = Memo::new(move |_| {
        let me = me(here.store)?;
        here.with(|book| rounds_of(book, &me))
    });
    let is_any = Memo::new(move |_| rounds.get().is_some_and(|rounds| !rounds.is_empty()));
    let lead = Signal::derive(move || {
        locale::language();
        let first = rounds.get().and_then(|rounds| rounds.first().cloned());
        first
            .and_then(|first| guidance(here, &first))
            .unwrap_or_default()
    });
    let cards = move || {
        let rounds = rounds.get().unwrap_or_default().into_iter();
        let card = |round| view! { <given::RoundCard here round /> };
        rounds.map(card).collect_view()
    };
    view! {
        <PageHead
            title=t!("opinions.title", month = here.month_words())
            overline=here.overline()
            lead
        />
        <Show
            when=move || is_any.get()
            fallback=|| view! {
                <Card>
                    <EmptyState icon=Icon::Speech title=t!("opinions.none") words=t!("opinions.none.words") />
                </Card>
            }
        >
            {cards}
        </Show>
        <SavingLine />
    }
    .into_any()
}
