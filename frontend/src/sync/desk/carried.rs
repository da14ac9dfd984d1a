//! What waits here as a sealed file: saved by a person to be carried to where there is a line, or left on the
//! device when its owner locks it, for whoever has a line on it next. And what comes back of it.

use std::{collections::BTreeMap, rc::Rc};

use leptos::{prelude::*, task::spawn_local};
use roviec_shared::{
    id::SeriesId,
    sync::{
        carried::{
            Arrived, CARRIED_PLACE, CARRIED_VERSION, Carried, RETURNED_PLACE, Returned, Told,
        },
        device::{Input, Own, Status},
        message::{ACTS_MAX, Batch},
    },
};

use super::Desk;
use crate::{
    storage::{
        Fault,
        database::{Changes, Table},
        decode, encode, log_failure,
    },
    store::Connection,
    sync::{
        call::{self, For, Problem},
        engine::Engine,
        tabs::Said,
    },
};

/// Files that were left on this device stand under this and the account.
const LEFT: &str = "left/";

impl Desk {
    /// Everything that waits, as one file: its name without an ending, and its text. Nobody reads it without
    /// the key of this account on this device, which the server has too.
    ///
    /// # Errors
    /// Where it could not be signed or sealed.
    pub async fn export(self) -> Result<(String, String), Fault> {
        let engine = self.engine().ok_or(Fault::Absent)?;
        let text = serde_json::to_string(&packed(&engine).await?).map_err(|_| Fault::Broken)?;
        let day = String::from(self.store.today.get_untracked());
        let login_name = engine.opened.borrow().account.login_name.clone();
        Ok((format!("ro-viec-{login_name}-{day}"), text))
    }

    /// Takes what the server said of a file that was saved here.
    ///
    /// # Errors
    /// [`Fault::Absent`] where it is another account's or device's, [`Fault::Unreadable`] where it is no such
    /// file.
    pub async fn take_back(self, file: &Returned) -> Result<(), Fault> {
        let engine = self.engine().ok_or(Fault::Absent)?;
        let device = engine.accounts.device_name().await?;
        if file.v != CARRIED_VERSION || file.account != engine.account || file.device != device {
            return Err(Fault::Absent);
        }
        let data_key = engine.opened.borrow().data_key.clone();
        let sealed = decode(&file.returned)?;
        let told = data_key.open(RETURNED_PLACE, &sealed).await?;
        let told: Told = serde_json::from_slice(&told).map_err(|_| Fault::Unreadable)?;
        if engine.is_leading() {
            engine.feed(Input::Returned(Box::new(told)));
        } else {
            engine.tabs.say(&Said::Returned {
                told: Box::new(told),
            });
        }
        Ok(())
    }

    /// Leaves what waits for whoever has a line on this device next: its owner locks it now.
    pub(super) fn leave(self, engine: Rc<Engine>) {
        let waits = |own: &Own| own.status == Status::Pending;
        if !engine.device.borrow().acts().values().any(waits) {
            return;
        }
        spawn_local(async move {
            let Ok(inside) = self.inside() else { return };
            let left = match packed(&engine).await {
                Ok(file) => serde_json::to_vec(&file).map_err(|_| Fault::Broken),
                Err(fault) => Err(fault),
            };
            let kept = match left {
                Ok(left) => {
                    let mut change = Changes::default();
                    change.put(Table::Device, format!("{LEFT}{}", engine.account), left);
                    inside.database.change(&change).await
                }
                Err(fault) => Err(fault),
            };
            match kept {
                // Somebody else may be at work by now, with a line.
                Ok(()) => self.deliver_left(),
                // It waits for its owner then, as after the death of a browser.
                Err(fault) => log_failure("what waits was not left", &format!("{fault:?}").into()),
            }
        });
    }

    /// Whenever there is a line, what others have left here goes out under the session at hand.
    pub(super) fn follow_line(self) {
        Effect::new(move |_| {
            if self.store.connection.get() == Connection::Online {
                self.deliver_left();
            }
        });
    }

    fn deliver_left(self) {
        if self.store.connection.get_untracked() != Connection::Online {
            return;
        }
        spawn_local(async move {
            if let Err(fault) = self.hand_over_left().await {
                log_failure(
                    "what others left was not read",
                    &format!("{fault:?}").into(),
                );
            }
        });
    }

    async fn hand_over_left(self) -> Result<(), Fault> {
        let (inside, Some(engine)) = (self.inside()?, self.engine()) else {
            return Ok(());
        };
        if !engine.is_leading() {
            return Ok(());
        }
        for (key, row) in inside.database.all(Table::Device, LEFT).await? {
            let is_own = key.strip_prefix(LEFT) == Some(engine.account.as_str());
            // One's own goes by the exchange; what cannot be read is in its owner's journal all the same.
            if !is_own
                && let Ok(file) = serde_json::from_slice::<Carried>(&row)
                && matches!(deliver(&engine.account, &file).await, Err(Problem::NoLine))
            {
                return Ok(());
            }
            let mut change = Changes::default();
            change.remove(Table::Device, key);
            inside.database.change(&change).await?;
        }
        Ok(())
    }
}

/// Hands a file of somebody's unsent acts to the server, under the session of who is at work here.
///
/// # Errors
/// Where there is no line, or why the server does not take it.
pub async fn deliver(account: &str, file: &Carried) -> Result<Arrived, Problem> {
    call::post(For::Account(account), "/carried", file).await
}

/// What waits with an engine, signed and sealed.
async fn packed(engine: &Engine) -> Result<Carried, Fault> {
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
    Ok(Carried {
        v: CARRIED_VERSION,
        account: engine.account.clone(),
        device,
        sealed: encode(&sealed),
    })
}

/// Acts of one series in runs without gaps, none longer than one exchange takes.
fn runs(acts: Vec<Own>) -> Vec<Vec<Own>> {
    let mut runs: Vec<Vec<Own>> = Vec::new();
    for own in acts {
        let goes_on = |run: &&mut Vec<Own>| {
            run.len() < ACTS_MAX
                && run
                    .last()
                    .is_some_and(|last| last.name.number + 1 == own.name.number)
        };
        match runs.last_mut().filter(goes_on) {
            Some(run) => run.push(own),
            None => runs.push(vec![own]),
        }
    }
    runs
}
