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
use crate::store::Store;

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

/// The month that the path names, as one's own.
pub fn month_of_path(store: Store) -> Memo<Option<BookId>> {
    let params = use_params_map();
    Memo::new(move |_| {
        let id: BookId = params.with(|params| {
            let text = format!("{}/{}", params.get("unit")?, params.get("month")?);
            text.parse().ok()
        })?;
        own_months(store).contains(&id).then_some(id)
    })
}

/// One's own sheet of a month.
pub fn own_sheet(store: Store, id: BookId) -> Option<Whose> {
    Some(Whose::new(Here::new(store, id), me(store)?))
}
