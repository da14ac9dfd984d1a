//! An agency's month ends at home: its officials report and score themselves, its meeting votes, its head decides and
//! tells them (`domain.md`, route 1).

use std::collections::BTreeMap;

use roviec_shared::{
    act::{DecidedOn, Deed},
    apply::{counted, to_announce},
    book::{
        dividing::divided,
        grading::row,
        meeting::{RowVote, VoteMode},
        seals,
        sheet::{Decided, Proposal, SelfScore, Stage},
    },
    id::{BookId, PersonId},
    level::{Level, Outcome},
    organisation::{Role, Unit, UnitKind},
    points::Quantity,
    refusal::Refusal,
    sync::device::Status,
    task::{Plan, Review},
};
use serde_json::json;

use crate::{
    deeds::report,
    harness::{Server, on_both_databases},
    sync::nothing_is_wrong,
    tablet::Tablet,
    village::{person, rules, unit},
};

on_both_databases![
    an_agencys_head_decides_on_its_officials_and_they_read_why,
    a_task_of_the_agency_as_a_whole_is_divided_by_its_head,
    what_a_sector_decided_of_an_official_is_entered_by_the_agencys_head_and_told,
];

const OFFICE: &str = "phong-noi-vu";
const REASON: &str = "Tổ chức và đoàn kết chưa được chấm trên hệ thống.";

fn month() -> BookId {
    format!("{OFFICE}/2026-11").parse().unwrap()
}

/// An office with its head, a deputy and an official, who is no member of the Party.
async fn office(server: &Server) {
    server.village().await;
    let office = Unit {
        id: unit(OFFICE),
        kind: UnitKind::Agency,
        name: "Phòng Nội vụ".to_owned(),
        management_parent: Some(unit("huyen")),
        party_parent: None,
        from: server.clock.today().plus_days(-400),
        until: None,
        end: None,
        telephone: None,
    };
    let mut transaction = server.state.database.write().await.unwrap();
    transaction.put_units(&[office]).await.unwrap();
    transaction.commit().await.unwrap();
    let admin = server.signed_in_anew("quantri").await;
    for (id, name, roles) in [
        ("vinh", "Trần Quang Vinh", &[Role::Head][..]),
        ("yen", "Lê Hải Yến", &[Role::Member, Role::Deputy]),
        ("lan", "Nông Thị Lan", &[Role::Member]),
    ] {
        server.settles(id, name, OFFICE, roles).await;
        if roles.contains(&Role::Member) {
            let leads = roles.contains(&Role::Deputy);
            let enrolled = json!({
                "name": name, "track": "official", "rules": "cong-chuc-335", "rules_version": 1,
                "leads": leads,
            });
            let form = json!({ "id": id, "unit": OFFICE, "enrolled": enrolled });
            let answer = admin.post(server, "/admin/persons", &form).await;
            assert!(answer.status.is_success(), "{id}");
        }
    }
    let form = json!({ "book": month() });
    let opened = admin.post(server, "/admin/months", &form).await;
    assert!(opened.status.is_success());
}

fn one<T>(who: &PersonId, what: T) -> BTreeMap<PersonId, T> {
    [(who.clone(), what)].into()
}

#[track_caller]
fn all_taken(tablet: &Tablet) {
    let refused: Vec<&Refusal> = tablet.device.refused().map(|(_, why)| why).collect();
    assert!(refused.is_empty(), "{refused:?}");
}

/// The head confirms what was reported, proposes and enters what the meeting agreed.
fn agrees(head: &mut Tablet, who: &PersonId) {
    let tasks = head.book(&month()).people[who].tasks.clone();
    for task in tasks.into_keys() {
        let review = Review {
            done: Some(Quantity::ONE),
            ..Review::default()
        };
        let people = one(who, review);
        head.does(&month(), Deed::ReviewResult { task, people });
    }
    let outcome = Outcome::Level(Level::Good);
    let proposal = Proposal {
        outcome: Some(outcome.clone()),
        reason: Some(REASON.to_owned()),
        ..Proposal::default()
    };
    head.does(
        &month(),
        Deed::Propose {
            people: one(who, proposal),
        },
    );
    let vote = RowVote {
        mode: VoteMode::Consensus,
        tally: counted(&head.book(&month()), who),
        outcome,
        remarks: String::new(),
        reason: String::new(),
        chair: head.person.clone(),
    };
    head.does(
        &month(),
        Deed::Vote {
            people: one(who, vote),
        },
    );
}

