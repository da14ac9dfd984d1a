//! What holds of every grade, by every shipped rule set and both readings, whatever the facts.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::{FactValue, Facts, Grade, Reason, Scored, TaskFacts, grade};
use crate::{
    level::Level,
    points::{Percent, Points, Quantity},
    rules::{FactKind, Method, RuleSet, shipped},
};

/// Every shipped set, as it is and read literally.
static SETS: LazyLock<Vec<RuleSet>> = LazyLock::new(|| {
    let literal = shipped().into_iter().map(|set| RuleSet {
        strict_completed: !set.strict_completed,
        ..set
    });
    shipped().into_iter().chain(literal).collect()
});

/// Numbers that come up, one after another; 0 when they are used up.
struct Dice<'n>(std::slice::Iter<'n, u32>);

impl Dice<'_> {
    fn roll(&mut self, below: u32) -> u32 {
        self.0.next().map_or(0, |number| number % below.max(1))
    }

    /// Mostly none of what counts against a person, at times a little, rarely all there can be.
    fn few(&mut self) -> u8 {
        match self.roll(12) {
            1 => 1,
            2 => 4,
            3 => 99,
            _ => 0,
        }
    }

    fn quantity(&mut self) -> Quantity {
        let most = Quantity::MAX.thousandths();
        let thousandths = match self.roll(4) {
            0 => 1,
            1 => most,
            2 => u64::from(self.roll(1_000_000_000)) + 1,
            _ => 10_000,
        };
        Quantity::from_thousandths(thousandths).expect("within the limits")
    }

    fn task(&mut self) -> TaskFacts {
        let planned = self.quantity();
        let done = match self.roll(5) {
            0 => self.quantity(),
            1 => Quantity::ZERO,
            _ => planned,
        };
        TaskFacts {
            weight: u8::try_from(self.roll(100) + 1).expect("1 to 100"),
            planned,
            done: Some(done),
            faults: self.few(),
            delays: self.few(),
            above: self.roll(2) == 0,
            confirmed: true,
            unplanned: self.roll(6) == 1,
            days_late: u16::from(self.few()),
            difficulty: u16::try_from(self.roll(301)).expect("0 to 300"),
            part: Percent::new(u8::try_from(self.roll(101)).expect("0 to 100")).expect("a percent"),
        }
    }

    fn fact(&mut self, kind: FactKind) -> FactValue {
        match kind {
            FactKind::YesNo if self.roll(10) == 1 => FactValue::Holds,
            FactKind::YesNo => FactValue::No,
            FactKind::Level => FactValue::Level(Level::ALL[self.roll(4) as usize]),
            FactKind::Percent => {
                let whole = u8::try_from(self.roll(101)).expect("0 to 100");
                FactValue::Percent(Percent::new(whole).expect("a percent"))
            }
            FactKind::Share => {
                let of = self.roll(5);
                let part = self.roll(of + 1);
                FactValue::Share { part, of }
            }
        }
    }

    /// A month of which everything is known.
    fn facts(&mut self, rules: &RuleSet) -> Facts {
        let mut facts = Facts {
            leads: self.roll(3) == 1,
            heads: self.roll(3) == 1,
            ..Facts::default()
        };
        for criterion in rules.criteria() {
            let max = criterion.max.hundredths();
            let less = match self.roll(3) {
                0 => 0,
                1 => max.min(1),
                _ => i32::try_from(self.roll(10_001)).expect("small") % (max + 1),
            };
            let points = Points::from_hundredths(max - less).expect("0 to the most");
            let confirmed = true;
            let scored = Scored { points, confirmed };
            facts.criteria.insert(criterion.id.to_string(), scored);
        }
        let tasks = self.roll(6) + 1;
        facts.tasks.extend((0..tasks).map(|_| self.task()));
        // Where unplanned tasks count apart there is still one of the plan.
        facts.tasks[0].unplanned = false;
        for definition in &rules.facts {
            let value = self.fact(definition.kind);
            facts.facts.insert(definition.id.to_string(), value);
        }
        facts
    }
}

