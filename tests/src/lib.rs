//! What crosses crates.

use std::path::{Path, PathBuf};

/// The program itself, which stands beside the folder of the tests. Nothing here builds it: `make test` and
/// `make soak` do.
///
/// # Panics
/// Where it is not there.
#[must_use]
pub fn program() -> PathBuf {
    let this = std::env::current_exe().unwrap_or_default();
    let folder = this.parent().and_then(Path::parent);
    let program = folder.unwrap_or(Path::new("")).join("roviec");
    assert!(program.is_file(), "{} is not built", program.display());
    program
}
