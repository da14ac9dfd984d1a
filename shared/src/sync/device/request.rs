//! What a device asks and sends.

use std::collections::BTreeMap;

use super::{Device, IDLE_MS, InFlight, Line, Output, Own, REQUEST_MS, RETRY_MAX_MS, Status};
use crate::{
    id::{SeriesId, UnitId},
    order::Gather,
    sync::{
        message::{Batch, Question, SERIES_MAX, SyncRequest, VERSION},
        series::Hash,
        server::scope_digest,
    },
    view::BucketId,
};

/// Bytes of acts in one request, about: what is larger crosses a bad line in parts.
const REQUEST_BYTES: usize = 1 << 20;

/// What is sent of the device's series, and what the signatures are over.
#[derive(Default)]
struct Sending {
    batches: Vec<Batch>,
    sign: Vec<(SeriesId, u64, Hash)>,
    sent: BTreeMap<SeriesId, (u64, u64)>,
}

impl Device {
    pub(super) fn send_when_due(&mut self, now_ms: i64) {
        if let Some(flight) = &self.in_flight {
            // By a clock that was set back it would never end.
            let given_up_ms = flight.since_ms.min(now_ms) + REQUEST_MS;
            self.outputs.push_back(Output::WakeAt(given_up_ms));
            return;
        }
        if !self.keeping.is_empty() || matches!(self.line, Line::SignedOut | Line::Outdated) {
            return;
        }
        // Nothing waits longer than this: a clock that was far ahead was set right meanwhile.
        if self.next_ms - now_ms > RETRY_MAX_MS {
            self.next_ms = now_ms;
        }
        if now_ms < self.next_ms {
            self.outputs.push_back(Output::WakeAt(self.next_ms));
            return;
        }
        self.send(now_ms);
    }

    fn send(&mut self, now_ms: i64) {
        // Unique also across restarts that lost the counter, as long as clocks move on at all.
        self.request = (self.request + 1).max(u64::try_from(now_ms).unwrap_or(0));
        let ask = if self.unsure {
            self.pending()
        } else {
            Vec::new()
        };
        let only_verdicts = !ask.is_empty();
        self.rechecks &= only_verdicts;
        let mut request = SyncRequest {
            v: VERSION,
            request: self.request,
            epoch: self.epoch.clone(),
            device: self.device.clone(),
            account: self.account.clone(),
            ask,
            batches: Vec::new(),
            cursors: BTreeMap::new(),
            lagging: BTreeMap::new(),
            scope: String::new(),
            only_verdicts,
        };
        let mut sending = Sending::default();
        let (cursors, lagging) = self.cursors();
        if !only_verdicts {
            // Before it has heard of an epoch, no server would take them.
            if self.epoch.is_some() {
                sending = self.sending();
            }
            request.batches = sending.batches;
            // Held and set-aside acts get their final verdicts with a later answer.
            request.ask = self.waiting();
            request.scope = scope_digest(self.buckets.keys().chain(&self.wanted));
            request.cursors.clone_from(&cursors);
            request.lagging.clone_from(&lagging);
        }
        self.in_flight = Some(InFlight {
            request: self.request,
            since_ms: now_ms,
            sent: sending.sent,
            asked: request.lagging.clone(),
            cursors,
            only_verdicts,
        });
        self.again = false;
        self.next_ms = now_ms + IDLE_MS;
        self.outputs.push_back(Output::Send {
            request: Box::new(request),
            sign: sending.sign,
        });
        self.outputs.push_back(Output::WakeAt(now_ms + REQUEST_MS));
    }

    /// Whether there is something to send now.
    pub(super) fn has_to_send(&self) -> bool {
        !self.starts().is_empty()
    }

    /// For each series, from the first act without a verdict to the last: what is asked for after an answer
    /// was lost.
    fn pending(&self) -> Vec<Question> {
        let sendable = |own: &&Own| {
            let is_refused = own.status.refusal().is_some();
            (own.status == Status::Pending || self.rechecks && is_refused)
                && !self.stopped.contains(&own.name.series)
                && !self.doubted.contains(&own.name.series)
        };
        questions(self.acts.values().filter(sendable), |_| true)
    }

