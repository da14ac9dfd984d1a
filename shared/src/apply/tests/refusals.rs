//! Every reason for refusing an act, provoked at least once.

use std::collections::BTreeSet;

use super::{
    Doing, by, check_in,
    deeds::{self, day, one},
    month::{At, GUEST, Month, enrolled, id},
};
use crate::{
    act::{Act, Authored, Because, Deed, HandOver, TaskChange},
    apply::{Context, Others, apply},
    book::{
        Imported, ImportedDecision, ImportedTask, PlaceInTree,
        meeting::{MeetingNotes, Tally, TallyFault, VoteMode},
        sheet::Decided,
    },
    id::TaskId,
    level::{Level, Outcome},
    organisation::UnitKind,
    points::Quantity,
    refusal::Refusal,
    route::StepKind,
    task::{PlanChange, Review, TASKS_MAX},
};

/// Where it is provoked: a new reason stops the build here, and belongs into a table below.
fn is_apply_s(refusal: &Refusal) -> bool {
    use Refusal::*;
    match refusal {
        // Acts that wait for others, keys: the server's half of sync.
        RestsOn { .. } | HeldTooLong | KeyRevoked | NotAsLeft => false,
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
        | OwnRow
        | OnePerson
        | StepDue { .. }
        | NotOnRoute { .. }
        | Submitted
        | AlreadyDecided { .. }
        | MonthNotClosed
        | NotAnnounced { .. }
        | UnknownCriterion { .. }
        | PointsOutOfRange { .. }
        | UnknownFact { .. }
        | FactsUnanswered { .. }
        | CollectiveFirst { .. }
        | UnknownReason
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
        | AlreadyReceived
        | NotReceived
        | CapExceeded { .. }
        | BodyVote
        | NotTheTable { .. }
        | NotTheConclusion { .. }
        | UnknownConclusion
        | UnknownRound
        | RoundOver
        | RoundOpen
        | PostLost
        | UnknownAppeal { .. }
        | AppealUnanswered { .. }
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

/// How many of them [`apply`](crate::apply::apply) gives.
const REASONS: usize = 67;
/// Those that have tests of their own, where what leads to them is told in full.
const ELSEWHERE: [&str; 35] = [
    "already_received",
    "appeal_unanswered",
    "body_vote",
    "cap_exceeded",
    "collective_first",
    "conflict",
    "day_ahead",
    "day_before_term",
    "facts_unanswered",
    "import_differs",
    "month_not_closed",
    "not_on_route",
    "not_the_conclusion",
    "not_the_submission",
    "not_the_table",
    "not_received",
    "other_book",
    "post_lost",
    "round_open",
    "round_over",
    "rows_differ",
    "source_missing",
    "start_not_above",
    "target_ended",
    "target_incomplete",
    "target_is_sum",
    "target_zero",
    "term_backward",
    "too_many_targets",
    "unknown_appeal",
    "unknown_conclusion",
    "unknown_reason",
    "unknown_round",
    "unknown_target",
    "vote_mode",
];

fn text(letters: usize) -> String {
    "ệ".repeat(letters)
}

fn assign_plan(change: impl Fn(&mut crate::task::Plan)) -> impl Fn(&Month) -> Deed {
    let mut plan = deeds::a_plan("Vận động hộ hiến đất");
    change(&mut plan);
    deeds::assign("an", vec![plan])
}

fn tally(change: impl Fn(&mut Tally) + 'static) -> impl Fn(&Month) -> Deed {
    deeds::voted("an", move |_, vote| {
        vote.mode = VoteMode::ByHand;
        vote.tally.votes.insert(Level::Good, vote.tally.present);
        change(&mut vote.tally);
    })
}

fn on_plan() -> Vec<(At, Doing, Refusal)> {
    let no_such = |_: &Month| Deed::CancelTask {
        task: "nobody.1.0".parse::<TaskId>().expect("an id"),
        people: one(
            "an",
            Because {
                reason: "Thừa".to_owned(),
            },
        ),
    };
    let to_self = |month: &Month| Deed::HandOverTask {
        task: deeds::task(month, "an", 0),
        people: one(
            "an",
            HandOver {
                to: id("an"),
                reason: "Nhầm".to_owned(),
            },
        ),
    };
    let to_guest = |month: &Month| Deed::HandOverTask {
        task: deeds::task(month, "an", 0),
        people: one(
            "an",
            HandOver {
                to: id(GUEST),
                reason: "Bận".to_owned(),
            },
        ),
    };
    let unexplained = |month: &Month| Deed::ChangeTask {
        task: deeds::task(month, "an", 0),
        people: one(
            "an",
            TaskChange {
                plan: PlanChange::default(),
                reason: " ".to_owned(),
            },
        ),
    };
    let many = |_: &Month| Deed::Assign {
        people: one("an", vec![deeds::a_plan("Thu quỹ đường"); TASKS_MAX - 1]),
    };
    let faults = Review {
        faults: Some(100),
        ..Review::default()
    };
    vec![
        (
            At::Opened,
            by("sec", assign_plan(|plan| plan.product = " ".to_owned())),
            Refusal::ProductMissing,
        ),
        (
            At::Opened,
            by("sec", assign_plan(|plan| plan.quantity = Quantity::ZERO)),
            Refusal::QuantityZero,
        ),
        (
            At::Opened,
            by("sec", assign_plan(|plan| plan.weight = 0)),
            Refusal::WeightOutOfRange,
        ),
        (
            At::Opened,
            by("sec", assign_plan(|plan| plan.weight = 101)),
            Refusal::WeightOutOfRange,
        ),
        (
            At::Opened,
            by("sec", assign_plan(|plan| plan.product = text(4001))),
            Refusal::TextTooLong,
        ),
        (
            At::Opened,
            by("sec", deeds::assign("an", Vec::new())),
            Refusal::Empty,
        ),
        (
            At::Opened,
            by(
                "an",
                deeds::assign("an", vec![deeds::a_plan("Thu quỹ đường")]),
            ),
            Refusal::NotYours,
        ),
        (
            At::Planned,
            by("sec", many),
            Refusal::TooManyTasks { person: id("an") },
        ),
        (
            At::Planned,
            by("sec", no_such),
            Refusal::UnknownTask {
                task: "nobody.1.0".parse().expect("an id"),
            },
        ),
        (At::Planned, by("sec", to_self), Refusal::Empty),
        (
            At::Planned,
            by("sec", to_guest),
            Refusal::NotRatedHere { person: id(GUEST) },
        ),
        (At::Planned, by("sec", unexplained), Refusal::ReasonMissing),
        (
            At::Planned,
            by("sec", deeds::reviewed(faults, "an", 0)),
            Refusal::CountOutOfRange,
        ),
        (
            At::Planned,
            by("sec", deeds::reviewed(Review::default(), "an", 0)),
            Refusal::Empty,
        ),
        (
            At::Submitted,
            by(
                "sec",
                deeds::assign("an", vec![deeds::a_plan("Thu quỹ đường")]),
            ),
            Refusal::Submitted,
        ),
        (
            At::Decided,
            by("an", deeds::report("an", 0, "10")),
            Refusal::AlreadyDecided { person: id("an") },
        ),
    ]
}

fn on_rating() -> Vec<(At, Doing, Refusal)> {
    let two = |month: &Month| Deed::Score {
        people: ["an", "binh"]
            .map(|person| {
                (
                    id(person),
                    month
                        .record(person)
                        .stage
                        .score()
                        .cloned()
                        .unwrap_or_default(),
                )
            })
            .into(),
    };
    let nobody = |_: &Month| Deed::Score {
        people: Default::default(),
    };
    let no_criterion = Refusal::UnknownCriterion {
        criterion: "courage".to_owned(),
    };
    let too_many = Refusal::PointsOutOfRange {
        criterion: "ethics".to_owned(),
    };
    let no_fact = Refusal::UnknownFact {
        fact: "tall".to_owned(),
    };
    vec![
        (
            At::Opened,
            by("an", deeds::scored("an", "courage", "5")),
            no_criterion,
        ),
        (
            At::Opened,
            by("an", deeds::scored("an", "ethics", "10.01")),
            too_many,
        ),
        (At::Opened, by("sec", two), Refusal::OnePerson),
        (At::Opened, by("sec", nobody), Refusal::OnePerson),
        (
            At::Opened,
            by("sec", deeds::scored("nobody", "ethics", "5")),
            Refusal::UnknownPerson {
                person: id("nobody"),
            },
        ),
        (
            At::Opened,
            by("sec", deeds::scored(GUEST, "ethics", "5")),
            Refusal::NotRatedHere { person: id(GUEST) },
        ),
        (
            At::Opened,
            by("inspector", deeds::fact("an", "tall", deeds::no())),
            no_fact,
        ),
        (
            At::Opened,
            by(
                "inspector",
                deeds::fact("an", "disciplined", deeds::holds(" ")),
            ),
            Refusal::DocumentMissing,
        ),
        (
            At::Opened,
            by("sec", deeds::fact("an", "disciplined", deeds::no())),
            Refusal::NotYours,
        ),
        (
            At::Scored,
            by("sec", deeds::propose("sec")),
            Refusal::OwnRow,
        ),
        (
            At::Scored,
            by("an", deeds::propose("binh")),
            Refusal::NotYours,
        ),
        (
            At::Scored,
            by(
                "sec",
                deeds::proposed("an", Some(Outcome::Level(Level::Excellent)), " "),
            ),
            Refusal::ReasonMissing,
        ),
    ]
}

fn on_meeting() -> Vec<(At, Doing, Refusal)> {
    let fault = |fault| Refusal::Tally { fault };
    let due = Refusal::StepDue {
        due: StepKind::Vote,
        person: id("an"),
    };
    let good = Outcome::Level(Level::Good);
    let unseal = |reason: &'static str| {
        move |_: &Month| Deed::UnsealMinutes {
            reason: reason.to_owned(),
        }
    };
    let seal_two = |_: &Month| Deed::SealMinutes {
        people: one("an", String::new()),
    };
    vec![
        (
            At::Proposed,
            by("sec", deeds::vote("an")),
            fault(TallyFault::NoQuorum),
        ),
        (
            At::Convened,
            by("sec", tally(|tally| tally.present = 7)),
            fault(TallyFault::PresentAboveEntitled),
        ),
        (
            At::Convened,
            by("sec", tally(|tally| tally.blank = 1)),
            fault(TallyFault::BallotsAbovePresent),
        ),
        (
            At::Convened,
            by(
                "sec",
                tally(|tally| {
                    tally.present = 5;
                    tally.votes.clear();
                }),
            ),
            fault(TallyFault::NotTheList),
        ),
        (
            At::Convened,
            by(
                "sec",
                tally(|tally| {
                    tally.votes.insert(Level::Good, 3);
                }),
            ),
            fault(TallyFault::NoMajority),
        ),
        (
            At::Convened,
            by("sec", deeds::seal()),
            Refusal::Unready { people: everyone() },
        ),
        (
            At::Proposed,
            by("sec", seal_two),
            Refusal::MeetingIncomplete,
        ),
        (
            At::Sealed,
            by("sec", deeds::vote("an")),
            Refusal::MinutesSealed,
        ),
        (
            At::Sealed,
            by("sec", deeds::convene()),
            Refusal::MinutesSealed,
        ),
        (At::Voted, by("sec", unseal("Sửa")), Refusal::MinutesOpen),
        (At::Sealed, by("sec", unseal("")), Refusal::ReasonMissing),
        (At::Voted, by("sec", deeds::submit()), Refusal::MinutesOpen),
        (
            At::Proposed,
            by("sec", deeds::submit()),
            Refusal::Unready { people: everyone() },
        ),
        (
            At::Submitted,
            by("sec", deeds::convene()),
            Refusal::Submitted,
        ),
        (
            At::Submitted,
            by(
                "sec",
                deeds::voted("an", move |_, vote| vote.outcome = good.clone()),
            ),
            Refusal::Submitted,
        ),
        (
            At::Scored,
            by("chair", early_decision),
            Refusal::StepDue {
                due: StepKind::Vote,
                person: id("an"),
            },
        ),
        (
            At::Scored,
            by("sec", |_: &Month| Deed::Convene {
                notes: MeetingNotes::default(),
            }),
            Refusal::Empty,
        ),
        (
            At::Scored,
            by("sec", |_: &Month| Deed::Attend {
                people: Default::default(),
            }),
            Refusal::Empty,
        ),
        (At::Convened, by("chair", early_decision), due),
    ]
}

fn everyone() -> Vec<crate::id::PersonId> {
    [
        "an", "binh", "chi", "com", "cu", "dep", "dung", "moi", "sec",
    ]
    .map(id)
    .to_vec()
}

/// The chair decides before anybody met.
fn early_decision(_: &Month) -> Deed {
    let decided = Decided {
        outcome: Outcome::Level(Level::Good),
        reason: String::new(),
    };
    Deed::Decide {
        conclusion: None,
        document: "1".to_owned(),
        day: day("2026-11-03"),
        people: one(
            "an",
            crate::act::DecidedOn {
                decided,
                row: String::new(),
            },
        ),
    }
}

fn on_month() -> Vec<(At, Doing, Refusal)> {
    let place = || PlaceInTree {
        kind: UnitKind::Cell,
        name: "Chi bộ".to_owned(),
        above: Default::default(),
    };
    let rules = "dang-vien-chi-bo-thon";
    let open = move |_: &Month| Deed::OpenMonth {
        place: place(),
        people: Default::default(),
    };
    let open_with = move |_: &Month| Deed::OpenMonth {
        place: place(),
        people: one("an", enrolled("an", "made-up")),
    };
    let join = move |person: &'static str, rules: &'static str, document: &'static str| {
        move |_: &Month| Deed::Join {
            people: one(person, enrolled(person, rules)),
            day: day("2026-10-12"),
            document: document.to_owned(),
        }
    };
    vec![
        (
            At::Nowhere,
            by("sec", |_: &Month| Deed::Convene {
                notes: MeetingNotes::default(),
            }),
            Refusal::MonthNotOpened,
        ),
        (At::Nowhere, by("", open_with), Refusal::UnknownRules),
        (At::Opened, by("", open), Refusal::MonthOpened),
        (At::Opened, by("sec", open), Refusal::NotYours),
        (
            At::Opened,
            by("", |_: &Month| Deed::Convene {
                notes: MeetingNotes::default(),
            }),
            Refusal::NotYours,
        ),
        (
            At::Opened,
            by("sec", join("an", rules, "Giấy số 7")),
            Refusal::KnownPerson { person: id("an") },
        ),
        (
            At::Opened,
            by("sec", join("new", rules, " ")),
            Refusal::DocumentMissing,
        ),
        (
            At::Opened,
            by("sec", join("new", "made-up", "Giấy số 7")),
            Refusal::UnknownRules,
        ),
        (
            At::Closed,
            by("sec", join("new", rules, "Giấy số 7")),
            Refusal::MonthClosed,
        ),
        (
            At::Decided,
            by("office", deeds::close()),
            Refusal::NotAnnounced { person: id("an") },
        ),
    ]
}

