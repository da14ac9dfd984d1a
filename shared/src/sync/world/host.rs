//! What a world needs of a server: the one in memory and the real one are driven alike.

use std::collections::{BTreeMap, BTreeSet};

use super::people::Organisation;
use crate::{
    act::Act,
    book::Book,
    id::{ActRef, BookId, PersonId, SeriesId, UnitId},
    month::{Day, Month},
    sync::{
        message::{SyncAnswer, SyncRequest, Verdict},
        series::Hash,
    },
    view::BucketId,
};

/// Việt Nam keeps UTC+7 all year.
const OFFSET_MS: i64 = 7 * 3_600_000;
const DAY_MS: i64 = 86_400_000;

/// What time it is for the server.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    /// Milliseconds since 1970.
    pub time_ms: i64,
    /// Its day.
    pub today: Day,
}

impl Clock {
    /// At that moment, in Việt Nam.
    pub fn at(time_ms: i64) -> Self {
        let days = (time_ms + OFFSET_MS).div_euclid(DAY_MS);
        let days = i32::try_from(days).unwrap_or_default();
        Self {
            time_ms,
            today: Day::from_days_since_1970(days),
        }
    }
}

/// How keys are made and sign. All of a key comes from a text, so that a seed leads to the same keys.
#[derive(Clone, Copy, Debug)]
pub struct Signing {
    /// The raw public key.
    pub public: fn(seed: &str) -> Vec<u8>,
    /// The signature of a message.
    pub sign: fn(seed: &str, message: &[u8]) -> String,
}

/// A key to be registered.
#[derive(Clone, Debug)]
pub struct NewKey {
    /// What it names.
    pub series: SeriesId,
    /// The raw public key.
    pub public: Vec<u8>,
    /// Whose it is; the account is named like the person.
    pub person: PersonId,
    /// On which device.
    pub device: String,
}

/// What came of a request, durable by now.
#[derive(Clone, Debug)]
pub struct Taken {
    /// What was said of acts that were not known before, or waited.
    pub said: Vec<(ActRef, Hash, Verdict)>,
    /// The answer.
    pub answer: SyncAnswer,
}

/// An act as a server holds it.
#[derive(Clone, Debug)]
pub struct Known {
    /// Its hash.
    pub hash: Hash,
    /// Its content, where it can be read.
    pub act: Option<Act>,
    /// What was said.
    pub verdict: Verdict,
}

/// All that a server holds.
#[derive(Clone, Debug, Default)]
pub struct Holdings {
    /// The acts of each ledger, by their numbers.
    pub ledgers: BTreeMap<UnitId, Vec<(u64, ActRef)>>,
    /// What the server's own verification finds wrong.
    pub wrong: Option<String>,
    /// The books.
    pub books: BTreeMap<BookId, Book>,
    /// The acts.
    pub acts: BTreeMap<ActRef, Known>,
}

/// A server, as a world drives it.
pub trait Host {
    /// How its keys are made.
    fn signing(&self) -> Signing;

    /// Units, people and posts are these from now on.
    fn organise(&mut self, organisation: &Organisation);

    /// The revision of the organisation that someone would fetch now.
    fn revision(&mut self, person: &PersonId, clock: Clock) -> String;

    /// Opens a month for every unit.
    fn open(&mut self, month: Month, clock: Clock);

    /// A key may sign from now on. Once more is harmless.
    fn register(&mut self, key: &NewKey, clock: Clock);

    /// A key signs no more; `false` where it is not known.
    fn revoke(&mut self, person: &PersonId, series: &SeriesId, clock: Clock) -> bool;

    /// Takes a request of someone's session, and answers.
    ///
    /// # Errors
    /// What the server says where it should have taken it.
    fn take(
        &mut self,
        person: &PersonId,
        request: &SyncRequest,
        clock: Clock,
    ) -> Result<Taken, String>;

    /// It starts again: what it held in memory is gone.
    fn restart(&mut self);

    /// What it does every hour.
    fn hour(&mut self, clock: Clock);

    /// Makes a backup; one that is read back makes what it holds safe.
    fn back_up(&mut self, is_read_back: bool);

    /// How many backups there are to restore, with the empty one of the beginning.
    fn backups(&self) -> usize;

    /// Comes back from a backup, in a new epoch unless that was forgotten. Who there is and which months
    /// are open is entered by hand again.
    fn restore(&mut self, backup: usize, in_new_epoch: bool, clock: Clock);

    /// Forgets everything on purpose; `false` where it cannot.
    fn wipe(&mut self, clock: Clock) -> bool;

    /// All that it holds.
    fn holdings(&mut self) -> Holdings;

    /// The buckets that someone sees.
    fn scope(&mut self, person: &PersonId, clock: Clock) -> BTreeSet<BucketId>;
}
