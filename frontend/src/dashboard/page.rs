//! The page of a unit's month with all below it.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::components::Redirect;
use leptos_router::hooks::{use_navigate, use_params_map};
use roviec_shared::{due::month_in_hand, id::UnitId, month::Month, organisation::Track};

use super::chart::{LevelsChart, MONTHS_MAX, MonthLevels, path_of};
use super::looked::{Looked, top};
use super::people::People;
use super::sums::{Share, Shown, Sum};
use super::units::{UnitRow, Units};
use crate::frame::LostPage;
use crate::store::{Asking, Store};
use crate::ui::{
    BackLink, Button, ButtonKind, Card, Figure, Icon, Notice, PageHead, Period, Segment, Segments,
    Tone,
};
use crate::{due, locale, say, t};

/// Leads to the unit that whoever acts oversees.
#[component]
pub fn Start() -> impl IntoView {
    let store = Store::get();
    let to = Memo::new(move |_| {
        let top = top(store)?;
        Some(path_of(&top, month_in_hand(store.today.get())))
    });
    move || match to.get() {
        Some(path) => view! { <Redirect path /> }.into_any(),
        None => LostPage().into_any(),
    }
}

/// The page.
#[component]
pub fn DistrictPage() -> impl IntoView {
    let store = Store::get();
    let params = use_params_map();
    let read = Memo::new(move |_| {
        params.with(|params| {
            let top: UnitId = params.get("top")?.parse().ok()?;
            let month: Month = params.get("month")?.parse().ok()?;
            Some((top, month))
        })
    });
    let Some((first_top, first_month)) = read.get_untracked() else {
        return LostPage().into_any();
    };
    let unit = Memo::new(move |before: Option<&UnitId>| {
        let read = read.get().map(|(top, _)| top);
        read.or_else(|| before.cloned())
            .unwrap_or_else(|| first_top.clone())
    });
    let month = Memo::new(move |before: Option<&Month>| {
        let read = read.get().map(|(_, month)| month);
        read.or(before.copied()).unwrap_or(first_month)
    });
    let looked = Looked {
        store,
        top: unit,
        month,
        shown: RwSignal::new(Shown::All),
    };
    ask(looked);
    view! { <Page looked /> }.into_any()
}

/// Asks for the month at once, and for those before it where they are not here: they seldom change.
fn ask(looked: Looked) {
    Effect::new(move |_| {
        let month = looked.month.get();
        looked.store.want_counts(month, month);
        let oldest = month.plus_months(-(MONTHS_MAX as i32 - 1));
        let has_older = looked.store.counts.with_untracked(|held| {
            let mut months = held.rows.keys().map(|id| id.month);
            months.any(|held| held < month)
        });
        if !has_older {
            looked.store.want_counts(oldest, month.previous());
        }
    });
}

#[component]
fn Page(looked: Looked) -> impl IntoView {
    let store = looked.store;
    let sums = Memo::new(move |_| {
        looked.with(|counts| counts.of_month(&looked.top.get(), looked.month.get()))
    });
    let total = Memo::new(move |_| sums.with(|(total, _)| total.clone()));
    let title = Signal::derive(move || {
        let unit = store.unit_name(&looked.top.get()).unwrap_or_default();
        say!("month.overline", unit = unit, month = looked.month.get())
    });
    let has_units = Memo::new(move |_| sums.with(|(_, units)| !units.is_empty()));
    let rows = Memo::new(move |_| {
        let month = looked.month.get();
        let row = |(unit, sum): (&UnitId, &Sum)| UnitRow {
            name: store.unit_name(unit).unwrap_or_else(|| unit.to_string()),
            href: path_of(unit, month),
            telephone: store
                .tree
                .with(|tree| tree.units.get(unit)?.telephone.clone()),
            sum: sum.clone(),
        };
        sums.with(|(_, units)| units.iter().map(row).collect::<Vec<_>>())
    });
    let months = Memo::new(move |_| {
        let (top, current) = (looked.top.get(), looked.month.get());
        let by_month = looked.with(|counts| counts.by_month(&top));
        by_month
            .into_iter()
            .filter(|(month, _)| *month <= current.next())
            .map(|(month, levels)| MonthLevels {
                month,
                levels,
                is_current: month == current,
                href: path_of(&top, month),
            })
            .collect::<Vec<_>>()
    });
    view! {
        <Above looked />
        <PageHead title actions=move || view! { <MonthPick looked /> } />
        <Freshness looked />
        <Tracks looked />
        <Figures total />
        <Card title=t!("district.levels")><LevelsChart months /></Card>
        <Show when=move || has_units.get()><Units rows /></Show>
        <People looked />
    }
}

