//! What is done alike in a cell and in an agency: tasks are given and looked at. Results and proposals
//! stand apart.

mod proposal;
mod result;

use std::collections::{BTreeMap, BTreeSet};

use roviec_shared::{
    act::{Deed, TaskChange},
    id::{ActRef, BookId, PersonId, TaskId},
    level::Level,
    month::Month,
    organisation::Role,
    task::{Plan, PlanChange, Remark},
};

use super::reach::{Reach, reach};
use crate::{
    demo::{
        chance::Chance,
        district::{Ratings, Seat, Staff},
        resolution::Resolution,
        room::Room,
        story::{Detail, Story, Teller},
        targets::Target,
        words::{Voice, say},
        works::Trade,
    },
    error::Error,
};

/// A task that was given, and its place in its owner's story.
pub struct Given {
    pub owner: PersonId,
    pub task: TaskId,
    pub place: usize,
    pub is_reported: bool,
}

/// One unit's month while it is being played.
pub struct UnitPlay<'a> {
    pub staff: &'a Staff,
    pub reach: Reach,
    pub book: BookId,
    pub stories: BTreeMap<PersonId, (Target, Story)>,
    pub given: Vec<Given>,
    pub scored: BTreeSet<PersonId>,
    /// Who leads: the secretary, the head.
    pub first: PersonId,
    /// Who takes the first's turn.
    pub second: PersonId,
    pub submission: Option<ActRef>,
    pub conclusion: Option<ActRef>,
    pub chance: Chance,
}

impl<'a> UnitPlay<'a> {
    pub fn new(
        room: &Room<'_>,
        staff: &'a Staff,
        month: Month,
        targets: &BTreeMap<PersonId, BTreeMap<Ratings, Target>>,
    ) -> Result<Self, Error> {
        let district = room.district;
        let unit = staff.unit.as_str();
        let missing = || Error::Broken(format!("nobody leads {unit}"));
        let role = if staff.ratings.is_of_members() {
            Role::Secretary
        } else {
            Role::Head
        };
        let first = district.holder(unit, role).ok_or_else(missing)?;
        let second = district.holder(unit, Role::Deputy).ok_or_else(missing)?;
        let rules = staff.rules(room.rules, month).ok_or_else(missing)?;
        let teller = Teller {
            seed: district.seed,
            month,
            ratings: staff.ratings,
            rules,
            detail: Detail::Full,
        };
        let stories = staff
            .seats
            .iter()
            .filter_map(|seat| {
                let target = *targets.get(&seat.who.id)?.get(&staff.ratings)?;
                Some((seat.who.id.clone(), (target, teller.tell(seat, target))))
            })
            .collect();
        Ok(Self {
            staff,
            reach: reach(district.seed, staff),
            book: BookId {
                unit: staff.unit.clone(),
                month,
            },
            stories,
            given: Vec::new(),
            scored: BTreeSet::new(),
            first: first.id.clone(),
            second: second.id.clone(),
            submission: None,
            conclusion: None,
            chance: Chance::of(district.seed, &["play", unit, &String::from(month)]),
        })
    }

    /// Nobody judges their own row: the second judges the first's.
    pub fn judge_of(&self, person: &PersonId) -> PersonId {
        if *person == self.first {
            self.second.clone()
        } else {
            self.first.clone()
        }
    }

    /// Who enters for a person: they themself, where they have a device.
    pub fn hand_of(&self, room: &Room<'_>, person: &PersonId) -> PersonId {
        if room.acts_alone(person) {
            person.clone()
        } else {
            self.first.clone()
        }
    }

    pub fn seat(&self, person: &PersonId) -> Option<&'a Seat> {
        self.staff.seats.iter().find(|seat| seat.who.id == *person)
    }

    /// How people speak here.
    pub fn voice(&self) -> &'static Voice {
        let trade = self.staff.seats.first().map(|seat| seat.trade);
        Voice::of(trade.unwrap_or(Trade::Commune))
    }

    /// The level that a person's month ends in; none for those who are not rated.
    pub fn level(&self, person: &PersonId) -> Option<Level> {
        match self.stories.get(person)?.0 {
            Target::Level(level) => Some(level),
            Target::NotRated(_) => None,
        }
    }

    /// Tasks are given, all in one act.
    pub fn plan(&mut self, room: &mut Room<'_>, resolution: &Resolution) -> Result<(), Error> {
        if self.reach < Reach::Planned {
            return Ok(());
        }
        let people: BTreeMap<PersonId, Vec<Plan>> = self
            .stories
            .iter()
            .map(|(person, (_, story))| {
                let plans = story.tasks.iter().map(|task| {
                    let mut plan = task.plan.clone();
                    if let Some((name, target)) = resolution.serves(&plan.target) {
                        plan.target = name.to_owned();
                        plan.serves = Some(target);
                    }
                    plan
                });
                (person.clone(), plans.collect::<Vec<_>>())
            })
            .filter(|(_, plans)| !plans.is_empty())
            .collect();
        let counts: Vec<(PersonId, usize)> = people
            .iter()
            .map(|(person, plans)| (person.clone(), plans.len()))
            .collect();
        let act = room.does(&self.first, &self.book, Deed::Assign { people })?;
        let mut index = 0;
        for (owner, count) in counts {
            for place in 0..count {
                self.given.push(Given {
                    owner: owner.clone(),
                    task: roviec_shared::apply::task_id(&act, index),
                    place,
                    is_reported: false,
                });
                index += 1;
            }
        }
        Ok(())
    }

    /// Who gave the work looks at it; a task that said nothing gets somebody who confirms it.
    pub fn check(&mut self, room: &mut Room<'_>) -> Result<(), Error> {
        if self.reach < Reach::Reporting {
            return Ok(());
        }
        let (day, first) = (room.today, self.first.clone());
        for at in 0..self.given.len() {
            let (owner, task) = (self.given[at].owner.clone(), self.given[at].task.clone());
            let plan = &self.stories[&owner].1.tasks[self.given[at].place].plan;
            let voice = self.voice();
            let deed = if plan.confirmer.is_empty() && self.chance.percent(50) {
                let change = TaskChange {
                    plan: PlanChange {
                        confirmer: Some(voice.confirmer.to_owned()),
                        ..PlanChange::default()
                    },
                    reason: "Bổ sung người xác nhận để đánh giá được kết quả.".to_owned(),
                };
                Deed::ChangeTask {
                    task,
                    people: BTreeMap::from([(owner, change)]),
                }
            } else if self.chance.percent(6) {
                let text = say(voice.checks, &mut self.chance);
                let remark = Remark {
                    day,
                    text,
                    by: None,
                };
                Deed::CheckTask {
                    task,
                    people: BTreeMap::from([(owner, remark)]),
                }
            } else {
                continue;
            };
            room.does(&first, &self.book, deed)?;
        }
        Ok(())
    }
}
