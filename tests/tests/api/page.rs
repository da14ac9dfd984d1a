//! The app that the server hands out, or the line of text in its place.

use axum::{
    body::Body,
    http::{Method, Request, StatusCode, header},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use roviec_backend::database::ReleaseFile;
use sha2::{Digest, Sha256};
use tower::ServiceExt;

use crate::harness::{Kind, Server, server};

async fn ask(server: &Server, method: Method, path: &str) -> axum::response::Response {
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header(header::ACCEPT_ENCODING, "gzip, br")
        .body(Body::empty())
        .unwrap();
    server.router.clone().oneshot(request).await.unwrap()
}

async fn content(answer: axum::response::Response) -> Vec<u8> {
    let body = axum::body::to_bytes(answer.into_body(), usize::MAX);
    body.await.unwrap().to_vec()
}

#[tokio::test]
async fn r16_a_missing_asset_is_a_404_and_never_the_page() {
    let server = server(Kind::Sqlite).await;
    for path in [
        "/roviec-frontend-0123456789abcdef.js",
        "/roviec-frontend-0123456789abcdef_bg.wasm",
        "/gone/style.css",
    ] {
        let answer = ask(&server, Method::GET, path).await;
        assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{path}");
    }
    let unknown = ask(&server, Method::GET, "/api/gone").await;
    assert_eq!(unknown.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn r16_a_page_from_before_the_upgrade_finds_its_files() {
    for kind in [Kind::Sqlite, Kind::Postgres] {
        let server = server(kind).await;
        let path = |version: usize| format!("/roviec-frontend-{version:016x}.js");
        for version in 1..=4 {
            let file = ReleaseFile {
                path: path(version),
                raw: vec![b'a'; version],
                brotli: None,
            };
            let mut transaction = server.state.database.write().await.unwrap();
            let name = format!("v{version}");
            let now_ms = i64::try_from(version).unwrap();
            let is_new = transaction
                .keep_release(&name, &[file], 2, now_ms)
                .await
                .unwrap();
            assert!(is_new);
            transaction.commit().await.unwrap();
        }
        // The newest and the two before it are kept.
        for (version, status) in [(1, 404), (2, 200), (3, 200), (4, 200)] {
            let answer = ask(&server, Method::GET, &path(version)).await;
            assert_eq!(answer.status().as_u16(), status, "{version}");
        }
    }
}

#[tokio::test]
async fn every_address_inside_the_app_opens_it_and_is_asked_for_again() {
    let server = server(Kind::Sqlite).await;
    for path in ["/", "/chi-bo/huong-ly/2026-10", "/quan-tri"] {
        let answer = ask(&server, Method::GET, path).await;
        assert_eq!(answer.status(), StatusCode::OK, "{path}");
        assert_eq!(answer.headers()[header::CACHE_CONTROL], "no-cache");
        let kind = answer.headers()[header::CONTENT_TYPE].to_str().unwrap();
        // The page where the app is built, and a line of text where it is not.
        assert!(
            kind.starts_with("text/html") || kind.starts_with("text/plain"),
            "{kind}"
        );
        if kind.starts_with("text/html") {
            let policy = answer.headers()[header::CONTENT_SECURITY_POLICY]
                .to_str()
                .unwrap();
            let scripts = policy
                .split(';')
                .find(|part| part.contains("script-src"))
                .unwrap();
            assert!(!scripts.contains("'unsafe-inline'"), "{scripts}");
            assert_eq!(answer.headers()[header::CONTENT_ENCODING], "br");
        }
    }
    let written = ask(&server, Method::POST, "/").await;
    assert_eq!(written.status(), StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test]
async fn what_the_service_worker_keeps_is_what_the_server_hands_out() {
    let server = server(Kind::Sqlite).await;
    let answer = ask(&server, Method::GET, "/precache.json").await;
    if answer.status() == StatusCode::NOT_FOUND {
        // The app is not built here.
        return;
    }
    let list: serde_json::Value = serde_json::from_slice(&content(answer).await).unwrap();
    let files = list["files"].as_object().unwrap();
    assert!(files.contains_key("/index.html") && !files.contains_key("/service_worker.js"));
    for (path, integrity) in files {
        let plain = Request::get(path).body(Body::empty()).unwrap();
        let plain = server.router.clone().oneshot(plain).await.unwrap();
        assert_eq!(plain.status(), StatusCode::OK, "{path}");
        let digest = STANDARD.encode(Sha256::digest(content(plain).await));
        assert_eq!(*integrity, format!("sha256-{digest}"), "{path}");
        let answer = ask(&server, Method::GET, path).await;
        let tag = answer.headers()[header::ETAG].clone();
        let request = Request::get(path)
            .header(header::ACCEPT_ENCODING, "gzip, br")
            .header(header::IF_NONE_MATCH, tag)
            .body(Body::empty())
            .unwrap();
        let again = server.router.clone().oneshot(request).await.unwrap();
        assert_eq!(again.status(), StatusCode::NOT_MODIFIED, "{path}");
    }
}

#[tokio::test]
async fn r15_each_release_brings_another_service_worker_and_the_browser_always_asks_for_it() {
    let server = server(Kind::Sqlite).await;
    let answer = ask(&server, Method::GET, "/precache.json").await;
    if answer.status() == StatusCode::NOT_FOUND {
        // The app is not built here.
        return;
    }
    let list: serde_json::Value = serde_json::from_slice(&content(answer).await).unwrap();
    let worker = Request::get("/service_worker.js")
        .body(Body::empty())
        .unwrap();
    let worker = server.router.clone().oneshot(worker).await.unwrap();
    assert_eq!(worker.headers()[header::CACHE_CONTROL], "no-cache");
    let script = String::from_utf8(content(worker).await).unwrap();
    let version = list["version"].as_str().unwrap();
    assert!(script.contains(&format!("const RELEASE = \"{version}\";")));
}
