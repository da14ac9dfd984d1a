//! The plan of everyone at a glance: who has none, and what is not clear.

use leptos::prelude::*;
use leptos_router::components::A;
use roviec_shared::id::{PersonId, TaskId};
use roviec_shared::task::Vague;

use super::copy::CopyButton;
use super::join::JoinButton;
use super::{VagueTasks, vague_words};
use crate::month::{Here, Lines};
use crate::t;
use crate::ui::{ButtonKind, Card, EmptyState, Figure, Icon, LinkButton, Notice, Tone};

/// The buttons of the page's head.
#[component]
pub fn HeadActions(
    /// Where.
    here: Here,
) -> impl IntoView {
    let may = Memo::new(move |_| here.may_plan());
    view! {
        <Show when=move || may.get()>
            <CopyButton here />
            <JoinButton here />
        </Show>
        <LinkButton href=here.href("paper/plan") kind=ButtonKind::Quiet icon=Icon::Print>{t!("plan.print")}</LinkButton>
    }
}

/// The plan as a whole.
#[component]
pub fn Overview(
    /// Where.
    here: Here,
    /// Everyone.
    lines: Memo<Lines>,
    /// What is not clear.
    vague: Memo<VagueTasks>,
) -> impl IntoView {
    let tasks = Memo::new(move |_| lines.read().iter().map(|line| line.tasks).sum::<usize>());
    let active = Memo::new(move |_| lines.read().iter().filter(|line| line.is_active()).count());
    let planned = Memo::new(move |_| {
        let lines = lines.read();
        lines
            .iter()
            .filter(|line| line.is_active() && line.tasks > 0)
            .count()
    });
    let count_vague = Memo::new(move |_| {
        vague.with(|vague| vague.values().map(|tasks| tasks.len()).sum::<usize>())
    });
    let is_empty = Memo::new(move |_| tasks.get() == 0);
    view! {
        <Show
            when=move || !is_empty.get()
            fallback=move || {
                view! {
                    <Card>
                        <EmptyState icon=Icon::Tasks title=t!("plan.none", month = here.month_words()) words=t!("plan.none.words")>
                            <CopyButton here is_main=true />
                        </EmptyState>
                    </Card>
                }
            }
        >
            <div class="figures">
                <Figure label=t!("month.figure.planned") value=Signal::derive(move || format!("{}/{}", planned.get(), active.get())) note=t!("month.figure.people") />
                <Figure label=t!("plan.figure.tasks") value=Signal::derive(move || tasks.get().to_string()) note=t!("plan.figure.tasks.note") />
                <Figure label=t!("plan.figure.vague") value=Signal::derive(move || count_vague.get().to_string()) note=t!("month.figure.tasks") />
            </div>
            <WithoutTask here lines />
            <VagueList here lines vague />
        </Show>
    }
}

/// Who has no task yet.
#[component]
fn WithoutTask(here: Here, lines: Memo<Lines>) -> impl IntoView {
    let without = Memo::new(move |_| {
        let lines = lines.read();
        let without = lines
            .iter()
            .filter(|line| line.is_active() && line.tasks == 0);
        without
            .map(|line| (line.person.clone(), line.name.clone()))
            .collect::<Vec<_>>()
    });
    let link = move |(person, name): (PersonId, String)| {
        view! { <li><A href=here.href_of("plan", &person) attr:class="text-link">{name}</A></li> }
    };
    view! {
        <Show when=move || !without.read().is_empty()>
            <Notice tone=Tone::Warning title=t!("plan.without")>
                <ul class="name-list">{move || without.get().into_iter().map(link).collect_view()}</ul>
            </Notice>
        </Show>
    }
}

/// Tasks that are not clear, with the reasons, in the order of the people.
#[component]
fn VagueList(here: Here, lines: Memo<Lines>, vague: Memo<VagueTasks>) -> impl IntoView {
    let items = move || {
        let (vague, lines) = (vague.get(), lines.get());
        let people = lines
            .iter()
            .filter_map(|line| Some((line, vague.get(&line.person)?)));
        people
            .flat_map(|(line, tasks)| {
                let of = |(task, why): (&TaskId, &Vec<Vague>)| {
                    let product = here
                        .with(|book| {
                            Some(
                                book.people
                                    .get(&line.person)?
                                    .tasks
                                    .get(task)?
                                    .plan
                                    .product
                                    .clone(),
                            )
                        })
                        .flatten()
                        .unwrap_or_default();
                    let why: Vec<String> = why.iter().map(|why| vague_words(*why)).collect();
                    let name = line.name.clone();
                    view! {
                        <A href=here.href_of("plan", &line.person) attr:class="list-row">
                            <span class="list-row-main"><span class="list-row-words">
                                <span class="list-row-title">{product}</span>
                                <span class="list-row-note">{name} ". " {why.join("; ")}</span>
                            </span></span>
                            {Icon::Right.view()}
                        </A>
                    }
                };
                tasks.iter().map(of).collect::<Vec<_>>()
            })
            .collect_view()
    };
    view! {
        <Show when=move || !vague.read().is_empty()>
            <Card title=t!("plan.vague.list") flush=true><div class="list">{items}</div></Card>
        </Show>
    }
}
