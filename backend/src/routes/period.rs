//! The months of a quarter or a year, person by person.

use std::collections::BTreeSet;

use axum::{
    Json,
    extract::{Path, Query, State, rejection::QueryRejection},
};
use roviec_shared::{
    api::ErrorCode,
    book::period::{PersonMonths, beside, person_months},
    id::{BookId, PersonId, UnitId},
    month::Month,
    organisation::Role,
    permission::scope,
};
use serde::Deserialize;

use crate::{
    app::AppState, database::Transaction, error::Error, exchange::Foundation, scope::author,
    session::SignedIn,
};

/// Months of one answer, at most: a year.
const MONTHS_MAX: i32 = 12;

/// `?from=2026-01&to=2026-12`.
#[derive(Deserialize)]
pub(super) struct Months {
    from: Month,
    to: Month,
}

/// Of everyone where who asks acts on the ratings; of themself alone where they are rated.
pub(super) async fn months(
    State(state): State<AppState>,
    SignedIn(account): SignedIn,
    Path(unit): Path<String>,
    months: Result<Query<Months>, QueryRejection>,
) -> Result<Json<Vec<PersonMonths>>, Error> {
    let Ok(Query(Months { from, to })) = months else {
        return Err(ErrorCode::Malformed.into());
    };
    if to < from || from.plus_months(MONTHS_MAX) <= to {
        return Err(ErrorCode::TooLarge.into());
    }
    let unit: UnitId = unit.parse().map_err(|_| ErrorCode::NotFound)?;
    let mut transaction = state.database.read().await?;
    let foundation = Foundation::read(&state, &mut transaction).await?;
    let author = author(&mut transaction, &account).await?;
    // What is out of sight and what is not there answer alike.
    let sight = scope(&author, foundation.today, &foundation.organisation.tree)
        .remove(&unit)
        .filter(|sight| sight.full || sight.own.is_some())
        .ok_or(ErrorCode::NotFound)?;
    let only = if sight.full { None } else { sight.own };
    let ids: Vec<BookId> = (0..MONTHS_MAX)
        .map(|number| from.plus_months(number))
        .filter(|month| *month <= to)
        .map(|month| BookId {
            unit: unit.clone(),
            month,
        })
        .collect();
    let books = transaction.books(&ids).await?;
    let rules = &foundation.rules.book;
    let mut found = person_months(rules, &books, only.as_ref());
    let elsewhere = elsewhere(&mut transaction, &ids, &found).await?;
    let books = transaction.books(&elsewhere).await?;
    beside(rules, &mut found, &books);
    Ok(Json(found))
}

/// The books of other units in which these people were rated in these months, as far as they are short of some.
async fn elsewhere(
    transaction: &mut Transaction,
    ids: &[BookId],
    found: &[PersonMonths],
) -> Result<BTreeSet<BookId>, Error> {
    let people: Vec<&PersonId> = found.iter().map(|of| &of.person).collect();
    let held = transaction.held_by(&people).await?;
    let mut books = BTreeSet::new();
    for of in found {
        let posts = held.get(&of.person).into_iter().flatten();
        for post in posts.filter(|held| held.role == Role::Member) {
            let short = ids.iter().filter(|id| {
                let month = id.month;
                post.unit != id.unit
                    && post.from <= month.last_day()
                    && post.until.is_none_or(|until| month.first_day() <= until)
                    && of.months.iter().all(|rated| rated.month != month)
            });
            books.extend(short.map(|id| BookId {
                unit: post.unit.clone(),
                month: id.month,
            }));
        }
    }
    Ok(books)
}
