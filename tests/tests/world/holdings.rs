//! What a real server's database holds, read as the world compares it.

use roviec_backend::{database::Database, verify::verify};
use roviec_shared::{
    id::ActRef,
    sync::{
        message::Verdict,
        series::{Hash, WireAct},
        world::host::{Clock, Holdings, Known},
    },
};

/// More rows than any test makes.
const ALL: i64 = 1_000_000;

/// All that a database holds, and what `verify` finds wrong in it.
pub async fn holdings(database: &Database) -> Holdings {
    let report = verify(database).await.unwrap();
    let mut transaction = database.read().await.unwrap();
    let mut holdings = Holdings {
        wrong: report
            .findings
            .first()
            .map(|finding| format!("verify: {}: {}", finding.place, finding.wrong)),
        ..Holdings::default()
    };
    for ledger in transaction.ledgers_of_acts().await.unwrap() {
        let rows = transaction.entries(ledger.as_str(), 0, ALL).await.unwrap();
        let mut entries = Vec::new();
        for row in rows {
            let number = u64::try_from(row.ledger_number).unwrap();
            let name = name(&row.series, row.number);
            let verdict = Verdict::Accepted {
                ledger: ledger.clone(),
                number,
                day: Clock::at(row.arrived_at).today,
            };
            let known = known(&row.hash, &row.content, verdict);
            holdings.acts.insert(name.clone(), known);
            entries.push((number, name));
        }
        holdings.ledgers.insert(ledger, entries);
    }
    let begin = (String::new(), 0);
    for row in transaction.verdicts_after(&begin, ALL).await.unwrap() {
        let verdict = serde_json::from_str(&row.body).unwrap();
        let known = known(&row.hash, &row.content, verdict);
        let name = name(&row.series, row.number);
        assert!(
            holdings.acts.insert(name.clone(), known).is_none(),
            "{name} has two verdicts"
        );
    }
    let begin = (String::new(), String::new(), String::new());
    for row in transaction.books_after(&begin, ALL).await.unwrap() {
        let book = row.book.unwrap();
        holdings.books.insert(book.id.clone(), book);
    }
    holdings
}

/// An act by its row.
pub fn name(series: &str, number: i64) -> ActRef {
    ActRef {
        series: series.parse().unwrap(),
        number: u64::try_from(number).unwrap(),
    }
}

fn known(hash: &[u8], content: &[u8], verdict: Verdict) -> Known {
    let wire: WireAct = serde_json::from_slice(content).unwrap();
    Known {
        hash: Hash(hash.try_into().unwrap()),
        act: wire.read().ok(),
        verdict,
    }
}
