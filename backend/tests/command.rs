//! The commands that read files, run as an operator runs them.
#![allow(clippy::unwrap_used)]

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

/// A folder that is gone when the test is over.
struct Folder(PathBuf);

impl Folder {
    fn of(test: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn file(&self, name: &str, text: &str) -> String {
        let path = self.0.join(name);
        fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn shipped(name: &str) -> String {
    format!("{}/../shared/rules/{name}.toml", env!("CARGO_MANIFEST_DIR"))
}

fn roviec(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_roviec"))
        .args(arguments)
        .output()
        .unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn complained(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn every_shipped_file_passes_the_check() {
    let folder = format!("{}/../shared/rules", env!("CARGO_MANIFEST_DIR"));
    for file in fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let output = roviec(&["rules", "check", path.to_str().unwrap()]);
        assert!(output.status.success(), "{}", said(&output));
        assert!(said(&output).contains("không thấy lỗi"));
    }
}

#[test]
fn the_check_says_what_is_wrong_and_where_and_fails() {
    let folder = Folder::of("check");
    let text = fs::read_to_string(shipped("cong-chuc-335")).unwrap();
    let text =
        text.replacen("good = 70_00", "good = 95_00", 1)
            .replacen("rate = 20 ", "rate = 120 ", 1);
    let file = folder.file("wrong.toml", &text);
    let output = roviec(&["rules", "check", &file]);
    assert_eq!(output.status.code(), Some(1));
    let said = said(&output);
    let line = |part: &str| text.lines().position(|line| line.contains(part)).unwrap() + 1;
    let threshold = format!("Dòng {}, thresholds.good: ", line("good = 95_00"));
    let cap = format!(
        "Dòng {}, cap.rate: Tỷ lệ phải là số nguyên",
        line("rate = 120")
    );
    assert!(said.contains(&threshold) && said.contains(&cap), "{said}");
    assert!(said.contains("CÓ 2 LỖI"), "{said}");
}

#[test]
fn a_file_that_is_not_there_is_said_in_words() {
    let output = roviec(&["rules", "check", "nowhere.toml"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(complained(&output).contains("không đọc được tệp nowhere.toml"));
}

#[test]
fn facts_are_graded_and_printed_as_json() {
    let folder = Folder::of("grade");
    let facts = folder.file(
        "facts.json",
        r#"{"track": "member", "post": "none",
            "criteria": {"ethics": "10", "discipline": "10", "self_criticism": "10", "study": "9.99"},
            "tasks": [{"weight": 1, "planned": "3", "done": "2", "faults": 0, "delays": 0, "days_late": 0, "above": false}],
            "facts": {"disciplined": false, "degradation": false, "example_breach": false, "forbidden_breach": true, "open_shortcoming": false}}"#,
    );
    let output = roviec(&[
        "grade",
        "--rules",
        &shipped("dang-vien-chi-bo-thon"),
        "--facts",
        &facts,
    ]);
    assert!(output.status.success(), "{}", complained(&output));
    let grade: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    // 30 + 9.99 + 60 × 2/3
    assert_eq!(grade["points"], "79.99");
    assert_eq!(grade["level"], "not_completed");
    let rules: Vec<_> = grade["reasons"]
        .as_array()
        .unwrap()
        .iter()
        .map(|each| each["rule"].clone())
        .collect();
    assert!(rules.contains(&"forbidden_breach".into()), "{rules:?}");
    assert_eq!(grade["missing"], serde_json::json!([]));
}

#[test]
fn facts_that_are_none_are_refused_and_nothing_is_printed_as_a_grade() {
    let folder = Folder::of("refused");
    let facts = folder.file("facts.json", r#"{"criteria": {"ethics": 10, "x": "1"}}"#);
    let output = roviec(&[
        "grade",
        "--rules",
        &shipped("dang-vien-chi-bo-thon"),
        "--facts",
        &facts,
    ]);
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout.is_empty());
    let complained = complained(&output);
    assert!(
        complained.contains("criteria.ethics: Điểm và số lượng ghi bằng chuỗi"),
        "{complained}"
    );
    assert!(
        complained.contains("criteria.x: Bộ quy định không có tiêu chí “x”"),
        "{complained}"
    );
}
