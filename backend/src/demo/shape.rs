//! Which tree the demonstration has: a district as it was, or a province of two tiers.

use roviec_shared::month::Day;

use super::district::{DISTRICT, day, two_tier::PROVINCE};

/// Which tree.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Shape {
    /// Huyện Yên Bình with its agencies, communes and towns, before July 2025
    #[default]
    District,
    /// Communes and a ward directly under a province, since July 2025
    TwoTier,
}

impl Shape {
    /// The unit at the top.
    pub fn top(self) -> &'static str {
        match self {
            Shape::District => DISTRICT,
            Shape::TwoTier => PROVINCE,
        }
    }

    /// Closed months before the one under way: as many as the seed tells of; those of one year's rules.
    pub fn closed_months(self) -> usize {
        match self {
            Shape::District => 21,
            Shape::TwoTier => 9,
        }
    }

    /// Since when its units stand.
    pub fn units_from(self) -> Day {
        match self {
            Shape::District => day(2011, 1, 1),
            Shape::TwoTier => day(2025, 7, 1),
        }
    }

    /// Since when its posts are held.
    pub fn posts_from(self) -> Day {
        match self {
            Shape::District => day(2020, 8, 1),
            Shape::TwoTier => day(2025, 7, 1),
        }
    }

    /// Who ordered that closed months come in from the old system.
    pub fn importer(self) -> &'static str {
        match self {
            Shape::District => "Ban Tổ chức Huyện ủy Yên Bình",
            Shape::TwoTier => "Ban Tổ chức Tỉnh ủy Hồng Sơn",
        }
    }
}
