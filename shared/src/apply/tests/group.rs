//! A party group agrees on its people before the cell does, and the cell decides with what it proposed before it.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;

use super::month::{At, COMMUNE, Month, id};
use crate::{
    act::{DecidedOn, Deed},
    apply::{counted, entitled_in_group, people_of_group},
    book::{
        Above, Book, PlaceInTree, grading,
        meeting::{Attendance, GroupVote, MeetingNotes, RowVote, Tally, TallyFault, VoteMode},
        seals,
        sheet::{Decided, Proposal, SelfScore, Stage},
    },
    due::{DueState, Looking, Milestone, What, of_book},
    id::{BookId, PersonId, UnitId},
    level::{Level, Outcome},
    month::Day,
    organisation::{Enrolled, Line, Role, Standing, Track, UnitKind},
    play::Play,
    refusal::Refusal,
    route::StepKind,
    rules::{RuleBook, RuleSet, shipped},
    view::{View, project},
};

const CELL: &str = "khe-ngang";
const FIRST: &str = "khe-ngang.to-1";
const SECOND: &str = "khe-ngang.to-2";
const RULES: &str = "dang-vien-chi-bo-co-so";

/// In the first group, which An leads: three with the vote, and one on probation.
const OF_FIRST: [&str; 5] = ["an", "binh", "chi", "dao", "moi"];
/// In the second, which Gam leads.
const OF_SECOND: [&str; 3] = ["gam", "hoa", "kim"];
/// In none: who leads the cell.
const OF_NONE: [&str; 2] = ["sec", "dep"];

fn book() -> BookId {
    format!("{CELL}/2026-10").parse().unwrap()
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn unit(text: &str) -> UnitId {
    text.parse().unwrap()
}

fn group_of(person: &str) -> Option<UnitId> {
    let first = OF_FIRST.contains(&person).then(|| unit(FIRST));
    first.or_else(|| OF_SECOND.contains(&person).then(|| unit(SECOND)))
}

fn all() -> impl Iterator<Item = &'static str> {
    OF_FIRST.into_iter().chain(OF_SECOND).chain(OF_NONE)
}

/// A cell with two groups and its month, in which everyone has scored themself.
fn scored() -> Play {
    let mut play = Play::new(shipped().into_iter().collect(), day("2026-10-30"));
    for person in all() {
        play.give(person, Role::Member, CELL);
    }
    play.give("sec", Role::Secretary, CELL);
    play.give("dep", Role::Deputy, CELL);
    play.give("an", Role::GroupLeader, FIRST);
    play.give("gam", Role::GroupLeader, SECOND);
    let enrolled = |person: &str| Enrolled {
        group: group_of(person),
        standing: match person {
            "moi" => Standing::Probationary,
            _ => Standing::Full,
        },
        ..Enrolled::new(person.to_owned(), Track::Member, RULES.parse().unwrap(), 2)
    };
    let place = PlaceInTree {
        kind: UnitKind::GrassrootsCell,
        name: CELL.to_owned(),
        above: BTreeMap::from([(
            Line::Party,
            vec![Above {
                unit: unit(COMMUNE),
                name: COMMUNE.to_owned(),
            }],
        )]),
    };
    let people = all().map(|person| (id(person), enrolled(person))).collect();
    let opened = Deed::OpenMonth { place, people };
    play.does("", &book(), opened).unwrap();
    for person in all() {
        let score = SelfScore {
            level: Some(Level::Good),
            ..SelfScore::default()
        };
        let people = BTreeMap::from([(id(person), score)]);
        let scored = Deed::Score { people };
        play.does(person, &book(), scored).unwrap();
    }
    play
}

