//! What an answer tells: how far each series is held, and what is new in the buckets of the scope.

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest, Sha256};

use super::SeriesState;
use crate::{
    book::{Book, digest},
    id::{ActRef, SeriesId, UnitId},
    sync::{
        message::{ANSWER_BYTES, Change, Receipt, SyncAnswer, SyncRequest, What},
        series::Hash,
    },
    view::{BucketId, Parts, View, parts_since, project},
};

/// The name of a set of buckets: a device and the server hold the same scope where it is equal.
pub fn scope_digest<'a>(buckets: impl IntoIterator<Item = &'a BucketId>) -> String {
    let mut hasher = Sha256::new();
    for bucket in buckets
        .into_iter()
        .map(ToString::to_string)
        .collect::<BTreeSet<_>>()
    {
        hasher.update(bucket.as_bytes());
        hasher.update(b"\n");
    }
    // Half of it tells sets apart as well, and it is sent with every request.
    String::from(Hash(hasher.finalize().into()))
        .chars()
        .take(22)
        .collect()
}

/// How far each series that a request names is held after its commit, up to the last number named.
/// `hash` gives the stored hash of an act.
pub fn receipts(
    request: &SyncRequest,
    series: &BTreeMap<SeriesId, SeriesState>,
    hash: impl Fn(&ActRef) -> Option<Hash>,
) -> BTreeMap<SeriesId, Receipt> {
    let asked = request.ask.iter().map(|ask| (&ask.series, ask.to));
    let sent = request.batches.iter().map(|batch| {
        let more = (batch.acts.len() as u64).saturating_sub(1);
        (&batch.series, batch.first.saturating_add(more))
    });
    let mut last: BTreeMap<&SeriesId, u64> = BTreeMap::new();
    for (series, to) in asked.chain(sent) {
        let known = last.entry(series).or_default();
        *known = (*known).max(to);
    }
    let mut receipts = BTreeMap::new();
    for (name, to) in last {
        let none = Receipt {
            number: 0,
            hash: Hash::default(),
        };
        let receipt = match series.get(name) {
            Some(state) if state.head <= to => Some(state.receipt()),
            Some(_) => hash(&ActRef {
                series: name.clone(),
                number: to,
            })
            .map(|hash| Receipt { number: to, hash }),
            None => Some(none),
        };
        receipts.extend(receipt.map(|receipt| (name.clone(), receipt)));
    }
    receipts
}

/// A bucket of the scope of which a device may lack something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// Which.
    pub bucket: BucketId,
    /// Its ledger.
    pub ledger: UnitId,
    /// The device has it up to this number.
    pub since: u64,
    /// The device asked for this bucket by itself, from the beginning: it is told also that it is empty.
    pub is_anew: bool,
}

/// The buckets to look into for an answer: those of `scope` (with their ledgers) that end before the tip
/// of their ledger, which was read before any of their books. In another epoch than the request's there
/// are none: the device then asks for each from the beginning.
pub fn due(
    request: &SyncRequest,
    epoch: &str,
    scope: &BTreeMap<BucketId, UnitId>,
    tips: &BTreeMap<UnitId, u64>,
) -> Vec<Due> {
    if request.only_verdicts || request.epoch.as_deref() != Some(epoch) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (bucket, ledger) in scope {
        let apart = request.lagging.get(bucket).copied();
        // What it holds nothing of at all, it asks for by itself next time.
        let Some(since) = apart.or(request.cursors.get(ledger).copied()) else {
            continue;
        };
        let is_anew = apart == Some(0);
        let tip = tips.get(ledger).copied().unwrap_or_default();
        if is_anew || since < tip {
            found.push(Due {
                bucket: bucket.clone(),
                ledger: ledger.clone(),
                since,
                is_anew,
            });
        }
    }
    found
}

/// What is new, gathered while there is room in the answer.
#[derive(Debug)]
pub struct News {
    room: usize,
    changes: Vec<Change>,
    lagging: BTreeMap<BucketId, u64>,
    ledgers: BTreeSet<UnitId>,
    bytes: usize,
}

impl Default for News {
    fn default() -> Self {
        Self::within(ANSWER_BYTES)
    }
}

impl News {
    /// For an answer with room for about so many bytes; the first change fits always.
    pub fn within(room: usize) -> Self {
        Self {
            room: room.max(1),
            changes: Vec::new(),
            lagging: BTreeMap::new(),
            ledgers: BTreeSet::new(),
            bytes: 0,
        }
    }

    /// Whether another bucket fits: where it does not, [`News::leave`] it.
    pub fn has_room(&self) -> bool {
        self.bytes < self.room
    }

    /// Tells what is new in a bucket. `only_yours` says that all entries of the ledger that touched its
    /// book since are acts of the device's own series.
    pub fn tell(&mut self, due: &Due, book: Option<&Book>, only_yours: bool) {
        let what = book.and_then(|book| news(book, &due.bucket.view, due.since, only_yours));
        self.say(due, what);
    }

    /// Tells what is new in a bucket, or that nothing is.
    pub fn say(&mut self, due: &Due, what: Option<What>) {
        if !self.has_room() {
            return self.leave(due);
        }
        // Also where nothing is new: a bucket that lagged has caught up.
        self.ledgers.insert(due.ledger.clone());
        let what = match what {
            Some(what) => what,
            None if due.is_anew => What::Parts(Parts::default()),
            None => return,
        };
        let change = Change {
            bucket: due.bucket.clone(),
            ledger: due.ledger.clone(),
            what,
        };
        self.bytes += serde_json::to_vec(&change).map_or(0, |bytes| bytes.len());
        self.changes.push(change);
    }

    /// There is no room for a bucket: the device asks for it from where it is.
    pub fn leave(&mut self, due: &Due) {
        self.ledgers.insert(due.ledger.clone());
        self.lagging.insert(due.bucket.clone(), due.since);
    }

    /// Puts it into an answer, with the tips of those ledgers that the device does not know so.
    pub fn put(self, request: &SyncRequest, tips: &BTreeMap<UnitId, u64>, answer: &mut SyncAnswer) {
        answer.more |= !self.lagging.is_empty();
        answer.changes.extend(self.changes);
        answer.lagging.extend(self.lagging);
        for (ledger, tip) in tips {
            if self.ledgers.contains(ledger) || request.cursors.get(ledger) != Some(tip) {
                answer.cursors.insert(ledger.clone(), *tip);
            }
        }
    }
}

/// What is new for a device in a bucket: nothing, its changed parts, or, where all that changed it
/// since are the device's own acts, the digest of what they come to.
pub fn news(book: &Book, view: &View, since: u64, only_yours: bool) -> Option<What> {
    let parts = parts_since(book, view, since);
    if parts.is_empty() {
        return None;
    }
    if only_yours && since > 0 && *view != View::Members {
        return Some(What::Yours(digest(&project(book, view))));
    }
    Some(What::Parts(parts))
}
