//! Units as a whole in the book of the body that decides on them: they are rated since Regulation 366-QĐ/TW, beside
//! their heads.

use std::collections::BTreeMap;

use roviec_shared::{
    act::People,
    id::{IdError, PersonId, UnitId},
    month::Month,
    organisation::{Enrolled, Held, Track, UnitKind},
    rules::RuleBook,
    task::Plan,
};

use super::{
    district::{District, Ratings, Staff},
    story::whole,
};
use crate::month::speak;

/// Rates the units below a body.
const OF_UNITS: &str = "tap-the-366";
/// Rates the body itself, which the level above decides on.
const OF_ITSELF: &str = "tap-the-cap-tren";
/// What every unit is given: product, how many, of what, confirmed by, due on the day.
const WORK: [(&str, u32, &str, &str, u8); 2] = [
    (
        "Giải quyết hồ sơ, kiến nghị của người dân đúng hạn",
        30,
        "hồ sơ",
        "Văn phòng cấp ủy",
        24,
    ),
    (
        "Báo cáo kết quả thực hiện nghị quyết tháng",
        1,
        "báo cáo",
        "Ban Tổ chức",
        23,
    ),
];

impl District {
    /// The rows of units as a whole beside a staff of heads; none in other staffs, or before they are rated.
    ///
    /// # Errors
    /// A unit's id is too long for it.
    pub fn collectives(
        &self,
        staff: &Staff,
        rules: &RuleBook,
        month: Month,
    ) -> Result<Vec<(PersonId, Enrolled)>, IdError> {
        if staff.ratings != Ratings::Heads {
            return Ok(Vec::new());
        }
        let mut rows = Vec::new();
        let own = self.tree.units.get(&staff.unit).into_iter();
        let own = own.map(|unit| (unit, OF_ITSELF, "Ban Thường vụ"));
        let below = self.tree.units.values().filter(|unit| {
            let is_body = matches!(
                unit.kind,
                UnitKind::Agency | UnitKind::GrassrootsOrganisation | UnitKind::Commune
            );
            is_body && unit.is_right_below(&staff.unit)
        });
        let below = below.map(|unit| (unit, OF_UNITS, "Tập thể"));
        for (unit, by, kind) in own.chain(below) {
            let Some(set) = rules.holding(&by.parse()?, month) else {
                continue;
            };
            let name = format!("{kind} {}", unit.name);
            let row = Enrolled::new(name, Track::Official, set.id.clone(), set.version);
            rows.push((PersonId::of_collective(&unit.id)?, row));
        }
        Ok(rows)
    }

    /// Adds those rows to whom a month begins with.
    ///
    /// # Errors
    /// A unit's id is too long for it.
    pub fn with_collectives(
        &self,
        staff: &Staff,
        rules: &RuleBook,
        month: Month,
        people: &mut People<Enrolled>,
    ) -> Result<(), IdError> {
        people.extend(self.collectives(staff, rules, month)?);
        let mut roles: BTreeMap<UnitId, Vec<(PersonId, Held)>> = BTreeMap::new();
        for post in &self.posts {
            let at = roles.entry(post.held.unit.clone()).or_default();
            at.push((post.person.clone(), post.held.clone()));
        }
        speak(people, &roles, month.first_day());
        Ok(())
    }
}

/// What a unit as a whole is to do in a month.
pub fn work(month: Month) -> Vec<Plan> {
    let plan = |(product, quantity, unit, confirmer, day): (&str, u32, &str, &str, u8)| Plan {
        product: product.to_owned(),
        quantity: whole(quantity),
        unit: unit.to_owned(),
        due: month.day(day),
        weight: 1,
        judged: String::new(),
        confirmer: confirmer.to_owned(),
        target: String::new(),
        serves: None,
        helpers: Vec::new(),
        carried: None,
        part_of: None,
        unplanned: false,
    };
    WORK.into_iter().map(plan).collect()
}
