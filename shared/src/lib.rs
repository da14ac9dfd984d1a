//! The domain of Rõ Việc.

pub mod level;
pub mod month;
pub mod points;
