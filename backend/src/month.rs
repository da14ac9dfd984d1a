//! Opening months: by the calendar of those who are rated in a unit, some days ahead; or at once, where an
//! administrator asks for it.

use std::collections::{BTreeMap, BTreeSet};

use roviec_shared::{
    act::{Act, Deed, People},
    book::{Above, PlaceInTree},
    id::{BookId, PersonId, UnitId},
    month::{Day, Month},
    organisation::{Enrolled, Held, Line, Tree},
    permission::{HEADS, SPEAKERS},
    rules::{RuleBook, RuleSet},
};

use crate::{
    app::AppState,
    database::Transaction,
    error::Error,
    exchange::{Foundation, perform, refused},
    server_key::ServerKey,
};

/// Months opened in one transaction.
const MONTHS_AT_ONCE: usize = 50;
/// Months ahead that a calendar may open.
const MONTHS_AHEAD: i32 = 3;

/// Where a unit stands, to be copied into its month.
pub fn place(tree: &Tree, unit: &UnitId) -> Option<PlaceInTree> {
    let own = tree.units.get(unit)?;
    let above = [Line::Management, Line::Party]
        .into_iter()
        .map(|line| {
            let above = tree.above(unit, line).into_iter().map(|above| Above {
                unit: above.id.clone(),
                name: above.name.clone(),
            });
            (line, above.collect::<Vec<_>>())
        })
        .filter(|(_, above)| !above.is_empty())
        .collect();
    Some(PlaceInTree {
        kind: own.kind,
        name: own.name.clone(),
        above,
    })
}

/// Opens every month that is due by its calendar and not opened yet; says how many.
pub async fn open_due(state: &AppState) -> Result<usize, Error> {
    let mut opened = 0;
    loop {
        let mut transaction = state.database.write().await?;
        if transaction.district("epoch").await?.is_none() {
            return Ok(0);
        }
        let key = ServerKey::read(&mut transaction).await?;
        // Of several processes, one after another looks what is due.
        transaction.lock_series(&[&key.series]).await?;
        let foundation = Foundation::read(state, &mut transaction).await?;
        let mut due = due(&mut transaction, &foundation).await?;
        let more = due.len() > MONTHS_AT_ONCE;
        due.truncate(MONTHS_AT_ONCE);
        if due.is_empty() {
            return Ok(opened);
        }
        let now = open(&mut transaction, &foundation, "", &due).await?;
        transaction.commit().await?;
        opened += now;
        if !more || now == 0 {
            return Ok(opened);
        }
    }
}

/// Opens months now, within the transaction; says how many were not open before.
pub async fn open(
    transaction: &mut Transaction,
    foundation: &Foundation,
    ordered_by: &str,
    books: &[BookId],
) -> Result<usize, Error> {
    let tree = &foundation.organisation.tree;
    let units: Vec<&UnitId> = books.iter().map(|book| &book.unit).collect();
    // Read once for all months of a unit: two may be due together.
    let enrolled = transaction.enrolled_at(&units).await?;
    let collectives: BTreeSet<UnitId> = enrolled
        .values()
        .flatten()
        .filter_map(|(person, _)| person.collective())
        .collect();
    let units: Vec<&UnitId> = units.into_iter().chain(&collectives).collect();
    let roles = transaction.roles_at(&units).await?;
    let mut acts = Vec::new();
    for book in books {
        let Some(place) = place(tree, &book.unit) else {
            continue;
        };
        let day = foundation.today.max(book.month.first_day());
        let mut people = people(
            enrolled.get(&book.unit).map_or(&[], Vec::as_slice),
            roles.get(&book.unit).map_or(&[], Vec::as_slice),
            day,
            |enrolled| foundation.rules.book.holding(&enrolled.rules, book.month),
        );
        speak(&mut people, &roles, day);
        acts.push(Act {
            book: book.clone(),
            saw: BTreeMap::new(),
            after: Vec::new(),
            replaces: None,
            adopted_from: None,
            deed: Deed::OpenMonth { place, people },
        });
    }
    let (judged, _) = perform(transaction, foundation, ordered_by, &acts).await?;
    if let Some((name, verdict)) = refused(&judged) {
        tracing::error!(act = %name, ?verdict, "a month could not be opened");
    }
    Ok(judged.entries.len())
}

