//! Who a request comes from: cookies, their renewal, and the extractors that make a route private.

use axum::{
    extract::{FromRequestParts, Request, State},
    http::{HeaderMap, HeaderValue, Method, header, request::Parts},
    middleware::Next,
    response::{IntoResponse, Response},
};
use roviec_shared::api::{ACCOUNT_HEADER, ErrorCode, SignIn};

use crate::{app::AppState, clock::DAY_MS, database::Account, error::Error, token};

/// One cookie an account: several people sign in on one tablet, and each stays signed in.
const COOKIE: &str = "roviec_session_";
/// A session ends this long after its last use.
const SESSION_MS: i64 = 30 * DAY_MS;
/// How often use renews it: not with every request a write.
const RENEW_AFTER_MS: i64 = 3_600_000;
/// Failures in a row that cost nothing but the hash.
const FREE_FAILURES: i64 = 5;
/// The longest wait after failures; also when they are forgotten.
const LONGEST_WAIT_MS: i64 = 15 * 60_000;

/// A session as a request's handlers see it.
#[derive(Clone, Debug)]
pub struct Session {
    /// Whose.
    pub account: Account,
    /// The digest under which it is kept.
    pub token_hash: String,
}

/// Somebody is signed in, whatever their password.
pub struct InSession(pub Session);

/// Somebody is signed in, with a password of their own choice.
pub struct SignedIn(pub Account);

impl<S: Sync> FromRequestParts<S> for InSession {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Error> {
        let session = parts.extensions.get::<Session>().cloned();
        session
            .map(InSession)
            .ok_or_else(|| ErrorCode::NotSignedIn.into())
    }
}

impl<S: Sync> FromRequestParts<S> for SignedIn {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        let InSession(session) = InSession::from_request_parts(parts, state).await?;
        if session.account.must_change {
            return Err(ErrorCode::MustChangePassword.into());
        }
        Ok(SignedIn(session.account))
    }
}

/// A cookie's value for the answer to a sign-in.
pub fn cookie(state: &AppState, account: &str, token: &str) -> HeaderValue {
    set_cookie(state.is_secure, account, token, SESSION_MS / 1000)
}

/// The cookie that ends an account's session on the device.
pub fn no_cookie(state: &AppState, account: &str) -> HeaderValue {
    set_cookie(state.is_secure, account, "", 0)
}

fn set_cookie(is_secure: bool, account: &str, token: &str, max_age_s: i64) -> HeaderValue {
    let secure = if is_secure { "; Secure" } else { "" };
    let text = format!(
        "{COOKIE}{account}={token}; Path=/api; Max-Age={max_age_s}; HttpOnly; SameSite=Strict{secure}"
    );
    // Ids and tokens are letters, digits, `-`, `_` and `.`: nothing that a header could not hold.
    HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static(""))
}

/// The account that a request is meant for.
fn named(headers: &HeaderMap) -> Option<&str> {
    headers.get(ACCOUNT_HEADER)?.to_str().ok()
}

/// The token of the account that the request names; of one that names none, the only one there is.
fn token_of(headers: &HeaderMap) -> Option<&str> {
    let named = named(headers);
    let mut tokens = headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().strip_prefix(COOKIE)?.split_once('='))
        .filter(|(account, _)| named.is_none_or(|named| *account == named))
        .map(|(_, token)| token)
        .filter(|token| !token.is_empty() && token.len() < 100);
    let token = tokens.next();
    token.filter(|_| tokens.next().is_none())
}

