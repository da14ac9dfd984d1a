//! What the rules say of what is shown: who may, and how a sheet is graded so far.

use leptos::prelude::*;
use roviec_shared::{
    act::Deed,
    book::{Book, grading::grade_of},
    grade::Grade,
    id::{PersonId, UnitId},
    organisation::Role,
    permission::may,
    refusal::Refusal,
    rules::RuleSet,
};

use super::Store;

impl Store {
    /// The rule set of a person in a book.
    pub fn rules_of(self, book: &Book, person: &PersonId) -> Option<RuleSet> {
        let record = book.people.get(person)?;
        self.rules.with(|rules| rules.of(&record.enrolled).cloned())
    }

    /// The system's grade of a person, so far.
    pub fn grade(self, book: &Book, person: &PersonId) -> Option<Grade> {
        let record = book.people.get(person)?;
        self.rules.with(|rules| {
            rules
                .of(&record.enrolled)
                .map(|rules| grade_of(rules, book, record, None))
        })
    }

    /// Whether whoever acts may do a deed: buttons that the server would refuse are not offered.
    pub fn may(self, book: &Book, deed: &Deed) -> bool {
        self.may_or_why(book, deed).is_ok()
    }

    /// The same, with the reason.
    ///
    /// # Errors
    /// Why not.
    pub fn may_or_why(self, book: &Book, deed: &Deed) -> Result<(), Refusal> {
        let today = self.today.get();
        self.actor.with(|actor| match actor {
            None => Err(Refusal::NotYours),
            Some(actor) => self
                .rules
                .with(|rules| may(&actor.author, today, rules, book, deed)),
        })
    }

    /// Whether whoever acts holds one of these roles at a unit.
    pub fn holds(self, roles: &[Role], unit: &UnitId) -> bool {
        let today = self.today.get();
        self.actor.with(|actor| {
            actor
                .as_ref()
                .is_some_and(|actor| actor.author.holds(roles, unit, today))
        })
    }
}
