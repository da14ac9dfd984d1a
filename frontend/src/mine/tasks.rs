//! *Việc của tôi*: one's tasks, by when, and what came of them; one's self-score.

use leptos::prelude::*;
use roviec_shared::{book::Record, due::is_missing, id::BookId, month::Day, rules::Calendar};

use super::acknowledge::Acknowledge;
use super::books::{
    href, open_months, open_spoken_for, own_months, own_sheet, sheet, sheet_of_path, with_own,
};
use crate::doing::SavingLine;
use crate::level::OutcomeChip;
use crate::month::Whose;
use crate::remind::ReminderNotice;
use crate::sheet::{BroughtCards, ScoreCard, TaskResults};
use crate::store::Store;
use crate::ui::{
    BackLink, Button, Card, Chip, EmptyState, Icon, LinkButton, ListRow, Notice, PageHead, Tone,
};
use crate::{due, say, t};

/// The page of one's tasks.
#[component]
pub fn TasksPage() -> impl IntoView {
    let store = Store::get();
    let months = Memo::new(move |_| open_months(store));
    let spoken = Memo::new(move |_| open_spoken_for(store));
    let name = Signal::derive(move || {
        store.actor.with(|actor| {
            actor
                .as_ref()
                .map(|actor| actor.name.clone())
                .unwrap_or_default()
        })
    });
    view! {
        <PageHead title=t!("mine.tasks") overline=name />
        <Acknowledge />
        <Show
            when=move || !months.read().is_empty() || !spoken.read().is_empty()
            fallback=|| view! {
                <Card><EmptyState icon=Icon::Tasks title=t!("mine.no_month") words=t!("mine.no_month.words") /></Card>
            }
        >
            {move || {
                months
                    .get()
                    .into_iter()
                    .filter_map(|id| own_sheet(store, id))
                    .map(|whose| view! { <OneMonth whose /> })
                    .collect_view()
            }}
        </Show>
        {move || {
            spoken
                .get()
                .into_iter()
                .map(|named| view! { <OneMonth whose=sheet(store, named) /> })
                .collect_view()
        }}
        <LastResult />
        <SavingLine />
    }
}

/// One month's tasks and self-score.
#[component]
fn OneMonth(whose: Whose) -> impl IntoView {
    let title = Signal::derive(move || say!("mine.month", month = whose.here.month_words()));
    let name = whose.name();
    let of = Signal::derive(move || match whose.is_collective() {
        true => say!("mine.collective", name = name.get()),
        false => whose.here.unit_name(),
    });
    let tasks = Signal::derive(move || match whose.is_collective() {
        true => say!(
            "mine.collective.tasks",
            name = name.get(),
            month = whose.here.month_words()
        ),
        false => say!("mine.tasks.title", month = whose.here.month_words()),
    });
    let score = href(whose, "score");
    let to_do = move || match whose.is_collective() {
        true => say!("mine.collective.to_do"),
        false => say!("mine.score.to_do"),
    };
    let has_score = Memo::new(move |_| {
        let scored = whose.with(|record| record.stage.score().is_some());
        scored.unwrap_or_default()
    });
    let until = Signal::derive(move || {
        let rules = whose.rules()?;
        Some(rules.calendar.result_due(whose.here.id().month))
    });
    let reminders = Signal::derive(move || {
        let of = |record: &Record| is_missing(record).then(|| record.reminders.clone());
        whose.with(of).flatten().unwrap_or_default()
    });
    let may_score = Memo::new(move |_| {
        whose
            .with(|record| record.enrolled.standing.is_active())
            .unwrap_or_default()
    });
    view! {
        <section class="mine-month">
            <header class="mine-month-head">
                <h2>{title}</h2>
                <p class="soft">{of}</p>
            </header>
            <ReminderNotice reminders />
            <Show when=move || may_score.get()>
                <div class="mine-score">
                    <Show
                        when=move || has_score.get()
                        fallback=move || view! {
                            <p class="grow">{to_do}</p>
                            <DayChip day=until />
                        }
                    >
                        <p class="grow">{t!("mine.score.done")}</p>
                        <Chip words=t!("mine.score.done.chip") tone=Tone::Success icon=Icon::Check />
                    </Show>
                    <LinkButton href=score.clone() icon=Icon::Edit>{t!("mine.score.go")}</LinkButton>
                </div>
            </Show>
            <Card title=tasks flush=true><TaskResults whose /></Card>
            <BroughtCards whose />
        </section>
    }
}

