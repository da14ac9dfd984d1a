//! Signing in and out, and who is signed in.

use axum::{
    Json,
    extract::State,
    http::header::SET_COOKIE,
    response::{IntoResponse, Response},
};
use roviec_shared::api::{Me, SignIn};

use crate::{
    app::AppState,
    body::Body,
    database::Account,
    error::Error,
    session::{self, InSession},
};

pub(super) async fn sign_in(
    State(state): State<AppState>,
    Body(form): Body<SignIn>,
) -> Result<Response, Error> {
    let (token, session) = session::sign_in(&state, form).await?;
    let cookie = session::cookie(&state, &session.account.id, &token);
    let me = describe(&state, session.account).await?;
    Ok(([(SET_COOKIE, cookie)], Json(me)).into_response())
}

pub(super) async fn me(
    State(state): State<AppState>,
    InSession(session): InSession,
) -> Result<Json<Me>, Error> {
    Ok(Json(describe(&state, session.account).await?))
}

pub(super) async fn sign_out(
    State(state): State<AppState>,
    InSession(session): InSession,
) -> Result<Response, Error> {
    let mut transaction = state.database.write().await?;
    transaction.end_session(&session.token_hash).await?;
    transaction.commit().await?;
    let cookie = session::no_cookie(&state, &session.account.id);
    Ok(([(SET_COOKIE, cookie)], super::done()).into_response())
}

async fn describe(state: &AppState, account: Account) -> Result<Me, Error> {
    let mut transaction = state.database.read().await?;
    let today = state.clock.today();
    let roles = transaction.posts_of(account.person.as_str()).await?;
    Ok(Me {
        name: transaction
            .person_name(account.person.as_str())
            .await?
            .unwrap_or_default(),
        roles: roles
            .into_iter()
            .map(|post| post.held)
            .filter(|held| held.until.is_none_or(|until| today <= until))
            .collect(),
        today,
        now_ms: state.clock.now_ms(),
        epoch: transaction.district("epoch").await?.unwrap_or_default(),
        demonstration: transaction.district("demo_password").await?.is_some(),
        account: account.id,
        login_name: account.login_name,
        person: account.person,
        must_change: account.must_change,
    })
}
