//! A year, or a quarter of it, from its months: what the rule set says of each person, with reasons; the lists that
//! its use asks for; and the table as a paper (`domain.md`, year, use of results). Looked up online: a device holds
//! three months.

mod paper;
mod sums;

use leptos::{prelude::*, task::spawn_local};
use leptos_router::hooks::use_params_map;
use roviec_shared::{
    book::{action::Action, period::PersonMonths},
    id::{BookId, PersonId, UnitId},
    month::Month,
    organisation::Role,
};

use crate::actions::{ActionDialog, ActionForm, Actions, may_record};
use crate::frame::LostPage;
use crate::level::{LevelChip, OutcomeChip};
use crate::problem;
use crate::store::Store;
use crate::sync::{call::Problem, desk::Desk};
use crate::ui::{
    Button, Card, Column, EmptyState, Icon, Notice, PageHead, Period, Segment, Segments, Select,
    Table, Tone,
};
use crate::{locale, say, t};
use paper::YearPaper;
use sums::{EXCELLENT_MONTHS, List, Part, Year, YearLine, lines};

/// The page.
#[component]
pub fn YearPage() -> impl IntoView {
    let params = use_params_map();
    let at = Memo::new(move |_| {
        params.with(|params| {
            let unit: UnitId = params.get("unit")?.parse().ok()?;
            let year: u16 = params.get("year")?.parse().ok()?;
            let first: Month = format!("{year:04}-01").parse().ok()?;
            Some(Year { unit, first })
        })
    });
    move || match at.get() {
        Some(year) => view! { <OneYear year /> }.into_any(),
        None => view! { <LostPage /> }.into_any(),
    }
}

#[component]
fn OneYear(year: Year) -> impl IntoView {
    let (store, desk) = (Store::get(), Desk::get());
    let found = RwSignal::new(None::<Result<Vec<PersonMonths>, Problem>>);
    {
        let Year { unit, first } = year.clone();
        spawn_local(async move {
            let months = desk.periods(&unit, first, first.plus_months(11)).await;
            found.try_set(Some(months));
        });
    }
    let (part, list) = (RwSignal::new(Part::Year), RwSignal::new(List::All));
    let months = RwSignal::new(EXCELLENT_MONTHS.to_string());
    let asked = move || months.get().parse::<usize>().unwrap_or(1);
    let choices = Signal::derive(|| {
        let numbers = (1..=12).map(|number: i32| number.to_string());
        numbers
            .map(|number| (number.clone(), number))
            .collect::<Vec<_>>()
    });
    let rows = Memo::new(move |_| {
        locale::language();
        let found = found.get()?.ok()?;
        let rules = store.rules.get();
        Some(lines(&rules, &found, year.first, part.get()))
    });
    let shown = Memo::new(move |_| {
        let mut rows = rows.get().unwrap_or_default();
        rows.retain(|line| list.get().takes(line, asked()));
        rows
    });
    let name = {
        let unit = year.unit.clone();
        move || store.unit_name(&unit).unwrap_or_default()
    };
    let problem = move || {
        let found = found.get()?;
        Some(problem::words(&found.err()?))
    };
    let segments = Part::ALL.map(|value| Segment {
        value,
        title: Signal::derive(move || value.words()),
    });
    let lists = List::ALL.map(|value| Segment {
        value,
        title: Signal::derive(move || {
            let all = rows.get().unwrap_or_default();
            let many = all.iter().filter(|line| value.takes(line, asked())).count();
            value.words(many, asked())
        }),
    });
    let number = year.first.year();
    let unit = StoredValue::new(year.unit.clone());
    let overline = Signal::derive(name);
    let to = move |by: i32| {
        let month = year.first.plus_months(12 * by);
        let navigate = leptos_router::hooks::use_navigate();
        let path = unit.with_value(|unit| format!("/year/{unit}/{}", month.year()));
        Callback::new(move |()| navigate(&path, Default::default()))
    };
    let (back, on) = (to(-1), to(1));
    let acts = move || {
        let at = unit.get_value();
        let leads = roviec_shared::permission::LEADERS;
        store.holds(leads, &at) || store.holds(&[Role::CommitteeOffice, Role::Decider], &at)
    };
    let has_paper = Memo::new(move |_| !rows.get().unwrap_or_default().is_empty() && acts());
    view! {
        <PageHead
            title=t!("year.title", year = number)
            overline
            lead=t!("year.lead")
            actions=move || view! {
                <Period
                    words=t!("year.of", year = number)
                    before_label=t!("year.before")
                    after_label=t!("year.after")
                    before=Signal::derive(move || Some(back))
                    after=Signal::derive(move || Some(on))
                />
            }
        />
        {move || problem().map(|words| view! {
            <Notice tone=Tone::Warning title=t!("year.online")><p>{words}</p></Notice>
        })}
        <div class="only-screen stack">
            <Segments label=t!("year.part") segments=segments.to_vec() value=part on_choose=move |choice| part.set(choice) />
            <Segments label=t!("year.list") segments=lists.to_vec() value=list on_choose=move |choice| list.set(choice) />
            <Show when=move || list.get() == List::Excellent>
                <div class="row row-top"><Select label=t!("year.list.months") value=months options=choices /></div>
            </Show>
        </div>
        <Show when=move || rows.get().is_some_and(|rows| rows.is_empty())>
            <Card><EmptyState icon=Icon::Calendar title=t!("year.none") words=t!("year.none.words") /></Card>
        </Show>
        <Show when=move || !shown.read().is_empty()>
            <Card title=t!("year.table") flush=true><YearTable rows=shown unit=unit.get_value() /></Card>
        </Show>
        <Show when=move || has_paper.get()>
            <YearPaper unit=unit.get_value() year=number part rows=shown />
        </Show>
    }
}

