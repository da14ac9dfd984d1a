//! A person of one cell reads and writes nothing of another. The test goes through the server's own list
//! of routes: a route that is added has to say here how it would be misused.

use axum::http::Method;
use roviec_backend::{
    database::Transaction,
    routes::{self, Access, Route},
    token,
};
use roviec_shared::{
    act::{Act, Deed},
    book::Book,
    sync::message::SyncRequest,
    view::{BucketId, View},
};
use serde_json::{Value, json};

use crate::{
    deeds::plan,
    harness::{Server, on_both_databases},
    tablet::Tablet,
    village::{CELL, OTHER_CELL, book, person, unit},
};

on_both_databases![a_person_of_one_cell_reads_and_writes_nothing_of_another];

/// What is written in the other cells and nowhere else.
const SECRET: &str = "Việc riêng của chi bộ khác";
/// Units whose content is not theirs: a sister cell, another commune's cell.
const STRANGE: [&str; 2] = [OTHER_CELL, "ngoi-ken"];
/// Who belongs there.
const STRANGERS: [(&str, &str); 4] = [
    ("nga", "Lý Thị Nga"),
    ("phong", "Trần Văn Phong"),
    ("quy", "Vũ Thị Quý"),
    ("kien", "Hà Văn Kiên"),
];

/// Paths with every strange thing in place of their parameters.
fn paths(route: &Route, series: &str) -> Vec<String> {
    let mut paths = vec![route.path.to_owned()];
    let mut put = |parameter: &str, values: &[&str]| {
        let marked = format!("{{{parameter}}}");
        paths = paths
            .iter()
            .flat_map(|path| {
                let values = if path.contains(&marked) {
                    values
                } else {
                    &[""]
                };
                values.iter().map(|value| path.replace(&marked, value))
            })
            .collect();
    };
    put("unit", &STRANGE);
    put("month", &["2026-10", "2026-09"]);
    put("person", &["nga", "kien"]);
    put("id", &["a-nga", "a-kien", series]);
    put("version", &["1"]);
    assert!(
        !paths[0].contains('{'),
        "{}: say what stands there",
        route.path
    );
    if route.path.starts_with("/periods") {
        for path in &mut paths {
            path.push_str("?from=2026-01&to=2026-12");
        }
    }
    if route.path == "/summaries" {
        paths = vec!["/summaries?from=2026-01&to=2026-12".to_owned()];
    }
    paths
}

/// Bodies that ask for, or would change, what is another cell's.
fn bodies(route: &Route, tablet: &Tablet) -> Vec<Value> {
    if route.method == Method::GET || route.method == Method::DELETE {
        return vec![Value::Null];
    }
    let enrolled = json!({
        "name": "Người Lạ", "track": "member", "rules": "dang-vien-chi-bo-thon", "rules_version": 1
    });
    let held = json!({ "role": "secretary", "unit": OTHER_CELL, "from": "2026-01-01" });
    match route.path {
        "/sync" => vec![
            serde_json::to_value(asks_for_everything(tablet)).unwrap(),
            serde_json::to_value(writes(tablet)).unwrap(),
        ],
        "/series" => vec![json!({ "device": "may-1", "public_key": "" })],
        "/carried" => vec![json!({
            "v": 1, "account": "a-nga", "device": "may-nga", "sealed": token::encode(&[1, 0, 1])
        })],
        "/data-key" => vec![json!({
            "device": "may-nga", "password": "-", "offered": token::encode(&[1; 32])
        })],
        "/digest" => vec![json!({
            "address": "nga@example.vn", "rhythm": "daily", "tongue": "vi"
        })],
        "/digest/confirm" => vec![json!({ "code": "000000" })],
        "/admin/units" => vec![json!({
            "id": OTHER_CELL, "kind": "cell", "name": "Khác", "management_parent": "dai-dong",
            "party_parent": "dai-dong", "from": "2026-01-01"
        })],
        "/admin/persons" => vec![
            json!({ "unit": OTHER_CELL, "enrolled": enrolled }),
            json!({ "id": "nga", "unit": OTHER_CELL, "enrolled": enrolled }),
        ],
        "/admin/posts" => vec![
            json!({ "person": tablet.person, "held": held }),
            json!({ "id": "nga-lang-da-1", "person": "nga", "held": held }),
        ],
        "/admin/moves" => vec![json!({
            "person": "nga", "from": OTHER_CELL, "to": CELL, "day": "2026-11-01", "document": "12-QĐ/ĐU"
        })],
        "/admin/merges" => {
            vec![json!({ "unit": OTHER_CELL, "into": CELL, "document": "12-QĐ/ĐU" })]
        }
        "/admin/months" => vec![json!({ "book": format!("{OTHER_CELL}/2026-11") })],
        "/admin/rules" => vec![json!({ "text": "", "from": "2026-12" })],
        // It would tell everyone's levels.
        "/admin/rules/trial" => vec![json!({ "text": "", "month": "2026-10" })],
        "/admin/accounts" => vec![json!({ "person": "nga", "login_name": "nga-2" })],
        "/admin/accounts/{id}/password" => vec![Value::Null],
        "/admin/accounts/{id}/disabled" => vec![json!({ "disabled": true })],
        path => panic!("{} {path}: say how it would be misused", route.method),
    }
}

