#![allow(clippy::unwrap_used)]

use super::*;
use roviec_shared::organisation::{Unit, UnitKind};

fn unit(id: &str, above: Option<&str>, manager: Option<&str>) -> Unit {
    Unit {
        id: id.parse().unwrap(),
        kind: UnitKind::Cell,
        name: id.to_owned(),
        management_parent: manager.map(|id| id.parse().unwrap()),
        party_parent: above.map(|id| id.parse().unwrap()),
        from: "2020-01-01".parse().unwrap(),
        until: None,
        telephone: None,
        end: None,
    }
}

fn tree() -> Tree {
    let units = [
        unit("district", None, None),
        unit("commune", Some("district"), None),
        unit("cell", Some("commune"), None),
        unit("other", Some("commune"), None),
        unit("agency", None, Some("district")),
    ];
    Tree {
        units: units
            .into_iter()
            .map(|unit| (unit.id.clone(), unit))
            .collect(),
    }
}

fn id(text: &str) -> UnitId {
    text.parse().unwrap()
}

#[test]
fn a_cell_counts_for_its_commune_and_an_agency_for_itself() {
    let tree = tree();
    let found = |unit: &str| branch(&tree, &id(unit), &id("district"));
    assert_eq!(found("cell"), Some(id("commune")));
    assert_eq!(found("commune"), Some(id("commune")));
    assert_eq!(found("agency"), Some(id("agency")));
    assert_eq!(found("district"), None);
    assert_eq!(branch(&tree, &id("agency"), &id("commune")), None);
}

fn summary(rated: u32, excellent: u32, good: u32) -> Summary {
    Summary {
        rated: BTreeMap::from([(Track::Member, rated)]),
        decided: excellent + good,
        levels: BTreeMap::from([(Level::Excellent, excellent), (Level::Good, good)]),
        ..Summary::default()
    }
}

#[test]
fn levels_of_a_month_are_those_of_all_units_below() {
    let month: Month = "2026-10".parse().unwrap();
    let row = |unit: &str, summary| {
        let unit = id(unit);
        (BookId { unit, month }, summary)
    };
    let rows = BTreeMap::from([
        row("cell", summary(10, 1, 4)),
        row("other", summary(8, 0, 3)),
        row("agency", summary(5, 5, 0)),
    ]);
    let (tree, rules) = (tree(), RuleBook::default());
    let counts = Counts {
        rows: &rows,
        tree: &tree,
        rules: &rules,
        today: "2026-11-20".parse().unwrap(),
        shown: Shown::All,
    };
    let months = counts.by_month(&id("commune"));
    let levels = &months[&month];
    assert_eq!((levels.rated, levels.levelled()), (18, 8));
    assert_eq!(levels.permille(Level::Excellent), 125);
    assert_eq!(levels.permille(Level::NotCompleted), 0);
    let officials = Counts {
        shown: Shown::Track(Track::Official),
        ..counts
    };
    assert!(officials.by_month(&id("district")).is_empty());
}

#[test]
fn what_is_not_all_is_never_a_hundred_percent() {
    let share = |done, of| Share { done, of }.percent();
    assert_eq!(share(999, 1000), Some(99));
    assert_eq!(share(1000, 1000), Some(100));
    assert_eq!(share(0, 0), None);
}

#[test]
fn a_unit_is_late_by_what_is_most_overdue() {
    let mut sum = Sum::default();
    let due = |milestone, done, state| Due {
        milestone,
        by: Vec::new(),
        at: roviec_shared::route::Place::Unit,
        done,
        of: 10,
        last_day: None,
        state,
    };
    let dues = [
        due(Milestone::Planned, 10, due::DueState::PassedOver),
        due(Milestone::Scored, 7, due::DueState::Late { days: 9 }),
        due(Milestone::Met, 0, due::DueState::Late { days: 2 }),
    ];
    sum.add(&dues, &summary(10, 0, 0));
    sum.add(&dues[..1], &summary(10, 0, 0));
    assert_eq!((sum.late, sum.days_late), (1, 9));
    assert_eq!(sum.late_with, Some(Milestone::Scored));
    assert_eq!(sum.met, Share { done: 0, of: 1 });
    assert_eq!(sum.planned, Share { done: 20, of: 20 });
}
