//! From a confirmed deed to the journal: number and hash under the lock of the series, then one transaction.

use std::{collections::BTreeSet, future::Future, pin::Pin, rc::Rc};

use futures::{
    future::{Either, select},
    pin_mut,
};
use leptos::{prelude::*, task::spawn_local};
use roviec_shared::{
    act::Act,
    id::{ActRef, PersonId, SeriesId},
    month::Month,
    sync::{
        device::{Input, Output, Own, Status},
        series::{Salt, renamed},
    },
};

use super::{
    engine::{Engine, Note},
    tabs::Said,
};
use crate::{
    storage::{
        Fault,
        account::PinFault,
        journal::Journal,
        lock, now_ms, random,
        record::{ActRecord, Tip},
        signing::Signer,
        sleep,
    },
    store::{AsColleague, Device, Handed, Saving},
};

/// What has not committed by then is said not to be saved yet.
const SAVED_WITHIN_MS: i32 = 1_000;
/// Between two tries of an act that the journal does not take.
const RETRY_MS: [i32; 5] = [300, 1_000, 3_000, 10_000, 30_000];

/// The lock under which a series' numbers are given.
pub(super) fn lock_of(series: &SeriesId) -> String {
    format!("roviec.series.{series}")
}

/// The store's device: this tab's engine.
pub(super) struct Adapter(pub Rc<Engine>);

impl Device for Adapter {
    fn hand(&self, handed: Handed) {
        self.0.handed.borrow_mut().push_back(handed);
        self.0.work_off();
        self.0.reflect();
    }

    fn keep_draft(&self, form: &str, text: Option<&str>) {
        self.0.keep_draft(form, text);
    }

    fn hand_as(
        &self,
        colleague: PersonId,
        pin: String,
        act: Act,
    ) -> Pin<Box<dyn Future<Output = Result<ActRef, AsColleague>>>> {
        let engine = self.0.clone();
        Box::pin(async move { engine.hand_as(colleague, pin, act).await })
    }

    fn want_counts(&self, from: Month, to: Month) {
        self.0.want_counts(from, to);
    }
}

impl Engine {
    /// Journals what was handed over, one after the other; what the journal does not take is tried again
    /// until it does, and the screen says so meanwhile.
    fn work_off(self: &Rc<Self>) {
        if self.is_handing.replace(true) {
            return;
        }
        let engine = self.clone();
        spawn_local(async move {
            let mut failures = 0;
            loop {
                let next = engine.handed.borrow().front().cloned();
                let Some(handed) = next.filter(|_| engine.is_open.get()) else {
                    break;
                };
                match engine.journal_soon(&handed).await {
                    Ok(record) => {
                        failures = 0;
                        engine.handed.borrow_mut().pop_front();
                        engine.journalled(&handed.shown_as, record).await;
                    }
                    Err(_) => {
                        engine.store.saving.set(Saving::Failed);
                        sleep(RETRY_MS[failures]).await;
                        failures = (failures + 1).min(RETRY_MS.len() - 1);
                    }
                }
            }
            engine.is_handing.set(false);
        });
    }

    /// Says after a second that it is not saved yet, and waits on.
    async fn journal_soon(&self, handed: &Handed) -> Result<ActRecord, Fault> {
        let work = self.journal_one(handed);
        let timer = sleep(SAVED_WITHIN_MS);
        pin_mut!(work, timer);
        match select(work, timer).await {
            Either::Left((outcome, _)) => outcome,
            Either::Right(((), work)) => {
                self.store.saving.set(Saving::Failed);
                work.await
            }
        }
    }

    async fn journal_one(&self, handed: &Handed) -> Result<ActRecord, Fault> {
        let signer = self
            .opened
            .borrow()
            .signer()
            .cloned()
            .ok_or(Fault::Absent)?;
        let act = renamed(&handed.act, &self.renamed.borrow());
        let _one_numbers = lock::take(&lock_of(&signer.series)).await?;
        let tip = self.journal.tip(&signer.series).await?;
        let record = next_record(&signer.series, &self.person, act, tip)?;
        match self.journal.add(&record, None).await {
            // It took too long to be sure: whether it is there, the journal itself says.
            Err(Fault::Slow) => {
                let tip = self.journal.tip(&signer.series).await?;
                if (tip.number, tip.hash) == (record.name.number, record.hash) {
                    Ok(record)
                } else {
                    Err(Fault::Slow)
                }
            }
            outcome => outcome.map(|()| record),
        }
    }

