//! Targets of a term, from the resolution of a congress: what is wanted, and how far it is. *Chỉ tiêu nghị quyết.*
//!
//! A target counts anything: communes, villages, households, money. It lasts a term, and a book one month, so each
//! month's book keeps an [`entry`](TargetEntry) of the targets that were set, changed, read or ended in it; what
//! holds is what all the entries say together: [`Standing`].

mod reached;
mod standing;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    change::{replace, replace_any},
    id::{ActRef, BookId, InBook, PersonId, UnitId},
    month::{Day, Month},
    points::Quantity,
    task::is_same_measure,
    trace::Trace,
};

pub use reached::{Band, Reached, Summed, sum};
pub use standing::{Said, Standing, standing};

/// At most so many targets in one unit's month.
pub const TARGETS_MAX: usize = 200;

/// What is wanted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TargetPlan {
    /// In words.
    pub title: String,
    /// What is counted: *xã, thôn, hộ, tỷ đồng, %…*
    pub measure: String,
    /// How much of it by the end of the term.
    pub planned: Quantity,
    /// How what is reached is counted.
    #[serde(default, skip_serializing_if = "Counting::is_up")]
    pub counting: Counting,
    /// The first month of the term.
    pub from: Month,
    /// Its last month.
    pub until: Month,
    /// The resolution that sets it.
    pub document: String,
    /// The target of a unit above that it is a part of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part_of: Option<InBook>,
}

/// How what is reached of a target is counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Counting {
    /// From nothing up: the share of what is planned.
    #[default]
    Up,
    /// Less is better (a poverty rate): the share of the way from where the term began down to what is planned.
    Down {
        /// What there was at the term's beginning.
        start: Quantity,
    },
    /// Up, as the sum of the units' targets that are a part of it.
    Sum,
}

impl Counting {
    fn is_up(&self) -> bool {
        *self == Counting::Up
    }
}

/// Those fields of a target that change; the rest stays.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TargetChange {
    /// Other words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Another measure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub measure: Option<String>,
    /// Another quantity.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub planned: Option<Quantity>,
    /// Another document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document: Option<String>,
    /// Part of another target above.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part_of: Option<InBook>,
}

/// What one month's book says of a target.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TargetEntry {
    /// The month in whose book it was set.
    pub since: Month,
    /// It was set here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub set: Option<TargetSet>,
    /// It was changed, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<TargetChanged>,
    /// How far it was, by the day that this is true of.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub readings: BTreeMap<Day, TargetRead>,
    /// It ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<TargetEnd>,
    /// Who wrote which field last.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub traces: BTreeMap<String, Trace>,
}

/// How it was set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TargetSet {
    /// By whom.
    pub by: PersonId,
    /// What is wanted.
    pub plan: TargetPlan,
}

/// One change, with its reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TargetChanged {
    /// By which act.
    pub act: ActRef,
    /// By whom.
    pub by: PersonId,
    /// What.
    pub change: TargetChange,
    /// Why.
    pub reason: String,
}

/// One reading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TargetRead {
    /// By which act.
    pub act: ActRef,
    /// By whom.
    pub by: PersonId,
    /// So much.
    pub value: Quantity,
    /// Where it is known from.
    pub source: String,
}

/// How it ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TargetEnd {
    /// By which act.
    pub act: ActRef,
    /// By whom.
    pub by: PersonId,
    /// The last day.
    pub day: Day,
    /// Why.
    pub reason: String,
}

/// The group of fields that a reading is: two readings of one day are two words on one thing.
pub(crate) fn reading_group(target: &ActRef, day: Day) -> String {
    format!("reading/{target}.{}", String::from(day))
}

impl TargetPlan {
    /// Takes over what a change names.
    pub fn change(&mut self, change: &TargetChange) {
        replace(&mut self.title, &change.title);
        replace(&mut self.measure, &change.measure);
        replace(&mut self.planned, &change.planned);
        replace(&mut self.document, &change.document);
        replace_any(&mut self.part_of, &change.part_of);
    }

    /// Whether both count the same: communes are not added to villages.
    #[must_use]
    pub fn is_measured_as(&self, other: &Self) -> bool {
        is_same_measure(&self.measure, &other.measure)
    }
}

impl TargetChange {
    /// Takes over what a later change names.
    fn merge(&mut self, later: &TargetChange) {
        replace_any(&mut self.title, &later.title);
        replace_any(&mut self.measure, &later.measure);
        replace_any(&mut self.planned, &later.planned);
        replace_any(&mut self.document, &later.document);
        replace_any(&mut self.part_of, &later.part_of);
    }
}

impl TargetEntry {
    /// A month that says nothing yet of a target set in the month `since`.
    pub fn new(since: Month) -> Self {
        Self {
            since,
            set: None,
            changes: Vec::new(),
            readings: BTreeMap::new(),
            ended: None,
            traces: BTreeMap::new(),
        }
    }

    /// The target's name, where `act` of `unit` set it: it is named after the book of that month.
    #[must_use]
    pub fn name(&self, unit: &UnitId, act: &ActRef) -> InBook {
        InBook {
            book: BookId {
                unit: unit.clone(),
                month: self.since,
            },
            act: act.clone(),
        }
    }

    /// The acts that it is made of, but the one that set it.
    pub fn acts(&self) -> impl Iterator<Item = &ActRef> {
        let changes = self.changes.iter().map(|changed| &changed.act);
        let readings = self.readings.values().map(|read| &read.act);
        let ended = self.ended.iter().map(|end| &end.act);
        changes.chain(readings).chain(ended)
    }

    /// What this month says of the fields that can change.
    pub(crate) fn said(&self) -> TargetChange {
        let mut said = TargetChange::default();
        if let Some(TargetSet { plan, .. }) = &self.set {
            said = TargetChange {
                title: Some(plan.title.clone()),
                measure: Some(plan.measure.clone()),
                planned: Some(plan.planned),
                document: Some(plan.document.clone()),
                part_of: plan.part_of.clone(),
            };
        }
        for changed in &self.changes {
            said.merge(&changed.change);
        }
        said
    }
}
