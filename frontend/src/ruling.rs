//! Who adds rules, and where: known to the pages that show rules and to those that administer.

use leptos::prelude::*;
use roviec_shared::{
    id::{RuleSetId, UnitId},
    organisation::Role,
};

use crate::store::Store;

/// The page of a new version of rules.
pub const NEW_RULES: &str = "/admin/rules/new";

/// The page of a new version of rules, begun with the text of one that is there.
pub fn new_rules_href(id: &RuleSetId, version: u32) -> String {
    format!("{NEW_RULES}/{id}/{version}")
}

/// Whether who is at work administers all units at the top, as adding rules asks for.
pub fn administers_all(store: Store) -> bool {
    let today = store.today.get();
    let held = store
        .actor
        .with(|actor| actor.as_ref().map(|actor| actor.author.held.clone()))
        .unwrap_or_default();
    let administers = |unit: &UnitId| {
        held.iter().any(|held| {
            held.role == Role::Administrator && held.unit == *unit && held.holds_on(today)
        })
    };
    store.tree.with(|tree| {
        let mut tops = tree
            .units
            .values()
            .filter(|unit| unit.management_parent.is_none() && unit.party_parent.is_none())
            .peekable();
        tops.peek().is_some() && tops.all(|top| administers(&top.id))
    })
}
