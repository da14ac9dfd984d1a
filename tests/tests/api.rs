//! The real router in front of a real database, driven without a socket.
#![allow(clippy::unwrap_used)]

#[path = "api/administration.rs"]
mod administration;
#[path = "api/agency.rs"]
mod agency;
#[path = "api/author.rs"]
mod author;
#[path = "api/away.rs"]
mod away;
#[path = "api/backup.rs"]
mod backup;
#[path = "api/carried.rs"]
mod carried;
#[path = "api/crowd.rs"]
mod crowd;
#[path = "api/deeds.rs"]
mod deeds;
#[path = "api/demo.rs"]
mod demo;
#[path = "api/digest.rs"]
mod digest;
#[path = "api/fault.rs"]
mod fault;
#[path = "api/groups.rs"]
mod groups;
#[path = "api/harness.rs"]
mod harness;
#[path = "api/heads.rs"]
mod heads;
#[path = "api/mail_away.rs"]
mod mail_away;
#[path = "api/mailbox.rs"]
mod mailbox;
#[path = "api/month.rs"]
mod month;
#[path = "api/moves.rs"]
mod moves;
#[path = "api/offline.rs"]
mod offline;
#[path = "api/page.rs"]
mod page;
#[path = "api/postgres.rs"]
mod postgres;
#[path = "api/predecessors.rs"]
mod predecessors;
#[path = "api/rules.rs"]
mod rules;
#[path = "api/scope.rs"]
mod scope;
#[path = "api/session.rs"]
mod session;
#[path = "api/sync.rs"]
mod sync;
#[path = "api/tablet.rs"]
mod tablet;
#[path = "api/targets.rs"]
mod targets;
#[path = "api/two_tier.rs"]
mod two_tier;
#[path = "api/verify.rs"]
mod verify;
#[path = "api/village.rs"]
mod village;
#[path = "api/whole_month.rs"]
mod whole_month;
#[path = "api/year.rs"]
mod year;
