//! Who wants a digest by mail, and how far it has come. One process deals with a row at a time: it moves
//! `next_at` on first, and writes what came of it only where that still stands.

use roviec_shared::{
    digest::{MailProblem, Rhythm, Tongue},
    id::PersonId,
    month::Day,
};
use serde::{Serialize, de::DeserializeOwned};

use super::{Transaction, with_connection};
use crate::error::Error;

/// How a person wants to be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DigestRow {
    /// Empty where they want nothing any more.
    pub address: String,
    /// How often.
    pub rhythm: Rhythm,
    /// In which language.
    pub tongue: Tongue,
    /// Of the code that the address is confirmed by; empty once it is.
    pub code_hash: String,
    /// Until when the code holds.
    pub code_ends_at: i64,
    /// Wrong codes given.
    pub code_failures: i64,
    /// Confirmations sent…
    pub asked: i64,
    /// …since that time.
    pub asked_since: i64,
    /// News is told from this day on.
    pub since: Day,
    /// The day of the newest digest that is over.
    pub finished: Day,
    /// The day the last one went out.
    pub sent: Option<Day>,
    /// How often the one at hand failed.
    pub failures: i64,
    /// Nobody tries it before.
    pub next_at: i64,
    /// How often in a row the mail server did not take the address.
    pub refusals: i64,
    /// Why the last mail did not go out.
    pub problem: Option<MailProblem>,
}

/// A digest that this process deals with.
#[derive(Clone, Debug)]
pub struct ClaimedDigest {
    /// Whose account.
    pub account: String,
    /// Whose.
    pub person: PersonId,
    /// How they want it.
    pub row: DigestRow,
}

/// Which digests are due.
#[derive(Clone, Copy, Debug)]
pub struct DueDigests {
    /// The day of the newest daily one.
    pub daily: Day,
    /// The day of the newest weekly one.
    pub weekly: Day,
    /// Milliseconds since 1970.
    pub now_ms: i64,
    /// From so many refusals in a row on nothing is sent.
    pub refusals_max: i64,
}

#[derive(sqlx::FromRow)]
struct Columns {
    account: String,
    address: String,
    rhythm: String,
    tongue: String,
    code_hash: String,
    code_ends_at: i64,
    code_failures: i64,
    asked: i64,
    asked_since: i64,
    since: i64,
    finished: i64,
    sent: Option<i64>,
    failures: i64,
    next_at: i64,
    refusals: i64,
    problem: Option<String>,
}

fn word(value: &impl Serialize) -> Result<String, Error> {
    let value = serde_json::to_value(value)?;
    Ok(value.as_str().unwrap_or_default().to_owned())
}

fn read<T: DeserializeOwned>(word: String) -> Result<T, Error> {
    Ok(serde_json::from_value(word.into())?)
}

fn day(days: i64) -> Day {
    Day::from_days_since_1970(i32::try_from(days).unwrap_or_default())
}

fn days(day: Day) -> i64 {
    i64::from(day.days_since_1970())
}

impl TryFrom<Columns> for DigestRow {
    type Error = Error;

    fn try_from(row: Columns) -> Result<Self, Error> {
        Ok(Self {
            address: row.address,
            rhythm: read(row.rhythm)?,
            tongue: read(row.tongue)?,
            code_hash: row.code_hash,
            code_ends_at: row.code_ends_at,
            code_failures: row.code_failures,
            asked: row.asked,
            asked_since: row.asked_since,
            since: day(row.since),
            finished: day(row.finished),
            sent: row.sent.map(day),
            failures: row.failures,
            next_at: row.next_at,
            refusals: row.refusals,
            problem: row.problem.map(read).transpose()?,
        })
    }
}

impl Transaction {
    /// How an account wants to be told, if it ever did.
    pub async fn digest(&mut self, account: &str) -> Result<Option<DigestRow>, Error> {
        let row: Option<Columns> = with_connection!(self, |connection| {
            sqlx::query_as("SELECT * FROM digests WHERE account = $1")
                .bind(account)
                .fetch_optional(connection)
                .await
        })?;
        row.map(TryInto::try_into).transpose()
    }

    /// The same, to be changed: whoever else would change it waits for this transaction.
    pub async fn digest_to_change(&mut self, account: &str) -> Result<Option<DigestRow>, Error> {
        let row: Option<Columns> = with_connection!(self, |connection| {
            sqlx::query_as("UPDATE digests SET account = account WHERE account = $1 RETURNING *")
                .bind(account)
                .fetch_optional(connection)
                .await
        })?;
        row.map(TryInto::try_into).transpose()
    }

