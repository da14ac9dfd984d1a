//! Rounds of opinions: sent out, answered, closed, called back.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Refusal, ReportedTable, Step, needs_text,
    rating::{known_reason, leave, turn},
    same_rows,
    submission::{is_explained, said},
    with_record,
};
use crate::{
    act::Deed,
    book::{
        Book, grading,
        round::{Given, Opinion, Round, RoundState},
        seals,
        sheet::{Stage, Taken},
        submission::Row,
    },
    id::{ActRef, PersonId, RuleSetId},
    month::Day,
    order::Gather,
    route::StepKind,
    rules::RuleBook,
};

impl Step<'_> {
    pub(super) fn round(&mut self, book: &mut Book) -> Result<(), Refusal> {
        if book.closed.is_some() {
            return Err(Refusal::MonthClosed);
        }
        match &self.authored.act.deed {
            Deed::Circulate {
                day,
                until,
                asked,
                people,
            } => self.circulate(book, (*day, *until), asked, people)?,
            Deed::Opine { round, day, people } => self.opine(book, round, *day, people)?,
            Deed::CloseRound { round, day } => self.close_round(book, round, *day)?,
            Deed::RecallRound { round, reason } => self.recall(book, round, reason)?,
            _ => {}
        }
        self.effects.head = true;
        Ok(())
    }

    fn circulate(
        &mut self,
        book: &mut Book,
        (day, until): (Day, Day),
        asked: &BTreeSet<PersonId>,
        people: &BTreeMap<PersonId, Row>,
    ) -> Result<(), Refusal> {
        if people.is_empty() || asked.is_empty() || until < day {
            return Err(Refusal::Empty);
        }
        let mut next = BTreeMap::new();
        for person in people.keys() {
            let record = super::record(book, person)?;
            next.insert(
                person.clone(),
                turn(self.rules(record)?, person, record, StepKind::Opine)?,
            );
        }
        // One table is judged by one rule set: it is the first that all its rows must be in.
        let mut standing = to_circulate(book, self.context.rules);
        let first = people.keys().next();
        let of_first = standing
            .iter()
            .find(|(_, rows)| first.is_some_and(|first| rows.contains_key(first)))
            .map(|(rules, _)| rules.clone());
        let found = of_first.and_then(|rules| standing.remove_entry(&rules));
        let Some(((rules, rules_version), rows)) = found else {
            let people = people.keys().cloned().collect();
            return Err(Refusal::Unready { people });
        };
        let unready: Vec<PersonId> = people
            .keys()
            .filter(|person| !rows.contains_key(*person))
            .cloned()
            .collect();
        if !unready.is_empty() {
            return Err(Refusal::Unready { people: unready });
        }
        let named = rows
            .into_iter()
            .filter(|(person, _)| people.contains_key(person))
            .into_map();
        same_rows(&seals(people), &seals(&named))?;
        let mut spoken_for = BTreeMap::new();
        for person in people.keys() {
            let speakers = &super::record(book, person)?.enrolled.speakers;
            if !speakers.is_empty() {
                spoken_for.insert(person.clone(), speakers.clone());
            }
        }
        let (act, by) = (self.name().clone(), self.person()?.clone());
        for (person, step) in next {
            with_record(book, &person, |record| {
                let round = act.clone();
                leave(record, step, Taken::Circulated { round, count: None });
            });
            self.touch(&person);
        }
        book.rounds.push(Round {
            act,
            by,
            day,
            until,
            rules,
            rules_version,
            rows: people.clone(),
            asked: asked.clone(),
            spoken_for,
            answered: BTreeSet::new(),
            opinions: BTreeMap::new(),
            state: RoundState::Open,
        });
        Ok(())
    }

    fn opine(
        &mut self,
        book: &mut Book,
        round: &ActRef,
        day: Day,
        people: &BTreeMap<PersonId, Opinion>,
    ) -> Result<(), Refusal> {
        let by = self.person()?.clone();
        if people.is_empty() {
            return Err(Refusal::Empty);
        }
        let standing = open_round(book, round)?;
        if !standing.asked.contains(&by) {
            return Err(Refusal::NotYours);
        }
        for (person, opinion) in people {
            let row = standing.rows.get(person);
            let row = row.ok_or_else(|| Refusal::NotTheTable {
                people: vec![person.clone()],
            })?;
            // Who is asked does not hold the records of the rated: then the server judges this.
            if let Some(record) = book.people.get(person) {
                known_reason(self.rules(record)?, &opinion.outcome)?;
            }
            if opinion.outcome != row.proposed {
                needs_text(&opinion.text)?;
            }
        }
        let is_late = self
            .arrived()
            .is_some_and(|arrived| arrived > standing.until);
        let act = self.name().clone();
        with_round(book, round, |standing| {
            standing.answered.insert(by.clone());
            let given = standing.opinions.entry(by).or_insert_with(|| Given {
                act: act.clone(),
                day,
                is_late,
                on: BTreeMap::new(),
            });
            (given.act, given.day, given.is_late) = (act, day, is_late);
            let on = people.iter();
            given
                .on
                .extend(on.map(|(person, opinion)| (person.clone(), opinion.clone())));
        });
        Ok(())
    }

    fn close_round(&mut self, book: &mut Book, round: &ActRef, day: Day) -> Result<(), Refusal> {
        let standing = open_round(book, round)?;
        let counts: BTreeMap<PersonId, _> = standing
            .rows
            .keys()
            .map(|person| (person.clone(), standing.count(person)))
            .into_map();
        for (person, count) in counts {
            with_record(book, &person, |record| {
                if let Stage::Open { done, .. } = &mut record.stage {
                    for taken in done {
                        if let Taken::Circulated { count: told, .. } = taken {
                            *told = Some(count);
                        }
                    }
                }
            });
            self.touch(&person);
        }
        let act = self.name().clone();
        with_round(book, round, |standing| {
            standing.state = RoundState::Closed { act, day };
        });
        Ok(())
    }

    /// The sheets go back to where they were before the table went out.
    fn recall(&mut self, book: &mut Book, round: &ActRef, reason: &str) -> Result<(), Refusal> {
        let people: Vec<PersonId> = open_round(book, round)?.rows.keys().cloned().collect();
        needs_text(reason)?;
        for person in people {
            let record = super::record(book, &person)?;
            let Some(to) = self.rules(record)?.route.index(StepKind::Opine) else {
                continue;
            };
            with_record(book, &person, |record| {
                if let Stage::Open { step, done } = &mut record.stage {
                    *step = (*step).min(to);
                    done.retain(|taken| !matches!(taken, Taken::Circulated { .. }));
                }
            });
            self.touch(&person);
        }
        let (act, reason) = (self.name().clone(), reason.to_owned());
        with_round(book, round, |standing| {
            standing.state = RoundState::Recalled { act, reason };
        });
        Ok(())
    }
}

