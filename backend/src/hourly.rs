//! What a server does by itself, at its start and every hour: it opens the months that are due, looks
//! again at what waits, and ties the ledgers together.

use std::time::Duration;

use tokio::time::{MissedTickBehavior, interval};

use crate::{app::AppState, error::Error, exchange::settle, month::open_due, tie::tie};

const HOUR: Duration = Duration::from_secs(3600);

/// Goes on until it is dropped. A failure is logged, and the next hour tries again.
pub async fn run(state: AppState) {
    let mut hours = interval(HOUR);
    hours.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        hours.tick().await;
        if let Err(error) = once(&state).await {
            tracing::error!(%error, "the work of this hour could not be done");
        }
    }
}

/// One hour's work.
pub async fn once(state: &AppState) -> Result<(), Error> {
    let opened = open_due(state).await?;
    if opened > 0 {
        tracing::info!(opened, "months were opened");
    }
    settle(state).await?;
    tie(state).await.map(drop)
}
