//! Ledgers and their entries.

use std::collections::{BTreeMap, BTreeSet};

use roviec_shared::{id::UnitId, sync::server};

use super::{Transaction, account::id, series::read_hash, with_connection};
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

    /// Locks the tips of ledgers until the transaction ends. Every writing transaction begins with the tips
    /// of its ledgers in the order of their ids: so numbers become visible in order, and none waits for
    /// one that waits for it.
    pub async fn lock_ledgers<'a>(
        &mut self,
        ledgers: impl IntoIterator<Item = &'a UnitId>,
    ) -> Result<BTreeMap<UnitId, server::Tip>, Error> {
        let ledgers: BTreeSet<&UnitId> = ledgers.into_iter().collect();
        let mut tips = BTreeMap::new();
        for ledger in ledgers {
            let tip = match self.lock_ledger(ledger).await? {
                Some(tip) => tip,
                None => {
                    self.begin_ledgers(&[ledger.as_str()]).await?;
                    self.lock_ledger(ledger).await?.unwrap_or_default()
                }
            };
            tips.insert(ledger.clone(), tip);
        }
        Ok(tips)
    }

    async fn lock_ledger(&mut self, ledger: &UnitId) -> Result<Option<server::Tip>, Error> {
        let row: Option<(i64, String)> = match self {
            // The transaction has the file for itself.
            Transaction::Sqlite(transaction) => {
                sqlx::query_as("SELECT head, tip FROM ledgers WHERE id = $1")
                    .bind(ledger.as_str())
                    .fetch_optional(&mut **transaction)
                    .await?
            }
            Transaction::Postgres(transaction) => {
                sqlx::query_as("SELECT head, tip FROM ledgers WHERE id = $1 FOR UPDATE")
                    .bind(ledger.as_str())
                    .fetch_optional(&mut **transaction)
                    .await?
            }
        };
        row.map(|(head, tip)| {
            Ok(server::Tip {
                number: u64::try_from(head).unwrap_or_default(),
                hash: read_hash(&tip)?,
            })
        })
        .transpose()
    }

    /// The ends of all ledgers.
    pub async fn tips(&mut self) -> Result<BTreeMap<UnitId, Tip>, Error> {
        let rows: Vec<(String, i64, String, i64)> = with_connection!(self, |connection| {
            sqlx::query_as("SELECT id, head, tip, safe FROM ledgers")
                .fetch_all(connection)
                .await
        })?;
        rows.into_iter()
            .map(|(ledger, head, tip, safe)| Ok((id(&ledger)?, Tip { head, tip, safe })))
            .collect()
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

    /// Whose acts changed a book after a number.
    pub async fn series_on_book(
        &mut self,
        ledger: &str,
        book: &str,
        after: u64,
    ) -> Result<Vec<String>, Error> {
        Ok(with_connection!(self, |connection| {
            sqlx::query_scalar(
                "SELECT DISTINCT series FROM acts WHERE ledger = $1 AND book = $2 AND ledger_number > $3",
            )
            .bind(ledger)
            .bind(book)
            .bind(i64::try_from(after).unwrap_or(i64::MAX))
            .fetch_all(connection)
            .await
        })?)
    }

    /// What changed a book after a number: series and effects.
    pub async fn effects_on_book(
        &mut self,
        ledger: &str,
        book: &str,
        after: u64,
    ) -> Result<Vec<(String, String)>, Error> {
        Ok(with_connection!(self, |connection| {
            sqlx::query_as(
                "SELECT series, effects FROM acts WHERE ledger = $1 AND book = $2 AND ledger_number > $3",
            )
            .bind(ledger)
            .bind(book)
            .bind(i64::try_from(after).unwrap_or(i64::MAX))
            .fetch_all(connection)
            .await
        })?)
    }
}
