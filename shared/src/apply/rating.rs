//! Scoring oneself, limiting facts, and the proposal of who leads.

use std::collections::BTreeMap;

use super::{Refusal, Step, needs_document, needs_text, one, plan::open, with_record};
use crate::{
    act::{Deed, People},
    book::{
        Book, Record, grading,
        sheet::{Stage, StatedFact, Taken},
    },
    id::PersonId,
    level::Outcome,
    points::Points,
    route::{OutOfTurn, StepKind},
    rules::{FactKind, GivenBy, RuleSet},
};

impl Step<'_> {
    pub(super) fn rating(&mut self, book: &mut Book) -> Result<(), Refusal> {
        if book.closed.is_some() {
            return Err(Refusal::MonthClosed);
        }
        match &self.authored.act.deed {
            Deed::Score { people } => {
                let (person, score) = one(people)?;
                let record = open(book, person)?;
                let rules = self.rules(record)?;
                check_points(rules, &score.criteria)?;
                let next = turn(rules, person, record, StepKind::Score)?;
                let by = self.person()?;
                let entered_by = (by != person).then(|| by.clone());
                with_record(book, person, |record| {
                    let mut merged = record.stage.score().cloned().unwrap_or_default();
                    merged.merge(score);
                    leave(
                        record,
                        next,
                        Taken::Scored {
                            score: merged,
                            entered_by,
                            acknowledged: None,
                        },
                    );
                });
                self.touch(person);
                Ok(())
            }
            Deed::Acknowledge { people } => {
                let (person, said) = one(people)?;
                let record = open(book, person)?;
                let Stage::Open { done, .. } = &record.stage else {
                    return Ok(());
                };
                if !done.iter().any(|taken| {
                    matches!(
                        taken,
                        Taken::Scored {
                            entered_by: Some(_),
                            ..
                        }
                    )
                }) {
                    return Err(Refusal::Empty);
                }
                with_record(book, person, |record| {
                    if let Stage::Open { done, .. } = &mut record.stage {
                        for taken in done {
                            if let Taken::Scored { acknowledged, .. } = taken {
                                *acknowledged = Some(said.clone());
                            }
                        }
                    }
                });
                self.touch(person);
                Ok(())
            }
            Deed::StateFacts { people } => self.state_facts(book, people),
            Deed::Propose { people } => {
                let (person, proposal) = one(people)?;
                let record = open(book, person)?;
                let rules = self.rules(record)?;
                check_points(rules, &proposal.criteria)?;
                let next = turn(rules, person, record, StepKind::Propose)?;
                let mut merged = record.stage.proposal().cloned().unwrap_or_default();
                merged.merge(proposal);
                if let Some(outcome) = &merged.outcome {
                    known_reason(rules, outcome)?;
                    // The proposer's own points count already when the level is compared.
                    let grade = grading::grade_of(rules, book, record, Some(&merged));
                    differs_with_reason(outcome, grade.level, merged.reason.as_deref())?;
                }
                let by = self.person()?.clone();
                with_record(book, person, |record| {
                    leave(
                        record,
                        next,
                        Taken::Proposed {
                            proposal: merged,
                            by,
                        },
                    );
                });
                self.touch(person);
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// Facts are answered for many at once: most months the answer is no for everyone.
    fn state_facts(
        &mut self,
        book: &mut Book,
        people: &People<BTreeMap<String, StatedFact>>,
    ) -> Result<(), Refusal> {
        if people.values().all(BTreeMap::is_empty) {
            return Err(Refusal::Empty);
        }
        for (person, facts) in people {
            let record = super::record(book, person)?;
            if !matches!(record.stage, Stage::Open { .. }) {
                return Err(Refusal::AlreadyDecided {
                    person: person.clone(),
                });
            }
            let rules = self.rules(record)?;
            for (id, fact) in facts {
                check_fact(rules, id, fact)?;
            }
        }
        for (person, facts) in people {
            with_record(book, person, |record| {
                record
                    .facts
                    .extend(facts.iter().map(|(id, fact)| (id.clone(), fact.clone())));
            });
            self.touch(person);
        }
        Ok(())
    }
}

/// A person is left unrated only for a reason that the rule set knows.
pub(super) fn known_reason(rules: &RuleSet, outcome: &Outcome) -> Result<(), Refusal> {
    match outcome {
        Outcome::NotRated(reason) if !rules.not_rated.contains(&reason.kind()) => {
            Err(Refusal::UnknownReason)
        }
        _ => Ok(()),
    }
}

fn check_fact(rules: &RuleSet, id: &str, fact: &StatedFact) -> Result<(), Refusal> {
    let unknown = || Refusal::UnknownFact {
        fact: id.to_owned(),
    };
    let definition = rules.fact(id).ok_or_else(unknown)?;
    match definition.kind {
        FactKind::YesNo => {}
        FactKind::Percent if fact.percent.is_some() => {}
        FactKind::Percent => return Err(Refusal::Empty),
        // Counted in other books, and stated by whoever holds their levels.
        FactKind::Share if fact.share.is_some_and(|share| share.part <= share.of) => {}
        FactKind::Share => return Err(Refusal::Empty),
        // The decided level of the unit as a whole says it, nobody states it.
        FactKind::Level => return Err(unknown()),
    }
    let is_limit = definition.given_by == GivenBy::Inspection;
    if is_limit && fact.holds {
        needs_document(&fact.document)?;
    }
    Ok(())
}

/// A level that differs from the system's needs a reason.
pub(super) fn differs_with_reason(
    outcome: &Outcome,
    system: Option<crate::level::Level>,
    reason: Option<&str>,
) -> Result<(), Refusal> {
    if outcome.differs_from(system) {
        needs_text(reason.unwrap_or_default())?;
    }
    Ok(())
}

fn check_points(rules: &RuleSet, criteria: &BTreeMap<String, Points>) -> Result<(), Refusal> {
    for (id, points) in criteria {
        let fits = rules
            .takes_points(id, *points)
            .ok_or_else(|| Refusal::UnknownCriterion {
                criterion: id.clone(),
            })?;
        if !fits {
            return Err(Refusal::PointsOutOfRange {
                criterion: id.clone(),
            });
        }
    }
    Ok(())
}

/// Where a sheet stands after a step, or why it cannot be taken.
pub(super) fn turn(
    rules: &RuleSet,
    person: &PersonId,
    record: &Record,
    kind: StepKind,
) -> Result<usize, Refusal> {
    let Stage::Open { step, .. } = &record.stage else {
        return Err(Refusal::AlreadyDecided {
            person: person.clone(),
        });
    };
    let taken = rules.route.take(&record.enrolled, *step, kind);
    taken.map_err(|why| match why {
        OutOfTurn::NotOnRoute => Refusal::NotOnRoute {
            person: person.clone(),
        },
        OutOfTurn::Due(due) => Refusal::StepDue {
            due: rules.route.steps[due].kind,
            person: person.clone(),
        },
        OutOfTurn::Sealed => Refusal::Submitted,
    })
}

/// Leaves what a step left, in the place of what the same step left before.
pub(super) fn leave(record: &mut Record, next: usize, taken: Taken) {
    if let Stage::Open { step, done } = &mut record.stage {
        done.retain(|standing| standing.kind() != taken.kind());
        done.push(taken);
        *step = next;
    }
}

#[cfg(all(test, feature = "toml"))]
mod tests;
