//! Deciding otherwise than was proposed: one row at a time, with its reason.

use std::collections::BTreeMap;

use leptos::prelude::*;
use roviec_shared::{book::submission::Row, id::PersonId, level::Outcome};
use serde::{Deserialize, Serialize};

use super::marks::Marks;
use super::table::Line;
use crate::level::{OutcomeChip, OutcomeChoice, OutcomeEntry};
use crate::store::Store;
use crate::ui::{Column, Dialog, DialogActions, Icon, IconButton, TextArea};
use crate::{say, t};

/// What a body, or who decides alone, made of one row.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// The outcome.
    pub outcome: Outcome,
    /// Why it is not what was proposed.
    pub reason: String,
}

/// What is to be decided of a row: the change, else what was proposed.
pub fn outcome_of(
    changes: RwSignal<BTreeMap<PersonId, Change>>,
    person: &PersonId,
    row: &Row,
) -> Outcome {
    changes.with(|changes| {
        let change = changes.get(person);
        change.map_or_else(|| row.proposed.clone(), |change| change.outcome.clone())
    })
}

/// What is to be decided of a row, and the way to change it.
pub fn change_column(
    title: Signal<String>,
    form: ChangeForm,
    can_change: Signal<bool>,
) -> Column<Line> {
    Column::new(title, move |line: &Line| {
        let line = line.clone();
        let (person, row) = (line.person.clone(), line.row.clone());
        let outcome = Signal::derive(move || Some(form.outcome_of(&person, &row)));
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
pub struct ChangeForm {
    store: Store,
    changes: RwSignal<BTreeMap<PersonId, Change>>,
    open: RwSignal<bool>,
    line: RwSignal<Option<Line>>,
    outcome: OutcomeEntry,
    reason: RwSignal<String>,
    is_short: RwSignal<bool>,
}

impl ChangeForm {
    /// For the rows whose changes these are.
    pub fn new(store: Store, changes: RwSignal<BTreeMap<PersonId, Change>>) -> Self {
        Self {
            store,
            changes,
            open: RwSignal::new(false),
            line: RwSignal::new(None),
            outcome: OutcomeEntry::empty(),
            reason: RwSignal::default(),
            is_short: RwSignal::new(false),
        }
    }

    /// What is to be decided of a row: the change, else what was proposed.
    pub fn outcome_of(self, person: &PersonId, row: &Row) -> Outcome {
        outcome_of(self.changes, person, row)
    }

    /// Why a row is decided otherwise than was proposed.
    pub fn reason_of(self, person: &PersonId) -> Option<String> {
        let of = |changes: &BTreeMap<PersonId, Change>| Some(changes.get(person)?.reason.clone());
        self.changes.with(of)
    }

    /// All changes were taken over.
    pub fn forgets(self) {
        self.changes.set(BTreeMap::new());
    }

    fn begin(self, line: Line) {
        let standing = self.outcome_of(&line.person, &line.row);
        let reason = self.reason_of(&line.person).unwrap_or_default();
        self.outcome.begin(Some(&standing));
        self.reason.set(reason);
        self.is_short.set(false);
        self.line.set(Some(line));
        self.open.set(true);
    }

    /// Takes it into the table; a reason is needed where it differs from what was proposed.
    fn save(self) {
        let outcome = self.outcome.outcome();
        let (Some(line), Some(outcome)) = (self.line.get(), outcome) else {
            return self.is_short.set(true);
        };
        let reason = self.reason.get().trim().to_owned();
        let differs = outcome != line.row.proposed;
        if differs && reason.is_empty() {
            return self.is_short.set(true);
        }
        self.changes.update(|changes| {
            if differs {
                changes.insert(line.person, Change { outcome, reason });
            } else {
                changes.remove(&line.person);
            }
        });
        self.open.set(false);
    }
}

/// The form over the page.
#[component]
pub fn ChangeDialog(
    /// The form.
    form: ChangeForm,
) -> impl IntoView {
    let title = Signal::derive(move || {
        let line = form.line.read();
        line.as_ref()
            .map(|line| line.row.name.clone())
            .unwrap_or_default()
    });
    let rules = move || {
        let line = form.line.get()?;
        let book = form.store.book_of(&line.book)?;
        form.store.rules_of(&book, &line.person)
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
            <DialogActions open=form.open words=t!("conclusion.change.do") on_press=move || form.save() />
        }
    };
    view! {
        <Dialog open=form.open title actions wide=true>
            {about}
            {move || {
                let (rules, entry) = (rules()?, form.outcome);
                let rules = StoredValue::new(rules);
                Some(view! { <OutcomeChoice label=t!("conclusion.outcome") entry rules /> })
            }}
            <TextArea label=t!("conclusion.reason") value=form.reason error />
        </Dialog>
    }
}
