//! The server's half between its reads and its writes, where no rule set is needed.

use std::collections::BTreeMap;

use super::*;
use crate::{
    act::{Act, Deed},
    book::{
        Book,
        sheet::{Comment, CommentKind},
    },
    id::{ActRef, SeriesId, UnitId},
    month::Day,
    refusal::Refusal,
    rules::RuleBook,
    sync::{
        message::{Batch, BatchFault, Question, Receipt, SyncRequest, VERSION, Verdict},
        series::{Hash, Part, Salt, WireAct},
    },
    view::{BucketId, View},
};

const GOOD: &str = "good";

fn id<T: std::str::FromStr>(text: &str) -> T
where
    T::Err: std::fmt::Debug,
{
    text.parse().expect("an id")
}

fn today() -> Day {
    id("2026-11-24")
}

fn comment(text: &str) -> Act {
    let comment = Comment {
        kind: CommentKind::Comment,
        text: text.to_owned(),
        day: today(),
        by: None,
        is_late: false,
    };
    let deed = Deed::Comment {
        people: [(id("p1"), comment)].into(),
    };
    Act::on(&Book::new(id("c1/2026-10")), deed)
}

fn wire(act: &Act) -> WireAct {
    WireAct::new(act, || Salt([7; 16]))
}

/// Acts of a series from a number on, signed well.
fn batch(series: &str, first: u64, before: Hash, acts: &[Act]) -> Batch {
    Batch {
        series: id(series),
        first,
        before,
        acts: acts.iter().map(wire).collect(),
        refused: BTreeMap::new(),
        signature: GOOD.to_owned(),
    }
}

/// The hash after the last act of a batch.
fn end(batch: &Batch) -> Hash {
    let numbered = (batch.first..).zip(&batch.acts);
    numbered.fold(batch.before, |hash, (number, wire)| {
        wire.hash(&hash, number)
    })
}

fn state(head: u64, hash: Hash) -> SeriesState {
    SeriesState {
        person: Some(id("p1")),
        public_key: vec![4; 65],
        head,
        hash,
        is_revoked: false,
    }
}

fn known(series: &str, head: u64, hash: Hash) -> BTreeMap<SeriesId, SeriesState> {
    [(id(series), state(head, hash))].into()
}

fn reads(batches: &[Batch], series: &BTreeMap<SeriesId, SeriesState>) -> Reading {
    read(batches, series, |_, _, signature| signature == GOOD)
}

fn names(reading: &Reading) -> Vec<String> {
    let new = reading.new.iter();
    new.map(|incoming| incoming.name.to_string()).collect()
}

/// What is judged against books that nobody has opened.
fn judged(reading: Reading, loaded: &mut Loaded, today: Day) -> Judged {
    let rules = RuleBook::default();
    let now = Now {
        today,
        time_ms: 0,
        rules: &rules,
    };
    judge(reading, loaded, &now)
}

fn loaded(series: BTreeMap<SeriesId, SeriesState>) -> Loaded {
    Loaded {
        series,
        ledgers: [(id("c1"), id("c1"))].into(),
        ..Loaded::default()
    }
}

fn verdict<'a>(judged: &'a Judged, name: &str) -> Option<&'a Verdict> {
    let name: ActRef = id(name);
    let mut all = judged.acts.iter();
    let found = all.find(|(incoming, _)| incoming.name == name);
    found.map(|(_, verdict)| verdict)
}

#[test]
fn new_acts_are_read_in_order_and_the_last_signature_is_kept() {
    let acts = [comment("a"), comment("b")];
    let sent = batch("S", 1, Hash::default(), &acts);
    let reading = reads(std::slice::from_ref(&sent), &known("S", 0, Hash::default()));
    assert_eq!(names(&reading), ["S.1", "S.2"]);
    assert_eq!(reading.new[1].hash, end(&sent));
    assert_eq!(reading.new[0].act.as_ref(), Some(&acts[0]));
    let signed: Vec<String> = reading.signatures.keys().map(ActRef::to_string).collect();
    assert_eq!(signed, ["S.2"]);
}

