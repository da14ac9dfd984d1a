//! One's own account: the password, and the data keys of one's devices.

use axum::{Json, extract::State, response::Response};
use roviec_shared::api::{AskDataKey, ChangePassword, DataKey, ErrorCode};

use crate::{
    app::AppState,
    body::Body,
    error::Error,
    password, session,
    session::{InSession, SignedIn},
    token,
};

pub(super) async fn change_password(
    State(state): State<AppState>,
    InSession(session): InSession,
    Body(form): Body<ChangePassword>,
) -> Result<Response, Error> {
    password::check_fit(&form.new)?;
    if form.new == form.old {
        return Err(ErrorCode::UnfitPassword.into());
    }
    let account = session::confirm(&state, &session.account.login_name, form.old).await?;
    let hash = state.hashing.hash(form.new).await?;
    let mut transaction = state.database.write().await?;
    transaction
        .set_password(&account, &hash, false, None)
        .await?;
    transaction
        .end_sessions_of(&account, &session.token_hash)
        .await?;
    transaction.commit().await?;
    Ok(super::done())
}

pub(super) async fn data_key(
    State(state): State<AppState>,
    SignedIn(account): SignedIn,
    Body(form): Body<AskDataKey>,
) -> Result<Json<DataKey>, Error> {
    check_device(&form.device)?;
    if token::decode(&form.offered).is_none_or(|key| key.len() != 32) {
        return Err(ErrorCode::UnfitKey.into());
    }
    session::confirm(&state, &account.login_name, form.password).await?;
    let mut transaction = state.database.write().await?;
    let key = transaction
        .data_key(&account.id, &form.device, &form.offered)
        .await?;
    transaction.commit().await?;
    Ok(Json(DataKey { key }))
}

/// A device's name for itself: 1 to 64 letters, digits, `-`, `_`.
pub(super) fn check_device(device: &str) -> Result<(), Error> {
    let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    if (1..=64).contains(&device.len()) && device.chars().all(allowed) {
        Ok(())
    } else {
        Err(ErrorCode::UnfitKey.into())
    }
}
