use serde::{Deserialize, Serialize};

use super::name::{CriterionId, DocumentId, FactId, GroupId, Source, Words};
use crate::points::{Percent, Points};

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
            Method::Scored { criteria }
            | Method::MetNotMet { criteria }
            | Method::Bonus { criteria }
            | Method::Penalty { criteria } => criteria,
            Method::Averages(_) | Method::PerTask(_) => &[],
        }
    }

    /// Its points are part of the hundred; what is added or taken away beside them is not.
    #[must_use]
    pub const fn is_of_the_hundred(&self) -> bool {
        !matches!(self.method, Method::Bonus { .. } | Method::Penalty { .. })
    }

    /// Its points come from the tasks.
    #[must_use]
    pub const fn is_of_tasks(&self) -> bool {
        matches!(self.method, Method::Averages(_) | Method::PerTask(_))
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
    /// Each criterion is met or not: all of its points, or none.
    MetNotMet {
        /// The criteria, in the order of the form.
        criteria: Vec<Criterion>,
    },
    /// Points added beside the hundred (điểm thưởng), the group's at most; what nobody stated adds
    /// nothing.
    Bonus {
        /// What adds points.
        criteria: Vec<Criterion>,
    },
    /// Points taken away (điểm trừ), the group's at most; what nobody stated takes nothing.
    Penalty {
        /// What takes points away.
        criteria: Vec<Criterion>,
    },
    /// Each task by itself: its weight in points × (progress and quality by their weights) ×
    /// difficulty × part, added up and held to the group's points.
    PerTask(PerTask),
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

/// How one task's points are found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PerTask {
    /// The weight of progress; with that of quality it makes a hundred.
    pub progress: Percent,
    /// The weight of quality.
    pub quality: Percent,
    /// What is left of the progress of a late task: the first line whose days are not passed holds,
    /// and beyond the last one nothing is left.
    pub lateness: Vec<Lateness>,
}

/// One line of a lateness table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lateness {
    /// Up to so many working days late.
    pub days: u16,
    /// What is left.
    pub percent: Percent,
}

impl PerTask {
    /// What is left of the progress of a task so many working days late.
    #[must_use]
    pub fn left_after(&self, days_late: u16) -> u8 {
        if days_late == 0 {
            return 100;
        }
        let line = self.lateness.iter().find(|line| days_late <= line.days);
        line.map_or(0, |line| line.percent.whole())
    }
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
