//! What every request finds, and the layers around the routes.

use std::sync::Arc;

use axum::{
    Router,
    http::{HeaderName, HeaderValue, header},
    middleware,
};
use tokio::sync::Mutex;
use tower_http::{
    catch_panic::CatchPanicLayer,
    compression::{CompressionLayer, CompressionLevel},
    decompression::RequestDecompressionLayer,
    set_header::SetResponseHeaderLayer,
};

use crate::{
    clock::Clock,
    database::Database,
    page,
    password::Hashing,
    routes,
    scope::{Organisation, Rules},
    session,
};

/// What every request finds. Cheap to clone; holds nothing that another process would have to know.
#[derive(Clone)]
pub struct AppState {
    /// Where everything is kept.
    pub database: Database,
    /// What time it is.
    pub clock: Clock,
    /// The one place at which passwords are hashed.
    pub hashing: Hashing,
    /// Served over TLS: cookies say so.
    pub is_secure: bool,
    /// The newest organisation read, under its revision.
    pub(crate) organisation: Arc<Mutex<Option<Arc<Organisation>>>>,
    /// The rule sets, under their revision.
    pub(crate) rules: Arc<Mutex<Option<Arc<Rules>>>>,
}

impl AppState {
    /// The state of a server in front of a database.
    pub fn new(database: Database, clock: Clock, is_secure: bool) -> Self {
        Self {
            database,
            clock,
            hashing: Hashing::default(),
            is_secure,
            organisation: Arc::default(),
            rules: Arc::default(),
        }
    }
}

/// The whole server as one service: tests drive it without a socket.
pub fn app(state: AppState) -> Router {
    let api = routes::router()
        .layer(middleware::from_fn_with_state(
            state.clone(),
            session::attach,
        ))
        .layer(middleware::from_fn(session::refuse_foreign_origin))
        .layer(RequestDecompressionLayer::new())
        .layer(CompressionLayer::new().quality(CompressionLevel::Fastest))
        .layer(SetResponseHeaderLayer::if_not_present(
            header::CACHE_CONTROL,
            HeaderValue::from_static("no-store"),
        ));
    Router::new()
        .nest("/api", api)
        .fallback(page::serve)
        .layer(SetResponseHeaderLayer::if_not_present(
            HeaderName::from_static("x-content-type-options"),
            HeaderValue::from_static("nosniff"),
        ))
        .layer(SetResponseHeaderLayer::if_not_present(
            header::REFERRER_POLICY,
            HeaderValue::from_static("same-origin"),
        ))
        .layer(CatchPanicLayer::new())
        .with_state(state)
}
