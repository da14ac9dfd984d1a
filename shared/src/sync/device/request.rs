//! What a device asks and sends.

use std::collections::BTreeMap;

use super::{Device, IDLE_MS, InFlight, Line, Output, Status};
use crate::{
    id::{SeriesId, UnitId},
    sync::{
        message::{Batch, Question, SERIES_MAX, SyncRequest, VERSION},
        series::Hash,
        server::scope_digest,
    },
    view::BucketId,
};

impl Device {
    pub(super) fn send_when_due(&mut self, now_ms: i64) {
        if self.in_flight.is_some()
            || self.keeping
            || matches!(self.line, Line::SignedOut | Line::Outdated)
        {
            return;
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
        let open = self.open_ranges();
        let mut request = SyncRequest {
            v: VERSION,
            request: self.request,
            epoch: self.epoch.clone(),
            device: self.device.clone(),
            account: self.account.clone(),
            ask: Vec::new(),
            batches: Vec::new(),
            cursors: BTreeMap::new(),
            lagging: BTreeMap::new(),
            scope: String::new(),
            only_verdicts: false,
        };
        let mut sign = Vec::new();
        if self.unsure && !open.is_empty() {
            request.only_verdicts = true;
            request.ask = open
                .iter()
                .map(|(series, (from, to))| Question {
                    series: series.clone(),
                    from: *from,
                    to: *to,
                })
                .collect();
        } else {
            request.batches = self.batches(&open, &mut sign);
            // Held and set-aside acts get their final verdicts with a later answer.
            request.ask = self.waiting_ranges();
        }
        if !request.only_verdicts {
            request.scope = scope_digest(self.buckets.keys().chain(&self.wanted));
            (request.cursors, request.lagging) = self.cursors();
        }
        let sent = request.batches.iter().map(|batch| batch.acts.len()).sum();
        self.in_flight = Some(InFlight {
            request: self.request,
            since_ms: now_ms,
            sent,
            asked: request.lagging.clone(),
        });
        self.again = false;
        self.next_ms = now_ms + IDLE_MS;
        self.outputs.push_back(Output::Send {
            request: Box::new(request),
            sign,
        });
        self.outputs.push_back(Output::WakeAt(now_ms + IDLE_MS));
    }

    /// For each series, from the first act without a verdict to the last.
    fn open_ranges(&self) -> BTreeMap<SeriesId, (u64, u64)> {
        let mut ranges: BTreeMap<SeriesId, (u64, u64)> = BTreeMap::new();
        for own in self.acts.values() {
            if own.status == Status::Pending && !self.stopped.contains(&own.name.series) {
                let range = ranges
                    .entry(own.name.series.clone())
                    .or_insert((own.name.number, own.name.number));
                range.1 = own.name.number;
            }
        }
        while ranges.len() > SERIES_MAX {
            ranges.pop_last();
        }
        ranges
    }

    fn waiting_ranges(&self) -> Vec<Question> {
        let mut questions: Vec<Question> = Vec::new();
        for own in self.acts.values() {
            if !matches!(own.status, Status::Held { .. } | Status::SetAside) {
                continue;
            }
            match questions.last_mut() {
                Some(last) if last.series == own.name.series => last.to = own.name.number,
                _ => questions.push(Question {
                    series: own.name.series.clone(),
                    from: own.name.number,
                    to: own.name.number,
                }),
            }
        }
        questions.truncate(SERIES_MAX);
        questions
    }

    /// Consecutive acts of each series, together no more than a batch.
    fn batches(
        &self,
        open: &BTreeMap<SeriesId, (u64, u64)>,
        sign: &mut Vec<(SeriesId, u64, Hash)>,
    ) -> Vec<Batch> {
        let mut room = self.batch_max;
        let mut batches = Vec::new();
        for (series, (from, to)) in open {
            let mut batch: Option<Batch> = None;
            let mut last = None;
            for own in self.acts.values().filter(|own| own.name.series == *series) {
                if own.name.number < *from || own.name.number > *to || room == 0 {
                    continue;
                }
                let batch = batch.get_or_insert_with(|| Batch {
                    series: series.clone(),
                    first: own.name.number,
                    before: own.before,
                    acts: Vec::new(),
                    refused: BTreeMap::new(),
                    signature: String::new(),
                });
                if own.name.number != batch.first + batch.acts.len() as u64 {
                    break;
                }
                batch.acts.push(own.wire.clone());
                last = Some((own.name.number, own.hash));
                room -= 1;
            }
            if let (Some(batch), Some((number, hash))) = (batch, last) {
                batches.push(batch);
                sign.push((series.clone(), number, hash));
            }
        }
        batches
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
            self.wanted.iter().map(|id| (id.clone(), 0)).collect();
        for (id, bucket) in &self.buckets {
            if !self.wanted.contains(id) && cursors.get(&bucket.ledger) != Some(&bucket.cursor) {
                lagging.insert(id.clone(), bucket.cursor);
            }
        }
        (cursors, lagging)
    }
}
