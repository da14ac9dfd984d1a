//! Units, people, posts and accounts, entered in the browser. Administrators touch no rating, and
//! give themselves no post.

use std::collections::BTreeMap;

use axum::{
    Json,
    extract::{Path, State},
    response::Response,
};
use roviec_shared::{
    api::{
        AccountView, ErrorCode, FirstPassword, NewAccount, OpenMonth, Post, PutPerson, PutPost,
        PutUnit, SetDisabled, StaffMember,
    },
    id::{PersonId, UnitId},
    organisation::{Line, Role, Unit},
    rules::Subject,
};

use crate::{
    app::AppState,
    body::Body,
    database::{Account, Transaction},
    error::Error,
    exchange::Foundation,
    month,
    scope::Administration,
    session::{self, SignedIn},
    token,
};

fn parse<T: std::str::FromStr>(text: &str) -> Result<T, Error> {
    text.parse().map_err(|_| ErrorCode::NotFound.into())
}

/// The decision as it is kept; refused where none is named.
pub(super) fn document(text: &str) -> Result<&str, Error> {
    let text = text.trim();
    if text.is_empty() || text.len() > 400 {
        Err(ErrorCode::Malformed.into())
    } else {
        Ok(text)
    }
}

pub(super) async fn begin(
    state: &AppState,
    account: &Account,
) -> Result<(Transaction, Administration), Error> {
    let mut transaction = state.database.write().await?;
    let scope = Administration::of(state, &mut transaction, account, state.clock.today()).await?;
    Ok((transaction, scope))
}

pub(super) async fn units(
    State(state): State<AppState>,
    SignedIn(account): SignedIn,
) -> Result<Json<Vec<Unit>>, Error> {
    let mut transaction = state.database.read().await?;
    let scope = Administration::of(&state, &mut transaction, &account, state.clock.today()).await?;
    Ok(Json(
        scope
            .tree()
            .units
            .values()
            .filter(|unit| scope.covers(&unit.id))
            .cloned()
            .collect(),
    ))
}

pub(super) async fn put_unit(
    State(state): State<AppState>,
    SignedIn(account): SignedIn,
    Body(unit): Body<PutUnit>,
) -> Result<Json<Unit>, Error> {
    let (mut transaction, scope) = begin(&state, &account).await?;
    if unit.name.trim().is_empty() || unit.name.len() > 400 {
        return Err(ErrorCode::Malformed.into());
    }
    for parent in [&unit.management_parent, &unit.party_parent]
        .into_iter()
        .flatten()
    {
        // Nobody moves a unit below itself: the tree would have a circle.
        let in_circle = |line| scope.tree().is_within(parent, &unit.id, line);
        if in_circle(Line::Management) || in_circle(Line::Party) {
            return Err(ErrorCode::Malformed.into());
        }
        scope.check(parent)?;
    }
    // What ends does so by a decision.
    let standing = scope.tree().units.get(&unit.id);
    if unit.until.is_some() && standing.is_none_or(|standing| standing.until != unit.until) {
        document(unit.end.as_ref().map_or("", |end| &end.document))?;
    }
    match standing {
        Some(standing) => {
            scope.check(&unit.id)?;
            // A ledger never moves: the kind decides which one keeps the unit's acts.
            let moves = standing.kind != unit.kind
                || (!unit.kind.keeps_ledger()
                    && standing.parent(unit.kind.line()) != unit.parent(unit.kind.line()));
            if moves {
                return Err(ErrorCode::Conflict.into());
            }
        }
        None if unit.management_parent.is_none() && unit.party_parent.is_none() => {
            return Err(ErrorCode::Malformed.into());
        }
        None => {}
    }
    transaction.move_organisation_revision().await?;
    transaction.put_units(std::slice::from_ref(&unit)).await?;
    transaction.commit().await?;
    Ok(Json(unit))
}

