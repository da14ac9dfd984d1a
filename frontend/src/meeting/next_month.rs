//! The new month's tasks: given in the meeting that rates the month before.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use roviec_shared::id::BookId;

use crate::month::{Here, Line, PeopleList, lines};
use crate::plan::CopyButton;
use crate::ui::{ButtonKind, Card, Chip, EmptyState, Icon, LinkButton, Tone};
use crate::{say, t};

/// The part of the page.
#[component]
pub fn NextMonth(
    /// The month that is rated.
    here: Here,
) -> impl IntoView {
    let store = here.store;
    let BookId { unit, month } = here.id();
    let next = BookId {
        unit,
        month: month.next(),
    };
    let shown = next.clone();
    let is_held = Memo::new(move |_| store.book_ids().contains(&shown));
    let there = Here::new(store, next);
    view! {
        <Show
            when=move || is_held.get()
            fallback=move || {
                view! {
                    <Card>
                        <EmptyState
                            icon=Icon::Calendar
                            title=t!("next.not_open", month = there.month_words())
                            words=t!("next.not_open.words")
                        />
                    </Card>
                }
            }
        >
            <Tasks there />
        </Show>
    }
}

#[component]
fn Tasks(there: Here) -> impl IntoView {
    let all = lines(there);
    let navigate = use_navigate();
    let open = Callback::new(move |person| {
        navigate(&there.href_of("plan", &person), NavigateOptions::default());
    });
    let words = move || {
        let (planned, active, tasks) = all.with(|lines| {
            let active = lines.iter().filter(|line| line.is_active());
            let planned = active.clone().filter(|line| line.tasks > 0).count();
            let tasks: usize = lines.iter().map(|line| line.tasks).sum();
            (planned, active.count(), tasks)
        });
        say!("next.words", planned = planned, of = active, tasks = tasks)
    };
    let buttons = move || {
        view! {
            <CopyButton here=there />
            <LinkButton href=there.href("plan") kind=ButtonKind::Plain icon=Icon::Tasks>{t!("next.plan")}</LinkButton>
        }
    };
    view! {
        <Card title=t!("next.title", month = there.month_words()) aside=buttons flush=true>
            <p class="card-line">{words}</p>
            <PeopleList
                lines=all
                current=None
                on_press=open
                note=|line: &Line| line.post.clone()
                aside=aside
                left=|line: &Line| line.is_active() && line.tasks == 0
            />
        </Card>
    }
}

fn aside(line: &Line) -> AnyView {
    let n = line.tasks;
    match n {
        0 if line.is_active() => {
            view! { <Chip words=t!("month.line.no_task") tone=Tone::Warning /> }.into_any()
        }
        0 => ().into_any(),
        _ => view! { <Chip words=t!("plan.line.tasks", n = n) /> }.into_any(),
    }
}
