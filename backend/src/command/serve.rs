//! `roviec serve`: one process in front of the database, until it is told to stop.

use std::{future::Future, net::TcpListener, process::ExitCode, time::Duration};

use axum_server::{Handle, tls_rustls::RustlsConfig};

use crate::{
    app::{AppState, app},
    clock::Clock,
    config::{DataConfig, ListenConfig},
    error::Error,
    hourly,
};

/// How long open requests may take to end after the signal.
const GRACE: Duration = Duration::from_secs(10);

pub(super) async fn run(data: DataConfig, listen: ListenConfig) -> Result<ExitCode, Error> {
    let database = data.open().await?;
    let state = AppState::new(database, Clock::System, listen.tls_cert.is_some());
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
    let hours = tokio::spawn(hourly::run(state.clone()));
    let listener = TcpListener::bind(listen.listen)?;
    listener.set_nonblocking(true)?;
    let address = listener.local_addr()?;
    let service = app(state).into_make_service();
    let handle = Handle::new();
    let stopping = handle.clone();
    tokio::spawn(async move {
        stop.await;
        stopping.graceful_shutdown(Some(GRACE));
    });
    match (&listen.tls_cert, &listen.tls_key) {
        (Some(cert), Some(key)) => {
            let config = RustlsConfig::from_pem_file(cert, key).await?;
            println!("listening on https://{address}");
            axum_server::from_tcp_rustls(listener, config)?
                .handle(handle)
                .serve(service)
                .await?;
        }
        _ => {
            println!("listening on http://{address}");
            axum_server::from_tcp(listener)?
                .handle(handle)
                .serve(service)
                .await?;
        }
    }
    hours.abort();
    database.close().await;
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
