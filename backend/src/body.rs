//! Reading a request's JSON, with every fault named in the API's own shape.

use axum::{
    body::Bytes,
    extract::{FromRequest, Request},
    http::header::CONTENT_TYPE,
};
use roviec_shared::api::ErrorCode;
use serde::de::DeserializeOwned;

use crate::error::Error;

/// A request's body, read as JSON.
pub struct Body<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Body<T> {
    type Rejection = Error;

    async fn from_request(request: Request, state: &S) -> Result<Self, Error> {
        let is_json = request
            .headers()
            .get(CONTENT_TYPE)
            .and_then(|value| value.to_str().ok())
            .is_some_and(|value| {
                value
                    .split(';')
                    .next()
                    .is_some_and(|kind| kind.trim() == "application/json")
            });
        if !is_json {
            return Err(ErrorCode::NotJson.into());
        }
        let bytes = Bytes::from_request(request, state)
            .await
            .map_err(|rejection| {
                if rejection.status() == axum::http::StatusCode::PAYLOAD_TOO_LARGE {
                    ErrorCode::TooLarge
                } else {
                    ErrorCode::CutOff
                }
            })?;
        serde_json::from_slice(&bytes).map(Body).map_err(|error| {
            use serde_json::error::Category;
            match error.classify() {
                Category::Eof => ErrorCode::CutOff,
                Category::Syntax => ErrorCode::NotJson,
                Category::Data | Category::Io => ErrorCode::Malformed,
            }
            .into()
        })
    }
}
