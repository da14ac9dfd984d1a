//! What is sent, byte by byte. Both programs read what the other's older version wrote, so a line here may
//! be added, never changed.

use std::fmt::Debug;

use serde::{Serialize, de::DeserializeOwned};

use super::*;

/// Reads a text and writes it again as it was.
fn stays<T: Serialize + DeserializeOwned + Debug>(text: &str) -> T {
    let read: T = serde_json::from_str(text).unwrap_or_else(|wrong| panic!("{wrong}: {text}"));
    assert_eq!(serde_json::to_string(&read).expect("JSON"), text);
    read
}

const ZERO: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

#[test]
fn a_request_stays_as_it_is() {
    let text = format!(
        concat!(
            r#"{{"v":1,"n":1790000000000,"epoch":"e1","device":"d1","account":"hoa","#,
            r#""ask":[{{"s":"S1","a":3,"b":7}}],"#,
            r#""batches":[{{"s":"S1","a":8,"h":"{zero}","#,
            r#""acts":[[{{"s":"BwcHBwcHBwcHBwcHBwcHBw","c":"{{}}"}}]],"#,
            r#""r":{{"8":{{"why":"month_closed"}}}},"sig":"c2ln"}}],"#,
            r#""cursors":{{"dang-bo":12}},"lagging":{{"c1/2026-10/full":0}},"#,
            r#""scope":"abcdefghijklmnopqrstuv","only_verdicts":true}}"#,
        ),
        zero = ZERO
    );
    let request: SyncRequest = stays(&text);
    assert_eq!(request.batches[0].refused[&8], Refusal::MonthClosed);
    stays::<SyncRequest>(r#"{"v":1,"n":1,"device":"d1","account":"hoa"}"#);
}

#[test]
fn an_answer_stays_as_it_is() {
    stays::<SyncAnswer>(&format!(
        concat!(
            r#"{{"v":1,"n":1790000000000,"epoch":"e2","forgets":true,"#,
            r#""verdicts":[{{"s":"S1","a":3,"b":7,"is":"accepted","ledger":"dang-bo","number":90,"#,
            r#""day":"2026-11-24"}}],"#,
            r#""holds":{{"S1":{{"n":7,"h":"{zero}"}}}},"#,
            r#""faults":{{"S1":{{"why":"gap","next":8}}}},"#,
            r#""scope":["c1/2026-10/full","c1/2026-10/members","c1/2026-10/own/p17"],"#,
            r#""changes":[{{"b":"c1/2026-10/full","l":"dang-bo","yours":"ab"}},"#,
            r#"{{"b":"c1/2026-10/members","l":"dang-bo","parts":{{"listings":"#,
            r#"{{"p17":{{"name":"Hoa","post":"Trưởng thôn","announced":{{"level":"good"}}}},"#,
            r#""p18":{{"name":"Đức","announced":"not_rated"}}}}}}}}],"#,
            r#""cursors":{{"dang-bo":97}},"lagging":{{"c2/2026-10/full":12}},"safe":{{"dang-bo":80}},"#,
            r#""t":1790000000123,"today":"2026-11-24","o":"r7","more":true}}"#,
        ),
        zero = ZERO
    ));
    stays::<SyncAnswer>(r#"{"v":1,"n":1,"epoch":"e1","t":0,"today":"2026-11-24"}"#);
}

#[test]
fn every_verdict_stays_as_it_is() {
    for text in [
        r#"{"is":"accepted","ledger":"dang-bo","number":90,"day":"2026-11-24"}"#,
        r#"{"is":"refused","refusal":{"why":"not_yours"}}"#,
        r#"{"is":"held","on":"S2.4"}"#,
        r#"{"is":"set_aside"}"#,
    ] {
        stays::<Verdict>(text);
    }
    stays::<Run>(
        r#"{"s":"S1","a":1,"b":1,"is":"refused","refusal":{"why":"rests_on","act":"S1.1"}}"#,
    );
    stays::<Run>(r#"{"s":"S1","a":1,"b":9,"is":"set_aside"}"#);
}

#[test]
fn every_fault_stays_as_it_is() {
    for text in [
        r#"{"why":"gap","next":8}"#,
        r#"{"why":"forked","from":8}"#,
        r#"{"why":"signature"}"#,
        r#"{"why":"unknown_key"}"#,
    ] {
        stays::<BatchFault>(text);
    }
}

#[test]
fn every_refusal_stays_as_it_is() {
    let person = r#","person":"p17"}"#;
    let people = r#","people":["p17","p18"]}"#;
    for (why, rest) in [
        ("month_not_opened", "}"),
        ("month_opened", "}"),
        ("month_closed", "}"),
        ("other_book", "}"),
        ("unknown_person", person),
        ("known_person", person),
        ("not_rated_here", person),
        ("unknown_task", r#","task":"S1.3.0"}"#),
        ("unknown_rules", "}"),
        ("not_yours", "}"),
        ("own_row", "}"),
        ("one_person", "}"),
        ("step_due", r#","due":"vote","person":"p17"}"#),
        ("not_on_route", person),
        ("submitted", "}"),
        ("already_decided", person),
        ("month_not_closed", "}"),
        ("facts_unanswered", people),
        ("unknown_reason", "}"),
        ("not_announced", person),
        ("unknown_criterion", r#","criterion":"ethics"}"#),
        ("points_out_of_range", r#","criterion":"ethics"}"#),
        ("unknown_fact", r#","fact":"disciplined"}"#),
        ("product_missing", "}"),
        ("quantity_zero", "}"),
        ("weight_out_of_range", "}"),
        ("count_out_of_range", "}"),
        ("too_many_tasks", person),
        ("reason_missing", "}"),
        ("document_missing", "}"),
        ("text_too_long", "}"),
        ("empty", "}"),
        (
            "conflict",
            r#","group":"score/p17","field":"level","theirs":"S2.4"}"#,
        ),
        ("rows_differ", people),
        ("tally", r#","fault":"no_quorum"}"#),
        ("vote_mode", "}"),
        ("minutes_sealed", "}"),
        ("minutes_open", "}"),
        ("meeting_incomplete", "}"),
        ("unready", people),
        ("not_the_submission", "}"),
        ("already_received", "}"),
        ("not_received", "}"),
        ("cap_exceeded", r#","given":4,"allowed":3}"#),
        ("body_vote", "}"),
        ("not_the_table", people),
        ("not_the_conclusion", people),
        ("unknown_conclusion", "}"),
        ("unknown_appeal", r#","appeal":"S1.3"}"#),
        ("appeal_unanswered", person),
        ("rests_on", r#","act":"S1.3"}"#),
        ("held_too_long", "}"),
        ("key_revoked", "}"),
        ("import_differs", person),
    ] {
        let refusal: Refusal = stays(&format!(r#"{{"why":"{why}"{rest}"#));
        assert_eq!(refusal.key(), why);
    }
}

#[test]
fn a_changed_record_stays_as_it_is() {
    // A record with what every step left: what a device's base is made of, and what `yours` is a digest of.
    stays::<Change>(include_str!("change.json").trim_end());
}

#[test]
fn the_seal_of_a_row_is_what_it_was() {
    let row: crate::book::submission::Row = stays(concat!(
        r#"{"name":"Nguyễn Thị Hoa","post":"Trưởng thôn","general":2850,"work":6025,"total":8875,"#,
        r#""own":"good","system":"good","proposed":{"level":"good"},"reason":"Sớm"}"#
    ));
    let seal = crate::book::digest(&row);
    assert_eq!(
        seal,
        "674d97b1f45ecec33b7cb0ccd4c0216b5ff626152c361400fb98444bbe97286b"
    );
}

#[test]
fn six_hundred_acceptances_are_one_run() {
    let verdicts: Vec<(ActRef, Verdict)> = (1..=600)
        .map(|number| (act("S1", number), accepted("l1", number + 40)))
        .collect();
    let runs = pack(verdicts.clone());
    assert_eq!(runs.len(), 1);
    assert_eq!(runs[0].unpack().collect::<Vec<_>>(), verdicts);
}

#[test]
fn a_run_ends_where_something_else_begins() {
    let held = |number| Verdict::Held {
        on: act("S9", number),
    };
    let verdicts = vec![
        (act("S1", 1), accepted("l1", 5)),
        (act("S1", 2), accepted("l1", 7)),
        (act("S1", 3), accepted("l2", 8)),
        (act("S1", 5), accepted("l2", 9)),
        (act("S1", 6), held(1)),
        (act("S1", 7), held(2)),
        (act("S1", 8), Verdict::SetAside),
        (act("S1", 9), Verdict::SetAside),
        (act("S2", 10), Verdict::SetAside),
    ];
    let runs = pack(verdicts.clone());
    assert_eq!(runs.len(), 8);
    let unpacked: Vec<_> = runs
        .iter()
        .flat_map(|run| run.unpack().collect::<Vec<_>>())
        .collect();
    assert_eq!(unpacked, verdicts);
}

#[test]
fn a_run_without_end_is_cut() {
    let run = Run {
        series: "S1".parse().expect("an id"),
        from: 1,
        to: u64::MAX,
        verdict: accepted("l1", u64::MAX),
    };
    assert!(run.unpack().count() <= 1 + ACTS_MAX * SERIES_MAX);
}

fn act(series: &str, number: u64) -> ActRef {
    let series = series.parse().expect("an id");
    ActRef { series, number }
}

fn accepted(ledger: &str, number: u64) -> Verdict {
    Verdict::Accepted {
        ledger: ledger.parse().expect("an id"),
        number,
        day: "2026-11-24".parse().expect("a day"),
    }
}
