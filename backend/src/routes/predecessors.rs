//! What was refused only because its author had lost the post, for whoever holds it now.

use std::collections::{BTreeMap, BTreeSet};

use axum::{Json, extract::State};
use roviec_shared::{
    act::Authored,
    api::Left,
    book::Book,
    id::{ActRef, BookId, UnitId},
    permission::{first_month_held, may, scope},
    refusal::Refusal,
    sync::{message::Verdict, server::is_offered},
};

use crate::{
    app::AppState,
    clock::day_of,
    error::Error,
    exchange::{Foundation, authored},
    scope::{author, authors},
    session::SignedIn,
};

/// Refused acts that are looked at for one answer, at most.
const LEFT_MAX: i64 = 2_048;

pub(super) async fn list(
    State(state): State<AppState>,
    SignedIn(account): SignedIn,
) -> Result<Json<Vec<Left>>, Error> {
    let mut transaction = state.database.read().await?;
    let foundation = Foundation::read(&state, &mut transaction).await?;
    let author = author(&mut transaction, &account).await?;
    let seen = scope(&author, foundation.today, &foundation.organisation.tree);
    let units: BTreeSet<UnitId> = seen
        .into_iter()
        .filter(|(_, sight)| sight.full)
        .map(|(unit, _)| unit)
        .collect();
    let oldest = first_month_held(foundation.today);
    let rows = transaction.left_in(&units, oldest, LEFT_MAX).await?;
    let mut left: Vec<(Authored, Refusal, i64)> = Vec::new();
    for row in &rows {
        let found = authored(row).filter(|found| found.author != author.person);
        if let (Some(found), Verdict::Refused { refusal }) =
            (found, serde_json::from_str(&row.body)?)
        {
            left.push((found, refusal, row.arrived_at));
        }
    }
    let ids: BTreeSet<&BookId> = left.iter().map(|(left, ..)| &left.act.book).collect();
    let books = transaction.books(ids).await?;
    let books: BTreeMap<&BookId, &Book> = books.iter().map(|book| (&book.id, book)).collect();
    let people = left.iter().filter_map(|(left, ..)| left.author.as_ref());
    let authors = authors(&mut transaction, people).await?;
    let rules = &foundation.rules.book;
    let mut offered = BTreeSet::new();
    let mut found: Vec<(Authored, i64)> = Vec::new();
    for (left, refusal, arrived_at) in &left {
        let whose = left.author.as_ref().and_then(|person| authors.get(person));
        let (Some(whose), Some(book)) = (whose, books.get(&left.act.book)) else {
            continue;
        };
        if is_offered(
            left,
            whose,
            refusal,
            (book, rules, foundation.today),
            &offered,
        ) {
            offered.insert(left.name.clone());
            found.push((left.clone(), *arrived_at));
        }
    }
    // What its author has said again since stands for what they said before.
    let said_again: BTreeSet<ActRef> = found
        .iter()
        .filter_map(|(left, _)| left.act.replaces.clone())
        .collect();
    found.retain(|(left, _)| !said_again.contains(&left.name));
    let is_theirs = |left: &Authored| {
        books
            .get(&left.act.book)
            .is_some_and(|book| may(&author, foundation.today, rules, book, &left.act.deed).is_ok())
    };
    let found = found.into_iter().filter(|(left, _)| is_theirs(left));
    let left = found.filter_map(|(left, arrived_at)| {
        Some(Left {
            name: left.name,
            author: left.author?,
            day: day_of(arrived_at),
            act: left.act,
        })
    });
    Ok(Json(left.collect()))
}
