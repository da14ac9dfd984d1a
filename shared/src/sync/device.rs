//! The device's half of sync. It does no I/O and reads no clock: the shell feeds [`Device::handle`], then
//! drains [`Device::poll`] until it returns `None`, before it feeds again.
//!
//! An act reaches the device when it is in the journal, never before, and leaves it only on its
//! verdict. What the shell is told to keep is acted upon when the shell says that it is kept: nothing
//! is called sent whose verdict could still be lost.

mod answer;
mod bucket;
mod event;
mod fold;
mod learn;
mod look;
mod outcome;
mod own;
mod request;

use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    sync::Arc,
};

use crate::{
    id::{ActRef, PersonId, SeriesId, UnitId},
    order::Gather,
    rules::RuleBook,
    view::BucketId,
};

pub use bucket::{Bucket, Content};
pub use event::{Input, Keep, Line, NoAnswer, Output, Start};
pub use fold::{Folded, Folding};
pub use learn::Stored;
pub use own::{Own, Status};

/// The first batch; it doubles on success and halves on failure.
const BATCH_START: usize = 512;
const BATCH_MIN: usize = 8;
/// Between two exchanges when nothing happens.
const IDLE_MS: i64 = 60_000;
const RETRY_FIRST_MS: i64 = 2_000;
const RETRY_MAX_MS: i64 = 300_000;
/// A request without an answer is given up after so long: a bad line is slow, not silent.
const REQUEST_MS: i64 = 60_000;

#[derive(Debug)]
struct InFlight {
    request: u64,
    since_ms: i64,
    /// The acts in it, by series: their verdicts are about these very acts.
    sent: BTreeMap<SeriesId, (u64, u64)>,
    /// What the device held when it asked: an answer is about that.
    asked: BTreeMap<BucketId, u64>,
    cursors: BTreeMap<UnitId, u64>,
    only_verdicts: bool,
}

