//! A cell's meeting, and its report.

use std::collections::BTreeMap;

use roviec_shared::{
    act::Deed,
    apply::{counted, ready_rows},
    book::{
        grading::grade_of,
        meeting::{Attendance, MeetingNotes, RowVote, Tally, VoteMode},
        seals,
    },
    id::PersonId,
    level::{Level, Outcome},
    organisation::Standing,
    route::StepKind,
};

use super::{reach::Reach, unit::UnitPlay};
use crate::{
    demo::{
        closed::outcome,
        district::{Ratings, Seat},
        room::Room,
        shape::Shape,
        words::say,
    },
    error::Error,
};

impl UnitPlay<'_> {
    /// The monthly meeting: what is missing is completed, everyone is voted on, the next month planned.
    pub fn meet(&mut self, room: &mut Room<'_>) -> Result<(), Error> {
        if self.staff.ratings == Ratings::Heads {
            return self.propose_heads(room);
        }
        if self.reach == Reach::Scored {
            // Right before the meeting: the other groups have voted, and the leader has thought about some.
            let left = self.first_group();
            self.groups_vote(room, left.as_ref())?;
            return self.propose(room, 35);
        }
        if self.reach < Reach::Meeting {
            return Ok(());
        }
        self.complete(room)?;
        self.state_leaders(room)?;
        self.groups_vote(room, None)?;
        let is_looked_at = room.district.shape == Shape::TwoTier
            || self.staff.unit.as_str().starts_with("dai-dong");
        let share = if is_looked_at { 100 } else { 25 };
        self.propose(room, share)?;
        self.gather(room)?;
        let whole = self.reach > Reach::Meeting;
        let people: Vec<PersonId> = self.stories.keys().cloned().collect();
        for person in people {
            if whole || self.chance.percent(65) {
                self.vote(room, &person)?;
            }
        }
        if whole {
            self.plan_next(room)?;
            if self.staff.ratings == Ratings::Members {
                self.submit(room)?;
            }
        }
        Ok(())
    }

    /// Who chairs, who is there.
    fn gather(&mut self, room: &mut Room<'_>) -> Result<(), Error> {
        let is_cell = self.staff.ratings.is_of_members();
        let attended = is_cell && self.chance.percent(35);
        let voice = self.voice();
        let notes = MeetingNotes {
            day: Some(room.today),
            from: Some(if is_cell { "19:30" } else { "14:00" }.to_owned()),
            until: Some(if is_cell { "21:20" } else { "16:00" }.to_owned()),
            place: Some(voice.place.to_owned()),
            chair: Some(self.first.clone()),
            recorder: Some(self.second.clone()),
            superiors: attended.then(|| "Đồng chí Đảng ủy viên phụ trách".to_owned()),
            discussion: Some(say(voice.discussion, &mut self.chance)),
            conclusion: Some(say(voice.conclusion, &mut self.chance)),
            on_paper: None,
        };
        let first = self.first.clone();
        room.does(&first, &self.book, Deed::Convene { notes })?;
        let mut people = BTreeMap::new();
        let exempt = |seat: &Seat| seat.standing == Standing::Exempt;
        let entitled = self.staff.seats.iter().filter(|seat| !exempt(seat)).count();
        let mut may_miss = most_absent(entitled);
        for seat in &self.staff.seats {
            let stays = seat.who.id == self.first || seat.who.id == self.second || may_miss == 0;
            let how = match self.chance.below(100) {
                _ if exempt(seat) => Attendance::Excused,
                _ if stays => Attendance::Present,
                0..=2 => Attendance::Ill,
                3..=6 => Attendance::OnDuty,
                7..=9 => Attendance::Excused,
                10 => Attendance::Unexcused,
                _ => Attendance::Present,
            };
            if !exempt(seat) && how != Attendance::Present {
                may_miss -= 1;
            }
            people.insert(seat.who.id.clone(), how);
        }
        room.does(&first, &self.book, Deed::Attend { people })?;
        Ok(())
    }

    /// The meeting agrees on one person.
    fn vote(&mut self, room: &mut Room<'_>, person: &PersonId) -> Result<(), Error> {
        let judge = self.judge_of(person);
        let (Some(rules), Some(seat)) = (room.rules_of(&self.book, person), self.seat(person))
        else {
            return Ok(());
        };
        let book = room.book(&self.book);
        let system = book
            .people
            .get(person)
            .and_then(|record| grade_of(rules, book, record, None).level);
        let mut tally = counted(book, person);
        let mut agreed = outcome(self.stories[person].0, seat, self.book.month);
        let mut reason = String::new();
        // Now and then a cell thinks better of somebody than the rules do.
        if agreed == Outcome::Level(Level::Good)
            && self.staff.ratings.is_of_members()
            && self.chance.percent(2)
        {
            agreed = Outcome::Level(Level::Excellent);
            reason = self.voice().praised.to_owned();
        } else if agreed.differs_from(system) {
            reason = "Căn cứ xác nhận sản phẩm và ý kiến trong cuộc họp.".to_owned();
        }
        let mut mode = VoteMode::Consensus;
        if let Outcome::Level(level) = &agreed
            && self.chance.percent(18)
        {
            mode = VoteMode::ByHand;
            tally.votes = self.hands(&tally, *level);
        }
        let remarks = self.chance.percent(30);
        let vote = RowVote {
            mode,
            tally,
            outcome: agreed,
            remarks: if remarks {
                say(self.voice().in_the_meeting, &mut self.chance)
            } else {
                String::new()
            },
            reason,
            chair: judge.clone(),
        };
        let people = BTreeMap::from([(person.clone(), vote)]);
        room.does(&judge, &self.book, Deed::Vote { people })?;
        Ok(())
    }

    /// Hands for a level: all but a few who would have given the next lower one.
    pub fn hands(&mut self, tally: &Tally, level: Level) -> BTreeMap<Level, u32> {
        let spare = tally.present - (tally.entitled / 2 + 1);
        let others = self.chance.below(spare.min(3) + 1);
        let mut votes = BTreeMap::from([(level, tally.present - others)]);
        let below = Level::ALL.into_iter().find(|below| *below < level);
        if let Some(below) = below.filter(|_| others > 0) {
            votes.insert(below, others);
        }
        votes
    }

    /// The minutes are closed and the table goes up.
    pub fn submit(&mut self, room: &mut Room<'_>) -> Result<(), Error> {
        let rules = room.rules;
        let unready = |refusal| Error::Broken(format!("{refusal:?}"));
        let rows = ready_rows(room.book(&self.book), rules, StepKind::Submit).map_err(unready)?;
        let first = self.first.clone();
        let people = seals(&rows);
        room.does(&first, &self.book, Deed::SealMinutes { people })?;
        let day = room.today;
        let deed = Deed::Submit { day, people: rows };
        self.submission = Some(room.does(&first, &self.book, deed)?);
        Ok(())
    }
}

/// How many of the entitled may stay away so that there is a quorum for each, who does not count
/// among those who vote on them.
const fn most_absent(entitled: usize) -> usize {
    entitled.saturating_sub(2) / 2
}

#[cfg(test)]
mod tests {
    use roviec_shared::rules::{Majority, NoMajority, Votes};

    use super::most_absent;

    #[test]
    fn whoever_stays_away_leaves_a_quorum() {
        let votes = Votes {
            consensus: true,
            by_hand: true,
            secret: false,
            majority: Majority::Entitled,
            no_majority: NoMajority::VoteAgain,
        };
        for entitled in 2..100_u8 {
            let absent = most_absent(usize::from(entitled));
            let others = u32::from(entitled) - 1;
            let present = others - u32::try_from(absent).expect("few");
            assert!(votes.has_quorum(present, others), "{absent} of {entitled}");
        }
    }
}
