//! The words are complete, sorted and all in use; numbers and days are written the Vietnamese way.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::*;

const VIETNAMESE_JSON: &str = include_str!("../../locales/vi.json");
const ENGLISH_JSON: &str = include_str!("../../locales/en.json");

fn keys_in_order(json: &str) -> Vec<String> {
    json.lines()
        .filter_map(|line| line.trim().strip_prefix('"')?.split_once("\":"))
        .map(|(key, _)| key.to_owned())
        .collect()
}

fn sources(folder: &Path, found: &mut Vec<(PathBuf, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            found.push((path, text));
        }
    }
}

/// The program's own lines: no comments, no tests, not the page that shows the components.
fn program_lines() -> Vec<(String, String)> {
    let mut found = Vec::new();
    sources(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut found,
    );
    found
        .into_iter()
        .filter(|(path, _)| {
            let path = path.to_string_lossy();
            !path.contains("tests.rs") && !path.contains("kit.rs") && !path.contains("/kit/")
        })
        .flat_map(|(path, text)| {
            let own = text
                .split("#[cfg(test)]\nmod tests {")
                .next()
                .unwrap()
                .to_owned();
            own.lines()
                .map(|line| {
                    let code = match line.find("//") {
                        Some(start) if !line[..start].ends_with(':') => &line[..start],
                        _ => line,
                    };
                    (path.display().to_string(), code.to_owned())
                })
                .collect::<Vec<_>>()
        })
        .collect()
}

fn used_keys() -> BTreeSet<String> {
    let code: String = program_lines()
        .into_iter()
        .map(|(_, line)| line + "\n")
        .collect();
    let mut used = BTreeSet::new();
    for call in ["t!(", "say!(", "key!("] {
        for (start, _) in code.match_indices(call) {
            if code[..start].ends_with(|letter: char| letter.is_alphanumeric() || letter == '_') {
                continue;
            }
            let rest = code[start + call.len()..].trim_start();
            if let Some(key) = rest
                .strip_prefix('"')
                .and_then(|rest| rest.split('"').next())
            {
                used.insert(key.to_owned());
            }
        }
    }
    used
}

#[test]
fn both_languages_have_the_same_keys() {
    let vietnamese: Words = serde_json::from_str(VIETNAMESE_JSON).unwrap();
    let english: Words = serde_json::from_str(ENGLISH_JSON).unwrap();
    for key in vietnamese.keys() {
        assert!(english.contains_key(key), "en.json lacks {key}");
    }
    for key in english.keys() {
        assert!(vietnamese.contains_key(key), "vi.json lacks {key}");
    }
}

#[test]
fn both_languages_take_the_same_arguments() {
    let english: Words = serde_json::from_str(ENGLISH_JSON).unwrap();
    let names = |text: &str| -> BTreeSet<String> {
        text.split('{')
            .skip(1)
            .filter_map(|part| Some(part.split_once('}')?.0.to_owned()))
            .collect()
    };
    for (key, text) in serde_json::from_str::<Words>(VIETNAMESE_JSON).unwrap() {
        assert_eq!(names(&text), names(&english[&key]), "{key}");
        assert!(
            !text.trim().is_empty() && !english[&key].trim().is_empty(),
            "{key} is empty"
        );
    }
}

#[test]
fn keys_are_sorted_and_stand_once() {
    for json in [VIETNAMESE_JSON, ENGLISH_JSON] {
        let keys = keys_in_order(json);
        for pair in keys.windows(2) {
            assert!(pair[0] < pair[1], "{} stands before {}", pair[0], pair[1]);
        }
    }
}

#[test]
fn every_key_in_the_sources_has_words() {
    let words: Words = serde_json::from_str(VIETNAMESE_JSON).unwrap();
    for key in used_keys() {
        assert!(words.contains_key(&key), "no words for {key}");
    }
}

#[test]
fn every_word_is_used() {
    let used = used_keys();
    for key in keys_in_order(VIETNAMESE_JSON) {
        assert!(used.contains(&key), "nothing uses {key}");
    }
}

#[test]
fn no_vietnamese_stands_in_the_sources() {
    let marked = |letter: char| {
        matches!(letter, 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ỹ') && letter.is_alphabetic()
    };
    for (path, line) in program_lines() {
        assert!(!line.chars().any(marked), "{path}: {line}");
    }
}

#[test]
fn arguments_are_filled_and_unknown_braces_stay() {
    assert_eq!(
        fill("{a} of {b}, {c}", &[("a", "1".into()), ("b", "2".into())]),
        "1 of 2, {c}"
    );
    assert_eq!(fill("open { end", &[]), "open { end");
}

#[test]
fn decimals_have_a_comma() {
    assert_eq!(hundredths(850), "8,5");
    assert_eq!(hundredths(9000), "90");
    assert_eq!(hundredths(5), "0,05");
    assert_eq!(decimal(-1250, 3), "−1,25");
    assert_eq!(whole(2175), "2.175");
    assert_eq!(whole(-1_000_000), "−1.000.000");
    assert_eq!(whole(746), "746");
}

#[test]
fn typed_decimals_are_read_with_comma_or_point() {
    assert_eq!(parse_decimal("8,5", 2), Some(850));
    assert_eq!(parse_decimal(" 8.50 ", 2), Some(850));
    assert_eq!(parse_decimal("8,", 2), Some(800));
    for wrong in [
        "",
        "8,555",
        "-1",
        "8,5,1",
        "tám",
        "1e3",
        ",5",
        "99999999999999999999",
    ] {
        assert_eq!(parse_decimal(wrong, 2), None, "{wrong}");
    }
}

#[test]
fn days_are_read_and_written_day_first() {
    assert_eq!(day("2026-11-24"), "24/11/2026");
    assert_eq!(month("2026-11"), "11/2026");
    assert_eq!(parse_day("5/9/2026").as_deref(), Some("2026-09-05"));
    assert_eq!(parse_day("29.02.2028").as_deref(), Some("2028-02-29"));
    assert_eq!(parse_day("05092026").as_deref(), Some("2026-09-05"));
    for wrong in [
        "29/02/2026",
        "31/4/2026",
        "0/1/2026",
        "1/13/2026",
        "2026",
        "",
        "a/b/c",
        "1/1/26",
    ] {
        assert_eq!(parse_day(wrong), None, "{wrong}");
    }
}