/// The device's half of sync.
#[derive(Debug)]
pub struct Device {
    device: String,
    account: String,
    person: Option<PersonId>,
    request: u64,
    epoch: Option<String>,
    buckets: BTreeMap<BucketId, Bucket>,
    /// Buckets in scope whose content was never here or is to be fetched anew.
    wanted: BTreeSet<BucketId>,
    acts: BTreeMap<ActRef, Own>,
    /// The last act of each series that was heard of in order.
    heads: BTreeMap<SeriesId, u64>,
    /// Acts heard of before the one before them, which another tab made.
    early: BTreeMap<ActRef, Own>,
    in_flight: Option<InFlight>,
    /// Told to the shell, and waited for before anything is sent or called sent.
    keeping: VecDeque<Keep>,
    /// Could not be stored: goes with the next.
    unkept: Keep,
    /// An answer was lost: ask for verdicts before sending again.
    unsure: bool,
    /// Another epoch began: it may know refused acts otherwise.
    rechecks: bool,
    /// More to pull, or something happened meanwhile.
    again: bool,
    line: Line,
    last_success_ms: Option<i64>,
    /// When the exchange ended whose results are being stored.
    success_ms: Option<i64>,
    batch_max: usize,
    failures: u32,
    next_ms: i64,
    /// Series that the server does not take now.
    stopped: BTreeSet<SeriesId>,
    /// Acts that were made again under other names: another tab may still tell of them.
    moved: BTreeSet<ActRef>,
    /// Series of which the server lacks acts from this number on.
    resend: BTreeMap<SeriesId, u64>,
    /// Refused acts that a server which came back from a backup still holds: it is told each.
    untold: BTreeSet<ActRef>,
    /// Series whose numbers may name another copy's acts on the server: they are sent, not asked for.
    doubted: BTreeSet<SeriesId>,
    rules: Arc<RuleBook>,
    organisation: Revision,
    outputs: VecDeque<Output>,
    /// Outputs that come after the [`Output::Keep`] of the same answer.
    later: Vec<Output>,
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
        let mut heads = start.heads;
        for name in start.acts.keys() {
            let head = heads.entry(name.series.clone()).or_default();
            *head = name.number.max(*head);
        }
        let wanted = start
            .buckets
            .iter()
            .filter(|(_, bucket)| Some(&bucket.epoch) != epoch.as_ref())
            .map(|(id, _)| id.clone())
            .into_set();
        // A server that came back from a backup may not have been told of all of them in the life before.
        let rechecks = start
            .acts
            .values()
            .any(|own| own.status.refusal().is_some());
        Self {
            device: start.device,
            account: start.account,
            person: start.person,
            request: start.request,
            epoch,
            buckets: start.buckets,
            wanted,
            acts: start.acts,
            heads,
            early: BTreeMap::new(),
            in_flight: None,
            keeping: VecDeque::new(),
            unkept: Keep::default(),
            // Whether the last request of the life before was answered is not known.
            unsure: true,
            rechecks,
            again: true,
            line: Line::Untried,
            last_success_ms: None,
            success_ms: None,
            batch_max: BATCH_START,
            failures: 0,
            next_ms: 0,
            stopped: BTreeSet::new(),
            moved: BTreeSet::new(),
            resend: BTreeMap::new(),
            untold: BTreeSet::new(),
            doubted: BTreeSet::new(),
            rules: start.rules,
            organisation: Revision {
                held: start.organisation,
                ..Revision::default()
            },
            outputs: VecDeque::new(),
            later: Vec::new(),
        }
    }

    /// Something happened. `now_ms` is the device's clock, used only to wait; `chance` is any number.
    pub fn handle(&mut self, input: Input, now_ms: i64, chance: u32) {
        if !matches!(input, Input::Answered(_) | Input::NotAnswered { .. }) {
            self.give_up_when_late(now_ms, chance);
        }
        match input {
            Input::Journalled(own) => {
                if self.journalled(*own) {
                    // What comes up during an exchange goes with the next, at once.
                    self.again |= self.in_flight.is_some();
                    self.wake(now_ms);
                }
            }
            Input::Read { series, to, acts } => {
                self.read(&series, to, acts);
                self.again |= self.in_flight.is_some();
                self.wake(now_ms);
            }
            Input::Tick => {}
            Input::Wanted | Input::SignedIn => {
                if matches!(input, Input::SignedIn) {
                    self.stopped.clear();
                    self.line = Line::Untried;
                    // What was asked in the old session may still be answered with its end.
                    if let Some(flight) = self.in_flight.take() {
                        self.unsure |= !flight.sent.is_empty();
                    }
                }
                self.again = true;
                self.wake(now_ms);
            }
            Input::Answered(answer) => self.answered(*answer, now_ms, chance),
            Input::NotAnswered { request, why } => self.not_answered(request, why, now_ms, chance),
            Input::Kept => {
                self.keeping.pop_front();
                if self.keeping.is_empty() && self.success_ms.is_some() {
                    self.last_success_ms = self.success_ms.take();
                }
            }
            Input::NotKept => {
                if let Some(keep) = self.keeping.pop_front() {
                    self.unkept.then(keep);
                    self.success_ms = None;
                    self.again = false;
                    self.back_off(now_ms, chance);
                }
            }
            Input::LetGo(name) => self.let_go(name),
            Input::Returned(told) => self.returned(&told),
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
        // What was too large had no effect; whatever else happened, it may have arrived.
        self.unsure |= !flight.sent.is_empty() && why != NoAnswer::TooLarge;
        let smallest = match why {
            NoAnswer::TooLarge => 1,
            _ => BATCH_MIN,
        };
        self.batch_max = (self.batch_max / 2).max(smallest);
        self.line = match why {
            NoAnswer::Lost | NoAnswer::TooLarge => Line::Offline,
            NoAnswer::SignedOut => Line::SignedOut,
            NoAnswer::Outdated => Line::Outdated,
        };
        self.again = false;
        self.back_off(now_ms, chance);
    }

    fn let_go(&mut self, name: ActRef) {
        if let Some(own) = self.acts.get_mut(&name)
            && let Status::Refused { refusal } = &own.status
        {
            let refusal = refusal.clone();
            let let_go = Status::LetGo { refusal };
            own.status = let_go.clone();
            let mut keep = self.keep_nothing();
            keep.statuses.insert(name, let_go);
            self.keep(keep);
        }
    }

    fn keep_nothing(&self) -> Keep {
        Keep {
            request: self.request,
            epoch: self.epoch.clone(),
            ..Keep::default()
        }
    }

    fn keep(&mut self, keep: Keep) {
        let mut whole = std::mem::take(&mut self.unkept);
        whole.then(keep);
        self.keeping.push_back(whole.clone());
        self.outputs.push_back(Output::Keep(whole));
    }
}

#[cfg(test)]
mod tests;
