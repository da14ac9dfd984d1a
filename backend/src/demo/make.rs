//! Makes the demonstration in an empty database: one transaction, so that it is there whole or not at all.

mod acts;

use std::collections::{BTreeMap, BTreeSet};

use roviec_shared::{
    api::Demo,
    id::PersonId,
    month::Month,
    organisation::Role,
    rules::{RuleBook, shipped},
};

use tokio::{sync::mpsc, task::spawn_blocking};

use self::acts::{Done, Registered, ledgers};

use super::{
    account::{Named, PASSWORD},
    chance::Chance,
    district::{District, Ledger},
    hand::{Hand, secret},
    room::moment,
    shape::Shape,
};
use crate::{
    database::{Account, Database, Transaction},
    error::Error,
    password::Hashing,
    server_key::ServerKey,
    session, token,
};

/// Sittings that are done and wait to be stored, at most.
const DONE_AHEAD: usize = 8;

/// What is to be made.
#[derive(Clone, Copy, Debug)]
pub struct Making {
    /// The month that begins; the one before it is being rated.
    pub month: Month,
    /// What people and their months are drawn from.
    pub seed: u64,
    /// Which tree.
    pub shape: Shape,
    /// How much of it.
    pub extent: Extent,
}

/// How much of the district gets months. Its units, people and accounts are always all there.
#[derive(Clone, Copy, Debug)]
pub enum Extent {
    /// All.
    Whole,
    /// The months of a few ledgers, of which few are closed: what most tests need.
    Part {
        /// Whose ledgers.
        ledgers: &'static [&'static str],
        /// The last so many closed months.
        closed: usize,
    },
}

impl Making {
    /// The month that has ended and is being rated.
    pub fn rated(self) -> Month {
        self.month.previous()
    }

    /// The program was taken up when the last closed month had been announced.
    fn begun(self) -> i64 {
        moment(self.rated().day(13), 7, 0)
    }

    /// The places of the closed months that are made.
    fn places(self) -> std::ops::Range<usize> {
        match self.extent {
            Extent::Whole => 0..self.shape.closed_months(),
            Extent::Part { closed, .. } => {
                let all = self.shape.closed_months();
                all.saturating_sub(closed)..all
            }
        }
    }

    fn has(self, ledger: &Ledger) -> bool {
        match self.extent {
            Extent::Whole => true,
            Extent::Part { ledgers, .. } => ledgers.contains(&ledger.unit.as_str()),
        }
    }

    /// The closed month of that place, the oldest first.
    fn closed(self, place: usize) -> Month {
        let back = i32::try_from(self.shape.closed_months() - place).unwrap_or(0);
        self.rated().plus_months(-back)
    }
}

/// Makes the demonstration; gives its accounts. Refused where there is a district.
pub async fn make(database: &Database, making: Making) -> Result<Demo, Error> {
    let rules: RuleBook = shipped().into_iter().collect();
    let oldest = making.closed(0);
    let known = rules.iter().map(|rules| rules.valid.from).min();
    if known.is_none_or(|from| oldest < from) {
        return Err(Error::Operator(format!(
            "các tháng đã đóng bắt đầu từ {oldest}, khi chưa có hướng dẫn: chọn tháng muộn hơn \
             (no rules are known for the oldest month)"
        )));
    }
    let unreadable = |_| Error::Broken("an id in the tables is none".to_owned());
    let district = District::of_shape(making.shape, making.seed).map_err(unreadable)?;
    let mut transaction = database.write().await?;
    if transaction.district("epoch").await?.is_some() {
        return Err(Error::Operator(
            "cơ sở dữ liệu này đã có dữ liệu (this database is not empty)".to_owned(),
        ));
    }
    let server = begin(&mut transaction, &district, &rules, making).await?;
    let versions = serde_json::json!({
        "program": env!("CARGO_PKG_VERSION"),
        "organisation": transaction.organisation_revision().await?,
        "rules": transaction.rules_revision().await?,
    })
    .to_string();
    // One thread does the acts, while what it has done is being stored.
    let (made, mut to_store) = mpsc::channel(DONE_AHEAD);
    let doing = spawn_blocking(move || ledgers(&district, &rules, making, server, &made));
    while let Some(done) = to_store.recv().await {
        match done {
            Done::Keys(keys) => add_series(&mut transaction, keys).await?,
            Done::Sitting(mut sitting) => sitting.store(&mut transaction, &versions).await?,
        }
    }
    doing
        .await
        .map_err(|_| Error::Broken("making it ended in a panic".to_owned()))??;
    let accounts = transaction.described_accounts().await?;
    transaction.commit().await?;
    Ok(Demo {
        password: PASSWORD.to_owned(),
        accounts,
    })
}

