//! The server's half of sync, between its reads and its writes. It does no I/O:
//!
//! 1. [`read`] checks numbering, hashes and signatures of a request's batches against the heads of
//!    their series, and [`Reading::wants`] says what else must be loaded;
//! 2. [`judge`] runs the acts against what was loaded, under the locks of their ledgers, and says what is
//!    to be stored in one transaction.
//!
//! One bad act never blocks the others.

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest, Sha256};

use super::{
    message::{Batch, BatchFault, Verdict, What},
    series::{Entry, Hash, WireAct, batch_message, entry_hash},
};
use crate::{
    act::{Act, Authored},
    apply::{Context, Effects, Others, apply, needs},
    book::{Book, digest},
    id::{ActRef, BookId, PersonId, SeriesId, UnitId},
    month::Day,
    permission::Author,
    refusal::Refusal,
    rules::RuleBook,
    view::{BucketId, View, parts_since, project},
};

/// An act whose foundation is missing is refused after so many days.
pub const HELD_DAYS: i32 = 60;

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
}

/// A request's batches, checked.
#[derive(Debug, Default)]
pub struct Reading {
    /// New acts, series by series, in order.
    pub new: Vec<Incoming>,
    /// Acts that the server holds already: their stored hashes must be these.
    pub repeated: Vec<(ActRef, Hash)>,
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
        let Some(state) = series.get(&batch.series) else {
            reading
                .faults
                .insert(batch.series.clone(), BatchFault::UnknownKey);
            continue;
        };
        let (head, head_hash) = heads
            .get(&batch.series)
            .copied()
            .unwrap_or((state.head, state.hash));
        if let Err(fault) = read_batch(&mut reading, batch, state, head, head_hash, &verify) {
            reading.faults.insert(batch.series.clone(), fault);
            continue;
        }
        if let Some(last) = reading
            .new
            .last()
            .filter(|last| last.name.series == batch.series)
        {
            heads.insert(&batch.series, (last.name.number, last.hash));
        }
    }
    reading
}

fn read_batch(
    reading: &mut Reading,
    batch: &Batch,
    state: &SeriesState,
    head: u64,
    head_hash: Hash,
    verify: &impl Fn(&[u8], &[u8], &str) -> bool,
) -> Result<(), BatchFault> {
    if batch.first == 0 || batch.first > head + 1 {
        return Err(BatchFault::Gap { next: head + 1 });
    }
    if batch.first == head + 1 && batch.before != head_hash {
        return Err(BatchFault::Forked { from: head.max(1) });
    }
    let mut hash = batch.before;
    let mut names = Vec::with_capacity(batch.acts.len());
    for (number, wire) in (batch.first..).zip(&batch.acts) {
        hash = wire.hash(&hash, number);
        if number == head && hash != head_hash {
            return Err(BatchFault::Forked { from: number });
        }
        names.push((
            ActRef {
                series: batch.series.clone(),
                number,
            },
            hash,
        ));
    }
    let Some((last, last_hash)) = names.last() else {
        return Ok(());
    };
    let message = batch_message(&batch.series, last.number, last_hash);
    if !verify(&state.public_key, &message, &batch.signature) {
        return Err(BatchFault::Signature);
    }
    if last.number > head {
        reading
            .signatures
            .insert(last.clone(), batch.signature.clone());
    }
    for ((name, hash), wire) in names.into_iter().zip(&batch.acts) {
        if name.number <= head {
            reading.repeated.push((name, hash));
        } else {
            let act = wire.read().ok();
            reading.new.push(Incoming {
                name,
                hash,
                wire: wire.clone(),
                act,
                held_since: None,
            });
        }
    }
    Ok(())
}

impl Reading {
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
        }
        wants
            .acts
            .extend(self.repeated.iter().map(|(name, _)| name.clone()));
        wants
    }
}

/// The newest entry of a ledger.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tip {
    /// Its number; 0 for an empty ledger.
    pub number: u64,
    /// Its hash.
    pub hash: Hash,
}

