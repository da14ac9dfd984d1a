//! Everything that can go wrong, and the only place where an answer's status is chosen.

use axum::{
    Json,
    http::{
        HeaderValue, StatusCode,
        header::{CACHE_CONTROL, RETRY_AFTER},
    },
    response::{IntoResponse, Response},
};
use roviec_shared::api::{ErrorCode, Failure};

/// Why a request or a command had no effect.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The request itself is at fault; the code says how.
    #[error("{0:?}")]
    Refused(ErrorCode),
    /// Too many wrong passwords; worth trying again after this many seconds.
    #[error("too many tries, wait {0} s")]
    TooManyTries(u32),
    /// The database refused or went away.
    #[error("database: {0}")]
    Database(#[from] sqlx::Error),
    /// The tables could not be brought up to date.
    #[error("migration: {0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// What the database holds cannot be read: it was written by something else.
    #[error("unreadable row: {0}")]
    Unreadable(#[from] serde_json::Error),
    /// Files, sockets, certificates.
    #[error("{0}")]
    Io(#[from] std::io::Error),
    /// The operating system gave no random bytes.
    #[error("no random bytes: {0}")]
    Random(#[from] getrandom::Error),
    /// An act could not be run: a fault of this program.
    #[error("an act could not be run: {0}")]
    Broken(String),
    /// A sentence for the operator at the command line.
    #[error("{0}")]
    Operator(String),
}

impl From<ErrorCode> for Error {
    fn from(code: ErrorCode) -> Self {
        Error::Refused(code)
    }
}

impl Error {
    /// Whether the same may succeed when it is tried again: the database was away, busy, full, or two
    /// transactions stood in each other's way.
    pub fn passes(&self) -> bool {
        match self {
            Error::Database(sqlx::Error::Database(error)) => {
                let code = error.code().unwrap_or_default();
                match code.parse::<u32>() {
                    // SQLite: busy, locked, input and output, full, cannot open; the rest of the number says more.
                    Ok(number) if code.len() != 5 => {
                        matches!(number & 0xff, 5 | 6 | 10 | 13 | 14)
                    }
                    _ => ["08", "40", "53", "55", "57", "58"]
                        .iter()
                        .any(|class| code.starts_with(class)),
                }
            }
            Error::Database(sqlx::Error::Decode(_) | sqlx::Error::ColumnDecode { .. }) => false,
            Error::Unreadable(_) | Error::Broken(_) | Error::Refused(_) => false,
            _ => true,
        }
    }

    fn code(&self) -> ErrorCode {
        match self {
            Error::Refused(code) => *code,
            Error::TooManyTries(_) => ErrorCode::TooManyTries,
            _ => ErrorCode::Unavailable,
        }
    }
}

fn status(code: ErrorCode) -> StatusCode {
    match code {
        ErrorCode::NotSignedIn | ErrorCode::WrongPassword => StatusCode::UNAUTHORIZED,
        ErrorCode::TooManyTries => StatusCode::TOO_MANY_REQUESTS,
        ErrorCode::MustChangePassword | ErrorCode::Forbidden | ErrorCode::ForeignOrigin => {
            StatusCode::FORBIDDEN
        }
        ErrorCode::NotFound => StatusCode::NOT_FOUND,
        ErrorCode::AccountMismatch
        | ErrorCode::Taken
        | ErrorCode::Conflict
        | ErrorCode::RatedElsewhere
        | ErrorCode::NoMail => StatusCode::CONFLICT,
        ErrorCode::NotJson => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        ErrorCode::CutOff => StatusCode::BAD_REQUEST,
        ErrorCode::Malformed
        | ErrorCode::UnfitPassword
        | ErrorCode::UnfitKey
        | ErrorCode::UnfitAddress
        | ErrorCode::WrongCode => StatusCode::UNPROCESSABLE_ENTITY,
        ErrorCode::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        ErrorCode::UnknownVersion => StatusCode::UPGRADE_REQUIRED,
        ErrorCode::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let code = self.code();
        if code == ErrorCode::Unavailable {
            tracing::error!(error = %self, "a request could not be carried out");
        } else {
            tracing::debug!(error = %self, "a request was refused");
        }
        let retry_after_s = match self {
            Error::TooManyTries(seconds) => Some(seconds),
            _ => None,
        };
        let mut response = (
            status(code),
            Json(Failure {
                code,
                retry_after_s,
            }),
        )
            .into_response();
        if let Some(seconds) = retry_after_s {
            response
                .headers_mut()
                .insert(RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

/// A file that is not there is never answered with the page, and asked for again.
pub(crate) fn no_such_file() -> Response {
    (
        StatusCode::NOT_FOUND,
        [(CACHE_CONTROL, HeaderValue::from_static("no-cache"))],
    )
        .into_response()
}

/// The app's files are read, nothing else.
pub(crate) fn only_read() -> Response {
    StatusCode::METHOD_NOT_ALLOWED.into_response()
}

/// The browser has this very file.
pub(crate) fn not_modified() -> Response {
    StatusCode::NOT_MODIFIED.into_response()
}
