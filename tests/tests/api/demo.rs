//! The demonstration: the numbers of the seed, every stage, accounts that see what is said of them; and
//! the same every time.

use std::collections::{BTreeMap, BTreeSet};

use axum::http::Method;
use roviec_backend::{
    clock::Clock,
    database::Tip,
    demo::{
        Extent, Making, PASSWORD, Shape,
        district::{DISTRICT, District, Ratings},
        make,
    },
    error::Error,
    verify::verify,
};
use roviec_shared::{
    api::{Demo, Me},
    book::{
        Book,
        serving::TargetRow,
        sheet::{Stage, Taken},
        submission::SubmissionState,
        summary::Summary,
    },
    id::{BookId, UnitId},
    level::Level,
    organisation::{Line, UnitKind},
    sync::message::{SyncAnswer, SyncRequest, VERSION},
    target::{Band, standing},
    view::View,
};
use serde_json::json;

use crate::harness::{Kind, Server, on_both_databases, server};

/// 1 November 2026, 08:00 in Việt Nam.
const FIRST_OF_MONTH: i64 = 1_793_494_800_000;
const RATED: &str = "2026-10";

on_both_databases![
    the_demonstration_holds_what_it_says,
    a_database_that_has_data_is_refused,
];

fn making(seed: u64, ledgers: &'static [&'static str]) -> Making {
    Making {
        month: "2026-11".parse().unwrap(),
        seed,
        shape: Shape::District,
        extent: Extent::Part { ledgers, closed: 1 },
    }
}

#[test]
fn the_district_has_the_numbers_of_the_seed() {
    let district = District::draw(2021).unwrap();
    let top: UnitId = DISTRICT.parse().unwrap();
    let of_kind = |kind| {
        district
            .tree
            .units
            .values()
            .filter(move |unit| unit.kind == kind)
    };
    let below: Vec<_> = district.tree.below(&top, Line::Management).collect();
    let agencies = below.iter().filter(|unit| unit.kind == UnitKind::Agency);
    assert_eq!(of_kind(UnitKind::GrassrootsOrganisation).count(), 24);
    assert_eq!(agencies.count(), 30);
    assert_eq!(below.len(), 54);

    let staffs = || district.ledgers.iter().flat_map(|ledger| &ledger.staffs);
    let managed = staffs()
        .flat_map(|staff| &staff.seats)
        .filter(|seat| seat.managed_by.as_ref() == Some(&top));
    assert_eq!(managed.count(), 746);
    let heads = staffs()
        .find(|staff| staff.ratings == Ratings::Heads)
        .unwrap();
    assert_eq!((heads.unit.as_str(), heads.seats.len()), (DISTRICT, 105));

    let cells = || staffs().filter(|staff| staff.ratings == Ratings::Members);
    let members: usize = cells().map(|cell| cell.seats.len()).sum();
    assert_eq!(members, 5_000);
    for commune in of_kind(UnitKind::GrassrootsOrganisation) {
        let own: Vec<usize> = cells()
            .filter(|cell| {
                district
                    .tree
                    .is_within(&cell.unit, &commune.id, Line::Party)
            })
            .map(|cell| cell.seats.len())
            .collect();
        assert!((8..=20).contains(&own.len()), "{}", commune.name);
        assert!(
            (150..=400).contains(&own.iter().sum::<usize>()),
            "{}",
            commune.name
        );
        assert!(
            own.iter().all(|size| (3..=50).contains(size)),
            "{}",
            commune.name
        );
    }
}

#[tokio::test]
async fn the_same_month_and_seed_make_the_same_ledgers() {
    const LEDGERS: &[&str] = &["phong-noi-vu", "truong-dai-dong"];
    let mut made: Vec<BTreeMap<UnitId, Tip>> = Vec::new();
    for (kind, seed) in [(Kind::Sqlite, 7), (Kind::Postgres, 7), (Kind::Sqlite, 8)] {
        let server = server(kind).await;
        make(&server.state.database, making(seed, LEDGERS))
            .await
            .unwrap();
        let mut transaction = server.state.database.read().await.unwrap();
        let mut tips = transaction.tips().await.unwrap();
        tips.retain(|_, tip| tip.head > 0);
        made.push(tips);
    }
    assert_eq!(made[0].len(), LEDGERS.len());
    assert_eq!(made[0], made[1], "SQLite and PostgreSQL");
    assert_ne!(made[0], made[2], "another seed");
}

