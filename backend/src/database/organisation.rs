//! Units, and the count that moves with every change of the organisation. Rows hold the types of `shared`
//! as JSON beside the columns that questions are asked by.

use std::collections::BTreeMap;

use roviec_shared::{
    id::{PersonId, UnitId},
    organisation::{Tree, Unit},
};
use serde::de::DeserializeOwned;

use super::{Transaction, account::id, with_connection};
use crate::error::Error;

/// Bound values of one statement stay far below SQLite's 32,766.
pub(super) const ROWS_PER_STATEMENT: usize = 1000;

impl Transaction {
    /// Moves with every change of the organisation.
    pub async fn organisation_revision(&mut self) -> Result<i64, Error> {
        Ok(with_connection!(self, |connection| {
            sqlx::query_scalar("SELECT number FROM revisions WHERE name = 'organisation'")
                .fetch_one(connection)
                .await
        })?)
    }

    /// Says that the organisation changed. First in every transaction that changes it, so that two
    /// administrators take turns.
    pub async fn move_organisation_revision(&mut self) -> Result<(), Error> {
        with_connection!(self, |connection| {
            sqlx::query("UPDATE revisions SET number = number + 1 WHERE name = 'organisation'")
                .execute(connection)
                .await
                .map(drop)
        })?;
        Ok(())
    }

    /// The whole tree: some six hundred units.
    pub async fn tree(&mut self) -> Result<Tree, Error> {
        let rows: Vec<String> = with_connection!(self, |connection| {
            sqlx::query_scalar("SELECT body FROM units")
                .fetch_all(connection)
                .await
        })?;
        let mut units = BTreeMap::new();
        for row in rows {
            let unit: Unit = serde_json::from_str(&row)?;
            units.insert(unit.id.clone(), unit);
        }
        Ok(Tree { units })
    }

    /// Adds units or replaces those of the same ids.
    pub async fn put_units(&mut self, units: &[Unit]) -> Result<(), Error> {
        for chunk in units.chunks(ROWS_PER_STATEMENT) {
            let rows: Vec<(&str, String)> = chunk
                .iter()
                .map(|unit| Ok((unit.id.as_str(), serde_json::to_string(unit)?)))
                .collect::<Result<_, Error>>()?;
            with_connection!(self, |connection| {
                let mut query = sqlx::QueryBuilder::new("INSERT INTO units (id, body) ");
                query.push_values(rows, |mut row, (id, body)| {
                    row.push_bind(id).push_bind(body);
                });
                query.push(" ON CONFLICT (id) DO UPDATE SET body = excluded.body");
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

    /// What stands at these units, by unit, each with whose it is: `select` gives unit, person and body,
    /// and ends where the units are named.
    pub(super) async fn at_units<T: DeserializeOwned>(
        &mut self,
        select: &'static str,
        units: &[&UnitId],
    ) -> Result<BTreeMap<UnitId, Vec<(PersonId, T)>>, Error> {
        let mut found: BTreeMap<UnitId, Vec<(PersonId, T)>> = BTreeMap::new();
        for chunk in units.chunks(ROWS_PER_STATEMENT) {
            let names = chunk.iter().map(|unit| unit.as_str());
            let rows: Vec<(String, String, String)> =
                self.named(select, names, ") ORDER BY unit, person").await?;
            for (unit, person, body) in rows {
                let row = (id(&person)?, serde_json::from_str(&body)?);
                found.entry(id(&unit)?).or_default().push(row);
            }
        }
        Ok(found)
    }
}
