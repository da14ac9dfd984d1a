//! Who sees what.

use super::*;
use crate::{
    organisation::{Unit, UnitKind},
    view::View,
};

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn unit(text: &str) -> UnitId {
    text.parse().expect("an id")
}

/// A district, a commune's organisation, two cells; and an agency.
fn tree() -> Tree {
    let made = |id: &str, kind, party: Option<&str>, management: Option<&str>| Unit {
        id: unit(id),
        kind,
        name: id.to_owned(),
        management_parent: management.map(unit),
        party_parent: party.map(unit),
        from: day("2020-01-01"),
        until: None,
        telephone: None,
        end: None,
    };
    let units = [
        made("district", UnitKind::District, None, None),
        made(
            "commune",
            UnitKind::GrassrootsOrganisation,
            Some("district"),
            None,
        ),
        made("cell", UnitKind::Cell, Some("commune"), None),
        made("cell-2", UnitKind::Cell, Some("commune"), None),
        made("group", UnitKind::PartyGroup, Some("cell"), None),
        made("agency", UnitKind::Agency, None, Some("district")),
    ];
    Tree {
        units: units
            .into_iter()
            .map(|unit| (unit.id.clone(), unit))
            .collect(),
    }
}

/// Somebody with these roles: what, where, from when, until when.
fn who(held: &[(Role, &str, &str, Option<&str>)]) -> Author {
    Author {
        person: Some("me".parse().expect("an id")),
        held: held
            .iter()
            .map(|(role, at, from, until)| Held {
                role: *role,
                unit: unit(at),
                from: day(from),
                until: until.map(day),
                document: String::new(),
            })
            .collect(),
    }
}

/// What somebody with these roles sees of a unit on a day.
fn sees(held: &[(Role, &str, &str, Option<&str>)], at: &str, on: &str) -> Vec<View> {
    let author = who(held);
    scope(&author, day(on), &tree())
        .get(&unit(at))
        .map(Sight::views)
        .unwrap_or_default()
}

const ON: &str = "2026-11-03";

fn own() -> View {
    View::Own("me".parse().expect("an id"))
}

#[test]
fn a_member_sees_the_own_sheet_and_of_the_others_the_level() {
    let member = [(Role::Member, "cell", "2021-01-01", None)];
    assert_eq!(sees(&member, "cell", ON), [own(), View::Members]);
    for other in ["cell-2", "commune", "district", "agency"] {
        assert_eq!(sees(&member, other, ON), [], "{other}");
    }
}

#[test]
fn who_has_left_sees_the_own_sheets_for_ever_and_nothing_else() {
    let moved = [
        (Role::Member, "cell", "2021-01-01", Some("2026-10-19")),
        (Role::Member, "cell-2", "2026-10-20", None),
    ];
    assert_eq!(sees(&moved, "cell", ON), [own()]);
    assert_eq!(sees(&moved, "cell-2", ON), [own(), View::Members]);
    // Before the first day there is nothing to see.
    assert_eq!(sees(&moved, "cell-2", "2026-10-19"), []);
    let resigned = [(Role::Secretary, "cell", "2021-01-01", Some("2026-10-19"))];
    assert_eq!(sees(&resigned, "cell", ON), []);
}

#[test]
fn everything_of_a_cell_is_for_those_who_act_on_its_ratings() {
    let since = "2021-01-01";
    let at = |role, unit| [(role, unit, since, None)];
    for role in [Role::CellCommittee, Role::Secretary, Role::Deputy] {
        assert_eq!(
            sees(&at(role, "cell"), "cell", ON),
            [View::Full],
            "{role:?}"
        );
        assert_eq!(sees(&at(role, "cell"), "cell-2", ON), [], "{role:?}");
    }
    for role in [Role::CommitteeOffice, Role::Decider, Role::Inspector] {
        assert_eq!(
            sees(&at(role, "commune"), "cell", ON),
            [View::Full],
            "{role:?}"
        );
        assert_eq!(sees(&at(role, "commune"), "agency", ON), [], "{role:?}");
        // Two levels up the level is enough.
        assert_eq!(
            sees(&at(role, "district"), "cell", ON),
            [View::Members],
            "{role:?}"
        );
    }
    for role in [Role::OrganisationBoard, Role::StandingMember] {
        assert_eq!(
            sees(&at(role, "district"), "cell", ON),
            [View::Members],
            "{role:?}"
        );
    }
    assert_eq!(sees(&at(Role::Administrator, "district"), "cell", ON), []);
    assert_eq!(
        sees(&at(Role::Administrator, "district"), "district", ON),
        []
    );
}

#[test]
fn who_leads_a_party_group_sees_the_sheets_of_its_people_in_the_cell_s_month() {
    let group = || View::Group {
        group: unit("group"),
        leader: "me".parse().expect("an id"),
    };
    let member = (Role::Member, "cell", "2021-01-01", None);
    let leads = (Role::GroupLeader, "group", "2021-01-01", None);
    assert_eq!(sees(&[member, leads], "cell", ON), [group(), View::Members]);
    assert_eq!(sees(&[member, leads], "group", ON), []);
    let office = (Role::CommitteeOffice, "commune", "2021-01-01", None);
    assert_eq!(sees(&[office], "group", ON), []);
    // Whoever keeps the cell's minutes as well sees everything.
    let committee = (Role::CellCommittee, "cell", "2021-01-01", None);
    assert_eq!(sees(&[member, leads, committee], "cell", ON), [View::Full]);
    // The post has ended.
    let led = (Role::GroupLeader, "group", "2021-01-01", Some("2026-09-30"));
    assert_eq!(sees(&[member, led], "cell", ON), [own(), View::Members]);
}

#[test]
fn one_who_holds_roles_at_several_levels_sees_what_each_gives() {
    let held = [
        (Role::Member, "cell", "2021-01-01", None),
        (Role::Decider, "commune", "2021-01-01", None),
        (Role::Head, "agency", "2021-01-01", None),
    ];
    assert_eq!(sees(&held, "cell", ON), [View::Full]);
    assert_eq!(sees(&held, "cell-2", ON), [View::Full]);
    assert_eq!(sees(&held, "agency", ON), [View::Full]);
    // Where their agency is rated as a whole.
    assert_eq!(sees(&held, "district", ON), [own()]);
}

#[test]
fn the_groups_inside_a_cell_in_sight_are_known_by_name() {
    let member = who(&[(Role::Member, "cell", "2021-01-01", None)]);
    let known = units_known(&member, day(ON), &tree());
    assert!(known.contains(&unit("group")));
    let other = who(&[(Role::Member, "cell-2", "2021-01-01", None)]);
    assert!(!units_known(&other, day(ON), &tree()).contains(&unit("group")));
}

#[test]
fn who_administers_the_top_today_administers_all() {
    let all = |at, from, until| {
        let author = who(&[(Role::Administrator, at, from, until)]);
        administers_all(&author, day("2026-11-24"), &tree())
    };
    assert!(all("district", "2026-01-01", None));
    assert!(!all("commune", "2026-01-01", None));
    assert!(!all("district", "2026-12-01", None));
    assert!(!all("district", "2026-01-01", Some("2026-11-23")));
    let leader = who(&[(Role::Secretary, "district", "2026-01-01", None)]);
    assert!(!administers_all(&leader, day("2026-11-24"), &tree()));
    let nothing = Tree::default();
    let top = who(&[(Role::Administrator, "district", "2026-01-01", None)]);
    assert!(!administers_all(&top, day("2026-11-24"), &nothing));
}
