//! What a version would have changed, in sum: how many up, down and the same, and the levels by both.

use leptos::prelude::*;
use roviec_shared::{
    book::trial::{Trial, TrialRow},
    level::Level,
};

use crate::level::LevelChip;
use crate::ui::{Column, Figure, Notice, Table, Tone};
use crate::{locale, t};

/// How many of each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Moves {
    /// A higher level.
    pub up: u32,
    /// A lower one.
    pub down: u32,
    /// A level where there was none, or none where there was one.
    pub other: u32,
    /// The same.
    pub same: u32,
}

impl Moves {
    /// Counted.
    pub fn of(trial: &Trial) -> Self {
        let mut moves = Self::default();
        for row in &trial.changed {
            match is_up(row) {
                Some(true) => moves.up += 1,
                Some(false) => moves.down += 1,
                None => moves.other += 1,
            }
        }
        let changed = moves.up + moves.down + moves.other;
        moves.same = trial.rated.saturating_sub(changed);
        moves
    }
}

/// Whether the level would have been higher; none where one of the two is not known.
fn is_up(row: &TrialRow) -> Option<bool> {
    Some(row.after? > row.before?)
}

/// The figures and the levels by both versions.
#[component]
pub fn Sums(trial: Trial) -> impl IntoView {
    let moves = Moves::of(&trial);
    let figure = |label: Signal<String>, n: u32| {
        view! { <Figure label value=Signal::derive(move || locale::whole(n.into())) /> }
    };
    let excellent = trial.after.get(&Level::Excellent).copied();
    let (excellent, allowed) = (excellent.unwrap_or_default(), trial.allowed_after);
    view! {
        <div class="rules-moves">
            {figure(t!("admin.rules.up"), moves.up)}
            {figure(t!("admin.rules.down"), moves.down)}
            {figure(t!("admin.rules.same"), moves.same)}
            {(moves.other > 0).then(|| figure(t!("admin.rules.other"), moves.other))}
        </div>
        <Levels trial />
        {(excellent > allowed)
            .then(|| view! {
                <Notice tone=Tone::Warning>
                    <p>{t!("admin.rules.cap", excellent = excellent, allowed = allowed)}</p>
                </Notice>
            })}
    }
}

type LevelRow = (Option<Level>, u32, u32);

/// How many had each level by the version that held, and how many would have by the new one.
#[component]
fn Levels(trial: Trial) -> impl IntoView {
    let mut rows: Vec<LevelRow> = Level::ALL
        .into_iter()
        .map(|level| {
            let of = |levels: &std::collections::BTreeMap<Level, u32>| {
                levels.get(&level).copied().unwrap_or_default()
            };
            (Some(level), of(&trial.before), of(&trial.after))
        })
        .collect();
    if trial.unknown_before + trial.unknown_after > 0 {
        rows.push((None, trial.unknown_before, trial.unknown_after));
    }
    let whole = |n: u32| locale::whole(n.into());
    let columns = vec![
        Column::new(t!("admin.rules.column.level"), |row: &LevelRow| {
            match row.0 {
                Some(level) => view! { <LevelChip level=Some(level) /> }.into_any(),
                None => view! { <span>{t!("admin.rules.unknown")}</span> }.into_any(),
            }
        }),
        Column::number(t!("admin.rules.column.before"), move |row: &LevelRow| {
            whole(row.1).into_any()
        }),
        Column::number(t!("admin.rules.column.after"), move |row: &LevelRow| {
            whole(row.2).into_any()
        }),
    ];
    view! { <Table caption=t!("admin.rules.levels") columns rows=Signal::stored(rows) /> }
}
