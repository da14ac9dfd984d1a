//! What must hold: at every step, and when everything is quiet.

use std::collections::{BTreeMap, BTreeSet};

use super::{Bug, World, host::Holdings, model::Sum};
use crate::{
    act::Act,
    apply::{Context, Others, apply, needs},
    book::Book,
    id::{ActRef, BookId},
    permission::Author,
    sync::{
        device::{Content, Keep, Own, Status},
        message::Verdict,
        series::Hash,
    },
    view::{BucketId, View, listing, project},
};

impl World {
    /// What was refused once takes no effect later, unless a copied profile, which cannot know of it, sends
    /// it to a server that a restore made forget.
    pub(super) fn was_not_refused(&self, name: &ActRef, hash: &Hash) -> Result<(), String> {
        let any = |is: fn(&Status) -> bool| {
            let journals = self.tablets.iter().map(|tablet| &tablet.stores.journal);
            let mut known = journals.filter_map(|journal| journal.acts.get(name));
            known.any(|own| own.hash == *hash && is(&own.status))
        };
        if any(|status| status.refusal().is_some()) && !any(Status::is_open) {
            Err(format!("{name} was refused, and takes effect now"))
        } else {
            Ok(())
        }
    }

    /// The server takes nothing that no journal has.
    pub(super) fn knows(&self, name: &ActRef) -> Result<(), String> {
        let is_saved = self.tablets.iter().any(|tablet| {
            let journal = &tablet.stores.journal;
            journal.acts.contains_key(name) || journal.old_keys.contains_key(&name.series)
        });
        let counts = self.bug.is_none_or(|bug| bug == Bug::UndoesSent);
        if is_saved || !counts {
            Ok(())
        } else {
            Err(format!("the server has {name}, and no journal knows it"))
        }
    }

    /// An accepted act is forgotten when the books that the tablet holds show it, and not before.
    pub(super) fn is_in_the_picture(&self, tablet: usize, keep: &Keep) -> Result<(), String> {
        let Some(device) = &self.tablets[tablet].device else {
            return Ok(());
        };
        let journal = &self.tablets[tablet].stores.journal;
        for own in keep.forget.iter().filter_map(|name| journal.acts.get(name)) {
            let Status::Accepted { number, .. } = &own.status else {
                continue;
            };
            let of_book = |id: &BucketId| id.book == own.act.book;
            let lacks = device.buckets().iter().find(|(id, bucket)| {
                let is_now = Some(bucket.epoch.as_str()) == device.epoch();
                of_book(id) && is_now && bucket.cursor < *number
            });
            if let Some((id, _)) = lacks
                && !self.model.wiped.contains(&own.name)
            {
                let name = &own.name;
                return Err(format!(
                    "t{tablet} forgets {name}, which {id} does not show"
                ));
            }
        }
        Ok(())
    }

    /// Whether an act would hold on the books shown.
    pub(super) fn would_hold(
        &self,
        author: &Author,
        books: &BTreeMap<BookId, Book>,
        act: &Act,
    ) -> bool {
        let mut others = Others::default();
        for need in needs(act) {
            others.learn(&need, books.get(need.book()));
        }
        let context = Context {
            author,
            judges: true,
            today: self.clock().today,
            has_arrived: false,
            rules: &self.rules,
            others: &others,
        };
        let mut book = books[&act.book].clone();
        let authored = crate::act::Authored {
            name: super::people::id("wish.1"),
            author: author.person.clone(),
            act: act.clone(),
        };
        apply(&context, &mut book, &authored).is_ok()
    }

    /// Everything is as if each act had been sent once.
    pub(super) fn compare(&mut self) -> Result<(), String> {
        let holdings = self.host.holdings();
        ledgers(&holdings)?;
        self.bases(&holdings)?;
        for ((tablet, name), hash) in &self.model.journalled {
            let Some(device) = &self.tablets[*tablet].device else {
                return Err(format!("t{tablet} is off"));
            };
            match device.acts().get(name) {
                Some(own) if own.hash != *hash => {
                    return Err(format!("t{tablet} has another {name} than was entered"));
                }
                Some(own) => self.same_verdict(&holdings, *tablet, own)?,
                None => self.is_safe(&holdings, *tablet, name)?,
            }
        }
        Ok(())
    }

    /// Each tablet's base is the server's projection of its scope, and it knows who is who.
    fn bases(&mut self, holdings: &Holdings) -> Result<(), String> {
        let clock = self.clock();
        for (index, tablet) in self.tablets.iter().enumerate() {
            let Some(device) = &tablet.device else {
                continue;
            };
            let known = tablet.stores.journal.organisation.as_ref();
            if known.is_none_or(|(_, people)| *people != self.organisation.people) {
                return Err(format!("t{index} has another organisation than the server"));
            }
            let scope = self.host.scope(&tablet.person, clock);
            let held: BTreeSet<_> = device.buckets().keys().collect();
            if held != scope.iter().collect() {
                return Err(format!("t{index} holds {held:?} instead of {scope:?}"));
            }
            for (id, bucket) in device.buckets() {
                let Some(book) = holdings.books.get(&id.book) else {
                    return Err(format!("t{index} has {id}, and the server has not"));
                };
                let is_same = match (&bucket.content, &id.view) {
                    (Content::Listing(lines), View::Members) => {
                        let listed = book.people.iter();
                        let listed =
                            listed.map(|(person, record)| (person.clone(), listing(record)));
                        *lines == listed.collect()
                    }
                    (Content::Book(base), view) => **base == project(book, view),
                    _ => false,
                };
                if !is_same {
                    return Err(format!("t{index} has another {id} than the server"));
                }
            }
        }
        Ok(())
    }

