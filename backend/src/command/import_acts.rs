//! `roviec import-acts`: takes files that were carried here.

use std::{path::Path, process::ExitCode};

use roviec_shared::{
    api::ErrorCode,
    sync::{carried::Carried, message::REQUEST_BYTES_MAX},
};

use crate::{app::AppState, carried::take_file, clock::Clock, config::DataConfig, error::Error};

pub(super) async fn run(
    data: DataConfig,
    file: &Path,
    answer: Option<&Path>,
) -> Result<ExitCode, Error> {
    if std::fs::metadata(file)?.len() > REQUEST_BYTES_MAX as u64 {
        return Err(why(ErrorCode::TooLarge));
    }
    let text = std::fs::read(file)?;
    let file: Carried = serde_json::from_slice(&text).map_err(|_| why(ErrorCode::Malformed))?;
    let database = data.open().await?;
    let state = AppState::new(database.clone(), Clock::System, false);
    let arrived = take_file(&state, "", &file).await;
    database.close().await;
    let arrived = arrived.map_err(|error| match error {
        Error::Refused(code) => why(code),
        other => other,
    })?;
    println!(
        "Đã nhận {} nội dung; mỗi nội dung chỉ được ghi một lần dù tệp được nhập lại \
         (taken; each counts once however often the file is taken).",
        arrived.acts
    );
    if let (Some(answer), Some(returned)) = (answer, &arrived.returned) {
        std::fs::write(answer, serde_json::to_vec(returned)?)?;
        println!(
            "Kết quả ghi ở {}: mang về mở trên máy đã lưu tệp, chỉ máy đó đọc được \
             (what became of them, for the device that the file came from).",
            answer.display()
        );
    }
    for series in arrived.faults.keys() {
        println!("Dãy {series} chưa được nhận: máy đó cần có mạng một lần (not taken yet).");
    }
    if arrived.faults.is_empty() {
        return Ok(ExitCode::SUCCESS);
    }
    Ok(ExitCode::FAILURE)
}

fn why(code: ErrorCode) -> Error {
    let words = match code {
        ErrorCode::UnknownVersion => {
            "tệp do phần mềm mới hơn ghi, hãy nâng cấp máy chủ (a newer file)"
        }
        ErrorCode::NotFound => "tệp không phải của máy chủ này (the file is another server's)",
        ErrorCode::TooLarge => "tệp quá lớn (too large)",
        _ => {
            "tệp bị hỏng hoặc không phải tệp của Rõ Việc, chưa nhận gì (broken; nothing was taken)"
        }
    };
    Error::Operator(words.to_owned())
}
