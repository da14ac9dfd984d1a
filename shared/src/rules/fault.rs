//! What can be wrong with a rule set, and where.

use super::name::{CriterionId, DocumentId, FactId, GroupId, RuleId};
use crate::{
    level::Level,
    points::Points,
    route::{Route, StepKind},
};

/// The most criteria that a person can be asked to score.
pub const CRITERIA_MAX: usize = 100;
/// The most conditions, ceilings and orders that a person can follow.
pub const RULES_MAX: usize = 200;
/// The most steps of a route that are looked at; there is one of each kind.
pub const STEPS_MAX: usize = 20;

/// One thing that is wrong with a rule set, and where in its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleProblem {
    /// The place within the file: `groups[2].method.criteria[1].max`, the first of a list being 1.
    pub path: String,
    /// The line of the file, from 1, where it is known.
    pub line: Option<usize>,
    /// What is wrong.
    pub fault: RuleFault,
}

/// What a value should have been.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// A whole number.
    Number,
    /// A text.
    Text,
    /// `true` or `false`.
    YesNo,
    /// A list.
    List,
    /// A table of keys.
    Table,
    /// Something else than what is there.
    Other,
}

/// What is wrong with a rule set, for who wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RuleFault {
    /// The file is no TOML; what the reader of TOML says of it.
    Syntax(String),
    /// A key that no rule set has.
    KeyUnknown {
        /// The key.
        key: String,
        /// Those that may stand there.
        known: Vec<String>,
    },
    /// A key that is needed and not there.
    KeyMissing(String),
    /// A word that is none of those that may stand there.
    ChoiceUnknown {
        /// The word.
        given: String,
        /// Those that may stand there.
        known: Vec<String>,
    },
    /// A value of another kind.
    Kind(Wanted),
    /// A whole number that is too small or too large for what it counts.
    NumberRange,
    /// No name of 1 to 60 small letters, digits, `_` and `-`.
    Name,
    /// No points between 0 and 100.
    PointsRange,
    /// No whole percent between 0 and 100.
    PercentRange,
    /// No month or day of the calendar.
    Date,
    /// A threshold that is not one number: each level has its lower edge alone, so that no gap can be.
    ThresholdEdge,
    /// The file has more faults than are listed.
    More,
    /// The validity ends before it begins.
    Validity,
    /// A heading or wording is blank in one of the languages.
    Blank,
    /// Two documents have one name.
    DocumentTwice(DocumentId),
    /// Two groups have one name.
    GroupTwice(GroupId),
    /// Two criteria have one name.
    CriterionTwice(CriterionId),
    /// Two conditions, ceilings or orders have one name.
    RuleTwice(RuleId),
    /// Two facts have one name.
    FactTwice(FactId),
    /// A document is named that the set does not list.
    DocumentUnknown(DocumentId),
    /// A fact is named that the set does not list.
    FactUnknown(FactId),
    /// A criterion is named that no group has.
    CriterionUnknown(CriterionId),
    /// A criterion is asked for more points than it gives.
    CriterionAsksMore(CriterionId, Points),
    /// A fact is used as another kind of value than it has.
    FactKind(FactId),
    /// More criteria than a person can score.
    TooManyCriteria(usize),
    /// More conditions, ceilings and orders than a person can follow.
    TooManyRules(usize),
    /// More steps than there are kinds.
    TooManySteps(usize),
    /// A threshold is not below the one of the level above.
    Threshold(Level),
    /// The lowest threshold is 0: no points are left for the lowest level.
    ThresholdLowest,
    /// A group's criteria do not add up to its points.
    GroupSum {
        /// The group.
        group: GroupId,
        /// What its criteria add up to, in hundredths.
        found: i64,
        /// What the group gives.
        max: Points,
    },
    /// The groups do not add up to a hundred points, but to so many hundredths.
    Sum(i64),
    /// A criterion or group that gives nothing.
    NoPoints(String),
    /// More than one group takes its points from the tasks, or none does.
    WorkMethods(usize),
    /// The results of tasks count in the general part, where each part is rounded once.
    WorkPart(GroupId),
    /// The weights of progress and quality do not make a hundred.
    WeightsSum,
    /// A line of a lateness table that is not later, or leaves more, than the one before.
    Lateness,
    /// The group whose points are taken over is not one for unplanned tasks, or the reverse.
    TakesOver(GroupId),
    /// Points that are taken over and cannot be.
    TakenOver(GroupId),
    /// A condition for `only_strict` outside `Completed`.
    OnlyStrict(RuleId),
    /// A ceiling that holds nobody down.
    CeilingAtTop(RuleId),
    /// Orders that lead back to where they began, in their order.
    OrderCircle(Vec<RuleId>),
    /// The rate for an outstanding organisation is below the one for everyone.
    CapRates,
    /// No way of voting.
    NoVoteMode,
    /// The route never decides, or never tells.
    RouteWithout(StepKind),
    /// A kind of step is there twice.
    StepTwice(StepKind),
    /// A step that must be taken may be passed over.
    StepOptional(StepKind),
    /// A step that is taken by nobody: only the rated score themselves.
    StepByNobody(StepKind),
    /// Steps in an order in which they cannot be taken.
    StepOrder(StepKind, StepKind),
    /// A day outside the month.
    CalendarDay,
    /// Days of the next month that go backwards.
    CalendarOrder,
    /// A time limit of no days.
    NoDays,
}

impl RuleProblem {
    /// A fault at a place; the line is found later.
    pub(super) fn at(path: impl Into<String>, fault: RuleFault) -> Self {
        Self {
            path: path.into(),
            line: None,
            fault,
        }
    }
}

impl RuleFault {
    /// The parts of the file, beside the place itself, without which it could not be said.
    #[cfg(feature = "toml")]
    pub(super) fn rests_on(&self) -> &'static [&'static str] {
        match self {
            Self::DocumentUnknown(_) => &["documents"],
            Self::FactUnknown(_) | Self::FactKind(_) => &["facts"],
            Self::CriterionUnknown(_)
            | Self::CriterionAsksMore(..)
            | Self::TakesOver(_)
            | Self::TakenOver(_)
            | Self::Sum(_)
            | Self::WorkMethods(_) => &["groups"],
            Self::RouteWithout(_) | Self::NoVoteMode => &["route", "votes"],
            Self::OrderCircle(_) => &["orders"],
            _ => &[],
        }
    }
}

/// The place of a step in a rule set's file.
pub(super) fn step_path(route: &Route, kind: StepKind) -> String {
    match route.steps.iter().rposition(|step| step.kind == kind) {
        Some(index) => format!("route.steps[{}]", index + 1),
        None => "route.steps".to_owned(),
    }
}
