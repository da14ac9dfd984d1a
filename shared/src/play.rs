//! Playing a month in tests and in the demonstration: people with roles, books, and acts in order,
//! each through `may` and `apply` as on a device. Behind the feature `world`.

use std::collections::BTreeMap;

use crate::{
    act::{Act, Authored, Deed},
    apply::{Context, Effects, Others, apply, needs},
    book::Book,
    id::{ActRef, BookId, PersonId, SeriesId},
    month::Day,
    organisation::{Held, Role, Tree},
    permission::Author,
    refusal::Refusal,
    rules::RuleBook,
};

/// A small world without a network: everyone sees every book at once.
#[derive(Clone)]
pub struct Play {
    /// Rule sets in force.
    pub rules: RuleBook,
    /// Units.
    pub tree: Tree,
    /// Who holds what.
    pub people: BTreeMap<PersonId, Author>,
    /// Books by id.
    pub books: BTreeMap<BookId, Book>,
    /// The day it is.
    pub today: Day,
    numbers: BTreeMap<SeriesId, u64>,
}

impl Play {
    /// A world with nobody in it.
    pub fn new(rules: RuleBook, today: Day) -> Self {
        Self {
            rules,
            tree: Tree::default(),
            people: BTreeMap::new(),
            books: BTreeMap::new(),
            today,
            numbers: BTreeMap::new(),
        }
    }

    /// Gives a person a role at a unit, for good.
    pub fn give(&mut self, person: &str, role: Role, unit: &str) {
        let id: PersonId = person.parse().expect("tests name people by ids");
        let author = self.people.entry(id.clone()).or_insert_with(|| Author {
            person: Some(id),
            held: Vec::new(),
        });
        author.held.push(Held {
            role,
            unit: unit.parse().expect("tests name units by ids"),
            from: self.today.plus_days(-4000),
            until: None,
            document: String::new(),
        });
    }

    /// The book of a unit's month, made where it is not there.
    pub fn book(&mut self, id: &BookId) -> &mut Book {
        self.books
            .entry(id.clone())
            .or_insert_with(|| Book::new(id.clone()))
    }

    /// The act that `who` would make of a deed on a book as it is now.
    pub fn act(&mut self, id: &BookId, deed: Deed) -> Act {
        Act::on(self.book(id), deed)
    }

    /// `who` (the server where empty) does a deed on a book as it is now.
    ///
    /// # Errors
    /// As [`apply`].
    pub fn does(&mut self, who: &str, id: &BookId, deed: Deed) -> Result<Effects, Refusal> {
        let act = self.act(id, deed);
        self.sends(who, act).map(|(_, effects)| effects)
    }

    /// `who` sends an act that was made before, perhaps on an older view of the book.
    ///
    /// # Errors
    /// As [`apply`].
    pub fn sends(&mut self, who: &str, act: Act) -> Result<(ActRef, Effects), Refusal> {
        let author = if who.is_empty() {
            Author::server()
        } else {
            let id: PersonId = who.parse().expect("tests name people by ids");
            self.people.get(&id).cloned().unwrap_or(Author {
                person: Some(id),
                held: Vec::new(),
            })
        };
        let series: SeriesId = if who.is_empty() { "server" } else { who }
            .parse()
            .expect("an id");
        let mut others = Others::default();
        for need in needs(&act) {
            others.learn(
                &need,
                Some(
                    self.books
                        .get(need.book())
                        .unwrap_or(&Book::new(need.book().clone())),
                ),
            );
        }
        let number = self.numbers.get(&series).copied().unwrap_or(0) + 1;
        let name = ActRef {
            series: series.clone(),
            number,
        };
        let authored = Authored {
            name: name.clone(),
            author: author.person.clone(),
            act,
        };
        let context = Context {
            author: &author,
            judges: true,
            today: self.today,
            has_arrived: true,
            rules: &self.rules,
            others: &others,
        };
        let id = authored.act.book.clone();
        let book = self
            .books
            .entry(id.clone())
            .or_insert_with(|| Book::new(id));
        let effects = apply(&context, book, &authored)?;
        self.numbers.insert(series, number);
        Ok((name, effects))
    }
}
