//! Stores what the device's half wants kept: the journal first, since nothing is called sent before its
//! verdict is there; then the buckets, each with its cursor.

use std::{
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
};

use leptos::task::spawn_local;
use roviec_shared::{
    id::{ActRef, BookId},
    order::Gather,
    sync::device::{Input, Keep, Status},
    view::BucketId,
};

use super::{
    engine::{Engine, Job},
    tabs::Said,
};
use crate::storage::{Fault, now_ms, record};

/// A bucket of which only the cursor has moved is written no more often than this: an older cursor costs
/// a question, not a hole.
const CURSOR_MS: i64 = 600_000;

impl Engine {
    /// Takes it in; one after the other is stored, in their order.
    pub fn keep(self: &Rc<Self>, keep: Keep, changed: &BTreeSet<BookId>) {
        let changed = keep
            .buckets
            .iter()
            .filter(|id| changed.contains(&id.book))
            .cloned()
            .into_set();
        self.keeps.borrow_mut().push_back(Job { keep, changed });
        if !self.is_keeping.replace(true) {
            let engine = self.clone();
            spawn_local(async move {
                loop {
                    let job = engine.keeps.borrow_mut().pop_front();
                    let Some(job) = job else { break };
                    engine.store_one(job).await;
                }
                engine.is_keeping.set(false);
            });
        }
    }

    async fn store_one(self: &Rc<Self>, job: Job) {
        self.unstored.borrow_mut().extend(job.changed.clone());
        if self.journal_verdicts(&job.keep).await.is_err() {
            return self.feed(Input::NotKept);
        }
        for name in job
            .keep
            .forget
            .iter()
            .chain(self.final_ones(&job.keep).iter())
        {
            self.working.drop_act(name);
        }
        for name in &job.keep.forget {
            self.notes.borrow_mut().remove(name);
        }
        for id in &job.keep.drop {
            self.working.drop_bucket(id);
            self.unstored.borrow_mut().remove(id);
        }
        let stored = self.store_buckets(&job.keep).await;
        self.tabs.say(&Said::Kept {
            account: self.account.clone(),
            statuses: job.keep.statuses,
            forget: job.keep.forget,
            buckets: stored,
            drop: job.keep.drop,
            request: job.keep.request,
            epoch: job.keep.epoch,
        });
        self.feed(Input::Kept);
        self.note_success().await;
    }

    async fn journal_verdicts(&self, keep: &Keep) -> Result<(), Fault> {
        let touched = keep.statuses.keys().chain(&keep.forget);
        let statuses = record::chunks(self.device.borrow().acts(), touched);
        let exchange = {
            let mut exchange = self.exchange.borrow_mut();
            exchange.request = keep.request;
            exchange.epoch.clone_from(&keep.epoch);
            exchange.clone()
        };
        self.journal.keep(&statuses, &keep.forget, &exchange).await
    }

    /// The time of the last success outlives a restart. It is only for people's eyes: where it is not
    /// stored, an older one is shown.
    async fn note_success(&self) {
        let heard = self.device.borrow().last_success_ms();
        let exchange = {
            let mut exchange = self.exchange.borrow_mut();
            let is_old = |kept: i64| heard.is_some_and(|heard| heard - kept < CURSOR_MS);
            if heard.is_none() || exchange.last_success_ms.is_some_and(is_old) {
                return;
            }
            exchange.last_success_ms = heard;
            exchange.clone()
        };
        let _ = self
            .journal
            .keep(&BTreeMap::new(), &BTreeSet::new(), &exchange)
            .await;
    }

    /// Acts that need no copy any more.
    fn final_ones(&self, keep: &Keep) -> Vec<ActRef> {
        let is_final = |status: &Status| {
            matches!(
                status,
                Status::Accepted { .. } | Status::Delivered { .. } | Status::LetGo { .. }
            )
        };
        keep.statuses
            .iter()
            .filter(|(_, status)| is_final(status))
            .map(|(name, _)| name.clone())
            .collect()
    }

    async fn store_buckets(&self, keep: &Keep) -> BTreeMap<BucketId, u64> {
        let now = now_ms();
        let is_due = |id: &BucketId| {
            let written_ms = self.written_ms.borrow().get(id).copied().unwrap_or(0);
            self.unstored.borrow().contains(id) || now - written_ms >= CURSOR_MS
        };
        let mut due: BTreeSet<BucketId> = keep
            .buckets
            .iter()
            .filter(|id| is_due(id))
            .cloned()
            .into_set();
        due.extend(self.unstored.borrow().iter().cloned());
        let mut stored = BTreeMap::new();
        for id in due {
            let (content, needed) = {
                let device = self.device.borrow();
                let bucket = device.bucket(&id);
                let content = bucket.map(|bucket| (record::write(bucket), bucket.cursor));
                let open = device.acts().values().filter(|own| own.status.is_open());
                let needed: BTreeSet<BookId> = open.map(|own| own.act.book.clone()).into_set();
                (content, needed)
            };
            let Some((content, cursor)) = content else {
                continue;
            };
            match self.working.put_bucket(&id, &content, &needed).await {
                Ok(gone) => {
                    self.gone.borrow_mut().extend(gone);
                    self.written_ms.borrow_mut().insert(id.clone(), now);
                }
                // It stays in memory, and is pulled again at the next start.
                Err(_) => {
                    self.gone.borrow_mut().insert(id.book.clone());
                }
            }
            self.unstored.borrow_mut().remove(&id);
            stored.insert(id, cursor);
        }
        stored
    }
}
