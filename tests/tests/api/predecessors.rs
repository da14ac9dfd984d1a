//! What was refused only because its author had lost the post is offered to whoever holds it now.

use roviec_backend::clock::day_of;
use roviec_shared::{
    act::{Act, Because, Deed},
    api::{Left, Post},
    book::round::Opinion,
    id::{ActRef, BookId, TaskId},
    level::{Level, Outcome},
    organisation::{Held, Role},
    refusal::Refusal,
    sync::{device::Status, message::SyncRequest, series::renamed},
};

use crate::{
    deeds::plan,
    harness::{Server, on_both_databases},
    sync::nothing_is_wrong,
    tablet::Tablet,
    village::{CELL, book, person, unit},
};

on_both_databases![
    what_a_deputy_planned_before_the_post_was_lost_the_secretary_adopts_with_both_names,
    what_rests_on_an_act_that_is_adopted_goes_with_it,
    nothing_else_than_what_was_left_goes_under_anothers_name,
    what_was_left_is_adopted_once,
    what_a_device_says_was_refused_for_a_post_is_not_believed,
    an_opinion_is_offered_to_nobody,
];

/// Bình was deputy until yesterday.
async fn binh_loses_the_post(server: &Server) {
    let today = day_of(server.clock.now_ms());
    let post = Post {
        id: format!("binh-{CELL}-1"),
        person: person("binh"),
        held: Held {
            role: Role::Deputy,
            unit: unit(CELL),
            from: today.plus_days(-400),
            until: Some(today.plus_days(-1)),
            document: "Quyết định số 12-QĐ/ĐU".to_owned(),
        },
    };
    let mut transaction = server.state.database.write().await.unwrap();
    transaction.move_organisation_revision().await.unwrap();
    transaction.put_posts(&[post]).await.unwrap();
    transaction.commit().await.unwrap();
}

async fn left(server: &Server, tablet: &Tablet) -> Vec<Left> {
    tablet.session.get(server, "/predecessors").await.read()
}

/// What the app does with one of them.
fn adopts(tablet: &mut Tablet, left: &Left, names: &[(ActRef, ActRef)]) -> ActRef {
    let deed = renamed(&left.act, &names.iter().cloned().collect()).deed;
    let act = Act::on(&tablet.book(&left.act.book), deed);
    tablet.makes(act.adopted(left.author.clone(), left.name.clone()))
}

async fn three(server: &Server) -> (BookId, Tablet, Tablet) {
    server.village().await;
    let (book, mut deputy, mut secretary) = (
        book(CELL),
        server.tablet("binh").await,
        server.tablet("diu").await,
    );
    deputy.sync(server).await;
    secretary.sync(server).await;
    (book, deputy, secretary)
}

async fn what_a_deputy_planned_before_the_post_was_lost_the_secretary_adopts_with_both_names(
    server: Server,
) {
    let (book, mut deputy, mut secretary) = three(&server).await;
    let mut member = server.tablet("chi").await;
    let mut sister = server.tablet("nga").await;
    let task = deputy.plans(&book, &["chi"]).remove(0);
    binh_loses_the_post(&server).await;
    deputy.sync(&server).await;
    let first = ActRef {
        series: deputy.series.clone(),
        number: 1,
    };
    let refused = Status::Refused {
        refusal: Refusal::PostLost,
    };
    assert_eq!(deputy.status(&first), refused);
    for other in [&mut member, &mut sister, &mut deputy] {
        assert_eq!(left(&server, other).await, []);
    }

    let offered = left(&server, &secretary).await;
    assert_eq!(offered.len(), 1);
    assert_eq!(
        (&offered[0].name, offered[0].author.as_str()),
        (&first, "binh")
    );
    let adopted = adopts(&mut secretary, &offered[0], &[]);
    secretary.sync(&server).await;
    assert!(matches!(
        secretary.status(&adopted),
        Status::Accepted { .. }
    ));
    let record = secretary.book(&book).people.remove(&person("chi")).unwrap();
    assert!(!record.tasks.contains_key(&task));
    assert_eq!(record.tasks.len(), 1);
    let line = record.history.last().unwrap();
    assert_eq!(line.by, Some(person("diu")));
    assert_eq!(line.adopted_from, Some(person("binh")));
    assert_eq!(left(&server, &secretary).await, []);
    // Its author still has it, with its reason.
    deputy.sync(&server).await;
    assert_eq!(deputy.status(&first), refused);
    nothing_is_wrong(&server).await;
}

async fn what_rests_on_an_act_that_is_adopted_goes_with_it(server: Server) {
    let (book, mut deputy, mut secretary) = three(&server).await;
    deputy.plans(&book, &["chi"]);
    deputy.reports(&book, "chi");
    binh_loses_the_post(&server).await;
    deputy.sync(&server).await;
    let offered = left(&server, &secretary).await;
    // The plan, the result of its task, and the score, which rests on nothing.
    let kinds: Vec<&str> = offered.iter().map(|left| left.act.deed.kind()).collect();
    assert_eq!(kinds, ["assign", "report_result", "score"]);
    let mut names = Vec::new();
    for left in &offered {
        let name = adopts(&mut secretary, left, &names);
        names.push((left.name.clone(), name));
    }
    secretary.sync(&server).await;
    for (_, name) in &names {
        let status = secretary.status(name);
        assert!(matches!(status, Status::Accepted { .. }), "{status:?}");
    }
    let record = secretary.book(&book).people.remove(&person("chi")).unwrap();
    assert!(record.tasks.values().all(|task| task.report.is_some()));
    assert_eq!(left(&server, &secretary).await, []);
    nothing_is_wrong(&server).await;
}

