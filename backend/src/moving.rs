//! Somebody goes from one unit to another by a decision: who rates them from now on, their posts, and the
//! months that are open already, in which they leave the one book and join the other.

use std::collections::BTreeMap;

use roviec_shared::{
    act::{Act, Deed, Leaving},
    api::{ErrorCode, Post},
    book::Book,
    id::{BookId, PersonId, RuleSetId, UnitId},
    month::{Day, Month},
    organisation::{Enrolled, Held, Role, UnitKind},
    task::Brought,
};

use crate::{
    database::Transaction,
    error::Error,
    exchange::{Foundation, perform, refused},
    token,
};

/// So many months from the day on may be open already.
const MONTHS_AHEAD: i32 = 3;

/// One person's way.
#[derive(Debug)]
pub struct Movement {
    /// Who.
    pub person: PersonId,
    /// From where.
    pub from: UnitId,
    /// Where to.
    pub to: UnitId,
    /// Their first day there.
    pub day: Day,
    /// Number and date of the decision.
    pub document: String,
    /// Under another rule set there.
    pub rules: Option<RuleSetId>,
    /// Their post or duty there.
    pub post: Option<String>,
    /// Party groups that go with them, by what they were called.
    pub groups: BTreeMap<UnitId, UnitId>,
    /// The unit ends: who acts for it finishes its last month.
    pub stays_to_finish: bool,
}

/// Carries movements out within the transaction, whose revision of the organisation has moved.
pub async fn carry_out(
    transaction: &mut Transaction,
    foundation: &Foundation,
    ordered_by: &str,
    movements: &[Movement],
) -> Result<(), Error> {
    let mut acts = Vec::new();
    for movement in movements {
        let rows = enrol(transaction, foundation, movement).await?;
        follow(transaction, foundation, movement).await?;
        acts.extend(in_open_months(transaction, movement, &rows).await?);
    }
    if acts.is_empty() {
        return Ok(());
    }
    let (judged, _) = perform(transaction, foundation, ordered_by, &acts).await?;
    // A report that has gone up, or a level that is decided, names them: nothing is done then.
    match refused(&judged) {
        None => Ok(()),
        Some(_) => Err(ErrorCode::Conflict.into()),
    }
}

/// From now on they are rated in the other unit.
async fn enrol(
    transaction: &mut Transaction,
    foundation: &Foundation,
    movement: &Movement,
) -> Result<Vec<Enrolled>, Error> {
    let at = transaction.enrolled_in(movement.from.as_str()).await?;
    let mut rows = Vec::new();
    for (_, mut row) in at.into_iter().filter(|(who, _)| *who == movement.person) {
        if let Some(id) = &movement.rules {
            let set = foundation.rules.book.newest(id);
            let set = set.filter(|set| set.track == row.track);
            let set = set.ok_or(ErrorCode::Malformed)?;
            row.rules = set.id.clone();
            row.rules_version = set.version;
        }
        if let Some(post) = &movement.post {
            row.post.clone_from(post);
        }
        row.group = row
            .group
            .and_then(|group| movement.groups.get(&group).cloned());
        rows.push(row);
    }
    if rows.is_empty() {
        return Err(ErrorCode::NotFound.into());
    }
    let there = rows
        .iter()
        .map(|row| (movement.to.clone(), movement.person.clone(), row.clone()));
    let there: Vec<_> = there.collect();
    transaction
        .no_longer_enrolled(&movement.from, &movement.person)
        .await?;
    transaction.put_enrolled(&there).await?;
    Ok(rows)
}