/// The last day of something, and how many days are left or gone.
#[component]
pub fn DayChip(#[prop(into)] day: Signal<Option<Day>>) -> impl IntoView {
    let store = Store::get();
    let left = move || {
        day.get()
            .map(|day| (day, store.today.get().days_until(day)))
    };
    let words = Signal::derive(move || match left() {
        Some((day, 0)) => say!("mine.day.today", day = due::short_day(day)),
        Some((day, left @ 1..)) => say!("mine.day.left", day = due::short_day(day), n = left),
        Some((_, gone)) => say!("due.late", days = -gone),
        None => String::new(),
    });
    let tone = Signal::derive(move || match left() {
        Some((_, left)) if left < 0 => Tone::Warning,
        Some((_, 0..=3)) => Tone::Primary,
        _ => Tone::Plain,
    });
    move || {
        day.get()
            .map(|_| view! { <Chip words tone icon=Icon::Clock /> })
    }
}

/// What was announced last, and the way to why.
#[component]
fn LastResult() -> impl IntoView {
    let store = Store::get();
    let last = Memo::new(move |_| {
        own_months(store).into_iter().find_map(|id| {
            let told = with_own(store, &id, |record| {
                record.stage.announcement()?;
                Some(record.decision()?.decided.outcome.clone())
            });
            Some((id, told??))
        })
    });
    let navigate = StoredValue::new_local(leptos_router::hooks::use_navigate());
    move || {
        last.get().map(|(id, outcome)| {
            let title = t!("mine.last", month = id.month);
            let href = format!("/mine/result/{id}");
            view! {
                <Card flush=true>
                    <div class="list">
                        <ListRow
                            title
                            note=t!("mine.last.why")
                            aside=move || view! { <OutcomeChip outcome=Some(outcome.clone()) /> }
                            on_press=move || navigate.with_value(|navigate| navigate(&href, Default::default()))
                        />
                    </div>
                </Card>
            }
        })
    }
}

/// The page of one's self-score.
#[component]
pub fn ScorePage() -> impl IntoView {
    let store = Store::get();
    let named = sheet_of_path(store);
    move || match named.get().map(|named| sheet(store, named)) {
        Some(whose) => view! { <Score whose /> }.into_any(),
        None => view! { <NoMonth /> }.into_any(),
    }
}

#[component]
fn Score(whose: Whose) -> impl IntoView {
    let late = Signal::derive(move || {
        let rules = whose.rules()?;
        let last = last_day(&rules.calendar, &whose.here.id());
        let days = last.days_until(whose.here.store.today.get());
        (days > 0).then_some(days)
    });
    let (name, place) = (whose.name(), whose.here.overline());
    let overline = Signal::derive(move || match whose.is_collective() {
        true => name.get(),
        false => place.get(),
    });
    view! {
        <BackLink href="/mine" words=t!("mine.tasks") />
        <PageHead title=t!("mine.score.title", month = whose.here.month_words()) overline />
        {move || {
            late.get()
                .map(|days| view! { <Notice tone=Tone::Warning><p>{t!("mine.score.late", days = days)}</p></Notice> })
        }}
        <div class="stack measure"><ScoreCard whose /></div>
        <SavingLine />
    }
}

fn last_day(calendar: &Calendar, id: &BookId) -> Day {
    calendar.result_due(id.month)
}

/// The path names no month of one's own.
#[component]
pub fn NoMonth() -> impl IntoView {
    let navigate = StoredValue::new_local(leptos_router::hooks::use_navigate());
    view! {
        <PageHead title=t!("mine.result") />
        <EmptyState icon=Icon::Calendar title=t!("mine.not_here") words=t!("mine.not_here.words")>
            <Button on_press=move || navigate.with_value(|navigate| navigate("/mine", Default::default()))>
                {t!("mine.tasks")}
            </Button>
        </EmptyState>
    }
}
