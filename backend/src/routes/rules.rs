//! New versions of rule sets, their files, and what one would have changed. Rule sets hold for the whole tree, so
//! that only who administers all of it adds one.

use axum::{
    Json,
    extract::{Path, State},
};
use roviec_shared::{
    api::{
        AddRules, AddedRules, ErrorCode, RulesAnswer, RulesMonths, RulesProblem, RulesRefusal,
        RulesText, TriedRules, TryRules,
    },
    book::trial::Trial,
    id::{BookId, RuleSetId},
    month::Month,
    permission::administers_all,
    rules::{RuleBook, RuleProblem, RuleSet},
};

use crate::{
    app::AppState, body::Body, database::Account, database::Transaction, error::Error,
    scope::author, session::SignedIn,
};

/// Books read at once, so that a district's month never stands in memory as a whole.
const BOOKS_AT_ONCE: usize = 50;
/// Months to try a version on: five years.
const MONTHS_OFFERED: u32 = 60;

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
    let author = author(transaction, account).await?;
    let organisation = state.organisation(transaction).await?;
    if administers_all(&author, state.clock.today(), &organisation.tree) {
        Ok(())
    } else {
        Err(ErrorCode::Forbidden.into())
    }
}

/// The set with the number that it would get; another track or subject is another set.
fn numbered(known: &RuleBook, mut set: RuleSet) -> Result<RuleSet, RulesRefusal> {
    set.version = 1;
    if let Some(newest) = known.newest(&set.id) {
        if newest.track != set.track || newest.subject != set.subject {
            return Err(RulesRefusal::OtherKind);
        }
        set.version = newest.version + 1;
    }
    Ok(set)
}

/// The set as the next version of its name, from a month on that is not before the first free one.
fn next_version(
    known: &RuleBook,
    set: RuleSet,
    from: Month,
    first: Month,
) -> Result<RuleSet, RulesRefusal> {
    let mut set = numbered(known, set)?;
    if from < first {
        return Err(RulesRefusal::MonthTaken { first });
    }
    if let Some(newest) = known
        .newest(&set.id)
        .filter(|newest| from <= newest.valid.from)
    {
        let (version, from) = (newest.version, newest.valid.from);
        return Err(RulesRefusal::NotAfter { version, from });
    }
    set.valid.from = from;
    Ok(set)
}

/// The first month that a version can begin with, `opened` being those that are open, the newest first: an
/// opened month keeps the version that it was opened with, and so does every month before it.
fn first_free(state: &AppState, opened: &[Month]) -> Month {
    let now = state.clock.today().month();
    opened.first().map_or(now, |opened| opened.next().max(now))
}

pub(super) async fn months(
    State(state): State<AppState>,
    SignedIn(account): SignedIn,
) -> Result<Json<RulesMonths>, Error> {
    let mut transaction = state.database.read().await?;
    check_all(&state, &mut transaction, &account).await?;
    let opened = transaction.months_opened(MONTHS_OFFERED).await?;
    let first = first_free(&state, &opened);
    Ok(Json(RulesMonths { opened, first }))
}

pub(super) async fn text(
    State(state): State<AppState>,
    SignedIn(account): SignedIn,
    Path((id, version)): Path<(String, u32)>,
) -> Result<Json<RulesText>, Error> {
    let mut transaction = state.database.read().await?;
    check_all(&state, &mut transaction, &account).await?;
    let id: RuleSetId = id.parse().map_err(|_| ErrorCode::NotFound)?;
    let known = state.rules(&mut transaction).await?;
    let set = known.book.get(&id, version).ok_or(ErrorCode::NotFound)?;
    let text = match transaction.rules_written(&id, version).await? {
        Some(written) => written,
        None => set.to_toml().map_err(|_| ErrorCode::Unavailable)?,
    };
    Ok(Json(RulesText { text }))
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
    let first = first_free(&state, &transaction.months_opened(1).await?);
    let set = match next_version(&known, set, form.from, first) {
        Ok(set) => set,
        Err(why) => return Ok(Json(RulesAnswer::Refused(why))),
    };
    let faults = set.check();
    if !faults.is_empty() {
        return Ok(Json(RulesAnswer::Problems(problems(&faults))));
    }
    transaction.add_version(&set, Some(&form.text)).await?;
    transaction.commit().await?;
    Ok(Json(RulesAnswer::Done(AddedRules {
        id: set.id,
        version: set.version,
        from: set.valid.from,
    })))
}

pub(super) async fn trial(
    State(state): State<AppState>,
    SignedIn(account): SignedIn,
    Body(form): Body<TryRules>,
) -> Result<Json<RulesAnswer<TriedRules>>, Error> {
    let mut transaction = state.database.read().await?;
    check_all(&state, &mut transaction, &account).await?;
    let set = match RuleSet::from_toml(&form.text) {
        Ok(set) => set,
        Err(wrong) => return Ok(Json(RulesAnswer::Problems(problems(&wrong.0)))),
    };
    let known = state.rules(&mut transaction).await?;
    let set = match numbered(&known.book, set) {
        Ok(set) => set,
        Err(why) => return Ok(Json(RulesAnswer::Refused(why))),
    };
    let month = form.month;
    let opened = transaction.opened_in(month).await?.into_iter();
    let books: Vec<BookId> = opened.map(|unit| BookId { unit, month }).collect();
    let mut trial = Trial::default();
    for some in books.chunks(BOOKS_AT_ONCE) {
        for book in transaction.books(some).await? {
            trial.add(&known.book, &set, &book);
        }
    }
    let tree = &state.organisation(&mut transaction).await?.tree;
    let named = trial.changed.iter().filter_map(|row| {
        let unit = tree.units.get(&row.unit)?;
        Some((unit.id.clone(), unit.name.clone()))
    });
    let units = named.collect();
    Ok(Json(RulesAnswer::Done(TriedRules { set, trial, units })))
}
