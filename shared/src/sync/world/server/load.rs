use super::Server;
use crate::sync::{
    message::Verdict,
    server::{Incoming, Loaded, Reading},
};

impl Server {
    /// What judging rests on.
    pub(super) fn load(&self, reading: &Reading) -> Loaded {
        let durable = &self.durable;
        let stored = durable.acts.values();
        let held: Vec<Incoming> = stored
            .filter(|act| matches!(act.verdict, Verdict::Held { .. }))
            .map(|act| act.incoming.clone())
            .collect();
        let wants = reading.wants(&held);
        let mut loaded = Loaded::default();
        for incoming in reading.new.iter().chain(&held) {
            let series = &incoming.name.series;
            if let Some(registered) = durable.series.get(series) {
                let state = registered.state.clone();
                if let Some(person) = &state.person {
                    let author = self.organisation.author(person);
                    loaded.authors.insert(person.clone(), author);
                }
                loaded.series.insert(series.clone(), state);
            }
        }
        let held_names = held.iter().map(|incoming| &incoming.name);
        for name in wants.acts.iter().chain(held_names) {
            if let Some(act) = durable.acts.get(name) {
                let known = (act.incoming.hash, act.verdict.clone());
                loaded.stored.insert(name.clone(), known);
            }
        }
        for id in &wants.books {
            if let Some(book) = durable.books.get(id) {
                loaded.books.insert(id.clone(), book.clone());
            }
        }
        for book in &wants.changing {
            if let Some(ledger) = self.organisation.tree.ledger(&book.unit) {
                loaded.ledgers.insert(book.unit.clone(), ledger.clone());
                loaded.tips.insert(ledger.clone(), self.tip(ledger));
            }
        }
        loaded.held = held;
        loaded
    }
}