    /// Says how an account wants to be told.
    pub async fn put_digest(&mut self, account: &str, row: &DigestRow) -> Result<(), Error> {
        let (rhythm, tongue) = (word(&row.rhythm)?, word(&row.tongue)?);
        let problem = row.problem.as_ref().map(word).transpose()?;
        with_connection!(self, |connection| {
            sqlx::query(
                "INSERT INTO digests (account, address, rhythm, tongue, code_hash, code_ends_at, code_failures,
                                      asked, asked_since, since, finished, sent, failures, next_at, refusals, problem)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
                 ON CONFLICT (account) DO UPDATE
                 SET address = excluded.address, rhythm = excluded.rhythm, tongue = excluded.tongue,
                     code_hash = excluded.code_hash, code_ends_at = excluded.code_ends_at,
                     code_failures = excluded.code_failures, asked = excluded.asked,
                     asked_since = excluded.asked_since, since = excluded.since, finished = excluded.finished,
                     sent = excluded.sent, failures = excluded.failures, next_at = excluded.next_at,
                     refusals = excluded.refusals, problem = excluded.problem",
            )
            .bind(account)
            .bind(&row.address)
            .bind(rhythm)
            .bind(tongue)
            .bind(&row.code_hash)
            .bind(row.code_ends_at)
            .bind(row.code_failures)
            .bind(row.asked)
            .bind(row.asked_since)
            .bind(days(row.since))
            .bind(days(row.finished))
            .bind(row.sent.map(days))
            .bind(row.failures)
            .bind(row.next_at)
            .bind(row.refusals)
            .bind(problem)
            .execute(connection)
            .await
            .map(drop)
        })?;
        Ok(())
    }

    /// Takes one digest that is due, and keeps it from other processes until `until_ms`; none where none is due,
    /// or where another process was just faster.
    pub async fn claim_digest(
        &mut self,
        due: &DueDigests,
        until_ms: i64,
    ) -> Result<Option<ClaimedDigest>, Error> {
        // The outer conditions are looked at again by a statement that waited for another's.
        let row: Option<Columns> = with_connection!(self, |connection| {
            sqlx::query_as(
                "UPDATE digests SET next_at = $1
                 WHERE next_at <= $2 AND account = (
                     SELECT digests.account FROM digests JOIN accounts ON accounts.id = digests.account
                     WHERE digests.next_at <= $2 AND digests.address <> '' AND digests.code_hash = ''
                       AND digests.refusals < $3 AND NOT accounts.disabled
                       AND digests.finished < CASE digests.rhythm WHEN 'daily' THEN $4 ELSE $5 END
                     ORDER BY digests.next_at, digests.account LIMIT 1)
                 RETURNING *",
            )
            .bind(until_ms)
            .bind(due.now_ms)
            .bind(due.refusals_max)
            .bind(days(due.daily))
            .bind(days(due.weekly))
            .fetch_optional(&mut *connection)
            .await
        })?;
        let Some(row) = row else {
            return Ok(None);
        };
        let account = row.account.clone();
        let known = self.account(&account).await?;
        let row = row.try_into()?;
        Ok(known.map(|known| ClaimedDigest {
            account,
            person: known.person,
            row,
        }))
    }

    /// What came of a digest that was claimed until `claimed_ms`; without effect where its person changed
    /// their mind meanwhile, or another process took over.
    pub async fn finish_digest(
        &mut self,
        account: &str,
        claimed_ms: i64,
        row: &DigestRow,
    ) -> Result<(), Error> {
        let problem = row.problem.as_ref().map(word).transpose()?;
        with_connection!(self, |connection| {
            sqlx::query(
                "UPDATE digests
                 SET since = $3, finished = $4, sent = $5, failures = $6, next_at = $7, refusals = $8, problem = $9
                 WHERE account = $1 AND next_at = $2 AND address = $10",
            )
            .bind(account)
            .bind(claimed_ms)
            .bind(days(row.since))
            .bind(days(row.finished))
            .bind(row.sent.map(days))
            .bind(row.failures)
            .bind(row.next_at)
            .bind(row.refusals)
            .bind(problem)
            .bind(&row.address)
            .execute(connection)
            .await
            .map(drop)
        })?;
        Ok(())
    }
}
