//! A rule set's file: every fault at once, each with its place and its line.
//!
//! What cannot be read is noted, and read again without it, or with what a shipped rule set has in its
//! place, until nothing is left to note; so that who writes a file sees all that is wrong with it.

mod node;

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use self::node::{Around, Node, Wrong};
use super::{
    criteria::Criterion,
    fault::{RuleFault, RuleProblem},
    set::RuleSet,
};

/// More faults than anyone mends at once; the rest is said when these are mended.
const PROBLEMS_MAX: usize = 200;

/// A rule set that holds, from which comes what a file lacks.
const SKELETON: &str = include_str!("../../rules/cong-chuc-335.toml");

/// Reads a rule set's file and checks it; every fault where there are such.
pub(super) fn read(text: &str) -> Result<RuleSet, Vec<RuleProblem>> {
    let lines = Lines::of(text);
    let (table, wrong) = DeTable::parse_recoverable(text);
    if !wrong.is_empty() {
        let problem = |wrong: toml::de::Error| RuleProblem {
            path: String::new(),
            line: wrong.span().map(|span| lines.at(span.start)),
            fault: RuleFault::Syntax(wrong.message().to_owned()),
        };
        return Err(wrong.into_iter().take(PROBLEMS_MAX).map(problem).collect());
    }
    let root = root(table);
    let mut file = File {
        root: &root,
        problems: Vec::new(),
        patched: BTreeSet::new(),
    };
    let set = file.set();
    let (mut problems, patched) = (file.problems, file.patched);
    if let Some(set) = &set {
        let found = set.check().into_iter().map(|mut problem| {
            problem.path = counted_again(&problem.path, &patched);
            problem
        });
        problems.extend(found.filter(|problem| is_sure(problem, &patched)));
    }
    for problem in &mut problems {
        let span = span_of(&root, &problem.path);
        problem.line = Some(lines.at(span.start));
    }
    problems.sort_by_key(|problem| problem.line);
    match set {
        Some(set) if problems.is_empty() => Ok(set),
        _ => Err(problems),
    }
}

/// The place in the file of a place in what is left of it: items after one that was left out stand
/// further on.
fn counted_again(path: &str, patched: &BTreeSet<String>) -> String {
    let Some((list, rest)) = path.split_once('[') else {
        return path.to_owned();
    };
    let Some((place, rest)) = rest.split_once(']') else {
        return path.to_owned();
    };
    let item = |path: &String| -> Option<usize> {
        let inner = path.strip_prefix(list)?.strip_prefix('[')?;
        inner.strip_suffix(']')?.parse().ok()
    };
    let mut left_out: Vec<usize> = patched.iter().filter_map(item).collect();
    left_out.sort_unstable();
    let place = place.parse().unwrap_or(0);
    let place = left_out.into_iter().fold(
        place,
        |place: usize, gone| {
            if gone <= place { place + 1 } else { place }
        },
    );
    format!("{list}[{place}]{rest}")
}

/// Nothing of what a fault is about, or rests on, was left out or taken from elsewhere.
fn is_sure(problem: &RuleProblem, patched: &BTreeSet<String>) -> bool {
    let rests_on = problem.fault.rests_on();
    !patched.iter().any(|path| {
        path.starts_with(&problem.path)
            || problem.path.starts_with(path)
            || rests_on.contains(&top(path))
    })
}

