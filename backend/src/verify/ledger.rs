//! Entry over entry, and each over its act.

use std::collections::{BTreeMap, BTreeSet};

use roviec_shared::{
    id::{ActRef, PersonId, UnitId},
    sync::series::{Entry, Hash, WireAct, entry_hash},
};

use super::{ROWS_AT_ONCE, Report, Wrong, book::Told, tie::Tied};
use crate::{
    database::{EntryRow, SeriesRow, Transaction},
    error::Error,
};

/// Goes through all ledgers; gives what they tell of the books.
pub(super) async fn check(
    transaction: &mut Transaction,
    series: &BTreeMap<String, SeriesRow>,
    mut tied: Tied,
    report: &mut Report,
) -> Result<Told, Error> {
    let tips = transaction.tips().await?;
    let mut ledgers: BTreeSet<UnitId> = tips.keys().chain(tied.keys()).cloned().collect();
    ledgers.extend(transaction.ledgers_of_acts().await?);
    let mut told = Told::default();
    for ledger in ledgers {
        report.ledgers += 1;
        let (mut number, mut tip) = (0, Hash::default());
        let mut named = tied.remove(&ledger).unwrap_or_default();
        loop {
            let rows = transaction
                .entries(ledger.as_str(), number, ROWS_AT_ONCE)
                .await?;
            let Some(last) = rows.last().map(|row| row.ledger_number) else {
                break;
            };
            for row in rows {
                if row.ledger_number != number + 1 {
                    let wrong = Wrong::Missing {
                        from: number + 1,
                        to: row.ledger_number - 1,
                    };
                    report.find(format!("Sổ {ledger}"), wrong);
                }
                number = row.ledger_number;
                tip = check_entry(&row, &tip, series, report);
                let at = u64::try_from(number).unwrap_or_default();
                if named.get(&at) == Some(&tip) {
                    named.remove(&at);
                }
                told.tell(&row);
            }
            number = last;
        }
        // What is left was the end of the ledger once, and is not in it now.
        if let Some((number, _)) = named.pop_first() {
            report.find(format!("Sổ {ledger}"), Wrong::Tied { number });
        }
        let (head, end) = tips
            .get(&ledger)
            .map_or((0, String::new()), |tip| (tip.head, tip.tip.clone()));
        let ends = if number == 0 {
            end.is_empty()
        } else {
            end == tip.to_string()
        };
        if head != number || !ends {
            report.find(format!("Sổ {ledger}"), Wrong::Tip { last: number });
        }
    }
    Ok(told)
}

/// Checks one entry; gives the hash that the next one goes over, as it is recorded, so that one fault is
/// found once.
fn check_entry(
    row: &EntryRow,
    before: &Hash,
    series: &BTreeMap<String, SeriesRow>,
    report: &mut Report,
) -> Hash {
    report.entries += 1;
    let place = format!("Sổ {}, mục {}", row.ledger, row.ledger_number);
    if !is_act(&row.content, &row.previous, row.number, &row.hash) {
        let is_readable = serde_json::from_slice::<WireAct>(&row.content).is_ok();
        let wrong = if is_readable {
            Wrong::ActHash
        } else {
            Wrong::Unreadable
        };
        report.find(&place, wrong);
    }
    let owner = series.get(&row.series).map(|series| &series.person);
    if owner.is_some_and(|person| *person != row.author) {
        report.find(&place, Wrong::Author);
    }
    let recorded = Hash::try_from(row.entry.clone()).unwrap_or_default();
    if hash_of(row, before) != Some(recorded) {
        report.find(&place, Wrong::EntryHash);
    }
    recorded
}

fn hash_of(row: &EntryRow, before: &Hash) -> Option<Hash> {
    let act = ActRef {
        series: row.series.parse().ok()?,
        number: u64::try_from(row.number).ok()?,
    };
    let author: Option<PersonId> = match row.author.as_str() {
        "" => None,
        author => Some(author.parse().ok()?),
    };
    let entry = Entry {
        act: &act,
        act_hash: &Hash(row.hash.as_slice().try_into().ok()?),
        author: author.as_ref(),
        time_ms: row.arrived_at,
    };
    let number = u64::try_from(row.ledger_number).ok()?;
    Some(entry_hash(before, number, &entry))
}

/// Whether an act's text hashes to what is recorded of it.
pub(super) fn is_act(content: &[u8], previous: &[u8], number: i64, hash: &[u8]) -> bool {
    let (Ok(wire), Ok(previous), Ok(number)) = (
        serde_json::from_slice::<WireAct>(content),
        <[u8; 32]>::try_from(previous),
        u64::try_from(number),
    ) else {
        return false;
    };
    wire.hash(&Hash(previous), number).0 == hash
}
