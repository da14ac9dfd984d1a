//! People who move and units that merge, entered in the browser with the decision that says so.

use axum::{Json, extract::State, response::Response};
use roviec_shared::{
    api::{ErrorCode, MergeUnit, MovePerson},
    organisation::{Unit, UnitKind, can_move_on},
};

use crate::{
    app::AppState,
    body::Body,
    error::Error,
    exchange::Foundation,
    merging::merge,
    moving::{Movement, carry_out},
    routes::admin::{begin, document},
    session::SignedIn,
};

pub(super) async fn move_person(
    State(state): State<AppState>,
    SignedIn(account): SignedIn,
    Body(form): Body<MovePerson>,
) -> Result<Response, Error> {
    let document = document(&form.document)?.to_owned();
    let (mut transaction, scope) = begin(&state, &account).await?;
    scope.check(&form.from)?;
    scope.check(&form.to)?;
    if form.person == account.person {
        return Err(ErrorCode::Forbidden.into());
    }
    let foundation = Foundation::read(&state, &mut transaction).await?;
    let there = scope.tree().units.get(&form.to);
    let takes = |unit: &Unit| unit.kind != UnitKind::PartyGroup && unit.stands_on(form.day);
    let fits = form.from != form.to && there.is_some_and(takes);
    if !fits || !can_move_on(foundation.today, form.day) {
        return Err(ErrorCode::Malformed.into());
    }
    transaction.move_organisation_revision().await?;
    let movement = Movement {
        person: form.person,
        from: form.from,
        to: form.to,
        day: form.day,
        document,
        rules: form.rules,
        post: form.post,
        groups: Default::default(),
        stays_to_finish: false,
    };
    carry_out(&mut transaction, &foundation, &account.id, &[movement]).await?;
    transaction.commit().await?;
    Ok(super::done())
}

pub(super) async fn merge_unit(
    State(state): State<AppState>,
    SignedIn(account): SignedIn,
    Body(form): Body<MergeUnit>,
) -> Result<Json<Unit>, Error> {
    let document = document(&form.document)?;
    let (mut transaction, scope) = begin(&state, &account).await?;
    scope.check(&form.unit)?;
    scope.check(&form.into)?;
    let foundation = Foundation::read(&state, &mut transaction).await?;
    transaction.move_organisation_revision().await?;
    let units = (&form.unit, &form.into);
    let ended = merge(&mut transaction, &foundation, &account.id, units, document).await?;
    transaction.commit().await?;
    Ok(Json(ended))
}