#[test]
fn a_batch_that_begins_too_late_says_what_is_missing() {
    let sent = batch("S", 5, Hash([1; 32]), &[comment("a")]);
    let reading = reads(&[sent], &known("S", 2, Hash([2; 32])));
    assert_eq!(reading.faults[&id("S")], BatchFault::Gap { next: 3 });
    assert!(reading.new.is_empty());
}

#[test]
fn an_unknown_key_and_a_wrong_signature_stop_their_series_alone() {
    let unknown = batch("S", 1, Hash::default(), &[comment("a")]);
    let mut wrong = batch("T", 1, Hash::default(), &[comment("b")]);
    wrong.signature = "bad".to_owned();
    let good = batch("U", 1, Hash::default(), &[comment("c")]);
    let mut series = known("T", 0, Hash::default());
    series.extend(known("U", 0, Hash::default()));
    let reading = reads(&[unknown, wrong, good], &series);
    assert_eq!(reading.faults[&id("S")], BatchFault::UnknownKey);
    assert_eq!(reading.faults[&id("T")], BatchFault::Signature);
    assert_eq!(names(&reading), ["U.1"]);
}

#[test]
fn r3_what_is_held_already_is_repeated_and_only_the_rest_is_new() {
    let acts = [comment("a"), comment("b"), comment("c")];
    let held = batch("S", 1, Hash::default(), &acts[..2]);
    let sent = batch("S", 1, Hash::default(), &acts);
    let series = known("S", 2, end(&held));
    let reading = reads(&[sent], &series);
    assert_eq!(names(&reading), ["S.3"]);
    let refused = Verdict::Refused {
        refusal: Refusal::MonthClosed,
    };
    let mut loaded = loaded(series);
    for (name, hash) in &reading.repeated {
        let known = (*hash, refused.clone());
        loaded.stored.insert(name.clone(), known);
    }
    let judged = judged(reading, &mut loaded, today());
    // The verdict that was given once is given again.
    let again: Vec<_> = judged.repeated.iter().map(|(_, verdict)| verdict).collect();
    assert_eq!(again, [&refused, &refused]);
    assert!(verdict(&judged, "S.1").is_none());
    assert!(verdict(&judged, "S.3").is_some());
}

#[test]
fn r5_the_same_number_with_another_content_is_a_fork_and_nothing_after_it_is_taken() {
    let held = batch("S", 1, Hash::default(), &[comment("a"), comment("b")]);
    let first = held.acts[0].hash(&Hash::default(), 1);
    let others = [comment("a"), comment("other"), comment("c")];
    let sent = batch("S", 1, Hash::default(), &others);
    let series = known("S", 2, end(&held));
    let reading = reads(&[sent], &series);
    let mut loaded = loaded(series);
    for (name, hash) in [("S.1", first), ("S.2", end(&held))] {
        let known = (hash, Verdict::SetAside);
        loaded.stored.insert(id(name), known);
    }
    let judged = judged(reading, &mut loaded, today());
    assert_eq!(judged.faults[&id("S")], BatchFault::Forked { from: 2 });
    assert!(judged.acts.is_empty());
}

#[test]
fn what_goes_on_from_another_hash_is_a_fork() {
    let sent = batch("S", 3, Hash([1; 32]), &[comment("c")]);
    let reading = reads(&[sent], &known("S", 2, Hash([2; 32])));
    assert_eq!(reading.faults[&id("S")], BatchFault::Forked { from: 2 });
    assert!(reading.new.is_empty());
}

