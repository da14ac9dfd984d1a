//! The whole table: the cap, the sums of each unit, the cases that differ, and every row on demand.

use leptos::prelude::*;
use roviec_shared::rules::RuleSet;

use super::super::desk::Desk;
use super::super::lines::lines;
use super::draft::{Entry, to_compile};
use super::sums::Sums;
use crate::rows::{ChangeDialog, ChangeForm, Line, Lines, change_column};
use crate::t;
use crate::ui::{Card, Checkbox, Icon, Meter, Notice, Tone};

/// The table that is being compiled.
#[component]
pub fn WholeTable(entry: Entry, #[prop(into)] can_change: Signal<bool>) -> impl IntoView {
    let desk = Desk::of_page();
    let form = ChangeForm::new(desk.store, entry.changes);
    let owing = Memo::new(move |_| {
        let names = desk.units.with(|units| {
            let owing = units
                .iter()
                .filter(|unit| !unit.is_received() && !unit.is_decided());
            owing.map(|unit| unit.name.clone()).collect::<Vec<_>>()
        });
        names.join(", ")
    });
    let unanswered = Memo::new(move |_| {
        let units = entry.units(desk);
        let opened = units.iter().filter_map(|unit| unit.opened.as_ref());
        opened.map(|opened| opened.unanswered).sum::<usize>()
    });
    let differing = Memo::new(move |_| {
        let out = entry.left_out.get();
        let changed = entry.changes.get();
        let mut all = all_lines(desk);
        all.retain(|line| {
            !out.contains(&line.book.unit) && (line.differs() || changed.contains_key(&line.person))
        });
        all
    });
    let last = move || change_column(t!("committee.column.concluded"), form, can_change);
    view! {
        <Show when=move || !owing.read().is_empty()>
            <Notice tone=Tone::Warning title=t!("conclusion.owing")><p>{owing}</p></Notice>
        </Show>
        <Show when=move || unanswered.get() != 0>
            <Notice tone=Tone::Warning title=t!("conclusion.unanswered", n = unanswered.get())>
                <p>{t!("conclusion.unanswered.words")}</p>
                <p><leptos_router::components::A href=move || desk.path("/limits") attr:class="text-link">
                    {t!("committee.limits")}
                </leptos_router::components::A></p>
            </Notice>
        </Show>
        <Card title=t!("cap.label")><Caps entry /></Card>
        <Card title=t!("conclusion.sums") flush=true><Sums entry /></Card>
        <Card title=t!("conclusion.differing") flush=true>
            <Show
                when=move || !differing.read().is_empty()
                fallback=|| view! { <p class="padded soft">{t!("conclusion.differing.none")}</p> }
            >
                <Lines caption=t!("conclusion.differing") lines=differing with_unit=true brief=true last=last() />
            </Show>
        </Card>
        <Units entry form can_change />
        <ChangeDialog form />
    }
}

fn all_lines(desk: Desk) -> Vec<Line> {
    let own = desk.store.book_of(&desk.own());
    let units = to_compile(desk);
    let books = units.iter().filter_map(|unit| desk.store.book_of(&unit.id));
    books
        .flat_map(|book| {
            desk.store
                .rules
                .with(|rules| lines(rules, desk, &book, own.as_deref()))
        })
        .collect()
}

/// How the table stands to the cap: one line a rule set.
#[component]
fn Caps(entry: Entry) -> impl IntoView {
    let desk = Desk::of_page();
    let caps = move || entry.caps(desk);
    let one = |(rules, count): (RuleSet, roviec_shared::rules::CapCount)| {
        let title = Signal::derive(move || crate::locale::pick(&rules.title));
        view! {
            <div class="stack-tight">
                <Meter
                    label=title
                    value=count.given
                    max=count.allowed
                    words=t!("cap.proposed", given = count.given, allowed = count.allowed)
                />
                {count
                    .is_exceeded()
                    .then(|| view! { <p class="late">{t!("cap.exceeded", outstanding = count.allowed_outstanding)}</p> })}
            </div>
        }
    };
    move || caps().into_iter().map(one).collect_view()
}

/// Every unit with all its rows, drawn when it is opened; and whether its report is in the conclusion.
#[component]
fn Units(entry: Entry, form: ChangeForm, can_change: Signal<bool>) -> impl IntoView {
    let desk = Desk::of_page();
    let units = Memo::new(move |_| {
        let units = to_compile(desk).into_iter();
        units.map(|unit| (unit.id, unit.name)).collect::<Vec<_>>()
    });
    let one = move |(id, name): (roviec_shared::id::BookId, String)| {
        let is_open = RwSignal::new(false);
        let unit = id.unit.clone();
        let is_in = RwSignal::new(entry.left_out.with_untracked(|out| !out.contains(&unit)));
        let tick = move |now: bool| {
            let unit = unit.clone();
            entry.left_out.update(|out| {
                if now {
                    out.remove(&unit);
                } else {
                    out.insert(unit);
                }
            });
        };
        let id = StoredValue::new(id);
        let all = Memo::new(move |_| {
            let Some(book) = id.with_value(|id| desk.store.book_of(id)) else {
                return Vec::new();
            };
            let own = desk.store.book_of(&desk.own());
            desk.store
                .rules
                .with(|rules| lines(rules, desk, &book, own.as_deref()))
        });
        let caption = name.clone();
        view! {
            <section class="unit-fold">
                <div class="unit-fold-head">
                    <button
                        type="button"
                        class="unit-fold-open"
                        aria-expanded=move || is_open.get().to_string()
                        on:click=move |_| is_open.update(|open| *open = !*open)
                    >
                        {Icon::Right.view()}<span>{name}</span>
                    </button>
                    <Show when=move || can_change.get()>
                        <Checkbox label=t!("conclusion.in_it") value=is_in on_change=tick.clone() />
                    </Show>
                </div>
                <Show when=move || is_open.get()>
                    <Lines
                        caption=caption.clone()
                        lines=all
                        brief=true
                        last=change_column(t!("committee.column.concluded"), form, can_change)
                    />
                </Show>
            </section>
        }
    };
    view! {
        <Card title=t!("conclusion.all") flush=true>
            {move || units.get().into_iter().map(one).collect_view()}
        </Card>
    }
}