/// What was loaded for a request, under the locks of the ledgers that will change.
#[derive(Debug, Default)]
pub struct Loaded {
    /// Whose the series are.
    pub series: BTreeMap<SeriesId, SeriesState>,
    /// The roles of the authors today.
    pub authors: BTreeMap<PersonId, Author>,
    /// Verdicts of acts that matter, with the acts' hashes.
    pub stored: BTreeMap<ActRef, (Hash, Verdict)>,
    /// The books; those that nobody has opened are absent.
    pub books: BTreeMap<BookId, Book>,
    /// The ledger of each changing book's unit.
    pub ledgers: BTreeMap<UnitId, UnitId>,
    /// The tips of those ledgers.
    pub tips: BTreeMap<UnitId, Tip>,
    /// Acts held before.
    pub held: Vec<Incoming>,
}

/// A ledger's new entry.
#[derive(Clone, Debug)]
pub struct NewEntry {
    /// The ledger.
    pub ledger: UnitId,
    /// Its number there.
    pub number: u64,
    /// Its hash.
    pub hash: Hash,
    /// The book that it changed.
    pub book: BookId,
    /// The act.
    pub name: ActRef,
    /// What resulted.
    pub effects: Effects,
}

/// What is to be stored, and answered once it is.
#[derive(Debug, Default)]
pub struct Judged {
    /// Every new act, with its verdict, in order of arrival.
    pub acts: Vec<(Incoming, Verdict)>,
    /// Acts held before whose verdict is new.
    pub released: Vec<(ActRef, Verdict)>,
    /// Ledger entries, in order.
    pub entries: Vec<NewEntry>,
    /// Books that changed; their content is in [`Loaded::books`].
    pub changed: BTreeSet<BookId>,
    /// Repeated acts with the verdicts that they had.
    pub repeated: Vec<(ActRef, Verdict)>,
    /// Series whose repeated acts are not what the server holds.
    pub faults: BTreeMap<SeriesId, BatchFault>,
}

/// The server's day and clock, and the rules in force.
#[derive(Clone, Copy)]
pub struct Now<'a> {
    /// Its day.
    pub today: Day,
    /// Milliseconds since 1970.
    pub time_ms: i64,
    /// The rule sets.
    pub rules: &'a RuleBook,
}

/// Runs the acts of a request against what was loaded.
pub fn judge(reading: Reading, loaded: &mut Loaded, now: &Now<'_>) -> Judged {
    let mut judged = Judged {
        faults: reading.faults,
        ..Judged::default()
    };
    for (name, hash) in reading.repeated {
        match loaded.stored.get(&name) {
            Some((stored, verdict)) if *stored == hash => {
                judged.repeated.push((name, verdict.clone()))
            }
            Some(_) => {
                let fault = BatchFault::Forked { from: name.number };
                judged.faults.entry(name.series).or_insert(fault);
            }
            None => {}
        }
    }
    // New acts of a series that forked rest on acts that the server does not hold.
    let new = reading
        .new
        .into_iter()
        .filter(|incoming| !judged.faults.contains_key(&incoming.name.series));
    for incoming in new.collect::<Vec<_>>() {
        let verdict = verdict(&incoming, loaded, &mut judged, now);
        loaded
            .stored
            .insert(incoming.name.clone(), (incoming.hash, verdict.clone()));
        if matches!(verdict, Verdict::Held { .. }) {
            loaded.held.push(Incoming {
                held_since: Some(now.today),
                ..incoming.clone()
            });
        }
        judged.acts.push((incoming, verdict));
    }
    release(loaded, &mut judged, now);
    judged
}

/// Runs what was held, again and again while one act frees the next.
fn release(loaded: &mut Loaded, judged: &mut Judged, now: &Now<'_>) {
    loop {
        let held = std::mem::take(&mut loaded.held);
        let before = held.len();
        let mut still = Vec::new();
        for incoming in held {
            let mut verdict = verdict(&incoming, loaded, judged, now);
            if let Verdict::Held { .. } = verdict {
                let since = incoming.held_since.unwrap_or(now.today);
                if since.days_until(now.today) <= HELD_DAYS {
                    still.push(incoming);
                    continue;
                }
                verdict = Verdict::Refused {
                    refusal: Refusal::HeldTooLong,
                };
            }
            loaded
                .stored
                .insert(incoming.name.clone(), (incoming.hash, verdict.clone()));
            match judged
                .acts
                .iter_mut()
                .find(|(new, _)| new.name == incoming.name)
            {
                Some((_, held)) => *held = verdict,
                None => judged.released.push((incoming.name, verdict)),
            }
        }
        loaded.held = still;
        if loaded.held.len() == before || loaded.held.is_empty() {
            return;
        }
    }
}

