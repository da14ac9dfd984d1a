//! Worlds by the seed. `ROVIEC_SEED=17` runs that one and says what happens in it; `ROVIEC_WORLD_SECONDS=60`
//! goes on for so long instead of a fixed number of seeds.

use std::{
    collections::BTreeMap,
    env,
    time::{Duration, SystemTime},
};

use super::{Bug, run};
use crate::rules::{RuleBook, shipped};

/// Seeds that run where nothing else is asked for.
const SEEDS: u64 = 100;

fn rules() -> RuleBook {
    shipped().into_iter().collect()
}

/// A number that the environment gives.
fn asked(name: &str) -> Option<u64> {
    env::var(name).ok()?.parse().ok()
}

/// Runs one seed; where it fails, the seed is the first thing said.
fn runs(seed: u64, rules: &RuleBook, is_logged: bool) -> super::Report {
    let outcome = std::panic::catch_unwind(|| run(seed, rules, None, is_logged));
    match outcome {
        Ok(Ok(report)) => report,
        Ok(Err(found)) => {
            let log = found.log.join("\n");
            panic!("ROVIEC_SEED={} {}\n{log}", found.seed, found.what)
        }
        Err(_) => panic!("ROVIEC_SEED={seed} ended in a panic"),
    }
}

#[test]
fn whatever_goes_wrong_it_is_as_if_each_act_had_been_sent_once() {
    let rules = rules();
    if let Some(seed) = asked("ROVIEC_SEED") {
        println!("{:#?}", runs(seed, &rules, true));
        return;
    }
    #[allow(clippy::disallowed_methods)]
    let begun = SystemTime::now();
    let seconds = asked("ROVIEC_WORLD_SECONDS").map(Duration::from_secs);
    let mut counts: BTreeMap<String, u64> = BTreeMap::new();
    let mut seed = asked("ROVIEC_FIRST_SEED").unwrap_or(1);
    let first = seed;
    loop {
        let done = match seconds {
            Some(seconds) => begun.elapsed().is_ok_and(|gone| gone >= seconds),
            None => seed >= first + SEEDS,
        };
        if done {
            break;
        }
        for (what, times) in runs(seed, &rules, false).counts {
            *counts.entry(what).or_default() += times;
        }
        seed += 1;
    }
    println!("{} seeds: {counts:#?}", seed - first);
    // A world in which nothing happens finds nothing.
    for what in HAPPENS {
        assert!(
            counts.contains_key(what),
            "no {what} in any of these worlds"
        );
    }
}

/// What a hundred worlds must have seen at least once.
const HAPPENS: [&str; 22] = [
    "request lost",
    "answer lost",
    "request repeated",
    "request cut",
    "slow",
    "crash before commit",
    "crash after commit",
    "kill",
    "not kept",
    "not saved",
    "clock",
    "restore",
    "wipe",
    "forked",
    "copied profile",
    "posts",
    "month",
    "submit",
    "receive",
    "conclude",
    "decide",
    "refused conflict",
];

/// The world finds a planted bug, within so many seeds, and says what is wrong.
fn finds(bug: Bug, seeds: u64, signs: &[&str]) {
    let rules = rules();
    for seed in 1..=seeds {
        if let Err(found) = run(seed, &rules, Some(bug), false) {
            println!("seed {seed}: {}", found.what);
            let is_sign = signs.iter().any(|sign| found.what.contains(sign));
            assert!(is_sign, "seed {seed} found something else: {}", found.what);
            return;
        }
    }
    panic!("{bug:?} was not found in {seeds} seeds");
}

#[test]
fn r03_the_world_finds_a_server_that_checks_and_inserts_later() {
    finds(
        Bug::ChecksThenInserts,
        100,
        &["breaks at", "twice", "not as"],
    );
}

#[test]
fn r07_the_world_finds_two_syncs_at_once() {
    finds(Bug::SyncsTwice, 100, &["sends again while"]);
}

#[test]
fn r13_the_world_finds_a_restored_server_that_keeps_its_epoch() {
    finds(
        Bug::KeepsEpoch,
        300,
        &["not as the server says", "another", "lost", "silence"],
    );
}

#[test]
fn r21_the_world_finds_an_act_that_is_sent_before_it_is_saved() {
    finds(Bug::SendsUnsaved, 20, &["which is not saved"]);
}

#[test]
fn r22_the_world_finds_a_store_that_trusts_clocks() {
    finds(
        Bug::TrustsClocks,
        300,
        &["came back", "not as the server says"],
    );
}

#[test]
fn r24_the_world_finds_an_upload_that_nobody_tries_again() {
    finds(
        Bug::ForgetsTimer,
        20,
        &["instead of", "another", "not as", "waits"],
    );
}

#[test]
fn r33_the_world_finds_a_page_that_is_stored_without_its_cursor() {
    finds(Bug::SplitsPage, 300, &["than the server"]);
}