async fn a_database_that_has_data_is_refused(server: Server) {
    server.district().await;
    let refused = make(&server.state.database, making(7, &[])).await;
    assert!(matches!(refused, Err(Error::Operator(_))));
    let mut transaction = server.state.database.read().await.unwrap();
    assert_eq!(transaction.district("demo_password").await.unwrap(), None);
}

/// One making serves all that is asked of it here: it takes the longest.
async fn the_demonstration_holds_what_it_says(server: Server) {
    const LEDGERS: &[&str] = &[
        DISTRICT,
        "dai-dong",
        "vinh-kien",
        "phong-noi-vu",
        "truong-dai-dong",
    ];
    server.clock.set(FIRST_OF_MONTH);
    let demo = make(&server.state.database, making(2021, LEDGERS))
        .await
        .unwrap();
    nothing_is_found_and_nothing_lies_in_the_future(&server).await;
    huong_ly_stands_right_before_its_meeting(&server).await;
    every_stage_is_there(&server).await;
    the_sign_in_page_describes_the_accounts(&server, &demo).await;
    every_described_account_signs_in_and_sees_what_is_said(&server, &demo).await;
    the_districts_targets_stand_at_the_middle_as_the_seed_says(&server).await;
}

async fn nothing_is_found_and_nothing_lies_in_the_future(server: &Server) {
    let report = verify(&server.state.database).await.unwrap();
    assert_eq!(report.findings, []);
    assert!(report.entries > 3_000, "{report:?}");
    let mut transaction = server.state.database.read().await.unwrap();
    for ledger in ["huyen", "dai-dong", "vinh-kien"] {
        let mut times: Vec<i64> = Vec::new();
        let mut after = 0;
        loop {
            let entries = transaction.entries(ledger, after, 2_000).await.unwrap();
            let Some(last) = entries.last() else { break };
            after = last.ledger_number;
            times.extend(entries.iter().map(|entry| entry.arrived_at));
        }
        assert!(times.is_sorted(), "{ledger}");
        let midnight = Clock::standing_at(FIRST_OF_MONTH - 8 * 3_600_000).now_ms();
        assert!(
            times.last().is_some_and(|last| *last < midnight),
            "{ledger}"
        );
    }
}

async fn book(server: &Server, unit: &str, month: &str) -> Book {
    let id: BookId = format!("{unit}/{month}").parse().unwrap();
    let mut transaction = server.state.database.read().await.unwrap();
    let mut found = transaction.books([&id]).await.unwrap();
    found
        .pop()
        .unwrap_or_else(|| panic!("no book {unit}/{month}"))
}

fn summary(book: &Book) -> Summary {
    roviec_shared::book::summary::summary(book)
}

async fn huong_ly_stands_right_before_its_meeting(server: &Server) {
    let now = book(server, "dai-dong.huong-ly", RATED).await;
    let counts = summary(&now);
    assert_eq!(now.people.len(), 22);
    assert!(
        now.people
            .values()
            .any(|record| record.enrolled.name == "Phạm Thị Dịu")
    );
    assert!(counts.planned >= 18, "{counts:?}");
    assert!(counts.reported < counts.tasks, "not all results are in");
    assert!(
        counts.reported * 10 >= counts.tasks * 7,
        "most results are in"
    );
    assert!((12..22).contains(&counts.scored), "most self-scores are in");
    assert_eq!((counts.voted, counts.met), (0, None));

    let last = book(server, "dai-dong.huong-ly", "2026-09").await;
    assert!(last.closed.is_some() && last.is_imported);
    let diu = last
        .people
        .values()
        .find(|record| record.enrolled.name == "Phạm Thị Dịu");
    assert!(matches!(
        diu.map(|record| &record.stage),
        Some(Stage::Closed { .. })
    ));
    let next = book(server, "dai-dong.huong-ly", "2026-11").await;
    assert!(next.place.is_some() && summary(&next).planned == 0);
}