pub(super) async fn people(
    State(state): State<AppState>,
    SignedIn(account): SignedIn,
    Path(unit): Path<String>,
) -> Result<Json<Vec<StaffMember>>, Error> {
    let unit: UnitId = parse(&unit)?;
    let mut transaction = state.database.read().await?;
    let scope = Administration::of(&state, &mut transaction, &account, state.clock.today()).await?;
    scope.check(&unit)?;
    let mut accounts: BTreeMap<String, AccountView> = transaction
        .accounts_in(unit.as_str())
        .await?
        .into_iter()
        .collect();
    let mut people: BTreeMap<String, StaffMember> = BTreeMap::new();
    for (person, name) in transaction.names_at(unit.as_str()).await? {
        let member = StaffMember {
            person: parse(&person)?,
            name,
            enrolled: Vec::new(),
            posts: Vec::new(),
            account: accounts.remove(&person),
        };
        people.insert(person, member);
    }
    for (person, enrolled) in transaction.enrolled_in(unit.as_str()).await? {
        if let Some(member) = people.get_mut(person.as_str()) {
            member.enrolled.push(enrolled);
        }
    }
    for post in transaction.posts_at(unit.as_str()).await? {
        if let Some(member) = people.get_mut(post.person.as_str()) {
            member.posts.push(post);
        }
    }
    Ok(Json(people.into_values().collect()))
}

pub(super) async fn put_person(
    State(state): State<AppState>,
    SignedIn(account): SignedIn,
    Body(form): Body<PutPerson>,
) -> Result<Json<StaffMember>, Error> {
    let (mut transaction, scope) = begin(&state, &account).await?;
    scope.check(&form.unit)?;
    let name = form.enrolled.name.trim();
    if name.is_empty() || name.len() > 200 {
        return Err(ErrorCode::Malformed.into());
    }
    let collective = form.id.as_ref().and_then(PersonId::collective);
    // A month could not be opened for whom no rules are known; and a unit as a whole has rules of its own.
    let rules = state.rules(&mut transaction).await?;
    let subject = match collective {
        Some(_) => Subject::Collective,
        None => Subject::Person,
    };
    if rules
        .book
        .of(&form.enrolled)
        .is_none_or(|set| set.subject != subject)
    {
        return Err(ErrorCode::Malformed.into());
    }
    let person: PersonId = match (form.id, &collective) {
        (Some(person), Some(unit)) => {
            scope.check(unit)?;
            let organisation = state.organisation(&mut transaction).await?;
            let own = organisation.tree.units.get(unit);
            if !own.is_some_and(|own| own.is_rated_at(&form.unit)) {
                return Err(ErrorCode::Malformed.into());
            }
            person
        }
        (Some(person), None) => {
            scope
                .check_person(&mut transaction, person.as_str())
                .await?;
            person
        }
        (None, _) => parse(&token::random_id("p")?)?,
    };
    // Of two posts the higher is rated, and a member has one cell: nobody is rated twice on one line.
    let (track, unit) = (form.enrolled.track, form.unit.as_str());
    if transaction
        .is_rated_elsewhere(person.as_str(), track, unit)
        .await?
    {
        return Err(ErrorCode::RatedElsewhere.into());
    }
    transaction.move_organisation_revision().await?;
    transaction
        .put_persons(&[(person.clone(), name.to_owned())])
        .await?;
    transaction
        .put_enrolled(&[(form.unit, person.clone(), form.enrolled.clone())])
        .await?;
    transaction.commit().await?;
    Ok(Json(StaffMember {
        person,
        name: name.to_owned(),
        enrolled: vec![form.enrolled],
        posts: Vec::new(),
        account: None,
    }))
}

pub(super) async fn put_post(
    State(state): State<AppState>,
    SignedIn(account): SignedIn,
    Body(form): Body<PutPost>,
) -> Result<Json<Post>, Error> {
    let (mut transaction, scope) = begin(&state, &account).await?;
    scope.check(&form.held.unit)?;
    scope
        .check_person(&mut transaction, form.person.as_str())
        .await?;
    if form.person == account.person {
        return Err(ErrorCode::Forbidden.into());
    }
    if form.person.is_collective() {
        return Err(ErrorCode::Malformed.into());
    }
    // A post comes, changes and ends by a decision; who is only rated somewhere came with their file.
    let is_post = form.held.role != Role::Member;
    if is_post || form.id.is_some() || form.held.until.is_some() {
        document(&form.held.document)?;
    }
    let id = match form.id {
        Some(id) => {
            let standing = transaction.post(&id).await?.ok_or(ErrorCode::NotFound)?;
            // A post keeps whose, what and where it is; its days and its paper may be mended.
            let same = standing.person == form.person
                && standing.held.unit == form.held.unit
                && standing.held.role == form.held.role;
            if !same {
                return Err(ErrorCode::Conflict.into());
            }
            id
        }
        None => token::random_id("post")?,
    };
    let post = Post {
        id,
        person: form.person,
        held: form.held,
    };
    transaction.move_organisation_revision().await?;
    transaction.put_posts(std::slice::from_ref(&post)).await?;
    transaction.commit().await?;
    Ok(Json(post))
}

