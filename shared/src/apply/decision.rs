//! Conclusion of the body above, decision on each unit's book, announcement.

use std::collections::BTreeMap;

use super::{
    Known, Refusal, Step, needs_text,
    rating::{differs_with_reason, turn},
    same_rows, with_record,
};
use crate::{
    act::{DecidedOn, Deed, InBook},
    book::{
        Book, Seal, differing, digest, grading, seals,
        sheet::{Announcement, Decision, Stage},
        submission::{ConcludedRow, Conclusion, ConclusionNotes},
    },
    id::PersonId,
    level::Outcome,
    month::Day,
    route::{Place, StepKind},
    rules::CapCount,
};

impl Step<'_> {
    pub(super) fn decision(&mut self, book: &mut Book) -> Result<(), Refusal> {
        match &self.authored.act.deed {
            Deed::Conclude { notes, people } => self.conclude(book, notes, people)?,
            Deed::Decide {
                conclusion,
                document,
                day,
                people,
            } => {
                self.decide(book, conclusion.as_ref(), document, *day, people)?;
            }
            Deed::Announce {
                document,
                day,
                people,
            } => self.announce(book, document, *day, people)?,
            _ => {}
        }
        self.effects.head = true;
        Ok(())
    }

    fn conclude(
        &mut self,
        book: &mut Book,
        notes: &ConclusionNotes,
        people: &BTreeMap<PersonId, ConcludedRow>,
    ) -> Result<(), Refusal> {
        if notes.number.trim().is_empty() || notes.body.trim().is_empty() {
            return Err(Refusal::DocumentMissing);
        }
        if people.is_empty() || notes.answers.is_empty() {
            return Err(Refusal::Empty);
        }
        let vote = &notes.vote;
        let possible = vote.present <= vote.entitled
            && u64::from(vote.agree) + u64::from(vote.against) + u64::from(vote.other)
                <= u64::from(vote.present);
        // Quorum and majority are of all members of the body (Charter of the Party).
        if !possible || vote.present * 2 <= vote.entitled || vote.agree * 2 <= vote.entitled {
            return Err(Refusal::BodyVote);
        }
        self.check_table(notes, people)?;
        book.conclusions.push(Conclusion {
            act: self.name().clone(),
            by: self.person()?.clone(),
            notes: notes.clone(),
            rows: people.clone(),
        });
        Ok(())
    }

    /// The table names exactly those reported, gives a reason where it differs, and keeps the cap of
    /// each rule set, once, over the whole table.
    fn check_table(
        &self,
        notes: &ConclusionNotes,
        people: &BTreeMap<PersonId, ConcludedRow>,
    ) -> Result<(), Refusal> {
        let mut by_rules: BTreeMap<_, Vec<&Outcome>> = BTreeMap::new();
        let mut all_known = true;
        let mut reported: Vec<&PersonId> = Vec::new();
        for (at_book, act) in &notes.answers {
            let at = InBook {
                book: at_book.clone(),
                act: act.clone(),
            };
            let table = match self.context.others.reports.get(&at) {
                Some(Known::Is(table)) => table,
                Some(Known::Absent) => return Err(Refusal::NotReceived),
                Some(Known::Unknown) | None => {
                    all_known = false;
                    continue;
                }
            };
            for (person, proposed) in &table.proposed {
                reported.push(person);
                let Some(row) = people.get(person).filter(|row| row.book == *at_book) else {
                    return Err(Refusal::NotTheTable {
                        people: vec![person.clone()],
                    });
                };
                if row.outcome != *proposed {
                    needs_text(&row.reason)?;
                }
                by_rules
                    .entry((&table.rules, table.rules_version))
                    .or_default()
                    .push(&row.outcome);
            }
        }
        if all_known {
            let extra: Vec<PersonId> = people
                .keys()
                .filter(|person| !reported.contains(person))
                .cloned()
                .collect();
            if !extra.is_empty() {
                return Err(Refusal::NotTheTable { people: extra });
            }
        }
        for ((id, version), outcomes) in by_rules {
            let Some(rules) = self.context.rules.get(id, version) else {
                return Err(Refusal::UnknownRules);
            };
            let CapCount { given, allowed, .. } = rules.cap.count(outcomes);
            if given > allowed
                && notes
                    .cap_exception
                    .as_deref()
                    .is_none_or(|paper| paper.trim().is_empty())
            {
                return Err(Refusal::CapExceeded { given, allowed });
            }
        }
        Ok(())
    }

    fn decide(
        &mut self,
        book: &mut Book,
        conclusion: Option<&InBook>,
        document: &str,
        day: Day,
        people: &BTreeMap<PersonId, DecidedOn>,
    ) -> Result<(), Refusal> {
        if people.is_empty() {
            return Err(Refusal::Empty);
        }
        for person in people.keys() {
            let record = super::record(book, person)?;
            let rules = self.rules(record)?;
            turn(rules, person, record, StepKind::Decide)?;
            let above = rules
                .route
                .step(StepKind::Decide)
                .is_some_and(|step| step.at == Place::Above);
            if above && conclusion.is_none() {
                return Err(Refusal::UnknownConclusion);
            }
        }
        match conclusion {
            Some(at) => {
                let Some(submission) = book.submission() else {
                    return Err(Refusal::NotTheSubmission);
                };
                saw_rows(people, &submission.seals())?;
                match self.context.others.conclusions.get(at) {
                    Some(Known::Is(conclusion)) => {
                        if conclusion.notes.answers.get(&book.id) != Some(&submission.act) {
                            return Err(Refusal::NotTheSubmission);
                        }
                        same_as_concluded(conclusion, book, people)?;
                    }
                    Some(Known::Absent) => return Err(Refusal::UnknownConclusion),
                    Some(Known::Unknown) | None => {}
                }
            }
            None => {
                let rows = current_rows(self, book, people)?;
                saw_rows(people, &seals(&rows))?;
                for (person, DecidedOn { decided, .. }) in people {
                    let record = super::record(book, person)?;
                    let grade = grading::grade_of(self.rules(record)?, book.id.month, record, None);
                    let proposed = record
                        .stage
                        .proposal()
                        .and_then(|proposal| proposal.reason.as_deref());
                    let reason = if decided.reason.trim().is_empty() {
                        proposed
                    } else {
                        Some(decided.reason.as_str())
                    };
                    differs_with_reason(&decided.outcome, grade.level, reason)?;
                }
            }
        }
        let (act, by) = (self.name().clone(), self.person()?.clone());
        for (person, DecidedOn { decided, .. }) in people {
            let decision = Decision {
                decided: decided.clone(),
                act: act.clone(),
                by: by.clone(),
                document: document.to_owned(),
                day,
            };
            with_record(book, person, |record| {
                let done = record.stage.done().to_vec();
                record.stage = Stage::Decided { done, decision };
            });
            self.touch(person);
        }
        Ok(())
    }

    fn announce(
        &mut self,
        book: &mut Book,
        document: &str,
        day: Day,
        sealed: &BTreeMap<PersonId, Seal>,
    ) -> Result<(), Refusal> {
        let decided = to_announce(book);
        if decided.is_empty() {
            return Err(Refusal::Empty);
        }
        same_rows(sealed, &decided)?;
        let people: Vec<PersonId> = decided.into_keys().collect();
        let act = self.name().clone();
        for person in people {
            with_record(book, &person, |record| {
                if let Stage::Decided { done, decision } = &record.stage {
                    record.stage = Stage::Announced {
                        done: done.clone(),
                        decision: decision.clone(),
                        announcement: Announcement {
                            act: act.clone(),
                            document: document.to_owned(),
                            day,
                        },
                        appeals: Vec::new(),
                    };
                }
            });
            self.touch(&person);
        }
        Ok(())
    }
}

