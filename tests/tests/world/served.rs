//! A server with a SQLite file of its own: backups are copies of that file, and after a restore an older copy
//! stands in its place under a new epoch.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use axum::{
    Router,
    body::Body,
    http::{Method, Request, StatusCode, header},
};
use roviec_backend::{
    AppState, app,
    backup::begin_epoch,
    clock::Clock as ServerClock,
    command::begin_district,
    config::DataConfig,
    database::{Account, Database, Transaction},
    exchange::Foundation,
    month::open,
    token,
};
use roviec_shared::{
    api::Post,
    id::{ActRef, BookId, PersonId, UnitId},
    month::Month,
    permission::{Author, first_month_held, scope},
    sync::{
        message::{SyncAnswer, SyncRequest, Verdict},
        world::{
            BEGIN_MS,
            host::{Holdings, Taken},
            people::Organisation,
        },
    },
    view::BucketId,
};
use tower::ServiceExt;

use crate::holdings::{holdings, name};

const FILE: &str = "roviec.sqlite";
const SESSION_MS: i64 = 30 * 86_400_000;

/// What is behind the router, and how to reach it.
pub struct Served {
    pub folder: PathBuf,
    pub clock: ServerClock,
    pub state: AppState,
    router: Router,
    cookies: BTreeMap<PersonId, String>,
    pub organisation: Organisation,
    pub months: Vec<Month>,
    pub backups: Vec<PathBuf>,
    /// How many files there were.
    files: u32,
}

async fn serve(folder: &Path, clock: &ServerClock) -> (AppState, Router) {
    let config = DataConfig {
        data: folder.to_owned(),
        database_url: None,
    };
    let state = AppState::new(config.open().await.unwrap(), clock.clone(), false);
    (state.clone(), app(state))
}

impl Served {
    pub async fn begin(organisation: Organisation) -> Self {
        let folder = std::env::temp_dir().join(token::random_id("roviec-world").unwrap());
        std::fs::create_dir_all(&folder).unwrap();
        let clock = ServerClock::standing_at(BEGIN_MS);
        let (state, router) = serve(&folder, &clock).await;
        begin_district(&state.database, &clock, "Huyện ủy", "quantri", "Quản Trị")
            .await
            .unwrap();
        let mut served = Self {
            folder,
            organisation,
            clock,
            state,
            router,
            cookies: BTreeMap::new(),
            months: Vec::new(),
            backups: Vec::new(),
            files: 0,
        };
        served.enter_all().await;
        served.back_up(true).await;
        served
    }

    pub async fn write(&self) -> Transaction {
        self.state.database.write().await.unwrap()
    }

    /// Units, people, who is rated, and accounts.
    pub async fn enter_all(&mut self) {
        let mut transaction = self.write().await;
        let organisation = &self.organisation;
        transaction.move_organisation_revision().await.unwrap();
        let units: Vec<_> = organisation.tree.units.values().cloned().collect();
        transaction.put_units(&units).await.unwrap();
        for (unit, people) in &organisation.enrolled {
            let rows = people.iter();
            let rows: Vec<_> = rows
                .map(|(person, row)| (unit.clone(), person.clone(), row.clone()))
                .collect();
            transaction.put_enrolled(&rows).await.unwrap();
        }
        for person in organisation.people.keys() {
            let names = [(person.clone(), person.to_string())];
            transaction.put_persons(&names).await.unwrap();
            let account = Account {
                id: person.to_string(),
                person: person.clone(),
                login_name: person.to_string(),
                must_change: false,
            };
            transaction
                .add_account(&account, "-", &account.id, None, BEGIN_MS)
                .await
                .unwrap();
            transaction
                .set_password(&account.id, "-", false, None)
                .await
                .unwrap();
        }
        transaction.commit().await.unwrap();
    }

    /// The password is given; whether a session holds is the world's to say.
    pub async fn sign_in(&mut self, person: &PersonId) {
        let secret = token::encode(&token::random::<32>().unwrap());
        let hash = token::encode(&token::sha256(secret.as_bytes()));
        let now_ms = self.clock.now_ms();
        let mut transaction = self.write().await;
        transaction
            .add_session(&hash, person.as_str(), now_ms, now_ms + SESSION_MS)
            .await
            .unwrap();
        transaction.commit().await.unwrap();
        let cookie = format!("roviec_session_{person}={secret}");
        self.cookies.insert(person.clone(), cookie);
    }

    /// Posts as they are now.
    pub async fn organise(&self) {
        let mut transaction = self.write().await;
        transaction.move_organisation_revision().await.unwrap();
        for (person, author) in &self.organisation.people {
            let posts = author.held.iter().enumerate();
            let posts: Vec<Post> = posts
                .map(|(index, held)| Post {
                    id: format!("{person}-{index}"),
                    person: person.clone(),
                    held: held.clone(),
                })
                .collect();
            transaction.put_posts(&posts).await.unwrap();
        }
        transaction.commit().await.unwrap();
    }

    /// Opens what is not open of the months so far.
    pub async fn open_all(&self) {
        for month in &self.months {
            let mut transaction = self.write().await;
            let foundation = Foundation::read(&self.state, &mut transaction)
                .await
                .unwrap();
            let opened = transaction.opened_in(*month).await.unwrap();
            let units = self.organisation.units_with_months();
            let books: Vec<BookId> = units
                .filter(|unit| !opened.contains(*unit))
                .map(|unit| BookId {
                    unit: unit.clone(),
                    month: *month,
                })
                .collect();
            if !books.is_empty() {
                open(&mut transaction, &foundation, "", &books)
                    .await
                    .unwrap();
                transaction.commit().await.unwrap();
            }
        }
    }

