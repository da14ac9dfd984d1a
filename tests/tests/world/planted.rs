//! Bugs planted into the world's own shell and server, one at a time: what others suffered must be found here.

use roviec_shared::sync::world::{Bug, run};

use crate::rules;

/// The world finds a planted bug, within so many seeds, and says what is wrong.
fn finds(bug: Bug, seeds: u64, signs: &[&str]) {
    let rules = rules();
    for seed in 1..=seeds {
        if let Err(found) = run(seed, &rules, Some(bug), false) {
            println!("{bug:?}, seed {seed}: {}", found.what);
            let is_sign = signs.iter().any(|sign| found.what.contains(sign));
            assert!(is_sign, "seed {seed} found something else: {}", found.what);
            return;
        }
    }
    panic!("{bug:?} was not found in {seeds} seeds");
}

#[test]
fn r3_the_world_finds_a_server_that_checks_and_inserts_later() {
    finds(
        Bug::ChecksThenInserts,
        100,
        &["breaks at", "twice", "not as"],
    );
}

#[test]
fn r7_the_world_finds_two_syncs_at_once() {
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

#[test]
fn r26_the_world_finds_a_refused_act_that_vanishes() {
    finds(Bug::ForgetsRefused, 20, &["lost"]);
}

#[test]
fn r29_the_world_finds_a_server_that_answers_before_it_has_stored() {
    finds(
        Bug::AnswersFirst,
        100,
        &[
            "not as the server says",
            "lost",
            "another",
            "the server has not",
        ],
    );
}

#[test]
fn r34_the_world_finds_what_was_called_saved_too_early() {
    finds(Bug::SaysSavedEarly, 300, &["lost"]);
}

#[test]
fn r23_the_world_finds_a_mark_that_outlives_the_request() {
    finds(
        Bug::KeepsMark,
        100,
        &["than the server", "instead of", "another", "lost", "not as"],
    );
}

#[test]
fn the_world_finds_a_number_that_was_taken_before_the_lock() {
    finds(Bug::NumbersEarly, 20, &["than was entered", "lost"]);
}

#[test]
fn the_world_finds_an_undo_of_what_had_left() {
    finds(
        Bug::UndoesSent,
        100,
        &["no journal knows it", "which is not saved", "lost"],
    );
}
