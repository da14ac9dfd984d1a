use serde::{Deserialize, Serialize};

use crate::{
    level::{Level, Outcome},
    points::Percent,
};

/// How many may be rated `Excellent`. It stops only concluding: it lowers nobody by itself, and
/// units that submit see it as a guide figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cap {
    /// The rate for everyone.
    pub rate: Percent,
    /// The rate for an outstanding organisation, named with its document.
    pub outstanding_rate: Percent,
    /// What the rate is of.
    pub denominator: CapDenominator,
    /// What becomes of a fraction of a person.
    pub rounding: Rounding,
    /// Within whom it is counted, at the level that decides.
    pub pool: CapPool,
}

/// What the cap's rate is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CapDenominator {
    /// Those rated `Good`: the literal text.
    GoodOnly,
    /// Those rated `Good` or `Excellent`.
    GoodAndBetter,
    /// All who are rated.
    AllRated,
}

/// What becomes of a fraction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rounding {
    /// Dropped.
    Down,
    /// From one half up.
    HalfUp,
    /// A whole one.
    Up,
}

/// Within whom the cap is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CapPool {
    /// All whom the deciding body concludes on.
    Together,
    /// Each group of similar duties by itself: a field of the post.
    SimilarDuties,
}

/// How a table stands to the cap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CapCount {
    /// How many are at `Excellent`.
    pub given: u32,
    /// How many may be.
    pub allowed: u32,
    /// How many may be in an organisation that is outstanding by a document.
    pub allowed_outstanding: u32,
}

impl CapCount {
    /// More than may be.
    #[must_use]
    pub const fn is_exceeded(&self) -> bool {
        self.given > self.allowed
    }
}

impl Cap {
    /// How a table of outcomes stands to the cap.
    #[must_use]
    pub fn count<'a>(&self, table: impl IntoIterator<Item = &'a Outcome>) -> CapCount {
        let (mut rated, mut good, mut excellent) = (0, 0, 0);
        for level in table.into_iter().filter_map(Outcome::level) {
            rated += 1;
            good += u32::from(level == Level::Good);
            excellent += u32::from(level == Level::Excellent);
        }
        CapCount {
            given: excellent,
            allowed: self.allowed(rated, good, good + excellent),
            allowed_outstanding: self.allowed_outstanding(rated, good, good + excellent),
        }
    }

    /// How many of a pool may be `Excellent`: of so many rated, so many `Good`, so many `Good` or
    /// better.
    #[must_use]
    pub fn allowed(&self, rated: u32, good: u32, good_and_better: u32) -> u32 {
        self.share(self.rate, rated, good, good_and_better)
    }

    /// The same for an organisation that is outstanding by a document.
    #[must_use]
    pub fn allowed_outstanding(&self, rated: u32, good: u32, good_and_better: u32) -> u32 {
        self.share(self.outstanding_rate, rated, good, good_and_better)
    }

    fn share(&self, rate: Percent, rated: u32, good: u32, good_and_better: u32) -> u32 {
        let of = match self.denominator {
            CapDenominator::GoodOnly => good,
            CapDenominator::GoodAndBetter => good_and_better,
            CapDenominator::AllRated => rated,
        };
        let hundredths = u64::from(of) * u64::from(rate.whole());
        let allowed = match self.rounding {
            Rounding::Down => hundredths / 100,
            Rounding::HalfUp => (hundredths + 50) / 100,
            Rounding::Up => hundredths.div_ceil(100),
        };
        // A rate is at most 100 %, so this is at most `of`.
        u32::try_from(allowed).unwrap_or(of)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cap(denominator: CapDenominator, rounding: Rounding) -> Cap {
        let percent = |whole| Percent::new(whole).expect("a percent");
        Cap {
            rate: percent(20),
            outstanding_rate: percent(25),
            denominator,
            rounding,
            pool: CapPool::Together,
        }
    }

    // Three excellent, fourteen good, two completed.
    const MEETING: (u32, u32, u32) = (19, 14, 17);

    #[test]
    fn the_literal_text_counts_only_the_good() {
        let literal = cap(CapDenominator::GoodOnly, Rounding::Down);
        let (rated, good, better) = MEETING;
        assert_eq!(literal.allowed(rated, good, better), 2);
        assert_eq!(literal.allowed_outstanding(rated, good, better), 3);
    }

    #[test]
    fn other_readings_count_more() {
        let (rated, good, better) = MEETING;
        for (denominator, rounding, allowed) in [
            (CapDenominator::GoodAndBetter, Rounding::Down, 3),
            (CapDenominator::AllRated, Rounding::Down, 3),
            (CapDenominator::AllRated, Rounding::HalfUp, 4),
            (CapDenominator::GoodOnly, Rounding::Up, 3),
        ] {
            assert_eq!(
                cap(denominator, rounding).allowed(rated, good, better),
                allowed
            );
        }
    }

    #[test]
    fn who_is_not_rated_counts_nowhere() {
        let document = crate::level::Document::parse("12-QĐ/ĐU").expect("a document");
        let away = crate::level::NotRatedKind::LeaveOrStudy.with(document);
        let mut table = vec![Outcome::Level(Level::Good); 9];
        table.extend(vec![Outcome::Level(Level::Excellent); 2]);
        table.extend([Outcome::Level(Level::Completed), Outcome::NotRated(away)]);
        let count = cap(CapDenominator::GoodOnly, Rounding::Down).count(&table);
        assert_eq!(
            count,
            CapCount {
                given: 2,
                allowed: 1,
                allowed_outstanding: 2
            }
        );
        assert!(count.is_exceeded());
        let all = cap(CapDenominator::AllRated, Rounding::Down).count(&table);
        assert_eq!((all.given, all.allowed), (2, 2));
    }

    #[test]
    fn where_nobody_is_good_nobody_may_be_excellent() {
        assert_eq!(
            cap(CapDenominator::GoodOnly, Rounding::Down).allowed(1, 0, 1),
            0
        );
    }
}
