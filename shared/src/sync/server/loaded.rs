//! What judging needs, and what comes of it.

use std::collections::{BTreeMap, BTreeSet};

use super::{Incoming, SeriesState};
use crate::{
    act::Authored,
    apply::Effects,
    book::Book,
    id::{ActRef, BookId, PersonId, SeriesId, UnitId},
    month::Day,
    permission::Author,
    rules::RuleBook,
    sync::{
        message::{BatchFault, Verdict},
        series::Hash,
    },
};

/// The newest entry of a ledger.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tip {
    /// Its number; 0 for an empty ledger.
    pub number: u64,
    /// Its hash.
    pub hash: Hash,
}

/// What was loaded for a request, under the locks of the ledgers that will change.
#[derive(Debug, Default)]
pub struct Loaded {
    /// Whose the series are.
    pub series: BTreeMap<SeriesId, SeriesState>,
    /// The roles of the authors today.
    pub authors: BTreeMap<PersonId, Author>,
    /// Verdicts of acts that matter, with the acts' hashes.
    pub stored: BTreeMap<ActRef, (Hash, Verdict)>,
    /// The books; those that nobody has opened are absent.
    pub books: BTreeMap<BookId, Book>,
    /// The ledger of each changing book's unit.
    pub ledgers: BTreeMap<UnitId, UnitId>,
    /// The tips of those ledgers.
    pub tips: BTreeMap<UnitId, Tip>,
    /// Acts of others that an act at hand adopts, as their authors made them; none that is adopted already.
    pub predecessors: BTreeMap<ActRef, Authored>,
    /// Under which name what those rest on was adopted.
    pub adopted: BTreeMap<ActRef, ActRef>,
    /// Acts held before: those of the books that change, those that wait for a new act, those that wait
    /// for them, and so on. After an upgrade also those set aside.
    pub held: Vec<Incoming>,
}

/// A ledger's new entry.
#[derive(Clone, Debug)]
pub struct NewEntry {
    /// The ledger.
    pub ledger: UnitId,
    /// Its number there.
    pub number: u64,
    /// Its hash.
    pub hash: Hash,
    /// The book that it changed.
    pub book: BookId,
    /// The act.
    pub name: ActRef,
    /// What resulted.
    pub effects: Effects,
}

/// What is to be stored, and answered once it is.
#[derive(Debug, Default)]
pub struct Judged {
    /// Every new act, with its verdict, in order of arrival.
    pub acts: Vec<(Incoming, Verdict)>,
    /// Acts held before whose verdict is new: final, or held for another act.
    pub released: Vec<(ActRef, Verdict)>,
    /// Ledger entries, in order.
    pub entries: Vec<NewEntry>,
    /// Refused acts that their authors' successors have adopted, each with the act that did.
    pub adopted: Vec<(ActRef, ActRef)>,
    /// Books that changed; their content is in [`Loaded::books`].
    pub changed: BTreeSet<BookId>,
    /// Repeated acts with the verdicts that they had.
    pub repeated: Vec<(ActRef, Verdict)>,
    /// Series whose repeated acts are not what the server holds.
    pub faults: BTreeMap<SeriesId, BatchFault>,
}

/// The server's day and clock, and the rules in force.
#[derive(Clone, Copy)]
pub struct Now<'a> {
    /// Its day.
    pub today: Day,
    /// Milliseconds since 1970.
    pub time_ms: i64,
    /// The rule sets.
    pub rules: &'a RuleBook,
}
