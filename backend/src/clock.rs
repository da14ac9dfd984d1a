//! The only place of the server that reads the time.

use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::{SystemTime, UNIX_EPOCH},
};

use roviec_shared::month::Day;

/// Việt Nam keeps UTC+7 all year.
pub const VIETNAM_OFFSET_MS: i64 = 7 * 3_600_000;
/// Milliseconds of a day.
pub const DAY_MS: i64 = 86_400_000;

/// Where the server's time comes from.
#[derive(Clone, Debug)]
pub enum Clock {
    /// The machine's.
    System,
    /// Set by hand: tests, and the making of a demonstration.
    Set(Arc<AtomicI64>),
}

impl Clock {
    /// A clock that stands at `now_ms` until it is set again.
    pub fn standing_at(now_ms: i64) -> Self {
        Clock::Set(Arc::new(AtomicI64::new(now_ms)))
    }

    /// Moves a clock that is set by hand; the machine's is not touched.
    pub fn set(&self, now_ms: i64) {
        if let Clock::Set(at) = self {
            at.store(now_ms, Ordering::SeqCst);
        }
    }

    /// Milliseconds since 1970.
    pub fn now_ms(&self) -> i64 {
        match self {
            Clock::System => SystemTime::now()
                .duration_since(UNIX_EPOCH)
                .map_or(0, |passed| {
                    i64::try_from(passed.as_millis()).unwrap_or(i64::MAX)
                }),
            Clock::Set(at) => at.load(Ordering::SeqCst),
        }
    }

    /// Today in Việt Nam.
    pub fn today(&self) -> Day {
        day_of(self.now_ms())
    }
}

/// The day in Việt Nam at that moment.
pub fn day_of(ms: i64) -> Day {
    let days = ms.saturating_add(VIETNAM_OFFSET_MS).div_euclid(DAY_MS);
    Day::from_days_since_1970(i32::try_from(days).unwrap_or(i32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_at_midnight_in_vietnam() {
        let evening_in_greenwich = 1_792_083_600_000;
        assert_eq!(day_of(evening_in_greenwich - 1).to_string(), "15/10/2026");
        assert_eq!(day_of(evening_in_greenwich).to_string(), "16/10/2026");
    }
}
