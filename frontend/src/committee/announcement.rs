//! Telling the rated: one announcement for the units that are decided, shown and done as one step; and
//! the month's end when the days for appeals are over.

use leptos::prelude::*;
use roviec_shared::{
    act::Deed,
    book::Book,
    due::{DueState, Milestone},
    id::BookId,
    month::Day,
    order::Gather,
    refusal::Refusal,
};
use std::collections::{BTreeMap, BTreeSet};

use super::desk::Desk;
use super::head::DeskHead;
use super::unit_month::UnitMonth;
use crate::deed;
use crate::doing::{Doing, RefusalNotice, SavingLine};
use crate::form::hint;
use crate::ui::{
    Button, ButtonKind, Card, Checkbox, Chip, DayField, EmptyState, Field, Icon, Notice, Tone,
};
use crate::{due, key, refusal, say, t};

/// The page.
#[component]
pub fn AnnouncementPage() -> impl IntoView {
    view! {
        <DeskHead title=t!("committee.announcement") lead=t!("announcement.lead") />
        <Announce />
        <Close />
        <Told />
        <SavingLine />
    }
}

/// One unit that can be told or closed, ticked or not.
#[derive(Clone, Debug, PartialEq)]
struct Ready {
    id: BookId,
    name: String,
    people: usize,
    of: u32,
}

/// Those that are ready, and why whoever acts may not do it.
#[derive(Clone, Debug, Default, PartialEq)]
struct ReadyUnits {
    units: Vec<Ready>,
    why_not: Option<Refusal>,
}

fn ready(
    desk: Desk,
    is_ready: impl Fn(&UnitMonth) -> usize,
    deed: impl Fn(&Book) -> Deed,
) -> ReadyUnits {
    let mut found = ReadyUnits::default();
    for unit in desk.units.get() {
        let people = is_ready(&unit);
        if people == 0 {
            continue;
        }
        if let Some(book) = desk.store.book_of(&unit.id)
            && let Err(why) = desk.store.may_or_why(&book, &deed(&book))
        {
            found.why_not = Some(why);
        }
        let of = unit.rated();
        found.units.push(Ready {
            id: unit.id,
            name: unit.name,
            people,
            of,
        });
    }
    found
}

/// Which units are in the next step: all, unless a tick is taken away. Copy it freely.
#[derive(Clone, Copy, Default)]
struct Ticks(StoredValue<BTreeMap<BookId, ArcRwSignal<bool>>>);

impl Ticks {
    fn of(self, id: &BookId) -> RwSignal<bool> {
        self.0
            .try_update_value(|ticks| {
                let tick = ticks.entry(id.clone());
                tick.or_insert_with(|| ArcRwSignal::new(true)).clone()
            })
            .unwrap_or_else(|| ArcRwSignal::new(true))
            .into()
    }

    fn chosen(self, ready: &ReadyUnits) -> Vec<BookId> {
        let ticked = ready.units.iter().filter(|unit| self.of(&unit.id).get());
        ticked.map(|unit| unit.id.clone()).collect()
    }
}

#[component]
fn Announce() -> impl IntoView {
    let desk = Desk::of_page();
    let store = desk.store;
    let doing = Doing::new(store);
    let number = RwSignal::new(String::new());
    let day = RwSignal::new(String::from(store.today.get_untracked()));
    let missing = RwSignal::new(false);
    let ticks = Ticks::default();
    let waiting = Memo::new(move |_| {
        let told = |unit: &UnitMonth| unit.opened.as_ref().map_or(0, |opened| opened.to_announce);
        ready(desk, told, |book| {
            deed::announce(String::new(), store.today.get(), book)
        })
    });
    let tell = move || {
        doing.forgets();
        let (document, on) = (number.get_untracked(), day.get_untracked().parse::<Day>());
        missing.set(document.trim().is_empty());
        let (false, Ok(on)) = (missing.get_untracked(), on) else {
            return;
        };
        for id in ticks.chosen(&waiting.get_untracked()) {
            let book = store.book_now(&id);
            let deed = book.map(|book| deed::announce(document.clone(), on, &book));
            if deed.is_some_and(|deed| !doing.does(&id, deed)) {
                return;
            }
        }
        number.set(String::new());
    };
    let error = Signal::derive(move || missing.get().then(|| say!("announcement.number.missing")));
    let many = Signal::derive(move || waiting.with(|waiting| ticks.chosen(waiting).len()));
    view! {
        <Card title=t!("announcement.to_tell")>
            <RefusalNotice doing />
            <Show
                when=move || !waiting.read().units.is_empty()
                fallback=|| view! { <EmptyState icon=Icon::Speech title=t!("announcement.nothing") words=t!("announcement.nothing.words") /> }
            >
                <UnitChecks ready=waiting ticks />
                <NotYours why=Signal::derive(move || waiting.get().why_not)>
                    <div class="row row-top">
                        <Field label=t!("announcement.number") value=number error hint=hint(key!("announcement.number.hint")) />
                        <DayField label=t!("announcement.day") value=day />
                    </div>
                    <div class="row">
                        <Button
                            kind=ButtonKind::Primary
                            icon=Icon::Speech
                            on_press=tell
                            disabled=move || many.get() == 0
                        >
                            {t!("announcement.tell", n = many.get())}
                        </Button>
                    </div>
                </NotYours>
            </Show>
        </Card>
    }
}