/// What is decided of each, on the rows as they stand.
fn decision(tablet: &Tablet, people: &[PersonId]) -> Deed {
    let (book, rules) = (tablet.book(&month()), rules());
    let rows: BTreeMap<PersonId, _> = people
        .iter()
        .map(|who| {
            let record = &book.people[who];
            let set = rules.of(&record.enrolled).unwrap();
            (who.clone(), row(set, &book, record).unwrap())
        })
        .collect();
    let sealed = seals(&rows);
    let people = rows.into_iter().map(|(who, row)| {
        let decided = Decided {
            outcome: row.proposed,
            reason: String::new(),
        };
        let row = sealed[&who].clone();
        (who, DecidedOn { decided, row })
    });
    Deed::Decide {
        conclusion: None,
        document: "14/QĐ-PNV".to_owned(),
        day: roviec_backend::clock::day_of(tablet.now),
        people: people.collect(),
    }
}

const POLICE: &str = "cong-an";

async fn what_a_sector_decided_of_an_official_is_entered_by_the_agencys_head_and_told(
    server: Server,
) {
    server.village().await;
    let admin = server.signed_in_anew("quantri").await;
    let made = json!({
        "id": POLICE, "kind": "agency", "name": "Công an huyện", "management_parent": "huyen",
        "from": server.clock.today().plus_days(-400),
    });
    let answer = admin.post(&server, "/admin/units", &made).await;
    assert!(answer.status.is_success());
    for (id, name, roles) in [
        ("khoi", "Lương Minh Khôi", &[Role::Head][..]),
        ("luc", "Ma Văn Lực", &[Role::Member]),
    ] {
        server.settles(id, name, POLICE, roles).await;
    }
    let enrolled = json!({
        "name": "Ma Văn Lực", "track": "official", "rules": "nganh-doc", "rules_version": 1,
    });
    let form = json!({ "id": "luc", "unit": POLICE, "enrolled": enrolled });
    let answer = admin.post(&server, "/admin/persons", &form).await;
    assert!(answer.status.is_success());
    let at: BookId = format!("{POLICE}/2026-11").parse().unwrap();
    let answer = admin
        .post(&server, "/admin/months", &json!({ "book": at }))
        .await;
    assert!(answer.status.is_success());

    let mut head = server.tablet("khoi").await;
    head.sync(&server).await;
    let enter = |document: &str| {
        let decided = Decided {
            outcome: Outcome::Level(Level::Good),
            reason: String::new(),
        };
        let row = String::new();
        Deed::Decide {
            conclusion: None,
            document: document.to_owned(),
            day: server.clock.today(),
            people: one(&person("luc"), DecidedOn { decided, row }),
        }
    };
    let bare = head.does(&at, enter(""));
    head.sync(&server).await;
    let refusal = Refusal::DocumentMissing;
    assert_eq!(head.status(&bare), Status::Refused { refusal });
    let entered = head.does(&at, enter("45/TB-CAT"));
    head.sync(&server).await;
    assert!(matches!(head.status(&entered), Status::Accepted { .. }));
    let deed = Deed::Announce {
        document: "46/TB-CAH".to_owned(),
        day: server.clock.today(),
        people: to_announce(&head.book(&at)),
    };
    let told = head.does(&at, deed);
    head.sync(&server).await;
    assert!(matches!(head.status(&told), Status::Accepted { .. }));
    let mut official = server.tablet("luc").await;
    official.sync(&server).await;
    let record = &official.book(&at).people[&person("luc")];
    assert_eq!(record.decision().unwrap().document, "45/TB-CAT");
    assert!(matches!(record.stage, Stage::Announced { .. }));
    nothing_is_wrong(&server).await;
}

/// The agency is rated as a whole in the district's month, where the district's secretary gives it a task.
async fn is_given_a_task(server: &Server) -> BookId {
    let district: BookId = "huyen/2026-11".parse().unwrap();
    let admin = server.signed_in_anew("quantri").await;
    let enrolled = json!({
        "name": "Tập thể Phòng Nội vụ", "track": "official", "rules": "tap-the-366", "rules_version": 1,
    });
    let whole = PersonId::of_collective(&unit(OFFICE)).unwrap();
    let form = json!({ "id": whole, "unit": "huyen", "enrolled": enrolled });
    let answer = admin.post(server, "/admin/persons", &form).await;
    assert!(answer.status.is_success());
    let form = json!({ "book": district });
    assert!(
        admin
            .post(server, "/admin/months", &form)
            .await
            .status
            .is_success()
    );
    server
        .settles("thu", "Hoàng Minh Thu", "huyen", &[Role::Secretary])
        .await;
    let mut secretary = server.tablet("thu").await;
    secretary.sync(server).await;
    secretary.plans(&district, &[whole.as_str()]);
    secretary.sync(server).await;
    all_taken(&secretary);
    district
}

