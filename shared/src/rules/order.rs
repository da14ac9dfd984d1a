//! Which rating comes before which: the collective before its head, the official's before the same
//! person's as a member.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::name::{DocumentId, RuleId, Source, Words};

/// Who or what is rated, as far as one rating waits for another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rated {
    /// Units and bodies below this one.
    Below,
    /// The collective.
    Collective,
    /// Its head.
    Head,
    /// Its deputies.
    Deputy,
    /// A person as an official.
    Official,
    /// The same person as a member.
    Member,
}

/// One order: the second is decided after the first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Order {
    /// How it is named.
    pub id: RuleId,
    /// Its wording.
    pub text: Words,
    /// How well founded it is.
    pub source: Source,
    /// The document it stands in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentId>,
    /// Decided first.
    pub first: Rated,
    /// Decided after it.
    pub then: Rated,
}

/// What comes after each, by one order for each pair: the ways to be tried stay few.
type After<'o> = BTreeMap<Rated, BTreeMap<Rated, &'o Order>>;

/// Orders that lead back to where they began, if there are such: the first circle found.
pub(super) fn circle(orders: &[Order]) -> Option<Vec<&Order>> {
    let mut after: After<'_> = BTreeMap::new();
    for order in orders {
        let then = after.entry(order.first).or_default();
        then.entry(order.then).or_insert(order);
    }
    after
        .keys()
        .find_map(|start| way_back(*start, *start, &after, &mut Vec::new()))
}

/// A way over orders from a place to the one sought that goes over no place twice.
fn way_back<'o>(
    sought: Rated,
    here: Rated,
    after: &After<'o>,
    way: &mut Vec<&'o Order>,
) -> Option<Vec<&'o Order>> {
    for order in after.get(&here).into_iter().flat_map(BTreeMap::values) {
        if order.then == sought {
            way.push(order);
            return Some(way.clone());
        }
        if way.iter().any(|taken| taken.then == order.then) {
            continue;
        }
        way.push(order);
        if let Some(found) = way_back(sought, order.then, after, way) {
            return Some(found);
        }
        way.pop();
    }
    None
}
