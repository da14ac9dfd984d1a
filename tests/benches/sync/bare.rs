//! The bare server: no sign-in, no rules, no ledger. It puts rows into SQLite in one synced transaction,
//! and gives them back. Nothing that keeps the same data durable can be much faster.

use std::{collections::BTreeMap, io::Read, str::FromStr, time::Instant};

use axum::{Json, Router, body::Bytes, extract::State, routing::post};
use flate2::read::GzDecoder;
use roviec_backend::token;
use roviec_shared::{
    book::Book,
    id::ActRef,
    sync::device::{Bucket, Own},
    view::BucketId,
};
use sqlx::{
    SqlitePool,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous},
};
use tower_http::compression::{CompressionLayer, CompressionLevel};

use crate::{Cost, http::Wire};

/// Rows by key.
pub struct Rows(Vec<(String, String)>);

impl Rows {
    /// What a push leaves: every act as it was sent, and every record that it changed.
    pub fn of(acts: &BTreeMap<ActRef, Own>, book: &Book) -> Self {
        let acts = acts
            .iter()
            .map(|(name, own)| (name.to_string(), json(&own.wire)));
        let records = book
            .people
            .iter()
            .map(|(person, record)| (person.to_string(), json(record)));
        Self(acts.chain(records).collect())
    }

    /// What a pull brings: every bucket.
    pub fn held(buckets: &BTreeMap<BucketId, Bucket>) -> Self {
        Self(
            buckets
                .iter()
                .map(|(id, bucket)| (id.to_string(), json(bucket)))
                .collect(),
        )
    }

    pub async fn push(&self) -> Cost {
        self.timed("/push", &serde_json::to_vec(&self.0).unwrap(), false)
            .await
    }

    pub async fn pull(&self) -> Cost {
        self.timed("/pull", b"[]", true).await
    }

    async fn timed(&self, path: &str, body: &[u8], is_filled: bool) -> Cost {
        let folder = std::env::temp_dir().join(token::random_id("roviec-bare").unwrap());
        std::fs::create_dir_all(&folder).unwrap();
        let options = SqliteConnectOptions::from_str("sqlite:")
            .unwrap()
            .filename(folder.join("bare.sqlite"));
        let options = options
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full);
        let pool = SqlitePool::connect_with(options).await.unwrap();
        sqlx::raw_sql("CREATE TABLE things (name TEXT PRIMARY KEY, body TEXT NOT NULL)")
            .execute(&pool)
            .await
            .unwrap();
        if is_filled {
            insert(&pool, &self.0).await;
        }
        let router = Router::new()
            .route("/push", post(push))
            .route("/pull", post(pull))
            .layer(CompressionLayer::new().quality(CompressionLevel::Fastest))
            .with_state(pool.clone());
        let mut wire = Wire::to(router).await;
        let begun = Instant::now();
        let answer = wire.post(path, "", body).await.unwrap();
        assert_eq!(answer.status, 200);
        let time = begun.elapsed();
        pool.close().await;
        let _ = std::fs::remove_dir_all(folder);
        Cost {
            requests: 1,
            up: answer.up,
            down: answer.down,
            time,
        }
    }
}

fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap()
}

async fn insert(pool: &SqlitePool, rows: &[(String, String)]) {
    let mut transaction = pool.begin().await.unwrap();
    for (name, body) in rows {
        sqlx::query("INSERT INTO things (name, body) VALUES ($1, $2)")
            .bind(name)
            .bind(body)
            .execute(&mut *transaction)
            .await
            .unwrap();
    }
    transaction.commit().await.unwrap();
}

async fn push(State(pool): State<SqlitePool>, body: Bytes) -> Json<usize> {
    let mut plain = Vec::new();
    GzDecoder::new(&body[..]).read_to_end(&mut plain).unwrap();
    let rows: Vec<(String, String)> = serde_json::from_slice(&plain).unwrap();
    insert(&pool, &rows).await;
    Json(rows.len())
}

async fn pull(State(pool): State<SqlitePool>) -> Json<Vec<(String, String)>> {
    Json(
        sqlx::query_as("SELECT name, body FROM things")
            .fetch_all(&pool)
            .await
            .unwrap(),
    )
}
