//! Which modules name which, and where they go round in a circle.
//!
//! A module and what stands below it are one noun: a parent hands out what its children make, and they
//! use what it holds. So circles are looked for among the modules of one parent, each taken whole.

use std::collections::{BTreeMap, BTreeSet};

use super::reading::{Source, rust_sources};

type Module = Vec<String>;
type Graph = BTreeMap<Module, BTreeSet<Module>>;

/// Each circle of a crate, as `crate: module <-> module`.
pub fn circles(crate_folder: &str) -> Vec<String> {
    let graph = graph(crate_folder);
    let reached: BTreeMap<&Module, BTreeSet<&Module>> = graph
        .keys()
        .map(|module| (module, reach(&graph, module)))
        .collect();
    let mut circles = BTreeSet::new();
    for (module, ends) in &reached {
        let round: Vec<String> = ends
            .iter()
            .filter(|end| reached.get(*end).is_some_and(|back| back.contains(module)))
            .map(|end| end.join("::"))
            .collect();
        if round.len() > 1 {
            circles.insert(format!("{crate_folder}: {}", round.join(" <-> ")));
        }
    }
    circles.into_iter().collect()
}

fn reach<'a>(graph: &'a Graph, from: &Module) -> BTreeSet<&'a Module> {
    let mut reached = BTreeSet::new();
    let mut open: Vec<&Module> = graph.get(from).into_iter().flatten().collect();
    while let Some(module) = open.pop() {
        if reached.insert(module) {
            open.extend(graph.get(module).into_iter().flatten());
        }
    }
    reached
}

fn graph(crate_folder: &str) -> Graph {
    let sources: BTreeMap<Module, Source> = rust_sources(&format!("{crate_folder}/src"))
        .into_iter()
        .filter_map(|source| Some((module(&source.path, crate_folder)?, source)))
        .collect();
    let mut graph = Graph::new();
    for (from, source) in &sources {
        for path in source.paths() {
            let Some(to) = resolve(&path, from, &sources) else {
                continue;
            };
            let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
            if shared < from.len() && shared < to.len() {
                graph
                    .entry(from[..=shared].to_vec())
                    .or_default()
                    .insert(to[..=shared].to_vec());
            }
        }
    }
    graph
}

/// The module of a file; none for what only tests or starts the program.
fn module(path: &str, crate_folder: &str) -> Option<Module> {
    let inside = path
        .strip_prefix(crate_folder)?
        .strip_prefix("/src/")?
        .strip_suffix(".rs")?;
    let module: Module = inside.split('/').map(str::to_owned).collect();
    if inside == "lib" {
        return Some(Vec::new());
    }
    let is_apart =
        inside == "main" || inside == "play" || module.iter().any(|part| part == "tests");
    (!is_apart).then_some(module)
}

/// The file in which what a path names stands; none when it is another crate's.
fn resolve(path: &[String], from: &Module, sources: &BTreeMap<Module, Source>) -> Option<Module> {
    let mut full = match path[0].as_str() {
        "crate" => path[1..].to_vec(),
        "self" => [from.as_slice(), &path[1..]].concat(),
        "super" => {
            let ups = path.iter().take_while(|part| *part == "super").count();
            [&from[..from.len().saturating_sub(ups)], &path[ups..]].concat()
        }
        child if sources.contains_key(&[from.as_slice(), &[child.to_owned()]].concat()) => {
            [from.as_slice(), path].concat()
        }
        _ => return None,
    };
    while !sources.contains_key(&full) {
        full.pop()?;
    }
    Some(full)
}
