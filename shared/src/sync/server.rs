//! The server's half of sync, between its reads and its writes. It does no I/O:
//!
//! 1. [`read`] checks numbering, hashes and signatures of a request's batches against the heads of
//!    their series, and [`Reading::wants`] says what else must be loaded;
//! 2. [`judge`] runs the acts against what was loaded, under the locks of their ledgers, and says what is
//!    to be stored in one transaction;
//! 3. after the commit, [`receipts`] says how far each series is held, [`due`] which buckets the device
//!    lacks something of, and [`News`] gathers it while there is room.
//!
//! One bad act never blocks the others.

mod adopt;
mod judge;
mod loaded;
mod news;
mod read;
mod wait;

pub use adopt::{is_offered, to_adopt};
pub use judge::judge;
pub use loaded::{Judged, Loaded, NewEntry, Now, Tip};
pub use news::{Due, News, due, news, receipts, scope_digest};
pub use read::{Incoming, Reading, SeriesState, Wants, read};

#[cfg(test)]
mod tests;
