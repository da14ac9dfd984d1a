//! What months say of targets of the term, drawn from books in the transaction that changes them.

use roviec_shared::{
    book::serving::{OfTarget, of_targets},
    id::{BookId, InBook},
    month::Month,
};

use super::{StoredBook, Transaction, account::id, with_connection};
use crate::error::Error;

/// Rows of a statement with seven bound values stay below SQLite's 32,766.
const ROWS_PER_STATEMENT: usize = 2000;

/// What one book says of one target.
#[derive(Clone, Debug)]
pub struct TargetOfBook {
    /// The book that says it.
    pub book: BookId,
    /// The target.
    pub target: InBook,
    /// What.
    pub said: OfTarget,
}

/// A row as it is kept.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct AuditedTarget {
    /// Its ledger.
    pub ledger: String,
    /// The unit whose book says it.
    pub unit: String,
    /// The month of that book.
    pub month: String,
    /// Whose target.
    pub owner: String,
    /// The month that set it.
    pub since: String,
    /// The act that set it.
    pub target: String,
    /// What is said.
    pub body: String,
}

type Row = (String, String, String, String, String, String);

fn read((unit, month, owner, since, target, body): Row) -> Result<TargetOfBook, Error> {
    Ok(TargetOfBook {
        book: BookId {
            unit: id(&unit)?,
            month: id(&month)?,
        },
        target: InBook {
            book: BookId {
                unit: id(&owner)?,
                month: id(&since)?,
            },
            act: id(&target)?,
        },
        said: serde_json::from_str(&body)?,
    })
}

impl Transaction {
    /// Stores what these books say of targets.
    pub async fn put_targets(&mut self, books: &[StoredBook<'_>]) -> Result<(), Error> {
        let mut rows = Vec::new();
        for stored in books {
            for (target, said) in of_targets(stored.book) {
                rows.push((stored, target, serde_json::to_string(&said)?));
            }
        }
        for chunk in rows.chunks(ROWS_PER_STATEMENT) {
            with_connection!(self, |connection| {
                let mut query = sqlx::QueryBuilder::new(
                    "INSERT INTO targets (ledger, unit, month, owner, since, target, body) ",
                );
                query.push_values(chunk, |mut row, (stored, target, body)| {
                    row.push_bind(stored.ledger.as_str())
                        .push_bind(stored.book.id.unit.as_str())
                        .push_bind(String::from(stored.book.id.month))
                        .push_bind(target.book.unit.as_str())
                        .push_bind(String::from(target.book.month))
                        .push_bind(target.act.to_string())
                        .push_bind(body.as_str());
                });
                query.push(
                    " ON CONFLICT (ledger, unit, month, owner, since, target)
                      DO UPDATE SET body = excluded.body",
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

    /// What any book says of the targets that were set from a month on.
    pub async fn targets_since(&mut self, since: Month) -> Result<Vec<TargetOfBook>, Error> {
        let rows: Vec<Row> = with_connection!(self, |connection| {
            sqlx::query_as(
                "SELECT unit, month, owner, since, target, body FROM targets WHERE since >= $1
                 ORDER BY unit, month, target",
            )
            .bind(String::from(since))
            .fetch_all(connection)
            .await
        })?;
        rows.into_iter().map(read).collect()
    }

    /// What any book says of one target.
    pub async fn said_of_target(&mut self, target: &InBook) -> Result<Vec<TargetOfBook>, Error> {
        let rows: Vec<Row> = with_connection!(self, |connection| {
            sqlx::query_as(
                "SELECT unit, month, owner, since, target, body FROM targets
                 WHERE target = $1 AND owner = $2 AND since = $3 ORDER BY unit, month",
            )
            .bind(target.act.to_string())
            .bind(target.book.unit.as_str())
            .bind(String::from(target.book.month))
            .fetch_all(connection)
            .await
        })?;
        rows.into_iter().map(read).collect()
    }

    /// What is kept of the books after one, up to another: for `verify`.
    pub async fn targets_between(
        &mut self,
        after: &(String, String, String),
        last: &(String, String, String),
    ) -> Result<Vec<AuditedTarget>, Error> {
        Ok(with_connection!(self, |connection| {
            sqlx::query_as(
                "SELECT ledger, unit, month, owner, since, target, body FROM targets
                 WHERE (ledger, unit, month) > ($1, $2, $3) AND (ledger, unit, month) <= ($4, $5, $6)",
            )
            .bind(&after.0)
            .bind(&after.1)
            .bind(&after.2)
            .bind(&last.0)
            .bind(&last.1)
            .bind(&last.2)
            .fetch_all(connection)
            .await
        })?)
    }
}
