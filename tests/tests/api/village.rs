//! A small district: a commune with two cells, another commune, and the people who act in them. It is
//! written into the database directly, since entering it by hand is another test.

use std::{collections::BTreeMap, sync::Arc};

use roviec_backend::{command::begin_district, database::Account, month::open_due, token};
use roviec_shared::{
    api::Post,
    id::{BookId, PersonId, UnitId},
    organisation::{Enrolled, Held, Role, Track, Unit, UnitKind},
    rules::{RuleBook, shipped},
};

use crate::harness::{NOON, Person, Server};

/// The cell whose month is played.
pub const CELL: &str = "huong-ly";
/// Another cell under the same committee.
pub const OTHER_CELL: &str = "lang-da";
/// The committee above both.
pub const COMMUNE: &str = "dai-dong";

/// Units: id, kind, parent.
const UNITS: [(&str, UnitKind, &str); 5] = [
    (COMMUNE, UnitKind::GrassrootsOrganisation, "huyen"),
    (CELL, UnitKind::Cell, COMMUNE),
    (OTHER_CELL, UnitKind::Cell, COMMUNE),
    ("bao-ai", UnitKind::GrassrootsOrganisation, "huyen"),
    ("ngoi-ken", UnitKind::Cell, "bao-ai"),
];

/// People: login name and id, name, unit, roles there. Members are rated.
const PEOPLE: [(&str, &str, &str, &[Role]); 11] = [
    (
        "diu",
        "Phạm Thị Dịu",
        CELL,
        &[Role::Member, Role::Secretary],
    ),
    (
        "binh",
        "Nguyễn Văn Bình",
        CELL,
        &[Role::Member, Role::Deputy],
    ),
    ("chi", "Hoàng Thị Chi", CELL, &[Role::Member]),
    ("dung", "Lương Văn Dũng", CELL, &[Role::Member]),
    (
        "nga",
        "Lý Thị Nga",
        OTHER_CELL,
        &[Role::Member, Role::Secretary],
    ),
    (
        "phong",
        "Trần Văn Phong",
        OTHER_CELL,
        &[Role::Member, Role::Deputy],
    ),
    ("quy", "Vũ Thị Quý", OTHER_CELL, &[Role::Member]),
    (
        "kien",
        "Hà Văn Kiên",
        "ngoi-ken",
        &[Role::Member, Role::Secretary],
    ),
    ("hoa", "Đỗ Thị Hoa", COMMUNE, &[Role::CommitteeOffice]),
    ("minh", "Lê Quang Minh", COMMUNE, &[Role::Decider]),
    ("ban", "Bùi Văn Bản", "huyen", &[Role::OrganisationBoard]),
];

pub fn unit(id: &str) -> UnitId {
    id.parse().unwrap()
}

pub fn person(id: &str) -> PersonId {
    id.parse().unwrap()
}

/// A unit's October 2026.
pub fn book(unit: &str) -> BookId {
    format!("{unit}/2026-10").parse().unwrap()
}

pub fn rules() -> Arc<RuleBook> {
    Arc::new(shipped().into_iter().collect())
}

/// A member of a cell, as the month takes them over.
pub fn enrolled(name: &str) -> Enrolled {
    Enrolled::new(
        name.to_owned(),
        Track::Member,
        "dang-vien-chi-bo-thon".parse().unwrap(),
        1,
    )
}

impl Server {
    /// The district with its people, and this month opened everywhere.
    pub async fn village(&self) {
        self.village_unopened().await;
        open_due(&self.state).await.unwrap();
    }

