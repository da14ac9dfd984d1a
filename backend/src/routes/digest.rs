//! One's own digest by mail.

use axum::{Json, extract::State};
use roviec_shared::digest::{ConfirmDigest, DigestView, PutDigest};

use crate::{app::AppState, body::Body, digest, error::Error, session::SignedIn};

pub(super) async fn look(
    State(state): State<AppState>,
    SignedIn(account): SignedIn,
) -> Result<Json<DigestView>, Error> {
    Ok(Json(digest::look(&state, &account).await?))
}

pub(super) async fn put(
    State(state): State<AppState>,
    SignedIn(account): SignedIn,
    Body(form): Body<PutDigest>,
) -> Result<Json<DigestView>, Error> {
    Ok(Json(digest::put(&state, &account, &form).await?))
}

pub(super) async fn confirm(
    State(state): State<AppState>,
    SignedIn(account): SignedIn,
    Body(form): Body<ConfirmDigest>,
) -> Result<Json<DigestView>, Error> {
    Ok(Json(digest::confirm(&state, &account, &form).await?))
}

pub(super) async fn turn_off(
    State(state): State<AppState>,
    SignedIn(account): SignedIn,
) -> Result<Json<DigestView>, Error> {
    Ok(Json(digest::turn_off(&state, &account).await?))
}
