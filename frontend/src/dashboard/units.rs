//! The units directly below, each with all below it: searched by name, or only those that are late.

use leptos::prelude::*;
use leptos_router::components::A;
use roviec_shared::{
    level::Level,
    order,
    vietnamese::{is_found_by, text_key},
};

use super::sums::{Levels, Share, Sum};
use crate::level;
use crate::ui::{
    Card, Chip, Column, EmptyState, Field, Icon, Keyboard, Segment, Segments, Table, Tone,
};
use crate::{due, locale, say, t};

/// One unit with all below it.
#[derive(Clone, Debug, PartialEq)]
pub struct UnitRow {
    /// Its name.
    pub name: String,
    /// Its page.
    pub href: String,
    /// Where it is reached.
    pub telephone: Option<String>,
    /// Its sums.
    pub sum: Sum,
}

/// The list.
#[component]
pub fn Units(
    /// The units.
    #[prop(into)]
    rows: Signal<Vec<UnitRow>>,
) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let only_late = RwSignal::new(false);
    let shown = Memo::new(move |_| {
        let typed = typed.get();
        let mut rows = rows.get();
        rows.retain(|row| is_found_by(&row.name, &typed) && (!only_late.get() || row.sum.late > 0));
        order::sort_by_key(&mut rows, |row| text_key(&row.name));
        if only_late.get() {
            // Who waits longest stands first; names decide among equals.
            order::sort_by_key(&mut rows, |row| std::cmp::Reverse(row.sum.days_late));
        }
        rows
    });
    let segments = vec![
        Segment {
            value: false,
            title: t!("district.filter.all"),
        },
        Segment {
            value: true,
            title: t!("district.filter.late"),
        },
    ];
    let is_empty = Memo::new(move |_| shown.read().is_empty());
    view! {
        <Card title=t!("district.units") flush=true>
            <div class="units-filter">
                <Field label=t!("district.search") value=typed keyboard=Keyboard::Search />
                <Segments
                    label=t!("district.filter")
                    segments
                    value=only_late
                    on_choose=move |chosen| only_late.set(chosen)
                />
            </div>
            <Show
                when=move || !is_empty.get()
                fallback=|| view! { <EmptyState icon=Icon::Search title=t!("district.none_found") /> }
            >
                <div class="district-units">
                    <Table caption=t!("district.units") caption_hidden=true columns=columns() rows=shown />
                </div>
            </Show>
        </Card>
    }
}

fn columns() -> Vec<Column<UnitRow>> {
    vec![
        Column::new(t!("district.column.unit"), name),
        Column::number(t!("district.planned"), |row: &UnitRow| {
            percent(row.sum.planned)
        }),
        Column::number(t!("district.scored"), |row: &UnitRow| {
            percent(row.sum.scored)
        }),
        Column::number(t!("district.met"), |row: &UnitRow| share(row.sum.met)),
        Column::number(t!("district.submitted"), |row: &UnitRow| {
            share(row.sum.submitted)
        }),
        Column::number(t!("district.decided"), |row: &UnitRow| {
            percent(row.sum.decided)
        }),
        Column::number(t!("district.announced"), |row: &UnitRow| {
            percent(row.sum.announced)
        }),
        Column::new(t!("district.levels"), |row: &UnitRow| bar(&row.sum.levels)),
        Column::new(t!("district.column.late"), late),
    ]
}

fn name(row: &UnitRow) -> AnyView {
    let rated = locale::whole(row.sum.levels.rated.into());
    let name = row.name.clone();
    view! {
        <A href=row.href.clone() attr:class="line-person">
            <span class="line-name">{name}</span>
            <span class="small soft">{t!("committee.people", n = rated)}</span>
        </A>
    }
    .into_any()
}

fn percent(share: Share) -> AnyView {
    match share.percent() {
        Some(100) => view! { <span class="whole">"100 %"</span> }.into_any(),
        Some(percent) => format!("{percent} %").into_any(),
        None => view! { <span class="soft">"–"</span> }.into_any(),
    }
}

fn share(share: Share) -> AnyView {
    let Share { done, of } = share;
    match of {
        0 => view! { <span class="soft">"–"</span> }.into_any(),
        of if of == done => {
            view! { <span class="whole">{format!("{done}/{of}")}</span> }.into_any()
        }
        of => format!("{done}/{of}").into_any(),
    }
}

/// The levels as one small bar, read aloud in words.
fn bar(levels: &Levels) -> AnyView {
    if levels.levelled() == 0 {
        return view! { <span class="soft">"–"</span> }.into_any();
    }
    let part = |level: Level| {
        let share = f64::from(levels.permille(level)) / 10.0;
        let class = format!("chart-part {}", level::tone(level).class());
        view! { <span class=class style:inline-size=format!("{share}%")></span> }
    };
    let said = {
        let levels = levels.clone();
        move || {
            let parts = Level::ALL.map(|level| {
                let share = locale::decimal(levels.permille(level).into(), 1);
                say!(
                    "district.chart.part",
                    level = level::short(level),
                    share = share
                )
            });
            parts.join(", ")
        }
    };
    let title = said.clone();
    view! {
        <span class="level-bar" title=title>
            <span class="only-screen-reader">{said}</span>
            {Level::ALL.map(part).collect_view()}
        </span>
    }
    .into_any()
}

/// What is most overdue, in how many units, and where they are reached.
fn late(row: &UnitRow) -> AnyView {
    let Some(milestone) = row.sum.late_with else {
        return ().into_any();
    };
    let (days, late, books) = (row.sum.days_late, row.sum.late, row.sum.books);
    let what =
        Signal::derive(move || say!("district.worst", what = due::title(milestone), days = days));
    let many =
        (books > 1).then(|| view! { <span>{t!("district.late_of", n = late, of = books)}</span> });
    let telephone = row.telephone.clone().map(|telephone| {
        let href = format!("tel:{}", telephone.replace(' ', ""));
        view! { <a href=href class="telephone">{telephone}</a> }
    });
    view! {
        <span class="late-cell">
            <Chip words=what tone=Tone::Warning icon=Icon::Clock />
            <span class="small soft row-tight">{many}{telephone}</span>
        </span>
    }
    .into_any()
}
