//! Targets of the term on the real server: what is read across months, by whom; what arrives out of order, and what
//! two write without seeing each other.

use std::collections::BTreeSet;

use roviec_backend::verify::{Wrong, verify};
use roviec_shared::{
    act::{Act, Deed, InBook},
    api::ErrorCode,
    book::{
        Book,
        serving::{TargetRow, TargetTasks},
    },
    month::Month,
    points::Quantity,
    refusal::Refusal,
    sync::device::Status,
    target::{Band, Counting, Reached, Standing, TargetChange, TargetPlan, standing},
};

use crate::{
    deeds::{plan, report},
    harness::{Person, Server, on_both_databases},
    sync::nothing_is_wrong,
    tablet::Tablet,
    village::{CELL, COMMUNE, OTHER_CELL, book, person},
};

on_both_databases![
    a_target_is_read_across_months_by_those_who_answer_for_it,
    a_districts_target_is_the_sum_of_what_the_units_count,
    a_reading_that_arrives_before_its_target_waits_for_it,
    two_readings_of_one_day_are_a_conflict_and_the_later_is_told,
    who_may_not_set_a_target_is_refused_and_leaves_none,
    the_tasks_that_serve_a_target_are_listed_for_those_who_see_them,
    what_is_kept_of_targets_is_compared_with_the_books,
];

fn quantity(text: &str) -> Quantity {
    Quantity::parse(text).unwrap()
}

fn wanted(title: &str, measure: &str, planned: &str) -> TargetPlan {
    TargetPlan {
        title: title.to_owned(),
        measure: measure.to_owned(),
        planned: quantity(planned),
        counting: Counting::Up,
        from: "2025-08".parse().unwrap(),
        until: "2030-07".parse().unwrap(),
        document: "NQ Đại hội".to_owned(),
        part_of: None,
    }
}

fn sets(tablet: &mut Tablet, unit: &str, plan: TargetPlan) -> InBook {
    let at = book(unit);
    let act = tablet.does(&at, Deed::SetTarget { plan });
    InBook { book: at, act }
}

fn read(target: &InBook, day: &str, value: &str) -> Deed {
    Deed::ReadTarget {
        target: target.clone(),
        day: day.parse().unwrap(),
        value: quantity(value),
        source: "Báo cáo tháng".to_owned(),
    }
}

async fn targets_of(server: &Server, who: &Person) -> Vec<TargetRow> {
    who.get(server, "/targets").await.read()
}

async fn standing_of(server: &Server, who: &Person, target: &InBook) -> Option<Standing> {
    let rows = targets_of(server, who).await;
    let row = rows.into_iter().find(|row| row.target == *target)?;
    standing(&row.months)
}

#[track_caller]
fn refused(tablet: &Tablet) -> Vec<Refusal> {
    let refused = tablet.device.refused();
    refused.map(|(_, refusal)| refusal.clone()).collect()
}

