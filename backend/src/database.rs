//! All SQL stands below this module, one text for both databases.
//!
//! SQLite has one file, many readers and one writer; PostgreSQL has as many of both as the pool holds.
//! Everything, reads too, runs in a transaction: what one answer is made of was true at one moment.

mod account;
mod audit;
mod book;
mod digest;
mod ledger;
mod listing;
mod organisation;
mod person;
mod post;
mod release;
mod rules;
mod series;
mod session;
mod target;
mod tie;
mod verdict;

use std::{path::Path, str::FromStr, time::Duration};

use sqlx::{
    FromRow, PgPool, Postgres, Sqlite, SqlitePool,
    postgres::{PgConnectOptions, PgPoolOptions, PgRow},
    sqlite::{
        SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteRow, SqliteSynchronous,
    },
};

use crate::error::Error;

pub use account::{Account, AccountPassword};
pub use audit::{AuditedBook, Link, SeriesRow};
pub use book::StoredBook;
pub use digest::{ClaimedDigest, DigestRow, DueDigests};
pub use ledger::{EntryRow, Tip};
pub use listing::{Lines, Listed, digest_of, lines};
pub use release::ReleaseFile;
pub use series::SeriesKey;
pub use session::SessionRow;
pub use target::{AuditedTarget, TargetOfBook};
pub use tie::TieRow;
pub use verdict::{AcceptedRow, SaidRow, VerdictRow};

/// How long a writer waits for another process's.
const BUSY_TIMEOUT: Duration = Duration::from_secs(20);

/// The database that this process holds open.
#[derive(Clone, Debug)]
pub enum Database {
    /// One file beside the program.
    Sqlite {
        /// Many, in snapshots of their own.
        readers: SqlitePool,
        /// One connection: the queue for it is fair, SQLite's own waiting is not.
        writer: SqlitePool,
    },
    /// A server elsewhere.
    Postgres(PgPool),
}

