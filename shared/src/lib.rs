//! The domain of Rõ Việc: organisation, months, points, rules, acts, `apply`, `may`, and both
//! halves of sync. It runs on the tablet, on the server and in the simulator alike, so it does no
//! I/O, reads no clock and draws no random number: what it needs from outside comes as an argument.

pub mod act;
pub mod api;
pub mod book;
pub mod id;
pub mod level;
pub mod month;
pub mod organisation;
pub mod points;
pub mod refusal;
pub mod route;
pub mod rules;
pub mod task;
pub mod trace;
pub mod view;
