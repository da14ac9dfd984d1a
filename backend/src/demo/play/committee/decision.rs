//! The committee decides and announces; what the rated say to it, and what they are answered.

use std::collections::BTreeMap;

use roviec_shared::{
    act::{Dated, DecidedOn, Deed, InBook},
    apply::to_announce,
    book::sheet::{AppealAnswer, Comment, CommentKind, Decided},
    id::{ActRef, PersonId},
    level::Level,
};

use super::{Committee, committee_book};
use crate::{
    demo::{
        district::Ratings,
        play::{
            reach::{APPEALS, Reach},
            unit::UnitPlay,
        },
        room::Room,
        words,
    },
    error::Error,
};

impl UnitPlay<'_> {
    /// The chair confirms what was concluded; the second confirms the chair's own row.
    pub fn decide(&mut self, room: &mut Room<'_>) -> Result<(), Error> {
        if matches!(self.staff.ratings, Ratings::Officials | Ratings::OwnMembers) {
            return self.decide_itself(room);
        }
        let Some(act) = self
            .conclusion
            .clone()
            .filter(|_| self.reach >= Reach::Decided)
        else {
            return Ok(());
        };
        let committee = Committee::of(room, self)?;
        let conclusion = InBook {
            book: committee_book(&committee, self.book.month)?,
            act,
        };
        let seals = room
            .book(&self.book)
            .submission()
            .map(|standing| standing.seals())
            .unwrap_or_default();
        let table = room.book(&conclusion.book).conclusions.last().cloned();
        let Some(table) = table else {
            return Ok(());
        };
        for (hand, own) in [(&committee.chair, false), (&committee.second, true)] {
            let people: BTreeMap<PersonId, DecidedOn> = table
                .rows_of(&self.book)
                .filter(|(person, _)| (**person == committee.chair) == own)
                .filter_map(|(person, row)| {
                    let decided = Decided {
                        outcome: row.outcome.clone(),
                        reason: row.reason.clone(),
                    };
                    let row = seals.get(person)?.clone();
                    Some((person.clone(), DecidedOn { decided, row }))
                })
                .collect();
            if people.is_empty() {
                continue;
            }
            let deed = Deed::Decide {
                conclusion: Some(conclusion.clone()),
                document: table.notes.number.clone(),
                day: table.notes.day,
                people,
            };
            room.does(hand, &self.book, deed)?;
        }
        Ok(())
    }

    /// The rated are told.
    pub fn announce(&mut self, room: &mut Room<'_>) -> Result<(), Error> {
        if self.reach < Reach::Announced {
            return Ok(());
        }
        let (hand, document) = if self.staff.ratings == Ratings::Members {
            let committee = Committee::of(room, self)?;
            let number = 20 + self.book.month.number();
            (committee.office, format!("{number}-TB/ĐU"))
        } else {
            let mark = if self.staff.ratings.is_of_members() {
                "CB"
            } else {
                "CQ"
            };
            let number = self.book.month.number();
            (self.first.clone(), format!("{number:02}-TB/{mark}"))
        };
        let deed = Deed::Announce {
            document,
            day: room.today,
            people: to_announce(room.book(&self.book)),
        };
        room.does(&hand, &self.book, deed)?;
        Ok(())
    }

    /// A word beside the result, an objection, an answer.
    pub fn after(&mut self, room: &mut Room<'_>) -> Result<(), Error> {
        if self.reach < Reach::Announced || !self.staff.ratings.is_of_members() {
            return Ok(());
        }
        let alone = |level: Level| {
            let mut people = self.stories.keys();
            people
                .find(|person| {
                    self.level(person) == Some(level)
                        && room.acts_alone(person)
                        && **person != self.first
                        && **person != self.second
                })
                .cloned()
        };
        let (content, objecting) = (
            alone(Level::Good),
            alone(Level::Completed).or(alone(Level::Good)),
        );
        let day = room.today;
        let appeal = APPEALS
            .iter()
            .find(|(unit, _)| *unit == self.staff.unit.as_str());
        if let (Some((_, is_answered)), Some(person)) = (appeal, objecting) {
            let said = Dated {
                day,
                text: words::APPEAL.to_owned(),
            };
            let people = BTreeMap::from([(person.clone(), said)]);
            let act = room.does(&person, &self.book, Deed::Appeal { people })?;
            if *is_answered {
                self.answer(room, person, act)?;
            }
        } else if let Some(person) = content.filter(|_| self.chance.percent(60)) {
            let comment = Comment {
                kind: CommentKind::Comment,
                text: words::COMMENT.to_owned(),
                day,
                by: None,
                is_late: false,
            };
            let people = BTreeMap::from([(person.clone(), comment)]);
            room.does(&person, &self.book, Deed::Comment { people })?;
        }
        Ok(())
    }

    fn answer(&self, room: &mut Room<'_>, person: PersonId, appeal: ActRef) -> Result<(), Error> {
        let committee = Committee::of(room, self)?;
        let answer = AppealAnswer {
            is_upheld: false,
            text: words::ANSWER.to_owned(),
            day: room.today,
        };
        let people = BTreeMap::from([(person, answer)]);
        let deed = Deed::AnswerAppeal { appeal, people };
        room.does(&committee.chair, &self.book, deed)?;
        Ok(())
    }
}
