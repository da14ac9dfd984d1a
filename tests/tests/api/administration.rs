//! A district entered by hand, and the limits of who enters it.

use axum::http::{Method, StatusCode};
use roviec_shared::api::{ErrorCode, FirstPassword, Post, StaffMember};
use serde_json::{Value, json};

use crate::harness::{Person, Server, on_both_databases};

on_both_databases![
    an_organisation_a_cell_and_its_secretary_are_entered_by_hand,
    an_administrator_of_one_commune_touches_nothing_of_another,
    a_teacher_is_rated_on_two_lines_and_nobody_twice_on_one,
];

pub fn unit(id: &str, kind: &str, party: &str, today: &Value) -> Value {
    json!({ "id": id, "kind": kind, "name": id, "management_parent": party, "party_parent": party, "from": today })
}

pub fn member(unit: &str, name: &str) -> Value {
    json!({ "unit": unit, "enrolled": { "name": name, "track": "member", "rules": "dang-vien-chi-bo-thon", "rules_version": 1 } })
}

pub async fn today(server: &Server, person: &Person) -> Value {
    person.get(server, "/session").await.read::<Value>()["today"].clone()
}

/// A teacher is an official of the school and a member of its cell; a second post makes no second rating.
async fn a_teacher_is_rated_on_two_lines_and_nobody_twice_on_one(server: Server) {
    let admin = server.district().await;
    let today = today(&server, &admin).await;
    for (id, kind) in [
        ("truong", "agency"),
        ("phong", "agency"),
        ("chi-bo-truong", "grassroots_cell"),
        ("huong-ly", "grassroots_cell"),
    ] {
        let made = unit(id, kind, "huyen", &today);
        admin
            .post(&server, "/admin/units", &made)
            .await
            .read::<Value>();
    }
    let official = |unit: &str, person: Option<&str>| {
        json!({ "id": person, "unit": unit, "enrolled": {
            "name": "Nông Thị Thảo", "track": "official", "rules": "cong-chuc-335", "rules_version": 1,
        } })
    };
    let of_school = official("truong", None);
    let teacher: StaffMember = admin
        .post(&server, "/admin/persons", &of_school)
        .await
        .read();
    let who = Some(teacher.person.as_str());
    let as_member = |unit: &str| {
        let mut form = member(unit, "Nông Thị Thảo");
        form["id"] = json!(who);
        form
    };
    let path = "/admin/persons";
    let of_cell = admin.post(&server, path, &as_member("chi-bo-truong")).await;
    assert_eq!(of_cell.status, StatusCode::OK);
    for twice in [official("phong", who), as_member("huong-ly")] {
        let refused = admin.post(&server, path, &twice).await;
        assert_eq!(refused.code(), ErrorCode::RatedElsewhere);
    }
    // What stands can be mended where it stands.
    let mended = admin.post(&server, path, &official("truong", who)).await;
    assert_eq!(mended.status, StatusCode::OK);
    // Each line has its own month, with its own rules.
    for (unit, track) in [("truong", "official"), ("chi-bo-truong", "member")] {
        let people: Vec<Value> = admin
            .get(&server, &format!("/admin/units/{unit}/people"))
            .await
            .read();
        assert_eq!(people[0]["enrolled"][0]["track"], track, "{unit}");
    }
}

