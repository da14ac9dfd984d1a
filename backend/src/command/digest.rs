//! `roviec digest`: sends the digests that are due now, once.

use std::process::ExitCode;

use crate::{
    app::AppState,
    clock::Clock,
    config::{DataConfig, MailConfig},
    digest::send_due,
    error::Error,
    mail::Mail,
};

pub(super) async fn run(data: DataConfig, mail: MailConfig) -> Result<ExitCode, Error> {
    let Some(mail) = Mail::of(&mail)? else {
        return Err(Error::Operator(
            "chưa cấu hình máy chủ thư: đặt ROVIEC_SMTP, ROVIEC_MAIL_FROM, ROVIEC_PUBLIC_URL \
             (no mail server is named)"
                .to_owned(),
        ));
    };
    let database = data.open().await?;
    let mut state = AppState::new(database.clone(), Clock::System, false);
    state.mail = Some(mail);
    let sent = send_due(&state).await;
    database.close().await;
    let sent = sent?;
    println!(
        "Đã gửi {} thư nhắc việc; {} người không có việc chờ; {} thư chưa gửi được \
         (sent; nothing waits; failed, tried again later).",
        sent.sent, sent.nothing, sent.failed
    );
    Ok(if sent.failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
