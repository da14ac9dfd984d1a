//! What becomes of one's own acts.

use std::collections::BTreeSet;

use super::*;
use crate::sync::message::BatchFault;

/// A device with three acts that the server has accepted.
fn with_three_accepted() -> Held {
    let mut held = Held::fresh();
    let request = held.asks();
    held.enters_some("S", 3);
    let request = held
        .hears(nothing_new(&request))
        .request()
        .expect("a request");
    let all = [
        ("S.1", accepted(1)),
        ("S.2", accepted(2)),
        ("S.3", accepted(3)),
    ];
    held.hears(SyncAnswer {
        verdicts: verdicts(all),
        holds: held.receipt("S.3"),
        ..nothing_new(&request)
    });
    held
}

fn faulty(request: &SyncRequest, fault: BatchFault) -> SyncAnswer {
    SyncAnswer {
        faults: [(id("S"), fault)].into(),
        ..nothing_new(request)
    }
}

#[test]
fn r2_an_act_stays_until_its_verdict() {
    let mut held = Held::fresh();
    let (name, round) = held.enters("S", "p1");
    let request = round.request().expect("a request");
    held.fails(&request, NoAnswer::Lost);
    assert_eq!(held.device.unsent(), 1);
    assert_eq!(held.status("S.1"), Status::Pending);
    let ask = held.waits().expect("a request");
    let question = &ask.ask[0];
    assert_eq!((question.from, question.to), (1, 1));
    let answer = SyncAnswer {
        verdicts: verdicts([("S.1", accepted(7))]),
        holds: held.receipt("S.1"),
        ..nothing_new(&ask)
    };
    let round = held.hears(answer);
    let keep = round.keep().expect("something to keep");
    assert_eq!(keep.statuses[&name], Status::from(accepted(7)));
    assert_eq!(held.device.unsent(), 0);
}

#[test]
fn r6_verdicts_are_act_by_act() {
    let mut held = Held::fresh();
    let request = held.asks();
    held.enters_some("S", 4);
    let request = held
        .hears(nothing_new(&request))
        .request()
        .expect("a request");
    let held_for = Verdict::Held { on: id("T.9") };
    let said = [("S.1", accepted(1)), ("S.2", refused()), ("S.3", held_for)];
    let round = held.hears(SyncAnswer {
        verdicts: verdicts(said),
        ..nothing_new(&request)
    });
    assert_eq!(held.device.refused().count(), 1);
    assert_eq!(held.device.unsent(), 2);
    // The one without a verdict goes again, from its own number on.
    let batch = &round.request().expect("a request").batches[0];
    assert_eq!((batch.first, batch.acts.len()), (4, 1));
}

#[test]
fn a_held_act_is_asked_for_and_not_sent_again() {
    let mut held = Held::fresh();
    let request = held.enters("S", "p1").1.request().expect("a request");
    let said = [("S.1", Verdict::Held { on: id("T.9") })];
    held.hears(SyncAnswer {
        verdicts: verdicts(said),
        holds: held.receipt("S.1"),
        ..nothing_new(&request)
    });
    let request = held.waits().expect("a request");
    assert!(request.batches.is_empty());
    assert_eq!(request.ask.len(), 1);
    held.hears(SyncAnswer {
        verdicts: verdicts([("S.1", accepted(3))]),
        holds: held.receipt("S.1"),
        ..nothing_new(&request)
    });
    assert_eq!(held.device.unsent(), 0);
}

#[test]
fn a_verdict_by_number_is_not_believed_of_another_copys_act() {
    let mut held = Held::fresh();
    let request = held.enters("S", "p1").1.request().expect("a request");
    held.fails(&request, NoAnswer::Lost);
    let ask = held.waits().expect("a request");
    let other = Receipt {
        number: 1,
        hash: Hash([9; 32]),
    };
    let round = held.hears(SyncAnswer {
        verdicts: verdicts([("S.1", accepted(7))]),
        holds: [(id("S"), other)].into(),
        ..nothing_new(&ask)
    });
    assert_eq!(held.status("S.1"), Status::Pending);
    let request = round.request().expect("the act itself is sent");
    assert_eq!(request.batches[0].acts.len(), 1);
    let round = held.hears(faulty(&request, BatchFault::Forked { from: 1 }));
    let forked = Output::Forked {
        series: id("S"),
        from: 1,
    };
    assert!(round.has(&forked));
    assert_eq!(held.waits().map(|request| request.batches.len()), Some(0));
}

