//! The keys that sign acts.

use roviec_shared::api::Series;

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
}
