//! One person's month: tasks, what came of them, how they score themself. Made from the level that it
//! is to end in, so that the rules give that level.

mod result;

use std::collections::BTreeMap;

use roviec_shared::{
    book::{
        ImportedTask,
        sheet::{SelfScore, StatedFact},
    },
    level::Level,
    month::{Day, Month},
    points::{Percent, Points, Quantity},
    rules::{CriterionGroup, FactKind, GivenBy, RuleSet},
    task::{Plan, UNIT_DEFAULT},
};

use super::{
    chance::Chance,
    district::{Ratings, Seat},
    targets::Target,
    words::{Voice, say},
    works::{SUDDEN, VAGUE, Work},
};

/// One person's month.
#[derive(Clone, Debug)]
pub struct Story {
    /// Tasks with what came of them.
    pub tasks: Vec<ImportedTask>,
    /// How they score themself.
    pub score: SelfScore,
    /// Facts that were answered.
    pub facts: BTreeMap<String, StatedFact>,
}

/// How much is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// Closed long ago: what the rules need.
    Lean,
    /// With the words around it.
    Full,
}

/// Whose story, of which month, by which rules.
#[derive(Clone, Copy)]
pub struct Teller<'a> {
    /// Of the whole district.
    pub seed: u64,
    /// Which month.
    pub month: Month,
    /// As what they are rated.
    pub ratings: Ratings,
    /// The rules of that month.
    pub rules: &'a RuleSet,
    /// How much is told.
    pub detail: Detail,
}

