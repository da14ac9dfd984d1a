//! What ARCHITECTURE.md says always holds, and what only a reading of the sources can tell.
//!
//! Each list of exceptions names a reason beside each; one that is no longer needed fails too, so the
//! lists can only shrink.
#![allow(clippy::unwrap_used)]

#[path = "sources/graph.rs"]
mod graph;
#[path = "sources/reading.rs"]
mod reading;

use std::collections::BTreeSet;

use reading::{Source, rust_sources, text_files};

/// The most lines of code, comments and blanks apart, that one file may have.
const CODE_LINES_MAX: usize = 450;

/// A place where a rule does not hold, and why it is bearable there.
type Exception = (&'static str, &'static str);

/// Fails unless the places found are exactly those excepted.
#[track_caller]
fn check(rule: &str, found: Vec<String>, exceptions: &[Exception]) {
    let mut unexpected: Vec<&String> = found
        .iter()
        .filter(|place| !exceptions.iter().any(|(path, _)| place.starts_with(path)))
        .collect();
    unexpected.dedup();
    assert!(unexpected.is_empty(), "{rule}:\n{unexpected:#?}");
    let idle: Vec<&str> = exceptions
        .iter()
        .map(|(path, _)| *path)
        .filter(|path| !found.iter().any(|place| place.starts_with(path)))
        .collect();
    assert!(
        idle.is_empty(),
        "{rule}: no exception is needed any more for {idle:?}"
    );
}

/// Every place outside `home` where one of the words stands in the code of a crate.
fn words_outside(
    crate_folder: &str,
    home: &[&str],
    is_forbidden: impl Fn(&str) -> bool,
) -> Vec<String> {
    rust_sources(crate_folder)
        .iter()
        .filter(|source| !home.iter().any(|path| source.is_in(path)))
        .flat_map(|source| {
            let words = source.words();
            words
                .into_iter()
                .filter(|(_, word)| is_forbidden(word))
                .map(|(line, word)| format!("{}:{line} {word}", source.path))
                .collect::<Vec<_>>()
        })
        .collect()
}

#[test]
fn only_storage_names_the_browsers_storage() {
    let is_storage = |word: &str| {
        [
            "gloo_storage",
            "local_storage",
            "session_storage",
            "indexed_db",
            "indexedDB",
            "localStorage",
            "sessionStorage",
        ]
        .contains(&word)
            || ["Idb", "StorageManager"]
                .iter()
                .any(|start| word.starts_with(start))
    };
    check(
        "browser storage is named outside `storage`",
        words_outside(
            "frontend",
            &["frontend/src/storage", "frontend/tests/storage"],
            is_storage,
        ),
        &[],
    );
}

#[test]
fn only_sync_names_the_network() {
    let is_network = |word: &str| {
        [
            "reqwasm",
            "gloo_net",
            "XmlHttpRequest",
            "WebSocket",
            "EventSource",
            "AbortController",
        ]
        .contains(&word)
            || word.starts_with("fetch_with")
    };
    check(
        "the network is named outside `sync`",
        words_outside("frontend", &["frontend/src/sync"], is_network),
        &[],
    );
}

#[test]
fn the_domain_names_neither_clock_nor_chance_nor_the_outside() {
    let is_outside = |word: &str| {
        [
            "SystemTime",
            "Instant",
            "getrandom",
            "web_sys",
            "js_sys",
            "tokio",
            "sqlx",
            "reqwest",
            "HashMap",
            "HashSet",
        ]
        .contains(&word)
    };
    let found = words_outside("shared", &["shared/tests"], is_outside);
    check("`shared` reaches outside", found, &[]);
}

#[test]
fn sql_stands_under_database() {
    let home = ["backend/src/database"];
    let mut found = words_outside("backend", &home, |word| word == "sqlx");
    for source in rust_sources("backend")
        .iter()
        .filter(|source| !source.is_in(home[0]))
    {
        for (line, text) in source.texts() {
            let first = text.split_whitespace().next().unwrap_or_default();
            if [
                "SELECT", "INSERT", "UPDATE", "DELETE", "CREATE", "ALTER", "DROP", "WITH",
            ]
            .contains(&first)
            {
                found.push(format!("{}:{line} {first}", source.path));
            }
        }
    }
    let exceptions = [
        (
            "backend/src/error.rs",
            "what the database says of a failure decides whether it may pass",
        ),
        (
            "backend/src/exchange/take.rs",
            "asks whether a failure is the database's",
        ),
    ];
    check("SQL stands outside `database`", found, &exceptions);
}

#[test]
fn a_status_is_chosen_only_where_errors_are() {
    let found = words_outside("backend", &["backend/src/error.rs"], |word| {
        word == "StatusCode"
    });
    let exceptions = [
        (
            "backend/src/routes.rs",
            "the one answer that succeeds with nothing to say",
        ),
        (
            "backend/src/body.rs",
            "reads what axum said of a body, to give it our own code",
        ),
    ];
    check("a status is chosen outside `error.rs`", found, &exceptions);
}

