//! Party groups vote on their people before the cell meets.

use std::collections::BTreeMap;

use roviec_shared::{
    act::Deed,
    apply::entitled_in_group,
    book::{
        grading::grade_of,
        meeting::{GroupVote, RowVote, Tally, VoteMode},
    },
    id::{PersonId, UnitId},
    level::Outcome,
    organisation::Role,
    route::StepKind,
};

use super::unit::UnitPlay;
use crate::{
    demo::{closed::outcome, room::Room, words::say},
    error::Error,
};

const REASON: &str = "Tổ theo dõi việc hằng ngày, thống nhất đề nghị.";

impl UnitPlay<'_> {
    /// The groups vote on those whose level is known; that of `but` is left to its leader.
    pub fn groups_vote(&mut self, room: &mut Room<'_>, but: Option<&UnitId>) -> Result<(), Error> {
        let people: Vec<PersonId> = self.stories.keys().cloned().collect();
        for person in people {
            let group = self.seat(&person).and_then(|seat| seat.group.clone());
            let Some(group) = group.filter(|group| Some(group) != but) else {
                continue;
            };
            let has_step = room
                .rules_of(&self.book, &person)
                .is_some_and(|rules| rules.route.step(StepKind::GroupVote).is_some());
            if has_step && self.is_ready(room, &person) {
                self.group_votes(room, &group, person)?;
            }
        }
        Ok(())
    }

    /// The first of the unit's groups, where it has some.
    pub fn first_group(&self) -> Option<UnitId> {
        let mut seats = self.staff.seats.iter();
        seats.find_map(|seat| seat.group.clone())
    }

    fn group_votes(
        &mut self,
        room: &mut Room<'_>,
        group: &UnitId,
        person: PersonId,
    ) -> Result<(), Error> {
        let Some(seat) = self.seat(&person) else {
            return Ok(());
        };
        let leader = room.district.holder(group.as_str(), Role::GroupLeader);
        let leader = leader.map(|leader| leader.id.clone());
        let by_leader = leader.filter(|leader| *leader != person);
        let chair = by_leader.clone().unwrap_or_else(|| self.judge_of(&person));
        let hand = by_leader.filter(|leader| room.acts_alone(leader));
        let hand = hand.unwrap_or_else(|| self.judge_of(&person));
        let rules = room.rules_of(&self.book, &person);
        let book = room.book(&self.book);
        let list = entitled_in_group(book, &person);
        let record = book.people.get(&person);
        let system = rules
            .zip(record)
            .and_then(|(rules, record)| grade_of(rules, book, record, None).level);
        let agreed = outcome(self.stories[&person].0, seat, self.book.month);
        let differs = agreed.differs_from(system);
        let mut tally = Tally {
            present: list.entitled - u32::from(list.entitled > 4 && self.chance.percent(40)),
            ..list
        };
        let mut mode = VoteMode::Consensus;
        if let Outcome::Level(level) = &agreed
            && self.chance.percent(25)
        {
            mode = VoteMode::ByHand;
            tally.votes = self.hands(&tally, *level);
        }
        let remarks = if self.chance.percent(20) {
            say(self.voice().in_the_meeting, &mut self.chance)
        } else {
            String::new()
        };
        let vote = RowVote {
            mode,
            tally,
            outcome: agreed,
            remarks,
            reason: if differs {
                REASON.to_owned()
            } else {
                String::new()
            },
            chair,
        };
        let day = room.today;
        let people = BTreeMap::from([(person, GroupVote { day, vote })]);
        room.does(&hand, &self.book, Deed::VoteInGroup { people })?;
        Ok(())
    }
}