async fn every_stage_is_there(server: &Server) {
    let cell = async |name: &str| book(server, name, RATED).await;
    assert_eq!(
        summary(&cell("dai-dong.minh-khai").await).tasks,
        0,
        "opened"
    );
    let planned = summary(&cell("dai-dong.chop-du").await);
    assert!(planned.tasks > 0 && planned.reported == 0, "planned");
    let reporting = summary(&cell("dai-dong.khe-nhan").await);
    assert!(reporting.reported > 0 && reporting.scored == 0, "results");
    let meeting = summary(&cell("dai-dong.cau-mo").await);
    assert!(
        meeting.voted > 0 && meeting.met.is_none(),
        "a meeting under way"
    );
    let sent = cell("dai-dong.dong-tam").await;
    assert!(matches!(
        sent.submission().unwrap().state,
        SubmissionState::Sent
    ));
    let received = cell("dai-dong.lang-dat").await;
    assert!(matches!(
        received.submission().unwrap().state,
        SubmissionState::Received { .. }
    ));
    let returned = cell("dai-dong.hong-bang").await;
    let last = returned.submissions.last().unwrap();
    assert!(matches!(last.state, SubmissionState::Returned { .. }));
    assert!(returned.submission().is_none());

    let committee = book(server, "vinh-kien", RATED).await;
    assert_eq!(committee.conclusions.len(), 1);
    let announced = cell("vinh-kien.thon-1").await;
    assert!(
        announced
            .people
            .values()
            .all(|record| matches!(record.stage, Stage::Announced { .. }))
    );
    assert_eq!(summary(&announced).appeals, 1);
    let mut commented = false;
    for unit in 1..=10 {
        let book = cell(&format!("vinh-kien.thon-{unit}")).await;
        commented |= book
            .people
            .values()
            .any(|record| !record.comments.is_empty());
    }
    assert!(commented, "somebody said a word beside the result");
    the_secretary_s_own_row_was_chaired_by_another(&announced);

    let agency = book(server, "phong-noi-vu", RATED).await;
    assert!(summary(&agency).scored > 0);
    let heads = book(server, DISTRICT, RATED).await;
    let whole = heads.people.keys().filter(|who| who.collective().is_some());
    // The 54 agencies and units, and the Standing Committee itself.
    let whole = whole.count();
    assert_eq!((heads.people.len() - whole, whole), (105, 55));
    assert!(
        heads
            .people
            .values()
            .any(|record| record.stage.proposal().is_some())
    );
    let levels: BTreeSet<Level> = announced
        .people
        .values()
        .filter_map(|record| record.decision()?.decided.outcome.level())
        .collect();
    assert!(levels.len() > 1, "not everyone is the same");
}

fn the_secretary_s_own_row_was_chaired_by_another(book: &Book) {
    for (person, record) in &book.people {
        for taken in record.stage.done() {
            if let Taken::Voted { vote, by } = taken {
                assert_ne!(&vote.chair, person);
                assert_ne!(by, person);
            }
        }
    }
}

async fn the_sign_in_page_describes_the_accounts(server: &Server, demo: &Demo) {
    let shown: Demo = server.send(Method::GET, "/demo", None, &()).await.read();
    assert_eq!(&shown, demo);
    assert_eq!(shown.password, PASSWORD);
    assert!(
        (18..=25).contains(&shown.accounts.len()),
        "{}",
        shown.accounts.len()
    );
    assert_eq!(shown.accounts[0].login_name, "bt.huongly");
}

async fn the_districts_targets_stand_at_the_middle_as_the_seed_says(server: &Server) {
    let board = server.signed_in("btc.huyen", PASSWORD).await;
    let rows: Vec<TargetRow> = board.get(server, "/targets").await.read();
    let of = |unit: &'static str| {
        let own = rows.iter();
        own.filter(move |row| row.target.book.unit.as_str() == unit)
    };
    let bands: Vec<Band> = of(DISTRICT)
        .map(|row| {
            let standing = standing(&row.months).unwrap();
            standing.reached().unwrap().band()
        })
        .collect();
    let count = |band| bands.iter().filter(|each| **each == band).count();
    assert_eq!(Band::ALL.map(count), [8, 16, 2, 0]);
    let planned = |row: &TargetRow| standing(&row.months).unwrap().plan;
    let named = |unit, title| {
        let mut own = of(unit);
        own.find(|row| planned(row).title == title).unwrap()
    };
    let communes = named(DISTRICT, "Xã đạt chuẩn nông thôn mới");
    assert_eq!(planned(communes).measure, "xã");
    // A commune's target is a part of the district's, and its cells' tasks serve it.
    let forest = named(DISTRICT, "Trồng rừng mới");
    let own = named("dai-dong", "Trồng rừng mới");
    assert_eq!(planned(own).part_of.as_ref(), Some(&forest.target));
    let criteria = named("dai-dong", "Tiêu chí nông thôn mới nâng cao hoàn thành");
    assert!(criteria.serving.tasks > 20, "{:?}", criteria.serving);
    assert!(criteria.serving.done > 0, "{:?}", criteria.serving);
}

