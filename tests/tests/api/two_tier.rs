//! The demonstration of two tiers: communes directly under a province, by data alone; and a month in it, of a
//! cell and of a head, from the task to the announcement.

use std::collections::BTreeMap;

use roviec_backend::{
    demo::{
        Extent, Making, PASSWORD, Shape,
        district::{District, Ratings, two_tier::PROVINCE},
        make,
    },
    verify::verify,
};
use roviec_shared::{
    act::{DecidedOn, Deed, InBook},
    api::Demo,
    apply::{people_of_group, to_circulate},
    book::{
        digest,
        grading::row,
        round::Opinion,
        sheet::{Decided, Proposal, SelfScore, Stage},
        submission::{BodyVote, ConcludedRow, ConclusionNotes},
    },
    id::{BookId, PersonId, TaskId, UnitId},
    level::{Level, Outcome},
    month::Day,
    organisation::{Line, Role, UnitKind},
    points::Points,
    rules::CriterionGroup,
};

use crate::{
    deeds::report,
    harness::{Server, on_both_databases},
    tablet::Tablet,
    village::rules,
};

/// 20 November 2026, 08:00 in Việt Nam.
const IN_THE_MONTH: i64 = 1_795_136_400_000;
const MONTH: &str = "2026-11";
/// The one before it, played half way.
const RATED: &str = "2026-10";
const COMMUNE: &str = "dong-son";
const CELL: &str = "chi-bo-ban-lom";

on_both_databases![a_cell_and_a_head_go_through_a_month_of_two_tiers];

fn book(unit: &str) -> BookId {
    format!("{unit}/{MONTH}").parse().unwrap()
}

fn province() -> District {
    District::of_shape(Shape::TwoTier, 2021).unwrap()
}

#[test]
fn the_province_has_communes_directly_below_and_no_district_s_words() {
    let province = province();
    let top: UnitId = PROVINCE.parse().unwrap();
    let commune: UnitId = COMMUNE.parse().unwrap();
    let tree = &province.tree;
    assert_eq!(tree.top(), Some(&top));
    let communes: Vec<_> = tree
        .below(&top, Line::Party)
        .map(|unit| unit.kind)
        .collect();
    assert_eq!(communes, [UnitKind::Commune; 3]);
    assert_eq!(tree.above(&commune, Line::Management).len(), 1);
    // A cell stands directly under the commune, another in an organisation between.
    for (unit, kind, depth) in [
        (CELL, UnitKind::GrassrootsCell, 2),
        ("dang-bo-ubnd-dong-son.kinh-te", UnitKind::Cell, 3),
        ("chi-bo-khe-ngang.to-1", UnitKind::PartyGroup, 3),
    ] {
        let unit: UnitId = unit.parse().unwrap();
        assert_eq!(tree.units[&unit].kind, kind);
        assert_eq!(tree.above(&unit, Line::Party).len(), depth, "{unit}");
    }
    for unit in tree.units.values() {
        let name = unit.name.to_lowercase();
        assert!(!name.contains("huyện"), "{name}");
    }
}

#[test]
fn fewer_than_thirty_members_are_a_grassroots_cell_and_more_an_organisation_with_cells() {
    let province = province();
    let staffs = || province.ledgers.iter().flat_map(|ledger| &ledger.staffs);
    let own = staffs().filter(|staff| staff.ratings == Ratings::OwnMembers);
    for cell in own {
        assert!((3..30).contains(&cell.seats.len()), "{}", cell.unit);
    }
    let below = staffs().filter(|staff| staff.ratings == Ratings::Members);
    let members: usize = below.map(|cell| cell.seats.len()).sum();
    assert!(members >= 30, "{members}");
}

#[test]
fn who_compiles_for_a_commune_works_in_its_board() {
    let province = province();
    let board = province.staff("ban-xay-dung-dang-dong-son").unwrap();
    let compiles: Vec<_> = province.holders(COMMUNE, Role::OrganisationBoard).collect();
    assert!(!compiles.is_empty());
    for who in compiles {
        assert!(board.seats.iter().any(|seat| seat.who.id == who.id));
    }
}

async fn a_cell_and_a_head_go_through_a_month_of_two_tiers(server: Server) {
    server.clock.set(IN_THE_MONTH);
    let making = Making {
        month: MONTH.parse().unwrap(),
        seed: 2021,
        shape: Shape::TwoTier,
        extent: Extent::Whole,
    };
    let demo = make(&server.state.database, making).await.unwrap();
    let report = verify(&server.state.database).await.unwrap();
    assert_eq!(report.findings, []);
    every_account_has_its_words_and_its_month(&server, &demo).await;
    the_other_group_has_voted_and_the_leader_of_the_first_is_asked(&server).await;
    the_cell_decides_on_its_members(&server).await;
    the_commune_decides_on_a_head(&server).await;
    let report = verify(&server.state.database).await.unwrap();
    assert_eq!(report.findings, []);
}

