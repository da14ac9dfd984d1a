//! One person of a unit's month: what the pages ask about them.

use leptos::prelude::*;
use roviec_shared::{
    book::{
        Record,
        sheet::{Stage, Taken},
    },
    grade::Grade,
    id::PersonId,
    rules::RuleSet,
};

use super::Here;

/// A person of a month. Copy it freely.
#[derive(Clone, Copy)]
pub struct Whose {
    /// Where.
    pub here: Here,
    person: StoredValue<PersonId>,
}

impl Whose {
    /// This person there.
    pub fn new(here: Here, person: PersonId) -> Self {
        Self {
            here,
            person: StoredValue::new(person),
        }
    }

    /// Their id.
    pub fn person(self) -> PersonId {
        self.person.get_value()
    }

    /// Reads their record as shown, following the book.
    pub fn with<T>(self, read: impl FnOnce(&Record) -> T) -> Option<T> {
        self.here
            .with(|book| {
                self.person
                    .with_value(|person| book.people.get(person).map(read))
            })
            .flatten()
    }

    /// Reads their record as shown at this moment.
    pub fn with_now<T>(self, read: impl FnOnce(&Record) -> T) -> Option<T> {
        self.here
            .with_now(|book| {
                self.person
                    .with_value(|person| book.people.get(person).map(read))
            })
            .flatten()
    }

    /// Their full name.
    pub fn name(self) -> Signal<String> {
        Signal::derive(move || {
            self.with(|record| record.enrolled.name.clone())
                .unwrap_or_default()
        })
    }

    /// The rule set that holds for them.
    pub fn rules(self) -> Option<RuleSet> {
        self.with(|record| {
            let rules = self.here.store.rules;
            rules.with(|rules| rules.of(&record.enrolled).cloned())
        })
        .flatten()
    }

    /// The system's grade of them, so far.
    pub fn grade(self) -> Option<Grade> {
        self.here
            .with(|book| {
                self.person
                    .with_value(|person| self.here.store.grade(book, person))
            })
            .flatten()
    }

    /// Whether it is whoever acts, or the unit for which they speak.
    pub fn is_self(self) -> bool {
        let today = self.here.store.today.get();
        self.here.store.actor.with(|actor| {
            actor.as_ref().is_some_and(|actor| {
                self.person.with_value(|person| {
                    actor.person == *person || actor.author.speaks_for(person, today)
                })
            })
        })
    }

    /// Whether it is a unit as a whole.
    pub fn is_collective(self) -> bool {
        self.person.with_value(|person| person.is_collective())
    }

    /// Whether their sheet can still change here: rated here, not gone up, not decided.
    pub fn is_open(self) -> bool {
        let went_up = |taken: &Taken| matches!(taken, Taken::Submitted { .. });
        self.with(|record| {
            record.is_rated_here()
                && matches!(&record.stage, Stage::Open { done, .. } if !done.iter().any(went_up))
        })
        .unwrap_or_default()
    }
}
