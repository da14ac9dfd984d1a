//! Ledgers and their entries, and every verdict that was ever given.

use std::collections::BTreeMap;

use super::{Transaction, with_connection};
use crate::error::Error;

/// Rows of a statement with up to fifteen bound values stay below SQLite's 32,766.
const ROWS_PER_STATEMENT: usize = 2000;

/// Where a ledger ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tip {
    /// The number of the last entry; 0 before the first.
    pub head: i64,
    /// The hash of the last entry; empty before the first.
    pub tip: String,
    /// How far a backup was made and read back.
    pub safe: i64,
}

/// One entry of a ledger.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct EntryRow {
    /// Whose units' acts.
    pub ledger: String,
    /// 1, 2, 3… without a hole.
    pub ledger_number: i64,
    /// The book that the act is about.
    pub book: String,
    /// Whose key signed it.
    pub series: String,
    /// Its number in the series.
    pub number: i64,
    /// The hash of the act before in its series.
    pub previous: Vec<u8>,
    /// The act's hash.
    pub hash: Vec<u8>,
    /// The entry's hash, over the entry before.
    pub entry: String,
    /// The act as it was received.
    pub content: Vec<u8>,
    /// Where the act was the last of a batch.
    pub signature: Option<Vec<u8>>,
    /// The person whose series it is; empty for the server's.
    pub author: String,
    /// The account whose session brought it.
    pub deliverer: String,
    /// Milliseconds since 1970.
    pub arrived_at: i64,
    /// The versions of what was consulted.
    pub context: String,
    /// The field values that resulted.
    pub effects: String,
}

/// A verdict, or an act that waits for one.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct VerdictRow {
    /// Whose key signed the act.
    pub series: String,
    /// Its number in the series.
    pub number: i64,
    /// Its hash: the same number with another hash is a forked series.
    pub hash: Vec<u8>,
    /// The person whose series it is.
    pub author: String,
    /// `accepted`, `refused`, `held`, `set_aside`.
    pub kind: String,
    /// The verdict as JSON.
    pub body: String,
    /// The act, until its final verdict or where it was refused.
    pub content: Option<Vec<u8>>,
    /// Where the act was the last of a batch.
    pub signature: Option<Vec<u8>>,
    /// The account whose session brought it.
    pub deliverer: String,
    /// Milliseconds since 1970.
    pub arrived_at: i64,
}

impl Transaction {
    /// Makes sure that ledgers are there.
    pub async fn begin_ledgers(&mut self, ledgers: &[&str]) -> Result<(), Error> {
        if ledgers.is_empty() {
            return Ok(());
        }
        with_connection!(self, |connection| {
            let mut query = sqlx::QueryBuilder::new("INSERT INTO ledgers (id, head, tip, safe) ");
            query.push_values(ledgers, |mut row, ledger| {
                row.push_bind(*ledger).push("0, '', 0");
            });
            query.push(" ON CONFLICT (id) DO NOTHING");
            query
                .build()
                .persistent(false)
                .execute(connection)
                .await
                .map(drop)
        })?;
        Ok(())
    }

    /// Locks a ledger's tip until the transaction ends. Every writing transaction begins with the tips
    /// of its ledgers in the order of their ids: so numbers become visible in order, and none waits for
    /// one that waits for it.
    pub async fn lock_ledger(&mut self, ledger: &str) -> Result<Tip, Error> {
        let (head, tip, safe) = with_connection!(self, |connection| {
            sqlx::query_as("UPDATE ledgers SET head = head WHERE id = $1 RETURNING head, tip, safe")
                .bind(ledger)
                .fetch_one(connection)
                .await
        })?;
        Ok(Tip { head, tip, safe })
    }

    /// The ends of all ledgers.
    pub async fn tips(&mut self) -> Result<BTreeMap<String, Tip>, Error> {
        let rows: Vec<(String, i64, String, i64)> = with_connection!(self, |connection| {
            sqlx::query_as("SELECT id, head, tip, safe FROM ledgers")
                .fetch_all(connection)
                .await
        })?;
        Ok(rows
            .into_iter()
            .map(|(id, head, tip, safe)| (id, Tip { head, tip, safe }))
            .collect())
    }

    /// Moves a ledger's end.
    pub async fn set_tip(&mut self, ledger: &str, head: i64, tip: &str) -> Result<(), Error> {
        with_connection!(self, |connection| {
            sqlx::query("UPDATE ledgers SET head = $2, tip = $3 WHERE id = $1")
                .bind(ledger)
                .bind(head)
                .bind(tip)
                .execute(connection)
                .await
                .map(drop)
        })?;
        Ok(())
    }

