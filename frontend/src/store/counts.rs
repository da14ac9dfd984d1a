//! The months of the units in sight by their counts: what the district's page adds up. Only the server
//! has them for units whose books are not on the device, so they are asked for, with the time they are of.

use std::collections::BTreeMap;

use leptos::prelude::*;
use roviec_shared::{api::SummaryRow, book::summary::Summary, id::BookId, month::Month};

use super::Store;

/// One row a book in sight, as the server gave them last.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Counts {
    /// By book; those of a later answer stand in the place of an earlier one's.
    pub rows: BTreeMap<BookId, Summary>,
    /// When the newest of them were asked for, in words as [`Store::last_exchange`].
    pub of: Option<String>,
    /// How the last asking went.
    pub asking: Asking,
}

/// How the last asking went for something that is read online.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Asking {
    /// Nobody asked yet.
    #[default]
    Idle,
    /// The answer is under way.
    Busy,
    /// Answered.
    Done,
    /// There was no line, or the server could not answer: what is shown is older.
    Failed,
}

impl Store {
    /// Asks for the counts of these months, both included; they come into [`Store::counts`].
    pub fn want_counts(self, from: Month, to: Month) {
        if let Some(device) = self.device.get_value() {
            self.counts.update(|held| held.asking = Asking::Busy);
            device.want_counts(from, to);
        }
    }

    /// Shows counts that the server gave, beside those of other months.
    pub fn show_counts(self, rows: Vec<SummaryRow>, of: String) {
        self.counts.update(|held| {
            held.rows
                .extend(rows.into_iter().map(|row| (row.book, row.summary)));
            held.of = Some(of);
            held.asking = Asking::Done;
        });
    }

    /// The counts that were asked for did not come: what is shown is older.
    pub fn no_counts(self) {
        self.counts.update(|held| held.asking = Asking::Failed);
    }
}