async fn a_target_is_read_across_months_by_those_who_answer_for_it(server: Server) {
    server.village().await;
    let mut secretary = server.tablet("diu").await;
    secretary.sync(&server).await;
    let target = sets(&mut secretary, CELL, wanted("Hộ hiến đất", "hộ", "40"));
    secretary.does(&book(CELL), read(&target, "2026-10-10", "19,998"));
    secretary.sync(&server).await;
    // Next month's book says more of it, and a month of another year what changed.
    server.clock.set(server.clock.now_ms() + 20 * 86_400_000);
    roviec_backend::month::open_due(&server.state)
        .await
        .unwrap();
    secretary.sync(&server).await;
    let next = format!("{CELL}/2026-11").parse().unwrap();
    secretary.does(&next, read(&target, "2026-11-03", "28"));
    let change = TargetChange {
        planned: Some(quantity("35")),
        ..TargetChange::default()
    };
    let deed = Deed::ChangeTarget {
        target: target.clone(),
        change,
        reason: "Xã điều chỉnh".to_owned(),
    };
    secretary.does(&next, deed);
    secretary.sync(&server).await;
    assert_eq!(refused(&secretary), []);

    let found = standing_of(&server, &secretary.session, &target).await;
    let found = found.unwrap();
    assert_eq!(found.plan.planned, quantity("35"));
    assert_eq!(found.readings.len(), 2);
    assert_eq!(found.reached().map(Reached::band), Some(Band::Most));
    // Those above see it, those beside and plain members do not.
    for (who, sees) in [
        ("binh", true),
        ("hoa", true),
        ("minh", true),
        ("ban", true),
        ("chi", false),
        ("nga", false),
        ("kien", false),
    ] {
        let session = server.session_of(who).await;
        let found = standing_of(&server, &session, &target).await;
        assert_eq!(found.is_some(), sees, "{who}");
        let path = format!("/targets/{}/{}/tasks", target.book, target.act);
        let answer = session.get(&server, &path).await;
        assert_eq!(answer.status.is_success(), sees, "{who}");
        if !sees {
            assert_eq!(answer.code(), ErrorCode::NotFound, "{who}");
        }
    }
    // What a commune is to reach, its cells may read.
    let mut office = server.tablet("hoa").await;
    office.sync(&server).await;
    let above = sets(&mut office, COMMUNE, wanted("Thôn kiểu mẫu", "thôn", "3"));
    office.sync(&server).await;
    let nga = server.session_of("nga").await;
    assert!(standing_of(&server, &nga, &above).await.is_some());
    let kien = server.session_of("kien").await;
    assert!(standing_of(&server, &kien, &above).await.is_none());
    nothing_is_wrong(&server).await;
}

async fn a_districts_target_is_the_sum_of_what_the_units_count(server: Server) {
    server.village().await;
    let mut board = server.tablet("ban").await;
    board.sync(&server).await;
    let whole = TargetPlan {
        counting: Counting::Sum,
        ..wanted("Thôn nông thôn mới kiểu mẫu", "thôn", "14")
    };
    let whole = sets(&mut board, "huyen", whole);
    board.sync(&server).await;
    let mut office = server.tablet("hoa").await;
    office.sync(&server).await;
    let part = |measure: &str| TargetPlan {
        part_of: Some(whole.clone()),
        ..wanted("Thôn kiểu mẫu của xã", measure, "3")
    };
    let own = sets(&mut office, COMMUNE, part("thôn"));
    let other = sets(&mut office, COMMUNE, part("tiêu chí"));
    office.does(&book(COMMUNE), read(&own, "2026-10-12", "2"));
    office.does(&book(COMMUNE), read(&other, "2026-10-12", "19"));
    office.sync(&server).await;
    // The Board acts for a unit below it as well.
    board.sync(&server).await;
    let unseen = |deed| Act::on(&Book::new(book("bao-ai")), deed);
    let plan = part("thôn");
    let second = InBook {
        book: book("bao-ai"),
        act: board.makes(unseen(Deed::SetTarget { plan })),
    };
    board.makes(unseen(read(&second, "2026-10-14", "7,8")));
    board.does(&book("huyen"), read(&whole, "2026-10-14", "14"));
    board.sync(&server).await;
    assert_eq!(refused(&board), [Refusal::TargetIsSum]);
    assert_eq!(refused(&office), []);
    let rows = targets_of(&server, &board.session).await;
    let row = rows.iter().find(|row| row.target == whole).unwrap();
    let summed = row.sum.unwrap();
    assert_eq!((summed.value, summed.parts, summed.read), (9_800, 2, 2));
    assert_eq!(summed.day, "2026-10-14".parse().ok());
    let plan = standing(&row.months).unwrap().plan;
    // 9,8 of 14 are exactly 70 %.
    assert_eq!(summed.reached(&plan).map(Reached::band), Some(Band::Most));
    // A commune sees what all come to, not what the other one has.
    let rows = targets_of(&server, &office.session).await;
    let units: BTreeSet<&str> = rows
        .iter()
        .map(|row| row.target.book.unit.as_str())
        .collect();
    assert_eq!(units, BTreeSet::from(["huyen", COMMUNE]));
    let row = rows.iter().find(|row| row.target == whole).unwrap();
    assert_eq!(row.sum, Some(summed));
    nothing_is_wrong(&server).await;
}

