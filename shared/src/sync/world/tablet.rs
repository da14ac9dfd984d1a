//! A tablet: the device's half of sync in a shell that carries out what it says, as the app does.

use std::{collections::BTreeMap, sync::Arc};

use super::{
    host::Signing,
    people::id,
    store::{Key, Stores},
};
use crate::{
    act::Act,
    book::Book,
    id::{ActRef, BookId, PersonId, SeriesId},
    month::Day,
    permission::Author,
    rules::RuleBook,
    sync::{
        device::{Device, Folding, Own, Start},
        message::SyncRequest,
        series::{Hash, Salt, batch_message, renamed, series_id},
    },
};

/// Acts that were made again in another series.
#[derive(Debug)]
pub struct Moved {
    /// The series.
    pub to: SeriesId,
    /// The acts, each with its old name.
    pub acts: Vec<(ActRef, Own)>,
}

/// A tablet, on or off.
#[derive(Debug)]
pub struct Tablet {
    /// Its name for itself; a copied profile has the same.
    pub name: String,
    /// Tells a copied profile's chance from the first's.
    pub copy: u64,
    /// How its keys sign.
    pub signing: Signing,
    /// Whose account is open.
    pub person: PersonId,
    /// Who else acts on it with their own PIN.
    pub colleagues: Vec<PersonId>,
    /// None while it is off.
    pub device: Option<Device>,
    /// Counts its starts: what belongs to an earlier life reaches nobody.
    pub life: u64,
    /// What it stores.
    pub stores: Stores,
    /// How far its clock is off.
    pub skew_ms: i64,
    /// When it is to be woken.
    pub wake_at: Option<i64>,
    /// The request that it waits for, since when.
    pub outstanding: Option<(u64, i64)>,
    /// The life in which a request was last sent and not answered, as one stores it who plants a bug.
    pub mark: Option<u64>,
    /// Whether its session holds.
    pub is_signed_in: bool,
    /// Acts on their way into the journal: their author waits for *saved*.
    pub writing: u64,
    /// When the storage has done what it was told so far.
    pub stored_at: i64,
    /// Series that move: their people wait.
    pub moving: Vec<SeriesId>,
    /// Whether there is a line.
    pub has_line: bool,
}

impl Tablet {
    /// A new one, with keys for those who act on it.
    pub fn new(name: &str, person: &str, colleagues: &[&str], signing: Signing) -> Self {
        let mut tablet = Self {
            name: name.to_owned(),
            copy: 0,
            signing,
            person: id(person),
            colleagues: colleagues.iter().map(|person| id(person)).collect(),
            device: None,
            life: 0,
            stores: Stores::default(),
            skew_ms: 0,
            wake_at: None,
            outstanding: None,
            mark: None,
            is_signed_in: true,
            writing: 0,
            stored_at: 0,
            moving: Vec::new(),
            has_line: true,
        };
        for person in tablet.actors() {
            let key = tablet.key(&person, 0);
            tablet.stores.journal.keys.insert(person, key);
        }
        tablet
    }

    /// Those who act on it.
    pub fn actors(&self) -> Vec<PersonId> {
        let mut actors = vec![self.person.clone()];
        actors.extend(self.colleagues.iter().cloned());
        actors
    }

    fn key(&self, person: &PersonId, generation: u64) -> Key {
        let (name, copy) = (&self.name, self.copy);
        let seed = format!("{name}/{person}/{generation}/{copy}");
        Key {
            series: series_id(&(self.signing.public)(&seed)),
            seed,
            generation,
            last: None,
        }
    }

    /// Everything starts from what is stored.
    pub fn start(&mut self, rules: &Arc<RuleBook>) {
        let journal = &self.stores.journal;
        self.life += 1;
        self.outstanding = None;
        self.writing = 0;
        self.moving.clear();
        self.device = Some(Device::new(Start {
            device: self.name.clone(),
            account: self.person.to_string(),
            person: Some(self.person.clone()),
            request: journal.request,
            epoch: journal.epoch.clone(),
            buckets: self.stores.buckets().clone(),
            acts: journal.acts.clone(),
            heads: journal
                .keys
                .values()
                .filter_map(|key| Some((key.series.clone(), key.last?.0)))
                .collect(),
            rules: rules.clone(),
            organisation: journal
                .organisation
                .as_ref()
                .map(|(revision, _)| revision.clone()),
        }));
    }

