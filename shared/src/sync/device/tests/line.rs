//! When a device asks, and when it does not.

use super::*;

#[test]
fn r7_one_exchange_at_a_time_whoever_asks() {
    // Named r07 beside the others in the world's tests.
    let mut held = Held::fresh();
    let request = held.asks();
    for input in [Input::Wanted, Input::Tick, Input::Wanted] {
        assert_eq!(held.feed(input).request(), None);
    }
    assert_eq!(held.enters("S", "p1").1.request(), None);
    let round = held.hears(nothing_new(&request));
    assert!(
        round.request().is_some(),
        "what came up meanwhile goes at once"
    );
}

#[test]
fn nothing_is_sent_before_the_last_answer_is_stored() {
    let mut held = Held::fresh();
    let request = held.asks();
    held.enters("S", "p1");
    let round = held.feed(Input::Answered(Box::new(nothing_new(&request))));
    assert_eq!(round.request(), None);
    assert!(held.feed(Input::Kept).request().is_some());
}

#[test]
fn r21_an_act_is_sent_when_it_is_journalled_and_not_before() {
    let mut held = Held::fresh();
    let request = held.enters("S", "p1").1.request().expect("a request");
    assert_eq!(request.batches[0].acts.len(), 1);
}

#[test]
fn r39_waiting_grows_with_each_failure_and_nothing_is_given_up() {
    let mut held = Held::fresh();
    held.enters_some("S", 1);
    let mut waits = Vec::new();
    let mut request = held.device.in_flight.as_ref().map(|flight| flight.request);
    for _ in 0..12 {
        let why = NoAnswer::Lost;
        let request_now = request.take().expect("a request is on its way");
        held.feed(Input::NotAnswered {
            request: request_now,
            why,
        });
        waits.push(held.device.next_ms - held.now_ms);
        held.now_ms = held.device.next_ms;
        held.feed(Input::Tick);
        request = held.device.in_flight.as_ref().map(|flight| flight.request);
    }
    assert!(waits.is_sorted(), "{waits:?}");
    assert_eq!(waits.last(), Some(&150_000));
}

#[test]
fn chance_spreads_a_villages_tablets() {
    let mut held = Held::fresh();
    let request = held.asks();
    let request = request.request;
    let why = NoAnswer::Lost;
    held.device
        .handle(Input::NotAnswered { request, why }, held.now_ms, 1_234);
    assert_eq!(held.device.next_ms - held.now_ms, 2_000 + 1_234);
}

#[test]
fn r24_a_failed_upload_tries_again_by_itself() {
    let mut held = Held::fresh();
    let request = held.enters("S", "p1").1.request().expect("a request");
    let round = held.fails(&request, NoAnswer::Lost);
    let wake = Output::WakeAt(held.device.next_ms);
    assert!(round.has(&wake));
    held.now_ms = held.device.next_ms;
    assert!(held.feed(Input::Tick).request().is_some());
}

#[test]
fn a_silent_line_is_given_up() {
    let mut held = Held::fresh();
    held.asks();
    held.now_ms += 59_000;
    assert_eq!(held.feed(Input::Tick).request(), None);
    held.now_ms += 2_000;
    held.feed(Input::Tick);
    assert!(!held.device.is_busy());
    assert!(held.waits().is_some());
}

#[test]
fn a_late_answer_is_not_taken_for_anothers() {
    let mut held = Held::fresh();
    let (name, round) = held.enters("S", "p1");
    let first = round.request().expect("a request");
    held.fails(&first, NoAnswer::Lost);
    let second = held.waits().expect("a request");
    assert!(second.request > first.request);
    let late = SyncAnswer {
        verdicts: verdicts([("S.1", accepted(9))]),
        holds: held.receipt("S.1"),
        ..nothing_new(&first)
    };
    assert!(held.hears(late).keep().is_none());
    assert_eq!(held.status(&name.to_string()), Status::Pending);
}

#[test]
fn a_request_has_a_number_that_none_had_before_also_after_a_restart() {
    let mut held = Held::fresh();
    let first = held.asks();
    let mut again = held.restarted();
    // The clock went back meanwhile.
    again.now_ms -= 1_000_000;
    assert!(again.asks().request > first.request);
}

#[test]
fn nothing_to_say_is_said_once_a_minute() {
    let mut held = Held::fresh();
    held.now_ms += 59_000;
    assert_eq!(held.feed(Input::Tick).request(), None);
    held.now_ms += 1_000;
    let request = held.feed(Input::Tick).request().expect("a request");
    assert_eq!((request.batches.len(), request.ask.len()), (0, 0));
}

#[test]
fn an_answer_that_brings_nothing_does_not_call_for_the_next_at_once() {
    let mut held = Held::fresh();
    let request = held.enters("S", "p1").1.request().expect("a request");
    // A server that forgets to say what became of the act.
    let round = held.hears(nothing_new(&request));
    assert_eq!(round.request(), None);
    assert!(held.waits().is_some(), "it is tried again later");
}

