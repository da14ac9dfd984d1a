//! What a person's ratings were used for: emulation, planning, promotion, training, reward, discipline
//! (`domain.md`, use of results). Each stands on their file for good, beside the month in which it was recorded.

use serde::{Deserialize, Serialize};

use crate::{
    id::{ActRef, PersonId},
    month::Day,
};

/// What was done with the results. *Sử dụng kết quả xếp loại.*
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ActionKind {
    /// Thi đua.
    Emulation,
    /// Bố trí, sắp xếp.
    Placing,
    /// Quy hoạch.
    Planning,
    /// Đề bạt, bổ nhiệm.
    Promotion,
    /// Đào tạo, bồi dưỡng.
    Training,
    /// Khen thưởng.
    Reward,
    /// Kỷ luật.
    Discipline,
}

impl ActionKind {
    /// All of them, in the order of the seed.
    pub const ALL: [Self; 7] = [
        Self::Emulation,
        Self::Placing,
        Self::Planning,
        Self::Promotion,
        Self::Training,
        Self::Reward,
        Self::Discipline,
    ];
}

/// An action taken on a person's ratings, as it is recorded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActionTaken {
    /// What kind.
    pub kind: ActionKind,
    /// What was done, where the kind does not say it all.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// Number of the decision.
    pub document: String,
    /// Its day.
    pub day: Day,
}

/// The same on a person's file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Action {
    /// The act that recorded it.
    pub act: ActRef,
    /// Who recorded it.
    pub by: PersonId,
    /// What.
    #[serde(flatten)]
    pub taken: ActionTaken,
}