    /// It is on the disk: said so, sent, told to the other tabs.
    async fn journalled(self: &Rc<Self>, shown_as: &ActRef, record: ActRecord) {
        let Some(own) = record.own(Status::Pending) else {
            return;
        };
        let is_shown_otherwise = *shown_as != record.name;
        if is_shown_otherwise {
            let mut names = self.renamed.borrow_mut();
            names.insert(shown_as.clone(), record.name.clone());
        }
        self.newest.replace(Some(record.name.clone()));
        let book = own.act.book.clone();
        self.take_own(own, &record);
        if is_shown_otherwise {
            self.show(&[book].into());
        }
        if self.handed.borrow().is_empty() {
            self.store.saving.set(Saving::OnDevice);
        }
        self.tell_act(&record);
        self.reflect();
        // Without room for the copy there is none: the journal has the act.
        let _ = self.working.put_act(&record).await;
    }

    /// An act that is in the journal becomes part of what this tab holds.
    pub fn take_own(self: &Rc<Self>, own: Own, record: &ActRecord) {
        let note = Note {
            made_ms: record.made_ms,
            signature: record.signature.clone(),
        };
        self.notes.borrow_mut().insert(record.name.clone(), note);
        self.foresee(&record.name);
        if self.is_leading() {
            self.feed(Input::Journalled(Box::new(own)));
        } else {
            let outputs: Vec<Output> = {
                let mut device = self.device.borrow_mut();
                device.learn(roviec_shared::sync::device::Stored {
                    acts: vec![own],
                    ..Default::default()
                });
                std::iter::from_fn(|| device.poll()).collect()
            };
            for output in outputs {
                if let Output::Untold { series, from, to } = output {
                    self.read_untold(series, from, to);
                }
            }
        }
    }

    /// Another tab made these acts, and what it said of them was not heard yet: the journal has them.
    pub fn read_untold(self: &Rc<Self>, series: SeriesId, from: u64, to: u64) {
        let engine = self.clone();
        spawn_local(async move {
            for wait in RETRY_MS {
                if let Ok(records) = engine.journal.acts_between(&series, from, to).await {
                    engine.take_read(&series, to, &records);
                    return;
                }
                sleep(wait).await;
            }
            // The next act asks again, and the next start reads everything.
        });
    }

    fn take_read(self: &Rc<Self>, series: &SeriesId, to: u64, records: &[ActRecord]) {
        let mut acts = Vec::new();
        let mut books = BTreeSet::new();
        for record in records {
            let note = Note {
                made_ms: record.made_ms,
                signature: record.signature.clone(),
            };
            self.notes.borrow_mut().insert(record.name.clone(), note);
            acts.extend(record.own(Status::Pending));
        }
        if self.is_leading() {
            books.extend(acts.iter().map(|own| own.act.book.clone()));
            self.feed(Input::Read {
                series: series.clone(),
                to,
                acts,
            });
        } else {
            books.extend(self.device.borrow_mut().read(series, to, acts));
        }
        self.show(&books);
        self.reflect();
    }

    /// The name that the next act will have, after this one of the series in use.
    fn foresee(&self, last: &ActRef) {
        let is_in_use = self
            .opened
            .borrow()
            .signer()
            .is_some_and(|signer| signer.series == last.series);
        if is_in_use {
            let waiting = self.handed.borrow().len() as u64;
            self.store.set_next(ActRef {
                series: last.series.clone(),
                number: last.number + waiting + 1,
            });
        }
    }

    fn tell_act(&self, record: &ActRecord) {
        self.tabs.say(&Said::Act {
            account: self.account.clone(),
            act: Box::new(record.clone()),
        });
    }

