//! The device's half of sync. It does no I/O and reads no clock: the shell feeds [`Device::handle`], then
//! drains [`Device::poll`] until it returns `None`, before it feeds again.
//!
//! An act reaches the device when it is in the journal, never before, and leaves it only on its
//! verdict. What the shell is told to keep is acted upon when the shell says that it is kept: nothing
//! is called sent whose verdict could still be lost.

mod answer;
mod fold;
mod request;

use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    sync::Arc,
};

use serde::{Deserialize, Serialize};

use super::{
    message::{SyncAnswer, SyncRequest},
    series::{Hash, WireAct},
};
use crate::{
    act::Act,
    book::{Book, Listing},
    id::{ActRef, BookId, PersonId, SeriesId, UnitId},
    month::Day,
    refusal::Refusal,
    rules::RuleBook,
    view::BucketId,
};

pub use fold::{Folded, Folding};

/// The first batch; it doubles on success and halves on failure.
const BATCH_START: usize = 512;
const BATCH_MIN: usize = 8;
/// Between two exchanges when nothing happens.
const IDLE_MS: i64 = 60_000;
const RETRY_FIRST_MS: i64 = 2_000;
const RETRY_MAX_MS: i64 = 300_000;
/// A request without an answer is given up after so long: a bad line is slow, not silent.
const REQUEST_MS: i64 = 60_000;

/// What is known of one's own act.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "is")]
pub enum Status {
    /// In the journal, without a verdict.
    Pending,
    /// The server has it and waits for what it rests on.
    Held {
        /// For which act.
        on: ActRef,
    },
    /// The server has it and will try again after an upgrade.
    SetAside,
    /// In the ledger.
    Accepted {
        /// Which.
        ledger: UnitId,
        /// Its number.
        number: u64,
        /// The day it arrived.
        day: Day,
    },
    /// It does not hold; kept with its reason until its author sends it again or lets it go.
    Refused {
        /// Why.
        refusal: Refusal,
    },
    /// Refused, and let go by its author.
    LetGo {
        /// Why it was refused.
        refusal: Refusal,
    },
    /// Another's act that was entered here: the server has it, and its verdict goes to its author alone.
    Delivered {
        /// The day it arrived.
        day: Day,
    },
}

impl Status {
    /// How far it has come: the more advanced of two records of one act holds.
    pub fn rank(&self) -> u8 {
        match self {
            Status::Pending => 0,
            Status::SetAside => 1,
            Status::Held { .. } => 2,
            Status::Delivered { .. } => 3,
            Status::Refused { .. } => 4,
            Status::Accepted { .. } => 5,
            Status::LetGo { .. } => 6,
        }
    }

    /// Whether the author still waits for a verdict.
    pub fn is_open(&self) -> bool {
        matches!(
            self,
            Status::Pending | Status::Held { .. } | Status::SetAside
        )
    }
}

/// One act of one's own, as the journal has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Own {
    /// Series and number.
    pub name: ActRef,
    /// Whose key signed it: the account's person, or a colleague who acted on the same tablet.
    pub author: PersonId,
    /// What it says.
    pub act: Act,
    /// As it is sent.
    pub wire: WireAct,
    /// The hash of the act before it.
    pub before: Hash,
    /// Its hash.
    pub hash: Hash,
    /// What became of it.
    pub status: Status,
}

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

/// What a device starts from: what its stores gave back.
#[derive(Clone, Debug, Default)]
pub struct Start {
    /// The device's name for itself.
    pub device: String,
    /// The account.
    pub account: String,
    /// The number of the last request.
    pub request: u64,
    /// The epoch of the last answer.
    pub epoch: Option<String>,
    /// Its buckets.
    pub buckets: BTreeMap<BucketId, Bucket>,
    /// Its acts, of all its series.
    pub acts: BTreeMap<ActRef, Own>,
    /// The rule sets that the server gave.
    pub rules: Arc<RuleBook>,
    /// The revision of the organisation that the shell holds; none before the first.
    pub organisation: Option<String>,
}

/// Why there was no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoAnswer {
    /// No line, a time-out, a broken body: it may have arrived or not.
    Lost,
    /// The session has ended: the password is asked for.
    SignedOut,
    /// The server does not speak this version.
    Outdated,
    /// The body was too large.
    TooLarge,
}

/// What happens to a device.
#[derive(Debug)]
pub enum Input {
    /// An act of one's own is in the journal.
    Journalled(Box<Own>),
    /// Time has passed.
    Tick,
    /// Sync is wanted now: by hand, or because a line came back.
    Wanted,
    /// Signed in again.
    SignedIn,
    /// An answer arrived.
    Answered(Box<SyncAnswer>),
    /// A request has no answer.
    NotAnswered {
        /// Which.
        request: u64,
        /// Why.
        why: NoAnswer,
    },
    /// What [`Output::Keep`] asked for is stored.
    Kept,
    /// It could not be stored.
    NotKept,
    /// The author lets a refused act go.
    LetGo(ActRef),
    /// The shell holds this revision of the organisation now.
    Organisation(String),
    /// The shell could not fetch the organisation: asked again with the next answer.
    OrganisationNotFetched,
}

