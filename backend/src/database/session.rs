//! Sessions. Only the digest of a token is kept: who reads the table cannot sign in with it.

use super::{Account, Transaction, account::id, with_connection};
use crate::error::Error;

/// A session that has not ended.
#[derive(Clone, Debug)]
pub struct SessionRow {
    /// Whose.
    pub account: Account,
    /// When its cookie was last renewed.
    pub used_at: i64,
}

impl Transaction {
    /// The session of a token, if it has not ended and its account may sign in.
    pub async fn session(
        &mut self,
        token_hash: &str,
        now_ms: i64,
    ) -> Result<Option<SessionRow>, Error> {
        let row: Option<(String, String, String, bool, i64)> = with_connection!(
            self,
            |connection| {
                sqlx::query_as(
                "SELECT accounts.id, accounts.person, accounts.login_name, accounts.must_change, sessions.used_at
                 FROM sessions JOIN accounts ON accounts.id = sessions.account
                 WHERE sessions.token_hash = $1 AND sessions.ends_at > $2 AND NOT accounts.disabled",
            )
            .bind(token_hash)
            .bind(now_ms)
            .fetch_optional(connection)
            .await
            }
        )?;
        row.map(|(account, person, login_name, must_change, used_at)| {
            Ok(SessionRow {
                account: Account {
                    id: account,
                    person: id(&person)?,
                    login_name,
                    must_change,
                },
                used_at,
            })
        })
        .transpose()
    }

    /// Begins a session, and removes those that ended.
    pub async fn add_session(
        &mut self,
        token_hash: &str,
        account: &str,
        now_ms: i64,
        ends_at: i64,
    ) -> Result<(), Error> {
        with_connection!(self, |connection| {
            sqlx::query("DELETE FROM sessions WHERE ends_at <= $1")
                .bind(now_ms)
                .execute(&mut *connection)
                .await?;
            sqlx::query(
                "INSERT INTO sessions (token_hash, account, created_at, used_at, ends_at)
                 VALUES ($1, $2, $3, $3, $4)",
            )
            .bind(token_hash)
            .bind(account)
            .bind(now_ms)
            .bind(ends_at)
            .execute(connection)
            .await
            .map(drop)
        })?;
        Ok(())
    }

    /// Lets a session end later.
    pub async fn renew_session(
        &mut self,
        token_hash: &str,
        now_ms: i64,
        ends_at: i64,
    ) -> Result<(), Error> {
        with_connection!(self, |connection| {
            sqlx::query("UPDATE sessions SET used_at = $2, ends_at = $3 WHERE token_hash = $1")
                .bind(token_hash)
                .bind(now_ms)
                .bind(ends_at)
                .execute(connection)
                .await
                .map(drop)
        })?;
        Ok(())
    }

    /// Ends one session.
    pub async fn end_session(&mut self, token_hash: &str) -> Result<(), Error> {
        with_connection!(self, |connection| {
            sqlx::query("DELETE FROM sessions WHERE token_hash = $1")
                .bind(token_hash)
                .execute(connection)
                .await
                .map(drop)
        })?;
        Ok(())
    }

    /// Ends all sessions of an account but the one whose token's digest is given.
    pub async fn end_sessions_of(&mut self, account: &str, except: &str) -> Result<(), Error> {
        with_connection!(self, |connection| {
            sqlx::query("DELETE FROM sessions WHERE account = $1 AND token_hash <> $2")
                .bind(account)
                .bind(except)
                .execute(connection)
                .await
                .map(drop)
        })?;
        Ok(())
    }
}