fn people_words(unit: &Ready) -> String {
    match u32::try_from(unit.people) {
        Ok(people) if people == unit.of => say!("committee.people", n = people),
        _ => say!("announcement.some", n = unit.people, of = unit.of),
    }
}

/// The units as ticks: all are in unless they are left out.
#[component]
fn UnitChecks(ready: Memo<ReadyUnits>, ticks: Ticks) -> impl IntoView {
    let check = move |unit: Ready| {
        let value = ticks.of(&unit.id);
        let name = unit.name.clone();
        let hint = Signal::derive(move || Some(people_words(&unit)));
        view! { <Checkbox label=name value hint /> }
    };
    view! {
        <div class="unit-checks">
            {move || ready.get().units.into_iter().map(check).collect_view()}
        </div>
    }
}

/// Shows what is in it to whoever may, and says to others whose it is.
#[component]
fn NotYours(why: Signal<Option<Refusal>>, children: ChildrenFn) -> impl IntoView {
    let store = Desk::of_page().store;
    move || match why.get() {
        None => children().into_any(),
        Some(Refusal::NotYours) => {
            view! { <p class="soft">{t!("announcement.not_yours")}</p> }.into_any()
        }
        Some(why) => view! { <p class="soft">{refusal::words(&why, store)}</p> }.into_any(),
    }
}

#[component]
fn Close() -> impl IntoView {
    let desk = Desk::of_page();
    let store = desk.store;
    let doing = Doing::new(store);
    let ticks = Ticks::default();
    let over = Memo::new(move |_| {
        let is_over = |unit: &UnitMonth| {
            let due = unit.due(Milestone::Closed);
            let is_now = due.is_some_and(|due| due.state == DueState::Now);
            if is_now { unit.rated() as usize } else { 0 }
        };
        ready(desk, is_over, deed::close)
    });
    let close = move || {
        doing.forgets();
        for id in ticks.chosen(&over.get_untracked()) {
            let deed = store.book_now(&id).map(|book| deed::close(&book));
            if deed.is_some_and(|deed| !doing.does(&id, deed)) {
                return;
            }
        }
    };
    let many = Signal::derive(move || over.with(|over| ticks.chosen(over).len()));
    view! {
        <Show when=move || !over.read().units.is_empty()>
            <Card title=t!("close.title")>
                <p>{t!("close.words")}</p>
                <RefusalNotice doing />
                <UnitChecks ready=over ticks />
                <NotYours why=Signal::derive(move || over.get().why_not)>
                    <div class="row">
                        <Button icon=Icon::Lock on_press=close disabled=move || many.get() == 0>
                            {t!("close.do", n = many.get())}
                        </Button>
                    </div>
                </NotYours>
            </Card>
        </Show>
    }
}

/// What was told so far, unit by unit.
#[component]
fn Told() -> impl IntoView {
    let desk = Desk::of_page();
    let told = Memo::new(move |_| {
        let ids = desk.units.with(|units| {
            let told = units.iter().filter(|unit| {
                unit.opened
                    .as_ref()
                    .is_some_and(|opened| opened.summary.announced > 0)
            });
            told.map(|unit| (unit.id.clone(), unit.name.clone(), unit.is_closed()))
                .collect::<Vec<_>>()
        });
        ids.into_iter()
            .filter_map(|(id, name, is_closed)| {
                let book = desk.store.book_of(&id)?;
                let announcements = book.rated().filter_map(|(_, record)| {
                    let told = record.stage.announcement()?;
                    Some((told.document.clone(), told.day))
                });
                let papers: BTreeSet<(String, Day)> = announcements.into_set();
                Some((name, papers, is_closed))
            })
            .collect::<Vec<_>>()
    });
    let line = |(name, papers, is_closed): (String, BTreeSet<(String, Day)>, bool)| {
        let papers = papers
            .into_iter()
            .map(|(document, day)| view! { <span class="nowrap">{document}", "{due::short_day(day)}</span> })
            .collect_view();
        view! {
            <li class="told">
                <span class="strong grow">{name}</span>
                <span class="row-tight">{papers}</span>
                {is_closed.then(|| view! { <Chip words=t!("committee.state.closed") icon=Icon::Lock /> })}
            </li>
        }
    };
    view! {
        <Show when=move || !told.read().is_empty()>
            <Card title=t!("announcement.told")>
                <ul class="told-list">{move || told.get().into_iter().map(line).collect_view()}</ul>
                <Notice tone=Tone::Info><p>{t!("announcement.appeals")}</p></Notice>
            </Card>
        </Show>
    }
}
