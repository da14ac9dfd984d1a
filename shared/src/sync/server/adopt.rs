//! What somebody did who lost the post meanwhile, adopted by whoever holds it now.

use std::collections::{BTreeMap, BTreeSet};

use super::Loaded;
use crate::{
    act::{Act, Authored},
    book::Book,
    id::ActRef,
    month::Day,
    permission::{Author, might_before},
    refusal::Refusal,
    rules::RuleBook,
    sync::{message::Verdict, series::renamed},
};

/// The act that an act adopts.
#[must_use]
pub fn to_adopt(act: &Act) -> Option<&ActRef> {
    act.adopted_from.as_ref().and(act.replaces.as_ref())
}

/// Whether a refused act is offered to whoever holds the post now: its author might have done it by a post that
/// ended, and it was refused for that alone, or rests on one that is `offered`. What it was refused for is
/// not believed by itself: it may come from a device.
#[must_use]
pub fn is_offered(
    left: &Authored,
    author: &Author,
    refusal: &Refusal,
    (book, rules, today): (&Book, &RuleBook, Day),
    offered: &BTreeSet<ActRef>,
) -> bool {
    let is_for_the_post = match refusal {
        Refusal::PostLost => true,
        Refusal::RestsOn { act } => offered.contains(act),
        _ => false,
    };
    is_for_the_post && might_before(author, today, rules, book, &left.act.deed)
}

/// Whether an act that adopts another says exactly what that one said, in its author's name, who lost the
/// post; an act that adopts none does. What it rests on it names by the names under which that was adopted.
pub(super) fn is_as_left(loaded: &Loaded, act: &Act, rules: &RuleBook, today: Day) -> bool {
    let Some(from) = &act.adopted_from else {
        return true;
    };
    let found = act.replaces.as_ref().and_then(|name| {
        let Some((_, Verdict::Refused { refusal })) = loaded.stored.get(name) else {
            return None;
        };
        let left = loaded.predecessors.get(name)?;
        let author = loaded.authors.get(from)?;
        Some((left, author, refusal, loaded.books.get(&act.book)?))
    });
    let Some((left, author, refusal, book)) = found else {
        return false;
    };
    let adopted: BTreeMap<ActRef, ActRef> = loaded.adopted.clone();
    let offered: BTreeSet<ActRef> = adopted.keys().cloned().collect();
    left.author.as_ref() == Some(from)
        && left.act.book == act.book
        && is_offered(left, author, refusal, (book, rules, today), &offered)
        && renamed(&left.act, &adopted).deed == act.deed
}
