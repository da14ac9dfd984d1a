//! Heads and units as a whole, entered by an administrator and rated in the district's own book: the unit first,
//! its head after it (`domain.md`, routes 2 and 6).

use std::collections::BTreeMap;

use roviec_shared::{
    act::{DecidedOn, Deed, InBook},
    api::ErrorCode,
    apply::{to_announce, to_circulate},
    book::{
        Book,
        round::Opinion,
        seals,
        sheet::{Decided, Proposal, SelfScore, Stage},
        submission::{BodyVote, ConcludedRow, ConclusionNotes},
    },
    id::{ActRef, BookId, PersonId},
    level::{Level, Outcome},
    organisation::{Role, Unit, UnitKind},
    refusal::Refusal,
    sync::device::Status,
};
use serde_json::{Value, json};

use crate::{
    deeds::{plan, report},
    harness::{Answer, Person, Server, on_both_databases},
    sync::nothing_is_wrong,
    tablet::Tablet,
    village::{person, rules, unit},
};

on_both_databases![
    a_unit_as_a_whole_is_rated_before_its_head_and_both_read_why,
    what_the_level_above_decided_is_entered_with_its_document,
    an_administrator_enters_a_unit_as_a_whole_only_where_it_is_rated,
];

const DISTRICT: &str = "huyen";
const OFFICE: &str = "phong-noi-vu";

/// The month that is opened once everyone is entered.
fn month() -> BookId {
    format!("{DISTRICT}/2026-11").parse().unwrap()
}

fn whole(of: &str) -> PersonId {
    PersonId::of_collective(&unit(of)).unwrap()
}

fn good() -> Outcome {
    Outcome::Level(Level::Good)
}

fn enrolled(name: &str, rules: &str, version: u32) -> Value {
    json!({ "name": name, "track": "official", "rules": rules, "rules_version": version, "post": "", "leads": true })
}

async fn enters(admin: &Person, server: &Server, id: &str, at: &str, enrolled: Value) -> Answer {
    let form = json!({ "id": id, "unit": at, "enrolled": enrolled });
    admin.post(server, "/admin/persons", &form).await
}

/// The village, an office under the district with its head and deputy, and the Standing Committee's people.
async fn district(server: &Server) -> Person {
    server.village().await;
    let office = Unit {
        id: unit(OFFICE),
        kind: UnitKind::Agency,
        name: "Phòng Nội vụ".to_owned(),
        management_parent: Some(unit(DISTRICT)),
        party_parent: None,
        from: server.clock.today().plus_days(-400),
        until: None,
        end: None,
        telephone: None,
    };
    let mut transaction = server.state.database.write().await.unwrap();
    transaction.put_units(&[office]).await.unwrap();
    transaction.commit().await.unwrap();
    for (id, name, at, roles) in [
        ("vinh", "Trần Quang Vinh", OFFICE, &[Role::Head][..]),
        // He sits in the Standing Committee too.
        (
            "vinh",
            "Trần Quang Vinh",
            DISTRICT,
            &[Role::Member, Role::StandingMember],
        ),
        ("yen", "Lê Hải Yến", OFFICE, &[Role::Deputy]),
        (
            "thu",
            "Hoàng Minh Thu",
            DISTRICT,
            &[Role::Decider, Role::Secretary],
        ),
        ("son", "Vũ Hồng Sơn", DISTRICT, &[Role::StandingMember]),
    ] {
        server.settles(id, name, at, roles).await;
    }
    let admin = server.signed_in_anew("quantri").await;
    let office = enrolled("Tập thể Phòng Nội vụ", "tap-the-366", 1);
    let head = enrolled("Trần Quang Vinh", "yen-binh-nguoi-dung-dau", 3);
    let committee = enrolled("Ban Thường vụ Huyện ủy", "tap-the-cap-tren", 1);
    for (id, enrolled) in [
        (whole(OFFICE).to_string(), office),
        ("vinh".to_owned(), head),
        (whole(DISTRICT).to_string(), committee),
    ] {
        let answer = enters(&admin, server, &id, DISTRICT, enrolled).await;
        assert!(answer.status.is_success(), "{id}");
    }
    let opened = admin
        .post(server, "/admin/months", &json!({ "book": month() }))
        .await;
    assert!(opened.status.is_success());
    admin
}

/// Nothing that the tablet sent was refused.
#[track_caller]
fn all_taken(tablet: &Tablet) {
    let refused: Vec<&Refusal> = tablet.device.refused().map(|(_, why)| why).collect();
    assert!(refused.is_empty(), "{refused:?}");
}

fn one<T>(who: &PersonId, what: T) -> BTreeMap<PersonId, T> {
    [(who.clone(), what)].into()
}

impl Tablet {
    fn rates_itself(&mut self, who: &PersonId) {
        let score = SelfScore {
            level: Some(Level::Good),
            words: Some("Theo cuộc họp của tập thể.".to_owned()),
            ..SelfScore::default()
        };
        self.does(
            &month(),
            Deed::Score {
                people: one(who, score),
            },
        );
    }

