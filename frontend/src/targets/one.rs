//! One target: how far it is, how it came there, what it is made of, and the work that serves it.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use roviec_shared::{
    act::Deed,
    id::{InBook, PersonId},
    month::Day,
    target::{Counting, Reached},
};

use super::end::EndForm;
use super::fields::ChangeForm;
use super::known::{ask, known, month_of_today, read_id};
use super::parts::Parts;
use super::reading::ReadingForm;
use super::serving::ServingTasks;
use super::shown::{BandChip, Shown, band_tone, day_words, percent};
use crate::doing::SavingLine;
use crate::store::{Asking, Store};
use crate::ui::{
    ActionBar, BackLink, Button, ButtonKind, Card, Chip, Column, Dialog, EmptyState, Facts, Fold,
    Icon, Meter, PageHead, SidePanel, Table,
};
use crate::{form, locale, say, t};

/// The page.
#[component]
pub fn TargetPage() -> impl IntoView {
    let store = Store::get();
    ask(store);
    let params = use_params_map();
    let at = Memo::new(move |_| {
        params.with(|params| {
            let (unit, month) = (params.get("unit")?, params.get("month")?);
            read_id(&format!("{unit}/{month}/{}", params.get("act")?))
        })
    });
    let shown = Memo::new(move |_| known(store).remove(&at.get()?));
    let is_known = Memo::new(move |_| shown.read().is_some());
    let back = move || {
        at.get()
            .map(|at| format!("/targets/{}", at.book.unit))
            .unwrap_or_default()
    };
    let is_coming = move || store.targets.with(|held| held.asking) == Asking::Busy;
    view! {
        {move || view! { <BackLink href=back() words=t!("targets.title") /> }}
        {move || match (is_known.get(), is_coming()) {
            (true, _) => view! { <One shown /> }.into_any(),
            (false, true) => view! { <div aria-busy="true"></div> }.into_any(),
            (false, false) => view! {
                <Card><EmptyState icon=Icon::Target title=t!("targets.unknown") words=t!("targets.offline.words") /></Card>
            }
            .into_any(),
        }}
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Asked {
    Reading,
    Change,
}

#[component]
fn One(shown: Memo<Option<Shown>>) -> impl IntoView {
    let store = Store::get();
    let unit =
        move || shown.with(|shown| shown.as_ref().map(|shown| shown.target.book.unit.clone()));
    let overline = Signal::derive(move || {
        let unit = unit().and_then(|unit| store.unit_name(&unit));
        unit.unwrap_or_default()
    });
    let title = Signal::derive(move || {
        let title = shown.with(|shown| shown.as_ref().map(|shown| shown.plan().title.clone()));
        title.unwrap_or_default()
    });
    let book = Memo::new(move |_| month_of_today(store, &unit()?));
    let may_act = Memo::new(move |_| {
        let (Some(shown), Some(id)) = (shown.get(), book.get()) else {
            return false;
        };
        let deed = Deed::EndTarget {
            target: shown.target.clone(),
            day: store.today.get(),
            reason: String::new(),
        };
        shown.standing.ended.is_none()
            && store
                .book_of(&id)
                .is_some_and(|book| store.may(&book, &deed))
    });
    let can_read = Memo::new(move |_| {
        may_act.get() && shown.with(|shown| shown.as_ref().is_some_and(|shown| !shown.is_sum()))
    });
    let (asked, open) = (RwSignal::new(Asked::Reading), RwSignal::new(false));
    let ending = RwSignal::new(false);
    let ask = move |what| {
        move || {
            asked.set(what);
            open.set(true);
        }
    };
    let panel_title = Signal::derive(move || match asked.get() {
        Asked::Reading => say!("targets.read"),
        Asked::Change => say!("targets.change"),
    });
    let with_both = move || shown.get_untracked().zip(book.get_untracked());
    let panel = move || {
        let (shown, book) = with_both()?;
        let done = move || open.set(false);
        Some(match asked.get() {
            Asked::Reading => view! { <ReadingForm shown book done /> }.into_any(),
            Asked::Change => view! { <ChangeForm shown book done /> }.into_any(),
        })
    };
    let end = move || {
        let (shown, book) = with_both()?;
        Some(view! { <EndForm shown book done=move || ending.set(false) /> })
    };
    let at = Memo::new(move |_| shown.with(|shown| Some(shown.as_ref()?.target.clone())));
    view! {
        <PageHead title overline />
        {move || shown.get().map(|shown| view! { <Now shown /> })}
        {move || shown.get().map(|shown| view! { <Readings shown /> })}
        {move || at.get().map(|target: InBook| view! { <Parts target=target.clone() /><ServingTasks target /> })}
        {move || shown.get().map(|shown| view! { <Changes shown /> })}
        <SidePanel open title=panel_title>{panel}</SidePanel>
        <Dialog open=ending title=t!("targets.end")>{end}</Dialog>
        <Show when=move || may_act.get()>
            <ActionBar state=|| view! { <SavingLine /> }>
                <Button kind=ButtonKind::Quiet icon=Icon::Remove on_press=move || ending.set(true)>{t!("targets.end")}</Button>
                <Button icon=Icon::Edit on_press=ask(Asked::Change)>{t!("targets.change")}</Button>
                <Show when=move || can_read.get()>
                    <Button kind=ButtonKind::Primary icon=Icon::Plus on_press=ask(Asked::Reading)>
                        {t!("targets.read")}
                    </Button>
                </Show>
            </ActionBar>
        </Show>
    }
}

/// Where it stands now.
#[component]
fn Now(shown: Shown) -> impl IntoView {
    let store = Store::get();
    let plan = shown.plan().clone();
    let reached = shown.reached();
    let meter = reached.map(|reached| {
        let part = u32::try_from(reached.percent_hundredths().min(10_000)).unwrap_or(10_000);
        let words = percent(reached);
        view! {
            <Meter
                label=t!("targets.column.percent")
                value=Signal::stored(part)
                max=Signal::stored(10_000)
                words=Signal::derive(move || words.clone())
                tone=band_tone(shown.band())
            />
        }
    });
    let whole = plan.part_of.clone();
    let ended = shown.standing.ended.clone();
    let (band, by) = (shown.band(), shown.standing.by.clone());
    let facts = Signal::derive(move || {
        let mut facts = vec![(say!("targets.column.planned"), shown.planned())];
        if let Some(value) = shown.value() {
            facts.push((
                say!("targets.column.reached"),
                format!("{value} {}", shown.plan().measure),
            ));
        }
        if let Some(day) = shown.day() {
            let read = format!("{} · {}", day_words(day), shown.source());
            facts.push((say!("targets.column.read"), read));
        }
        let month = |month| locale::month(&String::from(month));
        let term = format!("{} – {}", month(plan.from), month(plan.until));
        facts.push((say!("targets.term"), term));
        facts.push((say!("targets.field.document"), plan.document.clone()));
        facts.push((say!("targets.set_by"), name(store, &by)));
        if let Some(whole) = &whole {
            let title = super::title_of(store, whole);
            let title = title.unwrap_or_else(|| say!("targets.unknown"));
            facts.push((say!("targets.field.part_of"), title));
        }
        if let Some(end) = &ended {
            let words = format!("{} · {}", day_words(end.day), end.reason);
            facts.push((say!("targets.ended"), words));
        }
        facts
    });
    view! {
        <Card>
            <div class="stack">
                <div class="row-tight"><BandChip band /></div>
                {meter}
                <Facts facts />
            </div>
        </Card>
    }
}

fn name(store: Store, person: &PersonId) -> String {
    store
        .name_of(person)
        .unwrap_or_else(|| say!("refusal.someone"))
}

/// One reading, as a line.
#[derive(Clone, PartialEq)]
struct Line {
    day: Day,
    value: String,
    reached: Option<Reached>,
    source: String,
    by: PersonId,
}

/// All readings, the newest first.
#[component]
fn Readings(shown: Shown) -> impl IntoView {
    let store = Store::get();
    let plan = shown.plan().clone();
    let lines: Vec<Line> = shown
        .standing
        .readings
        .iter()
        .rev()
        .map(|(day, read)| Line {
            day: *day,
            value: form::quantity(read.value),
            reached: (plan.counting != Counting::Sum)
                .then(|| Reached::of(&plan, read.value.thousandths())),
            source: read.source.clone(),
            by: read.by.clone(),
        })
        .collect();
    if lines.is_empty() {
        return ().into_any();
    }
    let columns = vec![
        Column::new(t!("targets.field.day"), |line: &Line| {
            day_words(line.day).into_any()
        }),
        Column::number(t!("targets.column.reached"), |line: &Line| {
            line.value.clone().into_any()
        }),
        Column::number(t!("targets.column.percent"), |line: &Line| {
            line.reached.map(percent).unwrap_or_default().into_any()
        }),
        Column::new(t!("targets.column.band"), |line: &Line| {
            view! { <BandChip band=line.reached.map(Reached::band) /> }.into_any()
        }),
        Column::new(t!("targets.field.source"), move |line: &Line| {
            let (source, by) = (line.source.clone(), line.by.clone());
            view! {
                <div>
                    {source}
                    <br />
                    <span class="small soft">{move || name(store, &by)}</span>
                </div>
            }
            .into_any()
        }),
    ];
    let rows = Signal::stored(lines);
    view! {
        <Card title=t!("targets.readings") flush=true>
            <Table caption=t!("targets.readings") caption_hidden=true columns rows />
        </Card>
    }
    .into_any()
}

/// What was changed of it, by whom and why.
#[component]
fn Changes(shown: Shown) -> impl IntoView {
    let store = Store::get();
    let months = shown.row.months;
    let changes: Vec<_> = months
        .into_iter()
        .flat_map(|(month, entry)| {
            entry
                .changes
                .into_iter()
                .map(move |changed| (month, changed))
        })
        .collect();
    let count = changes.len();
    let item = move |(month, changed): (
        roviec_shared::month::Month,
        roviec_shared::target::TargetChanged,
    )| {
        let by = changed.by;
        let who = move || {
            let month = locale::month(&String::from(month));
            format!("{month} · {}", name(store, &by))
        };
        let planned = changed.change.planned.map(|planned| {
            let planned = form::quantity(planned);
            view! { <Chip words=t!("targets.planned_now", planned = planned) icon=Icon::Edit /> }
        });
        view! { <li><span class="small soft">{who}</span><span class="prewrap">{changed.reason}</span>{planned}</li> }
    };
    (count > 0).then(|| {
        view! {
            <Fold title=t!("plan.history", n = count)>
                <ul class="task-history">{changes.into_iter().map(item).collect_view()}</ul>
            </Fold>
        }
    })
}
