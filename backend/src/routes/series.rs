//! The signing keys of one's own account.

use axum::{
    Json,
    extract::{Path, State},
    response::Response,
};
use p256::ecdsa::VerifyingKey;
use roviec_shared::api::{ErrorCode, RegisterKey, Series};

use super::account::check_device;
use crate::{
    app::AppState, body::Body, database::Account, error::Error, server_key::fingerprint,
    session::SignedIn, token,
};

/// An account has a few devices, and on each a few keys over the years.
const KEYS_MAX: usize = 200;

pub(super) async fn list(
    State(state): State<AppState>,
    SignedIn(account): SignedIn,
) -> Result<Json<Vec<Series>>, Error> {
    let keys = state.database.read().await?.series_of(&account.id).await?;
    Ok(Json(keys.into_iter().map(|key| key.series).collect()))
}

pub(super) async fn register(
    State(state): State<AppState>,
    SignedIn(account): SignedIn,
    Body(form): Body<RegisterKey>,
) -> Result<Json<Series>, Error> {
    check_device(&form.device)?;
    let public_key = token::decode(&form.public_key).ok_or(ErrorCode::UnfitKey)?;
    VerifyingKey::from_sec1_bytes(&public_key).map_err(|_| ErrorCode::UnfitKey)?;
    let id = fingerprint(&public_key)?;
    let mut transaction = state.database.write().await?;
    let keys = transaction.series_of(&account.id).await?;
    // The answer to an earlier request may have been lost: the same key again is the same series.
    if let Some(key) = keys.iter().find(|key| key.series.id == id) {
        return Ok(Json(key.series.clone()));
    }
    if keys.len() >= KEYS_MAX {
        return Err(ErrorCode::UnfitKey.into());
    }
    let marked = is_marked(&mut transaction, &account).await?;
    let series = Series {
        id,
        device: form.device,
        registered_at: state.clock.now_ms(),
        marked,
        revoked_at: None,
    };
    transaction
        .add_series(&account.id, &series, &public_key)
        .await?;
    transaction.commit().await?;
    Ok(Json(series))
}

/// A key registered after somebody else gave the password may be somebody else's.
async fn is_marked(
    transaction: &mut crate::database::Transaction,
    account: &Account,
) -> Result<bool, Error> {
    let password = transaction
        .password_of(&account.id)
        .await?
        .ok_or(ErrorCode::NotSignedIn)?;
    Ok(password.password_set_by != account.id)
}

pub(super) async fn revoke(
    State(state): State<AppState>,
    SignedIn(account): SignedIn,
    Path(series): Path<String>,
) -> Result<Response, Error> {
    let mut transaction = state.database.write().await?;
    if !transaction
        .revoke_series(&account.id, &series, state.clock.now_ms())
        .await?
    {
        return Err(ErrorCode::NotFound.into());
    }
    transaction.commit().await?;
    Ok(super::done())
}