    fn proposes(&mut self, who: &PersonId) {
        let proposal = Proposal {
            outcome: Some(good()),
            reason: Some("Theo đề xuất của đơn vị.".to_owned()),
            ..Proposal::default()
        };
        self.does(
            &month(),
            Deed::Propose {
                people: one(who, proposal),
            },
        );
    }

    fn sends_round(&mut self, who: &PersonId) -> ActRef {
        let day = roviec_backend::clock::day_of(self.now);
        let tables = to_circulate(&self.book(&month()), &rules());
        let mut tables = tables.into_values();
        let people = tables.find(|rows| rows.contains_key(who)).unwrap();
        let deed = Deed::Circulate {
            day,
            until: day.plus_days(3),
            asked: ["son", "vinh"].map(person).into(),
            people,
        };
        self.does(&month(), deed)
    }

    fn agrees_with(&mut self, round: &ActRef, who: &PersonId) -> ActRef {
        let opinion = Opinion {
            outcome: good(),
            text: String::new(),
        };
        let deed = Deed::Opine {
            round: round.clone(),
            day: roviec_backend::clock::day_of(self.now),
            people: one(who, opinion),
        };
        self.does(&month(), deed)
    }

    fn ends_round_and_concludes(&mut self, round: &ActRef, who: &PersonId) -> ActRef {
        let day = roviec_backend::clock::day_of(self.now);
        let close = Deed::CloseRound {
            round: round.clone(),
            day,
        };
        self.does(&month(), close);
        let row = ConcludedRow {
            book: month(),
            outcome: good(),
            reason: String::new(),
        };
        let notes = ConclusionNotes {
            number: "12-KL/HU".to_owned(),
            day,
            body: "Ban Thường vụ Huyện ủy".to_owned(),
            chair: person("thu"),
            vote: BodyVote {
                entitled: 9,
                present: 9,
                agree: 9,
                ..BodyVote::default()
            },
            cap_exception: None,
            answers: [(month(), round.clone())].into(),
        };
        self.does(
            &month(),
            Deed::Conclude {
                notes,
                people: one(who, row),
            },
        )
    }

    fn confirms(&mut self, round: &ActRef, conclusion: &ActRef, who: &PersonId) {
        let rows = self.book(&month()).round(round).unwrap().rows.clone();
        let on = DecidedOn {
            decided: Decided {
                outcome: good(),
                reason: String::new(),
            },
            row: seals(&rows)[who].clone(),
        };
        let deed = Deed::Decide {
            conclusion: Some(InBook {
                book: month(),
                act: conclusion.clone(),
            }),
            document: "12-KL/HU".to_owned(),
            day: roviec_backend::clock::day_of(self.now),
            people: one(who, on),
        };
        self.does(&month(), deed);
    }
}

