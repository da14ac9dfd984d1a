//! A target that holds no more.

use leptos::prelude::*;
use roviec_shared::{act::Deed, id::BookId, refusal::Refusal};
use serde::{Deserialize, Serialize};

use super::fields::key_of;
use super::shown::Shown;
use crate::doing::{Doing, RefusalNotice};
use crate::form::{keep, stored};
use crate::store::Store;
use crate::t;
use crate::ui::{Button, ButtonKind, DayField, TextArea};

/// What is being entered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct Draft {
    day: String,
    reason: String,
}

/// Ends a target, with the last day and the reason.
#[component]
pub fn EndForm(
    /// Which.
    shown: Shown,
    /// In which month's book.
    book: BookId,
    /// It has ended.
    #[prop(into)]
    done: Callback<()>,
) -> impl IntoView {
    let store = Store::get();
    let key = key_of("end", &shown.target);
    let at_first = Draft {
        day: String::from(store.today.get_untracked()),
        ..Draft::default()
    };
    let kept = stored(store, &key).unwrap_or_else(|| at_first.clone());
    let (day, reason) = (RwSignal::new(kept.day), RwSignal::new(kept.reason));
    keep(store, key.clone(), at_first, move || Draft {
        day: day.get(),
        reason: reason.get(),
    });
    let doing = Doing::new(store);
    let target = shown.target.clone();
    let confirm = move || {
        let Ok(on) = day.get_untracked().parse() else {
            doing.refuses(Refusal::Empty);
            return;
        };
        let deed = Deed::EndTarget {
            target: target.clone(),
            day: on,
            reason: reason.get_untracked().trim().to_owned(),
        };
        if doing.does(&book, deed) {
            store.drop_draft(&key);
            done.run(());
        }
    };
    view! {
        <p class="strong">{shown.plan().title.clone()}</p>
        <p class="soft">{t!("targets.end.words")}</p>
        <DayField label=t!("targets.end.day") value=day />
        <TextArea label=t!("plan.reason") value=reason secrecy_notice=false />
        <RefusalNotice doing />
        <div class="row-end">
            <Button on_press=move || done.run(())>{t!("form.cancel")}</Button>
            <Button kind=ButtonKind::Danger on_press=confirm>{t!("targets.end.confirm")}</Button>
        </div>
    }
}
