//! Ties of ledgers.

use std::collections::BTreeMap;

use roviec_shared::{id::UnitId, sync::server};

use super::{Transaction, account::id, series::read_hash, with_connection};
use crate::error::Error;

/// One tie.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct TieRow {
    /// 1, 2, 3…
    pub number: i64,
    /// When, milliseconds since 1970.
    pub made_at: i64,
    /// The ends of the ledgers that had moved, as JSON.
    pub tips: String,
    /// Over the tie before.
    pub hash: String,
    /// The server's.
    pub signature: Vec<u8>,
}

impl Transaction {
    /// The newest tie.
    pub async fn last_tie(&mut self) -> Result<Option<TieRow>, Error> {
        Ok(with_connection!(self, |connection| {
            sqlx::query_as(
                "SELECT number, made_at, tips, hash, signature FROM ties ORDER BY number DESC LIMIT 1",
            )
            .fetch_optional(connection)
            .await
        })?)
    }

    /// Ties after a number, in order, at most `limit`.
    pub async fn ties(&mut self, after: i64, limit: i64) -> Result<Vec<TieRow>, Error> {
        Ok(with_connection!(self, |connection| {
            sqlx::query_as(
                "SELECT number, made_at, tips, hash, signature FROM ties WHERE number > $1 ORDER BY number LIMIT $2",
            )
            .bind(after)
            .bind(limit)
            .fetch_all(connection)
            .await
        })?)
    }

    /// The ends of the ledgers that moved since they were tied.
    pub async fn untied_tips(&mut self) -> Result<BTreeMap<UnitId, server::Tip>, Error> {
        let rows: Vec<(String, i64, String)> = with_connection!(self, |connection| {
            sqlx::query_as("SELECT id, head, tip FROM ledgers WHERE head > tied")
                .fetch_all(connection)
                .await
        })?;
        rows.into_iter()
            .map(|(ledger, head, tip)| {
                let tip = server::Tip {
                    number: u64::try_from(head).unwrap_or_default(),
                    hash: read_hash(&tip)?,
                };
                Ok((id(&ledger)?, tip))
            })
            .collect()
    }

    /// Adds a tie.
    pub async fn add_tie(&mut self, tie: &TieRow) -> Result<(), Error> {
        with_connection!(self, |connection| {
            sqlx::query(
                "INSERT INTO ties (number, made_at, tips, hash, signature) VALUES ($1, $2, $3, $4, $5)",
            )
            .bind(tie.number)
            .bind(tie.made_at)
            .bind(&tie.tips)
            .bind(&tie.hash)
            .bind(&tie.signature)
            .execute(connection)
            .await
            .map(drop)
        })?;
        Ok(())
    }

    /// Says how far a ledger is tied.
    pub async fn set_tied(&mut self, ledger: &UnitId, number: u64) -> Result<(), Error> {
        with_connection!(self, |connection| {
            sqlx::query("UPDATE ledgers SET tied = $2 WHERE id = $1")
                .bind(ledger.as_str())
                .bind(i64::try_from(number).unwrap_or(i64::MAX))
                .execute(connection)
                .await
                .map(drop)
        })?;
        Ok(())
    }
}
