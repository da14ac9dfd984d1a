//! What waits for one person in all months that they see, drawn together: twelve units that owe a report are
//! one line.

use std::collections::BTreeMap;

use roviec_shared::{
    due::{Looking, Waiting, What},
    id::BookId,
    month::{Day, Month},
    permission::{first_month_held, scope},
};

use crate::{
    app::AppState, database::ClaimedDigest, error::Error, exchange::Foundation, scope::authors,
};

/// Things of one kind in one month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// What.
    pub what: What,
    /// Of which month.
    pub month: Month,
    /// How many.
    pub count: usize,
    /// The earliest last day.
    pub last_day: Option<Day>,
    /// Days past it.
    pub days_late: u32,
    /// When the person was last reminded of one.
    pub reminded: Option<Day>,
}

/// What waits for a person, and what is new for them: what is late first, news last.
pub(super) async fn waiting(state: &AppState, claimed: &ClaimedDigest) -> Result<Vec<Line>, Error> {
    let mut transaction = state.database.read().await?;
    let foundation = Foundation::read(state, &mut transaction).await?;
    let person = &claimed.person;
    let mut authors = authors(&mut transaction, [person].into_iter()).await?;
    let Some(author) = authors.remove(person) else {
        return Ok(Vec::new());
    };
    let today = foundation.today;
    let looking = Looking {
        rules: &foundation.rules.book,
        author: &author,
        today,
        days_ahead: claimed.row.rhythm.days_ahead(),
        since: claimed.row.since,
    };
    let mut found = Vec::new();
    for (unit, sight) in scope(&author, today, &foundation.organisation.tree) {
        // Of the others nothing is on their devices but names and levels.
        if !sight.full && sight.own.is_none() && sight.asked.is_none() {
            continue;
        }
        let ids = months(today).map(|month| BookId {
            unit: unit.clone(),
            month,
        });
        let ids: Vec<BookId> = ids.collect();
        for book in transaction.books(&ids).await? {
            found.extend(looking.at(&book));
        }
    }
    Ok(lines(found))
}

/// The months that a device holds.
fn months(today: Day) -> impl Iterator<Item = Month> {
    let first = first_month_held(today);
    (0..)
        .map(move |number| first.plus_months(number))
        .take_while(move |month| *month <= today.month().next())
}

fn lines(found: Vec<Waiting>) -> Vec<Line> {
    let mut lines: BTreeMap<(What, Month), Line> = BTreeMap::new();
    for waiting in found {
        let Waiting {
            what,
            month,
            last_day,
            days_late,
            reminded,
        } = waiting;
        let line = lines.entry((what, month)).or_insert(Line {
            what,
            month,
            count: 0,
            last_day,
            days_late: 0,
            reminded: None,
        });
        line.count += 1;
        line.last_day = line.last_day.into_iter().chain(last_day).min();
        line.days_late = line.days_late.max(days_late);
        line.reminded = line.reminded.max(reminded);
    }
    let mut lines: Vec<Line> = lines.into_values().collect();
    lines.sort_by_key(|line| {
        let late = std::cmp::Reverse(line.days_late);
        (
            line.what.is_news(),
            late,
            line.last_day,
            line.month,
            line.what,
        )
    });
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn owed(days_late: u32) -> Waiting {
        Waiting {
            what: What::Owed,
            month: "2026-10".parse().expect("a month"),
            last_day: "2026-11-05".parse().ok(),
            days_late,
            reminded: None,
        }
    }

    #[test]
    fn many_of_a_kind_are_one_line_and_what_is_most_late_stands_first() {
        let announced = Waiting {
            what: What::Announced,
            last_day: None,
            ..owed(0)
        };
        let own = Waiting {
            what: What::Own,
            ..owed(0)
        };
        let lines = lines(vec![announced, own, owed(2), owed(3)]);
        let shown: Vec<_> = lines
            .iter()
            .map(|line| (line.what, line.count, line.days_late))
            .collect();
        assert_eq!(
            shown,
            [
                (What::Owed, 2, 3),
                (What::Own, 1, 0),
                (What::Announced, 1, 0)
            ]
        );
    }

    #[test]
    fn the_months_looked_at_are_those_that_a_device_holds() {
        let today = "2026-11-30".parse().expect("a day");
        let months: Vec<String> = months(today).map(String::from).collect();
        assert_eq!(months, ["2026-09", "2026-10", "2026-11", "2026-12"]);
    }
}
