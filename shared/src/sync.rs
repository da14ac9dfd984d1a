//! How acts travel: series, batches, verdicts, buckets and cursors. Both halves are state machines
//! without I/O; the app and the server feed them and carry out what they say.
//!
//! Any request or answer may be lost, repeated, reordered or cut in the middle: the outcome is as if
//! each act had been sent once.

pub mod carried;
pub mod device;
pub mod message;
pub mod sealed;
pub mod series;
pub mod server;
#[cfg(feature = "world")]
pub mod world;
