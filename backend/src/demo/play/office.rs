//! An agency's head decides on its officials.

use std::collections::BTreeMap;

use roviec_shared::{
    act::{DecidedOn, Deed},
    book::{grading::row, seals, sheet::Decided, submission::Row},
    id::PersonId,
};

use super::{reach::Reach, unit::UnitPlay};
use crate::{demo::room::Room, error::Error};

impl UnitPlay<'_> {
    pub fn decide_officials(&mut self, room: &mut Room<'_>) -> Result<(), Error> {
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
        let people = rows
            .into_iter()
            .filter_map(|(person, row)| {
                let decided = Decided {
                    outcome: row.proposed,
                    reason: row.reason,
                };
                let row = sealed.get(&person)?.clone();
                Some((person, DecidedOn { decided, row }))
            })
            .collect();
        let deed = Deed::Decide {
            conclusion: None,
            document: format!("{:02}-KL/{}", self.book.month.number(), self.staff.mark),
            day: room.today,
            people,
        };
        let first = self.first.clone();
        room.does(&first, &self.book, deed)?;
        Ok(())
    }
}
