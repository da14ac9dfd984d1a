//! A refused act can be read without the page that it was made on.
#![allow(clippy::unwrap_used)]

use leptos::prelude::Owner;
use roviec_shared::{act::Deed, month::Day};

use super::*;

fn lines(deed: &str) -> Vec<(String, String)> {
    let owner = Owner::new();
    owner.with(|| {
        let store = Store::provide("2026-11-24".parse::<Day>().unwrap());
        let act = Act {
            book: "cb-huong-ly/2026-11".parse().unwrap(),
            saw: Default::default(),
            after: Vec::new(),
            replaces: None,
            adopted_from: None,
            deed: serde_json::from_str::<Deed>(deed).unwrap(),
        };
        said(&act, store)
    })
}

#[track_caller]
fn has(lines: &[(String, String)], words: &str) {
    assert!(
        lines.iter().any(|(_, value)| value == words),
        "{words}: {lines:?}"
    );
}

#[test]
fn a_task_says_its_product_its_quantity_and_its_day() {
    let lines = lines(
        r#"{"do":"assign","people":{"p1":[{"product":"Vận động hiến đất","quantity":5000,"unit":"hộ","due":"2026-11-20","weight":2}]}}"#,
    );
    for words in ["Vận động hiến đất", "5", "hộ", "20/11/2026", "2"] {
        has(&lines, words);
    }
}

#[test]
fn a_score_says_its_points_and_its_words() {
    let lines = lines(
        r#"{"do":"score","people":{"p1":{"criteria":{"ethics":850},"level":"good","words":"Đã cố gắng"}}}"#,
    );
    assert!(
        lines.contains(&("ethics".to_owned(), "8,5".to_owned())),
        "{lines:?}"
    );
    has(&lines, "Đã cố gắng");
}

#[test]
fn a_comment_is_there_word_for_word() {
    let lines = lines(
        r#"{"do":"comment","people":{"p1":{"kind":"dissent","text":"Tôi bảo lưu ý kiến.","day":"2026-11-24"}}}"#,
    );
    has(&lines, "Tôi bảo lưu ý kiến.");
    has(&lines, "24/11/2026");
}
