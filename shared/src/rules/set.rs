use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    calendar::Calendar,
    cap::Cap,
    criteria::{Criterion, CriterionGroup, Method},
    limit::{Ceiling, Conditions, FactDefinition},
    name::{FactId, SourceDocument, Words},
    order::{Order, Rated},
    roll_up::RollUp,
    vote::Votes,
};
use crate::{
    id::RuleSetId,
    level::{Level, NotRatedKind},
    month::Month,
    organisation::{Enrolled, Track},
    points::Points,
    route::Route,
};

/// All that is decided about rating one kind of person: one versioned file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleSet {
    /// Its name for ever.
    pub id: RuleSetId,
    /// Which text of it: a changed text is a new version, and old months keep theirs.
    pub version: u32,
    /// What people call it.
    pub title: Words,
    /// What is our own reading or default in it, for who answers for the rules.
    pub note: Words,
    /// The months it is valid for.
    pub valid: Validity,
    /// Officials or members.
    pub track: Track,
    /// A person, or a body as a whole.
    #[serde(default, skip_serializing_if = "Subject::is_person")]
    pub subject: Subject,
    /// The text's literal reading of `Completed`: every task done and few late, which leaves a
    /// gap above `NotCompleted`. Off, the gap is `Completed`.
    pub strict_completed: bool,
    /// Reasons for not rating a person that it knows.
    pub not_rated: Vec<NotRatedKind>,
    /// The documents it rests on.
    pub documents: Vec<SourceDocument>,
    /// What the levels are called.
    pub labels: LevelLabels,
    /// From how many points each level may be.
    pub thresholds: Thresholds,
    /// Where the hundred points come from.
    pub groups: Vec<CriterionGroup>,
    /// What the levels ask beside points.
    pub conditions: Conditions,
    /// What holds a level down.
    pub ceilings: Vec<Ceiling>,
    /// Which rating waits for which.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub orders: Vec<Order>,
    /// The facts that it asks for.
    pub facts: Vec<FactDefinition>,
    /// How many may be `Excellent`.
    pub cap: Cap,
    /// How a body votes.
    pub votes: Votes,
    /// The days of a month's work.
    pub calendar: Calendar,
    /// How a quarter and a year follow from their months.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub roll_up: Option<RollUp>,
    /// Which steps, in what order, by whom.
    pub route: Route,
}

/// What is rated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// One person.
    #[default]
    Person,
    /// A unit or a body as a whole (tập thể).
    Collective,
}

impl Subject {
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "serde passes a reference"
    )]
    const fn is_person(&self) -> bool {
        matches!(self, Self::Person)
    }
}

/// The months for which a rule set holds, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Validity {
    /// The first month.
    pub from: Month,
    /// The last month, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Month>,
}

/// What the four levels are called here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LevelLabels {
    /// The highest.
    pub excellent: Words,
    /// The second.
    pub good: Words,
    /// The third.
    pub completed: Words,
    /// The lowest.
    pub not_completed: Words,
}

/// The lower edge of each level but the lowest, itself included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Thresholds {
    /// Of `Excellent`.
    pub excellent: Points,
    /// Of `Good`.
    pub good: Points,
    /// Of `Completed`.
    pub completed: Points,
}

impl RuleSet {
    /// It holds for this month.
    #[must_use]
    pub fn is_valid_in(&self, month: Month) -> bool {
        self.valid.from <= month && self.valid.to.is_none_or(|to| month <= to)
    }

    /// Every criterion that is scored, in the order of the form.
    pub fn criteria(&self) -> impl Iterator<Item = &Criterion> {
        self.groups.iter().flat_map(CriterionGroup::criteria)
    }

    /// The criterion of this name.
    #[must_use]
    pub fn criterion(&self, id: &str) -> Option<&Criterion> {
        self.criteria()
            .find(|criterion| criterion.id.as_str() == id)
    }

    /// The definition of the fact of this name.
    #[must_use]
    pub fn fact(&self, id: &str) -> Option<&FactDefinition> {
        self.facts.iter().find(|fact| fact.id.as_str() == id)
    }

    /// Unplanned tasks have a group of their own, and are left out of the averages.
    #[must_use]
    pub fn sets_unplanned_apart(&self) -> bool {
        self.groups.iter().any(|group| group.only_unplanned)
    }

    /// The most that the criterion of this name gives; none where the set has no such criterion.
    #[must_use]
    pub fn criterion_max(&self, id: &str) -> Option<Points> {
        self.criterion(id).map(|criterion| criterion.max)
    }

