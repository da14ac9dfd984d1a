//! How many of each level, unit by unit and together.

use leptos::prelude::*;
use roviec_shared::level::{Level, Outcome};
use std::collections::BTreeMap;

use super::super::desk::Desk;
use super::draft::{Entry, to_compile};
use crate::level;
use crate::ui::{Column, Table};
use crate::{say, t};

#[derive(Clone, Default, PartialEq)]
struct Sum {
    unit: String,
    rated: usize,
    levels: BTreeMap<Level, usize>,
    not_rated: usize,
    is_total: bool,
}

impl Sum {
    fn add(&mut self, outcome: &Outcome) {
        self.rated += 1;
        match outcome {
            Outcome::Level(level) => *self.levels.entry(*level).or_default() += 1,
            Outcome::NotRated(_) => self.not_rated += 1,
        }
    }
}

/// The table of sums; units that are left out are not in it.
#[component]
pub fn Sums(entry: Entry) -> impl IntoView {
    let desk = Desk::of_page();
    let rows = Memo::new(move |_| {
        let out = entry.left_out.get();
        let mut total = Sum {
            unit: say!("conclusion.total"),
            is_total: true,
            ..Sum::default()
        };
        let mut rows = Vec::new();
        for unit in to_compile(desk) {
            let book = desk.store.book_of(&unit.id);
            let Some(book) = book.filter(|_| !out.contains(&unit.id.unit)) else {
                continue;
            };
            let mut sum = Sum {
                unit: unit.name,
                ..Sum::default()
            };
            let reported = book.submission().map(|submission| &submission.rows);
            for (person, row) in reported.into_iter().flatten() {
                let outcome = entry.outcome(person, row);
                sum.add(&outcome);
                total.add(&outcome);
            }
            rows.push(sum);
        }
        rows.push(total);
        rows
    });
    let count = |level: Level| {
        Column::number(
            Signal::derive(move || level::short(level)),
            move |sum: &Sum| number(sum, sum.levels.get(&level).copied().unwrap_or_default()),
        )
    };
    let mut columns = vec![
        Column::new(t!("committee.column.unit"), |sum: &Sum| {
            let unit = sum.unit.clone();
            if sum.is_total {
                view! { <strong>{unit}</strong> }.into_any()
            } else {
                unit.into_any()
            }
        }),
        Column::number(t!("conclusion.rated"), |sum: &Sum| number(sum, sum.rated)),
    ];
    columns.extend(Level::ALL.map(count));
    columns.push(Column::number(t!("level.not_rated"), |sum: &Sum| {
        number(sum, sum.not_rated)
    }));
    view! { <Table caption=t!("conclusion.sums") caption_hidden=true columns rows /> }
}

fn number(sum: &Sum, number: usize) -> AnyView {
    match number {
        0 => view! { <span class="soft">"0"</span> }.into_any(),
        number if sum.is_total => view! { <strong>{number}</strong> }.into_any(),
        number => number.into_any(),
    }
}
