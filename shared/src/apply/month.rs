//! Opening a month, joining and leaving it, keys, and what comes from another program.

use super::{Refusal, Step, needs_document, needs_text, with_record};
use crate::{
    act::Deed,
    book::{
        Book, Imported, Record, grading,
        sheet::{Announcement, Decision, Stage, Taken},
    },
    id::{ActRef, PersonId, TaskId},
    level::Outcome,
    rules::RuleSet,
    task::Task,
};

impl Step<'_> {
    pub(super) fn month(&mut self, book: &mut Book) -> Result<(), Refusal> {
        match &self.authored.act.deed {
            Deed::OpenMonth { place, people } => {
                for enrolled in people.values() {
                    self.context
                        .rules
                        .of(enrolled)
                        .ok_or(Refusal::UnknownRules)?;
                }
                book.place = Some(place.clone());
                for (person, enrolled) in people {
                    book.people
                        .insert(person.clone(), Record::new(enrolled.clone()));
                    self.touch(person);
                }
            }
            Deed::Import { people, place, .. } => {
                let mut filled = book.clone();
                filled.place = Some(place.clone());
                filled.is_imported = true;
                filled.closed = Some(self.name().clone());
                // A unit as a whole first: its level says something of its head's.
                let all = || people.iter();
                let of_units = all().filter(|(subject, _)| subject.is_collective());
                let of_persons = all().filter(|(subject, _)| !subject.is_collective());
                for (person, sheet) in of_units.chain(of_persons) {
                    let rules = self
                        .context
                        .rules
                        .of(&sheet.enrolled)
                        .ok_or(Refusal::UnknownRules)?;
                    let record = imported(self.name(), rules, &filled, person, sheet)?;
                    filled.people.insert(person.clone(), record);
                    self.touch(person);
                }
                *book = filled;
            }
            Deed::RegisterKey { people } => {
                for (person, key) in people {
                    book.keys.push((person.clone(), key.clone()));
                }
            }
            Deed::RevokeKey { people, series } => {
                for because in people.values() {
                    needs_text(&because.reason)?;
                }
                book.keys.retain(|(_, key)| key.series != *series);
            }
            Deed::Join {
                people, document, ..
            } => {
                needs_document(document)?;
                if book.closed.is_some() {
                    return Err(Refusal::MonthClosed);
                }
                // They would be in no table, so never decided, and the month could not be closed.
                if book.submission().is_some() {
                    return Err(Refusal::Submitted);
                }
                for (person, enrolled) in people {
                    if book
                        .people
                        .get(person)
                        .is_some_and(|record| record.left.is_none())
                    {
                        return Err(Refusal::KnownPerson {
                            person: person.clone(),
                        });
                    }
                    self.context
                        .rules
                        .of(enrolled)
                        .ok_or(Refusal::UnknownRules)?;
                }
                for (person, enrolled) in people {
                    match book.people.get_mut(person) {
                        Some(record) => {
                            record.left = None;
                            record.enrolled = enrolled.clone();
                        }
                        None => {
                            book.people
                                .insert(person.clone(), Record::new(enrolled.clone()));
                        }
                    }
                    self.touch(person);
                }
            }
            Deed::Leave { people } => {
                for (person, leaving) in people {
                    let record = super::record(book, person)?;
                    needs_document(&leaving.document)?;
                    match &record.stage {
                        Stage::Open { done, .. } if !done.iter().any(|taken| taken.has_gone()) => {}
                        Stage::Open { .. } => return Err(Refusal::Submitted),
                        _ => {
                            return Err(Refusal::AlreadyDecided {
                                person: person.clone(),
                            });
                        }
                    }
                }
                for (person, leaving) in people {
                    with_record(book, person, |record| record.left = Some(leaving.clone()));
                    self.touch(person);
                }
            }
            _ => {}
        }
        self.effects.head = true;
        Ok(())
    }
}

/// A closed sheet as another program left it, checked by `grade`.
fn imported(
    act: &ActRef,
    rules: &RuleSet,
    book: &Book,
    person: &PersonId,
    sheet: &Imported,
) -> Result<Record, Refusal> {
    let mut record = Record::new(sheet.enrolled.clone());
    for (index, task) in sheet.tasks.iter().enumerate() {
        let id: TaskId = super::plan::task_id(act, index_of(person, index));
        record.tasks.insert(
            id,
            Task {
                plan: task.plan.clone(),
                giver: sheet.decided.by.clone(),
                state: crate::task::TaskState::Live,
                report: Some(task.report.clone()),
                entered_by: None,
                review: task.review.clone(),
                remarks: Vec::new(),
                changes: Vec::new(),
                traces: std::collections::BTreeMap::new(),
            },
        );
    }
    record.facts.clone_from(&sheet.facts);
    let decided = &sheet.decided;
    record.stage = Stage::Closed {
        done: vec![Taken::Scored {
            score: sheet.score.clone(),
            entered_by: None,
            acknowledged: None,
        }],
        decision: Decision {
            decided: decided.decided.clone(),
            act: act.clone(),
            by: decided.by.clone(),
            document: decided.document.clone(),
            day: decided.day,
        },
        announcement: Announcement {
            act: act.clone(),
            document: decided.document.clone(),
            day: decided.day,
        },
        appeals: Vec::new(),
        corrections: Vec::new(),
    };
    if let Outcome::Level(level) = &decided.decided.outcome {
        let grade = grading::grade_of(rules, book, &record, None);
        if grade.level != Some(*level) && decided.decided.reason.trim().is_empty() {
            return Err(Refusal::ImportDiffers {
                person: person.clone(),
            });
        }
    }
    Ok(record)
}

/// Tasks of an import are named by person and place, so that one sheet's names do not depend on another's.
fn index_of(person: &PersonId, index: usize) -> String {
    format!("{person}.{index}")
}
