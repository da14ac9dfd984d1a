//! What every request finds.

use std::sync::Arc;

use tokio::sync::Mutex;

use crate::{
    clock::Clock,
    database::Database,
    mail::Mail,
    password::Hashing,
    scope::{Organisation, Rules},
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
    /// The way to the mail server, where there is one.
    pub mail: Option<Mail>,
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
            mail: None,
            organisation: Arc::default(),
            rules: Arc::default(),
        }
    }
}
