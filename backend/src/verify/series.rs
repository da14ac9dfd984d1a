//! Act over act in each series, and the signatures over them.

use std::collections::BTreeMap;

use roviec_shared::{
    id::SeriesId,
    sync::series::{Hash, batch_message, series_id},
};

use super::{ROWS_AT_ONCE, Report, Wrong, ledger::is_act};
use crate::{
    database::{Link, SeriesRow, Transaction},
    error::Error,
    server_key::is_signed,
};

pub(super) async fn check(
    transaction: &mut Transaction,
    series: &BTreeMap<String, SeriesRow>,
    report: &mut Report,
) -> Result<(), Error> {
    for unknown in transaction.unknown_series().await? {
        report.find(format!("Dãy {unknown}"), Wrong::UnknownSeries);
    }
    for row in series.values() {
        report.series += 1;
        check_one(transaction, row, report).await?;
    }
    check_verdicts(transaction, report).await
}

async fn check_one(
    transaction: &mut Transaction,
    series: &SeriesRow,
    report: &mut Report,
) -> Result<(), Error> {
    let place = format!("Dãy {}", series.id);
    let id = series_id(&series.public_key);
    if id.as_str() != series.id {
        report.find(&place, Wrong::Key);
        return Ok(());
    }
    let (mut number, mut hash, mut is_covered) = (0, vec![0; 32], true);
    loop {
        let links = transaction.links(&series.id, number, ROWS_AT_ONCE).await?;
        if links.is_empty() {
            break;
        }
        for link in links {
            if link.number != number + 1 {
                let wrong = Wrong::Gap {
                    from: number + 1,
                    to: link.number - 1,
                };
                report.find(&place, wrong);
            } else if link.previous != hash {
                report.find(format!("{place}, việc {}", link.number), Wrong::Chain);
            }
            is_covered = link.signature.is_some();
            if is_covered {
                report.signatures += 1;
                if !signs(&id, &series.public_key, &link) {
                    report.find(format!("{place}, việc {}", link.number), Wrong::Signature);
                }
            }
            (number, hash) = (link.number, link.hash);
        }
    }
    if !is_covered {
        report.find(&place, Wrong::Unsigned);
    }
    let end = Hash(hash.as_slice().try_into().unwrap_or_default());
    let ends = if number == 0 {
        series.hash.is_empty()
    } else {
        series.hash == end.to_string()
    };
    if series.head != number || !ends {
        report.find(&place, Wrong::End { last: number });
    }
    Ok(())
}

fn signs(series: &SeriesId, public_key: &[u8], link: &Link) -> bool {
    let (Some(signature), Ok(hash), Ok(number)) = (
        &link.signature,
        <[u8; 32]>::try_from(link.hash.as_slice()),
        u64::try_from(link.number),
    ) else {
        return false;
    };
    let message = batch_message(series, number, &Hash(hash));
    is_signed(public_key, &message, signature)
}

/// Acts that are no entries are kept whole, too.
async fn check_verdicts(transaction: &mut Transaction, report: &mut Report) -> Result<(), Error> {
    let mut after = (String::new(), 0);
    loop {
        let rows = transaction.verdicts_after(&after, ROWS_AT_ONCE).await?;
        let Some(last) = rows.last() else {
            return Ok(());
        };
        after = (last.series.clone(), last.number);
        for row in rows {
            if !is_act(&row.content, &row.previous, row.number, &row.hash) {
                let place = format!("Dãy {}, việc {}", row.series, row.number);
                report.find(place, Wrong::ActHash);
            }
        }
    }
}
