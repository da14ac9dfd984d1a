//! A unit ends with its month, and another goes on in its place with the next. A ledger never moves with a
//! unit: what keeps one is put below the other unit as it is, a cell without one ends too and its successor
//! begins there. The months that were stay where they were.

use std::collections::BTreeMap;

use roviec_shared::{
    api::{ErrorCode, Post},
    id::UnitId,
    month::Day,
    organisation::{Ending, Held, Role, Tree, Unit, UnitKind},
};

use crate::{
    database::Transaction,
    error::Error,
    exchange::Foundation,
    moving::{Movement, carry_out, ended},
    token,
};

/// A merger while it is carried out.
struct Merger<'a> {
    tree: &'a Tree,
    /// The first day of what goes on.
    day: Day,
    document: &'a str,
    /// Units as they will be.
    units: Vec<Unit>,
    /// Which goes on in whose place.
    successors: Vec<(UnitId, UnitId)>,
    /// Party groups of the units that end, and those that go on.
    groups: BTreeMap<UnitId, UnitId>,
}

/// Merges one unit into another within the transaction, whose revision of the organisation has moved.
pub async fn merge(
    transaction: &mut Transaction,
    foundation: &Foundation,
    ordered_by: &str,
    (unit, into): (&UnitId, &UnitId),
    document: &str,
) -> Result<Unit, Error> {
    let tree = &foundation.organisation.tree;
    let day = foundation.today.month().next().first_day();
    let (Some(ending), Some(going_on)) = (tree.units.get(unit), tree.units.get(into)) else {
        return Err(ErrorCode::NotFound.into());
    };
    if unit == into || !ending.kind.goes_on_as(going_on.kind) || ending.until.is_some() {
        return Err(ErrorCode::Malformed.into());
    }
    if !going_on.stands_on(day) {
        return Err(ErrorCode::Malformed.into());
    }
    let mut merger = Merger {
        tree,
        day,
        document,
        units: Vec::new(),
        successors: vec![(unit.clone(), into.clone())],
        groups: BTreeMap::new(),
    };
    let ending = merger.ends(ending, into);
    merger.below(unit, into)?;
    transaction.put_units(&merger.units).await?;
    let mut movements = Vec::new();
    for (number, (from, to)) in merger.successors.iter().enumerate() {
        movements.extend(merger.people(transaction, from, to).await?);
        // Of the unit itself each post there needs a decision of its own; a cell below goes on as it was.
        let goes_on = number > 0;
        merger.posts(transaction, from, to, goes_on).await?;
    }
    carry_out(transaction, foundation, ordered_by, &movements).await?;
    Ok(ending)
}

impl Merger<'_> {
    fn ends(&mut self, unit: &Unit, into: &UnitId) -> Unit {
        let unit = Unit {
            until: Some(self.day.plus_days(-1)),
            end: Some(Ending {
                document: self.document.to_owned(),
                into: Some(into.clone()),
            }),
            ..unit.clone()
        };
        self.units.push(unit.clone());
        unit
    }

    /// What stands below goes with it.
    fn below(&mut self, unit: &UnitId, into: &UnitId) -> Result<(), Error> {
        let tree = self.tree;
        let is_below = |child: &&Unit| child.until.is_none() && child.is_right_below(unit);
        for child in tree.units.values().filter(is_below) {
            let goes = |parent: &Option<UnitId>| match parent {
                Some(parent) if parent == unit => Some(into.clone()),
                other => other.clone(),
            };
            let placed = Unit {
                management_parent: goes(&child.management_parent),
                party_parent: goes(&child.party_parent),
                ..child.clone()
            };
            if child.kind.keeps_ledger() {
                self.units.push(placed);
                continue;
            }
            let id = self.successor_id(&child.id)?;
            self.units.push(Unit {
                id: id.clone(),
                from: self.day,
                ..placed
            });
            self.ends(child, &id);
            self.successors.push((child.id.clone(), id.clone()));
            if child.kind == UnitKind::PartyGroup {
                self.groups.insert(child.id.clone(), id.clone());
            }
            self.below(&child.id, &id)?;
        }
        Ok(())
    }

    /// The id of what goes on in a cell's place: its own with the month.
    fn successor_id(&self, of: &UnitId) -> Result<UnitId, Error> {
        let id = format!("{of}-{}", String::from(self.day.month()));
        let id: UnitId = id.parse().map_err(|_| ErrorCode::Malformed)?;
        match self.tree.units.contains_key(&id) {
            true => Err(ErrorCode::Taken.into()),
            false => Ok(id),
        }
    }

    /// Everyone who is rated in a unit that ends.
    async fn people(
        &self,
        transaction: &mut Transaction,
        from: &UnitId,
        to: &UnitId,
    ) -> Result<Vec<Movement>, Error> {
        let mut people: Vec<_> = transaction.enrolled_in(from.as_str()).await?;
        people.dedup_by(|(one, _), (other, _)| one == other);
        let movement = |person| Movement {
            person,
            from: from.clone(),
            to: to.clone(),
            day: self.day,
            document: self.document.to_owned(),
            rules: None,
            post: None,
            groups: self.groups.clone(),
            stays_to_finish: true,
        };
        Ok(people
            .into_iter()
            .map(|(person, _)| movement(person))
            .collect())
    }

    /// Who acts for a unit that ends finishes its last month, until the end of the next; where it goes on
    /// as it was, they hold the same there.
    async fn posts(
        &self,
        transaction: &mut Transaction,
        from: &UnitId,
        to: &UnitId,
        goes_on: bool,
    ) -> Result<(), Error> {
        let posts = transaction.posts_at(from.as_str()).await?;
        let last = self.day.month().last_day();
        let acts = |post: &Post| post.held.role != Role::Member && post.held.holds_on(self.day);
        let mut changed = Vec::new();
        for post in posts.into_iter().filter(acts) {
            if goes_on {
                changed.push(Post {
                    id: token::random_id("post")?,
                    person: post.person.clone(),
                    held: Held {
                        unit: to.clone(),
                        from: self.day,
                        document: self.document.to_owned(),
                        ..post.held.clone()
                    },
                });
            }
            changed.push(ended(post, last, self.document));
        }
        transaction.put_posts(&changed).await
    }
}