#[test]
fn r8_an_act_that_cannot_be_read_is_set_aside_and_later_ones_flow() {
    let mut sent = batch("S", 1, Hash::default(), &[comment("a"), comment("b")]);
    sent.acts[0].parts = vec![Part {
        salt: Salt([1; 16]),
        content: r#"{"book":"c1/2026-10","do":"dance"}"#.to_owned(),
    }];
    let series = known("S", 0, Hash::default());
    let reading = reads(&[sent], &series);
    let judged = judged(reading, &mut loaded(series), today());
    assert_eq!(verdict(&judged, "S.1"), Some(&Verdict::SetAside));
    assert!(matches!(
        verdict(&judged, "S.2"),
        Some(Verdict::Refused { .. })
    ));
}

#[test]
fn r12_an_act_that_comes_before_what_it_follows_waits_and_is_freed_by_it() {
    let mut after = comment("b");
    after.after.push(id("T.1"));
    let mut series = known("S", 0, Hash::default());
    series.extend(known("T", 0, Hash::default()));
    let mut loaded = loaded(series.clone());
    let first = reads(&[batch("S", 1, Hash::default(), &[after])], &series);
    let judged_first = judged(first, &mut loaded, today());
    let held = Verdict::Held { on: id("T.1") };
    assert_eq!(verdict(&judged_first, "S.1"), Some(&held));
    let second = reads(&[batch("T", 1, Hash::default(), &[comment("a")])], &series);
    let judged_then = judged(second, &mut loaded, today());
    let (freed, verdict) = &judged_then.released[0];
    assert_eq!(freed.to_string(), "S.1");
    assert!(verdict.is_final());
    assert!(loaded.held.is_empty());
}

#[test]
fn what_rests_on_an_act_that_never_comes_is_refused_after_its_days() {
    let mut again = comment("b");
    again.replaces = Some(id("T.9"));
    again.after.push(id("T.9"));
    let series = known("S", 0, Hash::default());
    let mut loaded = loaded(series.clone());
    let reading = reads(&[batch("S", 1, Hash::default(), &[again])], &series);
    judged(reading, &mut loaded, today());
    assert_eq!(loaded.held.len(), 1);
    let later = judged(Reading::default(), &mut loaded, today().plus_days(400));
    assert!(later.released[0].1.is_final());
}

#[test]
fn a_revoked_key_takes_no_effect() {
    let mut series = known("S", 0, Hash::default());
    series
        .values_mut()
        .for_each(|state| state.is_revoked = true);
    let reading = reads(&[batch("S", 1, Hash::default(), &[comment("a")])], &series);
    let judged = judged(reading, &mut loaded(series), today());
    let revoked = Verdict::Refused {
        refusal: Refusal::KeyRevoked,
    };
    assert_eq!(verdict(&judged, "S.1"), Some(&revoked));
    assert!(judged.entries.is_empty());
}

#[test]
fn r13_what_was_refused_before_a_restore_fills_its_number_and_stays_refused() {
    let mut sent = batch("S", 1, Hash::default(), &[comment("a")]);
    sent.refused.insert(1, Refusal::MonthClosed);
    let series = known("S", 0, Hash::default());
    let reading = reads(&[sent], &series);
    let judged = judged(reading, &mut loaded(series), today());
    let refused = Verdict::Refused {
        refusal: Refusal::MonthClosed,
    };
    assert_eq!(verdict(&judged, "S.1"), Some(&refused));
}

/// `S.1` waits for `T.1`, as a backup has it.
fn in_doubt() -> (BTreeMap<SeriesId, SeriesState>, Loaded, Batch) {
    let mut after = comment("b");
    after.after.push(id("T.1"));
    let mut series = known("S", 0, Hash::default());
    series.extend(known("T", 0, Hash::default()));
    let mut loaded = loaded(series.clone());
    let sent = batch("S", 1, Hash::default(), &[after]);
    judged(
        reads(std::slice::from_ref(&sent), &series),
        &mut loaded,
        today(),
    );
    series.insert(id("S"), state(1, end(&sent)));
    loaded.held[0].is_doubted = true;
    (series, loaded, sent)
}