fn root(table: Spanned<DeTable<'_>>) -> Spanned<DeValue<'_>> {
    let span = table.span();
    Spanned::new(span, DeValue::Table(table.into_inner()))
}

/// A file while it is read again and again.
struct File<'t, 'i> {
    root: &'t Spanned<DeValue<'i>>,
    problems: Vec<RuleProblem>,
    /// The places that were left out or taken from elsewhere.
    patched: BTreeSet<String>,
}

impl File<'_, '_> {
    /// The rule set without what could not be read; none where too much of it could not.
    fn set(&mut self) -> Option<RuleSet> {
        let skeleton = root(DeTable::parse(SKELETON).ok()?);
        let mut around = Around {
            left_out: BTreeSet::new(),
            put_in: BTreeMap::new(),
        };
        while self.problems.len() < PROBLEMS_MAX {
            let wrong = match RuleSet::deserialize(Node::root(self.root, &around)) {
                Ok(set) => return Some(set),
                Err(wrong) => self.deeper(wrong, &around),
            };
            let path = match &wrong.fault {
                RuleFault::KeyUnknown { key, .. } => join(&wrong.path, key),
                _ => wrong.path.clone(),
            };
            let way = match &wrong.fault {
                RuleFault::KeyUnknown { .. } => around.leave_out(path.clone()).then_some(None),
                RuleFault::KeyMissing(key) => {
                    let key = join(&path, key);
                    around.go_around(&key, &skeleton).map(Some)
                }
                _ => around.go_around(&path, &skeleton).map(Some),
            };
            self.problems.push(RuleProblem::at(path, named(wrong)));
            self.patched.extend(way.clone().flatten());
            way.as_ref()?;
        }
        self.problems.push(RuleProblem::at("", RuleFault::More));
        None
    }

    /// The criteria of a group are read as a whole with its method, and lose their places by it: which
    /// of them it is is found by reading each alone.
    fn deeper(&self, wrong: Wrong, around: &Around<'_>) -> Wrong {
        let list = join(&wrong.path, "criteria");
        let Some(DeValue::Array(criteria)) = find(self.root, &list).map(Spanned::get_ref) else {
            return wrong;
        };
        let places = (1..=criteria.len()).map(|place| format!("{list}[{place}]"));
        places
            .filter_map(|path| {
                let value = find(self.root, &path)?;
                Criterion::deserialize(Node::at(value, path, around)).err()
            })
            .next()
            .unwrap_or(wrong)
    }
}

/// What is wrong, by where it is.
fn named(wrong: Wrong) -> RuleFault {
    let last = wrong.path.rsplit('.').next().unwrap_or_default();
    match wrong.fault {
        RuleFault::Kind(_) if wrong.path.starts_with("thresholds.") => RuleFault::ThresholdEdge,
        RuleFault::NumberRange if last.ends_with("rate") || last == "percent" => {
            RuleFault::PercentRange
        }
        fault => fault,
    }
}

/// The first part of a place.
fn top(path: &str) -> &str {
    path.split(['.', '[']).next().unwrap_or_default()
}

fn join(path: &str, key: &str) -> String {
    if path.is_empty() {
        key.to_owned()
    } else {
        format!("{path}.{key}")
    }
}

/// The value at a place.
fn find<'t, 'i>(root: &'t Spanned<DeValue<'i>>, path: &str) -> Option<&'t Spanned<DeValue<'i>>> {
    let mut here = root;
    for part in parts(path) {
        here = match (here.get_ref(), part) {
            (DeValue::Table(table), Part::Key(key)) => table.get(key)?,
            (DeValue::Array(list), Part::Item(index)) => list.get(index)?,
            _ => return None,
        };
    }
    Some(here)
}

enum Part<'p> {
    Key(&'p str),
    Item(usize),
}

/// `groups[2].max` is the key `groups`, the item 1 (from 0), the key `max`.
fn parts(path: &str) -> impl Iterator<Item = Part<'_>> {
    let names = path.split(['.', '[']).filter(|part| !part.is_empty());
    names.map(|part| {
        let item = part
            .strip_suffix(']')
            .and_then(|item| item.parse::<usize>().ok());
        item.map_or(Part::Key(part), |place| Part::Item(place.saturating_sub(1)))
    })
}

/// Where in the text a place is, or the nearest above it that is there.
fn span_of(root: &Spanned<DeValue<'_>>, path: &str) -> std::ops::Range<usize> {
    let mut span = root.span();
    let mut here = root;
    for part in parts(path) {
        match (here.get_ref(), part) {
            (DeValue::Table(table), Part::Key(key)) => match table.get_key_value(key) {
                Some((key, value)) => (span, here) = (key.span(), value),
                None => break,
            },
            (DeValue::Array(list), Part::Item(index)) => match list.get(index) {
                Some(value) => (span, here) = (value.span(), value),
                None => break,
            },
            _ => break,
        }
    }
    span
}

/// Where the lines of a text begin.
struct Lines(Vec<usize>);

impl Lines {
    fn of(text: &str) -> Self {
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        Self(
            std::iter::once(0)
                .chain(ends.map(|(at, _)| at + 1))
                .collect(),
        )
    }

    /// The line of a byte, from 1.
    fn at(&self, byte: usize) -> usize {
        self.0.partition_point(|start| *start <= byte)
    }
}

#[cfg(test)]
mod tests;
