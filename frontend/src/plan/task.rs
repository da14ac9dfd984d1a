//! One task, as it is read: what was agreed, what is not clear about it, and what happened to it.

use leptos::prelude::*;
use roviec_shared::{
    month::Day,
    task::{Plan, Task, Vague},
};

use super::vague_words;
use crate::month::Here;
use crate::ui::{Chip, Fold, Icon, Tone};
use crate::{form, locale, say, t};

/// A day in full.
pub(crate) fn day(day: Day) -> String {
    locale::day(&String::from(day))
}

/// Quantity, day, weight and who confirms, in one line.
fn line(plan: &Plan) -> String {
    let mut parts = vec![
        format!("{} {}", form::quantity(plan.quantity), plan.unit),
        say!("plan.fact.due", day = day(plan.due)),
    ];
    if plan.weight != 1 {
        parts.push(say!("plan.fact.weight", weight = plan.weight));
    }
    if !plan.confirmer.is_empty() {
        parts.push(say!("plan.fact.confirmer", who = plan.confirmer));
    }
    parts.join(" · ")
}

/// What was agreed on a task, with its marks.
#[component]
pub fn TaskFacts(
    /// The task's plan.
    plan: Plan,
    /// What is not clear about it.
    #[prop(optional)]
    vague: Vec<Vague>,
) -> impl IntoView {
    let facts = {
        let plan = plan.clone();
        move || line(&plan)
    };
    let carried = plan.carried.clone().map(|carried| {
        let month = locale::month(&String::from(carried.month));
        let done = form::quantity(carried.done);
        let unit = plan.unit.clone();
        t!("plan.fact.carried", month = month, done = done, unit = unit)
    });
    let part_of = plan.part_of.map(|of| of.product).unwrap_or_default();
    let more = [
        ("judged", plan.judged),
        ("target", plan.target),
        ("part_of", part_of),
    ]
    .into_iter()
    .filter(|(_, text)| !text.is_empty())
    .map(|(which, text)| {
        let words = move || match which {
            "judged" => say!("plan.fact.judged", how = text),
            "part_of" => say!("plan.fact.part_of", product = text),
            _ => say!("plan.fact.target", target = text),
        };
        view! { <p class="small soft">{words}</p> }
    })
    .collect_view();
    view! {
        <div class="task-words">
            <h3 class="task-product">{plan.product}</h3>
            <p class="task-line">{facts}</p>
            {more}
            <div class="row-tight">
                {plan.unplanned.then(|| view! { <Chip words=t!("plan.unplanned") tone=Tone::Info /> })}
                {carried.map(|words| view! { <Chip words tone=Tone::Info icon=Icon::Arrow /> })}
                {vague
                    .into_iter()
                    .map(|why| {
                        let words = Signal::derive(move || vague_words(why));
                        view! { <Chip words tone=Tone::Warning icon=Icon::Warning /> }
                    })
                    .collect_view()}
            </div>
        </div>
    }
}

/// Checks and changes inside the month, newest first; nothing where there were none.
#[component]
pub fn TaskHistory(
    /// Where.
    here: Here,
    /// The task.
    task: Task,
) -> impl IntoView {
    let count = task.remarks.len() + task.changes.len();
    let remarks = task.remarks.into_iter().rev().map(move |remark| {
        let who = move || {
            let name = remark.by.as_ref().and_then(|by| here.store.name_of(by));
            say!(
                "plan.history.remark",
                day = day(remark.day),
                who = name.unwrap_or_else(|| say!("refusal.someone"))
            )
        };
        view! { <li><span class="small soft">{who}</span><span class="prewrap">{remark.text}</span></li> }
    });
    let changes = task.changes.into_iter().rev().map(|changed| {
        let before = changed.before;
        let words = move || {
            say!(
                "plan.history.before",
                product = before.product,
                facts = line(&before)
            )
        };
        view! {
            <li>
                <span class="small soft">{t!("plan.history.changed")}</span>
                <span class="prewrap">{changed.reason}</span>
                <span class="small soft">{words}</span>
            </li>
        }
    });
    (count > 0).then(|| {
        view! {
            <Fold title=t!("plan.history", n = count)>
                <ul class="task-history">{remarks.collect_view()}{changes.collect_view()}</ul>
            </Fold>
        }
    })
}
