//! The level: the highest whose points and conditions hold, then the ceilings.

use super::{FactValue, Facts, Missing, Reason, TaskCounts};
use crate::{
    level::Level,
    points::{Percent, Points},
    rules::{Ceiling, Condition, FactId, Limit, RuleSet, Test},
};

/// The level that the points and conditions give and the ceilings leave, with every rule that moved it.
pub(super) fn level(
    rules: &RuleSet,
    facts: &Facts,
    total: Option<Points>,
    counts: &TaskCounts,
    missing: &mut Vec<Missing>,
) -> (Option<Level>, Vec<Reason>) {
    let limits = limits(rules, facts, counts, missing);
    let failing: Vec<(Level, &Condition)> = Level::ALL
        .into_iter()
        .flat_map(|level| {
            rules
                .conditions
                .of(level)
                .iter()
                .map(move |condition| (level, condition))
        })
        .filter(|(_, condition)| !condition.only_strict || rules.strict_completed)
        .filter(|(_, condition)| !holds(&condition.test, facts, counts, missing))
        .collect();
    let Some(total) = total else {
        return (None, Vec::new());
    };
    let reached = rules.thresholds.reached(total);
    let earned = Level::ALL
        .into_iter()
        .find(|level| *level <= reached && failing.iter().all(|(of, _)| of != level))
        .unwrap_or(Level::NotCompleted);
    let left = limits.iter().map(|(max, _)| *max).fold(earned, Level::min);
    let mut reasons = vec![Reason::Points { reached }];
    reasons.extend(
        failing
            .into_iter()
            .filter(|(level, _)| *level <= reached && *level > earned)
            .map(|(level, condition)| Reason::Condition {
                level,
                rule: condition.id.clone(),
            }),
    );
    reasons.extend(
        limits
            .into_iter()
            // One that leaves just what the conditions leave holds it down with them.
            .filter(|(max, _)| *max < reached && *max <= earned)
            .map(|(max, ceiling)| Reason::Ceiling {
                rule: ceiling.id.clone(),
                max,
            }),
    );
    (Some(left), reasons)
}

/// Whether a condition is met. A fact that nobody stated does not stand against a person; it is listed.
fn holds(test: &Test, facts: &Facts, counts: &TaskCounts, missing: &mut Vec<Missing>) -> bool {
    match test {
        Test::EveryTaskDone => counts.done == counts.all,
        Test::EveryTaskOnTime => counts.on_time == counts.all,
        Test::EveryTaskOfQuality => counts.of_quality == counts.all,
        Test::ExceededAtLeast { percent } => {
            u64::from(counts.exceeded) * 100 >= share(*percent, counts.all)
        }
        Test::LateAtMost { percent } => {
            u64::from(counts.all - counts.on_time) * 100 <= share(*percent, counts.all)
        }
        // Where nobody scored it there are no points yet, and it is listed by its group.
        Test::CriterionAtLeast { criterion, points } => facts
            .criteria
            .get(criterion.as_str())
            .is_none_or(|scored| scored.points >= *points),
        Test::FactIsNo { fact } => match facts.facts.get(fact.as_str()) {
            Some(FactValue::Holds) => false,
            Some(_) => true,
            None => {
                not_known(fact, missing);
                true
            }
        },
    }
}

fn share(percent: Percent, of: u32) -> u64 {
    u64::from(percent.whole()) * u64::from(of)
}

fn not_known(fact: &FactId, missing: &mut Vec<Missing>) {
    missing.push(Missing::Limit { fact: fact.clone() });
}

/// The ceilings that are brought about, each with the highest level that it leaves.
fn limits<'r>(
    rules: &'r RuleSet,
    facts: &Facts,
    counts: &TaskCounts,
    missing: &mut Vec<Missing>,
) -> Vec<(Level, &'r Ceiling)> {
    rules
        .ceilings
        .iter()
        .filter(|ceiling| ceiling.who.covers(facts.leads, facts.heads))
        .filter_map(|ceiling| Some((max_of(&ceiling.limit, facts, counts, missing)?, ceiling)))
        .collect()
}

fn max_of(
    limit: &Limit,
    facts: &Facts,
    counts: &TaskCounts,
    missing: &mut Vec<Missing>,
) -> Option<Level> {
    let value = limit.fact().map(|fact| {
        let value = facts.facts.get(fact.as_str()).copied();
        if value.is_none() {
            not_known(fact, missing);
        }
        value
    });
    match (limit, value.flatten()) {
        (Limit::TasksNotDoneAbove { percent, max }, _) => {
            let not_done = u64::from(counts.all - counts.done) * 100;
            (not_done > share(*percent, counts.all)).then_some(*max)
        }
        (Limit::Fact { max, .. }, Some(FactValue::Holds)) => Some(*max),
        (Limit::ShareAbove { percent, max, .. }, Some(FactValue::Share { part, of })) => {
            (of > 0 && u64::from(part) * 100 > share(*percent, of)).then_some(*max)
        }
        (Limit::ShareBelow { percent, max, .. }, Some(FactValue::Share { part, of })) => {
            (of > 0 && u64::from(part) * 100 < share(*percent, of)).then_some(*max)
        }
        (Limit::NotAbove { .. }, Some(FactValue::Level(level))) => Some(level),
        _ => None,
    }
}