async fn tablet(server: &Server, login: &str) -> Tablet {
    let session = server.signed_in(login, PASSWORD).await;
    let mut tablet = server.tablet_of(session, login, "may-thu").await;
    tablet.sync(server).await;
    tablet
}

#[track_caller]
fn all_arrived(tablet: &Tablet) {
    assert_eq!(tablet.device.unsent(), 0);
    let refused = tablet.device.refused().next();
    assert!(refused.is_none(), "{refused:?}");
}

async fn every_account_has_its_words_and_its_month(server: &Server, demo: &Demo) {
    assert!(
        (15..=25).contains(&demo.accounts.len()),
        "{}",
        demo.accounts.len()
    );
    for account in &demo.accounts {
        assert!(
            !account.description.contains("uyện"),
            "{}",
            account.description
        );
        let tablet = tablet(server, &account.login_name).await;
        let sees_nothing = tablet.device.buckets().is_empty();
        let administers = account.login_name.starts_with("quantri");
        // The administrator of the commune is rated in an agency like anyone.
        assert!(!sees_nothing || administers, "{}", account.login_name);
    }
}

async fn the_other_group_has_voted_and_the_leader_of_the_first_is_asked(server: &Server) {
    let leader = tablet(server, "tt.khengang").await;
    let cell: BookId = format!("chi-bo-khe-ngang/{RATED}").parse().unwrap();
    let shown = leader.book(&cell);
    let group: UnitId = "chi-bo-khe-ngang.to-1".parse().unwrap();
    let own = people_of_group(&shown, &group).count();
    assert!(own > 5 && own == shown.people.len(), "{own}");
    assert!(
        shown
            .people
            .values()
            .all(|record| record.stage.group_vote().is_none())
    );
    let secretary = tablet(server, "bt.khengang").await;
    let voted = |group: &str| {
        let (shown, group) = (secretary.book(&cell), group.parse().unwrap());
        let people = people_of_group(&shown, &group);
        people
            .filter(|(_, record)| record.stage.group_vote().is_some())
            .count()
    };
    assert_eq!(voted("chi-bo-khe-ngang.to-1"), 0);
    let other = voted("chi-bo-khe-ngang.to-2");
    assert!(other > 5, "{other}");
}

/// Nine tenths of the most for each criterion that stands for everyone.
fn score(tablet: &Tablet, book: &BookId, who: &PersonId) -> SelfScore {
    let rules = rules();
    let set = rules
        .of(&tablet.book(book).people[who].enrolled)
        .unwrap()
        .clone();
    let groups = set.groups.iter().filter(|group| !group.only_unplanned);
    let criteria = groups.flat_map(CriterionGroup::criteria).map(|criterion| {
        let points = Points::from_hundredths(criterion.max.hundredths() * 9 / 10).unwrap();
        (criterion.id.to_string(), points)
    });
    SelfScore {
        criteria: criteria.collect(),
        level: Some(Level::Good),
        words: None,
        day: None,
    }
}

/// Reports every task of a person and scores.
fn reports(tablet: &mut Tablet, book: &BookId, who: &PersonId) {
    let tasks: Vec<TaskId> = tablet.book(book).people[who]
        .tasks
        .keys()
        .cloned()
        .collect();
    assert!(!tasks.is_empty());
    for task in tasks {
        let people = BTreeMap::from([(who.clone(), report(book))]);
        tablet.does(book, Deed::ReportResult { task, people });
    }
    let people = BTreeMap::from([(who.clone(), score(tablet, book, who))]);
    tablet.does(book, Deed::Score { people });
}

/// Decides on rows as the unit agreed on them.
fn decides(tablet: &mut Tablet, book: &BookId, people: &[PersonId], day: Day) {
    let (shown, rules) = (tablet.book(book), rules());
    let people = people.iter().map(|who| {
        let record = &shown.people[who];
        let row = row(rules.of(&record.enrolled).unwrap(), &shown, record).unwrap();
        let decided = Decided {
            outcome: row.proposed.clone(),
            reason: row.reason.clone(),
        };
        (
            who.clone(),
            DecidedOn {
                decided,
                row: digest(&row),
            },
        )
    });
    let deed = Deed::Decide {
        conclusion: None,
        document: "11-NQ/CB".to_owned(),
        day,
        people: people.collect(),
    };
    tablet.does(book, deed);
}

