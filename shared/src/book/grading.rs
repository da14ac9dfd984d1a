//! From a record to what the rules say of it: the *system's* grade, computed from the last confirmed
//! facts. Per criterion the proposer's points, else the self-score; per task the confirmed result,
//! else the reported one.

use super::{Record, sheet::Proposal, submission::Row};
use crate::{
    grade::{FactValue, Facts, Grade, Scored, TaskFacts, grade},
    points::Points,
    rules::RuleSet,
};

/// What `grade` is to judge, as the record has it now; with `proposal` in place of the record's own
/// where one is about to be made.
pub fn facts_of(rules: &RuleSet, record: &Record, proposal: Option<&Proposal>) -> Facts {
    let proposal = proposal.or_else(|| record.stage.proposal());
    let mut facts = Facts {
        leader: record.enrolled.leads,
        ..Facts::default()
    };
    if let Some(score) = record.stage.score() {
        for (id, points) in &score.criteria {
            facts.criteria.insert(
                id.clone(),
                Scored {
                    points: *points,
                    confirmed: false,
                },
            );
        }
    }
    if let Some(proposal) = proposal {
        for (id, points) in &proposal.criteria {
            facts.criteria.insert(
                id.clone(),
                Scored {
                    points: *points,
                    confirmed: true,
                },
            );
        }
    }
    for (_, task) in record.live_tasks() {
        facts.tasks.push(TaskFacts {
            weight: task.plan.weight,
            planned: task.plan.quantity,
            done: task.done(),
            faults: task.faults(),
            delays: task.delays(),
            above: task.is_above(),
            confirmed: task.is_confirmed(),
            unplanned: task.plan.unplanned,
        });
    }
    for id in rules.fact_ids() {
        // A limiting fact that nobody has stated does not hold until it is stated; the board's
        // compilation asks for the answers.
        let value = match record.facts.get(id) {
            Some(fact) if fact.holds => FactValue::Holds,
            Some(_) => FactValue::No,
            None => FactValue::NotStated,
        };
        facts.facts.insert(id.to_owned(), value);
    }
    facts
}

/// The system's grade of a record.
pub fn grade_of(rules: &RuleSet, record: &Record, proposal: Option<&Proposal>) -> Grade {
    grade(rules, &facts_of(rules, record, proposal))
}

/// The line of the table for a record; none while no level is agreed or proposed.
pub fn row(rules: &RuleSet, record: &Record) -> Option<Row> {
    let proposed = match (record.stage.vote(), record.stage.proposal()) {
        (Some(vote), _) => vote.outcome.clone(),
        (None, Some(proposal)) => proposal.outcome.clone()?,
        (None, None) => return None,
    };
    let grade = grade_of(rules, record, None);
    let reason = match (record.stage.vote(), record.stage.proposal()) {
        (Some(vote), _) if !vote.reason.trim().is_empty() => vote.reason.clone(),
        (_, Some(proposal)) => proposal.reason.clone().unwrap_or_default(),
        _ => String::new(),
    };
    let zero = Points::default();
    Some(Row {
        name: record.enrolled.name.clone(),
        post: record.enrolled.post.clone(),
        general: grade.general.unwrap_or(zero),
        work: grade.work.unwrap_or(zero),
        total: grade.total.unwrap_or(zero),
        own: record.stage.score().and_then(|score| score.level),
        system: grade.level,
        proposed,
        reason,
    })
}
