//! Where the data is and how the server is reached.

use std::{net::SocketAddr, path::PathBuf};

use crate::{database::Database, error::Error};

/// The one file of a data folder.
const SQLITE_FILE: &str = "roviec.sqlite";

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

impl DataConfig {
    /// Opens the database, and brings its tables up to date.
    pub async fn open(&self) -> Result<Database, Error> {
        match &self.database_url {
            Some(url) => Database::open_postgres(url).await,
            None => {
                std::fs::create_dir_all(&self.data)?;
                Database::open_sqlite(&self.data.join(SQLITE_FILE)).await
            }
        }
    }
}
