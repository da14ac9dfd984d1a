//! Every reason has a sentence of its own; that both languages have it is `locale`'s to test.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;

use leptos::prelude::{Owner, Set};
use roviec_shared::month::Day;

use super::*;

/// A new reason stops the build here: it belongs into `every` below, and into the words.
fn is_listed(refusal: &Refusal) -> bool {
    use Refusal::*;
    match refusal {
        MonthNotOpened
        | MonthOpened
        | MonthClosed
        | OtherBook
        | UnknownPerson { .. }
        | KnownPerson { .. }
        | NotRatedHere { .. }
        | UnknownTask { .. }
        | UnknownRules
        | NotYours
        | PostLost
        | NotAsLeft
        | OwnRow
        | OnePerson
        | StepDue { .. }
        | NotOnRoute { .. }
        | Submitted
        | AlreadyDecided { .. }
        | MonthNotClosed
        | FactsUnanswered { .. }
        | CollectiveFirst { .. }
        | UnknownReason
        | NotAnnounced { .. }
        | UnknownCriterion { .. }
        | PointsOutOfRange { .. }
        | UnknownFact { .. }
        | ProductMissing
        | QuantityZero
        | WeightOutOfRange
        | CountOutOfRange
        | TooManyTasks { .. }
        | ReasonMissing
        | DocumentMissing
        | TextTooLong
        | Empty
        | Conflict(_)
        | RowsDiffer { .. }
        | Tally { .. }
        | VoteMode
        | MinutesSealed
        | MinutesOpen
        | MeetingIncomplete
        | Unready { .. }
        | NotTheSubmission
        | UnknownRound
        | RoundOver
        | RoundOpen
        | AlreadyReceived
        | NotReceived
        | CapExceeded { .. }
        | BodyVote
        | NotTheTable { .. }
        | NotTheConclusion { .. }
        | UnknownConclusion
        | UnknownAppeal { .. }
        | AppealUnanswered { .. }
        | RestsOn { .. }
        | HeldTooLong
        | KeyRevoked
        | TargetIncomplete
        | TargetZero
        | TermBackward
        | StartNotAbove
        | TooManyTargets
        | UnknownTarget
        | TargetEnded
        | TargetIsSum
        | SourceMissing
        | DayBeforeTerm
        | DayAhead
        | ImportDiffers { .. } => true,
    }
}

fn every() -> Vec<Refusal> {
    use Refusal::*;
    let person: PersonId = "p1".parse().unwrap();
    let people = vec![person.clone()];
    let act: ActRef = "abc.1".parse().unwrap();
    let criterion = "ethics".to_owned();
    let mut all = vec![
        TargetIncomplete,
        TargetZero,
        TermBackward,
        StartNotAbove,
        TooManyTargets,
        UnknownTarget,
        TargetEnded,
        TargetIsSum,
        SourceMissing,
        DayBeforeTerm,
        DayAhead,
        MonthNotOpened,
        MonthOpened,
        MonthClosed,
        OtherBook,
        UnknownRules,
        NotYours,
        PostLost,
        NotAsLeft,
        OwnRow,
        OnePerson,
        Submitted,
        ProductMissing,
        QuantityZero,
        WeightOutOfRange,
        CountOutOfRange,
        ReasonMissing,
        DocumentMissing,
        TextTooLong,
        Empty,
        VoteMode,
        MinutesSealed,
        MinutesOpen,
        MeetingIncomplete,
        NotTheSubmission,
        UnknownRound,
        RoundOver,
        RoundOpen,
        AlreadyReceived,
        NotReceived,
        BodyVote,
        UnknownConclusion,
        HeldTooLong,
        KeyRevoked,
        UnknownPerson {
            person: person.clone(),
        },
        KnownPerson {
            person: person.clone(),
        },
        NotRatedHere {
            person: person.clone(),
        },
        NotOnRoute {
            person: person.clone(),
        },
        AlreadyDecided {
            person: person.clone(),
        },
        MonthNotClosed,
        UnknownReason,
        FactsUnanswered {
            people: people.clone(),
        },
        CollectiveFirst {
            people: people.clone(),
        },
        NotAnnounced {
            person: person.clone(),
        },
        TooManyTasks {
            person: person.clone(),
        },
        AppealUnanswered {
            person: person.clone(),
        },
        ImportDiffers {
            person: person.clone(),
        },
        UnknownTask { task: act.task() },
        UnknownCriterion {
            criterion: criterion.clone(),
        },
        PointsOutOfRange {
            criterion: criterion.clone(),
        },
        UnknownFact { fact: criterion },
        RowsDiffer {
            people: people.clone(),
        },
        Unready {
            people: people.clone(),
        },
        NotTheTable {
            people: people.clone(),
        },
        NotTheConclusion { people },
        CapExceeded {
            given: 3,
            allowed: 2,
        },
        UnknownAppeal {
            appeal: act.clone(),
        },
        RestsOn { act: act.clone() },
    ];
    for due in [
        StepKind::Score,
        StepKind::GroupVote,
        StepKind::Propose,
        StepKind::Vote,
        StepKind::Opine,
        StepKind::Submit,
        StepKind::Compile,
        StepKind::Decide,
        StepKind::Announce,
    ] {
        all.push(StepDue {
            due,
            person: person.clone(),
        });
    }
    for fault in [
        TallyFault::PresentAboveEntitled,
        TallyFault::BallotsAbovePresent,
        TallyFault::NoQuorum,
        TallyFault::NotTheList,
        TallyFault::NoMajority,
    ] {
        all.push(Tally { fault });
    }
    for group in [
        "plan/abc.1.0",
        "report/abc.1.0",
        "review/abc.1.0",
        "score/p1",
        "facts/p1",
        "proposal/p1",
        "vote/p1",
        "attendance/p1",
        "meeting",
        "new/p1",
    ] {
        all.push(Conflict(roviec_shared::trace::Conflict {
            group: group.to_owned(),
            field: "level".to_owned(),
            theirs: act.clone(),
        }));
    }
    all
}

#[test]
fn every_reason_has_a_sentence_of_its_own() {
    let owner = Owner::new();
    owner.with(|| {
        let store = Store::provide("2026-11-24".parse::<Day>().unwrap());
        let mut seen = BTreeSet::new();
        for refusal in every() {
            assert!(is_listed(&refusal));
            let sentence = words(&refusal, store);
            assert!(!sentence.contains("refusal."), "{refusal:?}: {sentence}");
            assert!(!sentence.contains('{'), "{refusal:?}: {sentence}");
            assert_ne!(sentence, say!("refusal.other", code = refusal.key()));
            assert!(seen.insert(sentence.clone()), "said twice: {sentence}");
        }
    });
}

#[test]
fn many_names_end_in_a_number() {
    let owner = Owner::new();
    owner.with(|| {
        let store = Store::provide("2026-11-24".parse::<Day>().unwrap());
        let known: Vec<PersonId> = (1..=7).map(|n| format!("p{n}").parse().unwrap()).collect();
        store.names.set(std::sync::Arc::new(
            known.iter().map(|p| (p.clone(), p.to_string())).collect(),
        ));
        let sentence = words(&Refusal::Unready { people: known }, store);
        assert!(sentence.contains("p1, p2, p3, p4, p5"), "{sentence}");
        assert!(!sentence.contains("p6"), "{sentence}");
        assert!(sentence.contains('2'), "{sentence}");
    });
}
