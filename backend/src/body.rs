//! Reading a request's JSON, with every fault named in the API's own shape.

use axum::{
    body::Bytes,
    extract::{FromRequest, Request},
    http::header::CONTENT_TYPE,
};
use roviec_shared::{
    api::ErrorCode,
    sync::message::{SyncRequest, VERSION},
};
use serde::{Deserialize, de::DeserializeOwned};

use crate::error::Error;

/// A request's body, read as JSON.
pub struct Body<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Body<T> {
    type Rejection = Error;

    async fn from_request(request: Request, state: &S) -> Result<Self, Error> {
        let bytes = read(request, state).await?;
        parse(&bytes).map(Body)
    }
}

async fn read<S: Send + Sync>(request: Request, state: &S) -> Result<Bytes, Error> {
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
    Bytes::from_request(request, state)
        .await
        .map_err(|rejection| {
            if rejection.status() == axum::http::StatusCode::PAYLOAD_TOO_LARGE {
                ErrorCode::TooLarge
            } else {
                ErrorCode::CutOff
            }
            .into()
        })
}

fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Error> {
    serde_json::from_slice(bytes).map_err(|error| {
        use serde_json::error::Category;
        match error.classify() {
            Category::Eof => ErrorCode::CutOff,
            Category::Syntax => ErrorCode::NotJson,
            Category::Data | Category::Io => ErrorCode::Malformed,
        }
        .into()
    })
}

/// A request of sync. Its version is read first: whatever another version looks like, it is named.
pub struct SyncBody(pub SyncRequest);

#[derive(Deserialize)]
struct Spoken {
    v: u32,
}

impl<S: Send + Sync> FromRequest<S> for SyncBody {
    type Rejection = Error;

    async fn from_request(request: Request, state: &S) -> Result<Self, Error> {
        let bytes = read(request, state).await?;
        if parse::<Spoken>(&bytes)?.v != VERSION {
            return Err(ErrorCode::UnknownVersion.into());
        }
        parse(&bytes).map(SyncBody)
    }
}
