//! The decision on each unit's book, and its announcement.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Known, Refusal, Step, needs_document, needs_text,
    rating::{differs_with_reason, known_reason, turn},
    same_rows, with_record,
};
use crate::{
    act::{DecidedOn, Deed, InBook},
    book::{
        Book, Seal, differing, digest, grading, seals,
        sheet::{Announcement, Decision, Stage},
        submission::Conclusion,
    },
    id::{ActRef, PersonId},
    month::Day,
    order::Gather,
    route::{Place, StepKind},
    rules::{RuleBook, RuleSet},
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
        for (person, on) in people {
            let record = super::record(book, person)?;
            let rules = self.rules(record)?;
            turn(rules, person, record, StepKind::Decide)?;
            known_reason(rules, &on.decided.outcome)?;
            self.has_its_conclusion(book, rules, conclusion)?;
        }
        collectives_first(book, self.context.rules, people.keys())?;
        match conclusion {
            Some(at) => self.follows(book, at, people)?,
            None => self.decides_alone(book, document, people)?,
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

    /// Where the route has a body above decide, its conclusion is named, and stands in that body's own book
    /// of the same month.
    fn has_its_conclusion(
        &self,
        book: &Book,
        rules: &RuleSet,
        conclusion: Option<&InBook>,
    ) -> Result<(), Refusal> {
        let place = rules.route.place(StepKind::Decide);
        let body = place.and_then(|place| book.unit_at(place, rules.route.line));
        let holds = match conclusion {
            Some(at) => Some(&at.book.unit) == body && at.book.month == book.id.month,
            None => match place {
                // What was decided outside is entered with its document.
                Some(Place::Elsewhere) => true,
                Some(Place::Above) => false,
                // What members were asked about, the body concludes on.
                Some(Place::Unit) | None => rules.route.step(StepKind::Opine).is_none(),
            },
        };
        if holds {
            Ok(())
        } else {
            Err(Refusal::UnknownConclusion)
        }
    }

    /// A decision on a report says what the body concluded on that report.
    fn follows(
        &self,
        book: &Book,
        at: &InBook,
        people: &BTreeMap<PersonId, DecidedOn>,
    ) -> Result<(), Refusal> {
        if at.book == book.id {
            return follows_round(book, &at.act, people);
        }
        let submission = book.submission().ok_or(Refusal::NotTheSubmission)?;
        saw_rows(people, &submission.seals())?;
        match self.context.others.conclusions.get(at) {
            Some(Known::Is(conclusion)) => {
                if conclusion.notes.answers.get(&book.id) != Some(&submission.act) {
                    return Err(Refusal::NotTheSubmission);
                }
                same_as_concluded(conclusion, book, people)
            }
            Some(Known::Absent) => Err(Refusal::UnknownConclusion),
            Some(Known::Unknown) | None => Ok(()),
        }
    }

    /// One person decides on the rows as they are: otherwise than was agreed only with a reason, and so
    /// where what was agreed is not what the rules say.
    fn decides_alone(
        &self,
        book: &Book,
        document: &str,
        people: &BTreeMap<PersonId, DecidedOn>,
    ) -> Result<(), Refusal> {
        if self.enters(book, people)? {
            return needs_document(document);
        }
        let rows = current_rows(self, book, people)?;
        saw_rows(people, &seals(&rows))?;
        for (person, DecidedOn { decided, .. }) in people {
            let Some(row) = rows.get(person) else {
                continue;
            };
            let own = Some(decided.reason.as_str()).filter(|reason| !reason.trim().is_empty());
            if decided.outcome == row.proposed {
                let reason = own.or(Some(row.reason.as_str()));
                differs_with_reason(&decided.outcome, row.system, reason)?;
            } else {
                needs_text(own.unwrap_or_default())?;
            }
        }
        Ok(())
    }

    /// Whether what is decided comes from a body outside, for everyone alike: its document is the reason.
    fn enters(&self, book: &Book, people: &BTreeMap<PersonId, DecidedOn>) -> Result<bool, Refusal> {
        let mut outside = BTreeSet::new();
        for person in people.keys() {
            let route = &self.rules(super::record(book, person)?)?.route;
            outside.insert(route.place(StepKind::Decide) == Some(Place::Elsewhere));
        }
        match (outside.contains(&true), outside.contains(&false)) {
            (true, true) => Err(Refusal::UnknownConclusion),
            (is_outside, _) => Ok(is_outside),
        }
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

/// Where the rules say so, a unit rated as a whole in this book is decided before its head.
pub(super) fn collectives_first<'p>(
    book: &Book,
    rules: &RuleBook,
    people: impl Iterator<Item = &'p PersonId>,
) -> Result<(), Refusal> {
    let waits = |person: &&PersonId| {
        let record = book.people.get(*person);
        let record = record.filter(|record| {
            let rules = rules.of(&record.enrolled);
            rules.is_some_and(RuleSet::collective_first)
        });
        let unit = record.and_then(|record| book.collective_of(record));
        unit.is_some_and(|unit| unit.is_rated_here() && unit.decision().is_none())
    };
    let people: Vec<PersonId> = people.filter(waits).cloned().collect();
    if people.is_empty() {
        Ok(())
    } else {
        Err(Refusal::CollectiveFirst { people })
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
        .into_map()
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
        let row =
            grading::row(step.rules(record)?, book, record).ok_or_else(|| Refusal::Unready {
                people: vec![person.clone()],
            })?;
        rows.insert(person.clone(), row);
    }
    Ok(rows)
}

/// A decision on a table that went round says what the body concluded on that round, in the same book.
fn follows_round(
    book: &Book,
    act: &ActRef,
    people: &BTreeMap<PersonId, DecidedOn>,
) -> Result<(), Refusal> {
    let mut all = book.conclusions.iter();
    let conclusion = all
        .rfind(|conclusion| conclusion.act == *act)
        .filter(|conclusion| conclusion.stands_in(book))
        .ok_or(Refusal::UnknownConclusion)?;
    let answered = conclusion.notes.answers.get(&book.id);
    let round = answered.and_then(|act| book.round(act));
    let round = round.filter(|round| round.is_closed());
    saw_rows(people, &round.ok_or(Refusal::UnknownRound)?.seals())?;
    same_as_concluded(conclusion, book, people)
}

/// Each decision answers the row that stands.
fn saw_rows(
    people: &BTreeMap<PersonId, DecidedOn>,
    standing: &BTreeMap<PersonId, Seal>,
) -> Result<(), Refusal> {
    let seen = people
        .iter()
        .map(|(person, on)| (person.clone(), on.row.clone()))
        .into_map();
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
