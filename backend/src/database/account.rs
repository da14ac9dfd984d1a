//! Accounts, their keys, and failures to sign in.

use roviec_shared::{api, id::PersonId};

use super::{Transaction, is_taken, with_connection};
use crate::error::Error;
use roviec_shared::api::ErrorCode;

/// An account as a signed-in request knows it.
#[derive(Clone, Debug)]
pub struct Account {
    /// Its id.
    pub id: String,
    /// Whose it is.
    pub person: PersonId,
    /// What its owner types.
    pub login_name: String,
    /// The first password still holds.
    pub must_change: bool,
}

/// What signing in needs of an account.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct AccountPassword {
    /// Its id.
    pub id: String,
    /// PHC string.
    pub password_hash: String,
    /// Cannot sign in.
    pub disabled: bool,
    /// Who last gave a password; the account itself where nobody ever did.
    pub password_set_by: String,
}

/// A text of the database that was an id when it was written.
pub(super) fn id<T: std::str::FromStr>(text: &str) -> Result<T, Error> {
    text.parse()
        .map_err(|_| Error::Operator(format!("mã không đọc được trong cơ sở dữ liệu: {text}")))
}

impl Transaction {
    /// The password of the account of that name.
    pub async fn password_of_name(
        &mut self,
        login_name: &str,
    ) -> Result<Option<AccountPassword>, Error> {
        Ok(with_connection!(self, |connection| {
            sqlx::query_as(
                "SELECT id, password_hash, disabled, password_set_by FROM accounts WHERE login_name = $1",
            )
            .bind(login_name)
            .fetch_optional(connection)
            .await
        })?)
    }

    /// The password of the account of that id.
    pub async fn password_of(&mut self, account: &str) -> Result<Option<AccountPassword>, Error> {
        Ok(with_connection!(self, |connection| {
            sqlx::query_as(
                "SELECT id, password_hash, disabled, password_set_by FROM accounts WHERE id = $1",
            )
            .bind(account)
            .fetch_optional(connection)
            .await
        })?)
    }

    /// The account of that id.
    pub async fn account(&mut self, account: &str) -> Result<Option<Account>, Error> {
        let row: Option<(String, String, String, bool)> = with_connection!(self, |connection| {
            sqlx::query_as("SELECT id, person, login_name, must_change FROM accounts WHERE id = $1")
                .bind(account)
                .fetch_optional(connection)
                .await
        })?;
        row.map(|(account, person, login_name, must_change)| {
            Ok(Account {
                id: account,
                person: id(&person)?,
                login_name,
                must_change,
            })
        })
        .transpose()
    }

    /// The accounts of these people, by person.
    pub async fn accounts_in(
        &mut self,
        unit: &str,
    ) -> Result<Vec<(String, api::AccountView)>, Error> {
        let rows: Vec<(String, String, String, bool, bool)> =
            with_connection!(self, |connection| {
                sqlx::query_as(
                    "SELECT person, id, login_name, must_change, disabled FROM accounts
                 WHERE person IN (SELECT person FROM enrolled WHERE unit = $1
                                  UNION SELECT person FROM posts WHERE unit = $1)",
                )
                .bind(unit)
                .fetch_all(connection)
                .await
            })?;
        Ok(rows
            .into_iter()
            .map(|(person, id, login_name, must_change, disabled)| {
                (
                    person,
                    api::AccountView {
                        id,
                        login_name,
                        must_change,
                        disabled,
                    },
                )
            })
            .collect())
    }

