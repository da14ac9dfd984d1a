//! A grade as the command line prints it: decimal texts, rules by id with their wording.

use serde::Serialize;

use super::{Grade, Missing, Reason};
use crate::{level::Level, points::Points, rules::RuleSet};

/// What is printed: points, level, every rule that moved the level, and what is not known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SaidGrade {
    /// The total as a decimal text, such as `89.99`; none while something that it rests on is missing.
    pub points: Option<String>,
    /// The level; none while there are no points.
    pub level: Option<Level>,
    /// Every rule that moved the level, highest first; the first says how far the points reach.
    pub reasons: Vec<SaidReason>,
    /// What is not known.
    pub missing: Vec<SaidMissing>,
}

/// One rule that moved the level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SaidReason {
    /// `points`, `condition` or `ceiling`.
    pub why: &'static str,
    /// The rule's id; `points` for the thresholds.
    pub rule: String,
    /// Reached by the points, not given by the condition, or left by the ceiling.
    pub level: Level,
    /// The rule's wording.
    pub text: String,
}

/// One thing that is not known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SaidMissing {
    /// `criterion`, `no_task`, `task`, `fact` or `limit`.
    pub what: &'static str,
    /// Its id, a task's place from 1; empty where there is no task.
    pub id: String,
    /// What it is called.
    pub text: String,
}

fn decimal(points: Points) -> String {
    let hundredths = points.hundredths();
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

impl SaidGrade {
    /// A grade in the words of its rule set.
    #[must_use]
    pub fn of(rules: &RuleSet, grade: &Grade) -> Self {
        Self {
            points: grade.total.map(decimal),
            level: grade.level,
            reasons: grade
                .reasons
                .iter()
                .map(|each| reason(rules, each))
                .collect(),
            missing: grade
                .missing
                .iter()
                .map(|each| missing(rules, each))
                .collect(),
        }
    }
}

fn reason(rules: &RuleSet, reason: &Reason) -> SaidReason {
    let (why, level, words) = match reason {
        Reason::Points { reached } => ("points", *reached, Some(rules.labels.of(*reached))),
        Reason::Condition { level, rule } => {
            let mut of_level = rules.conditions.of(*level).iter();
            let condition = of_level.find(|each| each.id == *rule);
            ("condition", *level, condition.map(|each| &each.text))
        }
        Reason::Ceiling { rule, max } => {
            let ceiling = rules.ceilings.iter().find(|each| each.id == *rule);
            ("ceiling", *max, ceiling.map(|each| &each.text))
        }
    };
    SaidReason {
        why,
        rule: reason.rule(),
        level,
        text: words.map(|words| words.vi.clone()).unwrap_or_default(),
    }
}

fn missing(rules: &RuleSet, missing: &Missing) -> SaidMissing {
    let fact = |id: &str| rules.fact(id).map(|fact| fact.name.vi.clone());
    let (what, id, text) = match missing {
        Missing::Criterion { criterion } => {
            let known = rules.criterion(criterion.as_str());
            let name = known.map(|known| known.name.vi.clone());
            ("criterion", criterion.to_string(), name)
        }
        Missing::NoTask => ("no_task", String::new(), None),
        Missing::Result { task } => ("task", (task + 1).to_string(), None),
        Missing::Fact { fact: id } => ("fact", id.to_string(), fact(id.as_str())),
        Missing::Limit { fact: id } => ("limit", id.to_string(), fact(id.as_str())),
    };
    SaidMissing {
        what,
        id,
        text: text.unwrap_or_default(),
    }
}
