//! What a device takes from an answer.

use std::collections::BTreeSet;

use super::{
    Bucket, Content, Device, IDLE_MS, InFlight, Keep, Line, Output, Own, fold, outcome::Heard,
};
use crate::{
    book::{Book, digest},
    id::{BookId, UnitId},
    order::Gather,
    sync::message::{ACTS_MAX, Change, SyncAnswer, What},
    view::BucketId,
};

impl Device {
    pub(super) fn answered(&mut self, answer: SyncAnswer, now_ms: i64, chance: u32) {
        // A late answer to an abandoned request must not be taken for this one's.
        let Some(flight) = self
            .in_flight
            .take_if(|flight| flight.request == answer.request)
        else {
            return;
        };
        self.line = Line::Online;
        self.unsure = false;
        self.rechecks &= !flight.only_verdicts;
        if !flight.sent.is_empty() {
            self.batch_max = (self.batch_max * 2).min(ACTS_MAX);
        }
        let before = self.wants();
        let mut keep = self.keep_nothing();
        let mut shown = BTreeSet::new();

        let is_other_epoch = self.epoch.as_ref() != Some(&answer.epoch);
        if is_other_epoch {
            self.enter_epoch(&answer, &mut keep, &mut shown);
        }
        let heard = Heard {
            verdicts: &answer.verdicts,
            holds: &answer.holds,
            faults: &answer.faults,
            today: answer.today,
            sent: &flight.sent,
        };
        self.take_verdicts(&heard, &mut keep, &mut shown);
        for (series, fault) in &answer.faults {
            self.take_fault(series, fault, &mut keep, &mut shown);
        }
        if let Some(scope) = &answer.scope {
            self.take_scope(scope, &mut keep, &mut shown);
        }
        for change in &answer.changes {
            self.take_change(change, &answer, &flight, &mut keep, &mut shown);
        }
        self.move_cursors(&answer, &mut keep);
        self.forget_what_is_safe(&answer, &mut keep);

        keep.epoch.clone_from(&self.epoch);
        let has_moved = is_other_epoch
            || flight.only_verdicts
            || self.wants() != before
            || !(keep.statuses.is_empty() && keep.buckets.is_empty() && keep.drop.is_empty());
        self.keep(keep);
        self.outputs.extend(self.later.drain(..));
        self.take_organisation(answer.organisation);
        if !shown.is_empty() {
            self.outputs.push_back(Output::Show(shown));
        }
        let has_more = answer.more
            || self.rechecks
            || self.has_to_send()
            || !self.wanted.is_empty()
            || !answer.lagging.is_empty();
        self.plan_next(has_more, has_moved, now_ms, chance);
    }

    /// What the next request is made of, besides statuses and cursors.
    fn wants(&self) -> [usize; 5] {
        [
            self.wanted.len(),
            self.resend.len(),
            self.untold.len(),
            self.doubted.len(),
            self.stopped.len(),
        ]
    }

    fn plan_next(&mut self, has_more: bool, has_moved: bool, now_ms: i64, chance: u32) {
        if has_more && !has_moved && !self.again {
            // The server answers and nothing comes of it: asking faster would not help.
            self.back_off(now_ms, chance);
            return;
        }
        self.failures = 0;
        self.again |= has_more;
        if self.again {
            self.next_ms = now_ms;
        } else {
            self.next_ms = now_ms + IDLE_MS;
            self.success_ms = Some(now_ms);
        }
    }

    /// An answer without a revision says nothing of it.
    fn take_organisation(&mut self, revision: String) {
        if revision.is_empty() {
            return;
        }
        let known = &mut self.organisation;
        known.heard = Some(revision);
        if known.heard != known.held && known.heard != known.asked {
            known.asked.clone_from(&known.heard);
            self.outputs.push_back(Output::FetchOrganisation);
        }
    }

    fn take_scope(&mut self, scope: &[BucketId], keep: &mut Keep, shown: &mut BTreeSet<BookId>) {
        let scope: BTreeSet<&BucketId> = scope.iter().into_set();
        for id in scope.iter().filter(|id| !self.buckets.contains_key(**id)) {
            self.wanted.insert((*id).clone());
        }
        let left: Vec<BucketId> = self
            .buckets
            .keys()
            .chain(&self.wanted)
            .filter(|id| !scope.contains(*id))
            .cloned()
            .collect();
        for id in left {
            // What one entered oneself stays: acts are not part of a bucket.
            self.buckets.remove(&id);
            self.wanted.remove(&id);
            shown.insert(id.book.clone());
            keep.drop.insert(id);
        }
    }

    fn take_change(
        &mut self,
        change: &Change,
        answer: &SyncAnswer,
        flight: &InFlight,
        keep: &mut Keep,
        shown: &mut BTreeSet<BookId>,
    ) {
        let through = through(&change.ledger, answer, flight);
        let id = &change.bucket;
        let anew = self.wanted.contains(id) || !self.buckets.contains_key(id);
        if anew && flight.asked.get(id) != Some(&0) {
            // It came into the scope while the question was on its way: the next one asks from 0.
            return;
        }
        match &change.what {
            What::Parts(parts) => {
                let bucket = self.buckets.entry(id.clone()).or_insert_with(|| Bucket {
                    ledger: change.ledger.clone(),
                    cursor: 0,
                    epoch: answer.epoch.clone(),
                    content: Content::empty(&id.book, &id.view),
                });
                if anew {
                    bucket.content = Content::empty(&id.book, &id.view);
                }
                bucket.content.take(parts.clone());
                bucket.ledger.clone_from(&change.ledger);
                bucket.epoch.clone_from(&answer.epoch);
                bucket.cursor = through;
                self.wanted.remove(id);
                keep.buckets.insert(id.clone());
            }
            What::Yours(sealed) => match self.with_mine(id, through) {
                Some(next) if digest(&next) == *sealed => {
                    if let Some(bucket) = self.buckets.get_mut(id) {
                        bucket.content = Content::Book(Box::new(next));
                        bucket.cursor = through;
                        keep.buckets.insert(id.clone());
                    }
                }
                // A hole is noticed: from the beginning, then.
                _ => {
                    self.wanted.insert(id.clone());
                }
            },
        }
        shown.insert(id.book.clone());
    }

    /// A bucket's book with the device's own accepted acts up to a number.
    fn with_mine(&self, id: &BucketId, through: u64) -> Option<Book> {
        let bucket = self.buckets.get(id)?;
        let Content::Book(base) = &bucket.content else {
            return None;
        };
        let mine: Vec<&Own> = self.acts.values().collect();
        let (ledger, from) = (&bucket.ledger, bucket.cursor);
        fold::accepted_onto(base, ledger, from, through, &mine, &self.rules)
    }

    /// Every answer moves all buckets of a ledger to the number that it read, changed or not, but those
    /// that lag.
    fn move_cursors(&mut self, answer: &SyncAnswer, keep: &mut Keep) {
        for (id, bucket) in &mut self.buckets {
            if answer.lagging.contains_key(id) {
                continue;
            }
            if let Some(through) = answer.cursors.get(&bucket.ledger)
                && !self.wanted.contains(id)
                && bucket.epoch == answer.epoch
                && bucket.cursor < *through
            {
                bucket.cursor = *through;
                keep.buckets.insert(id.clone());
            }
        }
    }
}

/// Up to which number an answer is complete: where it does not say, the device's own cursor is the tip.
fn through(ledger: &UnitId, answer: &SyncAnswer, flight: &InFlight) -> u64 {
    let known = answer.cursors.get(ledger).or(flight.cursors.get(ledger));
    known.copied().unwrap_or_default()
}
