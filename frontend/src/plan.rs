//! The plan of a month: each person's tasks with product, quantity, day, weight and who confirms.

mod actions;
mod copy;
mod dividing;
mod form;
mod join;
mod overview;
mod person;
mod task;

pub use copy::CopyButton;
pub(crate) use task::day;
pub use task::{TaskFacts, TaskHistory};

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_params_map};
use roviec_shared::{
    book::planning,
    id::{PersonId, TaskId},
    task::Vague,
};
use std::collections::BTreeMap;

use crate::month::{Here, Line, PeopleList, lines};
use crate::ui::{Chip, PageHead, SplitView, Tone};
use crate::{key, say, standing, t};

/// The tasks that are hardly clear enough to be judged, by owner and task.
type VagueTasks = BTreeMap<PersonId, BTreeMap<TaskId, Vec<Vague>>>;

/// The person whom the path names.
pub(crate) fn person_of_path() -> Memo<Option<PersonId>> {
    let params = use_params_map();
    Memo::new(move |_| params.with(|params| params.get("person")?.parse().ok()))
}

/// The page: people at the left, one person's tasks or the whole plan at the right.
pub fn plan(here: Here) -> AnyView {
    let person = person_of_path();
    let all = lines(here);
    let vague = Memo::new(move |_| here.with(planning::vague).unwrap_or_default());
    let navigate = use_navigate();
    let go = Callback::new(move |href: String| navigate(&href, NavigateOptions::default()));
    let list = move || {
        view! {
            <PeopleList
                lines=all
                current=person
                on_press=move |person| go.run(here.href_of("plan", &person))
                note=note
                aside=aside
                left=|line| line.is_active() && line.tasks == 0
            />
        }
    };
    view! {
        <PageHead
            title=t!("plan.title", month = here.month_words())
            overline=here.overline()
            lead=t!("plan.lead")
            actions=move || view! { <overview::HeadActions here /> }
        />
        <dividing::WholeTasks here />
        <SplitView
            label=t!("month.people")
            open=move || person.get().is_some()
            on_back=move || go.run(here.href("plan"))
            list
        >
            {move || match person.get() {
                Some(person) => view! { <person::PersonPlan here person vague /> }.into_any(),
                None => view! { <overview::Overview here lines=all vague /> }.into_any(),
            }}
        </SplitView>
    }
    .into_any()
}

/// What is not clear about a task, in words.
fn vague_words(why: Vague) -> String {
    say!(match why {
        Vague::NoQuantity => key!("plan.vague.no_quantity"),
        Vague::ShortProduct => key!("plan.vague.short_product"),
        Vague::NoConfirmer => key!("plan.vague.no_confirmer"),
        Vague::SameForMany => key!("plan.vague.same_for_many"),
    })
}

fn note(line: &Line) -> String {
    let standing = standing::standing(line.standing);
    let parts = [line.post.clone(), standing];
    let known: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    known.join(", ")
}

fn aside(line: &Line) -> AnyView {
    let n = line.tasks;
    if line.has_left {
        return view! { <Chip words=t!("month.line.left") /> }.into_any();
    }
    match n {
        0 if line.is_active() => {
            view! { <Chip words=t!("month.line.no_task") tone=Tone::Warning /> }.into_any()
        }
        0 => ().into_any(),
        n => view! { <Chip words=t!("plan.line.tasks", n = n) /> }.into_any(),
    }
}
