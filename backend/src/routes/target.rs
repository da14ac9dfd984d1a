//! Targets of the term, across the months that speak of them.

use std::collections::BTreeSet;

use axum::{
    Json,
    extract::{Path, State},
};
use roviec_shared::{
    api::ErrorCode,
    book::serving::{TargetRow, TargetTasks, rows, serving_tasks},
    id::{BookId, InBook},
    permission::{counts, scope, targets_seen},
};

use crate::{app::AppState, error::Error, exchange::Foundation, scope::author, session::SignedIn};

/// Targets set longer ago than this are of a term that has ended: five years, and two more to look back.
const MONTHS_BACK: i32 = 84;
/// Books that are opened for one answer, at most; the newest.
const BOOKS_MAX: usize = 60;

/// All in sight: of the units whose counts who asks sees, and of those above them.
pub(super) async fn list(
    State(state): State<AppState>,
    SignedIn(account): SignedIn,
) -> Result<Json<Vec<TargetRow>>, Error> {
    let mut transaction = state.database.read().await?;
    let foundation = Foundation::read(&state, &mut transaction).await?;
    let author = author(&mut transaction, &account).await?;
    let (today, tree) = (foundation.today, &foundation.organisation.tree);
    let seen = targets_seen(&author, today, tree);
    if seen.is_empty() {
        return Ok(Json(Vec::new()));
    }
    let counted = counts(&author, today, tree);
    let since = today.month().plus_months(-MONTHS_BACK);
    let said = transaction.targets_since(since).await?;
    let said = said.into_iter().map(|of| (of.book, of.target, of.said));
    Ok(Json(rows(said, &seen, &counted)))
}

/// The tasks that serve one: listed where who asks acts on the unit's ratings, elsewhere counted.
pub(super) async fn tasks(
    State(state): State<AppState>,
    SignedIn(account): SignedIn,
    Path((unit, month, id)): Path<(String, String, String)>,
) -> Result<Json<TargetTasks>, Error> {
    let book: BookId = format!("{unit}/{month}")
        .parse()
        .map_err(|_| ErrorCode::NotFound)?;
    let act = id.parse().map_err(|_| ErrorCode::NotFound)?;
    let target = InBook { book, act };
    let mut transaction = state.database.read().await?;
    let foundation = Foundation::read(&state, &mut transaction).await?;
    let author = author(&mut transaction, &account).await?;
    let (today, tree) = (foundation.today, &foundation.organisation.tree);
    // What is out of sight and what is not there answer alike.
    if !targets_seen(&author, today, tree).contains(&target.book.unit) {
        return Err(ErrorCode::NotFound.into());
    }
    let counted = counts(&author, today, tree);
    let sight = scope(&author, today, tree);
    let mut found = TargetTasks::default();
    let mut opened: BTreeSet<(String, BookId)> = BTreeSet::new();
    for of in transaction.said_of_target(&target).await? {
        let Some(serving) = of.said.serving else {
            continue;
        };
        if counted.contains(&of.book.unit) {
            found
                .units
                .entry(of.book.unit.clone())
                .or_default()
                .add(serving);
        }
        if sight.get(&of.book.unit).is_some_and(|sight| sight.full) {
            opened.insert((String::from(of.book.month), of.book));
        }
    }
    let newest = opened.iter().rev().take(BOOKS_MAX).map(|(_, book)| book);
    for book in transaction.books(newest).await? {
        found.tasks.extend(serving_tasks(&book, &target));
    }
    Ok(Json(found))
}