#[test]
fn a_receipt_without_verdict_says_nothing_of_ones_own_act() {
    let mut held = Held::fresh();
    let request = held.enters("S", "p1").1.request().expect("a request");
    held.hears(SyncAnswer {
        holds: held.receipt("S.1"),
        ..nothing_new(&request)
    });
    assert_eq!(held.status("S.1"), Status::Pending);
}

#[test]
fn a_colleagues_act_is_delivered_when_the_server_has_it() {
    let mut held = Held::fresh();
    let request = held.enters("T", "p2").1.request().expect("a request");
    held.hears(SyncAnswer {
        holds: held.receipt("T.1"),
        ..nothing_new(&request)
    });
    let day = day("2026-11-24");
    assert_eq!(held.status("T.1"), Status::Delivered { day });
    let request = held.waits().expect("a request");
    assert!(request.batches.is_empty() && request.ask.is_empty());
}

#[test]
fn after_a_gap_everything_the_server_lacks_goes_again() {
    let mut held = with_three_accepted();
    let request = held.enters("S", "p1").1.request().expect("a request");
    let round = held.hears(faulty(&request, BatchFault::Gap { next: 2 }));
    let batch = &round.request().expect("a request").batches[0];
    assert_eq!((batch.first, batch.acts.len()), (2, 3));
    assert_eq!(held.status("S.1"), Status::from(accepted(1)));
    assert_eq!(held.status("S.2"), Status::Pending);
}

/// The first act is refused; after the second the server says that it lacks both. What is sent then.
fn with_one_refused_before_a_gap() -> (Held, SyncRequest) {
    let mut held = Held::fresh();
    let request = held.enters("S", "p1").1.request().expect("a request");
    held.hears(SyncAnswer {
        verdicts: verdicts([("S.1", refused())]),
        ..nothing_new(&request)
    });
    let request = held.enters("S", "p1").1.request().expect("a request");
    let round = held.hears(faulty(&request, BatchFault::Gap { next: 1 }));
    let request = round.request().expect("a request");
    (held, request)
}

#[test]
fn what_was_refused_before_the_gap_fills_its_number_and_stays_refused() {
    let (_, request) = with_one_refused_before_a_gap();
    let batch = &request.batches[0];
    assert_eq!((batch.first, batch.acts.len()), (1, 2));
    let refused: Vec<_> = batch.refused.keys().collect();
    assert_eq!(refused, [&1]);
}

#[test]
fn a_series_with_a_hole_is_left_for_a_new_one() {
    let mut held = with_three_accepted();
    let request = held.enters("S", "p1").1.request().expect("a request");
    held.device.acts.remove(&id::<ActRef>("S.2"));
    let round = held.hears(faulty(&request, BatchFault::Gap { next: 2 }));
    let forked = Output::Forked {
        series: id("S"),
        from: 3,
    };
    assert!(round.has(&forked));
    assert_eq!(held.status("S.3"), Status::Pending, "it moves as well");
}

#[test]
fn the_shell_hears_of_a_fork_after_what_it_is_to_keep() {
    let mut held = with_three_accepted();
    let request = held.enters("S", "p1").1.request().expect("a request");
    let round = held.hears(faulty(&request, BatchFault::Forked { from: 3 }));
    let is_keep = |output: &Output| matches!(output, Output::Keep(_));
    let is_fork = |output: &Output| matches!(output, Output::Forked { .. });
    let keep = round.outputs.iter().position(is_keep);
    assert!(keep < round.outputs.iter().position(is_fork));
}

#[test]
fn what_stays_in_a_series_that_was_left_is_not_sent_again() {
    let (mut held, request) = with_one_refused_before_a_gap();
    held.hears(faulty(&request, BatchFault::Forked { from: 1 }));
    held.device.moved([id("S.2")]);
    let request = held.feed(Input::SignedIn).request().expect("a request");
    assert!(request.batches.is_empty(), "{:?}", request.batches);
}

#[test]
fn what_moved_to_a_new_series_does_not_come_back_from_another_tab() {
    let mut held = Held::fresh();
    held.enters("S", "p1");
    let late = held.device.acts[&id::<ActRef>("S.1")].clone();
    held.device.moved([id("S.1")]);
    held.feed(Input::Journalled(Box::new(late)));
    assert!(held.device.acts().is_empty());
}

#[test]
fn an_unknown_key_is_registered_and_then_used() {
    let mut held = Held::fresh();
    let request = held.enters("S", "p1").1.request().expect("a request");
    let round = held.hears(faulty(&request, BatchFault::UnknownKey));
    assert!(round.has(&Output::Register(id("S"))));
    assert_eq!(held.waits().map(|request| request.batches.len()), Some(0));
    let request = held.feed(Input::SignedIn).request().expect("a request");
    assert_eq!(request.batches.len(), 1);
}