/// A rule set and a month of which everything is known.
fn drawn(set: usize, numbers: &[u32]) -> (&'static RuleSet, Facts, Dice<'_>) {
    let rules = &SETS[set % SETS.len()];
    let mut dice = Dice(numbers.iter());
    let facts = dice.facts(rules);
    (rules, facts, dice)
}

/// Betters one thing: a score, a quantity, a fault, a delay, a percent. What is taken away is bettered by
/// being less.
fn bettered(rules: &RuleSet, facts: &Facts, dice: &mut Dice<'_>) -> Facts {
    let mut better = facts.clone();
    let task =
        &mut better.tasks[dice.roll(u32::try_from(facts.tasks.len()).expect("few")) as usize];
    match dice.roll(8) {
        0 => task.faults = task.faults.saturating_sub(1),
        1 => task.delays = 0,
        2 => task.days_late = task.days_late.saturating_sub(1),
        3 => task.above = true,
        4 => {
            let more = task.done.unwrap_or_default().thousandths() + u64::from(dice.roll(20_000));
            task.done = Quantity::from_thousandths(more).ok().or(task.done);
        }
        5 => {
            for value in better.facts.values_mut() {
                if let FactValue::Percent(percent) = value {
                    *percent = Percent::WHOLE;
                }
            }
        }
        _ => {
            let groups: Vec<_> = rules
                .groups
                .iter()
                .filter(|group| !group.criteria().is_empty())
                .collect();
            let group = groups[dice.roll(u32::try_from(groups.len()).expect("few")) as usize];
            let criterion = &group.criteria()[0];
            let takes_away = matches!(group.method, Method::Penalty { .. });
            let points = if takes_away {
                Points::ZERO
            } else {
                criterion.max
            };
            let scored = better
                .criteria
                .get_mut(criterion.id.as_str())
                .expect("all are scored");
            scored.points = points;
        }
    }
    better
}

/// The rules without those that are named as having moved the level.
fn without_causes(rules: &RuleSet, grade: &Grade) -> Option<RuleSet> {
    let mut rest = rules.clone();
    let mut causes = 0;
    for reason in &grade.reasons {
        match reason {
            Reason::Points { .. } => continue,
            Reason::Condition { level, rule } => {
                let of_level = match level {
                    Level::Excellent => &mut rest.conditions.excellent,
                    Level::Good => &mut rest.conditions.good,
                    _ => &mut rest.conditions.completed,
                };
                of_level.retain(|each| each.id != *rule);
            }
            Reason::Ceiling { rule, .. } => rest.ceilings.retain(|each| each.id != *rule),
        }
        causes += 1;
    }
    (causes > 0).then_some(rest)
}

