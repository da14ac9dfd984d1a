//! `roviec verify`: says in sentences what was altered, removed or reordered, or that nothing was.

use std::process::ExitCode;

use crate::{config::DataConfig, error::Error, verify::verify};

pub(super) async fn run(data: DataConfig) -> Result<ExitCode, Error> {
    let database = data.open().await?;
    let report = verify(&database).await?;
    database.close().await;
    println!(
        "Đã kiểm tra {} mục trong {} sổ, {} dãy với {} chữ ký, {} sổ tháng.",
        report.entries, report.ledgers, report.series, report.signatures, report.books
    );
    for finding in &report.findings {
        println!("{}: {}.", finding.place, finding.wrong);
    }
    if report.count == 0 {
        println!("Không thấy sai lệch (nothing was altered, removed or reordered).");
        return Ok(ExitCode::SUCCESS);
    }
    println!("CÓ {} SAI LỆCH (something is wrong).", report.count);
    Ok(ExitCode::FAILURE)
}