/// What they held at the one unit ends the day before; they are members of the other from the day on.
async fn follow(
    transaction: &mut Transaction,
    foundation: &Foundation,
    movement: &Movement,
) -> Result<(), Error> {
    let last = movement.day.plus_days(-1);
    let posts = transaction.posts_of(movement.person.as_str()).await?;
    let tree = &foundation.organisation.tree;
    let is_there = |unit: &UnitId| {
        let unit = tree.units.get(unit);
        unit.is_some_and(|unit| {
            let is_group = unit.kind == UnitKind::PartyGroup;
            unit.id == movement.from
                || (is_group && unit.party_parent.as_ref() == Some(&movement.from))
        })
    };
    let held = posts.into_iter().filter(|post| {
        is_there(&post.held.unit)
            && post.held.from <= last
            && post.held.holds_on(movement.day)
            && (post.held.role == Role::Member || !movement.stays_to_finish)
    });
    let mut changed: Vec<Post> = held
        .map(|post| ended(post, last, &movement.document))
        .collect();
    changed.push(Post {
        id: token::random_id("post")?,
        person: movement.person.clone(),
        held: Held {
            role: Role::Member,
            unit: movement.to.clone(),
            from: movement.day,
            until: None,
            document: movement.document.clone(),
        },
    });
    transaction.put_posts(&changed).await
}

/// A post with its last day, and the paper that ends it beside the one that gave it.
pub fn ended(mut post: Post, last: Day, document: &str) -> Post {
    post.held.until = Some(last);
    post.held.document = match post.held.document.as_str() {
        "" => document.to_owned(),
        given => format!("{given}; {document}"),
    };
    post
}

/// They leave the months of the one unit that are open, and join those of the other.
async fn in_open_months(
    transaction: &mut Transaction,
    movement: &Movement,
    rows: &[Enrolled],
) -> Result<Vec<Act>, Error> {
    let mut acts = Vec::new();
    for month in (0..=MONTHS_AHEAD).map(|ahead| movement.day.month().plus_months(ahead)) {
        let day = movement.day.max(month.first_day());
        let left = open_book(transaction, &movement.from, month).await?;
        let joined = open_book(transaction, &movement.to, month).await?;
        let record = left
            .as_ref()
            .and_then(|book| book.people.get(&movement.person));
        let record = record.filter(|record| record.left.is_none());
        let brought = record.map(|record| brought(left.as_ref(), record, day));
        if let (Some(book), Some(_)) = (&left, record) {
            let leaving = Leaving {
                day: day.plus_days(-1),
                document: movement.document.clone(),
            };
            let people = BTreeMap::from([(movement.person.clone(), leaving)]);
            acts.push(Act::on(book, Deed::Leave { people }));
        }
        // Nobody is rated twice in one unit's month: as an official first.
        let row = rows.iter().min_by_key(|row| row.track);
        if let (Some(book), Some(row)) = (&joined, row) {
            let enrolled = Enrolled {
                roles: vec![Role::Member],
                brought: brought.unwrap_or_default(),
                ..row.clone()
            };
            let deed = Deed::Join {
                people: BTreeMap::from([(movement.person.clone(), enrolled)]),
                day,
                document: movement.document.clone(),
            };
            acts.push(Act::on(book, deed));
        }
    }
    Ok(acts)
}

async fn open_book(
    transaction: &mut Transaction,
    unit: &UnitId,
    month: Month,
) -> Result<Option<Book>, Error> {
    let id = BookId {
        unit: unit.clone(),
        month,
    };
    let books = transaction.books([&id]).await?;
    Ok(books.into_iter().find(|book| book.place.is_some()))
}

/// What they did of the month, to be read beside what they will do: here, and before they came here.
fn brought(book: Option<&Book>, record: &roviec_shared::book::Record, day: Day) -> Vec<Brought> {
    let mut found = record.enrolled.brought.clone();
    let tasks: Vec<_> = record.live_tasks().map(|(_, task)| task.told()).collect();
    if let Some(book) = book.filter(|_| !tasks.is_empty()) {
        let name = book.place.as_ref().map(|place| place.name.clone());
        found.push(Brought {
            unit: book.id.unit.clone(),
            name: name.unwrap_or_default(),
            until: day.plus_days(-1),
            tasks,
        });
    }
    found
}
