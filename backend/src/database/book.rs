//! Books, and what is drawn from them in the same transaction: listings and summaries.

use std::io::{Read, Write};

use flate2::{Compression, read::DeflateDecoder, write::DeflateEncoder};
use roviec_shared::{
    book::Book,
    id::{BookId, UnitId},
};

use super::{Transaction, account::id, with_connection};
use crate::error::Error;

/// Rows of a statement with up to seven bound values stay below SQLite's 32,766.
const ROWS_PER_STATEMENT: usize = 1000;

/// A book as it is stored: compressed, since it is mostly the same words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredBook {
    /// The ledger that keeps its acts.
    pub ledger: String,
    /// The ledger's number of the act that changed it last.
    pub number: i64,
    /// The book.
    pub book: Book,
}

fn pack(book: &Book) -> Result<Vec<u8>, Error> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(&serde_json::to_vec(book)?)?;
    Ok(encoder.finish()?)
}

fn unpack(bytes: &[u8]) -> Result<Book, Error> {
    let mut text = Vec::new();
    DeflateDecoder::new(bytes).read_to_end(&mut text)?;
    Ok(serde_json::from_slice(&text)?)
}

type Row = (String, i64, Vec<u8>);

fn read((ledger, number, body): Row) -> Result<StoredBook, Error> {
    Ok(StoredBook {
        ledger,
        number,
        book: unpack(&body)?,
    })
}

impl Transaction {
    /// The books of these ids that there are.
    pub async fn books(&mut self, ids: &[BookId]) -> Result<Vec<StoredBook>, Error> {
        let mut found = Vec::new();
        for chunk in ids.chunks(ROWS_PER_STATEMENT) {
            let rows: Vec<Row> = with_connection!(self, |connection| {
                let mut query = sqlx::QueryBuilder::new(
                    "SELECT ledger, number, body FROM books WHERE (unit, month) IN (",
                );
                query.push_values(chunk, |mut row, id| {
                    row.push_bind(id.unit.as_str())
                        .push_bind(String::from(id.month));
                });
                query.push(") ORDER BY unit, month");
                query
                    .build_query_as()
                    .persistent(false)
                    .fetch_all(connection)
                    .await
            })?;
            for row in rows {
                found.push(read(row)?);
            }
        }
        Ok(found)
    }

    /// Stores books as they are now.
    pub async fn put_books(&mut self, books: &[StoredBook]) -> Result<(), Error> {
        for chunk in books.chunks(ROWS_PER_STATEMENT) {
            let rows: Vec<(&StoredBook, Vec<u8>)> = chunk
                .iter()
                .map(|stored| Ok((stored, pack(&stored.book)?)))
                .collect::<Result<_, Error>>()?;
            with_connection!(self, |connection| {
                let mut query = sqlx::QueryBuilder::new(
                    "INSERT INTO books (ledger, unit, month, number, body) ",
                );
                query.push_values(rows, |mut row, (stored, body)| {
                    row.push_bind(stored.ledger.as_str())
                        .push_bind(stored.book.id.unit.as_str())
                        .push_bind(String::from(stored.book.id.month))
                        .push_bind(stored.number)
                        .push_bind(body);
                });
                query.push(
                    " ON CONFLICT (ledger, unit, month) DO UPDATE
                      SET number = excluded.number, body = excluded.body",
                );
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

    /// Which books of a ledger changed after a number: unit, month and the number of the last change.
    pub async fn changed_books(
        &mut self,
        ledger: &str,
        after: i64,
    ) -> Result<Vec<(BookId, i64)>, Error> {
        let rows: Vec<(String, String, i64)> = with_connection!(self, |connection| {
            sqlx::query_as(
                "SELECT unit, month, number FROM books WHERE ledger = $1 AND number > $2",
            )
            .bind(ledger)
            .bind(after)
            .fetch_all(connection)
            .await
        })?;
        rows.into_iter()
            .map(|(unit, month, number)| {
                Ok((
                    BookId {
                        unit: id::<UnitId>(&unit)?,
                        month: id(&month)?,
                    },
                    number,
                ))
            })
            .collect()
    }
}
