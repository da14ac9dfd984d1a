//! What happens to a device, and what it wants done.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{Bucket, Own, Status};
use crate::{
    id::{ActRef, BookId, PersonId, SeriesId},
    rules::RuleBook,
    sync::{
        carried::Told,
        message::{SyncAnswer, SyncRequest},
        series::Hash,
    },
    view::BucketId,
};

/// What a device starts from: what its stores gave back.
#[derive(Clone, Debug, Default)]
pub struct Start {
    /// The device's name for itself.
    pub device: String,
    /// The account.
    pub account: String,
    /// Whose account it is: acts of others that were entered here get no verdict, only a receipt.
    pub person: Option<PersonId>,
    /// The number of the last request.
    pub request: u64,
    /// The epoch of the last answer.
    pub epoch: Option<String>,
    /// Its buckets.
    pub buckets: BTreeMap<BucketId, Bucket>,
    /// Its acts, of all its series.
    pub acts: BTreeMap<ActRef, Own>,
    /// The last number of each of its series, also where that act is here no more.
    pub heads: BTreeMap<SeriesId, u64>,
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
#[derive(Clone, Debug)]
pub enum Input {
    /// An act of one's own is in the journal.
    Journalled(Box<Own>),
    /// The journal was read as [`Output::Untold`] asked.
    Read {
        /// The series.
        series: SeriesId,
        /// How far.
        to: u64,
        /// What is there.
        acts: Vec<Own>,
    },
    /// Time has passed.
    Tick,
    /// Sync is wanted now: by hand, or because a line came back.
    Wanted,
    /// Signed in again, or a key was registered anew.
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
    /// What the server said of a file of this device's acts was carried back.
    Returned(Box<Told>),
    /// What the oldest [`Output::Keep`] asked for is stored.
    Kept,
    /// It could not be stored: it is asked for again with what the next answer brings.
    NotKept,
    /// The author lets a refused act go.
    LetGo(ActRef),
    /// The shell holds this revision of the organisation now.
    Organisation(String),
    /// The shell could not fetch the organisation: asked again with the next answer.
    OrganisationNotFetched,
}

/// What a device wants done.
#[derive(Clone, Debug, PartialEq, Eq)]
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
    /// The server holds other acts under these numbers, or cannot go on from what it holds: start a new
    /// series, make the open acts from here on again in it (see [`crate::sync::series::renamed`]), each
    /// naming the one that it replaces, journal them and the end of the old ones in one step, then say
    /// [`super::Device::moved`].
    Forked {
        /// The old series.
        series: SeriesId,
        /// The first act that moves.
        from: u64,
    },
    /// Nobody has told of these acts of a series: read what the journal has of them, and say [`Input::Read`].
    Untold {
        /// The series.
        series: SeriesId,
        /// The first.
        from: u64,
        /// The last.
        to: u64,
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
    /// Buckets whose content or cursor changed: read them from [`super::Device::bucket`].
    pub buckets: BTreeSet<BucketId>,
    /// Buckets that left the scope.
    pub drop: BTreeSet<BucketId>,
    /// The number of the last request.
    pub request: u64,
    /// The epoch.
    pub epoch: Option<String>,
}

impl Keep {
    /// Adds what is to be stored later to what could not be stored before.
    pub(super) fn then(&mut self, later: Keep) {
        self.statuses.extend(later.statuses);
        self.forget.extend(later.forget);
        self.statuses.retain(|name, _| !self.forget.contains(name));
        self.buckets.retain(|id| !later.drop.contains(id));
        self.drop.retain(|id| !later.buckets.contains(id));
        self.buckets.extend(later.buckets);
        self.drop.extend(later.drop);
        self.request = later.request;
        self.epoch = later.epoch;
    }
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
