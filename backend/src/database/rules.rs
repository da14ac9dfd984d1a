//! Rule sets, every version that ever held.

use roviec_shared::{
    month::Month,
    rules::{RuleBook, RuleSet},
};

use super::{Transaction, with_connection};
use crate::error::Error;

impl Transaction {
    /// Moves with every change of the rule sets.
    pub async fn rules_revision(&mut self) -> Result<i64, Error> {
        Ok(with_connection!(self, |connection| {
            sqlx::query_scalar("SELECT number FROM revisions WHERE name = 'rules'")
                .fetch_one(connection)
                .await
        })?)
    }

    /// All rule sets.
    pub async fn rules(&mut self) -> Result<RuleBook, Error> {
        let rows: Vec<String> = with_connection!(self, |connection| {
            sqlx::query_scalar("SELECT body FROM rule_sets ORDER BY id, version")
                .fetch_all(connection)
                .await
        })?;
        let mut sets: Vec<RuleSet> = Vec::with_capacity(rows.len());
        for row in rows {
            sets.push(serde_json::from_str(&row)?);
        }
        Ok(sets.into())
    }

    /// Says that the rule sets change, and keeps everyone else from changing them meanwhile.
    pub async fn move_rules_revision(&mut self) -> Result<(), Error> {
        Ok(with_connection!(self, |connection| {
            sqlx::query("UPDATE revisions SET number = number + 1 WHERE name = 'rules'")
                .execute(connection)
                .await
                .map(drop)
        })?)
    }

    /// Some unit's month is opened, this one or a later one.
    pub async fn is_opened_from(&mut self, month: Month) -> Result<bool, Error> {
        let found: Option<i64> = with_connection!(self, |connection| {
            sqlx::query_scalar(
                "SELECT CAST(1 AS BIGINT) FROM listings WHERE month >= $1 AND opened LIMIT 1",
            )
            .bind(String::from(month))
            .fetch_optional(connection)
            .await
        })?;
        Ok(found.is_some())
    }

    /// Adds rule sets. A version that is there stays as it is: months rest on it.
    pub async fn add_rules(&mut self, sets: &[RuleSet]) -> Result<(), Error> {
        self.move_rules_revision().await?;
        for set in sets {
            let body = serde_json::to_string(set)?;
            with_connection!(self, |connection| {
                sqlx::query(
                    "INSERT INTO rule_sets (id, version, body) VALUES ($1, $2, $3)
                     ON CONFLICT (id, version) DO NOTHING",
                )
                .bind(set.id.as_str())
                .bind(i64::from(set.version))
                .bind(&body)
                .execute(connection)
                .await
                .map(drop)
            })?;
        }
        Ok(())
    }
}
