//! Backups that are read back, and what is done after one was put in the place of a lost database.
//!
//! What a backup holds is *safe*: devices forget it. So nothing is called safe that was not read again from
//! the copy, proved whole by `verify`, and found to be this database's own entries.

use std::path::{Path, PathBuf};

use roviec_shared::id::UnitId;

use crate::{
    config::DataConfig,
    database::{Database, Transaction},
    error::Error,
    token,
    verify::verify,
};

/// What SQLite keeps of one database: the file, and what was written and is not in it yet.
const FILES: [&str; 3] = ["", "-wal", "-shm"];

/// What a backup holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    /// Entries of ledgers.
    pub entries: u64,
    /// Ledgers of which everything up to the copy is safe now.
    pub ledgers: usize,
}

/// Copies a SQLite database into a new file while it is in use, and reads the copy back.
///
/// # Errors
/// A sentence where the file is there already, the database is no file, or the copy is not whole: nothing
/// is called safe then.
pub async fn back_up(database: &Database, file: &Path) -> Result<Held, Error> {
    if file.exists() {
        return Err(Error::Operator(format!(
            "{} đã có, không ghi đè lên bản sao cũ (the file is there already)",
            file.display()
        )));
    }
    database.copy_to(file).await?;
    let copy = Database::open_sqlite(file).await?;
    // Written through to the disk before devices may forget what it holds.
    std::fs::File::open(file)?.sync_all()?;
    let held = read_back(database, &copy).await;
    copy.close().await;
    held
}

/// Reads a copy back, and says of this database's ledgers how far it holds them.
///
/// # Errors
/// A sentence where the copy is not whole or not of this database.
pub async fn read_back(database: &Database, copy: &Database) -> Result<Held, Error> {
    let entries = check_whole(copy).await?;
    let mut copied = copy.read().await?;
    let mut transaction = database.write().await?;
    if copied.district("epoch").await? != transaction.district("epoch").await? {
        return Err(foreign());
    }
    let mut ledgers = 0;
    for (ledger, tip) in copied.tips().await? {
        if tip.head == 0 {
            continue;
        }
        if entry_at(&mut transaction, &ledger, tip.head).await? != Some(tip.tip) {
            return Err(foreign());
        }
        transaction.set_safe(ledger.as_str(), tip.head).await?;
        ledgers += 1;
    }
    transaction.commit().await?;
    Ok(Held { entries, ledgers })
}

/// The hash of an entry.
async fn entry_at(
    transaction: &mut Transaction,
    ledger: &UnitId,
    number: i64,
) -> Result<Option<String>, Error> {
    let rows = transaction.entries(ledger.as_str(), number - 1, 1).await?;
    let row = rows.into_iter().find(|row| row.ledger_number == number);
    Ok(row.map(|row| row.entry))
}

/// Puts a backup in the place of the SQLite file of a data folder. What was there is kept beside it; gives
/// where, if there was anything.
///
/// # Errors
/// A sentence where a server runs on the folder, or the backup is not whole: nothing was changed then.
pub async fn restore_file(
    data: &DataConfig,
    file: &Path,
    mark: &str,
) -> Result<Option<PathBuf>, Error> {
    let _alone = data.hold_alone()?;
    let place = data.sqlite_file();
    let coming = beside(&place, "restoring");
    std::fs::copy(file, &coming)?;
    let copy = Database::open_sqlite(&coming).await?;
    let checked = check_and_begin(&copy).await;
    copy.close().await;
    if let Err(error) = checked {
        remove_with_its_log(&coming)?;
        return Err(error);
    }
    let kept = place.exists().then(|| beside(&place, mark));
    if let Some(kept) = &kept {
        for rest in FILES {
            let from = with_end(&place, rest);
            if from.exists() {
                std::fs::rename(from, with_end(kept, rest))?;
            }
        }
    }
    std::fs::rename(&coming, &place)?;
    Ok(kept)
}

async fn check_and_begin(copy: &Database) -> Result<(), Error> {
    check_whole(copy).await?;
    begin_epoch(copy).await
}

/// Proves a copy whole; gives its entries.
async fn check_whole(copy: &Database) -> Result<u64, Error> {
    let report = verify(copy).await?;
    if report.count == 0 {
        return Ok(report.entries);
    }
    Err(Error::Operator(format!(
        "bản sao có {} sai lệch, không dùng; dữ liệu đang có không thay đổi \
         (the copy is not whole; nothing was changed)",
        report.count
    )))
}

/// Begins a new epoch: devices then send again what this database does not have, and what it holds waits
/// until they have said that it does.
///
/// # Errors
/// A sentence where the database holds no district.
pub async fn begin_epoch(database: &Database) -> Result<(), Error> {
    let mut transaction = database.write().await?;
    if transaction.district("epoch").await?.is_none() {
        return Err(Error::Operator(
            "bản sao không có dữ liệu của Rõ Việc (there is no district in it)".to_owned(),
        ));
    }
    transaction
        .set_district("epoch", &token::random_id("e")?)
        .await?;
    transaction.doubt_held().await?;
    transaction.commit().await
}

fn foreign() -> Error {
    Error::Operator(
        "bản sao không phải của cơ sở dữ liệu này (the copy is not of this database)".to_owned(),
    )
}

fn beside(file: &Path, mark: &str) -> PathBuf {
    with_end(file, &format!(".{mark}"))
}

fn with_end(file: &Path, end: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(end);
    name.into()
}

fn remove_with_its_log(file: &Path) -> Result<(), Error> {
    for rest in FILES {
        let file = with_end(file, rest);
        if file.exists() {
            std::fs::remove_file(file)?;
        }
    }
    Ok(())
}
