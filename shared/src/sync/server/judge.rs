//! The acts of a request against what was loaded.

use std::collections::BTreeMap;

use super::{
    Incoming, Judged, Loaded, NewEntry, Now, Reading, Tip,
    adopt::{is_as_left, to_adopt},
    wait::{Wait, is_overdue, wait},
};
use crate::{
    act::{Act, Authored},
    apply::{Context, Others, apply, needs},
    book::Book,
    id::{ActRef, PersonId},
    permission::Author,
    refusal::Refusal,
    sync::{
        message::{BatchFault, Verdict},
        series::{Entry, Hash, entry_hash},
    },
};

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

impl Judging<'_> {
    fn compare(&mut self, repeated: Vec<(ActRef, Hash)>) {
        for (name, hash) in repeated {
            match self.loaded.stored.get(&name) {
                Some((stored, verdict)) if *stored == hash => {
                    let verdict = verdict.clone();
                    let verdict = self.end_waiting(&name, verdict);
                    self.judged.repeated.push((name, verdict));
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

    /// The verdict of an act that is held: that of before the server came back from a backup, where its
    /// author has heard one.
    fn end_waiting(&mut self, name: &ActRef, verdict: Verdict) -> Verdict {
        let held = &mut self.loaded.held;
        let (Some(refusal), Some(at)) = (
            self.refused.remove(name),
            held.iter().position(|incoming| incoming.name == *name),
        ) else {
            return verdict;
        };
        let incoming = held.swap_remove(at);
        let verdict = Verdict::Refused { refusal };
        self.say(&incoming, verdict.clone());
        verdict
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
        if incoming.is_doubted {
            let known = self.loaded.stored.get(&incoming.name);
            return match known {
                Some((_, known)) if !is_overdue(self.loaded, self.now, incoming, act) => {
                    known.clone()
                }
                _ => refused(Refusal::HeldTooLong),
            };
        }
        match wait(self.loaded, incoming, act, waiting) {
            Err(refusal) => return refused(refusal),
            Ok(Some(Wait::For(_))) if is_overdue(self.loaded, self.now, incoming, act) => {
                return refused(Refusal::HeldTooLong);
            }
            // What only comes after others is judged without them in the end.
            Ok(Some(Wait::After(_))) if is_overdue(self.loaded, self.now, incoming, act) => {}
            Ok(Some(Wait::For(on) | Wait::After(on))) => return Verdict::Held { on },
            Ok(None) => {}
        }
        self.run(incoming, act, person)
            .unwrap_or_else(|refusal| Verdict::Refused { refusal })
    }

    fn run(
        &mut self,
        incoming: &Incoming,
        act: &Act,
        person: Option<PersonId>,
    ) -> Result<Verdict, Refusal> {
        let loaded = &mut *self.loaded;
        if !is_as_left(loaded, act, self.now.rules, self.now.today) {
            return Err(Refusal::NotAsLeft);
        }
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
        if let Some(left) = to_adopt(act) {
            // Once: whoever holds the post with them finds it taken.
            loaded.predecessors.remove(left);
            let (left, name) = (left.clone(), incoming.name.clone());
            loaded.adopted.insert(left.clone(), name.clone());
            self.judged.adopted.push((left, name));
        }
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
