//! Whose acts these are: keys, forks, carriers, what each device is told of them, and what a post opens.

use roviec_shared::{
    refusal::Refusal,
    sync::{
        device::Status,
        message::{BatchFault, Question, SyncAnswer, Verdict, What},
    },
    view::View,
};
use serde_json::json;

use crate::{
    deeds::score,
    harness::{Server, on_both_databases},
    sync::{nothing_is_wrong, planned, with_acts},
    tablet::Wire,
    village::{CELL, COMMUNE, book, person},
};

on_both_databases![
    a_revoked_key_signs_nothing_more,
    who_carries_anothers_acts_learns_only_that_they_arrived,
    a_signature_that_is_not_the_keys_has_no_effect,
    ones_own_acts_come_back_as_a_digest,
    with_nothing_to_say_little_is_said,
    who_loses_a_post_loses_its_books_and_keeps_what_was_entered,
    r5_the_same_number_with_another_content_is_a_fork_and_nothing_is_merged,
];

async fn a_revoked_key_signs_nothing_more(server: Server) {
    let (_, mut member) = planned(&server).await;
    let path = format!("/series/{}", member.series);
    let done = member
        .session
        .send(&server, axum::http::Method::DELETE, &path, &())
        .await;
    assert!(done.status.is_success());
    let act = member.scores(&book(CELL), "chi", 9);
    member.sync(&server).await;
    let refused = Status::Refused {
        refusal: Refusal::KeyRevoked,
    };
    assert_eq!(member.status(&act), refused);
    assert_eq!(
        member.device.refused().count(),
        1,
        "kept, and shown to its author"
    );
    nothing_is_wrong(&server).await;
}

async fn who_carries_anothers_acts_learns_only_that_they_arrived(server: Server) {
    let (secretary, mut member) = planned(&server).await;
    let act = member.scores(&book(CELL), "chi", 9);
    member.wire.extend([Wire::LosesRequest]);
    member.sync_until_lost(&server).await;
    let mut carried = with_acts(&member);
    carried.account.clone_from(&secretary.account);
    carried.device = "may-1".to_owned();
    let answer: SyncAnswer = secretary.post(&server, &carried).await.read();
    assert_eq!(answer.verdicts, []);
    assert_eq!(answer.holds[&member.series].number, 1);
    // Its author is told.
    member.sync(&server).await;
    assert!(matches!(member.status(&act), Status::Accepted { .. }));
    // Who asks for another's verdicts is not.
    carried.batches.clear();
    carried.ask = vec![Question {
        series: member.series.clone(),
        from: 1,
        to: 100,
    }];
    let answer: SyncAnswer = secretary.post(&server, &carried).await.read();
    assert_eq!(answer.verdicts, []);
}

async fn a_signature_that_is_not_the_keys_has_no_effect(server: Server) {
    let (secretary, mut member) = planned(&server).await;
    let before = server.heads().await;
    member.scores(&book(CELL), "chi", 9);
    member.wire.extend([Wire::LosesRequest]);
    member.sync_until_lost(&server).await;
    let mut forged = with_acts(&member);
    // Somebody else's name over acts of one's own.
    forged.batches[0].series = secretary.series.clone();
    let answer: SyncAnswer = member.post(&server, &forged).await.read();
    assert!(answer.faults.contains_key(&secretary.series));
    let mut cut = with_acts(&member);
    cut.batches[0].signature.clear();
    let answer: SyncAnswer = member.post(&server, &cut).await.read();
    assert_eq!(answer.faults[&member.series], BatchFault::Signature);
    assert_eq!(server.heads().await, before);
}

