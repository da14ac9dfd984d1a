//! What the server answers, once what it says is stored.

use std::collections::{BTreeMap, BTreeSet};

use super::{Clock, Ledger, Server};
use crate::{
    id::{ActRef, BookId, PersonId, SeriesId, UnitId},
    month::Day,
    permission::{first_month_held, scope},
    sync::{
        message::{SyncAnswer, SyncRequest, VERSION, Verdict, pack},
        server::{Due, Judged, News, SeriesState, due, receipts, scope_digest},
    },
    view::BucketId,
};

impl Server {
    /// The answer to a request whose acts are stored.
    pub(super) fn answer(
        &self,
        person: &PersonId,
        request: &SyncRequest,
        judged: Judged,
        clock: Clock,
    ) -> SyncAnswer {
        let mut verdicts: BTreeMap<ActRef, Verdict> = BTreeMap::new();
        verdicts.extend(judged.repeated);
        for (incoming, verdict) in judged.acts {
            verdicts.insert(incoming.name, verdict);
        }
        for ask in &request.ask {
            let of = |number| ActRef {
                series: ask.series.clone(),
                number,
            };
            for (name, act) in self.durable.acts.range(of(ask.from)..=of(ask.to)) {
                verdicts.insert(name.clone(), act.verdict.clone());
            }
        }
        let is_own = |series: &SeriesId| {
            let known = self.durable.series.get(series);
            known.is_some_and(|known| known.state.person.as_ref() == Some(person))
        };
        // Anyone may carry anyone's acts, and learns no more of them than that they arrived.
        verdicts.retain(|name, _| is_own(&name.series));
        let states: BTreeMap<SeriesId, SeriesState> = self
            .durable
            .series
            .iter()
            .map(|(series, known)| (series.clone(), known.state.clone()))
            .collect();
        let mut answer = SyncAnswer {
            v: VERSION,
            request: request.request,
            epoch: self.epoch(),
            forgets: self.forgets(request),
            verdicts: pack(verdicts),
            holds: receipts(request, &states, |name| {
                Some(self.durable.acts.get(name)?.incoming.hash)
            }),
            faults: judged.faults,
            scope: None,
            changes: Vec::new(),
            cursors: BTreeMap::new(),
            lagging: BTreeMap::new(),
            safe: self.durable.safe.clone(),
            now_ms: clock.time_ms,
            today: clock.today,
            organisation: format!("r{}", self.organisation.revision),
            more: false,
        };
        self.pull(person, request, clock.today, &mut answer);
        answer
    }

    fn forgets(&self, request: &SyncRequest) -> bool {
        let epoch = request.epoch.as_deref().and_then(|epoch| epoch.get(1..));
        let epoch = epoch.and_then(|number| number.parse::<u64>().ok());
        epoch.is_some_and(|epoch| epoch < self.wiped)
    }

    fn pull(&self, person: &PersonId, request: &SyncRequest, today: Day, answer: &mut SyncAnswer) {
        if request.only_verdicts {
            return;
        }
        let scope = self.sees(person, today);
        if scope_digest(scope.keys()) != request.scope {
            answer.scope = Some(scope.keys().cloned().collect());
        }
        let ledgers: BTreeSet<&UnitId> = scope.values().collect();
        let tips: BTreeMap<UnitId, u64> = ledgers
            .into_iter()
            .map(|ledger| (ledger.clone(), self.tip(ledger).number))
            .collect();
        let mut news = News::within(self.room);
        let is_same_epoch = request.epoch.as_ref() == Some(&answer.epoch);
        for due in due(request, &answer.epoch, &scope, &tips) {
            let book = self.durable.books.get(&due.bucket.book);
            let only_yours = self.only_yours(&due, request);
            news.tell(&due, book, only_yours);
        }
        if is_same_epoch {
            news.put(request, &tips, answer);
        }
    }

    fn only_yours(&self, due: &Due, request: &SyncRequest) -> bool {
        let ledger = self.durable.ledgers.get(&due.ledger);
        let since = |ledger: &'_ Ledger| {
            ledger
                .since(due.since)
                .filter(|entry| entry.book == due.bucket.book)
                .all(|entry| {
                    let by = self.durable.series.get(&entry.act.series);
                    by.is_some_and(|by| {
                        by.account == request.account && by.device == request.device
                    })
                })
        };
        ledger.is_some_and(since)
    }

    /// The buckets that a person sees, with their ledgers.
    pub(super) fn sees(&self, person: &PersonId, today: Day) -> BTreeMap<BucketId, UnitId> {
        let author = self.organisation.author(person);
        let mut found = BTreeMap::new();
        for (unit, sight) in scope(&author, today, &self.organisation.tree) {
            let Some(ledger) = self.organisation.tree.ledger(&unit) else {
                continue;
            };
            for month in self
                .months
                .iter()
                .filter(|month| **month >= first_month_held(today))
            {
                for view in sight.views() {
                    let book = BookId {
                        unit: unit.clone(),
                        month: *month,
                    };
                    found.insert(BucketId { book, view }, ledger.clone());
                }
            }
        }
        found
    }
}
