//! The demonstration: the district of the seed by its numbers, or a province of two tiers, with invented
//! people. The same shape, month and seed make the same content, byte by byte.
//!
//! `month` is the month that begins. The one before it is being rated, at every stage, and all that was
//! done in it is dated before its rating's last day; those before that are closed.

mod account;
mod chance;
mod closed;
mod collective;
pub mod district;
mod hand;
mod make;
mod names;
mod places;
mod play;
mod resolution;
mod room;
mod shape;
mod story;
mod targets;
mod words;
mod works;

pub use account::PASSWORD;
pub use make::{Extent, Making, make};
pub use shape::Shape;
