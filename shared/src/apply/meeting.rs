//! The meeting: notes, attendance, votes, minutes.

use std::collections::BTreeMap;

use super::{
    Refusal, Step, needs_text, one,
    plan::open,
    rating::{differs_with_reason, known_reason, leave, turn},
    with_record,
};
use crate::{
    act::Deed,
    book::{
        Book, Record, grading,
        meeting::{Attendance, MeetingNotes, Minutes, RowVote, Tally, TallyFault, VoteMode},
        seals,
        sheet::Taken,
    },
    id::PersonId,
    level::Outcome,
    route::{StepIndex, StepKind},
    rules::RuleSet,
};

impl Step<'_> {
    pub(super) fn meeting(&mut self, book: &mut Book) -> Result<(), Refusal> {
        if book.closed.is_some() {
            return Err(Refusal::MonthClosed);
        }
        if book.submission().is_some() {
            return Err(Refusal::Submitted);
        }
        let sealed = book.meeting.minutes.is_some();
        match &self.authored.act.deed {
            Deed::UnsealMinutes { reason } => {
                if !sealed {
                    return Err(Refusal::MinutesOpen);
                }
                needs_text(reason)?;
                book.meeting.minutes = None;
            }
            _ if sealed => return Err(Refusal::MinutesSealed),
            Deed::Convene { notes } if *notes == MeetingNotes::default() => {
                return Err(Refusal::Empty);
            }
            Deed::Convene { notes } => book.meeting.notes.merge(notes),
            Deed::Attend { people } if people.is_empty() => return Err(Refusal::Empty),
            Deed::Attend { people } => {
                for person in people.keys() {
                    super::record(book, person)?;
                }
                book.meeting
                    .attendance
                    .extend(people.iter().map(|(person, how)| (person.clone(), *how)));
            }
            Deed::Vote { people } => return self.vote(book, people),
            Deed::SealMinutes { people } => {
                let notes = &book.meeting.notes;
                if notes.day.is_none()
                    || notes.chair.is_none()
                    || book.meeting.attendance.is_empty()
                {
                    return Err(Refusal::MeetingIncomplete);
                }
                let rows = super::minutes_rows(book, self.context.rules)?;
                super::same_rows(people, &seals(&rows))?;
                book.meeting.minutes = Some(Minutes {
                    act: self.name().clone(),
                    rows: people.clone(),
                });
            }
            _ => {}
        }
        self.effects.head = true;
        Ok(())
    }

    fn vote(
        &mut self,
        book: &mut Book,
        people: &BTreeMap<PersonId, RowVote>,
    ) -> Result<(), Refusal> {
        let (person, vote) = one(people)?;
        let record = open(book, person)?;
        let next = self.after_vote(
            book,
            &Voted {
                kind: StepKind::Vote,
                person,
                record,
                vote,
                list: counted(book, person),
                reason: record.stage.reason_or_proposed(&vote.reason),
            },
        )?;
        let by = self.person()?.clone();
        with_record(book, person, |record| {
            leave(
                record,
                next,
                Taken::Voted {
                    vote: vote.clone(),
                    by,
                },
            )
        });
        self.touch(person);
        Ok(())
    }

    /// Where the sheet stands after a vote of the cell or of a group in it, or why the vote does not count.
    pub(super) fn after_vote(&self, book: &Book, voted: &Voted<'_>) -> Result<StepIndex, Refusal> {
        let Voted { record, vote, .. } = voted;
        let rules = self.rules(record)?;
        let next = turn(rules, voted.person, record, voted.kind)?;
        if vote.chair == *voted.person {
            return Err(Refusal::OwnRow);
        }
        known_reason(rules, &vote.outcome)?;
        check_vote(rules, &voted.list, vote)?;
        let grade = grading::grade_of(rules, book, record, None);
        differs_with_reason(&vote.outcome, grade.level, Some(voted.reason))?;
        Ok(next)
    }
}

/// A vote on one person, with what it is checked against.
pub(super) struct Voted<'a> {
    /// The step that it takes.
    pub kind: StepKind,
    /// On whom.
    pub person: &'a PersonId,
    /// Of them in this month.
    pub record: &'a Record,
    /// The vote.
    pub vote: &'a RowVote,
    /// Who has the vote, and who is there.
    pub list: Tally,
    /// Why the level is not the system's; empty where nobody says so.
    pub reason: &'a str,
}

/// The counts are those of the list of who has the vote and is there, there is a quorum, and the level has its
/// majority.
fn check_vote(rules: &RuleSet, list: &Tally, vote: &RowVote) -> Result<(), Refusal> {
    let refuse = |fault| Refusal::Tally { fault };
    vote.tally.check().map_err(refuse)?;
    if (list.entitled, list.present) != (vote.tally.entitled, vote.tally.present) {
        return Err(refuse(TallyFault::NotTheList));
    }
    if !rules.votes.has_quorum(list.present, list.entitled) {
        return Err(refuse(TallyFault::NoQuorum));
    }
    if !vote.mode.is_allowed(&rules.votes) {
        return Err(Refusal::VoteMode);
    }
    let (VoteMode::ByHand | VoteMode::Secret, Outcome::Level(level)) = (vote.mode, &vote.outcome)
    else {
        return Ok(());
    };
    if vote.tally.agreed(&rules.votes, *level) != Some(*level) {
        return Err(refuse(TallyFault::NoMajority));
    }
    match vote.tally.majority(&rules.votes) {
        Some(_) => Ok(()),
        // The chair names the level, and says why.
        None => needs_text(&vote.reason),
    }
}

/// Who has the vote on one person's row, and how many of them are there: full members of the unit
/// but the rated person. Nobody votes on their own row.
pub fn counted(book: &Book, person: &PersonId) -> Tally {
    let mut tally = Tally::default();
    for (other, record) in book.rated() {
        let votes = record.enrolled.standing.is_entitled() && !other.is_collective();
        if other == person || !votes {
            continue;
        }
        tally.entitled += 1;
        tally.present +=
            u32::from(book.meeting.attendance.get(other) == Some(&Attendance::Present));
    }
    tally
}
