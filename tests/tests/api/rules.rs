//! New versions of rule sets: added by who administers the whole tree, from a month that is not opened,
//! and tried on a month that is.

use roviec_shared::{
    api::{AddedRules, ErrorCode, RulesAnswer, RulesMonths, RulesRefusal, RulesText, TriedRules},
    id::BookId,
    month::Month,
    organisation::Enrolled,
};
use serde_json::json;

use crate::{
    harness::{Server, on_both_databases},
    village::{CELL, book, person},
};

on_both_databases![
    a_new_version_holds_from_its_month_and_an_opened_month_keeps_its_own,
    a_file_with_faults_is_answered_with_each_and_adds_nothing,
    a_version_is_tried_on_a_month_and_changes_nothing,
    the_file_of_a_version_is_the_one_that_was_added,
    a_name_stays_with_whom_it_rates,
    only_who_administers_the_whole_tree_adds_rules,
];

const MEMBERS: &str = include_str!("../../../shared/rules/dang-vien-chi-bo-thon.toml");

fn changed(from: &str, to: &str) -> String {
    assert!(MEMBERS.contains(from), "the file has no {from}");
    MEMBERS.replacen(from, to, 1)
}

fn month(text: &str) -> Month {
    text.to_owned().try_into().unwrap()
}

/// How the server has a person enrolled in a month.
async fn enrolled(server: &Server, id: &BookId, who: &str) -> Enrolled {
    let mut transaction = server.state.database.read().await.unwrap();
    let found = transaction.books([id]).await.unwrap();
    found[0].people[&person(who)].enrolled.clone()
}

async fn a_new_version_holds_from_its_month_and_an_opened_month_keeps_its_own(server: Server) {
    server.village().await;
    let admin = server.signed_in_anew("quantri").await;
    let text = changed("good = 70_00", "good = 75_00");
    let add = async |from: &str| {
        let form = json!({ "text": text, "from": from });
        let answer = admin.post(&server, "/admin/rules", &form).await;
        answer.read::<RulesAnswer<AddedRules>>()
    };
    // October is opened, and September is over.
    let taken = |first| {
        RulesAnswer::Refused(RulesRefusal::MonthTaken {
            first: month(first),
        })
    };
    assert_eq!(add("2026-10").await, taken("2026-11"));
    assert_eq!(add("2026-09").await, taken("2026-11"));
    let months: RulesMonths = admin.get(&server, "/admin/rules").await.read();
    assert_eq!(months.first, month("2026-11"));
    assert_eq!(months.opened, [month("2026-10")]);
    let added = add("2026-11").await;
    let RulesAnswer::Done(added) = added else {
        panic!("it was not added: {added:?}");
    };
    assert_eq!(
        (added.id.as_str(), added.version),
        ("dang-vien-chi-bo-thon", 3)
    );
    assert_eq!(String::from(added.from), "2026-11");
    // A second version for the same month stands in the way of the first.
    let not_after = RulesRefusal::NotAfter {
        version: 3,
        from: month("2026-11"),
    };
    assert_eq!(add("2026-11").await, RulesAnswer::Refused(not_after));
    let october = book(CELL);
    let before = enrolled(&server, &october, "chi").await;
    let next: BookId = format!("{CELL}/2026-11").parse().unwrap();
    let form = json!({ "book": next });
    admin.post(&server, "/admin/months", &form).await;
    assert_eq!(enrolled(&server, &next, "chi").await.rules_version, 3);
    let now = enrolled(&server, &october, "chi").await;
    assert_eq!((now.rules_version, &now), (2, &before));
    // November is opened by now: the next change is for December.
    assert_eq!(add("2026-11").await, taken("2026-12"));
    let added = add("2026-12").await;
    assert!(matches!(added, RulesAnswer::Done(added) if added.version == 4));
}

async fn a_file_with_faults_is_answered_with_each_and_adds_nothing(server: Server) {
    server.village().await;
    let admin = server.signed_in_anew("quantri").await;
    let text = changed("good = 70_00", "good = 95_00").replacen("rate = 20 ", "rate = 120 ", 1);
    for (path, form) in [
        ("/admin/rules", json!({ "text": text, "from": "2026-11" })),
        (
            "/admin/rules/trial",
            json!({ "text": text, "month": "2026-10" }),
        ),
    ] {
        let answer: RulesAnswer<serde_json::Value> = admin.post(&server, path, &form).await.read();
        let RulesAnswer::Problems(problems) = answer else {
            panic!("{path} took it");
        };
        let places: Vec<&str> = problems.iter().map(|each| each.path.as_str()).collect();
        assert_eq!(places, ["thresholds.good", "cap.rate"]);
        assert!(
            problems
                .iter()
                .all(|each| each.line.is_some() && !each.words.vi.is_empty())
        );
    }
    let mut transaction = server.state.database.read().await.unwrap();
    let known = transaction.rules().await.unwrap();
    let newest = known.newest(&"dang-vien-chi-bo-thon".parse().unwrap());
    assert_eq!(newest.unwrap().version, 2);
    // Nor does one that has ended before it begins.
    drop(transaction);
    let text = changed("from = \"2025-09\"", "from = \"2025-09\"\nto = \"2026-06\"");
    let form = json!({ "text": text, "from": "2026-11" });
    let answer: RulesAnswer<AddedRules> = admin.post(&server, "/admin/rules", &form).await.read();
    assert!(matches!(answer, RulesAnswer::Problems(problems) if problems[0].path == "valid.to"));
}

