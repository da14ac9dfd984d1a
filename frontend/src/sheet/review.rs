//! What who reviews found of a task: done, failures of content, missed days, above what was asked.

use leptos::prelude::*;
use roviec_shared::{act::Deed, id::TaskId, points::Quantity, task::Review};
use serde::{Deserialize, Serialize};

use crate::deed::one;
use crate::doing::{Doing, RefusalNotice};
use crate::form::{Restored, hint, keep, quantity, quantity_wrong, stored};
use crate::month::Whose;
use crate::plan::TaskFacts;
use crate::ui::{Button, ButtonKind, Field, Icon, Keyboard, Stepper, TextArea};
use crate::{key, say, t};

/// What is being entered. Counts are held as a stepper holds them, in hundredths.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Draft {
    done: String,
    faults: Option<i64>,
    delays: Option<i64>,
    above: String,
    reason: String,
}

/// The most that a count takes.
const COUNT_MAX: i64 = 99;

fn count(hundredths: Option<i64>) -> Option<u8> {
    u8::try_from(hundredths? / 100).ok()
}

/// The form.
#[component]
pub fn ReviewForm(
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
    let review = standing.review.clone().unwrap_or_default();
    let at_first = Draft {
        done: standing.done().map(quantity).unwrap_or_default(),
        faults: Some(i64::from(standing.faults()) * 100),
        delays: Some(i64::from(standing.delays(whose.here.month_end())) * 100),
        above: review.above.clone().unwrap_or_default(),
        reason: review.reason.clone().unwrap_or_default(),
    };
    let key = format!("review/{}/{task}", whose.here.id());
    let kept: Option<Draft> = stored(store, &key);
    let restored = RwSignal::new(kept.is_some());
    let draft = kept.unwrap_or_else(|| at_first.clone());
    let amount = RwSignal::new(draft.done);
    let (faults, delays) = (RwSignal::new(draft.faults), RwSignal::new(draft.delays));
    let (above, reason) = (RwSignal::new(draft.above), RwSignal::new(draft.reason));
    keep(store, key.clone(), at_first.clone(), move || Draft {
        done: amount.get(),
        faults: faults.get(),
        delays: delays.get(),
        above: above.get(),
        reason: reason.get(),
    });
    let wrong = RwSignal::new(None::<String>);
    let doing = Doing::new(store);
    let proposed = i64::from(standing.delays_proposed(whose.here.month_end()));
    let before = review;
    let confirm = move || {
        let amount = Quantity::parse(&amount.get_untracked());
        wrong.set(amount.err().map(quantity_wrong));
        let Ok(amount) = amount else { return };
        let found = Review {
            done: Some(amount),
            faults: count(faults.get_untracked()),
            delays: count(delays.get_untracked()),
            above: text(above, &before.above),
            reason: text(reason, &before.reason),
        };
        let deed = Deed::ReviewResult {
            task: task.clone(),
            people: one(whose.person(), found),
        };
        if doing.does(&whose.here.id(), deed) {
            store.drop_draft(&key);
            done.run(());
        }
    };
    let forget = move || {
        amount.set(at_first.done.clone());
        faults.set(at_first.faults);
        delays.set(at_first.delays);
        above.set(at_first.above.clone());
        reason.set(at_first.reason.clone());
        restored.set(false);
    };
    let unit = standing.plan.unit.clone();
    view! {
        <TaskFacts plan=standing.plan.clone() />
        <Restored is_restored=restored on_forget=forget />
        <Field label=t!("review.done") value=amount keyboard=Keyboard::Decimal unit=Signal::stored(unit) error=wrong />
        <div class="stepper-list">
            <Stepper label=t!("review.faults") value=faults max=COUNT_MAX * 100 step=100 note=hint(key!("review.faults.hint")) />
            <Stepper
                label=t!("review.delays")
                value=delays
                max=COUNT_MAX * 100
                step=100
                note=Signal::derive(move || Some(say!("review.delays.hint", n = proposed)))
            />
        </div>
        <TextArea label=t!("review.above") value=above optional=true hint=hint(key!("review.above.hint")) rows=2 />
        <TextArea label=t!("review.reason") value=reason hint=hint(key!("review.reason.hint")) rows=2 />
        <RefusalNotice doing />
        <div class="row-end">
            <Button on_press=move || done.run(())>{t!("form.cancel")}</Button>
            <Button kind=ButtonKind::Primary icon=Icon::Check on_press=confirm>{t!("review.confirm")}</Button>
        </div>
    }
    .into_any()
}

/// A text that was entered; an empty one only where it takes an earlier one back.
fn text(field: RwSignal<String>, before: &Option<String>) -> Option<String> {
    let text = field.get_untracked().trim().to_owned();
    (!text.is_empty() || before.is_some()).then_some(text)
}
