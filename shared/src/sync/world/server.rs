//! A server in memory. It takes a request as the real one does: read, load, judge, store as one
//! transaction, then answer; what a crash does to it is the world's to say.

mod answer;
mod hosting;
mod ledger;
mod load;

use std::collections::BTreeMap;

use crate::{
    act::{Act, Deed},
    book::Book,
    id::{ActRef, BookId, PersonId, SeriesId, UnitId},
    month::Month,
    rules::RuleBook,
    sync::{
        message::{ACTS_MAX, SyncRequest, VERSION, Verdict},
        series::{Hash, Salt, WireAct},
        server::{Incoming, Judged, Loaded, Now, Reading, SeriesState, Tip, judge, read},
    },
};

use self::ledger::Ledger;
use super::{
    Bug,
    host::{Clock, NewKey},
    keys,
    people::Organisation,
};

/// A key that may sign.
#[derive(Clone, Debug)]
struct Registered {
    state: SeriesState,
    account: String,
    device: String,
}

/// An act that the server holds, with what it said of it.
#[derive(Clone, Debug)]
struct StoredAct {
    /// As it came.
    incoming: Incoming,
    /// What was said.
    verdict: Verdict,
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
    organisation: Organisation,
    rules: RuleBook,
    /// Bytes of changes in one answer.
    room: usize,
    durable: Durable,
    /// A planted bug.
    bug: Option<Bug>,
    /// For bugs alone: what was stored before the last request, and when that was.
    before: Option<(i64, Durable)>,
    /// The newest backup that was read back, and what came after it.
    backups: Vec<Durable>,
    epoch: u64,
    /// Devices of an epoch before this one forget what was accepted in it.
    wiped: u64,
    months: Vec<Month>,
}

/// A request that was judged and is not stored yet.
#[derive(Debug)]
struct Prepared {
    judged: Judged,
    loaded: Loaded,
    time_ms: i64,
}

/// The series of the server itself.
fn own_series() -> SeriesId {
    super::people::id("server")
}

impl Server {
    /// An empty one, with room for so many bytes of changes in one answer.
    pub fn new(organisation: Organisation, rules: RuleBook, room: usize, bug: Option<Bug>) -> Self {
        Self {
            organisation,
            rules,
            room,
            bug,
            before: None,
            durable: Durable::default(),
            backups: vec![Durable::default()],
            epoch: 1,
            wiped: 0,
            months: Vec::new(),
        }
    }

    fn add_key(&mut self, key: &NewKey) {
        let registered = Registered {
            state: SeriesState {
                person: Some(key.person.clone()),
                public_key: key.public.clone(),
                head: 0,
                hash: Hash::default(),
                is_revoked: false,
            },
            account: key.person.to_string(),
            device: key.device.clone(),
        };
        let known = self.durable.series.entry(key.series.clone());
        known.or_insert(registered);
    }

    /// Opens for every unit what is not open yet of the months so far.
    fn open_all(&mut self, clock: Clock) {
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
            let units: Vec<UnitId> = self.organisation.units_with_months().cloned().collect();
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
            adopted_from: None,
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
            is_doubted: false,
        });
        let prepared = self.judged(reading, clock);
        self.commit(prepared);
    }

    /// Takes a request: `None` where its account or version is not right, which has no effect.
    fn prepare(&self, person: &PersonId, request: &SyncRequest, clock: Clock) -> Option<Prepared> {
        let acts: usize = request.batches.iter().map(|batch| batch.acts.len()).sum();
        if request.v != VERSION || request.account != person.as_str() || acts > ACTS_MAX {
            return None;
        }
        if !request.is_of(&self.epoch()) {
            return Some(self.judged(Reading::default(), clock));
        }
        let states = request.batches.iter().filter_map(|batch| {
            let registered = self.durable.series.get(&batch.series)?;
            Some((batch.series.clone(), registered.state.clone()))
        });
        let reading = read(&request.batches, &states.collect(), keys::verify);
        Some(self.judged(reading, clock))
    }

    /// What a device knows to wait may be run, also where a backup was all that knew of it.
    fn trust(&mut self, person: &PersonId, request: &SyncRequest) {
        for name in request.waits(&self.epoch()) {
            let series = self.durable.series.get(&name.series);
            let is_own = series.is_some_and(|known| known.state.person.as_ref() == Some(person));
            if is_own && let Some(act) = self.durable.acts.get_mut(&name) {
                act.incoming.is_doubted = false;
            }
        }
    }

    /// In which ledger numbers and cursors count.
    fn epoch(&self) -> String {
        format!("e{}", self.epoch)
    }

    /// As [`Server::prepare`], with a bug: what was stored within the last second may not be seen yet.
    fn prepare_with_bug(
        &mut self,
        person: &PersonId,
        request: &SyncRequest,
        clock: Clock,
    ) -> Option<Prepared> {
        let now = self.durable.clone();
        let before = self.before.replace((clock.time_ms, now.clone()));
        if let Some((time_ms, before)) = before
            && self.bug == Some(Bug::ChecksThenInserts)
            && clock.time_ms - time_ms < 900
        {
            self.durable = before;
        }
        let prepared = self.prepare(person, request, clock);
        self.durable = now;
        prepared
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
    fn commit(&mut self, prepared: Prepared) -> Judged {
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
}
