//! `make bench`, the part that needs no browser: what sync costs over a real socket, set beside a bare
//! server that puts the same rows into SQLite in one synced transaction. Prints; asserts nothing.
//!
//! `cargo bench -p roviec-tests --bench sync -- offline` runs one part alone: `push`, `pull` or `offline`.
#![allow(
    clippy::unwrap_used,
    missing_docs,
    dead_code,
    unused_imports,
    unused_macros
)]

#[path = "../tests/api/away.rs"]
mod away;
#[path = "sync/bare.rs"]
mod bare;
#[path = "sync/catching_up.rs"]
mod catching_up;
#[path = "sync/cells.rs"]
mod cells;
#[path = "../tests/api/crowd.rs"]
mod crowd;
#[path = "../tests/api/deeds.rs"]
mod deeds;
#[path = "../tests/api/harness.rs"]
mod harness;
#[path = "sync/http.rs"]
mod http;
#[path = "../tests/api/postgres.rs"]
mod postgres;
#[path = "../tests/api/tablet.rs"]
mod tablet;
#[path = "../tests/api/village.rs"]
mod village;

use std::{
    env,
    time::{Duration, Instant},
};

use roviec_shared::{
    act::{Act, Deed},
    sync::device::{Device, Input, Output, Start, Status},
};

use crowd::Crowd;
use harness::{Kind, NOON, Server, server};
use http::Wire;
use tablet::Tablet;
use village::{CELL, book, person, rules};

/// Sheets of the synthetic meeting.
const SHEETS: usize = 600;
/// Each timing is the middle one of so many.
const ROUNDS: usize = 5;

#[tokio::main]
async fn main() {
    // Cargo adds a word of its own, which begins with a hyphen.
    let asked: Vec<String> = env::args()
        .skip(1)
        .filter(|word| !word.starts_with('-'))
        .collect();
    let is_asked = |part: &str| asked.is_empty() || asked.iter().any(|word| word == part);
    if is_asked("push") {
        pushes().await;
    }
    if is_asked("pull") {
        pull().await;
    }
    if is_asked("offline") {
        catching_up::measure().await;
    }
}

async fn pushes() {
    let mut pushes = Vec::new();
    let mut bare_pushes = Vec::new();
    for round in 0..ROUNDS {
        let last = round + 1 == ROUNDS;
        let (roviec, bare) = push(last).await;
        pushes.push(roviec);
        bare_pushes.push(bare);
    }
    compare(
        &format!("{SHEETS} acts pushed, journalled to verdicts"),
        pushes,
        bare_pushes,
    );
}

/// What one exchange, of as many requests as it takes, has cost.
#[derive(Clone, Copy, Debug, Default)]
struct Cost {
    requests: usize,
    up: usize,
    down: usize,
    time: Duration,
}

/// Drives the device over the wire until it has nothing more to say.
async fn exchange(wire: &mut Wire, tablet: &mut Tablet) -> Cost {
    let mut cost = Cost::default();
    let begun = Instant::now();
    tablet.device.handle(Input::Wanted, NOON, 0);
    while let Some(output) = tablet.device.poll() {
        let input = match output {
            Output::Send {
                mut request,
                sign: wanted,
            } => {
                tablet.signs(&mut request, &wanted);
                let body = serde_json::to_vec(&request).unwrap();
                let cookie = &tablet.session.cookie;
                let answer = wire.post("/api/sync", cookie, &body).await.unwrap();
                let said = String::from_utf8_lossy(&answer.body);
                assert_eq!(answer.status, 200, "{said}");
                cost.requests += 1;
                cost.up += answer.up;
                cost.down += answer.down;
                Input::Answered(Box::new(serde_json::from_slice(&answer.body).unwrap()))
            }
            Output::Keep(_) => Input::Kept,
            Output::FetchOrganisation => Input::OrganisationNotFetched,
            _ => continue,
        };
        tablet.device.handle(input, NOON, 0);
    }
    cost.time = begun.elapsed();
    cost
}

/// One person has scored for everyone in a cell of 600; the tablet comes back to the network.
async fn push(says_more: bool) -> (Cost, Cost) {
    let server = server(Kind::Sqlite).await;
    server.crowd(&[(CELL, SHEETS)]).await;
    server.village().await;
    let mut tablet = server.tablet("diu").await;
    let mut wire = Wire::to(server.router.clone()).await;
    exchange(&mut wire, &mut tablet).await;
    let before = tablet.device.buckets().clone();
    let shown = tablet.book(&book(CELL));
    for number in 0..SHEETS {
        let people = [(person(&Crowd::id(CELL, number)), deeds::score(9))].into();
        tablet.makes(Act::on(&shown, Deed::Score { people }));
    }
    // What `makes` set off is asked for again below, with the clock running.
    let acts = tablet.device.acts().clone();
    let start = |buckets| Start {
        device: "may-1".to_owned(),
        account: tablet.account.clone(),
        person: Some(tablet.person.clone()),
        epoch: tablet.device.epoch().map(str::to_owned),
        rules: rules(),
        acts: acts.clone(),
        buckets,
        ..Start::default()
    };
    let (fresh, again) = (start(before.clone()), start(before));
    tablet.device = Device::new(fresh);
    let cost = exchange(&mut wire, &mut tablet).await;
    let accepted = tablet
        .device
        .acts()
        .values()
        .filter(|own| matches!(own.status, Status::Accepted { .. }))
        .count();
    assert_eq!(accepted, SHEETS, "the server accepts them");
    let rows = bare::Rows::of(&acts, &tablet.book(&book(CELL)));
    if says_more {
        say("  the same, over the line", &cost);
        say(
            "sync with nothing to send",
            &exchange(&mut wire, &mut tablet).await,
        );
        tablet.device = Device::new(again);
        say(
            "after the answer to those was lost",
            &exchange(&mut wire, &mut tablet).await,
        );
    }
    (cost, rows.push().await)
}

/// A new device of somebody who compiles for one commune and sees levels everywhere else.
async fn pull() {
    let server = server(Kind::Sqlite).await;
    let cells = server.district_of_cells(180, 30).await;
    server.village().await;
    let session = server.session_of("ban").await;
    let mut costs = Vec::new();
    let mut bare = Vec::new();
    for _ in 0..ROUNDS {
        let mut tablet = server.tablet("ban").await;
        tablet.session = session.clone();
        let mut wire = Wire::to(server.router.clone()).await;
        let cost = exchange(&mut wire, &mut tablet).await;
        bare.push(bare::Rows::held(tablet.device.buckets()).pull().await);
        costs.push(cost);
    }
    compare(
        &format!("{} sheets pulled by a new device", cells * 30),
        costs,
        bare,
    );
}

fn middle(mut costs: Vec<Cost>) -> Cost {
    costs.sort_by_key(|cost| cost.time);
    costs[costs.len() / 2]
}

fn compare(words: &str, roviec: Vec<Cost>, bare: Vec<Cost>) {
    let (roviec, bare) = (middle(roviec), middle(bare));
    say(words, &roviec);
    let times = roviec.time.as_secs_f64() / bare.time.as_secs_f64();
    println!(
        "| … by the bare server | {:.0} ms | {times:.1} × as long here |",
        bare.time.as_secs_f64() * 1e3
    );
}

fn say(words: &str, cost: &Cost) {
    println!(
        "| {words} | {:.0} ms | {} requests, {:.1} KB up, {:.1} KB down |",
        cost.time.as_secs_f64() * 1e3,
        cost.requests,
        cost.up as f64 / 1e3,
        cost.down as f64 / 1e3,
    );
}
