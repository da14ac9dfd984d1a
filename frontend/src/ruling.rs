//! What the pages that show rules and those that administer both know: where rules stand, what a version is
//! called, and who adds one.

use leptos::prelude::*;
use roviec_shared::{id::RuleSetId, permission, rules::RuleSet};

use crate::locale;
use crate::say;
use crate::store::Store;

/// The page of a new version of rules.
pub const NEW_RULES: &str = "/admin/rules/new";

/// The page of a new version of rules, begun with the text of one that is there.
pub fn new_rules_href(id: &RuleSetId, version: u32) -> String {
    format!("{NEW_RULES}/{id}/{version}")
}

/// The page of a rule set.
pub fn rules_href(id: &RuleSetId, version: u32) -> String {
    format!("/rules/{id}/{version}")
}

/// Which version it is, and from which month it holds.
pub fn version_words(set: &RuleSet) -> String {
    let month = locale::month(&String::from(set.valid.from));
    say!("rules.version", n = set.version, month = month)
}

/// Whether who is at work may add rules.
pub fn administers_all(store: Store) -> bool {
    let today = store.today.get();
    store.actor.with(|actor| {
        let author = actor.as_ref().map(|actor| &actor.author);
        author.is_some_and(|author| {
            store
                .tree
                .with(|tree| permission::administers_all(author, today, tree))
        })
    })
}
