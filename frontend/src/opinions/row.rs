//! One row on which an opinion is asked for.

use leptos::prelude::*;
use roviec_shared::{
    book::{round::Round, submission::Row},
    id::PersonId,
};

use super::{entry::Entry, me};
use crate::level::{self, LevelChip, OutcomeChip};
use crate::ui::{Button, Chip, Icon, Tone};
use crate::{say, t};

/// The row with the levels side by side, and the two ways to answer.
#[component]
pub(super) fn OpinionRow(entry: Entry, person: PersonId, row: Row) -> impl IntoView {
    let is_self = {
        let me = me(entry.here.store);
        let own = |round: &Round| me.as_ref().is_some_and(|me| round.is_own(me, &person));
        untrack(|| entry.with(own)).unwrap_or_default()
    };
    let person = StoredValue::new(person);
    let opinion = Memo::new(move |_| person.with_value(|person| entry.of(person)));
    let is_new = move || person.with_value(|person| entry.is_new(person));
    let proposed = StoredValue::new(row.proposed.clone());
    let said = move || {
        let opinion = opinion.get()?;
        let agrees = proposed.with_value(|proposed| opinion.outcome == *proposed);
        let words = if agrees {
            say!("opinions.agrees")
        } else {
            say!(
                "opinions.otherwise",
                level = level::short_outcome(&opinion.outcome)
            )
        };
        let tone = if agrees { Tone::Success } else { Tone::Warning };
        let text = opinion.text;
        Some(view! {
            <div class="row-tight">
                <Chip words=words tone=tone icon=Icon::Speech provisional=is_new() />
                {is_new().then(|| view! { <span class="small soft">{t!("opinions.not_given")}</span> })}
            </div>
            {(!text.is_empty()).then(|| view! { <p class="small prewrap">{text}</p> })}
        })
    };
    let buttons = move || {
        if is_self {
            return view! { <p class="small soft">{t!("opinions.own_row")}</p> }.into_any();
        }
        view! {
            <div class="row-tight">
                <Button icon=Icon::Check on_press=move || person.with_value(|person| entry.agree(person))>
                    {t!("opinions.agree")}
                </Button>
                <Button icon=Icon::Edit on_press=move || person.with_value(|person| entry.begin(person))>
                    {t!("opinions.other")}
                </Button>
            </div>
        }
        .into_any()
    };
    let reason = row.reason.clone();
    view! {
        <li class="opinion-row">
            <div class="stack-tight grow">
                <p class="strong">{row.name.clone()}</p>
                <p class="small soft">{row.post.clone()}</p>
                <dl class="opinion-levels">
                    <div><dt>{t!("levels.own")}</dt><dd><LevelChip level=row.own /></dd></div>
                    <div><dt>{t!("levels.system")}</dt><dd><LevelChip level=row.system provisional=true /></dd></div>
                    <div><dt>{t!("levels.proposed")}</dt><dd><OutcomeChip outcome=Some(row.proposed.clone()) /></dd></div>
                </dl>
                {(!reason.is_empty()).then(|| view! { <p class="small prewrap">{reason}</p> })}
                <div aria-live="polite" class="stack-tight">{said}</div>
            </div>
            {buttons}
        </li>
    }
}
