//! Backups that are read back, and a server that is restored from one.

use axum::http::StatusCode;
use roviec_backend::{
    backup::{back_up, read_back, restore_file},
    config::DataConfig,
    error::Error,
    exchange::settle,
    verify::verify,
};
use roviec_shared::{id::ActRef, sync::device::Status};

use crate::{
    harness::{Kind, Server, on_both_databases, server},
    sync::{nothing_is_wrong, planned, reported_too_early},
    tablet::Tablet,
    village::{CELL, COMMUNE, book},
};

on_both_databases![
    r13_a_server_restored_from_yesterday_gets_again_what_devices_hold,
    r13_what_was_on_its_way_through_a_restore_brings_nothing,
    r13_what_a_backup_holds_as_waiting_stays_refused_where_it_was_refused_since,
    r13_what_a_backup_holds_as_waiting_is_run_when_its_author_waits_still,
    what_a_backup_that_was_read_back_holds_is_forgotten_by_devices,
    a_copy_that_was_altered_makes_nothing_safe,
    a_copy_of_another_district_makes_nothing_safe,
];

async fn r13_a_server_restored_from_yesterday_gets_again_what_devices_hold(mut server: Server) {
    let (mut secretary, mut member) = planned(&server).await;
    let yesterday = server.copied().await;
    member.reports(&book(CELL), "chi");
    member.sync(&server).await;
    secretary.sync(&server).await;
    let before = server.heads().await[COMMUNE];
    let report = member.device.acts().keys().next_back().cloned().unwrap();
    server.restored_from(&yesterday).await;
    assert!(server.heads().await[COMMUNE] < before, "it was restored");
    // Sessions made since are not in the backup either.
    member.session = server.signed_in_anew("chi").await;
    secretary.session = server.signed_in_anew("diu").await;
    secretary.signs_in_again(&server).await;
    member.signs_in_again(&server).await;
    secretary.sync(&server).await;
    assert_eq!(server.heads().await[COMMUNE], before);
    assert!(matches!(member.status(&report), Status::Accepted { .. }));
    let told = secretary.book(&book(CELL));
    let mine = member.book(&book(CELL));
    let chi = &member.person;
    assert_eq!(told.people[chi].tasks, mine.people[chi].tasks);
    nothing_is_wrong(&server).await;
}

async fn r13_what_was_on_its_way_through_a_restore_brings_nothing(mut server: Server) {
    let (_, mut member) = planned(&server).await;
    let yesterday = server.copied().await;
    let report = member.scores(&book(CELL), "chi", 9);
    member.sync(&server).await;
    let late = member.sent.iter().rfind(|sent| !sent.batches.is_empty());
    let late = late.cloned().expect("the report was sent");
    server.restored_from(&yesterday).await;
    let before = server.heads().await;
    member.session = server.signed_in_anew("chi").await;
    let answer = member.post(&server, &late).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(server.heads().await, before, "the late one has no effect");
    member.signs_in_again(&server).await;
    assert!(matches!(member.status(&report), Status::Accepted { .. }));
    nothing_is_wrong(&server).await;
}

/// A backup in which the member's report waits for a task that came after the backup; and that task.
async fn waits_in_a_backup(server: &mut Server) -> (Tablet, Tablet, ActRef, DataConfig) {
    let (secretary, member, early) = reported_too_early(server).await;
    let yesterday = server.copied().await;
    (secretary, member, early, yesterday)
}

async fn restored(
    server: &mut Server,
    yesterday: &DataConfig,
    secretary: &mut Tablet,
    member: &mut Tablet,
) {
    server.restored_from(yesterday).await;
    member.session = server.signed_in_anew("chi").await;
    secretary.session = server.signed_in_anew("diu").await;
    secretary.signs_in_again(server).await;
}

async fn r13_what_a_backup_holds_as_waiting_stays_refused_where_it_was_refused_since(
    mut server: Server,
) {
    let (mut secretary, mut member, early, yesterday) = waits_in_a_backup(&mut server).await;
    let began = server.clock.now_ms();
    // The session is renewed by use.
    for days in [29, 58, 79] {
        server.clock.set(began + days * 86_400_000);
        settle(&server.state).await.unwrap();
        member.sync(&server).await;
    }
    let refused = member.status(&early);
    assert!(matches!(refused, Status::Refused { .. }), "{refused:?}");
    // The backup is of the day before: to the server that comes from it, nothing waits too long.
    server.clock.set(began);
    restored(&mut server, &yesterday, &mut secretary, &mut member).await;
    settle(&server.state).await.unwrap();
    member.signs_in_again(&server).await;
    secretary.sync(&server).await;
    member.sync(&server).await;
    assert_eq!(member.status(&early), refused);
    nothing_is_wrong(&server).await;
}

