//! The months in which whoever acts is rated.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use roviec_shared::{
    book::Record,
    due::{can_change, entered_by},
    id::{BookId, PersonId},
    order,
};

use crate::month::{Here, Whose};
use crate::store::{Actor, Store};

/// Whoever acts.
pub fn me(store: Store) -> Option<PersonId> {
    store
        .actor
        .with(|actor| Some(actor.as_ref()?.person.clone()))
}

/// Reads one's own record of a month, following it.
pub fn with_own<T>(store: Store, id: &BookId, read: impl FnOnce(&Record) -> T) -> Option<T> {
    let me = me(store)?;
    let book = store.book_of(id)?;
    book.people.get(&me).map(read)
}

/// The months in which whoever acts is rated, newest first.
pub fn own_months(store: Store) -> Vec<BookId> {
    let mut months: Vec<BookId> = store
        .book_ids()
        .into_iter()
        .filter(|id| with_own(store, id, Record::is_rated_here).unwrap_or_default())
        .collect();
    order::sort_by(&mut months, |one, other| {
        other.month.cmp(&one.month).then(one.unit.cmp(&other.unit))
    });
    months
}

/// The months in which something can still be reported or scored, the one that ends first first.
pub fn open_months(store: Store) -> Vec<BookId> {
    let mut months = own_months(store);
    let today = store.today.get();
    months.retain(|id| {
        // A month that has not begun is of interest once something is planned for it.
        let begins =
            |record: &Record| id.month.first_day() <= today || record.live_tasks().next().is_some();
        with_own(store, id, |record| can_change(record) && begins(record)).unwrap_or_default()
    });
    months.reverse();
    months
}

/// The months in which a word on an entry by another is asked for.
pub fn to_acknowledge(store: Store) -> Vec<BookId> {
    let mut months = own_months(store);
    months.retain(|id| {
        with_own(store, id, |record| entered_by(record).is_some()).unwrap_or_default()
    });
    months
}

/// The sheets of the units for which whoever acts speaks, newest first.
pub fn spoken_for(store: Store) -> Vec<(BookId, PersonId)> {
    let today = store.today.get();
    let speaks = |person: &PersonId| {
        let speaks = |actor: &Actor| actor.author.speaks_for(person, today);
        store.actor.with(|actor| actor.as_ref().is_some_and(speaks))
    };
    let mut found = Vec::new();
    for id in store.book_ids() {
        let Some(book) = store.book_of(&id) else {
            continue;
        };
        let subjects = book.rated().map(|(person, _)| person);
        let spoken = subjects.filter(|person| speaks(person)).cloned();
        found.extend(spoken.map(|person| (id.clone(), person)));
    }
    order::sort_by(&mut found, |(one, _), (other, _)| {
        other.month.cmp(&one.month)
    });
    found
}

/// Of these, what can still be reported or scored, the month that ends first first.
pub fn open_spoken_for(store: Store) -> Vec<(BookId, PersonId)> {
    let mut found = spoken_for(store);
    found.retain(|(id, person)| {
        let book = store.book_of(id);
        book.is_some_and(|book| book.people.get(person).is_some_and(can_change))
    });
    found.reverse();
    found
}

/// The sheet that the path names: one's own, or that of a unit for which one speaks.
pub fn sheet_of_path(store: Store) -> Memo<Option<(BookId, PersonId)>> {
    let params = use_params_map();
    Memo::new(move |_| {
        let (id, person) = params.with(|params| {
            let text = format!("{}/{}", params.get("unit")?, params.get("month")?);
            Some((text.parse::<BookId>().ok()?, params.get("person")))
        })?;
        match person.filter(|person| !person.is_empty()) {
            None => {
                let own = own_months(store).contains(&id);
                own.then(|| Some((id, me(store)?))).flatten()
            }
            Some(person) => {
                let named = (id, person.parse().ok()?);
                spoken_for(store).contains(&named).then_some(named)
            }
        }
    })
}

/// A sheet of a month, as the pages take it.
pub fn sheet(store: Store, (id, person): (BookId, PersonId)) -> Whose {
    Whose::new(Here::new(store, id), person)
}

/// One's own sheet of a month.
pub fn own_sheet(store: Store, id: BookId) -> Option<Whose> {
    Some(sheet(store, (id, me(store)?)))
}

/// Where a sheet stands among one's own pages.
pub fn href(whose: Whose, page: &str) -> String {
    let id = whose.here.id();
    if whose.is_collective() {
        format!("/mine/{page}/{id}/{}", whose.person())
    } else {
        format!("/mine/{page}/{id}")
    }
}
