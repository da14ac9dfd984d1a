//! What is drawn from books in the transaction that changes them: what everybody in a unit may see, and
//! the counts that dashboards add up.

use std::collections::{BTreeMap, BTreeSet};

use roviec_shared::{
    book::{
        Book, Listing, digest,
        round::Round,
        summary::{Summary, summary},
    },
    id::{BookId, PersonId, UnitId},
    month::Month,
    view::{View, listing, project},
};

use super::{StoredBook, Transaction, account::id, with_connection};
use crate::error::Error;

/// Rows of a statement with up to seven bound values stay below SQLite's 32,766.
const ROWS_PER_STATEMENT: usize = 2000;
/// From so many units on, reading a month whole is cheaper than naming them.
const UNITS_NAMED: usize = 200;

/// The lines of a book that everybody in the unit may see, each with the ledger number that touched it.
pub type Lines = BTreeMap<PersonId, (u64, Listing)>;

/// A book by its name and age, without its content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The book.
    pub book: BookId,
    /// The ledger that keeps its acts.
    pub ledger: UnitId,
    /// The ledger's number of the act that changed it last.
    pub number: u64,
    /// The digest of the whole book.
    pub digest: String,
}

/// The lines of a book.
pub fn lines(book: &Book) -> Lines {
    book.people
        .iter()
        .map(|(person, record)| (person.clone(), (record.version, listing(record))))
        .collect()
}

/// The digest of a book as `full` shows it: what a device's own fold is compared with. While a round of opinions
/// is open that is not the whole book.
pub fn digest_of(book: &Book) -> String {
    if book.rounds.iter().all(Round::is_closed) {
        digest(book)
    } else {
        digest(&project(book, &View::Full))
    }
}

