//! A unit is rated as a whole in the book of the body that decides on it: whoever leads the unit speaks for it, its
//! head waits for it and is not rated above it; what is decided outside is entered with its document.
#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};

use super::month::{DISTRICT, enrolled, id};
use crate::{
    act::{DecidedOn, Deed, InBook},
    apply::to_circulate,
    book::{
        Book, PlaceInTree, grading,
        round::Opinion,
        seals,
        sheet::{Decided, Proposal, SelfScore, StatedFact},
        submission::{BodyVote, ConcludedRow, ConclusionNotes, Row},
    },
    grade::{FactValue, Missing},
    id::{ActRef, BookId, PersonId, UnitId},
    level::{Level, Outcome},
    month::Day,
    organisation::{Enrolled, Role, UnitKind},
    play::Play,
    refusal::Refusal,
    rules::shipped,
    view::{View, project},
};

const OFFICE: &str = "phong-noi-vu";

fn book() -> BookId {
    format!("{DISTRICT}/2026-10").parse().unwrap()
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn unit(text: &str) -> UnitId {
    text.parse().unwrap()
}

fn as_a_whole(text: &str) -> PersonId {
    PersonId::of_collective(&unit(text)).unwrap()
}

fn level(level: Level) -> Outcome {
    Outcome::Level(level)
}

fn rated_by(name: &str, rules: &str, version: u32) -> Enrolled {
    Enrolled {
        rules_version: version,
        ..enrolled(name, rules)
    }
}

/// The district's month: an office as a whole, its head, and the Standing Committee itself.
fn opened() -> Play {
    let mut play = Play::new(shipped().into_iter().collect(), day("2026-11-05"));
    play.give("board", Role::OrganisationBoard, DISTRICT);
    play.give("chair", Role::Decider, DISTRICT);
    play.give("secretary", Role::Secretary, DISTRICT);
    play.give("head", Role::Head, OFFICE);
    play.give("head", Role::StandingMember, DISTRICT);
    play.give("deputy", Role::Deputy, OFFICE);
    play.give("official", Role::Member, OFFICE);
    for member in ["first", "second"] {
        play.give(member, Role::StandingMember, DISTRICT);
    }
    let mut office = rated_by("Tập thể Phòng Nội vụ", "tap-the-366", 1);
    office.speakers = ["head", "deputy"].map(id).into();
    let mut head = rated_by("head", "yen-binh-nguoi-dung-dau", 3);
    head.heads = Some(unit(OFFICE));
    head.leads = true;
    let committee = rated_by("Ban Thường vụ", "tap-the-cap-tren", 1);
    let people = [
        (as_a_whole(OFFICE), office),
        (id("head"), head),
        (as_a_whole(DISTRICT), committee),
    ];
    let place = PlaceInTree {
        kind: UnitKind::District,
        name: DISTRICT.to_owned(),
        above: BTreeMap::new(),
    };
    play.book(&book());
    let people = people.into();
    must(&mut play, "", Deed::OpenMonth { place, people });
    play
}

#[track_caller]
fn must(play: &mut Play, who: &str, deed: Deed) -> ActRef {
    let kind = deed.kind();
    let act = play.act(&book(), deed);
    match play.sends(who, act) {
        Ok((name, _)) => name,
        Err(refusal) => panic!("{kind} by {who}: {refusal:?}"),
    }
}

fn score(of: &PersonId) -> Deed {
    let score = SelfScore {
        level: Some(Level::Excellent),
        words: Some("Cuộc họp tập thể lãnh đạo ngày 25/10.".to_owned()),
        ..SelfScore::default()
    };
    let people = [(of.clone(), score)].into();
    Deed::Score { people }
}

fn propose(of: &PersonId, outcome: Outcome) -> Deed {
    let proposal = Proposal {
        outcome: Some(outcome),
        reason: Some("Theo biên bản họp.".to_owned()),
        ..Proposal::default()
    };
    let people = [(of.clone(), proposal)].into();
    Deed::Propose { people }
}

fn none_disciplined(play: &Play, of: &PersonId) -> Deed {
    let record = &play.books[&book()].people[of];
    let rules = play.rules.of(&record.enrolled).unwrap();
    let no = StatedFact {
        holds: false,
        percent: None,
        share: None,
        document: String::new(),
        day: play.today,
    };
    let facts = grading::unanswered(rules, record).into_iter();
    let facts = facts.map(|fact| (fact.id.to_string(), no.clone()));
    let people = [(of.clone(), facts.collect())].into();
    Deed::StateFacts { people }
}

/// Sends the table of one subject round.
fn circulate(play: &mut Play, of: &PersonId) -> ActRef {
    let rules = play.rules.clone();
    let tables = to_circulate(play.book(&book()), &rules);
    let people = tables.into_values().find(|rows| rows.contains_key(of));
    let deed = Deed::Circulate {
        day: play.today,
        until: play.today.plus_days(3),
        asked: ["first", "second", "head"].map(id).into(),
        people: people.unwrap(),
    };
    must(play, "board", deed)
}

fn concluded(round: &ActRef, of: &PersonId, outcome: Outcome, reason: &str) -> Deed {
    let vote = BodyVote {
        entitled: 9,
        present: 9,
        agree: 9,
        ..BodyVote::default()
    };
    let row = ConcludedRow {
        book: book(),
        outcome,
        reason: reason.to_owned(),
    };
    Deed::Conclude {
        notes: ConclusionNotes {
            number: "12-KL/HU".to_owned(),
            day: day("2026-11-05"),
            body: "Ban Thường vụ".to_owned(),
            chair: id("chair"),
            vote,
            cap_exception: Some("QĐ 9".to_owned()),
            answers: [(book(), round.clone())].into(),
        },
        people: [(of.clone(), row)].into(),
    }
}

/// Proposed, gone round and closed.
fn gone_round(play: &mut Play, of: &PersonId, outcome: Outcome) -> ActRef {
    must(play, "board", propose(of, outcome));
    let no = none_disciplined(play, of);
    must(play, "board", no);
    let round = circulate(play, of);
    let (round, day) = (round, play.today);
    let close = Deed::CloseRound {
        round: round.clone(),
        day,
    };
    must(play, "board", close);
    round
}

fn decide(
    play: &mut Play,
    round: &ActRef,
    conclusion: ActRef,
    of: &PersonId,
    outcome: Outcome,
    reason: &str,
) {
    let rows = play.book(&book()).round(round).unwrap().rows.clone();
    let on = DecidedOn {
        decided: Decided {
            outcome,
            reason: reason.to_owned(),
        },
        row: seals(&rows)[of].clone(),
    };
    let deed = Deed::Decide {
        conclusion: Some(InBook {
            book: book(),
            act: conclusion,
        }),
        document: "12-KL/HU".to_owned(),
        day: play.today,
        people: [(of.clone(), on)].into(),
    };
    must(play, "chair", deed);
}

/// The office as a whole, decided.
fn decided(outcome: Level) -> Play {
    let mut play = opened();
    let office = as_a_whole(OFFICE);
    must(&mut play, "head", score(&office));
    let round = gone_round(&mut play, &office, level(outcome));
    let deed = concluded(&round, &office, level(outcome), "");
    let conclusion = must(&mut play, "board", deed);
    decide(&mut play, &round, conclusion, &office, level(outcome), "");
    play
}

#[test]
fn whoever_leads_a_unit_speaks_for_it_and_nobody_else_does() {
    let office = as_a_whole(OFFICE);
    for who in ["head", "deputy"] {
        let mut play = opened();
        must(&mut play, who, score(&office));
        let record = &play.books[&book()].people[&office];
        assert_eq!(record.stage.score().unwrap().level, Some(Level::Excellent));
    }
    for who in ["official", "board", "secretary", "first"] {
        let refused = opened().does(who, &book(), score(&office));
        assert_eq!(refused.map(drop), Err(Refusal::NotYours), "{who}");
    }
}

#[test]
fn those_who_speak_for_a_unit_see_its_sheet_and_no_other() {
    let mut play = opened();
    for record in play.book(&book()).people.values_mut() {
        record.version = 1;
    }
    let shown = |play: &mut Play, who: &str| -> BTreeSet<PersonId> {
        let shown: Book = project(play.book(&book()), &View::Own(id(who)));
        shown.people.into_keys().collect()
    };
    let office = as_a_whole(OFFICE);
    assert_eq!(
        shown(&mut play, "head"),
        [id("head"), office.clone()].into()
    );
    assert_eq!(shown(&mut play, "deputy"), [office].into());
    assert_eq!(shown(&mut play, "official"), BTreeSet::new());
    // Nobody speaks for a person, whatever their row says.
    let rows = &mut play.book(&book()).people;
    let head = rows.get_mut(&id("head")).unwrap();
    head.enrolled.speakers.insert(id("official"));
    assert_eq!(shown(&mut play, "official"), BTreeSet::new());
}

#[test]
fn nobody_gives_an_opinion_on_the_unit_for_which_they_speak() {
    let mut play = opened();
    let office = as_a_whole(OFFICE);
    must(&mut play, "board", propose(&office, level(Level::Good)));
    let round = circulate(&mut play, &office);
    let opinion = Opinion {
        outcome: level(Level::Good),
        text: String::new(),
    };
    let deed = Deed::Opine {
        round,
        day: play.today,
        people: [(office, opinion)].into(),
    };
    let own = play.does("head", &book(), deed.clone()).map(drop);
    assert_eq!(own, Err(Refusal::OwnRow));
    must(&mut play, "first", deed);
    let round = play.book(&book()).rounds[0].clone();
    // Nothing of it waits for the head, who is not counted as silent either.
    assert!(!round.waits_for(&id("head")) && round.waits_for(&id("second")));
    let count = round.count(&as_a_whole(OFFICE));
    assert_eq!((count.agree, count.other, count.none), (1, 0, 1));
}

#[test]
fn a_head_waits_for_the_unit_and_is_above_it_only_with_a_reason() {
    let mut play = opened();
    let head = id("head");
    let round = gone_round(&mut play, &head, level(Level::Excellent));
    let deed = concluded(&round, &head, level(Level::Excellent), "");
    let early = play.does("board", &book(), deed).map(drop);
    let people = vec![head.clone()];
    assert_eq!(early, Err(Refusal::CollectiveFirst { people }));

    let mut play = decided(Level::Good);
    let round = gone_round(&mut play, &head, level(Level::Excellent));
    let bare = concluded(&round, &head, level(Level::Excellent), "");
    let bare = play.does("board", &book(), bare).map(drop);
    assert_eq!(bare, Err(Refusal::ReasonMissing));
    let reason = "Tự phát hiện và khắc phục xong trong tháng.";
    let deed = concluded(&round, &head, level(Level::Excellent), reason);
    let conclusion = must(&mut play, "board", deed);
    let outcome = level(Level::Excellent);
    decide(&mut play, &round, conclusion, &head, outcome, reason);
}

#[test]
fn the_level_of_the_unit_and_its_tasks_are_facts_of_its_heads_rating() {
    let told = |play: &Play, rules: &str| {
        let book = &play.books[&book()];
        let record = &book.people[&id("head")];
        let set = play.rules.newest(&rules.parse().unwrap()).unwrap();
        grading::facts_of(set, book, record, None)
    };
    let before = told(&opened(), "yen-binh-nguoi-dung-dau");
    assert_eq!(before.facts.get("collective_level"), None);

    let mut play = decided(Level::Completed);
    let after = told(&play, "yen-binh-nguoi-dung-dau");
    let level = FactValue::Level(Level::Completed);
    assert_eq!(after.facts.get("collective_level"), Some(&level));

    // The leaders' formula is over the tasks of the unit as a whole.
    let plan = super::deeds::a_plan("Báo cáo cải cách hành chính");
    let people = [(as_a_whole(OFFICE), vec![plan.clone(), plan])].into();
    play = opened();
    must(&mut play, "secretary", Deed::Assign { people });
    let facts = told(&play, "cong-chuc-335");
    assert_eq!(facts.tasks.len(), 2);
    let share = FactValue::Share { part: 0, of: 2 };
    assert_eq!(facts.facts.get("unit_tasks_done"), Some(&share));
    assert_eq!(told(&play, "yen-binh-nguoi-dung-dau").tasks.len(), 0);
}

#[test]
fn the_head_of_a_unit_rated_beside_them_is_a_head_to_the_rules_whatever_else_the_enrolment_says() {
    let mut play = opened();
    let plan = super::deeds::a_plan("Báo cáo cải cách hành chính");
    let people = [(as_a_whole(OFFICE), vec![plan])].into();
    must(&mut play, "secretary", Deed::Assign { people });
    let book = &play.books[&book()];
    let mut record = book.people[&id("head")].clone();
    record.enrolled.leads = false;
    // The post that they hold is one of their own unit, not of the body.
    record.enrolled.roles = Vec::new();

    let set = play.rules.newest(&"cong-chuc-335".parse().unwrap());
    let facts = grading::facts_of(set.unwrap(), book, &record, None);
    assert!(facts.heads, "the ceilings of heads are theirs");
    assert_eq!(facts.tasks.len(), 1, "and so is the leaders' formula");
    let grade = grading::grade_of(set.unwrap(), book, &record, None);
    let level = Missing::Limit {
        fact: "collective_level".parse().unwrap(),
    };
    assert!(grade.missing.contains(&level), "{:?}", grade.missing);
}

#[test]
fn what_the_level_above_decided_of_the_body_itself_is_entered_with_its_document() {
    let mut play = opened();
    let committee = as_a_whole(DISTRICT);
    must(&mut play, "secretary", score(&committee));
    must(
        &mut play,
        "board",
        propose(&committee, level(Level::Excellent)),
    );
    let decide = |document: &str| Deed::Decide {
        conclusion: None,
        document: document.to_owned(),
        day: day("2026-11-04"),
        people: [(
            committee.clone(),
            DecidedOn {
                decided: Decided {
                    outcome: level(Level::Good),
                    reason: String::new(),
                },
                row: String::new(),
            },
        )]
        .into(),
    };
    let of_nobody = play.does("board", &book(), decide(" ")).map(drop);
    assert_eq!(of_nobody, Err(Refusal::DocumentMissing));
    let by_itself = play.does("chair", &book(), decide("8-QĐ/TU")).map(drop);
    assert_eq!(by_itself, Err(Refusal::NotYours));
    must(&mut play, "board", decide("8-QĐ/TU"));
    let rules = play.rules.clone();
    let rows: BTreeMap<PersonId, Row> = to_circulate(play.book(&book()), &rules)
        .into_values()
        .flatten()
        .collect();
    assert!(rows.is_empty(), "nobody here is asked about it");
    let decision = play.books[&book()].people[&committee].decision().cloned();
    assert_eq!(decision.unwrap().document, "8-QĐ/TU");
}

#[test]
fn a_sectors_level_is_entered_without_a_proposal() {
    let mut play = Play::new(shipped().into_iter().collect(), day("2026-11-05"));
    let at: BookId = "cong-an/2026-10".parse().unwrap();
    play.give("deputy", Role::Deputy, "cong-an");
    play.book(&at);
    let place = PlaceInTree {
        kind: UnitKind::Agency,
        name: "Công an huyện".to_owned(),
        above: BTreeMap::new(),
    };
    let people = [(id("head"), rated_by("head", "nganh-doc", 1))].into();
    play.does("", &at, Deed::OpenMonth { place, people })
        .unwrap();
    let deed = Deed::Decide {
        conclusion: None,
        document: "45/TB-CAT".to_owned(),
        day: play.today,
        people: [(
            id("head"),
            DecidedOn {
                decided: Decided {
                    outcome: level(Level::Excellent),
                    reason: String::new(),
                },
                row: String::new(),
            },
        )]
        .into(),
    };
    play.does("deputy", &at, deed).unwrap();
    let record = &play.books[&at].people[&id("head")];
    assert_eq!(
        record.decision().unwrap().decided.outcome,
        level(Level::Excellent)
    );
}
