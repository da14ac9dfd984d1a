//! Why an act does not hold, as a sentence for the person who did it: one for each reason.

use leptos::prelude::With;
use roviec_shared::{
    book::meeting::TallyFault,
    id::{ActRef, PersonId},
    refusal::Refusal,
    route::StepKind,
    trace::Conflict,
};

use crate::{deed, key, say, store::Store};

/// So many names stand in a sentence; of more, the number of the others.
const NAMES_MAX: usize = 5;

/// The sentence, with names as far as this device knows them. In a view it belongs into a closure, so
/// that it follows the language.
pub fn words(refusal: &Refusal, store: Store) -> String {
    use Refusal::*;
    let name = |person: &PersonId| name(store, person);
    match refusal {
        MonthNotOpened => say!("refusal.month_not_opened"),
        MonthOpened => say!("refusal.month_opened"),
        MonthClosed => say!("refusal.month_closed"),
        OtherBook => say!("refusal.other_book"),
        UnknownPerson { person } => say!("refusal.unknown_person", name = name(person)),
        KnownPerson { person } => say!("refusal.known_person", name = name(person)),
        NotRatedHere { person } => say!("refusal.not_rated_here", name = name(person)),
        UnknownTask { task } => match store.product_of(task) {
            Some(product) => say!("refusal.task_gone", product = product),
            None => say!("refusal.unknown_task"),
        },
        UnknownRules => say!("refusal.unknown_rules"),
        NotYours => say!("refusal.not_yours"),
        PostLost => say!("refusal.post_lost"),
        NotAsLeft => say!("refusal.not_as_left"),
        OwnRow => say!("refusal.own_row"),
        OnePerson => say!("refusal.one_person"),
        StepDue { due, person } => {
            say!("refusal.step_due", name = name(person), step = step(*due))
        }
        NotOnRoute { person } => say!("refusal.not_on_route", name = name(person)),
        Submitted => say!("refusal.submitted"),
        AlreadyDecided { person } => say!("refusal.already_decided", name = name(person)),
        MonthNotClosed => say!("refusal.month_not_closed"),
        NotAnnounced { person } => say!("refusal.not_announced", name = name(person)),
        UnknownCriterion { criterion } => say!(
            "refusal.unknown_criterion",
            criterion = criterion_name(store, criterion)
        ),
        PointsOutOfRange { criterion } => say!(
            "refusal.points_out_of_range",
            criterion = criterion_name(store, criterion)
        ),
        UnknownFact { fact } => say!(
            "refusal.unknown_fact",
            fact = store.fact_name(fact).unwrap_or_else(|| fact.clone())
        ),
        _ => words_of_entries(refusal, store),
    }
}

/// The reasons that lie in what was entered.
fn words_of_entries(refusal: &Refusal, store: Store) -> String {
    use Refusal::*;
    let name = |person: &PersonId| name(store, person);
    match refusal {
        ProductMissing => say!("refusal.product_missing"),
        QuantityZero => say!("refusal.quantity_zero"),
        WeightOutOfRange => say!("refusal.weight_out_of_range"),
        CountOutOfRange => say!("refusal.count_out_of_range"),
        TooManyTasks { person } => say!("refusal.too_many_tasks", name = name(person)),
        ReasonMissing => say!("refusal.reason_missing"),
        DocumentMissing => say!("refusal.document_missing"),
        TextTooLong => say!("refusal.text_too_long"),
        Empty => say!("refusal.empty"),
        Conflict(conflict) => words_of_conflict(conflict, store),
        RowsDiffer { people } => say!("refusal.rows_differ", names = names(store, people)),
        Tally { fault } => words_of_tally(*fault),
        VoteMode => say!("refusal.vote_mode"),
        MinutesSealed => say!("refusal.minutes_sealed"),
        MinutesOpen => say!("refusal.minutes_open"),
        MeetingIncomplete => say!("refusal.meeting_incomplete"),
        Unready { people } => say!("refusal.unready", names = names(store, people)),
        UnknownReason => say!("refusal.unknown_reason"),
        _ => words_of_answers(refusal, store),
    }
}

