//! A word that something is due, to a person or to those who lead a unit. *Đôn đốc, nhắc việc.*

use serde::{Deserialize, Serialize};

use crate::{
    id::{ActRef, PersonId},
    month::Day,
};

/// So many are kept of one person, and of one unit; the oldest goes first. The acts stay in the ledger.
pub const REMINDERS_MAX: usize = 12;

/// One word that something is due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reminder {
    /// The act.
    pub act: ActRef,
    /// Who reminds.
    pub by: PersonId,
    /// When.
    pub day: Day,
    /// Of what.
    pub text: String,
}

/// Adds one in its place.
pub(crate) fn add(reminders: &mut Vec<Reminder>, reminder: Reminder) {
    reminders.push(reminder);
    let over = reminders.len().saturating_sub(REMINDERS_MAX);
    reminders.drain(..over);
}
