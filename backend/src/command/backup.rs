//! `roviec backup` and `roviec restore`.

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use crate::{
    backup::{back_up, begin_epoch, read_back, restore_file},
    clock::Clock,
    config::DataConfig,
    database::Database,
    error::Error,
};

/// Where the copy is, or is to be.
#[derive(Clone, Debug, clap::Args)]
#[group(required = true, multiple = false)]
pub struct CopyConfig {
    /// A new file, for SQLite: it is written, and read back
    #[arg(long, value_name = "FILE")]
    pub to: Option<PathBuf>,
    /// A PostgreSQL database into which the dump was restored, to read it back
    #[arg(long, value_name = "URL")]
    pub copy: Option<String>,
}

pub(super) async fn back(data: DataConfig, copy: CopyConfig) -> Result<ExitCode, Error> {
    let database = data.open().await?;
    let held = match (&copy.to, &copy.copy) {
        (Some(file), _) => back_up(&database, file).await?,
        (None, Some(url)) => {
            let copy = Database::open_postgres(url).await?;
            let held = read_back(&database, &copy).await;
            copy.close().await;
            held?
        }
        (None, None) => return Err(Error::Operator("chưa nói bản sao ở đâu".to_owned())),
    };
    database.close().await;
    println!(
        "Bản sao đã được đọc lại và kiểm tra: {} mục trong {} sổ (the copy was read back; it is whole).",
        held.entries, held.ledgers
    );
    Ok(ExitCode::SUCCESS)
}

pub(super) async fn restore(data: DataConfig, from: Option<&Path>) -> Result<ExitCode, Error> {
    match (&data.database_url, from) {
        (None, Some(file)) => {
            let mark = format!("truoc-{}", Clock::System.now_ms());
            if let Some(kept) = restore_file(&data, file, &mark).await? {
                println!(
                    "Dữ liệu trước đó được giữ ở {} (what was there is kept).",
                    kept.display()
                );
            }
        }
        (Some(_), None) => {
            let database = data.open().await?;
            begin_epoch(&database).await?;
            database.close().await;
        }
        (None, None) => {
            return Err(Error::Operator(
                "cần --from với tệp bản sao (a backup's file is needed)".to_owned(),
            ));
        }
        (Some(_), Some(_)) => {
            return Err(Error::Operator(
                "PostgreSQL: khôi phục bằng pg_restore trước, rồi chạy lại lệnh này không có --from \
                 (restore by pg_restore first, then say this without --from)"
                    .to_owned(),
            ));
        }
    }
    println!(
        "Đã khôi phục. Các máy sẽ tự gửi lại những gì bản sao chưa có \
         (restored; devices send again what the copy had not)."
    );
    Ok(ExitCode::SUCCESS)
}