impl Transaction {
    /// Stores what is drawn from these books.
    pub async fn put_listings(&mut self, books: &[StoredBook<'_>]) -> Result<(), Error> {
        for chunk in books.chunks(ROWS_PER_STATEMENT) {
            let drawn: Vec<(&StoredBook<'_>, String, String, String)> = chunk
                .iter()
                .map(|stored| {
                    let book = stored.book;
                    Ok((
                        stored,
                        serde_json::to_string(&lines(book))?,
                        digest_of(book),
                        serde_json::to_string(&summary(book))?,
                    ))
                })
                .collect::<Result<_, Error>>()?;
            with_connection!(self, |connection| {
                let mut query = sqlx::QueryBuilder::new(
                    "INSERT INTO listings (ledger, unit, month, number, body, digest, opened) ",
                );
                query.push_values(&drawn, |mut row, (stored, body, digest, _)| {
                    row.push_bind(stored.ledger.as_str())
                        .push_bind(stored.book.id.unit.as_str())
                        .push_bind(String::from(stored.book.id.month))
                        .push_bind(i64::try_from(stored.number).unwrap_or(i64::MAX))
                        .push_bind(body.as_str())
                        .push_bind(digest.as_str())
                        .push_bind(stored.book.place.is_some());
                });
                query.push(
                    " ON CONFLICT (ledger, unit, month) DO UPDATE
                      SET number = excluded.number, body = excluded.body, digest = excluded.digest,
                          opened = excluded.opened",
                );
                query
                    .build()
                    .persistent(false)
                    .execute(connection)
                    .await
                    .map(drop)
            })?;
            with_connection!(self, |connection| {
                let mut query =
                    sqlx::QueryBuilder::new("INSERT INTO summaries (ledger, unit, month, body) ");
                query.push_values(&drawn, |mut row, (stored, _, _, summary)| {
                    row.push_bind(stored.ledger.as_str())
                        .push_bind(stored.book.id.unit.as_str())
                        .push_bind(String::from(stored.book.id.month))
                        .push_bind(summary.as_str());
                });
                query.push(" ON CONFLICT (ledger, unit, month) DO UPDATE SET body = excluded.body");
                query
                    .build()
                    .persistent(false)
                    .execute(connection)
                    .await
                    .map(drop)
            })?;
        }
        Ok(())
    }

    /// The books of these units from a month on, by name and age.
    pub async fn listed(&mut self, units: &[&UnitId], from: Month) -> Result<Vec<Listed>, Error> {
        type Row = (String, String, String, i64, String);
        if units.is_empty() {
            return Ok(Vec::new());
        }
        let rows: Vec<Row> = with_connection!(self, |connection| {
            let mut query = sqlx::QueryBuilder::new(
                "SELECT unit, month, ledger, number, digest FROM listings WHERE month >= ",
            );
            query.push_bind(String::from(from));
            if units.len() < UNITS_NAMED {
                query.push(" AND unit IN (");
                let mut names = query.separated(", ");
                for unit in units {
                    names.push_bind(unit.as_str());
                }
                query.push(")");
            }
            query
                .build_query_as()
                .persistent(false)
                .fetch_all(connection)
                .await
        })?;
        rows.into_iter()
            .map(|(unit, month, ledger, number, digest)| {
                Ok(Listed {
                    book: BookId {
                        unit: id(&unit)?,
                        month: id(&month)?,
                    },
                    ledger: id(&ledger)?,
                    number: u64::try_from(number).unwrap_or_default(),
                    digest,
                })
            })
            .collect()
    }

    /// The units whose month is opened.
    pub async fn opened_in(&mut self, month: Month) -> Result<BTreeSet<UnitId>, Error> {
        let rows: Vec<String> = with_connection!(self, |connection| {
            sqlx::query_scalar("SELECT unit FROM listings WHERE month = $1 AND opened")
                .bind(String::from(month))
                .fetch_all(connection)
                .await
        })?;
        rows.iter().map(|unit| id(unit)).collect()
    }

    /// What everybody in the unit may see of these books.
    pub async fn lines_of(&mut self, books: &[&BookId]) -> Result<BTreeMap<BookId, Lines>, Error> {
        let mut found = BTreeMap::new();
        for chunk in books.chunks(ROWS_PER_STATEMENT) {
            let rows: Vec<(String, String, String)> = with_connection!(self, |connection| {
                let mut query = sqlx::QueryBuilder::new(
                    "SELECT unit, month, body FROM listings WHERE (unit, month) IN (",
                );
                query.push_values(chunk, |mut row, book| {
                    row.push_bind(book.unit.as_str())
                        .push_bind(String::from(book.month));
                });
                query.push(")");
                query
                    .build_query_as()
                    .persistent(false)
                    .fetch_all(connection)
                    .await
            })?;
            for (unit, month, body) in rows {
                let book = BookId {
                    unit: id(&unit)?,
                    month: id(&month)?,
                };
                found.insert(book, serde_json::from_str(&body)?);
            }
        }
        Ok(found)
    }

    /// The summaries of these units' books from one month to another.
    pub async fn summaries(
        &mut self,
        units: &[&UnitId],
        from: Month,
        to: Month,
    ) -> Result<Vec<(BookId, Summary)>, Error> {
        if units.is_empty() {
            return Ok(Vec::new());
        }
        let rows: Vec<(String, String, String)> = with_connection!(self, |connection| {
            let mut query = sqlx::QueryBuilder::new(
                "SELECT unit, month, body FROM summaries WHERE month BETWEEN ",
            );
            query.push_bind(String::from(from));
            query.push(" AND ").push_bind(String::from(to));
            if units.len() < UNITS_NAMED {
                query.push(" AND unit IN (");
                let mut names = query.separated(", ");
                for unit in units {
                    names.push_bind(unit.as_str());
                }
                query.push(")");
            }
            query.push(" ORDER BY month, unit");
            query
                .build_query_as()
                .persistent(false)
                .fetch_all(connection)
                .await
        })?;
        let named: BTreeSet<&str> = units.iter().map(|unit| unit.as_str()).collect();
        rows.into_iter()
            .filter(|(unit, ..)| named.contains(unit.as_str()))
            .map(|(unit, month, body)| {
                let book = BookId {
                    unit: id(&unit)?,
                    month: id(&month)?,
                };
                Ok((book, serde_json::from_str(&body)?))
            })
            .collect()
    }
}
