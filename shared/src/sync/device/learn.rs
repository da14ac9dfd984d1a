//! Several tabs are one device: one of them exchanges, the others learn from it what is stored, so that
//! all show the same.

use std::collections::{BTreeMap, BTreeSet};

use super::{Bucket, Device, Keep, Output, Own};
use crate::{
    id::{ActRef, BookId, SeriesId},
    order::Gather,
    view::BucketId,
};

/// What another tab of this device has stored.
#[derive(Clone, Debug, Default)]
pub struct Stored {
    /// New acts.
    pub acts: Vec<Own>,
    /// What became of acts, and what went.
    pub keep: Keep,
    /// Buckets, with their content.
    pub buckets: BTreeMap<BucketId, Bucket>,
}

impl Device {
    /// Takes over what another tab has stored, and says which books look different now. Nothing is sent:
    /// a tab that learns does not exchange, and one that begins to exchange asks for verdicts first.
    pub fn learn(&mut self, stored: Stored) -> BTreeSet<BookId> {
        let mut shown = BTreeSet::new();
        for own in stored.acts {
            shown.insert(own.act.book.clone());
            self.journalled(own);
        }
        for (name, status) in stored.keep.statuses {
            if let Some(own) = self.acts.get_mut(&name) {
                shown.insert(own.act.book.clone());
                own.status = status;
            }
        }
        for name in &stored.keep.forget {
            self.acts.remove(name);
        }
        for (id, bucket) in stored.buckets {
            shown.insert(id.book.clone());
            self.wanted.remove(&id);
            self.buckets.insert(id, bucket);
        }
        for id in &stored.keep.drop {
            shown.insert(id.book.clone());
            self.wanted.remove(id);
            self.buckets.remove(id);
        }
        self.request = self.request.max(stored.keep.request);
        if stored.keep.epoch.is_some() {
            self.epoch = stored.keep.epoch;
        }
        shown
    }

    /// Acts are taken in the order of their series, from whichever tab they come: one that were sent before
    /// the one before it would look to the server like a hole.
    pub(super) fn journalled(&mut self, own: Own) -> bool {
        let ActRef { series, number } = own.name.clone();
        let head = self.heads.get(&series).copied().unwrap_or_default();
        // What is known already is not news, even where it is settled and forgotten by now.
        if number <= head || self.moved.contains(&own.name) {
            return false;
        }
        if number > head + 1 {
            let (from, to) = (head + 1, number - 1);
            self.early.insert(own.name.clone(), own);
            self.outputs.push_back(Output::Untold { series, from, to });
            return false;
        }
        self.heads.insert(series.clone(), number);
        self.acts.insert(own.name.clone(), own);
        self.take_early(series, number + 1);
        true
    }

    /// The journal was read as [`Output::Untold`] asked. What it does not have up to `to` was made
    /// elsewhere, as a colleague's acts under their own account were, or is safe already: nobody waits for it.
    pub fn read(&mut self, series: &SeriesId, to: u64, acts: Vec<Own>) -> BTreeSet<BookId> {
        let before: BTreeSet<ActRef> = self.acts.keys().cloned().into_set();
        for own in acts {
            if own.name.series == *series && !self.moved.contains(&own.name) {
                self.acts.entry(own.name.clone()).or_insert(own);
            }
        }
        let head = self.heads.entry(series.clone()).or_default();
        *head = to.max(*head);
        let next = *head + 1;
        self.take_early(series.clone(), next);
        let new = self.acts.values().filter(|own| !before.contains(&own.name));
        new.map(|own| own.act.book.clone()).into_set()
    }

    fn take_early(&mut self, series: SeriesId, number: u64) {
        if let Some(next) = self.early.remove(&ActRef { series, number }) {
            self.journalled(next);
        }
    }
}
