//! New versions of rule sets, and what one would have changed. Rule sets hold for the whole tree, so that
//! only who administers all of it adds one.

use axum::{Json, extract::State};
use roviec_shared::{
    api::{AddRules, AddedRules, ErrorCode, RulesAnswer, RulesProblem, TryRules},
    book::trial::Trial,
    id::BookId,
    month::Month,
    rules::{RuleBook, RuleProblem, RuleSet},
};

use crate::{
    app::AppState, body::Body, database::Account, database::Transaction, error::Error,
    scope::Administration, session::SignedIn,
};

/// Books read at once, so that a district's month never stands in memory as a whole.
const BOOKS_AT_ONCE: usize = 50;

fn problems(found: &[RuleProblem]) -> Vec<RulesProblem> {
    let said = found.iter().map(|problem| RulesProblem {
        path: problem.path.clone(),
        line: problem.line.and_then(|line| u32::try_from(line).ok()),
        words: problem.fault.sentence(),
    });
    said.collect()
}

/// Refuses who does not administer every unit at the top.
async fn check_all(
    state: &AppState,
    transaction: &mut Transaction,
    account: &Account,
) -> Result<(), Error> {
    let scope = Administration::of(state, transaction, account, state.clock.today()).await?;
    let mut tops = scope
        .tree()
        .units
        .values()
        .filter(|unit| unit.management_parent.is_none() && unit.party_parent.is_none());
    if tops.all(|top| scope.covers(&top.id)) {
        Ok(())
    } else {
        Err(ErrorCode::Forbidden.into())
    }
}

/// The set as the next version of its name, from a month on; another track or subject is another set.
fn next_version(known: &RuleBook, mut set: RuleSet, from: Month) -> Result<RuleSet, Error> {
    set.version = 1;
    if let Some(newest) = known.newest(&set.id) {
        if newest.track != set.track || newest.subject != set.subject || from <= newest.valid.from {
            return Err(ErrorCode::Conflict.into());
        }
        set.version = newest.version + 1;
    }
    set.valid.from = from;
    Ok(set)
}

pub(super) async fn add(
    State(state): State<AppState>,
    SignedIn(account): SignedIn,
    Body(form): Body<AddRules>,
) -> Result<Json<RulesAnswer<AddedRules>>, Error> {
    let mut transaction = state.database.write().await?;
    check_all(&state, &mut transaction, &account).await?;
    let set = match RuleSet::from_toml(&form.text) {
        Ok(set) => set,
        Err(wrong) => return Ok(Json(RulesAnswer::Problems(problems(&wrong.0)))),
    };
    // Of two who add at once, the second sees what the first added.
    transaction.move_rules_revision().await?;
    let known = transaction.rules().await?;
    let today = state.clock.today();
    // An opened month keeps the version that it was opened with, and so does every month before it.
    if form.from < today.month() || transaction.is_opened_from(form.from).await? {
        return Err(ErrorCode::Conflict.into());
    }
    let set = next_version(&known, set, form.from)?;
    let faults = set.check();
    if !faults.is_empty() {
        return Ok(Json(RulesAnswer::Problems(problems(&faults))));
    }
    let added = AddedRules {
        id: set.id.clone(),
        version: set.version,
        from: set.valid.from,
    };
    transaction.add_rules(&[set]).await?;
    transaction.commit().await?;
    Ok(Json(RulesAnswer::Done(added)))
}

pub(super) async fn trial(
    State(state): State<AppState>,
    SignedIn(account): SignedIn,
    Body(form): Body<TryRules>,
) -> Result<Json<RulesAnswer<Trial>>, Error> {
    let mut transaction = state.database.read().await?;
    check_all(&state, &mut transaction, &account).await?;
    let set = match RuleSet::from_toml(&form.text) {
        Ok(set) => set,
        Err(wrong) => return Ok(Json(RulesAnswer::Problems(problems(&wrong.0)))),
    };
    let known = state.rules(&mut transaction).await?;
    let month = form.month;
    let opened = transaction.opened_in(month).await?.into_iter();
    let books: Vec<BookId> = opened.map(|unit| BookId { unit, month }).collect();
    let mut trial = Trial::default();
    for some in books.chunks(BOOKS_AT_ONCE) {
        for book in transaction.books(some).await? {
            trial.add(&known.book, &set, &book);
        }
    }
    Ok(Json(RulesAnswer::Done(trial)))
}
