//! What waits for the server, and what it refused: read, sent again, let go, written into a file.

use std::collections::{BTreeMap, BTreeSet};

use leptos::prelude::*;
use roviec_shared::{
    id::{ActRef, BookId, SeriesId},
    refusal::Refusal,
    sync::{
        carried::{Arrived, CARRIED_PLACE, CARRIED_VERSION, Carried},
        device::{Input, Own},
        message::Batch,
    },
};

use super::Desk;
use crate::{
    storage::{
        Fault, encode,
        working::{self, Usage},
    },
    store::{Refused, Saving},
    sync::{
        Waiting,
        call::{self, For, Problem},
        tabs::Said,
    },
};

/// So many acts of one account are kept here; at the first number the page of sending and receiving
/// warns, at the second nothing new is taken in.
pub const ACTS_WARN: usize = 40_000;
/// See [`ACTS_WARN`].
pub const ACTS_MAX: usize = 50_000;

/// How much room is used on this device.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Room {
    /// In the working store.
    pub usage: Usage,
    /// Acts in the journal, without a final verdict or refused.
    pub acts: usize,
    /// Books that did not fit and will be asked for again.
    pub gone: BTreeSet<BookId>,
}

impl Desk {
    /// Sends and receives now.
    pub fn want(self) {
        if let Some(engine) = self.engine() {
            if engine.is_leading() {
                engine.feed(Input::Wanted);
            } else {
                engine.tabs.say(&Said::Wanted);
            }
        }
    }

    pub(super) fn look_after_line(self) {
        if let Some(engine) = self.engine() {
            engine.feed(Input::Tick);
        }
    }

    /// Whether something is sent or received at this moment.
    pub fn is_busy(self) -> bool {
        self.revision.track();
        self.engine()
            .is_some_and(|engine| engine.standing.get().is_busy)
    }

    /// What waits for the server, oldest first.
    pub fn waiting(self) -> Vec<Waiting> {
        self.revision.track();
        self.engine()
            .map(|engine| engine.waiting())
            .unwrap_or_default()
    }

    /// How much room is used.
    pub fn room(self) -> Room {
        self.revision.track();
        let Some(engine) = self.engine() else {
            return Room::default();
        };
        let device = engine.device.borrow();
        let counts = |own: &&Own| own.status.is_open() || own.status.refusal().is_some();
        Room {
            usage: working::usage(),
            acts: device.acts().values().filter(counts).count(),
            gone: engine.gone.borrow().clone(),
        }
    }

    /// Whether the journal takes no more.
    pub fn is_full(self) -> bool {
        self.store.unsent.get() + self.store.refused.read().len() >= ACTS_MAX
    }

    /// Whether something is shown that is not in the journal yet.
    pub fn is_unsaved(self) -> bool {
        self.engine().is_some_and(|engine| {
            !engine.handed.borrow().is_empty() || !engine.drafts.borrow().is_empty()
        }) || matches!(
            self.store.saving.get_untracked(),
            Saving::Saving | Saving::Failed
        )
    }

    /// The author lets a refused act go.
    pub fn let_go(self, name: ActRef) {
        if let Some(engine) = self.engine() {
            if engine.is_leading() {
                engine.feed(Input::LetGo(name));
            } else {
                engine.tabs.say(&Said::LetGo { name });
            }
        }
    }

    /// The author says it again, on the book as it is now; the old one is let go.
    ///
    /// # Errors
    /// Why it does not hold now either; it stays in the list then.
    pub fn send_again(self, refused: &Refused) -> Result<(), Refusal> {
        let deed = refused.act.deed.clone();
        self.store
            .does_again(&refused.act.book, deed, refused.name.clone())?;
        self.let_go(refused.name.clone());
        Ok(())
    }

    /// Everything that waits, as one file: its name and its text. Nobody reads it without the key of this
    /// account on this device, which the server has too.
    ///
    /// # Errors
    /// Where it could not be signed or sealed.
    pub async fn export(self) -> Result<(String, String), Fault> {
        let engine = self.engine().ok_or(Fault::Absent)?;
        let opened = engine.opened.borrow().clone();
        let mut open: BTreeMap<SeriesId, Vec<Own>> = BTreeMap::new();
        {
            let device = engine.device.borrow();
            for own in device.acts().values().filter(|own| own.status.is_open()) {
                let series = own.name.series.clone();
                open.entry(series).or_default().push(own.clone());
            }
        }
        let mut batches = Vec::new();
        for (series, acts) in open {
            for run in runs(acts) {
                let (Some(first), Some(last)) = (run.first(), run.last()) else {
                    continue;
                };
                let signature = match opened.signer_of(&series) {
                    Some(signer) => signer.sign(last.name.number, &last.hash).await?,
                    None => {
                        let notes = engine.notes.borrow();
                        let note = notes.get(&last.name);
                        note.and_then(|note| note.signature.clone())
                            .ok_or(Fault::Absent)?
                    }
                };
                batches.push(Batch {
                    series: series.clone(),
                    first: first.name.number,
                    before: first.before,
                    acts: run.iter().map(|own| own.wire.clone()).collect(),
                    refused: BTreeMap::new(),
                    signature,
                });
            }
        }
        let content = serde_json::to_vec(&batches).map_err(|_| Fault::Broken)?;
        let device = engine.accounts.device_name().await?;
        let sealed = opened.data_key.seal(CARRIED_PLACE, &content).await?;
        let carried = Carried {
            v: CARRIED_VERSION,
            account: engine.account.clone(),
            device,
            sealed: encode(&sealed),
        };
        let text = serde_json::to_string(&carried).map_err(|_| Fault::Broken)?;
        let day = String::from(self.store.today.get_untracked());
        let login_name = &opened.account.login_name;
        Ok((format!("ro-viec-{login_name}-{day}.json"), text))
    }
}

/// Hands a file of somebody's unsent acts to the server, under the session of who is at work here.
///
/// # Errors
/// Where there is no line, or why the server does not take it.
pub async fn deliver(account: &str, file: &Carried) -> Result<Arrived, Problem> {
    call::post(For::Account(account), "/carried", file).await
}

/// Acts of one series in runs without gaps.
fn runs(acts: Vec<Own>) -> Vec<Vec<Own>> {
    let mut runs: Vec<Vec<Own>> = Vec::new();
    for own in acts {
        match runs.last_mut() {
            Some(run)
                if run
                    .last()
                    .is_some_and(|last| last.name.number + 1 == own.name.number) =>
            {
                run.push(own);
            }
            _ => runs.push(vec![own]),
        }
    }
    runs
}
