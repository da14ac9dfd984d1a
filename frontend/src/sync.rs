//! All that goes over the network, and the device as a whole: one tab exchanges with the server, all tabs
//! show the same, and what a person confirms goes through the journal before it goes anywhere else.
//!
//! [`desk`] is what pages talk to: it tries storage, opens and locks accounts. [`engine`] feeds the
//! device's half of sync and carries out what it says.

pub mod call;
pub mod desk;
mod engine;
mod fork;
mod hand;
mod keep;
mod line;
mod load;
pub mod moment;
mod post;
pub mod save;
mod show;
mod tabs;
mod wait;

pub use wait::{Waiting, Waits};
