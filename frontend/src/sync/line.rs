//! What the engine asks of the server.

use std::{rc::Rc, sync::Arc};

use leptos::{prelude::*, task::spawn_local};
use roviec_shared::{
    api::{Organisation, RegisterKey, Series, SummaryRow},
    id::SeriesId,
    month::Month,
    order::Gather,
    sync::{
        device::{Input, NoAnswer},
        message::SyncRequest,
        series::Hash,
    },
};

use super::{
    call::{self, For},
    engine::Engine,
    moment,
    post::post,
    tabs::Said,
};
use crate::storage::{journal::State, now_ms};

impl Engine {
    /// Signs the batches and sends.
    pub async fn send(self: Rc<Self>, mut request: SyncRequest, sign: Vec<(SeriesId, u64, Hash)>) {
        let number = request.request;
        for (series, last, hash) in sign {
            match self.sign(&series, last, &hash).await {
                Some(signature) => {
                    let mut batches = request.batches.iter_mut();
                    if let Some(batch) = batches.find(|batch| batch.series == series) {
                        batch.signature = signature;
                    }
                }
                // Its author's key is not at hand: it waits for them.
                None => request.batches.retain(|batch| batch.series != series),
            }
        }
        match post(&request).await {
            Ok(answer) => {
                self.hear_day(answer.today);
                self.feed(Input::Answered(Box::new(answer)));
            }
            Err(why) => self.feed(Input::NotAnswered {
                request: number,
                why,
            }),
        }
    }

    async fn sign(&self, series: &SeriesId, number: u64, hash: &Hash) -> Option<String> {
        let signer = self.opened.borrow().signer_of(series).cloned();
        match signer {
            Some(signer) => signer.sign(number, hash).await.ok(),
            None => {
                let name = roviec_shared::id::ActRef {
                    series: series.clone(),
                    number,
                };
                let notes = self.notes.borrow();
                notes.get(&name)?.signature.clone()
            }
        }
    }

    fn hear_day(&self, today: roviec_shared::month::Day) {
        self.exchange.borrow_mut().today = Some(today);
        if self.store.today.get_untracked() != today {
            self.store.today.set(today);
        }
    }

    /// What this tab asks of the server is for the account that is open in it.
    fn whom(&self) -> For<'_> {
        For::Account(&self.account)
    }

    /// Registers a key that the server does not know.
    pub async fn register(self: Rc<Self>, series: SeriesId) {
        let public_key = {
            let opened = self.opened.borrow();
            opened.public_key(&series).map(str::to_owned)
        };
        let Some(public_key) = public_key else {
            // A colleague's: they register it when they are at work themselves.
            return;
        };
        let Ok(device) = self.accounts.device_name().await else {
            return;
        };
        let form = RegisterKey { device, public_key };
        match call::post::<Series>(self.whom(), "/series", &form).await {
            Ok(_) => self.feed(Input::SignedIn),
            Err(problem) if problem.is(roviec_shared::api::ErrorCode::NotSignedIn) => {
                self.feed(Input::NotAnswered {
                    request: 0,
                    why: NoAnswer::SignedOut,
                });
            }
            // The next sign-in or start asks again.
            Err(_) => {}
        }
    }

    /// Fetches units, roles, names and rule sets.
    pub async fn fetch_organisation(self: Rc<Self>) {
        let Ok(organisation) = call::get::<Organisation>(self.whom(), "/organisation").await else {
            return self.feed(Input::OrganisationNotFetched);
        };
        let kept = self.journal.keep_state(State::Organisation, &organisation);
        if kept.await.is_err() {
            return self.feed(Input::OrganisationNotFetched);
        }
        let revision = organisation.revision.clone();
        self.take_organisation(organisation);
        self.tabs.say(&Said::Organisation {
            account: self.account.clone(),
        });
        self.feed(Input::Organisation(revision));
    }

    /// Shows other units, roles, names and rule sets, and the books as they look under them.
    pub fn take_organisation(self: &Rc<Self>, organisation: Organisation) {
        let rules = Arc::new(organisation.rules);
        self.device.borrow_mut().set_rules(rules.clone());
        self.author.borrow_mut().held.clone_from(&organisation.held);
        let store = self.store;
        store.rules.set(rules);
        let units = organisation.units.into_iter();
        let tree = roviec_shared::organisation::Tree {
            units: units.map(|unit| (unit.id.clone(), unit)).into_map(),
        };
        store.tree.set(Arc::new(tree));
        store.names.set(Arc::new(organisation.names));
        store.holders.set(Arc::new(organisation.holders));
        store.actor.update(|actor| {
            if let Some(actor) = actor {
                actor.author.held = organisation.held;
            }
        });
        self.show_all();
    }

    /// Asks for the counts of these months.
    pub fn want_counts(self: &Rc<Self>, from: Month, to: Month) {
        let (store, engine) = (self.store, self.clone());
        let path = format!(
            "/summaries?from={}&to={}",
            String::from(from),
            String::from(to)
        );
        spawn_local(async move {
            let rows = call::get::<Vec<SummaryRow>>(engine.whom(), &path).await;
            if !engine.is_open.get() {
                return;
            }
            match rows {
                Ok(rows) => {
                    let now = now_ms();
                    store.show_counts(rows, moment::when(now, now));
                }
                Err(_) => store.no_counts(),
            }
        });
    }
}
