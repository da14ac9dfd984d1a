//! How those were rated whom a head manages, and the units under them: counted where their levels are known, and
//! stated in the book in which the head is rated (Nghị định 335/2025: `staff_results`).

use std::collections::BTreeMap;

use super::{Announced, Listing, sheet::Share};
use crate::{
    id::PersonId,
    level::Level,
    rules::{FactDefinition, FactId, FactKind, GivenBy, Limit, RuleSet},
};

/// What a share of other books is counted over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Over {
    /// Those whom the head manages: so many at Completed or better.
    Staff,
    /// The units under them: so many not completed.
    Units,
}

/// The facts of a rule set that are counted in other books, and over what.
pub fn counted_facts(rules: &RuleSet) -> impl Iterator<Item = (&FactDefinition, Over)> {
    let facts = rules.facts.iter();
    let counted =
        facts.filter(|fact| fact.kind == FactKind::Share && fact.given_by == GivenBy::Books);
    counted.filter_map(|fact| {
        if rules.is_about_staff(&fact.id) {
            Some((fact, Over::Staff))
        } else {
            is_about_units(rules, &fact.id).then_some((fact, Over::Units))
        }
    })
}

/// A ceiling asks how many of the units under a head are not completed.
fn is_about_units(rules: &RuleSet, id: &FactId) -> bool {
    let mut ceilings = rules.ceilings.iter();
    ceilings.any(|ceiling| matches!(&ceiling.limit, Limit::ShareAbove { fact, .. } if fact == id))
}

/// Of those in a unit's month but its head and units as a whole, how many were announced at Completed or better, of
/// all who have a level.
///
/// # Errors
/// How many are not announced yet: until then nothing is known.
pub fn staff(listing: &BTreeMap<PersonId, Listing>, head: &PersonId) -> Result<Share, usize> {
    let others = listing
        .iter()
        .filter(|(person, _)| *person != head && !person.is_collective());
    share(others.map(|(_, line)| line.announced), |level| {
        level >= Level::Completed
    })
}

/// Of the units under a head, how many were decided as not completed; `levels` is what each was told.
///
/// # Errors
/// How many are not decided yet.
pub fn units(levels: impl IntoIterator<Item = Option<Announced>>) -> Result<Share, usize> {
    share(levels.into_iter(), |level| level == Level::NotCompleted)
}

fn share(
    levels: impl Iterator<Item = Option<Announced>>,
    counts: impl Fn(Level) -> bool,
) -> Result<Share, usize> {
    let (mut found, mut waits) = (Share { part: 0, of: 0 }, 0);
    for announced in levels {
        match announced {
            None => waits += 1,
            // Who is not rated is none of all.
            Some(Announced::NotRated) => {}
            Some(Announced::Level(level)) => {
                found.of += 1;
                found.part += u32::from(counts(level));
            }
        }
    }
    if waits == 0 { Ok(found) } else { Err(waits) }
}

#[cfg(all(test, feature = "toml"))]
mod tests {
    use super::*;
    use crate::rules::shipped;

    fn listing(lines: &[(&str, Option<Announced>)]) -> BTreeMap<PersonId, Listing> {
        lines
            .iter()
            .map(|(person, announced)| {
                let line = Listing {
                    name: (*person).to_owned(),
                    post: String::new(),
                    announced: *announced,
                };
                (person.parse().expect("an id"), line)
            })
            .collect()
    }

    const GOOD: Option<Announced> = Some(Announced::Level(Level::Good));
    const FAILED: Option<Announced> = Some(Announced::Level(Level::NotCompleted));

    #[test]
    fn a_head_s_staff_are_all_others_who_have_a_level_and_none_is_known_before_all_are_told() {
        let head: PersonId = "head".parse().expect("an id");
        for (lines, expected) in [
            (
                &[("an", GOOD), ("binh", FAILED), ("head", None)][..],
                Ok((1, 2)),
            ),
            (&[("an", GOOD), ("binh", None)], Err(1)),
            (
                &[("an", GOOD), ("binh", Some(Announced::NotRated))],
                Ok((1, 1)),
            ),
            (&[("an", GOOD), ("tap-the.an", FAILED)], Ok((1, 1))),
            (&[("head", GOOD)], Ok((0, 0))),
        ] {
            let found = staff(&listing(lines), &head).map(|share| (share.part, share.of));
            assert_eq!(found, expected, "{lines:?}");
        }
    }

    #[test]
    fn units_are_counted_by_those_not_completed() {
        let found = units([GOOD, FAILED, FAILED]).map(|share| (share.part, share.of));
        assert_eq!(found, Ok((2, 3)));
        assert_eq!(units([GOOD, None]), Err(1));
        assert_eq!(units([]), Ok(Share { part: 0, of: 0 }));
    }

    #[test]
    fn the_leaders_sets_ask_for_both_and_no_member_s_set_does() {
        for set in shipped() {
            let over: Vec<Over> = counted_facts(&set).map(|(_, over)| over).collect();
            let expected: &[Over] = if set.asks_leaders() {
                &[Over::Staff, Over::Units]
            } else {
                &[]
            };
            assert_eq!(over, expected, "{}", set.id);
        }
    }
}