#[test]
fn r13_what_waits_in_a_backup_is_run_when_its_author_has_said_that_it_waits() {
    let (series, mut loaded, _) = in_doubt();
    let comes = reads(&[batch("T", 1, Hash::default(), &[comment("a")])], &series);
    assert!(
        judged(comes, &mut loaded, today()).released.is_empty(),
        "its author may know better"
    );
    loaded.held[0].is_doubted = false;
    let then = judged(Reading::default(), &mut loaded, today());
    assert_eq!(then.released[0].0.to_string(), "S.1");
}

#[test]
fn r13_what_waits_in_a_backup_and_was_refused_since_stays_refused() {
    let (series, mut loaded, mut sent) = in_doubt();
    sent.refused.insert(1, Refusal::MonthClosed);
    let reading = reads(&[sent], &series);
    assert_eq!(reading.refused_since().count(), 1);
    let judged = judged(reading, &mut loaded, today());
    let refused = Verdict::Refused {
        refusal: Refusal::MonthClosed,
    };
    assert_eq!(judged.released, [(id("S.1"), refused.clone())]);
    assert_eq!(judged.repeated, [(id("S.1"), refused)]);
    assert!(loaded.held.is_empty());
}

#[test]
fn what_waits_in_a_backup_and_nobody_asks_for_is_refused_after_its_days() {
    let (_, mut loaded, _) = in_doubt();
    let later = judged(Reading::default(), &mut loaded, today().plus_days(400));
    let too_long = Verdict::Refused {
        refusal: Refusal::HeldTooLong,
    };
    assert_eq!(later.released, [(id("S.1"), too_long)]);
}

/// A request that asks for acts of `S` up to a number, with one cursor.
fn asking(to: u64, cursors: &[(&str, u64)], epoch: &str) -> SyncRequest {
    let question = Question {
        series: id("S"),
        from: 1,
        to,
    };
    let cursors = cursors.iter();
    SyncRequest {
        v: VERSION,
        request: 1,
        epoch: Some(epoch.to_owned()),
        device: "d".to_owned(),
        account: "a".to_owned(),
        ask: vec![question],
        batches: Vec::new(),
        cursors: cursors
            .map(|(ledger, number)| (id(ledger), *number))
            .collect(),
        lagging: BTreeMap::new(),
        scope: String::new(),
        only_verdicts: false,
    }
}

#[test]
fn a_receipt_says_how_far_a_series_is_held_and_with_which_act() {
    let series = known("S", 5, Hash([5; 32]));
    let at = |to| {
        let stored = |_: &ActRef| Some(Hash([3; 32]));
        let request = asking(to, &[], "e1");
        receipts(&request, &series, stored)[&id::<SeriesId>("S")]
    };
    let whole = Receipt {
        number: 5,
        hash: Hash([5; 32]),
    };
    let part = Receipt {
        number: 3,
        hash: Hash([3; 32]),
    };
    assert_eq!(at(9), whole);
    assert_eq!(at(5), whole);
    assert_eq!(at(3), part);
}

#[test]
fn buckets_are_due_from_the_cursor_of_their_ledger_and_none_in_another_epoch() {
    let bucket = BucketId {
        book: id("c1/2026-10"),
        view: View::Members,
    };
    let scope: BTreeMap<BucketId, UnitId> = [(bucket, id("c1"))].into();
    let tips: BTreeMap<UnitId, u64> = [(id("c1"), 7)].into();
    let since = |cursors: &[(&str, u64)], epoch| {
        let request = asking(1, cursors, epoch);
        let due = due(&request, "e1", &scope, &tips);
        due.iter().map(|due| due.since).collect::<Vec<_>>()
    };
    assert_eq!(since(&[("c1", 4)], "e1"), [4]);
    assert!(since(&[("c1", 7)], "e1").is_empty());
    // What it holds nothing of, it asks for by itself.
    assert!(since(&[], "e1").is_empty());
    assert!(since(&[("c1", 4)], "e0").is_empty());
}
