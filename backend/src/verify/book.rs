//! Each book against what its ledger recorded of it. Acts are not run again: a later program may run them
//! otherwise, and what resulted stands beside each of them.

use std::collections::BTreeMap;

use roviec_shared::{
    apply::Effects,
    book::{
        Book, Record,
        serving::{OfTarget, of_targets},
        summary::{Summary, summary},
    },
    id::PersonId,
    trace::to_value,
};
use serde_json::Value;

use super::{ROWS_AT_ONCE, Report, Wrong};
use crate::{
    database::{AuditedBook, EntryRow, Lines, Transaction, digest_of, lines},
    error::Error,
};

/// Ledger, unit and month.
type Key = (String, String, String);

/// What the ledgers tell of a person's part of a book.
#[derive(Default)]
struct Part {
    /// How many entries touched it.
    touched: usize,
    /// The last of them.
    number: i64,
    /// What was decided last.
    decided: Option<Value>,
}

#[derive(Default)]
struct Whole {
    number: i64,
    head: i64,
    people: BTreeMap<PersonId, Part>,
}

/// What the ledgers tell of all books.
#[derive(Default)]
pub(super) struct Told {
    books: BTreeMap<(String, String), Whole>,
}

impl Told {
    /// Takes in one entry.
    pub(super) fn tell(&mut self, row: &EntryRow) {
        let Ok(effects) = serde_json::from_str::<Effects>(&row.effects) else {
            return;
        };
        let key = (row.ledger.clone(), row.book.clone());
        let whole = self.books.entry(key).or_default();
        whole.number = row.ledger_number;
        if effects.head {
            whole.head = row.ledger_number;
        }
        for person in effects.people {
            let part = whole.people.entry(person.clone()).or_default();
            part.touched += 1;
            part.number = row.ledger_number;
            part.decided = effects.values.get(&format!("decided/{person}")).cloned();
        }
    }
}

pub(super) async fn check(
    transaction: &mut Transaction,
    mut told: Told,
    report: &mut Report,
) -> Result<(), Error> {
    let mut after = Key::default();
    loop {
        let rows = transaction.books_after(&after, ROWS_AT_ONCE / 10).await?;
        let Some(last) = rows.last() else {
            break;
        };
        let before = std::mem::replace(&mut after, key(last));
        check_targets(transaction, &before, &rows, report).await?;
        for row in rows {
            report.books += 1;
            let key = (row.ledger.clone(), format!("{}/{}", row.unit, row.month));
            let whole = told.books.remove(&key).unwrap_or_default();
            check_one(&row, &whole, report);
        }
    }
    for (_, book) in told.books.into_keys() {
        report.find(format!("Tháng {book}"), Wrong::BookMissing);
    }
    Ok(())
}

fn check_one(row: &AuditedBook, whole: &Whole, report: &mut Report) {
    let place = format!("Tháng {}/{}", row.unit, row.month);
    let book = row
        .book
        .as_ref()
        .filter(|book| book.id.to_string() == format!("{}/{}", row.unit, row.month));
    let Some(book) = book else {
        return report.find(place, Wrong::Book);
    };
    let head = i64::try_from(book.version).unwrap_or(i64::MAX);
    if row.number != whole.number || head != whole.head {
        let last = whole.number;
        report.find(&place, Wrong::BookNumber { last });
    }
    check_people(&place, book, whole, report);
    let listed = row
        .listed
        .as_ref()
        .is_some_and(|(number, body, of, opened)| {
            let told: Option<Lines> = serde_json::from_str(body).ok();
            *number == row.number
                && told == Some(lines(book))
                && *of == digest_of(book)
                && *opened == book.place.is_some()
        });
    if !listed {
        report.find(&place, Wrong::Listing);
    }
    let counted: Option<Summary> = row
        .summary
        .as_ref()
        .and_then(|body| serde_json::from_str(body).ok());
    if counted != Some(summary(book)) {
        report.find(&place, Wrong::Summary);
    }
}

/// What is kept of targets, for the books of one portion.
async fn check_targets(
    transaction: &mut Transaction,
    after: &Key,
    rows: &[AuditedBook],
    report: &mut Report,
) -> Result<(), Error> {
    let Some(last) = rows.last() else {
        return Ok(());
    };
    let kept = transaction.targets_between(after, &key(last)).await?;
    let mut of_book: BTreeMap<Key, BTreeMap<String, Option<OfTarget>>> = BTreeMap::new();
    for row in kept {
        let said = serde_json::from_str(&row.body).ok();
        of_book
            .entry((row.ledger, row.unit, row.month))
            .or_default()
            .insert(format!("{}/{}/{}", row.owner, row.since, row.target), said);
    }
    for row in rows {
        let Some(book) = &row.book else { continue };
        let drawn: BTreeMap<String, Option<OfTarget>> = of_targets(book)
            .into_iter()
            .map(|(target, said)| (format!("{}/{}", target.book, target.act), Some(said)))
            .collect();
        if of_book.remove(&key(row)).unwrap_or_default() != drawn {
            report.find(format!("Tháng {}/{}", row.unit, row.month), Wrong::Targets);
        }
    }
    for (_, unit, month) in of_book.into_keys() {
        report.find(format!("Tháng {unit}/{month}"), Wrong::Targets);
    }
    Ok(())
}

fn key(row: &AuditedBook) -> Key {
    (row.ledger.clone(), row.unit.clone(), row.month.clone())
}

fn check_people(place: &str, book: &Book, whole: &Whole, report: &mut Report) {
    let none = Part::default();
    for (person, record) in &book.people {
        let part = whole.people.get(person).unwrap_or(&none);
        let is_told = record.history.len() == part.touched
            && i64::try_from(record.version) == Ok(part.number);
        if !is_told {
            let person = person.to_string();
            report.find(place, Wrong::Record { person });
        }
        if decided(record) != part.decided {
            let person = person.to_string();
            report.find(place, Wrong::Decision { person });
        }
    }
    for person in whole.people.keys() {
        if !book.people.contains_key(person) {
            let person = person.to_string();
            report.find(place, Wrong::Record { person });
        }
    }
}

fn decided(record: &Record) -> Option<Value> {
    record
        .stage
        .decision()
        .map(|decision| to_value(&decision.decided))
}