async fn a_reading_that_arrives_before_its_target_waits_for_it(server: Server) {
    server.village().await;
    let (mut secretary, mut deputy) = (server.tablet("diu").await, server.tablet("binh").await);
    secretary.sync(&server).await;
    deputy.sync(&server).await;
    // Set without a line; the other tablet has it in a carried file, and reaches the server first.
    let target = sets(&mut secretary, CELL, wanted("Hộ hiến đất", "hộ", "40"));
    let seen = secretary.book(&book(CELL));
    let act = Act::on(&seen, read(&target, "2026-10-12", "21"));
    let name = deputy.makes(act);
    deputy.sync(&server).await;
    assert!(matches!(deputy.status(&name), Status::Held { .. }));
    assert_eq!(targets_of(&server, &deputy.session).await, []);
    secretary.sync(&server).await;
    deputy.sync(&server).await;
    assert!(matches!(deputy.status(&name), Status::Accepted { .. }));
    let found = standing_of(&server, &secretary.session, &target).await;
    let found = found.unwrap();
    assert_eq!(found.last().unwrap().1.by, person("binh"));
    assert_eq!(found.reached().map(Reached::band), Some(Band::Half));
    nothing_is_wrong(&server).await;
}

async fn two_readings_of_one_day_are_a_conflict_and_the_later_is_told(server: Server) {
    server.village().await;
    let (mut secretary, mut deputy) = (server.tablet("diu").await, server.tablet("binh").await);
    secretary.sync(&server).await;
    let target = sets(&mut secretary, CELL, wanted("Hộ hiến đất", "hộ", "40"));
    secretary.sync(&server).await;
    deputy.sync(&server).await;
    secretary.does(&book(CELL), read(&target, "2026-10-12", "20"));
    deputy.does(&book(CELL), read(&target, "2026-10-12", "22"));
    deputy.does(&book(CELL), read(&target, "2026-10-13", "23"));
    secretary.sync(&server).await;
    deputy.sync(&server).await;
    let [Refusal::Conflict(conflict)] = &refused(&deputy)[..] else {
        panic!("{:?}", refused(&deputy));
    };
    assert_eq!(conflict.group, format!("reading/{}.2026-10-12", target.act));
    // Whoever has seen the other's word may insist; both tablets show the same then.
    deputy.does(&book(CELL), read(&target, "2026-10-12", "22"));
    deputy.sync(&server).await;
    secretary.sync(&server).await;
    let of = |tablet: &Tablet| {
        tablet.book(&book(CELL)).targets[&target.act]
            .readings
            .clone()
    };
    assert_eq!(of(&secretary), of(&deputy));
    let values: Vec<Quantity> = of(&secretary).values().map(|read| read.value).collect();
    assert_eq!(values, [quantity("22"), quantity("23")]);
    nothing_is_wrong(&server).await;
}

async fn who_may_not_set_a_target_is_refused_and_leaves_none(server: Server) {
    server.village().await;
    let plan = || wanted("Hộ hiến đất", "hộ", "40");
    for (who, unit) in [
        ("chi", CELL),
        ("nga", CELL),
        ("minh", COMMUNE),
        ("diu", COMMUNE),
    ] {
        let mut tablet = server.tablet(who).await;
        tablet.sync(&server).await;
        let act = Act::on(&Book::new(book(unit)), Deed::SetTarget { plan: plan() });
        tablet.makes(act);
        tablet.sync(&server).await;
        assert_eq!(refused(&tablet), [Refusal::NotYours], "{who} in {unit}");
    }
    // A day that has not come, by the server's clock, whatever the tablet's says.
    let mut secretary = server.tablet_named("diu", "may-2").await;
    secretary.sync(&server).await;
    let target = sets(&mut secretary, CELL, plan());
    secretary.does(&book(CELL), read(&target, "2026-10-16", "4"));
    secretary.sync(&server).await;
    assert_eq!(refused(&secretary), [Refusal::DayAhead]);
    let board = server.session_of("ban").await;
    assert_eq!(targets_of(&server, &board).await.len(), 1);
    nothing_is_wrong(&server).await;
}