/// What the server told of a person's file, and what was recorded on this device since.
fn on_file(store: Store, unit: UnitId, person: &PersonId, told: &[Action]) -> Vec<Action> {
    let mut all = told.to_vec();
    for month in store.months(&unit) {
        let unit = unit.clone();
        let Some(book) = store.book_of(&BookId { unit, month }) else {
            continue;
        };
        let here = book.people.get(person).into_iter();
        for action in here.flat_map(|record| &record.actions) {
            if all.iter().all(|known| known.act != action.act) {
                all.push(action.clone());
            }
        }
    }
    all
}

/// Person by person: the months, the average, the level by the rules, and why.
#[component]
fn YearTable(rows: Memo<Vec<YearLine>>, unit: UnitId) -> impl IntoView {
    let store = Store::get();
    let form = ActionForm::new(store);
    let unit = StoredValue::new(unit);
    // The newest month that this device holds of them: there one more is recorded.
    let newest = move |person: &PersonId| {
        let months = unit.with_value(|unit| store.months(unit));
        let at = months.into_iter().map(|month| BookId {
            unit: unit.get_value(),
            month,
        });
        at.into_iter().find(|id| may_record(store, id, person))
    };
    let columns = vec![
        Column::new(t!("committee.column.person"), |line: &YearLine| {
            let (name, post) = (line.name.clone(), line.post.clone());
            view! {
                <span class="strong">{name}</span>
                <br />
                <span class="small soft">{post}</span>
            }
            .into_any()
        }),
        Column::new(t!("year.months"), |line: &YearLine| {
            let months = line.months.iter().map(|rated| {
                let number = rated.month.number();
                let outcome = rated.outcome.clone();
                view! {
                    <li class="year-month">
                        <span class="small soft">{say!("year.month", month = number)}</span>
                        <OutcomeChip outcome=Some(outcome).flatten() />
                    </li>
                }
            });
            view! { <ul class="year-months">{months.collect_view()}</ul> }.into_any()
        }),
        Column::number(t!("year.average"), |line: &YearLine| {
            let average = line.grade.as_ref().and_then(|grade| grade.average);
            average
                .map_or_else(
                    || "–".to_owned(),
                    |points| locale::hundredths(points.hundredths().into()),
                )
                .into_any()
        }),
        Column::new(t!("year.level"), |line: &YearLine| {
            let level = line.grade.as_ref().and_then(|grade| grade.level);
            let provisional = !line.is_whole;
            view! { <LevelChip level provisional /> }.into_any()
        }),
        Column::new(t!("year.why"), move |line: &YearLine| {
            let why = line.why.iter().cloned();
            let why = why.map(|words| view! { <li class="small">{words}</li> });
            let (person, name) = (line.person.clone(), line.name.clone());
            let told = line.actions.clone();
            let shown = {
                let person = person.clone();
                Signal::derive(move || on_file(store, unit.get_value(), &person, &told))
            };
            let record = move || {
                let (person, name) = (person.clone(), name.clone());
                let id = newest(&person)?;
                let begin = move || form.begin(id.clone(), person.clone(), name.clone());
                Some(
                    view! { <Button icon=Icon::Plus on_press=begin>{t!("action.record")}</Button> },
                )
            };
            view! {
                <div class="year-why">
                    <ul class="opinion-said">{why.collect_view()}</ul>
                    <Actions actions=shown />
                    <span class="only-screen">{record}</span>
                </div>
            }
            .into_any()
        }),
    ];
    view! {
        <Table caption=t!("year.table") caption_hidden=true columns rows />
        <ActionDialog form />
    }
}