async fn nothing_else_than_what_was_left_goes_under_anothers_name(server: Server) {
    let (book, mut deputy, mut secretary) = three(&server).await;
    deputy.plans(&book, &["chi"]);
    binh_loses_the_post(&server).await;
    deputy.sync(&server).await;
    let offered = left(&server, &secretary).await.remove(0);

    // Another task than the one that was left is other content, however alike the names are.
    let tasks = secretary.plans(&book, &["chi", "dung"]);
    secretary.sync(&server).await;
    let cancel = |task: &TaskId| Deed::CancelTask {
        task: task.clone(),
        people: [(
            person("chi"),
            Because {
                reason: "Trùng việc".to_owned(),
            },
        )]
        .into(),
    };
    deputy.sync(&server).await;
    deputy.does(&book, cancel(&tasks[0]));
    deputy.sync(&server).await;
    let mut of_a_task = left(&server, &secretary).await.pop().unwrap();
    assert_eq!(of_a_task.act.deed, cancel(&tasks[0]));
    of_a_task.act.deed = cancel(&tasks[1]);

    let mut altered = offered.clone();
    let people = [(person("chi"), vec![plan("Việc khác", &book)])].into();
    altered.act.deed = Deed::Assign { people };
    let mut of_another = offered.clone();
    of_another.author = person("nga");
    let mut of_none = offered.clone();
    of_none.name.number = 7;
    let refused = Status::Refused {
        refusal: Refusal::NotAsLeft,
    };
    for wrong in [&altered, &of_another, &of_a_task] {
        let name = adopts(&mut secretary, wrong, &[]);
        secretary.sync(&server).await;
        assert_eq!(secretary.status(&name), refused);
    }
    // Nobody has made that one yet: it waits.
    let name = adopts(&mut secretary, &of_none, &[]);
    secretary.sync(&server).await;
    assert!(matches!(secretary.status(&name), Status::Held { .. }));
    assert_eq!(left(&server, &secretary).await[0], offered);
}

async fn what_was_left_is_adopted_once(server: Server) {
    let (book, mut deputy, mut secretary) = three(&server).await;
    deputy.plans(&book, &["chi"]);
    binh_loses_the_post(&server).await;
    deputy.sync(&server).await;
    let offered = left(&server, &secretary).await.remove(0);
    // In one request, and once more later.
    let names: Vec<ActRef> = (0..2)
        .map(|_| adopts(&mut secretary, &offered, &[]))
        .collect();
    secretary.sync(&server).await;
    let last = adopts(&mut secretary, &offered, &[]);
    secretary.sync(&server).await;
    assert!(matches!(
        secretary.status(&names[0]),
        Status::Accepted { .. }
    ));
    let refused = Status::Refused {
        refusal: Refusal::NotAsLeft,
    };
    for name in [&names[1], &last] {
        assert_eq!(secretary.status(name), refused);
    }
    assert_eq!(secretary.book(&book).people[&person("chi")].tasks.len(), 1);
}

async fn what_a_device_says_was_refused_for_a_post_is_not_believed(server: Server) {
    let (book, _, mut secretary) = three(&server).await;
    let mut member = server.tablet("chi").await;
    member.sync(&server).await;
    member.plans(&book, &["dung"]);
    let mut batches = member.waiting();
    batches[0].refused.insert(1, Refusal::PostLost);
    let last = member.sent.last().unwrap().clone();
    let request = SyncRequest {
        request: last.request + 1,
        epoch: member.answers.last().map(|answer| answer.epoch.clone()),
        batches,
        ..last
    };
    assert!(member.post(&server, &request).await.status.is_success());
    assert_eq!(left(&server, &secretary).await, []);
    let forged = Left {
        name: ActRef {
            series: member.series.clone(),
            number: 1,
        },
        author: person("chi"),
        day: server.clock.today(),
        act: member.device.acts().values().next().unwrap().act.clone(),
    };
    let name = adopts(&mut secretary, &forged, &[]);
    secretary.sync(&server).await;
    let refused = Status::Refused {
        refusal: Refusal::NotAsLeft,
    };
    assert_eq!(secretary.status(&name), refused);
}

async fn an_opinion_is_offered_to_nobody(server: Server) {
    let (book, mut deputy, secretary) = three(&server).await;
    let opinion = Opinion {
        outcome: Outcome::Level(Level::Good),
        text: String::new(),
    };
    let deed = Deed::Opine {
        round: format!("{}.1", secretary.series).parse().unwrap(),
        day: server.clock.today(),
        people: [(person("chi"), opinion)].into(),
    };
    let act = Act::on(&deputy.book(&book), deed);
    deputy.makes(act);
    binh_loses_the_post(&server).await;
    deputy.sync(&server).await;
    assert_eq!(left(&server, &secretary).await, []);
}
