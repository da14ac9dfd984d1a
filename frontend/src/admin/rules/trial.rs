//! What a version would have changed in a month: asked for, in sum, and person by person.

use std::collections::BTreeMap;

use leptos::prelude::*;
use roviec_shared::{
    book::trial::TrialRow,
    grade::Reason,
    id::UnitId,
    level::Level,
    order,
    rules::RuleSet,
    vietnamese::{name_key, text_key},
};

use super::entry::{Asked, RulesEntry, Tried};
use super::faults::WhyShown;
use super::sums::Sums;
use crate::level::{self, LevelChip, OutcomeChip};
use crate::locale::{self, pick};
use crate::sheet::reason_said;
use crate::store::Store;
use crate::ui::{Button, ButtonKind, Card, Column, Icon, Notice, Options, Select, Table, Tone};
use crate::{say, t};

/// Shown at first, and more at each press.
const ROWS_SHOWN: usize = 20;

/// The card: the month, the question, and the answer.
#[component]
pub fn TrialCard(entry: RulesEntry) -> impl IntoView {
    let months = Signal::derive(move || -> Options {
        let known = entry.months.read();
        let mut months: Vec<String> = known
            .iter()
            .flat_map(|months| months.opened.iter().copied().map(String::from))
            .collect();
        let chosen = entry.month.get();
        if !chosen.is_empty() && !months.contains(&chosen) {
            months.insert(0, chosen);
        }
        let option = |month: String| (month.clone(), locale::month(&month));
        months.into_iter().map(option).collect()
    });
    let is_empty = Signal::derive(move || entry.text.with(|text| text.trim().is_empty()));
    let trying = Signal::derive(move || entry.asking.get() == Some(Asked::Trial));
    let is_stale = move || {
        let tried_on = entry.tried.with(|tried| Some(tried.as_ref()?.month));
        tried_on
            .is_some_and(|month| !entry.is_tried() || String::from(month) != *entry.month.read())
    };
    view! {
        <Card title=t!("admin.rules.trial")>
            <div class="stack">
                <p class="soft">{t!("admin.rules.trial.words")}</p>
                <div class="rules-source">
                    <Select label=t!("admin.rules.trial.month") value=entry.month options=months />
                    <Button icon=Icon::Chart busy=trying disabled=is_empty on_press=move || entry.try_it()>
                        {t!("admin.rules.trial.go")}
                    </Button>
                </div>
                <WhyShown entry asked=Asked::Trial />
                <div role="status">
                    <Show when=is_stale>
                        <Notice tone=Tone::Warning><p>{t!("admin.rules.trial.stale")}</p></Notice>
                    </Show>
                </div>
                {move || entry.tried.get().map(|tried| view! { <TrialShown tried /> })}
            </div>
        </Card>
    }
}

/// A count with its thousands apart.
fn whole(count: usize) -> String {
    locale::whole(i64::try_from(count).unwrap_or(i64::MAX))
}

/// What it would have changed.
#[component]
fn TrialShown(tried: Tried) -> impl IntoView {
    let (set, trial) = (tried.rules.set, tried.rules.trial);
    let month = locale::month(&String::from(tried.month));
    let title = say!(
        "admin.rules.trial.of",
        title = pick(&set.title),
        n = set.version
    );
    if trial.rated == 0 {
        return view! {
            <Notice tone=Tone::Info title=Signal::stored(title)>
                <p>{t!("admin.rules.trial.nobody", month = month)}</p>
            </Notice>
        }
        .into_any();
    }
    let rated = locale::whole(trial.rated.into());
    let rows = trial.changed.clone();
    view! {
        <Notice tone=Tone::Success title=Signal::stored(title)>
            <p>{t!("admin.rules.trial.sum", n = rated, month = month)}</p>
        </Notice>
        <Sums trial />
        <Changed set rows units=tried.rules.units />
        <p class="small soft">{t!("admin.rules.trial.note")}</p>
    }
    .into_any()
}

/// One person whose level would have been another.
#[derive(Clone)]
struct Line {
    name: String,
    unit: String,
    row: TrialRow,
    was: Vec<String>,
    is: Vec<String>,
}

/// The next higher level.
fn above(level: Level) -> Option<Level> {
    Level::ALL.into_iter().rev().find(|each| *each > level)
}

