//! A target as all the months that speak of it say together.

use std::collections::BTreeMap;

use super::{Counting, Reached, TargetEnd, TargetEntry, TargetPlan, TargetRead};
use crate::{
    id::PersonId,
    month::{Day, Month},
};

/// What each month says of one target.
pub type Said = BTreeMap<Month, TargetEntry>;

/// A target as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Who set it.
    pub by: PersonId,
    /// What is wanted now.
    pub plan: TargetPlan,
    /// All readings by their days; of two readings of one day the one entered in the later month counts.
    pub readings: BTreeMap<Day, TargetRead>,
    /// It holds no more.
    pub ended: Option<TargetEnd>,
}

/// A target from what the months say of it; none where the month that set it is not among them. A later month's
/// word stands over an earlier one's, in whatever order they arrived.
pub fn standing(months: &Said) -> Option<Standing> {
    let set = months.values().find_map(|entry| entry.set.as_ref())?;
    let mut found = Standing {
        by: set.by.clone(),
        plan: set.plan.clone(),
        readings: BTreeMap::new(),
        ended: None,
    };
    for entry in months.values() {
        for changed in &entry.changes {
            found.plan.change(&changed.change);
        }
        for (day, read) in &entry.readings {
            found.readings.insert(*day, read.clone());
        }
        if let Some(end) = &entry.ended
            && found.ended.as_ref().is_none_or(|known| end.day < known.day)
        {
            found.ended = Some(end.clone());
        }
    }
    // What was read of the days after its end is kept in the books and counts for nothing.
    if let Some(end) = &found.ended {
        found.readings.retain(|day, _| *day <= end.day);
    }
    Some(found)
}

impl Standing {
    /// The last reading, with its day.
    pub fn last(&self) -> Option<(Day, &TargetRead)> {
        let (day, read) = self.readings.last_key_value()?;
        Some((*day, read))
    }

    /// How much is reached by its own last reading; none where it was never read, or is the sum of others.
    pub fn reached(&self) -> Option<Reached> {
        let (_, read) = self.last()?;
        match self.plan.counting {
            Counting::Sum => None,
            _ => Some(Reached::of(&self.plan, read.value.thousandths())),
        }
    }
}
