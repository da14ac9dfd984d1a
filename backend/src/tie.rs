//! Ties: every hour one signed entry over the ends of all ledgers that moved, each over the one before. A
//! ledger that loses its last entries no longer fits the ties, whoever rewrote its tip.

use std::collections::BTreeMap;

use roviec_shared::{
    id::UnitId,
    sync::{series::Hash, server::Tip},
};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::{app::AppState, database::TieRow, error::Error, server_key::ServerKey};

/// The end of a ledger in a tie: number and hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct End(pub u64, pub Hash);

/// What a tie is over. Frozen: it is stored and signed.
pub fn tie_hash(before: &Hash, number: u64, made_at: i64, tips: &BTreeMap<UnitId, End>) -> Hash {
    let mut hasher = Sha256::new();
    hasher.update(b"roviec tie 1\n");
    hasher.update(before.0);
    hasher.update(number.to_be_bytes());
    hasher.update(made_at.to_be_bytes());
    for (ledger, End(number, hash)) in tips {
        hasher.update(ledger.as_str().as_bytes());
        hasher.update(b"\n");
        hasher.update(number.to_be_bytes());
        hasher.update(hash.0);
    }
    Hash(hasher.finalize().into())
}

/// What the server signs of a tie.
pub fn tie_message(hash: &Hash) -> Vec<u8> {
    let mut message = b"roviec tie 1\n".to_vec();
    message.extend(hash.0);
    message
}

/// Ties the ledgers that moved since the last tie; says whether any had.
pub async fn tie(state: &AppState) -> Result<bool, Error> {
    let mut transaction = state.database.write().await?;
    if transaction.district("epoch").await?.is_none() {
        return Ok(false);
    }
    let key = ServerKey::read(&mut transaction).await?;
    // Of several processes, one after another.
    transaction.lock_series(&[&key.series]).await?;
    let (number, before) = match transaction.last_tie().await? {
        Some(last) => (last.number, Hash::try_from(last.hash).unwrap_or_default()),
        None => (0, Hash::default()),
    };
    let tips = transaction.untied_tips().await?;
    if tips.is_empty() {
        return Ok(false);
    }
    let tips: BTreeMap<UnitId, End> = tips
        .into_iter()
        .map(|(ledger, Tip { number, hash })| (ledger, End(number, hash)))
        .collect();
    let made_at = state.clock.now_ms();
    let number = number + 1;
    let hash = tie_hash(
        &before,
        u64::try_from(number).unwrap_or_default(),
        made_at,
        &tips,
    );
    let row = TieRow {
        number,
        made_at,
        tips: serde_json::to_string(&tips)?,
        hash: hash.to_string(),
        signature: key.sign(&tie_message(&hash)),
    };
    transaction.add_tie(&row).await?;
    for (ledger, End(number, _)) in &tips {
        transaction.set_tied(ledger, *number).await?;
    }
    transaction.commit().await?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bytes_of_a_tie_are_frozen() {
        let tips = BTreeMap::from([
            ("bao-ai".parse().expect("an id"), End(2, Hash([2; 32]))),
            ("huyen".parse().expect("an id"), End(1, Hash([1; 32]))),
        ]);
        let hash = tie_hash(&Hash([9; 32]), 7, 1_792_026_000_000, &tips);
        assert_eq!(
            hash.to_string(),
            "8h4_FulJJz-cvtVvmLszTIFgPLqDfb07Ca2uZS4fNq8"
        );
        let json = serde_json::to_string(&tips).expect("JSON");
        assert_eq!(
            json,
            r#"{"bao-ai":[2,"AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI"],"huyen":[1,"AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE"]}"#
        );
    }
}
