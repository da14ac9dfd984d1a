//! Heads are rated in the book of the body that decides on them: its members are asked, each sees their own
//! opinion alone until the round is over, and the body concludes on the table that went round.
#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};

use super::month::{DISTRICT, enrolled, id};
use crate::{
    act::{DecidedOn, Deed, InBook, Leaving},
    apply::to_circulate,
    book::{
        Book, PlaceInTree,
        round::{Opinion, OpinionCount, Round},
        seals,
        sheet::{Decided, Proposal, StatedFact, Taken},
        submission::{BodyVote, ConcludedRow, ConclusionNotes, Row},
    },
    id::{ActRef, BookId, PersonId},
    level::{Level, Outcome},
    month::Day,
    organisation::{Role, UnitKind},
    play::Play,
    refusal::Refusal,
    route::StepKind,
    rules::{RuleBook, shipped},
    view::{View, project},
};

/// Two heads of agencies, and a member of the Standing Committee who is rated as a head.
const HEADS: [&str; 3] = ["truong-phong", "giam-doc", "uy-vien"];
/// Whom the Board asks.
const ASKED: [&str; 3] = ["pho-bi-thu", "chu-tich", "uy-vien"];

fn book() -> BookId {
    format!("{DISTRICT}/2026-10").parse().unwrap()
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn good() -> Outcome {
    Outcome::Level(Level::Good)
}

/// The heads' month, proposed.
fn proposed() -> Play {
    let mut play = Play::new(shipped().into_iter().collect(), day("2026-11-05"));
    play.give("board", Role::OrganisationBoard, DISTRICT);
    play.give("chair", Role::Decider, DISTRICT);
    play.give("ngoai", Role::StandingMember, DISTRICT);
    for member in ASKED {
        play.give(member, Role::StandingMember, DISTRICT);
    }
    let rules = "yen-binh-nguoi-dung-dau";
    let people = HEADS.map(|head| {
        let mut enrolled = enrolled(head, rules);
        enrolled.rules_version = 2;
        (id(head), enrolled)
    });
    let place = PlaceInTree {
        kind: UnitKind::District,
        name: DISTRICT.to_owned(),
        above: BTreeMap::new(),
    };
    play.book(&book());
    must(
        &mut play,
        "",
        Deed::OpenMonth {
            place,
            people: people.into(),
        },
    );
    for head in HEADS {
        let proposal = Proposal {
            outcome: Some(good()),
            reason: Some("Chưa giao việc trên hệ thống.".to_owned()),
            ..Proposal::default()
        };
        let people = [(id(head), proposal)].into();
        must(&mut play, "board", Deed::Propose { people });
    }
    play
}

#[track_caller]
fn must(play: &mut Play, who: &str, deed: Deed) {
    let kind = deed.kind();
    if let Err(refusal) = play.does(who, &book(), deed) {
        panic!("{kind} by {who}: {refusal:?}");
    }
}

fn tables(play: &mut Play, rules: &RuleBook) -> BTreeMap<PersonId, Row> {
    let tables = to_circulate(play.book(&book()), rules);
    tables.into_values().flatten().collect()
}

fn circulate(play: &mut Play) -> Deed {
    let rules = play.rules.clone();
    Deed::Circulate {
        day: day("2026-11-05"),
        until: day("2026-11-08"),
        asked: ASKED.map(id).into(),
        people: tables(play, &rules),
    }
}

/// The heads' month, its table on the way round.
fn circulated() -> Play {
    let mut play = proposed();
    let deed = circulate(&mut play);
    must(&mut play, "board", deed);
    play
}

fn the_round(play: &mut Play) -> Round {
    play.book(&book()).rounds.last().unwrap().clone()
}

fn opine(play: &mut Play, on: &[(&str, Outcome, &str)]) -> Deed {
    let opinion = |outcome: &Outcome, text: &str| Opinion {
        outcome: outcome.clone(),
        text: text.to_owned(),
    };
    Deed::Opine {
        round: the_round(play).act,
        day: day("2026-11-06"),
        people: on
            .iter()
            .map(|(who, outcome, text)| (id(who), opinion(outcome, text)))
            .collect(),
    }
}

fn close(play: &mut Play) -> Deed {
    Deed::CloseRound {
        round: the_round(play).act,
        day: day("2026-11-08"),
    }
}

fn shown(play: &mut Play, view: &View) -> Book {
    project(play.book(&book()), view)
}

fn givers(book: &Book) -> BTreeSet<&str> {
    let given = book.rounds.iter().flat_map(|round| round.opinions.keys());
    given.map(|by| by.as_str()).collect()
}

#[test]
fn each_of_those_asked_sees_their_own_opinion_alone_until_the_round_is_over() {
    let mut play = circulated();
    for member in ["pho-bi-thu", "chu-tich"] {
        let deed = opine(&mut play, &[("giam-doc", good(), "")]);
        must(&mut play, member, deed);
    }
    let views = |member: &str| [View::Asked(id(member)), View::FullAs(id(member))];
    for member in ["pho-bi-thu", "chu-tich"] {
        for view in views(member) {
            assert_eq!(givers(&shown(&mut play, &view)), [member].into());
        }
    }
    // The office sees who has answered, and not what.
    let full = shown(&mut play, &View::Full);
    assert_eq!(givers(&full), [].into());
    assert_eq!(full.rounds[0].answered.len(), 2);
    // Who is not asked, and the rated themselves, see no round at all.
    for view in [View::Asked(id("ngoai")), View::Own(id("giam-doc"))] {
        assert_eq!(shown(&mut play, &view).rounds, []);
    }

    let mut at_the_office = play.clone();
    *at_the_office.book(&book()) = full;
    let deed = close(&mut at_the_office);
    must(&mut at_the_office, "board", deed);
    let full_after_closing = shown(&mut at_the_office, &View::Full);
    let deed = close(&mut play);
    must(&mut play, "board", deed);
    let both: BTreeSet<&str> = ["pho-bi-thu", "chu-tich"].into();
    // Who ended it on a device learns of them with the server's answer, and says so until then.
    assert!(!full_after_closing.rounds[0].is_whole());
    for view in views("uy-vien").into_iter().chain([View::Full]) {
        assert_eq!(givers(&shown(&mut play, &view)), both);
    }
}

#[test]
fn who_said_nothing_is_counted_as_none_and_nobody_is_asked_about_themself() {
    let mut play = circulated();
    let completed = Outcome::Level(Level::Completed);
    let deed = opine(
        &mut play,
        &[
            ("giam-doc", good(), ""),
            ("uy-vien", completed, "Còn chậm báo cáo tháng."),
        ],
    );
    must(&mut play, "chu-tich", deed);
    let own = opine(&mut play, &[("uy-vien", good(), "")]);
    assert_eq!(play.does("uy-vien", &book(), own), Err(Refusal::OwnRow));
    let deed = close(&mut play);
    must(&mut play, "board", deed);
    let counts = HEADS.map(|head| {
        let record = &play.book(&book()).people[&id(head)];
        let count = record.stage.done().iter().find_map(|taken| match taken {
            Taken::Circulated { count, .. } => *count,
            _ => None,
        });
        let OpinionCount { agree, other, none } = count.unwrap();
        (agree, other, none)
    });
    assert_eq!(counts, [(0, 0, 3), (1, 0, 2), (0, 1, 1)]);
}

#[test]
fn an_opinion_is_given_by_who_is_asked_on_what_went_round_and_otherwise_than_proposed_with_words() {
    let mut play = circulated();
    let agrees = opine(&mut play, &[("giam-doc", good(), "")]);
    for stranger in ["ngoai", "board", "chair", "giam-doc"] {
        let found = play.does(stranger, &book(), agrees.clone());
        assert_eq!(found, Err(Refusal::NotYours), "{stranger}");
    }
    let differs = opine(
        &mut play,
        &[("giam-doc", Outcome::Level(Level::Excellent), " ")],
    );
    let found = play.does("chu-tich", &book(), differs);
    assert_eq!(found, Err(Refusal::ReasonMissing));
    let unknown = opine(&mut play, &[("nguoi-khac", good(), "")]);
    let found = play.does("chu-tich", &book(), unknown);
    let people = vec![id("nguoi-khac")];
    assert_eq!(found, Err(Refusal::NotTheTable { people }));

    play.today = day("2026-11-09");
    must(&mut play, "chu-tich", agrees.clone());
    assert!(the_round(&mut play).opinions[&id("chu-tich")].is_late);
    let deed = close(&mut play);
    must(&mut play, "board", deed);
    let found = play.does("pho-bi-thu", &book(), agrees);
    assert_eq!(found, Err(Refusal::RoundOver));
}

#[test]
fn what_went_round_is_not_changed_unless_it_is_called_back() {
    let mut play = circulated();
    let higher = Proposal {
        outcome: Some(Outcome::Level(Level::Excellent)),
        reason: Some("Đề xuất lại.".to_owned()),
        ..Proposal::default()
    };
    let again = Deed::Propose {
        people: [(id("giam-doc"), higher)].into(),
    };
    let leaves = Deed::Leave {
        people: [(
            id("giam-doc"),
            Leaving {
                day: day("2026-10-31"),
                document: "QĐ 7".to_owned(),
            },
        )]
        .into(),
    };
    for changes in [again.clone(), leaves] {
        let found = play.does("board", &book(), changes);
        assert!(
            matches!(found, Err(Refusal::Submitted | Refusal::NotYours)),
            "{found:?}"
        );
    }
    let deed = opine(&mut play, &[("giam-doc", good(), "")]);
    must(&mut play, "chu-tich", deed);
    let round = the_round(&mut play).act;
    let reason = "Cơ quan đề xuất lại.".to_owned();
    must(&mut play, "board", Deed::RecallRound { round, reason });
    // What was said counts for nothing, and stays unread.
    for view in [View::Full, View::FullAs(id("pho-bi-thu"))] {
        assert_eq!(givers(&shown(&mut play, &view)), [].into());
    }
    must(&mut play, "board", again);
    assert_eq!(shown(&mut play, &View::Asked(id("chu-tich"))).rounds, []);
    let deed = circulate(&mut play);
    must(&mut play, "board", deed);
    let rounds = &play.book(&book()).rounds;
    assert_eq!(rounds.len(), 2);
    assert!(rounds[1].opinions.is_empty());
    assert_eq!(
        rounds[1].rows[&id("giam-doc")].proposed,
        Outcome::Level(Level::Excellent)
    );
}

#[test]
fn only_what_is_proposed_goes_round_and_as_it_stands() {
    let mut play = proposed();
    let mut deed = circulate(&mut play);
    if let Deed::Circulate { people, .. } = &mut deed {
        let row = people.get_mut(&id("giam-doc")).unwrap();
        row.proposed = Outcome::Level(Level::Excellent);
    }
    let people = vec![id("giam-doc")];
    let found = play.does("board", &book(), deed);
    assert_eq!(found, Err(Refusal::RowsDiffer { people }));

    let mut fresh = proposed();
    let record = fresh.book(&book()).people.get_mut(&id("giam-doc")).unwrap();
    record.stage = crate::book::sheet::Stage::start();
    let rules = fresh.rules.clone();
    assert_eq!(tables(&mut fresh, &rules).len(), 2);
    let mut deed = circulate(&mut play);
    if let Deed::Circulate { asked, .. } = &mut deed {
        asked.clear();
    }
    assert_eq!(play.does("board", &book(), deed), Err(Refusal::Empty));
}

fn concluded(play: &mut Play, round: &ActRef) -> Deed {
    let answers_no = |fact: &str| {
        let no = StatedFact {
            holds: false,
            percent: None,
            share: None,
            document: String::new(),
            day: day("2026-11-05"),
        };
        (fact.to_owned(), no)
    };
    let no_limits = || {
        ["disciplined", "degradation", "example_breach"]
            .map(answers_no)
            .into()
    };
    let people = HEADS.map(|head| (id(head), no_limits())).into();
    must(play, "board", Deed::StateFacts { people });
    let row = |outcome: Outcome, reason: &str| ConcludedRow {
        book: book(),
        outcome,
        reason: reason.to_owned(),
    };
    let mut people: BTreeMap<_, _> = HEADS.map(|head| (id(head), row(good(), ""))).into();
    let lower = row(
        Outcome::Level(Level::Completed),
        "Theo ý kiến của Ban Thường vụ.",
    );
    people.insert(id("uy-vien"), lower);
    Deed::Conclude {
        notes: ConclusionNotes {
            number: "21-KL/BTV".to_owned(),
            day: day("2026-11-09"),
            body: "Ban Thường vụ Huyện ủy".to_owned(),
            chair: id("chair"),
            vote: BodyVote {
                entitled: 11,
                present: 9,
                agree: 9,
                ..BodyVote::default()
            },
            cap_exception: None,
            answers: [(book(), round.clone())].into(),
        },
        people,
    }
}

fn decides(play: &mut Play, conclusion: Option<InBook>) -> Deed {
    let rows = seals(&the_round(play).rows);
    let decided = |head: &str| {
        let low = head == "uy-vien";
        Decided {
            outcome: Outcome::Level(if low { Level::Completed } else { Level::Good }),
            reason: if low {
                "Theo ý kiến của Ban Thường vụ."
            } else {
                ""
            }
            .to_owned(),
        }
    };
    Deed::Decide {
        conclusion,
        document: "21-KL/BTV".to_owned(),
        day: day("2026-11-09"),
        people: HEADS
            .map(|head| {
                let on = DecidedOn {
                    decided: decided(head),
                    row: rows[&id(head)].clone(),
                };
                (id(head), on)
            })
            .into(),
    }
}

#[test]
fn the_body_concludes_on_the_round_that_is_over_and_the_chair_decides_what_it_concluded() {
    let mut play = circulated();
    let round = the_round(&mut play).act;
    let conclude = concluded(&mut play, &round);
    let found = play.does("board", &book(), conclude.clone());
    assert_eq!(found, Err(Refusal::RoundOpen));
    let deed = close(&mut play);
    must(&mut play, "board", deed);
    let alone = decides(&mut play, None);
    let found = play.does("chair", &book(), alone);
    assert_eq!(found, Err(Refusal::UnknownConclusion));

    must(&mut play, "board", conclude);
    let act = play.book(&book()).conclusions[0].act.clone();
    let at = InBook { book: book(), act };
    let mut other = decides(&mut play, Some(at.clone()));
    if let Deed::Decide { people, .. } = &mut other {
        people.get_mut(&id("uy-vien")).unwrap().decided.outcome = good();
    }
    let found = play.does("chair", &book(), other);
    let people = vec![id("uy-vien")];
    assert_eq!(found, Err(Refusal::NotTheConclusion { people }));
    let deed = decides(&mut play, Some(at));
    must(&mut play, "chair", deed);
    let decision = |head: &str, play: &mut Play| {
        let decision = play.book(&book()).people[&id(head)].decision().cloned();
        decision.unwrap().decided.outcome
    };
    assert_eq!(decision("giam-doc", &mut play), good());
    assert_eq!(
        decision("uy-vien", &mut play),
        Outcome::Level(Level::Completed)
    );
}

#[test]
fn the_step_that_is_due_is_the_opinions_and_whose_it_is() {
    use crate::due::{Milestone, first_open, of_book};
    let mut play = circulated();
    let rules = play.rules.clone();
    let due = |play: &mut Play| {
        let dues = of_book(&rules, play.book(&book()), day("2026-11-06"));
        let open = dues.iter().filter(|due| due.is_open());
        let of_route = open.filter(|due| due.milestone > Milestone::Scored);
        first_open(&of_route.cloned().collect::<Vec<_>>()).cloned()
    };
    let opined = due(&mut play).unwrap();
    assert_eq!(opined.milestone, Milestone::Opined);
    assert_eq!(opined.by, [Role::StandingMember]);
    let deed = close(&mut play);
    must(&mut play, "board", deed);
    let decided = due(&mut play).unwrap();
    assert_eq!(decided.milestone, Milestone::Decided);
    let route = &rules
        .get(&"yen-binh-nguoi-dung-dau".parse().unwrap(), 2)
        .unwrap()
        .route;
    assert!(route.step(StepKind::Opine).is_some());
}
