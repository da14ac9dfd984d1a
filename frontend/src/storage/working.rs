//! The working store: what the server gave, one value a bucket with its cursor, and a copy of the newest
//! acts, one small value each. The app starts from it; lost, it is pulled again.

use std::collections::{BTreeMap, BTreeSet};

use futures::future::join_all;
use gloo_storage::{LocalStorage, Storage};
use roviec_shared::{
    id::{ActRef, BookId},
    order::Gather,
    sync::device::Bucket,
    view::BucketId,
};
use serde::de::DeserializeOwned;

use super::{
    Fault,
    bytes::{decode, encode},
    cipher::DataKey,
    record::{self, ActRecord},
};

/// UTF-16 units that what the server gave may take.
pub const BASE_MAX: usize = 1_200_000;
/// UTF-16 units that copies of acts may take.
pub const ACTS_MAX: usize = 600_000;

const BUCKETS: &str = "roviec.1.bucket";
const ACTS: &str = "roviec.1.act";

/// What of the budget is used, in UTF-16 units, by all accounts of this device.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// By what the server gave.
    pub base: usize,
    /// By copies of acts.
    pub acts: usize,
}

/// The working store of one account.
#[derive(Clone, Debug)]
pub struct Working {
    account: String,
    key: DataKey,
}

/// What it gave back.
#[derive(Debug, Default)]
pub struct Content {
    /// Buckets with their cursors.
    pub buckets: BTreeMap<BucketId, Bucket>,
    /// Acts.
    pub acts: Vec<ActRecord>,
}

/// Values of all accounts that begin so, with their lengths.
fn stored(start: &str) -> Vec<(String, usize)> {
    let raw = LocalStorage::raw();
    let keys = (0..LocalStorage::length()).filter_map(|index| raw.key(index).ok().flatten());
    keys.filter(|key| key.starts_with(start))
        .map(|key| {
            let value = raw.get_item(&key).ok().flatten().unwrap_or_default();
            // Keys and values are ASCII: a byte is a unit.
            let length = key.len() + value.len();
            (key, length)
        })
        .collect()
}

/// What of the budget is used.
pub fn usage() -> Usage {
    let sum = |start| stored(start).into_iter().map(|(_, length)| length).sum();
    Usage {
        base: sum(BUCKETS),
        acts: sum(ACTS),
    }
}

impl Working {
    /// That of an account whose key is open.
    pub fn of(account: &str, key: &DataKey) -> Self {
        Self {
            account: account.to_owned(),
            key: key.clone(),
        }
    }

    fn start(&self, kind: &str) -> String {
        format!("{kind}/{}/", self.account)
    }

    fn bucket_key(&self, id: &BucketId) -> String {
        format!("{}{id}", self.start(BUCKETS))
    }

    fn act_key(&self, name: &ActRef) -> String {
        format!("{}{name}", self.start(ACTS))
    }

    /// Everything that can be read; what cannot is taken away, since the server or the journal has it.
    pub async fn read(&self) -> Content {
        let (bucket_start, act_start) = (self.start(BUCKETS), self.start(ACTS));
        let buckets = join_all(stored(&bucket_start).into_iter().map(async |(key, _)| {
            let id: BucketId = key.strip_prefix(&bucket_start)?.parse().ok()?;
            Some((id, self.open(&key).await?))
        }));
        let acts = join_all(
            stored(&act_start)
                .into_iter()
                .map(async |(key, _)| self.open::<ActRecord>(&key).await),
        );
        let (buckets, acts) = futures::join!(buckets, acts);
        Content {
            buckets: buckets.into_iter().flatten().into_map(),
            acts: acts.into_iter().flatten().collect(),
        }
    }

    async fn open<T: DeserializeOwned>(&self, key: &str) -> Option<T> {
        let text: String = LocalStorage::get(key).ok()?;
        let opened = async { record::read(&self.key.open(key, &decode(&text)?).await?) }.await;
        if opened.is_err() {
            LocalStorage::delete(key);
        }
        opened.ok()
    }

