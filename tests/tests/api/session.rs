//! Signing in, sessions, passwords, keys, and requests that are at fault.

use axum::{
    body::Body,
    http::{Method, Request, StatusCode, header},
};
use roviec_backend::{command::begin_district, routes, token};
use roviec_shared::api::{ACCOUNT_HEADER, DataKey, ErrorCode, FirstPassword, Me, Series};
use serde_json::json;

use crate::harness::{NOON, Person, Server, on_both_databases};

on_both_databases![
    a_first_password_opens_nothing_until_it_is_replaced,
    a_wrong_password_and_an_unknown_name_answer_alike_and_slow_down,
    a_session_lasts_thirty_days_after_its_last_use,
    signing_out_ends_the_session,
    nobody_gets_anything_private_without_a_session,
    a_body_at_fault_is_named_and_has_no_effect,
    a_write_from_another_sites_page_is_refused,
    a_key_is_registered_once_and_only_if_it_is_one,
    a_devices_data_key_is_the_first_offered_and_comes_only_with_the_password,
    of_several_signed_in_on_one_tablet_each_request_is_for_whom_it_names,
];

const DAY_MS: i64 = 86_400_000;

async fn first_password(server: &Server) -> String {
    begin_district(
        &server.state.database,
        &server.clock,
        "Huyện ủy",
        "quantri",
        "Quản Trị",
    )
    .await
    .unwrap()
    .password
}

async fn a_first_password_opens_nothing_until_it_is_replaced(server: Server) {
    let first = first_password(&server).await;
    let person = server.signed_in("QuanTri ", &first).await;
    let me: Me = person.get(&server, "/session").await.read();
    assert!(me.must_change);
    assert_eq!(
        person.get(&server, "/admin/units").await.code(),
        ErrorCode::MustChangePassword
    );
    let too_short = json!({ "old": first, "new": "1234567" });
    assert_eq!(
        person
            .post(&server, "/session/password", &too_short)
            .await
            .code(),
        ErrorCode::UnfitPassword
    );
    let other = server.signed_in("quantri", &first).await;
    let form = json!({ "old": first, "new": "mật khẩu của tôi" });
    assert_eq!(
        person
            .post(&server, "/session/password", &form)
            .await
            .status,
        StatusCode::NO_CONTENT
    );
    assert_eq!(
        other.get(&server, "/session").await.code(),
        ErrorCode::NotSignedIn
    );
    assert!(
        person
            .get(&server, "/admin/units")
            .await
            .status
            .is_success()
    );
    assert_eq!(
        person.get(&server, "/session").await.read::<Me>().name,
        "Quản Trị"
    );
}

async fn a_wrong_password_and_an_unknown_name_answer_alike_and_slow_down(server: Server) {
    let first = first_password(&server).await;
    for name in ["quantri", "nobody"] {
        let form = json!({ "login_name": name, "password": "wrong" });
        for _ in 0..5 {
            let answer = server.send(Method::POST, "/session", None, &form).await;
            assert_eq!(
                (answer.status, answer.code()),
                (StatusCode::UNAUTHORIZED, ErrorCode::WrongPassword)
            );
        }
        assert_eq!(
            server
                .send(Method::POST, "/session", None, &form)
                .await
                .code(),
            ErrorCode::TooManyTries
        );
    }
    let right = json!({ "login_name": "quantri", "password": first });
    assert_eq!(
        server
            .send(Method::POST, "/session", None, &right)
            .await
            .status,
        StatusCode::TOO_MANY_REQUESTS
    );
    server.clock.set(NOON + 3000);
    assert_eq!(
        server
            .send(Method::POST, "/session", None, &right)
            .await
            .status,
        StatusCode::OK
    );
}

async fn a_session_lasts_thirty_days_after_its_last_use(server: Server) {
    let person = server.district().await;
    server.clock.set(NOON + 29 * DAY_MS);
    let answer = person.get(&server, "/session").await;
    assert_eq!(answer.cookie.as_deref(), Some(person.cookie.as_str()));
    server.clock.set(NOON + 58 * DAY_MS);
    assert!(person.get(&server, "/session").await.status.is_success());
    server.clock.set(NOON + 89 * DAY_MS);
    assert_eq!(
        person.get(&server, "/session").await.code(),
        ErrorCode::NotSignedIn
    );
}

async fn signing_out_ends_the_session(server: Server) {
    let person = server.district().await;
    assert_eq!(
        person
            .send(&server, Method::DELETE, "/session", &())
            .await
            .status,
        StatusCode::NO_CONTENT
    );
    assert_eq!(
        person.get(&server, "/session").await.code(),
        ErrorCode::NotSignedIn
    );
}

async fn nobody_gets_anything_private_without_a_session(server: Server) {
    for route in routes::list() {
        let path = route
            .path
            .replace("{id}", "x")
            .replace("{unit}", "x")
            .replace("{person}", "x");
        let nobody = Person {
            cookie: "roviec_session_a-1=AAAA".to_owned(),
        };
        let answer = nobody
            .send(&server, route.method.clone(), &path, &json!({}))
            .await;
        if route.access != routes::Access::Public {
            assert_eq!(
                answer.code(),
                ErrorCode::NotSignedIn,
                "{} {}",
                route.method,
                route.path
            );
        }
    }
}

