//! A table of people with their levels side by side, and what differs in it: for the committee that
//! concludes, and for the head who decides alone.

mod change;
mod marks;
mod table;

pub use change::{Change, ChangeDialog, ChangeForm, change_column, outcome_of};
pub use marks::Marks;
pub use table::{Line, Lines, sort};
