//! Several tabs are one device: one of them exchanges, the others learn from it what is stored, so that
//! all show the same.

use std::collections::{BTreeMap, BTreeSet};

use super::{Bucket, Device, Keep, Own};
use crate::{id::BookId, view::BucketId};

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
            self.acts.entry(own.name.clone()).or_insert(own);
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
}
