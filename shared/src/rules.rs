//! Rules are data: one rule set is one file, naming the documents it comes from.
//!
//! This module holds what a rule set says and whether it makes sense; [`crate::grade`] applies it.

mod calendar;
mod cap;
mod check;
mod criteria;
mod fault;
mod limit;
mod name;
mod order;
#[cfg(feature = "toml")]
mod read;
mod roll_up;
#[cfg(feature = "toml")]
mod sentence;
mod set;
#[cfg(feature = "toml")]
mod shipped;
mod vote;

pub use calendar::Calendar;
pub use cap::{Cap, CapCount, CapDenominator, CapPool, Rounding};
pub use criteria::{
    Averages, Criterion, CriterionGroup, Lateness, LeaderParts, Method, Part, PerTask,
};
pub use fault::{CRITERIA_MAX, RuleFault, RuleProblem, Wanted};
pub use limit::{
    Ceiling, Condition, Conditions, FactDefinition, FactKind, GivenBy, Limit, Test, Who,
};
pub use name::{
    CriterionId, DocumentId, FactId, GroupId, NameError, RuleId, Source, SourceDocument, Words,
};
pub use order::{Order, Rated};
pub use roll_up::{DivideBy, Leave, Period, RollUp};
pub use set::{LevelLabels, RuleBook, RuleSet, Subject, Thresholds, Validity};
#[cfg(feature = "toml")]
pub use shipped::{RuleSetError, shipped};
pub use vote::{Majority, NoMajority, Votes};