/// The reasons that lie in what went up, what was decided, and what an act rests on.
fn words_of_answers(refusal: &Refusal, store: Store) -> String {
    use Refusal::*;
    let name = |person: &PersonId| name(store, person);
    match refusal {
        NotTheSubmission => say!("refusal.not_the_submission"),
        AlreadyReceived => say!("refusal.already_received"),
        NotReceived => say!("refusal.not_received"),
        CapExceeded { given, allowed } => {
            say!("refusal.cap_exceeded", given = given, allowed = allowed)
        }
        BodyVote => say!("refusal.body_vote"),
        CollectiveFirst { people } => {
            say!("refusal.collective_first", names = names(store, people))
        }
        FactsUnanswered { people } => {
            say!("refusal.facts_unanswered", names = names(store, people))
        }
        NotTheTable { people } => say!("refusal.not_the_table", names = names(store, people)),
        NotTheConclusion { people } => {
            say!("refusal.not_the_conclusion", names = names(store, people))
        }
        UnknownConclusion => say!("refusal.unknown_conclusion"),
        UnknownRound => say!("refusal.unknown_round"),
        RoundOver => say!("refusal.round_over"),
        RoundOpen => say!("refusal.round_open"),
        UnknownAppeal { .. } => say!("refusal.unknown_appeal"),
        AppealUnanswered { person } => say!("refusal.appeal_unanswered", name = name(person)),
        RestsOn { act } => words_of_foundation(act, store),
        HeldTooLong => say!("refusal.held_too_long"),
        KeyRevoked => say!("refusal.key_revoked"),
        TargetIncomplete => say!("refusal.target_incomplete"),
        TargetZero => say!("refusal.target_zero"),
        TermBackward => say!("refusal.term_backward"),
        StartNotAbove => say!("refusal.start_not_above"),
        TooManyTargets => say!("refusal.too_many_targets"),
        UnknownTarget => say!("refusal.unknown_target"),
        TargetEnded => say!("refusal.target_ended"),
        TargetIsSum => say!("refusal.target_is_sum"),
        SourceMissing => say!("refusal.source_missing"),
        DayBeforeTerm => say!("refusal.day_before_term"),
        DayAhead => say!("refusal.day_ahead"),
        ImportDiffers { person } => say!("refusal.import_differs", name = name(person)),
        // Every other reason has its words above; a test goes through all of them.
        _ => say!("refusal.other", code = refusal.key()),
    }
}

fn words_of_tally(fault: TallyFault) -> String {
    match fault {
        TallyFault::PresentAboveEntitled => say!("refusal.tally.present_above_entitled"),
        TallyFault::BallotsAbovePresent => say!("refusal.tally.ballots_above_present"),
        TallyFault::NoQuorum => say!("refusal.tally.no_quorum"),
        TallyFault::NotTheList => say!("refusal.tally.not_the_list"),
        TallyFault::NoMajority => say!("refusal.tally.no_majority"),
    }
}

/// What was written twice, and by whom, where this device knows it.
fn words_of_conflict(conflict: &Conflict, store: Store) -> String {
    let (kind, about) = conflict
        .group
        .split_once('/')
        .unwrap_or((&conflict.group, ""));
    let what = say!(match kind {
        "plan" => key!("refusal.conflict.plan"),
        "report" => key!("refusal.conflict.report"),
        "review" => key!("refusal.conflict.review"),
        "score" => key!("refusal.conflict.score"),
        "facts" => key!("refusal.conflict.facts"),
        "proposal" => key!("refusal.conflict.proposal"),
        "group_vote" => key!("refusal.conflict.group_vote"),
        "vote" => key!("refusal.conflict.vote"),
        "attendance" => key!("refusal.conflict.attendance"),
        "meeting" => key!("refusal.conflict.meeting"),
        "target" => key!("refusal.conflict.target"),
        "reading" => key!("refusal.conflict.reading"),
        _ => key!("refusal.conflict.field"),
    });
    let about = about
        .parse::<PersonId>()
        .ok()
        .and_then(|person| store.name_of(&person))
        .or_else(|| store.product_of(&about.parse().ok()?));
    let what = match about {
        Some(about) => say!("refusal.conflict.about", what = what, about = about),
        None => what,
    };
    match store.author_of(&conflict.theirs).map(|by| name(store, &by)) {
        Some(who) => say!("refusal.conflict.by", what = what, who = who),
        None => say!("refusal.conflict.by_another", what = what),
    }
}

fn words_of_foundation(act: &ActRef, store: Store) -> String {
    let refused = store.refused.with(|refused| {
        refused
            .iter()
            .find(|refused| refused.name == *act)
            .map(|refused| deed::title(&refused.act))
    });
    match refused {
        Some(what) => say!("refusal.rests_on", what = what),
        None => say!("refusal.rests_on_other"),
    }
}

/// A step of a route in the middle of a sentence.
fn step(kind: StepKind) -> String {
    say!(match kind {
        StepKind::Score => key!("refusal.step.score"),
        StepKind::GroupVote => key!("refusal.step.group_vote"),
        StepKind::Propose => key!("refusal.step.propose"),
        StepKind::Vote => key!("refusal.step.vote"),
        StepKind::Opine => key!("refusal.step.opine"),
        StepKind::Submit => key!("refusal.step.submit"),
        StepKind::Compile => key!("refusal.step.compile"),
        StepKind::Decide => key!("refusal.step.decide"),
        StepKind::Announce => key!("refusal.step.announce"),
    })
}

fn criterion_name(store: Store, criterion: &str) -> String {
    store
        .criterion_name(criterion)
        .unwrap_or_else(|| criterion.to_owned())
}

fn name(store: Store, person: &PersonId) -> String {
    store
        .name_of(person)
        .unwrap_or_else(|| say!("refusal.someone"))
}

fn names(store: Store, people: &[PersonId]) -> String {
    let shown: Vec<String> = people
        .iter()
        .take(NAMES_MAX)
        .map(|person| name(store, person))
        .collect();
    match people.len().saturating_sub(NAMES_MAX) {
        0 => shown.join(", "),
        more => say!("refusal.and_more", names = shown.join(", "), n = more),
    }
}

#[cfg(test)]
mod tests;