pub(super) async fn open_month(
    State(state): State<AppState>,
    SignedIn(account): SignedIn,
    Body(form): Body<OpenMonth>,
) -> Result<Response, Error> {
    let (mut transaction, scope) = begin(&state, &account).await?;
    scope.check(&form.book.unit)?;
    let foundation = Foundation::read(&state, &mut transaction).await?;
    if !month::is_near(foundation.today, form.book.month) {
        return Err(ErrorCode::Malformed.into());
    }
    if transaction
        .opened_in(form.book.month)
        .await?
        .contains(&form.book.unit)
    {
        return Err(ErrorCode::Taken.into());
    }
    match month::open(&mut transaction, &foundation, &account.id, &[form.book]).await? {
        0 => Err(ErrorCode::Conflict.into()),
        _ => {
            transaction.commit().await?;
            Ok(super::done())
        }
    }
}

pub(super) async fn add_account(
    State(state): State<AppState>,
    SignedIn(account): SignedIn,
    Body(form): Body<NewAccount>,
) -> Result<Json<FirstPassword>, Error> {
    let login_name = session::login_name(&form.login_name);
    let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    if !(2..=64).contains(&login_name.len()) || !login_name.chars().all(allowed) {
        return Err(ErrorCode::Malformed.into());
    }
    // A unit as a whole signs nothing: those who lead it do.
    if form.person.is_collective() {
        return Err(ErrorCode::Malformed.into());
    }
    let password = token::first_password()?;
    let hash = state.hashing.hash(password.clone()).await?;
    let (mut transaction, scope) = begin(&state, &account).await?;
    scope
        .check_person(&mut transaction, form.person.as_str())
        .await?;
    let new = Account {
        id: token::random_id("a")?,
        person: form.person,
        login_name,
        must_change: true,
    };
    transaction
        .add_account(&new, &hash, &account.id, None, state.clock.now_ms())
        .await?;
    transaction.commit().await?;
    Ok(Json(FirstPassword {
        account: new.id,
        login_name: new.login_name,
        password,
    }))
}

/// The account of that id, if its person stands in the scope and is not who asks.
async fn other_account(
    transaction: &mut Transaction,
    scope: &Administration,
    own: &Account,
    id: &str,
) -> Result<Account, Error> {
    let account = transaction.account(id).await?.ok_or(ErrorCode::NotFound)?;
    scope
        .check_person(transaction, account.person.as_str())
        .await?;
    if account.id == own.id {
        Err(ErrorCode::Forbidden.into())
    } else {
        Ok(account)
    }
}

pub(super) async fn give_password(
    State(state): State<AppState>,
    SignedIn(account): SignedIn,
    Path(id): Path<String>,
) -> Result<Json<FirstPassword>, Error> {
    let password = token::first_password()?;
    let hash = state.hashing.hash(password.clone()).await?;
    let (mut transaction, scope) = begin(&state, &account).await?;
    let other = other_account(&mut transaction, &scope, &account, &id).await?;
    transaction
        .set_password(&other.id, &hash, true, Some(&account.id))
        .await?;
    transaction.end_sessions_of(&other.id, "").await?;
    transaction.forget_failures(&other.login_name).await?;
    transaction.commit().await?;
    Ok(Json(FirstPassword {
        account: other.id,
        login_name: other.login_name,
        password,
    }))
}

pub(super) async fn set_disabled(
    State(state): State<AppState>,
    SignedIn(account): SignedIn,
    Path(id): Path<String>,
    Body(form): Body<SetDisabled>,
) -> Result<Response, Error> {
    let (mut transaction, scope) = begin(&state, &account).await?;
    let other = other_account(&mut transaction, &scope, &account, &id).await?;
    transaction.set_disabled(&other.id, form.disabled).await?;
    transaction.end_sessions_of(&other.id, "").await?;
    transaction.commit().await?;
    Ok(super::done())
}
