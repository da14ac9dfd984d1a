use serde::{Deserialize, Serialize};

use super::name::{CriterionId, DocumentId, FactId, RuleId, Source, Words};
use crate::{
    level::Level,
    points::{Percent, Points},
};

/// Whom a ceiling is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Who {
    /// Whoever is rated.
    Everyone,
    /// Heads and deputies.
    Leaders,
    /// Heads.
    Heads,
    /// Deputies.
    Deputies,
}

impl Who {
    /// It is about a person who leads a unit, or heads it.
    #[must_use]
    pub const fn covers(self, leads: bool, heads: bool) -> bool {
        match self {
            Self::Everyone => true,
            Self::Leaders => leads || heads,
            Self::Heads => heads,
            Self::Deputies => leads && !heads,
        }
    }
}

/// What a level asks beside its points. `NotCompleted` asks nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Conditions {
    /// For Hoàn thành xuất sắc nhiệm vụ.
    #[serde(default)]
    pub excellent: Vec<Condition>,
    /// For Hoàn thành tốt nhiệm vụ.
    #[serde(default)]
    pub good: Vec<Condition>,
    /// For Hoàn thành nhiệm vụ.
    #[serde(default)]
    pub completed: Vec<Condition>,
}

impl Conditions {
    /// Those of one level.
    #[must_use]
    pub fn of(&self, level: Level) -> &[Condition] {
        match level {
            Level::Excellent => &self.excellent,
            Level::Good => &self.good,
            Level::Completed => &self.completed,
            Level::NotCompleted => &[],
        }
    }
}

/// One condition of one level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// How a reason names it.
    pub id: RuleId,
    /// Its wording.
    pub text: Words,
    /// How well founded it is.
    pub source: Source,
    /// The document it stands in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentId>,
    /// It holds only where the rule set says `strict_completed`.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub only_strict: bool,
    /// What must hold.
    pub test: Test,
}

/// What a condition asks of the tasks or the facts. Shares of tasks are by count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Test {
    /// Every task is done: at least as much as planned.
    EveryTaskDone,
    /// Every task is on time: no delay, and done once its day has passed.
    EveryTaskOnTime,
    /// Every task is without a serious fault.
    EveryTaskOfQuality,
    /// At least this share of the tasks is exceeded.
    ExceededAtLeast {
        /// The least share.
        percent: Percent,
    },
    /// At most this share of the tasks is late.
    LateAtMost {
        /// The greatest share.
        percent: Percent,
    },
    /// This criterion has so many points or more.
    CriterionAtLeast {
        /// Which.
        criterion: CriterionId,
        /// The fewest points.
        points: Points,
    },
    /// A fact is not so.
    FactIsNo {
        /// The fact, of kind yes or no.
        fact: FactId,
    },
}

/// A rule that holds a level down: a trigger is a ceiling at `NotCompleted`.
///
/// Each is a maximum, so their order does not matter. The deciding level may set one aside with
/// a reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ceiling {
    /// How a reason names it.
    pub id: RuleId,
    /// Its wording.
    pub text: Words,
    /// How well founded it is.
    pub source: Source,
    /// The document it stands in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentId>,
    /// Whom it is about.
    pub who: Who,
    /// What brings it about, and how far down it holds.
    pub limit: Limit,
}

/// What brings a ceiling about, and how far down it holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Limit {
    /// A fact is so.
    Fact {
        /// The fact, of kind yes or no.
        fact: FactId,
        /// The highest level left.
        max: Level,
    },
    /// More than this share of one's own tasks is not done.
    TasksNotDoneAbove {
        /// The share that is still allowed.
        percent: Percent,
        /// The highest level left.
        max: Level,
    },
    /// A share is above this; a share of nothing is not.
    ShareAbove {
        /// The fact, of kind share.
        fact: FactId,
        /// The share that is still allowed.
        percent: Percent,
        /// The highest level left.
        max: Level,
    },
    /// A share is below this; a share of nothing is not.
    ShareBelow {
        /// The fact, of kind share.
        fact: FactId,
        /// The share that is asked.
        percent: Percent,
        /// The highest level left.
        max: Level,
    },
    /// Never above another's decided level.
    NotAbove {
        /// The fact, of kind level.
        fact: FactId,
    },
}

impl Limit {
    /// The fact it rests on; none where it rests on one's own tasks.
    #[must_use]
    pub const fn fact(&self) -> Option<&FactId> {
        match self {
            Self::Fact { fact, .. }
            | Self::ShareAbove { fact, .. }
            | Self::ShareBelow { fact, .. }
            | Self::NotAbove { fact } => Some(fact),
            Self::TasksNotDoneAbove { .. } => None,
        }
    }

    /// The highest level that it leaves; none where that is another's level.
    #[must_use]
    pub const fn max(&self) -> Option<Level> {
        match self {
            Self::Fact { max, .. }
            | Self::TasksNotDoneAbove { max, .. }
            | Self::ShareAbove { max, .. }
            | Self::ShareBelow { max, .. } => Some(*max),
            Self::NotAbove { .. } => None,
        }
    }
}

/// A fact that a rule set asks for: who gives it, and of what kind it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FactDefinition {
    /// The key of its value.
    pub id: FactId,
    /// The question it answers.
    pub name: Words,
    /// What its value is.
    pub kind: FactKind,
    /// Who answers it.
    pub given_by: GivenBy,
}

/// What the value of a fact is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FactKind {
    /// Yes or no.
    YesNo,
    /// A decided level.
    Level,
    /// A whole percent.
    Percent,
    /// So many of so many.
    Share,
}

/// Who answers for a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GivenBy {
    /// The inspection committee or the managing authority, each month, with number and date.
    Inspection,
    /// Who proposes the level.
    Proposer,
    /// Other books: decided levels and done tasks.
    Books,
}
