//! What the store asks of the device below it: journal, numbers, other people's keys.

use std::{future::Future, pin::Pin};

use roviec_shared::{
    act::Act,
    id::{ActRef, PersonId},
    month::Month,
    refusal::Refusal,
};

/// What the device does for the store: journal, numbers, other people's keys.
pub trait Device {
    /// Journals an act that is shown already, and sends it when there is a line.
    fn hand(&self, handed: Handed);
    /// Keeps what is being entered in a form, or forgets it.
    fn keep_draft(&self, form: &str, text: Option<&str>);
    /// Makes one act in a colleague's series, with their PIN.
    fn hand_as(
        &self,
        colleague: PersonId,
        pin: String,
        act: Act,
    ) -> Pin<Box<dyn Future<Output = Result<ActRef, AsColleague>>>>;
    /// Asks the server for the summaries of these months, both included (`GET /api/summaries`), and
    /// hands them to [`Store::show_counts`](super::Store::show_counts); without an answer it says so by
    /// [`Store::no_counts`](super::Store::no_counts).
    fn want_counts(&self, from: Month, to: Month);
}

/// Why a colleague's act was not made. Nothing has changed then.
#[derive(Clone, Debug, PartialEq)]
pub enum AsColleague {
    /// They have no account on this device.
    NotHere,
    /// The PIN is wrong.
    WrongPin,
    /// Too many wrong PINs: try again after so many seconds.
    Wait(u32),
    /// The journal did not take it.
    NotSaved,
    /// It does not hold.
    Refused(Refusal),
}

/// An act on its way to the journal.
#[derive(Clone, Debug)]
pub struct Handed {
    /// The act, already shown.
    pub act: Act,
    /// The name it was shown under; the device gives the true one under the lock of the series.
    pub shown_as: ActRef,
}
