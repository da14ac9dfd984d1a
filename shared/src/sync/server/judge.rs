//! The acts of a request against what was loaded.

use std::collections::{BTreeMap, BTreeSet};

use super::{Incoming, Reading, SeriesState};
use crate::{
    act::{Act, Authored},
    apply::{Context, Effects, Others, apply, needs},
    book::Book,
    id::{ActRef, BookId, PersonId, SeriesId, UnitId},
    month::Day,
    permission::Author,
    refusal::Refusal,
    rules::RuleBook,
    sync::{
        message::{BatchFault, Verdict},
        series::{Entry, Hash, entry_hash},
    },
};

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
    /// Acts held before: those of the books that change, those that wait for a new act, those that wait
    /// for them, and so on. After an upgrade also those set aside.
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
    /// Acts held before whose verdict is new: final, or held for another act.
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
    let mut judging = Judging {
        loaded,
        now,
        refused: reading.refused,
        judged: Judged {
            faults: reading.faults,
            ..Judged::default()
        },
    };
    judging.compare(reading.repeated);
    // New acts of a series that forked rest on acts that the server does not hold.
    for incoming in reading.new {
        if !judging.judged.faults.contains_key(&incoming.name.series) {
            judging.take(incoming);
        }
    }
    judging.release();
    judging.judged
}

struct Judging<'a> {
    loaded: &'a mut Loaded,
    now: &'a Now<'a>,
    refused: BTreeMap<ActRef, Refusal>,
    judged: Judged,
}

/// What keeps an act from being judged.
enum Wait {
    /// An act that has to be accepted.
    For(ActRef),
    /// An act that comes before, whatever becomes of it.
    After(ActRef),
}

