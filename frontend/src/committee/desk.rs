//! The desk of a committee: which one, which month, and the units that report to it.

use leptos::prelude::*;
use roviec_shared::{
    book::Book,
    due::{month_in_hand, reports_to},
    id::{BookId, UnitId},
    month::{Day, Month},
    order,
    organisation::{Line, Role},
    vietnamese::text_key,
};

use super::unit_month::{Opened, UnitMonth};
use crate::store::Store;

/// The roles that have a desk at a committee.
pub const AT_THE_DESK: &[Role] = &[Role::CommitteeOffice, Role::Decider, Role::Inspector];

/// One committee's month: what every page of it reads. Copy it freely.
#[derive(Clone, Copy)]
pub struct Desk {
    /// What the app holds.
    pub store: Store,
    /// The committee.
    pub at: Memo<UnitId>,
    /// The month that is rated.
    pub month: Memo<Month>,
    /// The units that report to it, in the order of their names.
    pub units: Memo<Vec<UnitMonth>>,
}

impl Desk {
    /// Gives the desk to the pages below.
    pub fn provide(store: Store, at: Memo<UnitId>, month: Memo<Month>) {
        let units = Memo::new(move |_| units(store, &at.get(), month.get()));
        provide_context(Self {
            store,
            at,
            month,
            units,
        });
    }

    /// The desk that this page is about.
    pub fn of_page() -> Self {
        expect_context()
    }

    /// The committee's own book of the month: where its conclusions are.
    pub fn own(self) -> BookId {
        BookId {
            unit: self.at.get(),
            month: self.month.get(),
        }
    }

    /// Reads the committee's own book, following it.
    pub fn with_own<T>(self, read: impl FnOnce(&Book) -> T) -> Option<T> {
        self.store.book_of(&self.own()).map(|book| read(&book))
    }

    /// The path of a page of this desk; `page` begins with a slash or is empty.
    pub fn path(self, page: &str) -> String {
        path_of(&self.at.get(), self.month.get(), page)
    }

    /// The same at this moment, for a part of a page that does not outlive the desk's month.
    pub fn path_now(self, page: &str) -> String {
        path_of(&self.at.get_untracked(), self.month.get_untracked(), page)
    }

    /// The committee's name.
    pub fn name(self) -> String {
        self.store.unit_name(&self.at.get()).unwrap_or_default()
    }

    /// A unit that reports to it.
    pub fn unit(self, unit: &UnitId) -> Option<UnitMonth> {
        self.units
            .with(|units| units.iter().find(|of| of.id.unit == *unit).cloned())
    }

    /// Whether whoever acts holds one of these roles at the committee.
    pub fn holds(self, roles: &[Role]) -> bool {
        self.store.holds(roles, &self.at.get())
    }
}

/// The path of a page of a committee's month.
pub fn path_of(at: &UnitId, month: Month, page: &str) -> String {
    format!("/committee/{at}/{}{page}", String::from(month))
}

/// The committees where whoever acts has a desk today.
pub fn committees(store: Store) -> Vec<UnitId> {
    let today = store.today.get();
    let mut found: Vec<UnitId> = store.actor.with(|actor| {
        let held = actor.iter().flat_map(|actor| &actor.author.held);
        held.filter(|held| AT_THE_DESK.contains(&held.role) && held.holds_on(today))
            .map(|held| held.unit.clone())
            .collect()
    });
    // In a grassroots cell the secretary decides without a committee above other units.
    found.retain(|at| {
        store
            .tree
            .with(|tree| tree.below(at, Line::Party).next().is_some())
    });
    found.dedup();
    found
}

/// The months in which this device holds books of the units below a committee, oldest first.
pub fn months(store: Store, at: &UnitId) -> Vec<Month> {
    let ids = store.book_ids();
    store.tree.with(|tree| {
        let is_below = |unit: &UnitId| {
            let unit = tree.units.get(unit);
            unit.is_some_and(|unit| unit.party_parent.as_ref() == Some(at))
        };
        let mut months: Vec<Month> = ids
            .into_iter()
            .filter(|id| is_below(&id.unit))
            .map(|id| id.month)
            .collect();
        months.sort_unstable();
        months.dedup();
        months
    })
}

/// The month that is worked on at a committee: its reports come in at the beginning of the next.
pub fn working_month(today: Day, held: &[Month]) -> Month {
    let wanted = month_in_hand(today);
    let earlier = held.iter().copied().filter(|month| *month <= wanted);
    earlier
        .max()
        .or_else(|| held.first().copied())
        .unwrap_or(wanted)
}

/// The units that report to a committee in a month, with how far each is: those whose books say so, and
/// those of the tree whose month is not here yet.
pub fn units(store: Store, at: &UnitId, month: Month) -> Vec<UnitMonth> {
    let today = store.today.get();
    let mut found = Vec::new();
    for id in store.book_ids() {
        if id.month != month || id.unit == *at {
            continue;
        }
        let Some(book) = store.book_of(&id) else {
            continue;
        };
        let opened = store
            .rules
            .with(|rules| reports_to(rules, &book, at).then(|| Opened::of(rules, &book, today)));
        if let Some(opened) = opened {
            let place = book.place.as_ref();
            found.push(UnitMonth {
                name: place.map(|place| place.name.clone()).unwrap_or_default(),
                telephone: telephone(store, &id.unit),
                opened: Some(opened),
                id,
            });
        }
    }
    store.tree.with(|tree| {
        for unit in tree.below(at, Line::Party) {
            let stands = unit.from <= month.last_day()
                && unit.until.is_none_or(|until| until >= month.first_day());
            if stands && !found.iter().any(|of| of.id.unit == unit.id) {
                found.push(UnitMonth {
                    id: BookId {
                        unit: unit.id.clone(),
                        month,
                    },
                    name: unit.name.clone(),
                    telephone: unit.telephone.clone(),
                    opened: None,
                });
            }
        }
    });
    order::sort_by_key(&mut found, |unit| text_key(&unit.name));
    found
}

fn telephone(store: Store, unit: &UnitId) -> Option<String> {
    store
        .tree
        .with(|tree| tree.units.get(unit)?.telephone.clone())
}

#[cfg(test)]
mod tests {
    use super::working_month;
    use roviec_shared::month::{Day, Month};

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    fn months(texts: &[&str]) -> Vec<Month> {
        let month = |text: &&str| text.parse().expect("a month");
        texts.iter().map(month).collect()
    }

    #[test]
    fn until_people_have_scored_themselves_the_committee_is_at_the_month_before() {
        let held = months(&["2026-10", "2026-11", "2026-12"]);
        for (today, worked) in [
            ("2026-12-03", "2026-11"),
            ("2026-12-24", "2026-11"),
            ("2026-12-25", "2026-12"),
        ] {
            assert_eq!(String::from(working_month(day(today), &held)), worked);
        }
    }

    #[test]
    fn a_month_that_is_not_here_is_not_worked_on() {
        let older = months(&["2026-08", "2026-09"]);
        assert_eq!(working_month(day("2026-12-03"), &older), older[1]);
        let newer = months(&["2026-12"]);
        assert_eq!(working_month(day("2026-12-03"), &newer), newer[0]);
        let nothing = working_month(day("2026-12-03"), &[]);
        assert_eq!(String::from(nothing), "2026-11");
    }
}
