//! A unit's targets, with how many stand in each band; below, the units'.

use std::collections::BTreeSet;

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::components::{A, Redirect};
use leptos_router::hooks::{use_navigate, use_params_map};
use roviec_shared::{
    act::Deed, id::UnitId, order::Gather, organisation::Line, permission::counts, target::Band,
};

use super::fields::{TargetForm, sample};
use super::known::{ask, known, month_of_today, of_unit, units};
use super::shown::{BandChip, BandCounts, Shown, band_words, day_words, percent};
use crate::doing::SavingLine;
use crate::frame::LostPage;
use crate::store::{Asking, Store};
use crate::ui::{
    ActionBar, Button, ButtonKind, Card, Chip, Column, EmptyState, Figure, Icon, Notice, Options,
    PageHead, Select, SidePanel, Table, Tone,
};
use crate::{say, t};

/// Leads to the unit that whoever acts leads or acts for: the highest.
#[component]
pub fn Start() -> impl IntoView {
    let store = Store::get();
    let to = Memo::new(move |_| {
        let today = store.today.get();
        let own = store.actor.with(|actor| {
            let author = actor.as_ref().map(|actor| &actor.author)?;
            Some(store.tree.with(|tree| counts(author, today, tree)))
        })?;
        let first = units(store).into_iter().find(|unit| own.contains(unit))?;
        Some(format!("/targets/{first}"))
    });
    // Which unit is the highest is known with the organisation.
    let is_coming = Memo::new(move |_| store.tree.with(|tree| tree.units.is_empty()));
    move || match to.get() {
        _ if is_coming.get() => view! { <div aria-busy="true"></div> }.into_any(),
        Some(path) => view! { <Redirect path /> }.into_any(),
        None => LostPage().into_any(),
    }
}

/// The page.
#[component]
pub fn TargetsPage() -> impl IntoView {
    let store = Store::get();
    ask(store);
    let params = use_params_map();
    let unit = Memo::new(move |_| params.with(|params| params.get("unit")?.parse::<UnitId>().ok()));
    move || match unit.get() {
        Some(unit) => view! { <OfUnit unit /> }.into_any(),
        None => view! { <LostPage /> }.into_any(),
    }
}

#[component]
fn OfUnit(unit: UnitId) -> impl IntoView {
    let store = Store::get();
    let at = StoredValue::new(unit.clone());
    let all = Memo::new(move |_| at.with_value(|unit| of_unit(store, unit)));
    let sums = Memo::new(move |_| all.with(|all| BandCounts::of(all.iter())));
    let overline = Signal::derive(move || {
        at.with_value(|unit| store.unit_name(unit))
            .unwrap_or_default()
    });
    let book = Memo::new(move |_| at.with_value(|unit| month_of_today(store, unit)));
    let may_set = Memo::new(move |_| {
        let book = book.get().and_then(|id| store.book_of(&id));
        book.is_some_and(|book| {
            let plan = sample(store.today.get());
            store.may(&book, &Deed::SetTarget { plan })
        })
    });
    let adding = RwSignal::new(false);
    let is_failed = move || store.targets.with(|held| held.asking) == Asking::Failed;
    let is_empty = move || all.read().is_empty();
    view! {
        <PageHead title=t!("targets.title") overline lead=t!("targets.lead") />
        <Choice unit=unit.clone() />
        <Show when=is_failed>
            <Notice tone=Tone::Warning title=t!("targets.offline")><p>{t!("targets.offline.words")}</p></Notice>
        </Show>
        <Show when=move || !is_empty() fallback=|| view! {
            <Card><EmptyState icon=Icon::Target title=t!("targets.none") words=t!("targets.none.words") /></Card>
        }>
            <Sums sums />
            <Card title=t!("targets.list") flush=true><List rows=all /></Card>
        </Show>
        <Below unit=unit.clone() />
        <SidePanel open=adding title=t!("targets.add.title")>
            {move || book.get().map(|book| view! { <TargetForm book done=move || adding.set(false) /> })}
        </SidePanel>
        <Show when=move || may_set.get()>
            <ActionBar state=|| view! { <SavingLine /> }>
                <Button kind=ButtonKind::Primary icon=Icon::Plus on_press=move || adding.set(true)>
                    {t!("targets.add")}
                </Button>
            </ActionBar>
        </Show>
    }
}

/// Another unit in sight.
#[component]
fn Choice(unit: UnitId) -> impl IntoView {
    let store = Store::get();
    let (chosen, here) = (RwSignal::new(unit.to_string()), unit);
    let options = Signal::derive(move || {
        let mut there: BTreeSet<UnitId> =
            known(store).into_keys().map(|at| at.book.unit).into_set();
        // Where nothing is set yet, it can be where a month is at hand.
        there.extend(store.book_ids().into_iter().map(|id| id.unit));
        there.insert(here.clone());
        let option = |unit: UnitId| (unit.to_string(), store.unit_name(&unit).unwrap_or_default());
        let of_use = units(store).into_iter().filter(|unit| there.contains(unit));
        of_use.map(option).collect::<Options>()
    });
    let navigate = use_navigate();
    Effect::new(move |before: Option<String>| {
        let now = chosen.get();
        if before.is_some_and(|before| before != now) {
            navigate(&format!("/targets/{now}"), NavigateOptions::default());
        }
        now
    });
    let is_any = Memo::new(move |_| options.read().len() > 1);
    view! {
        <Show when=move || is_any.get()>
            <div class="targets-choice">
                <Select label=t!("targets.unit") value=chosen options />
            </div>
        </Show>
    }
}

