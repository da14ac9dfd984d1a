//! The project's files, read as words rather than as lines.

use std::{
    fs,
    path::{Path, PathBuf},
    str::FromStr,
};

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// Folders that hold what was built or fetched.
const NOT_OURS: [&str; 7] = [
    "target",
    "dist",
    "node_modules",
    "data",
    ".git",
    ".tools",
    ".cache",
];

/// One Rust file, by its path from the project's folder.
pub struct Source {
    pub path: String,
    pub text: String,
    tokens: TokenStream,
}

impl Source {
    pub fn of(path: &str, text: &str) -> Self {
        let tokens = TokenStream::from_str(text).unwrap_or_else(|error| panic!("{path}: {error}"));
        Self {
            path: path.to_owned(),
            text: text.to_owned(),
            tokens,
        }
    }

    /// Whether this is the module at `path`, or stands below it.
    pub fn is_in(&self, path: &str) -> bool {
        self.path
            .strip_prefix(path)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/') || rest == ".rs")
    }

    /// Every name in the code, with its line; comments and texts apart.
    pub fn words(&self) -> Vec<(usize, String)> {
        let mut words = Vec::new();
        each(&self.tokens, &mut |token| {
            if let TokenTree::Ident(word) = token {
                words.push((word.span().start().line, word.to_string()));
            }
        });
        words
    }

    /// Every text in quotes, with its line; what documents is apart.
    pub fn texts(&self) -> Vec<(usize, String)> {
        let mut texts = Vec::new();
        each(&self.tokens, &mut |token| {
            let TokenTree::Literal(literal) = token else {
                return;
            };
            let written = literal.to_string();
            let line = literal.span().start().line;
            let is_comment = self
                .text
                .lines()
                .nth(line - 1)
                .is_some_and(|line| line.trim_start().starts_with("//"));
            if let Some(from) = written.find('"').filter(|_| !is_comment) {
                let inside = written[from + 1..]
                    .trim_end_matches('#')
                    .trim_end_matches('"');
                texts.push((line, inside.replace("\\n", "\n")));
            }
        });
        texts
    }

    pub fn code_lines(&self) -> usize {
        let is_code = |line: &&str| !line.trim().is_empty() && !line.trim_start().starts_with("//");
        self.text.lines().filter(is_code).count()
    }

    /// Every path in the code, `use` trees taken apart.
    pub fn paths(&self) -> Vec<Vec<String>> {
        let mut paths = Vec::new();
        collect_paths(self.tokens.clone(), &[], &mut paths);
        paths.retain(|path| path.len() > 1);
        paths
    }
}

fn each(tokens: &TokenStream, see: &mut impl FnMut(&TokenTree)) {
    for token in tokens.clone() {
        see(&token);
        if let TokenTree::Group(group) = token {
            each(&group.stream(), see);
        }
    }
}

/// Names joined by `::`; a brace right after `::` continues the path with each of its parts.
fn collect_paths(tokens: TokenStream, before: &[String], paths: &mut Vec<Vec<String>>) {
    let mut path = before.to_vec();
    let mut colons = if before.is_empty() { 0 } else { 2 };
    for token in tokens {
        match token {
            TokenTree::Ident(word) => {
                if colons != 2 {
                    end(&mut path, paths, before);
                }
                path.push(word.to_string());
                colons = 0;
            }
            TokenTree::Punct(mark) if mark.as_char() == ':' => colons += 1,
            TokenTree::Group(group) => {
                if colons == 2 && group.delimiter() == Delimiter::Brace && !path.is_empty() {
                    collect_paths(group.stream(), &path, paths);
                    path = before.to_vec();
                } else {
                    end(&mut path, paths, before);
                    collect_paths(group.stream(), &[], paths);
                }
                colons = 0;
            }
            TokenTree::Punct(mark) => {
                end(&mut path, paths, before);
                colons = if mark.as_char() == ',' && !before.is_empty() {
                    2
                } else {
                    0
                };
            }
            TokenTree::Literal(_) => {
                end(&mut path, paths, before);
                colons = 0;
            }
        }
    }
    end(&mut path, paths, before);
}

fn end(path: &mut Vec<String>, paths: &mut Vec<Vec<String>>, before: &[String]) {
    if path.len() > before.len() {
        paths.push(std::mem::replace(path, before.to_vec()));
    }
}

/// The folder of the whole project.
pub fn project() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap()
        .to_path_buf()
}

/// Every Rust file of a crate.
pub fn rust_sources(crate_folder: &str) -> Vec<Source> {
    let files = text_files(&[crate_folder], &["rs"]);
    assert!(!files.is_empty(), "no sources in {crate_folder}");
    files
        .iter()
        .map(|(path, text)| Source::of(path, text))
        .collect()
}

/// Files of ours below these folders, by the ends of their names; "." means the top folder alone.
pub fn text_files(folders: &[&str], endings: &[&str]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for folder in folders {
        walk(&project().join(folder), *folder != ".", endings, &mut found);
    }
    found.sort();
    found
}

fn walk(folder: &Path, is_deep: bool, endings: &[&str], found: &mut Vec<(String, String)>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            if is_deep && !NOT_OURS.contains(&name.as_str()) {
                walk(&path, is_deep, endings, found);
            }
        } else if endings
            .iter()
            .any(|ending| name == *ending || name.ends_with(&format!(".{ending}")))
        {
            let shown = path
                .strip_prefix(project())
                .unwrap()
                .to_string_lossy()
                .into_owned();
            found.push((
                shown.trim_start_matches("./").to_owned(),
                fs::read_to_string(&path).unwrap(),
            ));
        }
    }
}
