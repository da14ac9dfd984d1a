//! The targets that are known here: what the server gave last, with what the months on this device say since.

use std::collections::BTreeMap;

use leptos::{prelude::*, task::spawn_local};
use roviec_shared::{
    book::serving::TargetRow,
    id::{BookId, InBook, UnitId},
    month::Month,
    permission::targets_seen,
};

use super::shown::Shown;
use crate::store::{Asking, Store};
use crate::sync::desk::Desk;
use crate::ui::Options;

/// Asks the server for all in sight. Without a line what is known stays.
pub fn ask(store: Store) {
    // The pages that only show components have no server.
    let Some(desk) = use_context::<Desk>() else {
        return;
    };
    if store.targets.with_untracked(|held| held.asking) == Asking::Busy {
        return;
    }
    store.targets.update(|held| held.asking = Asking::Busy);
    spawn_local(async move {
        let found = desk.targets().await;
        // Meanwhile the page may have been left, and the account locked.
        let _ = store.targets.try_update(|held| match found {
            Ok(rows) => {
                held.rows = rows;
                held.asking = Asking::Done;
            }
            Err(_) => held.asking = Asking::Failed,
        });
    });
}

/// All that are known, by their names; follows what changes.
pub fn known(store: Store) -> BTreeMap<InBook, Shown> {
    let mut rows: BTreeMap<InBook, TargetRow> = BTreeMap::new();
    store.targets.with(|held| {
        for row in &held.rows {
            rows.insert(row.target.clone(), row.clone());
        }
    });
    for id in store.book_ids() {
        let Some(book) = store.book_of(&id) else {
            continue;
        };
        for (act, entry) in &book.targets {
            let target = entry.name(&id.unit, act);
            let row = rows
                .entry(target.clone())
                .or_insert_with(|| TargetRow::new(target));
            row.months.insert(id.month, entry.clone());
        }
    }
    let mut all: BTreeMap<InBook, Shown> = BTreeMap::new();
    for (target, row) in rows {
        if let Some(standing) = roviec_shared::target::standing(&row.months) {
            all.insert(target, Shown::new(standing, row));
        }
    }
    Shown::add_sums(&mut all);
    all
}

/// Those of a unit, in the order in which they were set.
pub fn of_unit(store: Store, unit: &UnitId) -> Vec<Shown> {
    let all = known(store).into_values();
    let mut own: Vec<Shown> = all
        .filter(|shown| shown.target.book.unit == *unit)
        .collect();
    roviec_shared::order::sort_by_key(&mut own, |shown| {
        let act = &shown.target.act;
        (shown.target.book.month, act.series.clone(), act.number)
    });
    own
}

/// The name of a target as forms keep it.
pub fn id_of(target: &InBook) -> String {
    format!("{}/{}", target.book, target.act)
}

/// A target from what a form kept.
pub fn read_id(text: &str) -> Option<InBook> {
    let (book, act) = text.rsplit_once('/')?;
    Some(InBook {
        book: book.parse().ok()?,
        act: act.parse().ok()?,
    })
}

/// The words of a target, where it is known here.
pub fn title_of(store: Store, target: &InBook) -> Option<String> {
    untrack(|| {
        known(store)
            .get(target)
            .map(|shown| shown.plan().title.clone())
    })
}

/// The targets that work in a unit can serve: its own and those of the units above it, nearest first.
pub fn offered(store: Store, unit: &UnitId) -> Options {
    let all = known(store);
    let mut units = vec![unit.clone()];
    units.extend(above(store, unit));
    let of_unit = |unit: UnitId| {
        let of_unit: Vec<&Shown> = all
            .values()
            .filter(|shown| shown.target.book.unit == unit && shown.standing.ended.is_none())
            .collect();
        let name = store.unit_name(&unit).unwrap_or_default();
        of_unit
            .into_iter()
            .map(move |shown| {
                let words = format!("{} ({name})", shown.plan().title);
                (id_of(&shown.target), words)
            })
            .collect::<Options>()
    };
    units.into_iter().flat_map(of_unit).collect()
}

/// The units above one, on both lines, nearest first.
pub fn above(store: Store, unit: &UnitId) -> Vec<UnitId> {
    use roviec_shared::organisation::Line;
    store.tree.with(|tree| {
        let mut found: Vec<UnitId> = Vec::new();
        for line in [Line::Party, Line::Management] {
            for above in tree.above(unit, line) {
                if !found.contains(&above.id) {
                    found.push(above.id.clone());
                }
            }
        }
        found
    })
}

/// The units whose targets whoever acts may read, the highest first.
pub fn units(store: Store) -> Vec<UnitId> {
    let today = store.today.get();
    let seen = store.actor.with(|actor| {
        let author = actor.as_ref().map(|actor| &actor.author)?;
        Some(store.tree.with(|tree| targets_seen(author, today, tree)))
    });
    let mut units: Vec<UnitId> = seen.unwrap_or_default().into_iter().collect();
    store.tree.with(|tree| {
        roviec_shared::order::sort_by_key(&mut units, |unit| {
            let known = tree.units.get(unit);
            let name = known.map_or_else(String::new, |unit| unit.name.clone());
            (
                known.map(|unit| unit.kind),
                roviec_shared::vietnamese::text_key(&name),
            )
        });
    });
    units
}

/// The month of a unit in which what is said of targets now is entered: the newest that has begun and is open.
pub fn month_of_today(store: Store, unit: &UnitId) -> Option<BookId> {
    let this = store.today.get().month();
    let is_open = |month: &Month| {
        let id = BookId {
            unit: unit.clone(),
            month: *month,
        };
        store
            .book_of(&id)
            .is_some_and(|book| book.closed.is_none() && book.place.is_some())
    };
    let months = store.months(unit);
    let begun = months
        .iter()
        .find(|month| **month <= this && is_open(month));
    let month = begun.or_else(|| months.iter().rev().find(|month| is_open(month)))?;
    Some(BookId {
        unit: unit.clone(),
        month: *month,
    })
}
