//! The units in their order: each under the one above it, opened along the way to the one that is open.

use std::collections::BTreeSet;

use leptos::prelude::*;
use roviec_shared::{
    id::UnitId,
    order,
    organisation::Unit,
    vietnamese::{is_found_by, text_key},
};

use super::office::Office;
use crate::role;
use crate::store::Store;
use crate::t;
use crate::ui::{EmptyState, Field, Icon, Keyboard};

/// A unit with how far down it stands.
#[derive(Clone, Debug, PartialEq)]
struct Node {
    unit: Unit,
    depth: usize,
}

/// Under which unit one stands in the list: on the party line, else on the management line.
fn above<'a>(units: &[Unit], unit: &'a Unit) -> Option<&'a UnitId> {
    let is_there = |parent: &&UnitId| units.iter().any(|unit| unit.id == **parent);
    let party = unit.party_parent.as_ref().filter(is_there);
    party.or(unit.management_parent.as_ref().filter(is_there))
}

/// The unit and all above it in the list.
fn way_to(units: &[Unit], unit: &UnitId) -> BTreeSet<UnitId> {
    let mut way = BTreeSet::new();
    let mut next = Some(unit.clone());
    while let Some(id) = next.filter(|id| !way.contains(id)) {
        let unit = units.iter().find(|unit| unit.id == id);
        next = unit.and_then(|unit| above(units, unit)).cloned();
        way.insert(id);
    }
    way
}

/// What is shown: the roots, what is directly below them, and what is below the units of the way.
fn nodes(units: &[Unit], current: Option<&UnitId>) -> Vec<Node> {
    let way = current.map(|unit| way_to(units, unit)).unwrap_or_default();
    let mut sorted: Vec<&Unit> = units.iter().collect();
    order::sort_by_key(&mut sorted, |unit| {
        (unit.until.is_some(), unit.kind, text_key(&unit.name))
    });
    let mut found = Vec::new();
    descend(units, &sorted, None, 0, &way, &mut found);
    found
}

fn descend(
    units: &[Unit],
    sorted: &[&Unit],
    parent: Option<&UnitId>,
    depth: usize,
    way: &BTreeSet<UnitId>,
    found: &mut Vec<Node>,
) {
    for unit in sorted.iter().filter(|unit| above(units, unit) == parent) {
        found.push(Node {
            unit: (*unit).clone(),
            depth,
        });
        // A circle entered by mistake is never entered: its units have no root above them.
        if depth == 0 || way.contains(&unit.id) {
            descend(units, sorted, Some(&unit.id), depth + 1, way, found);
        }
    }
}

/// The list, with a search by name.
#[component]
pub fn UnitTree(
    office: Office,
    #[prop(into)] current: Signal<Option<UnitId>>,
    go: Callback<String>,
) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let shown = Memo::new(move |_| {
        let typed = typed.get();
        let current = current.get();
        office.units.with(|units| {
            let units = units.as_deref().unwrap_or_default();
            if typed.trim().is_empty() {
                return nodes(units, current.as_ref());
            }
            let mut found: Vec<Node> = units
                .iter()
                .filter(|unit| is_found_by(&unit.name, &typed))
                .map(|unit| Node {
                    unit: unit.clone(),
                    depth: 0,
                })
                .collect();
            order::sort_by_key(&mut found, |node| text_key(&node.unit.name));
            found
        })
    });
    let is_loaded = Memo::new(move |_| office.units.read().is_some());
    let today = Store::get().today;
    let row = move |node: Node| {
        let id = node.unit.id.clone();
        let is_current = {
            let id = id.clone();
            move || current.get().as_ref() == Some(&id)
        };
        let kind = node.unit.kind;
        let until = node.unit.until;
        let note = Signal::derive(move || {
            let kind = role::unit_kind(kind);
            if until.is_some_and(|until| until < today.get()) {
                crate::say!("admin.unit.over", kind = kind)
            } else {
                kind
            }
        });
        let path = format!("/admin/{id}");
        let chosen = is_current.clone();
        view! {
            <button
                type="button"
                class="list-row unit-node"
                class:list-row-current=is_current
                aria-current=move || chosen().then_some("true")
                style:--depth=node.depth.to_string()
                on:click=move |_| go.run(path.clone())
            >
                <span class="list-row-words grow">
                    <span class="list-row-title">{node.unit.name.clone()}</span>
                    <span class="list-row-note">{note}</span>
                </span>
                {Icon::Right.view()}
            </button>
        }
    };
    view! {
        <div class="tree">
            <div class="tree-search"><Field label=t!("district.search") value=typed keyboard=Keyboard::Search /></div>
            <Show
                when=move || is_loaded.get()
                fallback=|| view! { <EmptyState icon=Icon::Sync title=t!("admin.loading") /> }
            >
                <div class="list">{move || shown.get().into_iter().map(row).collect_view()}</div>
            </Show>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use roviec_shared::organisation::UnitKind;

    fn unit(id: &str, kind: UnitKind, party: Option<&str>, management: Option<&str>) -> Unit {
        let parse = |id: &str| id.parse().expect("an id");
        Unit {
            id: parse(id),
            kind,
            name: id.to_owned(),
            management_parent: management.map(parse),
            party_parent: party.map(parse),
            from: "2020-01-01".parse().expect("a day"),
            until: None,
            telephone: None,
            end: None,
        }
    }

    fn district() -> Vec<Unit> {
        use UnitKind::{Agency, Cell, District, GrassrootsOrganisation};
        vec![
            unit("office", Agency, None, Some("district")),
            unit("cell-b", Cell, Some("commune"), None),
            unit("commune", GrassrootsOrganisation, Some("district"), None),
            unit("cell-a", Cell, Some("commune"), None),
            unit("district", District, None, None),
        ]
    }

    fn shown(units: &[Unit], current: Option<&str>) -> Vec<(String, usize)> {
        let current: Option<UnitId> = current.map(|id| id.parse().expect("an id"));
        let nodes = nodes(units, current.as_ref());
        let shown = nodes.into_iter();
        shown.map(|node| (node.unit.name, node.depth)).collect()
    }

    #[test]
    fn units_stand_under_the_one_above_them_on_either_line() {
        let found = shown(&district(), None);
        let names: Vec<&str> = found.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["district", "commune", "office"]);
    }

    #[test]
    fn the_way_to_the_open_unit_is_unfolded() {
        let found = shown(&district(), Some("cell-a"));
        let cells: Vec<(&str, usize)> = found
            .iter()
            .filter(|(name, _)| name.starts_with("cell"))
            .map(|(name, depth)| (name.as_str(), *depth))
            .collect();
        assert_eq!(cells, [("cell-a", 2), ("cell-b", 2)]);
    }

    #[test]
    fn a_unit_whose_parent_is_not_administered_is_a_root() {
        let mut units = district();
        units.retain(|unit| unit.name != "district");
        let found = shown(&units, None);
        assert_eq!(found[0], ("commune".to_owned(), 0));
    }

    #[test]
    fn a_circle_ends() {
        use UnitKind::Cell;
        let units = vec![
            unit("one", Cell, Some("two"), None),
            unit("two", Cell, Some("one"), None),
        ];
        assert_eq!(shown(&units, Some("one")), []);
    }
}
