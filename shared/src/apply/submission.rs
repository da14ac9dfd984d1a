//! The report upward: sent, withdrawn, received, returned.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Refusal, ReportedTable, Step, needs_text,
    rating::{leave, turn},
    same_rows, with_record,
};
use crate::{
    act::Deed,
    book::{
        Book, Record, grading, seals,
        sheet::{Stage, Taken},
        submission::{Row, Submission, SubmissionState},
    },
    id::{ActRef, PersonId, UnitId},
    order::Gather,
    organisation::{Enrolled, Line},
    route::{Route, StepIndex, StepKind},
    rules::RuleBook,
};

impl Step<'_> {
    pub(super) fn submission(&mut self, book: &mut Book) -> Result<(), Refusal> {
        if book.closed.is_some() {
            return Err(Refusal::MonthClosed);
        }
        match &self.authored.act.deed {
            Deed::Submit { day, people } => self.submit(book, *day, people)?,
            Deed::Withdraw { submission, reason } => {
                let standing = current(book, submission)?;
                if matches!(standing.state, SubmissionState::Received { .. }) {
                    return Err(Refusal::AlreadyReceived);
                }
                needs_text(reason)?;
                let people = standing.rows.keys().cloned().collect();
                set_state(
                    book,
                    SubmissionState::Withdrawn {
                        reason: reason.clone(),
                    },
                );
                self.step_back(book, people, StepKind::Submit);
            }
            Deed::Receive {
                submission,
                day,
                people,
            } => {
                let standing = current(book, submission)?;
                if matches!(standing.state, SubmissionState::Received { .. }) {
                    return Err(Refusal::AlreadyReceived);
                }
                same_rows(people, &standing.seals())?;
                let next = self.each_turn(book, standing.rows.keys(), StepKind::Compile)?;
                let act = self.name().clone();
                set_state(
                    book,
                    SubmissionState::Received {
                        act: act.clone(),
                        day: *day,
                    },
                );
                for (person, step) in next {
                    with_record(book, &person, |record| {
                        leave(record, step, Taken::Compiled { act: act.clone() })
                    });
                    self.touch(&person);
                }
            }
            Deed::Return {
                submission,
                to,
                reason,
                people,
            } => {
                let standing = current(book, submission)?;
                if !matches!(standing.state, SubmissionState::Received { .. }) {
                    return Err(Refusal::NotReceived);
                }
                needs_text(reason)?;
                same_rows(people, &standing.seals())?;
                if let Some(person) = standing.rows.keys().find(|person| {
                    book.people
                        .get(*person)
                        .is_some_and(|record| !matches!(record.stage, Stage::Open { .. }))
                }) {
                    return Err(Refusal::AlreadyDecided {
                        person: person.clone(),
                    });
                }
                for person in standing.rows.keys() {
                    let route = &self.rules(super::record(book, person)?)?.route;
                    // Sent on to a step after it, the report could be neither decided nor sent again.
                    if route.index(*to).is_none()
                        || route.index(*to) > route.index(StepKind::Submit)
                    {
                        return Err(Refusal::NotOnRoute {
                            person: person.clone(),
                        });
                    }
                }
                let people = standing.rows.keys().cloned().collect();
                let (act, to, reason) = (self.name().clone(), *to, reason.clone());
                set_state(book, SubmissionState::Returned { act, to, reason });
                book.meeting.minutes = None;
                self.step_back(book, people, to);
            }
            _ => {}
        }
        self.effects.head = true;
        Ok(())
    }

    fn submit(
        &mut self,
        book: &mut Book,
        day: crate::month::Day,
        people: &BTreeMap<PersonId, Row>,
    ) -> Result<(), Refusal> {
        if book.submission().is_some() {
            return Err(Refusal::Submitted);
        }
        let rows = ready_rows(book, self.context.rules, StepKind::Submit)?;
        let votes = book.rated().any(|(_, record)| {
            self.context
                .rules
                .of(&record.enrolled)
                .is_some_and(|rules| rules.route.index(StepKind::Vote).is_some())
        });
        let standing = seals(&rows);
        match &book.meeting.minutes {
            None if votes => return Err(Refusal::MinutesOpen),
            // What goes up is what the minutes were closed over.
            Some(minutes) => same_rows(&minutes.rows, &standing)?,
            None => {}
        }
        same_rows(&seals(people), &standing)?;
        let next = self.each_turn(book, rows.keys(), StepKind::Submit)?;
        let (act, by) = (self.name().clone(), self.person()?.clone());
        for (person, step) in next {
            let Some(row) = rows.get(&person).cloned() else {
                continue;
            };
            with_record(book, &person, |record| {
                leave(
                    record,
                    step,
                    Taken::Submitted {
                        act: act.clone(),
                        row,
                    },
                )
            });
            self.touch(&person);
        }
        book.submissions.push(Submission {
            act,
            by,
            day,
            arrived: self.arrived(),
            rows,
            state: SubmissionState::Sent,
        });
        Ok(())
    }

    /// Where the sheets of these people stand after the step of `kind`, or why one cannot take it.
    fn each_turn<'p>(
        &self,
        book: &Book,
        people: impl Iterator<Item = &'p PersonId>,
        kind: StepKind,
    ) -> Result<BTreeMap<PersonId, usize>, Refusal> {
        people
            .map(|person| {
                let record = super::record(book, person)?;
                let next = turn(self.rules(record)?, person, record, kind)?;
                Ok((person.clone(), next))
            })
            .collect()
    }

    /// Sends the sheets of a report back to the step of `kind`; what the steps before it left stays.
    fn step_back(&mut self, book: &mut Book, people: Vec<PersonId>, kind: StepKind) {
        for person in people {
            let Some(rules) = book
                .people
                .get(&person)
                .and_then(|record| self.context.rules.of(&record.enrolled))
            else {
                continue;
            };
            let Some(at) = rules.route.index(kind) else {
                continue;
            };
            with_record(book, &person, |record| {
                // Who does not go through that step stands before the next one.
                let to = rules.route.own_from(&record.enrolled, at);
                if let Stage::Open { step, done } = &mut record.stage {
                    *step = (*step).min(to);
                    done.retain(|taken| {
                        !matches!(taken, Taken::Submitted { .. } | Taken::Compiled { .. })
                    });
                }
            });
            self.touch(&person);
        }
    }
}