#[test]
fn r37_a_clock_that_is_set_back_does_not_silence_a_tablet() {
    let mut held = Held::fresh();
    held.now_ms -= 30 * 86_400_000;
    assert!(held.feed(Input::Tick).request().is_some());
}

#[test]
fn without_a_session_nothing_is_sent_until_the_password_is_entered() {
    let mut held = Held::fresh();
    let request = held.enters("S", "p1").1.request().expect("a request");
    held.fails(&request, NoAnswer::SignedOut);
    assert_eq!(held.device.line(), super::super::Line::SignedOut);
    assert_eq!(held.waits(), None);
    assert!(held.feed(Input::SignedIn).request().is_some());
}

#[test]
fn r25_an_app_that_is_too_old_keeps_what_it_has_and_stays_silent() {
    let mut held = Held::fresh();
    let request = held.enters("S", "p1").1.request().expect("a request");
    held.fails(&request, NoAnswer::Outdated);
    assert_eq!(held.waits(), None);
    assert_eq!(held.device.unsent(), 1);
}

#[test]
fn batches_shrink_on_a_bad_line_and_grow_on_a_good_one() {
    let mut held = Held::fresh();
    let request = held.asks();
    held.enters_some("S", 1_500);
    let sent = |round: Round| {
        let request = round.request().expect("a request");
        (request.batches[0].acts.len(), request)
    };
    let (acts, request) = sent(held.hears(nothing_new(&request)));
    assert_eq!(acts, 512);
    held.fails(&request, NoAnswer::Lost);
    // After an answer that was lost it asks first.
    let request = held.waits().expect("a request");
    assert!(request.only_verdicts);
    let (acts, request) = sent(held.hears(nothing_new(&request)));
    assert_eq!(acts, 256);
    let answer = SyncAnswer {
        verdicts: vec![Run {
            series: id("S"),
            from: 1,
            to: 256,
            verdict: accepted(1),
        }],
        ..nothing_new(&request)
    };
    assert_eq!(sent(held.hears(answer)).0, 512);
}

#[test]
fn one_act_alone_is_tried_where_everything_is_too_large() {
    let mut held = Held::fresh();
    let request = held.asks();
    held.enters_some("S", 20);
    let mut request = held.hears(nothing_new(&request)).request();
    for _ in 0..10 {
        held.fails(&request.expect("a request"), NoAnswer::TooLarge);
        request = held.waits();
    }
    assert_eq!(request.expect("a request").batches[0].acts.len(), 1);
}

#[test]
fn a_late_word_that_the_session_ended_does_not_end_the_new_one() {
    let mut held = Held::fresh();
    let before = held.enters("S", "p1").1.request().expect("a request");
    let again = held.feed(Input::SignedIn).request().expect("a request");
    assert!(again.only_verdicts, "the first may have arrived");
    held.fails(&before, NoAnswer::SignedOut);
    held.hears(nothing_new(&again));
    assert_eq!(held.device.line(), super::super::Line::Online);
}

#[test]
fn whatever_happens_during_a_request_its_end_is_waited_for() {
    let mut held = Held::fresh();
    let request = held.enters("S", "p1").1.request().expect("a request");
    held.hears(SyncAnswer {
        verdicts: verdicts([("S.1", refused())]),
        ..nothing_new(&request)
    });
    held.asks();
    held.feed(Input::LetGo(id("S.1")));
    held.feed(Input::NotKept);
    // The timer of the failed write comes first, and sets the request's again.
    held.now_ms = held.device.next_ms;
    let round = held.feed(Input::Tick);
    assert!(round.has(&Output::WakeAt(START_MS + 60_000)));
}

#[test]
fn a_clock_that_is_set_back_during_a_request_does_not_silence_a_tablet() {
    let mut held = Held::fresh();
    let request = held.asks();
    held.now_ms -= 30 * 86_400_000;
    held.enters("S", "p1");
    assert!(
        held.device.in_flight.is_none(),
        "nobody knows how long it has lasted"
    );
    held.now_ms = held.device.next_ms;
    let again = held.feed(Input::Tick).request().expect("a request");
    assert!(again.request > request.request);
}

#[test]
fn a_late_answer_by_a_clock_that_was_set_back_leaves_the_timer_near() {
    let mut held = Held::fresh();
    let late = held.asks();
    held.fails(&late, NoAnswer::Lost);
    held.waits().expect("a request");
    held.now_ms -= 30 * 86_400_000;
    let round = held.feed(Input::Answered(Box::new(nothing_new(&late))));
    assert!(round.has(&Output::WakeAt(held.now_ms + 60_000)));
}
