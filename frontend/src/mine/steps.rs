//! Where one's own sheet stands: the steps of its route, by when, and whose turn it is.

use leptos::prelude::*;
use roviec_shared::{
    book::{Record, sheet::Stage},
    month::{Day, Month},
    route::StepKind,
    rules::RuleSet,
};

use crate::month::Whose;
use crate::rules::step as step_title;
use crate::ui::{Card, StepShown, StepState, Steps};
use crate::{due, locale, say, t};

/// The steps of a sheet.
#[component]
pub fn OwnSteps(whose: Whose) -> impl IntoView {
    let steps = Signal::derive(move || {
        locale::language();
        let today = whose.here.store.today.get();
        let rules = whose.rules();
        let of = |record: &Record| {
            let rules = rules.as_ref()?;
            Some(steps(rules, record, whose.here.id().month, today))
        };
        whose.with(of).flatten().unwrap_or_default()
    });
    let guidance = move || {
        let rules = whose.rules()?;
        let step = whose.with(|record| match record.stage {
            Stage::Open { step, .. } => rules.route.steps.get(step).cloned(),
            _ => None,
        })??;
        Some(step.guidance)
    };
    view! {
        <Card>
            <Steps label=t!("mine.steps") steps />
            <p class="small soft">{guidance}</p>
        </Card>
    }
}

fn steps(rules: &RuleSet, record: &Record, month: Month, today: Day) -> Vec<StepShown> {
    let (at, is_told) = match &record.stage {
        Stage::Open { step, .. } => (*step, false),
        Stage::Decided { .. } => (rules.route.steps.len(), false),
        Stage::Announced { .. } | Stage::Closed { .. } => (rules.route.steps.len(), true),
    };
    // The table is on its way round: opinions are what is waited for.
    let asks = matches!(record.stage, Stage::Open { .. })
        && rules
            .route
            .index(StepKind::Opine)
            .is_some_and(|opine| opine < at)
        && record.stage.opinions().is_none();
    rules
        .route
        .steps_of(&record.enrolled)
        .map(|(index, step)| {
            let last_day = last_day(rules, step.kind, month);
            let is_announcement = step.kind == StepKind::Announce;
            let is_out = step.kind == StepKind::Opine && asks;
            let is_done = match step.kind {
                StepKind::Announce => is_told,
                _ => index < at && !is_out,
            };
            // What may be passed over waits for nobody once the next step was taken.
            let is_turn = index == at && !asks || is_out;
            let is_current = !is_done && (is_turn || is_announcement && at > index);
            let state = match last_day {
                _ if is_done => StepState::Done,
                Some(last) if is_current && today > last => StepState::Late,
                _ if is_current => StepState::Current,
                _ => StepState::Next,
            };
            let note = match last_day {
                Some(last) if !is_done => say!("due.by", day = due::short_day(last)),
                _ => String::new(),
            };
            StepShown {
                title: step_title(step.kind).into(),
                note: note.into(),
                state,
            }
        })
        .collect()
}

fn last_day(rules: &RuleSet, kind: StepKind, month: Month) -> Option<Day> {
    let calendar = &rules.calendar;
    Some(match kind {
        StepKind::Score => calendar.result_due(month),
        StepKind::Propose | StepKind::Opine | StepKind::Compile => return None,
        StepKind::GroupVote | StepKind::Vote | StepKind::Submit => calendar.report_due(month),
        StepKind::Decide => calendar.decision_due(month),
        StepKind::Announce => calendar.announcement_due(month),
    })
}
