//! How far a target is on a day.

use leptos::prelude::*;
use roviec_shared::{
    act::Deed,
    id::BookId,
    month::Day,
    points::{Quantity, QuantityError},
    refusal::Refusal,
};
use serde::{Deserialize, Serialize};

use super::fields::key_of;
use super::shown::Shown;
use crate::doing::{Doing, RefusalNotice};
use crate::form::{Restored, hint, keep, quantity_wrong, stored};
use crate::store::Store;
use crate::ui::{Button, ButtonKind, DayField, Field, Icon, Keyboard, Toasts, Tone};
use crate::{key, say, t};

/// What is being entered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct Draft {
    day: String,
    value: String,
    source: String,
}

/// Enters a reading.
#[component]
pub fn ReadingForm(
    /// Of which.
    shown: Shown,
    /// In which month's book.
    book: BookId,
    /// It is entered.
    #[prop(into)]
    done: Callback<()>,
) -> impl IntoView {
    let store = Store::get();
    let key = key_of("reading", &shown.target);
    let at_first = Draft {
        day: String::from(store.today.get_untracked()),
        ..Draft::default()
    };
    let kept: Option<Draft> = stored(store, &key);
    let restored = RwSignal::new(kept.is_some());
    let kept = kept.unwrap_or_else(|| at_first.clone());
    let (day, value, source) = (
        RwSignal::new(kept.day),
        RwSignal::new(kept.value),
        RwSignal::new(kept.source),
    );
    keep(store, key.clone(), at_first.clone(), move || Draft {
        day: day.get(),
        value: value.get(),
        source: source.get(),
    });
    let (value_wrong, day_wrong) = (RwSignal::new(None), RwSignal::new(None));
    let (doing, toasts) = (Doing::new(store), Toasts::of_app());
    let (target, title) = (shown.target.clone(), shown.plan().title.clone());
    let confirm = move || {
        doing.forgets();
        let read = Quantity::parse(&value.get_untracked());
        value_wrong.set(read.err().map(|wrong| match wrong {
            QuantityError::Empty => say!("targets.quantity.empty"),
            other => quantity_wrong(other),
        }));
        let on = day.get_untracked().parse::<Day>();
        day_wrong.set(on.is_err().then(|| say!("targets.day.missing")));
        let (Ok(value), Ok(on)) = (read, on) else {
            return;
        };
        // A tablet's own day is not the server's: it is told, not refused, unless it is plainly ahead of both.
        if on > store.today.get_untracked() {
            day_wrong.set(Some(crate::refusal::words(&Refusal::DayAhead, store)));
            return;
        }
        let deed = Deed::ReadTarget {
            target: target.clone(),
            day: on,
            value,
            source: source.get_untracked().trim().to_owned(),
        };
        if doing.does(&book, deed) {
            store.drop_draft(&key);
            toasts.say(Tone::Success, say!("targets.read.done", title = title));
            done.run(());
        }
    };
    let forget = move || {
        day.set(at_first.day.clone());
        value.set(String::new());
        source.set(String::new());
        restored.set(false);
    };
    let (wanted, measure) = (shown.clone(), shown.plan().measure.clone());
    view! {
        <div class="stack">
            <Restored is_restored=restored on_forget=forget />
            <p class="strong">{shown.plan().title.clone()}</p>
            <p class="soft">{move || say!("targets.wanted", planned = wanted.planned())}</p>
            <div class="task-amount">
                <Field
                    label=t!("targets.field.value", measure = measure)
                    value
                    keyboard=Keyboard::Decimal
                    error=value_wrong
                />
                <DayField label=t!("targets.field.day") value=day error=day_wrong />
            </div>
            <Field label=t!("targets.field.source") value=source hint=hint(key!("targets.field.source.hint")) />
            <RefusalNotice doing />
            <div class="row-end">
                <Button on_press=move || done.run(())>{t!("form.cancel")}</Button>
                <Button kind=ButtonKind::Primary icon=Icon::Check on_press=confirm>{t!("targets.read.confirm")}</Button>
            </div>
        </div>
    }
}