    /// Puts a bucket, as [`record::write`] gives it, in its place, with its cursor, as one value; where
    /// there is no room the oldest months go first, but none of those named. Gives back the books that went.
    ///
    /// # Errors
    /// [`Fault::Full`] where it has no room even so: it is then not stored at all, and pulled again.
    pub async fn put_bucket(
        &self,
        id: &BucketId,
        bucket: &[u8],
        needed: &BTreeSet<BookId>,
    ) -> Result<BTreeSet<BookId>, Fault> {
        let key = self.bucket_key(id);
        let text = encode(&self.key.seal(&key, bucket).await?);
        let mut gone = BTreeSet::new();
        loop {
            let others: usize = stored(BUCKETS)
                .into_iter()
                .filter(|(stored, _)| *stored != key)
                .map(|(_, length)| length)
                .sum();
            if others + key.len() + text.len() <= BASE_MAX && LocalStorage::set(&key, &text).is_ok()
            {
                return Ok(gone);
            }
            match self.drop_oldest(id, needed) {
                Some(book) => gone.insert(book),
                None => {
                    // An old page under a newer cursor is never left behind.
                    LocalStorage::delete(&key);
                    return Err(Fault::Full);
                }
            };
        }
    }

    /// Drops the buckets of the oldest month that may go.
    fn drop_oldest(&self, but: &BucketId, needed: &BTreeSet<BookId>) -> Option<BookId> {
        let start = self.start(BUCKETS);
        let held = stored(&start);
        let ids = held
            .iter()
            .filter_map(|(key, _)| key.strip_prefix(&start)?.parse::<BucketId>().ok());
        let oldest = ids
            .filter(|id| id.book != but.book && !needed.contains(&id.book))
            .min_by_key(|id| (id.book.month, id.book.unit.clone()))?
            .book;
        for (key, _) in &held {
            let id = key
                .strip_prefix(&start)
                .and_then(|id| id.parse::<BucketId>().ok());
            if id.is_some_and(|id| id.book == oldest) {
                LocalStorage::delete(key);
            }
        }
        Some(oldest)
    }

    /// A bucket as another tab has stored it.
    pub async fn bucket(&self, id: &BucketId) -> Option<Bucket> {
        self.open(&self.bucket_key(id)).await
    }

    /// A bucket left the scope.
    pub fn drop_bucket(&self, id: &BucketId) {
        LocalStorage::delete(self.bucket_key(id));
    }

    /// Keeps a copy of an act; where there is no room, the oldest of this account's copies go first: the
    /// journal has them all.
    ///
    /// # Errors
    /// Where it was not kept.
    pub async fn put_act(&self, act: &ActRecord) -> Result<(), Fault> {
        let key = self.act_key(&act.name);
        let text = encode(&self.key.seal(&key, &record::write(act)).await?);
        let mut used = usage().acts;
        loop {
            if used + key.len() + text.len() <= ACTS_MAX && LocalStorage::set(&key, &text).is_ok() {
                return Ok(());
            }
            used -= self.drop_oldest_act(&act.name).ok_or(Fault::Full)?;
        }
    }

    /// Drops the copy of the oldest act that may go: numbers of a series tell what is older, and another
    /// series than that of the newest act was before it. Gives back how much room it took.
    fn drop_oldest_act(&self, newest: &ActRef) -> Option<usize> {
        let start = self.start(ACTS);
        let named = stored(&start).into_iter().filter_map(|(key, length)| {
            let name: ActRef = key.strip_prefix(&start)?.parse().ok()?;
            Some((name, key, length))
        });
        let (_, key, length) = named
            .filter(|(name, ..)| name != newest)
            .min_by_key(|(name, ..)| (name.series == newest.series, name.number))?;
        LocalStorage::delete(key);
        Some(length)
    }

    /// The server has it for good.
    pub fn drop_act(&self, name: &ActRef) {
        LocalStorage::delete(self.act_key(name));
    }
}
