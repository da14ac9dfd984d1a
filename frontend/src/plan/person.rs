//! One person's tasks of a month.

use leptos::prelude::*;
use roviec_shared::{
    act::Deed,
    book::{
        planning::{Taking, taken_over},
        sheet::{Stage, Taken},
    },
    id::{BookId, PersonId, TaskId},
    order,
    task::{Task, TaskState, Vague},
};

use super::actions::{Asked, TaskDialog, What};
use super::form::{AssignFields, TaskDraft, TaskForm};
use super::join::LeaveButton;
use super::{TaskFacts, TaskHistory, VagueTasks, note};
use crate::deed::one;
use crate::doing::{Doing, RefusalNotice, SavingLine};
use crate::form::{Restored, keep, stored};
use crate::month::{Here, lines};
use crate::ui::{
    ActionBar, Avatar, Button, ButtonKind, Card, EmptyState, Fold, Icon, Notice, SidePanel, Toasts,
    Tone,
};
use crate::{say, t};

/// A person's tasks, with what can be done to each.
#[component]
pub fn PersonPlan(
    /// Where.
    here: Here,
    /// Whose.
    person: PersonId,
    /// What is not clear in the month.
    vague: Memo<VagueTasks>,
) -> impl IntoView {
    let all = lines(here);
    let who = person.clone();
    let line = Memo::new(move |_| {
        let all = all.read();
        all.iter().find(|line| line.person == who).cloned()
    });
    let owner = person.clone();
    let tasks = Memo::new(move |_| {
        here.with(|book| {
            let record = book.people.get(&owner)?;
            let mut live: Vec<(TaskId, Task)> = record
                .live_tasks()
                .map(|(id, task)| (id.clone(), task.clone()))
                .collect();
            order::sort_by_key(&mut live, |(id, task)| (task.plan.due, id.clone()));
            Some(live)
        })
        .flatten()
        .unwrap_or_default()
    });
    let owner = person.clone();
    let closed = Memo::new(move |_| {
        let why =
            here.with(|book| why_closed(book.people.get(&owner).map(|record| &record.stage)?));
        why.flatten()
    });
    let can_change = Memo::new(move |_| here.may_plan() && closed.get().is_none());
    let asked = RwSignal::new(None::<Asked>);
    let adding = RwSignal::new(false);
    let name = Signal::derive(move || {
        line.with(|line| {
            line.as_ref()
                .map(|line| line.name.clone())
                .unwrap_or_default()
        })
    });
    let about = move || line.with(|line| line.as_deref().map(note).unwrap_or_default());
    let whose = StoredValue::new(person.clone());
    let of_tasks = person;
    let shown = move || {
        let vague = vague.get();
        let of_person = vague.get(&of_tasks).cloned().unwrap_or_default();
        let tasks = tasks.get();
        if tasks.is_empty() {
            return view! { <EmptyState icon=Icon::Tasks title=t!("plan.person.none") words=t!("plan.person.none.words") /> }
                .into_any();
        }
        let item = |(id, task): (TaskId, Task)| {
            let vague = of_person.get(&id).cloned().unwrap_or_default();
            let owner = of_tasks.clone();
            view! { <TaskItem here owner id task vague asked can_change /> }
        };
        view! { <div class="tasks">{tasks.into_iter().map(item).collect_view()}</div> }.into_any()
    };
    view! {
        <Card>
            <div class="person-head">
                <Avatar name large=true />
                <div class="grow"><h2>{name}</h2><p class="soft">{about}</p></div>
                <LeaveButton here person=whose.get_value() />
            </div>
        </Card>
        {move || {
            closed
                .get()
                .map(|why| view! { <Notice tone=Tone::Info>{why}</Notice> })
        }}
        <Card title=t!("plan.person.tasks") flush=true>{shown}</Card>
        <Gone here person=whose.get_value() />
        <TaskDialog here asked />
        <SidePanel open=adding title=t!("plan.add.title")>
            <AddTask here person=whose.get_value() done=move || adding.set(false) />
        </SidePanel>
        <Show when=move || can_change.get()>
            <ActionBar state=|| view! { <SavingLine /> }>
                <CopyOwn here person=whose.get_value() />
                <Button kind=ButtonKind::Primary icon=Icon::Plus on_press=move || adding.set(true)>
                    {t!("plan.add")}
                </Button>
            </ActionBar>
        </Show>
    }
}

/// Why tasks can no longer change, in words.
fn why_closed(stage: &Stage) -> Option<String> {
    match stage {
        Stage::Open { done, .. } => done
            .iter()
            .any(|taken| matches!(taken, Taken::Submitted { .. }))
            .then(|| say!("refusal.submitted")),
        _ => Some(say!("plan.decided")),
    }
}

