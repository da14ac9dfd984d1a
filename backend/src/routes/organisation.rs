//! What a device needs besides books.

use axum::{Json, extract::State};
use roviec_shared::{
    api::{Holder, Organisation},
    id::UnitId,
    organisation::Role,
    permission::units_known,
};

use crate::{app::AppState, error::Error, exchange::Foundation, scope::author, session::SignedIn};

pub(super) async fn organisation(
    State(state): State<AppState>,
    SignedIn(account): SignedIn,
) -> Result<Json<Organisation>, Error> {
    let mut transaction = state.database.read().await?;
    let foundation = Foundation::read(&state, &mut transaction).await?;
    let tree = &foundation.organisation.tree;
    let author = author(&mut transaction, &account).await?;
    let known = units_known(&author, foundation.today, tree);
    let units: Vec<&UnitId> = known.iter().collect();
    let mut holders = Vec::new();
    for (unit, held) in transaction.roles_at(&units).await? {
        let today = held
            .into_iter()
            .filter(|(_, held)| held.role != Role::Member && held.holds_on(foundation.today));
        holders.extend(today.map(|(person, held)| Holder {
            person,
            role: held.role,
            unit: unit.clone(),
        }));
    }
    Ok(Json(Organisation {
        revision: foundation.revision(),
        units: units
            .iter()
            .filter_map(|unit| tree.units.get(*unit).cloned())
            .collect(),
        names: transaction.names_of_holders(&units).await?,
        held: author.held,
        holders,
        rules: foundation.rules.book.clone(),
    }))
}