async fn a_task_of_the_agency_as_a_whole_is_divided_by_its_head(server: Server) {
    office(&server).await;
    let district = is_given_a_task(&server).await;
    let mut head = server.tablet("vinh").await;
    head.sync(&server).await;
    let found = |tablet: &Tablet| {
        let mut all = divided(&tablet.book(&district), &tablet.book(&month()));
        assert_eq!(all.len(), 1);
        all.remove(0)
    };
    let whole = found(&head);
    assert_eq!((whole.parts.len(), whole.left), (0, Some(Quantity::ONE)));
    let part = Plan {
        quantity: Quantity::parse("0,4").unwrap(),
        part_of: Some(whole.whole),
        ..whole.plan
    };
    for who in ["lan", "yen"] {
        let people = one(&person(who), vec![part.clone()]);
        head.does(&month(), Deed::Assign { people });
    }
    head.sync(&server).await;
    all_taken(&head);
    let left = Quantity::parse("0,2").unwrap();
    assert_eq!(found(&head).left, Some(left));
    // The official reads of what her task is a part, and nothing of the agency's sheet.
    let mut official = server.tablet("lan").await;
    official.sync(&server).await;
    assert!(!official.device.books().contains(&district));
    let book = official.book(&month());
    let (_, task) = book.people[&person("lan")].live_tasks().next().unwrap();
    let of = task.plan.part_of.as_ref().unwrap();
    assert_eq!(
        (&of.book, of.product.as_str()),
        (&district, "Vận động hiến đất mở đường")
    );
    nothing_is_wrong(&server).await;
}

async fn an_agencys_head_decides_on_its_officials_and_they_read_why(server: Server) {
    office(&server).await;
    let (lan, yen) = (person("lan"), person("yen"));
    let mut head = server.tablet("vinh").await;
    head.sync(&server).await;
    head.plans(&month(), &["lan", "yen"]);
    head.sync(&server).await;
    all_taken(&head);

    let mut official = server.tablet("lan").await;
    let mut deputy = server.tablet("yen").await;
    for (tablet, who) in [(&mut official, &lan), (&mut deputy, &yen)] {
        tablet.sync(&server).await;
        let tasks = tablet.book(&month()).people[who].tasks.clone();
        for task in tasks.into_keys() {
            let people = one(who, report(&month()));
            tablet.does(&month(), Deed::ReportResult { task, people });
        }
        let score = SelfScore {
            level: Some(Level::Good),
            ..SelfScore::default()
        };
        tablet.does(
            &month(),
            Deed::Score {
                people: one(who, score),
            },
        );
        tablet.sync(&server).await;
        all_taken(tablet);
    }
    head.sync(&server).await;
    head.convenes(&month(), "vinh", server.clock.today());
    for who in [&lan, &yen] {
        agrees(&mut head, who);
    }
    head.sync(&server).await;
    all_taken(&head);

    // The deputy decides on nobody: that is the head's.
    deputy.sync(&server).await;
    let deed = decision(&deputy, std::slice::from_ref(&lan));
    let refused = deputy.does(&month(), deed);
    deputy.sync(&server).await;
    let refusal = Refusal::NotYours;
    assert_eq!(deputy.status(&refused), Status::Refused { refusal });
    let deed = decision(&head, &[lan.clone(), yen.clone()]);
    head.does(&month(), deed);
    let people = to_announce(&head.book(&month()));
    let deed = Deed::Announce {
        document: "15/TB-PNV".to_owned(),
        day: server.clock.today(),
        people,
    };
    head.does(&month(), deed);
    head.sync(&server).await;
    all_taken(&head);

    official.sync(&server).await;
    let book = official.book(&month());
    assert_eq!(book.people.keys().collect::<Vec<_>>(), [&lan]);
    let record = &book.people[&lan];
    assert!(matches!(record.stage, Stage::Announced { .. }));
    assert_eq!(record.decision().unwrap().document, "14/QĐ-PNV");
    // She is in no list of members of the Party.
    let cells = official.device.books();
    assert!(cells.iter().all(|id| id.unit == unit(OFFICE)), "{cells:?}");
    nothing_is_wrong(&server).await;
}
