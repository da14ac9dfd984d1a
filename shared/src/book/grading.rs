//! From a record to what the rules say of it: the *system's* grade, computed from the last confirmed
//! facts. Per criterion the proposer's points, else the self-score; per task the confirmed result,
//! else the reported one.

use super::{Book, Record, sheet::Proposal, submission::Row};
use crate::{
    grade::{DIFFICULTY_ORDINARY, FactValue, Facts, Grade, Scored, TaskFacts, grade},
    level::Outcome,
    points::Percent,
    rules::{FactDefinition, FactId, FactKind, GivenBy, Limit, RuleSet},
};

/// What `grade` is to judge, as the record has it now in this month of the book's; with `proposal` in place of
/// the record's own where one is about to be made. Of a head, the unit that is rated as a whole in the same book
/// says the rest.
pub fn facts_of(
    rules: &RuleSet,
    book: &Book,
    record: &Record,
    proposal: Option<&Proposal>,
) -> Facts {
    let proposal = proposal.or_else(|| record.stage.proposal());
    let enrolled = &record.enrolled;
    let mut facts = Facts {
        leads: enrolled.leads,
        heads: enrolled.is_head(),
        ..Facts::default()
    };
    let own = record.stage.score().map(|score| (&score.criteria, false));
    let proposed = proposal.map(|proposal| (&proposal.criteria, true));
    // The proposer's points stand in the place of the person's own.
    for (criteria, confirmed) in own.into_iter().chain(proposed) {
        for (id, points) in criteria {
            let points = *points;
            facts
                .criteria
                .insert(id.clone(), Scored { points, confirmed });
        }
    }
    let month = book.id.month;
    let collective = book.collective_of(record);
    // The leaders' formula is over the tasks of the unit as a whole, where it has some (Nghị định 335/2025).
    let of_unit = collective.filter(|unit| {
        rules.asks_leaders() && facts.is_leader() && unit.live_tasks().next().is_some()
    });
    for (_, task) in of_unit.unwrap_or(record).live_tasks() {
        facts.tasks.push(TaskFacts {
            weight: task.plan.weight,
            planned: task.plan.quantity,
            done: task.done(),
            faults: task.faults(),
            delays: task.delays(month.last_day()),
            above: task.is_above(),
            confirmed: task.is_confirmed(),
            unplanned: task.plan.unplanned,
            days_late: task.days_late(month.last_day(), &rules.calendar.holidays),
            difficulty: DIFFICULTY_ORDINARY,
            part: Percent::WHOLE,
        });
    }
    for definition in &rules.facts {
        let stated = record.facts.get(definition.id.as_str());
        let value = match (definition.kind, stated) {
            (FactKind::YesNo, Some(fact)) if fact.holds => Some(FactValue::Holds),
            (FactKind::YesNo, Some(_)) => Some(FactValue::No),
            (FactKind::Percent, Some(fact)) => fact.percent.map(FactValue::Percent),
            (FactKind::Share, Some(fact)) => fact.share.map(|share| FactValue::Share {
                part: share.part,
                of: share.of,
            }),
            // Nobody stands below an official who heads nothing.
            (FactKind::Share, None)
                if definition.given_by == GivenBy::Books
                    && !facts.heads
                    && rules.is_about_staff(&definition.id) =>
            {
                Some(FactValue::Share { part: 0, of: 0 })
            }
            (FactKind::Level | FactKind::Share, None) => {
                collective.and_then(|unit| said_by_unit(rules, unit, &definition.id))
            }
            _ => None,
        };
        if let Some(value) = value {
            facts.facts.insert(definition.id.to_string(), value);
        }
    }
    facts
}

/// What the unit as a whole says of its head: its decided level, which theirs does not exceed, and how many of
/// its tasks are done.
fn said_by_unit(rules: &RuleSet, unit: &Record, fact: &FactId) -> Option<FactValue> {
    rules
        .ceilings
        .iter()
        .find_map(|ceiling| match &ceiling.limit {
            Limit::NotAbove { fact: asked } if asked == fact => {
                let outcome = &unit.decision()?.decided.outcome;
                outcome.level().map(FactValue::Level)
            }
            Limit::ShareBelow { fact: asked, .. } if asked == fact => {
                let (mut part, mut of) = (0, 0);
                for (_, task) in unit.live_tasks() {
                    of += 1;
                    part += u32::from(task.is_done());
                }
                Some(FactValue::Share { part, of })
            }
            _ => None,
        })
}

/// The system's grade of a record of the book.
pub fn grade_of(
    rules: &RuleSet,
    book: &Book,
    record: &Record,
    proposal: Option<&Proposal>,
) -> Grade {
    grade(rules, &facts_of(rules, book, record, proposal))
}

/// The facts that limit a level and that nobody has answered for this person: whoever answers for them
/// says yes or no each month, before the table is concluded on.
pub fn unanswered<'r>(rules: &'r RuleSet, record: &Record) -> Vec<&'r FactDefinition> {
    rules
        .facts
        .iter()
        .filter(|fact| fact.given_by == GivenBy::Inspection)
        .filter(|fact| !record.facts.contains_key(fact.id.as_str()))
        .collect()
}

/// The line of the table for a record that is decided: an imported one was proposed nowhere here, and what
/// was decided stands for it.
pub fn decided_row(rules: &RuleSet, book: &Book, record: &Record) -> Option<Row> {
    let decided = record.decision()?.decided.clone();
    row(rules, book, record).or_else(|| {
        let reason = decided.reason;
        Some(row_with(rules, book, record, decided.outcome, reason))
    })
}

/// The line of the table for a record; none while no level is agreed or proposed.
pub fn row(rules: &RuleSet, book: &Book, record: &Record) -> Option<Row> {
    let proposed = match (record.stage.vote(), record.stage.proposal()) {
        (Some(vote), _) => vote.outcome.clone(),
        (None, Some(proposal)) => proposal.outcome.clone()?,
        (None, None) => return None,
    };
    let agreed = record.stage.vote().map(|vote| vote.reason.as_str());
    let reason = record.stage.reason_or_proposed(agreed.unwrap_or_default());
    let reason = reason.to_owned();
    Some(row_with(rules, book, record, proposed, reason))
}

fn row_with(
    rules: &RuleSet,
    book: &Book,
    record: &Record,
    proposed: Outcome,
    reason: String,
) -> Row {
    let grade = grade_of(rules, book, record, None);
    Row {
        name: record.enrolled.name.clone(),
        post: record.enrolled.post.clone(),
        general: grade.general,
        work: grade.work,
        total: grade.total,
        own: record.stage.score().and_then(|score| score.level),
        system: grade.level,
        proposed,
        reason,
    }
}
