//! What people are at a unit, in words.

use leptos::prelude::*;
use roviec_shared::{
    id::UnitId,
    organisation::{Held, Role, UnitKind},
    permission::LEADERS,
};

use crate::{key, say, store::Store};

/// A role as the field calls it at a unit of this kind.
pub fn name(role: Role, kind: UnitKind) -> String {
    let in_agency = kind == UnitKind::Agency;
    say!(match role {
        Role::Member if in_agency => key!("role.official"),
        Role::Member => key!("role.member"),
        Role::CellCommittee => key!("role.cell_committee"),
        Role::Secretary => key!("role.secretary"),
        Role::Deputy if in_agency => key!("role.deputy_head"),
        Role::Deputy => key!("role.deputy"),
        Role::GroupLeader => key!("role.group_leader"),
        Role::Head => key!("role.head"),
        Role::CommitteeOffice => key!("role.committee_office"),
        Role::Decider => key!("role.decider"),
        Role::StandingMember => key!("role.standing_member"),
        Role::OrganisationBoard if kind == UnitKind::Commune => key!("role.party_building_board"),
        Role::OrganisationBoard => key!("role.organisation_board"),
        Role::Inspector => key!("role.inspector"),
        Role::Administrator => key!("role.administrator"),
    })
}

/// Whether whoever acts leads a unit of such a kind today.
pub fn leads_any(store: Store, is_such: fn(UnitKind) -> bool) -> bool {
    holds_at(store, LEADERS, is_such).is_some()
}

/// The first unit of such a kind where whoever acts holds one of these roles today.
pub fn holds_at(store: Store, roles: &[Role], is_such: fn(UnitKind) -> bool) -> Option<UnitId> {
    let today = store.today.get();
    let units = store.actor.with(|actor| {
        let held = actor.iter().flat_map(|actor| &actor.author.held);
        held.filter(|held| roles.contains(&held.role) && held.holds_on(today))
            .map(|held| held.unit.clone())
            .collect::<Vec<_>>()
    });
    store.tree.with(|tree| {
        units
            .into_iter()
            .find(|unit| tree.units.get(unit).is_some_and(|unit| is_such(unit.kind)))
    })
}

/// A role with the unit where it is held: *Bí thư, Chi bộ thôn Hương Lý*.
pub fn at_unit(store: Store, held: &Held) -> String {
    let unit = store.tree.with(|tree| {
        tree.units
            .get(&held.unit)
            .map(|unit| (unit.kind, unit.name.clone()))
    });
    match unit {
        Some((kind, unit)) => say!("role.at", role = name(held.role, kind), unit = unit),
        None => name(held.role, UnitKind::Cell),
    }
}

/// A kind of unit.
pub fn unit_kind(kind: UnitKind) -> String {
    say!(match kind {
        UnitKind::Province => key!("unit.province"),
        UnitKind::District => key!("unit.district"),
        UnitKind::Commune => key!("unit.commune"),
        UnitKind::GrassrootsOrganisation => key!("unit.grassroots_organisation"),
        UnitKind::GrassrootsCell => key!("unit.grassroots_cell"),
        UnitKind::Cell => key!("unit.cell"),
        UnitKind::PartyGroup => key!("unit.party_group"),
        UnitKind::Agency => key!("unit.agency"),
    })
}
