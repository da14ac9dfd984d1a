//! The plan of a month: each person's tasks.

use leptos::prelude::*;
use roviec_shared::order;
use roviec_shared::task::Task;

use super::PaperPage;
use super::dates::month_words;
use super::issuer::{Issuer, paper_head};
use super::parts::{for_the_unit, recipients};
use crate::form::quantity;
use crate::month::{Here, Line, lines_now};
use crate::plan::day;
use crate::{key, say, t};

/// The page.
pub fn plan(here: Here) -> AnyView {
    let back = here.href("plan");
    view! {
        <PaperPage here title=t!("paper.plan.title") back back_words=t!("plan.place")>
            {move || sheet(here, &lines_now(here))}
        </PaperPage>
    }
    .into_any()
}

fn sheet(here: Here, all: &[Line]) -> impl IntoView + use<> {
    let month = here.id().month;
    let today = here.store.today.get();
    let issuer = Issuer::of(here);
    let about = issuer.words(key!("paper.plan.about"), key!("paper.plan.about.agency"));
    let to = issuer.words(
        key!("paper.recipients.members"),
        key!("paper.recipients.members.agency"),
    );
    view! {
        <article class="paper">
            {paper_head(here, &say!("paper.plan.letters"), Some(today), false)}
            <h2 class="paper-kind">{say!("paper.plan.kind")}</h2>
            <p class="paper-about">{say!(about, month = month_words(month))}</p>
            <div class="paper-body">{plan_table(here, all)}</div>
            <div class="paper-signatures">
                {recipients(here, say!(to))}
                {for_the_unit(here)}
            </div>
        </article>
    }
}

/// Everyone's tasks, one row a task, the name once.
pub(super) fn plan_table(here: Here, all: &[Line]) -> impl IntoView + use<> {
    let rows = here
        .with(|book| {
            all.iter()
                .filter_map(|line| {
                    let record = book.people.get(&line.person)?;
                    let mut tasks: Vec<Task> =
                        record.live_tasks().map(|(_, task)| task.clone()).collect();
                    order::sort_by_key(&mut tasks, |task| task.plan.due);
                    (!tasks.is_empty()).then(|| (line.name.clone(), tasks))
                })
                .collect::<Vec<_>>()
        })
        .unwrap_or_default()
        .into_iter()
        .enumerate()
        .flat_map(|(index, (name, tasks))| person_rows(index + 1, &name, tasks))
        .collect_view();
    view! {
        <table class="paper-table">
            <thead>
                <tr>
                    <th>{say!("paper.column.number")}</th>
                    <th>{say!("together.name")}</th>
                    <th>{say!("why.column.task")}</th>
                    <th>{say!("plan.quantity")}</th>
                    <th>{say!("plan.due")}</th>
                    <th>{say!("paper.column.confirmer")}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

fn person_rows(number: usize, name: &str, tasks: Vec<Task>) -> Vec<impl IntoView + use<>> {
    let span = tasks.len().to_string();
    let row = |(turn, task): (usize, Task)| {
        let first = (turn == 0).then(|| {
            view! {
                <td class="number" rowspan=span.clone()>{number}</td>
                <td rowspan=span.clone()>{name.to_owned()}</td>
            }
        });
        view! {
            <tr>
                {first}
                <td>{task.plan.product.clone()}</td>
                <td>{quantity(task.plan.quantity)} " " {task.plan.unit.clone()}</td>
                <td class="number">{day(task.plan.due)}</td>
                <td>{task.plan.confirmer}</td>
            </tr>
        }
    };
    tasks.into_iter().enumerate().map(row).collect()
}
