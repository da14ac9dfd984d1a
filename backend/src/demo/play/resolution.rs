//! Targets are set and read in the month under way, before the work that serves them is given.

use roviec_shared::{
    act::Deed,
    id::{BookId, InBook, PersonId},
    month::Month,
    organisation::{Role, UnitKind},
};

use crate::{
    demo::{
        district::{DISTRICT, Ledger},
        resolution::{Aim, COMMUNE_AIMS, DISTRICT_AIMS, Resolution, quantity},
        room::Room,
    },
    error::Error,
};

/// Months since the reading before.
const BEFORE: i32 = 6;

/// Sets and reads the targets of a ledger's own unit, where it has any; gives those that hold in its units.
pub fn resolve(
    room: &mut Room<'_>,
    ledger: &Ledger,
    month: Month,
    known: &mut Resolution,
) -> Result<Resolution, Error> {
    let book = BookId {
        unit: ledger.unit.clone(),
        month,
    };
    let mut here = Resolution {
        district: None,
        targets: known.targets.clone(),
    };
    let tree = &room.district.tree;
    let is_commune = tree
        .units
        .get(&ledger.unit)
        .is_some_and(|unit| unit.kind == UnitKind::GrassrootsOrganisation);
    let (aims, role, document) = match ledger.unit.as_str() {
        DISTRICT => (
            DISTRICT_AIMS,
            Role::OrganisationBoard,
            "Nghị quyết Đại hội Đảng bộ huyện",
        ),
        _ if is_commune => (
            COMMUNE_AIMS,
            Role::CommitteeOffice,
            "Nghị quyết Đại hội Đảng bộ xã",
        ),
        _ => return Ok(here),
    };
    let office = room.district.holder(ledger.unit.as_str(), role);
    let Some(office) = office.map(|office| office.id.clone()) else {
        return Ok(here);
    };
    if let Some(district) = &known.district {
        room.knows(district);
    }
    for aim in aims {
        let whole = known.targets.get(aim.part_of).cloned();
        let plan = aim.plan(month, whole, document);
        let from = plan.from;
        let act = room.does(&office, &book, Deed::SetTarget { plan })?;
        let target = InBook {
            book: book.clone(),
            act,
        };
        read(room, &office, &target, aim, from)?;
        here.targets.insert(aim.name, target);
    }
    if ledger.unit.as_str() == DISTRICT {
        known.district = Some(room.book(&book).clone_head());
        known.targets.clone_from(&here.targets);
    }
    Ok(here)
}

/// How far it was, and how far it is.
fn read(
    room: &mut Room<'_>,
    office: &PersonId,
    target: &InBook,
    aim: &Aim,
    from: Month,
) -> Result<(), Error> {
    let month = target.book.month;
    let before = month.plus_months(-BEFORE);
    let earlier = aim.before().filter(|_| before >= from);
    let earlier = earlier.map(|value| (before.last_day(), value, "Báo cáo sáu tháng"));
    let now = (
        month.day(10),
        quantity(aim.reached),
        "Báo cáo giữa nhiệm kỳ",
    );
    for (day, value, source) in earlier.into_iter().chain([now]) {
        let deed = Deed::ReadTarget {
            target: target.clone(),
            day,
            value,
            source: source.to_owned(),
        };
        room.does(office, &target.book, deed)?;
    }
    Ok(())
}