impl Judging<'_> {
    fn compare(&mut self, repeated: Vec<(ActRef, Hash)>) {
        for (name, hash) in repeated {
            match self.loaded.stored.get(&name) {
                Some((stored, verdict)) if *stored == hash => {
                    self.judged.repeated.push((name, verdict.clone()));
                }
                Some(_) => {
                    let from = match self.judged.faults.get(&name.series) {
                        Some(BatchFault::Forked { from }) => name.number.min(*from),
                        _ => name.number,
                    };
                    let fault = BatchFault::Forked { from };
                    self.judged.faults.insert(name.series, fault);
                }
                None => {}
            }
        }
    }

    fn take(&mut self, incoming: Incoming) {
        let verdict = match self.refused.remove(&incoming.name) {
            Some(refusal) => Verdict::Refused { refusal },
            None => self.verdict(&incoming, &[]),
        };
        self.store(&incoming, &verdict);
        if matches!(verdict, Verdict::Held { .. }) {
            self.loaded.held.push(Incoming {
                held_since: Some(self.now.today),
                ..incoming.clone()
            });
        }
        self.judged.acts.push((incoming, verdict));
    }

    fn store(&mut self, incoming: &Incoming, verdict: &Verdict) {
        self.loaded
            .stored
            .insert(incoming.name.clone(), (incoming.hash, verdict.clone()));
    }

    /// Runs what was held, again and again while one act frees the next.
    fn release(&mut self) {
        self.loaded
            .held
            .sort_by(|one, other| one.name.cmp(&other.name));
        loop {
            let held = std::mem::take(&mut self.loaded.held);
            let before = held.len();
            let mut still: Vec<Incoming> = Vec::new();
            for incoming in held {
                let verdict = self.verdict(&incoming, &still);
                let waits = !verdict.is_final();
                self.say(&incoming, verdict);
                if waits {
                    still.push(incoming);
                }
            }
            self.loaded.held = still;
            if self.loaded.held.len() == before || self.loaded.held.is_empty() {
                return;
            }
        }
    }

    /// Says what became of an act that was held, where that is new.
    fn say(&mut self, incoming: &Incoming, verdict: Verdict) {
        let known = self.loaded.stored.get(&incoming.name);
        if known.is_some_and(|(_, known)| *known == verdict) {
            return;
        }
        self.store(incoming, &verdict);
        let name = &incoming.name;
        match self
            .judged
            .acts
            .iter_mut()
            .find(|(new, _)| new.name == *name)
        {
            Some((_, known)) => *known = verdict,
            None => {
                self.judged.released.retain(|(known, _)| known != name);
                self.judged.released.push((name.clone(), verdict));
            }
        }
    }

    /// What becomes of an act now; `waiting` are those found to wait still in this round.
    fn verdict(&mut self, incoming: &Incoming, waiting: &[Incoming]) -> Verdict {
        let refused = |refusal| Verdict::Refused { refusal };
        let Some(act) = &incoming.act else {
            return Verdict::SetAside;
        };
        let Some(series) = self.loaded.series.get(&incoming.name.series) else {
            return Verdict::SetAside;
        };
        if series.is_revoked {
            return refused(Refusal::KeyRevoked);
        }
        let person = series.person.clone();
        match self.wait(incoming, act, waiting) {
            Err(refusal) => return refused(refusal),
            Ok(Some(Wait::For(_))) if self.is_overdue(incoming, act) => {
                return refused(Refusal::HeldTooLong);
            }
            // What only comes after others is judged without them in the end.
            Ok(Some(Wait::After(_))) if self.is_overdue(incoming, act) => {}
            Ok(Some(Wait::For(on) | Wait::After(on))) => return Verdict::Held { on },
            Ok(None) => {}
        }
        self.run(incoming, act, person)
            .unwrap_or_else(|refusal| Verdict::Refused { refusal })
    }

    fn wait(
        &self,
        incoming: &Incoming,
        act: &Act,
        waiting: &[Incoming],
    ) -> Result<Option<Wait>, Refusal> {
        let given = act.giver_of_task();
        for rest in act.rests_on().into_iter().chain(&given) {
            match self.loaded.stored.get(rest) {
                Some((_, Verdict::Accepted { .. })) => {}
                Some((_, Verdict::Refused { .. })) => {
                    return Err(Refusal::RestsOn { act: rest.clone() });
                }
                Some(_) | None => return Ok(Some(Wait::For(rest.clone()))),
            }
        }
        for before in &act.after {
            let seen = self.loaded.stored.get(before);
            if seen.is_none_or(|(_, verdict)| matches!(verdict, Verdict::Held { .. })) {
                return Ok(Some(Wait::After(before.clone())));
            }
        }
        // Its author made it after what waits in the same series.
        let name = &incoming.name;
        let earlier = self.loaded.held.iter().chain(waiting).find(|held| {
            held.name.series == name.series
                && held.name.number < name.number
                && held
                    .act
                    .as_ref()
                    .is_some_and(|held| held.book == act.book && act.deed.waits_for(&held.deed))
        });
        Ok(earlier.map(|held| Wait::After(held.name.clone())))
    }

    fn is_overdue(&self, incoming: &Incoming, act: &Act) -> bool {
        let since = incoming.held_since.unwrap_or(self.now.today);
        since.days_until(self.now.today) > self.held_days(act)
    }

    /// How long an act may be held, by the rule sets of those whom it is about.
    fn held_days(&self, act: &Act) -> i32 {
        let named = act.deed.people();
        let concerned = self
            .loaded
            .books
            .get(&act.book)
            .into_iter()
            .flat_map(|book| &book.people)
            .filter(|(person, _)| named.is_empty() || named.contains(person))
            .filter_map(|(_, record)| self.now.rules.of(&record.enrolled));
        let days = concerned.map(|rules| rules.calendar.held_days).max();
        let any = || {
            let all = self.now.rules.iter();
            all.map(|rules| rules.calendar.held_days).max()
        };
        i32::from(days.or_else(any).unwrap_or_default())
    }

    fn run(
        &mut self,
        incoming: &Incoming,
        act: &Act,
        person: Option<PersonId>,
    ) -> Result<Verdict, Refusal> {
        let loaded = &mut *self.loaded;
        let Some(ledger) = loaded.ledgers.get(&act.book.unit).cloned() else {
            return Err(Refusal::MonthNotOpened);
        };
        let mut others = Others::default();
        for need in needs(act) {
            let absent = Book::new(need.book().clone());
            let book = loaded.books.get(need.book()).unwrap_or(&absent);
            others.learn(&need, Some(book));
        }
        let author = match &person {
            None => Author::server(),
            Some(person) => loaded.authors.get(person).cloned().unwrap_or(Author {
                person: Some(person.clone()),
                held: Vec::new(),
            }),
        };
        let context = Context {
            author: &author,
            judges: true,
            today: self.now.today,
            has_arrived: true,
            rules: self.now.rules,
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
        let effects = apply(&context, book, &authored)?;
        let tip = loaded.tips.entry(ledger.clone()).or_default();
        let entry = Entry {
            act: &incoming.name,
            act_hash: &incoming.hash,
            author: person.as_ref(),
            time_ms: self.now.time_ms,
        };
        let number = tip.number + 1;
        *tip = Tip {
            number,
            hash: entry_hash(&tip.hash, number, &entry),
        };
        book.stamp(&effects, number);
        self.judged.changed.insert(act.book.clone());
        self.judged.entries.push(NewEntry {
            ledger: ledger.clone(),
            number,
            hash: tip.hash,
            book: act.book.clone(),
            name: incoming.name.clone(),
            effects,
        });
        Ok(Verdict::Accepted {
            ledger,
            number,
            day: self.now.today,
        })
    }
}
