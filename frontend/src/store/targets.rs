//! Targets of the term across months: only the server has those of months that are not on the device.

use roviec_shared::book::serving::TargetRow;

use super::Asking;

/// Targets as the server gave them last.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Targets {
    /// All in sight.
    pub rows: Vec<TargetRow>,
    /// How the last asking went.
    pub asking: Asking,
}
