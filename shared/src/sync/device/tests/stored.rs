//! What is to be stored, and what counts only then.

use super::*;

fn answered(held: &mut Held, verdict: Verdict) -> Round {
    let request = held.enters("S", "p1").1.request().expect("a request");
    let name = format!("S.{}", held.device.acts.len());
    held.feed(Input::Answered(Box::new(SyncAnswer {
        verdicts: verdicts([(name.as_str(), verdict)]),
        ..nothing_new(&request)
    })))
}

#[test]
fn r29_an_act_counts_as_unsent_until_its_verdict_is_stored() {
    let mut held = Held::fresh();
    answered(&mut held, accepted(1));
    assert_eq!(held.device.unsent(), 1);
    assert!(!held.device.is_kept(&id("S.1")));
    held.feed(Input::Kept);
    assert_eq!(held.device.unsent(), 0);
    assert!(held.device.is_kept(&id("S.1")));
}

#[test]
fn r19_what_could_not_be_stored_is_asked_for_again_with_the_next_answer() {
    let mut held = Held::fresh();
    answered(&mut held, accepted(1));
    held.feed(Input::NotKept);
    assert_eq!(held.device.unsent(), 1);
    let request = held.waits().expect("a request");
    let round = held.hears(nothing_new(&request));
    let keep = round.keep().expect("something to keep");
    assert_eq!(keep.statuses[&id("S.1")], Status::from(accepted(1)));
    assert_eq!(held.device.unsent(), 0);
}

#[test]
fn two_things_to_store_are_each_waited_for() {
    let mut held = Held::fresh();
    answered(&mut held, refused());
    held.feed(Input::Kept);
    answered(&mut held, accepted(2));
    held.feed(Input::LetGo(id("S.1")));
    held.enters("S", "p1");
    assert_eq!(held.feed(Input::Kept).request(), None);
    assert!(held.feed(Input::Kept).request().is_some());
}

#[test]
fn the_last_success_is_told_when_its_results_are_stored() {
    let mut held = Held::fresh();
    held.now_ms += 70_000;
    let request = held.feed(Input::Tick).request().expect("a request");
    held.feed(Input::Answered(Box::new(nothing_new(&request))));
    assert_eq!(held.device.last_success_ms(), Some(START_MS));
    held.feed(Input::Kept);
    assert_eq!(held.device.last_success_ms(), Some(START_MS + 70_000));
}

#[test]
fn r31_success_is_an_empty_queue_and_nothing_left_to_pull() {
    let mut held = Held::new(Start::default());
    let request = held.asks();
    let answer = SyncAnswer {
        more: true,
        ..nothing_new(&request)
    };
    held.hears(answer);
    assert_eq!(held.device.last_success_ms(), None);
}

#[test]
fn every_status_is_stored_as_it_is() {
    for text in [
        r#"{"is":"pending"}"#,
        r#"{"is":"held","on":"S.1"}"#,
        r#"{"is":"set_aside"}"#,
        r#"{"is":"delivered","day":"2026-11-24"}"#,
        r#"{"is":"accepted","ledger":"l1","number":4,"day":"2026-11-24"}"#,
        r#"{"is":"refused","refusal":{"why":"month_closed"}}"#,
        r#"{"is":"let_go","refusal":{"why":"month_closed"}}"#,
    ] {
        let status: Status = serde_json::from_str(text).expect("a status");
        assert_eq!(serde_json::to_string(&status).expect("JSON"), text);
    }
}

#[test]
fn an_act_is_stored_as_it_is() {
    let own = Own::next(None, id("S"), id("p1"), comment("x"), || Salt([1; 16]));
    let text = serde_json::to_string(&own).expect("JSON");
    assert_eq!(
        text,
        concat!(
            r#"{"name":"S.1","author":"p1","act":{"book":"c1/2026-10","do":"comment","#,
            r#""people":{"p1":{"kind":"comment","text":"x","day":"2026-11-24"}}},"#,
            r#""wire":[{"s":"AQEBAQEBAQEBAQEBAQEBAQ","c":"{\"book\":\"c1/2026-10\",\"do\":\"comment\"}"},"#,
            r#"{"s":"AQEBAQEBAQEBAQEBAQEBAQ","c":"{\"p\":\"p1\",\"v\":{\"day\":\"2026-11-24\","#,
            r#"\"kind\":\"comment\",\"text\":\"x\"}}"}],"#,
            r#""before":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA","#,
            r#""hash":"HASH","status":{"is":"pending"}}"#
        )
        .replace("HASH", &own.hash.to_string())
    );
}

#[test]
fn r22_the_more_advanced_of_two_records_holds_whatever_the_clocks_say() {
    let day = day("2026-11-24");
    let refusal = || Refusal::MonthClosed;
    let ranks = [
        Status::Pending,
        Status::SetAside,
        Status::Held { on: id("S.1") },
        Status::Delivered { day },
        Status::Refused { refusal: refusal() },
        Status::from(accepted(1)),
        Status::LetGo { refusal: refusal() },
    ]
    .map(|status| status.rank());
    assert!(ranks.is_sorted_by(|one, next| one < next));
}
