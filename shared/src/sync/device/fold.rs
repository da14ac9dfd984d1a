//! What the screen shows: base, then accepted acts that the base has not got yet, then pending ones.

use std::collections::{BTreeMap, BTreeSet};

use super::{Bucket, Content, Device, Own, Status};
use crate::{
    act::Authored,
    apply::{Context, Others, apply, needs},
    book::{Book, Listing},
    id::{ActRef, BookId, PersonId, SeriesId, UnitId},
    month::Day,
    order::{self, Gather},
    permission::Author,
    rules::RuleBook,
    view::{BucketId, View},
};

/// What folding needs from outside.
#[derive(Clone, Copy)]
pub struct Folding<'a> {
    /// Whose device it is.
    pub author: &'a Author,
    /// The last day heard of.
    pub today: Day,
}

/// A book as shown.
#[derive(Clone, Debug)]
pub struct Folded {
    /// Base and pending.
    pub book: Book,
    /// Pending acts that no longer apply: they stay pending, marked and out of the picture.
    pub stuck: BTreeSet<ActRef>,
}

impl Device {
    /// The book as shown; none while this device holds nothing of it.
    pub fn fold(&self, id: &BookId, folding: &Folding<'_>) -> Option<Folded> {
        let (base, bucket) = self.base(id)?;
        let (ledger, cursor) = (&bucket.ledger, bucket.cursor);
        let is_old = Some(&bucket.epoch) != self.epoch.as_ref();
        let mut book = base.clone();
        let mut stuck = BTreeSet::new();
        let mut accepted = Vec::new();
        let mut open = Vec::new();
        for own in self.acts.values().filter(|own| own.act.book == *id) {
            match &own.status {
                Status::Accepted {
                    ledger: of,
                    number,
                    day,
                } if of == ledger && *number > cursor => {
                    accepted.push((*number, *day, own));
                }
                // A base of an earlier epoch may hold what is to be sent again.
                status if status.is_open() && !(is_old && book.holds(&own.name)) => open.push(own),
                _ => {}
            }
        }
        order::sort_by_key(&mut accepted, |(number, ..)| *number);
        for (number, day, own) in accepted {
            if !apply_accepted(&mut book, own, number, day, &self.rules) {
                stuck.insert(own.name.clone());
            }
        }
        for own in in_turn(open) {
            if !self.apply_open(&mut book, own, folding) {
                stuck.insert(own.name.clone());
            }
        }
        Some(Folded { book, stuck })
    }

    fn apply_open(&self, book: &mut Book, own: &Own, folding: &Folding<'_>) -> bool {
        let others = self.others(own);
        // A colleague's roles are not known here: the server judges them.
        let is_own = folding.author.person.as_ref() == Some(&own.author);
        let context = Context {
            author: folding.author,
            judges: is_own,
            today: folding.today,
            has_arrived: false,
            rules: &self.rules,
            others: &others,
        };
        let authored = Authored {
            name: own.name.clone(),
            author: Some(own.author.clone()),
            act: own.act.clone(),
        };
        apply(&context, book, &authored).is_ok()
    }

    /// What the server gave of a book: the fullest view held.
    fn base(&self, id: &BookId) -> Option<(&Book, &Bucket)> {
        let first = BucketId {
            book: id.clone(),
            view: View::Members,
        };
        // Views stand in the order of how much they show.
        let of_book = self.buckets.range(first..);
        let (_, found) = of_book
            .take_while(|(held, _)| held.book == *id)
            .filter(|(held, _)| held.view != View::Members)
            .last()?;
        match &found.content {
            Content::Book(book) => Some((book, found)),
            Content::Listing(_) => None,
        }
    }

    fn others(&self, own: &Own) -> Others {
        let mut others = Others::default();
        for need in needs(&own.act) {
            others.learn(&need, self.base(need.book()).map(|(book, ..)| book));
        }
        others
    }

    /// The books of which something is held, besides names and levels.
    pub fn books(&self) -> BTreeSet<BookId> {
        self.buckets
            .keys()
            .filter(|id| id.view != View::Members)
            .map(|id| id.book.clone())
            .into_set()
    }

    /// Names and announced levels of a unit's month.
    pub fn listing(&self, id: &BookId) -> Option<&BTreeMap<PersonId, Listing>> {
        match &self
            .buckets
            .get(&BucketId {
                book: id.clone(),
                view: View::Members,
            })?
            .content
        {
            Content::Listing(lines) => Some(lines),
            Content::Book(_) => None,
        }
    }
}

/// Open acts in the order in which they mean something: two people on one tablet have two series, and an
/// act of one is shown after those of the other that it comes after.
fn in_turn(mut open: Vec<&Own>) -> Vec<&Own> {
    let mut left: BTreeSet<&ActRef> = open.iter().map(|own| &own.name).into_set();
    let mut turn = Vec::with_capacity(open.len());
    loop {
        let mut later = Vec::new();
        let mut waiting: BTreeSet<&SeriesId> = BTreeSet::new();
        for own in &open {
            let given = own.act.giver_of_task();
            let named = own.act.rests_on().into_iter().chain(&own.act.after);
            let waits = waiting.contains(&own.name.series)
                || named
                    .chain(&given)
                    .any(|name| *name != own.name && left.contains(name));
            if waits {
                waiting.insert(&own.name.series);
                later.push(*own);
            } else {
                left.remove(&own.name);
                turn.push(*own);
            }
        }
        if later.is_empty() || later.len() == open.len() {
            turn.extend(later);
            return turn;
        }
        open = later;
    }
}

/// Runs an accepted act as the server did; its rights are not judged again.
fn apply_accepted(book: &mut Book, own: &Own, number: u64, day: Day, rules: &RuleBook) -> bool {
    let author = Author {
        person: Some(own.author.clone()),
        held: Vec::new(),
    };
    let others = Others::default();
    let context = Context {
        author: &author,
        judges: false,
        today: day,
        has_arrived: true,
        rules,
        others: &others,
    };
    let authored = Authored {
        name: own.name.clone(),
        author: author.person.clone(),
        act: own.act.clone(),
    };
    match apply(&context, book, &authored) {
        Ok(effects) => {
            book.stamp(&effects, number);
            true
        }
        Err(_) => false,
    }
}

/// The base with the device's own accepted acts of `(from, through]`; none where one does not apply.
pub(super) fn accepted_onto(
    base: &Book,
    ledger: &UnitId,
    from: u64,
    through: u64,
    acts: &[&Own],
    rules: &RuleBook,
) -> Option<Book> {
    let mut mine: Vec<(u64, Day, &Own)> = acts
        .iter()
        .filter(|own| own.act.book == base.id)
        .filter_map(|own| match &own.status {
            Status::Accepted {
                ledger: of,
                number,
                day,
            } if of == ledger && *number > from && *number <= through => {
                Some((*number, *day, *own))
            }
            _ => None,
        })
        .collect();
    order::sort_by_key(&mut mine, |(number, ..)| *number);
    let mut book = base.clone();
    for (number, day, own) in mine {
        if !apply_accepted(&mut book, own, number, day, rules) {
            return None;
        }
    }
    Some(book)
}