    pub async fn ask(
        &mut self,
        method: Method,
        path: &str,
        person: &PersonId,
        form: &impl serde::Serialize,
    ) -> Result<Vec<u8>, String> {
        let (mut status, mut body) = self.sends(&method, path, person, form).await;
        if status == StatusCode::UNAUTHORIZED {
            self.sign_in(person).await;
            (status, body) = self.sends(&method, path, person, form).await;
        }
        if status.is_success() {
            Ok(body)
        } else {
            let said = String::from_utf8_lossy(&body);
            Err(format!("{person} hears {status} {said} from {path}"))
        }
    }

    pub async fn sends(
        &self,
        method: &Method,
        path: &str,
        person: &PersonId,
        form: &impl serde::Serialize,
    ) -> (StatusCode, Vec<u8>) {
        let cookie = self.cookies.get(person).map(String::as_str);
        let request = Request::builder()
            .method(method.clone())
            .uri(format!("/api{path}"))
            .header(header::COOKIE, cookie.unwrap_or_default())
            .header(header::CONTENT_TYPE, "application/json")
            .body(Body::from(serde_json::to_vec(form).unwrap()))
            .unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let status = response.status();
        let body = axum::body::to_bytes(response.into_body(), usize::MAX).await;
        (status, body.unwrap().to_vec())
    }

    pub async fn take(
        &mut self,
        person: &PersonId,
        request: &SyncRequest,
    ) -> Result<Taken, String> {
        let before = self.known_of(request).await;
        let body = self.ask(Method::POST, "/sync", person, request).await?;
        let answer: SyncAnswer =
            serde_json::from_slice(&body).map_err(|wrong| wrong.to_string())?;
        let verdicts: BTreeMap<ActRef, Verdict> = answer
            .verdicts
            .iter()
            .flat_map(|run| run.unpack())
            .collect();
        let mut said = Vec::new();
        for batch in &request.batches {
            let mut hash = batch.before;
            for (number, wire) in (batch.first..).zip(&batch.acts) {
                hash = wire.hash(&hash, number);
                let series = batch.series.clone();
                let name = ActRef { series, number };
                if let Some(verdict) = verdicts.get(&name)
                    && !before.contains(&name)
                {
                    said.push((name, hash, verdict.clone()));
                }
            }
        }
        Ok(Taken { said, answer })
    }

    /// The acts of a request that the server holds already.
    async fn known_of(&self, request: &SyncRequest) -> BTreeSet<ActRef> {
        let batches = request.batches.iter();
        let names: Vec<ActRef> = batches
            .flat_map(|batch| {
                let numbers = (batch.first..).take(batch.acts.len());
                numbers.map(|number| ActRef {
                    series: batch.series.clone(),
                    number,
                })
            })
            .collect();
        let mut transaction = self.state.database.read().await.unwrap();
        let accepted = transaction.accepted(&names).await.unwrap();
        let said = transaction.said(&names).await.unwrap();
        let accepted = accepted.iter().map(|row| name(&row.series, row.number));
        let said = said.iter().map(|row| name(&row.series, row.number));
        accepted.chain(said).collect()
    }

    pub async fn restart(&mut self) {
        self.state.database.close().await;
        (self.state, self.router) = serve(&self.folder, &self.clock).await;
    }

    pub async fn back_up(&mut self, is_first: bool) {
        self.files += 1;
        let file = self.folder.join(format!("backup-{}", self.files));
        let text = format!("VACUUM INTO '{}'", file.display());
        let Database::Sqlite { writer, .. } = &self.state.database else {
            unreachable!("a world has a file of its own");
        };
        let text = sqlx::AssertSqlSafe(text);
        sqlx::raw_sql(text).execute(writer).await.unwrap();
        if is_first {
            self.backups.clear();
        }
        self.backups.push(file);
    }

    pub async fn set_safe(&self) {
        let mut transaction = self.write().await;
        for (ledger, tip) in transaction.tips().await.unwrap() {
            transaction
                .set_safe(ledger.as_str(), tip.head)
                .await
                .unwrap();
        }
        transaction.commit().await.unwrap();
    }

    pub async fn restore(&mut self, backup: usize) {
        self.state.database.close().await;
        for rest in ["-wal", "-shm"] {
            let _ = std::fs::remove_file(self.folder.join(format!("{FILE}{rest}")));
        }
        std::fs::copy(&self.backups[backup], self.folder.join(FILE)).unwrap();
        (self.state, self.router) = serve(&self.folder, &self.clock).await;
        begin_epoch(&self.state.database).await.unwrap();
        self.organise().await;
        self.open_all().await;
    }

    pub async fn holdings(&self) -> Holdings {
        holdings(&self.state.database).await
    }

    pub async fn scope(&self, person: &PersonId) -> BTreeSet<BucketId> {
        let today = self.clock.today();
        let author = Author {
            person: Some(person.clone()),
            held: self.organisation.people[person].held.clone(),
        };
        let sights = scope(&author, today, &self.organisation.tree);
        let units: Vec<&UnitId> = sights.keys().collect();
        let mut transaction = self.state.database.read().await.unwrap();
        let listed = transaction
            .listed(&units, first_month_held(today))
            .await
            .unwrap();
        let buckets = listed.into_iter().flat_map(|listed| {
            let views = sights[&listed.book.unit].views().into_iter();
            views.map(move |view| BucketId {
                book: listed.book.clone(),
                view,
            })
        });
        buckets.collect()
    }
}
