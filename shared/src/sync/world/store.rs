//! A device's stores, in the tiers that browsers give: the journal is kept at once and whole, the working
//! store is committed late and lost when the browser is killed before.

use std::collections::BTreeMap;

use crate::{
    id::{ActRef, PersonId, SeriesId},
    permission::Author,
    sync::{
        device::{Bucket, Keep, Own, Status},
        series::Hash,
    },
    view::BucketId,
};

/// A person's key on this device.
#[derive(Clone, Debug)]
pub struct Key {
    /// What it names.
    pub series: SeriesId,
    /// What the key comes of.
    pub seed: String,
    /// How many there were before.
    pub generation: u64,
    /// The last act that was journalled.
    pub last: Option<(u64, Hash)>,
}

/// What survives everything.
#[derive(Clone, Debug, Default)]
pub struct Journal {
    /// Acts with what became of them.
    pub acts: BTreeMap<ActRef, Own>,
    /// Keys by person.
    pub keys: BTreeMap<PersonId, Key>,
    /// Earlier keys, whose acts may still be here.
    pub old_keys: BTreeMap<SeriesId, (PersonId, String)>,
    /// The number of the last request.
    pub request: u64,
    /// The epoch of the last answer.
    pub epoch: Option<String>,
    /// The organisation as it was fetched: its revision, and who is who.
    pub organisation: Option<(String, BTreeMap<PersonId, Author>)>,
    /// When each status was written, by the device's clock: only a planted bug looks at it.
    written_ms: BTreeMap<ActRef, i64>,
}

/// All stores of a device.
#[derive(Clone, Debug, Default)]
pub struct Stores {
    /// Kept at once.
    pub journal: Journal,
    committed: BTreeMap<BucketId, Bucket>,
    working: BTreeMap<BucketId, Bucket>,
}

impl Journal {
    /// The acts of a series that it has between two numbers.
    pub fn between(&self, series: &SeriesId, from: u64, to: u64) -> Vec<Own> {
        let of = |number| ActRef {
            series: series.clone(),
            number,
        };
        let acts = self.acts.range(of(from)..=of(to));
        acts.map(|(_, own)| own.clone()).collect()
    }
}

impl Stores {
    /// Writes down what the device wants kept, in one step.
    pub fn keep(&mut self, keep: &Keep, buckets: BTreeMap<BucketId, Bucket>) {
        for (name, status) in &keep.statuses {
            self.set(name, status.clone());
        }
        for name in &keep.forget {
            self.journal.acts.remove(name);
        }
        self.journal.request = keep.request;
        self.journal.epoch.clone_from(&keep.epoch);
        self.working.extend(buckets);
        self.working.retain(|id, _| !keep.drop.contains(id));
    }

    /// As [`Stores::keep`], but what was written last by the device's clock wins. A planted bug.
    pub fn keep_by_clock(&mut self, keep: &Keep, buckets: BTreeMap<BucketId, Bucket>, now_ms: i64) {
        let mut keep = keep.clone();
        let written = &mut self.journal.written_ms;
        keep.statuses.retain(|name, _| {
            let before = written.get(name).copied().unwrap_or(i64::MIN);
            if before <= now_ms {
                written.insert(name.clone(), now_ms);
            }
            before <= now_ms
        });
        self.keep(&keep, buckets);
    }

    /// As [`Stores::keep`], but what was refused is away. A planted bug.
    pub fn keep_without_refused(&mut self, keep: &Keep, buckets: BTreeMap<BucketId, Bucket>) {
        self.keep(keep, buckets);
        for (name, status) in &keep.statuses {
            if matches!(status, Status::Refused { .. }) {
                self.journal.acts.remove(name);
            }
        }
    }

    /// The room ends between a bucket's content and its cursor. A planted bug.
    pub fn keep_half(&mut self, keep: &Keep, buckets: BTreeMap<BucketId, Bucket>) {
        let halves = buckets.into_iter().map(|(id, mut bucket)| {
            if let Some(standing) = self.working.get(&id) {
                bucket.content = standing.content.clone();
            }
            (id, bucket)
        });
        let halves = halves.collect();
        self.keep(keep, halves);
    }

    fn set(&mut self, name: &ActRef, status: Status) {
        if let Some(own) = self.journal.acts.get_mut(name) {
            own.status = status;
        }
    }

    /// The working store's writes reach the disk.
    pub fn commit(&mut self) {
        self.committed = self.working.clone();
    }

    /// The browser is killed: what was not committed is gone.
    pub fn kill(&mut self) {
        self.working = self.committed.clone();
    }

    /// The buckets that a start finds.
    pub fn buckets(&self) -> &BTreeMap<BucketId, Bucket> {
        &self.working
    }
}
