//! What came of each task: as reported, as confirmed.

use leptos::prelude::*;
use roviec_shared::{
    act::Deed,
    id::TaskId,
    order,
    task::{Report, Review, Task},
};

use super::report::ReportForm;
use super::review::ReviewForm;
use crate::deed::one;
use crate::doing::{Doing, RefusalNotice};
use crate::form::quantity;
use crate::month::Whose;
use crate::plan::{TaskFacts, TaskHistory, day};
use crate::ui::{Button, ButtonKind, Chip, EmptyState, Icon, SidePanel, Tone};
use crate::{say, t};

/// Whether a list of tasks is for entering or for reading.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reading {
    /// Reports and confirmations can be entered.
    #[default]
    Entering,
    /// Only to be read.
    ReadOnly,
}

/// Which form is open, for which task.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Open {
    Report(TaskId),
    Review(TaskId),
}

/// A person's tasks with what came of them.
#[component]
pub fn TaskResults(
    /// Whose.
    whose: Whose,
    /// To be entered or read.
    #[prop(optional)]
    reading: Reading,
) -> impl IntoView {
    let tasks = Memo::new(move |_| {
        let mut tasks = whose
            .with(|record| {
                let live = record.live_tasks();
                live.map(|(id, task)| (id.clone(), task.clone()))
                    .collect::<Vec<_>>()
            })
            .unwrap_or_default();
        order::sort_by_key(&mut tasks, |(id, task)| (task.plan.due, id.clone()));
        tasks
    });
    let enters = reading == Reading::Entering;
    let may_report = Memo::new(move |_| enters && whose.is_open() && may(whose, report_deed));
    let may_review = Memo::new(move |_| enters && whose.is_open() && may(whose, review_deed));
    let opened = RwSignal::new(None::<Open>);
    let item = move |(id, task): (TaskId, Task)| {
        view! { <Item whose id task opened may_report may_review /> }
    };
    let shown = move || {
        let tasks = tasks.get();
        if tasks.is_empty() {
            view! { <EmptyState icon=Icon::Tasks title=t!("plan.person.none") words=t!("sheet.no_task") /> }
                .into_any()
        } else {
            view! { <div class="tasks">{tasks.into_iter().map(item).collect_view()}</div> }
                .into_any()
        }
    };
    view! {
        {shown}
        <Forms whose opened />
    }
}

fn may(whose: Whose, deed: fn(Whose, TaskId) -> Deed) -> bool {
    let store = whose.here.store;
    // Who may does not depend on which task.
    let Ok(any) = "any".parse() else { return false };
    whose
        .here
        .with(|book| store.may(book, &deed(whose, any)))
        .unwrap_or_default()
}

fn report_deed(whose: Whose, task: TaskId) -> Deed {
    let report = Report {
        done: roviec_shared::points::Quantity::ZERO,
        day: whose.here.store.today.get(),
        note: String::new(),
    };
    Deed::ReportResult {
        task,
        people: one(whose.person(), report),
    }
}

fn review_deed(whose: Whose, task: TaskId) -> Deed {
    Deed::ReviewResult {
        task,
        people: one(whose.person(), Review::default()),
    }
}

/// The two forms at the side.
#[component]
fn Forms(whose: Whose, opened: RwSignal<Option<Open>>) -> impl IntoView {
    let (reporting, reviewing) = (RwSignal::new(false), RwSignal::new(false));
    Effect::new(move |_| {
        reporting.set(matches!(*opened.read(), Some(Open::Report(_))));
        reviewing.set(matches!(*opened.read(), Some(Open::Review(_))));
    });
    Effect::new(move |before: Option<bool>| {
        let is_open = reporting.get() || reviewing.get();
        if before == Some(true) && !is_open {
            opened.set(None);
        }
        is_open
    });
    let done = Callback::new(move |()| opened.set(None));
    let form = move || match opened.get() {
        Some(Open::Report(task)) => Some(view! { <ReportForm whose task done /> }.into_any()),
        Some(Open::Review(task)) => Some(view! { <ReviewForm whose task done /> }.into_any()),
        None => None,
    };
    view! {
        <SidePanel open=reporting title=t!("report_form.title")>{form}</SidePanel>
        <SidePanel open=reviewing title=t!("review.title")>{form}</SidePanel>
    }
}