/// Finds the session of the request's cookie, and renews it by use.
pub async fn attach(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    let Some(token) = token_of(request.headers()).map(str::to_owned) else {
        return next.run(request).await;
    };
    let mut renewed = None;
    match find(&state, &token).await {
        Ok(Some((session, renews))) => {
            // A cookie under another's name has no effect.
            if named(request.headers()).is_some_and(|named| named != session.account.id) {
                return Error::from(ErrorCode::AccountMismatch).into_response();
            }
            if renews {
                renewed = Some(cookie(&state, &session.account.id, &token));
            }
            request.extensions_mut().insert(session);
        }
        Ok(None) => {}
        Err(error) => return error.into_response(),
    };
    let mut response = next.run(request).await;
    if let Some(cookie) = renewed
        && !response.headers().contains_key(header::SET_COOKIE)
    {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    response
}

async fn find(state: &AppState, token: &str) -> Result<Option<(Session, bool)>, Error> {
    let token_hash = token::encode(&token::sha256(token.as_bytes()));
    let now_ms = state.clock.now_ms();
    let Some(row) = state
        .database
        .read()
        .await?
        .session(&token_hash, now_ms)
        .await?
    else {
        return Ok(None);
    };
    let renews = now_ms - row.used_at > RENEW_AFTER_MS;
    if renews {
        let mut transaction = state.database.write().await?;
        transaction
            .renew_session(&token_hash, now_ms, now_ms + SESSION_MS)
            .await?;
        transaction.commit().await?;
    }
    Ok(Some((
        Session {
            account: row.account,
            token_hash,
        },
        renews,
    )))
}

/// Refuses writes that a page of another site sends with this site's cookie. SameSite does the same in
/// browsers that keep to it.
pub async fn refuse_foreign_origin(request: Request, next: Next) -> Response {
    let reads = matches!(
        *request.method(),
        Method::GET | Method::HEAD | Method::OPTIONS
    );
    if reads || is_own_origin(&request) {
        next.run(request).await
    } else {
        Error::from(ErrorCode::ForeignOrigin).into_response()
    }
}

fn is_own_origin(request: &Request) -> bool {
    let text = |name| {
        request
            .headers()
            .get(name)
            .and_then(|value: &HeaderValue| value.to_str().ok())
    };
    if let Some(site) = text(header::HeaderName::from_static("sec-fetch-site")) {
        return site == "same-origin" || site == "none";
    }
    let Some(origin) = text(header::ORIGIN) else {
        // Not a browser: there is no cookie that it would send against its user's will.
        return true;
    };
    let host = text(header::HOST).or_else(|| {
        request
            .uri()
            .authority()
            .map(|authority| authority.as_str())
    });
    origin
        .split_once("://")
        .is_some_and(|(_, authority)| Some(authority) == host)
}

/// Names are compared in small letters, without blanks around them.
pub fn login_name(text: &str) -> String {
    text.trim().to_lowercase()
}

/// Begins a session: its token and whose it is. A name that nobody has takes as long as a wrong password.
pub async fn sign_in(state: &AppState, form: SignIn) -> Result<(String, Session), Error> {
    let name = login_name(&form.login_name);
    if name.is_empty() || name.len() > 100 || form.password.len() > 2000 {
        return Err(ErrorCode::WrongPassword.into());
    }
    let account = confirm(state, &name, form.password).await?;
    let token = token::encode(&token::random::<32>()?);
    let token_hash = token::encode(&token::sha256(token.as_bytes()));
    let now_ms = state.clock.now_ms();
    let mut transaction = state.database.write().await?;
    transaction.forget_failures(&name).await?;
    transaction
        .add_session(&token_hash, &account, now_ms, now_ms + SESSION_MS)
        .await?;
    let account = transaction
        .account(&account)
        .await?
        .ok_or(ErrorCode::WrongPassword)?;
    transaction.commit().await?;
    Ok((
        token,
        Session {
            account,
            token_hash,
        },
    ))
}

/// Confirms the password of a name, slowed down after failures; gives the account's id.
pub async fn confirm(state: &AppState, name: &str, password: String) -> Result<String, Error> {
    let now_ms = state.clock.now_ms();
    let (known, (failures, last_at)) = {
        let mut transaction = state.database.read().await?;
        (
            transaction.password_of_name(name).await?,
            transaction.failures(name).await?,
        )
    };
    if let Some(wait_ms) = wait_after(failures)
        .and_then(|wait| (last_at + wait > now_ms).then(|| last_at + wait - now_ms))
    {
        return Err(Error::TooManyTries(
            u32::try_from(wait_ms / 1000 + 1).unwrap_or(u32::MAX),
        ));
    }
    let hash = known.as_ref().map(|account| account.password_hash.clone());
    let matches = state.hashing.verify(password, hash).await?;
    match known {
        Some(account) if matches && !account.disabled => Ok(account.id),
        _ => {
            let mut transaction = state.database.write().await?;
            transaction
                .count_failure(name, now_ms, now_ms - LONGEST_WAIT_MS)
                .await?;
            transaction.commit().await?;
            Err(ErrorCode::WrongPassword.into())
        }
    }
}

/// Five failures are free, then 2 s, 4 s, 8 s… to a quarter of an hour.
fn wait_after(failures: i64) -> Option<i64> {
    let beyond = u32::try_from(failures - FREE_FAILURES).ok()?;
    Some(LONGEST_WAIT_MS.min(2000_i64.saturating_mul(2_i64.saturating_pow(beyond))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waiting_begins_after_five_failures_and_ends_at_a_quarter_of_an_hour() {
        assert_eq!(wait_after(4), None);
        assert_eq!(wait_after(5), Some(2000));
        assert_eq!(wait_after(6), Some(4000));
        assert_eq!(wait_after(1000), Some(LONGEST_WAIT_MS));
    }
}
