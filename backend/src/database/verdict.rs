//! What the server said of acts: entries of ledgers, and verdicts that are none.

use std::collections::BTreeSet;

use roviec_shared::{
    id::{ActRef, BookId, UnitId},
    month::Month,
};

use super::{Transaction, with_connection};
use crate::error::Error;

/// Rows of a statement with up to thirteen bound values stay below SQLite's 32,766.
const ROWS_PER_STATEMENT: usize = 2000;

/// Where every reading of whole rows begins.
const VERDICTS_WHERE: &str =
    "SELECT series, number, previous, hash, author, kind, body, book, waits_on, content, signature, deliverer,
            arrived_at
     FROM verdicts WHERE ";

/// A verdict that is no entry of a ledger: refused, or an act that waits.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct VerdictRow {
    /// Whose key signed the act.
    pub series: String,
    /// Its number in the series.
    pub number: i64,
    /// The hash of the act before in its series.
    pub previous: Vec<u8>,
    /// Its hash: the same number with another hash is a forked series.
    pub hash: Vec<u8>,
    /// The person whose series it is; empty for the server's.
    pub author: String,
    /// `refused`, `held`, `set_aside`; `doubted` is held as well, and comes from a backup. `left` is refused
    /// only because its author had lost the post; `adopted` was one that their successor took over.
    pub kind: String,
    /// The verdict as JSON.
    pub body: String,
    /// Its book, where it can be read.
    pub book: Option<String>,
    /// The act that it waits for, where it is held; the act that adopted it, where one did.
    pub waits_on: Option<String>,
    /// The act as it was received.
    pub content: Vec<u8>,
    /// Where the act was the last of a batch.
    pub signature: Option<Vec<u8>>,
    /// The account whose session brought it.
    pub deliverer: String,
    /// Milliseconds since 1970.
    pub arrived_at: i64,
}

/// An entry as far as a verdict says it.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct AcceptedRow {
    /// Whose key signed the act.
    pub series: String,
    /// Its number in the series.
    pub number: i64,
    /// Its hash.
    pub hash: Vec<u8>,
    /// In which ledger it is.
    pub ledger: String,
    /// Its number there.
    pub ledger_number: i64,
    /// When it was accepted, milliseconds since 1970.
    pub arrived_at: i64,
}

/// A verdict as it is answered.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct SaidRow {
    /// Whose key signed the act.
    pub series: String,
    /// Its number in the series.
    pub number: i64,
    /// Its hash.
    pub hash: Vec<u8>,
    /// The verdict as JSON.
    pub body: String,
}

fn number(act: &ActRef) -> i64 {
    i64::try_from(act.number).unwrap_or(i64::MAX)
}

/// Pushes `(series, number) IN (…)`.
macro_rules! push_names {
    ($query:expr, $names:expr) => {{
        $query.push("(series, number) IN (");
        $query.push_values($names, |mut row, name: &ActRef| {
            row.push_bind(name.series.as_str()).push_bind(number(name));
        });
        $query.push(")");
    }};
}