async fn the_tasks_that_serve_a_target_are_listed_for_those_who_see_them(server: Server) {
    server.village().await;
    let mut office = server.tablet("hoa").await;
    office.sync(&server).await;
    let target = sets(&mut office, COMMUNE, wanted("Hộ hiến đất", "hộ", "40"));
    office.sync(&server).await;
    let mut secretary = server.tablet("diu").await;
    secretary.sync(&server).await;
    let serving = |product: &str| {
        let mut plan = plan(product, &book(CELL));
        plan.serves = Some(target.clone());
        plan
    };
    let plans = vec![
        serving("Vận động hộ hiến đất"),
        serving("Đo đất đã hiến"),
        plan("Việc khác", &book(CELL)),
    ];
    let people = [(person("chi"), plans)].into();
    secretary.does(&book(CELL), Deed::Assign { people });
    let tasks: Vec<_> = {
        let shown = secretary.book(&book(CELL));
        let record = &shown.people[&person("chi")];
        record.live_tasks().map(|(task, _)| task.clone()).collect()
    };
    let reported = Deed::ReportResult {
        task: tasks[0].clone(),
        people: [(person("chi"), report(&book(CELL)))].into(),
    };
    secretary.does(&book(CELL), reported);
    let because = roviec_shared::act::Because {
        reason: "Đã đo xong từ trước".to_owned(),
    };
    let people = [(person("chi"), because)].into();
    let cancel = Deed::CancelTask {
        task: tasks[1].clone(),
        people,
    };
    secretary.does(&book(CELL), cancel);
    secretary.sync(&server).await;
    assert_eq!(refused(&secretary), []);
    let path = format!("/targets/{}/{}/tasks", target.book, target.act);
    for (who, units, listed) in [
        ("hoa", 1, 1),
        ("diu", 1, 1),
        // The district counts what it does not open; a sister cell's secretary sees the target alone.
        ("ban", 1, 0),
        ("nga", 0, 0),
    ] {
        let session = server.session_of(who).await;
        let found: TargetTasks = session.get(&server, &path).await.read();
        assert_eq!(
            (found.units.len(), found.tasks.len()),
            (units, listed),
            "{who}"
        );
        for serving in found.units.values() {
            assert_eq!(
                (serving.tasks, serving.reported, serving.done),
                (1, 1, 1),
                "{who}"
            );
        }
        for task in &found.tasks {
            assert_eq!(task.product, "Vận động hộ hiến đất");
            assert_eq!(task.name, "Hoàng Thị Chi");
        }
        let rows = targets_of(&server, &session).await;
        let row = rows.iter().find(|row| row.target == target).unwrap();
        assert_eq!(row.serving.tasks, u32::try_from(units).unwrap(), "{who}");
    }
    let stranger = server.session_of("kien").await;
    let answer = stranger.get(&server, &path).await;
    assert_eq!(answer.code(), ErrorCode::NotFound);
    nothing_is_wrong(&server).await;
}

async fn what_is_kept_of_targets_is_compared_with_the_books(server: Server) {
    server.village().await;
    let mut nga = server.tablet("nga").await;
    nga.sync(&server).await;
    sets(&mut nga, OTHER_CELL, wanted("Hộ hiến đất", "hộ", "40"));
    nga.sync(&server).await;
    nothing_is_wrong(&server).await;
    for (sql, undo) in [
        (
            "UPDATE targets SET body = '{}'",
            "UPDATE targets SET body = '{}'",
        ),
        (
            "UPDATE targets SET month = '2026-09'",
            "DELETE FROM targets",
        ),
    ] {
        server.sql(sql).await;
        let findings = verify(&server.state.database).await.unwrap().findings;
        assert!(
            findings
                .iter()
                .any(|finding| finding.wrong == Wrong::Targets),
            "{sql}: {findings:?}"
        );
        server.sql(undo).await;
    }
    let findings = verify(&server.state.database).await.unwrap().findings;
    assert_eq!(findings.len(), 1, "{findings:?}");
    let since: Month = "2020-01".parse().unwrap();
    let mut transaction = server.state.database.read().await.unwrap();
    assert!(transaction.targets_since(since).await.unwrap().is_empty());
}
