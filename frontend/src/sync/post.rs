//! One exchange with the server: packed where that pays, and every way of not being answered told apart.

use js_sys::Uint8Array;
use reqwasm::http::Request;
use roviec_shared::{
    api::{ACCOUNT_HEADER, ErrorCode, Failure},
    sync::{
        device::NoAnswer,
        message::{SyncAnswer, SyncRequest},
    },
};

use crate::storage::gzip;

/// Below this a packed body is hardly smaller than a plain one.
const PACK_FROM: usize = 1_024;

/// Sends a request whose batches are signed.
///
/// # Errors
/// Why there is no answer.
pub async fn post(request: &SyncRequest) -> Result<SyncAnswer, NoAnswer> {
    let body = serde_json::to_vec(request).map_err(|_| NoAnswer::Lost)?;
    let packed = if body.len() >= PACK_FROM {
        gzip(&body).await
    } else {
        None
    };
    let mut post = Request::post("/api/sync")
        .header("content-type", "application/json")
        .header(ACCOUNT_HEADER, &request.account);
    if packed.is_some() {
        post = post.header("content-encoding", "gzip");
    }
    let body = packed.unwrap_or(body);
    let response = post
        .body(Uint8Array::from(body.as_slice()))
        .send()
        .await
        .map_err(|_| NoAnswer::Lost)?;
    let text = response.text().await.map_err(|_| NoAnswer::Lost)?;
    if response.ok() {
        // A body that was cut is no answer: what it would have said is asked for again.
        return serde_json::from_str(&text).map_err(|_| NoAnswer::Lost);
    }
    let failure = serde_json::from_str::<Failure>(&text);
    Err(failure.map_or(NoAnswer::Lost, |failure| why(failure.code)))
}

fn why(code: ErrorCode) -> NoAnswer {
    match code {
        ErrorCode::NotSignedIn | ErrorCode::AccountMismatch | ErrorCode::MustChangePassword => {
            NoAnswer::SignedOut
        }
        ErrorCode::UnknownVersion => NoAnswer::Outdated,
        ErrorCode::TooLarge => NoAnswer::TooLarge,
        _ => NoAnswer::Lost,
    }
}