impl Transaction {
    /// The entries of acts, where they are accepted.
    pub async fn accepted(&mut self, names: &[ActRef]) -> Result<Vec<AcceptedRow>, Error> {
        let mut found = Vec::new();
        for chunk in names.chunks(ROWS_PER_STATEMENT) {
            let rows: Vec<AcceptedRow> = with_connection!(self, |connection| {
                let mut query = sqlx::QueryBuilder::new(
                    "SELECT series, number, hash, ledger, ledger_number, arrived_at FROM acts WHERE ",
                );
                push_names!(query, chunk);
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

    /// The verdicts of acts that are no entries.
    pub async fn said(&mut self, names: &[ActRef]) -> Result<Vec<SaidRow>, Error> {
        let mut found = Vec::new();
        for chunk in names.chunks(ROWS_PER_STATEMENT) {
            let rows: Vec<SaidRow> = with_connection!(self, |connection| {
                let mut query = sqlx::QueryBuilder::new(
                    "SELECT series, number, hash, body FROM verdicts WHERE ",
                );
                push_names!(query, chunk);
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

    /// The entries of a series from one number to another, in order, at most `limit`.
    pub async fn accepted_between(
        &mut self,
        series: &str,
        from: i64,
        to: i64,
        limit: i64,
    ) -> Result<Vec<AcceptedRow>, Error> {
        Ok(with_connection!(self, |connection| {
            sqlx::query_as(
                "SELECT series, number, hash, ledger, ledger_number, arrived_at FROM acts
                 WHERE series = $1 AND number BETWEEN $2 AND $3 ORDER BY number LIMIT $4",
            )
            .bind(series)
            .bind(from)
            .bind(to)
            .bind(limit)
            .fetch_all(connection)
            .await
        })?)
    }

    /// The verdicts that are no entries of a series from one number to another, in order, at most `limit`.
    pub async fn said_between(
        &mut self,
        series: &str,
        from: i64,
        to: i64,
        limit: i64,
    ) -> Result<Vec<SaidRow>, Error> {
        Ok(with_connection!(self, |connection| {
            sqlx::query_as(
                "SELECT series, number, hash, body FROM verdicts
                 WHERE series = $1 AND number BETWEEN $2 AND $3 ORDER BY number LIMIT $4",
            )
            .bind(series)
            .bind(from)
            .bind(to)
            .bind(limit)
            .fetch_all(connection)
            .await
        })?)
    }

    /// Acts that wait for one of these, at most `limit`.
    pub async fn held_for(
        &mut self,
        foundations: &[ActRef],
        limit: usize,
    ) -> Result<Vec<VerdictRow>, Error> {
        let names: Vec<String> = foundations.iter().map(ToString::to_string).collect();
        self.held("waits_on", &names, limit).await
    }

    /// Acts held that are about one of these books, at most `limit`.
    pub async fn held_in(
        &mut self,
        books: &[&BookId],
        limit: usize,
    ) -> Result<Vec<VerdictRow>, Error> {
        let names: Vec<String> = books.iter().map(ToString::to_string).collect();
        self.held("book", &names, limit).await
    }

    async fn held(
        &mut self,
        column: &'static str,
        values: &[String],
        limit: usize,
    ) -> Result<Vec<VerdictRow>, Error> {
        let mut found: Vec<VerdictRow> = Vec::new();
        for chunk in values.chunks(ROWS_PER_STATEMENT) {
            let rows: Vec<VerdictRow> = with_connection!(self, |connection| {
                let mut query = sqlx::QueryBuilder::new(VERDICTS_WHERE);
                query.push("kind IN ('held', 'doubted') AND ");
                query.push(column).push(" IN (");
                let mut names = query.separated(", ");
                for value in chunk {
                    names.push_bind(value.as_str());
                }
                query.push(") ORDER BY arrived_at, series, number LIMIT ");
                query.push_bind(i64::try_from(limit - found.len()).unwrap_or(i64::MAX));
                query
                    .build_query_as()
                    .persistent(false)
                    .fetch_all(connection)
                    .await
            })?;
            found.extend(rows);
            if found.len() >= limit {
                break;
            }
        }
        Ok(found)
    }

    /// All acts that are held are in doubt from now on: their authors may have heard another verdict since.
    pub async fn doubt_held(&mut self) -> Result<(), Error> {
        with_connection!(self, |connection| {
            sqlx::query("UPDATE verdicts SET kind = 'doubted' WHERE kind = 'held'")
                .execute(connection)
                .await
                .map(drop)
        })?;
        Ok(())
    }

    /// Those of these acts that are in doubt are held as before: their author says that they wait.
    pub async fn trust(&mut self, names: &[ActRef]) -> Result<(), Error> {
        for chunk in names.chunks(ROWS_PER_STATEMENT) {
            with_connection!(self, |connection| {
                let mut query = sqlx::QueryBuilder::new(
                    "UPDATE verdicts SET kind = 'held' WHERE kind = 'doubted' AND ",
                );
                push_names!(query, chunk);
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

    /// Those of these acts that still wait: held, in doubt, or set aside.
    pub async fn waiting(&mut self, names: &[ActRef]) -> Result<Vec<VerdictRow>, Error> {
        self.verdicts_of_kinds("kind IN ('held', 'doubted', 'set_aside')", names)
            .await
    }

    /// Refused acts as they came, with whose they are.
    pub async fn refused_acts(&mut self, names: &[ActRef]) -> Result<Vec<VerdictRow>, Error> {
        self.verdicts_of_kinds("kind IN ('left', 'adopted', 'refused')", names)
            .await
    }

    /// Those of these acts that are of a kind, oldest first.
    async fn verdicts_of_kinds(
        &mut self,
        kinds: &'static str,
        names: &[ActRef],
    ) -> Result<Vec<VerdictRow>, Error> {
        let mut found = Vec::new();
        for chunk in names.chunks(ROWS_PER_STATEMENT) {
            let rows: Vec<VerdictRow> = with_connection!(self, |connection| {
                let mut query = sqlx::QueryBuilder::new(VERDICTS_WHERE);
                query.push(kinds).push(" AND ");
                push_names!(query, chunk);
                query.push(" ORDER BY arrived_at, series, number");
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

    /// The names of acts that wait, oldest first, after a time and name, at most `limit`.
    pub async fn names_waiting(
        &mut self,
        after: &(i64, String, i64),
        limit: i64,
    ) -> Result<Vec<(i64, String, i64)>, Error> {
        Ok(with_connection!(self, |connection| {
            sqlx::query_as(
                "SELECT arrived_at, series, number FROM verdicts
                 WHERE kind IN ('held', 'doubted', 'set_aside')
                   AND (arrived_at > $1 OR (arrived_at = $1 AND (series > $2 OR (series = $2 AND number > $3))))
                 ORDER BY arrived_at, series, number LIMIT $4",
            )
            .bind(after.0)
            .bind(&after.1)
            .bind(after.2)
            .bind(limit)
            .fetch_all(connection)
            .await
        })?)
    }

    /// Keeps verdicts that are no entries; one that was not final gives way to a later one.
    pub async fn put_verdicts(&mut self, verdicts: &[VerdictRow]) -> Result<(), Error> {
        for chunk in verdicts.chunks(ROWS_PER_STATEMENT) {
            with_connection!(self, |connection| {
                let mut query = sqlx::QueryBuilder::new(
                    "INSERT INTO verdicts (series, number, previous, hash, author, kind, body, book, waits_on, content,
                                           signature, deliverer, arrived_at) ",
                );
                query.push_values(chunk, |mut row, verdict| {
                    row.push_bind(verdict.series.as_str())
                        .push_bind(verdict.number)
                        .push_bind(verdict.previous.as_slice())
                        .push_bind(verdict.hash.as_slice())
                        .push_bind(verdict.author.as_str())
                        .push_bind(verdict.kind.as_str())
                        .push_bind(verdict.body.as_str())
                        .push_bind(verdict.book.as_deref())
                        .push_bind(verdict.waits_on.as_deref())
                        .push_bind(verdict.content.as_slice())
                        .push_bind(verdict.signature.as_deref())
                        .push_bind(verdict.deliverer.as_str())
                        .push_bind(verdict.arrived_at);
                });
                query.push(
                    " ON CONFLICT (series, number) DO UPDATE
                      SET kind = excluded.kind, body = excluded.body, book = excluded.book, waits_on = excluded.waits_on",
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

    /// The newest acts of these units, of no older month, that were refused for a lost post and that nobody has
    /// adopted, and what else was refused in the same books; by series and number, at most `limit`.
    pub async fn left_in(
        &mut self,
        units: &BTreeSet<UnitId>,
        oldest: Month,
        limit: i64,
    ) -> Result<Vec<VerdictRow>, Error> {
        if units.is_empty() {
            return Ok(Vec::new());
        }
        let mut rows: Vec<VerdictRow> = with_connection!(self, |connection| {
            let mut query = sqlx::QueryBuilder::new(VERDICTS_WHERE);
            query.push(
                "kind IN ('left', 'refused')
                   AND book IN (SELECT book FROM verdicts WHERE kind = 'left')
                   AND substr(book, length(book) - 6) >= ",
            );
            query.push_bind(String::from(oldest));
            query.push(" AND substr(book, 1, length(book) - 8) IN (");
            let mut names = query.separated(", ");
            for unit in units {
                names.push_bind(unit.as_str());
            }
            query.push(") ORDER BY arrived_at DESC, series, number LIMIT ");
            query.push_bind(limit);
            query
                .build_query_as()
                .persistent(false)
                .fetch_all(connection)
                .await
        })?;
        rows.sort_by(|one, other| {
            let name = |row: &VerdictRow| (row.series.clone(), row.number);
            name(one).cmp(&name(other))
        });
        Ok(rows)
    }

    /// These refused acts are offered to nobody any more: each was adopted by the act beside it, which is
    /// kept where a held act keeps what it waits for.
    pub async fn note_adopted(&mut self, adopted: &[(ActRef, ActRef)]) -> Result<(), Error> {
        for (left, by) in adopted {
            let by = by.to_string();
            with_connection!(self, |connection| {
                sqlx::query(
                    "UPDATE verdicts SET kind = 'adopted', waits_on = $1 WHERE series = $2 AND number = $3",
                )
                .bind(&by)
                .bind(left.series.as_str())
                .bind(number(left))
                .execute(connection)
                .await
                .map(drop)
            })?;
        }
        Ok(())
    }

    /// These acts wait no more: they are entries now.
    pub async fn end_waiting(&mut self, names: &[ActRef]) -> Result<(), Error> {
        for chunk in names.chunks(ROWS_PER_STATEMENT) {
            with_connection!(self, |connection| {
                let mut query = sqlx::QueryBuilder::new("DELETE FROM verdicts WHERE ");
                push_names!(query, chunk);
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
}
