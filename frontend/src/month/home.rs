//! The home of a unit's month: what is due, whose it is, by when, what the guidance says of it, and where
//! each person stands.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::components::A;
use leptos_router::hooks::use_navigate;
use roviec_shared::{
    book::Book,
    due::{Due, DueState, Milestone, of_book},
    id::BookId,
    organisation::UnitKind,
    route::{Place, StepKind},
};

use super::remind::RemindPeople;
use super::undivided::Undivided;
use super::{Here, Line, PeopleList, lines};
use crate::level::OutcomeChip;
use crate::remind::ReminderNotice;
use crate::ui::{
    ButtonKind, Card, Chip, EmptyState, Figure, Icon, LinkButton, PageHead, Steps, Tone,
};
use crate::{due, role, say, standing, t};

/// The page.
pub fn home(here: Here) -> AnyView {
    let store = here.store;
    let dues = Memo::new(move |_| {
        let today = store.today.get();
        let of = |book: &Book| store.rules.with(|rules| of_book(rules, book, today));
        Dues(here.with(of).unwrap_or_default())
    });
    let steps = Signal::derive(move || {
        crate::locale::language();
        dues.with(|dues| {
            let shown: Vec<Due> = dues.0.iter().filter(|due| is_shown(due)).cloned().collect();
            due::steps(&shown)
        })
    });
    // What the unit was reminded of is shown as long as something is late.
    let is_late =
        Memo::new(move |_| dues.with(|dues| dues.0.iter().any(|due| due.days_late() > 0)));
    let reminders =
        Signal::derive(move || here.with(|book| book.reminders.clone()).unwrap_or_default());
    let above = move || {
        here.with(|book| {
            let place = book.place.as_ref()?;
            Some(place.above.values().flatten().next()?.name.clone())
        })
        .flatten()
        .unwrap_or_default()
    };
    let overline = Signal::derive(move || {
        [here.unit_name(), above()]
            .into_iter()
            .filter(|name| !name.is_empty())
            .collect::<Vec<_>>()
            .join(", ")
    });
    view! {
        <PageHead
            title=t!("month.name", month = here.month_words())
            overline
        />
        <Show when=move || is_late.get()><ReminderNotice reminders /></Show>
        <Card><Steps label=t!("month.steps") steps /></Card>
        <Undivided here />
        <div class="month-now">
            <Now here dues />
            <OtherMonth here />
        </div>
        <Figures here />
        <RemindPeople here />
        <People here />
        <p>
            <A href=here.year_href() attr:class="text-link">
                {t!("year.of_unit")}
            </A>
        </p>
    }
    .into_any()
}

/// What is due of a month, as a value that can be compared.
#[derive(Clone, PartialEq)]
struct Dues(Vec<Due>);

/// The month's end and appeals are steps only once they are somebody's turn.
fn is_shown(due: &Due) -> bool {
    !matches!(due.milestone, Milestone::Answered | Milestone::Closed) || due.is_open()
}

#[component]
fn Now(here: Here, dues: Memo<Dues>) -> impl IntoView {
    let open = move || {
        let open = dues.with(|dues| {
            let open = dues.0.iter().filter(|due| due.is_open());
            open.cloned().collect::<Vec<_>>()
        });
        let last = open.len().saturating_sub(1);
        if open.is_empty() {
            return view! { <NothingDue here dues /> }.into_any();
        }
        open.into_iter()
            .enumerate()
            .rev()
            .map(|(index, due)| view! { <DueItem here due is_main=index == last /> })
            .collect_view()
            .into_any()
    };
    view! { <Card title=t!("month.now")><div class="due-list">{open}</div></Card> }
}

#[component]
fn NothingDue(here: Here, dues: Memo<Dues>) -> impl IntoView {
    let words = move || {
        let is_over = here.with(|book| book.closed.is_some()).unwrap_or_default();
        let next = dues.with(|dues| {
            let waits = |due: &&Due| matches!(due.state, DueState::Later) && due.last_day.is_some();
            dues.0.iter().find(waits).cloned()
        });
        match next {
            _ if is_over => say!("month.over"),
            Some(next) => say!(
                "month.nothing_due",
                what = due::title(next.milestone),
                note = due::note(&next)
            ),
            None => say!("month.all_done"),
        }
    };
    view! { <p class="soft">{words}</p> }
}

