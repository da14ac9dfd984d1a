//! The whole table: the cap, the sums of each unit, the cases that differ, and every row on demand.

use leptos::prelude::*;
use roviec_shared::{level::Outcome, rules::RuleSet};

use super::super::desk::Desk;
use super::super::marks::Marks;
use super::super::table::{Line, Lines, lines};
use super::draft::{Change, Entry, to_compile};
use super::sums::Sums;
use crate::level::{OutcomeChip, OutcomeChoice, OutcomeEntry};
use crate::ui::{
    Button, ButtonKind, Card, Checkbox, Column, Dialog, Icon, IconButton, Meter, Notice, TextArea,
    Tone,
};
use crate::{say, t};

/// The table that is being compiled.
#[component]
pub fn WholeTable(entry: Entry, #[prop(into)] can_change: Signal<bool>) -> impl IntoView {
    let desk = Desk::of_page();
    let form = ChangeForm::new(entry);
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
    let last = move || concluded_column(entry, form, can_change);
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
        let title = Signal::derive(move || {
            crate::locale::pick(&rules.title.vi, &rules.title.en).to_owned()
        });
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
                        last=concluded_column(entry, form, can_change)
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

/// What is to be concluded of a row, and the way to change it.
fn concluded_column(entry: Entry, form: ChangeForm, can_change: Signal<bool>) -> Column<Line> {
    Column::new(t!("committee.column.concluded"), move |line: &Line| {
        let line = line.clone();
        let (person, row) = (line.person.clone(), line.row.clone());
        let outcome = Signal::derive(move || Some(entry.outcome(&person, &row)));
        let name = line.row.name.clone();
        let label = Signal::derive(move || say!("conclusion.change", name = name));
        let line = StoredValue::new(line);
        view! {
            <span class="concluded">
                <OutcomeChip outcome />
                <Show when=move || can_change.get()>
                    <IconButton
                        icon=Icon::Edit
                        label
                        on_press=move || form.begin(line.get_value())
                    />
                </Show>
            </span>
        }
        .into_any()
    })
}

/// A row that is being concluded otherwise. Copy it freely.
#[derive(Clone, Copy)]
struct ChangeForm {
    entry: Entry,
    open: RwSignal<bool>,
    line: RwSignal<Option<Line>>,
    outcome: RwSignal<Option<OutcomeEntry>>,
    reason: RwSignal<String>,
    is_short: RwSignal<bool>,
}

impl ChangeForm {
    fn new(entry: Entry) -> Self {
        Self {
            entry,
            open: RwSignal::new(false),
            line: RwSignal::new(None),
            outcome: RwSignal::new(None),
            reason: RwSignal::default(),
            is_short: RwSignal::new(false),
        }
    }

    fn begin(self, line: Line) {
        let standing = self.entry.outcome(&line.person, &line.row);
        let reason = self.entry.changes.with(|changes| {
            let change = changes.get(&line.person);
            change
                .map(|change| change.reason.clone())
                .unwrap_or_default()
        });
        self.outcome.set(Some(OutcomeEntry::new(Some(&standing))));
        self.reason.set(reason);
        self.is_short.set(false);
        self.line.set(Some(line));
        self.open.set(true);
    }

    /// Takes it into the table; a reason is needed where it differs from what was proposed.
    fn save(self) {
        let outcome = self.outcome.get().and_then(OutcomeEntry::outcome);
        let (Some(line), Some(outcome)) = (self.line.get(), outcome) else {
            return self.is_short.set(true);
        };
        let reason = self.reason.get().trim().to_owned();
        let differs = outcome != line.row.proposed;
        if differs && reason.is_empty() {
            return self.is_short.set(true);
        }
        self.entry.changes.update(|changes| {
            if differs {
                changes.insert(line.person, Change { outcome, reason });
            } else {
                changes.remove(&line.person);
            }
        });
        self.open.set(false);
    }
}

#[component]
fn ChangeDialog(form: ChangeForm) -> impl IntoView {
    let desk = Desk::of_page();
    let title = Signal::derive(move || {
        let line = form.line.read();
        line.as_ref()
            .map(|line| line.row.name.clone())
            .unwrap_or_default()
    });
    let rules = move || {
        let line = form.line.get()?;
        let book = desk.store.book_of(&line.book)?;
        desk.store.rules_of(&book, &line.person)
    };
    let about = move || {
        let line = form.line.get()?;
        let marks = line.marks;
        let proposed: Outcome = line.row.proposed;
        let reason = line.row.reason;
        Some(view! {
            <div class="row-tight">
                <span class="soft">{t!("committee.column.proposed")}</span>
                <OutcomeChip outcome=Some(proposed) />
                <Marks marks />
            </div>
            {(!reason.is_empty()).then(|| view! { <p class="prewrap">{reason}</p> })}
        })
    };
    let error = Signal::derive(move || {
        form.is_short
            .get()
            .then(|| say!("conclusion.change.missing"))
    });
    let actions = move || {
        view! {
            <Button on_press=move || form.open.set(false)>{t!("form.cancel")}</Button>
            <Button kind=ButtonKind::Primary icon=Icon::Check on_press=move || form.save()>
                {t!("conclusion.change.do")}
            </Button>
        }
    };
    view! {
        <Dialog open=form.open title actions wide=true>
            {about}
            {move || {
                let (rules, entry) = (rules()?, form.outcome.get()?);
                let rules = StoredValue::new(rules);
                Some(view! { <OutcomeChoice label=t!("conclusion.outcome") entry rules /> })
            }}
            <TextArea label=t!("conclusion.reason") value=form.reason error />
        </Dialog>
    }
}