    /// Says how far a backup was made and read back.
    pub async fn set_safe(&mut self, ledger: &str, safe: i64) -> Result<(), Error> {
        with_connection!(self, |connection| {
            sqlx::query("UPDATE ledgers SET safe = $2 WHERE id = $1")
                .bind(ledger)
                .bind(safe)
                .execute(connection)
                .await
                .map(drop)
        })?;
        Ok(())
    }

    /// Adds entries. One whose series and number are there already is an error: nothing is overwritten.
    pub async fn add_entries(&mut self, entries: &[EntryRow]) -> Result<(), Error> {
        for chunk in entries.chunks(ROWS_PER_STATEMENT) {
            with_connection!(self, |connection| {
                let mut query = sqlx::QueryBuilder::new(
                    "INSERT INTO acts (ledger, ledger_number, book, series, number, previous, hash, entry, content,
                                       signature, author, deliverer, arrived_at, context, effects) ",
                );
                query.push_values(chunk, |mut row, entry| {
                    row.push_bind(entry.ledger.as_str())
                        .push_bind(entry.ledger_number)
                        .push_bind(entry.book.as_str())
                        .push_bind(entry.series.as_str())
                        .push_bind(entry.number)
                        .push_bind(entry.previous.as_slice())
                        .push_bind(entry.hash.as_slice())
                        .push_bind(entry.entry.as_str())
                        .push_bind(entry.content.as_slice())
                        .push_bind(entry.signature.as_deref())
                        .push_bind(entry.author.as_str())
                        .push_bind(entry.deliverer.as_str())
                        .push_bind(entry.arrived_at)
                        .push_bind(entry.context.as_str())
                        .push_bind(entry.effects.as_str());
                });
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

    /// Entries of a ledger after a number, in order, at most `limit`.
    pub async fn entries(
        &mut self,
        ledger: &str,
        after: i64,
        limit: i64,
    ) -> Result<Vec<EntryRow>, Error> {
        Ok(with_connection!(self, |connection| {
            sqlx::query_as(
                "SELECT ledger, ledger_number, book, series, number, previous, hash, entry, content, signature,
                        author, deliverer, arrived_at, context, effects
                 FROM acts WHERE ledger = $1 AND ledger_number > $2 ORDER BY ledger_number LIMIT $3",
            )
            .bind(ledger)
            .bind(after)
            .bind(limit)
            .fetch_all(connection)
            .await
        })?)
    }

    /// Keeps verdicts; those that were not final give way to later ones.
    pub async fn put_verdicts(&mut self, verdicts: &[VerdictRow]) -> Result<(), Error> {
        for chunk in verdicts.chunks(ROWS_PER_STATEMENT) {
            with_connection!(self, |connection| {
                let mut query = sqlx::QueryBuilder::new(
                    "INSERT INTO verdicts (series, number, hash, author, kind, body, content, signature, deliverer,
                                           arrived_at) ",
                );
                query.push_values(chunk, |mut row, verdict| {
                    row.push_bind(verdict.series.as_str())
                        .push_bind(verdict.number)
                        .push_bind(verdict.hash.as_slice())
                        .push_bind(verdict.author.as_str())
                        .push_bind(verdict.kind.as_str())
                        .push_bind(verdict.body.as_str())
                        .push_bind(verdict.content.as_deref())
                        .push_bind(verdict.signature.as_deref())
                        .push_bind(verdict.deliverer.as_str())
                        .push_bind(verdict.arrived_at);
                });
                query.push(
                    " ON CONFLICT (series, number) DO UPDATE
                      SET kind = excluded.kind, body = excluded.body, content = excluded.content",
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

    /// The verdicts of a series from one number to another, in order.
    pub async fn verdicts(
        &mut self,
        series: &str,
        from: i64,
        to: i64,
    ) -> Result<Vec<VerdictRow>, Error> {
        Ok(with_connection!(self, |connection| {
            sqlx::query_as(
                "SELECT series, number, hash, author, kind, body, content, signature, deliverer, arrived_at
                 FROM verdicts WHERE series = $1 AND number BETWEEN $2 AND $3 ORDER BY number",
            )
            .bind(series)
            .bind(from)
            .bind(to)
            .fetch_all(connection)
            .await
        })?)
    }
}
