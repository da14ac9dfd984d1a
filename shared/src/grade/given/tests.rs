//! A file of facts is read whole or refused, with every fault at its place.

use super::read_facts;
use crate::{
    grade::{FactValue, Facts, grade, said::SaidGrade},
    points::Quantity,
    rules::{RuleSet, shipped},
};

fn officials() -> RuleSet {
    let mut sets = shipped().into_iter();
    sets.find(|set| set.id.as_str() == "cong-chuc-335")
        .expect("the rules of civil servants are shipped")
}

fn read(text: &str) -> Facts {
    read_facts(&officials(), text).unwrap_or_else(|wrong| panic!("{wrong:?}"))
}

/// The places at which a file is refused.
fn refused(text: &str) -> Vec<String> {
    let wrong = read_facts(&officials(), text).err().unwrap_or_default();
    for each in &wrong {
        assert!(each.words.vi.len() > 8 && each.words.en.len() > 8, "{each}");
    }
    wrong.into_iter().map(|each| each.path).collect()
}

const WHOLE: &str = r#"{
  "track": "official",
  "post": "none",
  "criteria": {"ethics": "5", "discipline": "5", "capacity": "2.5", "readiness": "2.5",
    "responsibility": "2.5", "cooperation": "2.5", "renewal": "9.99"},
  "tasks": [
    {"weight": 2, "planned": "10", "done": "12.5", "faults": 0, "delays": 0, "days_late": 0, "above": false},
    {"planned": "1.500", "done": "1.5", "above": true},
    {"done": "1", "days_late": 3}
  ],
  "facts": {"disciplined": false, "degradation": false, "example_breach": false,
    "forbidden_breach": false, "open_shortcoming": null}
}"#;

#[test]
fn a_whole_file_is_read_and_graded() {
    let facts = read(WHOLE);
    assert_eq!(facts.criteria["renewal"].points.hundredths(), 999);
    assert_eq!((facts.tasks[0].weight, facts.tasks[1].weight), (2, 1));
    assert_eq!(facts.tasks[1].planned.thousandths(), 1_500);
    assert_eq!(facts.tasks[2].planned, Quantity::ONE);
    // A task that came late was delayed once, where nobody says otherwise.
    assert_eq!(facts.tasks[2].delays, 1);
    assert_eq!(facts.facts["disciplined"], FactValue::No);
    let rules = officials();
    let said = SaidGrade::of(&rules, &grade(&rules, &facts));
    let json = serde_json::to_value(&said).expect("a grade is written");
    // 29.99 + 70 × (1 + 1 + 3.75/4) / 3 = 98.5316…
    assert_eq!(json["points"], "98.53");
    assert_eq!(json["level"], "completed");
    let rules: Vec<_> = said.reasons.iter().map(|each| each.rule.as_str()).collect();
    assert_eq!(rules, ["points", "excellent_on_time", "good_on_time"]);
    assert!(said.reasons.iter().all(|each| !each.text.is_empty()));
    assert_eq!(json["missing"][0]["id"], "open_shortcoming");
    let keys: Vec<_> = json.as_object().expect("a table").keys().cloned().collect();
    assert_eq!(keys, ["level", "missing", "points", "reasons"]);
}

#[test]
fn nothing_known_is_no_fault_but_missing() {
    let rules = officials();
    let said = SaidGrade::of(&rules, &grade(&rules, &read("{}")));
    assert_eq!((said.points, said.level), (None, None));
    assert!(said.missing.iter().any(|each| each.what == "no_task"));
    assert!(
        said.missing
            .iter()
            .any(|each| each.what == "criterion" && !each.text.is_empty())
    );
}

#[test]
fn what_is_no_fact_is_refused_where_it_stands() {
    for (text, path) in [
        (r"[]", ""),
        (r"{", ""),
        (r#"{"name": "An"}"#, "name"),
        (r#"{"track": "member"}"#, "track"),
        (r#"{"track": 1}"#, "track"),
        (r#"{"post": "chief"}"#, "post"),
        (r#"{"criteria": {"ethic": "5"}}"#, "criteria.ethic"),
        (r#"{"criteria": {"ethics": 5}}"#, "criteria.ethics"),
        (r#"{"criteria": {"ethics": 4.5}}"#, "criteria.ethics"),
        (r#"{"criteria": {"ethics": "5.01"}}"#, "criteria.ethics"),
        (r#"{"criteria": {"ethics": "4.999"}}"#, "criteria.ethics"),
        (r#"{"criteria": {"ethics": "-1"}}"#, "criteria.ethics"),
        (r#"{"criteria": {"ethics": "NaN"}}"#, "criteria.ethics"),
        (r#"{"criteria": {"ethics": ""}}"#, "criteria.ethics"),
        (
            r#"{"criteria": {"ethics": "99999999999999999999"}}"#,
            "criteria.ethics",
        ),
        (r#"{"tasks": {}}"#, "tasks"),
        (r#"{"tasks": [3]}"#, "tasks[1]"),
        (r#"{"tasks": [{}, {"weight": 0}]}"#, "tasks[2].weight"),
        (r#"{"tasks": [{"weight": 101}]}"#, "tasks[1].weight"),
        (r#"{"tasks": [{"weight": 1.5}]}"#, "tasks[1].weight"),
        (r#"{"tasks": [{"planned": "0"}]}"#, "tasks[1].planned"),
        (r#"{"tasks": [{"planned": "0.0001"}]}"#, "tasks[1].planned"),
        (
            r#"{"tasks": [{"planned": "1000000.001"}]}"#,
            "tasks[1].planned",
        ),
        (r#"{"tasks": [{"done": "-2"}]}"#, "tasks[1].done"),
        (r#"{"tasks": [{"done": 2}]}"#, "tasks[1].done"),
        (r#"{"tasks": [{"faults": 100}]}"#, "tasks[1].faults"),
        (r#"{"tasks": [{"delays": -1}]}"#, "tasks[1].delays"),
        (r#"{"tasks": [{"days_late": 400}]}"#, "tasks[1].days_late"),
        (r#"{"tasks": [{"above": "yes"}]}"#, "tasks[1].above"),
        (r#"{"tasks": [{"owner": "an"}]}"#, "tasks[1].owner"),
        (r#"{"facts": {"rich": true}}"#, "facts.rich"),
        (r#"{"facts": {"disciplined": "no"}}"#, "facts.disciplined"),
        (
            r#"{"facts": {"collective_level": "best"}}"#,
            "facts.collective_level",
        ),
        (r#"{"facts": {"organising": 101}}"#, "facts.organising"),
        (
            r#"{"facts": {"staff_results": [5, 4]}}"#,
            "facts.staff_results",
        ),
    ] {
        assert_eq!(refused(text), [path], "{text}");
    }
}

#[test]
fn every_fault_is_named_at_once() {
    let text = r#"{"post": 1, "criteria": {"x": "1", "ethics": "9"}, "tasks": [{"weight": 0, "done": "x"}], "facts": {"y": 1}}"#;
    assert_eq!(
        refused(text),
        [
            "post",
            "criteria.ethics",
            "criteria.x",
            "tasks[1].weight",
            "tasks[1].done",
            "facts.y"
        ]
    );
    let many = format!(r#"{{"tasks": [{}]}}"#, vec!["{}"; 201].join(","));
    assert_eq!(refused(&many), ["tasks"]);
}
