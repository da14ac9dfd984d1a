//! Months are opened by the calendar of those who are rated, or at once by an administrator.

use axum::http::StatusCode;
use roviec_backend::month::open_due;
use roviec_shared::{
    api::{BookParts, ErrorCode, Organisation},
    organisation::{Line, Role},
};
use serde_json::json;

use crate::{
    harness::{NOON, Server, on_both_databases},
    village::{CELL, COMMUNE, book, person},
};

const DAY_MS: i64 = 86_400_000;

on_both_databases![
    a_month_opens_five_days_ahead_in_every_unit_and_once,
    two_months_that_are_due_at_once_both_open_with_everybody,
    a_month_holds_a_copy_of_the_tree_and_of_the_posts,
    an_administrator_opens_a_month_at_once_and_not_one_far_off,
    a_unit_that_has_ended_opens_no_month,
    r13_a_restored_server_names_its_organisation_anew,
];

async fn a_month_opens_five_days_ahead_in_every_unit_and_once(server: Server) {
    server.village().await;
    // 15 October: this month is open; 27 October is five days before the next.
    assert_eq!(open_due(&server.state).await.unwrap(), 0);
    server.clock.set(NOON + 11 * DAY_MS);
    assert_eq!(open_due(&server.state).await.unwrap(), 0);
    server.clock.set(NOON + 12 * DAY_MS);
    // Also those above, which have no members of their own and decide.
    assert_eq!(open_due(&server.state).await.unwrap(), 6);
    assert_eq!(open_due(&server.state).await.unwrap(), 0);
    let mut secretary = server.tablet("diu").await;
    secretary.sync(&server).await;
    let next = format!("{CELL}/2026-11").parse().unwrap();
    assert_eq!(secretary.book(&next).people.len(), 4);
    assert_eq!(secretary.book(&book(CELL)).people.len(), 4);
}

/// As where a district is entered in the last days of a month, or the server stood still over them.
async fn two_months_that_are_due_at_once_both_open_with_everybody(server: Server) {
    server.clock.set(NOON + 12 * DAY_MS);
    server.village().await;
    let mut secretary = server.tablet("diu").await;
    secretary.sync(&server).await;
    for month in ["2026-10", "2026-11"] {
        let opened = secretary.book(&format!("{CELL}/{month}").parse().unwrap());
        assert_eq!(opened.people.len(), 4, "{month}");
        let roles = &opened.people[&person("diu")].enrolled.roles;
        assert_eq!(*roles, [Role::Member, Role::Secretary], "{month}");
    }
}

async fn a_month_holds_a_copy_of_the_tree_and_of_the_posts(server: Server) {
    server.village().await;
    let mut secretary = server.tablet("diu").await;
    secretary.sync(&server).await;
    let opened = secretary.book(&book(CELL));
    let above = opened.above(Line::Party).unwrap();
    assert_eq!(above.unit.as_str(), COMMUNE);
    let place = opened.place.unwrap();
    assert_eq!(place.above[&Line::Party].len(), 2);
    let roles = |who: &str| opened.people[&person(who)].enrolled.roles.clone();
    assert_eq!(roles("diu"), [Role::Member, Role::Secretary]);
    assert_eq!(roles("chi"), [Role::Member]);
}

async fn an_administrator_opens_a_month_at_once_and_not_one_far_off(server: Server) {
    server.village().await;
    let admin = server.signed_in_anew("quantri").await;
    let open = async |unit: &str, month: &str| {
        let form = json!({ "book": format!("{unit}/{month}") });
        admin.post(&server, "/admin/months", &form).await
    };
    assert_eq!(open(CELL, "2026-11").await.status, StatusCode::NO_CONTENT);
    assert_eq!(open(CELL, "2026-11").await.code(), ErrorCode::Taken);
    assert_eq!(open(CELL, "2027-06").await.code(), ErrorCode::Malformed);
    assert_eq!(
        open("nowhere", "2026-11").await.code(),
        ErrorCode::Forbidden
    );
    let secretary = server.session_of("diu").await;
    let found: BookParts = secretary
        .get(&server, "/books/huong-ly/2026-11")
        .await
        .read();
    assert_eq!(found.views[0].parts.records.len(), 4);
    let form = json!({ "book": "huong-ly/2026-12" });
    let refused = secretary.post(&server, "/admin/months", &form).await;
    assert_eq!(refused.code(), ErrorCode::Forbidden);
}

async fn a_unit_that_has_ended_opens_no_month(server: Server) {
    server.village().await;
    let mut transaction = server.state.database.write().await.unwrap();
    let tree = transaction.tree().await.unwrap();
    let mut ended = tree.units[&crate::village::unit(CELL)].clone();
    ended.until = Some(server.clock.today());
    transaction.move_organisation_revision().await.unwrap();
    transaction.put_units(&[ended]).await.unwrap();
    transaction.commit().await.unwrap();
    server.clock.set(NOON + 12 * DAY_MS);
    assert_eq!(open_due(&server.state).await.unwrap(), 5);
}

/// It counts its revisions once more: under the name that a device holds there may be another organisation.
async fn r13_a_restored_server_names_its_organisation_anew(server: Server) {
    server.village().await;
    let secretary = server.session_of("diu").await;
    let before: Organisation = secretary.get(&server, "/organisation").await.read();
    let mut transaction = server.state.database.write().await.unwrap();
    transaction.set_district("epoch", "another").await.unwrap();
    transaction.commit().await.unwrap();
    let after: Organisation = secretary.get(&server, "/organisation").await.read();
    assert_ne!(before.revision, after.revision);
}
