//! Refused acts that belong together: what rests on a refused act, and a second meeting of one unit.

use std::collections::BTreeMap;

use roviec_shared::{
    act::Deed,
    id::{ActRef, BookId},
    refusal::Refusal,
};

use crate::store::Refused;

/// Refused acts that stand or fall together, in the order in which they were made.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Chain {
    /// The first: its reason is that of all.
    pub first: Refused,
    /// Those that came after it.
    pub rest: Vec<Refused>,
}

impl Chain {
    /// All of them.
    pub fn all(&self) -> impl Iterator<Item = &Refused> {
        std::iter::once(&self.first).chain(&self.rest)
    }

    /// Whether it is a meeting that was held beside another one.
    pub fn is_meeting(&self) -> bool {
        is_of_meeting(&self.first.act.deed)
            && self.all().nth(1).is_some()
            && self.all().all(|one| goes_with_meeting(&one.act.deed))
    }
}

/// Puts together what belongs together.
pub(super) fn chains(refused: Vec<Refused>) -> Vec<Chain> {
    let mut chains: Vec<Chain> = Vec::new();
    let mut chain_of: BTreeMap<ActRef, usize> = BTreeMap::new();
    let mut meetings: BTreeMap<BookId, usize> = BTreeMap::new();
    for one in refused {
        let rests = match &one.refusal {
            Refusal::RestsOn { act } => chain_of.get(act).copied(),
            _ => None,
        };
        let meets = is_of_meeting(&one.act.deed);
        let joins = goes_with_meeting(&one.act.deed);
        let meeting = joins
            .then(|| meetings.get(&one.act.book).copied())
            .flatten();
        let name = one.name.clone();
        let at = match rests.or(meeting) {
            Some(at) => {
                chains[at].rest.push(one);
                at
            }
            None => {
                let at = chains.len();
                if meets {
                    meetings.insert(one.act.book.clone(), at);
                }
                chains.push(Chain {
                    first: one,
                    rest: Vec::new(),
                });
                at
            }
        };
        chain_of.insert(name, at);
    }
    chains
}

/// What a meeting proposes of a person is confirmed in one tap with what it agrees on.
fn goes_with_meeting(deed: &Deed) -> bool {
    is_of_meeting(deed) || matches!(deed, Deed::Propose { .. })
}

fn is_of_meeting(deed: &Deed) -> bool {
    matches!(
        deed,
        Deed::Convene { .. }
            | Deed::Attend { .. }
            | Deed::Vote { .. }
            | Deed::SealMinutes { .. }
            | Deed::UnsealMinutes { .. }
    )
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::fmt::Debug;

    use roviec_shared::{act::Act, book::Book};

    use super::*;

    fn id<T: std::str::FromStr<Err: Debug>>(text: &str) -> T {
        text.parse().unwrap()
    }

    fn refused(name: &str, book: &str, deed: Deed, refusal: Refusal) -> Refused {
        Refused {
            name: id(name),
            act: Act::on(&Book::new(id(book)), deed),
            refusal,
        }
    }

    fn close() -> Deed {
        Deed::Close {
            people: Default::default(),
        }
    }

    fn attend() -> Deed {
        Deed::Attend {
            people: Default::default(),
        }
    }

    fn propose() -> Deed {
        Deed::Propose {
            people: Default::default(),
        }
    }

    fn on(act: &str) -> Refusal {
        Refusal::RestsOn { act: id(act) }
    }

    fn names(chain: &Chain) -> Vec<String> {
        chain.all().map(|one| one.name.to_string()).collect()
    }

    #[test]
    fn what_rests_on_a_refused_act_stands_with_it_however_long_the_chain() {
        let chains = chains(vec![
            refused("S.1", "c1/2026-10", close(), Refusal::NotYours),
            refused("S.2", "c1/2026-10", close(), Refusal::MonthClosed),
            refused("S.3", "c1/2026-10", close(), on("S.1")),
            refused("S.4", "c1/2026-10", close(), on("S.3")),
            // What it rests on is not here any more.
            refused("S.5", "c1/2026-10", close(), on("T.9")),
        ]);
        let found: Vec<Vec<String>> = chains.iter().map(names).collect();
        assert_eq!(found, [vec!["S.1", "S.3", "S.4"], vec!["S.2"], vec!["S.5"]]);
        assert!(chains.iter().all(|chain| !chain.is_meeting()));
    }

    #[test]
    fn a_second_meeting_of_one_month_is_one_bundle() {
        let chains = chains(vec![
            refused("S.1", "c1/2026-10", attend(), Refusal::NotYours),
            refused("S.2", "c1/2026-10", attend(), Refusal::NotYours),
            refused("S.3", "c1/2026-09", propose(), Refusal::NotYours),
            refused("S.4", "c1/2026-10", propose(), Refusal::NotYours),
        ]);
        let found: Vec<Vec<String>> = chains.iter().map(names).collect();
        assert_eq!(found, [vec!["S.1", "S.2", "S.4"], vec!["S.3"]]);
        assert!(chains[0].is_meeting() && !chains[1].is_meeting());
    }
}
