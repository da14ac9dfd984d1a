//! Looking up a unit's month that the device does not hold.

use axum::{
    Json,
    extract::{Path, State},
};
use roviec_shared::{
    api::{BookParts, ErrorCode, ViewParts},
    id::BookId,
    permission::scope,
    view::parts_since,
};

use crate::{app::AppState, error::Error, exchange::Foundation, scope::author, session::SignedIn};

pub(super) async fn book(
    State(state): State<AppState>,
    SignedIn(account): SignedIn,
    Path((unit, month)): Path<(String, String)>,
) -> Result<Json<BookParts>, Error> {
    let id: BookId = format!("{unit}/{month}")
        .parse()
        .map_err(|_| ErrorCode::NotFound)?;
    let mut transaction = state.database.read().await?;
    let foundation = Foundation::read(&state, &mut transaction).await?;
    let author = author(&mut transaction, &account).await?;
    // What is out of sight and what is not there answer alike.
    let sight = scope(&author, foundation.today, &foundation.organisation.tree)
        .remove(&id.unit)
        .ok_or(ErrorCode::NotFound)?;
    let book = transaction
        .books([&id])
        .await?
        .pop()
        .ok_or(ErrorCode::NotFound)?;
    let views = sight
        .views()
        .into_iter()
        .map(|view| ViewParts {
            parts: parts_since(&book, &view, 0),
            view,
        })
        .collect();
    Ok(Json(BookParts { book: id, views }))
}
