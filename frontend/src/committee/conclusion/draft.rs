//! A conclusion that is being entered: kept on this device until it is confirmed.

use std::collections::{BTreeMap, BTreeSet};

use leptos::prelude::*;
use roviec_shared::{
    act::{Deed, People},
    book::{
        Book,
        sheet::Stage,
        submission::{BodyVote, ConcludedRow, ConclusionNotes, Row},
    },
    id::{BookId, PersonId, UnitId},
    level::Outcome,
    rules::{CapCount, RuleSet},
};
use serde::{Deserialize, Serialize};

use super::super::desk::Desk;
use super::super::unit_month::UnitMonth;
use crate::form;
use crate::rows::{Change, outcome_of};

/// What is kept.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Draft {
    number: String,
    day: String,
    body: String,
    chair: String,
    entitled: String,
    present: String,
    agree: String,
    against: String,
    other: String,
    exception: String,
    left_out: BTreeSet<UnitId>,
    changes: BTreeMap<PersonId, Change>,
}

/// A conclusion that is being entered. Copy it freely.
#[derive(Clone, Copy)]
pub struct Entry {
    pub number: RwSignal<String>,
    pub day: RwSignal<String>,
    pub body: RwSignal<String>,
    pub chair: RwSignal<String>,
    pub entitled: RwSignal<String>,
    pub present: RwSignal<String>,
    pub agree: RwSignal<String>,
    pub against: RwSignal<String>,
    pub other: RwSignal<String>,
    pub exception: RwSignal<String>,
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
        let first = expected(desk);
        let kept: Option<Draft> = form::stored(desk.store, &key);
        let entry = Self::of(kept.as_ref().unwrap_or(&first), &first);
        entry.is_restored.set(kept.is_some());
        form::keep(desk.store, key, first, move || entry.draft());
        entry
    }

    fn of(draft: &Draft, first: &Draft) -> Self {
        let text = |text: &String| RwSignal::new(text.clone());
        Self {
            number: text(&draft.number),
            day: text(&draft.day),
            body: text(&draft.body),
            chair: text(&draft.chair),
            entitled: text(&draft.entitled),
            present: text(&draft.present),
            agree: text(&draft.agree),
            against: text(&draft.against),
            other: text(&draft.other),
            exception: text(&draft.exception),
            left_out: RwSignal::new(draft.left_out.clone()),
            changes: RwSignal::new(draft.changes.clone()),
            is_restored: RwSignal::new(false),
            first: StoredValue::new(first.clone()),
        }
    }

    fn draft(self) -> Draft {
        Draft {
            number: self.number.get(),
            day: self.day.get(),
            body: self.body.get(),
            chair: self.chair.get(),
            entitled: self.entitled.get(),
            present: self.present.get(),
            agree: self.agree.get(),
            against: self.against.get(),
            other: self.other.get(),
            exception: self.exception.get(),
            left_out: self.left_out.get(),
            changes: self.changes.get(),
        }
    }

    /// As it was at first: begun anew, or confirmed.
    pub fn forget(self) {
        let first = self.first.get_value();
        self.number.set(first.number);
        self.day.set(first.day);
        self.body.set(first.body);
        self.chair.set(first.chair);
        self.entitled.set(first.entitled);
        self.present.set(first.present);
        self.agree.set(first.agree);
        self.against.set(first.against);
        self.other.set(first.other);
        self.exception.set(first.exception);
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
        let mut wrong = Wrong::default();
        let day = self.day.get().parse();
        wrong.day = day.is_err();
        let chair = self.chair.get().parse::<PersonId>();
        wrong.chair = chair.is_err();
        let mut number = |text: RwSignal<String>, may_be_empty: bool| {
            let text = text.get();
            let text = text.trim();
            if text.is_empty() && may_be_empty {
                return 0;
            }
            let number = text.parse::<u32>();
            wrong.votes |= number.is_err();
            number.unwrap_or_default()
        };
        let vote = BodyVote {
            entitled: number(self.entitled, false),
            present: number(self.present, false),
            agree: number(self.agree, false),
            against: number(self.against, true),
            other: number(self.other, true),
        };
        let (Ok(day), Ok(chair), false) = (day, chair, wrong.votes) else {
            return Err(wrong);
        };
        let (people, answers) = self.table(desk);
        let exception = self.exception.get().trim().to_owned();
        Ok(Deed::Conclude {
            notes: ConclusionNotes {
                number: self.number.get().trim().to_owned(),
                day,
                body: self.body.get().trim().to_owned(),
                chair,
                vote,
                cap_exception: (!exception.is_empty()).then_some(exception),
                answers,
            },
            people,
        })
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

/// Which fields cannot be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wrong {
    pub day: bool,
    pub chair: bool,
    pub votes: bool,
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

/// Body, chair and members as in the last conclusion that this device holds of the committee.
fn expected(desk: Desk) -> Draft {
    let mut draft = Draft {
        day: String::from(desk.store.today.get_untracked()),
        ..Draft::default()
    };
    let at = desk.at.get_untracked();
    let mut months = desk.store.months(&at);
    months.sort_unstable();
    let last = months.into_iter().rev().find_map(|month| {
        let id = BookId {
            unit: at.clone(),
            month,
        };
        desk.store.book_now(&id)?.conclusions.last().cloned()
    });
    if let Some(last) = last {
        draft.body = last.notes.body;
        draft.chair = last.notes.chair.to_string();
        draft.entitled = last.notes.vote.entitled.to_string();
    } else if let [(chair, _)] = &desk
        .store
        .holders_of(&[roviec_shared::organisation::Role::Decider], &at)[..]
    {
        draft.chair = chair.to_string();
    }
    draft
}
