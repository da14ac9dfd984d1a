//! What a month is to end in for everyone: levels as they are spread among people, within the cap.

use std::collections::BTreeMap;

use roviec_shared::{
    id::PersonId,
    level::{Level, NotRatedKind},
    month::Month,
    organisation::Standing,
};

use super::{
    chance::Chance,
    district::{Ratings, Seat},
};

/// How one person's month ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// At a level.
    Level(Level),
    /// Not rated.
    NotRated(NotRatedKind),
}

/// How many of the heads are not rated in the n-th closed month: of the district's 105 there are 30 in all,
/// so that 2,175 ratings remain; where a hundred are not, none.
fn heads_not_rated(index: usize, heads: usize) -> usize {
    let of_a_hundred = if matches!(index % 7, 0 | 3 | 5) { 2 } else { 1 };
    of_a_hundred * (heads / 100)
}

/// The month that is drawn.
#[derive(Clone, Copy)]
pub struct Period {
    /// Which.
    pub month: Month,
    /// Its place among the closed ones; none for the month under way.
    pub closed: Option<usize>,
}

/// How the month ends for those on whom one body decides.
pub fn targets<'a>(
    seed: u64,
    ratings: Ratings,
    seats: impl Iterator<Item = &'a Seat>,
    period: Period,
) -> BTreeMap<PersonId, Target> {
    let month = String::from(period.month);
    let mut found = BTreeMap::new();
    let mut rated: Vec<(u32, &PersonId)> = Vec::new();
    for seat in seats {
        let mut chance = Chance::of(seed, &[seat.who.id.as_str(), &month, "level"]);
        match not_rated(seat, ratings, &mut chance) {
            Some(kind) => {
                found.insert(seat.who.id.clone(), Target::NotRated(kind));
            }
            None => rated.push((seat.who.merit + chance.below(50), &seat.who.id)),
        }
    }
    rated.sort();
    if ratings == Ratings::Heads
        && let Some(index) = period.closed.filter(|_| !rated.is_empty())
    {
        for _ in 0..heads_not_rated(index, rated.len()) {
            let mut chance = Chance::of(seed, &["not rated", &month, &rated.len().to_string()]);
            let (_, person) = rated.remove(chance.below(rated.len() as u32) as usize);
            let kind = [NotRatedKind::LeaveOrStudy, NotRatedKind::AppointedRecently];
            found.insert(person.clone(), Target::NotRated(*chance.pick(&kind)));
        }
    }
    let first = rated.first().map_or("", |(_, person)| person.as_str());
    let mut chance = Chance::of(seed, &[first, &month, "spread"]);
    // Where cells still propose, there is room below the cap for those whom they praise.
    let share = if period.closed.is_some() { 6 } else { 8 };
    let spread = Spread::draw(&mut chance, rated.len(), share);
    for (place, (_, person)) in rated.iter().enumerate() {
        let level = spread.level(place, rated.len());
        found.insert((*person).clone(), Target::Level(level));
    }
    found
}

fn not_rated(seat: &Seat, ratings: Ratings, chance: &mut Chance) -> Option<NotRatedKind> {
    let draw = chance.below(1000);
    match (ratings, seat.standing) {
        (_, Standing::Exempt) if ratings.is_of_members() => Some(NotRatedKind::Exempt),
        (Ratings::Heads, _) => None,
        // Who leads a unit is always there, so that its month can be followed to its end.
        _ if !seat.post.is_empty() => None,
        _ => (draw < 8).then_some(NotRatedKind::LeaveOrStudy),
    }
}

/// How many of a body's people are at the ends of the list.
struct Spread {
    not_completed: usize,
    completed: usize,
    excellent: usize,
}

impl Spread {
    /// At most one of `share` of those who are Good or better is Excellent; of six, the cap allows one.
    fn draw(chance: &mut Chance, people: usize, share: usize) -> Self {
        let not_completed =
            people * chance.between(2, 9) as usize / 1000 + usize::from(chance.percent(4));
        let completed = (people * chance.between(60, 140) as usize).div_ceil(1000);
        let left = people.saturating_sub(not_completed + completed);
        let most = left / share;
        let excellent = most - most * chance.below(30) as usize / 100;
        Self {
            not_completed,
            completed,
            excellent,
        }
    }

    fn level(&self, place: usize, people: usize) -> Level {
        if place < self.not_completed {
            Level::NotCompleted
        } else if place < self.not_completed + self.completed {
            Level::Completed
        } else if place + self.excellent >= people {
            Level::Excellent
        } else {
            Level::Good
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::shape::Shape;

    #[test]
    fn thirty_person_months_of_the_heads_are_not_rated() {
        let closed = Shape::District.closed_months();
        let not_rated: usize = (0..closed).map(|index| heads_not_rated(index, 105)).sum();
        assert_eq!(105 * closed - not_rated, 2_175);
    }

    #[test]
    fn no_spread_passes_the_cap() {
        for people in 0..300 {
            let mut chance = Chance::of(7, &[&people.to_string()]);
            let spread = Spread::draw(&mut chance, people, 6);
            let levels: Vec<Level> = (0..people)
                .map(|place| spread.level(place, people))
                .collect();
            let count = |level| levels.iter().filter(|each| **each == level).count();
            assert!(
                count(Level::Excellent) * 5 <= count(Level::Good),
                "{people}"
            );
        }
    }
}