async fn a_body_at_fault_is_named_and_has_no_effect(server: Server) {
    first_password(&server).await;
    let ask = |kind: &'static str, body: Vec<u8>| {
        let request = Request::post("/api/session")
            .header(header::CONTENT_TYPE, kind)
            .body(Body::from(body))
            .unwrap();
        let server = &server;
        async move {
            let answer = server.ask(request).await;
            (answer.status.as_u16(), answer.code())
        }
    };
    let json = "application/json; charset=utf-8";
    assert_eq!(
        ask("text/plain", b"{}".to_vec()).await,
        (415, ErrorCode::NotJson)
    );
    assert_eq!(
        ask(json, b"<html>".to_vec()).await,
        (415, ErrorCode::NotJson)
    );
    assert_eq!(
        ask(json, br#"{"login_name":"a","#.to_vec()).await,
        (400, ErrorCode::CutOff)
    );
    assert_eq!(
        ask(json, br#"{"login_name":7}"#.to_vec()).await,
        (422, ErrorCode::Malformed)
    );
    assert_eq!(
        ask(json, vec![b' '; 65 * 1024]).await,
        (413, ErrorCode::TooLarge)
    );
    let missing = server.send(Method::GET, "/nothing", None, &()).await;
    assert_eq!(
        (missing.status, missing.code()),
        (StatusCode::NOT_FOUND, ErrorCode::NotFound)
    );
}

async fn a_write_from_another_sites_page_is_refused(server: Server) {
    let person = server.district().await;
    for (name, value) in [
        ("origin", "https://elsewhere.example"),
        ("sec-fetch-site", "cross-site"),
    ] {
        let request = Request::delete("/api/session")
            .header(header::HOST, "roviec.example")
            .header(header::COOKIE, &person.cookie)
            .header(name, value)
            .body(Body::empty())
            .unwrap();
        assert_eq!(server.ask(request).await.code(), ErrorCode::ForeignOrigin);
    }
    let own = Request::delete("/api/session")
        .header(header::HOST, "roviec.example")
        .header(header::COOKIE, &person.cookie)
        .header(header::ORIGIN, "https://roviec.example")
        .body(Body::empty())
        .unwrap();
    assert_eq!(server.ask(own).await.status, StatusCode::NO_CONTENT);
}

async fn a_key_is_registered_once_and_only_if_it_is_one(server: Server) {
    let person = server.district().await;
    let key = p256::ecdsa::SigningKey::from_slice(&[7; 32]).unwrap();
    let public = token::encode(&key.verifying_key().to_sec1_bytes());
    let form = json!({ "device": "may-1", "public_key": public });
    let first: Series = person.post(&server, "/series", &form).await.read();
    let again: Series = person.post(&server, "/series", &form).await.read();
    assert_eq!(first, again);
    let unfit = json!({ "device": "may-1", "public_key": token::encode(&[4; 65]) });
    assert_eq!(
        person.post(&server, "/series", &unfit).await.code(),
        ErrorCode::UnfitKey
    );
    let path = format!("/series/{}", first.id);
    assert_eq!(
        person
            .send(&server, Method::DELETE, &path, &())
            .await
            .status,
        StatusCode::NO_CONTENT
    );
    let listed: Vec<Series> = person.get(&server, "/series").await.read();
    assert_eq!(listed.len(), 1);
    assert_eq!(listed[0].revoked_at, Some(NOON));
}

async fn a_devices_data_key_is_the_first_offered_and_comes_only_with_the_password(server: Server) {
    let person = server.district().await;
    let ask = |password: &str, key: [u8; 32]| json!({ "device": "may-1", "password": password, "offered": token::encode(&key) });
    let first: DataKey = person
        .post(&server, "/data-key", &ask("mat khau moi", [9; 32]))
        .await
        .read();
    assert_eq!(first.key, token::encode(&[9; 32]));
    let wrong = person
        .post(&server, "/data-key", &ask("wrong", [8; 32]))
        .await;
    assert_eq!(wrong.code(), ErrorCode::WrongPassword);
    let again: DataKey = person
        .post(&server, "/data-key", &ask("mat khau moi", [7; 32]))
        .await
        .read();
    assert_eq!(again.key, first.key);
    let short = json!({ "device": "may-1", "password": "mat khau moi", "offered": "AAAA" });
    assert_eq!(
        person.post(&server, "/data-key", &short).await.code(),
        ErrorCode::UnfitKey
    );
}

async fn of_several_signed_in_on_one_tablet_each_request_is_for_whom_it_names(server: Server) {
    let district = server.district().await;
    let mine: Me = district.get(&server, "/session").await.read();
    let form = json!({ "person": mine.person, "login_name": "quantri-2" });
    let given: FirstPassword = district
        .post(&server, "/admin/accounts", &form)
        .await
        .read();
    let other = server.settled("quantri-2", &given.password).await;
    let theirs: Me = other.get(&server, "/session").await.read();
    let ask = |named: Option<&str>| {
        let mut request = Request::get("/api/session").header(
            header::COOKIE,
            format!("{}; {}", district.cookie, other.cookie),
        );
        if let Some(named) = named {
            request = request.header(ACCOUNT_HEADER, named);
        }
        server.ask(request.body(Body::empty()).unwrap())
    };
    for me in [&mine, &theirs] {
        let answered: Me = ask(Some(&me.account)).await.read();
        assert_eq!(answered.account, me.account);
    }
    for nobody in [None, Some("a-nobody")] {
        assert_eq!(ask(nobody).await.code(), ErrorCode::NotSignedIn);
    }
    // Somebody's token under another's name.
    let (_, token) = other.cookie.split_once('=').unwrap();
    let forged = Request::get("/api/session")
        .header(
            header::COOKIE,
            format!("roviec_session_{}={token}", mine.account),
        )
        .header(ACCOUNT_HEADER, &mine.account)
        .body(Body::empty())
        .unwrap();
    assert_eq!(server.ask(forged).await.code(), ErrorCode::AccountMismatch);
}
