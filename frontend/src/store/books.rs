//! The books as shown: base and pending acts, and names with announced levels.

use std::{collections::BTreeMap, sync::Arc};

use leptos::prelude::*;
use roviec_shared::{
    book::{Book, Listing},
    id::{BookId, PersonId, UnitId},
    month::Month,
};

use super::Store;

impl Store {
    /// The book as shown; none while this device does not hold it (or may not see it).
    /// Do not keep the `Arc`: a book that nobody holds is changed in place.
    pub fn book(self, id: Signal<BookId>) -> Signal<Option<Arc<Book>>> {
        Signal::derive(move || {
            let shown = self.books.with(|books| books.get(&id.get()).cloned());
            shown.map(|book| book.get())
        })
    }

    /// The same for a book that is known now, inside a view or a memo that goes through several.
    pub fn book_of(self, id: &BookId) -> Option<Arc<Book>> {
        let shown = self.books.with(|books| books.get(id).cloned());
        shown.map(|book| book.get())
    }

    /// The book as shown at this moment, without following it.
    pub fn book_now(self, id: &BookId) -> Option<Arc<Book>> {
        self.books
            .with_untracked(|books| books.get(id).map(|book| book.get_untracked()))
    }

    /// The books that this device holds, following arrivals and departures, not their content.
    pub fn book_ids(self) -> Vec<BookId> {
        self.books.with(|books| books.keys().cloned().collect())
    }

    /// Names and announced levels of a unit's month.
    pub fn listing(self, id: Signal<BookId>) -> Signal<Option<Arc<BTreeMap<PersonId, Listing>>>> {
        Signal::derive(move || {
            let shown = self
                .listings
                .with(|listings| listings.get(&id.get()).cloned());
            shown.map(|listing| listing.get())
        })
    }

    /// The same for a book that is known now, inside a view or a memo.
    pub fn listing_of(self, id: &BookId) -> Option<Arc<BTreeMap<PersonId, Listing>>> {
        let shown = self.listings.with(|listings| listings.get(id).cloned());
        shown.map(|listing| listing.get())
    }

    /// The books with names and announced levels that this device holds.
    pub fn listing_ids(self) -> Vec<BookId> {
        self.listings
            .with(|listings| listings.keys().cloned().collect())
    }

    /// The months that this device holds of a unit, newest first.
    pub fn months(self, unit: &UnitId) -> Vec<Month> {
        let mut months: Vec<Month> = self
            .book_ids()
            .into_iter()
            .filter(|id| id.unit == *unit)
            .map(|id| id.month)
            .collect();
        months.sort_unstable_by(|a, b| b.cmp(a));
        months
    }

    /// Shows a book, new or changed.
    pub fn show_book(self, book: Arc<Book>) {
        let id = book.id.clone();
        match self.books.with_untracked(|books| books.get(&id).cloned()) {
            Some(signal) => signal.set(book),
            None => self.books.update(|books| {
                books.insert(id, ArcRwSignal::new(book));
            }),
        }
    }

    /// Shows names and announced levels, new or changed.
    pub fn show_listing(self, id: BookId, listing: Arc<BTreeMap<PersonId, Listing>>) {
        match self
            .listings
            .with_untracked(|listings| listings.get(&id).cloned())
        {
            Some(signal) => signal.set(listing),
            None => self.listings.update(|listings| {
                listings.insert(id, ArcRwSignal::new(listing));
            }),
        }
    }

    /// A book left the sight of who acts.
    pub fn hide_book(self, id: &BookId) {
        self.books.update(|books| {
            books.remove(id);
        });
        self.listings.update(|listings| {
            listings.remove(id);
        });
    }
}
