//! People at their tablets.

use super::{Bug, World, doing::Seeing, shell::Written};
use crate::{
    act::Act,
    id::PersonId,
    sync::device::{Input, Own, Status},
};

impl World {
    /// Someone on a tablet does what they see fit.
    pub(super) fn act(&mut self, tablet: usize) -> Result<(), String> {
        let is_on = self.tablets[tablet].device.is_some();
        if !is_on || self.tablets[tablet].writing > 0 || !self.tablets[tablet].moving.is_empty() {
            return Ok(());
        }
        if self.chance.percent(5) {
            return self.let_go(tablet);
        }
        if self.bug == Some(Bug::UndoesSent) && self.chance.percent(5) {
            self.undo(tablet);
        }
        self.enter(tablet)
    }

    fn enter(&mut self, tablet: usize) -> Result<(), String> {
        let actors = self.tablets[tablet].actors();
        let Some(person) = self.chance.pick(&actors).cloned() else {
            return Ok(());
        };
        let today = self.clock().today;
        let books = self.tablets[tablet].shown(today);
        let author = self.tablets[tablet].author(&person);
        let people: Vec<PersonId> = self.organisation.people.keys().cloned().collect();
        let rules = self.rules.clone();
        let seeing = Seeing {
            author: &author,
            today,
            rules: &rules,
            books: &books,
            people: &people,
        };
        let Some((book, deed)) = seeing.wish(&mut self.chance) else {
            return Ok(());
        };
        let act = Act::on(&books[&book], deed);
        // Mostly the buttons offer only what would hold.
        let holds = self.would_hold(&author, &books, &act);
        if !holds && self.chance.percent(80) {
            return Ok(());
        }
        let own = self.tablets[tablet].number(&person, act);
        self.tablets[tablet].writing += 1;
        if self.bug == Some(Bug::SaysSavedEarly) {
            self.model.journal(tablet, &own);
        }
        if self.bug == Some(Bug::SendsUnsaved) {
            self.feed(tablet, Input::Journalled(Box::new(own.clone())))?;
        }
        self.store(tablet, Written::Act(Box::new(own)));
        if self.bug == Some(Bug::NumbersEarly) && self.tablets[tablet].writing == 1 {
            return self.enter(tablet);
        }
        Ok(())
    }

    /// Takes an act back as if it had never left.
    fn undo(&mut self, tablet: usize) {
        let journal = &mut self.tablets[tablet].stores.journal;
        let held = |own: &&Own| matches!(own.status, Status::Held { .. });
        let left = journal.acts.values().filter(held);
        let left: Vec<_> = left.map(|own| own.name.clone()).collect();
        if let Some(name) = self.chance.pick(&left) {
            journal.acts.remove(name);
            self.model.unwanted.insert((tablet, name.clone()));
        }
    }

    fn let_go(&mut self, tablet: usize) -> Result<(), String> {
        let Some(device) = &self.tablets[tablet].device else {
            return Ok(());
        };
        let refused: Vec<_> = device.refused().map(|(own, _)| own.name.clone()).collect();
        match self.chance.pick(&refused).cloned() {
            Some(name) => {
                self.count("let go");
                self.model.unwanted.insert((tablet, name.clone()));
                self.feed(tablet, Input::LetGo(name))
            }
            None => Ok(()),
        }
    }
}
