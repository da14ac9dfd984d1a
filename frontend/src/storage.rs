//! What this device keeps, and the only names of browser storage in the app. Two stores, one rule each:
//!
//! - the **journal** (IndexedDB, strict durability) is authoritative for what people entered: drafts, acts
//!   and what became of them, wrapped keys. What has committed there is called saved.
//! - the **working store** (localStorage) holds what the server gave and a copy of the newest acts: the app
//!   starts from it. It can be lost, since browsers write it late, and is pulled again then.
//!
//! All content is encrypted from the first byte, with a data key for each account, wrapped by its PIN.

pub mod account;
mod browser;
mod bytes;
pub mod cipher;
pub mod database;
pub mod journal;
pub mod lock;
pub mod probe;
pub mod record;
pub mod settings;
pub mod signing;
pub mod working;

pub use browser::{log_failure, now_ms, random, sleep, within};
pub use bytes::{decode, encode, gzip};
pub use cipher::key_of;

/// Why something was not stored or not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// This browser does not offer it here: a private window, or a page without HTTPS.
    Absent,
    /// There is no room.
    Full,
    /// It took too long; it may still come about.
    Slow,
    /// It failed in another way; the browser's console has the reason.
    Broken,
    /// What was read is not what was written, or was written under another key.
    Unreadable,
}