/// One thing that somebody has to do now.
#[component]
fn DueItem(
    here: Here,
    due: Due,
    /// The furthest on: its button is the page's main one.
    is_main: bool,
) -> impl IntoView {
    let (milestone, at) = (due.milestone, due.at);
    let (tone, by) = (due::tone(&due), due.clone());
    let state = {
        let due = due.clone();
        Signal::derive(move || due::note(&due))
    };
    let guidance = move || match step_of(milestone) {
        Some(kind) => here
            .rules()
            .and_then(|rules| Some(rules.route.step(kind)?.guidance.clone())),
        None => Some(say!("month.guidance.planned")),
    };
    let whose = move || {
        let days = by.last_day.map(|last| {
            let left = here.store.today.get().days_until(last);
            match left {
                0 => say!("month.today_is_last"),
                1.. => say!("month.days_left", n = left),
                _ => String::new(),
            }
        });
        let whose = say!("month.whose", who = whose(here, &by));
        match days {
            Some(days) if !days.is_empty() => format!("{whose} {days}"),
            _ => whose,
        }
    };
    let kind = if is_main {
        ButtonKind::Primary
    } else {
        ButtonKind::Plain
    };
    view! {
        <section class="due-item">
            <div class="due-words">
                <div class="row-tight">
                    <h3>{move || due::title(milestone)}</h3>
                    <Chip words=state tone icon=Icon::Clock />
                </div>
                <p>{whose}</p>
                <p class="due-guidance soft">{guidance}</p>
            </div>
            {place_of(milestone, at)
                .map(|place| {
                    view! {
                        <LinkButton href=here.href(place) kind icon=Icon::Arrow>
                            {move || go_words(milestone)}
                        </LinkButton>
                    }
                })}
        </section>
    }
}

fn step_of(milestone: Milestone) -> Option<StepKind> {
    Some(match milestone {
        Milestone::Planned => return None,
        Milestone::Scored => StepKind::Score,
        Milestone::GroupsVoted => StepKind::GroupVote,
        Milestone::Met => StepKind::Vote,
        Milestone::Opined => StepKind::Opine,
        Milestone::Submitted => StepKind::Submit,
        Milestone::Received => StepKind::Compile,
        Milestone::Decided | Milestone::Answered => StepKind::Decide,
        Milestone::Announced | Milestone::Closed => StepKind::Announce,
    })
}

/// Where it is done; nowhere of ours where it is done above.
fn place_of(milestone: Milestone, at: Place) -> Option<&'static str> {
    Some(match milestone {
        Milestone::Planned => "plan",
        Milestone::Scored => "results",
        Milestone::GroupsVoted => "groups",
        Milestone::Met => "meeting",
        Milestone::Submitted | Milestone::Received => "report",
        _ if at == Place::Unit => "decision",
        _ => return None,
    })
}

fn go_words(milestone: Milestone) -> String {
    match milestone {
        Milestone::Planned => say!("month.go.plan"),
        Milestone::Scored => say!("month.go.results"),
        Milestone::GroupsVoted => say!("month.go.groups"),
        Milestone::Met => say!("month.go.meeting"),
        Milestone::Opined => say!("month.go.opinions"),
        Milestone::Submitted => say!("month.go.report"),
        Milestone::Decided => say!("month.go.decide"),
        Milestone::Announced => say!("month.go.announce"),
        Milestone::Answered => say!("month.go.answer"),
        Milestone::Closed => say!("month.go.close"),
        _ => say!("month.go.see_report"),
    }
}

/// Who takes it, in words, with the unit above where it is theirs.
fn whose(here: Here, due: &Due) -> String {
    if due.by.is_empty() {
        return say!("month.whose.everyone");
    }
    let unit = here.id().unit;
    let kind = here.store.tree.with(|tree| {
        let unit = tree.units.get(&unit);
        unit.map_or(UnitKind::Cell, |unit| unit.kind)
    });
    let roles: Vec<String> = due
        .by
        .iter()
        .filter(|role| {
            kind == UnitKind::Agency || **role != roviec_shared::organisation::Role::Head
        })
        .map(|role| role::name(*role, kind))
        .collect();
    let roles = roles.join(", ");
    let above = here
        .with(|book| {
            let place = book.place.as_ref()?;
            Some(place.above.values().flatten().next()?.name.clone())
        })
        .flatten();
    match (due.at, above) {
        (Place::Above, Some(above)) => say!("month.whose.above", roles = roles, unit = above),
        _ => roles,
    }
}

