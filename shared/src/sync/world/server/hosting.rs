use std::collections::{BTreeMap, BTreeSet};

use super::{
    super::{
        Bug,
        host::{Clock, Holdings, Host, Known, NewKey, Signing, Taken},
        keys,
        people::Organisation,
    },
    Durable, Ledger, Server,
};
use crate::{
    id::{PersonId, SeriesId},
    month::Month,
    sync::{
        message::{SyncRequest, Verdict},
        server::Reading,
    },
    view::BucketId,
};

impl Host for Server {
    fn signing(&self) -> Signing {
        Signing {
            public: keys::public,
            sign: keys::sign,
        }
    }

    fn organise(&mut self, organisation: &Organisation) {
        self.organisation = organisation.clone();
    }

    fn revision(&mut self, _person: &PersonId, _clock: Clock) -> String {
        format!("r{}", self.organisation.revision)
    }

    fn open(&mut self, month: Month, clock: Clock) {
        self.months.push(month);
        self.open_all(clock);
    }

    fn register(&mut self, key: &NewKey, _clock: Clock) {
        self.add_key(key);
    }

    fn revoke(&mut self, _person: &PersonId, series: &SeriesId, _clock: Clock) -> bool {
        let known = self.durable.series.get_mut(series);
        known
            .map(|registered| registered.state.is_revoked = true)
            .is_some()
    }

    fn take(
        &mut self,
        person: &PersonId,
        request: &SyncRequest,
        clock: Clock,
    ) -> Result<Taken, String> {
        self.trust(person, request);
        let prepared = match self.bug {
            Some(Bug::ChecksThenInserts | Bug::AnswersFirst) => {
                self.prepare_with_bug(person, request, clock)
            }
            _ => self.prepare(person, request, clock),
        };
        let Some(prepared) = prepared else {
            return Err(format!("{person} sends what no server takes"));
        };
        let judged = self.commit(prepared);
        let new = judged.acts.iter();
        let new = new.map(|(incoming, verdict)| (&incoming.name, verdict));
        let released = judged
            .released
            .iter()
            .map(|(name, verdict)| (name, verdict));
        let said = new.chain(released).map(|(name, verdict)| {
            let hash = self.durable.acts[name].incoming.hash;
            (name.clone(), hash, verdict.clone())
        });
        Ok(Taken {
            said: said.collect(),
            answer: self.answer(person, request, judged, clock),
        })
    }

    fn restart(&mut self) {
        if self.bug == Some(Bug::AnswersFirst)
            && let Some((_, before)) = self.before.take()
        {
            self.durable = before;
        }
    }

    fn hour(&mut self, clock: Clock) {
        let prepared = self.judged(Reading::default(), clock);
        self.commit(prepared);
    }

    fn back_up(&mut self, is_read_back: bool) {
        if is_read_back {
            let ledgers = self.durable.ledgers.iter();
            self.durable.safe = ledgers
                .map(|(id, ledger)| (id.clone(), ledger.tip().number))
                .collect();
            self.backups.clear();
        }
        self.backups.push(self.durable.clone());
    }

    fn backups(&self) -> usize {
        self.backups.len()
    }

    fn restore(&mut self, backup: usize, in_new_epoch: bool, clock: Clock) {
        self.durable = self.backups[backup].clone();
        self.before = None;
        self.epoch += u64::from(in_new_epoch);
        for act in self.durable.acts.values_mut() {
            act.incoming.is_doubted = matches!(act.verdict, Verdict::Held { .. });
        }
        self.open_all(clock);
    }

    fn wipe(&mut self, clock: Clock) -> bool {
        self.durable = Durable::default();
        self.backups = vec![Durable::default()];
        self.before = None;
        self.epoch += 1;
        self.wiped = self.epoch;
        self.open_all(clock);
        true
    }

    fn holdings(&mut self) -> Holdings {
        let ledgers = &self.durable.ledgers;
        let broken = ledgers.iter().find_map(|(id, ledger)| {
            let number = ledger.fault()?;
            Some(format!("ledger {id} breaks at {number}"))
        });
        let acts = self.durable.acts.iter().map(|(name, stored)| {
            let known = Known {
                hash: stored.incoming.hash,
                act: stored.incoming.act.clone(),
                verdict: stored.verdict.clone(),
            };
            (name.clone(), known)
        });
        let entries = |ledger: &Ledger| {
            let entries = ledger.entries().iter();
            entries
                .map(|entry| (entry.number, entry.act.clone()))
                .collect()
        };
        Holdings {
            wrong: broken,
            ledgers: ledgers
                .iter()
                .map(|(id, ledger)| (id.clone(), entries(ledger)))
                .collect::<BTreeMap<_, _>>(),
            books: self.durable.books.clone(),
            acts: acts.collect(),
        }
    }

    fn scope(&mut self, person: &PersonId, clock: Clock) -> BTreeSet<BucketId> {
        self.sees(person, clock.today).into_keys().collect()
    }
}
