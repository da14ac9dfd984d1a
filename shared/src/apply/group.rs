//! A party group inside a cell: it agrees on its people first, and the cell discusses what it proposes
//! (`domain.md`, route 5).

use super::{Refusal, Step, meeting::Voted, one, plan::open, rating::leave, with_record};
use crate::{
    act::People,
    book::{
        Book, Record,
        meeting::{GroupVote, Tally},
        sheet::Taken,
    },
    id::{PersonId, UnitId},
    route::StepKind,
};

impl Step<'_> {
    pub(super) fn vote_in_group(
        &mut self,
        book: &mut Book,
        people: &People<GroupVote>,
    ) -> Result<(), Refusal> {
        if book.closed.is_some() {
            return Err(Refusal::MonthClosed);
        }
        if book.meeting.minutes.is_some() {
            return Err(Refusal::MinutesSealed);
        }
        let (person, agreed) = one(people)?;
        let vote = &agreed.vote;
        let next = self.after_vote(
            book,
            &Voted {
                kind: StepKind::GroupVote,
                person,
                record: open(book, person)?,
                vote,
                // Who is there is counted by the group itself: the cell calls its own list later.
                list: Tally {
                    present: vote.tally.present,
                    ..entitled_in_group(book, person)
                },
                reason: &vote.reason,
            },
        )?;
        let by = self.person()?.clone();
        with_record(book, person, |record| {
            let vote = agreed.clone();
            leave(record, next, Taken::VotedInGroup { vote, by });
        });
        self.touch(person);
        Ok(())
    }
}

/// Those of a party group who are rated in this month.
pub fn people_of_group<'b>(
    book: &'b Book,
    group: &'b UnitId,
) -> impl Iterator<Item = (&'b PersonId, &'b Record)> {
    book.rated_people()
        .filter(move |(_, record)| record.enrolled.group.as_ref() == Some(group))
}

/// How many of a person's party group have the vote on them: its full members but themself. Nobody is counted
/// as there.
pub fn entitled_in_group(book: &Book, person: &PersonId) -> Tally {
    let group = book
        .people
        .get(person)
        .and_then(|record| record.enrolled.group.as_ref());
    let others = group.into_iter().flat_map(|group| {
        let all = people_of_group(book, group);
        all.filter(|(other, _)| *other != person)
    });
    let entitled = others.filter(|(_, record)| record.enrolled.standing.is_entitled());
    Tally {
        entitled: u32::try_from(entitled.count()).unwrap_or(u32::MAX),
        ..Tally::default()
    }
}
