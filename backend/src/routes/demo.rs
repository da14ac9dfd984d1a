//! The accounts to try, in a demonstration only.

use axum::{Json, extract::State};
use roviec_shared::api::{Demo, ErrorCode};

use crate::{app::AppState, error::Error};

pub(super) async fn demo(State(state): State<AppState>) -> Result<Json<Demo>, Error> {
    let mut transaction = state.database.read().await?;
    let password = transaction
        .district("demo_password")
        .await?
        .ok_or(ErrorCode::NotFound)?;
    Ok(Json(Demo {
        password,
        accounts: transaction.described_accounts().await?,
    }))
}
