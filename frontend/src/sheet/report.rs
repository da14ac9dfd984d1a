//! The report of one task: how much is done, when, in words.

use leptos::prelude::*;
use roviec_shared::{act::Deed, id::TaskId, month::Day, points::Quantity, task::Report};
use serde::{Deserialize, Serialize};

use crate::deed::one;
use crate::doing::{Doing, RefusalNotice};
use crate::form::{Restored, keep, quantity, quantity_wrong, stored};
use crate::month::Whose;
use crate::plan::TaskFacts;
use crate::ui::{Button, ButtonKind, DayField, Field, Icon, Keyboard, Notice, TextArea, Tone};
use crate::{say, t};

/// What is being entered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Draft {
    done: String,
    day: String,
    note: String,
}

/// The form.
#[component]
pub fn ReportForm(
    /// Whose task.
    whose: Whose,
    /// Which.
    task: TaskId,
    /// It was confirmed or given up.
    done: Callback<()>,
) -> impl IntoView {
    let store = whose.here.store;
    let Some(standing) = whose
        .with_now(|record| record.tasks.get(&task).cloned())
        .flatten()
    else {
        return ().into_any();
    };
    let today = store.today.get_untracked();
    let at_first = match &standing.report {
        Some(report) => Draft {
            done: quantity(report.done),
            day: String::from(report.day),
            note: report.note.clone(),
        },
        None => Draft {
            // Most work is done in time: the day that stands for it is the due day, or today before it.
            day: String::from(today.min(standing.plan.due)),
            ..Draft::default()
        },
    };
    let key = format!("report/{}/{task}", whose.here.id());
    let kept: Option<Draft> = stored(store, &key);
    let restored = RwSignal::new(kept.is_some());
    let draft = kept.unwrap_or_else(|| at_first.clone());
    let (amount, day, note) = (
        RwSignal::new(draft.done),
        RwSignal::new(draft.day),
        RwSignal::new(draft.note),
    );
    keep(store, key.clone(), at_first.clone(), move || Draft {
        done: amount.get(),
        day: day.get(),
        note: note.get(),
    });
    let wrong = RwSignal::new(None::<String>);
    let no_day = RwSignal::new(None::<String>);
    let doing = Doing::new(store);
    let plan = standing.plan;
    let (planned, due, unit) = (plan.quantity, plan.due, plan.unit.clone());
    let confirm = move || {
        let done_amount = Quantity::parse(&amount.get_untracked());
        wrong.set(done_amount.err().map(quantity_wrong));
        let on = day.get_untracked().parse::<Day>().ok();
        no_day.set(on.is_none().then(|| say!("report_form.no_day")));
        let (Ok(done_amount), Some(on)) = (done_amount, on) else {
            return;
        };
        let report = Report {
            done: done_amount,
            day: on,
            note: note.get_untracked().trim().to_owned(),
        };
        let deed = Deed::ReportResult {
            task: task.clone(),
            people: one(whose.person(), report),
        };
        if doing.does(&whose.here.id(), deed) {
            store.drop_draft(&key);
            done.run(());
        }
    };
    let forget = move || {
        amount.set(at_first.done.clone());
        day.set(at_first.day.clone());
        note.set(at_first.note.clone());
        restored.set(false);
    };
    let is_late = move || day.get().parse::<Day>().is_ok_and(|day| day > due);
    let all_done = {
        let unit = unit.clone();
        move || say!("report_form.all", n = quantity(planned), unit = unit)
    };
    let for_other = Memo::new(move |_| !whose.is_self());
    view! {
        <TaskFacts plan />
        <Show when=move || for_other.get()>
            <p class="small soft">{t!("sheet.entered_for", name = whose.name().get())}</p>
        </Show>
        <Restored is_restored=restored on_forget=forget />
        <Field label=t!("report_form.done") value=amount keyboard=Keyboard::Decimal unit=Signal::stored(unit) error=wrong />
        <div class="row">
            <Button icon=Icon::Check on_press=move || amount.set(quantity(planned))>{all_done}</Button>
            <Button kind=ButtonKind::Quiet on_press=move || amount.set("0".to_owned())>{t!("report_form.nothing")}</Button>
        </div>
        <DayField label=t!("report_form.day") value=day error=no_day />
        <Show when=is_late>
            <Notice tone=Tone::Warning>{t!("report_form.late")}</Notice>
        </Show>
        <TextArea label=t!("report_form.note") value=note optional=true />
        <RefusalNotice doing />
        <div class="row-end">
            <Button on_press=move || done.run(())>{t!("form.cancel")}</Button>
            <Button kind=ButtonKind::Primary icon=Icon::Check on_press=confirm>{t!("report_form.confirm")}</Button>
        </div>
    }
    .into_any()
}
