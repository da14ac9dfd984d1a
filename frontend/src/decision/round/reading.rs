//! A round of the book that a page is about.

use leptos::prelude::*;
use roviec_shared::{book::round::Round, id::ActRef};

use crate::month::Here;

/// Reads a round as shown, following it.
pub(super) fn with_round<T>(
    here: Here,
    act: StoredValue<ActRef>,
    read: impl FnOnce(&Round) -> T,
) -> Option<T> {
    act.with_value(|act| here.with(|book| book.round(act).map(read)))
        .flatten()
}
