//! Opinions that are being entered: kept on this device until they are sent.

use std::collections::BTreeMap;

use leptos::prelude::*;
use roviec_shared::{
    act::Deed,
    book::round::{Opinion, Round},
    id::{ActRef, PersonId},
    level::Outcome,
};

use super::me;
use crate::doing::Doing;
use crate::form;
use crate::level::OutcomeEntry;
use crate::month::Here;

/// What is entered on one round, and the dialog for an opinion that is not what was proposed. Copy it freely.
#[derive(Clone, Copy)]
pub(super) struct Entry {
    pub here: Here,
    pub doing: Doing,
    round: StoredValue<ActRef>,
    entered: RwSignal<BTreeMap<PersonId, Opinion>>,
    pub open: RwSignal<bool>,
    on: RwSignal<Option<PersonId>>,
    pub outcome: OutcomeEntry,
    pub text: RwSignal<String>,
    pub is_short: RwSignal<bool>,
}

impl Entry {
    /// On a round, with what was being entered before.
    pub fn open(here: Here, round: &ActRef) -> Self {
        let key = format!("opine/{round}");
        let kept = form::stored(here.store, &key).unwrap_or_default();
        let entered = RwSignal::new(kept);
        form::keep(here.store, key, BTreeMap::new(), move || entered.get());
        Self {
            here,
            doing: Doing::new(here.store),
            round: StoredValue::new(round.clone()),
            entered,
            open: RwSignal::new(false),
            on: RwSignal::new(None),
            outcome: OutcomeEntry::empty(),
            text: RwSignal::default(),
            is_short: RwSignal::new(false),
        }
    }

    /// Reads the round as shown, following it.
    pub fn with<T>(self, read: impl FnOnce(&Round) -> T) -> Option<T> {
        self.round
            .with_value(|act| self.here.with(|book| book.round(act).map(read)))
            .flatten()
    }

    /// What is entered of a person, else what was given before.
    pub fn of(self, person: &PersonId) -> Option<Opinion> {
        let entered = self.entered.with(|entered| entered.get(person).cloned());
        entered.or_else(|| self.given(person))
    }

    fn given(self, person: &PersonId) -> Option<Opinion> {
        let me = me(self.here.store)?;
        self.with(|round| round.opinions.get(&me)?.on.get(person).cloned())?
    }

    /// Whether something is entered of a person that was not given yet.
    pub fn is_new(self, person: &PersonId) -> bool {
        self.entered.with(|entered| entered.contains_key(person))
    }

    /// How many opinions are entered and not given.
    pub fn count(self) -> usize {
        self.entered.with(BTreeMap::len)
    }

    fn enter(self, person: PersonId, opinion: Opinion) {
        let was_given = self.given(&person).as_ref() == Some(&opinion);
        self.entered.update(|entered| {
            if was_given {
                entered.remove(&person);
            } else {
                entered.insert(person, opinion);
            }
        });
    }

    /// As it was proposed.
    pub fn agree(self, person: &PersonId) {
        let proposed = self.with(|round| Some(round.rows.get(person)?.proposed.clone()));
        if let Some(outcome) = proposed.flatten() {
            let text = String::new();
            self.enter(person.clone(), Opinion { outcome, text });
        }
    }

    /// As it was proposed, of everyone of whom nothing is said.
    pub fn agree_with_the_rest(self) {
        for person in self.unsaid() {
            self.agree(&person);
        }
    }

    /// Of whom nothing is said or entered.
    pub fn unsaid(self) -> Vec<PersonId> {
        let me = me(self.here.store);
        let others = |round: &Round| {
            let is_own =
                |person: &&PersonId| me.as_ref().is_some_and(|me| round.is_own(me, person));
            let rows = round.rows.keys().filter(|person| !is_own(person));
            rows.cloned().collect::<Vec<_>>()
        };
        let mut all = self.with(others).unwrap_or_default();
        all.retain(|person| self.of(person).is_none());
        all
    }

    /// Opens the dialog for another opinion.
    pub fn begin(self, person: &PersonId) {
        let standing = self.of(person);
        self.outcome
            .begin(standing.as_ref().map(|opinion| &opinion.outcome));
        self.text
            .set(standing.map(|opinion| opinion.text).unwrap_or_default());
        self.is_short.set(false);
        self.on.set(Some(person.clone()));
        self.open.set(true);
    }

    /// Of whom the dialog is.
    pub fn on(self) -> Option<PersonId> {
        self.on.get()
    }

    /// Takes what is in the dialog; words are needed where it is not what was proposed.
    pub fn take(self) {
        let (Some(person), Some(outcome)) = (self.on.get(), self.outcome.outcome()) else {
            return self.is_short.set(true);
        };
        let text = self.text.get().trim().to_owned();
        let proposed = |round: &Round| Some(round.rows.get(&person)?.proposed.clone());
        let differs: bool = self.with(proposed).flatten().as_ref() != Some::<&Outcome>(&outcome);
        if differs && text.is_empty() {
            return self.is_short.set(true);
        }
        self.enter(person, Opinion { outcome, text });
        self.open.set(false);
    }

    /// Gives what is entered.
    pub fn send(self) {
        self.doing.forgets();
        let people = self.entered.get_untracked();
        let deed = Deed::Opine {
            round: self.round.get_value(),
            day: self.here.store.today.get_untracked(),
            people,
        };
        if self.doing.does(&self.here.id(), deed) {
            self.entered.set(BTreeMap::new());
        }
    }
}
