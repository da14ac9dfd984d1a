//! Rule sets, every version that ever held.

use roviec_shared::{
    id::RuleSetId,
    month::Month,
    rules::{RuleBook, RuleSet},
};

use super::{Transaction, account::id, with_connection};
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

    /// The months that some unit has opened, the newest first, and of these so many.
    pub async fn months_opened(&mut self, most: u32) -> Result<Vec<Month>, Error> {
        let rows: Vec<String> = with_connection!(self, |connection| {
            sqlx::query_scalar(
                "SELECT DISTINCT month FROM listings WHERE opened ORDER BY month DESC LIMIT $1",
            )
            .bind(i64::from(most))
            .fetch_all(connection)
            .await
        })?;
        rows.iter().map(|month| id(month)).collect()
    }

    /// The file of a version as it was added; none for one that came with the program.
    pub async fn rules_written(
        &mut self,
        set: &RuleSetId,
        version: u32,
    ) -> Result<Option<String>, Error> {
        let found: Option<Option<String>> = with_connection!(self, |connection| {
            sqlx::query_scalar("SELECT written FROM rule_sets WHERE id = $1 AND version = $2")
                .bind(set.as_str())
                .bind(i64::from(version))
                .fetch_optional(connection)
                .await
        })?;
        Ok(found.flatten())
    }

    /// Adds the rule sets that come with the program.
    pub async fn add_rules(&mut self, sets: &[RuleSet]) -> Result<(), Error> {
        self.move_rules_revision().await?;
        for set in sets {
            self.add_version(set, None).await?;
        }
        Ok(())
    }

    /// Adds one version with its file. A version that is there stays as it is: months rest on it.
    pub async fn add_version(&mut self, set: &RuleSet, written: Option<&str>) -> Result<(), Error> {
        let body = serde_json::to_string(set)?;
        Ok(with_connection!(self, |connection| {
            sqlx::query(
                "INSERT INTO rule_sets (id, version, body, written) VALUES ($1, $2, $3, $4)
                 ON CONFLICT (id, version) DO NOTHING",
            )
            .bind(set.id.as_str())
            .bind(i64::from(set.version))
            .bind(&body)
            .bind(written)
            .execute(connection)
            .await
            .map(drop)
        })?)
    }
}