    fn same_verdict(&self, held: &Holdings, tablet: usize, own: &Own) -> Result<(), String> {
        let name = &own.name;
        let stored = held.acts.get(name);
        let stored = stored.filter(|stored| stored.hash == own.hash);
        let wrong = |what: &str| {
            let said = stored.map(|stored| &stored.verdict);
            Err(format!(
                "t{tablet}: {name} {what}: {:?}, the server {said:?}",
                own.status
            ))
        };
        let entered = (tablet, name.clone());
        if self.model.let_go.contains(&entered) && !matches!(own.status, Status::LetGo { .. }) {
            return wrong("was let go and came back");
        }
        match (&own.status, stored.map(|stored| &stored.verdict)) {
            (
                Status::Accepted { ledger, number, .. },
                Some(Verdict::Accepted {
                    ledger: in_ledger,
                    number: at,
                    ..
                }),
            ) if ledger == in_ledger && number == at => Ok(()),
            (Status::Refused { refusal }, Some(Verdict::Refused { refusal: said }))
                if refusal == said =>
            {
                Ok(())
            }
            // The server may have forgotten a refusal with a restore; the author has not.
            (Status::Refused { .. }, None) | (Status::LetGo { .. }, _) => Ok(()),
            // What only the other copy of a profile had heard, before a restore made the server forget it.
            (Status::Refused { .. }, Some(Verdict::Accepted { .. })) if self.is_copied(tablet) => {
                Ok(())
            }
            (Status::Held { on }, Some(Verdict::Held { on: said })) if on == said => Ok(()),
            (Status::SetAside, Some(Verdict::SetAside)) => Ok(()),
            (Status::Delivered { .. }, Some(_)) => Ok(()),
            _ => wrong("is not as the server says"),
        }
    }

    fn is_copied(&self, tablet: usize) -> bool {
        let name = &self.tablets[tablet].name;
        let same = self.tablets.iter().filter(|other| other.name == *name);
        same.count() > 1
    }

    /// What a tablet has no longer is in the ledger, or was forgotten on purpose.
    fn is_safe(&self, held: &Holdings, tablet: usize, name: &ActRef) -> Result<(), String> {
        let stored = held.acts.get(name);
        let is_accepted =
            stored.is_some_and(|stored| matches!(stored.verdict, Verdict::Accepted { .. }));
        let is_let_go = self.model.unwanted.contains(&(tablet, name.clone()));
        if is_accepted || is_let_go || self.model.wiped.contains(name) {
            Ok(())
        } else {
            Err(format!("t{tablet} lost {name}"))
        }
    }

    /// Every act has its final verdict.
    pub(super) fn nothing_waits(&self) -> Result<(), String> {
        for (tablet, device) in self.tablets.iter().enumerate() {
            for own in device
                .device
                .iter()
                .flat_map(|device| device.acts().values())
            {
                if own.status.is_open() {
                    let (name, status) = (&own.name, &own.status);
                    return Err(format!("t{tablet}: {name} waits for ever: {status:?}"));
                }
            }
        }
        Ok(())
    }

    /// Counts what became of everybody's acts.
    pub(super) fn tally(&mut self) {
        let held = self.host.holdings();
        for known in held.acts.values() {
            let deed = known.act.as_ref().map(|act| act.deed.kind());
            match &known.verdict {
                Verdict::Accepted { .. } => {
                    self.count(&format!("took effect: {}", deed.unwrap_or("?")))
                }
                Verdict::Refused { refusal } => self.count(&format!("refused: {}", refusal.key())),
                _ => {}
            }
        }
    }

    /// What was only in memory would be missing now.
    pub(super) fn same_after_restart(&mut self) -> Result<(), String> {
        let holdings = self.host.holdings();
        for (tablet, name) in self.model.journalled.keys() {
            let acts = &self.tablets[*tablet].stores.journal.acts;
            let Some(own) = acts.get(name) else {
                self.is_safe(&holdings, *tablet, name)?;
                continue;
            };
            self.same_verdict(&holdings, *tablet, own)?;
        }
        Ok(())
    }
}

/// Each ledger is dense and chained, holds each act once, and the books are the sum of the acts.
fn ledgers(holdings: &Holdings) -> Result<(), String> {
    if let Some(wrong) = &holdings.wrong {
        return Err(wrong.clone());
    }
    let mut seen = BTreeSet::new();
    let mut sum = Sum::default();
    for (id, entries) in &holdings.ledgers {
        for (next, (number, name)) in (1..).zip(entries) {
            if *number != next {
                return Err(format!("ledger {id} breaks at {next}"));
            }
            if !seen.insert(name) {
                return Err(format!("{name} is in the ledgers twice"));
            }
            let Some(act) = holdings.acts.get(name).and_then(|known| known.act.as_ref()) else {
                return Err(format!("{name} is in the ledger, and nowhere else"));
            };
            sum.add(name, act)?;
        }
    }
    for (name, known) in &holdings.acts {
        let is_accepted = matches!(known.verdict, Verdict::Accepted { .. });
        if is_accepted != seen.contains(name) {
            let said = &known.verdict;
            return Err(format!("{name} is {said:?}, not as the ledger has it"));
        }
    }
    sum.compare(&holdings.books)
}
