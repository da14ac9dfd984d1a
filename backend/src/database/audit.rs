//! What `verify` reads: everything, in portions.

use roviec_shared::{
    book::Book,
    id::{SeriesId, UnitId},
};

use super::{Transaction, account::id, book::unpack, verdict::VerdictRow, with_connection};
use crate::error::Error;

/// A series as it is kept.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct SeriesRow {
    /// Its name.
    pub id: String,
    /// The account; empty for the server's own.
    pub account: String,
    /// The person of that account.
    pub person: String,
    /// 65 bytes.
    pub public_key: Vec<u8>,
    /// The number of the last act held.
    pub head: i64,
    /// Its hash.
    pub hash: String,
}

/// One act as a link in its series.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Link {
    /// Its number.
    pub number: i64,
    /// The hash of the act before.
    pub previous: Vec<u8>,
    /// Its hash.
    pub hash: Vec<u8>,
    /// Where it was the last of a batch.
    pub signature: Option<Vec<u8>>,
}

/// A book with what was drawn from it.
#[derive(Debug)]
pub struct AuditedBook {
    /// Its ledger.
    pub ledger: String,
    /// Its unit.
    pub unit: String,
    /// Its month.
    pub month: String,
    /// The ledger's number of the last act on it.
    pub number: i64,
    /// The book; none where it cannot be read.
    pub book: Option<Book>,
    /// Number, lines, digest and whether it is opened, as listed.
    pub listed: Option<(i64, String, String, bool)>,
    /// The counts.
    pub summary: Option<String>,
}

impl Transaction {
    /// Ledgers that have entries.
    pub async fn ledgers_of_acts(&mut self) -> Result<Vec<UnitId>, Error> {
        let rows: Vec<String> = with_connection!(self, |connection| {
            sqlx::query_scalar("SELECT DISTINCT ledger FROM acts ORDER BY ledger")
                .fetch_all(connection)
                .await
        })?;
        rows.iter().map(|ledger| id(ledger)).collect()
    }

    /// All series, also those that only acts name.
    pub async fn all_series(&mut self) -> Result<Vec<SeriesRow>, Error> {
        Ok(with_connection!(self, |connection| {
            sqlx::query_as(
                "SELECT series.id, series.account, COALESCE(accounts.person, '') AS person, series.public_key,
                        series.head, series.hash
                 FROM series LEFT JOIN accounts ON accounts.id = series.account ORDER BY series.id",
            )
            .fetch_all(connection)
            .await
        })?)
    }

    /// Series that acts name and that are not registered.
    pub async fn unknown_series(&mut self) -> Result<Vec<SeriesId>, Error> {
        let rows: Vec<String> = with_connection!(self, |connection| {
            sqlx::query_scalar(
                "SELECT series FROM acts WHERE series NOT IN (SELECT id FROM series)
                 UNION SELECT series FROM verdicts WHERE series NOT IN (SELECT id FROM series)",
            )
            .fetch_all(connection)
            .await
        })?;
        rows.iter().map(|series| id(series)).collect()
    }

    /// The links of a series after a number, in order, at most `limit`.
    pub async fn links(
        &mut self,
        series: &str,
        after: i64,
        limit: i64,
    ) -> Result<Vec<Link>, Error> {
        Ok(with_connection!(self, |connection| {
            sqlx::query_as(
                "SELECT number, previous, hash, signature FROM acts WHERE series = $1 AND number > $2
                 UNION ALL
                 SELECT number, previous, hash, signature FROM verdicts WHERE series = $1 AND number > $2
                 ORDER BY number LIMIT $3",
            )
            .bind(series)
            .bind(after)
            .bind(limit)
            .fetch_all(connection)
            .await
        })?)
    }

    /// Verdicts that are no entries, after one, in order, at most `limit`.
    pub async fn verdicts_after(
        &mut self,
        after: &(String, i64),
        limit: i64,
    ) -> Result<Vec<VerdictRow>, Error> {
        Ok(with_connection!(self, |connection| {
            sqlx::query_as(
                "SELECT series, number, previous, hash, author, kind, body, book, waits_on, content, signature,
                        deliverer, arrived_at
                 FROM verdicts WHERE series > $1 OR (series = $1 AND number > $2)
                 ORDER BY series, number LIMIT $3",
            )
            .bind(&after.0)
            .bind(after.1)
            .bind(limit)
            .fetch_all(connection)
            .await
        })?)
    }

    /// Books after one, in order, at most `limit`, each with what was drawn from it.
    pub async fn books_after(
        &mut self,
        after: &(String, String, String),
        limit: i64,
    ) -> Result<Vec<AuditedBook>, Error> {
        type Row = (
            String,
            String,
            String,
            i64,
            Vec<u8>,
            Option<i64>,
            Option<String>,
            Option<String>,
            Option<bool>,
            Option<String>,
        );
        let rows: Vec<Row> = with_connection!(self, |connection| {
            sqlx::query_as(
                "SELECT b.ledger, b.unit, b.month, b.number, b.body, l.number, l.body, l.digest, l.opened, s.body
                 FROM books b
                 LEFT JOIN listings l ON l.ledger = b.ledger AND l.unit = b.unit AND l.month = b.month
                 LEFT JOIN summaries s ON s.ledger = b.ledger AND s.unit = b.unit AND s.month = b.month
                 WHERE b.ledger > $1 OR (b.ledger = $1 AND (b.unit > $2 OR (b.unit = $2 AND b.month > $3)))
                 ORDER BY b.ledger, b.unit, b.month LIMIT $4",
            )
            .bind(&after.0)
            .bind(&after.1)
            .bind(&after.2)
            .bind(limit)
            .fetch_all(connection)
            .await
        })?;
        Ok(rows
            .into_iter()
            .map(
                |(ledger, unit, month, number, body, listed, lines, digest, opened, summary)| {
                    AuditedBook {
                        ledger,
                        unit,
                        month,
                        number,
                        book: unpack(&body).ok(),
                        listed: listed.zip(lines).zip(digest.zip(opened)).map(
                            |((number, lines), (digest, opened))| (number, lines, digest, opened),
                        ),
                        summary,
                    }
                },
            )
            .collect())
    }
}