#[test]
fn every_reason_is_given_where_it_holds() {
    let mut given: BTreeSet<String> = ELSEWHERE.map(str::to_owned).into();
    let tables = [on_plan(), on_rating(), on_meeting(), on_month()];
    for (at, doing, why) in tables.into_iter().flatten() {
        given.insert(why.key());
        assert!(is_apply_s(&why));
        check_in(Month::of_cell(at), [doing], Err(why));
    }
    assert_eq!(given.len(), REASONS, "{given:?}");
}

#[test]
fn an_act_is_about_the_book_that_it_names() {
    let month = Month::of_cell(At::Opened);
    let author = month.play.people[&id("sec")].clone();
    let elsewhere = Act {
        book: month.body.clone(),
        ..Act::on(month.shown(), deeds::convene()(&month))
    };
    let authored = Authored {
        name: "sec.1".parse().expect("a name"),
        author: author.person.clone(),
        act: elsewhere,
    };
    let others = Others::default();
    let context = Context {
        author: &author,
        judges: true,
        today: month.play.today,
        has_arrived: true,
        rules: &month.play.rules,
        others: &others,
    };
    let mut book = month.shown().clone();
    let found = apply(&context, &mut book, &authored);
    assert_eq!(found, Err(Refusal::OtherBook));
    assert_eq!(&book, month.shown());
}

