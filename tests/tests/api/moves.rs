//! People who move, units that merge, posts that change: entered once by an administrator, with the decision.

use axum::http::StatusCode;
use roviec_backend::{month::open_due, verify::verify};
use roviec_shared::{
    api::{BookParts, ErrorCode, StaffMember},
    book::Book,
    id::BookId,
    organisation::{Role, Unit},
};
use serde_json::{Value, json};

use crate::{
    harness::{NOON, Person, Server, on_both_databases},
    tablet::Tablet,
    village::{CELL, COMMUNE, OTHER_CELL, book, person},
};

const DAY_MS: i64 = 86_400_000;
const PAPER: &str = "15-QĐ/ĐU ngày 12/10/2026";

on_both_databases![
    who_moves_inside_a_month_is_rated_where_they_are_at_its_end_with_their_work_beside,
    who_moves_between_months_is_in_the_other_unit_from_the_next_on,
    a_move_is_whole_or_not_at_all,
    a_cell_merges_into_another_and_its_months_stay_where_they_were,
    an_organisation_merges_and_its_cells_go_on_under_the_other,
    nobody_moves_and_no_unit_or_post_changes_without_a_decision,
];

fn next(unit: &str) -> BookId {
    format!("{unit}/2026-11").parse().unwrap()
}

fn of_chi(day: &str) -> Value {
    json!({ "person": "chi", "from": CELL, "to": OTHER_CELL, "day": day, "document": PAPER })
}

async fn stored(server: &Server, id: &BookId) -> Option<Book> {
    let mut transaction = server.state.database.read().await.unwrap();
    transaction.books([id]).await.unwrap().pop()
}

async fn people(server: &Server, admin: &Person, unit: &str) -> Vec<StaffMember> {
    let path = format!("/admin/units/{unit}/people");
    admin.get(server, &path).await.read()
}

async fn rated(server: &Server, admin: &Person, unit: &str) -> Vec<String> {
    let people = people(server, admin, unit).await.into_iter();
    let rated = people.filter(|member| !member.enrolled.is_empty());
    rated.map(|member| member.person.to_string()).collect()
}

async fn verified(server: &Server) {
    let report = verify(&server.state.database).await.unwrap();
    assert_eq!(report.findings, []);
}

async fn planned(server: &Server) -> (Tablet, Person) {
    server.village().await;
    let mut secretary = server.tablet("diu").await;
    secretary.sync(server).await;
    secretary.plans(&book(CELL), &["diu", "binh", "chi", "dung"]);
    secretary.reports(&book(CELL), "chi");
    secretary.sync(server).await;
    (secretary, server.signed_in_anew("quantri").await)
}

async fn who_moves_inside_a_month_is_rated_where_they_are_at_its_end_with_their_work_beside(
    server: Server,
) {
    let (mut secretary, admin) = planned(&server).await;
    let done = admin
        .post(&server, "/admin/moves", &of_chi("2026-10-14"))
        .await;
    assert_eq!(done.status, StatusCode::NO_CONTENT);

    secretary.sync(&server).await;
    let left = secretary.book(&book(CELL)).people[&person("chi")]
        .left
        .clone()
        .unwrap();
    assert_eq!(
        (String::from(left.day), left.document.as_str()),
        ("2026-10-13".to_owned(), PAPER)
    );
    // The secretary of the other cell reads beside what was done in the first, and plans anew.
    let mut other = server.tablet("nga").await;
    other.sync(&server).await;
    let record = other.book(&book(OTHER_CELL)).people[&person("chi")].clone();
    assert!(record.is_rated_here() && record.tasks.is_empty());
    let [brought] = record.enrolled.brought.as_slice() else {
        panic!("{:?}", record.enrolled.brought);
    };
    assert_eq!(brought.unit.as_str(), CELL);
    assert_eq!(brought.tasks.len(), 1);
    assert!(brought.tasks[0].report.is_some());
    other.plans(&book(OTHER_CELL), &["chi"]);
    other.sync(&server).await;
    assert_eq!(other.device.refused().count(), 0);

    // She sees both, and goes on seeing the first.
    let mut own = server.tablet("chi").await;
    own.sync(&server).await;
    assert_eq!(own.book(&book(CELL)).people.len(), 1);
    assert!(
        own.book(&book(OTHER_CELL))
            .people
            .contains_key(&person("chi"))
    );
    assert_eq!(rated(&server, &admin, CELL).await, ["binh", "diu", "dung"]);
    assert!(
        rated(&server, &admin, OTHER_CELL)
            .await
            .contains(&"chi".to_owned())
    );
    verified(&server).await;
}

