//! The keys that sign acts.

use std::collections::{BTreeMap, BTreeSet};

use roviec_shared::{
    api::Series,
    id::SeriesId,
    sync::{series::Hash, server::SeriesState},
};

use super::{Transaction, account::id, is_taken, with_connection};
use crate::error::Error;
use roviec_shared::api::ErrorCode;

/// A key as verifying a batch needs it.
#[derive(Clone, Debug)]
pub struct SeriesKey {
    /// What everybody may know of it.
    pub series: Series,
    /// Whose it is.
    pub account: String,
    /// The person of that account; empty for the server's own.
    pub person: String,
    /// 65 bytes, uncompressed.
    pub public_key: Vec<u8>,
}

type Row = (
    String,
    String,
    String,
    String,
    Vec<u8>,
    i64,
    bool,
    Option<i64>,
);

fn read(
    (series, account, person, device, public_key, registered_at, marked, revoked_at): Row,
) -> Result<SeriesKey, Error> {
    let series = Series {
        id: id(&series)?,
        device,
        registered_at,
        marked,
        revoked_at,
    };
    Ok(SeriesKey {
        series,
        account,
        person,
        public_key,
    })
}

impl Transaction {
    /// The key of a series.
    pub async fn series(&mut self, series: &str) -> Result<Option<SeriesKey>, Error> {
        let row: Option<Row> = with_connection!(self, |connection| {
            sqlx::query_as(
                "SELECT series.id, series.account, COALESCE(accounts.person, ''), series.device, series.public_key,
                        series.registered_at, series.marked, series.revoked_at
                 FROM series LEFT JOIN accounts ON accounts.id = series.account WHERE series.id = $1",
            )
            .bind(series)
            .fetch_optional(connection)
            .await
        })?;
        row.map(read).transpose()
    }

    /// All keys of an account.
    pub async fn series_of(&mut self, account: &str) -> Result<Vec<SeriesKey>, Error> {
        let rows: Vec<Row> = with_connection!(self, |connection| {
            sqlx::query_as(
                "SELECT series.id, series.account, COALESCE(accounts.person, ''), series.device, series.public_key,
                        series.registered_at, series.marked, series.revoked_at
                 FROM series LEFT JOIN accounts ON accounts.id = series.account
                 WHERE series.account = $1 ORDER BY series.registered_at, series.id",
            )
            .bind(account)
            .fetch_all(connection)
            .await
        })?;
        rows.into_iter().map(read).collect()
    }

    /// The series that an account made on a device.
    pub async fn series_of_device(
        &mut self,
        account: &str,
        device: &str,
    ) -> Result<BTreeSet<String>, Error> {
        let rows: Vec<String> = with_connection!(self, |connection| {
            sqlx::query_scalar("SELECT id FROM series WHERE account = $1 AND device = $2")
                .bind(account)
                .bind(device)
                .fetch_all(connection)
                .await
        })?;
        Ok(rows.into_iter().collect())
    }

    /// Registers a key.
    pub async fn add_series(
        &mut self,
        account: &str,
        series: &Series,
        public_key: &[u8],
    ) -> Result<(), Error> {
        let done = with_connection!(self, |connection| {
            sqlx::query(
                "INSERT INTO series (id, account, device, public_key, registered_at, marked)
                 VALUES ($1, $2, $3, $4, $5, $6)",
            )
            .bind(series.id.as_str())
            .bind(account)
            .bind(&series.device)
            .bind(public_key)
            .bind(series.registered_at)
            .bind(series.marked)
            .execute(connection)
            .await
            .map(drop)
        });
        match done {
            Err(error) if is_taken(&error) => Err(ErrorCode::Taken.into()),
            other => Ok(other?),
        }
    }

    /// Revokes a key: what it signs from now on is kept and not applied.
    pub async fn revoke_series(
        &mut self,
        account: &str,
        series: &str,
        now_ms: i64,
    ) -> Result<bool, Error> {
        let rows = with_connection!(self, |connection| {
            sqlx::query("UPDATE series SET revoked_at = $3 WHERE account = $1 AND id = $2 AND revoked_at IS NULL")
                .bind(account)
                .bind(series)
                .bind(now_ms)
                .execute(connection)
                .await
                .map(|done| done.rows_affected())
        })?;
        Ok(rows > 0)
    }

    /// What a batch is checked against, locked until the transaction ends: of two requests with the same
    /// acts, the second finds those of the first. Before the ledgers, in the order of ids.
    pub async fn lock_series(
        &mut self,
        ids: &[&SeriesId],
    ) -> Result<BTreeMap<SeriesId, SeriesState>, Error> {
        if let Transaction::Postgres(transaction) = self {
            let mut sorted = ids.to_vec();
            sorted.sort_unstable();
            for series in sorted {
                sqlx::query("SELECT 1 FROM series WHERE id = $1 FOR UPDATE")
                    .bind(series.as_str())
                    .execute(&mut **transaction)
                    .await?;
            }
        }
        self.series_states(ids).await
    }

    /// What is held of series. A series whose account is gone is none.
    pub async fn series_states(
        &mut self,
        ids: &[&SeriesId],
    ) -> Result<BTreeMap<SeriesId, SeriesState>, Error> {
        type Row = (String, String, String, Vec<u8>, i64, String, Option<i64>);
        if ids.is_empty() {
            return Ok(BTreeMap::new());
        }
        let rows: Vec<Row> = self
            .named(
                "SELECT series.id, series.account, COALESCE(accounts.person, ''), series.public_key, series.head,
                        series.hash, series.revoked_at
                 FROM series LEFT JOIN accounts ON accounts.id = series.account WHERE series.id IN (",
                ids.iter().map(|series| series.as_str()),
                ")",
            )
            .await?;
        let mut states = BTreeMap::new();
        for (series, account, person, public_key, head, hash, revoked_at) in rows {
            // Only the server's own series has no account: nobody's must not become the server's.
            let person = match (account.is_empty(), person.is_empty()) {
                (true, _) => None,
                (false, true) => continue,
                (false, false) => Some(id(&person)?),
            };
            let state = SeriesState {
                person,
                public_key,
                head: u64::try_from(head).unwrap_or_default(),
                hash: read_hash(&hash)?,
                is_revoked: revoked_at.is_some(),
            };
            states.insert(id(&series)?, state);
        }
        Ok(states)
    }

    /// Moves the end of a series.
    pub async fn set_series_head(
        &mut self,
        series: &SeriesId,
        head: u64,
        hash: &Hash,
    ) -> Result<(), Error> {
        with_connection!(self, |connection| {
            sqlx::query("UPDATE series SET head = $2, hash = $3 WHERE id = $1")
                .bind(series.as_str())
                .bind(i64::try_from(head).unwrap_or(i64::MAX))
                .bind(hash.to_string())
                .execute(connection)
                .await
                .map(drop)
        })?;
        Ok(())
    }
}

/// A hash of the database; all zero where there is none yet.
pub(super) fn read_hash(text: &str) -> Result<Hash, Error> {
    if text.is_empty() {
        return Ok(Hash::default());
    }
    Hash::try_from(text.to_owned()).map_err(|_| {
        Error::Operator(format!(
            "dấu băm không đọc được trong cơ sở dữ liệu: {text}"
        ))
    })
}
