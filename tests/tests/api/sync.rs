//! The exchange with the real server: what is lost, repeated, forked, refused, held or cannot be run.

use std::collections::BTreeMap;

use roviec_backend::{exchange::settle, verify::verify};
use roviec_shared::{
    act::{Act, Deed},
    id::ActRef,
    refusal::Refusal,
    sync::{
        device::Status,
        message::{SyncAnswer, SyncRequest},
        series::{Part, Salt, WireAct},
    },
};
use tokio::task::JoinSet;

use crate::{
    deeds::{report, score},
    harness::{Kind, Server, on_both_databases},
    tablet::{Tablet, Wire},
    village::{CELL, COMMUNE, book, person},
};

on_both_databases![
    r1_an_answer_lost_twenty_times_leaves_one_effect,
    r3_the_same_request_ten_times_at_once_has_one_effect_and_one_answer,
    r6_r28_each_act_has_its_own_verdict_and_a_forbidden_one_stops_no_other,
    r8_an_act_that_cannot_be_read_is_set_aside_and_later_ones_flow,
    r8_an_act_that_cannot_be_stored_is_set_aside_and_gets_its_verdict_later,
    each_act_lands_once_though_the_server_dies_in_the_middle,
    an_act_waits_for_what_it_rests_on,
    an_act_that_waited_too_long_is_refused,
];

/// Secretary and member, with the plan sent.
pub async fn planned(server: &Server) -> (Tablet, Tablet) {
    server.village().await;
    let mut secretary = server.tablet("diu").await;
    let mut member = server.tablet("chi").await;
    secretary.sync(server).await;
    secretary.plans(&book(CELL), &["diu", "binh", "chi", "dung"]);
    secretary.sync(server).await;
    member.sync(server).await;
    (secretary, member)
}

pub async fn nothing_is_wrong(server: &Server) {
    assert_eq!(verify(&server.state.database).await.unwrap().findings, []);
}

async fn r1_an_answer_lost_twenty_times_leaves_one_effect(server: Server) {
    let (_, mut member) = planned(&server).await;
    let before = server.heads().await[COMMUNE];
    member.reports(&book(CELL), "chi");
    let acts = i64::try_from(member.device.unsent()).unwrap();
    member.wire.extend([Wire::LosesAnswer; 20]);
    member.sync(&server).await;
    assert_eq!(server.heads().await[COMMUNE], before + acts);
    assert_eq!(member.device.unsent(), 0);
    assert!(member.sent.len() > 20);
    nothing_is_wrong(&server).await;
}

/// The request in which the acts went.
pub fn with_acts(tablet: &Tablet) -> SyncRequest {
    let mut sent = tablet.sent.iter().rev();
    sent.find(|request| !request.batches.is_empty())
        .unwrap()
        .clone()
}

async fn r3_the_same_request_ten_times_at_once_has_one_effect_and_one_answer(server: Server) {
    let (_, mut member) = planned(&server).await;
    let before = server.heads().await[COMMUNE];
    member.reports(&book(CELL), "chi");
    let acts = i64::try_from(member.device.unsent()).unwrap();
    // The first is on its way alone; after it is lost, verdicts are asked for and all are sent.
    member
        .wire
        .extend([Wire::LosesRequest, Wire::Works, Wire::LosesRequest]);
    member.sync_until_lost(&server).await;
    let request = with_acts(&member);
    assert!(request.batches[0].acts.len() > 1);
    assert_eq!(server.heads().await[COMMUNE], before);
    let mut all = JoinSet::new();
    for _ in 0..10 {
        let (router, session, request) = (
            server.router.clone(),
            member.session.clone(),
            request.clone(),
        );
        all.spawn(async move { session.posts_to(router, "/sync", &request).await });
    }
    let answers: Vec<SyncAnswer> = all
        .join_all()
        .await
        .into_iter()
        .map(|answer| answer.read())
        .collect();
    assert_eq!(server.heads().await[COMMUNE], before + acts);
    for answer in &answers {
        assert_eq!(answer.verdicts, answers[0].verdicts);
        assert_eq!(answer.faults, BTreeMap::new());
    }
    assert_eq!(
        answers[0]
            .verdicts
            .iter()
            .map(|run| run.to - run.from + 1)
            .sum::<u64>(),
        acts as u64
    );
    nothing_is_wrong(&server).await;
}