async fn the_cell_decides_on_its_members(server: &Server) {
    let (cell, day) = (book(CELL), server.clock.today());
    let mut secretary = tablet(server, "bt.chi-bo-ban-lom").await;
    let deputy_id = province().holder(CELL, Role::Deputy).unwrap().id.clone();
    let mut deputy = tablet(server, deputy_id.as_str()).await;
    let people: Vec<PersonId> = secretary
        .book(&cell)
        .rated()
        .map(|(who, _)| who.clone())
        .collect();
    let names: Vec<&str> = people.iter().map(PersonId::as_str).collect();
    secretary.plans(&cell, &names);
    for who in people.iter().filter(|who| **who != deputy.person) {
        reports(&mut secretary, &cell, who);
    }
    secretary.sync(server).await;
    deputy.sync(server).await;
    let own = deputy.person.clone();
    reports(&mut deputy, &cell, &own);
    deputy.sync(server).await;
    secretary.sync(server).await;

    let first = secretary.person.clone();
    secretary.convenes(&cell, first.as_str(), day);
    let others: Vec<PersonId> = people
        .iter()
        .filter(|who| **who != first)
        .cloned()
        .collect();
    for who in &others {
        secretary.agrees(&cell, who.as_str());
    }
    secretary.sync(server).await;
    deputy.sync(server).await;
    deputy.agrees(&cell, first.as_str());
    deputy.sync(server).await;
    secretary.sync(server).await;
    // The cell itself decides: nothing goes up.
    decides(&mut secretary, &cell, &others, day);
    secretary.sync(server).await;
    deputy.sync(server).await;
    decides(&mut deputy, &cell, &[first], day);
    deputy.sync(server).await;
    secretary.sync(server).await;
    secretary.announces(&cell, day);
    secretary.sync(server).await;
    all_arrived(&secretary);
    all_arrived(&deputy);
    let shown = secretary.book(&cell);
    assert!(shown.submission().is_none());
    assert!(
        shown
            .rated()
            .all(|(_, record)| matches!(record.stage, Stage::Announced { .. }))
    );
    // The commune's office sees it whole: the cell stands directly below.
    let office = tablet(server, "vp.dongson").await;
    assert_eq!(office.book(&cell).people, shown.people);
}

async fn the_commune_decides_on_a_head(server: &Server) {
    let (heads, day) = (book(COMMUNE), server.clock.today());
    let mut chair = tablet(server, "bt.dongson").await;
    let mut head = tablet(server, "tp.kinhte").await;
    let mut board = tablet(server, "bxd.dongson").await;
    let mut asked = tablet(server, "btv.dongson").await;
    let who = head.person.clone();
    chair.plans(&heads, &[who.as_str()]);
    chair.sync(server).await;
    head.sync(server).await;
    reports(&mut head, &heads, &who);
    head.sync(server).await;

    board.sync(server).await;
    board.answers(&heads, day);
    let good = Outcome::Level(board.found(&heads, &who));
    let proposal = Proposal {
        outcome: Some(good.clone()),
        strengths: Some("Điều hành cơ quan tốt".to_owned()),
        ..Proposal::default()
    };
    let people = BTreeMap::from([(who.clone(), proposal)]);
    board.does(&heads, Deed::Propose { people });
    let table = to_circulate(&board.book(&heads), &rules())
        .into_values()
        .next()
        .unwrap();
    assert_eq!(table.keys().collect::<Vec<_>>(), [&who]);
    let round = board.does(
        &heads,
        Deed::Circulate {
            day,
            until: day.plus_days(3),
            asked: [asked.person.clone(), chair.person.clone()].into(),
            people: table.clone(),
        },
    );
    board.sync(server).await;
    asked.sync(server).await;
    let opinion = Opinion {
        outcome: good.clone(),
        text: String::new(),
    };
    asked.does(
        &heads,
        Deed::Opine {
            round: round.clone(),
            day,
            people: BTreeMap::from([(who.clone(), opinion)]),
        },
    );
    asked.sync(server).await;
    board.sync(server).await;
    board.does(
        &heads,
        Deed::CloseRound {
            round: round.clone(),
            day,
        },
    );
    board.sync(server).await;

    let concluded = ConcludedRow {
        book: heads.clone(),
        outcome: good.clone(),
        reason: String::new(),
    };
    let notes = ConclusionNotes {
        number: "12-KL/ĐU".to_owned(),
        day,
        body: "Ban Thường vụ Đảng ủy xã Đông Sơn".to_owned(),
        chair: chair.person.clone(),
        vote: BodyVote {
            entitled: 6,
            present: 6,
            agree: 6,
            against: 0,
            other: 0,
        },
        cap_exception: None,
        answers: BTreeMap::from([(heads.clone(), round)]),
    };
    let people = BTreeMap::from([(who.clone(), concluded)]);
    let conclusion = board.does(&heads, Deed::Conclude { notes, people });
    board.sync(server).await;
    chair.sync(server).await;
    let decided = Decided {
        outcome: good,
        reason: String::new(),
    };
    let on = DecidedOn {
        decided,
        row: digest(&table[&who]),
    };
    chair.does(
        &heads,
        Deed::Decide {
            conclusion: Some(InBook {
                book: heads.clone(),
                act: conclusion,
            }),
            document: "12-KL/ĐU".to_owned(),
            day,
            people: BTreeMap::from([(who.clone(), on)]),
        },
    );
    chair.sync(server).await;
    board.sync(server).await;
    board.announces(&heads, day);
    board.sync(server).await;
    for tablet in [&chair, &head, &board, &asked] {
        all_arrived(tablet);
    }
    head.sync(server).await;
    let own = &head.book(&heads).people[&who];
    assert!(matches!(own.stage, Stage::Announced { .. }));
}
