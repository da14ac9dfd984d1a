//! Where the data is and how the server is reached.

use std::{
    fmt,
    fs::{File, TryLockError},
    net::SocketAddr,
    path::PathBuf,
};

use crate::{database::Database, error::Error};

/// The one file of a data folder.
const SQLITE_FILE: &str = "roviec.sqlite";
/// Locked by every process that serves the folder; the system takes the lock back when one dies.
const LOCK_FILE: &str = "roviec.lock";

/// Where the data is: a PostgreSQL database by its URL, or a folder with one SQLite file.
#[derive(Clone, Debug, clap::Args)]
pub struct DataConfig {
    /// Folder of the SQLite file; made when it is not there
    #[arg(long, value_name = "DIR", default_value = "data")]
    pub data: PathBuf,
    /// PostgreSQL instead of the folder
    #[arg(long, env = "DATABASE_URL", value_name = "URL", hide_env_values = true)]
    pub database_url: Option<String>,
}

/// How the server is reached.
#[derive(Clone, Debug, clap::Args)]
pub struct ListenConfig {
    /// Address and port; port 0 takes a free one
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// Certificate chain (PEM): needed by every device but this one
    #[arg(long, value_name = "FILE", requires = "tls_key")]
    pub tls_cert: Option<PathBuf>,
    /// Private key of the certificate (PEM)
    #[arg(long, value_name = "FILE", requires = "tls_cert")]
    pub tls_key: Option<PathBuf>,
}

/// How mail is sent; without it the server sends none, and says so.
#[derive(Clone, Default, clap::Args)]
pub struct MailConfig {
    /// Mail server: smtp://user:password@host:587 (encrypted by STARTTLS) or smtps://…
    #[arg(long, env = "ROVIEC_SMTP", value_name = "URL", hide_env_values = true)]
    pub smtp: Option<String>,
    /// Who mail comes from: "Rõ Việc <viec@example.vn>"
    #[arg(long, env = "ROVIEC_MAIL_FROM", value_name = "ADDRESS")]
    pub mail_from: Option<String>,
    /// Where people open the app: https://viec.example.vn
    #[arg(long, env = "ROVIEC_PUBLIC_URL", value_name = "URL")]
    pub public_url: Option<String>,
}

impl fmt::Debug for MailConfig {
    /// Without the URL, which holds a password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MailConfig")
            .field("mail_from", &self.mail_from)
            .field("public_url", &self.public_url)
            .finish_non_exhaustive()
    }
}

impl DataConfig {
    /// Opens the database, and brings its tables up to date.
    pub async fn open(&self) -> Result<Database, Error> {
        match &self.database_url {
            Some(url) => Database::open_postgres(url).await,
            None => {
                std::fs::create_dir_all(&self.data)?;
                Database::open_sqlite(&self.sqlite_file()).await
            }
        }
    }

    /// The one file of the folder.
    #[must_use]
    pub fn sqlite_file(&self) -> PathBuf {
        self.data.join(SQLITE_FILE)
    }

    /// Says that this process serves the folder, as long as the answer lives. A database elsewhere has
    /// nothing to hold.
    ///
    /// # Errors
    /// A sentence where a backup is just being put in its place.
    pub fn hold(&self) -> Result<Option<File>, Error> {
        if self.database_url.is_some() {
            return Ok(None);
        }
        let file = self.lock_file()?;
        match file.try_lock_shared() {
            Ok(()) => Ok(Some(file)),
            Err(TryLockError::Error(error)) => Err(error.into()),
            Err(TryLockError::WouldBlock) => Err(Error::Operator(
                "dữ liệu đang được khôi phục, hãy chờ xong (a restore is under way)".to_owned(),
            )),
        }
    }

    /// Holds the folder alone, as long as the answer lives.
    ///
    /// # Errors
    /// A sentence where a server runs on it.
    pub fn hold_alone(&self) -> Result<File, Error> {
        let file = self.lock_file()?;
        match file.try_lock() {
            Ok(()) => Ok(file),
            Err(TryLockError::Error(error)) => Err(error.into()),
            Err(TryLockError::WouldBlock) => Err(Error::Operator(
                "máy chủ đang chạy trên dữ liệu này, hãy dừng trước (stop the server first)"
                    .to_owned(),
            )),
        }
    }

    fn lock_file(&self) -> Result<File, Error> {
        std::fs::create_dir_all(&self.data)?;
        let mut options = File::options();
        options.create(true).truncate(false).write(true);
        Ok(options.open(self.data.join(LOCK_FILE))?)
    }
}