#[component]
fn Item(
    whose: Whose,
    id: TaskId,
    task: Task,
    opened: RwSignal<Option<Open>>,
    may_report: Memo<bool>,
    may_review: Memo<bool>,
) -> impl IntoView {
    let (report, review) = (Open::Report(id.clone()), Open::Review(id.clone()));
    let doing = Doing::new(whose.here.store);
    // What the program proposes stands until somebody says otherwise.
    let as_reported = task
        .report
        .as_ref()
        .filter(|_| task.review.is_none())
        .map(|report| Review {
            done: Some(report.done),
            faults: Some(0),
            delays: Some(task.delays(whose.here.month_end())),
            ..Review::default()
        });
    let confirms = as_reported.clone();
    let confirm = move || {
        if let Some(review) = confirms.clone() {
            let deed = Deed::ReviewResult {
                task: id.clone(),
                people: one(whose.person(), review),
            };
            doing.does(&whose.here.id(), deed);
        }
    };
    let has_report = task.report.is_some();
    let report_words = move || {
        if has_report {
            say!("sheet.report.again")
        } else {
            say!("sheet.report")
        }
    };
    let kind = if has_report {
        ButtonKind::Quiet
    } else {
        ButtonKind::Plain
    };
    let can_confirm = as_reported.is_some();
    view! {
        <article class="task">
            <TaskFacts plan=task.plan.clone() />
            <Outcome whose task=task.clone() />
            <TaskHistory here=whose.here task />
            <div class="task-actions">
                <Show when=move || may_report.get()>
                    <Button kind icon=Icon::Edit on_press={
                        let report = report.clone();
                        move || opened.set(Some(report.clone()))
                    }>{report_words}</Button>
                </Show>
                <Show when=move || may_review.get() && can_confirm>
                    <Button kind=ButtonKind::Quiet icon=Icon::Check on_press=confirm.clone()>
                        {t!("sheet.confirm_as_reported")}
                    </Button>
                </Show>
                <Show when=move || may_review.get() && has_report>
                    <Button kind=ButtonKind::Quiet icon=Icon::Eye on_press={
                        let review = review.clone();
                        move || opened.set(Some(review.clone()))
                    }>{t!("sheet.review")}</Button>
                </Show>
            </div>
            <RefusalNotice doing />
        </article>
    }
}

/// What was reported and what was found, in words and marks.
#[component]
fn Outcome(whose: Whose, task: Task) -> impl IntoView {
    let store = whose.here.store;
    let unit = task.plan.unit.clone();
    let planned = task.plan.quantity;
    let is_done = task.done().is_some_and(|done| done >= planned);
    let is_over = task.done().is_some_and(|done| done > planned);
    let is_past = Signal::derive(move || store.today.get() > task.plan.due);
    let reported = task.report.clone().map(|report| {
        let by = task.entered_by.clone();
        let unit = unit.clone();
        let words = move || {
            let done = quantity(report.done);
            let (of, day) = (quantity(planned), day(report.day));
            match by.as_ref().map(|by| store.name_of(by)) {
                None => say!(
                    "sheet.reported",
                    done = done,
                    of = of,
                    unit = unit,
                    day = day
                ),
                Some(name) => say!(
                    "sheet.reported.for",
                    done = done,
                    of = of,
                    unit = unit,
                    day = day,
                    name = name.unwrap_or_else(|| say!("refusal.someone"))
                ),
            }
        };
        view! {
            <p>{words}</p>
            {(!report.note.is_empty()).then(|| view! { <p class="soft prewrap">{report.note}</p> })}
        }
    });
    let review = task.review.clone().unwrap_or_default();
    let notes = [review.above.clone(), review.reason.clone()]
        .into_iter()
        .flatten()
        .filter(|text| !text.trim().is_empty())
        .map(|text| view! { <p class="soft prewrap">{text}</p> })
        .collect_view();
    let (faults, delays) = (task.faults(), task.delays(whose.here.month_end()));
    let is_confirmed = task.is_confirmed();
    let confirmed_other = review
        .done
        .filter(|done| {
            task.report
                .as_ref()
                .is_some_and(|report| report.done != *done)
        })
        .map(|done| t!("sheet.confirmed_as", done = quantity(done), unit = unit));
    let has_report = task.report.is_some();
    view! {
        <div class="task-outcome">
            {reported}
            {confirmed_other.map(|words| view! { <p class="strong">{words}</p> })}
            {notes}
            <div class="row-tight">
                {move || match (has_report, is_past.get()) {
                    (false, false) => Some(view! { <Chip words=t!("sheet.chip.no_report") /> }.into_any()),
                    (false, true) => {
                        Some(
                            view! { <Chip words=t!("sheet.chip.overdue") tone=Tone::Warning icon=Icon::Clock /> }
                                .into_any(),
                        )
                    }
                    _ => None,
                }}
                {(has_report && !is_done).then(|| view! { <Chip words=t!("sheet.chip.not_done") tone=Tone::Danger /> })}
                {(has_report && is_over).then(|| view! { <Chip words=t!("sheet.chip.over") tone=Tone::Success icon=Icon::Star /> })}
                {task.is_above().then(|| view! { <Chip words=t!("sheet.chip.above") tone=Tone::Success icon=Icon::Star /> })}
                {(faults > 0).then(|| view! { <Chip words=t!("sheet.chip.faults", n = faults) tone=Tone::Danger /> })}
                {(delays > 0).then(|| view! { <Chip words=t!("sheet.chip.delays", n = delays) tone=Tone::Warning icon=Icon::Clock /> })}
                {has_report
                    .then(|| {
                        if is_confirmed {
                            view! { <Chip words=t!("sheet.chip.confirmed") tone=Tone::Success icon=Icon::Check /> }.into_any()
                        } else {
                            view! { <Chip words=t!("sheet.chip.unconfirmed") provisional=true /> }.into_any()
                        }
                    })}
            </div>
        </div>
    }
}
