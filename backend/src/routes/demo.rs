//! The accounts to try, in a demonstration only.

use axum::{Json, extract::State};
use roviec_shared::api::Demo;

use crate::{app::AppState, error::Error};

pub(super) async fn demo(State(state): State<AppState>) -> Result<Json<Option<Demo>>, Error> {
    let mut transaction = state.database.read().await?;
    let Some(password) = transaction.district("demo_password").await? else {
        return Ok(Json(None));
    };
    Ok(Json(Some(Demo {
        password,
        accounts: transaction.described_accounts().await?,
    })))
}