/// How many in each band.
#[component]
fn Sums(sums: Memo<BandCounts>) -> impl IntoView {
    let figure = move |place: usize, band: Band| {
        let value = Signal::derive(move || sums.get().bands[place].to_string());
        let note = Signal::derive(move || say!("targets.of_all", n = sums.get().all()));
        let label = Signal::derive(move || band_words(Some(band)));
        view! { <Figure label value note /> }
    };
    let unread = move || {
        let unread = sums.get().unread;
        (unread > 0).then(|| {
            let value = unread.to_string();
            let label = Signal::derive(|| band_words(None));
            view! { <Figure label value=Signal::derive(move || value.clone()) /> }
        })
    };
    let bands = Band::ALL.into_iter().enumerate();
    view! {
        <div class="figures">
            {bands.map(|(place, band)| figure(place, band)).collect_view()}
            {unread}
        </div>
    }
}

/// The targets one by one.
#[component]
pub fn List(
    /// Which.
    #[prop(into)]
    rows: Signal<Vec<Shown>>,
) -> impl IntoView {
    let columns = vec![
        Column::new(t!("targets.column.title"), |shown: &Shown| {
            let ended = shown.standing.ended.is_some();
            let (href, title) = (shown.href(), shown.plan().title.clone());
            view! {
                <A href attr:class="target-title">{title}</A>
                {ended.then(|| view! { <Chip words=t!("targets.ended") /> })}
            }
            .into_any()
        }),
        Column::number(t!("targets.column.planned"), |shown: &Shown| {
            let shown = shown.clone();
            (move || shown.planned()).into_any()
        }),
        Column::number(t!("targets.column.reached"), |shown: &Shown| {
            shown.value().unwrap_or_else(|| "–".to_owned()).into_any()
        }),
        Column::number(t!("targets.column.percent"), |shown: &Shown| {
            let reached = shown.reached().map_or_else(|| "–".to_owned(), percent);
            view! { <span class="strong">{reached}</span> }.into_any()
        }),
        Column::new(t!("targets.column.band"), |shown: &Shown| {
            view! { <BandChip band=shown.band() /> }.into_any()
        }),
        Column::new(t!("targets.column.read"), |shown: &Shown| {
            let day = shown.day().map(day_words).unwrap_or_default();
            let shown = shown.clone();
            view! {
                <div>
                    {day}
                    <br />
                    <span class="small soft">{move || shown.source()}</span>
                </div>
            }
            .into_any()
        }),
    ];
    view! {
        <div class="targets-table">
            <Table caption=t!("targets.list") caption_hidden=true columns rows />
        </div>
    }
}

/// A unit's sums.
#[derive(Clone, PartialEq)]
struct UnitLine {
    unit: UnitId,
    name: String,
    counts: BandCounts,
}

/// The units below that have targets, by band.
#[component]
fn Below(unit: UnitId) -> impl IntoView {
    let store = Store::get();
    let lines = Memo::new(move |_| {
        let all = known(store);
        let below = |other: &UnitId| {
            let lines = [Line::Party, Line::Management];
            store.tree.with(|tree| {
                other != &unit
                    && lines
                        .into_iter()
                        .any(|line| tree.is_within(other, &unit, line))
            })
        };
        let line = |unit: UnitId| {
            let own = all.values().filter(|shown| shown.target.book.unit == unit);
            let counts = BandCounts::of(own);
            (counts.all() > 0).then(|| UnitLine {
                name: store.unit_name(&unit).unwrap_or_default(),
                unit,
                counts,
            })
        };
        let of_below = units(store).into_iter().filter(below);
        of_below.filter_map(line).collect::<Vec<_>>()
    });
    let count =
        |place: usize| move |line: &UnitLine| line.counts.bands[place].to_string().into_any();
    let mut columns = vec![Column::new(t!("targets.column.unit"), |line: &UnitLine| {
        let (href, name) = (format!("/targets/{}", line.unit), line.name.clone());
        view! { <A href attr:class="target-title">{name}</A> }.into_any()
    })];
    columns.extend(Band::ALL.into_iter().enumerate().map(|(place, band)| {
        let label = Signal::derive(move || band_words(Some(band)));
        Column::number(label, count(place))
    }));
    columns.push(Column::number(
        t!("targets.band.none"),
        |line: &UnitLine| line.counts.unread.to_string().into_any(),
    ));
    let columns = StoredValue::new(columns);
    let is_any = Memo::new(move |_| !lines.read().is_empty());
    view! {
        <Show when=move || is_any.get()>
            <Card title=t!("targets.units") flush=true>
                <Table caption=t!("targets.units") caption_hidden=true columns=columns.get_value() rows=lines />
            </Card>
        </Show>
    }
}
