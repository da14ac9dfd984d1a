//! Requests that have one answer: signing in, accounts, what is read online. Paths are below `/api`.

use reqwasm::http::{Method, Request, Response};
use roviec_shared::api::{ErrorCode, Failure};
use serde::{Serialize, de::DeserializeOwned};

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// No line, or something between here and the server answered in its place.
    NoLine,
    /// The server says why it had no effect.
    Refused {
        /// Why.
        code: ErrorCode,
        /// Seconds until it is worth trying again.
        wait_s: Option<u32>,
    },
}

impl Problem {
    /// Whether the server gave this reason.
    pub fn is(&self, expected: ErrorCode) -> bool {
        matches!(self, Problem::Refused { code, .. } if *code == expected)
    }
}

/// Reads.
///
/// # Errors
/// As [`Problem`].
pub async fn get<T: DeserializeOwned>(path: &str) -> Result<T, Problem> {
    read(request(Method::GET, path, None::<&()>).await?).await
}

/// Writes, and reads the answer.
///
/// # Errors
/// As [`Problem`].
pub async fn post<T: DeserializeOwned>(path: &str, body: &impl Serialize) -> Result<T, Problem> {
    read(request(Method::POST, path, Some(body)).await?).await
}

/// Writes what has no answer but that it is done.
///
/// # Errors
/// As [`Problem`].
pub async fn tell(path: &str, body: &impl Serialize) -> Result<(), Problem> {
    request(Method::POST, path, Some(body)).await.map(|_| ())
}

/// Puts something in its place.
///
/// # Errors
/// As [`Problem`].
pub async fn put(path: &str, body: &impl Serialize) -> Result<(), Problem> {
    request(Method::PUT, path, Some(body)).await.map(|_| ())
}

/// Takes something away.
///
/// # Errors
/// As [`Problem`].
pub async fn delete(path: &str) -> Result<(), Problem> {
    request(Method::DELETE, path, None::<&()>).await.map(|_| ())
}

async fn request(
    method: Method,
    path: &str,
    body: Option<&impl Serialize>,
) -> Result<Response, Problem> {
    let mut request = Request::new(&format!("/api{path}")).method(method);
    if let Some(body) = body {
        // All that is sent can be written as JSON.
        let text = serde_json::to_string(body).unwrap_or_default();
        request = request
            .header("content-type", "application/json")
            .body(text);
    }
    let response = request.send().await.map_err(|_| Problem::NoLine)?;
    if response.ok() {
        return Ok(response);
    }
    let failure: Failure = read(response).await?;
    Err(Problem::Refused {
        code: failure.code,
        wait_s: failure.retry_after_s,
    })
}

async fn read<T: DeserializeOwned>(response: Response) -> Result<T, Problem> {
    // A village's public network answers everything with its own page: that is no line.
    let text = response.text().await.map_err(|_| Problem::NoLine)?;
    serde_json::from_str(&text).map_err(|_| Problem::NoLine)
}
