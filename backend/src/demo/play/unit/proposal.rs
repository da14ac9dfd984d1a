//! Who leads answers for leaders, proposes, and plans the month that begins.

use std::collections::BTreeMap;

use roviec_shared::{
    act::Deed,
    book::{
        grading::grade_of,
        sheet::{Proposal, StatedFact},
    },
    id::{BookId, PersonId},
    route::StepKind,
    rules::GivenBy,
    task::{Carried, Plan},
};

use super::UnitPlay;
use crate::{
    demo::{
        closed::outcome,
        room::Room,
        story::{Detail, Teller},
        targets::Target,
        words::{Ways, say},
    },
    error::Error,
};

impl UnitPlay<'_> {
    /// Who leads answers what the leaders' formula asks of those who propose.
    pub fn state_leaders(&mut self, room: &mut Room<'_>) -> Result<(), Error> {
        for person in self.stories.keys() {
            let Some(rules) = room.rules_of(&self.book, person) else {
                continue;
            };
            let by_proposer = |id: &str| {
                let fact = rules.fact(id);
                fact.is_some_and(|fact| fact.given_by == GivenBy::Proposer)
            };
            let facts: BTreeMap<String, StatedFact> = self.stories[person]
                .1
                .facts
                .iter()
                .filter(|(id, _)| by_proposer(id))
                .map(|(id, fact)| {
                    let day = room.today;
                    (
                        id.clone(),
                        StatedFact {
                            day,
                            ..fact.clone()
                        },
                    )
                })
                .collect();
            if !facts.is_empty() {
                let people = BTreeMap::from([(person.clone(), facts)]);
                let judge = self.judge_of(person);
                room.does(&judge, &self.book, Deed::StateFacts { people })?;
            }
        }
        Ok(())
    }

    /// Who leads proposes of so many percent, with remarks.
    pub fn propose(&mut self, room: &mut Room<'_>, percent: u32) -> Result<(), Error> {
        let people: Vec<PersonId> = self.stories.keys().cloned().collect();
        for person in people {
            let waits_for_group = self.waits_for_group(room, &person);
            if !self.chance.percent(percent) || waits_for_group || !self.is_ready(room, &person) {
                continue;
            }
            let proposal = self.proposal(&person);
            let judge = self.judge_of(&person);
            let people = BTreeMap::from([(person, proposal)]);
            room.does(&judge, &self.book, Deed::Propose { people })?;
        }
        Ok(())
    }

    /// Whether their party group has still to vote.
    fn waits_for_group(&self, room: &mut Room<'_>, person: &PersonId) -> bool {
        let rules = room.rules_of(&self.book, person);
        let record = room.book(&self.book).people.get(person);
        rules.zip(record).is_some_and(|(rules, record)| {
            let has_step = rules.route.has(&record.enrolled, StepKind::GroupVote);
            has_step && record.stage.group_vote().is_none()
        })
    }

    /// Whether a person's level is known: nothing that points rest on is missing.
    pub fn is_ready(&self, room: &mut Room<'_>, person: &PersonId) -> bool {
        let Some(rules) = room.rules_of(&self.book, person) else {
            return false;
        };
        let book = room.book(&self.book);
        let Some(record) = book.people.get(person) else {
            return false;
        };
        self.level(person).is_none() || grade_of(rules, book, record, None).level.is_some()
    }

    pub fn proposal(&mut self, person: &PersonId) -> Proposal {
        let target = self.stories[person].0;
        let outcome = self
            .seat(person)
            .map(|seat| outcome(target, seat, self.book.month));
        let Target::Level(level) = target else {
            return Proposal {
                outcome,
                ..Proposal::default()
            };
        };
        let voice = self.voice();
        let mut says = |from: Ways| Some(say(from, &mut self.chance));
        Proposal {
            outcome,
            strengths: says(voice.strengths.of(level)),
            shortcomings: says(voice.shortcomings.of(level)),
            to_mend: says(voice.to_mend.of(level)),
            ..Proposal::default()
        }
    }

    /// The plan of the month that begins: new tasks, and what was left over from this one.
    pub fn plan_next(&mut self, room: &mut Room<'_>) -> Result<(), Error> {
        let month = self.book.month.next();
        let Some(rules) = self.staff.rules(room.rules, month) else {
            return Ok(());
        };
        let teller = Teller {
            seed: room.district.seed,
            month,
            ratings: self.staff.ratings,
            rules,
            detail: Detail::Full,
        };
        let mut people: BTreeMap<PersonId, Vec<Plan>> = BTreeMap::new();
        for seat in &self.staff.seats {
            if self.level(&seat.who.id).is_some() {
                people.insert(seat.who.id.clone(), teller.plan(seat));
            }
        }
        for given in &self.given {
            let task = &self.stories[&given.owner].1.tasks[given.place];
            if task.report.done >= task.plan.quantity {
                continue;
            }
            let carried = Plan {
                due: month.day(15),
                carried: Some(Carried {
                    month: self.book.month,
                    task: given.task.clone(),
                    done: task.report.done,
                }),
                unplanned: false,
                ..task.plan.clone()
            };
            people.entry(given.owner.clone()).or_default().push(carried);
        }
        let book = BookId {
            unit: self.staff.unit.clone(),
            month,
        };
        room.does(&self.first, &book, Deed::Assign { people })?;
        Ok(())
    }
}
