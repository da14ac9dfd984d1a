//! What keeps an act from being judged, and for how long.

use super::{Incoming, Loaded, Now};
use crate::{act::Act, id::ActRef, refusal::Refusal, sync::message::Verdict};

/// What keeps an act from being judged.
pub(super) enum Wait {
    /// An act that has to be accepted.
    For(ActRef),
    /// An act that comes before, whatever becomes of it.
    After(ActRef),
}

pub(super) fn wait(
    loaded: &Loaded,
    incoming: &Incoming,
    act: &Act,
    waiting: &[Incoming],
) -> Result<Option<Wait>, Refusal> {
    let given = act.giver_of_task();
    for rest in act.rests_on().into_iter().chain(&given) {
        match loaded.stored.get(rest) {
            Some((_, Verdict::Accepted { .. })) => {}
            Some((_, Verdict::Refused { .. })) => {
                return Err(Refusal::RestsOn { act: rest.clone() });
            }
            Some(_) | None => return Ok(Some(Wait::For(rest.clone()))),
        }
    }
    for before in &act.after {
        let seen = loaded.stored.get(before);
        if seen.is_none_or(|(_, verdict)| matches!(verdict, Verdict::Held { .. })) {
            return Ok(Some(Wait::After(before.clone())));
        }
    }
    // Its author made it after what waits in the same series.
    let name = &incoming.name;
    let earlier = loaded.held.iter().chain(waiting).find(|held| {
        held.name.series == name.series
            && held.name.number < name.number
            && held
                .act
                .as_ref()
                .is_some_and(|held| held.book == act.book && act.deed.waits_for(&held.deed))
    });
    Ok(earlier.map(|held| Wait::After(held.name.clone())))
}

pub(super) fn is_overdue(loaded: &Loaded, now: &Now<'_>, incoming: &Incoming, act: &Act) -> bool {
    let since = incoming.held_since.unwrap_or(now.today);
    since.days_until(now.today) > held_days(loaded, now, act)
}

/// How long an act may be held, by the rule sets of those whom it is about.
fn held_days(loaded: &Loaded, now: &Now<'_>, act: &Act) -> i32 {
    let named = act.deed.people();
    let concerned = loaded
        .books
        .get(&act.book)
        .into_iter()
        .flat_map(|book| &book.people)
        .filter(|(person, _)| named.is_empty() || named.contains(person))
        .filter_map(|(_, record)| now.rules.of(&record.enrolled));
    let days = concerned.map(|rules| rules.calendar.held_days).max();
    let any = || {
        let all = now.rules.iter();
        all.map(|rules| rules.calendar.held_days).max()
    };
    i32::from(days.or_else(any).unwrap_or_default())
}