#[test]
fn a_way_of_voting_that_the_rules_do_not_know_is_refused() {
    // Officials vote openly.
    let secret = deeds::voted("lan", |_, vote| vote.mode = VoteMode::Secret);
    check_in(
        Month::of_agency(At::Convened),
        [by("head", secret)],
        Err(Refusal::VoteMode),
    );
}

#[test]
fn an_imported_level_is_what_the_rules_give_or_says_why_not() {
    let closed = Month::of_cell(At::Closed);
    let record = closed.record("an");
    let imported = |level: Level, reason: &str| Imported {
        enrolled: record.enrolled.clone(),
        tasks: record
            .live_tasks()
            .map(|(_, task)| ImportedTask {
                plan: task.plan.clone(),
                report: task.report.clone().expect("reported"),
                review: None,
            })
            .collect(),
        score: record.stage.score().cloned().expect("scored"),
        facts: Default::default(),
        decided: ImportedDecision {
            decided: Decided {
                outcome: Outcome::Level(level),
                reason: reason.to_owned(),
            },
            by: id("chair"),
            document: "12-KL/ĐU".to_owned(),
            day: day("2026-11-08"),
        },
    };
    let import = |sheet: Imported| {
        let place = closed.shown().place.clone().expect("opened");
        move |_: &Month| Deed::Import {
            ordered_by: "Ban Tổ chức".to_owned(),
            file: "2026-10.csv".to_owned(),
            place: place.clone(),
            people: one("an", sheet.clone()),
        }
    };
    let nowhere = || Month::of_cell(At::Nowhere);
    let differs = Err(Refusal::ImportDiffers { person: id("an") });
    check_in(
        nowhere(),
        [by("", import(imported(Level::Excellent, "")))],
        differs,
    );
    let why = imported(Level::Excellent, "Có quyết định riêng");
    check_in(nowhere(), [by("", import(why))], Ok(()));
    let month = check_in(
        nowhere(),
        [by("", import(imported(Level::Good, "")))],
        Ok(()),
    );
    assert!(month.shown().is_imported && month.shown().closed.is_some());
}
