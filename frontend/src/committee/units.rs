//! The committee's month at a glance: what is to be done, what came, and what is owed.

use leptos::prelude::*;
use leptos_router::components::A;
use roviec_shared::{
    book::submission::SubmissionState,
    due::{DueState, Milestone},
    organisation::Role,
};

use super::decision::to_decide;
use super::desk::Desk;
use super::head::DeskHead;
use super::unit_month::UnitMonth;
use super::urging::overdue;
use crate::appeals::AppealList;
use crate::doing::Doing;
use crate::due;
use crate::ui::{
    Button, ButtonKind, Card, Chip, Column, EmptyState, Figure, Icon, LinkButton, Segment,
    Segments, Table, Tone,
};
use crate::{say, t};

/// The page.
#[component]
pub fn UnitsPage() -> impl IntoView {
    let desk = Desk::of_page();
    let share = move |among: fn(&UnitMonth) -> bool, wanted: fn(&UnitMonth) -> bool| {
        Signal::derive(move || {
            desk.units.with(|units| {
                let of = units.iter().filter(|unit| among(unit));
                let found = of.clone().filter(|unit| wanted(unit)).count();
                format!("{found}/{}", of.count())
            })
        })
    };
    let count = move |wanted| share(|_| true, wanted);
    // A cell that decides itself reports nothing.
    let reports = |unit: &UnitMonth| !unit.decides_itself();
    let late = Signal::derive(move || {
        let late = desk
            .units
            .with(|units| units.iter().filter(|unit| unit.days_late() > 0).count());
        match late {
            0 => say!("committee.figure.none_late"),
            late => say!("committee.figure.late", n = late),
        }
    });
    let doing = Doing::new(desk.store);
    let appeals = Memo::new(move |_| {
        desk.units.with(|units| {
            let opened = units.iter().filter_map(|unit| unit.opened.as_ref());
            let appeals = opened.flat_map(|opened| opened.appeals.clone());
            appeals.collect::<Vec<_>>()
        })
    });
    view! {
        <DeskHead title=t!("committee.title") lead=t!("committee.lead") />
        <Now />
        <div class="figures">
            <Figure label=t!("committee.figure.reported") value=share(reports, |unit| !unit.owes()) note=late />
            <Figure label=t!("committee.figure.received") value=share(reports, |unit| unit.is_received() || unit.is_decided()) />
            <Figure label=t!("committee.figure.decided") value=count(UnitMonth::is_decided) />
            <Figure label=t!("committee.figure.announced") value=count(UnitMonth::is_announced) />
        </div>
        <AppealList open=appeals doing />
        <Units />
    }
}

/// One thing that whoever acts can do now.
struct Step {
    tone: Tone,
    words: String,
    page: String,
    go: String,
}

/// What whoever acts can do now, the most pressing first.
fn now(desk: Desk) -> Vec<Step> {
    let mut steps = Vec::new();
    let office = desk.holds(&[Role::CommitteeOffice]);
    desk.units.with(|units| {
        let count =
            |wanted: &dyn Fn(&UnitMonth) -> bool| units.iter().filter(|unit| wanted(unit)).count();
        let step = |tone, words, page: &str, go| Step {
            tone,
            words,
            page: page.to_owned(),
            go,
        };
        if office && let Some(first) = units.iter().find(|unit| unit.waits()) {
            let waiting = count(&UnitMonth::waits);
            let page = format!("/unit/{}", first.id.unit);
            steps.push(step(
                Tone::Primary,
                say!("committee.now.receive", n = waiting),
                &page,
                say!("committee.now.receive.go"),
            ));
        }
        let unanswered: usize = units
            .iter()
            .filter_map(|unit| unit.opened.as_ref())
            .map(|opened| opened.unanswered)
            .sum();
        if desk.holds(roviec_shared::permission::ANSWERERS) && unanswered > 0 {
            steps.push(step(
                Tone::Warning,
                say!("committee.now.limits", n = unanswered),
                "/limits",
                say!("committee.now.limits.go"),
            ));
        }
        let to_decide = to_decide(desk);
        let ready = count(&|unit| unit.is_received() && !unit.is_decided());
        match &to_decide {
            Some(_) if desk.holds(&[Role::Decider]) => steps.push(step(
                Tone::Primary,
                say!("committee.now.decide"),
                "/conclusion",
                say!("committee.now.decide.go"),
            )),
            None if office && ready > 0 => steps.push(step(
                Tone::Primary,
                say!("committee.now.conclude", n = ready),
                "/conclusion",
                say!("committee.now.conclude.go"),
            )),
            _ => {}
        }
        let told = count(&|unit| {
            unit.opened
                .as_ref()
                .is_some_and(|opened| opened.to_announce > 0)
        });
        if office && told > 0 {
            steps.push(step(
                Tone::Primary,
                say!("committee.now.announce", n = told),
                "/announcement",
                say!("committee.now.announce.go"),
            ));
        }
        let late = overdue(units).len();
        if office && late > 0 {
            steps.push(step(
                Tone::Warning,
                say!("committee.now.urge", n = late),
                "/urging",
                say!("committee.now.urge.go"),
            ));
        }
        let over = count(&|unit| {
            unit.due(Milestone::Closed)
                .is_some_and(|due| due.state == DueState::Now)
        });
        if office && over > 0 {
            steps.push(step(
                Tone::Plain,
                say!("committee.now.close", n = over),
                "/announcement",
                say!("committee.now.close.go"),
            ));
        }
    });
    steps
}

