use serde::{Deserialize, Serialize};

use super::name::{DocumentId, Source};
use crate::level::Level;

/// How a quarter and a year follow from their months.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RollUp {
    /// So many months `NotCompleted` in a row raise a flag to who manages the person.
    pub flag_in_a_row: u8,
    /// A quarter; none where quarters are not rated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quarter: Option<Period>,
    /// A year; none where years are not rated by months.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<Period>,
}

/// How one period follows from its months.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// How well founded it is.
    pub source: Source,
    /// The document it stands in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentId>,
    /// By what the sum of points is divided.
    pub divide_by: DivideBy,
    /// Who was rated in fewer months is not rated for the period.
    pub fewest_months: u8,
    /// The highest level left when any month is `NotCompleted`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_completed_max: Option<Level>,
    /// What long leave leaves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leave: Option<Leave>,
    /// `Excellent` asks for so many months at `Excellent`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub excellent_months: Option<u8>,
}

/// By what the sum of a period's points is divided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DivideBy {
    /// The months in which the person was rated.
    RatedMonths,
    /// All months of the period, those without a rating too.
    AllMonths,
}

/// What long leave leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Leave {
    /// From so many months not rated for leave or study.
    pub months: u8,
    /// The highest level left.
    pub max: Level,
}
