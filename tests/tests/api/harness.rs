//! A server with a database of its own, and people who send it requests.

use std::path::PathBuf;

use axum::{
    Router,
    body::Body,
    http::{Method, Request, StatusCode, header},
};
use roviec_backend::{AppState, app, clock::Clock, command::begin_district, database::Database};
use roviec_shared::api::{ErrorCode, Failure};
use serde::{Serialize, de::DeserializeOwned};
use tower::ServiceExt;

/// 15 October 2026, 08:00 in Việt Nam.
pub const NOON: i64 = 1_792_026_000_000;

/// A server with a database of its own.
pub struct Server {
    pub state: AppState,
    pub clock: Clock,
    pub router: Router,
    folder: PathBuf,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// A new SQLite file in a folder that goes with the server.
pub async fn server() -> Server {
    let folder =
        std::env::temp_dir().join(roviec_backend::token::random_id("roviec-test").unwrap());
    std::fs::create_dir_all(&folder).unwrap();
    let database = Database::open_sqlite(&folder.join("t.sqlite"))
        .await
        .unwrap();
    let clock = Clock::standing_at(NOON);
    let state = AppState::new(database, clock.clone(), false);
    Server {
        router: app(state.clone()),
        state,
        clock,
        folder,
    }
}

/// An answer read to its end.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub cookie: Option<String>,
    pub body: Vec<u8>,
}

impl Answer {
    #[track_caller]
    pub fn read<T: DeserializeOwned>(&self) -> T {
        assert!(
            self.status.is_success(),
            "{} {}",
            self.status,
            String::from_utf8_lossy(&self.body)
        );
        serde_json::from_slice(&self.body).unwrap()
    }

    #[track_caller]
    pub fn code(&self) -> ErrorCode {
        assert!(
            !self.status.is_success(),
            "{}",
            String::from_utf8_lossy(&self.body)
        );
        serde_json::from_slice::<Failure>(&self.body).unwrap().code
    }
}

impl Server {
    /// An empty district; gives the administrator with a password of their own.
    pub async fn district(&self) -> Person {
        let first = begin_district(
            &self.state.database,
            &self.clock,
            "Huyện ủy Yên Bình",
            "quantri",
            "Quản Trị",
        )
        .await
        .unwrap();
        self.settled(&first.login_name, &first.password).await
    }

    /// Signs in with a first password and replaces it.
    pub async fn settled(&self, login_name: &str, first: &str) -> Person {
        let person = self.signed_in(login_name, first).await;
        let form = serde_json::json!({ "old": first, "new": "mat khau moi" });
        let answer = person.post(self, "/session/password", &form).await;
        assert_eq!(answer.status, StatusCode::NO_CONTENT);
        person
    }

    pub async fn signed_in(&self, login_name: &str, password: &str) -> Person {
        let form = serde_json::json!({ "login_name": login_name, "password": password });
        let answer = self.send(Method::POST, "/session", None, &form).await;
        assert_eq!(answer.status, StatusCode::OK);
        Person {
            cookie: answer.cookie.unwrap(),
        }
    }

    pub async fn send(
        &self,
        method: Method,
        path: &str,
        cookie: Option<&str>,
        form: &impl Serialize,
    ) -> Answer {
        let mut request = Request::builder().method(method).uri(format!("/api{path}"));
        if let Some(cookie) = cookie {
            request = request.header(header::COOKIE, cookie);
        }
        request = request.header(header::CONTENT_TYPE, "application/json");
        self.ask(
            request
                .body(Body::from(serde_json::to_vec(form).unwrap()))
                .unwrap(),
        )
        .await
    }

    pub async fn ask(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let status = response.status();
        let cookie = response.headers().get(header::SET_COOKIE).map(|value| {
            value
                .to_str()
                .unwrap()
                .split(';')
                .next()
                .unwrap()
                .to_owned()
        });
        let body = axum::body::to_bytes(response.into_body(), usize::MAX)
            .await
            .unwrap()
            .to_vec();
        Answer {
            status,
            cookie,
            body,
        }
    }
}

/// Somebody signed in.
#[derive(Clone, Debug)]
pub struct Person {
    pub cookie: String,
}

impl Person {
    pub async fn get(&self, server: &Server, path: &str) -> Answer {
        server
            .send(Method::GET, path, Some(&self.cookie), &())
            .await
    }

    pub async fn post(&self, server: &Server, path: &str, form: &impl Serialize) -> Answer {
        server
            .send(Method::POST, path, Some(&self.cookie), form)
            .await
    }

    pub async fn send(
        &self,
        server: &Server,
        method: Method,
        path: &str,
        form: &impl Serialize,
    ) -> Answer {
        server.send(method, path, Some(&self.cookie), form).await
    }
}