    /// One act in a colleague's series, with their PIN; nothing else of theirs is opened.
    async fn hand_as(
        self: Rc<Self>,
        colleague: PersonId,
        pin: String,
        act: Act,
    ) -> Result<ActRef, AsColleague> {
        let accounts = self
            .accounts
            .list()
            .await
            .map_err(|_| AsColleague::NotSaved)?;
        let account = accounts
            .into_iter()
            .find(|account| account.person == colleague)
            .ok_or(AsColleague::NotHere)?;
        // What it may rest on has its true name first.
        while !self.handed.borrow().is_empty() {
            if self.store.saving.get_untracked() == Saving::Failed {
                return Err(AsColleague::NotSaved);
            }
            sleep(10).await;
        }
        let act = renamed(&act, &self.renamed.borrow());
        self.store
            .would_hold(&act, &colleague)
            .map_err(AsColleague::Refused)?;
        let opened = self
            .accounts
            .borrow_keys(&account.account, &pin)
            .await
            .map_err(|fault| match fault {
                PinFault::Wrong => AsColleague::WrongPin,
                PinFault::Wait(seconds) => AsColleague::Wait(seconds),
                PinFault::Fault(_) => AsColleague::NotSaved,
            })?;
        let theirs = self.journal.of_another(&account.account, &opened.data_key);
        let signer = opened.signer().ok_or(AsColleague::NotHere)?;
        let record = self
            .journal_for(signer, &theirs, &colleague, act)
            .await
            .map_err(|_| AsColleague::NotSaved)?;
        let name = record.name.clone();
        self.store.saving.set(Saving::Saving);
        let book = record.wire.read().map(|act| act.book);
        self.journalled(&name, record).await;
        if let Ok(book) = book {
            self.show(&[book].into());
        }
        Ok(name)
    }

    async fn journal_for(
        &self,
        signer: &Signer,
        theirs: &Journal,
        colleague: &PersonId,
        act: Act,
    ) -> Result<ActRecord, Fault> {
        let _one_numbers = lock::take(&lock_of(&signer.series)).await?;
        let tip = self.journal.tip(&signer.series).await?;
        let mut record = next_record(&signer.series, colleague, act, tip)?;
        // Their key is not at hand when it is sent.
        let signature = signer.sign(record.name.number, &record.hash).await?;
        record.signature = Some(signature);
        self.journal.add(&record, Some(theirs)).await?;
        Ok(record)
    }

    /// Keeps what is being entered: the newest of each form, one after the other.
    fn keep_draft(self: &Rc<Self>, form: &str, text: Option<&str>) {
        let text = text.map(str::to_owned);
        self.drafts.borrow_mut().insert(form.to_owned(), text);
        if self.is_drafting.replace(true) {
            return;
        }
        let engine = self.clone();
        spawn_local(async move {
            loop {
                let next = engine.drafts.borrow_mut().pop_first();
                let Some((form, text)) = next else { break };
                let kept = engine.journal.keep_draft(&form, text.as_deref()).await;
                if kept.is_err() {
                    engine.store.saving.set(Saving::Failed);
                }
                engine.tabs.say(&Said::Draft {
                    account: engine.account.clone(),
                    form,
                    text,
                });
            }
            engine.is_drafting.set(false);
        });
    }
}

/// The next act of a series, as it goes into the journal.
pub(super) fn next_record(
    series: &SeriesId,
    author: &PersonId,
    act: Act,
    tip: Tip,
) -> Result<ActRecord, Fault> {
    let last = (tip.number > 0).then_some((tip.number, tip.hash));
    let mut failed = None;
    let own = Own::next(last, series.clone(), author.clone(), act, || {
        // What was made with a salt that is none is thrown away below.
        let drawn = random().map_err(|fault| failed = Some(fault));
        Salt(drawn.unwrap_or_default())
    });
    if let Some(fault) = failed {
        return Err(fault);
    }
    Ok(ActRecord {
        name: own.name,
        author: own.author,
        wire: own.wire,
        before: own.before,
        hash: own.hash,
        made_ms: now_ms(),
        signature: None,
    })
}
