//! Requests of sync that are at fault: named, and without effect.

use axum::{
    body::Body,
    http::{Request, header},
};
use roviec_shared::{
    api::ErrorCode,
    sync::message::{ACTS_MAX, Batch, REQUEST_BYTES_MAX, SyncRequest},
};
use serde_json::Value;

use crate::{
    harness::{Server, on_both_databases},
    tablet::{Tablet, Wire},
    village::{CELL, book},
};

on_both_databases![
    a_body_of_sync_at_fault_is_named_and_has_no_effect,
    the_account_of_another_session_has_no_effect,
    a_session_that_ended_loses_nothing,
];

/// A request with acts that would be accepted.
async fn good(server: &Server) -> (Tablet, SyncRequest) {
    server.village().await;
    let mut member = server.tablet("chi").await;
    member.sync(server).await;
    member.scores(&book(CELL), "chi", 9);
    member.wire.push_back(Wire::LosesRequest);
    member.sync_until_lost(server).await;
    let request = member.sent.last().unwrap().clone();
    assert!(!request.batches.is_empty());
    (member, request)
}

async fn a_body_of_sync_at_fault_is_named_and_has_no_effect(server: Server) {
    let (member, request) = good(&server).await;
    let before = server.heads().await;
    let whole = serde_json::to_vec(&request).unwrap();
    let ask = |kind: &'static str, body: Vec<u8>| {
        let request = Request::post("/api/sync")
            .header(header::CONTENT_TYPE, kind)
            .header(header::COOKIE, &member.session.cookie)
            .body(Body::from(body))
            .unwrap();
        let server = &server;
        async move {
            let answer = server.ask(request).await;
            (answer.status.as_u16(), answer.code())
        }
    };
    let json = "application/json";
    for cut in [1, whole.len() / 2, whole.len() - 1] {
        let answer = ask(json, whole[..cut].to_vec()).await;
        assert_eq!(answer, (400, ErrorCode::CutOff), "cut after {cut}");
    }
    assert_eq!(
        ask(json, b"<html>".to_vec()).await,
        (415, ErrorCode::NotJson)
    );
    assert_eq!(
        ask("text/plain", whole.clone()).await,
        (415, ErrorCode::NotJson)
    );
    let too_large = vec![b' '; REQUEST_BYTES_MAX + 1];
    assert_eq!(ask(json, too_large).await, (413, ErrorCode::TooLarge));
    // Whatever else a later version carries, its version is named.
    let later = br#"{"v":2,"wishes":["anything"]}"#.to_vec();
    assert_eq!(ask(json, later).await, (426, ErrorCode::UnknownVersion));
    let mut malformed: Value = serde_json::to_value(&request).unwrap();
    malformed["batches"][0]["acts"][0] = Value::from("no act");
    let malformed = serde_json::to_vec(&malformed).unwrap();
    assert_eq!(ask(json, malformed).await, (422, ErrorCode::Malformed));
    let mut many = request.clone();
    let act = many.batches[0].acts[0].clone();
    many.batches[0] = Batch {
        acts: vec![act; ACTS_MAX + 1],
        ..many.batches[0].clone()
    };
    let many = serde_json::to_vec(&many).unwrap();
    assert_eq!(ask(json, many).await, (413, ErrorCode::TooLarge));
    assert_eq!(server.heads().await, before);
}

async fn the_account_of_another_session_has_no_effect(server: Server) {
    let (member, request) = good(&server).await;
    let before = server.heads().await;
    let other = server.session_of("binh").await;
    let answer = other.post(&server, "/sync", &request).await;
    assert_eq!(answer.code(), ErrorCode::AccountMismatch);
    assert_eq!(server.heads().await, before);
    assert!(member.post(&server, &request).await.status.is_success());
    assert_ne!(server.heads().await, before);
}

async fn a_session_that_ended_loses_nothing(server: Server) {
    let (mut member, _) = good(&server).await;
    server.clock.set(server.clock.now_ms() + 31 * 86_400_000);
    member.sync(&server).await;
    assert_eq!(
        member.device.line(),
        roviec_shared::sync::device::Line::SignedOut
    );
    assert_eq!(member.device.unsent(), 1);
    member.session = server.session_of("chi").await;
    member.signs_in_again(&server).await;
    assert_eq!(member.device.unsent(), 0);
    assert_eq!(member.device.refused().count(), 0);
}
