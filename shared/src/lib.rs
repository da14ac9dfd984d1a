//! The domain of Rõ Việc: organisation, months, points, rules, acts, `apply`, `may`, and both
//! halves of sync. It runs on the tablet, on the server and in the simulator alike, so it does no
//! I/O, reads no clock and draws no random number: what it needs from outside comes as an argument.

pub mod act;
pub mod api;
pub mod apply;
pub mod book;
mod change;
pub mod digest;
pub mod due;
pub mod grade;
pub mod id;
pub mod level;
pub mod month;
pub mod order;
pub mod organisation;
pub mod permission;
#[cfg(any(test, feature = "world"))]
pub mod play;
pub mod points;
pub mod refusal;
pub mod route;
pub mod rules;
pub mod sync;
pub mod target;
pub mod task;
pub mod trace;
pub mod vietnamese;
pub mod view;
