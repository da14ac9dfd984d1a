//! What somebody did who lost the post meanwhile, adopted by whoever holds it now.

use std::collections::BTreeSet;

use super::Loaded;
use crate::{
    act::{Act, Deed},
    id::{ActRef, SeriesId},
    refusal::Refusal,
    sync::message::Verdict,
};

/// The act that an act adopts.
#[must_use]
pub fn to_adopt(act: &Act) -> Option<&ActRef> {
    act.adopted_from.as_ref().and(act.replaces.as_ref())
}

/// Whether a refused act is offered to whoever holds the post now: it was refused for the post alone, or
/// rests on one that is `offered`.
#[must_use]
pub fn is_offered(refusal: &Refusal, offered: &BTreeSet<ActRef>) -> bool {
    match refusal {
        Refusal::PostLost => true,
        Refusal::RestsOn { act } => offered.contains(act),
        _ => false,
    }
}

/// Whether an act that adopts another says what that one said, in its author's name, who lost the post; an
/// act that adopts none does.
pub(super) fn is_as_left(loaded: &Loaded, act: &Act) -> bool {
    let Some(from) = &act.adopted_from else {
        return true;
    };
    let Some(name) = &act.replaces else {
        return false;
    };
    let verdict = loaded.stored.get(name).map(|(_, verdict)| verdict);
    let is_for_the_post = matches!(
        verdict,
        Some(Verdict::Refused {
            refusal: Refusal::PostLost | Refusal::RestsOn { .. }
        })
    );
    let says_the_same = loaded.predecessors.get(name).is_some_and(|left| {
        left.author.as_ref() == Some(from)
            && left.act.book == act.book
            && without_names(&left.act.deed, loaded) == without_names(&act.deed, loaded)
    });
    is_for_the_post && says_the_same
}

/// A deed with the names of acts and tasks left out: what rests on another adopted act names it by its new
/// name.
fn without_names(deed: &Deed, loaded: &Loaded) -> String {
    let mut text = crate::trace::to_value(deed).to_string();
    let named = loaded.predecessors.keys().map(|name| &name.series);
    let series: BTreeSet<&SeriesId> = named.chain(loaded.series.keys()).collect();
    for series in series {
        let start = format!("\"{series}.");
        while let Some(at) = text.find(&start) {
            let rest = at + start.len();
            let end = text[rest..].find('"').map_or(text.len(), |end| rest + end);
            text.replace_range(at + 1..end, "");
        }
    }
    text
}
