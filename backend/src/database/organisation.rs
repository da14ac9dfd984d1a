//! Units, people, their posts, and who is rated where. Rows hold the types of `shared` as JSON beside
//! the columns that questions are asked by.

use std::collections::{BTreeMap, BTreeSet};

use roviec_shared::{
    api::Post,
    id::{PersonId, RuleSetId, UnitId},
    month::Day,
    organisation::{Enrolled, Held, Tree, Unit},
};

use super::{Transaction, account::id, with_connection};
use crate::error::Error;

/// Bound values of one statement stay far below SQLite's 32,766.
const ROWS_PER_STATEMENT: usize = 1000;

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

    /// Adds posts or replaces those of the same ids.
    pub async fn put_posts(&mut self, posts: &[Post]) -> Result<(), Error> {
        for chunk in posts.chunks(ROWS_PER_STATEMENT) {
            let rows: Vec<(&Post, String, String)> = chunk
                .iter()
                .map(|post| {
                    let role = serde_json::to_value(post.held.role)?;
                    Ok((
                        post,
                        role.as_str().unwrap_or_default().to_owned(),
                        serde_json::to_string(&post.held)?,
                    ))
                })
                .collect::<Result<_, Error>>()?;
            with_connection!(self, |connection| {
                let mut query =
                    sqlx::QueryBuilder::new("INSERT INTO posts (id, person, unit, role, body) ");
                query.push_values(rows, |mut row, (post, role, body)| {
                    row.push_bind(post.id.as_str())
                        .push_bind(post.person.as_str())
                        .push_bind(post.held.unit.as_str())
                        .push_bind(role)
                        .push_bind(body);
                });
                query.push(
                    " ON CONFLICT (id) DO UPDATE
                      SET person = excluded.person, unit = excluded.unit, role = excluded.role, body = excluded.body",
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

    /// A person's name.
    pub async fn person_name(&mut self, person: &str) -> Result<Option<String>, Error> {
        Ok(with_connection!(self, |connection| {
            sqlx::query_scalar("SELECT name FROM persons WHERE id = $1")
                .bind(person)
                .fetch_optional(connection)
                .await
        })?)
    }

    /// All posts of a person, past ones too.
    pub async fn posts_of(&mut self, person: &str) -> Result<Vec<Post>, Error> {
        let rows: Vec<(String, String, String)> = with_connection!(self, |connection| {
            sqlx::query_as("SELECT id, person, body FROM posts WHERE person = $1 ORDER BY id")
                .bind(person)
                .fetch_all(connection)
                .await
        })?;
        rows.into_iter().map(read_post).collect()
    }

    /// The days on which a post begins, or is held no more.
    pub async fn turns(&mut self) -> Result<BTreeSet<Day>, Error> {
        let rows: Vec<String> = with_connection!(self, |connection| {
            sqlx::query_scalar("SELECT body FROM posts")
                .fetch_all(connection)
                .await
        })?;
        let mut turns = BTreeSet::new();
        for row in rows {
            let held: Held = serde_json::from_str(&row)?;
            turns.insert(held.from);
            turns.extend(held.until.map(|until| until.plus_days(1)));
        }
        Ok(turns)
    }

    /// The roles of these people, past and future ones too.
    pub async fn held_by(
        &mut self,
        people: &[&PersonId],
    ) -> Result<BTreeMap<PersonId, Vec<Held>>, Error> {
        let mut found: BTreeMap<PersonId, Vec<Held>> = BTreeMap::new();
        for chunk in people.chunks(ROWS_PER_STATEMENT) {
            let rows: Vec<(String, String)> = with_connection!(self, |connection| {
                let mut query =
                    sqlx::QueryBuilder::new("SELECT person, body FROM posts WHERE person IN (");
                let mut names = query.separated(", ");
                for person in chunk {
                    names.push_bind(person.as_str());
                }
                query.push(") ORDER BY id");
                query
                    .build_query_as()
                    .persistent(false)
                    .fetch_all(connection)
                    .await
            })?;
            for (person, body) in rows {
                found
                    .entry(id(&person)?)
                    .or_default()
                    .push(serde_json::from_str(&body)?);
            }
        }
        Ok(found)
    }

    /// The post of that id.
    pub async fn post(&mut self, post: &str) -> Result<Option<Post>, Error> {
        let row: Option<(String, String, String)> = with_connection!(self, |connection| {
            sqlx::query_as("SELECT id, person, body FROM posts WHERE id = $1")
                .bind(post)
                .fetch_optional(connection)
                .await
        })?;
        row.map(read_post).transpose()
    }

    /// All posts at a unit.
    pub async fn posts_at(&mut self, unit: &str) -> Result<Vec<Post>, Error> {
        let rows: Vec<(String, String, String)> = with_connection!(self, |connection| {
            sqlx::query_as("SELECT id, person, body FROM posts WHERE unit = $1 ORDER BY id")
                .bind(unit)
                .fetch_all(connection)
                .await
        })?;
        rows.into_iter().map(read_post).collect()
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
        let mut found: BTreeMap<UnitId, Vec<(PersonId, Enrolled)>> = BTreeMap::new();
        let rows = self
            .at_units(
                "SELECT unit, person, body FROM enrolled WHERE unit IN (",
                units,
            )
            .await?;
        for (unit, person, body) in rows {
            let row = (id(&person)?, serde_json::from_str(&body)?);
            found.entry(id(&unit)?).or_default().push(row);
        }
        Ok(found)
    }

    /// The roles held at these units, past and future ones too.
    pub async fn roles_at(
        &mut self,
        units: &[&UnitId],
    ) -> Result<BTreeMap<UnitId, Vec<(PersonId, Held)>>, Error> {
        let mut found: BTreeMap<UnitId, Vec<(PersonId, Held)>> = BTreeMap::new();
        let rows = self
            .at_units(
                "SELECT unit, person, body FROM posts WHERE unit IN (",
                units,
            )
            .await?;
        for (unit, person, body) in rows {
            let row = (id(&person)?, serde_json::from_str(&body)?);
            found.entry(id(&unit)?).or_default().push(row);
        }
        Ok(found)
    }

    async fn at_units(
        &mut self,
        select: &'static str,
        units: &[&UnitId],
    ) -> Result<Vec<(String, String, String)>, Error> {
        let mut found = Vec::new();
        for chunk in units.chunks(ROWS_PER_STATEMENT) {
            let rows: Vec<(String, String, String)> = with_connection!(self, |connection| {
                let mut query = sqlx::QueryBuilder::new(select);
                let mut names = query.separated(", ");
                for unit in chunk {
                    names.push_bind(unit.as_str());
                }
                query.push(") ORDER BY unit, person");
                query
                    .build_query_as()
                    .persistent(false)
                    .fetch_all(connection)
                    .await
            })?;
            found.extend(rows);
        }
        Ok(found)
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

    /// The names of those who hold or held a role at these units, save those who are rated there only:
    /// their names stand in the months themselves.
    pub async fn names_of_holders(
        &mut self,
        units: &[&UnitId],
    ) -> Result<BTreeMap<PersonId, String>, Error> {
        let mut found = BTreeMap::new();
        for chunk in units.chunks(ROWS_PER_STATEMENT) {
            let rows: Vec<(String, String)> = with_connection!(self, |connection| {
                let mut query = sqlx::QueryBuilder::new(
                    "SELECT id, name FROM persons
                     WHERE id IN (SELECT person FROM posts WHERE role <> 'member' AND unit IN (",
                );
                let mut names = query.separated(", ");
                for unit in chunk {
                    names.push_bind(unit.as_str());
                }
                query.push("))");
                query
                    .build_query_as()
                    .persistent(false)
                    .fetch_all(connection)
                    .await
            })?;
            for (person, name) in rows {
                found.insert(id(&person)?, name);
            }
        }
        Ok(found)
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

fn read_post((post, person, body): (String, String, String)) -> Result<Post, Error> {
    Ok(Post {
        id: post,
        person: id(&person)?,
        held: serde_json::from_str(&body)?,
    })
}
