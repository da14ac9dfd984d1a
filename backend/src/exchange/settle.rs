//! Looks again at acts that wait: what was held and can be judged by now or has waited too long, and,
//! when the program starts, what it could not run before an upgrade.

use std::collections::BTreeSet;

use roviec_shared::id::ActRef;

use super::{
    load,
    take::{Again, Coming, take},
};
use crate::{app::AppState, error::Error};

/// Names read at once.
const NAMES_AT_ONCE: i64 = 500;

/// Looks again at all acts that wait, one by one, so that none stands in another's way.
pub async fn settle(state: &AppState) -> Result<(), Error> {
    let mut after = (i64::MIN, String::new(), 0);
    loop {
        let names = state
            .database
            .read()
            .await?
            .names_waiting(&after, NAMES_AT_ONCE)
            .await?;
        let Some(last) = names.last() else {
            return Ok(());
        };
        after = last.clone();
        let names: BTreeSet<ActRef> = names
            .iter()
            .map(|(_, series, number)| load::name(series, *number))
            .collect::<Result<_, Error>>()?;
        for name in names {
            let again = Again {
                due: vec![name.clone()],
                ..Again::default()
            };
            let coming = Coming {
                deliverer: "",
                batches: &[],
                request: None,
                again: &again,
            };
            match take(state, &coming).await {
                Ok(_) => {}
                Err(error) if error.passes() => return Err(error),
                Err(error) => tracing::error!(%error, act = %name, "an act still cannot be run"),
            }
        }
    }
}
