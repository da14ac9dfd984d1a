//! A server in memory. It takes a request as the real one does: read, load, judge, store as one
//! transaction, then answer; what a crash does to it is the world's to say.

mod answer;
mod ledger;
mod load;

use std::collections::BTreeMap;

use crate::{
    act::{Act, Deed},
    book::Book,
    id::{ActRef, BookId, SeriesId, UnitId},
    month::{Day, Month},
    rules::RuleBook,
    sync::{
        message::{ACTS_MAX, SyncRequest, VERSION, Verdict},
        series::{Hash, Salt, WireAct},
        server::{Incoming, Judged, Loaded, Now, Reading, SeriesState, Tip, judge, read},
    },
};

use super::{keys, people::Organisation};
pub use ledger::Ledger;

/// What time it is for the server.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    /// Milliseconds since 1970.
    pub time_ms: i64,
    /// Its day.
    pub today: Day,
}

/// A key that may sign.
#[derive(Clone, Debug)]
struct Registered {
    state: SeriesState,
    account: String,
    device: String,
}

/// An act that the server holds, with what it said of it.
#[derive(Clone, Debug)]
pub struct StoredAct {
    /// As it came.
    pub incoming: Incoming,
    /// What was said.
    pub verdict: Verdict,
}

/// All that is durable, and in a backup.
#[derive(Clone, Debug, Default)]
struct Durable {
    ledgers: BTreeMap<UnitId, Ledger>,
    series: BTreeMap<SeriesId, Registered>,
    books: BTreeMap<BookId, Book>,
    acts: BTreeMap<ActRef, StoredAct>,
    /// Up to which number a backup was read back.
    safe: BTreeMap<UnitId, u64>,
}

/// The server.
#[derive(Debug)]
pub struct Server {
    /// Who there is: entered by hand again after a restore, so it is not part of a backup here.
    pub organisation: Organisation,
    /// The rule sets.
    pub rules: RuleBook,
    /// Bytes of changes in one answer.
    pub room: usize,
    durable: Durable,
    /// The newest backup that was read back, and what came after it.
    backups: Vec<Durable>,
    epoch: u64,
    /// Devices of an epoch before this one forget what was accepted in it.
    wiped: u64,
    months: Vec<Month>,
}

/// A request that was judged and is not stored yet.
#[derive(Debug)]
pub struct Prepared {
    judged: Judged,
    loaded: Loaded,
    time_ms: i64,
}

/// The series of the server itself.
fn own_series() -> SeriesId {
    super::people::id("server")
}

impl Server {
    /// An empty one.
    pub fn new(organisation: Organisation, rules: RuleBook, room: usize) -> Self {
        Self {
            organisation,
            rules,
            room,
            durable: Durable::default(),
            backups: vec![Durable::default()],
            epoch: 1,
            wiped: 0,
            months: Vec::new(),
        }
    }

    /// A key may sign from now on.
    pub fn register(&mut self, series: &SeriesId, key: &[u8], person: &str, place: (&str, &str)) {
        let registered = Registered {
            state: SeriesState {
                person: Some(super::people::id(person)),
                public_key: key.to_vec(),
                head: 0,
                hash: Hash::default(),
                is_revoked: false,
            },
            account: place.0.to_owned(),
            device: place.1.to_owned(),
        };
        let known = self.durable.series.entry(series.clone());
        known.or_insert(registered);
    }

    /// A key signs no more.
    pub fn revoke(&mut self, series: &SeriesId) {
        if let Some(registered) = self.durable.series.get_mut(series) {
            registered.state.is_revoked = true;
        }
    }

    /// Opens a month for every unit, or what a restore lost of it.
    pub fn open(&mut self, month: Option<Month>, clock: Clock) {
        self.months.extend(month);
        let own = own_series();
        let server = Registered {
            state: SeriesState {
                person: None,
                public_key: Vec::new(),
                head: 0,
                hash: Hash::default(),
                is_revoked: false,
            },
            account: String::new(),
            device: String::new(),
        };
        self.durable.series.entry(own.clone()).or_insert(server);
        for month in self.months.clone() {
            let units: Vec<UnitId> = self.organisation.tree.units.keys().cloned().collect();
            for unit in units {
                let book = BookId { unit, month };
                if !self.durable.books.contains_key(&book) {
                    self.open_book(&own, book, clock);
                }
            }
        }
    }

    fn open_book(&mut self, own: &SeriesId, id: BookId, clock: Clock) {
        let people = self.organisation.enrolled.get(&id.unit);
        let act = Act {
            deed: Deed::OpenMonth {
                place: self.organisation.place(&id.unit),
                people: people.cloned().unwrap_or_default(),
            },
            book: id,
            saw: BTreeMap::new(),
            after: Vec::new(),
            replaces: None,
        };
        let state = &self.durable.series[own].state;
        let wire = WireAct::new(&act, || Salt([0; 16]));
        let name = ActRef {
            series: own.clone(),
            number: state.head + 1,
        };
        let mut reading = Reading::default();
        reading.new.push(Incoming {
            hash: wire.hash(&state.hash, name.number),
            name,
            wire,
            act: Some(act),
            held_since: None,
        });
        let prepared = self.judged(reading, clock);
        self.commit(prepared);
    }

