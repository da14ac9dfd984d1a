//! Names of people and things, as far as this device knows them: for sentences, histories and papers.

use leptos::prelude::*;
use roviec_shared::{
    id::{ActRef, PersonId, TaskId, UnitId},
    organisation::Role,
};

use super::Store;
use crate::locale;

impl Store {
    /// A person's full name, from any book, list or post in sight.
    pub fn name_of(self, person: &PersonId) -> Option<String> {
        let own = self.actor.with(|actor| {
            actor
                .as_ref()
                .filter(|actor| actor.person == *person)
                .map(|actor| actor.name.clone())
        });
        own.or_else(|| self.names.with(|names| names.get(person).cloned()))
            .or_else(|| self.name_in_books(person))
            .or_else(|| self.name_in_listings(person))
    }

    /// Who holds one of these roles at a unit today, with their names.
    pub fn holders_of(self, roles: &[Role], unit: &UnitId) -> Vec<(PersonId, String)> {
        let mut found: Vec<PersonId> = self.holders.with(|holders| {
            holders
                .iter()
                .filter(|holder| holder.unit == *unit && roles.contains(&holder.role))
                .map(|holder| holder.person.clone())
                .collect()
        });
        found.dedup();
        found
            .into_iter()
            .filter_map(|person| {
                let name = self.name_of(&person)?;
                Some((person, name))
            })
            .collect()
    }

    fn name_in_books(self, person: &PersonId) -> Option<String> {
        self.books.with(|books| {
            books.values().rev().find_map(|book| {
                book.with_untracked(|book| Some(book.people.get(person)?.enrolled.name.clone()))
            })
        })
    }

    fn name_in_listings(self, person: &PersonId) -> Option<String> {
        self.listings.with(|listings| {
            listings.values().rev().find_map(|listing| {
                listing.with_untracked(|lines| Some(lines.get(person)?.name.clone()))
            })
        })
    }

    /// A unit's name: as the tree has it, else as its own month knew it.
    pub fn unit_name(self, unit: &UnitId) -> Option<String> {
        self.tree
            .with(|tree| tree.units.get(unit).map(|unit| unit.name.clone()))
            .or_else(|| {
                self.books.with(|books| {
                    books.iter().rev().find_map(|(id, book)| {
                        let of_unit = id.unit == *unit;
                        of_unit.then(|| {
                            book.with_untracked(|book| Some(book.place.as_ref()?.name.clone()))
                        })?
                    })
                })
            })
    }

    /// The product of a task, from any book in sight.
    pub fn product_of(self, task: &TaskId) -> Option<String> {
        self.books.with(|books| {
            books.values().rev().find_map(|book| {
                book.with_untracked(|book| {
                    book.people
                        .values()
                        .find_map(|record| Some(record.tasks.get(task)?.plan.product.clone()))
                })
            })
        })
    }

    /// Who made an act that a record's history names.
    pub fn author_of(self, act: &ActRef) -> Option<PersonId> {
        self.books.with(|books| {
            books.values().rev().find_map(|book| {
                book.with_untracked(|book| {
                    book.people
                        .values()
                        .flat_map(|record| &record.history)
                        .find(|touched| touched.act == *act)?
                        .by
                        .clone()
                })
            })
        })
    }

    /// The words of a criterion, from any rule set in force.
    pub fn criterion_name(self, criterion: &str) -> Option<String> {
        self.rules.with(|rules| {
            rules
                .iter()
                .flat_map(|set| &set.groups)
                .flat_map(|group| group.criteria())
                .find(|known| known.id.as_str() == criterion)
                .map(|known| locale::pick(&known.name))
        })
    }

    /// The words of a fact that limits a level, from any rule set in force.
    pub fn fact_name(self, fact: &str) -> Option<String> {
        self.rules.with(|rules| {
            rules
                .iter()
                .flat_map(|set| &set.facts)
                .find(|known| known.id.as_str() == fact)
                .map(|known| locale::pick(&known.name))
        })
    }
}