#[test]
fn a_series_whose_signature_is_wrong_stops_and_the_others_go_on() {
    let mut held = Held::fresh();
    let request = held.asks();
    held.enters_some("S", 1);
    held.enters_some("U", 1);
    let request = held
        .hears(nothing_new(&request))
        .request()
        .expect("a request");
    let answer = SyncAnswer {
        verdicts: verdicts([("U.1", accepted(1))]),
        ..faulty(&request, BatchFault::Signature)
    };
    held.hears(answer);
    assert_eq!(held.device.stopped(), &BTreeSet::from([id("S")]));
    assert_eq!(held.status("U.1"), Status::from(accepted(1)));
    assert_eq!(held.device.unsent(), 1);
}

#[test]
fn a_refused_act_is_let_go_by_its_author_alone() {
    let mut held = Held::fresh();
    let request = held.enters("S", "p1").1.request().expect("a request");
    held.hears(SyncAnswer {
        verdicts: verdicts([("S.1", refused())]),
        ..nothing_new(&request)
    });
    let round = held.feed(Input::LetGo(id("S.1")));
    let refusal = Refusal::MonthClosed;
    let let_go = Status::LetGo { refusal };
    assert_eq!(
        round.keep().map(|keep| &keep.statuses[&id("S.1")]),
        Some(&let_go)
    );
    assert_eq!(held.device.refused().count(), 0);
    // A later word of the server does not bring it back.
    held.feed(Input::Kept);
    let request = held.asks();
    held.hears(SyncAnswer {
        verdicts: verdicts([("S.1", refused())]),
        holds: held.receipt("S.1"),
        ..nothing_new(&request)
    });
    assert_eq!(held.status("S.1"), let_go);
}

#[test]
fn an_act_that_waits_cannot_be_let_go() {
    let mut held = Held::fresh();
    held.enters("S", "p1");
    assert!(held.feed(Input::LetGo(id("S.1"))).keep().is_none());
    assert_eq!(held.device.unsent(), 1);
}

#[test]
fn several_series_go_in_one_request_each_with_its_signature() {
    let mut held = Held::fresh();
    let request = held.asks();
    held.enters_some("S", 2);
    held.enters_some("U", 1);
    let round = held.hears(nothing_new(&request));
    let sign = round.outputs.iter().find_map(|output| match output {
        Output::Send { sign, .. } => Some(sign.clone()),
        _ => None,
    });
    let over = vec![
        (id("S"), 2, held.hash("S.2")),
        (id("U"), 1, held.hash("U.1")),
    ];
    assert_eq!(sign, Some(over));
}

#[test]
fn an_act_that_another_tab_has_not_told_of_is_asked_for_and_goes_first() {
    let mut held = Held::fresh();
    let mut other_tab = held.restarted();
    other_tab.enters("S", "p1");
    let first = other_tab.device.acts[&id::<ActRef>("S.1")].clone();
    held.last.clone_from(&other_tab.last);
    let (_, round) = held.enters("S", "p1");
    let untold = Output::Untold {
        series: id("S"),
        from: 1,
        to: 1,
    };
    assert!(round.has(&untold));
    assert_eq!(round.request(), None);
    assert_eq!(held.device.unsent(), 1);
    let round = held.feed(Input::Read {
        series: id("S"),
        to: 1,
        acts: vec![first],
    });
    let batch = &round.request().expect("a request").batches[0];
    assert_eq!((batch.first, batch.acts.len()), (1, 2));
}

#[test]
fn what_a_colleague_made_under_their_own_account_keeps_nothing_here_waiting() {
    let mut held = Held::fresh();
    held.last.insert(id("S"), (3, Hash([3; 32])));
    assert_eq!(held.enters("S", "p2").1.request(), None);
    let round = held.feed(Input::Read {
        series: id("S"),
        to: 3,
        acts: Vec::new(),
    });
    let batch = &round.request().expect("a request").batches[0];
    assert_eq!((batch.first, batch.acts.len()), (4, 1));
}

#[test]
fn a_series_whose_acts_are_all_safe_goes_on_from_its_head() {
    let mut held = Held::new(Start {
        heads: [(id("S"), 7)].into(),
        ..Start::default()
    });
    held.last.insert(id("S"), (7, Hash([7; 32])));
    let request = held.enters("S", "p1").1.request().expect("a request");
    assert_eq!(request.ask[0].from, 8);
}