async fn an_organisation_a_cell_and_its_secretary_are_entered_by_hand(server: Server) {
    let admin = server.district().await;
    let today = today(&server, &admin).await;
    let organisation = unit("dai-dong", "grassroots_organisation", "huyen", &today);
    admin
        .post(&server, "/admin/units", &organisation)
        .await
        .read::<Value>();
    admin
        .post(
            &server,
            "/admin/units",
            &unit("huong-ly", "cell", "dai-dong", &today),
        )
        .await
        .read::<Value>();
    let staff: StaffMember = admin
        .post(
            &server,
            "/admin/persons",
            &member("huong-ly", "Phạm Thị Dịu"),
        )
        .await
        .read();
    let post = json!({ "person": staff.person, "held": { "role": "secretary", "unit": "huong-ly", "from": today, "document": "01-QĐ/ĐU ngày 01/10/2026" } });
    admin
        .post(&server, "/admin/posts", &post)
        .await
        .read::<Post>();
    let account = json!({ "person": staff.person, "login_name": "Diu.PT" });
    let first: FirstPassword = admin
        .post(&server, "/admin/accounts", &account)
        .await
        .read();
    assert_eq!(first.login_name, "diu.pt");
    assert_eq!(
        admin
            .post(&server, "/admin/accounts", &account)
            .await
            .code(),
        ErrorCode::Taken
    );
    let secretary = server.settled(&first.login_name, &first.password).await;
    let me: Value = secretary.get(&server, "/session").await.read();
    assert_eq!(me["roles"][0]["role"], "secretary");
    let people: Vec<StaffMember> = admin
        .get(&server, "/admin/units/huong-ly/people")
        .await
        .read();
    assert_eq!(people.len(), 1);
    assert_eq!(people[0].posts[0].held.unit.as_str(), "huong-ly");
    // The secretary administers nothing.
    for (method, path) in [
        (Method::GET, "/admin/units"),
        (Method::GET, "/admin/units/huong-ly/people"),
    ] {
        assert_eq!(
            secretary.send(&server, method, path, &()).await.code(),
            ErrorCode::Forbidden
        );
    }
    assert_eq!(
        secretary.post(&server, "/admin/posts", &post).await.code(),
        ErrorCode::Forbidden
    );
    let path = format!("/admin/accounts/{}/disabled", first.account);
    let done = admin
        .post(&server, &path, &json!({ "disabled": true }))
        .await;
    assert_eq!(done.status, StatusCode::NO_CONTENT);
    assert_eq!(
        secretary.get(&server, "/session").await.code(),
        ErrorCode::NotSignedIn
    );
}

async fn an_administrator_of_one_commune_touches_nothing_of_another(server: Server) {
    let admin = server.district().await;
    let today = today(&server, &admin).await;
    for id in ["dai-dong", "bao-ai"] {
        admin
            .post(
                &server,
                "/admin/units",
                &unit(id, "grassroots_organisation", "huyen", &today),
            )
            .await
            .read::<Value>();
    }
    let staff: StaffMember = admin
        .post(
            &server,
            "/admin/persons",
            &member("dai-dong", "Nguyễn Văn An"),
        )
        .await
        .read();
    let other: StaffMember = admin
        .post(&server, "/admin/persons", &member("bao-ai", "Trần Văn Bảo"))
        .await
        .read();
    let post = json!({ "person": staff.person, "held": { "role": "administrator", "unit": "dai-dong", "from": today, "document": "01-QĐ/ĐU ngày 01/10/2026" } });
    admin
        .post(&server, "/admin/posts", &post)
        .await
        .read::<Post>();
    let account = json!({ "person": staff.person, "login_name": "an" });
    let first: FirstPassword = admin
        .post(&server, "/admin/accounts", &account)
        .await
        .read();
    let local = server.settled(&first.login_name, &first.password).await;

    local
        .post(
            &server,
            "/admin/units",
            &unit("thon-1", "cell", "dai-dong", &today),
        )
        .await
        .read::<Value>();
    for (path, form) in [
        ("/admin/units", unit("thon-2", "cell", "bao-ai", &today)),
        (
            "/admin/units",
            unit("bao-ai", "grassroots_organisation", "dai-dong", &today),
        ),
        ("/admin/persons", member("bao-ai", "Người Lạ")),
        (
            "/admin/accounts",
            json!({ "person": other.person, "login_name": "bao" }),
        ),
        (
            "/admin/posts",
            json!({ "person": other.person, "held": { "role": "deputy", "unit": "dai-dong", "from": today, "document": "01-QĐ/ĐU ngày 01/10/2026" } }),
        ),
        (
            "/admin/posts",
            json!({ "person": staff.person, "held": { "role": "secretary", "unit": "dai-dong", "from": today, "document": "01-QĐ/ĐU ngày 01/10/2026" } }),
        ),
    ] {
        assert_eq!(
            local.post(&server, path, &form).await.code(),
            ErrorCode::Forbidden,
            "{path} {form}"
        );
    }
    let seen: Vec<Value> = local.get(&server, "/admin/units").await.read();
    assert_eq!(
        seen.iter()
            .map(|unit| unit["id"].as_str().unwrap())
            .collect::<Vec<_>>(),
        ["dai-dong", "thon-1"]
    );
}