/// Every view of every strange book, from the beginning.
fn asks_for_everything(tablet: &Tablet) -> SyncRequest {
    let mut request = empty(tablet);
    for strange in STRANGE {
        for view in [
            View::Full,
            View::Members,
            View::Own(person("nga")),
            View::Own(person("kien")),
        ] {
            let bucket = BucketId {
                book: book(strange),
                view,
            };
            request.lagging.insert(bucket, 0);
        }
    }
    for ledger in ["dai-dong", "bao-ai", "huyen"] {
        request.cursors.insert(unit(ledger), 0);
    }
    request
}

/// Acts of one's own key about strange books.
fn writes(tablet: &Tablet) -> SyncRequest {
    let strange = |whose: &str, at: &str| {
        let plans = vec![plan("Việc không ai giao", &book(at))];
        let deed = Deed::Assign {
            people: [(person(whose), plans)].into(),
        };
        Act::on(&Book::new(book(at)), deed)
    };
    let mut request = empty(tablet);
    let acts = [strange("nga", OTHER_CELL), strange("kien", "ngoi-ken")];
    request.batches = vec![tablet.batch(&acts)];
    request
}

fn empty(tablet: &Tablet) -> SyncRequest {
    let mut request = tablet.sent.last().unwrap().clone();
    request.batches.clear();
    request.ask.clear();
    request.cursors.clear();
    request.lagging.clear();
    request.only_verdicts = false;
    request
}

/// All that stands of the strange cells in the database.
async fn state(server: &Server) -> String {
    // Asking for a data key may keep one: all of this is undone.
    let mut transaction: Transaction = server.state.database.write().await.unwrap();
    let mut text = String::new();
    for id in STRANGE {
        for month in ["2026-09", "2026-10", "2026-11"] {
            let id = format!("{id}/{month}").parse().unwrap();
            let books = transaction.books([&id]).await.unwrap();
            text += &serde_json::to_string(&books).unwrap();
        }
        text += &format!("{:?}", transaction.tree().await.unwrap().units[&unit(id)]);
        text += &format!("{:?}", transaction.enrolled_in(id).await.unwrap());
        text += &format!("{:?}", transaction.posts_at(id).await.unwrap());
        text += &format!("{:?}", transaction.accounts_in(id).await.unwrap());
    }
    for (who, _) in STRANGERS {
        let account = format!("a-{who}");
        text += &format!(
            "{:?}",
            transaction
                .series_of(&account)
                .await
                .unwrap()
                .iter()
                .map(|key| &key.series)
                .collect::<Vec<_>>()
        );
        text += &format!("{:?}", transaction.password_of(&account).await.unwrap());
        text += &format!("{:?}", transaction.digest(&account).await.unwrap());
        text += &format!(
            "{:?}",
            transaction
                .data_key(&account, "may-nga", "none")
                .await
                .unwrap()
        );
    }
    text
}

async fn a_person_of_one_cell_reads_and_writes_nothing_of_another(server: Server) {
    server.village().await;
    let mut strangers = Vec::new();
    for (who, at) in [("nga", OTHER_CELL), ("kien", "ngoi-ken")] {
        let mut tablet = server.tablet(who).await;
        tablet.sync(&server).await;
        let plans = vec![plan(SECRET, &book(at))];
        tablet.does(
            &book(at),
            Deed::Assign {
                people: [(person(who), plans)].into(),
            },
        );
        tablet.sync(&server).await;
        assert_eq!(tablet.device.refused().count(), 0);
        strangers.push(tablet);
    }
    for who in ["diu", "chi"] {
        let mut tablet = server.tablet(who).await;
        tablet.sync(&server).await;
        let mut hostile = 0;
        for route in routes::list() {
            // Signing in and out is one's own affair; a session is not what is misused here.
            if route.path.starts_with("/session") || route.access == Access::Public {
                continue;
            }
            for path in paths(&route, strangers[0].series.as_str()) {
                for body in bodies(&route, &tablet) {
                    let before = state(&server).await;
                    let answer = tablet
                        .session
                        .send(&server, route.method.clone(), &path, &body)
                        .await;
                    let told = String::from_utf8_lossy(&answer.body).into_owned();
                    let place = format!("{who}: {} {path} {body}", route.method);
                    for secret in STRANGERS.iter().map(|(_, name)| *name).chain([SECRET]) {
                        assert!(!told.contains(secret), "{place} told {secret}: {told}");
                    }
                    for strange in STRANGE {
                        let bucket = format!("\"{strange}/2026-10/");
                        assert!(!told.contains(&bucket), "{place} told of {strange}: {told}");
                    }
                    assert_eq!(state(&server).await, before, "{place} changed something");
                    if route.access == Access::Administrator {
                        assert!(!answer.status.is_success(), "{place} {told}");
                    }
                    hostile += 1;
                }
            }
        }
        assert!(hostile > 25, "{hostile}");
    }
    // The secrets are there for whoever they belong to.
    let own = strangers[0]
        .session
        .get(&server, "/books/lang-da/2026-10")
        .await;
    assert!(String::from_utf8_lossy(&own.body).contains(SECRET));
}
