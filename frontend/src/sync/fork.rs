//! A series that cannot go on, because a copy of this profile has used its numbers: a new key, and what the
//! server has not judged is made again under it.

use std::{collections::BTreeMap, rc::Rc};

use roviec_shared::{
    id::{ActRef, SeriesId},
    sync::{
        device::{Own, Status},
        series::renamed,
    },
};

use super::{
    engine::{Engine, Note},
    hand::{lock_of, next_record},
    tabs::Said,
};
use crate::storage::{
    Fault, lock,
    record::{ActRecord, Tip},
};

impl Engine {
    /// Moves the acts of a series from a number on.
    pub async fn fork(self: Rc<Self>, series: SeriesId, from: u64) {
        let is_own = self.opened.borrow().signer_of(&series).is_some();
        if !is_own {
            // A colleague's series is theirs to go on with, when they are at work themselves.
            return;
        }
        match self.move_acts(&series, from).await {
            Ok(moved) => self.take_moved(&moved).await,
            // The old series stays stopped; the next start finds the same and tries again.
            Err(_) => self.reflect(),
        }
    }

    async fn move_acts(&self, series: &SeriesId, from: u64) -> Result<Moved, Fault> {
        // Nothing more is numbered in the old series meanwhile.
        let _none_numbers = lock::take(&lock_of(series)).await?;
        let opened = self.opened.borrow().clone();
        let is_in_use = opened
            .signer()
            .is_some_and(|signer| signer.series == *series);
        let opened = if is_in_use {
            self.accounts.renew_key(&opened).await?
        } else {
            opened
        };
        let signer = opened.signer().cloned().ok_or(Fault::Absent)?;
        self.opened.replace(opened);
        let _one_numbers = lock::take(&lock_of(&signer.series)).await?;
        let mut tip = self.journal.tip(&signer.series).await?;
        let mut moved = Moved::default();
        for own in self.moving(series, from) {
            let mut act = renamed(&own.act, &moved.names);
            act.replaces = Some(own.name.clone());
            let record = next_record(&signer.series, &self.person, act, tip)?;
            tip = Tip {
                number: record.name.number,
                hash: record.hash,
            };
            moved.names.insert(own.name, record.name.clone());
            moved.records.push(record);
        }
        let old: Vec<ActRef> = moved.names.keys().cloned().collect();
        self.journal.replace(&old, &moved.records).await?;
        Ok(moved)
    }

    /// The acts that the server has not judged, in their order.
    fn moving(&self, series: &SeriesId, from: u64) -> Vec<Own> {
        let device = self.device.borrow();
        let acts = device.acts().values();
        acts.filter(|own| {
            own.name.series == *series && own.name.number >= from && own.status.is_open()
        })
        .cloned()
        .collect()
    }

    async fn take_moved(self: &Rc<Self>, moved: &Moved) {
        self.device.borrow_mut().moved(moved.names.keys().cloned());
        self.renamed.borrow_mut().extend(moved.names.clone());
        let mut books = std::collections::BTreeSet::new();
        for record in &moved.records {
            self.notes.borrow_mut().insert(
                record.name.clone(),
                Note {
                    made_ms: record.made_ms,
                    signature: None,
                },
            );
            if let Some(own) = record.own(Status::Pending) {
                books.insert(own.act.book.clone());
                self.take_own(own, record);
            }
        }
        self.foresee_in_use().await;
        self.show(&books);
        for old in moved.names.keys() {
            self.working.drop_act(old);
        }
        for record in &moved.records {
            // Without room for the copy there is none: the journal has the act.
            let _ = self.working.put_act(record).await;
        }
        self.tabs.say(&Said::Moved {
            account: self.account.clone(),
        });
        let series = self
            .opened
            .borrow()
            .signer()
            .map(|signer| signer.series.clone());
        if let Some(series) = series {
            self.clone().register(series).await;
        }
    }

    /// The name of the next act in the series that is in use now.
    pub async fn foresee_in_use(&self) {
        let series = self
            .opened
            .borrow()
            .signer()
            .map(|signer| signer.series.clone());
        let Some(series) = series else { return };
        let tip = self.journal.tip(&series).await.unwrap_or_default();
        let waiting = self.handed.borrow().len() as u64;
        self.store.set_next(ActRef {
            series,
            number: tip.number + waiting + 1,
        });
    }
}

/// What was made again.
#[derive(Default)]
struct Moved {
    /// Old names and new.
    names: BTreeMap<ActRef, ActRef>,
    records: Vec<ActRecord>,
}