fn open_round<'b>(book: &'b Book, act: &ActRef) -> Result<&'b Round, Refusal> {
    let round = book.round(act).ok_or(Refusal::UnknownRound)?;
    if round.is_open() {
        Ok(round)
    } else {
        Err(Refusal::RoundOver)
    }
}

fn with_round(book: &mut Book, act: &ActRef, change: impl FnOnce(&mut Round)) {
    if let Some(round) = book.rounds.iter_mut().find(|round| round.act == *act) {
        change(round);
    }
}

/// The tables that can go round now, by the rule set that judges them: the rows of those proposed, with a
/// reason where the level is not the system's, whose route asks for opinions next.
#[must_use]
pub fn to_circulate(
    book: &Book,
    rules: &RuleBook,
) -> BTreeMap<(RuleSetId, u32), BTreeMap<PersonId, Row>> {
    let mut found: BTreeMap<_, BTreeMap<PersonId, Row>> = BTreeMap::new();
    for (person, record) in book.rated() {
        let (Stage::Open { step, .. }, Some(rules)) = (&record.stage, rules.of(&record.enrolled))
        else {
            continue;
        };
        let route = &rules.route;
        let is_next = route.take(&record.enrolled, *step, StepKind::Opine).is_ok()
            && route.index(StepKind::Opine).is_some_and(|at| at >= *step);
        let row = is_next.then(|| grading::row(rules, book, record)).flatten();
        if let Some(row) = row.filter(is_explained) {
            let of = (rules.id.clone(), rules.version);
            found.entry(of).or_default().insert(person.clone(), row);
        }
    }
    found
}

/// The table of a round that is over, as a conclusion of the same body needs it.
pub(super) fn rounded(book: &Book, act: &ActRef) -> Option<ReportedTable> {
    let round = book.round(act).filter(|round| round.is_closed())?;
    let first = round
        .rows
        .keys()
        .find_map(|person| book.people.get(person))?;
    Some(said(
        book,
        &round.rows,
        &first.enrolled,
        BTreeSet::from([book.id.unit.clone()]),
    ))
}
