//! Takes batches: checks, judges and stores them in one transaction, and act by act where that fails.

use std::{
    collections::{BTreeMap, BTreeSet},
    panic::{AssertUnwindSafe, catch_unwind},
};

use roviec_shared::{
    id::{ActRef, SeriesId},
    sync::{
        message::{Batch, BatchFault, SyncRequest, Verdict},
        server::{Reading, SeriesState, judge, read},
    },
};

use super::{
    load::{Foundation, load},
    store::{Delivery, store},
};
use crate::{app::AppState, error::Error, server_key::is_signed, token};

/// How often a transaction that stood in another's way begins again.
const TRIES: u32 = 4;
/// Acts of one request that are set aside because they cannot be run, at most; the next request goes on.
const BROKEN_MAX: usize = 32;

/// What became of batches.
#[derive(Debug, Default)]
pub struct Taken {
    /// Verdicts of every act that the batches hold.
    pub verdicts: BTreeMap<ActRef, Verdict>,
    /// Batches without effect.
    pub faults: BTreeMap<SeriesId, BatchFault>,
    /// The series of the batches as they stand now.
    pub series: BTreeMap<SeriesId, SeriesState>,
}

/// Whether a batch's signature is the key's.
pub(super) fn verify(public_key: &[u8], message: &[u8], signature: &str) -> bool {
    token::decode(signature).is_some_and(|signature| is_signed(public_key, message, &signature))
}

/// What comes to be taken.
#[derive(Clone, Copy, Debug)]
pub struct Coming<'a> {
    /// The account whose session brings it; empty for the server itself.
    pub deliverer: &'a str,
    /// Acts.
    pub batches: &'a [Batch],
    /// What they came with, where they were not carried as a file: of another epoch no acts are taken.
    pub request: Option<&'a SyncRequest>,
    /// Acts that waited and are looked at again.
    pub again: &'a Again,
}

/// Acts that wait and are looked at again.
#[derive(Clone, Debug, Default)]
pub struct Again {
    /// What they waited for may be there.
    pub due: Vec<ActRef>,
    /// Their author's device says in this epoch that they wait: that they come from a backup counts no more.
    pub trusted: Vec<ActRef>,
}

impl Again {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.due.is_empty() && self.trusted.is_empty()
    }
}

/// Takes what comes. All of it lands in one transaction. Where that fails for a reason that will not pass,
/// ever smaller parts of it are tried: the act that fails alone is set aside, the others land.
pub async fn take(state: &AppState, coming: &Coming<'_>) -> Result<Taken, Error> {
    let mut part = Part {
        state,
        coming,
        looks_again: true,
        room: usize::MAX,
        broken: BTreeSet::new(),
        tried: Vec::new(),
        left_out: false,
    };
    let mut tries = 0;
    loop {
        match part.run().await {
            Ok(taken) if !part.left_out => return Ok(taken),
            Ok(_) => part.room = part.room.saturating_mul(2),
            Err(error) if error.passes() => {
                tries += 1;
                if tries >= TRIES || !matches!(error, Error::Database(sqlx::Error::Database(_))) {
                    return Err(error);
                }
            }
            Err(error) => part.shrink(error)?,
        }
    }
}

/// One transaction's share of the batches.
struct Part<'a> {
    state: &'a AppState,
    coming: &'a Coming<'a>,
    /// Whether anything that waits is touched.
    looks_again: bool,
    /// New acts taken at once.
    room: usize,
    /// Acts that cannot be run.
    broken: BTreeSet<ActRef>,
    /// The new acts of the last try.
    tried: Vec<ActRef>,
    /// Whether more new acts wait.
    left_out: bool,
}

impl Part<'_> {
    async fn run(&mut self) -> Result<Taken, Error> {
        self.tried.clear();
        self.left_out = false;
        let Coming {
            batches,
            request,
            again,
            ..
        } = *self.coming;
        let ids: BTreeSet<&SeriesId> = batches.iter().map(|batch| &batch.series).collect();
        let ids: Vec<&SeriesId> = ids.into_iter().collect();
        let mut transaction = self.state.database.write().await?;
        let series = transaction.lock_series(&ids).await?;
        let foundation = Foundation::read(self.state, &mut transaction).await?;
        let mut reading = Reading::default();
        if request.is_none_or(|request| request.is_of(&foundation.epoch)) {
            reading = read(batches, &series, verify);
            transaction.trust(&again.trusted).await?;
        }
        self.cut(&mut reading);
        let due = [again.due.as_slice(), again.trusted.as_slice()].concat();
        let due = self.looks_again.then_some(due.as_slice());
        let (mut loaded, waiting) =
            load(&mut transaction, &foundation, &reading, series, due).await?;
        let signatures = std::mem::take(&mut reading.signatures);
        let judged = catch_unwind(AssertUnwindSafe(|| {
            judge(reading, &mut loaded, &foundation.now())
        }))
        .map_err(|_| Error::Broken("judging it ended in a panic".to_owned()))?;
        let delivery = Delivery {
            deliverer: self.coming.deliverer,
            now_ms: foundation.now_ms,
            versions: &foundation.versions(),
            signatures: &signatures,
            waiting: &waiting,
        };
        store(&mut transaction, &judged, &mut loaded, &delivery).await?;
        transaction.commit().await?;
        let new = judged
            .acts
            .into_iter()
            .map(|(incoming, verdict)| (incoming.name, verdict));
        Ok(Taken {
            verdicts: judged.repeated.into_iter().chain(new).collect(),
            faults: judged.faults,
            series: loaded
                .series
                .into_iter()
                .filter(|(series, _)| ids.contains(&series))
                .collect(),
        })
    }

    /// Leaves in the reading what this transaction takes.
    fn cut(&mut self, reading: &mut Reading) {
        self.left_out = reading.new.len() > self.room;
        reading.new.truncate(self.room);
        for incoming in &mut reading.new {
            if self.broken.contains(&incoming.name) {
                // As if this program could not read it: kept, and tried again after an upgrade.
                incoming.act = None;
            }
            self.tried.push(incoming.name.clone());
        }
    }

    /// After a failure that will not pass: half of it, and the single act that fails is set aside.
    fn shrink(&mut self, error: Error) -> Result<(), Error> {
        tracing::error!(%error, acts = self.tried.len(), "a batch could not be run");
        // What fails may be an act that waited: those are run one by one, every hour.
        if std::mem::take(&mut self.looks_again) {
            return Ok(());
        }
        match self.tried.as_slice() {
            [] => Err(error),
            [one] => {
                if self.broken.len() >= BROKEN_MAX || !self.broken.insert(one.clone()) {
                    return Err(error);
                }
                Ok(())
            }
            more => {
                self.room = more.len() / 2;
                Ok(())
            }
        }
    }
}
