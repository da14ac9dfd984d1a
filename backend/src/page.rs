//! The app inside the binary: its files, as the browser may keep them, and the page for every address
//! inside it.

use std::ops::RangeInclusive;

use axum::{
    body::{Body, Bytes},
    extract::State,
    http::{
        HeaderMap, HeaderName, HeaderValue, Method, Uri,
        header::{
            ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_SECURITY_POLICY,
            CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY,
        },
    },
    response::{IntoResponse, Response},
};

use crate::{
    app::AppState,
    database::ReleaseFile,
    error::{self, Error},
};

/// One file of the app.
struct File {
    /// As it is asked for.
    path: &'static str,
    raw: &'static [u8],
    /// Made when the server was built.
    brotli: Option<&'static [u8]>,
    digest: &'static str,
}

include!(concat!(env!("OUT_DIR"), "/app.rs"));

const PAGE: &str = "/index.html";
/// What the service worker asks for: the files to keep, and their version.
const PRECACHE_PATH: &str = "/precache.json";
/// In the place of the app where it has not been built.
const NO_APP: &str =
    "Ứng dụng chưa được dựng: chạy `make run`. (The app has not been built: run `make run`.)\n";
/// A name with the digest of its content never means anything else.
const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const ASK_AGAIN: HeaderValue = HeaderValue::from_static("no-cache");

/// How many digits a digest in a name has; one in four thousand million has fewer, and is asked for again.
const DIGEST: RangeInclusive<usize> = 9..=16;

/// Releases beside the one that is served whose files are kept.
const RELEASES_KEPT: i64 = 2;

/// Keeps this release's files for those who still have its page when the next one is served.
pub async fn keep_release(state: &AppState) -> Result<(), Error> {
    if FILES.is_empty() {
        return Ok(());
    }
    let files: Vec<ReleaseFile> = FILES
        .iter()
        .filter(|file| is_hashed(file.path))
        .map(|file| ReleaseFile {
            path: file.path.to_owned(),
            raw: file.raw.to_vec(),
            brotli: file.brotli.map(<[u8]>::to_vec),
        })
        .collect();
    let mut transaction = state.database.write().await?;
    transaction
        .keep_release(VERSION, &files, RELEASES_KEPT, state.clock.now_ms())
        .await?;
    transaction.commit().await
}

/// A file of an earlier release.
async fn earlier(state: &AppState, path: &str, headers: &HeaderMap) -> Result<Response, Error> {
    let found = state.database.read().await?.release_file(path).await?;
    let Some(file) = found.filter(|_| is_hashed(path)) else {
        return Ok(error::no_such_file());
    };
    let packed = file.brotli.filter(|_| takes_brotli(headers));
    let is_packed = packed.is_some();
    let mut response = Body::from(packed.unwrap_or(file.raw)).into_response();
    let fields = response.headers_mut();
    fields.insert(CONTENT_TYPE, HeaderValue::from_static(kind(path)));
    fields.insert(CACHE_CONTROL, FOR_EVER);
    fields.insert(VARY, HeaderValue::from_name(ACCEPT_ENCODING));
    if is_packed {
        fields.insert(CONTENT_ENCODING, HeaderValue::from_static("br"));
    }
    Ok(response)
}

/// Everything that is not `/api`: a file, or the page for an address inside the app. A file that is not
/// there is a 404 and never the page.
pub async fn serve(
    State(state): State<AppState>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    if method != Method::GET && method != Method::HEAD {
        return error::only_read();
    }
    let path = uri.path();
    if path == PRECACHE_PATH && !FILES.is_empty() {
        return (
            [
                (CONTENT_TYPE, HeaderValue::from_static("application/json")),
                (CACHE_CONTROL, ASK_AGAIN),
            ],
            PRECACHE,
        )
            .into_response();
    }
    let name = path.rsplit('/').next().unwrap_or_default();
    let is_file = name.contains('.');
    let wanted = if is_file { path } else { PAGE };
    match FILES.iter().find(|file| file.path == wanted) {
        Some(file) => answer(file, &headers),
        None if is_file => earlier(&state, path, &headers)
            .await
            .unwrap_or_else(IntoResponse::into_response),
        None => (
            [
                (
                    CONTENT_TYPE,
                    HeaderValue::from_static("text/plain; charset=utf-8"),
                ),
                (CACHE_CONTROL, ASK_AGAIN),
            ],
            NO_APP,
        )
            .into_response(),
    }
}

