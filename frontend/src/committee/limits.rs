//! The limiting facts of all units that report to a committee.

use leptos::prelude::*;
use roviec_shared::{id::BookId, permission::ANSWERERS};

use super::desk::Desk;
use super::head::DeskHead;
use crate::doing::{Doing, RefusalNotice, SavingLine};
use crate::limits::{CaseDialog, CaseForm, UnitLimits, facts_of, no_to_all};
use crate::t;
use crate::ui::{Button, ButtonKind, Card, EmptyState, Icon};

/// The page.
#[component]
pub fn LimitsPage() -> impl IntoView {
    let desk = Desk::of_page();
    let store = desk.store;
    let doing = Doing::new(store);
    let units = Memo::new(move |_| {
        let ids: Vec<BookId> = desk
            .units
            .with(|units| units.iter().map(|unit| unit.id.clone()).collect());
        let facts = ids.iter().filter_map(|id| facts_of(store, id));
        facts.collect::<Vec<_>>()
    });
    let form = CaseForm::new(doing);
    let waiting = Memo::new(move |_| {
        units.with(|units| {
            units
                .iter()
                .map(|unit| unit.unanswered.len())
                .sum::<usize>()
        })
    });
    let may = Signal::derive(move || desk.holds(ANSWERERS));
    let answer_all = move || {
        let today = store.today.get_untracked();
        for unit in units.get_untracked() {
            if !unit.unanswered.is_empty() && !doing.does(&unit.book, no_to_all(&unit, today)) {
                return;
            }
        }
    };
    view! {
        <DeskHead title=t!("committee.limits") lead=t!("limits.lead") />
        <RefusalNotice doing />
        <Show
            when=move || waiting.get() != 0
            fallback=|| view! {
                <p class="limits-done tone-success">{Icon::Check.view()}<span>{t!("limits.all_answered")}</span></p>
            }
        >
            <Card>
                <div class="row-spread">
                    <p class="grow">{t!("limits.waiting", n = waiting.get())}</p>
                    <Show when=move || may.get() fallback=|| view! { <p class="soft">{t!("limits.not_yours")}</p> }>
                        <Button kind=ButtonKind::Primary icon=Icon::Check on_press=answer_all>
                            {t!("limits.none_anywhere")}
                        </Button>
                    </Show>
                </div>
            </Card>
        </Show>
        <Card title=t!("committee.units") flush=true>
            <div class="list">
                {move || {
                    let units = units.get();
                    if units.is_empty() {
                        return view! { <EmptyState icon=Icon::Inbox title=t!("limits.no_unit") /> }.into_any();
                    }
                    units.into_iter().map(|unit| view! { <UnitLimits unit form may /> }).collect_view().into_any()
                }}
            </div>
        </Card>
        <SavingLine />
        <CaseDialog form />
    }
}
