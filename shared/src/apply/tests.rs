//! A month is a list of acts, and a test is a list of acts with what the last one must come to.

mod after;
#[cfg(not(target_family = "wasm"))]
mod chance;
mod collective;
mod conflicts;
mod data;
mod decision;
mod deeds;
mod group;
#[cfg(not(target_family = "wasm"))]
mod homeward;
mod matrix;
mod meeting;
mod month;
mod own_row;
mod plan;
#[cfg(not(target_family = "wasm"))]
mod property;
mod refusals;
mod report;
mod round;
mod route;
mod staff;
mod table;
mod target;
mod waits;

use self::month::{At, Month};
use crate::{act::Deed, refusal::Refusal};

/// Somebody does a deed, made of the month as it is then: a seal cannot be written down before.
struct Doing {
    who: &'static str,
    deed: Box<dyn Fn(&Month) -> Deed>,
}

fn by(who: &'static str, deed: impl Fn(&Month) -> Deed + 'static) -> Doing {
    Doing {
        who,
        deed: Box::new(deed),
    }
}

/// Drives a month of a cell to where it is `at`, does what is listed, and compares what became of the
/// last. A refused act leaves the book as it was.
#[track_caller]
fn check(at: At, doing: impl IntoIterator<Item = Doing>, last: Result<(), Refusal>) -> Month {
    check_in(Month::of_cell(at), doing, last)
}

/// The same in a month that was driven otherwise.
#[track_caller]
fn check_in(
    mut month: Month,
    doing: impl IntoIterator<Item = Doing>,
    last: Result<(), Refusal>,
) -> Month {
    let doing: Vec<Doing> = doing.into_iter().collect();
    let count = doing.len();
    for (index, Doing { who, deed }) in doing.into_iter().enumerate() {
        let deed = deed(&month);
        let kind = deed.kind();
        let before = month.play.books.clone();
        let found = month.does(who, deed);
        if index + 1 < count {
            assert_eq!(found, Ok(()), "act {index}, {kind} by {who}");
        } else {
            assert_eq!(found, last, "{kind} by {who}");
        }
        if found.is_err() {
            assert_eq!(
                month.play.books, before,
                "{kind} was refused and left something"
            );
        }
    }
    month
}