    /// These points can be given for the criterion of this name: no more than its own, and all or
    /// nothing where it is met or not. None where the set has no such criterion.
    #[must_use]
    pub fn takes_points(&self, id: &str, points: Points) -> Option<bool> {
        let max = self.criterion_max(id)?;
        let is_whole = points == Points::ZERO || points == max;
        Some(points <= max && (is_whole || !self.is_met_or_not(id)))
    }

    fn is_met_or_not(&self, id: &str) -> bool {
        self.groups.iter().any(|group| match &group.method {
            Method::MetNotMet { criteria } => criteria.iter().any(|each| each.id.as_str() == id),
            _ => false,
        })
    }

    /// Leaders are rated by a formula of their own, over the tasks of their unit.
    #[must_use]
    pub fn asks_leaders(&self) -> bool {
        self.groups
            .iter()
            .any(|group| matches!(&group.method, Method::Averages(averages) if averages.leader.is_some()))
    }

    /// The set says that a head waits for the unit as a whole.
    #[must_use]
    pub fn collective_first(&self) -> bool {
        let mut orders = self.orders.iter();
        orders.any(|order| (order.first, order.then) == (Rated::Collective, Rated::Head))
    }

    /// The fact says how those directly managed were rated.
    #[must_use]
    pub fn is_about_staff(&self, fact: &FactId) -> bool {
        self.groups.iter().any(|group| match &group.method {
            Method::Averages(averages) => averages
                .leader
                .as_ref()
                .is_some_and(|leader| leader.staff_results == *fact),
            _ => false,
        })
    }
}

/// The rule sets in force, by name and version: an old month is read by the version it had.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(from = "Vec<RuleSet>", into = "Vec<RuleSet>")]
pub struct RuleBook {
    sets: BTreeMap<RuleSetId, BTreeMap<u32, RuleSet>>,
}

impl RuleBook {
    /// One version of a rule set.
    #[must_use]
    pub fn get(&self, id: &RuleSetId, version: u32) -> Option<&RuleSet> {
        self.sets.get(id)?.get(&version)
    }

    /// The rule set that holds for a person in a unit's month.
    #[must_use]
    pub fn of(&self, enrolled: &Enrolled) -> Option<&RuleSet> {
        self.get(&enrolled.rules, enrolled.rules_version)
    }

    /// The newest version of a rule set.
    #[must_use]
    pub fn newest(&self, id: &RuleSetId) -> Option<&RuleSet> {
        self.sets.get(id)?.values().next_back()
    }

    /// The version of a rule set that holds in a month: the newest of those that are valid in it.
    #[must_use]
    pub fn holding(&self, id: &RuleSetId, month: Month) -> Option<&RuleSet> {
        let mut newest_first = self.sets.get(id)?.values().rev();
        newest_first.find(|set| set.is_valid_in(month))
    }

    /// All, by name and then by version.
    pub fn iter(&self) -> impl Iterator<Item = &RuleSet> {
        self.sets.values().flat_map(BTreeMap::values)
    }
}

impl FromIterator<RuleSet> for RuleBook {
    fn from_iter<I: IntoIterator<Item = RuleSet>>(sets: I) -> Self {
        let mut book = Self::default();
        for set in sets {
            book.sets
                .entry(set.id.clone())
                .or_default()
                .insert(set.version, set);
        }
        book
    }
}

impl From<Vec<RuleSet>> for RuleBook {
    fn from(sets: Vec<RuleSet>) -> Self {
        sets.into_iter().collect()
    }
}

impl From<RuleBook> for Vec<RuleSet> {
    fn from(book: RuleBook) -> Self {
        book.sets
            .into_values()
            .flat_map(BTreeMap::into_values)
            .collect()
    }
}

impl LevelLabels {
    /// What this level is called.
    #[must_use]
    pub const fn of(&self, level: Level) -> &Words {
        match level {
            Level::Excellent => &self.excellent,
            Level::Good => &self.good,
            Level::Completed => &self.completed,
            Level::NotCompleted => &self.not_completed,
        }
    }
}

impl Thresholds {
    /// From how many points this level may be; the lowest from none.
    #[must_use]
    pub const fn of(&self, level: Level) -> Points {
        match level {
            Level::Excellent => self.excellent,
            Level::Good => self.good,
            Level::Completed => self.completed,
            Level::NotCompleted => Points::ZERO,
        }
    }

    /// The highest level that so many points reach.
    #[must_use]
    pub fn reached(&self, total: Points) -> Level {
        Level::ALL
            .into_iter()
            .find(|level| total >= self.of(*level))
            .unwrap_or(Level::NotCompleted)
    }
}