/// What a device wants done.
#[derive(Debug, PartialEq, Eq)]
pub enum Output {
    /// Sign the batches (series, last number, last hash, in their order) and send.
    Send {
        /// What.
        request: Box<SyncRequest>,
        /// What each batch's signature is over.
        sign: Vec<(SeriesId, u64, Hash)>,
    },
    /// Store this, then say [`Input::Kept`].
    Keep(Keep),
    /// These books look different now: fold and show them.
    Show(BTreeSet<BookId>),
    /// Say [`Input::Tick`] at that time, unless another `WakeAt` comes first.
    WakeAt(i64),
    /// The same number with another hash is on the server: start a new series; acts from here on move there.
    Forked {
        /// The old series.
        series: SeriesId,
        /// The first act that moves.
        from: u64,
    },
    /// The server no longer knows this key: register it again after a password sign-in.
    Register(SeriesId),
    /// The server's organisation is not the one held here: fetch it, then say [`Input::Organisation`] or
    /// [`Input::OrganisationNotFetched`]. Said once a change.
    FetchOrganisation,
}

/// What is to be stored in one step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keep {
    /// New statuses.
    pub statuses: BTreeMap<ActRef, Status>,
    /// Acts that a backup holds and every cursor has passed: they may go.
    pub forget: BTreeSet<ActRef>,
    /// Buckets whose content or cursor changed: read them from [`Device::bucket`].
    pub buckets: BTreeSet<BucketId>,
    /// Buckets that left the scope.
    pub drop: BTreeSet<BucketId>,
    /// The number of the last request.
    pub request: u64,
    /// The epoch.
    pub epoch: Option<String>,
}

/// How things stand, for the words on the screen. Derived, never stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// Not tried yet.
    Untried,
    /// The last request was answered.
    Online,
    /// It was not.
    Offline,
    /// The password is asked for.
    SignedOut,
    /// The app must be updated to read.
    Outdated,
}

#[derive(Debug)]
struct InFlight {
    request: u64,
    since_ms: i64,
    sent: usize,
    /// What the device held when it asked: an answer is about that.
    asked: BTreeMap<BucketId, u64>,
}

/// The device's half of sync.
#[derive(Debug)]
pub struct Device {
    device: String,
    account: String,
    request: u64,
    epoch: Option<String>,
    buckets: BTreeMap<BucketId, Bucket>,
    /// Buckets in scope whose content was never here or is to be fetched anew.
    wanted: BTreeSet<BucketId>,
    acts: BTreeMap<ActRef, Own>,
    in_flight: Option<InFlight>,
    /// Told to the shell, and waited for before anything is sent or called sent.
    keeping: bool,
    /// An answer was lost: ask for verdicts before sending again.
    unsure: bool,
    /// More to pull, or something happened meanwhile.
    again: bool,
    line: Line,
    last_success_ms: Option<i64>,
    batch_max: usize,
    failures: u32,
    next_ms: i64,
    /// Series that the server does not take now.
    stopped: BTreeSet<SeriesId>,
    rules: Arc<RuleBook>,
    organisation: Revision,
    outputs: VecDeque<Output>,
}

/// Which revision of the organisation the shell holds, which the server has, which was asked for.
#[derive(Debug, Default)]
struct Revision {
    held: Option<String>,
    heard: Option<String>,
    asked: Option<String>,
}

impl Device {
    /// A device as its stores left it. Buckets of an older epoch are shown, and fetched anew.
    pub fn new(start: Start) -> Self {
        let epoch = start.epoch;
        let wanted = start
            .buckets
            .iter()
            .filter(|(_, bucket)| Some(&bucket.epoch) != epoch.as_ref())
            .map(|(id, _)| id.clone())
            .collect();
        Self {
            device: start.device,
            account: start.account,
            request: start.request,
            epoch,
            buckets: start.buckets,
            wanted,
            acts: start.acts,
            in_flight: None,
            keeping: false,
            // Whether the last request of the life before was answered is not known.
            unsure: true,
            again: true,
            line: Line::Untried,
            last_success_ms: None,
            batch_max: BATCH_START,
            failures: 0,
            next_ms: 0,
            stopped: BTreeSet::new(),
            rules: start.rules,
            organisation: Revision {
                held: start.organisation,
                ..Revision::default()
            },
            outputs: VecDeque::new(),
        }
    }