    /// It ends, as when it is switched off, or killed in the middle.
    pub fn stop(&mut self, is_killed: bool) {
        self.device = None;
        self.wake_at = None;
        self.outstanding = None;
        if is_killed {
            self.stores.kill();
        }
    }

    /// Who someone is, as far as this tablet has heard.
    pub fn author(&self, person: &PersonId) -> Author {
        let known = self.stores.journal.organisation.as_ref();
        let author = known.and_then(|(_, people)| people.get(person));
        author.cloned().unwrap_or(Author {
            person: Some(person.clone()),
            held: Vec::new(),
        })
    }

    /// The books as the screen shows them.
    pub fn shown(&self, today: Day) -> BTreeMap<BookId, Book> {
        let Some(device) = &self.device else {
            return BTreeMap::new();
        };
        let author = self.author(&self.person);
        let folding = Folding {
            author: &author,
            today,
        };
        let books = device.books().into_iter().filter_map(|id| {
            let book = device.fold(&id, &folding)?.book;
            Some((id, book))
        });
        books.collect()
    }

    /// An act gets its number and its hash under the lock of its series, which is held until it is in the
    /// journal.
    pub fn number(&self, person: &PersonId, act: Act) -> Own {
        let key = &self.stores.journal.keys[person];
        Own::next(
            key.last,
            key.series.clone(),
            person.clone(),
            act,
            salts(self.copy),
        )
    }

    /// An act is in the journal.
    pub fn journal(&mut self, own: &Own) {
        let journal = &mut self.stores.journal;
        journal.acts.insert(own.name.clone(), own.clone());
        if let Some(key) = journal.keys.get_mut(&own.author) {
            key.last = Some((own.name.number, own.hash));
        }
    }

    /// The open acts of a series from `from` on, made again in a new one; with the names of the old.
    pub fn moved(&mut self, series: &SeriesId, from: u64) -> Option<Moved> {
        let (person, old) = self.key_of(series)?;
        let current = &self.stores.journal.keys[&person];
        let mut next = if current.series == *series {
            self.key(&person, current.generation + 1)
        } else {
            // It moved before: what is left of it follows.
            current.clone()
        };
        let journal = &self.stores.journal;
        let open = journal.acts.values().filter(|own| {
            own.name.series == *series && own.name.number >= from && own.status.is_open()
        });
        let mut names: BTreeMap<ActRef, ActRef> = BTreeMap::new();
        let mut made = Vec::new();
        for own in open {
            let mut act = renamed(&own.act, &names);
            act.replaces = Some(own.name.clone());
            let again = Own::next(
                next.last,
                next.series.clone(),
                person.clone(),
                act,
                salts(self.copy),
            );
            next.last = Some((again.name.number, again.hash));
            names.insert(own.name.clone(), again.name.clone());
            made.push((own.name.clone(), again));
        }
        let to = next.series.clone();
        let journal = &mut self.stores.journal;
        journal.keys.insert(person.clone(), next);
        journal.old_keys.insert(series.clone(), (person, old));
        for (old, again) in &made {
            journal.acts.remove(old);
            journal.acts.insert(again.name.clone(), again.clone());
        }
        Some(Moved { to, acts: made })
    }

    /// Signs the batches of a request, in their order.
    pub fn sign(&self, request: &mut SyncRequest, over: &[(SeriesId, u64, Hash)]) {
        let journal = &self.stores.journal;
        for (batch, (series, number, hash)) in request.batches.iter_mut().zip(over) {
            let key = journal.keys.values().find(|key| key.series == *series);
            let seed = key
                .map(|key| &key.seed)
                .or(journal.old_keys.get(series).map(|(_, seed)| seed));
            if let Some(seed) = seed {
                let message = batch_message(series, *number, hash);
                batch.signature = (self.signing.sign)(seed, &message);
            }
        }
    }

    /// Whose series it is and what its key comes of, where it is one of this tablet's.
    pub fn key_of(&self, series: &SeriesId) -> Option<(PersonId, String)> {
        let journal = &self.stores.journal;
        let current = journal.keys.iter().find(|(_, key)| key.series == *series);
        current
            .map(|(person, key)| (person.clone(), key.seed.clone()))
            .or(journal.old_keys.get(series).cloned())
    }
}

/// Salts that differ from act to act without drawing from the world's chance.
fn salts(copy: u64) -> impl FnMut() -> Salt {
    let mut bytes = [0; 16];
    bytes[0] = u8::try_from(copy).unwrap_or(u8::MAX);
    move || {
        bytes[15] += 1;
        Salt(bytes)
    }
}
