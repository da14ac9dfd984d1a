//! A request's batches against what the server holds of their series.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    act::Act,
    apply::needs,
    id::{ActRef, BookId, PersonId, SeriesId},
    month::Day,
    refusal::Refusal,
    sync::{
        message::{Batch, BatchFault, Receipt},
        series::{Hash, WireAct, batch_message},
    },
};

/// What the server keeps of a series.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeriesState {
    /// Whose; none for the server's own.
    pub person: Option<PersonId>,
    /// The raw public key.
    pub public_key: Vec<u8>,
    /// The last number held.
    pub head: u64,
    /// The hash of that act.
    pub hash: Hash,
    /// The key signs no more.
    pub is_revoked: bool,
}

impl SeriesState {
    /// Up to where it is held.
    #[must_use]
    pub const fn receipt(&self) -> Receipt {
        Receipt {
            number: self.head,
            hash: self.hash,
        }
    }
}

/// One act that has arrived.
#[derive(Clone, Debug)]
pub struct Incoming {
    /// Its name.
    pub name: ActRef,
    /// Its hash in its series.
    pub hash: Hash,
    /// As it came.
    pub wire: WireAct,
    /// What it says; none where this program cannot read it.
    pub act: Option<Act>,
    /// The day it first arrived, where it was held before.
    pub held_since: Option<Day>,
    /// It comes from a backup: its author may have heard of another verdict since, and it is run when their
    /// device has said in this epoch that it waits still.
    pub is_doubted: bool,
}

/// A request's batches, checked.
#[derive(Debug, Default)]
pub struct Reading {
    /// New acts, series by series, in order.
    pub new: Vec<Incoming>,
    /// Acts that the server holds already: their stored hashes must be these.
    pub repeated: Vec<(ActRef, Hash)>,
    /// Acts that an earlier epoch refused, new here or held since before it: they stay so.
    pub refused: BTreeMap<ActRef, Refusal>,
    /// Batches without effect.
    pub faults: BTreeMap<SeriesId, BatchFault>,
    /// The signature over the last new act of a series, to be stored with it.
    pub signatures: BTreeMap<ActRef, String>,
}

/// What must be loaded before acts can be judged.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Wants {
    /// Books, theirs and those that they need facts from.
    pub books: BTreeSet<BookId>,
    /// Acts whose verdicts matter.
    pub acts: BTreeSet<ActRef>,
    /// The books that will change: their ledgers are to be locked.
    pub changing: BTreeSet<BookId>,
}

/// Checks batches against the heads of their series. `verify(public key, message, signature)` says
/// whether a signature is the key's.
pub fn read(
    batches: &[Batch],
    series: &BTreeMap<SeriesId, SeriesState>,
    verify: impl Fn(&[u8], &[u8], &str) -> bool,
) -> Reading {
    let mut reading = Reading::default();
    let mut heads: BTreeMap<&SeriesId, (u64, Hash)> = BTreeMap::new();
    for batch in batches {
        if reading.faults.contains_key(&batch.series) {
            continue;
        }
        let Some(state) = series.get(&batch.series) else {
            reading
                .faults
                .insert(batch.series.clone(), BatchFault::UnknownKey);
            continue;
        };
        let head = heads
            .entry(&batch.series)
            .or_insert((state.head, state.hash));
        if let Err(fault) = read_batch(&mut reading, batch, state, head, &verify) {
            reading.faults.insert(batch.series.clone(), fault);
        }
    }
    reading
}

fn read_batch(
    reading: &mut Reading,
    batch: &Batch,
    state: &SeriesState,
    head: &mut (u64, Hash),
    verify: &impl Fn(&[u8], &[u8], &str) -> bool,
) -> Result<(), BatchFault> {
    let (held, held_hash) = *head;
    if batch.first == 0 || batch.first > held + 1 {
        return Err(BatchFault::Gap { next: held + 1 });
    }
    let mut hash = batch.before;
    let mut names = Vec::with_capacity(batch.acts.len());
    let mut goes_on = batch.first != held + 1 || hash == held_hash;
    for (number, wire) in (batch.first..).zip(&batch.acts) {
        hash = wire.hash(&hash, number);
        goes_on &= number != held || hash == held_hash;
        let series = batch.series.clone();
        names.push((ActRef { series, number }, hash));
    }
    let Some((last, last_hash)) = names.last().cloned() else {
        return Ok(());
    };
    let message = batch_message(&batch.series, last.number, &last_hash);
    if !verify(&state.public_key, &message, &batch.signature) {
        return Err(BatchFault::Signature);
    }
    for ((name, hash), wire) in names.into_iter().zip(&batch.acts) {
        if let Some(refusal) = batch.refused.get(&name.number) {
            reading.refused.insert(name.clone(), refusal.clone());
        }
        if name.number <= held {
            reading.repeated.push((name, hash));
        } else if goes_on {
            reading.new.push(Incoming {
                name,
                hash,
                act: wire.read().ok(),
                wire: wire.clone(),
                held_since: None,
                is_doubted: false,
            });
        }
    }
    if !goes_on {
        // Where exactly they part, the repeated acts tell: `judge` compares them one by one.
        return Err(BatchFault::Forked { from: held.max(1) });
    }
    if last.number > held {
        *head = (last.number, last_hash);
        reading.signatures.insert(last, batch.signature.clone());
    }
    Ok(())
}

impl Reading {
    /// Acts that are here already, and that an earlier epoch refused.
    pub fn refused_since(&self) -> impl Iterator<Item = &ActRef> {
        let here = self.repeated.iter().map(|(name, _)| name);
        here.filter(|name| self.refused.contains_key(*name))
    }

    /// What must be loaded to judge the new acts and those held before.
    pub fn wants(&self, held: &[Incoming]) -> Wants {
        let mut wants = Wants::default();
        for act in self
            .new
            .iter()
            .chain(held)
            .filter_map(|incoming| incoming.act.as_ref())
        {
            wants.changing.insert(act.book.clone());
            wants.books.insert(act.book.clone());
            wants
                .books
                .extend(needs(act).iter().map(|need| need.book().clone()));
            wants.acts.extend(act.rests_on().into_iter().cloned());
            wants.acts.extend(act.giver_of_task());
            wants.acts.extend(act.after.iter().cloned());
        }
        wants
            .acts
            .extend(self.repeated.iter().map(|(name, _)| name.clone()));
        wants
    }
}
