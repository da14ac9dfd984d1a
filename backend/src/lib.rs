//! The server of Rõ Việc: a thin shell around `roviec_shared`. It loads facts, calls the rules that
//! the tablet calls too, stores what came out, and answers only what `permission` allows.

pub mod app;
pub mod backup;
mod body;
pub mod carried;
pub mod clock;
pub mod command;
pub mod config;
pub mod database;
pub mod demo;
pub mod digest;
pub mod error;
pub mod exchange;
pub mod hourly;
pub mod layers;
pub mod mail;
pub mod merging;
pub mod month;
pub mod moving;
mod page;
pub mod password;
pub mod routes;
pub mod scope;
pub mod server_key;
mod session;
pub mod tie;
pub mod token;
pub mod verify;

pub use app::AppState;
pub use layers::app;