    /// The district with its people, before any month is opened.
    pub async fn village_unopened(&self) {
        begin_district(
            &self.state.database,
            &self.clock,
            "Huyện ủy Yên Bình",
            "quantri",
            "Quản Trị",
        )
        .await
        .unwrap();
        let from = self.clock.today().plus_days(-400);
        let units: Vec<Unit> = UNITS
            .iter()
            .map(|(id, kind, parent)| Unit {
                id: unit(id),
                kind: *kind,
                name: (*id).to_owned(),
                management_parent: Some(unit(parent)),
                party_parent: Some(unit(parent)),
                from,
                until: None,
                telephone: None,
                end: None,
            })
            .collect();
        let mut transaction = self.state.database.write().await.unwrap();
        transaction.move_organisation_revision().await.unwrap();
        transaction.put_units(&units).await.unwrap();
        for (id, name, at, roles) in PEOPLE {
            if roles.contains(&Role::Member) {
                let names = [(person(id), name.to_owned())];
                transaction.put_persons(&names).await.unwrap();
                let rows = [(unit(at), person(id), enrolled(name))];
                transaction.put_enrolled(&rows).await.unwrap();
            }
        }
        transaction.commit().await.unwrap();
        for (id, name, at, roles) in PEOPLE {
            self.settles(id, name, at, roles).await;
        }
    }

    /// Somebody with roles at a unit and an account whose password is their own.
    pub async fn settles(&self, id: &str, name: &str, at: &str, roles: &[Role]) {
        let from = self.clock.today().plus_days(-400);
        let mut transaction = self.state.database.write().await.unwrap();
        transaction.move_organisation_revision().await.unwrap();
        let names = [(person(id), name.to_owned())];
        transaction.put_persons(&names).await.unwrap();
        let posts: Vec<Post> = roles
            .iter()
            .enumerate()
            .map(|(number, role)| Post {
                id: format!("{id}-{at}-{number}"),
                person: person(id),
                held: Held {
                    role: *role,
                    unit: unit(at),
                    from,
                    until: None,
                    document: String::new(),
                },
            })
            .collect();
        transaction.put_posts(&posts).await.unwrap();
        if transaction.password_of_name(id).await.unwrap().is_none() {
            let account = Account {
                id: format!("a-{id}"),
                person: person(id),
                login_name: id.to_owned(),
                must_change: false,
            };
            transaction
                .add_account(&account, "-", &account.id, None, NOON)
                .await
                .unwrap();
            // Their password is their own.
            transaction
                .set_password(&account.id, "-", false, None)
                .await
                .unwrap();
        }
        transaction.commit().await.unwrap();
    }

    /// A session of somebody of the village, without the time that a password costs.
    pub async fn session_of(&self, login_name: &str) -> Person {
        self.session_of_account(&format!("a-{login_name}")).await
    }

    /// A session of whoever has that name, with a password that counts as their own.
    pub async fn signed_in_anew(&self, login_name: &str) -> Person {
        let mut transaction = self.state.database.write().await.unwrap();
        let account = transaction
            .password_of_name(login_name)
            .await
            .unwrap()
            .unwrap()
            .id;
        transaction
            .set_password(&account, "-", false, None)
            .await
            .unwrap();
        transaction.commit().await.unwrap();
        self.session_of_account(&account).await
    }

    async fn session_of_account(&self, account: &str) -> Person {
        let token = token::encode(&token::random::<32>().unwrap());
        let token_hash = token::encode(&token::sha256(token.as_bytes()));
        let mut transaction = self.state.database.write().await.unwrap();
        let now_ms = self.clock.now_ms();
        let ends_at = now_ms + 30 * 86_400_000;
        transaction
            .add_session(&token_hash, account, now_ms, ends_at)
            .await
            .unwrap();
        transaction.commit().await.unwrap();
        Person {
            cookie: format!("roviec_session_{account}={token}"),
        }
    }

    /// How many entries each ledger has.
    pub async fn heads(&self) -> BTreeMap<String, i64> {
        let tips = self
            .state
            .database
            .read()
            .await
            .unwrap()
            .tips()
            .await
            .unwrap();
        tips.into_iter()
            .map(|(ledger, tip)| (ledger.to_string(), tip.head))
            .collect()
    }
}
