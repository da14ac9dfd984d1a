//! Posts: who holds which role where, with its days.

use std::collections::{BTreeMap, BTreeSet};

use roviec_shared::{
    api::Post,
    id::{PersonId, UnitId},
    month::Day,
    organisation::Held,
};

use super::{Transaction, account::id, organisation::ROWS_PER_STATEMENT, with_connection};
use crate::error::Error;

impl Transaction {
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
            let names = chunk.iter().map(|person| person.as_str());
            let rows: Vec<(String, String)> = self
                .named(
                    "SELECT person, body FROM posts WHERE person IN (",
                    names,
                    ") ORDER BY id",
                )
                .await?;
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

    /// The roles held at these units, past and future ones too.
    pub async fn roles_at(
        &mut self,
        units: &[&UnitId],
    ) -> Result<BTreeMap<UnitId, Vec<(PersonId, Held)>>, Error> {
        self.at_units(
            "SELECT unit, person, body FROM posts WHERE unit IN (",
            units,
        )
        .await
    }

    /// The names of those who hold or held a role at these units, save those who are rated there only:
    /// their names stand in the months themselves.
    pub async fn names_of_holders(
        &mut self,
        units: &[&UnitId],
    ) -> Result<BTreeMap<PersonId, String>, Error> {
        let mut found = BTreeMap::new();
        for chunk in units.chunks(ROWS_PER_STATEMENT) {
            let names = chunk.iter().map(|unit| unit.as_str());
            let rows: Vec<(String, String)> = self
                .named(
                    "SELECT id, name FROM persons
                     WHERE id IN (SELECT person FROM posts WHERE role <> 'member' AND unit IN (",
                    names,
                    "))",
                )
                .await?;
            for (person, name) in rows {
                found.insert(id(&person)?, name);
            }
        }
        Ok(found)
    }
}

fn read_post((post, person, body): (String, String, String)) -> Result<Post, Error> {
    Ok(Post {
        id: post,
        person: id(&person)?,
        held: serde_json::from_str(&body)?,
    })
}