/// The month that begins, beside the one that is rated.
#[component]
fn OtherMonth(here: Here) -> impl IntoView {
    let store = here.store;
    let BookId { unit, month } = here.id();
    let next = BookId {
        unit,
        month: month.next(),
    };
    let shown = next.clone();
    let is_held = Memo::new(move |_| store.book_ids().contains(&shown));
    let there = Here::new(store, next);
    let title = t!("month.next.title", month = there.month_words());
    let words = move || {
        let (planned, rated) = there
            .with(|book| {
                let planned = book
                    .rated()
                    .filter(|(_, record)| record.live_tasks().next().is_some());
                (planned.count(), book.rated().count())
            })
            .unwrap_or_default();
        match planned {
            0 => say!("month.next.unplanned"),
            _ => say!("month.next.planned", n = planned, of = rated),
        }
    };
    view! {
        <Show when=move || is_held.get()>
            <Card title>
                <p>{words}</p>
                <LinkButton href=there.href("plan") icon=Icon::Tasks>{t!("month.next.go")}</LinkButton>
            </Card>
        </Show>
    }
}

#[component]
fn Figures(here: Here) -> impl IntoView {
    let lines = lines(here);
    let of = move |all: fn(&Line) -> bool, wanted: fn(&Line) -> bool| {
        Signal::derive(move || {
            lines.with(|lines| {
                let all: Vec<&Line> = lines
                    .iter()
                    .map(|line| &**line)
                    .filter(|line| all(line))
                    .collect();
                let wanted = all.iter().filter(|line| wanted(line)).count();
                format!("{wanted}/{}", all.len())
            })
        })
    };
    let rated: fn(&Line) -> bool = |line| line.is_rated;
    let active: fn(&Line) -> bool = Line::is_active;
    let has_task = |line: &Line| line.tasks > 0;
    let tasks = Signal::derive(move || {
        lines.with(|lines| {
            let rated = lines.iter().filter(|line| line.is_rated);
            let (reported, tasks) = rated.fold((0, 0), |(reported, tasks), line| {
                (reported + line.reported, tasks + line.tasks)
            });
            format!("{reported}/{tasks}")
        })
    });
    view! {
        <div class="figures">
            <Figure label=t!("month.figure.planned") value=of(active, has_task) note=t!("month.figure.people") />
            <Figure label=t!("month.figure.reported") value=tasks note=t!("month.figure.tasks") />
            <Figure label=t!("month.figure.scored") value=of(active, |line| line.has_scored) note=t!("month.figure.people") />
            <Figure label=t!("month.figure.agreed") value=of(rated, |line| line.agreed.is_some()) note=t!("month.figure.people") />
        </div>
    }
}

#[component]
fn People(here: Here) -> impl IntoView {
    let lines = lines(here);
    let navigate = use_navigate();
    let open = Callback::new(move |person| {
        navigate(
            &here.href_of("results", &person),
            NavigateOptions::default(),
        );
    });
    let is_empty = Memo::new(move |_| lines.read().is_empty());
    view! {
        <Card title=t!("month.people") flush=true>
            <Show
                when=move || !is_empty.get()
                fallback=|| view! { <EmptyState icon=Icon::People title=t!("month.nobody") /> }
            >
                <PeopleList
                    lines
                    current=None
                    on_press=open
                    note=note
                    aside=aside
                    left=|line| line.is_rated && !line.is_ready()
                />
            </Show>
        </Card>
    }
}

/// Post and standing.
fn note(line: &Line) -> String {
    let standing = standing::standing(line.standing);
    let parts = [line.post.clone(), standing];
    let known: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    known.join(", ")
}

/// Where they stand: the furthest step that was taken, and what is missing.
fn aside(line: &Line) -> AnyView {
    if line.has_left {
        return view! { <Chip words=t!("month.line.left") /> }.into_any();
    }
    if !line.is_rated {
        return view! { <Chip words=t!("month.line.elsewhere") /> }.into_any();
    }
    if let Some(decided) = line.decided.clone() {
        return view! { <OutcomeChip outcome=Some(decided) /> }.into_any();
    }
    if let Some(agreed) = line.agreed.clone() {
        return view! { <OutcomeChip outcome=Some(agreed) provisional=true /> }.into_any();
    }
    let (tasks, reported) = (line.tasks, line.reported);
    let without_task = tasks == 0 && line.is_active();
    let results = match (tasks, reported) {
        (0, _) => None,
        (tasks, reported) if tasks == reported => {
            Some((Tone::Success, t!("month.line.reported", n = tasks)))
        }
        (tasks, reported) => Some((
            Tone::Plain,
            t!("month.line.some_reported", n = reported, of = tasks),
        )),
    };
    view! {
        {without_task.then(|| view! { <Chip words=t!("month.line.no_task") tone=Tone::Warning /> })}
        {results.map(|(tone, words)| view! { <Chip words tone /> })}
        {line
            .has_scored
            .then(|| view! { <Chip words=t!("month.line.scored") tone=Tone::Success icon=Icon::Check /> })}
    }
    .into_any()
}
