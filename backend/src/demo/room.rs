//! Where the acts of one ledger's units are done: each by its author's own key, judged as the server
//! judges what a device sends.

use std::collections::BTreeMap;

use roviec_shared::{
    act::{Act, Deed},
    book::Book,
    id::{ActRef, BookId, PersonId, SeriesId},
    month::Day,
    permission::Author,
    rules::{RuleBook, RuleSet},
    sync::{
        message::Verdict,
        series::{Hash, Salt, WireAct},
        server::{Incoming, Judged, Loaded, Now, Reading, SeriesState, Tip, judge},
    },
};

use super::{
    chance::Chance,
    district::{District, Ledger},
    hand::Hand,
};
use crate::{
    clock::DAY_MS,
    database::Transaction,
    error::Error,
    exchange::store::{Delivery, store},
};

/// Việt Nam keeps UTC+7 all year.
const VIETNAM_OFFSET_MS: i64 = 7 * 3_600_000;

/// Acts that arrive together, with what storing them needs.
pub struct Sitting {
    judged: Judged,
    loaded: Loaded,
    now_ms: i64,
    deliverer: String,
    signatures: BTreeMap<ActRef, String>,
}

impl Sitting {
    /// Stores it.
    pub async fn store(
        &mut self,
        transaction: &mut Transaction,
        versions: &str,
    ) -> Result<(), Error> {
        let delivery = Delivery {
            deliverer: &self.deliverer,
            now_ms: self.now_ms,
            versions,
            signatures: &self.signatures,
            waiting: &BTreeMap::new(),
        };
        store(transaction, &self.judged, &mut self.loaded, &delivery).await
    }
}

/// One ledger's books while they are being made.
pub struct Room<'a> {
    /// Whose people act here.
    pub district: &'a District,
    /// The rule sets in force.
    pub rules: &'a RuleBook,
    /// The day it is.
    pub today: Day,
    loaded: Loaded,
    hands: BTreeMap<PersonId, Hand>,
    server: &'a mut Hand,
    salts: Chance,
    now_ms: i64,
    judged: Judged,
    /// The series that act in this sitting, as they were before it.
    sat: BTreeMap<SeriesId, SeriesState>,
    deliverer: String,
    sittings: Vec<Sitting>,
}

/// The moment of a day in Việt Nam.
pub fn moment(day: Day, hour: u32, minute: u32) -> i64 {
    i64::from(day.days_since_1970()) * DAY_MS - VIETNAM_OFFSET_MS
        + i64::from(hour * 60 + minute) * 60_000
}

impl<'a> Room<'a> {
    /// A ledger without an entry, and those who act in it.
    pub fn open(
        district: &'a District,
        rules: &'a RuleBook,
        ledger: &Ledger,
        server: &'a mut Hand,
        hands: Vec<Hand>,
    ) -> Self {
        let mut loaded = Loaded::default();
        for staff in &ledger.staffs {
            loaded
                .ledgers
                .insert(staff.unit.clone(), ledger.unit.clone());
        }
        loaded.tips.insert(ledger.unit.clone(), Tip::default());
        for hand in hands.iter().chain([&*server]) {
            loaded.series.insert(hand.series.clone(), hand.state());
        }
        let hands: BTreeMap<PersonId, Hand> = hands
            .into_iter()
            .filter_map(|hand| Some((hand.person.clone()?, hand)))
            .collect();
        for post in &district.posts {
            if hands.contains_key(&post.person) {
                let person = post.person.clone();
                let author = loaded.authors.entry(person).or_insert_with(|| Author {
                    person: Some(post.person.clone()),
                    held: Vec::new(),
                });
                author.held.push(post.held.clone());
            }
        }
        Self {
            district,
            rules,
            today: Day::from_days_since_1970(0),
            loaded,
            hands,
            server,
            salts: Chance::of(district.seed, &["salts", ledger.unit.as_str()]),
            now_ms: 0,
            judged: Judged::default(),
            sat: BTreeMap::new(),
            deliverer: String::new(),
            sittings: Vec::new(),
        }
    }

    /// What was done before arrived together; what is done from now on is of this moment.
    pub fn sit(&mut self, day: Day, hour: u32, minute: u32) {
        self.rise();
        self.today = day;
        self.now_ms = moment(day, hour, minute);
    }