fn answer(file: &'static File, headers: &HeaderMap) -> Response {
    let packed = file.brotli.filter(|_| takes_brotli(headers));
    let tag = format!(
        "\"{}{}\"",
        file.digest,
        if packed.is_some() { "-br" } else { "" }
    );
    let is_known = headers
        .get(IF_NONE_MATCH)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|known| {
            known
                .split(',')
                .any(|known| known.trim().trim_start_matches("W/") == tag)
        });
    let mut response = if is_known {
        error::not_modified()
    } else {
        Body::from(Bytes::from_static(packed.unwrap_or(file.raw))).into_response()
    };
    let fields = response.headers_mut();
    fields.insert(CONTENT_TYPE, HeaderValue::from_static(kind(file.path)));
    fields.insert(
        CACHE_CONTROL,
        if is_hashed(file.path) {
            FOR_EVER
        } else {
            ASK_AGAIN
        },
    );
    fields.insert(VARY, HeaderValue::from_name(ACCEPT_ENCODING));
    // Hexadecimal digits are always a header's value.
    fields.insert(
        ETAG,
        HeaderValue::from_str(&tag).unwrap_or(HeaderValue::from_static("\"\"")),
    );
    if packed.is_some() {
        fields.insert(CONTENT_ENCODING, HeaderValue::from_static("br"));
    }
    if file.path == PAGE {
        fields.insert(CONTENT_SECURITY_POLICY, policy());
        fields.insert(
            HeaderName::from_static("cross-origin-opener-policy"),
            HeaderValue::from_static("same-origin"),
        );
    }
    response
}

/// Nothing runs on the page but what was built with it, and nothing is fetched from elsewhere.
fn policy() -> HeaderValue {
    let text = format!(
        "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'{SCRIPTS}; style-src 'self'{STYLES}; \
         style-src-attr 'unsafe-inline'; img-src 'self' data: blob:; connect-src 'self'; worker-src 'self'; \
         object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    );
    HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static("default-src 'none'"))
}

fn takes_brotli(headers: &HeaderMap) -> bool {
    headers
        .get_all(ACCEPT_ENCODING)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|coding| {
            let (name, weight) = coding.split_once(';').unwrap_or((coding, ""));
            let refused = matches!(weight.trim(), "q=0" | "q=0.0" | "q=0.00" | "q=0.000");
            name.trim().eq_ignore_ascii_case("br") && !refused
        })
}

fn kind(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

/// Whether Trunk put the digest of the content into the name: `roviec-89ca824e2a13fdbe_bg.wasm`. It leaves
/// zeros at the front away, so that one in sixteen is shorter.
fn is_hashed(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    name.split(['-', '_', '.']).any(|part| {
        DIGEST.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_hexdigit())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_name_with_a_digest_is_kept_for_ever() {
        assert!(is_hashed("/roviec-frontend-89ca824e2a13fdbe_bg.wasm"));
        assert!(is_hashed("/roviec-frontend-89ca824e2a13fdbe.js"));
        assert!(is_hashed("/roviec-frontend-19eaff8bb566b25_bg.wasm"));
        for path in [
            "/index.html",
            "/service_worker.js",
            "/icon-180.png",
            "/manifest.webmanifest",
        ] {
            assert!(!is_hashed(path), "{path}");
        }
    }

    #[test]
    fn brotli_is_sent_to_who_takes_it() {
        let asked = |value| {
            let mut headers = HeaderMap::new();
            headers.insert(ACCEPT_ENCODING, HeaderValue::from_static(value));
            takes_brotli(&headers)
        };
        assert!(asked("gzip, deflate, br, zstd"));
        assert!(asked("br;q=0.5"));
        assert!(!asked("gzip, br;q=0"));
        assert!(!asked("gzip, deflate"));
    }
}
