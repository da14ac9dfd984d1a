//! What a device holds of the server's books.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    book::{Book, Listing},
    id::{BookId, PersonId, UnitId},
    view::{Parts, View},
};

/// What a bucket holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Content {
    /// `full` and `own`.
    Book(Box<Book>),
    /// `members`.
    Listing(BTreeMap<PersonId, Listing>),
}

/// A bucket with its cursor: stored as one value, so that a page and its cursor are one write.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bucket {
    /// The ledger that its cursor counts in.
    pub ledger: UnitId,
    /// Complete up to this number.
    pub cursor: u64,
    /// Within this epoch.
    pub epoch: String,
    /// What it holds.
    pub content: Content,
}

impl Content {
    /// Nothing yet.
    pub(super) fn empty(book: &BookId, view: &View) -> Self {
        match view {
            View::Members => Content::Listing(BTreeMap::new()),
            _ => Content::Book(Box::new(Book::new(book.clone()))),
        }
    }

    /// Takes over what changed.
    pub(super) fn take(&mut self, parts: Parts) {
        match self {
            Content::Book(book) => book.take_parts(parts),
            Content::Listing(lines) => lines.extend(parts.listings),
        }
    }
}