    fn rise(&mut self) {
        let series = std::mem::take(&mut self.sat);
        let hands = self.hands.values().chain([&*self.server]);
        let signatures = hands
            .filter(|hand| series.contains_key(&hand.series))
            .map(Hand::sign)
            .collect();
        let judged = std::mem::take(&mut self.judged);
        let deliverer = std::mem::take(&mut self.deliverer);
        if !judged.acts.is_empty() {
            self.sittings.push(Sitting {
                judged,
                loaded: Loaded {
                    series,
                    ..Loaded::default()
                },
                now_ms: self.now_ms,
                deliverer,
                signatures,
            });
        }
    }

    /// Gives the sittings so far, and with the last that changed a book the book as it is now: what is
    /// stored in between would be overwritten. Nobody acts on these books any more.
    pub fn leave(&mut self) -> Vec<Sitting> {
        self.rise();
        let mut sittings = std::mem::take(&mut self.sittings);
        for sitting in sittings.iter_mut().rev() {
            for id in &sitting.judged.changed {
                if let Some(book) = self.loaded.books.remove(id) {
                    sitting.loaded.books.insert(id.clone(), book);
                }
            }
        }
        self.loaded.stored.clear();
        sittings
    }

    /// Whether someone has a key of their own here.
    pub fn acts_alone(&self, person: &PersonId) -> bool {
        self.hands.contains_key(person)
    }

    /// Those who have a key here.
    pub fn hands(&self) -> impl Iterator<Item = (&PersonId, &Hand)> {
        self.hands.iter()
    }

    /// A unit's month as it stands.
    pub fn book(&mut self, id: &BookId) -> &Book {
        self.loaded
            .books
            .entry(id.clone())
            .or_insert_with(|| Book::new(id.clone()))
    }

    /// What another ledger's month holds is known here; nothing is done in it.
    pub fn knows(&mut self, book: &Book) {
        for act in book.targets.keys() {
            let accepted = Verdict::Accepted {
                ledger: book.id.unit.clone(),
                number: book.version,
                day: self.today,
            };
            let known = (Hash::default(), accepted);
            self.loaded.stored.insert(act.clone(), known);
        }
        self.loaded.books.insert(book.id.clone(), book.clone());
    }

    /// The rule set of a person in a book.
    pub fn rules_of(&self, book: &BookId, person: &PersonId) -> Option<&'a RuleSet> {
        let record = self.loaded.books.get(book)?.people.get(person)?;
        self.rules.of(&record.enrolled)
    }

    /// Somebody does something: it must hold.
    pub fn does(&mut self, who: &PersonId, book: &BookId, deed: Deed) -> Result<ActRef, Error> {
        let series = match self.hands.get(who) {
            Some(hand) => hand.series.clone(),
            None => return Err(Error::Broken(format!("{who} has no key in {book}"))),
        };
        let act = Act::on(self.book(book), deed).in_series(&series);
        self.take(Some(who), act)
    }

    /// The server does something.
    pub fn server_does(&mut self, act: Act) -> Result<ActRef, Error> {
        self.take(None, act)
    }

    fn take(&mut self, who: Option<&PersonId>, act: Act) -> Result<ActRef, Error> {
        let salts = &mut self.salts;
        let wire = WireAct::new(&act, || Salt(salts.bytes()));
        let hand = match who.and_then(|who| self.hands.get_mut(who)) {
            Some(hand) => hand,
            None => &mut *self.server,
        };
        let series = hand.series.clone();
        self.sat.entry(series).or_insert_with(|| hand.state());
        let (name, hash) = hand.number(&wire);
        if self.deliverer.is_empty() {
            self.deliverer = hand.account.clone();
        }
        let what = format!("{} on {}", act.deed.kind(), act.book);
        let reading = Reading {
            new: vec![Incoming {
                name: name.clone(),
                hash,
                wire,
                act: Some(act),
                held_since: None,
                is_doubted: false,
            }],
            ..Reading::default()
        };
        let now = Now {
            today: self.today,
            time_ms: self.now_ms,
            rules: self.rules,
        };
        let judged = judge(reading, &mut self.loaded, &now);
        match judged.acts.first() {
            Some((_, Verdict::Accepted { .. })) => {}
            other => {
                let verdict = other.map(|(_, verdict)| verdict);
                let who = who.map_or("the server", PersonId::as_str);
                return Err(Error::Broken(format!("{what} by {who}: {verdict:?}")));
            }
        }
        self.judged.acts.extend(judged.acts);
        self.judged.entries.extend(judged.entries);
        self.judged.changed.extend(judged.changed);
        Ok(name)
    }
}
