//! Books, and what is drawn from them in the same transaction: listings and summaries.

use std::io::{Read, Write};

use flate2::{Compression, read::DeflateDecoder, write::DeflateEncoder};
use roviec_shared::{
    book::Book,
    id::{BookId, UnitId},
};

use super::{Transaction, with_connection};
use crate::error::Error;

/// Rows of a statement with up to seven bound values stay below SQLite's 32,766.
const ROWS_PER_STATEMENT: usize = 1000;

/// A book on its way to where it is stored: compressed, since it is mostly the same words.
#[derive(Clone, Copy, Debug)]
pub struct StoredBook<'a> {
    /// The ledger that keeps its acts.
    pub ledger: &'a UnitId,
    /// The ledger's number of the act that changed it last.
    pub number: u64,
    /// The book.
    pub book: &'a Book,
}

fn pack(book: &Book) -> Result<Vec<u8>, Error> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(&serde_json::to_vec(book)?)?;
    Ok(encoder.finish()?)
}

pub(super) fn unpack(bytes: &[u8]) -> Result<Book, Error> {
    let mut text = Vec::new();
    DeflateDecoder::new(bytes).read_to_end(&mut text)?;
    Ok(serde_json::from_slice(&text)?)
}

impl Transaction {
    /// The books of these ids that there are.
    pub async fn books<'a>(
        &mut self,
        ids: impl IntoIterator<Item = &'a BookId>,
    ) -> Result<Vec<Book>, Error> {
        let ids: Vec<&BookId> = ids.into_iter().collect();
        let mut found = Vec::new();
        for chunk in ids.chunks(ROWS_PER_STATEMENT) {
            let rows: Vec<Vec<u8>> = with_connection!(self, |connection| {
                let mut query =
                    sqlx::QueryBuilder::new("SELECT body FROM books WHERE (unit, month) IN (");
                query.push_values(chunk, |mut row, id| {
                    row.push_bind(id.unit.as_str())
                        .push_bind(String::from(id.month));
                });
                query.push(") ORDER BY unit, month");
                query
                    .build_query_scalar()
                    .persistent(false)
                    .fetch_all(connection)
                    .await
            })?;
            for row in rows {
                found.push(unpack(&row)?);
            }
        }
        Ok(found)
    }

    /// Stores books as they are now.
    pub async fn put_books(&mut self, books: &[StoredBook<'_>]) -> Result<(), Error> {
        for chunk in books.chunks(ROWS_PER_STATEMENT) {
            let rows: Vec<(&StoredBook<'_>, Vec<u8>)> = chunk
                .iter()
                .map(|stored| Ok((stored, pack(stored.book)?)))
                .collect::<Result<_, Error>>()?;
            with_connection!(self, |connection| {
                let mut query = sqlx::QueryBuilder::new(
                    "INSERT INTO books (ledger, unit, month, number, body) ",
                );
                query.push_values(rows, |mut row, (stored, body)| {
                    row.push_bind(stored.ledger.as_str())
                        .push_bind(stored.book.id.unit.as_str())
                        .push_bind(String::from(stored.book.id.month))
                        .push_bind(i64::try_from(stored.number).unwrap_or(i64::MAX))
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
}
