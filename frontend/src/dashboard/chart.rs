//! The levels month by month: one column a month, each share of those who have a level, from the highest
//! at the top; the same as a table. A column leads to its month.

use leptos::prelude::*;
use leptos_router::components::A;
use roviec_shared::{id::UnitId, level::Level, month::Month};

use super::sums::Levels;
use crate::level;
use crate::ui::{Column, Fold, Segment, Segments, Table};
use crate::{locale, say, t};

/// One month in the chart.
#[derive(Clone, Debug, PartialEq)]
pub struct MonthLevels {
    /// Which.
    pub month: Month,
    /// What was decided.
    pub levels: Levels,
    /// It is the one that the page is about.
    pub is_current: bool,
    /// Its page.
    pub href: String,
}

/// The path of the page of a unit's month.
pub fn path_of(top: &UnitId, month: Month) -> String {
    format!("/district/{top}/{}", String::from(month))
}

/// So many months are drawn at first.
const MONTHS_FEW: usize = 12;
/// So many at most.
pub const MONTHS_MAX: usize = 24;

/// The chart, its legend, and its figures.
#[component]
pub fn LevelsChart(
    /// The months, oldest first.
    #[prop(into)]
    months: Signal<Vec<MonthLevels>>,
) -> impl IntoView {
    let many = RwSignal::new(MONTHS_FEW);
    let shown = Signal::derive(move || {
        let mut all = months.get();
        let surplus = all.len().saturating_sub(many.get());
        all.drain(..surplus);
        all
    });
    let segments = vec![
        Segment {
            value: MONTHS_FEW,
            title: t!("district.months", n = MONTHS_FEW),
        },
        Segment {
            value: MONTHS_MAX,
            title: t!("district.months", n = MONTHS_MAX),
        },
    ];
    let has_more = Memo::new(move |_| months.read().len() > MONTHS_FEW);
    view! {
        <div class="row-spread">
            <Legend />
            <Show when=move || has_more.get()>
                <Segments
                    label=t!("district.months.label")
                    segments=segments.clone()
                    value=many
                    on_choose=move |chosen| many.set(chosen)
                />
            </Show>
        </div>
        <figure class="chart" aria-label=move || say!("district.chart")>
            <div class="chart-scale" aria-hidden="true"><span>"100 %"</span><span>"50 %"</span><span>"0"</span></div>
            <div class="chart-columns">{move || shown.get().into_iter().map(column).collect_view()}</div>
        </figure>
        <Fold title=t!("district.figures")><Figures months=shown /></Fold>
    }
}

#[component]
fn Legend() -> impl IntoView {
    let one = |level: Level| {
        view! {
            <li>
                <span class=format!("chart-key {}", level::tone(level).class()) aria-hidden="true"></span>
                {move || level::short(level)}
            </li>
        }
    };
    view! { <ul class="chart-legend">{Level::ALL.map(one).collect_view()}</ul> }
}

/// One month: a link whose name says all its figures.
fn column(month: MonthLevels) -> impl IntoView {
    let MonthLevels {
        month,
        levels,
        is_current,
        href,
    } = month;
    let said = {
        let levels = levels.clone();
        move || words(month, &levels)
    };
    let title = said.clone();
    let part = |level: Level| {
        let permille = levels.permille(level);
        let share = f64::from(permille) / 10.0;
        // A figure stands in a part that is high enough for it.
        let words = (permille >= 90).then(|| format!("{}", (permille + 5) / 10));
        view! {
            <span
                class=format!("chart-part {}", level::tone(level).class())
                style:block-size=format!("{share}%")
            >
                {words}
            </span>
        }
    };
    let is_empty = levels.levelled() == 0;
    let parts = Level::ALL.map(part).collect_view();
    let year =
        (month.number() == 1).then(|| view! { <span class="chart-year">{month.year()}</span> });
    view! {
        <A
            href=href
            attr:class=if is_current { "chart-column chart-current" } else { "chart-column" }
            attr:title=title
        >
            <span class="only-screen-reader">{said}</span>
            <span class="chart-bar" class:chart-empty=is_empty aria-hidden="true">{parts}</span>
            <span class="chart-month" aria-hidden="true">{month.number()}{year}</span>
        </A>
    }
}

/// The figures of a month in one line.
fn words(month: Month, levels: &Levels) -> String {
    if levels.levelled() == 0 {
        return say!("district.chart.none", month = month);
    }
    let parts: Vec<String> = Level::ALL
        .into_iter()
        .map(|level| {
            let share = locale::decimal(levels.permille(level).into(), 1);
            say!(
                "district.chart.part",
                level = level::short(level),
                share = share
            )
        })
        .collect();
    say!(
        "district.chart.month",
        month = month,
        parts = parts.join(", ")
    )
}

/// The same as figures.
#[component]
fn Figures(#[prop(into)] months: Signal<Vec<MonthLevels>>) -> impl IntoView {
    let rows = Signal::derive(move || {
        let mut rows = months.get();
        rows.reverse();
        rows
    });
    let count = |level: Level| {
        Column::number(
            Signal::derive(move || level::short(level)),
            move |row: &MonthLevels| {
                let share = locale::decimal(row.levels.permille(level).into(), 1);
                let count = locale::whole(row.levels.of(level).into());
                view! {
                    <span class="nowrap">{count}</span>
                    <span class="small soft nowrap">" ("{share}" %)"</span>
                }
                .into_any()
            },
        )
    };
    let mut columns = vec![Column::new(
        t!("district.column.month"),
        |row: &MonthLevels| row.month.to_string().into_any(),
    )];
    columns.extend(Level::ALL.map(count));
    columns.push(Column::number(
        t!("level.not_rated"),
        |row: &MonthLevels| locale::whole(row.levels.not_rated.into()).into_any(),
    ));
    columns.push(Column::number(
        t!("district.column.rated"),
        |row: &MonthLevels| locale::whole(row.levels.rated.into()).into_any(),
    ));
    view! { <Table caption=t!("district.figures") caption_hidden=true columns rows /> }
}
