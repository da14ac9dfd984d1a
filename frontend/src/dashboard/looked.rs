//! Which unit and month the district's page is about.

use leptos::prelude::*;
use roviec_shared::{
    id::UnitId,
    month::Month,
    organisation::{Role, UnitKind},
};

use super::sums::{Counts, Shown};
use crate::store::Store;

/// What the page is about, and what it reads. Copy it freely.
#[derive(Clone, Copy)]
pub struct Looked {
    /// What the app holds.
    pub store: Store,
    /// The unit, with all below it.
    pub top: Memo<UnitId>,
    /// The month.
    pub month: Memo<Month>,
    /// Members, officials or both.
    pub shown: RwSignal<Shown>,
}

impl Looked {
    /// Reads the counts, following them.
    pub fn with<T>(self, read: impl FnOnce(&Counts<'_>) -> T) -> T {
        let (held, tree, rules) = (
            self.store.counts.read(),
            self.store.tree.get(),
            self.store.rules.get(),
        );
        read(&Counts {
            rows: &held.rows,
            tree: &tree,
            rules: &rules,
            today: self.store.today.get(),
            shown: self.shown.get(),
        })
    }
}

/// The unit that whoever acts oversees: the highest, where they oversee several.
pub fn top(store: Store) -> Option<UnitId> {
    let today = store.today.get();
    let held: Vec<(Role, UnitId)> = store.actor.with(|actor| {
        let held = actor.iter().flat_map(|actor| &actor.author.held);
        held.filter(|held| held.holds_on(today))
            .map(|held| (held.role, held.unit.clone()))
            .collect()
    });
    store.tree.with(|tree| {
        let kind = |unit: &UnitId| tree.units.get(unit).map(|unit| unit.kind);
        held.into_iter()
            .filter(|(role, unit)| match role {
                Role::OrganisationBoard | Role::StandingMember => true,
                Role::CommitteeOffice | Role::Decider | Role::Inspector => {
                    kind(unit).is_some_and(UnitKind::rates_heads)
                }
                _ => false,
            })
            .map(|(_, unit)| unit)
            .min_by_key(|unit| kind(unit))
    })
}
