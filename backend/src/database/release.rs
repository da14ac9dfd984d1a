//! The app's newest releases.

use super::{Transaction, with_connection};
use crate::error::Error;

/// A file of a release.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct ReleaseFile {
    /// As it is asked for.
    pub path: String,
    /// As it is.
    pub raw: Vec<u8>,
    /// Compressed.
    pub brotli: Option<Vec<u8>>,
}

impl Transaction {
    /// Keeps the files of a release that is served from now on, and those of the `others` newest; says
    /// whether it is new.
    pub async fn keep_release(
        &mut self,
        version: &str,
        files: &[ReleaseFile],
        others: i64,
        now_ms: i64,
    ) -> Result<bool, Error> {
        let is_known: i64 = with_connection!(self, |connection| {
            sqlx::query_scalar("SELECT COUNT(*) FROM releases WHERE version = $1")
                .bind(version)
                .fetch_one(connection)
                .await
        })?;
        with_connection!(self, |connection| {
            sqlx::query(
                "INSERT INTO releases (version, served_at) VALUES ($1, $2)
                 ON CONFLICT (version) DO UPDATE SET served_at = excluded.served_at",
            )
            .bind(version)
            .bind(now_ms)
            .execute(connection)
            .await
            .map(drop)
        })?;
        if is_known == 0 {
            for file in files {
                with_connection!(self, |connection| {
                    sqlx::query(
                        "INSERT INTO release_files (version, path, raw, brotli) VALUES ($1, $2, $3, $4)
                         ON CONFLICT (version, path) DO NOTHING",
                    )
                    .bind(version)
                    .bind(&file.path)
                    .bind(&file.raw)
                    .bind(&file.brotli)
                    .execute(connection)
                    .await
                    .map(drop)
                })?;
            }
        }
        with_connection!(self, |connection| {
            sqlx::query(
                "DELETE FROM releases WHERE version <> $1 AND version NOT IN
                 (SELECT version FROM releases WHERE version <> $1 ORDER BY served_at DESC, version LIMIT $2)",
            )
            .bind(version)
            .bind(others)
            .execute(connection)
            .await
            .map(drop)
        })?;
        with_connection!(self, |connection| {
            sqlx::query(
                "DELETE FROM release_files WHERE version NOT IN (SELECT version FROM releases)",
            )
            .execute(connection)
            .await
            .map(drop)
        })?;
        Ok(is_known == 0)
    }

    /// A file of any release that is kept.
    pub async fn release_file(&mut self, path: &str) -> Result<Option<ReleaseFile>, Error> {
        Ok(with_connection!(self, |connection| {
            sqlx::query_as("SELECT path, raw, brotli FROM release_files WHERE path = $1 LIMIT 1")
                .bind(path)
                .fetch_optional(connection)
                .await
        })?)
    }
}
