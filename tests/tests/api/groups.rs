//! A cell with party groups: each group votes on its people before the cell does, its leader on their own device,
//! and the committee above decides (`domain.md`, routes 4 and 5).

use std::collections::BTreeMap;

use roviec_backend::month::open_due;
use roviec_shared::{
    act::Deed,
    apply::entitled_in_group,
    book::{
        meeting::{GroupVote, RowVote, Tally, VoteMode},
        sheet::Stage,
    },
    id::{ActRef, BookId, PersonId, UnitId},
    level::Outcome,
    organisation::{Enrolled, Role, Unit, UnitKind},
    refusal::Refusal,
    route::StepKind,
    sync::device::Status,
    view::{BucketId, View},
};

use crate::{
    harness::{Server, on_both_databases},
    sync::nothing_is_wrong,
    tablet::Tablet,
    village::{CELL, book, enrolled, person, unit},
};

on_both_databases![a_group_votes_first_and_its_people_are_decided_on_like_everyone];

const GROUP: &str = "huong-ly.to-1";
/// In the group; the first leads it.
const MEMBERS: [(&str, &str); 3] = [
    ("chi", "Hoàng Thị Chi"),
    ("dung", "Lương Văn Dũng"),
    ("em", "Ma Thị Em"),
];

/// The village, in whose cell three form a group; then its month is opened.
async fn with_a_group(server: &Server) {
    server.village_unopened().await;
    let group: UnitId = unit(GROUP);
    let made = Unit {
        id: group.clone(),
        kind: UnitKind::PartyGroup,
        name: "Tổ đảng số 1".to_owned(),
        management_parent: None,
        party_parent: Some(unit(CELL)),
        from: server.clock.today().plus_days(-400),
        until: None,
        end: None,
        telephone: None,
    };
    let mut transaction = server.state.database.write().await.unwrap();
    transaction.put_units(&[made]).await.unwrap();
    let names = [(person("em"), "Ma Thị Em".to_owned())];
    transaction.put_persons(&names).await.unwrap();
    let rows = MEMBERS.map(|(who, name)| {
        let enrolled = Enrolled {
            group: Some(group.clone()),
            ..enrolled(name)
        };
        (unit(CELL), person(who), enrolled)
    });
    transaction.put_enrolled(&rows).await.unwrap();
    transaction.commit().await.unwrap();
    server
        .settles("em", "Ma Thị Em", CELL, &[Role::Member])
        .await;
    server
        .settles("chi", "Hoàng Thị Chi", GROUP, &[Role::GroupLeader])
        .await;
    open_due(&server.state).await.unwrap();
}

/// The group agrees with what the system finds.
fn votes(tablet: &mut Tablet, cell: &BookId, who: &str, chair: &str) -> ActRef {
    let who = person(who);
    let list = entitled_in_group(&tablet.book(cell), &who);
    let vote = RowVote {
        mode: VoteMode::Consensus,
        tally: Tally {
            present: list.entitled,
            ..list
        },
        outcome: Outcome::Level(tablet.found(cell, &who)),
        remarks: "Tổ nhất trí".to_owned(),
        reason: String::new(),
        chair: person(chair),
    };
    let day = roviec_backend::clock::day_of(tablet.now);
    let people = BTreeMap::from([(who, GroupVote { day, vote })]);
    tablet.does(cell, Deed::VoteInGroup { people })
}

#[track_caller]
fn all_taken(tablet: &Tablet) {
    let refused: Vec<&Refusal> = tablet.device.refused().map(|(_, why)| why).collect();
    assert!(refused.is_empty(), "{refused:?}");
}

#[track_caller]
fn is_refused(tablet: &Tablet, act: &ActRef, refusal: Refusal) {
    assert_eq!(tablet.status(act), Status::Refused { refusal });
}

async fn a_group_votes_first_and_its_people_are_decided_on_like_everyone(server: Server) {
    with_a_group(&server).await;
    let (cell, today) = (book(CELL), server.clock.today());
    let everyone = ["diu", "binh", "chi", "dung", "em"];
    let mut secretary = server.tablet("diu").await;
    secretary.sync(&server).await;
    secretary.plans(&cell, &everyone);
    for who in everyone {
        secretary.reports(&cell, who);
    }
    secretary.sync(&server).await;
    all_taken(&secretary);

    // Who leads the group sees its people, and nobody else's sheet.
    let mut leader = server.tablet("chi").await;
    leader.sync(&server).await;
    let view = View::Group {
        group: unit(GROUP),
        leader: person("chi"),
    };
    let bucket = BucketId {
        book: cell.clone(),
        view,
    };
    assert!(leader.device.buckets().contains_key(&bucket));
    let shown = leader.book(&cell);
    let seen: Vec<&str> = shown.people.keys().map(PersonId::as_str).collect();
    assert_eq!(seen, ["chi", "dung", "em"]);

    // The cell waits for the group.
    secretary.convenes(&cell, "diu", today);
    let early = secretary.agrees_on(&cell, "em");
    secretary.sync(&server).await;
    let due = Refusal::StepDue {
        due: StepKind::GroupVote,
        person: person("em"),
    };
    is_refused(&secretary, &early, due);

    // On themself it is for another; and whoever leads nothing enters nothing.
    let own = votes(&mut leader, &cell, "chi", "dung");
    votes(&mut leader, &cell, "dung", "chi");
    votes(&mut leader, &cell, "em", "chi");
    leader.sync(&server).await;
    is_refused(&leader, &own, Refusal::OwnRow);
    assert_eq!(leader.device.refused().count(), 1);
    let mut member = server.tablet("em").await;
    member.sync(&server).await;
    assert_eq!(member.book(&cell).people.len(), 1);
    let vote = leader.book(&cell).people[&person("dung")]
        .stage
        .group_vote()
        .unwrap()
        .clone();
    let people = BTreeMap::from([(person("em"), vote)]);
    let others = member.does(&cell, Deed::VoteInGroup { people });
    member.sync(&server).await;
    is_refused(&member, &others, Refusal::NotYours);
    secretary.sync(&server).await;
    votes(&mut secretary, &cell, "chi", "dung");
    secretary.sync(&server).await;

    // The cell, the committee, and the word to each.
    for who in ["binh", "chi", "dung", "em"] {
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
    let mut office = server.tablet("hoa").await;
    office.sync(&server).await;
    office.receives(&cell, today);
    office.answers(&cell, today);
    let conclusion = office.concludes(&cell, "minh", today);
    office.sync(&server).await;
    let mut decider = server.tablet("minh").await;
    decider.sync(&server).await;
    decider.decides(&cell, &conclusion, today);
    decider.sync(&server).await;
    office.sync(&server).await;
    office.announces(&cell, today);
    office.sync(&server).await;
    for tablet in [&deputy, &office, &decider] {
        all_taken(tablet);
    }

    member.sync(&server).await;
    let record = &member.book(&cell).people[&person("em")];
    assert!(matches!(record.stage, Stage::Announced { .. }));
    let said = record.stage.group_vote().unwrap();
    assert_eq!(said.vote.remarks, "Tổ nhất trí");
    let by = record
        .history
        .iter()
        .find(|touched| touched.kind == "vote_in_group");
    assert_eq!(by.unwrap().by, Some(person("chi")));
    nothing_is_wrong(&server).await;
}