/// Who is rated in a unit, each with the roles that they hold there on that day, by the version of their
/// rules that holds in the month. Nobody is rated twice in one unit's month: as an official first.
fn people<'r>(
    enrolled: &[(PersonId, Enrolled)],
    roles: &[(PersonId, Held)],
    day: Day,
    holding: impl Fn(&Enrolled) -> Option<&'r RuleSet>,
) -> People<Enrolled> {
    let mut people: People<Enrolled> = BTreeMap::new();
    for (person, row) in enrolled {
        let mut row = row.clone();
        // Said anew for each month, of who leads then.
        row.heads = None;
        row.speakers.clear();
        // Where none is valid, the version that they were enrolled with rates them on.
        if let Some(set) = holding(&row) {
            row.rules_version = set.version;
        }
        row.roles = roles
            .iter()
            .filter(|(holder, held)| holder == person && held.holds_on(day))
            .map(|(_, held)| held.role)
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect();
        match people.get(person) {
            Some(other) if other.track <= row.track => {}
            _ => {
                people.insert(person.clone(), row);
            }
        }
    }
    people
}

/// Who leads a unit that is rated as a whole speaks for it in this month; its head is not rated above it.
pub fn speak(
    people: &mut People<Enrolled>,
    roles: &BTreeMap<UnitId, Vec<(PersonId, Held)>>,
    day: Day,
) {
    let collectives: Vec<(PersonId, UnitId)> = people
        .keys()
        .filter_map(|person| Some((person.clone(), person.collective()?)))
        .collect();
    for (collective, unit) in collectives {
        let at_unit = roles.get(&unit).into_iter().flatten();
        let lead: Vec<&(PersonId, Held)> = at_unit
            .filter(|(_, held)| SPEAKERS.contains(&held.role) && held.holds_on(day))
            .collect();
        for (person, held) in &lead {
            let heads = HEADS.contains(&held.role);
            if let Some(head) = people.get_mut(person).filter(|_| heads) {
                head.heads = Some(unit.clone());
            }
        }
        if let Some(row) = people.get_mut(&collective) {
            row.speakers = lead.into_iter().map(|(person, _)| person.clone()).collect();
        }
    }
}

/// The months that are due and not opened, in the order of their days.
async fn due(transaction: &mut Transaction, foundation: &Foundation) -> Result<Vec<BookId>, Error> {
    let tree = &foundation.organisation.tree;
    let this = foundation.today.month();
    let calendars = calendars(
        tree,
        &foundation.rules.book,
        &transaction.rule_sets_in_use().await?,
    );
    let mut due = Vec::new();
    for month in (0..=MONTHS_AHEAD).map(|ahead| this.plus_months(ahead)) {
        let opened = transaction.opened_in(month).await?;
        for (unit, days_before) in &calendars {
            let opens = month.first_day().plus_days(-days_before);
            let stands = tree.units.get(unit).is_some_and(|unit| {
                unit.from <= month.last_day()
                    && unit.until.is_none_or(|until| month.first_day() <= until)
            });
            if stands && opens <= foundation.today && !opened.contains(unit) {
                let unit = unit.clone();
                due.push(BookId { unit, month });
            }
        }
    }
    Ok(due)
}

/// How many days ahead each unit's month is opened: the earliest of those who are rated there or below,
/// since who decides needs a month of their own.
fn calendars(
    tree: &Tree,
    rules: &RuleBook,
    in_use: &[(UnitId, roviec_shared::id::RuleSetId, u32)],
) -> BTreeMap<UnitId, i32> {
    let mut found: BTreeMap<UnitId, i32> = BTreeMap::new();
    let mut unfit: BTreeSet<&UnitId> = BTreeSet::new();
    for (unit, id, version) in in_use {
        let Some(set) = rules.get(id, *version) else {
            tracing::error!(%unit, rules = %id, version, "people are rated by rules that are not there");
            unfit.insert(unit);
            continue;
        };
        let days = i32::from(set.calendar.opens_days_before);
        let above = [Line::Management, Line::Party]
            .into_iter()
            .flat_map(|line| tree.above(unit, line))
            .map(|above| &above.id);
        for unit in above.chain([unit]) {
            let known = found.entry(unit.clone()).or_insert(days);
            *known = (*known).max(days);
        }
    }
    found.retain(|unit, _| !unfit.contains(unit) && tree.ledger(unit).is_some());
    found
}

/// Whether an administrator may open a month: not one that lies far off.
pub fn is_near(today: Day, month: Month) -> bool {
    let this = today.month();
    this.plus_months(-12) <= month && month <= this.plus_months(2)
}