impl Teller<'_> {
    /// Tells one person's month.
    pub fn tell(&self, seat: &Seat, target: Target) -> Story {
        let month = String::from(self.month);
        let mut chance = Chance::of(
            self.seed,
            &[seat.who.id.as_str(), &month, &format!("{:?}", self.ratings)],
        );
        let Target::Level(level) = target else {
            return Story {
                tasks: Vec::new(),
                score: SelfScore::default(),
                facts: BTreeMap::new(),
            };
        };
        let is_disciplined = level == Level::NotCompleted
            && self.detail == Detail::Lean
            && chance.percent(25)
            && self.rules.fact("disciplined").is_some();
        let of_tasks = if is_disciplined { Level::Good } else { level };
        let mut tasks = self.tasks(seat, of_tasks, &mut chance);
        let had_sudden = self.rules.sets_unplanned_apart() && chance.percent(6);
        if had_sudden {
            tasks.push(self.sudden(seat, &mut chance));
        }
        Story {
            tasks,
            score: self.score(seat, level, had_sudden, &mut chance),
            facts: self.facts(seat, level, is_disciplined, &mut chance),
        }
    }

    /// The plan alone: for a month that has only begun.
    pub fn plan(&self, seat: &Seat) -> Vec<Plan> {
        let story = self.tell(seat, Target::Level(Level::Good));
        let planned = story.tasks.into_iter().map(|task| task.plan);
        planned.filter(|plan| !plan.unplanned).collect()
    }

    fn tasks(&self, seat: &Seat, level: Level, chance: &mut Chance) -> Vec<ImportedTask> {
        let count = match (self.detail, chance.below(10)) {
            (Detail::Full, 0..=1) => 1,
            (Detail::Full, 2..=6) => 2,
            (Detail::Full, _) => 3,
            (Detail::Lean, 0..=4) => 1,
            (Detail::Lean, 5..=8) => 2,
            (Detail::Lean, _) => 3,
        };
        let works = seat.trade.works();
        let mut places: Vec<usize> = (0..works.len()).collect();
        chance.shuffle(&mut places);
        let is_vague = chance.percent(5);
        let mut plans: Vec<Plan> = places
            .into_iter()
            .take(count)
            .map(|place| self.plan_of(&works[place], chance))
            .collect();
        if is_vague && let Some(last) = plans.last_mut() {
            *last = vague(last.due, chance);
        }
        result::results(self.pen(seat), level, plans, chance)
    }

    fn plan_of(&self, work: &Work, chance: &mut Chance) -> Plan {
        let steps = (work.high - work.low) / work.step;
        let amount = work.low + chance.between(0, steps) * work.step;
        let told = |words: &str| match self.detail {
            Detail::Full => words.to_owned(),
            Detail::Lean => String::new(),
        };
        Plan {
            product: work.product.to_owned(),
            quantity: whole(amount),
            unit: work.unit.to_owned(),
            due: self.due(chance),
            weight: work.weight,
            judged: told(work.judged),
            confirmer: work.confirmer.to_owned(),
            target: told(work.target),
            serves: None,
            helpers: Vec::new(),
            carried: None,
            part_of: None,
            unplanned: false,
        }
    }

    fn due(&self, chance: &mut Chance) -> Day {
        // In the month that is played the results are in before the meeting at its end.
        let days: &[u8] = match self.detail {
            Detail::Full => &[12, 14, 15, 15, 16, 17, 18],
            Detail::Lean => &[12, 15, 18, 20, 20, 22, 24, 25],
        };
        self.month.day(*chance.pick(days))
    }

    fn pen(&self, seat: &Seat) -> result::Pen {
        result::Pen {
            detail: self.detail,
            voice: Voice::of(seat.trade),
        }
    }

    fn sudden(&self, seat: &Seat, chance: &mut Chance) -> ImportedTask {
        let work = chance.pick(SUDDEN);
        let plan = Plan {
            unplanned: true,
            ..self.plan_of(work, chance)
        };
        result::as_planned(self.pen(seat), plan, chance)
    }

    fn score(&self, seat: &Seat, level: Level, had_sudden: bool, chance: &mut Chance) -> SelfScore {
        let (low, high) = match level {
            Level::Excellent => (92, 100),
            Level::Good => (82, 95),
            Level::Completed => (72, 86),
            Level::NotCompleted => (48, 64),
        };
        let counts = |group: &&CriterionGroup| had_sudden || !group.only_unplanned;
        let criteria = self
            .rules
            .groups
            .iter()
            .filter(counts)
            .flat_map(CriterionGroup::criteria)
            .map(|criterion| {
                let max = criterion.max.hundredths();
                let step = if max >= 10_00 { 50 } else { 25 };
                let exact = max * chance.between(low, high) as i32 / 100;
                let points = (exact + step / 2) / step * step;
                let points = Points::from_hundredths(points.min(max)).unwrap_or(criterion.max);
                (criterion.id.to_string(), points)
            })
            .collect();
        // Some think better of themselves than the others do.
        let own = match level {
            Level::Completed if chance.percent(35) => Level::Good,
            Level::NotCompleted => Level::Completed,
            Level::Good if chance.percent(4) => Level::Excellent,
            _ => level,
        };
        let says = match self.detail {
            Detail::Full => chance.percent(40),
            Detail::Lean => chance.percent(3),
        };
        SelfScore {
            criteria,
            level: Some(own),
            words: says.then(|| say(Voice::of(seat.trade).own.of(level), chance)),
            day: None,
        }
    }

    /// What leaders need of those who propose, and what inspection answered in the month.
    fn facts(
        &self,
        seat: &Seat,
        level: Level,
        is_disciplined: bool,
        chance: &mut Chance,
    ) -> BTreeMap<String, StatedFact> {
        let mut facts = BTreeMap::new();
        let day = self.month.next().day(6);
        let stated = |percent: Option<u32>| StatedFact {
            holds: false,
            percent: percent.and_then(|whole| Percent::new(whole.min(100) as u8).ok()),
            share: None,
            document: String::new(),
            day,
        };
        let says_no = self.ratings == Ratings::Heads || self.detail == Detail::Full;
        for fact in &self.rules.facts {
            match (fact.kind, fact.given_by) {
                (FactKind::Percent, GivenBy::Proposer) if seat.leads => {
                    let low = if level == Level::Excellent { 95 } else { 84 };
                    facts.insert(
                        fact.id.to_string(),
                        stated(Some(chance.between(low, low + 5))),
                    );
                }
                (FactKind::YesNo, GivenBy::Inspection) if says_no => {
                    facts.insert(fact.id.to_string(), stated(None));
                }
                _ => {}
            }
        }
        if is_disciplined {
            let document = format!("Quyết định số {}-QĐ/UBKT", chance.between(3, 48));
            let fact = StatedFact {
                holds: true,
                document,
                ..stated(None)
            };
            facts.insert("disciplined".to_owned(), fact);
        }
        facts
    }
}

/// A whole number of something.
pub fn whole(number: u32) -> Quantity {
    Quantity::from_thousandths(u64::from(number) * 1000).unwrap_or(Quantity::MAX)
}

fn vague(due: Day, chance: &mut Chance) -> Plan {
    Plan {
        product: chance.pick(VAGUE).to_string(),
        quantity: Quantity::ONE,
        unit: UNIT_DEFAULT.to_owned(),
        due,
        weight: 1,
        judged: String::new(),
        confirmer: String::new(),
        target: String::new(),
        serves: None,
        helpers: Vec::new(),
        carried: None,
        part_of: None,
        unplanned: false,
    }
}
