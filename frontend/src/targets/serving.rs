//! The work that serves a target: task by task where whoever looks acts on the unit's ratings, elsewhere counted.

use leptos::{prelude::*, task::spawn_local};
use roviec_shared::{
    book::serving::{Serving, ServingTask, TargetTasks},
    id::{InBook, UnitId},
};

use super::shown::day_words;
use crate::problem;
use crate::store::Store;
use crate::sync::{call::Problem, desk::Desk};
use crate::ui::{Card, Chip, Column, EmptyState, Icon, Notice, Table, Tone};
use crate::{form, locale, say, t};

/// The tasks, as the server gives them to whoever looks.
#[component]
pub fn ServingTasks(
    /// Of which target.
    target: InBook,
) -> impl IntoView {
    let found = RwSignal::new(None::<Result<TargetTasks, Problem>>);
    if let Some(desk) = use_context::<Desk>() {
        spawn_local(async move {
            let tasks = desk.target_tasks(&target).await;
            found.try_set(Some(tasks));
        });
    }
    let units = Memo::new(move |_| match found.get() {
        Some(Ok(tasks)) => tasks.units.into_iter().collect::<Vec<(UnitId, Serving)>>(),
        _ => Vec::new(),
    });
    let tasks = Memo::new(move |_| match found.get() {
        Some(Ok(tasks)) => tasks.tasks,
        _ => Vec::new(),
    });
    let is_none = move || matches!(found.get(), Some(Ok(tasks)) if tasks.units.is_empty() && tasks.tasks.is_empty());
    let problem = move || match found.get() {
        Some(Err(problem)) => Some(problem::words(&problem)),
        _ => None,
    };
    let has_units = Memo::new(move |_| !units.read().is_empty());
    let has_tasks = Memo::new(move |_| !tasks.read().is_empty());
    view! {
        {move || problem().map(|words| view! {
            <Notice tone=Tone::Warning title=t!("targets.tasks.online")><p>{words}</p></Notice>
        })}
        <Show when=is_none>
            <Card title=t!("targets.tasks")>
                <EmptyState icon=Icon::Tasks title=t!("targets.tasks.none") words=t!("targets.tasks.none.words") />
            </Card>
        </Show>
        <Show when=move || has_units.get()>
            <Card title=t!("targets.tasks.units") flush=true><Units units /></Card>
        </Show>
        <Show when=move || has_tasks.get()>
            <Card title=t!("targets.tasks") flush=true><Tasks tasks /></Card>
        </Show>
    }
}

#[component]
fn Units(units: Memo<Vec<(UnitId, Serving)>>) -> impl IntoView {
    let store = Store::get();
    type Row = (UnitId, Serving);
    let columns = vec![
        Column::new(t!("targets.column.unit"), move |(unit, _): &Row| {
            let unit = unit.clone();
            (move || store.unit_name(&unit).unwrap_or_default()).into_any()
        }),
        Column::number(t!("targets.tasks.given"), |(_, serving): &Row| {
            serving.tasks.to_string().into_any()
        }),
        Column::number(t!("targets.tasks.reported"), |(_, serving): &Row| {
            serving.reported.to_string().into_any()
        }),
        Column::number(t!("targets.tasks.done"), |(_, serving): &Row| {
            serving.done.to_string().into_any()
        }),
    ];
    view! { <Table caption=t!("targets.tasks.units") caption_hidden=true columns rows=units /> }
}

#[component]
fn Tasks(tasks: Memo<Vec<ServingTask>>) -> impl IntoView {
    let store = Store::get();
    let columns = vec![
        Column::new(t!("targets.tasks.task"), |task: &ServingTask| {
            let name = task.name.clone();
            view! {
                <span class="strong">{task.product.clone()}</span>
                <br />
                <span class="small soft">{name}</span>
            }
            .into_any()
        }),
        Column::new(t!("targets.column.unit"), move |task: &ServingTask| {
            let book = task.book.clone();
            (move || {
                let unit = store.unit_name(&book.unit).unwrap_or_default();
                let month = locale::month(&String::from(book.month));
                format!("{unit}, {month}")
            })
            .into_any()
        }),
        Column::new(t!("plan.due"), |task: &ServingTask| {
            day_words(task.due).into_any()
        }),
        Column::number(t!("targets.tasks.result"), |task: &ServingTask| {
            let (quantity, unit) = (form::quantity(task.quantity), task.unit.clone());
            match task.done {
                Some(done) => {
                    let is_done = done >= task.quantity;
                    let done = form::quantity(done);
                    let words = Signal::derive(move || {
                        say!(
                            "targets.tasks.of",
                            done = done,
                            quantity = quantity,
                            unit = unit
                        )
                    });
                    let (tone, icon) = if is_done {
                        (Tone::Success, Icon::Check)
                    } else {
                        (Tone::Warning, Icon::Clock)
                    };
                    view! { <Chip words tone icon /> }.into_any()
                }
                None => {
                    let words = Signal::derive(move || {
                        say!("targets.tasks.not_yet", quantity = quantity, unit = unit)
                    });
                    view! { <Chip words icon=Icon::Minus /> }.into_any()
                }
            }
        }),
    ];
    view! { <Table caption=t!("targets.tasks") caption_hidden=true columns rows=tasks /> }
}
