//! A server with a database of its own, and people who send it requests.

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use axum::{
    Router,
    body::Body,
    http::{Method, Request, StatusCode, header},
};
use roviec_backend::{
    AppState, app,
    clock::Clock,
    command::{Command, begin_district, run},
    config::{DataConfig, MailConfig},
    database::Database,
    mail::Mail,
};
use roviec_shared::api::{ErrorCode, Failure};
use serde::{Serialize, de::DeserializeOwned};
use tower::ServiceExt;

use crate::postgres;

/// 15 October 2026, 08:00 in Việt Nam.
pub const NOON: i64 = 1_792_026_000_000;

/// Where a test's data is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Sqlite,
    Postgres,
}

/// Makes of each `async fn name(server: Server)` two tests, one on either database.
macro_rules! on_both_databases {
    ($($name:ident),* $(,)?) => {
        $(mod $name {
            use crate::harness::{Kind, server};

            #[tokio::test]
            async fn on_sqlite() {
                super::$name(server(Kind::Sqlite).await).await;
            }

            #[tokio::test]
            async fn on_postgres() {
                super::$name(server(Kind::Postgres).await).await;
            }
        })*
    };
}
pub(crate) use on_both_databases;

/// A server with a database of its own.
pub struct Server {
    pub state: AppState,
    pub clock: Clock,
    pub router: Router,
    pub folder: PathBuf,
    /// Of PostgreSQL; SQLite's is a file in the folder.
    url: Option<String>,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// A new database, which goes with the server.
pub async fn server(kind: Kind) -> Server {
    let folder =
        std::env::temp_dir().join(roviec_backend::token::random_id("roviec-test").unwrap());
    std::fs::create_dir_all(&folder).unwrap();
    let url = match kind {
        Kind::Sqlite => None,
        Kind::Postgres => Some(postgres::new_database().await),
    };
    let clock = Clock::standing_at(NOON);
    let state = open(&folder, url.as_deref(), clock.clone()).await;
    Server {
        router: app(state.clone()),
        state,
        clock,
        folder,
        url,
    }
}

async fn open(folder: &Path, url: Option<&str>, clock: Clock) -> AppState {
    let config = DataConfig {
        data: folder.to_owned(),
        database_url: url.map(str::to_owned),
    };
    AppState::new(config.open().await.unwrap(), clock, false)
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
    /// Where the data is, as the command line names it.
    pub fn data(&self) -> DataConfig {
        DataConfig {
            data: self.folder.clone(),
            database_url: self.url.clone(),
        }
    }

    /// The process dies and another one starts on the same data: what it held in memory is gone.
    pub async fn restart(&mut self) {
        self.state.database.close().await;
        self.state = open(&self.folder, self.url.as_deref(), self.clock.clone()).await;
        self.router = app(self.state.clone());
    }

    /// Another process in front of the same data.
    pub async fn beside(&self) -> AppState {
        let mut other = open(&self.folder, self.url.as_deref(), self.clock.clone()).await;
        other.mail.clone_from(&self.state.mail);
        other
    }

    /// The operator names a mail server.
    pub fn sends_by(&mut self, mail: &MailConfig) {
        self.state.mail = Mail::of(mail).unwrap();
        self.router = app(self.state.clone());
    }

    /// A copy of all it holds, as an operator makes one: another folder or another database.
    pub async fn copied(&mut self) -> DataConfig {
        let name = roviec_backend::token::random_id("copy").unwrap();
        let mut copy = DataConfig {
            data: self.folder.join(name),
            database_url: None,
        };
        match self.url.clone() {
            None => {
                std::fs::create_dir_all(&copy.data).unwrap();
                let file = copy.sqlite_file();
                self.state.database.copy_to(&file).await.unwrap();
            }
            Some(url) => {
                self.state.database.close().await;
                copy.database_url = Some(postgres::copy_of(&url).await);
                self.restart().await;
            }
        }
        copy
    }

    /// The database is lost; a copy is put in its place as the operator's guide says, and a server started.
    pub async fn restored_from(&mut self, copy: &DataConfig) {
        self.state.database.close().await;
        let from = copy.database_url.is_none().then(|| copy.sqlite_file());
        if let Some(url) = &copy.database_url {
            self.url = Some(postgres::copy_of(url).await);
        }
        let data = self.data();
        let command = Command::Restore { data, from };
        let code = tokio::task::spawn_blocking(move || run(command)).await;
        let code = code.unwrap().unwrap();
        assert_eq!(format!("{code:?}"), format!("{:?}", ExitCode::SUCCESS));
        self.restart().await;
    }

    /// On which database it runs.
    pub fn kind(&self) -> Kind {
        match self.url {
            None => Kind::Sqlite,
            Some(_) => Kind::Postgres,
        }
    }

    /// Does to the database what nobody should.
    pub async fn sql(&self, text: &str) {
        let text = sqlx::AssertSqlSafe(text.to_owned());
        match &self.state.database {
            Database::Sqlite { writer, .. } => {
                sqlx::raw_sql(text).execute(writer).await.unwrap();
            }
            Database::Postgres(pool) => {
                sqlx::raw_sql(text).execute(pool).await.unwrap();
            }
        }
    }

    /// The bytes that a statement gives.
    pub async fn bytes(&self, text: &str) -> Vec<u8> {
        let text = sqlx::AssertSqlSafe(text.to_owned());
        match &self.state.database {
            Database::Sqlite { writer, .. } => {
                sqlx::query_scalar(text).fetch_one(writer).await.unwrap()
            }
            Database::Postgres(pool) => sqlx::query_scalar(text).fetch_one(pool).await.unwrap(),
        }
    }

    /// How bytes are written in a statement of this database.
    pub fn literal(&self, bytes: &[u8]) -> String {
        let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        match &self.state.database {
            Database::Sqlite { .. } => format!("x'{hex}'"),
            Database::Postgres(_) => format!("'\\x{hex}'::bytea"),
        }
    }

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
        self.ask(request(method, path, cookie, form)).await
    }

    pub async fn ask(&self, request: Request<Body>) -> Answer {
        ask(self.router.clone(), request).await
    }
}

async fn ask(router: Router, request: Request<Body>) -> Answer {
    let response = router.oneshot(request).await.unwrap();
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

fn request(
    method: Method,
    path: &str,
    cookie: Option<&str>,
    form: &impl Serialize,
) -> Request<Body> {
    let mut request = Request::builder().method(method).uri(format!("/api{path}"));
    if let Some(cookie) = cookie {
        request = request.header(header::COOKIE, cookie);
    }
    request
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from(serde_json::to_vec(form).unwrap()))
        .unwrap()
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

    /// Posts to a server that may be shared by many at once.
    pub async fn posts_to(&self, router: Router, path: &str, form: &impl Serialize) -> Answer {
        ask(
            router,
            request(Method::POST, path, Some(&self.cookie), form),
        )
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