    /// Acts that the server has without a final verdict.
    fn waiting(&self) -> Vec<Question> {
        let waits = |own: &&Own| {
            matches!(own.status, Status::Held { .. } | Status::SetAside)
                && !self.doubted.contains(&own.name.series)
        };
        questions(self.acts.values().filter(waits), |gap| gap == 1)
    }

    /// From which act each series is sent: its first without a verdict; further back where the server lacks
    /// what comes before, or where what it said by number is not believed.
    fn starts(&self) -> BTreeMap<SeriesId, u64> {
        let mut starts: BTreeMap<SeriesId, u64> = BTreeMap::new();
        for own in self.acts.values() {
            let series = &own.name.series;
            let is_due = match own.status {
                Status::Pending => true,
                Status::Held { .. } | Status::SetAside => self.doubted.contains(series),
                _ => {
                    let resent = self.resend.get(series);
                    resent.is_some_and(|from| *from == own.name.number)
                        || self.untold.contains(&own.name)
                }
            };
            if is_due && !self.stopped.contains(series) {
                starts.entry(series.clone()).or_insert(own.name.number);
            }
        }
        while starts.len() > SERIES_MAX {
            starts.pop_last();
        }
        starts
    }

    /// Consecutive acts of each series, together no more than a batch.
    fn sending(&self) -> Sending {
        let mut sending = Sending::default();
        let mut room = self.batch_max;
        let mut bytes = 0;
        for (series, first) in self.starts() {
            let of_series = |own: &&Own| own.name.series == series && own.name.number >= first;
            let mut batch: Option<Batch> = None;
            let mut last = None;
            for own in self.acts.values().filter(of_series) {
                let batch = batch.get_or_insert_with(|| Batch {
                    series: series.clone(),
                    first,
                    before: own.before,
                    acts: Vec::new(),
                    refused: BTreeMap::new(),
                    signature: String::new(),
                });
                let is_next = own.name.number == first + batch.acts.len() as u64;
                if !is_next || room == 0 || bytes > REQUEST_BYTES {
                    break;
                }
                if let Some(refusal) = own.status.refusal() {
                    batch.refused.insert(own.name.number, refusal.clone());
                }
                bytes += own
                    .wire
                    .parts
                    .iter()
                    .map(|part| part.content.len() + 32)
                    .sum::<usize>();
                batch.acts.push(own.wire.clone());
                last = Some((own.name.number, own.hash));
                room -= 1;
            }
            if let (Some(batch), Some((number, hash))) = (batch, last) {
                sending.batches.push(batch);
                sending.sent.insert(series.clone(), (first, number));
                sending.sign.push((series, number, hash));
            }
        }
        sending
    }

    /// One cursor for each ledger, and one more for each bucket that lags behind it.
    fn cursors(&self) -> (BTreeMap<UnitId, u64>, BTreeMap<BucketId, u64>) {
        let mut cursors: BTreeMap<UnitId, u64> = BTreeMap::new();
        for (id, bucket) in &self.buckets {
            if !self.wanted.contains(id) {
                let cursor = cursors.entry(bucket.ledger.clone()).or_default();
                *cursor = (*cursor).max(bucket.cursor);
            }
        }
        let mut lagging: BTreeMap<BucketId, u64> =
            self.wanted.iter().map(|id| (id.clone(), 0)).into_map();
        for (id, bucket) in &self.buckets {
            if !self.wanted.contains(id) && cursors.get(&bucket.ledger) != Some(&bucket.cursor) {
                lagging.insert(id.clone(), bucket.cursor);
            }
        }
        (cursors, lagging)
    }
}

/// Acts as ranges of numbers; `joins` says over which distance one range goes on.
fn questions<'a>(acts: impl Iterator<Item = &'a Own>, joins: fn(u64) -> bool) -> Vec<Question> {
    let mut questions: Vec<Question> = Vec::new();
    for own in acts {
        let number = own.name.number;
        match questions.last_mut() {
            Some(last) if last.series == own.name.series && joins(number - last.to) => {
                last.to = number;
            }
            _ => questions.push(Question {
                series: own.name.series.clone(),
                from: number,
                to: number,
            }),
        }
    }
    questions.truncate(SERIES_MAX);
    questions
}
