//! The simulated world by the seed: tablets, a bad line and a server, in memory or the real one.
//!
//! `ROVIEC_WORLD_SECONDS=60` goes on for so long, `ROVIEC_WORLD_SEEDS=100000` for so many seeds in memory,
//! `ROVIEC_FIRST_SEED=1000` begins there, and `ROVIEC_SEED=17` runs that one alone and says what happens in it.
#![allow(clippy::unwrap_used)]

#[path = "world/holdings.rs"]
mod holdings;
#[path = "world/planted.rs"]
mod planted;
#[path = "world/real.rs"]
mod real;
#[path = "world/served.rs"]
mod served;
#[path = "world/sql.rs"]
mod sql;

use std::{
    collections::BTreeMap,
    env, panic,
    sync::{
        Mutex,
        atomic::{AtomicU64, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use roviec_shared::{
    rules::{RuleBook, shipped},
    sync::world::{Found, Report, run},
};

/// Seeds that run however short the time is: with fewer, something might not have happened at all.
const SEEDS_MIN: u64 = 300;

fn rules() -> RuleBook {
    shipped().into_iter().collect()
}

/// A number that the environment gives.
fn asked(name: &str) -> Option<u64> {
    env::var(name).ok()?.parse().ok()
}

/// Runs the seed that was asked for alone, and says what happens in it; `false` where none was.
fn runs_alone(one: impl Fn(u64, bool) -> Result<Report, Box<Found>>) -> bool {
    let Some(seed) = asked("ROVIEC_SEED") else {
        return false;
    };
    match one(seed, true) {
        Ok(report) => println!("{report:#?}"),
        Err(found) => panic!("{}\nseed {seed}: {}", found.log.join("\n"), found.what),
    }
    true
}

/// One world; where it fails, how to see it again is the first thing said.
fn runs(
    test: &str,
    seed: u64,
    one: &(impl Fn(u64, bool) -> Result<Report, Box<Found>> + panic::RefUnwindSafe),
) -> Report {
    let outcome = panic::catch_unwind(|| one(seed, false));
    let what = match outcome {
        Ok(Ok(report)) => return report,
        Ok(Err(found)) => found.what,
        Err(_) => "it ended in a panic".to_owned(),
    };
    panic!(
        "seed {seed}: {what}\nROVIEC_SEED={seed} cargo test --workspace --test world {test} -- --nocapture"
    )
}

/// Runs worlds one after another on some threads, at least so many, and as long as was asked for; gives
/// what happened how often.
fn go_on(
    test: &str,
    seeds_min: u64,
    threads: usize,
    one: impl Fn(u64, bool) -> Result<Report, Box<Found>> + panic::RefUnwindSafe + Sync,
) -> BTreeMap<String, u64> {
    let begun = Instant::now();
    let time = Duration::from_secs(asked("ROVIEC_WORLD_SECONDS").unwrap_or_default());
    let first = asked("ROVIEC_FIRST_SEED").unwrap_or(1);
    let next = AtomicU64::new(first);
    let counts = Mutex::new(BTreeMap::<String, u64>::new());
    let work = || loop {
        let seed = next.fetch_add(1, Ordering::Relaxed);
        if seed >= first + seeds_min && begun.elapsed() >= time {
            return;
        }
        let found = panic::catch_unwind(|| runs(test, seed, &one));
        let report = found.unwrap_or_else(|failed| {
            // The others stop with their next seed.
            next.store(u64::MAX / 2, Ordering::Relaxed);
            panic::resume_unwind(failed)
        });
        let mut counts = counts.lock().unwrap();
        *counts.entry("seeds".to_owned()).or_default() += 1;
        for (what, times) in report.counts {
            *counts.entry(what).or_default() += times;
        }
    };
    thread::scope(|scope| {
        let running: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        for thread in running {
            if let Err(failed) = thread.join() {
                panic::resume_unwind(failed);
            }
        }
    });
    let counts = counts.into_inner().unwrap();
    println!("{test}: {counts:#?} in {:?}", begun.elapsed());
    counts
}

#[test]
fn whatever_goes_wrong_it_is_as_if_each_act_had_been_sent_once() {
    let rules = rules();
    let one = |seed, is_logged| run(seed, &rules, None, is_logged);
    if runs_alone(one) {
        return;
    }
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let seeds = asked("ROVIEC_WORLD_SEEDS").unwrap_or_default();
    let counts = go_on("whatever", seeds.max(SEEDS_MIN), threads, one);
    // A world in which nothing happens finds nothing.
    let missing: Vec<&str> = happens()
        .filter(|what| !counts.contains_key(*what))
        .collect();
    assert!(missing.is_empty(), "in none of these worlds: {missing:?}");
}

/// Each found a fault of the program once: what it was stands beside it.
const ONCE_FAILED: [(u64, &str); 9] = [
    (
        15_564,
        "a device that stopped before it had told a restored server of a refusal never told it",
    ),
    (
        21,
        "a server that came back was told of one refusal that it lacked, and not of the next beyond a gap",
    ),
    (
        78,
        "an act told late by another tab came back after it was forgotten",
    ),
    (
        9228,
        "a refused act of a series that was left was sent without end",
    ),
    (
        36_963,
        "the world took a copied profile's own act for one that a wipe had removed",
    ),
    (
        72_767,
        "the world took what a tablet had heard and could not store for what a wipe had not meant",
    ),
    (
        24_003,
        "what a backup held as waiting took effect, though it had been refused since",
    ),
    (
        37_760,
        "a request that was on its way through a restore brought what had been refused",
    ),
    (
        1547,
        "the world took what a tablet heard late, from before a restore, for what a wipe had not meant",
    ),
];

#[test]
fn seeds_that_once_failed_pass() {
    let rules = rules();
    for (seed, was) in ONCE_FAILED {
        if let Err(found) = run(seed, &rules, None, false) {
            panic!("seed {seed} ({was}): {}", found.what);
        }
    }
}

/// What so many worlds must have seen.
fn happens() -> impl Iterator<Item = &'static str> {
    FAULTS.into_iter().chain(DEEDS).chain(REFUSALS)
}

const FAULTS: [&str; 28] = [
    "request lost",
    "answer lost",
    "request repeated",
    "request cut",
    "slow",
    "too large",
    "crash before commit",
    "crash after commit",
    "server up",
    "stop",
    "kill",
    "cut",
    "not kept",
    "not saved",
    "read from the journal",
    "let go",
    "clock",
    "night",
    "sign out",
    "backup",
    "backup read back",
    "restore",
    "wiped",
    "registers again",
    "forked",
    "copied profile",
    "posts",
    "revoke",
];

const DEEDS: [&str; 32] = [
    "took effect: open_month",
    "took effect: join",
    "took effect: leave",
    "took effect: assign",
    "took effect: change_task",
    "took effect: cancel_task",
    "took effect: hand_over_task",
    "took effect: check_task",
    "took effect: report_result",
    "took effect: review_result",
    "took effect: score",
    "took effect: acknowledge",
    "took effect: state_facts",
    "took effect: vote_in_group",
    "took effect: propose",
    "took effect: convene",
    "took effect: attend",
    "took effect: vote",
    "took effect: seal_minutes",
    "took effect: unseal_minutes",
    "took effect: submit",
    "took effect: withdraw",
    "took effect: receive",
    "took effect: return",
    "took effect: conclude",
    "took effect: decide",
    "took effect: announce",
    "took effect: comment",
    "took effect: appeal",
    "took effect: answer_appeal",
    "took effect: close",
    "took effect: correct",
];

const REFUSALS: [&str; 6] = [
    "refused: conflict",
    "refused: own_row",
    "refused: not_yours",
    "refused: rests_on",
    "refused: held_too_long",
    "refused: rows_differ",
];
