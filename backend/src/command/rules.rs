//! `roviec rules check`: says what is wrong with a rule set's file, where, a sentence each.

use std::{fs::File, io::Read, path::Path, process::ExitCode};

use roviec_shared::rules::RuleSet;

use crate::error::Error;

/// The largest file that is read: some fifty times a rule set.
const FILE_BYTES_MAX: u64 = 1024 * 1024;

pub(super) fn check(file: &Path) -> Result<ExitCode, Error> {
    match RuleSet::from_toml(&text(file)?) {
        Ok(set) => {
            println!(
                "{}: bộ quy định {}, bản {}, “{}”: không thấy lỗi (nothing is wrong with it).",
                file.display(),
                set.id,
                set.version,
                set.title.vi
            );
            Ok(ExitCode::SUCCESS)
        }
        Err(wrong) => {
            for problem in &wrong.0 {
                println!("{problem}");
            }
            let count = wrong.0.len();
            println!("{}: CÓ {count} LỖI (faults).", file.display());
            Ok(ExitCode::FAILURE)
        }
    }
}

/// The text of a file that a person names.
pub(super) fn text(file: &Path) -> Result<String, Error> {
    let name = file.display();
    let unread = |why: std::io::Error| {
        Error::Operator(format!("không đọc được tệp {name} (cannot be read): {why}"))
    };
    let mut text = String::new();
    let open = File::open(file).map_err(unread)?;
    let mut limited = open.take(FILE_BYTES_MAX + 1);
    limited.read_to_string(&mut text).map_err(unread)?;
    if text.len() as u64 > FILE_BYTES_MAX {
        return Err(Error::Operator(format!(
            "tệp {name} lớn hơn 1 MiB, không phải một bộ quy định hay một tệp thông tin (too large)"
        )));
    }
    Ok(text)
}
