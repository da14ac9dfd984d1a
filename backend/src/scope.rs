//! Loads the facts that `permission` asks for, and turns its answers into what a request may touch.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use roviec_shared::{
    api::ErrorCode,
    id::{PersonId, UnitId},
    month::Day,
    organisation::{Line, Role, Tree},
    permission::Author,
    rules::RuleBook,
};

use crate::{
    app::AppState,
    database::{Account, Transaction},
    error::Error,
};

/// The tree as it was read at a revision; one is kept in memory, the newest.
#[derive(Debug)]
pub struct Organisation {
    /// Moves with every change.
    pub revision: i64,
    /// All units.
    pub tree: Tree,
    /// The days on which somebody takes up a post, or holds it no more.
    turns: BTreeSet<Day>,
}

impl Organisation {
    /// The last day on which somebody took up a post or left it.
    pub fn turn(&self, today: Day) -> Option<Day> {
        self.turns.range(..=today).next_back().copied()
    }
}

impl AppState {
    /// The organisation as the transaction sees it.
    pub async fn organisation(
        &self,
        transaction: &mut Transaction,
    ) -> Result<Arc<Organisation>, Error> {
        let revision = transaction.organisation_revision().await?;
        if let Some(kept) = self
            .organisation
            .lock()
            .await
            .as_ref()
            .filter(|kept| kept.revision == revision)
        {
            return Ok(kept.clone());
        }
        let read = Arc::new(Organisation {
            revision,
            tree: transaction.tree().await?,
            turns: transaction.turns().await?,
        });
        *self.organisation.lock().await = Some(read.clone());
        Ok(read)
    }
}

/// The rule sets as they were read at a revision.
#[derive(Debug)]
pub struct Rules {
    /// Moves with every change.
    pub revision: i64,
    /// All of them.
    pub book: RuleBook,
}

impl AppState {
    /// The rule sets as the transaction sees them.
    pub async fn rules(&self, transaction: &mut Transaction) -> Result<Arc<Rules>, Error> {
        let revision = transaction.rules_revision().await?;
        if let Some(kept) = self
            .rules
            .lock()
            .await
            .as_ref()
            .filter(|kept| kept.revision == revision)
        {
            return Ok(kept.clone());
        }
        let read = Arc::new(Rules {
            revision,
            book: transaction.rules().await?,
        });
        *self.rules.lock().await = Some(read.clone());
        Ok(read)
    }
}

/// Whom `permission` is asked about: the person of an account, with their roles.
pub async fn author(transaction: &mut Transaction, account: &Account) -> Result<Author, Error> {
    let held = transaction.held_by(&[&account.person]).await?;
    Ok(Author {
        person: Some(account.person.clone()),
        held: held.into_values().flatten().collect(),
    })
}

/// Whom `permission` is asked about for each of these people, with their roles.
pub async fn authors(
    transaction: &mut Transaction,
    people: impl Iterator<Item = &PersonId>,
) -> Result<BTreeMap<PersonId, Author>, Error> {
    let people: BTreeSet<&PersonId> = people.collect();
    let people: Vec<&PersonId> = people.into_iter().collect();
    let mut held = transaction.held_by(&people).await?;
    Ok(people
        .into_iter()
        .map(|person| {
            let author = Author {
                person: Some(person.clone()),
                held: held.remove(person).unwrap_or_default(),
            };
            (person.clone(), author)
        })
        .collect())
}

/// What an administrator may change: all that stands at or below the units of that role, on either
/// line. Nothing of a rating.
#[derive(Debug)]
pub struct Administration {
    organisation: Arc<Organisation>,
    tops: Vec<UnitId>,
}

impl Administration {
    /// The scope of an account; refused where it administers nothing today.
    pub async fn of(
        state: &AppState,
        transaction: &mut Transaction,
        account: &Account,
        today: Day,
    ) -> Result<Self, Error> {
        let organisation = state.organisation(transaction).await?;
        let tops: Vec<UnitId> = transaction
            .posts_of(account.person.as_str())
            .await?
            .into_iter()
            .filter(|post| post.held.role == Role::Administrator && post.held.holds_on(today))
            .map(|post| post.held.unit)
            .collect();
        if tops.is_empty() {
            Err(ErrorCode::Forbidden.into())
        } else {
            Ok(Self { organisation, tops })
        }
    }

    /// The tree that the scope was made from.
    pub fn tree(&self) -> &Tree {
        &self.organisation.tree
    }

    /// Whether a unit stands in the scope.
    pub fn covers(&self, unit: &UnitId) -> bool {
        let within = |top: &UnitId, line| self.tree().is_within(unit, top, line);
        self.tops
            .iter()
            .any(|top| within(top, Line::Management) || within(top, Line::Party))
    }

    /// Refuses what is outside.
    pub fn check(&self, unit: &UnitId) -> Result<(), Error> {
        if self.covers(unit) {
            Ok(())
        } else {
            Err(ErrorCode::Forbidden.into())
        }
    }

    /// Refuses a person none of whose units and posts stand in the scope.
    pub async fn check_person(
        &self,
        transaction: &mut Transaction,
        person: &str,
    ) -> Result<(), Error> {
        let enrolled = transaction.units_of(person).await?;
        let posts = transaction.posts_of(person).await?;
        let mut units = enrolled
            .iter()
            .chain(posts.iter().map(|post| &post.held.unit));
        if units.any(|unit| self.covers(unit)) {
            Ok(())
        } else {
            Err(ErrorCode::Forbidden.into())
        }
    }
}
