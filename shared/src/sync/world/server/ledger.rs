use crate::{
    id::{ActRef, BookId, PersonId},
    sync::{
        series::{Entry, Hash, entry_hash},
        server::{NewEntry, Tip},
    },
};

/// One entry as it stands.
#[derive(Clone, Debug)]
pub struct LedgerEntry {
    /// Its number, as it was given.
    pub number: u64,
    /// Its hash.
    pub hash: Hash,
    /// The book that it changed.
    pub book: BookId,
    /// The act.
    pub act: ActRef,
    act_hash: Hash,
    author: Option<PersonId>,
    time_ms: i64,
}

/// The accepted acts of some units.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    entries: Vec<LedgerEntry>,
}

impl Ledger {
    pub(super) fn add(
        &mut self,
        entry: &NewEntry,
        act_hash: Hash,
        author: Option<PersonId>,
        time_ms: i64,
    ) {
        self.entries.push(LedgerEntry {
            number: entry.number,
            hash: entry.hash,
            book: entry.book.clone(),
            act: entry.name.clone(),
            act_hash,
            author,
            time_ms,
        });
    }

    /// Its newest entry.
    pub fn tip(&self) -> Tip {
        self.entries.last().map_or(Tip::default(), |last| Tip {
            number: last.number,
            hash: last.hash,
        })
    }

    /// All entries, oldest first.
    pub fn entries(&self) -> &[LedgerEntry] {
        &self.entries
    }

    /// The entries after a number.
    pub fn since(&self, number: u64) -> impl Iterator<Item = &LedgerEntry> {
        self.entries
            .iter()
            .filter(move |entry| entry.number > number)
    }

    /// The first number at which it is not dense or not chained.
    pub fn fault(&self) -> Option<u64> {
        let mut before = Hash::default();
        for (number, entry) in (1..).zip(&self.entries) {
            let hash = entry_hash(
                &before,
                number,
                &Entry {
                    act: &entry.act,
                    act_hash: &entry.act_hash,
                    author: entry.author.as_ref(),
                    time_ms: entry.time_ms,
                },
            );
            if entry.number != number || entry.hash != hash {
                return Some(number);
            }
            before = entry.hash;
        }
        None
    }
}
