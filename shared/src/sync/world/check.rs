//! What must hold: at every step, and when everything is quiet.

use std::collections::{BTreeMap, BTreeSet};

use super::{World, model::Sum};
use crate::{
    act::Act,
    apply::{Context, Others, apply, needs},
    book::Book,
    id::{ActRef, BookId},
    permission::Author,
    sync::{
        device::{Content, Own, Status},
        message::Verdict,
        server::Incoming,
    },
    view::{View, listing, project},
};

impl World {
    /// What was refused once takes no effect later.
    pub(super) fn was_not_refused(&self, incoming: &Incoming) -> Result<(), String> {
        let is_refused = self.tablets.iter().any(|tablet| {
            let own = tablet.stores.journal.acts.get(&incoming.name);
            own.is_some_and(|own| own.hash == incoming.hash && own.status.refusal().is_some())
        });
        if is_refused {
            Err(format!(
                "{} was refused, and takes effect now",
                incoming.name
            ))
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
        if is_saved || self.bug.is_some() {
            Ok(())
        } else {
            Err(format!("the server has {name}, and no journal knows it"))
        }
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
        self.ledgers()?;
        self.bases()?;
        for ((tablet, name), hash) in &self.model.journalled {
            let Some(device) = &self.tablets[*tablet].device else {
                return Err(format!("t{tablet} is off"));
            };
            match device.acts().get(name) {
                Some(own) if own.hash != *hash => {
                    return Err(format!("t{tablet} has another {name} than was entered"));
                }
                Some(own) => self.same_verdict(*tablet, own)?,
                None => self.is_safe(*tablet, name)?,
            }
        }
        Ok(())
    }

    /// Each ledger is dense and chained, holds each act once, and its books are the sum of its acts.
    fn ledgers(&mut self) -> Result<(), String> {
        let mut seen = BTreeSet::new();
        let mut sum = Sum::default();
        for (id, ledger) in self.server.ledgers() {
            if let Some(number) = ledger.fault() {
                return Err(format!("ledger {id} breaks at {number}"));
            }
            for entry in ledger.entries() {
                if !seen.insert(&entry.act) {
                    return Err(format!("{} is in the ledgers twice", entry.act));
                }
                let stored = self.server.acts().get(&entry.act);
                let Some(act) = stored.and_then(|stored| stored.incoming.act.as_ref()) else {
                    return Err(format!("{} is in the ledger, and nowhere else", entry.act));
                };
                sum.add(&entry.act, act)?;
            }
        }
        for (name, stored) in self.server.acts() {
            let is_accepted = matches!(stored.verdict, Verdict::Accepted { .. });
            if is_accepted != seen.contains(name) {
                return Err(format!(
                    "{name} is {:?}, not as the ledger has it",
                    stored.verdict
                ));
            }
        }
        sum.compare(self.server.books())
    }

    /// Each tablet's base is the server's projection of its scope.
    fn bases(&self) -> Result<(), String> {
        let today = self.clock().today;
        for (index, tablet) in self.tablets.iter().enumerate() {
            let Some(device) = &tablet.device else {
                continue;
            };
            let scope = self.server.scope(&tablet.person, today);
            let held: BTreeSet<_> = device.buckets().keys().collect();
            if held != scope.keys().collect() {
                return Err(format!("t{index} holds {held:?} instead of {scope:?}"));
            }
            for (id, bucket) in device.buckets() {
                let book = &self.server.books()[&id.book];
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

    fn same_verdict(&self, tablet: usize, own: &Own) -> Result<(), String> {
        let name = &own.name;
        let stored = self.server.acts().get(name);
        let stored = stored.filter(|stored| stored.incoming.hash == own.hash);
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
            (Status::Held { on }, Some(Verdict::Held { on: said })) if on == said => Ok(()),
            (Status::SetAside, Some(Verdict::SetAside)) => Ok(()),
            (Status::Delivered { .. }, Some(_)) => Ok(()),
            _ => wrong("is not as the server says"),
        }
    }

    /// What a tablet has no longer is in the ledger, or was forgotten on purpose.
    fn is_safe(&self, tablet: usize, name: &ActRef) -> Result<(), String> {
        let stored = self.server.acts().get(name);
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
    pub(super) fn nothing_waits(&mut self) -> Result<(), String> {
        let mut counts = Vec::new();
        for (tablet, device) in self.tablets.iter().enumerate() {
            for own in device
                .device
                .iter()
                .flat_map(|device| device.acts().values())
            {
                match &own.status {
                    status if status.is_open() => {
                        return Err(format!(
                            "t{tablet}: {} waits for ever: {status:?}",
                            own.name
                        ));
                    }
                    Status::Accepted { .. } => counts.push("accepted".to_owned()),
                    Status::Refused { refusal } => {
                        counts.push(format!("refused {}", refusal.key()))
                    }
                    _ => {}
                }
            }
        }
        for what in counts {
            self.count(&what);
        }
        Ok(())
    }

    /// What was only in memory would be missing now.
    pub(super) fn same_after_restart(&self) -> Result<(), String> {
        for (tablet, name) in self.model.journalled.keys() {
            let acts = &self.tablets[*tablet].stores.journal.acts;
            let Some(own) = acts.get(name) else {
                self.is_safe(*tablet, name)?;
                continue;
            };
            self.same_verdict(*tablet, own)?;
        }
        Ok(())
    }
}