#[component]
fn Now() -> impl IntoView {
    let desk = Desk::of_page();
    let step = move |(index, step): (usize, Step)| {
        let kind = if index == 0 {
            ButtonKind::Primary
        } else {
            ButtonKind::Plain
        };
        view! {
            <div class="due-item">
                <p class=format!("due-words now-words {}", step.tone.class())>{step.words}</p>
                <LinkButton href=desk.path(&step.page) kind icon=Icon::Arrow>{step.go}</LinkButton>
            </div>
        }
    };
    let steps = move || {
        let steps = now(desk);
        if steps.is_empty() {
            return view! { <p class="soft">{t!("committee.now.nothing")}</p> }.into_any();
        }
        let steps = steps.into_iter().enumerate().map(step).collect_view();
        view! { <div class="due-list">{steps}</div> }.into_any()
    };
    view! { <Card title=t!("committee.now")>{steps}</Card> }
}

/// Which units are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Filter {
    All,
    Owing,
    Waiting,
}

#[component]
fn Units() -> impl IntoView {
    let desk = Desk::of_page();
    let filter = RwSignal::new(Filter::All);
    let segment = |value, title| Segment { value, title };
    let segments = vec![
        segment(Filter::All, t!("committee.filter.all")),
        segment(Filter::Owing, t!("committee.filter.owing")),
        segment(Filter::Waiting, t!("committee.filter.waiting")),
    ];
    let rows = Signal::derive(move || {
        let shown = |unit: &&UnitMonth| match filter.get() {
            Filter::All => true,
            Filter::Owing => unit.owes(),
            Filter::Waiting => unit.waits(),
        };
        desk.units.with(|units| {
            let rows = units.iter().filter(shown).map(|unit| Row {
                href: desk.path(&format!("/unit/{}", unit.id.unit)),
                unit: unit.clone(),
            });
            rows.collect::<Vec<_>>()
        })
    });
    let is_empty = Memo::new(move |_| rows.read().is_empty());
    view! {
        <Card
            title=t!("committee.units")
            flush=true
            aside=move || view! {
                <Segments
                    label=t!("committee.filter")
                    segments=segments.clone()
                    value=filter
                    on_choose=move |chosen| filter.set(chosen)
                />
            }
        >
            <Show
                when=move || !is_empty.get()
                fallback=move || view! {
                    <EmptyState icon=Icon::Inbox title=t!("committee.filter.nothing")>
                        <Button on_press=move || filter.set(Filter::All)>{t!("committee.filter.show_all")}</Button>
                    </EmptyState>
                }
            >
                <Table caption=t!("committee.units") caption_hidden=true columns=columns() rows />
            </Show>
        </Card>
    }
}

#[derive(Clone)]
struct Row {
    unit: UnitMonth,
    href: String,
}

