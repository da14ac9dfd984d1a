//! How a member stands in their cell, and at a meeting, in words.

use roviec_shared::{book::meeting::Attendance, organisation::Standing};

use crate::{key, say};

/// The standing of a member; empty for a full one, of whom nothing is to be said.
pub fn standing(standing: Standing) -> String {
    match standing {
        Standing::Full => String::new(),
        Standing::Probationary => say!("standing.probationary"),
        Standing::Exempt => say!("standing.exempt"),
        Standing::Temporary => say!("standing.temporary"),
        Standing::Suspended => say!("standing.suspended"),
    }
}

/// Present, or away and why.
pub fn attendance(how: Attendance) -> String {
    say!(match how {
        Attendance::Present => key!("attendance.present"),
        Attendance::Excused => key!("attendance.excused"),
        Attendance::Unexcused => key!("attendance.unexcused"),
        Attendance::OnDuty => key!("attendance.on_duty"),
        Attendance::Ill => key!("attendance.ill"),
    })
}

/// All of them, the present first.
pub const ATTENDANCES: [Attendance; 5] = [
    Attendance::Present,
    Attendance::Excused,
    Attendance::Unexcused,
    Attendance::OnDuty,
    Attendance::Ill,
];
