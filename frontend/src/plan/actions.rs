//! What can be done to a task that stands, inside the month: changed, checked, handed over, cancelled,
//! each in a dialog with its reason.

use leptos::prelude::*;
use roviec_shared::{
    act::{Because, Deed, HandOver, TaskChange},
    id::{PersonId, TaskId},
    task::Remark,
};
use serde::{Deserialize, Serialize};

use super::form::{TaskDraft, TaskFields, TaskForm, difference};
use crate::deed::one;
use crate::doing::{Doing, RefusalNotice};
use crate::form::{Restored, hint, keep, stored};
use crate::month::{Here, lines};
use crate::ui::{Button, ButtonKind, DayField, Dialog, Icon, Select, TextArea};
use crate::{key, t};

/// What is about to be done to which task of whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// What.
    pub what: What,
    /// The owner.
    pub owner: PersonId,
    /// The task.
    pub task: TaskId,
}

/// What can be done to a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// Other fields.
    Change,
    /// A look at it, with a remark.
    Check,
    /// Another owner.
    HandOver,
    /// Taken back.
    Cancel,
}

/// The dialog of whatever is asked; closed while nothing is.
#[component]
pub fn TaskDialog(
    /// Where.
    here: Here,
    /// What is asked.
    asked: RwSignal<Option<Asked>>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(asked.read().is_some()));
    Effect::new(move |before: Option<bool>| {
        let is_open = open.get();
        if before == Some(true) && !is_open {
            asked.set(None);
        }
        is_open
    });
    let title = Signal::derive(move || {
        let what = asked.read().as_ref().map(|asked| asked.what);
        crate::say!(match what {
            Some(What::Change) => key!("plan.change.title"),
            Some(What::Check) => key!("plan.check.title"),
            Some(What::HandOver) => key!("plan.hand_over.title"),
            Some(What::Cancel) | None => key!("plan.cancel.title"),
        })
    });
    let done = Callback::new(move |()| open.set(false));
    view! {
        <Dialog open title>
            {move || {
                let asked = asked.get()?;
                Some(match asked.what {
                    What::Change => view! { <Change here asked done /> }.into_any(),
                    _ => view! { <Short here asked done /> }.into_any(),
                })
            }}
        </Dialog>
    }
}

fn standing(here: Here, asked: &Asked) -> Option<roviec_shared::task::Task> {
    here.with_now(|book| {
        let record = book.people.get(&asked.owner)?;
        record.tasks.get(&asked.task).cloned()
    })
    .flatten()
}

/// Other fields of a task, with the reason.
#[component]
fn Change(here: Here, asked: Asked, done: Callback<()>) -> impl IntoView {
    let Some(task) = standing(here, &asked) else {
        return ().into_any();
    };
    let at_first = TaskDraft::of_plan(&task.plan);
    let key = format!("plan/{}/{}", here.id(), asked.task);
    let kept: Option<TaskDraft> = stored(here.store, &key);
    let restored = RwSignal::new(kept.is_some());
    let form = TaskForm::new(kept.unwrap_or_else(|| at_first.clone()));
    keep(here.store, key.clone(), at_first.clone(), move || {
        form.read()
    });
    let doing = Doing::new(here.store);
    let confirm = move || {
        let Some(plan) = form.plan() else { return };
        let change = TaskChange {
            plan: difference(&task.plan, &plan),
            reason: form.reason.get_untracked(),
        };
        let deed = Deed::ChangeTask {
            task: asked.task.clone(),
            people: one(asked.owner.clone(), change),
        };
        if doing.does(&here.id(), deed) {
            here.store.drop_draft(&key);
            done.run(());
        }
    };
    let forget = move || {
        form.write(at_first.clone());
        restored.set(false);
    };
    view! {
        <Restored is_restored=restored on_forget=forget />
        <TaskFields form is_change=true />
        <TextArea label=t!("plan.change.reason") value=form.reason hint=hint(key!("plan.change.reason.hint")) rows=2 />
        <RefusalNotice doing />
        <div class="row-end">
            <Button on_press=move || done.run(())>{t!("form.cancel")}</Button>
            <Button kind=ButtonKind::Primary icon=Icon::Check on_press=confirm>{t!("plan.change.confirm")}</Button>
        </div>
    }
    .into_any()
}

