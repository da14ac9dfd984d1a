//! The plan of the month before, taken over for everyone at once.

use leptos::prelude::*;
use roviec_shared::{
    act::{Deed, People},
    book::planning::{Taking, taken_over},
    id::{BookId, PersonId},
    task::Plan,
};

use crate::doing::{Doing, RefusalNotice};
use crate::form;
use crate::month::{Here, lines};
use crate::ui::{Button, ButtonKind, Checkbox, Dialog, Fold, Icon, Toasts, Tone};
use crate::{say, t};

/// The button and its dialog; nothing where the month before is not held or has nothing to take over.
#[component]
pub fn CopyButton(
    /// Where it goes.
    here: Here,
    /// It is the one thing to do next.
    #[prop(optional)]
    is_main: bool,
) -> impl IntoView {
    let BookId { unit, month } = here.id();
    let before = Here::new(
        here.store,
        BookId {
            unit,
            month: month.previous(),
        },
    );
    let over = move |taking: Taking| {
        before
            .with(|before| here.with(|book| taken_over(before, book, taking)))
            .flatten()
            .unwrap_or_default()
    };
    let is_offered = Memo::new(move |_| {
        let all = Taking {
            again: true,
            unfinished: true,
        };
        !over(all).is_empty()
    });
    let open = RwSignal::new(false);
    let kind = if is_main {
        ButtonKind::Primary
    } else {
        ButtonKind::Plain
    };
    let title = t!("plan.copy.title", month = before.month_words());
    view! {
        <Show when=move || is_offered.get()>
            <Button kind icon=Icon::Copy on_press=move || open.set(true)>
                {t!("plan.copy", month = before.month_words())}
            </Button>
        </Show>
        <Dialog open title wide=true>
            <Choice here before done=move || open.set(false) />
        </Dialog>
    }
}

#[component]
fn Choice(here: Here, before: Here, #[prop(into)] done: Callback<()>) -> impl IntoView {
    let (again, unfinished) = (RwSignal::new(true), RwSignal::new(true));
    let plans = Memo::new(move |_| {
        let taking = Taking {
            again: again.get(),
            unfinished: unfinished.get(),
        };
        before
            .with(|before| here.with(|book| taken_over(before, book, taking)))
            .flatten()
            .unwrap_or_default()
    });
    let count = move || plans.with(|plans| plans.values().map(Vec::len).sum::<usize>());
    let doing = Doing::new(here.store);
    let toasts = Toasts::of_app();
    let confirm = move || {
        let people = plans.get_untracked();
        let tasks: usize = people.values().map(Vec::len).sum();
        if doing.does(&here.id(), Deed::Assign { people }) {
            toasts.say(Tone::Success, say!("plan.copy.done", n = tasks));
            done.run(());
        }
    };
    view! {
        <p>{t!("plan.copy.words")}</p>
        <Checkbox label=t!("plan.copy.again") value=again hint=form::hint(crate::key!("plan.copy.again.hint")) />
        <Checkbox label=t!("plan.copy.unfinished") value=unfinished hint=form::hint(crate::key!("plan.copy.unfinished.hint")) />
        <p class="strong" aria-live="polite">
            {move || {
                say!("plan.copy.count", n = count(), people = plans.read().len(), month = here.month_words())
            }}
        </p>
        <Fold title=t!("plan.copy.list")><Preview here plans /></Fold>
        <RefusalNotice doing />
        <div class="row-end">
            <Button on_press=move || done.run(())>{t!("form.cancel")}</Button>
            <Button kind=ButtonKind::Primary icon=Icon::Copy disabled=Signal::derive(move || count() == 0) on_press=confirm>
                {t!("plan.copy.confirm")}
            </Button>
        </div>
    }
}

/// What would come over, person by person.
#[component]
fn Preview(here: Here, plans: Memo<People<Vec<Plan>>>) -> impl IntoView {
    let all = lines(here);
    let shown = move || {
        let plans = plans.get();
        let of = |person: &PersonId| plans.get(person).cloned().unwrap_or_default();
        let all = all.read();
        let with_plans = all.iter().filter(|line| plans.contains_key(&line.person));
        with_plans
            .map(|line| {
                let tasks = of(&line.person).into_iter().map(|plan| {
                    let amount = format!("{} {}", form::quantity(plan.quantity), plan.unit);
                    view! { <li>{plan.product} " " <span class="small soft">{amount}</span></li> }
                });
                view! {
                    <li><span class="strong">{line.name.clone()}</span><ul>{tasks.collect_view()}</ul></li>
                }
            })
            .collect_view()
    };
    view! { <ul class="task-history">{shown}</ul> }
}
