//! The district in memory: units, people, and months played through `apply` act by act.

mod cells;
mod content;
mod steps;

use std::collections::BTreeMap;

use roviec_shared::{
    act::Deed,
    book::{Above, PlaceInTree},
    id::{BookId, PersonId, UnitId},
    month::{Day, Month},
    organisation::{Line, Role, Unit, UnitKind},
    play::Play,
    rules::{RuleBook, shipped},
};

use super::cast::{CELL, COMMUNE, DISTRICT, OTHER_CELLS, Who};
use cells::{Cell, other_cell, own_cell};

/// How far the month of chi bộ thôn Hương Lý is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum At {
    /// Opened; nothing planned.
    Opened,
    /// Tasks are given.
    Planned,
    /// Results and self-scores are in: the meeting is due.
    Reported,
    /// The meeting has agreed on everyone.
    Met,
    /// The minutes are closed.
    Sealed,
    /// The report went up.
    Submitted,
    /// The committee has it in hand.
    Received,
    /// The committee sent it back.
    Returned,
    /// The committee has concluded, its chair has decided.
    Decided,
    /// The members were told.
    Announced,
}

impl At {
    /// Reads the word in the query.
    pub fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "opened" => At::Opened,
            "planned" => At::Planned,
            "reported" => At::Reported,
            "met" => At::Met,
            "sealed" => At::Sealed,
            "submitted" => At::Submitted,
            "received" => At::Received,
            "returned" => At::Returned,
            "decided" => At::Decided,
            "announced" => At::Announced,
            _ => return None,
        })
    }
}

/// The district, played so far.
pub struct World {
    /// People, units, books.
    pub play: Play,
    /// The month being rated.
    pub month: Month,
}

fn id(text: &str) -> PersonId {
    text.parse().expect("invented ids are ids")
}

fn unit_id(text: &str) -> UnitId {
    text.parse().expect("invented ids are ids")
}

fn month(year: u16, number: u8) -> Month {
    Month::new(year, number).expect("a month")
}

impl World {
    /// A district in which the cell's month is so far on; with another number of people in it.
    pub fn made(at: At, people: Option<usize>) -> Self {
        let rated = month(2026, 11);
        let today = match at {
            At::Opened => rated.day(2),
            At::Planned => rated.day(24),
            At::Reported | At::Met | At::Sealed | At::Submitted | At::Returned | At::Received => {
                rated.next().day(3)
            }
            At::Decided => rated.next().day(9),
            At::Announced => rated.next().day(13),
        };
        let mut world = World {
            play: Play::new(RuleBook::from_iter(shipped()), today),
            month: rated,
        };
        world.units();
        for who in Who::ALL {
            for (role, unit) in who.held() {
                world.play.give(who.person().0, *role, unit);
            }
        }
        let cell = own_cell(people);
        world.open_month(&cell, rated.previous(), At::Announced, today);
        world.open_month(&cell, rated, at, today);
        if at > At::Opened {
            world.open(&cell, rated.next());
        }
        let stages = [
            At::Received,
            At::Submitted,
            At::Submitted,
            At::Met,
            At::Planned,
            At::Sealed,
        ];
        for ((unit, _, size), stage) in OTHER_CELLS.into_iter().zip(stages) {
            let other = other_cell(unit, size);
            world.play.give(&other.by, Role::Secretary, unit);
            world.play.give(&other.deputy, Role::Deputy, unit);
            let stage = stage.min(at.max(At::Planned));
            world.open_month(&other, rated, stage, today);
        }
        world.open_commune(rated);
        world
    }

    fn units(&mut self) {
        let from = month(2020, 1).first_day();
        let unit = |name: &str, kind, title: &str, above: Option<&str>| Unit {
            id: unit_id(name),
            kind,
            name: title.to_owned(),
            management_parent: None,
            party_parent: above.map(unit_id),
            from,
            until: None,
            telephone: None,
            end: None,
        };
        let mut units = vec![
            unit(DISTRICT, UnitKind::District, "Đảng bộ huyện Yên Bình", None),
            unit(
                COMMUNE,
                UnitKind::GrassrootsOrganisation,
                "Đảng bộ xã Đại Đồng",
                Some(DISTRICT),
            ),
            unit(CELL, UnitKind::Cell, "Chi bộ thôn Hương Lý", Some(COMMUNE)),
        ];
        units.extend(
            OTHER_CELLS
                .into_iter()
                .map(|(name, title, _)| unit(name, UnitKind::Cell, title, Some(COMMUNE))),
        );
        self.play.tree.units = units
            .into_iter()
            .map(|unit| (unit.id.clone(), unit))
            .collect();
    }

    fn does(&mut self, who: &str, book: &BookId, deed: Deed) {
        let kind = deed.kind();
        if let Err(why) = self.play.does(who, book, deed) {
            panic!("{who} could not {kind} in {book}: {why:?}");
        }
    }

    fn place(&self, unit: &UnitId) -> PlaceInTree {
        let own = &self.play.tree.units[unit];
        let above = self
            .play
            .tree
            .above(unit, Line::Party)
            .into_iter()
            .map(|unit| Above {
                unit: unit.id.clone(),
                name: unit.name.clone(),
            });
        PlaceInTree {
            kind: own.kind,
            name: own.name.clone(),
            above: BTreeMap::from([(Line::Party, above.collect())]),
        }
    }

    fn open(&mut self, cell: &Cell, month: Month) -> BookId {
        let unit = unit_id(&cell.id);
        let book = BookId {
            unit: unit.clone(),
            month,
        };
        let people = cell
            .people
            .iter()
            .map(|(person, enrolled)| (id(person), enrolled.clone()));
        let deed = Deed::OpenMonth {
            place: self.place(&unit),
            people: people.collect(),
        };
        self.does("", &book, deed);
        book
    }

    /// The committee's own book, in which it concludes; nobody is rated there.
    fn open_commune(&mut self, month: Month) {
        let unit = unit_id(COMMUNE);
        let book = BookId {
            unit: unit.clone(),
            month,
        };
        if self.play.books.contains_key(&book) {
            return;
        }
        let deed = Deed::OpenMonth {
            place: self.place(&unit),
            people: BTreeMap::new(),
        };
        self.does("", &book, deed);
    }

    fn open_month(&mut self, cell: &Cell, month: Month, until: At, today: Day) {
        let book = self.open(cell, month);
        for (at, stage) in [
            (At::Planned, Self::plan as fn(&mut Self, &Cell, &BookId)),
            (At::Reported, Self::report),
            (At::Met, Self::meet),
            (At::Sealed, Self::seal),
            (At::Submitted, Self::submit),
            (At::Received, Self::receive),
            (At::Returned, Self::send_back),
            (At::Decided, Self::decide),
            (At::Announced, Self::announce),
        ] {
            let passed_over = at == At::Returned && until != At::Returned;
            if at > until || passed_over {
                continue;
            }
            self.play.today = self.day_of(at, month).min(today);
            stage(self, cell, &book);
        }
        self.play.today = today;
    }

    fn day_of(&self, at: At, month: Month) -> Day {
        match at {
            At::Opened | At::Planned => month.day(4),
            At::Reported => month.day(25),
            At::Met | At::Sealed | At::Submitted => month.next().day(3),
            At::Received | At::Returned => month.next().day(4),
            At::Decided => month.next().day(9),
            At::Announced => month.next().day(11),
        }
    }
}