/// What is being entered to check, hand over or cancel.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct ShortDraft {
    text: String,
    day: String,
    to: String,
}

/// A remark, a new owner or a cancellation: one or two fields.
#[component]
fn Short(here: Here, asked: Asked, done: Callback<()>) -> impl IntoView {
    let what = asked.what;
    let kind = match what {
        What::Check => "check",
        What::HandOver => "hand_over",
        _ => "cancel",
    };
    let key = format!("{kind}/{}/{}", here.id(), asked.task);
    let at_first = ShortDraft {
        day: String::from(here.store.today.get_untracked()),
        ..ShortDraft::default()
    };
    let kept = stored(here.store, &key).unwrap_or_else(|| at_first.clone());
    let (text, day, to) = (
        RwSignal::new(kept.text),
        RwSignal::new(kept.day),
        RwSignal::new(kept.to),
    );
    keep(here.store, key.clone(), at_first, move || ShortDraft {
        text: text.get(),
        day: day.get(),
        to: to.get(),
    });
    let doing = Doing::new(here.store);
    let product = standing(here, &asked).map(|task| task.plan.product);
    let (owner, task) = (asked.owner.clone(), asked.task.clone());
    let confirm = move || {
        let Some(deed) = deed(what, &owner, &task, text, day, to) else {
            doing.refuses(roviec_shared::refusal::Refusal::Empty);
            return;
        };
        if doing.does(&here.id(), deed) {
            here.store.drop_draft(&key);
            done.run(());
        }
    };
    let all = lines(here);
    let owner = asked.owner;
    let others = Signal::derive(move || {
        let of = |line: &std::sync::Arc<crate::month::Line>| {
            (line.person.to_string(), line.name.clone())
        };
        let all = all.read();
        let rated = all
            .iter()
            .filter(|line| line.is_rated && line.person != owner);
        rated.map(of).collect::<Vec<_>>()
    });
    let (label, confirm_words) = match what {
        What::Check => (t!("plan.check.text"), t!("plan.check.confirm")),
        What::HandOver => (t!("plan.reason"), t!("plan.hand_over.confirm")),
        _ => (t!("plan.reason"), t!("plan.cancel.confirm")),
    };
    let kind = if what == What::Cancel {
        ButtonKind::Danger
    } else {
        ButtonKind::Primary
    };
    view! {
        <p class="strong">{product}</p>
        {(what == What::Check).then(|| view! { <DayField label=t!("plan.check.day") value=day /> })}
        {(what == What::HandOver)
            .then(|| view! { <Select label=t!("plan.hand_over.to") value=to options=others none=t!("form.choose") /> })}
        <TextArea label value=text />
        <RefusalNotice doing />
        <div class="row-end">
            <Button on_press=move || done.run(())>{t!("form.cancel")}</Button>
            <Button kind on_press=confirm>{confirm_words}</Button>
        </div>
    }
}

fn deed(
    what: What,
    owner: &PersonId,
    task: &TaskId,
    text: RwSignal<String>,
    day: RwSignal<String>,
    to: RwSignal<String>,
) -> Option<Deed> {
    let (task, text) = (task.clone(), text.get_untracked().trim().to_owned());
    let owner = owner.clone();
    Some(match what {
        What::Check => {
            let day = day.get_untracked().parse().ok()?;
            let remark = Remark {
                day,
                text,
                by: None,
            };
            Deed::CheckTask {
                task,
                people: one(owner, remark),
            }
        }
        What::HandOver => {
            let to = to.get_untracked().parse().ok()?;
            let over = HandOver { to, reason: text };
            Deed::HandOverTask {
                task,
                people: one(owner, over),
            }
        }
        What::Cancel | What::Change => Deed::CancelTask {
            task,
            people: one(owner, Because { reason: text }),
        },
    })
}
