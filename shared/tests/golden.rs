//! Golden cases: what `grade` says of facts at the edges of every rule, natively and in a browser.
//! `golden/expect.py` works the expectations out apart, with exact fractions.

use std::collections::BTreeMap;

use roviec_shared::{
    grade::{
        DIFFICULTY_ORDINARY, FactValue, Facts, Grade, Missing, Reason, Scored, TaskFacts, grade,
    },
    level::Level,
    points::{Percent, Points, Quantity},
    rules::{RuleBook, RuleSet},
};
use serde::Deserialize;

#[cfg(target_family = "wasm")]
wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

const FACTS: &str = include_str!("../golden/facts.json");
const GRADES: &str = include_str!("../golden/grades.json");
const RULES: [&str; 11] = [
    include_str!("../rules/cong-chuc-335.toml"),
    include_str!("../rules/dang-vien-chi-bo-thon.toml"),
    include_str!("../rules/dang-vien-co-quan.toml"),
    include_str!("../rules/don-vi-abcd.toml"),
    include_str!("../rules/tap-the-366.toml"),
    include_str!("../rules/vien-chuc-233.toml"),
    include_str!("../rules/yen-binh-can-bo.toml"),
    include_str!("../rules/yen-binh-dang-vien.toml"),
    include_str!("../rules/yen-binh-nguoi-dung-dau.toml"),
    include_str!("../rules/yen-binh-thong-nhat-can-bo.toml"),
    include_str!("../rules/yen-binh-thong-nhat-dang-vien.toml"),
];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    rules: String,
    strict_completed: Option<bool>,
    leads: bool,
    heads: bool,
    criteria: BTreeMap<String, String>,
    tasks: Vec<CaseTask>,
    facts: BTreeMap<String, CaseFact>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CaseTask {
    weight: u8,
    planned: String,
    done: Option<String>,
    faults: u8,
    delays: u8,
    above: bool,
    unplanned: bool,
    #[serde(default)]
    days_late: u16,
    #[serde(default = "hundred")]
    difficulty: u16,
    #[serde(default = "whole")]
    part: Percent,
}

fn hundred() -> u16 {
    DIFFICULTY_ORDINARY
}

fn whole() -> Percent {
    Percent::WHOLE
}

#[derive(Clone, Copy, Deserialize)]
#[serde(untagged)]
enum CaseFact {
    YesNo(bool),
    Level { level: Level },
    Percent { percent: Percent },
    Share { share: (u32, u32) },
}

/// What the script says, and what the program is brought into the form of.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    general: Option<String>,
    work: Option<String>,
    total: Option<String>,
    level: Option<Level>,
    conditions: Vec<String>,
    ceilings: Vec<String>,
    missing: Vec<String>,
}

fn points(text: &str) -> Points {
    Points::parse(text, Points::MAX).expect("a case gives points")
}

/// "7.999" is refused from a person, who may mean thousands; a case means a decimal.
fn quantity(text: &str) -> Quantity {
    Quantity::parse(&text.replace('.', ",")).expect("a case gives quantities")
}

fn fact(stated: CaseFact) -> FactValue {
    match stated {
        CaseFact::YesNo(true) => FactValue::Holds,
        CaseFact::YesNo(false) => FactValue::No,
        CaseFact::Level { level } => FactValue::Level(level),
        CaseFact::Percent { percent } => FactValue::Percent(percent),
        CaseFact::Share { share: (part, of) } => FactValue::Share { part, of },
    }
}

fn facts(case: &Case) -> Facts {
    let scored = |text: &String| Scored {
        points: points(text),
        confirmed: false,
    };
    let task = |task: &CaseTask| TaskFacts {
        weight: task.weight,
        planned: quantity(&task.planned),
        done: task.done.as_deref().map(quantity),
        faults: task.faults,
        delays: task.delays,
        above: task.above,
        confirmed: false,
        unplanned: task.unplanned,
        days_late: task.days_late,
        difficulty: task.difficulty,
        part: task.part,
    };
    Facts {
        leads: case.leads,
        heads: case.heads,
        criteria: case
            .criteria
            .iter()
            .map(|(id, text)| (id.clone(), scored(text)))
            .collect(),
        tasks: case.tasks.iter().map(task).collect(),
        facts: case
            .facts
            .iter()
            .map(|(id, stated)| (id.clone(), fact(*stated)))
            .collect(),
    }
}

fn found(grade: &Grade) -> Expected {
    let decimal = |points: Points| {
        let hundredths = points.hundredths();
        format!("{}.{:02}", hundredths / 100, hundredths % 100)
    };
    let mut conditions = Vec::new();
    let mut ceilings = Vec::new();
    for reason in &grade.reasons {
        match reason {
            Reason::Points { .. } => {}
            Reason::Condition { rule, .. } => conditions.push(rule.to_string()),
            Reason::Ceiling { rule, .. } => ceilings.push(rule.to_string()),
        }
    }
    let missing = grade.missing.iter().map(|missing| match missing {
        Missing::Criterion { criterion } => format!("criterion:{criterion}"),
        Missing::NoTask => "no_task".to_owned(),
        Missing::Result { task } => format!("task:{task}"),
        Missing::Fact { fact } => format!("fact:{fact}"),
        Missing::Limit { fact } => format!("limit:{fact}"),
    });
    let mut missing: Vec<_> = missing.collect();
    conditions.sort();
    ceilings.sort();
    missing.sort();
    Expected {
        general: grade.general.map(decimal),
        work: grade.work.map(decimal),
        total: grade.total.map(decimal),
        level: grade.level,
        conditions,
        ceilings,
        missing,
    }
}

#[cfg_attr(not(target_family = "wasm"), test)]
#[cfg_attr(target_family = "wasm", wasm_bindgen_test::wasm_bindgen_test)]
fn every_golden_case_has_its_points_its_level_and_its_reasons() {
    let sets: RuleBook = RULES
        .iter()
        .map(|text| toml::from_str::<RuleSet>(text).expect("a shipped rule set is read"))
        .collect();
    let cases: Vec<Case> = serde_json::from_str(FACTS).expect("the cases are read");
    let mut expected: BTreeMap<String, Expected> =
        serde_json::from_str(GRADES).expect("the expectations are read");
    assert!(cases.len() >= 200, "only {} cases", cases.len());
    for set in sets.iter() {
        let count = cases.iter().filter(|case| case.rules == set.id.as_str());
        assert!(count.count() >= 8, "too few cases for {}", set.id);
    }
    let mut wrong = Vec::new();
    for case in cases {
        let id = case.rules.parse().expect("a rule set's name");
        let mut rules = sets.newest(&id).expect("a shipped rule set").clone();
        if let Some(strict) = case.strict_completed {
            rules.strict_completed = strict;
        }
        let found = found(&grade(&rules, &facts(&case)));
        let wanted = expected
            .remove(&case.name)
            .unwrap_or_else(|| panic!("{} has no expectation: run expect.py", case.name));
        if found != wanted {
            wrong.push(format!(
                "{}\n  found  {found:?}\n  wanted {wanted:?}",
                case.name
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let left: Vec<_> = expected.keys().collect();
    assert!(left.is_empty(), "expectations without a case: {left:?}");
}