/// The group agrees on somebody; what is not said is as it should be.
fn agreed(play: &mut Play, person: &str, change: impl FnOnce(&mut RowVote)) -> Deed {
    let list = entitled_in_group(play.book(&book()), &id(person));
    let chair = if person == "an" { "binh" } else { "an" };
    let mut vote = RowVote {
        mode: VoteMode::Consensus,
        tally: Tally {
            present: list.entitled,
            ..list
        },
        outcome: Outcome::Level(Level::Good),
        remarks: String::new(),
        reason: "Tổ theo dõi việc hằng ngày".to_owned(),
        chair: id(chair),
    };
    change(&mut vote);
    let day = day("2026-10-29");
    Deed::VoteInGroup {
        people: BTreeMap::from([(id(person), GroupVote { day, vote })]),
    }
}

fn votes_in_group(play: &mut Play, who: &str, person: &str) -> Result<(), Refusal> {
    let deed = agreed(play, person, |_| {});
    play.does(who, &book(), deed).map(|_| ())
}

/// The cell calls its list and agrees on somebody, with a reason of its own or without.
fn votes_in_cell(play: &mut Play, who: &str, person: &str, reason: &str) -> Result<(), Refusal> {
    let meets = play.book(&book()).meeting.attendance.is_empty();
    if meets {
        let notes = MeetingNotes {
            day: Some(day("2026-10-30")),
            chair: Some(id("sec")),
            ..MeetingNotes::default()
        };
        play.does("sec", &book(), Deed::Convene { notes })?;
        let people = all()
            .map(|person| (id(person), Attendance::Present))
            .collect();
        play.does("sec", &book(), Deed::Attend { people })?;
    }
    let vote = RowVote {
        mode: VoteMode::Consensus,
        tally: counted(play.book(&book()), &id(person)),
        outcome: Outcome::Level(Level::Good),
        remarks: String::new(),
        reason: reason.to_owned(),
        chair: id(if person == "sec" { "dep" } else { "sec" }),
    };
    let people = BTreeMap::from([(id(person), vote)]);
    play.does(who, &book(), Deed::Vote { people }).map(|_| ())
}

fn tally(fault: TallyFault) -> Result<(), Refusal> {
    Err(Refusal::Tally { fault })
}

#[test]
fn the_cell_waits_for_the_group_and_takes_over_its_reason() {
    let mut play = scored();
    let due = Err(Refusal::StepDue {
        due: StepKind::GroupVote,
        person: id("binh"),
    });
    assert_eq!(votes_in_cell(&mut play, "sec", "binh", "Thống nhất"), due);
    let proposal = Proposal {
        strengths: Some("Chăm".to_owned()),
        ..Proposal::default()
    };
    let people = BTreeMap::from([(id("binh"), proposal)]);
    let proposed = play.does("sec", &book(), Deed::Propose { people });
    assert_eq!(proposed.map(|_| ()), due);

    assert_eq!(votes_in_group(&mut play, "an", "binh"), Ok(()));
    // The level is not the system's, and the group has said why.
    assert_eq!(votes_in_cell(&mut play, "sec", "binh", ""), Ok(()));
    let rules = play.rules.clone();
    let standing = play.book(&book());
    let record = &standing.people[&id("binh")];
    let row = grading::row(rules.of(&record.enrolled).unwrap(), standing, record).unwrap();
    assert_eq!(row.reason, "Tổ theo dõi việc hằng ngày");
}

#[test]
fn who_is_in_no_group_passes_its_step() {
    let mut play = scored();
    assert_eq!(
        votes_in_group(&mut play, "sec", "dep"),
        Err(Refusal::NotOnRoute { person: id("dep") })
    );
    assert_eq!(votes_in_cell(&mut play, "sec", "dep", "Thống nhất"), Ok(()));
}

#[test]
fn nobody_leads_the_group_s_vote_on_themself() {
    let mut play = scored();
    assert_eq!(votes_in_group(&mut play, "an", "an"), Err(Refusal::OwnRow));
    let by_themself = agreed(&mut play, "an", |vote| vote.chair = id("an"));
    assert_eq!(
        play.does("sec", &book(), by_themself).map(|_| ()),
        Err(Refusal::OwnRow)
    );
    assert_eq!(votes_in_group(&mut play, "sec", "an"), Ok(()));
}

