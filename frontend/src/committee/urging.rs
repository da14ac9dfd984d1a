//! The letter to the units that owe their report of this month.

use leptos::prelude::*;
use roviec_shared::{
    act::{Deed, People},
    book::Book,
    month::Day,
    order,
    permission::{HEADS, LEADERS},
};

use super::desk::Desk;
use super::unit_month::UnitMonth;
use crate::doing::{Doing, RefusalNotice};
use crate::due::title;
use crate::month::Here;
use crate::paper::{Owing, Urging};
use crate::ui::{Button, Card, EmptyState, Icon};
use crate::{say, t};

/// Units that owe a report past its day, the most overdue first.
pub fn overdue(units: &[UnitMonth]) -> Vec<&UnitMonth> {
    let late = |unit: &&UnitMonth| unit.owes() && unit.days_late() > 0;
    let mut found: Vec<&UnitMonth> = units.iter().filter(late).collect();
    order::sort_by_key(&mut found, |unit| std::cmp::Reverse(unit.days_late()));
    found
}

fn owing(desk: Desk, unit: &UnitMonth) -> Owing {
    let due = unit.overdue();
    // Whoever leads before their deputies.
    let mut leading = [HEADS, LEADERS]
        .into_iter()
        .flat_map(|roles| desk.store.holders_of(roles, &unit.id.unit));
    Owing {
        unit: unit.name.clone(),
        what: due.map(|due| title(due.milestone)).unwrap_or_default(),
        last_day: due.and_then(|due| due.last_day),
        days_late: unit.days_late(),
        responsible: leading.next().map(|(_, name)| name).unwrap_or_default(),
        telephone: unit
            .telephone
            .clone()
            .unwrap_or_else(|| say!("paper.urging.no_telephone")),
    }
}

/// The word to those who lead a unit: what is most overdue.
fn reminder(unit: &UnitMonth, today: Day) -> Deed {
    let what = unit.overdue().map(|due| title(due.milestone));
    Deed::Remind {
        day: today,
        unit: say!(
            "remind.unit_text",
            what = what.unwrap_or_default(),
            days = unit.days_late()
        ),
        people: People::new(),
    }
}

/// The page.
#[component]
pub fn UrgingPage() -> impl IntoView {
    let desk = Desk::of_page();
    let all = Memo::new(move |_| {
        desk.units.with(|units| {
            let late = overdue(units).into_iter();
            late.map(|unit| owing(desk, unit)).collect::<Vec<_>>()
        })
    });
    let is_any = Memo::new(move |_| !all.read().is_empty());
    let doing = Doing::new(desk.store);
    let today = desk.store.today;
    let left = Memo::new(move |_| {
        desk.units.with(|units| {
            let late = overdue(units).into_iter();
            let is_new = |unit: &&UnitMonth| {
                let of = |book: &Book| {
                    let last = book.reminders.last();
                    last.is_none_or(|last| last.day != today.get())
                };
                let book = desk.store.book_of(&unit.id);
                book.is_some_and(|book| {
                    of(&book) && desk.store.may(&book, &reminder(unit, today.get()))
                })
            };
            late.filter(is_new).cloned().collect::<Vec<_>>()
        })
    });
    let remind = move || {
        for unit in left.get_untracked() {
            if !doing.does(&unit.id, untrack(|| reminder(&unit, today.get()))) {
                return;
            }
        }
    };
    let letter = move || {
        let here = Here::new(desk.store, desk.own());
        view! { <Urging here owing=all back=desk.path("") /> }
    };
    view! {
        <Show
            when=move || is_any.get()
            fallback=|| view! {
                <Card>
                    <EmptyState icon=Icon::Check title=t!("urging.nobody") words=t!("urging.nobody.words") />
                </Card>
            }
        >
            {letter}
            <div class="only-screen stack">
                <RefusalNotice doing />
                <Show
                    when=move || !left.read().is_empty()
                    fallback=|| view! { <p class="soft">{t!("remind.units.done")}</p> }
                >
                    <div class="row">
                        <Button icon=Icon::Speech on_press=remind>{t!("remind.units", n = left.read().len())}</Button>
                    </div>
                </Show>
            </div>
        </Show>
    }
}