fn columns() -> Vec<Column<Row>> {
    let share = |milestone: Milestone| {
        move |row: &Row| {
            let due = row.unit.due(milestone);
            due.map(|due| format!("{}/{}", due.done, due.of))
                .unwrap_or_else(|| "–".to_owned())
                .into_any()
        }
    };
    vec![
        Column::new(t!("committee.column.unit"), name),
        Column::number(t!("due.planned"), share(Milestone::Planned)),
        Column::number(t!("due.scored"), share(Milestone::Scored)),
        Column::new(t!("committee.column.met"), |row: &Row| {
            reached(row, Milestone::Met)
        }),
        Column::new(t!("committee.column.submitted"), submitted),
        Column::new(t!("due.received"), |row: &Row| received(row)),
        Column::new(t!("committee.column.state"), state),
    ]
}

fn name(row: &Row) -> AnyView {
    let telephone = row.unit.telephone.clone().map(|telephone| {
        let href = format!("tel:{}", telephone.replace(' ', ""));
        view! { <a href=href class="telephone">{telephone}</a> }
    });
    let name = row.unit.name.clone();
    let rated = row.unit.rated();
    view! {
        <A href=row.href.clone() attr:class="line-person">
            <span class="line-name">{name}</span>
            <span class="small soft">{t!("committee.people", n = rated)}</span>
        </A>
        {telephone}
    }
    .into_any()
}

/// The day it was reached, and how late.
fn reached(row: &Row, milestone: Milestone) -> AnyView {
    match row.unit.due(milestone).map(|due| due.state) {
        Some(DueState::Done { on, days_late }) => done(on, days_late),
        Some(DueState::Late { .. } | DueState::Now | DueState::Later | DueState::PassedOver)
        | None => view! { <span class="soft">"–"</span> }.into_any(),
    }
}

fn done(on: Option<roviec_shared::month::Day>, days_late: u32) -> AnyView {
    let day = on.map_or_else(|| "✓".to_owned(), due::short_day);
    let late = (days_late > 0)
        .then(|| view! { <span class="small late">{t!("due.was_late", days = days_late)}</span> });
    view! { <span class="nowrap">{day}</span>" "{late} }.into_any()
}

/// The day on the report, and the day it arrived where that is another.
fn submitted(row: &Row) -> AnyView {
    let report = row
        .unit
        .opened
        .as_ref()
        .and_then(|opened| opened.report.clone());
    let Some(report) = report.filter(|_| !row.unit.owes()) else {
        return reached(row, Milestone::Submitted);
    };
    let late = match row.unit.due(Milestone::Submitted).map(|due| due.state) {
        Some(DueState::Done { days_late, .. }) => days_late,
        _ => 0,
    };
    let arrived = report.arrived.filter(|arrived| *arrived != report.day).map(|arrived| {
        view! { <span class="small soft">{t!("committee.arrived", day = due::short_day(arrived))}</span> }
    });
    view! { {done(Some(report.day), late)} {arrived} }.into_any()
}

fn received(row: &Row) -> AnyView {
    let opened = row.unit.opened.as_ref();
    match opened
        .and_then(|opened| opened.report.as_ref())
        .map(|report| &report.state)
    {
        Some(SubmissionState::Received { day, .. }) => done(Some(*day), 0),
        _ => reached(row, Milestone::Received),
    }
}

/// Where a unit stands, in a word.
fn state(row: &Row) -> AnyView {
    let unit = &row.unit;
    let late = unit.days_late();
    let report = unit
        .opened
        .as_ref()
        .and_then(|opened| opened.report.as_ref());
    let (words, tone) = if unit.opened.is_none() {
        (t!("committee.state.not_opened"), Tone::Plain)
    } else if unit.is_closed() {
        (t!("committee.state.closed"), Tone::Plain)
    } else if unit.is_announced() {
        (t!("committee.state.announced"), Tone::Success)
    } else if unit.is_decided() {
        (t!("committee.state.decided"), Tone::Success)
    } else if unit.is_received() {
        (t!("committee.state.received"), Tone::Info)
    } else if unit.waits() {
        (t!("committee.state.waits"), Tone::Primary)
    } else if late > 0 {
        (t!("due.late", days = late), Tone::Danger)
    } else {
        match report.map(|report| &report.state) {
            Some(SubmissionState::Returned { .. }) => {
                (t!("committee.state.returned"), Tone::Warning)
            }
            Some(SubmissionState::Withdrawn { .. }) => {
                (t!("committee.state.withdrawn"), Tone::Plain)
            }
            _ => (t!("committee.state.in_time"), Tone::Plain),
        }
    };
    view! { <Chip words tone /> }.into_any()
}