/// What each account is to see of the month that is rated: the unit, and how much of it.
const SEEN: &[(&str, &str, &str)] = &[
    ("bt.huongly", "dai-dong.huong-ly", "full"),
    ("pbt.huongly", "dai-dong.huong-ly", "full"),
    ("truongthon.huongly", "dai-dong.huong-ly", "own"),
    ("dv.huongly", "dai-dong.huong-ly", "own"),
    ("vp.daidong", "dai-dong.dong-tam", "full"),
    ("bt.daidong", "dai-dong.co-quan", "full"),
    ("pbt.daidong", "dai-dong.co-quan", "full"),
    ("ubkt.daidong", "dai-dong.huong-ly", "full"),
    ("bt.hongbang", "dai-dong.hong-bang", "full"),
    ("bt.caumo", "dai-dong.cau-mo", "full"),
    ("bt.dongtam", "dai-dong.dong-tam", "full"),
    ("bt.chopdu", "dai-dong.chop-du", "full"),
    ("gv.daidong", "truong-dai-dong", "own"),
    ("gv.daidong", "dai-dong.truong", "own"),
    ("dv.vinhkien", "vinh-kien.thon-1", "own"),
    ("bt.vinhkien", "vinh-kien.thon-1", "full"),
    ("tp.noivu", "phong-noi-vu", "full"),
    ("tp.noivu", DISTRICT, "own"),
    ("ptp.noivu", "phong-noi-vu", "full"),
    ("cv.noivu", "phong-noi-vu", "own"),
    ("bt.huyen", DISTRICT, "full"),
    ("btc.huyen", DISTRICT, "full"),
    ("btv.huyen", "vinh-kien", "members"),
    ("ubkt.huyen", "phong-noi-vu", "full"),
];

async fn every_described_account_signs_in_and_sees_what_is_said(server: &Server, demo: &Demo) {
    for account in &demo.accounts {
        let login = account.login_name.as_str();
        let person = server.signed_in(login, &demo.password).await;
        let me: Me = person.get(server, "/session").await.read();
        assert!(me.demonstration && !me.must_change, "{login}");
        assert_eq!(me.name, account.name, "{login}");
        let request: SyncRequest = serde_json::from_value(json!({
            "v": VERSION, "n": 1, "device": "may-thu", "account": me.account,
        }))
        .unwrap();
        let answer: SyncAnswer = person.post(server, "/sync", &request).await.read();
        let buckets = answer.scope.unwrap_or_default();
        let seen: BTreeSet<(String, &str)> = buckets
            .iter()
            .filter(|bucket| String::from(bucket.book.month) == RATED)
            .map(|bucket| {
                let view = match bucket.view {
                    View::Own(_) => "own",
                    View::Members => "members",
                    View::Group { .. } => "group",
                    View::Asked(_) => "asked",
                    View::Full | View::FullAs(_) => "full",
                };
                (bucket.book.unit.to_string(), view)
            })
            .collect();
        let expected: Vec<_> = SEEN.iter().filter(|(name, ..)| *name == login).collect();
        // The administrator sees nothing of a rating.
        assert_eq!(expected.is_empty(), login == "quantri", "{login}");
        assert_eq!(seen.is_empty(), login == "quantri", "{login}: {seen:?}");
        for (_, unit, view) in expected {
            assert!(
                seen.contains(&((*unit).to_owned(), *view)),
                "{login}: {seen:?}"
            );
        }
    }
}