fn verdict(
    incoming: &Incoming,
    loaded: &mut Loaded,
    judged: &mut Judged,
    now: &Now<'_>,
) -> Verdict {
    let Some(act) = &incoming.act else {
        return Verdict::SetAside;
    };
    let refused = |refusal| Verdict::Refused { refusal };
    let Some(series) = loaded.series.get(&incoming.name.series) else {
        return Verdict::SetAside;
    };
    if series.is_revoked {
        return refused(Refusal::KeyRevoked);
    }
    let given = act.giver_of_task();
    for rest in act.rests_on().into_iter().chain(&given) {
        match loaded.stored.get(rest) {
            Some((_, Verdict::Accepted { .. })) => {}
            Some((_, Verdict::Refused { .. })) => {
                return refused(Refusal::RestsOn { act: rest.clone() });
            }
            Some(_) | None => return Verdict::Held { on: rest.clone() },
        }
    }
    let Some(ledger) = loaded.ledgers.get(&act.book.unit).cloned() else {
        return refused(Refusal::MonthNotOpened);
    };
    let mut others = Others::default();
    for need in needs(act) {
        let absent = Book::new(need.book().clone());
        others.learn(
            &need,
            Some(loaded.books.get(need.book()).unwrap_or(&absent)),
        );
    }
    let person = series.person.clone();
    let server = Author::server();
    let nobody = Author {
        person: person.clone(),
        held: Vec::new(),
    };
    let author = match &person {
        None => &server,
        Some(person) => loaded.authors.get(person).unwrap_or(&nobody),
    };
    let context = Context {
        author,
        judges: true,
        today: now.today,
        has_arrived: true,
        rules: now.rules,
        others: &others,
    };
    let authored = Authored {
        name: incoming.name.clone(),
        author: person.clone(),
        act: act.clone(),
    };
    let book = loaded
        .books
        .entry(act.book.clone())
        .or_insert_with(|| Book::new(act.book.clone()));
    let effects = match apply(&context, book, &authored) {
        Ok(effects) => effects,
        Err(refusal) => return refused(refusal),
    };
    let tip = loaded.tips.entry(ledger.clone()).or_default();
    let entry = Entry {
        act: &incoming.name,
        act_hash: &incoming.hash,
        author: person.as_ref(),
        time_ms: now.time_ms,
    };
    let number = tip.number + 1;
    *tip = Tip {
        number,
        hash: entry_hash(&tip.hash, number, &entry),
    };
    book.stamp(&effects, number);
    judged.changed.insert(act.book.clone());
    judged.entries.push(NewEntry {
        ledger: ledger.clone(),
        number,
        hash: tip.hash,
        book: act.book.clone(),
        name: incoming.name.clone(),
        effects,
    });
    Verdict::Accepted {
        ledger,
        number,
        day: now.today,
    }
}

/// The name of a set of buckets: a device and the server hold the same scope where it is equal.
pub fn scope_digest<'a>(buckets: impl IntoIterator<Item = &'a BucketId>) -> String {
    let mut hasher = Sha256::new();
    for bucket in buckets
        .into_iter()
        .map(ToString::to_string)
        .collect::<BTreeSet<_>>()
    {
        hasher.update(bucket.as_bytes());
        hasher.update(b"\n");
    }
    // Half of it tells sets apart as well, and it is sent with every request.
    String::from(Hash(hasher.finalize().into()))
        .chars()
        .take(22)
        .collect()
}

/// What is new for a device in a bucket: nothing, its changed parts, or, where all that changed it
/// since are the device's own acts, the digest of what they come to.
pub fn news(book: &Book, view: &View, since: u64, only_yours: bool) -> Option<What> {
    let parts = parts_since(book, view, since);
    if parts.is_empty() {
        return None;
    }
    if only_yours && since > 0 && *view != View::Members {
        return Some(What::Yours(digest(&project(book, view))));
    }
    Some(What::Parts(parts))
}
