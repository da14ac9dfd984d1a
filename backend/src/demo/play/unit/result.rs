//! Results are reported and confirmed, people score themselves.

use std::collections::BTreeMap;

use roviec_shared::{act::Deed, id::PersonId};

use super::UnitPlay;
use crate::{
    demo::{play::reach::Reach, room::Room, targets::Target},
    error::Error,
};

impl UnitPlay<'_> {
    /// What was done by now is reported.
    pub fn results(&mut self, room: &mut Room<'_>) -> Result<(), Error> {
        match self.reach {
            Reach::Opened | Reach::Planned => Ok(()),
            Reach::Reporting => self.report(room, 60),
            // Right before the meeting most are in, not all.
            Reach::Scored => self.report(room, 80),
            _ => self.report(room, 100),
        }
    }

    /// The rest of it, and people score themselves.
    pub fn scores(&mut self, room: &mut Room<'_>) -> Result<(), Error> {
        if self.reach < Reach::Scored {
            return Ok(());
        }
        self.report(room, 80)?;
        let whole = self.reach > Reach::Scored;
        let people: Vec<PersonId> = self.stories.keys().cloned().collect();
        for person in people {
            let leads = self.seat(&person).is_some_and(|seat| !seat.post.is_empty());
            if whole || leads || self.chance.percent(80) {
                self.score(room, &person)?;
            }
        }
        self.review(room)
    }

    /// Whoever has not yet done so reports and scores.
    pub fn complete(&mut self, room: &mut Room<'_>) -> Result<(), Error> {
        self.report(room, 100)?;
        let people: Vec<PersonId> = self.stories.keys().cloned().collect();
        for person in people {
            self.score(room, &person)?;
        }
        self.review(room)
    }

    fn report(&mut self, room: &mut Room<'_>, percent: u32) -> Result<(), Error> {
        for at in 0..self.given.len() {
            let given = &self.given[at];
            let (owner, task) = (given.owner.clone(), given.task.clone());
            let report = &self.stories[&owner].1.tasks[given.place].report;
            let is_due = !given.is_reported && report.day <= room.today;
            if !is_due || !self.chance.percent(percent) {
                continue;
            }
            let report = report.clone();
            let hand = self.hand_of(room, &owner);
            let people = BTreeMap::from([(owner, report)]);
            room.does(&hand, &self.book, Deed::ReportResult { task, people })?;
            self.given[at].is_reported = true;
        }
        Ok(())
    }

    fn score(&mut self, room: &mut Room<'_>, person: &PersonId) -> Result<(), Error> {
        let (target, story) = &self.stories[person];
        if matches!(target, Target::NotRated(_)) || !self.scored.insert(person.clone()) {
            return Ok(());
        }
        let hand = self.hand_of(room, person);
        let mut score = story.score.clone();
        if hand != *person {
            score.day = Some(room.today);
        }
        let people = BTreeMap::from([(person.clone(), score)]);
        room.does(&hand, &self.book, Deed::Score { people })?;
        Ok(())
    }

    /// Results are confirmed: always where the finding moves the level, otherwise many of them.
    fn review(&mut self, room: &mut Room<'_>) -> Result<(), Error> {
        for at in 0..self.given.len() {
            let given = &self.given[at];
            let (owner, task) = (given.owner.clone(), given.task.clone());
            let Some(review) = self.stories[&owner].1.tasks[given.place].review.clone() else {
                continue;
            };
            let reviewed = room.book(&self.book).people[&owner].tasks[&task]
                .review
                .is_some();
            let moves = review.faults.is_some() || review.above.is_some();
            if !given.is_reported || reviewed || !(moves || self.chance.percent(30)) {
                continue;
            }
            let judge = self.judge_of(&owner);
            let people = BTreeMap::from([(owner, review)]);
            room.does(&judge, &self.book, Deed::ReviewResult { task, people })?;
        }
        Ok(())
    }
}
