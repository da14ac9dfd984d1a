//! What goes back to a device: the buckets in its scope, as far as they changed since its cursors.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::Write,
};

use roviec_shared::{
    apply::Effects,
    book::Book,
    id::{BookId, UnitId},
    permission::{Author, first_month_held, scope},
    sync::{
        message::{ANSWER_BYTES, Change, SyncAnswer, SyncRequest, What},
        server::{news, scope_digest},
    },
    view::{BucketId, Parts, Sight, View},
};

use super::load::Foundation;
use crate::{
    database::{Listed, Transaction},
    error::Error,
};

/// Books opened at once: an answer's memory is bounded by them.
const BOOKS_AT_ONCE: usize = 8;
/// Listings read at once.
const LISTINGS_AT_ONCE: usize = 500;

/// A bucket that the device is behind with.
struct Behind<'a> {
    bucket: &'a BucketId,
    listed: &'a Listed,
    since: u64,
}

/// Fills the answer's part on buckets, within its bounds.
pub(super) async fn pull(
    transaction: &mut Transaction,
    foundation: &Foundation,
    author: &Author,
    own_series: &BTreeSet<String>,
    request: &SyncRequest,
    answer: &mut SyncAnswer,
) -> Result<(), Error> {
    let sights = scope(author, foundation.today, &foundation.organisation.tree);
    answer.organisation = revision(foundation, &sights);
    let units: Vec<&UnitId> = sights.keys().collect();
    let listed = transaction
        .listed(&units, first_month_held(foundation.today))
        .await?;
    let buckets = buckets(&sights, &listed);
    if scope_digest(buckets.iter().map(|(bucket, _)| bucket)) != request.scope {
        answer.scope = Some(buckets.iter().map(|(bucket, _)| bucket.clone()).collect());
    }
    // Numbers of another epoch mean nothing here: the device begins anew with the next request.
    if request.epoch.as_ref() != Some(&answer.epoch) {
        return Ok(());
    }
    let tips = transaction.tips().await?;
    let mut behind: Vec<Behind<'_>> = Vec::new();
    for (bucket, listed) in &buckets {
        let apart = request.lagging.get(bucket).copied();
        let Some(since) = apart.or_else(|| request.cursors.get(&listed.ledger).copied()) else {
            continue;
        };
        let Some(tip) = tips.get(listed.ledger.as_str()) else {
            continue;
        };
        let is_new = listed.number > since || (since == 0 && apart.is_some());
        let head = u64::try_from(tip.head).unwrap_or_default();
        if is_new || apart.is_some() || request.cursors.get(&listed.ledger) != Some(&head) {
            answer.cursors.insert(listed.ledger.clone(), head);
        }
        if let Ok(safe @ 1..) = u64::try_from(tip.safe) {
            answer.safe.insert(listed.ledger.clone(), safe);
        }
        if is_new {
            behind.push(Behind {
                bucket,
                listed,
                since,
            });
        }
    }
    // One's own and what one acts on first, the newest month first.
    behind.sort_by(|a, b| {
        let key = |behind: &Behind<'_>| behind.bucket.view == View::Members;
        key(a)
            .cmp(&key(b))
            .then(b.bucket.book.month.cmp(&a.bucket.book.month))
    });
    let (lines, books): (Vec<_>, Vec<_>) = behind
        .into_iter()
        .partition(|behind| behind.bucket.view == View::Members);
    let mut filling = Filling {
        transaction,
        own_series,
        answer,
        bytes: 0,
    };
    filling.books(books).await?;
    filling.lines(lines).await
}

/// Names what `GET /api/organisation` answers: it moves with the units, posts and rules, and with what is
/// in sight, because a post begins or ends on a day on which nothing is written.
pub(crate) fn revision(foundation: &Foundation, sights: &BTreeMap<UnitId, Sight>) -> String {
    let units: Vec<&UnitId> = sights.keys().collect();
    let sight = roviec_shared::book::digest(&units);
    format!(
        "{}.{}.{}",
        foundation.organisation.revision,
        foundation.rules.revision,
        &sight[..8]
    )
}

fn buckets<'a>(
    sights: &BTreeMap<UnitId, Sight>,
    listed: &'a [Listed],
) -> Vec<(BucketId, &'a Listed)> {
    let mut buckets = Vec::new();
    for listed in listed {
        let views = sights.get(&listed.book.unit).map(Sight::views);
        for view in views.unwrap_or_default() {
            let book = listed.book.clone();
            buckets.push((BucketId { book, view }, listed));
        }
    }
    buckets
}

