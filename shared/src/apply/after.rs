//! After the rating: words of the rated, appeals and their answers, the month's end, corrections.

use std::collections::BTreeMap;

use super::{Refusal, Step, needs_document, needs_text, one, same_rows, with_record};
use crate::{
    act::Deed,
    book::{
        Book, Record, Seal,
        action::Action,
        digest,
        sheet::{Appeal, Correction, Decided, Decision, Stage},
    },
    id::PersonId,
    order::Gather,
};

impl Step<'_> {
    pub(super) fn after(&mut self, book: &mut Book) -> Result<(), Refusal> {
        match &self.authored.act.deed {
            Deed::Comment { people } => {
                let (person, comment) = one(people)?;
                let record = super::record(book, person)?;
                needs_text(&comment.text)?;
                let mut comment = comment.clone();
                comment.by = self.authored.author.clone();
                comment.is_late = self.is_late(record)?;
                with_record(book, person, |record| record.comments.push(comment));
                self.touch(person);
            }
            Deed::Appeal { people } => {
                let (person, said) = one(people)?;
                let record = super::record(book, person)?;
                needs_text(&said.text)?;
                if record.stage.announcement().is_none() {
                    return Err(Refusal::NotAnnounced {
                        person: person.clone(),
                    });
                }
                let is_late = self.is_late(record)?;
                let appeal = Appeal {
                    act: self.name().clone(),
                    text: said.text.clone(),
                    day: said.day,
                    is_late,
                    answer: None,
                };
                with_record(book, person, |record| {
                    if let Stage::Announced { appeals, .. } | Stage::Closed { appeals, .. } =
                        &mut record.stage
                    {
                        appeals.push(appeal);
                    }
                });
                self.touch(person);
            }
            Deed::AnswerAppeal { appeal, people } => {
                let (person, answer) = one(people)?;
                let record = super::record(book, person)?;
                needs_text(&answer.text)?;
                if !record
                    .stage
                    .appeals()
                    .iter()
                    .any(|known| known.act == *appeal && known.answer.is_none())
                {
                    return Err(Refusal::UnknownAppeal {
                        appeal: appeal.clone(),
                    });
                }
                with_record(book, person, |record| {
                    if let Stage::Announced { appeals, .. } | Stage::Closed { appeals, .. } =
                        &mut record.stage
                    {
                        for known in appeals.iter_mut().filter(|known| known.act == *appeal) {
                            known.answer = Some(answer.clone());
                        }
                    }
                });
                self.touch(person);
            }
            Deed::RecordAction { people } => {
                let (person, taken) = one(people)?;
                let record = super::record(book, person)?;
                if record.stage.announcement().is_none() {
                    return Err(Refusal::NotAnnounced {
                        person: person.clone(),
                    });
                }
                needs_document(&taken.document)?;
                let action = Action {
                    act: self.name().clone(),
                    by: self.person()?.clone(),
                    taken: taken.clone(),
                };
                with_record(book, person, |record| record.actions.push(action));
                self.touch(person);
            }
            Deed::Close { people } => self.close(book, people)?,
            Deed::Correct { people } => {
                let (person, corrected) = one(people)?;
                let record = super::record(book, person)?;
                if !matches!(record.stage, Stage::Closed { .. }) {
                    return Err(Refusal::MonthNotClosed);
                }
                needs_text(&corrected.reason)?;
                needs_document(&corrected.document)?;
                let decision = Decision {
                    decided: Decided {
                        outcome: corrected.outcome.clone(),
                        reason: corrected.reason.clone(),
                    },
                    act: self.name().clone(),
                    by: self.person()?.clone(),
                    document: corrected.document.clone(),
                    day: corrected.day,
                };
                let reason = corrected.reason.clone();
                with_record(book, person, |record| {
                    if let Stage::Closed { corrections, .. } = &mut record.stage {
                        corrections.push(Correction { decision, reason });
                    }
                });
                self.touch(person);
            }
            _ => {}
        }
        Ok(())
    }

    /// Whether what arrives now comes after the days to object. They count from the day of the
    /// announcement, and not before it arrived: nobody can object to what they could not know. Judged by
    /// the server's day; a device only warns.
    fn is_late(&self, record: &Record) -> Result<bool, Refusal> {
        let Some(announcement) = record.stage.announcement() else {
            return Ok(false);
        };
        let told = record
            .arrived(&announcement.act)
            .map_or(announcement.day, |arrived| arrived.max(announcement.day));
        let last = self.rules(record)?.calendar.appeal_due(told);
        Ok(self.context.has_arrived && self.context.today > last)
    }

    fn close(&mut self, book: &mut Book, sealed: &BTreeMap<PersonId, Seal>) -> Result<(), Refusal> {
        if book.closed.is_some() {
            return Err(Refusal::MonthClosed);
        }
        for (person, record) in book.rated() {
            match &record.stage {
                Stage::Announced { appeals, .. } => {
                    if appeals.iter().any(|appeal| appeal.answer.is_none()) {
                        return Err(Refusal::AppealUnanswered {
                            person: person.clone(),
                        });
                    }
                }
                _ => {
                    return Err(Refusal::NotAnnounced {
                        person: person.clone(),
                    });
                }
            }
        }
        let people: Vec<_> = book.rated().map(|(person, _)| person.clone()).collect();
        if people.is_empty() {
            return Err(Refusal::Empty);
        }
        same_rows(sealed, &to_close(book))?;
        for person in people {
            with_record(book, &person, |record| {
                if let Stage::Announced {
                    done,
                    decision,
                    announcement,
                    appeals,
                } = &record.stage
                {
                    record.stage = Stage::Closed {
                        done: done.clone(),
                        decision: decision.clone(),
                        announcement: announcement.clone(),
                        appeals: appeals.clone(),
                        corrections: Vec::new(),
                    };
                }
            });
            self.touch(&person);
        }
        book.closed = Some(self.name().clone());
        self.effects.head = true;
        Ok(())
    }
}

/// The seals of the announced sheets with their appeals and answers: what closing the month carries.
pub fn to_close(book: &Book) -> BTreeMap<PersonId, Seal> {
    book.rated()
        .filter_map(|(person, record)| match &record.stage {
            Stage::Announced {
                decision,
                announcement,
                appeals,
                ..
            } => Some((person.clone(), digest(&(decision, announcement, appeals)))),
            _ => None,
        })
        .into_map()
}
