//! People, and who is rated where from now on.

use std::collections::BTreeMap;

use roviec_shared::{
    id::{PersonId, RuleSetId, UnitId},
    organisation::{Enrolled, Track},
};

use super::{Transaction, account::id, organisation::ROWS_PER_STATEMENT, with_connection};
use crate::error::Error;

impl Transaction {
    /// Adds people or replaces the names of those of the same ids.
    pub async fn put_persons(&mut self, persons: &[(PersonId, String)]) -> Result<(), Error> {
        for chunk in persons.chunks(ROWS_PER_STATEMENT) {
            with_connection!(self, |connection| {
                let mut query = sqlx::QueryBuilder::new("INSERT INTO persons (id, name) ");
                query.push_values(chunk, |mut row, (id, name)| {
                    row.push_bind(id.as_str()).push_bind(name.as_str());
                });
                query.push(" ON CONFLICT (id) DO UPDATE SET name = excluded.name");
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

    /// Says how people are rated in their units from now on.
    pub async fn put_enrolled(
        &mut self,
        rows: &[(UnitId, PersonId, Enrolled)],
    ) -> Result<(), Error> {
        for chunk in rows.chunks(ROWS_PER_STATEMENT) {
            let rows: Vec<(&str, &str, String, &Enrolled, String)> = chunk
                .iter()
                .map(|(unit, person, enrolled)| {
                    let track = serde_json::to_value(enrolled.track)?;
                    let track = track.as_str().unwrap_or_default().to_owned();
                    Ok((
                        unit.as_str(),
                        person.as_str(),
                        track,
                        enrolled,
                        serde_json::to_string(enrolled)?,
                    ))
                })
                .collect::<Result<_, Error>>()?;
            with_connection!(self, |connection| {
                let mut query = sqlx::QueryBuilder::new(
                    "INSERT INTO enrolled (unit, person, track, rules, rules_version, body) ",
                );
                query.push_values(rows, |mut row, (unit, person, track, enrolled, body)| {
                    row.push_bind(unit)
                        .push_bind(person)
                        .push_bind(track)
                        .push_bind(enrolled.rules.as_str())
                        .push_bind(i64::from(enrolled.rules_version))
                        .push_bind(body);
                });
                query.push(
                    " ON CONFLICT (unit, person, track) DO UPDATE
                      SET rules = excluded.rules, rules_version = excluded.rules_version, body = excluded.body",
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

    /// Somebody is rated in a unit no more; the months that are open keep them until they leave.
    pub async fn no_longer_enrolled(
        &mut self,
        unit: &UnitId,
        person: &PersonId,
    ) -> Result<(), Error> {
        with_connection!(self, |connection| {
            sqlx::query("DELETE FROM enrolled WHERE unit = $1 AND person = $2")
                .bind(unit.as_str())
                .bind(person.as_str())
                .execute(connection)
                .await
                .map(drop)
        })?;
        Ok(())
    }

    /// A person's name.
    pub async fn person_name(&mut self, person: &str) -> Result<Option<String>, Error> {
        Ok(with_connection!(self, |connection| {
            sqlx::query_scalar("SELECT name FROM persons WHERE id = $1")
                .bind(person)
                .fetch_optional(connection)
                .await
        })?)
    }

    /// Who is rated in a unit from now on.
    pub async fn enrolled_in(&mut self, unit: &str) -> Result<Vec<(PersonId, Enrolled)>, Error> {
        let rows: Vec<(String, String)> = with_connection!(self, |connection| {
            sqlx::query_as(
                "SELECT person, body FROM enrolled WHERE unit = $1 ORDER BY person, track",
            )
            .bind(unit)
            .fetch_all(connection)
            .await
        })?;
        rows.into_iter()
            .map(|(person, body)| Ok((id(&person)?, serde_json::from_str(&body)?)))
            .collect()
    }

    /// Who is rated in these units from now on.
    pub async fn enrolled_at(
        &mut self,
        units: &[&UnitId],
    ) -> Result<BTreeMap<UnitId, Vec<(PersonId, Enrolled)>>, Error> {
        self.at_units(
            "SELECT unit, person, body FROM enrolled WHERE unit IN (",
            units,
        )
        .await
    }

    /// By which rules people are rated, unit by unit.
    pub async fn rule_sets_in_use(&mut self) -> Result<Vec<(UnitId, RuleSetId, u32)>, Error> {
        let rows: Vec<(String, String, i64)> = with_connection!(self, |connection| {
            sqlx::query_as("SELECT DISTINCT unit, rules, rules_version FROM enrolled")
                .fetch_all(connection)
                .await
        })?;
        rows.into_iter()
            .map(|(unit, rules, version)| {
                let version = u32::try_from(version).unwrap_or_default();
                Ok((id(&unit)?, id(&rules)?, version))
            })
            .collect()
    }

    /// The unit under whose month a person's keys are registered: their cell, else where they are rated
    /// as an official; none where they are rated nowhere.
    pub async fn unit_of_keys(&mut self, person: &str) -> Result<Option<UnitId>, Error> {
        let row: Option<String> = with_connection!(self, |connection| {
            sqlx::query_scalar(
                "SELECT unit FROM enrolled WHERE person = $1 ORDER BY track, unit LIMIT 1",
            )
            .bind(person)
            .fetch_optional(connection)
            .await
        })?;
        row.map(|unit| id(&unit)).transpose()
    }

    /// Whether a person is rated on a line in another unit than this.
    pub async fn is_rated_elsewhere(
        &mut self,
        person: &str,
        track: Track,
        unit: &str,
    ) -> Result<bool, Error> {
        let track = serde_json::to_value(track)?;
        let track = track.as_str().unwrap_or_default().to_owned();
        let found: i64 = with_connection!(self, |connection| {
            sqlx::query_scalar(
                "SELECT COUNT(*) FROM enrolled WHERE person = $1 AND track = $2 AND unit <> $3",
            )
            .bind(person)
            .bind(&track)
            .bind(unit)
            .fetch_one(connection)
            .await
        })?;
        Ok(found > 0)
    }

    /// The units in which a person is rated from now on.
    pub async fn units_of(&mut self, person: &str) -> Result<Vec<UnitId>, Error> {
        let rows: Vec<String> = with_connection!(self, |connection| {
            sqlx::query_scalar("SELECT DISTINCT unit FROM enrolled WHERE person = $1")
                .bind(person)
                .fetch_all(connection)
                .await
        })?;
        rows.iter().map(|unit| id(unit)).collect()
    }

    /// The names of the people who are rated in a unit or hold a post at it.
    pub async fn names_at(&mut self, unit: &str) -> Result<BTreeMap<String, String>, Error> {
        let rows: Vec<(String, String)> = with_connection!(self, |connection| {
            sqlx::query_as(
                "SELECT id, name FROM persons
                 WHERE id IN (SELECT person FROM enrolled WHERE unit = $1
                              UNION SELECT person FROM posts WHERE unit = $1)",
            )
            .bind(unit)
            .fetch_all(connection)
            .await
        })?;
        Ok(rows.into_iter().collect())
    }
}
