//! When things go wrong in a world, and how often.

use super::{Event, MINUTE_MS, World, fault::Fault};

/// So many acts people try when the faults are over.
const ACTS_IN_CALM: u64 = 60;

impl World {
    /// Plans what happens while the faults last.
    pub(super) fn plan(&mut self) {
        let until = self.faults.until_ms;
        // People begin when their tablets have heard of the month.
        for _ in 0..self.faults.acts {
            let tablet = self.some_actor();
            let at = self.chance.between(3_000, until);
            self.at(at, Event::Act(tablet));
        }
        let tablets = self.tablets.len();
        self.often(12, |world| Fault::Wanted(world.some_tablet()));
        self.often(20, |world| Fault::Commit(world.some_tablet()));
        self.often(3, |world| Fault::Clock(world.some_tablet()));
        self.often(2, |_| Fault::Night);
        self.often(3, |_| Fault::Hour);
        self.often(4, |world| Fault::Backup(world.chance.percent(50)));
        self.often(2, |_| Fault::Posts);
        self.often(1, |_| Fault::Month);
        for _ in 0..self.chance.below(8) {
            let tablet = self.chance.below(tablets as u64) as usize;
            let is_killed = self.chance.percent(60);
            self.for_a_while(Fault::Stop(tablet, is_killed), Fault::Start(tablet));
        }
        for _ in 0..self.chance.below(5) {
            let tablet = self.some_tablet();
            self.for_a_while(Fault::Cut(tablet), Fault::Line(tablet));
        }
        for _ in 0..self.chance.below(3) {
            let tablet = self.some_tablet();
            self.for_a_while(Fault::SignOut(tablet), Fault::SignIn(tablet));
        }
        if self.chance.percent(35) {
            self.often(2, |_| Fault::Restore);
        }
        if self.chance.percent(8) {
            self.often(1, |_| Fault::Wipe);
        }
        if self.chance.percent(20) {
            self.often(1, |world| Fault::Copy(world.some_actor()));
        }
        if self.chance.percent(10) {
            self.often(1, |world| Fault::Revoke(world.some_actor()));
        }
    }

    /// With a good line the month goes on: the office and the decider have more to do now.
    pub(super) fn plan_more(&mut self) {
        for _ in 0..ACTS_IN_CALM {
            let tablets = [0, 0, 0, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4];
            let tablet = *self.chance.pick(&tablets).unwrap_or(&0);
            let at = self.chance.between(MINUTE_MS, 15 * MINUTE_MS);
            self.at(at, Event::Act(tablet));
        }
    }

    fn some_tablet(&mut self) -> usize {
        self.chance.below(self.tablets.len() as u64) as usize
    }

    /// A tablet on which people work: the secretaries' mostly.
    fn some_actor(&mut self) -> usize {
        *self
            .chance
            .pick(&[0, 0, 0, 0, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 5])
            .unwrap_or(&0)
    }

    fn often(&mut self, most: u64, mut fault: impl FnMut(&mut Self) -> Fault) {
        for _ in 0..self.chance.below(most + 1) {
            let at = self.chance.between(0, self.faults.until_ms);
            let fault = fault(self);
            self.at(at, Event::Fault(fault));
        }
    }

    fn for_a_while(&mut self, begins: Fault, ends: Fault) {
        let at = self.chance.between(0, self.faults.until_ms);
        let long = self.chance.between(500, 3 * MINUTE_MS);
        self.at(at, Event::Fault(begins));
        self.at(at + long, Event::Fault(ends));
    }
}
