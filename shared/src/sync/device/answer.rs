//! What a device takes from an answer.

use std::collections::BTreeSet;

use super::{Bucket, Content, Device, IDLE_MS, Keep, Line, Output, Own, Status, fold};
use crate::{
    book::{Book, digest},
    id::{BookId, SeriesId},
    sync::message::{ACTS_MAX, BatchFault, Change, SyncAnswer, Verdict, What},
    view::{BucketId, Parts, View},
};

impl Device {
    pub(super) fn answered(&mut self, answer: SyncAnswer, now_ms: i64) {
        // A late answer to an abandoned request must not be taken for this one's.
        let Some(flight) = self
            .in_flight
            .take_if(|flight| flight.request == answer.request)
        else {
            return;
        };
        self.line = Line::Online;
        self.failures = 0;
        self.unsure = false;
        self.batch_max = (self.batch_max * 2).min(ACTS_MAX);
        let mut keep = self.keep_nothing();
        let mut shown = BTreeSet::new();

        if self.epoch.as_ref() != Some(&answer.epoch) {
            self.enter_epoch(&answer, &mut keep, &mut shown);
        }
        self.take_verdicts(&answer, &mut keep, &mut shown);
        for (series, fault) in &answer.faults {
            self.take_fault(series, fault, &mut keep, &mut shown);
        }
        if let Some(scope) = &answer.scope {
            self.take_scope(scope, &mut keep, &mut shown);
        }
        for change in &answer.changes {
            self.take_change(
                change,
                &answer,
                flight.asked.contains_key(&change.bucket),
                &mut keep,
                &mut shown,
            );
        }
        self.move_cursors(&answer, &mut keep);
        self.forget_what_is_safe(&answer, &mut keep);

        keep.request = self.request;
        keep.epoch.clone_from(&self.epoch);
        self.keep(keep);
        self.take_organisation(answer.organisation);
        if !shown.is_empty() {
            self.outputs.push_back(Output::Show(shown));
        }
        let open = self
            .acts
            .values()
            .any(|own| own.status == Status::Pending && !self.stopped.contains(&own.name.series));
        self.again |= answer.more || open || !self.wanted.is_empty() || !answer.lagging.is_empty();
        if self.again {
            self.next_ms = now_ms;
        } else {
            self.next_ms = now_ms + IDLE_MS;
            self.last_success_ms = Some(now_ms);
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

    /// Ledger numbers and cursors start anew. What no backup had is sent again, unless the server forgot
    /// on purpose.
    fn enter_epoch(&mut self, answer: &SyncAnswer, keep: &mut Keep, shown: &mut BTreeSet<BookId>) {
        let had_one = self.epoch.is_some();
        self.epoch = Some(answer.epoch.clone());
        self.wanted.extend(self.buckets.keys().cloned());
        if !had_one {
            return;
        }
        for own in self.acts.values_mut() {
            if let Status::Accepted { .. } = own.status {
                shown.insert(own.act.book.clone());
                if answer.forgets {
                    keep.forget.insert(own.name.clone());
                } else {
                    own.status = Status::Pending;
                    keep.statuses.insert(own.name.clone(), Status::Pending);
                }
            }
        }
        for name in &keep.forget {
            self.acts.remove(name);
        }
        // What the server of this epoch has of them is asked for first.
        self.unsure = true;
    }

    fn take_verdicts(
        &mut self,
        answer: &SyncAnswer,
        keep: &mut Keep,
        shown: &mut BTreeSet<BookId>,
    ) {
        for (name, verdict) in answer
            .verdicts
            .iter()
            .flat_map(|run| run.unpack().collect::<Vec<_>>())
        {
            let Some(own) = self.acts.get_mut(&name) else {
                continue;
            };
            let status = match verdict {
                Verdict::Accepted {
                    ledger,
                    number,
                    day,
                } => Status::Accepted {
                    ledger,
                    number,
                    day,
                },
                Verdict::Refused { refusal } => Status::Refused { refusal },
                Verdict::Held { on } => Status::Held { on },
                Verdict::SetAside => Status::SetAside,
            };
            if matches!(own.status, Status::LetGo { .. }) || own.status == status {
                continue;
            }
            own.status = status.clone();
            shown.insert(own.act.book.clone());
            keep.statuses.insert(name, status);
        }
    }

    fn take_fault(
        &mut self,
        series: &SeriesId,
        fault: &BatchFault,
        keep: &mut Keep,
        shown: &mut BTreeSet<BookId>,
    ) {
        match fault {
            BatchFault::Gap { next } => {
                let mut first = None;
                for own in self
                    .acts
                    .values_mut()
                    .filter(|own| own.name.series == *series && own.name.number >= *next)
                {
                    first = first.or(Some(own.name.number));
                    if matches!(
                        own.status,
                        Status::Accepted { .. } | Status::Held { .. } | Status::SetAside
                    ) {
                        own.status = Status::Pending;
                        keep.statuses.insert(own.name.clone(), Status::Pending);
                        shown.insert(own.act.book.clone());
                    }
                }
                // Acts between are nowhere any more: this series cannot go on.
                if first.is_none_or(|first| first > *next) {
                    self.fork(series, *next);
                }
            }
            BatchFault::Forked { from } => self.fork(series, *from),
            BatchFault::UnknownKey => {
                self.stopped.insert(series.clone());
                self.outputs.push_back(Output::Register(series.clone()));
            }
            BatchFault::Signature => {
                self.stopped.insert(series.clone());
            }
        }
    }

    fn fork(&mut self, series: &SeriesId, from: u64) {
        self.stopped.insert(series.clone());
        self.outputs.push_back(Output::Forked {
            series: series.clone(),
            from,
        });
    }

    /// Acts of a stopped series that were made again in another: their old names are let go.
    pub fn moved(&mut self, names: impl IntoIterator<Item = crate::id::ActRef>) {
        for name in names {
            self.acts.remove(&name);
        }
    }

    fn take_scope(&mut self, scope: &[BucketId], keep: &mut Keep, shown: &mut BTreeSet<BookId>) {
        let scope: BTreeSet<&BucketId> = scope.iter().collect();
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
        was_asked_apart: bool,
        keep: &mut Keep,
        shown: &mut BTreeSet<BookId>,
    ) {
        let through = answer
            .cursors
            .get(&change.ledger)
            .copied()
            .unwrap_or_default();
        let id = &change.bucket;
        let anew = self.wanted.contains(id) || !self.buckets.contains_key(id);
        if anew && !was_asked_apart {
            // It came into the scope while the question was on its way: the next one asks from 0.
            return;
        }
        match &change.what {
            What::Parts(parts) => {
                let fresh = || match id.view {
                    View::Members => Content::Listing(Default::default()),
                    View::Own(_) | View::Full => {
                        Content::Book(Box::new(Book::new(id.book.clone())))
                    }
                };
                let bucket = self.buckets.entry(id.clone()).or_insert_with(|| Bucket {
                    ledger: change.ledger.clone(),
                    cursor: 0,
                    epoch: answer.epoch.clone(),
                    content: fresh(),
                });
                if anew {
                    bucket.content = fresh();
                }
                take_parts(&mut bucket.content, parts.clone());
                bucket.ledger.clone_from(&change.ledger);
                bucket.epoch.clone_from(&answer.epoch);
                bucket.cursor = through;
                self.wanted.remove(id);
            }
            What::Yours(sealed) => {
                let mine: Vec<&Own> = self.acts.values().collect();
                let Some(bucket) = self.buckets.get_mut(id) else {
                    return;
                };
                let Content::Book(base) = &bucket.content else {
                    return;
                };
                match fold::accepted_onto(
                    base,
                    &bucket.ledger,
                    bucket.cursor,
                    through,
                    &mine,
                    &self.rules,
                ) {
                    Some(next) if digest(&next) == *sealed => {
                        bucket.content = Content::Book(Box::new(next));
                        bucket.cursor = through;
                        bucket.epoch.clone_from(&answer.epoch);
                    }
                    // A hole is noticed: from the beginning, then.
                    _ => {
                        self.wanted.insert(id.clone());
                    }
                }
            }
        }
        keep.buckets.insert(id.clone());
        shown.insert(id.book.clone());
    }

    /// Every answer moves all buckets of a ledger to the number that it read, changed or not, but those
    /// that lag.
    fn move_cursors(&mut self, answer: &SyncAnswer, keep: &mut Keep) {
        for (id, bucket) in &mut self.buckets {
            if let Some(from) = answer.lagging.get(id) {
                bucket.cursor = *from;
                keep.buckets.insert(id.clone());
            } else if let Some(through) = answer.cursors.get(&bucket.ledger)
                && !self.wanted.contains(id)
                && bucket.epoch == answer.epoch
                && bucket.cursor < *through
            {
                bucket.cursor = *through;
                keep.buckets.insert(id.clone());
            }
        }
    }

    /// Accepted acts stay until a backup that was read back holds them, and every cursor has passed them.
    fn forget_what_is_safe(&mut self, answer: &SyncAnswer, keep: &mut Keep) {
        let buckets = &self.buckets;
        let passed: Vec<_> = self
            .acts
            .values()
            .filter(|own| match &own.status {
                Status::Accepted { ledger, number, .. } => {
                    answer.safe.get(ledger).is_some_and(|safe| number <= safe)
                        && buckets
                            .iter()
                            .filter(|(id, _)| id.book == own.act.book)
                            .all(|(_, bucket)| bucket.cursor >= *number)
                }
                _ => false,
            })
            .map(|own| own.name.clone())
            .collect();
        for name in passed {
            self.acts.remove(&name);
            keep.forget.insert(name);
        }
    }
}

fn take_parts(content: &mut Content, parts: Parts) {
    match content {
        Content::Book(book) => book.take_parts(parts),
        Content::Listing(lines) => lines.extend(parts.listings),
    }
}