async fn a_unit_as_a_whole_is_rated_before_its_head_and_both_read_why(server: Server) {
    district(&server).await;
    let (office, head) = (whole(OFFICE), person("vinh"));
    let mut secretary = server.tablet("thu").await;
    secretary.sync(&server).await;
    let plans = [&office, &head].map(|who| (who.clone(), vec![plan("Báo cáo quý", &month())]));
    let people = plans.into();
    secretary.does(&month(), Deed::Assign { people });
    secretary.sync(&server).await;
    all_taken(&secretary);

    // The deputy speaks for the unit, and sees it alone; the head sees it beside their own sheet.
    let mut deputy = server.tablet("yen").await;
    let mut leader = server.tablet("vinh").await;
    for tablet in [&mut deputy, &mut leader] {
        tablet.sync(&server).await;
    }
    let seen = |book: &Book| book.people.keys().cloned().collect::<Vec<_>>();
    assert_eq!(seen(&deputy.book(&month())), std::slice::from_ref(&office));
    assert_eq!(seen(&leader.book(&month())), [office.clone(), head.clone()]);
    let task = deputy.book(&month()).people[&office]
        .tasks
        .keys()
        .next()
        .cloned();
    let people = one(&office, report(&month()));
    deputy.does(
        &month(),
        Deed::ReportResult {
            task: task.unwrap(),
            people,
        },
    );
    deputy.rates_itself(&office);
    leader.rates_itself(&head);
    for tablet in [&mut deputy, &mut leader] {
        tablet.sync(&server).await;
        all_taken(tablet);
    }

    let mut board = server.tablet("ban").await;
    board.sync(&server).await;
    for who in [&office, &head] {
        board.proposes(who);
    }
    board.answers(&month(), server.clock.today());
    let of_head = board.sends_round(&head);
    let of_office = board.sends_round(&office);
    board.sync(&server).await;
    all_taken(&board);
    let mut member = server.tablet("son").await;
    member.sync(&server).await;
    member.agrees_with(&of_head, &head);
    member.agrees_with(&of_office, &office);
    member.sync(&server).await;
    all_taken(&member);

    // Of himself, and of the unit that he leads, the head gives no opinion.
    leader.sync(&server).await;
    let own = leader.agrees_with(&of_head, &head);
    let units = leader.agrees_with(&of_office, &office);
    leader.sync(&server).await;
    for opinion in [own, units] {
        let refusal = Refusal::OwnRow;
        assert_eq!(leader.status(&opinion), Status::Refused { refusal });
    }

    // The head waits for the unit.
    board.sync(&server).await;
    let early = board.ends_round_and_concludes(&of_head, &head);
    board.sync(&server).await;
    let refusal = Refusal::CollectiveFirst {
        people: vec![head.clone()],
    };
    assert_eq!(board.status(&early), Status::Refused { refusal });
    let conclusion = board.ends_round_and_concludes(&of_office, &office);
    board.sync(&server).await;
    assert!(matches!(board.status(&conclusion), Status::Accepted { .. }));
    secretary.sync(&server).await;
    secretary.confirms(&of_office, &conclusion, &office);
    secretary.sync(&server).await;
    all_taken(&secretary);
    board.sync(&server).await;
    let again = board.book(&month()).conclusions.len();
    assert_eq!(again, 1);
    let row = ConcludedRow {
        book: month(),
        outcome: good(),
        reason: String::new(),
    };
    let mut notes = board.book(&month()).conclusions[0].notes.clone();
    notes.answers = [(month(), of_head.clone())].into();
    let deed = Deed::Conclude {
        notes,
        people: one(&head, row),
    };
    let conclusion = board.does(&month(), deed);
    board.sync(&server).await;
    secretary.sync(&server).await;
    secretary.confirms(&of_head, &conclusion, &head);
    secretary.sync(&server).await;
    all_taken(&secretary);
    board.sync(&server).await;
    let people = to_announce(&board.book(&month()));
    assert_eq!(people.len(), 2);
    let deed = Deed::Announce {
        document: "9-TB/BTC".to_owned(),
        day: server.clock.today(),
        people,
    };
    board.does(&month(), deed);
    board.sync(&server).await;

    for tablet in [&mut deputy, &mut leader] {
        tablet.sync(&server).await;
    }
    let told = |tablet: &Tablet, who: &PersonId| {
        let book = tablet.book(&month());
        let record = &book.people[who];
        assert!(matches!(record.stage, Stage::Announced { .. }), "{who}");
        record.stage.opinions().unwrap()
    };
    told(&deputy, &office);
    told(&leader, &office);
    let count = told(&leader, &head);
    assert_eq!((count.agree, count.other, count.none), (1, 0, 0));
    nothing_is_wrong(&server).await;
}

async fn what_the_level_above_decided_is_entered_with_its_document(server: Server) {
    district(&server).await;
    let committee = whole(DISTRICT);
    let mut secretary = server.tablet("thu").await;
    secretary.sync(&server).await;
    secretary.rates_itself(&committee);
    secretary.sync(&server).await;
    all_taken(&secretary);
    let mut board = server.tablet("ban").await;
    board.sync(&server).await;
    board.proposes(&committee);
    let enter = |document: &str| {
        let on = DecidedOn {
            decided: Decided {
                outcome: Outcome::Level(Level::Excellent),
                reason: String::new(),
            },
            row: String::new(),
        };
        Deed::Decide {
            conclusion: None,
            document: document.to_owned(),
            day: server.clock.today(),
            people: one(&committee, on),
        }
    };
    let bare = board.does(&month(), enter(""));
    board.sync(&server).await;
    let refusal = Refusal::DocumentMissing;
    assert_eq!(board.status(&bare), Status::Refused { refusal });
    let entered = board.does(&month(), enter("8-QĐ/TU"));
    board.sync(&server).await;
    assert!(matches!(board.status(&entered), Status::Accepted { .. }));
    secretary.sync(&server).await;
    let book = secretary.book(&month());
    let decision = book.people[&committee].decision().unwrap();
    assert_eq!(decision.document, "8-QĐ/TU");
    nothing_is_wrong(&server).await;
}

async fn an_administrator_enters_a_unit_as_a_whole_only_where_it_is_rated(server: Server) {
    let admin = district(&server).await;
    let office = whole(OFFICE).to_string();
    let by = |rules: &str, version| enrolled("Tập thể", rules, version);
    // By the rules of a person; in a unit that is not above it; a person by the rules of units.
    for (id, at, enrolled) in [
        (office.as_str(), DISTRICT, by("yen-binh-nguoi-dung-dau", 3)),
        (office.as_str(), "dai-dong", by("tap-the-366", 1)),
        ("vinh", DISTRICT, by("tap-the-366", 1)),
        ("tap-the.khong-co", DISTRICT, by("tap-the-366", 1)),
    ] {
        let answer = enters(&admin, &server, id, at, enrolled).await;
        let code = answer.code();
        assert!(
            matches!(
                code,
                ErrorCode::Malformed | ErrorCode::NotFound | ErrorCode::Forbidden
            ),
            "{id} {at}: {code:?}"
        );
    }
    let account = json!({ "person": office, "login_name": "tap.the" });
    let answer = admin.post(&server, "/admin/accounts", &account).await;
    assert_eq!(answer.code(), ErrorCode::Malformed);
}
