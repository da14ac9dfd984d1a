//! Who decides where the unit does it itself: an agency's head on its officials, a grassroots cell on its
//! members, the secretary confirming what it agreed and the deputy the secretary's own row.

use std::collections::BTreeMap;

use roviec_shared::{
    act::{DecidedOn, Deed},
    book::{grading::row, seals, sheet::Decided, submission::Row},
    id::PersonId,
};

use super::{reach::Reach, unit::UnitPlay};
use crate::{demo::room::Room, error::Error};

impl UnitPlay<'_> {
    pub fn decide_itself(&mut self, room: &mut Room<'_>) -> Result<(), Error> {
        if self.reach < Reach::Decided {
            return Ok(());
        }
        let mut rows: BTreeMap<PersonId, Row> = BTreeMap::new();
        for person in self.stories.keys() {
            let Some(rules) = room.rules_of(&self.book, person) else {
                continue;
            };
            let book = room.book(&self.book);
            if let Some(row) = row(rules, book, &book.people[person]) {
                rows.insert(person.clone(), row);
            }
        }
        let sealed = seals(&rows);
        let (own, others): (BTreeMap<_, _>, BTreeMap<_, _>) = rows
            .into_iter()
            .filter_map(|(person, row)| {
                let decided = Decided {
                    outcome: row.proposed,
                    reason: row.reason,
                };
                let row = sealed.get(&person)?.clone();
                Some((person, DecidedOn { decided, row }))
            })
            .partition(|(person, _)| *person == self.first);
        for (hand, people) in [(&self.first, others), (&self.second, own)] {
            if people.is_empty() {
                continue;
            }
            let deed = Deed::Decide {
                conclusion: None,
                document: format!("{:02}-KL/{}", self.book.month.number(), self.staff.mark),
                day: room.today,
                people,
            };
            room.does(hand, &self.book, deed)?;
        }
        Ok(())
    }
}
