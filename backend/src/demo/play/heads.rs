//! Heads in the book of the body above them, of a district, a commune or a province: their units propose, the
//! Organisation Board enters it and asks the Standing Committee's members for their opinions.

use std::collections::BTreeMap;

use roviec_shared::{
    act::{Deed, People},
    apply::to_circulate,
    book::{
        round::{Opinion, is_of_units},
        sheet::Proposal,
    },
    id::PersonId,
    level::{Level, Outcome},
    organisation::Role,
    task::Plan,
};

use super::unit::UnitPlay;
use crate::{
    demo::{collective::work, district::Ratings, room::Room},
    error::Error,
};

/// Days for opinions.
const DAYS: i32 = 4;
/// The member whose account is offered to visitors has not answered yet: the one who would be the fourth.
const VISITORS: usize = 3;
const BY_MINUTES: &str =
    "Theo biên bản họp tự đánh giá của tập thể; kết quả nhiệm vụ đang cập nhật.";
const OTHERWISE: &str = "Đề nghị xem xét thêm: báo cáo tháng gửi chậm so với lịch.";

impl UnitPlay<'_> {
    pub fn propose_heads(&mut self, room: &mut Room<'_>) -> Result<(), Error> {
        let Some(board) = self.board(room) else {
            return Ok(());
        };
        let people: Vec<PersonId> = self.stories.keys().cloned().collect();
        for person in people {
            if !self.chance.percent(45) || !self.is_ready(room, &person) {
                continue;
            }
            let proposal = self.proposal(&person);
            let people = BTreeMap::from([(person, proposal)]);
            room.does(&board, &self.book, Deed::Propose { people })?;
        }
        self.propose_collectives(room, &board)
    }

    /// Some units have said how they rate themselves, and the Board has entered it.
    fn propose_collectives(&mut self, room: &mut Room<'_>, board: &PersonId) -> Result<(), Error> {
        let subjects: Vec<PersonId> = room.book(&self.book).people.keys().cloned().collect();
        for subject in subjects {
            if !subject.is_collective() || !self.chance.percent(40) {
                continue;
            }
            let level = if self.chance.percent(85) {
                Level::Good
            } else {
                Level::Completed
            };
            let proposal = Proposal {
                outcome: Some(Outcome::Level(level)),
                reason: Some(BY_MINUTES.to_owned()),
                ..Proposal::default()
            };
            let people = BTreeMap::from([(subject, proposal)]);
            room.does(board, &self.book, Deed::Propose { people })?;
        }
        Ok(())
    }

    /// Every unit that is rated as a whole here is given its work.
    pub fn plan_collectives(&mut self, room: &mut Room<'_>) -> Result<(), Error> {
        let month = self.book.month;
        let subjects = room.book(&self.book).people.keys();
        let people: People<Vec<Plan>> = subjects
            .filter(|subject| subject.is_collective())
            .map(|subject| (subject.clone(), work(month)))
            .collect();
        if !people.is_empty() {
            let first = self.first.clone();
            room.does(&first, &self.book, Deed::Assign { people })?;
        }
        Ok(())
    }

    /// What is proposed so far goes round.
    pub fn ask_about_heads(&mut self, room: &mut Room<'_>) -> Result<(), Error> {
        let (Ratings::Heads, Some(board)) = (self.staff.ratings, self.board(room)) else {
            return Ok(());
        };
        let rules = room.rules;
        let tables = to_circulate(room.book(&self.book), rules);
        // Units as a whole are left to visitors.
        let mut tables = tables.into_values();
        let Some(people) = tables.find(|rows| !is_of_units(rows)) else {
            return Ok(());
        };
        let deed = Deed::Circulate {
            day: room.today,
            until: room.today.plus_days(DAYS),
            asked: self.members(room).into_iter().collect(),
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
        for (place, member) in self.members(room).into_iter().enumerate() {
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

    /// Who compiles here: the first, where several do.
    fn board(&self, room: &Room<'_>) -> Option<PersonId> {
        let unit = self.staff.unit.as_str();
        let board = room.district.holder(unit, Role::OrganisationBoard)?;
        Some(board.id.clone())
    }

    /// The members of the Standing Committee, in the order of their posts.
    fn members(&self, room: &Room<'_>) -> Vec<PersonId> {
        let unit = self.staff.unit.as_str();
        let members = room.district.holders(unit, Role::StandingMember);
        members.map(|who| who.id.clone()).collect()
    }
}
