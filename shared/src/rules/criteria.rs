use serde::{Deserialize, Serialize};

use super::name::{CriterionId, DocumentId, FactId, GroupId, Source, Words};
use crate::points::Points;

/// The two parts of the hundred points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// General criteria (tiêu chí chung), 30 points.
    General,
    /// Results of assigned work (kết quả thực hiện nhiệm vụ), 70 points.
    Work,
}

/// Criteria whose points are found in one way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CriterionGroup {
    /// What the rest of the set calls it.
    pub id: GroupId,
    /// Its heading.
    pub name: Words,
    /// Which part its points count in.
    pub part: Part,
    /// The most it gives.
    pub max: Points,
    /// The document it stands in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentId>,
    /// How well founded it is.
    pub source: Source,
    /// It is for unplanned tasks, and counts only in a month that had one; otherwise its points
    /// go to the group that [`Averages::takes_over`] them. Where a set has such a group, unplanned
    /// tasks count there alone.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub only_unplanned: bool,
    /// How its points are found.
    pub method: Method,
}

impl CriterionGroup {
    /// Its criteria, where it is scored by criteria.
    #[must_use]
    pub fn criteria(&self) -> &[Criterion] {
        match &self.method {
            Method::Scored { criteria } => criteria,
            Method::Averages(_) => &[],
        }
    }
}

/// How a group's points are found: a closed list, no expression language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Method {
    /// A person gives points to each criterion; they are added up.
    Scored {
        /// The criteria, in the order of the form.
        criteria: Vec<Criterion>,
    },
    /// The group's points times the mean of quantity, quality and progress of the tasks
    /// (Nghị định 335/2025/NĐ-CP).
    Averages(Averages),
}

/// One criterion that is scored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// The key of its points.
    pub id: CriterionId,
    /// Its wording.
    pub name: Words,
    /// The most it gives.
    pub max: Points,
}

/// What the method of averages needs beyond the tasks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Averages {
    /// For leaders the mean is over six: the three averages and these three.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leader: Option<LeaderParts>,
    /// The group whose points come to this one in a month in which it does not count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub takes_over: Option<GroupId>,
}

/// The facts that make up a leader's other three sixths.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LeaderParts {
    /// A share: how many of those directly managed and rated are at `Completed` or better. All,
    /// or nobody managed: 1; otherwise ½.
    pub staff_results: FactId,
    /// Whole percent by the reviewer: organising the work.
    pub organising: FactId,
    /// Whole percent by the reviewer: uniting the people.
    pub uniting: FactId,
}
