//! `roviec serve`: one process in front of the database, until it is told to stop.

use std::{future::Future, net::TcpListener, process::ExitCode, time::Duration};

use axum_server::{Handle, tls_rustls::RustlsConfig};

use crate::{
    app::AppState,
    clock::Clock,
    config::{DataConfig, ListenConfig, MailConfig},
    digest,
    error::Error,
    hourly,
    layers::app,
    mail::Mail,
    page,
};

/// How long open requests may take to end after the signal.
const GRACE: Duration = Duration::from_secs(10);

pub(super) async fn run(
    data: DataConfig,
    listen: ListenConfig,
    mail: MailConfig,
) -> Result<ExitCode, Error> {
    let mail = Mail::of(&mail)?;
    let _serving = data.hold()?;
    let database = data.open().await?;
    let mut state = AppState::new(database, Clock::System, listen.tls_cert.is_some());
    state.mail = mail;
    serve_until(state, listen, stop_signal()).await?;
    Ok(ExitCode::SUCCESS)
}

/// Serves until `stop` is over, lets open requests end, and closes the database.
pub async fn serve_until(
    state: AppState,
    listen: ListenConfig,
    stop: impl Future<Output = ()> + Send + 'static,
) -> Result<(), Error> {
    let database = state.database.clone();
    page::keep_release(&state).await?;
    let hours = tokio::spawn(hourly::run(state.clone()));
    let digests = state
        .mail
        .is_some()
        .then(|| tokio::spawn(digest::run(state.clone())));
    let listener = TcpListener::bind(listen.listen)?;
    listener.set_nonblocking(true)?;
    let address = listener.local_addr()?;
    let service = app(state.clone()).into_make_service();
    let handle = Handle::new();
    let stopping = handle.clone();
    tokio::spawn(async move {
        stop.await;
        stopping.graceful_shutdown(Some(GRACE));
    });
    match (&listen.tls_cert, &listen.tls_key) {
        (Some(cert), Some(key)) => {
            let config = RustlsConfig::from_pem_file(cert, key).await?;
            say(&state, &format!("https://{address}")).await?;
            axum_server::from_tcp_rustls(listener, config)?
                .handle(handle)
                .serve(service)
                .await?;
        }
        _ => {
            say(&state, &format!("http://{address}")).await?;
            axum_server::from_tcp(listener)?
                .handle(handle)
                .serve(service)
                .await?;
        }
    }
    hours.abort();
    if let Some(digests) = digests {
        digests.abort();
    }
    database.close().await;
    Ok(())
}

/// Where it is reached and, in a demonstration, as whom.
async fn say(state: &AppState, address: &str) -> Result<(), Error> {
    println!("Rõ Việc: listening on {address}");
    let mut transaction = state.database.read().await?;
    if transaction.district("epoch").await?.is_none() {
        println!("Chưa có dữ liệu: chạy `roviec init` trước (no district here yet).");
    }
    let Some(password) = transaction.district("demo_password").await? else {
        return Ok(());
    };
    let accounts = transaction.described_accounts().await?;
    let width = accounts
        .iter()
        .map(|account| account.login_name.len())
        .max();
    let width = width.unwrap_or_default();
    println!(
        "Dữ liệu minh họa, người trong đó là hư cấu (a demonstration; its people are invented)."
    );
    println!("Tài khoản để thử, chung mật khẩu {password} (accounts to try, with this password):");
    for account in accounts {
        println!(
            "  {:width$}  {}: {}",
            account.login_name, account.name, account.description
        );
    }
    Ok(())
}

async fn stop_signal() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let Ok(mut terminate) = signal(SignalKind::terminate()) else {
            return;
        };
        tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            _ = terminate.recv() => {}
        }
    }
    #[cfg(not(unix))]
    {
        let _ = tokio::signal::ctrl_c().await;
    }
}