async fn a_version_is_tried_on_a_month_and_changes_nothing(server: Server) {
    server.village().await;
    let admin = server.signed_in_anew("quantri").await;
    let before = enrolled(&server, &book(CELL), "chi").await;
    let text = changed("good = 70_00", "good = 75_00");
    let form = json!({ "text": text, "month": "2026-10" });
    let answer: RulesAnswer<TriedRules> = admin
        .post(&server, "/admin/rules/trial", &form)
        .await
        .read();
    let RulesAnswer::Done(TriedRules { set, trial, units }) = answer else {
        panic!("it was not tried: {answer:?}");
    };
    // It says what the file says, as the version that it would be.
    assert_eq!((set.version, set.thresholds.good.hundredths()), (3, 75_00));
    assert!(trial.rated >= 4, "{trial:?}");
    assert_eq!(
        trial.unknown_before + trial.before.values().sum::<u32>(),
        trial.rated
    );
    assert_eq!(
        trial.unknown_after + trial.after.values().sum::<u32>(),
        trial.rated
    );
    assert_eq!(enrolled(&server, &book(CELL), "chi").await, before);
    for row in &trial.changed {
        assert!(units.contains_key(&row.unit), "{row:?}");
    }
    // A month in which nobody was rated has nobody in it.
    let form = json!({ "text": text, "month": "2020-01" });
    let answer: RulesAnswer<TriedRules> = admin
        .post(&server, "/admin/rules/trial", &form)
        .await
        .read();
    assert!(matches!(answer, RulesAnswer::Done(tried) if tried.trial.rated == 0));
}

async fn the_file_of_a_version_is_the_one_that_was_added(server: Server) {
    server.village().await;
    let admin = server.signed_in_anew("quantri").await;
    let path = "/admin/rules/dang-vien-chi-bo-thon";
    let first: RulesText = admin.get(&server, &format!("{path}/1")).await.read();
    assert_eq!(first.text, MEMBERS);
    let text = changed(
        "good = 70_00",
        "good = 75_00   # theo kết luận của hội nghị",
    );
    let form = json!({ "text": text, "from": "2026-11" });
    admin.post(&server, "/admin/rules", &form).await;
    let added: RulesText = admin.get(&server, &format!("{path}/3")).await.read();
    assert_eq!(added.text, text);
    for nothing in [format!("{path}/4"), "/admin/rules/khong-co/1".to_owned()] {
        let refused = admin.get(&server, &nothing).await;
        assert_eq!(refused.code(), ErrorCode::NotFound, "{nothing}");
    }
}

async fn a_name_stays_with_whom_it_rates(server: Server) {
    server.village().await;
    let admin = server.signed_in_anew("quantri").await;
    let officials = include_str!("../../../shared/rules/cong-chuc-335.toml");
    let text = officials.replacen(
        "id = \"cong-chuc-335\"",
        "id = \"dang-vien-chi-bo-thon\"",
        1,
    );
    for (path, form) in [
        ("/admin/rules", json!({ "text": text, "from": "2026-11" })),
        (
            "/admin/rules/trial",
            json!({ "text": text, "month": "2026-10" }),
        ),
    ] {
        let answer: RulesAnswer<serde_json::Value> = admin.post(&server, path, &form).await.read();
        assert_eq!(
            answer,
            RulesAnswer::Refused(RulesRefusal::OtherKind),
            "{path}"
        );
    }
}

async fn only_who_administers_the_whole_tree_adds_rules(server: Server) {
    server.village().await;
    let secretary = server.signed_in_anew("diu").await;
    for (path, form) in [
        (
            "/admin/rules",
            json!({ "text": MEMBERS, "from": "2026-11" }),
        ),
        (
            "/admin/rules/trial",
            json!({ "text": MEMBERS, "month": "2026-10" }),
        ),
    ] {
        let refused = secretary.post(&server, path, &form).await;
        assert_eq!(refused.code(), ErrorCode::Forbidden, "{path}");
    }
    for path in ["/admin/rules", "/admin/rules/dang-vien-chi-bo-thon/1"] {
        let refused = secretary.get(&server, path).await;
        assert_eq!(refused.code(), ErrorCode::Forbidden, "{path}");
    }
    let admin = server.signed_in_anew("quantri").await;
    let large = "#".repeat(300 * 1024);
    let form = json!({ "text": large, "from": "2026-11" });
    let refused = admin.post(&server, "/admin/rules", &form).await;
    assert_eq!(refused.code(), ErrorCode::TooLarge);
}
