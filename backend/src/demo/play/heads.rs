//! The 105 in the district's own book: their units propose, the Organisation Board enters it and asks the
//! Standing Committee's members for their opinions.

use std::collections::BTreeMap;

use roviec_shared::{
    act::Deed,
    apply::to_circulate,
    book::round::Opinion,
    id::PersonId,
    level::{Level, Outcome},
    organisation::Role,
};

use super::unit::UnitPlay;
use crate::{
    demo::{
        district::{DISTRICT, Ratings},
        room::Room,
    },
    error::Error,
};

/// Days for opinions.
const DAYS: i32 = 4;
/// The member whose account is offered to visitors has not answered yet: the one who would be the fourth.
const VISITORS: usize = 3;
const OTHERWISE: &str = "Đề nghị xem xét thêm: báo cáo tháng gửi chậm so với lịch.";

impl UnitPlay<'_> {
    pub fn propose_heads(&mut self, room: &mut Room<'_>) -> Result<(), Error> {
        let Some(board) = room.district.holder(DISTRICT, Role::OrganisationBoard) else {
            return Ok(());
        };
        let board = board.id.clone();
        let people: Vec<PersonId> = self.stories.keys().cloned().collect();
        for person in people {
            if !self.chance.percent(45) || !self.is_ready(room, &person) {
                continue;
            }
            let proposal = self.proposal(&person);
            let people = BTreeMap::from([(person, proposal)]);
            room.does(&board, &self.book, Deed::Propose { people })?;
        }
        Ok(())
    }

    /// What is proposed so far goes round.
    pub fn ask_about_heads(&mut self, room: &mut Room<'_>) -> Result<(), Error> {
        let board = room.district.holder(DISTRICT, Role::OrganisationBoard);
        let (Ratings::Heads, Some(board)) = (self.staff.ratings, board) else {
            return Ok(());
        };
        let board = board.id.clone();
        let rules = room.rules;
        let tables = to_circulate(room.book(&self.book), rules);
        let Some(people) = tables.into_values().next() else {
            return Ok(());
        };
        let deed = Deed::Circulate {
            day: room.today,
            until: room.today.plus_days(DAYS),
            asked: members(room).into_iter().collect(),
            people,
        };
        room.does(&board, &self.book, deed)?;
        Ok(())
    }

    /// Most of those who are asked have answered.
    pub fn opine_on_heads(&mut self, room: &mut Room<'_>) -> Result<(), Error> {
        let Some(round) = room.book(&self.book).rounds.last().cloned() else {
            return Ok(());
        };
        for (place, member) in members(room).into_iter().enumerate() {
            let has_key = room.hands().any(|(person, _)| *person == member);
            if place == VISITORS || !has_key || !self.chance.percent(70) {
                continue;
            }
            let mut people = BTreeMap::new();
            for (person, row) in round.rows.iter().filter(|(person, _)| **person != member) {
                let lower = match row.proposed.level() {
                    Some(Level::Excellent) => Some(Level::Good),
                    Some(Level::Good) => Some(Level::Completed),
                    _ => None,
                };
                let (outcome, text) = match lower {
                    Some(lower) if self.chance.percent(6) => {
                        (Outcome::Level(lower), OTHERWISE.to_owned())
                    }
                    _ => (row.proposed.clone(), String::new()),
                };
                people.insert(person.clone(), Opinion { outcome, text });
            }
            let deed = Deed::Opine {
                round: round.act.clone(),
                day: room.today,
                people,
            };
            room.does(&member, &self.book, deed)?;
        }
        Ok(())
    }
}

/// The members of the Standing Committee, in the order of their posts.
fn members(room: &Room<'_>) -> Vec<PersonId> {
    let posts = room.district.posts.iter();
    posts
        .filter(|post| {
            post.held.unit.as_str() == DISTRICT && post.held.role == Role::StandingMember
        })
        .map(|post| post.person.clone())
        .collect()
}
