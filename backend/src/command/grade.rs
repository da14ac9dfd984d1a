//! `roviec grade`: points, level, reasons and what is missing, of facts in a file.

use std::{path::Path, process::ExitCode};

use roviec_shared::{
    grade::{SaidGrade, grade, read_facts},
    rules::RuleSet,
};

use super::rules::text;
use crate::error::Error;

pub(super) fn run(rules: &Path, facts: &Path) -> Result<ExitCode, Error> {
    let set = match RuleSet::from_toml(&text(rules)?) {
        Ok(set) => set,
        Err(wrong) => return Ok(refuse(rules, &wrong.0)),
    };
    match read_facts(&set, &text(facts)?) {
        Ok(known) => {
            let said = SaidGrade::of(&set, &grade(&set, &known));
            println!("{}", serde_json::to_string_pretty(&said)?);
            Ok(ExitCode::SUCCESS)
        }
        Err(wrong) => Ok(refuse(facts, &wrong)),
    }
}

/// What is wrong goes beside the answer, so that who reads the answer never reads it as one.
fn refuse<P: std::fmt::Display>(file: &Path, problems: &[P]) -> ExitCode {
    for problem in problems {
        eprintln!("{}: {problem}", file.display());
    }
    ExitCode::FAILURE
}
