//! A province with communes and a ward directly under it, as since July 2025. One commune is worked out: its
//! agencies, the cells directly under its committee, an organisation with cells, groups inside a cell.

mod agency;
mod cell;
mod tables;

use roviec_shared::{
    id::{IdError, UnitId},
    month::Day,
    organisation::{Role, UnitKind},
};

use self::tables::{COMMUNES, LEADERS, OFFICES, PROVINCE_OFFICES, Place};
use super::{District, Ledger, Ratings, Someone, Staff, day};
use crate::demo::{shape::Shape, works::Trade};

/// The id of the province.
pub const PROVINCE: &str = "tinh";

/// The day from which there is no district.
pub fn begins() -> Day {
    day(2025, 7, 1)
}

const HEADS: &[&str] = &["nguoi-dung-dau-hai-cap"];

impl District {
    /// Draws the province of two tiers.
    pub(super) fn draw_two_tier(seed: u64) -> Result<Self, IdError> {
        let mut province = District {
            seed,
            shape: Shape::TwoTier,
            ..District::default()
        };
        let top: UnitId = PROVINCE.parse()?;
        province.add_unit(UnitKind::Province, &top, "Tỉnh ủy Hồng Sơn", None, None);
        let mut heads = Staff {
            rule_sets: HEADS,
            mark: "TU",
            ..province.leaders(&top)?
        };
        province.ledgers.push(Ledger {
            unit: top.clone(),
            staffs: Vec::new(),
        });
        for office in &PROVINCE_OFFICES {
            province.agency_of(office, "", &mut heads)?;
        }
        for place in &COMMUNES {
            province.commune_of_two_tiers(place, &top, &mut heads)?;
        }
        province.ledgers[0].staffs.push(heads);
        Ok(province)
    }

    /// A commune or ward: its leaders are rated by the province, the heads of its agencies by itself.
    fn commune_of_two_tiers(
        &mut self,
        place: &Place,
        top: &UnitId,
        of_province: &mut Staff,
    ) -> Result<(), IdError> {
        let unit: UnitId = place.id.parse()?;
        let name = format!("Đảng bộ {}", place.name);
        self.add_unit(UnitKind::Commune, &unit, &name, Some(top), Some(top));
        let leaders = self.leaders_of(place, &unit, of_province)?;
        let mut heads = Staff {
            unit: unit.clone(),
            ratings: Ratings::Heads,
            rule_sets: HEADS,
            seats: Vec::new(),
            decider: leaders[0].id.clone(),
            mark: "ĐU",
        };
        let ledger = self.ledgers.len();
        self.ledgers.push(Ledger {
            unit,
            staffs: Vec::new(),
        });
        let mut crews = Vec::new();
        for office in OFFICES.iter().filter(|office| office.is_of(place)) {
            crews.push(self.agency_of(office, place.name, &mut heads)?);
        }
        self.cells_of(place, &heads.unit, &leaders, &crews)?;
        self.ledgers[ledger].staffs.push(heads);
        Ok(())
    }

    fn leaders_of(
        &mut self,
        place: &Place,
        unit: &UnitId,
        of_province: &mut Staff,
    ) -> Result<Vec<Someone>, IdError> {
        let mut leaders: Vec<Someone> = Vec::new();
        for (post, roles) in LEADERS {
            let names: Vec<String> = leaders.iter().map(|one| one.name.clone()).collect();
            let someone = self.someone(30, &names)?;
            for role in roles {
                self.give(&someone, *role, unit);
            }
            let post = format!("{post} {}", place.name);
            self.rated_by_committee(of_province, &someone, post, Trade::CommuneLeader);
            leaders.push(someone);
        }
        Ok(leaders)
    }

    /// Roles at a body above that someone of an agency holds.
    fn duties_above(&mut self, people: &[Someone], duties: &[(usize, Role)], above: &UnitId) {
        for (place, role) in duties {
            if let Some(who) = people.get(*place).cloned() {
                self.give(&who, *role, above);
            }
        }
    }
}
