//! The month under way, done by ordinary acts: each unit as far as it is to get.

mod cell;
mod committee;
mod group;
mod heads;
mod office;
mod reach;
mod resolution;
mod unit;

use roviec_shared::{
    act::Deed,
    due::RATED_FROM,
    id::BookId,
    month::{Day, Month},
};

use super::{
    district::{Ledger, Ratings},
    resolution::Resolution,
    room::Room,
    targets::Period,
};
use crate::{error::Error, month::place};
use unit::UnitPlay;

/// Plays the month under way, and begins the next, in the units of one ledger.
pub fn play(
    room: &mut Room<'_>,
    ledger: &Ledger,
    month: Month,
    known: &mut Resolution,
) -> Result<(), Error> {
    let period = Period {
        month,
        closed: None,
    };
    let targets = room.district.targets_of(ledger, period);
    let mut units: Vec<UnitPlay<'_>> = ledger
        .staffs
        .iter()
        .map(|staff| UnitPlay::new(room, staff, month, &targets))
        .collect::<Result<_, _>>()?;
    // Played to its end before the day from which offices rate it: nothing of it lies in the future then.
    let last = RATED_FROM - 1;
    room.sit(month.day(13), 9, 0);
    for unit in &units {
        unit.open(room, month)?;
    }
    room.sit(month.day(13), 10, 0);
    let resolution = resolution::resolve(room, ledger, month, known)?;
    each(room, &mut units, (month.day(14), 19), |unit, room| {
        unit.plan(room, &resolution)
    })?;
    each(
        room,
        &mut units,
        (month.day(15), 9),
        UnitPlay::plan_collectives,
    )?;
    each(room, &mut units, (month.day(18), 17), UnitPlay::check)?;
    each(room, &mut units, (month.day(19), 20), UnitPlay::results)?;
    each(room, &mut units, (month.day(20), 8), UnitPlay::scores)?;
    room.sit(month.day(last - 4), 15, 0);
    for unit in &units {
        unit.open(room, month.next())?;
    }
    each(room, &mut units, (month.day(last - 4), 19), UnitPlay::meet)?;
    each(
        room,
        &mut units,
        (month.day(last - 3), 9),
        UnitPlay::receive,
    )?;
    each(
        room,
        &mut units,
        (month.day(last - 3), 15),
        UnitPlay::ask_about_heads,
    )?;
    room.sit(month.day(last - 2), 14, 0);
    committee::conclude(room, &mut units, month)?;
    each(
        room,
        &mut units,
        (month.day(last - 2), 16),
        UnitPlay::decide,
    )?;
    each(
        room,
        &mut units,
        (month.day(last - 1), 8),
        UnitPlay::announce,
    )?;
    each(
        room,
        &mut units,
        (month.day(last - 1), 15),
        UnitPlay::opine_on_heads,
    )?;
    each(room, &mut units, (month.day(last), 20), UnitPlay::after)?;
    Ok(())
}

/// Each unit takes a step, one after the other, from that hour of the day on.
fn each<'u>(
    room: &mut Room<'_>,
    units: &mut [UnitPlay<'u>],
    (day, hour): (Day, u32),
    step: impl Fn(&mut UnitPlay<'u>, &mut Room<'_>) -> Result<(), Error>,
) -> Result<(), Error> {
    for (minute, unit) in (0..).zip(units) {
        room.sit(day, hour, minute);
        step(unit, room)?;
    }
    Ok(())
}

impl UnitPlay<'_> {
    /// The server opens a month, and the keys of those who act in it are registered.
    fn open(&self, room: &mut Room<'_>, month: Month) -> Result<(), Error> {
        let book = BookId {
            unit: self.staff.unit.clone(),
            month,
        };
        if month == self.book.month {
            let mine = self.staff.seats.iter().map(|seat| &seat.who.id);
            let here: std::collections::BTreeSet<_> =
                mine.chain(self.outside(room)).cloned().collect();
            let keys = room.hands().filter(|(person, _)| here.contains(*person));
            let people = keys.map(|(person, hand)| (person.clone(), hand.key()));
            let people: std::collections::BTreeMap<_, _> = people.collect();
            if !people.is_empty() {
                room.server_does(plain(&book, Deed::RegisterKey { people }))?;
            }
        }
        let Some(rules) = self.staff.rules(room.rules, month) else {
            return Err(Error::Broken(format!("no rules for {month}")));
        };
        let seats = self.staff.seats.iter();
        let mut people = seats
            .map(|seat| {
                (
                    seat.who.id.clone(),
                    seat.enrolled(self.staff.ratings, rules),
                )
            })
            .collect();
        room.district
            .with_collectives(self.staff, room.rules, month, &mut people)
            .map_err(|wrong| Error::Broken(wrong.to_string()))?;
        let Some(place) = place(&room.district.tree, &self.staff.unit) else {
            return Ok(());
        };
        room.server_does(plain(&book, Deed::OpenMonth { place, people }))?;
        Ok(())
    }

    /// Those who act here and are rated elsewhere: a head, a committee's office for its own book.
    fn outside<'r>(
        &self,
        room: &'r Room<'_>,
    ) -> impl Iterator<Item = &'r roviec_shared::id::PersonId> {
        let unit = self.staff.unit.clone();
        let is_own = self.staff.ratings != Ratings::Members;
        let posts = room.district.posts.iter();
        posts
            .filter(move |post| is_own && post.held.unit == unit)
            .map(|post| &post.person)
    }
}

/// An act of the server: it has seen nothing before.
fn plain(book: &BookId, deed: Deed) -> roviec_shared::act::Act {
    roviec_shared::act::Act {
        book: book.clone(),
        saw: std::collections::BTreeMap::new(),
        after: Vec::new(),
        replaces: None,
        adopted_from: None,
        deed,
    }
}