async fn r13_what_a_backup_holds_as_waiting_is_run_when_its_author_waits_still(mut server: Server) {
    let (mut secretary, mut member, early, yesterday) = waits_in_a_backup(&mut server).await;
    restored(&mut server, &yesterday, &mut secretary, &mut member).await;
    settle(&server.state).await.unwrap();
    let before = server.heads().await[COMMUNE];
    member.signs_in_again(&server).await;
    member.sync(&server).await;
    assert!(matches!(member.status(&early), Status::Accepted { .. }));
    assert_eq!(server.heads().await[COMMUNE], before + 1);
    nothing_is_wrong(&server).await;
}

async fn what_a_backup_that_was_read_back_holds_is_forgotten_by_devices(mut server: Server) {
    let (mut secretary, _) = planned(&server).await;
    assert!(
        !secretary.device.acts().is_empty(),
        "there is no backup yet"
    );
    let copy = server.copied().await.open().await.unwrap();
    let held = read_back(&server.state.database, &copy).await.unwrap();
    copy.close().await;
    assert!(held.entries > 0 && held.ledgers > 0);
    secretary.sync(&server).await;
    assert!(
        secretary.device.acts().is_empty(),
        "{:?}",
        secretary.device.acts()
    );
    nothing_is_wrong(&server).await;
}

async fn a_copy_that_was_altered_makes_nothing_safe(mut server: Server) {
    let (mut secretary, _) = planned(&server).await;
    let held = secretary.device.acts().len();
    let copy = server.copied().await;
    // The harness reaches one database at a time: the copy is altered as if it were the server's.
    let ours = server.state.database.clone();
    server.state.database = copy.open().await.unwrap();
    server
        .sql("UPDATE acts SET author = 'p-khac' WHERE ledger_number = 2")
        .await;
    let altered = std::mem::replace(&mut server.state.database, ours);
    let said = read_back(&server.state.database, &altered).await;
    assert!(matches!(said, Err(Error::Operator(_))), "{said:?}");
    altered.close().await;
    secretary.sync(&server).await;
    assert_eq!(secretary.device.acts().len(), held);
}

async fn a_copy_of_another_district_makes_nothing_safe(server: Server) {
    planned(&server).await;
    let mut other = crate::harness::server(server.kind()).await;
    planned(&other).await;
    let copy = other.copied().await.open().await.unwrap();
    let said = read_back(&server.state.database, &copy).await;
    assert!(matches!(said, Err(Error::Operator(_))), "{said:?}");
    copy.close().await;
}

#[tokio::test]
async fn a_backup_is_written_while_the_server_runs_and_never_over_another() {
    let server = server(Kind::Sqlite).await;
    planned(&server).await;
    let file = server.folder.join("hom-nay.sqlite");
    let held = back_up(&server.state.database, &file).await.unwrap();
    let live = verify(&server.state.database).await.unwrap();
    assert_eq!(held.entries, live.entries);
    let written = std::fs::read(&file).unwrap();
    let again = back_up(&server.state.database, &file).await;
    assert!(matches!(again, Err(Error::Operator(_))), "{again:?}");
    assert_eq!(std::fs::read(&file).unwrap(), written);
}

#[tokio::test]
async fn a_restore_is_refused_while_a_server_runs_and_changes_nothing() {
    let mut server = server(Kind::Sqlite).await;
    planned(&server).await;
    let copy = server.copied().await;
    let running = server.data().hold().unwrap();
    let refused = restore_file(&server.data(), &copy.sqlite_file(), "truoc").await;
    assert!(matches!(refused, Err(Error::Operator(_))), "{refused:?}");
    drop(running);
    nothing_is_wrong(&server).await;
}

#[tokio::test]
async fn what_was_there_before_a_restore_is_kept_beside_it() {
    let mut server = server(Kind::Sqlite).await;
    let (_, mut member) = planned(&server).await;
    let copy = server.copied().await;
    member.reports(&book(CELL), "chi");
    member.sync(&server).await;
    let before = verify(&server.state.database).await.unwrap().entries;
    server.state.database.close().await;
    let kept = restore_file(&server.data(), &copy.sqlite_file(), "truoc").await;
    let kept = kept.unwrap().expect("there was something");
    let folder = server.folder.join("xem-lai");
    std::fs::create_dir_all(&folder).unwrap();
    let looked_at = DataConfig {
        data: folder,
        database_url: None,
    };
    std::fs::copy(kept, looked_at.sqlite_file()).unwrap();
    let database = looked_at.open().await.unwrap();
    assert_eq!(verify(&database).await.unwrap().entries, before);
    database.close().await;
}