/// A transaction on either database. Dropped without `commit`, it has no effect.
pub enum Transaction {
    /// On SQLite.
    Sqlite(sqlx::Transaction<'static, Sqlite>),
    /// On PostgreSQL.
    Postgres(sqlx::Transaction<'static, Postgres>),
}

/// Runs the same expression against whichever database the transaction is on.
macro_rules! with_connection {
    ($transaction:expr, |$connection:ident| $body:expr) => {
        match $transaction {
            $crate::database::Transaction::Sqlite(transaction) => {
                let $connection = &mut **transaction;
                $body
            }
            $crate::database::Transaction::Postgres(transaction) => {
                let $connection = &mut **transaction;
                $body
            }
        }
    };
}
pub(crate) use with_connection;

impl Database {
    /// Opens (and makes, where it is not there) the SQLite file of a data folder.
    pub async fn open_sqlite(file: &Path) -> Result<Self, Error> {
        let options = SqliteConnectOptions::new()
            .filename(file)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            // A verdict is given only for what survives a loss of power.
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(BUSY_TIMEOUT)
            .pragma("cache_size", "-4096")
            .pragma("temp_store", "MEMORY");
        let writer = SqlitePoolOptions::new()
            .max_connections(1)
            .connect_with(options.clone())
            .await?;
        let readers = SqlitePoolOptions::new()
            .max_connections(4)
            .idle_timeout(Duration::from_secs(60))
            .connect_lazy_with(options.read_only(false));
        let database = Database::Sqlite { readers, writer };
        database.migrate().await?;
        Ok(database)
    }

    /// Opens a PostgreSQL database by its URL.
    pub async fn open_postgres(url: &str) -> Result<Self, Error> {
        let options = PgConnectOptions::from_str(url)?;
        let pool = PgPoolOptions::new()
            .max_connections(8)
            .connect_with(options)
            .await?;
        let database = Database::Postgres(pool);
        database.migrate().await?;
        Ok(database)
    }

    async fn migrate(&self) -> Result<(), Error> {
        let migrator = sqlx::migrate!();
        match self {
            Database::Sqlite { writer, .. } => migrator.run(writer).await?,
            Database::Postgres(pool) => migrator.run(pool).await?,
        }
        Ok(())
    }

    /// Writes a copy of the whole into a new file, as of one moment, while others read and write.
    ///
    /// # Errors
    /// A sentence where the database is no file.
    pub async fn copy_to(&self, file: &Path) -> Result<(), Error> {
        let Database::Sqlite { readers, .. } = self else {
            return Err(Error::Operator(
                "PostgreSQL: sao lưu bằng pg_dump, khôi phục thử vào một cơ sở dữ liệu khác, rồi chỉ nó bằng \
                 --copy (dump by pg_dump, restore it elsewhere, and name that by --copy)"
                    .to_owned(),
            ));
        };
        sqlx::query("VACUUM INTO $1")
            .bind(file.to_string_lossy())
            .execute(readers)
            .await?;
        Ok(())
    }

    /// A transaction that reads, and sees one moment.
    pub async fn read(&self) -> Result<Transaction, Error> {
        Ok(match self {
            Database::Sqlite { readers, .. } => Transaction::Sqlite(readers.begin().await?),
            Database::Postgres(pool) => Transaction::Postgres(
                pool.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
                    .await?,
            ),
        })
    }

    /// A transaction that writes. On SQLite it has the file for itself from its start.
    pub async fn write(&self) -> Result<Transaction, Error> {
        Ok(match self {
            Database::Sqlite { writer, .. } => {
                Transaction::Sqlite(writer.begin_with("BEGIN IMMEDIATE").await?)
            }
            Database::Postgres(pool) => Transaction::Postgres(pool.begin().await?),
        })
    }

    /// Ends all connections, writing what SQLite still holds beside its file into it.
    pub async fn close(&self) {
        match self {
            Database::Sqlite { readers, writer } => {
                readers.close().await;
                writer.close().await;
            }
            Database::Postgres(pool) => pool.close().await,
        }
    }
}

impl Transaction {
    /// Makes it last. Nothing may be said to be stored before this returns.
    pub async fn commit(self) -> Result<(), Error> {
        match self {
            Transaction::Sqlite(transaction) => transaction.commit().await?,
            Transaction::Postgres(transaction) => transaction.commit().await?,
        }
        Ok(())
    }

    /// What the district's row of this name holds.
    pub async fn district(&mut self, name: &str) -> Result<Option<String>, Error> {
        Ok(with_connection!(self, |connection| {
            sqlx::query_scalar("SELECT content FROM district WHERE name = $1")
                .bind(name)
                .fetch_optional(connection)
                .await
        })?)
    }

    /// Sets the district's row of this name.
    pub async fn set_district(&mut self, name: &str, content: &str) -> Result<(), Error> {
        with_connection!(self, |connection| {
            sqlx::query(
                "INSERT INTO district (name, content) VALUES ($1, $2)
                 ON CONFLICT (name) DO UPDATE SET content = excluded.content",
            )
            .bind(name)
            .bind(content)
            .execute(connection)
            .await
            .map(drop)
        })?;
        Ok(())
    }

    /// The rows of a statement that names some of many: `select`, the names between commas, `end`.
    async fn named<'n, R>(
        &mut self,
        select: &'static str,
        names: impl Iterator<Item = &'n str>,
        end: &'static str,
    ) -> Result<Vec<R>, Error>
    where
        R: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin,
    {
        let names: Vec<&str> = names.collect();
        let rows = with_connection!(self, |connection| {
            let mut query = sqlx::QueryBuilder::new(select);
            let mut listed = query.separated(", ");
            for name in names {
                listed.push_bind(name);
            }
            query.push(end);
            query
                .build_query_as()
                .persistent(false)
                .fetch_all(connection)
                .await
        })?;
        Ok(rows)
    }
}

/// Whether an error says that a row of this key is there already.
pub fn is_taken(error: &sqlx::Error) -> bool {
    error
        .as_database_error()
        .is_some_and(sqlx::error::DatabaseError::is_unique_violation)
}