    /// Takes a request: `None` where its account or version is not right, which has no effect.
    pub fn prepare(&self, account: &str, request: &SyncRequest, clock: Clock) -> Option<Prepared> {
        let acts: usize = request.batches.iter().map(|batch| batch.acts.len()).sum();
        if request.v != VERSION || request.account != account || acts > ACTS_MAX {
            return None;
        }
        let states = request.batches.iter().filter_map(|batch| {
            let registered = self.durable.series.get(&batch.series)?;
            Some((batch.series.clone(), registered.state.clone()))
        });
        let reading = read(&request.batches, &states.collect(), keys::verify);
        Some(self.judged(reading, clock))
    }

    /// Every hour: what was held too long.
    pub fn look_again(&mut self, clock: Clock) {
        let prepared = self.judged(Reading::default(), clock);
        self.commit(prepared);
    }

    fn judged(&self, reading: Reading, clock: Clock) -> Prepared {
        let mut loaded = self.load(&reading);
        let now = Now {
            today: clock.today,
            time_ms: clock.time_ms,
            rules: &self.rules,
        };
        Prepared {
            judged: judge(reading, &mut loaded, &now),
            loaded,
            time_ms: clock.time_ms,
        }
    }

    fn tip(&self, ledger: &UnitId) -> Tip {
        self.durable
            .ledgers
            .get(ledger)
            .map(Ledger::tip)
            .unwrap_or_default()
    }

    /// Stores what was judged, whole.
    pub fn commit(&mut self, prepared: Prepared) -> Judged {
        let Prepared {
            judged,
            mut loaded,
            time_ms,
        } = prepared;
        let durable = &mut self.durable;
        for (incoming, verdict) in &judged.acts {
            if let Some(registered) = durable.series.get_mut(&incoming.name.series) {
                registered.state.head = incoming.name.number;
                registered.state.hash = incoming.hash;
            }
            let mut incoming = incoming.clone();
            if matches!(verdict, Verdict::Held { .. }) {
                let held = loaded.held.iter().find(|held| held.name == incoming.name);
                incoming.held_since = held.and_then(|held| held.held_since);
            }
            let act = StoredAct {
                verdict: verdict.clone(),
                incoming,
            };
            durable.acts.insert(act.incoming.name.clone(), act);
        }
        for (name, verdict) in &judged.released {
            if let Some(act) = durable.acts.get_mut(name) {
                act.verdict = verdict.clone();
            }
        }
        for entry in &judged.entries {
            let act = &durable.acts[&entry.name].incoming;
            let author = durable.series[&entry.name.series].state.person.clone();
            let ledger = durable.ledgers.entry(entry.ledger.clone()).or_default();
            ledger.add(entry, act.hash, author, time_ms);
        }
        for id in &judged.changed {
            if let Some(book) = loaded.books.remove(id) {
                durable.books.insert(id.clone(), book);
            }
        }
        judged
    }

    /// Makes a backup; one that is read back makes what it holds safe.
    pub fn back_up(&mut self, is_read_back: bool) {
        if is_read_back {
            let ledgers = self.durable.ledgers.iter();
            self.durable.safe = ledgers
                .map(|(id, ledger)| (id.clone(), ledger.tip().number))
                .collect();
            self.backups.clear();
        }
        self.backups.push(self.durable.clone());
    }

    /// How many backups there are to restore.
    pub fn backups(&self) -> usize {
        self.backups.len()
    }

    /// Comes back from a backup, in a new epoch unless that was forgotten.
    pub fn restore(&mut self, backup: usize, in_new_epoch: bool, clock: Clock) {
        self.durable = self.backups[backup].clone();
        self.epoch += u64::from(in_new_epoch);
        self.open(None, clock);
    }

    /// Forgets everything, on purpose.
    pub fn wipe(&mut self, clock: Clock) {
        self.durable = Durable::default();
        self.backups = vec![Durable::default()];
        self.epoch += 1;
        self.wiped = self.epoch;
        self.open(None, clock);
    }

    /// The ledgers.
    pub fn ledgers(&self) -> &BTreeMap<UnitId, Ledger> {
        &self.durable.ledgers
    }

    /// The books.
    pub fn books(&self) -> &BTreeMap<BookId, Book> {
        &self.durable.books
    }

    /// The acts.
    pub fn acts(&self) -> &BTreeMap<ActRef, StoredAct> {
        &self.durable.acts
    }
}
