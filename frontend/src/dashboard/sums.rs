//! Counts of books added up: for a unit with all below it, and month by month.

use std::collections::{BTreeMap, BTreeSet};

use roviec_shared::{
    book::summary::Summary,
    due::{self, Due, Milestone},
    id::{BookId, UnitId},
    level::Level,
    month::{Day, Month},
    organisation::{Line, Track, Tree},
    rules::RuleBook,
};

/// Which of the two tracks is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// Members and officials.
    All,
    /// One track.
    Track(Track),
}

impl Shown {
    /// Whether a book has anyone of it: the books of one unit are of one track nearly always.
    pub fn covers(self, summary: &Summary) -> bool {
        match self {
            Shown::All => true,
            Shown::Track(track) => summary.rated.get(&track).copied().unwrap_or_default() > 0,
        }
    }
}

/// So many of so many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// How many.
    pub done: u32,
    /// Of how many.
    pub of: u32,
}

impl Share {
    fn add(&mut self, done: u32, of: u32) {
        self.done += done;
        self.of += of;
    }

    /// Whole percents, rounded down: what is not all is never a hundred.
    pub fn percent(self) -> Option<u32> {
        let percent = u64::from(self.done) * 100 / u64::from(self.of.max(1));
        (self.of > 0).then(|| u32::try_from(percent).unwrap_or(100))
    }
}

/// Outcomes by level.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Levels {
    /// Decided levels.
    pub levels: BTreeMap<Level, u32>,
    /// Decided as not rated.
    pub not_rated: u32,
    /// All who are rated, decided or not.
    pub rated: u32,
}

impl Levels {
    /// Takes a book in.
    pub fn add(&mut self, summary: &Summary) {
        for (level, count) in &summary.levels {
            *self.levels.entry(*level).or_default() += count;
        }
        self.not_rated += summary.not_rated;
        self.rated += summary.rated.values().sum::<u32>();
    }

    /// How many have this level.
    pub fn of(&self, level: Level) -> u32 {
        self.levels.get(&level).copied().unwrap_or_default()
    }

    /// How many have a level.
    pub fn levelled(&self) -> u32 {
        self.levels.values().sum()
    }

    /// Tenths of a percent of those who have a level.
    pub fn permille(&self, level: Level) -> u32 {
        let of = u64::from(self.levelled().max(1));
        let half_up = (u64::from(self.of(level)) * 2_000 + of) / (2 * of);
        u32::try_from(half_up).unwrap_or(1_000)
    }
}

/// The months of several books added up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    /// Books in it.
    pub books: u32,
    /// People with a task.
    pub planned: Share,
    /// People who scored themselves.
    pub scored: Share,
    /// Units that met.
    pub met: Share,
    /// Units that reported upward, of those that have to.
    pub submitted: Share,
    /// People decided.
    pub decided: Share,
    /// People told.
    pub announced: Share,
    /// Units that are late with something.
    pub late: u32,
    /// By how many days, where it is most.
    pub days_late: u32,
    /// With what.
    pub late_with: Option<Milestone>,
    /// Objections without an answer.
    pub appeals: u32,
    /// Outcomes.
    pub levels: Levels,
}

impl Sum {
    /// Takes a book in.
    pub fn add(&mut self, dues: &[Due], summary: &Summary) {
        self.books += 1;
        for due in dues {
            let whole = u32::from(due.of > 0 && due.done >= due.of);
            match due.milestone {
                Milestone::Planned => self.planned.add(due.done, due.of),
                Milestone::Scored => self.scored.add(due.done, due.of),
                Milestone::Met => self.met.add(whole, 1),
                Milestone::Submitted => self.submitted.add(whole, 1),
                Milestone::Decided => self.decided.add(due.done, due.of),
                Milestone::Announced => self.announced.add(due.done, due.of),
                Milestone::GroupsVoted
                | Milestone::Opined
                | Milestone::Received
                | Milestone::Answered
                | Milestone::Closed => {}
            }
        }
        if let Some(latest) = due::latest(dues) {
            self.late += 1;
            if latest.days_late() > self.days_late {
                self.days_late = latest.days_late();
                self.late_with = Some(latest.milestone);
            }
        }
        self.appeals += summary.appeals;
        self.levels.add(summary);
    }
}

/// The unit directly below `top`, on either line, under which `unit` stands: itself where it is directly
/// below. None where it is not below.
pub fn branch(tree: &Tree, unit: &UnitId, top: &UnitId) -> Option<UnitId> {
    [Line::Party, Line::Management]
        .into_iter()
        .find_map(|line| {
            let above = tree.above(unit, line);
            let at = above.iter().position(|above| above.id == *top)?;
            match at {
                0 => Some(unit.clone()),
                at => Some(above[at - 1].id.clone()),
            }
        })
}

/// What all sums are made of.
pub struct Counts<'a> {
    /// By book.
    pub rows: &'a BTreeMap<BookId, Summary>,
    /// Units.
    pub tree: &'a Tree,
    /// Their calendars.
    pub rules: &'a RuleBook,
    /// The day.
    pub today: Day,
    /// Members, officials or both.
    pub shown: Shown,
}

impl Counts<'_> {
    /// The sums of the units directly below `top` in a month, and of `top` itself with all of them.
    pub fn of_month(&self, top: &UnitId, month: Month) -> (Sum, BTreeMap<UnitId, Sum>) {
        let (mut all, mut by_unit) = (Sum::default(), BTreeMap::<UnitId, Sum>::new());
        for (id, summary) in self.rows {
            if id.month != month || !self.shown.covers(summary) {
                continue;
            }
            let branch = branch(self.tree, &id.unit, top);
            if branch.is_none() && id.unit != *top {
                continue;
            }
            let dues = due::of_summary(self.rules, month, summary, self.today);
            if dues.is_empty() {
                continue;
            }
            all.add(&dues, summary);
            if let Some(branch) = branch {
                by_unit.entry(branch).or_default().add(&dues, summary);
            }
        }
        (all, by_unit)
    }

    /// Which tracks are rated in a month, of `top` with all below it.
    pub fn tracks(&self, top: &UnitId, month: Month) -> BTreeSet<Track> {
        let rows = self.rows.iter().filter(|(id, _)| id.month == month);
        let within =
            rows.filter(|(id, _)| id.unit == *top || branch(self.tree, &id.unit, top).is_some());
        within
            .flat_map(|(_, summary)| summary.rated.keys().copied())
            .collect()
    }

    /// The outcomes month by month, of `top` with all below it.
    pub fn by_month(&self, top: &UnitId) -> BTreeMap<Month, Levels> {
        let mut months: BTreeMap<Month, Levels> = BTreeMap::new();
        for (id, summary) in self.rows {
            let is_within = id.unit == *top || branch(self.tree, &id.unit, top).is_some();
            if is_within && self.shown.covers(summary) && !summary.rated.is_empty() {
                months.entry(id.month).or_default().add(summary);
            }
        }
        months
    }
}

#[cfg(test)]
mod tests;