fn reached(grade: &Grade) -> Level {
    match grade.reasons.first() {
        Some(Reason::Points { reached }) => *reached,
        other => panic!("the first reason says how far the points reach: {other:?}"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn points_never_leave_their_range_and_are_rounded_once(
        set in 0..100_usize,
        numbers in proptest::collection::vec(any::<u32>(), 0..120),
    ) {
        let (rules, facts, _) = drawn(set, &numbers);
        let grade = grade(rules, &facts);
        let total = grade.total.expect("everything is known");
        prop_assert!(total <= Points::MAX && grade.so_far == total);
        let parts = [grade.general, grade.work].map(|part| part.expect("known").hundredths());
        prop_assert_eq!(total.hundredths(), parts.iter().sum::<i32>().min(10_000));
        prop_assert!(grade.groups.iter().all(|group| group.points.is_some_and(|points| points <= group.max)));
        prop_assert!(grade.level.is_some_and(|level| level <= reached(&grade)));
    }

    #[test]
    fn a_grade_is_monotone_in_every_score_and_quantity(
        set in 0..100_usize,
        numbers in proptest::collection::vec(any::<u32>(), 60..160),
    ) {
        let (rules, facts, mut dice) = drawn(set, &numbers);
        let better = bettered(rules, &facts, &mut dice);
        let (before, after) = (grade(rules, &facts), grade(rules, &better));
        prop_assert!(before.total <= after.total, "{:?} {:?}", before.total, after.total);
        prop_assert!(before.level <= after.level, "{:?} {:?}", before.reasons, after.reasons);
    }

    #[test]
    fn without_all_that_binds_the_level_is_higher_and_with_nothing_taken_away_it_is_the_same(
        set in 0..100_usize,
        numbers in proptest::collection::vec(any::<u32>(), 0..120),
    ) {
        let (rules, facts, _) = drawn(set, &numbers);
        let found = grade(rules, &facts);
        prop_assert_eq!(&found, &grade(&rules.clone(), &facts.clone()));
        match without_causes(rules, &found) {
            Some(rest) => prop_assert!(grade(&rest, &facts).level > found.level, "{:?}", found.reasons),
            // Nothing is named but the points: they alone made the level.
            None => prop_assert_eq!(found.level, Some(reached(&found))),
        }
    }

    #[test]
    fn what_is_not_known_gives_no_points_and_never_fails(
        set in 0..100_usize,
        numbers in proptest::collection::vec(any::<u32>(), 0..160),
    ) {
        let (rules, whole, mut dice) = drawn(set, &numbers);
        let mut facts = whole;
        facts.criteria.retain(|_, _| dice.roll(3) != 1);
        facts.facts.retain(|_, _| dice.roll(3) != 1);
        for task in &mut facts.tasks {
            task.done = task.done.filter(|_| dice.roll(3) != 1);
        }
        let grade = grade(rules, &facts);
        let blocked = grade.missing.iter().any(super::Missing::blocks);
        prop_assert_eq!(grade.total.is_none(), blocked);
        prop_assert_eq!(grade.level.is_none(), blocked);
        prop_assert!(grade.so_far <= Points::MAX);
    }

    #[test]
    fn one_task_is_worth_what_whole_numbers_say(
        planned in 1..=Quantity::MAX.thousandths(),
        done in 0..=Quantity::MAX.thousandths(),
        (weight, faults, delays) in (1..=100_u8, 0..=99_u8, 0..=99_u8),
    ) {
        let rules = &SETS[0];
        let mut dice = Dice([].iter());
        let mut facts = dice.facts(rules);
        let quantity = |thousandths| Quantity::from_thousandths(thousandths).expect("within the limits");
        facts.tasks = vec![TaskFacts {
            weight,
            planned: quantity(planned),
            done: Some(quantity(done)),
            faults,
            delays,
            ..dice.task()
        }];
        // 70 × s × (1 + max(0, 1 − f/4) + max(0, 1 − l/4)) / 3, in hundredths, half up.
        let quarters = |count: u8| u128::from(4_u8.saturating_sub(count));
        let above = 7_000 * u128::from(done.min(planned)) * (4 + quarters(faults) + quarters(delays));
        let below = 12 * u128::from(planned);
        let expected = (2 * above + below) / (2 * below);
        let work = grade(rules, &facts).work.expect("everything is known");
        prop_assert_eq!(u128::try_from(work.hundredths()).expect("not below zero"), expected);
    }
}

#[test]
fn two_hundred_of_the_heaviest_and_largest_tasks_are_whole_and_a_thousandth_short_is_not_done() {
    let rules = &SETS[0];
    let mut facts = Dice([].iter()).facts(rules);
    let largest = TaskFacts {
        weight: 100,
        planned: Quantity::MAX,
        done: Some(Quantity::MAX),
        ..facts.tasks[0].clone()
    };
    facts.tasks = vec![largest; 200];
    assert_eq!(
        grade(rules, &facts).work.map(Points::hundredths),
        Some(7_000)
    );
    let short = Quantity::from_thousandths(Quantity::MAX.thousandths() - 1);
    facts.tasks[0].done = short.ok();
    let short = grade(rules, &facts);
    assert_eq!((short.counts.all, short.counts.done), (200, 199));
    assert_eq!(short.work.map(Points::hundredths), Some(7_000));
}
