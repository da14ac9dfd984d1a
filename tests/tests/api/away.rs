//! A secretary's tablet that was thirty days without a line, and what was entered on it meanwhile.

use std::collections::BTreeMap;

use roviec_backend::{clock::DAY_MS, month::open_due};
use roviec_shared::{
    act::{Act, Deed},
    id::{BookId, TaskId},
};

use crate::{
    crowd::Crowd,
    deeds::{plan, report, score},
    harness::{NOON, Server},
    tablet::Tablet,
    village::{CELL, person},
};

/// Acts entered without a line.
pub const ACTS: usize = 5_000;
/// Members without a tablet, for whom the secretary enters.
const MEMBERS: usize = 100;
/// Tasks of each of them in each month: given one by one, and reported one by one. With the score that is all.
const TASKS: usize = 12;
/// 27 October 2026: the next month is open since this morning.
const LEAVES: i64 = NOON + 12 * DAY_MS;
/// Thirty days and an hour later.
const COMES_BACK: i64 = LEAVES + 30 * DAY_MS + DAY_MS / 24;

/// What a cell's members are given to do.
const WORKS: [&str; 8] = [
    "Vận động hiến đất mở đường thôn",
    "Thu quỹ phòng chống thiên tai",
    "Tuyên truyền bảo hiểm y tế tự nguyện",
    "Rà soát hộ nghèo, hộ cận nghèo",
    "Tổ chức vệ sinh đường làng ngõ xóm",
    "Hòa giải tranh chấp đất vườn",
    "Phát triển cây quế, kiểm tra vườn ươm",
    "Trực bảo vệ rừng phòng hộ",
];

/// The two months that are open when the tablet leaves.
pub fn months() -> [BookId; 2] {
    ["2026-10", "2026-11"].map(|month| format!("{CELL}/{month}").parse().unwrap())
}

/// The village with a large cell; its secretary's tablet has all of it, and loses its line.
pub async fn leaves(server: &Server) -> Tablet {
    server.clock.set(LEAVES);
    server.crowd(&[(CELL, MEMBERS)]).await;
    server.village().await;
    let mut tablet = server.tablet("diu").await;
    tablet.sync(server).await;
    tablet
}

/// Everything that is entered meanwhile; nothing of it is sent.
pub fn enters(tablet: &mut Tablet) {
    for month in months() {
        // No act touches what another has: each is right on the book as it was when the line went.
        let shown = tablet.book(&month);
        for number in 0..MEMBERS {
            let who = person(&Crowd::id(CELL, number));
            let mut given: Vec<TaskId> = Vec::new();
            for task in 0..TASKS {
                let work = WORKS[(number + task) % WORKS.len()];
                let plans = vec![plan(&format!("{work}, đợt {}", task + 1), &month)];
                let people = BTreeMap::from([(who.clone(), plans)]);
                let act = tablet.makes(Act::on(&shown, Deed::Assign { people }));
                given.push(format!("{act}.0").parse().unwrap());
            }
            for task in given {
                let people = BTreeMap::from([(who.clone(), report(&month))]);
                tablet.makes(Act::on(&shown, Deed::ReportResult { task, people }));
            }
            let points = 7 + i32::try_from(number % 3).unwrap();
            let people = BTreeMap::from([(who, score(points))]);
            tablet.makes(Act::on(&shown, Deed::Score { people }));
        }
    }
}

/// Thirty days later: December is open everywhere, and the deputy has planned for the others.
pub async fn comes_back(server: &Server) {
    server.clock.set(COMES_BACK);
    open_due(&server.state).await.unwrap();
    let mut deputy = server.tablet("binh").await;
    deputy.sync(server).await;
    deputy.plans(&months()[1], &["diu", "chi", "dung"]);
    deputy.sync(server).await;
    assert_eq!(deputy.device.unsent(), 0);
}