/// An answer being filled, until there is no more room.
struct Filling<'a> {
    transaction: &'a mut Transaction,
    own_series: &'a BTreeSet<String>,
    answer: &'a mut SyncAnswer,
    bytes: usize,
}

impl Filling<'_> {
    fn has_room(&self) -> bool {
        self.bytes < ANSWER_BYTES
    }

    fn put(&mut self, behind: &Behind<'_>, what: What) {
        let change = Change {
            bucket: behind.bucket.clone(),
            ledger: behind.listed.ledger.clone(),
            what,
        };
        let mut counted = Counted(0);
        // Counting cannot fail, and what could not be written would not be sent either.
        let _ = serde_json::to_writer(&mut counted, &change);
        self.bytes += counted.0;
        self.answer.changes.push(change);
    }

    fn leave(&mut self, behind: &Behind<'_>) {
        self.answer.more = true;
        self.answer
            .lagging
            .insert(behind.bucket.clone(), behind.since);
    }

    /// `full` and `own`.
    async fn books(&mut self, behind: Vec<Behind<'_>>) -> Result<(), Error> {
        for chunk in behind.chunks(BOOKS_AT_ONCE) {
            if !self.has_room() {
                chunk.iter().for_each(|behind| self.leave(behind));
                continue;
            }
            let mut open: Vec<(&Behind<'_>, bool)> = Vec::new();
            for behind in chunk {
                let only_own = behind.since > 0 && self.is_only_own(behind).await?;
                if only_own && behind.bucket.view == View::Full {
                    // What the digest is over need not be opened.
                    self.put(behind, What::Yours(behind.listed.digest.clone()));
                } else {
                    open.push((behind, only_own));
                }
            }
            let ids: BTreeSet<&BookId> =
                open.iter().map(|(behind, _)| &behind.bucket.book).collect();
            let books: BTreeMap<BookId, Book> = self
                .transaction
                .books(ids)
                .await?
                .into_iter()
                .map(|book| (book.id.clone(), book))
                .collect();
            for (behind, only_own) in open {
                if !self.has_room() {
                    self.leave(behind);
                    continue;
                }
                let what = books
                    .get(&behind.bucket.book)
                    .and_then(|book| news(book, &behind.bucket.view, behind.since, only_own));
                self.put_news(behind, what);
            }
        }
        Ok(())
    }

    /// `members`, without opening a book.
    async fn lines(&mut self, behind: Vec<Behind<'_>>) -> Result<(), Error> {
        for chunk in behind.chunks(LISTINGS_AT_ONCE) {
            if !self.has_room() {
                chunk.iter().for_each(|behind| self.leave(behind));
                continue;
            }
            let ids: Vec<&BookId> = chunk.iter().map(|behind| &behind.bucket.book).collect();
            let mut found = self.transaction.lines_of(&ids).await?;
            for behind in chunk {
                if !self.has_room() {
                    self.leave(behind);
                    continue;
                }
                let listings: BTreeMap<_, _> = found
                    .remove(&behind.bucket.book)
                    .unwrap_or_default()
                    .into_iter()
                    .filter(|(_, (number, _))| *number > behind.since)
                    .map(|(person, (_, listing))| (person, listing))
                    .collect();
                let parts = Parts {
                    listings,
                    ..Parts::default()
                };
                let what = (!parts.is_empty()).then_some(What::Parts(parts));
                self.put_news(behind, what);
            }
        }
        Ok(())
    }

    /// A bucket asked for from the beginning is answered even if it is empty: the device waits for it.
    fn put_news(&mut self, behind: &Behind<'_>, what: Option<What>) {
        match what {
            Some(what) => self.put(behind, what),
            None if behind.since == 0 => self.put(behind, What::Parts(Parts::default())),
            None => {}
        }
    }

    /// Whether all that changed the bucket are acts of the asking device.
    async fn is_only_own(&mut self, behind: &Behind<'_>) -> Result<bool, Error> {
        if self.own_series.is_empty() {
            return Ok(false);
        }
        let (ledger, book) = (
            behind.listed.ledger.as_str(),
            behind.bucket.book.to_string(),
        );
        let View::Own(person) = &behind.bucket.view else {
            let authors = self
                .transaction
                .series_on_book(ledger, &book, behind.since)
                .await?;
            return Ok(authors
                .iter()
                .all(|series| self.own_series.contains(series)));
        };
        for (series, effects) in self
            .transaction
            .effects_on_book(ledger, &book, behind.since)
            .await?
        {
            let effects: Effects = serde_json::from_str(&effects)?;
            let touches = effects.head || effects.people.contains(person);
            if touches && !self.own_series.contains(&series) {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

/// Counts bytes that are written to it.
struct Counted(usize);

impl Write for Counted {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