async fn who_moves_between_months_is_in_the_other_unit_from_the_next_on(server: Server) {
    let (mut secretary, admin) = planned(&server).await;
    admin
        .post(&server, "/admin/moves", &of_chi("2026-11-01"))
        .await;
    secretary.sync(&server).await;
    // This month stays where it is.
    assert!(
        secretary.book(&book(CELL)).people[&person("chi")]
            .left
            .is_none()
    );
    server.clock.set(NOON + 12 * DAY_MS);
    open_due(&server.state).await.unwrap();
    let here = stored(&server, &next(CELL)).await.unwrap();
    let there = stored(&server, &next(OTHER_CELL)).await.unwrap();
    assert!(!here.people.contains_key(&person("chi")));
    assert!(there.people[&person("chi")].enrolled.brought.is_empty());

    // Once the next month is open, who moves with its first day leaves it there.
    let form = json!({ "person": "dung", "from": CELL, "to": OTHER_CELL, "day": "2026-11-01", "document": PAPER });
    admin.post(&server, "/admin/moves", &form).await;
    let here = stored(&server, &next(CELL)).await.unwrap();
    let there = stored(&server, &next(OTHER_CELL)).await.unwrap();
    assert!(here.people[&person("dung")].left.is_some());
    assert!(there.people[&person("dung")].is_rated_here());
    let this = stored(&server, &book(CELL)).await.unwrap();
    assert!(this.people[&person("dung")].is_rated_here());
    verified(&server).await;
}

/// The report of the cell has gone up with her row in it: nothing of the move happens.
async fn a_move_is_whole_or_not_at_all(server: Server) {
    let (mut secretary, admin) = planned(&server).await;
    let (cell, today) = (book(CELL), server.clock.today());
    for who in ["dung", "binh", "diu"] {
        secretary.reports(&cell, who);
    }
    secretary.convenes(&cell, "diu", today);
    for who in ["binh", "chi", "dung"] {
        secretary.agrees(&cell, who);
    }
    secretary.sync(&server).await;
    let mut deputy = server.tablet("binh").await;
    deputy.sync(&server).await;
    deputy.agrees(&cell, "diu");
    deputy.sync(&server).await;
    secretary.sync(&server).await;
    secretary.submits(&cell, today);
    secretary.sync(&server).await;
    let refused = admin
        .post(&server, "/admin/moves", &of_chi("2026-10-14"))
        .await;
    assert_eq!(refused.code(), ErrorCode::Conflict);
    assert!(
        rated(&server, &admin, CELL)
            .await
            .contains(&"chi".to_owned())
    );
    let other = stored(&server, &book(OTHER_CELL)).await.unwrap();
    assert!(!other.people.contains_key(&person("chi")));
    // From the next month on she may.
    let done = admin
        .post(&server, "/admin/moves", &of_chi("2026-11-01"))
        .await;
    assert_eq!(done.status, StatusCode::NO_CONTENT);
}