/// What is there before the first act: the epoch, the server's key, rules, organisation, accounts.
async fn begin(
    transaction: &mut Transaction,
    district: &District,
    rules: &RuleBook,
    making: Making,
) -> Result<Hand, Error> {
    let begun = making.begun();
    // Two demonstrations are two epochs, though their ledgers are the same: what was added to the one
    // must not be taken for the other's.
    transaction
        .set_district("epoch", &token::random_id("e")?)
        .await?;
    transaction.set_district("demo_password", PASSWORD).await?;
    let key = secret(Chance::of(district.seed, &["key", "server"]));
    ServerKey::begin_with(transaction, &key, begun).await?;
    transaction.add_rules(&shipped()).await?;
    transaction.move_organisation_revision().await?;
    let units: Vec<_> = district.tree.units.values().cloned().collect();
    transaction.put_units(&units).await?;
    let persons: Vec<_> = district
        .people
        .iter()
        .map(|someone| (someone.id.clone(), someone.name.clone()))
        .collect();
    transaction.put_persons(&persons).await?;
    transaction.put_posts(&district.posts).await?;
    transaction
        .put_enrolled(&district.enrolled(rules, making.month))
        .await?;
    let ledgers: Vec<&str> = district
        .ledgers
        .iter()
        .map(|ledger| ledger.unit.as_str())
        .collect();
    transaction.begin_ledgers(&ledgers).await?;
    accounts(transaction, district, begun).await?;
    Hand::new(&key, None, String::new(), "server")
}

/// An account for everyone who acts, and for those whom the sign-in page describes: one password, hashed
/// once, and nobody else's, so that nothing they sign has to be confirmed.
async fn accounts(
    transaction: &mut Transaction,
    district: &District,
    begun: i64,
) -> Result<(), Error> {
    let hash = Hashing::default().hash(PASSWORD.to_owned()).await?;
    let mut named = district.described();
    let known: BTreeSet<PersonId> = named.iter().map(|named| named.person.clone()).collect();
    let acting: BTreeSet<PersonId> = district
        .ledgers
        .iter()
        .flat_map(|ledger| district.acting(ledger))
        .filter(|person| !known.contains(person))
        .collect();
    let leads: BTreeMap<&PersonId, String> = district
        .posts
        .iter()
        .filter(|post| post.held.role == Role::Secretary)
        .map(|post| (&post.person, format!("bt.{}", post.held.unit)))
        .collect();
    named.extend(acting.into_iter().map(|person| {
        Named {
            login_name: leads
                .get(&person)
                .cloned()
                .unwrap_or_else(|| person.to_string()),
            person,
            described: None,
        }
    }));
    for (place, named) in (0..).zip(named) {
        let account = Account {
            id: account_of(&named.person),
            login_name: session::login_name(&named.login_name),
            person: named.person,
            must_change: false,
        };
        transaction
            .add_account(&account, &hash, &account.id, named.described, begun + place)
            .await?;
    }
    Ok(())
}

fn account_of(person: &PersonId) -> String {
    format!("a-{person}")
}

async fn add_series(transaction: &mut Transaction, keys: Vec<Registered>) -> Result<(), Error> {
    for key in keys {
        transaction
            .add_series(&key.account, &key.series, &key.public_key)
            .await?;
    }
    Ok(())
}
