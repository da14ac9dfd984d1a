//! A conclusion that is being entered: kept on this device until it is confirmed.

use std::collections::{BTreeMap, BTreeSet};

use leptos::prelude::*;
use roviec_shared::{
    act::{Deed, People},
    book::{
        Book,
        sheet::Stage,
        submission::{ConcludedRow, Row},
    },
    id::{BookId, PersonId, UnitId},
    level::Outcome,
    rules::{CapCount, RuleSet},
};
use serde::{Deserialize, Serialize};

use super::super::desk::Desk;
use super::super::unit_month::UnitMonth;
use crate::conclusion::{Head, Typed, Wrong, expected};
use crate::form;
use crate::rows::{Change, outcome_of};

/// What is kept.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Draft {
    #[serde(flatten)]
    head: Typed,
    left_out: BTreeSet<UnitId>,
    changes: BTreeMap<PersonId, Change>,
}

/// A conclusion that is being entered. Copy it freely.
#[derive(Clone, Copy)]
pub struct Entry {
    /// Number, day, body, chair and votes.
    pub head: Head,
    /// Units whose report waits for another session.
    pub left_out: RwSignal<BTreeSet<UnitId>>,
    /// What differs from what was proposed.
    pub changes: RwSignal<BTreeMap<PersonId, Change>>,
    /// Something was being entered before.
    pub is_restored: RwSignal<bool>,
    first: StoredValue<Draft>,
}

impl Entry {
    /// What was being entered at this desk, else what the last conclusion lets expect.
    pub fn open(desk: Desk) -> Self {
        let own = desk.own();
        let key = format!("conclude/{own}");
        let first = Draft {
            head: expected(desk.store, &own.unit),
            ..Draft::default()
        };
        let kept: Option<Draft> = form::stored(desk.store, &key);
        let entry = Self::of(kept.as_ref().unwrap_or(&first), &first);
        entry.is_restored.set(kept.is_some());
        form::keep(desk.store, key, first, move || entry.draft());
        entry
    }

    fn of(draft: &Draft, first: &Draft) -> Self {
        Self {
            head: Head::of(&draft.head),
            left_out: RwSignal::new(draft.left_out.clone()),
            changes: RwSignal::new(draft.changes.clone()),
            is_restored: RwSignal::new(false),
            first: StoredValue::new(first.clone()),
        }
    }

    fn draft(self) -> Draft {
        Draft {
            head: self.head.typed(),
            left_out: self.left_out.get(),
            changes: self.changes.get(),
        }
    }

    /// As it was at first: begun anew, or confirmed.
    pub fn forget(self) {
        let first = self.first.get_value();
        self.head.set(first.head);
        self.left_out.set(first.left_out);
        self.changes.set(first.changes);
        self.is_restored.set(false);
    }

    /// What is to be concluded of a row.
    pub fn outcome(self, person: &PersonId, row: &Row) -> Outcome {
        outcome_of(self.changes, person, row)
    }

    /// The units whose reports are concluded on.
    pub fn units(self, desk: Desk) -> Vec<UnitMonth> {
        let out = self.left_out.get();
        let mut units = to_compile(desk);
        units.retain(|unit| !out.contains(&unit.id.unit));
        units
    }

    /// The deed; what cannot be read in the form is said by field.
    pub fn deed(self, desk: Desk) -> Result<Deed, Wrong> {
        let (people, answers) = self.table(desk);
        let notes = self.head.notes(answers)?;
        Ok(Deed::Conclude { notes, people })
    }

    fn table(
        self,
        desk: Desk,
    ) -> (
        People<ConcludedRow>,
        BTreeMap<BookId, roviec_shared::id::ActRef>,
    ) {
        let (mut people, mut answers) = (BTreeMap::new(), BTreeMap::new());
        let changes = self.changes.get();
        for unit in self.units(desk) {
            let Some(book) = desk.store.book_of(&unit.id) else {
                continue;
            };
            let Some(submission) = book.submission() else {
                continue;
            };
            answers.insert(unit.id.clone(), submission.act.clone());
            for (person, row) in &submission.rows {
                let change = changes.get(person);
                let concluded = ConcludedRow {
                    book: unit.id.clone(),
                    outcome: change
                        .map_or(&row.proposed, |change| &change.outcome)
                        .clone(),
                    reason: change
                        .map(|change| change.reason.clone())
                        .unwrap_or_default(),
                };
                people.insert(person.clone(), concluded);
            }
        }
        (people, answers)
    }

    /// How the whole table stands to the cap, rule set by rule set.
    pub fn caps(self, desk: Desk) -> Vec<(RuleSet, CapCount)> {
        let mut by_rules: Vec<(RuleSet, Vec<Outcome>)> = Vec::new();
        for unit in self.units(desk) {
            let Some(book) = desk.store.book_of(&unit.id) else {
                continue;
            };
            let rows = book.submission().map(|submission| &submission.rows);
            for (person, row) in rows.into_iter().flatten() {
                let outcome = self.outcome(person, row);
                let Some(rules) = desk.store.rules_of(&book, person) else {
                    continue;
                };
                let known = by_rules
                    .iter_mut()
                    .find(|(known, _)| (&known.id, known.version) == (&rules.id, rules.version));
                match known {
                    Some((_, outcomes)) => outcomes.push(outcome),
                    None => by_rules.push((rules, vec![outcome])),
                }
            }
        }
        by_rules
            .into_iter()
            .map(|(rules, outcomes)| {
                let count = rules.cap.count(&outcomes);
                (rules, count)
            })
            .collect()
    }
}

/// The units whose report is in hand and of which nobody is decided.
pub fn to_compile(desk: Desk) -> Vec<UnitMonth> {
    let is_undecided = |book: &Book| {
        book.rated()
            .all(|(_, record)| matches!(record.stage, Stage::Open { .. }))
    };
    let mut units = desk.units.get();
    units.retain(|unit| {
        unit.is_received()
            && desk
                .store
                .book_of(&unit.id)
                .is_some_and(|book| is_undecided(&book))
    });
    units
}