#[test]
fn only_its_own_leader_and_those_of_the_cell_enter_what_a_group_agreed() {
    for (who, expected) in [
        ("an", Ok(())),
        ("sec", Ok(())),
        ("dep", Ok(())),
        ("gam", Err(Refusal::NotYours)),
        ("chi", Err(Refusal::NotYours)),
    ] {
        let mut play = scored();
        assert_eq!(votes_in_group(&mut play, who, "binh"), expected, "{who}");
    }
}

#[test]
fn a_group_counts_its_own_full_members_without_the_one_voted_on() {
    let mut play = scored();
    let entitled =
        |play: &mut Play, person| entitled_in_group(play.book(&book()), &id(person)).entitled;
    assert_eq!(entitled(&mut play, "binh"), 3);
    assert_eq!(entitled(&mut play, "moi"), 4);
    assert_eq!(entitled(&mut play, "sec"), 0);
    let all = people_of_group(play.book(&book()), &unit(SECOND)).count();
    assert_eq!(all, OF_SECOND.len());
    let changes: [(fn(&mut RowVote), _); 6] = [
        (
            |vote| vote.tally.entitled = 9,
            tally(TallyFault::NotTheList),
        ),
        (|vote| vote.tally.present = 1, tally(TallyFault::NoQuorum)),
        (
            |vote| vote.tally.present = 4,
            tally(TallyFault::PresentAboveEntitled),
        ),
        (
            |vote| {
                vote.mode = VoteMode::ByHand;
                vote.tally.votes = [(Level::Good, 1), (Level::Completed, 2)].into();
            },
            tally(TallyFault::NoMajority),
        ),
        (
            |vote| {
                vote.mode = VoteMode::ByHand;
                vote.tally.votes = [(Level::Good, 2), (Level::Completed, 1)].into();
            },
            Ok(()),
        ),
        (|vote| vote.reason.clear(), Err(Refusal::ReasonMissing)),
    ];
    for (index, (change, expected)) in changes.into_iter().enumerate() {
        let mut play = scored();
        let deed = agreed(&mut play, "binh", change);
        let found = play.does("an", &book(), deed).map(|_| ());
        assert_eq!(found, expected, "{index}");
    }
}

#[test]
fn who_leads_a_group_sees_its_people_and_no_more_and_can_vote_on_what_they_see() {
    let mut play = scored();
    votes_in_group(&mut play, "sec", "hoa").unwrap();
    let view = View::Group {
        group: unit(FIRST),
        leader: id("an"),
    };
    let all = play.book(&book());
    all.version = 1;
    all.people
        .values_mut()
        .for_each(|record| record.version = 1);
    let shown: Book = project(all, &view);
    let seen: Vec<&str> = shown.people.keys().map(PersonId::as_str).collect();
    assert_eq!(seen, OF_FIRST);
    assert_eq!(
        view_of(&format!("{}/group/{FIRST}/an", book())),
        view,
        "as it is written in a cursor"
    );
    let deed = agreed(&mut play, "binh", |_| {});
    *play.book(&book()) = shown;
    assert_eq!(play.does("an", &book(), deed).map(|_| ()), Ok(()));
}

fn view_of(text: &str) -> View {
    let bucket: crate::view::BucketId = text.parse().unwrap();
    assert_eq!(bucket.to_string(), text);
    bucket.view
}

