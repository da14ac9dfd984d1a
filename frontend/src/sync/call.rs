//! Requests that have one answer: signing in, accounts, what is read online. Paths are below `/api`.

use reqwasm::http::{Request, Response};
use roviec_shared::api::{ACCOUNT_HEADER, ErrorCode, Failure};
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

/// Whom requests are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum For<'a> {
    /// Nobody in particular.
    Anybody,
    /// This account alone: an answer for another that is signed in on this device would be shown to the
    /// wrong person.
    Account(&'a str),
}

/// Reads.
///
/// # Errors
/// As [`Problem`].
pub async fn get<T: DeserializeOwned>(whom: For<'_>, path: &str) -> Result<T, Problem> {
    read(request(whom, Request::get(&place(path))).await?).await
}

/// Writes, and reads the answer.
///
/// # Errors
/// As [`Problem`].
pub async fn post<T: DeserializeOwned>(
    whom: For<'_>,
    path: &str,
    form: &impl Serialize,
) -> Result<T, Problem> {
    read(request(whom, with_form(path, form)).await?).await
}

/// Writes what has no answer but that it is done.
///
/// # Errors
/// As [`Problem`].
pub async fn tell(whom: For<'_>, path: &str, form: &impl Serialize) -> Result<(), Problem> {
    request(whom, with_form(path, form)).await.map(|_| ())
}

/// Ends something, and reads what is left.
///
/// # Errors
/// As [`Problem`].
pub async fn delete<T: DeserializeOwned>(whom: For<'_>, path: &str) -> Result<T, Problem> {
    read(request(whom, Request::delete(&place(path))).await?).await
}

fn place(path: &str) -> String {
    format!("/api{path}")
}

fn with_form(path: &str, form: &impl Serialize) -> Request {
    // All that is sent can be written as JSON.
    let text = serde_json::to_string(form).unwrap_or_default();
    Request::post(&place(path))
        .header("content-type", "application/json")
        .body(text)
}

async fn request(whom: For<'_>, mut request: Request) -> Result<Response, Problem> {
    if let For::Account(account) = whom {
        request = request.header(ACCOUNT_HEADER, account);
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
