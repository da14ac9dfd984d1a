//! The tasks of the unit as a whole: who has which part of each, and what is left undivided.

use leptos::prelude::*;
use leptos_router::components::A;
use roviec_shared::{
    act::Deed,
    book::dividing::{Divided, Part},
    id::{BookId, PersonId},
    task::{PartOf, Plan},
};

use super::day;
use super::form::{AssignFields, TaskDraft, TaskForm};
use crate::deed::one;
use crate::doing::{Doing, RefusalNotice};
use crate::form::{Restored, keep, quantity, stored};
use crate::month::{Here, lines, wholes};
use crate::ui::{Button, ButtonKind, Card, Chip, Icon, Options, Select, SidePanel, Toasts, Tone};
use crate::{say, t};

/// The tasks with their parts; nothing where the unit is not rated as a whole.
#[component]
pub fn WholeTasks(
    /// Where.
    here: Here,
) -> impl IntoView {
    let all = Memo::new(move |_| wholes(here));
    let asked = RwSignal::new(None::<Divided>);
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(asked.read().is_some()));
    let is_any = Memo::new(move |_| !all.read().is_empty());
    let ask = Callback::new(move |whole: Divided| asked.set(Some(whole)));
    let done = Callback::new(move |()| asked.set(None));
    let items = move || {
        let all = all.get().into_iter();
        all.map(|whole| view! { <WholeTask here whole ask /> })
            .collect_view()
    };
    Effect::new(move |before: Option<bool>| {
        let is_open = open.get();
        if before == Some(true) && !is_open {
            asked.set(None);
        }
        is_open
    });
    view! {
        <Show when=move || is_any.get()>
            <Card title=t!("dividing.title") flush=true>{items}</Card>
        </Show>
        <SidePanel open title=t!("dividing.divide")>
            {move || asked.get().map(|whole| view! { <DivideForm here whole done /> })}
        </SidePanel>
    }
}

/// One of them.
#[component]
fn WholeTask(here: Here, whole: Divided, ask: Callback<Divided>) -> impl IntoView {
    let plan = whole.plan.clone();
    let facts = move || {
        say!(
            "dividing.facts",
            quantity = quantity(plan.quantity),
            unit = plan.unit,
            day = day(plan.due)
        )
    };
    let part = move |part: Part| {
        let href = here.href_of("plan", &part.owner);
        let words = {
            let (given, unit) = (quantity(part.quantity), part.unit);
            move || match part.done {
                Some(done) => say!(
                    "dividing.part.done",
                    quantity = given,
                    unit = unit,
                    done = quantity(done)
                ),
                None => say!("dividing.part", quantity = given, unit = unit),
            }
        };
        view! {
            <li>
                <A href=href attr:class="text-link">{part.name}</A>
                " "
                <span class="small soft">{words}</span>
            </li>
        }
    };
    let left = whole.left;
    let unit = whole.plan.unit.clone();
    let state = move || match left {
        Some(left) => {
            let unit = unit.clone();
            let words = Signal::derive(move || {
                say!("dividing.left", quantity = quantity(left), unit = unit)
            });
            view! { <Chip words tone=Tone::Warning icon=Icon::Warning /> }.into_any()
        }
        None => view! { <Chip words=t!("dividing.whole") tone=Tone::Success icon=Icon::Check /> }
            .into_any(),
    };
    let may = Memo::new(move |_| here.may_plan() && left.is_some());
    let parts = whole.parts.clone();
    let product = whole.plan.product.clone();
    let press = move || ask.run(whole.clone());
    view! {
        <article class="task">
            <div class="task-words">
                <h3 class="task-product">{product}</h3>
                <p class="task-line">{facts}</p>
                <ul class="task-parts">{parts.into_iter().map(part).collect_view()}</ul>
                <div class="row-tight">{state}</div>
            </div>
            <Show when=move || may.get()>
                <div class="task-actions">
                    <Button icon=Icon::Plus on_press=press.clone()>{t!("dividing.divide")}</Button>
                </div>
            </Show>
        </article>
    }
}

/// What a person's part begins as: the whole, with what is left of it.
fn begun(whole: &Divided) -> TaskDraft {
    TaskDraft::of_plan(&Plan {
        quantity: whole.left.unwrap_or(whole.plan.quantity),
        weight: roviec_shared::task::WEIGHT_DEFAULT,
        ..whole.plan.clone()
    })
}

/// The form of a part: whose, and the fields of any task.
#[component]
fn DivideForm(here: Here, whole: Divided, done: Callback<()>) -> impl IntoView {
    let store = here.store;
    let PartOf { book, task, .. } = &whole.whole;
    let key = format!("divide/{}/{}/{task}", here.id(), BookId::clone(book));
    let at_first = begun(&whole);
    let kept: Option<TaskDraft> = stored(store, &key);
    let restored = RwSignal::new(kept.is_some());
    let form = TaskForm::new(kept.unwrap_or_else(|| at_first.clone()));
    keep(store, key.clone(), at_first.clone(), move || form.read());
    let owner = RwSignal::new(String::new());
    let is_nobody = RwSignal::new(false);
    let all = lines(here);
    let people = Signal::derive(move || {
        let all = all.read();
        let active = all.iter().filter(|line| line.is_active());
        active
            .map(|line| (line.person.to_string(), line.name.clone()))
            .collect::<Options>()
    });
    let error = Signal::derive(move || {
        (is_nobody.get() && owner.read().is_empty()).then(|| say!("dividing.nobody"))
    });
    let doing = Doing::new(store);
    let toasts = Toasts::of_app();
    let part_of = whole.whole.clone();
    let confirm = move || {
        let chosen = owner.get_untracked().parse::<PersonId>().ok();
        is_nobody.set(chosen.is_none());
        let (Some(person), Some(plan)) = (chosen, form.assigned(store)) else {
            return;
        };
        let plan = Plan {
            part_of: Some(part_of.clone()),
            ..plan
        };
        let product = plan.product.clone();
        let people = one(person, vec![plan]);
        if doing.does(&here.id(), Deed::Assign { people }) {
            store.drop_draft(&key);
            toasts.say(Tone::Success, say!("plan.added", product = product));
            done.run(());
        }
    };
    let forget = move || {
        form.write(at_first.clone());
        restored.set(false);
    };
    view! {
        <Restored is_restored=restored on_forget=forget />
        <Select label=t!("dividing.owner") value=owner options=people none=t!("form.choose") error />
        <AssignFields form here />
        <RefusalNotice doing />
        <div class="row-end">
            <Button kind=ButtonKind::Primary icon=Icon::Check on_press=confirm>{t!("plan.add.confirm")}</Button>
        </div>
    }
}