#[test]
fn the_step_is_due_until_each_group_has_voted_and_then_waits_for_nobody() {
    let mut play = scored();
    let due = |play: &mut Play| {
        let rules = play.rules.clone();
        let dues = of_book(&rules, play.book(&book()), day("2026-10-30"));
        let due = dues
            .into_iter()
            .find(|due| due.milestone == Milestone::GroupsVoted)
            .unwrap();
        (due.done, due.of, due.state)
    };
    assert_eq!(due(&mut play), (0, 8, DueState::Now));
    let waits = |play: &mut Play, who: &str| {
        let (rules, author) = (play.rules.clone(), play.people[&id(who)].clone());
        let today = day("2026-10-30");
        let looking = Looking {
            rules: &rules,
            author: &author,
            today,
            days_ahead: 3,
            since: today,
        };
        let found = looking.at(play.book(&book()));
        let step = What::Step(Milestone::GroupsVoted);
        found.iter().any(|waiting| waiting.what == step)
    };
    for (who, expected) in [("an", true), ("gam", true), ("sec", true), ("binh", false)] {
        assert_eq!(waits(&mut play, who), expected, "{who}");
    }
    for person in ["binh", "chi", "dao", "moi"] {
        votes_in_group(&mut play, "an", person).unwrap();
    }
    // What is left of the group is another's to enter: it is about themself.
    assert!(!waits(&mut play, "an"));
    votes_in_group(&mut play, "sec", "an").unwrap();
    for person in OF_SECOND {
        votes_in_group(&mut play, "sec", person).unwrap();
    }
    let whole = DueState::Done {
        on: None,
        days_late: 0,
    };
    assert_eq!(due(&mut play), (8, 8, whole));
    assert!(!waits(&mut play, "gam"));
}

#[test]
fn the_cell_decides_once_its_groups_have_voted() {
    let mut play = scored();
    for person in OF_FIRST.into_iter().chain(OF_SECOND) {
        votes_in_group(&mut play, "sec", person).unwrap();
    }
    for person in all() {
        let who = if person == "sec" { "dep" } else { "sec" };
        votes_in_cell(&mut play, who, person, "Thống nhất").unwrap();
    }
    let rules = play.rules.clone();
    let standing = play.book(&book()).clone();
    let rows = crate::apply::minutes_rows(&standing, &rules).unwrap();
    let people = seals(&rows);
    let sealed = Deed::SealMinutes { people };
    play.does("sec", &book(), sealed).unwrap();
    assert_eq!(
        votes_in_group(&mut play, "an", "binh"),
        Err(Refusal::MinutesSealed)
    );
    let on = |(person, row): (&PersonId, &crate::book::submission::Row)| {
        let decided = Decided {
            outcome: row.proposed.clone(),
            reason: String::new(),
        };
        let row = seals(&BTreeMap::from([(person.clone(), row.clone())]));
        let row = row[person].clone();
        (person.clone(), DecidedOn { decided, row })
    };
    for (who, own) in [("sec", false), ("dep", true)] {
        let people = rows
            .iter()
            .filter(|(person, _)| (person.as_str() == "sec") == own)
            .map(on)
            .collect();
        let decided = Deed::Decide {
            conclusion: None,
            document: "NQ 10".to_owned(),
            day: day("2026-10-30"),
            people,
        };
        play.does(who, &book(), decided).unwrap();
    }
    let decided = |person: &str| {
        let record = &play.books[&book()].people[&id(person)];
        matches!(record.stage, Stage::Decided { .. }) && record.stage.group_vote().is_some()
    };
    assert!(OF_FIRST.into_iter().all(decided));
}

/// The rules of version 2 in the place of the first, for a cell that has no groups.
fn with_groups_first() -> RuleSet {
    let book: RuleBook = shipped().into_iter().collect();
    let set = book
        .newest(&"dang-vien-chi-bo-thon".parse().unwrap())
        .unwrap();
    assert!(set.route.step(StepKind::GroupVote).is_some());
    RuleSet {
        version: 1,
        ..set.clone()
    }
}

#[test]
fn a_cell_without_groups_goes_through_as_before_and_comes_back_to_its_own_steps() {
    Month::by(with_groups_first(), At::Closed);
    let mut month = Month::by(with_groups_first(), At::Received);
    month.must("office", super::deeds::send_back(StepKind::GroupVote));
    let route = &with_groups_first().route;
    let Stage::Open { step, .. } = &month.record("an").stage else {
        panic!("it was sent back");
    };
    assert_eq!(route.steps[*step].kind, StepKind::Propose);
    month.must("sec", super::deeds::vote("an"));
}