fn current<'b>(book: &'b Book, act: &ActRef) -> Result<&'b Submission, Refusal> {
    book.submission()
        .filter(|standing| standing.act == *act)
        .ok_or(Refusal::NotTheSubmission)
}

fn set_state(book: &mut Book, state: SubmissionState) {
    if let Some(last) = book.submissions.last_mut() {
        last.state = state;
    }
}

/// The table as the book has it now, if everyone rated here is ready for the step of `kind`.
///
/// # Errors
/// [`Refusal::Unready`] with those who have no agreed level yet, [`Refusal::Empty`] without anyone.
pub fn ready_rows(
    book: &Book,
    rules: &RuleBook,
    kind: StepKind,
) -> Result<BTreeMap<PersonId, Row>, Refusal> {
    rows_where(book, rules, |route, rated, step| {
        route.take(rated, step, kind).is_ok()
    })
}

/// The table that the minutes are closed over: everyone rated here, once the meeting has agreed on them.
///
/// # Errors
/// As [`ready_rows`].
pub fn minutes_rows(book: &Book, rules: &RuleBook) -> Result<BTreeMap<PersonId, Row>, Refusal> {
    rows_where(book, rules, |route, _, step| {
        route.is_past(step, StepKind::Vote)
    })
}

fn rows_where(
    book: &Book,
    rules: &RuleBook,
    is_ready: impl Fn(&Route, &Enrolled, StepIndex) -> bool,
) -> Result<BTreeMap<PersonId, Row>, Refusal> {
    let mut rows = BTreeMap::new();
    let mut unready = Vec::new();
    for (person, record) in book.rated() {
        let Stage::Open { step, .. } = &record.stage else {
            continue;
        };
        let Some(rules) = rules.of(&record.enrolled) else {
            return Err(Refusal::UnknownRules);
        };
        let row = grading::row(rules, book, record)
            .filter(|row| is_ready(&rules.route, &record.enrolled, *step) && is_explained(row));
        match row {
            Some(row) => {
                rows.insert(person.clone(), row);
            }
            None => unready.push(person.clone()),
        }
    }
    if !unready.is_empty() {
        return Err(Refusal::Unready { people: unready });
    }
    if rows.is_empty() {
        Err(Refusal::Empty)
    } else {
        Ok(rows)
    }
}

/// A level that is not the system's has its reason. It was asked for when the level was agreed; a fact or
/// a finding since then can have moved the system's.
pub(super) fn is_explained(row: &Row) -> bool {
    !row.proposed.differs_from(row.system) || !row.reason.trim().is_empty()
}

/// The table of a received report, as a conclusion above needs it.
pub(super) fn reported(book: &Book, act: &ActRef) -> Option<ReportedTable> {
    let submission = book.submission().filter(|standing| standing.act == *act)?;
    if !matches!(submission.state, SubmissionState::Received { .. }) {
        return None;
    }
    let first = submission
        .rows
        .keys()
        .find_map(|person| book.people.get(person))?;
    let above = [Line::Party, Line::Management]
        .into_iter()
        .filter_map(|line| Some(book.above(line)?.unit.clone()))
        .into_set();
    Some(said(book, &submission.rows, &first.enrolled, above))
}

/// What is known of the people of a table whose body is one of `bodies`.
pub(super) fn said(
    book: &Book,
    rows: &BTreeMap<PersonId, Row>,
    as_rated: &Enrolled,
    bodies: BTreeSet<UnitId>,
) -> ReportedTable {
    fn each<T>(
        book: &Book,
        rows: &BTreeMap<PersonId, Row>,
        what: impl Fn(&Record) -> Option<T>,
    ) -> BTreeMap<PersonId, T> {
        rows.keys()
            .filter_map(|person| Some((person.clone(), what(book.people.get(person)?)?)))
            .into_map()
    }
    ReportedTable {
        proposed: rows
            .iter()
            .map(|(person, row)| (person.clone(), row.proposed.clone()))
            .into_map(),
        rules: as_rated.rules.clone(),
        rules_version: as_rated.rules_version,
        above: bodies,
        decided: each(book, rows, |record| {
            Some(record.decision()?.decided.outcome.clone())
        }),
        duties: each(book, rows, |record| {
            let duties = record.enrolled.duties.trim();
            (!duties.is_empty()).then(|| duties.to_owned())
        }),
        units: each(book, rows, |record| {
            let unit = book.collective_of(record)?;
            unit.decision()?.decided.outcome.level()
        }),
        facts: each(book, rows, |record| {
            let facts = record.facts.iter();
            Some(facts.map(|(id, fact)| (id.clone(), fact.holds)).into_map())
        }),
    }
}
