//! The exchange with devices.

use axum::{Json, extract::State};
use roviec_shared::sync::message::SyncAnswer;

use crate::{app::AppState, body::SyncBody, error::Error, exchange::exchange, session::SignedIn};

pub(super) async fn sync(
    State(state): State<AppState>,
    SignedIn(account): SignedIn,
    SyncBody(request): SyncBody,
) -> Result<Json<SyncAnswer>, Error> {
    Ok(Json(exchange(&state, &account, &request).await?))
}