#[test]
fn no_file_is_too_long_to_be_read_at_once() {
    let mut found = Vec::new();
    for folder in ["shared", "frontend", "backend", "tests"] {
        for source in rust_sources(folder) {
            let lines = source.code_lines();
            if lines > CODE_LINES_MAX {
                found.push(format!("{} {lines} lines", source.path));
            }
        }
    }
    let exceptions = [
        ("shared/src/act.rs", "what people can do, all on one page"),
        (
            "shared/src/apply/tests/refusals.rs",
            "every refusal is provoked once, in one list",
        ),
    ];
    check("a file asks to be split by noun", found, &exceptions);
}

#[test]
fn no_module_imports_one_that_imports_it() {
    let mut found = Vec::new();
    for folder in ["shared", "frontend", "backend"] {
        found.extend(graph::circles(folder));
    }
    let exceptions = [
        (
            "shared: act <-> book",
            "a book keeps some of what acts carry, and acts name parts of a book",
        ),
        (
            "backend: app <-> scope",
            "the state keeps the organisation that scope read",
        ),
    ];
    check("modules go round in a circle", found, &exceptions);
}

#[test]
fn tests_neither_sleep_nor_sit_on_a_fixed_port() {
    let mut found = Vec::new();
    for source in rust_sources("tests")
        .iter()
        .chain(&rust_sources("shared"))
        .chain(&rust_sources("backend"))
    {
        if !source.path.contains("tests") {
            continue;
        }
        let sleeps = source
            .words()
            .into_iter()
            .filter(|(_, word)| word == "sleep");
        found.extend(sleeps.map(|(line, word)| format!("{}:{line} {word}", source.path)));
        for (line, text) in source.texts() {
            if fixed_port(&text) {
                found.push(format!("{}:{line} {text}", source.path));
            }
        }
    }
    for (path, text) in text_files(&["tests/browser"], &["mjs", "js"]) {
        for (number, line) in text.lines().enumerate() {
            if line.contains("waitForTimeout") || fixed_port(line) {
                found.push(format!("{path}:{} {}", number + 1, line.trim()));
            }
        }
    }
    check("a test sleeps, or sits on a fixed port", found, &[]);
}

/// Whether an address on this machine is followed by a port other than 0.
fn fixed_port(text: &str) -> bool {
    ["127.0.0.1:", "localhost:", "0.0.0.0:"].iter().any(|host| {
        text.match_indices(host).any(|(at, _)| {
            let port: String = text[at + host.len()..]
                .chars()
                .take_while(char::is_ascii_digit)
                .collect();
            !port.is_empty() && port.chars().any(|digit| digit != '0')
        })
    })
}

#[test]
fn nothing_names_one_persons_machine_or_a_registrys_host() {
    // In pieces, so that this file does not find itself.
    let homes = ["/ho", "/ro", "/Use"]
        .iter()
        .zip(["me/", "ot/", "rs/"])
        .map(|(a, b)| format!("{a}{b}"));
    let hosts = ["crates", "npmjs", "pypi", "registry.npm"]
        .iter()
        .zip([".io", ".org", ".org", "js"]);
    let words: Vec<String> = homes.chain(hosts.map(|(a, b)| format!("{a}{b}"))).collect();
    let folders = [
        "shared", "frontend", "backend", "tests", "scripts", "docs", ".ci", ".",
    ];
    let endings = [
        "rs", "toml", "sh", "md", "json", "js", "mjs", "html", "css", "sql", "run", "Makefile",
        "py",
    ];
    let mut found = Vec::new();
    for (path, text) in text_files(&folders, &endings) {
        for (number, line) in text.lines().enumerate() {
            if let Some(word) = words.iter().find(|word| line.contains(*word)) {
                found.push(format!("{path}:{} {word}", number + 1));
            }
        }
    }
    check("a machine's path or a registry's host", found, &[]);
}

#[test]
fn every_name_in_the_glossary_stands_in_the_domain() {
    let sources = rust_sources("shared/src");
    let known: BTreeSet<String> = sources
        .iter()
        .flat_map(Source::words)
        .map(|(_, word)| word)
        .collect();
    let (path, glossary) = text_files(&["docs"], &["glossary.md"]).remove(0);
    let last_column = |line: &str| line.split('|').nth(3).map(str::to_owned);
    let names: Vec<String> = glossary
        .lines()
        .filter_map(last_column)
        .flat_map(|cell| {
            cell.split('`')
                .skip(1)
                .step_by(2)
                .map(str::to_owned)
                .collect::<Vec<_>>()
        })
        .collect();
    assert!(names.len() > 50, "{path} is read wrongly");
    let found = names
        .into_iter()
        .filter(|name| !known.contains(name))
        .collect();
    check("the glossary names what is not in `shared`", found, &[]);
}

#[test]
fn the_reading_sees_what_it_is_meant_to_see() {
    let source = Source::of(
        "x.rs",
        "use crate::a::{b, c::D};\n/// gloo_storage\nfn f() { let _ = \"SELECT 1\"; }\n",
    );
    let words: Vec<String> = source.words().into_iter().map(|(_, word)| word).collect();
    assert!(words.contains(&"D".to_owned()) && !words.contains(&"gloo_storage".to_owned()));
    assert_eq!(source.texts(), vec![(3, "SELECT 1".to_owned())]);
    assert_eq!(source.code_lines(), 2);
    assert_eq!(
        source.paths(),
        vec![vec!["crate", "a", "b"], vec!["crate", "a", "c", "D"]]
    );
}
