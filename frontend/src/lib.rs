//! Rõ Việc in the browser: the month on a tablet, a phone and a desk, with or without a network.

pub mod actions;
mod admin;
pub mod app;
pub mod appeals;
pub mod committee;
pub mod conclusion;
pub mod correct;
pub mod dashboard;
pub mod decision;
pub mod deed;
pub mod digest;
pub mod doing;
pub mod due;
pub mod exchange;
pub mod facts;
mod form;
pub mod frame;
#[cfg(feature = "kit")]
pub mod kit;
pub mod level;
pub mod limits;
pub mod locale;
pub mod meanwhile;
pub mod meeting;
pub mod mine;
pub mod month;
pub mod opinions;
pub mod paper;
pub mod plan;
pub mod problem;
pub mod refusal;
pub mod release;
pub mod remind;
pub mod report;
pub mod role;
pub mod rows;
pub mod rules;
pub mod ruling;
pub mod sheet;
pub mod sign_in;
pub mod standing;
pub mod start_page;
pub mod storage;
pub mod store;
pub mod sync;
mod targets;
pub mod ui;
pub mod vote;
mod year;

/// Puts the app into the page's body.
pub fn start() {
    #[cfg(feature = "kit")]
    std::panic::set_hook(Box::new(|why| leptos::logging::error!("{why}")));
    leptos::mount::mount_to_body(app::App);
}
