//! Acts that somebody carried here as a file.

use axum::{Json, extract::State};
use roviec_shared::sync::carried::{Arrived, Carried};

use crate::{app::AppState, body::Body, carried::take_file, error::Error, session::SignedIn};

pub(super) async fn deliver(
    State(state): State<AppState>,
    SignedIn(account): SignedIn,
    Body(file): Body<Carried>,
) -> Result<Json<Arrived>, Error> {
    Ok(Json(take_file(&state, &account.id, &file).await?))
}
