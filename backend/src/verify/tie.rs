//! Tie over tie, and the entries that they name.

use std::collections::BTreeMap;

use roviec_shared::{id::UnitId, sync::series::Hash};

use super::{ROWS_AT_ONCE, Report, Wrong};
use crate::{
    database::{SeriesRow, TieRow, Transaction},
    error::Error,
    server_key::is_signed,
    tie::{End, tie_hash, tie_message},
};

/// What the ties say of each ledger: number and hash of entries that were its end.
pub(super) type Tied = BTreeMap<UnitId, BTreeMap<u64, Hash>>;

pub(super) async fn check(
    transaction: &mut Transaction,
    series: &BTreeMap<String, SeriesRow>,
    report: &mut Report,
) -> Result<Tied, Error> {
    let server: Vec<&SeriesRow> = series
        .values()
        .filter(|series| series.account.is_empty())
        .collect();
    let (mut tied, mut number, mut hash) = (Tied::new(), 0, Hash::default());
    loop {
        let rows = transaction.ties(number, ROWS_AT_ONCE).await?;
        if rows.is_empty() {
            return Ok(tied);
        }
        for row in rows {
            if row.number != number + 1 || !fits(&row, &hash, &server, &mut tied) {
                report.find(format!("Mốc {}", row.number), Wrong::Tie);
            }
            number = row.number;
            hash = Hash::try_from(row.hash).unwrap_or_default();
        }
    }
}

fn fits(row: &TieRow, before: &Hash, server: &[&SeriesRow], tied: &mut Tied) -> bool {
    let (Ok(tips), Ok(number), Ok(recorded)) = (
        serde_json::from_str::<BTreeMap<UnitId, End>>(&row.tips),
        u64::try_from(row.number),
        Hash::try_from(row.hash.clone()),
    ) else {
        return false;
    };
    let message = tie_message(&recorded);
    let is_whole = tie_hash(before, number, row.made_at, &tips) == recorded;
    let is_signed = server
        .iter()
        .any(|series| is_signed(&series.public_key, &message, &row.signature));
    for (ledger, End(number, hash)) in tips {
        tied.entry(ledger).or_default().insert(number, hash);
    }
    is_whole && is_signed
}
