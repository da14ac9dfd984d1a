//! A commune: its committee and office, its school and health station, the cells of its villages.

use roviec_shared::{
    id::{IdError, UnitId},
    organisation::{Role, Standing, UnitKind},
};

use super::{District, Ledger, Ratings, Seat, Someone, Staff};
use crate::demo::{
    places::{DAI_DONG, DAI_DONG_VILLAGES, PLACES, Place, VILLAGES},
    works::Trade,
};

mod office;
mod school;
pub(super) mod village;

const STANDING: [&str; 4] = [
    "Bí thư Đảng ủy",
    "Phó Bí thư Thường trực Đảng ủy",
    "Phó Bí thư Đảng ủy, Chủ tịch UBND",
    "Phó Bí thư Đảng ủy",
];

/// A commune while it is being drawn.
struct Commune<'a> {
    place: &'a Place,
    unit: UnitId,
    /// Its own book first, then its cells' books.
    staffs: Vec<Staff>,
    secretary: Someone,
    names: Vec<String>,
}

impl Commune<'_> {
    fn cell(&self, unit: UnitId) -> Staff {
        Staff {
            unit,
            ratings: Ratings::Members,
            rule_sets: &["dang-vien-chi-bo-thon", "yen-binh-dang-vien"],
            seats: Vec::new(),
            decider: self.secretary.id.clone(),
            mark: "ĐU",
        }
    }
}

impl District {
    /// The twenty-four communes and towns.
    pub(super) fn communes(&mut self, top: &UnitId, heads: &mut Staff) -> Result<(), IdError> {
        for place in &PLACES {
            let unit: UnitId = place.id.parse()?;
            let name = format!("Đảng bộ {}", place.name);
            self.add_unit(
                UnitKind::GrassrootsOrganisation,
                &unit,
                &name,
                Some(top),
                Some(top),
            );
            self.commune(place, unit, heads)?;
        }
        Ok(())
    }

    fn commune(&mut self, place: &Place, unit: UnitId, heads: &mut Staff) -> Result<(), IdError> {
        let mut standing = Vec::new();
        let mut names = Vec::new();
        for _ in 0..place.standing {
            let someone = self.someone(25, &names)?;
            names.push(someone.name.clone());
            standing.push(someone);
        }
        let mut commune = Commune {
            place,
            unit,
            staffs: Vec::new(),
            secretary: standing[0].clone(),
            names,
        };
        self.standing_members(&commune, &standing, heads);
        let officials = self.officials(&mut commune)?;
        self.office_cell(&mut commune, &standing, &officials)?;
        let school = self.school(&mut commune)?;
        self.health_cell(&mut commune)?;
        self.villages(&mut commune)?;
        self.ledgers.push(Ledger {
            unit: commune.unit,
            staffs: commune.staffs,
        });
        self.ledgers.push(school);
        Ok(())
    }

    fn standing_members(&mut self, commune: &Commune<'_>, standing: &[Someone], heads: &mut Staff) {
        for (index, someone) in standing.iter().enumerate() {
            let roles: &[Role] = match index {
                0 => &[Role::Decider, Role::Head, Role::StandingMember],
                1 => &[Role::Decider, Role::Deputy, Role::StandingMember],
                _ => &[Role::Deputy, Role::StandingMember],
            };
            for role in roles {
                self.give(someone, *role, &commune.unit);
            }
            let post = format!("{} {}", STANDING[index], commune.place.name);
            self.rated_by_committee(heads, someone, post, Trade::CommuneHead);
        }
    }

    /// The villages share the members that are left.
    fn villages(&mut self, commune: &mut Commune<'_>) -> Result<(), IdError> {
        let place = commune.place;
        let so_far: usize = commune.staffs[1..]
            .iter()
            .map(|cell| cell.seats.len())
            .sum();
        let left = usize::from(place.members) - so_far;
        let mut chance = self.chance(&["villages", place.id]);
        let sizes = village::sizes(&mut chance, left, usize::from(place.villages), place.id);
        let mut known: Vec<&str> = VILLAGES.to_vec();
        chance.shuffle(&mut known);
        for (index, size) in sizes.into_iter().enumerate() {
            let (slug, name) = match (place.id, place.is_town) {
                (DAI_DONG, _) => {
                    let (slug, name) = DAI_DONG_VILLAGES[index];
                    (slug.to_owned(), format!("Chi bộ thôn {name}"))
                }
                (_, true) => (
                    format!("to-{}", index + 1),
                    format!("Chi bộ tổ dân phố số {}", index + 1),
                ),
                (_, false) => (
                    format!("thon-{}", index + 1),
                    format!("Chi bộ thôn {}", known[index]),
                ),
            };
            let unit: UnitId = format!("{}.{slug}", commune.unit).parse()?;
            self.add_unit(UnitKind::Cell, &unit, &name, None, Some(&commune.unit));
            self.village(commune, unit, size)?;
        }
        Ok(())
    }
}

/// A member's place in a cell.
pub(super) fn member(who: Someone, post: &str, role: Option<Role>, trade: Trade) -> Seat {
    Seat {
        who,
        post: post.to_owned(),
        trade,
        standing: Standing::Full,
        roles: [Role::Member].into_iter().chain(role).collect(),
        leads: false,
        managed_by: None,
        group: None,
    }
}
