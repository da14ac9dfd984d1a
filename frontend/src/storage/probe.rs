//! Whether this browser keeps what it is given, tried before anything is entered.

use gloo_storage::{LocalStorage, Storage};

use super::{
    Fault,
    browser::{done, subtle, window},
    database::{Changes, Database, Table},
    lock, settings,
};

const KEY: &str = "roviec.1.probe";

/// Why nobody can work here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// Plain HTTP from another machine: the browser gives neither ciphers nor locks.
    Insecure,
    /// Nothing can be stored: a private window, or blocked by a setting.
    Blocked,
    /// There is no room on this device.
    Full,
    /// Storage is offered and does not keep what it is given.
    Broken,
    /// The browser is too old.
    Old,
}

/// The database of the app, tried: written to the disk, read back, taken away.
///
/// # Errors
/// Why nobody can work here.
pub async fn open(name: &str) -> Result<Database, Unfit> {
    if !window().is_ok_and(|window| window.is_secure_context()) {
        return Err(Unfit::Insecure);
    }
    if subtle().is_err() || !lock::is_offered() {
        return Err(Unfit::Old);
    }
    if !settings::is_offered() {
        return Err(Unfit::Blocked);
    }
    let working = try_working_store();
    let database = Database::open(name).await.map_err(unfit)?;
    try_journal(&database).await.map_err(unfit)?;
    // Whose work is in the journal must reach it: the working store only saves them from waiting for a line.
    let accounts = database.all(Table::Accounts, "").await.map_err(unfit)?;
    if accounts.is_empty() {
        working?;
    }
    Ok(database)
}

fn try_working_store() -> Result<(), Unfit> {
    let kept = LocalStorage::set(KEY, "probe").is_ok()
        && LocalStorage::get::<String>(KEY).is_ok_and(|value| value == "probe");
    LocalStorage::delete(KEY);
    if kept { Ok(()) } else { Err(Unfit::Full) }
}

async fn try_journal(database: &Database) -> Result<(), Fault> {
    // Under a key of its own: two tabs that begin at once would take away what the other has just written.
    let key = format!("{KEY}.{}", js_sys::Math::random());
    let mut write = Changes::default();
    write.put(Table::Device, key.clone(), vec![42]);
    database.change(&write).await?;
    let read = database.get(Table::Device, &key).await?;
    let mut remove = Changes::default();
    remove.remove(Table::Device, key);
    database.change(&remove).await?;
    if read == Some(vec![42]) {
        Ok(())
    } else {
        Err(Fault::Broken)
    }
}

fn unfit(fault: Fault) -> Unfit {
    match fault {
        Fault::Absent => Unfit::Blocked,
        Fault::Full => Unfit::Full,
        Fault::Slow | Fault::Broken | Fault::Unreadable => Unfit::Broken,
    }
}

/// Asks the browser not to clear this app's data when room is short; says whether it agreed.
pub async fn persist() -> bool {
    let Ok(window) = window() else { return false };
    let agreed = done(window.navigator().storage().persist()).await;
    agreed.is_ok_and(|agreed| agreed.is_truthy())
}