/// One task and its buttons.
#[component]
fn TaskItem(
    here: Here,
    owner: PersonId,
    id: TaskId,
    task: Task,
    vague: Vec<Vague>,
    asked: RwSignal<Option<Asked>>,
    can_change: Memo<bool>,
) -> impl IntoView {
    let ask = move |what: What| {
        let (owner, task) = (owner.clone(), id.clone());
        move || {
            asked.set(Some(Asked {
                what,
                owner: owner.clone(),
                task: task.clone(),
            }));
        }
    };
    let (change, check, over, cancel) = (
        ask(What::Change),
        ask(What::Check),
        ask(What::HandOver),
        ask(What::Cancel),
    );
    view! {
        <article class="task">
            <TaskFacts plan=task.plan.clone() vague />
            <TaskHistory here task />
            <Show when=move || can_change.get()>
                <div class="task-actions">
                    <Button kind=ButtonKind::Quiet icon=Icon::Edit on_press=change.clone()>{t!("plan.change")}</Button>
                    <Button kind=ButtonKind::Quiet icon=Icon::Eye on_press=check.clone()>{t!("plan.check")}</Button>
                    <Button kind=ButtonKind::Quiet icon=Icon::Arrow on_press=over.clone()>{t!("plan.hand_over")}</Button>
                    <Button kind=ButtonKind::Quiet icon=Icon::Remove on_press=cancel.clone()>{t!("plan.cancel")}</Button>
                </div>
            </Show>
        </article>
    }
}

/// Tasks that no longer count for this person, with the reason.
#[component]
fn Gone(here: Here, person: PersonId) -> impl IntoView {
    let gone = move || {
        here.with(|book| {
            let record = book.people.get(&person)?;
            let gone = record.tasks.values().filter(|task| !task.is_live());
            Some(gone.cloned().collect::<Vec<Task>>())
        })
        .flatten()
        .unwrap_or_default()
    };
    let item = move |task: Task| {
        let words = match task.state.clone() {
            TaskState::Live => String::new(),
            TaskState::Cancelled(reason) => say!("plan.gone.cancelled", reason = reason),
            TaskState::HandedOver(to, reason) => {
                let name = here.store.name_of(&to);
                let to = name.unwrap_or_else(|| say!("refusal.someone"));
                say!("plan.gone.handed_over", to = to, reason = reason)
            }
        };
        view! { <li><span>{task.plan.product}</span><span class="small soft">{words}</span></li> }
    };
    move || {
        let gone = gone();
        (!gone.is_empty()).then(|| {
            let count = gone.len();
            let title = t!("plan.gone", n = count);
            view! {
                <Fold title>
                    <ul class="task-history">{gone.into_iter().map(item).collect_view()}</ul>
                </Fold>
            }
        })
    }
}

/// The form of a new task.
#[component]
fn AddTask(here: Here, person: PersonId, #[prop(into)] done: Callback<()>) -> impl IntoView {
    let month = here.id().month;
    let at_first = TaskDraft::of_month(month);
    let key = format!("plan/{}/{person}", here.id());
    let kept: Option<TaskDraft> = stored(here.store, &key);
    let restored = RwSignal::new(kept.as_ref().is_some_and(|kept| !kept.is_untouched(month)));
    let form = TaskForm::new(kept.unwrap_or_else(|| at_first.clone()));
    keep(here.store, key.clone(), at_first.clone(), move || {
        form.read()
    });
    let doing = Doing::new(here.store);
    let toasts = Toasts::of_app();
    let first = at_first.clone();
    let confirm = Callback::new(move |closes: bool| {
        let Some(plan) = form.assigned(here.store) else {
            return;
        };
        let product = plan.product.clone();
        let people = one(person.clone(), vec![plan]);
        if doing.does(&here.id(), Deed::Assign { people }) {
            here.store.drop_draft(&key);
            form.write(first.clone());
            restored.set(false);
            toasts.say(Tone::Success, say!("plan.added", product = product));
            if closes {
                done.run(());
            }
        }
    });
    let forget = move || {
        form.write(at_first.clone());
        restored.set(false);
    };
    view! {
        <Restored is_restored=restored on_forget=forget />
        <AssignFields form here />
        <RefusalNotice doing />
        <div class="row-end">
            <Button on_press=move || confirm.run(false)>{t!("plan.add.another")}</Button>
            <Button kind=ButtonKind::Primary icon=Icon::Check on_press=move || confirm.run(true)>{t!("plan.add.confirm")}</Button>
        </div>
    }
}

/// Takes this person's tasks of the month before over, where there are any that are not here yet.
#[component]
fn CopyOwn(here: Here, person: PersonId) -> impl IntoView {
    let BookId { unit, month } = here.id();
    let before = Here::new(
        here.store,
        BookId {
            unit,
            month: month.previous(),
        },
    );
    let taking = Taking {
        again: true,
        unfinished: true,
    };
    let plans = Memo::new(move |_| {
        let mut over = before
            .with(|before| here.with(|book| taken_over(before, book, taking)))
            .flatten()?;
        over.remove(&person).map(|plans| (person.clone(), plans))
    });
    let doing = Doing::new(here.store);
    let copy = move || {
        if let Some((person, plans)) = plans.get_untracked() {
            let people = one(person, plans);
            doing.does(&here.id(), Deed::Assign { people });
        }
    };
    let count = move || plans.with(|plans| plans.as_ref().map_or(0, |(_, plans)| plans.len()));
    view! {
        <Show when=move || plans.read().is_some()>
            <Button icon=Icon::Copy on_press=copy>
                {t!("plan.copy_own", n = count(), month = before.month_words())}
            </Button>
        </Show>
        <RefusalNotice doing />
    }
}
