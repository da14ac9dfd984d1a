//! A party group inside a cell: it agrees on its people first, and the cell discusses what it proposes
//! (`domain.md`, route 5).

use super::{
    Refusal, Step,
    meeting::check_vote,
    one,
    plan::open,
    rating::{differs_with_reason, known_reason, leave, turn},
    with_record,
};
use crate::{
    act::People,
    book::{
        Book, Record, grading,
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
        let record = open(book, person)?;
        let rules = self.rules(record)?;
        let next = turn(rules, person, record, StepKind::GroupVote)?;
        let vote = &agreed.vote;
        if vote.chair == *person {
            return Err(Refusal::OwnRow);
        }
        known_reason(rules, &vote.outcome)?;
        // Who is there is counted by the group itself: the cell calls its own list later.
        let list = Tally {
            present: vote.tally.present,
            ..entitled_in_group(book, person)
        };
        check_vote(rules, &list, vote)?;
        let grade = grading::grade_of(rules, book, record, None);
        differs_with_reason(&vote.outcome, grade.level, Some(&vote.reason))?;
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