async fn a_cell_merges_into_another_and_its_months_stay_where_they_were(server: Server) {
    let (mut secretary, admin) = planned(&server).await;
    let form = json!({ "unit": CELL, "into": OTHER_CELL, "document": PAPER });
    let ended: Unit = admin.post(&server, "/admin/merges", &form).await.read();
    assert_eq!(String::from(ended.until.unwrap()), "2026-10-31");
    let end = ended.end.unwrap();
    assert_eq!(
        (end.document.as_str(), end.into.unwrap().as_str()),
        (PAPER, OTHER_CELL)
    );
    // It ends once.
    let again = admin.post(&server, "/admin/merges", &form).await;
    assert_eq!(again.code(), ErrorCode::Malformed);

    server.clock.set(NOON + 12 * DAY_MS);
    open_due(&server.state).await.unwrap();
    assert!(stored(&server, &next(CELL)).await.is_none());
    let there = stored(&server, &next(OTHER_CELL)).await.unwrap();
    for who in ["binh", "chi", "diu", "dung", "nga", "phong", "quy"] {
        assert!(there.people.contains_key(&person(who)), "{who}");
    }
    // In November the last month of what ended is finished by who led it; it is read by the committee above.
    server.clock.set(NOON + 20 * DAY_MS);
    secretary.sync(&server).await;
    secretary.reports(&book(CELL), "dung");
    secretary.sync(&server).await;
    assert_eq!(secretary.device.refused().count(), 0);
    let mut office = server.tablet("hoa").await;
    office.sync(&server).await;
    assert_eq!(office.book(&book(CELL)).people.len(), 4);
    let member = server.session_of("chi").await;
    let own: BookParts = member
        .get(&server, &format!("/books/{}", book(CELL)))
        .await
        .read();
    assert!(own.views.iter().any(|view| !view.parts.records.is_empty()));
    // Who led it leads the other by a decision alone.
    let there = people(&server, &admin, OTHER_CELL).await;
    let diu = there
        .iter()
        .find(|member| member.person.as_str() == "diu")
        .unwrap();
    let held: Vec<Role> = diu.posts.iter().map(|post| post.held.role).collect();
    assert_eq!(held, [Role::Member]);
    assert_eq!(diu.posts[0].held.document, PAPER);
    verified(&server).await;
}

async fn an_organisation_merges_and_its_cells_go_on_under_the_other(server: Server) {
    let (mut secretary, admin) = planned(&server).await;
    let form = json!({ "unit": COMMUNE, "into": "bao-ai", "document": PAPER });
    admin
        .post(&server, "/admin/merges", &form)
        .await
        .read::<Unit>();
    let units: Vec<Unit> = admin.get(&server, "/admin/units").await.read();
    let of = |id: &str| units.iter().find(|unit| unit.id.as_str() == id).unwrap();
    let goes_on = of("huong-ly-2026-11");
    assert_eq!(goes_on.party_parent.as_ref().unwrap().as_str(), "bao-ai");
    assert_eq!(of(CELL).party_parent.as_ref().unwrap().as_str(), COMMUNE);
    assert_eq!(goes_on.name, of(CELL).name);
    assert!(of(COMMUNE).until.is_some() && of(CELL).until.is_some());

    server.clock.set(NOON + 12 * DAY_MS);
    open_due(&server.state).await.unwrap();
    let opened = stored(&server, &next("huong-ly-2026-11")).await.unwrap();
    assert_eq!(opened.people.len(), 4);
    assert!(stored(&server, &next(COMMUNE)).await.is_none());
    // A cell goes on with those who lead it; in November they have both.
    server.clock.set(NOON + 20 * DAY_MS);
    let mut again = server.tablet_named("diu", "may-2").await;
    again.sync(&server).await;
    again.plans(&next("huong-ly-2026-11"), &["chi", "dung"]);
    again.sync(&server).await;
    assert_eq!(again.device.refused().count(), 0);
    secretary.sync(&server).await;
    secretary.reports(&book(CELL), "dung");
    secretary.sync(&server).await;
    assert_eq!(secretary.device.refused().count(), 0);
    verified(&server).await;
}

async fn nobody_moves_and_no_unit_or_post_changes_without_a_decision(server: Server) {
    let (_, admin) = planned(&server).await;
    let mut move_ = of_chi("2026-10-14");
    move_["document"] = json!("  ");
    let merge = json!({ "unit": CELL, "into": OTHER_CELL, "document": "" });
    let post = json!({ "person": "chi", "held": { "role": "deputy", "unit": CELL, "from": "2026-10-14" } });
    let units: Vec<Value> = admin.get(&server, "/admin/units").await.read();
    let mut ends = units.into_iter().find(|unit| unit["id"] == CELL).unwrap();
    ends["until"] = json!("2026-10-31");
    for (path, form) in [
        ("/admin/moves", &move_),
        ("/admin/moves", &of_chi("2026-12-01")),
        ("/admin/moves", &of_chi("2026-09-30")),
        ("/admin/merges", &merge),
        ("/admin/posts", &post),
        ("/admin/units", &ends),
    ] {
        let answer = admin.post(&server, path, form).await;
        assert_eq!(answer.code(), ErrorCode::Malformed, "{path} {form}");
    }
    // With it they do.
    ends["end"] = json!({ "document": PAPER });
    admin
        .post(&server, "/admin/units", &ends)
        .await
        .read::<Unit>();
}