    /// Makes an account. Its password has to be changed at the first sign-in.
    pub async fn add_account(
        &mut self,
        account: &Account,
        password_hash: &str,
        set_by: &str,
        described: Option<&str>,
        now_ms: i64,
    ) -> Result<(), Error> {
        let done = with_connection!(self, |connection| {
            sqlx::query(
                "INSERT INTO accounts (id, person, login_name, password_hash, must_change, password_set_by,
                                       disabled, described, created_at)
                 VALUES ($1, $2, $3, $4, $5, $6, FALSE, $7, $8)",
            )
            .bind(&account.id)
            .bind(account.person.as_str())
            .bind(&account.login_name)
            .bind(password_hash)
            .bind(account.must_change)
            .bind(set_by)
            .bind(described)
            .bind(now_ms)
            .execute(connection)
            .await
            .map(drop)
        });
        match done {
            Err(error) if is_taken(&error) => Err(ErrorCode::Taken.into()),
            other => Ok(other?),
        }
    }

    /// Sets a password. `given_by` is the account that gave it, where its owner did not choose it: that
    /// stays on record after the owner has changed it, since keys registered from then on are marked.
    pub async fn set_password(
        &mut self,
        account: &str,
        password_hash: &str,
        must_change: bool,
        given_by: Option<&str>,
    ) -> Result<(), Error> {
        with_connection!(self, |connection| {
            sqlx::query(
                "UPDATE accounts
                 SET password_hash = $2, must_change = $3, password_set_by = COALESCE($4, password_set_by)
                 WHERE id = $1",
            )
            .bind(account)
            .bind(password_hash)
            .bind(must_change)
            .bind(given_by)
            .execute(connection)
            .await
            .map(drop)
        })?;
        Ok(())
    }

    /// Lets an account sign in, or not.
    pub async fn set_disabled(&mut self, account: &str, disabled: bool) -> Result<(), Error> {
        with_connection!(self, |connection| {
            sqlx::query("UPDATE accounts SET disabled = $2 WHERE id = $1")
                .bind(account)
                .bind(disabled)
                .execute(connection)
                .await
                .map(drop)
        })?;
        Ok(())
    }

    /// The accounts that a demonstration describes on its sign-in page.
    pub async fn described_accounts(&mut self) -> Result<Vec<api::DemoAccount>, Error> {
        let rows: Vec<(String, String, String)> = with_connection!(self, |connection| {
            sqlx::query_as(
                "SELECT accounts.login_name, persons.name, accounts.described
                 FROM accounts JOIN persons ON persons.id = accounts.person
                 WHERE accounts.described IS NOT NULL ORDER BY accounts.created_at, accounts.id",
            )
            .fetch_all(connection)
            .await
        })?;
        Ok(rows
            .into_iter()
            .map(|(login_name, name, description)| api::DemoAccount {
                login_name,
                name,
                description,
            })
            .collect())
    }

    /// How often in a row signing in under this name failed, and when last.
    pub async fn failures(&mut self, login_name: &str) -> Result<(i64, i64), Error> {
        let row = with_connection!(self, |connection| {
            sqlx::query_as("SELECT failures, last_at FROM sign_in_failures WHERE login_name = $1")
                .bind(login_name)
                .fetch_optional(connection)
                .await
        })?;
        Ok(row.unwrap_or((0, 0)))
    }

    /// Counts one more failure, and forgets those of other names from before `forget_before`.
    pub async fn count_failure(
        &mut self,
        login_name: &str,
        now_ms: i64,
        forget_before: i64,
    ) -> Result<(), Error> {
        with_connection!(self, |connection| {
            sqlx::query("DELETE FROM sign_in_failures WHERE last_at < $1")
                .bind(forget_before)
                .execute(&mut *connection)
                .await?;
            sqlx::query(
                "INSERT INTO sign_in_failures (login_name, failures, last_at) VALUES ($1, 1, $2)
                 ON CONFLICT (login_name) DO UPDATE
                 SET failures = sign_in_failures.failures + 1, last_at = excluded.last_at",
            )
            .bind(login_name)
            .bind(now_ms)
            .execute(connection)
            .await
            .map(drop)
        })?;
        Ok(())
    }

    /// Forgets the failures of a name.
    pub async fn forget_failures(&mut self, login_name: &str) -> Result<(), Error> {
        with_connection!(self, |connection| {
            sqlx::query("DELETE FROM sign_in_failures WHERE login_name = $1")
                .bind(login_name)
                .execute(connection)
                .await
                .map(drop)
        })?;
        Ok(())
    }

    /// The data key that is kept for an account's device, if there is one.
    pub async fn kept_data_key(
        &mut self,
        account: &str,
        device: &str,
    ) -> Result<Option<String>, Error> {
        Ok(with_connection!(self, |connection| {
            sqlx::query_scalar("SELECT content FROM data_keys WHERE account = $1 AND device = $2")
                .bind(account)
                .bind(device)
                .fetch_optional(connection)
                .await
        })?)
    }

    /// The data key kept for an account's device: the first that was offered.
    pub async fn data_key(
        &mut self,
        account: &str,
        device: &str,
        offered: &str,
    ) -> Result<String, Error> {
        Ok(with_connection!(self, |connection| {
            // Written over with itself, because a row that is left alone is not returned.
            sqlx::query_scalar(
                "INSERT INTO data_keys (account, device, content) VALUES ($1, $2, $3)
                 ON CONFLICT (account, device) DO UPDATE SET content = data_keys.content
                 RETURNING content",
            )
            .bind(account)
            .bind(device)
            .bind(offered)
            .fetch_one(connection)
            .await
        })?)
    }
}
