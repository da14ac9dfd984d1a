//! The 105 in the district's own book: their units propose, the Organisation Board enters it.

use std::collections::BTreeMap;

use roviec_shared::{act::Deed, id::PersonId, organisation::Role};

use super::unit::UnitPlay;
use crate::{
    demo::{district::DISTRICT, room::Room},
    error::Error,
};

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
}
