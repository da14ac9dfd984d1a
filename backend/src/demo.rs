//! The demonstration: the district of the seed by its numbers, with invented people. The same month and
//! seed make the same content, byte by byte.
//!
//! `month` is the month that begins. The one before it is being rated, at every stage, and all that was
//! done in it is dated before its rating's last day; the twenty-one before that are closed.

mod account;
mod chance;
mod closed;
pub mod district;
mod hand;
mod make;
mod names;
mod places;
mod play;
mod resolution;
mod room;
mod story;
mod targets;
mod words;
mod works;

pub use account::PASSWORD;
pub use make::{Extent, Making, make};
