//! Which tree the demonstration has: a district as it was, or a province of two tiers.

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
    /// Closed months before the one under way: as many as the seed tells of; those of one year's rules.
    pub fn closed_months(self) -> usize {
        match self {
            Shape::District => 21,
            Shape::TwoTier => 9,
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
