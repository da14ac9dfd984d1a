//! What people try: mostly what is due or theirs to do, sometimes what is neither.

mod body;
mod cell;

use std::collections::BTreeMap;

use super::chance::Chance;
use crate::{
    act::Deed,
    book::{Book, Record, sheet::Stage},
    id::{BookId, PersonId},
    month::Day,
    organisation::Role,
    permission::{Author, LEADERS},
    rules::RuleBook,
};

/// Who is about to do something, and what they see.
pub struct Seeing<'a> {
    /// Who.
    pub author: &'a Author,
    /// The last day heard of.
    pub today: Day,
    /// The rule sets.
    pub rules: &'a RuleBook,
    /// The books as their screen shows them.
    pub books: &'a BTreeMap<BookId, Book>,
    /// Everyone there is.
    pub people: &'a [PersonId],
}

/// Something that someone may want to do.
pub type Wish = (BookId, Deed);

/// Things to do: how much each is wanted.
#[derive(Debug, Default)]
pub struct Wishes(Vec<(u64, Wish)>);

impl Wishes {
    fn add(&mut self, weight: u64, book: &Book, deed: Deed) {
        self.0.push((weight, (book.id.clone(), deed)));
    }

    fn take(mut self, chance: &mut Chance) -> Option<Wish> {
        let sum = self.0.iter().map(|(weight, _)| weight).sum();
        let mut left = chance.below(sum);
        let at = self.0.iter().position(|(weight, _)| {
            let is_it = left < *weight;
            left = left.saturating_sub(*weight);
            is_it
        })?;
        Some(self.0.swap_remove(at).1)
    }
}

impl Seeing<'_> {
    /// What this person does next; nothing where they see nothing.
    pub fn wish(&self, chance: &mut Chance) -> Option<Wish> {
        let mut wishes = Wishes::default();
        for book in self.books.values().filter(|book| book.place.is_some()) {
            self.of_book(book, chance, &mut wishes);
        }
        wishes.take(chance)
    }

    fn of_book(&self, book: &Book, chance: &mut Chance, wishes: &mut Wishes) {
        // Now and then people try what is not theirs.
        let dares = chance.percent(4);
        if dares || self.holds(LEADERS, book) {
            self.leading(book, chance, wishes);
        }
        self.of_groups(book, chance, wishes);
        if let Some(person) = &self.author.person
            && let Some(record) = book.people.get(person)
        {
            self.rated(book, person, record, chance, wishes);
        }
        let above = book
            .place
            .iter()
            .flat_map(|place| place.above.values().flatten());
        let is_above = |roles: &[Role]| {
            let mut units = above.clone();
            units.any(|above| self.author.holds(roles, &above.unit, self.today))
        };
        if dares || is_above(&[Role::CommitteeOffice]) {
            self.office(book, chance, wishes);
        }
        if dares || is_above(&[Role::Decider]) {
            self.decider(book, chance, wishes);
        }
        if dares || self.holds(&[Role::CommitteeOffice], book) {
            self.conclude(book, wishes);
        }
    }

    fn holds(&self, roles: &[Role], book: &Book) -> bool {
        self.author.holds(roles, &book.id.unit, self.today)
    }

    /// What the rated do themselves.
    fn rated(
        &self,
        book: &Book,
        person: &PersonId,
        record: &Record,
        chance: &mut Chance,
        wishes: &mut Wishes,
    ) {
        if matches!(record.stage, Stage::Open { .. }) {
            let weight = if record.stage.score().is_none() { 6 } else { 2 };
            wishes.add(weight, book, self.score(person, chance));
            wishes.add(1, book, self.acknowledge(person));
            if let Some(task) = self.some_task(record, chance) {
                wishes.add(4, book, self.report(person, task, chance));
            }
        }
        wishes.add(2, book, self.comment(person, chance));
        if record.stage.announcement().is_some() {
            wishes.add(4, book, self.appeal(person, chance));
        }
    }
}
