//! The counts that dashboards add up.

use axum::{
    Json,
    extract::{Query, State, rejection::QueryRejection},
};
use roviec_shared::{
    api::{ErrorCode, SummaryRow},
    month::Month,
    permission::counts,
};
use serde::Deserialize;

use crate::{app::AppState, error::Error, exchange::Foundation, scope::author, session::SignedIn};

/// Months of one answer, at most: two years and the one under way.
const MONTHS_MAX: i32 = 25;

/// `?from=2026-01&to=2026-11`.
#[derive(Deserialize)]
pub(super) struct Months {
    from: Month,
    to: Month,
}

pub(super) async fn summaries(
    State(state): State<AppState>,
    SignedIn(account): SignedIn,
    months: Result<Query<Months>, QueryRejection>,
) -> Result<Json<Vec<SummaryRow>>, Error> {
    let Ok(Query(Months { from, to })) = months else {
        return Err(ErrorCode::Malformed.into());
    };
    if from.plus_months(MONTHS_MAX) <= to {
        return Err(ErrorCode::TooLarge.into());
    }
    let mut transaction = state.database.read().await?;
    let foundation = Foundation::read(&state, &mut transaction).await?;
    let author = author(&mut transaction, &account).await?;
    let units = counts(&author, foundation.today, &foundation.organisation.tree);
    let units: Vec<_> = units.iter().collect();
    let mut rows = Vec::new();
    for (book, summary) in transaction.summaries(&units, from, to).await? {
        rows.push(SummaryRow { book, summary });
    }
    Ok(Json(rows))
}