/// A reason in words. No points of a person are told: they are for those who act on the rating.
fn words(set: &RuleSet, reason: &Reason) -> String {
    let points = |level| locale::hundredths(set.thresholds.of(level).hundredths().into());
    reason_said(set, reason, level::short, |reached| match above(reached) {
        Some(next) => say!(
            "admin.rules.reason.below",
            from = points(next),
            level = level::short(reached)
        ),
        None => say!(
            "admin.rules.reason.points",
            level = level::short(reached),
            from = points(reached)
        ),
    })
}

/// The line of a person, with those reasons that only one of the versions gives.
fn line(store: Store, set: &RuleSet, row: TrialRow, unit: String) -> Line {
    let held = store
        .rules
        .with_untracked(|book| book.get(&set.id, row.version).cloned());
    let said = |set: &RuleSet, reasons: &[Reason]| -> Vec<String> {
        reasons.iter().map(|reason| words(set, reason)).collect()
    };
    let mut is = said(set, &row.reasons_after);
    let mut was = held.map_or_else(Vec::new, |held| said(&held, &row.reasons_before));
    let both: Vec<String> = is
        .iter()
        .filter(|words| was.contains(words))
        .cloned()
        .collect();
    is.retain(|words| !both.contains(words));
    was.retain(|words| !both.contains(words));
    if row.after.is_none() && row.missing > 0 {
        is.push(say!("admin.rules.missing", n = row.missing));
    }
    Line {
        name: row.name.clone(),
        unit,
        row,
        was,
        is,
    }
}

/// Person by person, unit by unit.
#[component]
fn Changed(set: RuleSet, rows: Vec<TrialRow>, units: BTreeMap<UnitId, String>) -> impl IntoView {
    let store = Store::get();
    let count = rows.len();
    let lines: Vec<Line> = {
        let mut lines: Vec<Line> = rows
            .into_iter()
            .map(|row| {
                let unit = units.get(&row.unit).cloned();
                line(store, &set, row, unit.unwrap_or_default())
            })
            .collect();
        order::sort_by_key(&mut lines, |line| {
            (text_key(&line.unit), name_key(&line.name))
        });
        lines
    };
    let lines = StoredValue::new(lines);
    let shown = RwSignal::new(ROWS_SHOWN);
    let in_sight = Signal::derive(move || {
        lines.with_value(|lines| lines.iter().take(shown.get()).cloned().collect::<Vec<_>>())
    });
    let has_more = move || shown.get() < count;
    if count == 0 {
        return view! { <p>{t!("admin.rules.changed.none")}</p> }.into_any();
    }
    view! {
        <Table caption=t!("admin.rules.changed", n = whole(count)) columns=columns() rows=in_sight />
        <Show when=has_more>
            <Button kind=ButtonKind::Quiet icon=Icon::Down on_press=move || shown.update(|n| *n += ROWS_SHOWN)>
                {t!("admin.rules.changed.more", n = whole(count.saturating_sub(shown.get())))}
            </Button>
        </Show>
    }
    .into_any()
}

fn columns() -> Vec<Column<Line>> {
    vec![
        Column::new(t!("admin.rules.column.person"), |line: &Line| {
            view! {
                <span class="strong">{line.name.clone()}</span>
                <br />
                <span class="small soft">{line.unit.clone()}</span>
            }
            .into_any()
        }),
        Column::new(t!("admin.rules.column.before"), |line: &Line| {
            view! { <LevelChip level=line.row.before /> }.into_any()
        }),
        Column::new(t!("admin.rules.column.after"), |line: &Line| {
            view! { <LevelChip level=line.row.after /> }.into_any()
        }),
        Column::new(t!("levels.decided"), |line: &Line| {
            view! { <OutcomeChip outcome=line.row.decided.clone() /> }.into_any()
        }),
        Column::new(t!("admin.rules.column.why"), |line: &Line| {
            let said = |lead: Signal<String>, words: &[String]| {
                let items = words.iter().map(|words| view! { <li>{words.clone()}</li> });
                (!words.is_empty()).then(|| {
                    view! { <p class="small soft">{lead}</p><ul class="rules-why small">{items.collect_view()}</ul> }
                })
            };
            view! {
                <div>
                    {said(t!("admin.rules.column.before"), &line.was)}
                    {said(t!("admin.rules.column.after"), &line.is)}
                </div>
            }
            .into_any()
        }),
    ]
}