/// The seals of the decisions that wait to be announced: what an announcement carries.
pub fn to_announce(book: &Book) -> BTreeMap<PersonId, Seal> {
    book.people
        .iter()
        .filter_map(|(person, record)| match &record.stage {
            Stage::Decided { decision, .. } => Some((person.clone(), digest(decision))),
            _ => None,
        })
        .collect()
}

/// Rows of those about whom one person decides alone, as the book has them now.
fn current_rows(
    step: &Step<'_>,
    book: &Book,
    people: &BTreeMap<PersonId, DecidedOn>,
) -> Result<BTreeMap<PersonId, crate::book::submission::Row>, Refusal> {
    let mut rows = BTreeMap::new();
    for person in people.keys() {
        let record = super::record(book, person)?;
        let row = grading::row(step.rules(record)?, book.id.month, record).ok_or_else(|| {
            Refusal::Unready {
                people: vec![person.clone()],
            }
        })?;
        rows.insert(person.clone(), row);
    }
    Ok(rows)
}

/// Each decision answers the row that stands.
fn saw_rows(
    people: &BTreeMap<PersonId, DecidedOn>,
    standing: &BTreeMap<PersonId, Seal>,
) -> Result<(), Refusal> {
    let seen = people
        .iter()
        .map(|(person, on)| (person.clone(), on.row.clone()))
        .collect();
    let people: Vec<PersonId> = differing(&seen, standing)
        .into_iter()
        .filter(|person| seen.contains_key(person))
        .collect();
    if people.is_empty() {
        Ok(())
    } else {
        Err(Refusal::RowsDiffer { people })
    }
}

/// A decision says what the conclusion says, of everyone but its own author, whose row another decides.
fn same_as_concluded(
    conclusion: &Conclusion,
    book: &Book,
    people: &BTreeMap<PersonId, DecidedOn>,
) -> Result<(), Refusal> {
    let differing: Vec<PersonId> = people
        .iter()
        .filter(|(person, DecidedOn { decided, .. })| {
            conclusion.rows.get(*person).is_none_or(|row| {
                row.book != book.id
                    || row.outcome != decided.outcome
                    || row.reason != decided.reason
            })
        })
        .map(|(person, _)| person.clone())
        .collect();
    if differing.is_empty() {
        Ok(())
    } else {
        Err(Refusal::NotTheConclusion { people: differing })
    }
}