async fn r6_r28_each_act_has_its_own_verdict_and_a_forbidden_one_stops_no_other(server: Server) {
    let (_, mut member) = planned(&server).await;
    let cell = book(CELL);
    let first = member.scores(&cell, "chi", 9);
    let forbidden = member.makes(Act::on(
        &member.book(&cell),
        Deed::SealMinutes {
            people: BTreeMap::new(),
        },
    ));
    let people = BTreeMap::from([(person("dung"), score(10))]);
    let anothers = member.makes(Act::on(&member.book(&cell), Deed::Score { people }));
    let last = member.scores(&cell, "chi", 8);
    member.sync(&server).await;
    let is_accepted = |status: Status| matches!(status, Status::Accepted { .. });
    let refused = |status: Status| {
        matches!(
            status,
            Status::Refused {
                refusal: Refusal::NotYours
            }
        )
    };
    assert!(is_accepted(member.status(&first)) && is_accepted(member.status(&last)));
    assert!(refused(member.status(&forbidden)) && refused(member.status(&anothers)));
    nothing_is_wrong(&server).await;
}

/// An act of a later program.
fn unreadable() -> WireAct {
    let content = format!(r#"{{"book":"{}","do":"dance","v":9}}"#, book(CELL));
    WireAct {
        parts: vec![Part {
            salt: Salt([7; 16]),
            content,
        }],
    }
}

async fn r8_an_act_that_cannot_be_read_is_set_aside_and_later_ones_flow(server: Server) {
    let (_, mut member) = planned(&server).await;
    let cell = book(CELL);
    let act = |points| {
        let people = BTreeMap::from([(person("chi"), score(points))]);
        Act::on(&member.book(&cell), Deed::Score { people })
    };
    // The later one does not rest on the strange one.
    let (stands_for, free) = (act(9), act(8));
    let strange = member.journals(stands_for, unreadable());
    let later = member.makes(free);
    member.sync(&server).await;
    assert_eq!(member.status(&strange), Status::SetAside);
    assert!(matches!(member.status(&later), Status::Accepted { .. }));
    assert_eq!(member.device.unsent(), 1);
    // Asked again, after a restart and after it was looked at again: the same.
    settle(&server.state).await.unwrap();
    member.sync(&server).await;
    assert_eq!(member.status(&strange), Status::SetAside);
    nothing_is_wrong(&server).await;
}

async fn r8_an_act_that_cannot_be_stored_is_set_aside_and_gets_its_verdict_later(server: Server) {
    let (_, mut member) = planned(&server).await;
    let cell = book(CELL);
    let mut acts = Vec::new();
    for points in [9, 8, 7, 6, 5] {
        acts.push(member.scores(&cell, "chi", points));
    }
    let row = format!("NEW.series = '{}' AND NEW.number = 3", member.series);
    match server.kind() {
        Kind::Sqlite => {
            server
                .sql(&format!(
                    "CREATE TRIGGER broken BEFORE INSERT ON acts WHEN {row} BEGIN SELECT RAISE(ABORT, 'broken'); END"
                ))
                .await;
        }
        Kind::Postgres => {
            server
                .sql(&format!(
                    "CREATE FUNCTION broken() RETURNS trigger LANGUAGE plpgsql AS
                     $$ BEGIN IF {row} THEN RAISE EXCEPTION 'broken'; END IF; RETURN NEW; END $$;
                     CREATE TRIGGER broken BEFORE INSERT ON acts FOR EACH ROW EXECUTE FUNCTION broken()"
                ))
                .await;
        }
    }
    member.sync(&server).await;
    assert_eq!(member.status(&acts[2]), Status::SetAside);
    for act in [&acts[0], &acts[1]] {
        assert!(matches!(member.status(act), Status::Accepted { .. }));
    }
    for act in [&acts[3], &acts[4]] {
        assert!(
            !matches!(member.status(act), Status::Pending),
            "{:?}",
            member.status(act)
        );
    }
    settle(&server.state).await.unwrap();
    member.sync(&server).await;
    assert_eq!(member.status(&acts[2]), Status::SetAside);
    // Mended: it gets its verdict, and what waited for it too.
    match server.kind() {
        Kind::Sqlite => server.sql("DROP TRIGGER broken").await,
        Kind::Postgres => server.sql("DROP TRIGGER broken ON acts").await,
    }
    settle(&server.state).await.unwrap();
    member.sync(&server).await;
    assert_eq!(member.device.unsent(), 0);
    assert!(matches!(member.status(&acts[2]), Status::Accepted { .. }));
    nothing_is_wrong(&server).await;
}

async fn each_act_lands_once_though_the_server_dies_in_the_middle(mut server: Server) {
    let (mut secretary, mut member) = planned(&server).await;
    let cell = book(CELL);
    let before = server.heads().await[COMMUNE];
    secretary.reports(&cell, "dung");
    member.reports(&cell, "chi");
    let acts = secretary.device.unsent() + member.device.unsent();
    for tablet in [&mut secretary, &mut member] {
        // Sent, and the server dies before its answer is out.
        tablet.wire.extend([Wire::LosesAnswer]);
        tablet.sync_until_lost(&server).await;
    }
    server.restart().await;
    secretary.sync(&server).await;
    member.sync(&server).await;
    assert_eq!(
        server.heads().await[COMMUNE],
        before + i64::try_from(acts).unwrap()
    );
    assert_eq!(secretary.device.unsent() + member.device.unsent(), 0);
    secretary.sync(&server).await;
    assert!(
        secretary.book(&cell).people[&person("chi")]
            .stage
            .score()
            .is_some()
    );
    nothing_is_wrong(&server).await;
}

/// The member reports on a task whose giver has not sent it yet.
pub async fn reported_too_early(server: &Server) -> (Tablet, Tablet, ActRef) {
    let (mut secretary, mut member) = planned(server).await;
    let cell = book(CELL);
    let task = secretary.plans(&cell, &["chi"]).remove(0);
    let people = BTreeMap::from([(person("chi"), report(&cell))]);
    let act = Act {
        book: cell,
        saw: BTreeMap::new(),
        after: Vec::new(),
        replaces: None,
        adopted_from: None,
        deed: Deed::ReportResult { task, people },
    };
    let early = member.makes(act);
    member.sync(server).await;
    assert!(matches!(member.status(&early), Status::Held { .. }));
    (secretary, member, early)
}

async fn an_act_waits_for_what_it_rests_on(server: Server) {
    let (mut secretary, mut member, early) = reported_too_early(&server).await;
    secretary.sync(&server).await;
    member.sync(&server).await;
    assert!(matches!(member.status(&early), Status::Accepted { .. }));
    nothing_is_wrong(&server).await;
}

async fn an_act_that_waited_too_long_is_refused(server: Server) {
    let (_, mut member, early) = reported_too_early(&server).await;
    let later = server.clock.now_ms() + 29 * 86_400_000;
    server.clock.set(later);
    settle(&server.state).await.unwrap();
    member.sync(&server).await;
    assert!(matches!(member.status(&early), Status::Held { .. }));
    // The session is renewed by use.
    server.clock.set(later + 29 * 86_400_000);
    member.sync(&server).await;
    server.clock.set(later + 50 * 86_400_000);
    settle(&server.state).await.unwrap();
    member.sync(&server).await;
    let refused = Status::Refused {
        refusal: Refusal::HeldTooLong,
    };
    assert_eq!(member.status(&early), refused);
}