/// Back to the unit above, as far as whoever acts oversees it.
#[component]
fn Above(looked: Looked) -> impl IntoView {
    let store = looked.store;
    let above = Memo::new(move |_| {
        let highest = top(store)?;
        let here = looked.top.get();
        let parent = store.tree.with(|tree| {
            let unit = tree.units.get(&here)?;
            let parent = unit
                .party_parent
                .as_ref()
                .or(unit.management_parent.as_ref());
            parent.cloned()
        })?;
        (here != highest).then_some(parent)
    });
    move || {
        above.get().map(|unit| {
            let name = store.unit_name(&unit).unwrap_or_default();
            view! { <BackLink href=path_of(&unit, looked.month.get()) words=name /> }
        })
    }
}

#[component]
fn MonthPick(looked: Looked) -> impl IntoView {
    let navigate = StoredValue::new_local(use_navigate());
    let to = move |month: Month| {
        let path = path_of(&looked.top.get(), month);
        Some(Callback::new(move |()| {
            navigate.with_value(|navigate| navigate(&path, NavigateOptions::default()));
        }))
    };
    let before = Signal::derive(move || to(looked.month.get().previous()));
    let after = Signal::derive(move || {
        let next = looked.month.get().next();
        (next <= looked.store.today.get().month().next()).then(|| to(next))?
    });
    view! {
        <Period
            words=t!("period.month", month = looked.month.get())
            before_label=t!("period.before")
            after_label=t!("period.after")
            before
            after
        />
    }
}

/// Of when the figures are, and the way to newer ones.
#[component]
fn Freshness(looked: Looked) -> impl IntoView {
    let store = looked.store;
    let again = move || {
        let month = looked.month.get_untracked();
        store.want_counts(month, month);
    };
    let of = move || store.counts.with(|held| (held.asking, held.of.clone()));
    let refresh = move || {
        view! {
            <Button kind=ButtonKind::Quiet icon=Icon::Sync on_press=again>{t!("district.refresh")}</Button>
        }
    };
    move || {
        match of() {
        (Asking::Failed, of) => view! {
            <Notice tone=Tone::Warning title=t!("district.offline")>
                <p>{of.map(|of| say!("district.of", when = of))}</p>
                <div class="row">{refresh()}</div>
            </Notice>
        }
        .into_any(),
        (Asking::Busy, _) => view! {
            <p class="freshness" role="status"><span class="spinner" aria-hidden="true"></span>{t!("district.asking")}</p>
        }
        .into_any(),
        (_, Some(of)) => view! {
            <p class="freshness" role="status">{t!("district.of", when = of)} {refresh()}</p>
        }
        .into_any(),
        (_, None) => ().into_any(),
    }
    }
}

#[component]
fn Tracks(looked: Looked) -> impl IntoView {
    let segments = vec![
        Segment {
            value: Shown::All,
            title: t!("district.track.all"),
        },
        Segment {
            value: Shown::Track(Track::Member),
            title: t!("district.track.member"),
        },
        Segment {
            value: Shown::Track(Track::Official),
            title: t!("district.track.official"),
        },
    ];
    let has_both = Memo::new(move |_| {
        let (top, month) = (looked.top.get(), looked.month.get());
        looked.with(|counts| counts.tracks(&top, month)).len() > 1
    });
    view! {
        <Show when=move || has_both.get()>
            <Segments
                label=t!("district.track")
                segments=segments.clone()
                value=looked.shown
                on_choose=move |chosen| looked.shown.set(chosen)
            />
        </Show>
    }
}

#[component]
fn Figures(total: Memo<Sum>) -> impl IntoView {
    let people = |share: fn(&Sum) -> Share| {
        Signal::derive(move || {
            let share = total.with(share);
            say!(
                "district.share",
                done = locale::whole(share.done.into()),
                of = locale::whole(share.of.into())
            )
        })
    };
    let percent = |share: fn(&Sum) -> Share| {
        Signal::derive(move || match total.with(share).percent() {
            Some(percent) => format!("{percent} %"),
            None => "–".to_owned(),
        })
    };
    let late = Signal::derive(move || total.with(|total| locale::whole(total.late.into())));
    let worst = Signal::derive(move || {
        total.with(|total| match total.late_with {
            Some(milestone) => say!(
                "district.worst",
                what = due::title(milestone),
                days = total.days_late
            ),
            None => say!("district.in_time"),
        })
    });
    let appeals = Signal::derive(move || total.with(|total| total.appeals.to_string()));
    view! {
        <div class="figures">
            <Figure label=t!("district.planned") value=percent(|sum| sum.planned) note=people(|sum| sum.planned) />
            <Figure label=t!("district.scored") value=percent(|sum| sum.scored) note=people(|sum| sum.scored) />
            <Figure label=t!("district.met") value=percent(|sum| sum.met) note=people(|sum| sum.met) />
            <Figure label=t!("district.submitted") value=percent(|sum| sum.submitted) note=people(|sum| sum.submitted) />
            <Figure label=t!("district.decided") value=percent(|sum| sum.decided) note=people(|sum| sum.decided) />
            <Figure label=t!("district.announced") value=percent(|sum| sum.announced) note=people(|sum| sum.announced) />
            <Figure label=t!("district.late") value=late note=worst />
            <Figure label=t!("district.appeals") value=appeals note=t!("district.appeals.note") />
        </div>
    }
}