async fn ones_own_acts_come_back_as_a_digest(server: Server) {
    let (mut secretary, _) = planned(&server).await;
    secretary.sync(&server).await;
    secretary.answers.clear();
    secretary.reports(&book(CELL), "dung");
    secretary.sync(&server).await;
    let changes = secretary.answers.iter().flat_map(|answer| &answer.changes);
    let kinds: Vec<bool> = changes
        .filter(|change| change.bucket.view == View::Full)
        .map(|change| matches!(change.what, What::Yours(_)))
        .collect();
    assert!(
        !kinds.is_empty() && kinds.iter().all(|is_digest| *is_digest),
        "{kinds:?}"
    );
    let mut other = server.tablet_named("diu", "may-2").await;
    other.sync(&server).await;
    // The other tablet's key was registered under this month meanwhile.
    secretary.sync(&server).await;
    assert_eq!(other.book(&book(CELL)), secretary.book(&book(CELL)));
}

async fn with_nothing_to_say_little_is_said(server: Server) {
    let (mut secretary, _) = planned(&server).await;
    secretary.sync(&server).await;
    secretary.sent.clear();
    secretary.answers.clear();
    secretary.sync(&server).await;
    assert_eq!(secretary.sent.len(), 1);
    let asked = serde_json::to_vec(&secretary.sent[0]).unwrap().len();
    let answered = serde_json::to_vec(&secretary.answers[0]).unwrap().len();
    assert!(
        asked + answered < 600,
        "{asked} {answered} {:?}",
        secretary.answers[0]
    );
}

async fn who_loses_a_post_loses_its_books_and_keeps_what_was_entered(server: Server) {
    let (mut secretary, _) = planned(&server).await;
    let cell = book(CELL);
    let kept = secretary.scores(&cell, "dung", 9);
    let admin = server.signed_in_anew("quantri").await;
    let posts: serde_json::Value = admin
        .get(&server, "/admin/units/huong-ly/people")
        .await
        .read();
    let own = posts
        .as_array()
        .unwrap()
        .iter()
        .find(|row| row["person"] == "diu")
        .unwrap();
    for post in own["posts"].as_array().unwrap() {
        let mut held = post["held"].clone();
        held["until"] = json!(server.clock.today().plus_days(-1));
        held["document"] = json!("12-QĐ/ĐU ngày 14/10/2026");
        let form = json!({ "id": post["id"], "person": "diu", "held": held });
        assert!(
            admin
                .post(&server, "/admin/posts", &form)
                .await
                .status
                .is_success()
        );
    }
    secretary.sync(&server).await;
    // Their own sheet stays theirs.
    let own = View::Own(person("diu"));
    assert!(
        secretary
            .device
            .buckets()
            .keys()
            .all(|bucket| bucket.view == own)
    );
    assert!(matches!(
        secretary.status(&kept),
        Status::Refused {
            refusal: Refusal::PostLost
        }
    ));
    assert!(secretary.device.acts().contains_key(&kept));
    let verdicts = secretary.answers.iter().flat_map(|answer| &answer.verdicts);
    assert!(
        verdicts
            .clone()
            .any(|run| matches!(run.verdict, Verdict::Refused { .. }))
    );
}

async fn r5_the_same_number_with_another_content_is_a_fork_and_nothing_is_merged(server: Server) {
    let (_, mut member) = planned(&server).await;
    // A copied profile: the same key, on two tablets.
    let mut copy = server.tablet("chi").await;
    assert_eq!(copy.series, member.series);
    copy.sync(&server).await;
    member.scores(&book(CELL), "chi", 9);
    copy.scores(&book(CELL), "chi", 5);
    member.sync(&server).await;
    let head = server.heads().await[COMMUNE];
    copy.sync(&server).await;
    assert_eq!(server.heads().await[COMMUNE], head);
    let fault = copy
        .answers
        .iter()
        .find_map(|answer| answer.faults.get(&copy.series));
    assert_eq!(fault, Some(&BatchFault::Forked { from: 1 }));
    assert_eq!(copy.device.unsent(), 1, "what was entered is still there");
    let shown = member.book(&book(CELL));
    assert_eq!(
        shown.people[&person("chi")].stage.score().unwrap().criteria,
        score(9).criteria
    );
}
