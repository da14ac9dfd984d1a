//! What goes back to a device: the buckets in its scope, as far as they changed since its cursors.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

use roviec_shared::{
    apply::Effects,
    book::Book,
    id::{BookId, UnitId},
    permission::{Author, first_month_held, scope},
    sync::{
        message::{SyncAnswer, SyncRequest, What},
        server::{Due, News, due, scope_digest},
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
    answer.organisation = foundation.revision();
    let units: Vec<&UnitId> = sights.keys().collect();
    let listed = transaction
        .listed(&units, first_month_held(foundation.today))
        .await?;
    let scope = buckets(&sights, &listed);
    if scope_digest(scope.keys()) != request.scope {
        answer.scope = Some(scope.keys().cloned().collect());
    }
    let ledgers: BTreeSet<&UnitId> = scope.values().collect();
    let (mut tips, mut asked) = (BTreeMap::new(), request.cursors.clone());
    for (ledger, tip) in transaction.tips().await? {
        if !ledgers.contains(&ledger) {
            continue;
        }
        if let Ok(safe @ 1..) = u64::try_from(tip.safe) {
            answer.safe.insert(ledger.clone(), safe);
        }
        tips.insert(ledger, u64::try_from(tip.head).unwrap_or_default());
    }
    // What the device did not ask for is not told: it learns of it by the scope and asks.
    asked.retain(|ledger, _| tips.contains_key(ledger));
    let newest: BTreeMap<&BookId, &Listed> =
        listed.iter().map(|listed| (&listed.book, listed)).collect();
    let mut filling = Filling {
        transaction,
        own_series,
        newest: &newest,
        news: News::default(),
    };
    let (mut lines, mut books) = (Vec::new(), Vec::new());
    for due in due(request, &answer.epoch, &scope, &tips) {
        let is_asked = asked.contains_key(&due.ledger) || request.lagging.contains_key(&due.bucket);
        let is_new = newest
            .get(&due.bucket.book)
            .is_some_and(|listed| listed.number > due.since);
        match (&due.bucket.view, is_new || due.is_anew) {
            _ if !is_asked => {}
            (_, false) => filling.news.say(&due, None),
            (View::Members, true) => lines.push(due),
            (_, true) => books.push(due),
        }
    }
    // One's own and what one acts on first, the newest month first.
    books.sort_by_key(|due| Reverse(due.bucket.book.month));
    lines.sort_by_key(|due| Reverse(due.bucket.book.month));
    filling.books(&books).await?;
    filling.lines(&lines).await?;
    if request.epoch.as_ref() == Some(&answer.epoch) {
        filling.news.put(request, &tips, answer);
    }
    Ok(())
}

fn buckets(sights: &BTreeMap<UnitId, Sight>, listed: &[Listed]) -> BTreeMap<BucketId, UnitId> {
    let mut buckets = BTreeMap::new();
    for listed in listed {
        let views = sights.get(&listed.book.unit).map(Sight::views);
        for view in views.unwrap_or_default() {
            let book = listed.book.clone();
            buckets.insert(BucketId { book, view }, listed.ledger.clone());
        }
    }
    buckets
}

/// An answer being filled, until there is no more room.
struct Filling<'a> {
    transaction: &'a mut Transaction,
    own_series: &'a BTreeSet<String>,
    newest: &'a BTreeMap<&'a BookId, &'a Listed>,
    news: News,
}

impl Filling<'_> {
    /// `full` and `own`.
    async fn books(&mut self, dues: &[Due]) -> Result<(), Error> {
        for chunk in dues.chunks(BOOKS_AT_ONCE) {
            if !self.news.has_room() {
                chunk.iter().for_each(|due| self.news.leave(due));
                continue;
            }
            let mut open: Vec<(&Due, bool)> = Vec::new();
            for due in chunk {
                let only_own = due.since > 0 && self.is_only_own(due).await?;
                match self.newest.get(&due.bucket.book) {
                    // What the digest is over need not be opened.
                    Some(listed) if only_own && due.bucket.view == View::Full => {
                        self.news.say(due, Some(What::Yours(listed.digest.clone())));
                    }
                    _ => open.push((due, only_own)),
                }
            }
            let ids: BTreeSet<&BookId> = open.iter().map(|(due, _)| &due.bucket.book).collect();
            let books: BTreeMap<BookId, Book> = self
                .transaction
                .books(ids)
                .await?
                .into_iter()
                .map(|book| (book.id.clone(), book))
                .collect();
            for (due, only_own) in open {
                self.news.tell(due, books.get(&due.bucket.book), only_own);
            }
        }
        Ok(())
    }

    /// `members`, without opening a book.
    async fn lines(&mut self, dues: &[Due]) -> Result<(), Error> {
        for chunk in dues.chunks(LISTINGS_AT_ONCE) {
            if !self.news.has_room() {
                chunk.iter().for_each(|due| self.news.leave(due));
                continue;
            }
            let ids: Vec<&BookId> = chunk.iter().map(|due| &due.bucket.book).collect();
            let mut found = self.transaction.lines_of(&ids).await?;
            for due in chunk {
                let listings: BTreeMap<_, _> = found
                    .remove(&due.bucket.book)
                    .unwrap_or_default()
                    .into_iter()
                    .filter(|(_, (number, _))| *number > due.since)
                    .map(|(person, (_, listing))| (person, listing))
                    .collect();
                let parts = Parts {
                    listings,
                    ..Parts::default()
                };
                let what = (!parts.is_empty()).then_some(What::Parts(parts));
                self.news.say(due, what);
            }
        }
        Ok(())
    }

    /// Whether all that changed the bucket are acts of the asking device.
    async fn is_only_own(&mut self, due: &Due) -> Result<bool, Error> {
        if self.own_series.is_empty() {
            return Ok(false);
        }
        let (ledger, book) = (due.ledger.as_str(), due.bucket.book.to_string());
        // A round of opinions stands in the head: whoever is asked is told of it by every act on the book.
        let View::Own(person) = &due.bucket.view else {
            let authors = self
                .transaction
                .series_on_book(ledger, &book, due.since)
                .await?;
            return Ok(authors
                .iter()
                .all(|series| self.own_series.contains(series)));
        };
        for (series, effects) in self
            .transaction
            .effects_on_book(ledger, &book, due.since)
            .await?
        {
            let effects: Effects = serde_json::from_str(&effects)?;
            // Whom they may speak for is not told here: any unit that is rated as a whole.
            let mut touched = effects.people.iter();
            let touches =
                effects.head || touched.any(|touched| touched == person || touched.is_collective());
            if touches && !self.own_series.contains(&series) {
                return Ok(false);
            }
        }
        Ok(true)
    }
}