    /// Something happened. `now_ms` is the device's clock, used only to wait; `chance` is any number.
    pub fn handle(&mut self, input: Input, now_ms: i64, chance: u32) {
        match input {
            Input::Journalled(own) => {
                self.acts.entry(own.name.clone()).or_insert(*own);
                self.wake(now_ms);
            }
            Input::Tick => self.give_up_when_late(now_ms, chance),
            Input::Wanted | Input::SignedIn => {
                if matches!(input, Input::SignedIn) {
                    self.stopped.clear();
                    self.line = Line::Untried;
                }
                self.again = true;
                self.wake(now_ms);
            }
            Input::Answered(answer) => self.answered(*answer, now_ms),
            Input::NotAnswered { request, why } => self.not_answered(request, why, now_ms, chance),
            Input::Kept => self.keeping = false,
            Input::NotKept => {
                // What was not stored is asked for again: the server still has it.
                self.keeping = false;
                self.again = false;
                self.wanted.extend(self.buckets.keys().cloned());
                self.back_off(now_ms, chance);
            }
            Input::LetGo(name) => {
                if let Some(own) = self.acts.get_mut(&name)
                    && let Status::Refused { refusal } = &own.status
                {
                    let let_go = Status::LetGo {
                        refusal: refusal.clone(),
                    };
                    own.status = let_go.clone();
                    let mut keep = self.keep_nothing();
                    keep.statuses.insert(name, let_go);
                    self.keep(keep);
                }
            }
            Input::Organisation(revision) => {
                self.organisation.held = Some(revision);
                self.organisation.asked = None;
            }
            Input::OrganisationNotFetched => self.organisation.asked = None,
        }
        self.send_when_due(now_ms);
    }

    /// What is to be done next.
    pub fn poll(&mut self) -> Option<Output> {
        self.outputs.pop_front()
    }

    fn wake(&mut self, now_ms: i64) {
        if self.failures == 0 || self.again {
            self.next_ms = now_ms;
        }
    }

    fn back_off(&mut self, now_ms: i64, chance: u32) {
        self.failures = (self.failures + 1).min(16);
        let longest = (RETRY_FIRST_MS << self.failures.min(10)).min(RETRY_MAX_MS);
        // Between half and the whole of it, so that a village's tablets do not all come at once.
        self.next_ms = now_ms + longest / 2 + i64::from(chance) % (longest / 2 + 1);
        self.outputs.push_back(Output::WakeAt(self.next_ms));
    }

    fn give_up_when_late(&mut self, now_ms: i64, chance: u32) {
        if let Some(flight) = &self.in_flight
            && (now_ms - flight.since_ms >= REQUEST_MS || now_ms < flight.since_ms)
        {
            let request = flight.request;
            self.not_answered(request, NoAnswer::Lost, now_ms, chance);
        }
    }

    fn not_answered(&mut self, request: u64, why: NoAnswer, now_ms: i64, chance: u32) {
        let Some(flight) = self.in_flight.take_if(|flight| flight.request == request) else {
            return;
        };
        self.unsure |= flight.sent > 0;
        self.batch_max = (self.batch_max / 2).max(BATCH_MIN);
        self.line = match why {
            NoAnswer::Lost | NoAnswer::TooLarge => Line::Offline,
            NoAnswer::SignedOut => Line::SignedOut,
            NoAnswer::Outdated => Line::Outdated,
        };
        self.again = false;
        self.back_off(now_ms, chance);
    }

    fn keep_nothing(&self) -> Keep {
        Keep {
            request: self.request,
            epoch: self.epoch.clone(),
            ..Keep::default()
        }
    }

    fn keep(&mut self, keep: Keep) {
        self.keeping = true;
        self.outputs.push_back(Output::Keep(keep));
    }

    /// One's own acts that still wait for a final verdict.
    pub fn unsent(&self) -> usize {
        self.acts
            .values()
            .filter(|own| own.status.is_open())
            .count()
    }

    /// One's own acts that were refused and not let go, oldest first.
    pub fn refused(&self) -> impl Iterator<Item = (&Own, &Refusal)> {
        self.acts.values().filter_map(|own| match &own.status {
            Status::Refused { refusal } => Some((own, refusal)),
            _ => None,
        })
    }

    /// All acts held here.
    pub fn acts(&self) -> &BTreeMap<ActRef, Own> {
        &self.acts
    }

    /// The line to the server.
    pub fn line(&self) -> Line {
        self.line
    }

    /// When the last exchange ended with nothing left to send or to pull.
    pub fn last_success_ms(&self) -> Option<i64> {
        self.last_success_ms
    }

    /// The server's revision of the organisation, as the last answer gave it; none before the first.
    pub fn organisation(&self) -> Option<&str> {
        self.organisation.heard.as_deref()
    }

    /// A bucket's content.
    pub fn bucket(&self, id: &BucketId) -> Option<&Bucket> {
        self.buckets.get(id)
    }

    /// All buckets.
    pub fn buckets(&self) -> &BTreeMap<BucketId, Bucket> {
        &self.buckets
    }

    /// The server gave other rule sets.
    pub fn set_rules(&mut self, rules: Arc<RuleBook>) {
        self.rules = rules;
    }

    /// Whether something is on its way.
    pub fn is_busy(&self) -> bool {
        self.in_flight.is_some() || self.keeping
    }
}

#[cfg(test)]
mod tests;
