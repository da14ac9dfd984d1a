//! The units' targets that are a part of one.

use leptos::prelude::*;
use leptos_router::components::A;
use roviec_shared::{id::InBook, target::Counting};

use super::known::known;
use super::shown::{BandChip, Shown, percent};
use crate::store::Store;
use crate::t;
use crate::ui::{Card, Chip, Column, Table, Tone};

/// A part, with its unit, and whether it counts something else.
#[derive(Clone, PartialEq)]
struct Part {
    shown: Shown,
    unit: String,
    is_other: bool,
}

/// Those of the units in sight; nothing where there are none.
#[component]
pub fn Parts(
    /// Of which.
    target: InBook,
) -> impl IntoView {
    let store = Store::get();
    let parts = Memo::new(move |_| {
        let all = known(store);
        let whole = all.get(&target).map(|shown| shown.plan().clone());
        let parts = all
            .values()
            .filter(|shown| shown.plan().part_of.as_ref() == Some(&target));
        let part = |shown: &Shown| {
            let is_other = whole.as_ref().is_some_and(|whole| {
                whole.counting == Counting::Sum && !whole.is_measured_as(shown.plan())
            });
            Part {
                unit: store.unit_name(&shown.target.book.unit).unwrap_or_default(),
                shown: shown.clone(),
                is_other,
            }
        };
        parts.map(part).collect::<Vec<_>>()
    });
    let is_any = Memo::new(move |_| !parts.read().is_empty());
    let columns = vec![
        Column::new(t!("targets.column.unit"), |part: &Part| {
            let (href, unit) = (part.shown.href(), part.unit.clone());
            let title = part.shown.plan().title.clone();
            let other = part
                .is_other
                .then(|| view! { <Chip words=t!("targets.other_measure") tone=Tone::Warning /> });
            view! {
                <A href attr:class="target-title">{unit}</A>
                <br />
                <span class="small soft">{title}</span>
                {other}
            }
            .into_any()
        }),
        Column::number(t!("targets.column.planned"), |part: &Part| {
            let shown = part.shown.clone();
            (move || shown.planned()).into_any()
        }),
        Column::number(t!("targets.column.reached"), |part: &Part| {
            let value = part.shown.value();
            value.unwrap_or_else(|| "–".to_owned()).into_any()
        }),
        Column::number(t!("targets.column.percent"), |part: &Part| {
            let reached = part.shown.reached().map(percent);
            reached.unwrap_or_else(|| "–".to_owned()).into_any()
        }),
        Column::new(t!("targets.column.band"), |part: &Part| {
            view! { <BandChip band=part.shown.band() /> }.into_any()
        }),
    ];
    let columns = StoredValue::new(columns);
    view! {
        <Show when=move || is_any.get()>
            <Card title=t!("targets.parts") flush=true>
                <Table caption=t!("targets.parts") caption_hidden=true columns=columns.get_value() rows=parts />
            </Card>
        </Show>
    }
}
