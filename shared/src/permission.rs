//! Who may do what, and who sees what. Asked by the buttons and by the server alike, so a button
//! that the server would refuse is not offered.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::{
    act::Deed,
    book::{Book, sheet::Taken},
    id::{PersonId, UnitId},
    month::{Day, Month},
    order::Gather,
    organisation::{Held, Line, Role, Tree, UnitKind},
    refusal::Refusal,
    route::{Route, StepKind},
    rules::{GivenBy, RuleBook},
    view::Sight,
};

/// Who acts, with the roles they hold today.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Author {
    /// The person; none for the server's own series.
    pub person: Option<PersonId>,
    /// Their roles, also past and future ones.
    pub held: Vec<Held>,
}

/// Those who lead a unit: plan, confirm results, keep minutes, enter for others.
pub const LEADERS: &[Role] = &[
    Role::Secretary,
    Role::Deputy,
    Role::CellCommittee,
    Role::Head,
];
/// Those who head a unit: whom a letter names, and who is not rated above the unit as a whole.
pub const HEADS: &[Role] = &[Role::Secretary, Role::Head];
/// Those who speak for a unit as a whole.
pub const SPEAKERS: &[Role] = &[Role::Secretary, Role::Head, Role::Deputy];
/// Those who answer for facts that limit a level.
pub const ANSWERERS: &[Role] = &[
    Role::Inspector,
    Role::CommitteeOffice,
    Role::OrganisationBoard,
];
/// Those who act for a body above.
pub const OFFICES: &[Role] = &[Role::CommitteeOffice, Role::OrganisationBoard];

impl Author {
    /// The server itself.
    pub fn server() -> Self {
        Self {
            person: None,
            held: Vec::new(),
        }
    }

    /// Whether they hold one of `roles` at `unit` on that day.
    pub fn holds(&self, roles: &[Role], unit: &UnitId, today: Day) -> bool {
        self.held
            .iter()
            .any(|held| held.unit == *unit && roles.contains(&held.role) && held.holds_on(today))
    }

    fn is(&self, person: &PersonId) -> bool {
        self.person.as_ref() == Some(person)
    }

    /// Whether they speak for the unit that is rated as a whole in this row.
    pub fn speaks_for(&self, collective: &PersonId, today: Day) -> bool {
        let unit = collective.collective();
        unit.is_some_and(|unit| self.holds(SPEAKERS, &unit, today))
    }
}

/// Whether they administer every unit at the top: rule sets hold for the whole tree.
#[must_use]
pub fn administers_all(author: &Author, today: Day, tree: &Tree) -> bool {
    let mut tops = tree
        .units
        .values()
        .filter(|unit| unit.management_parent.is_none() && unit.party_parent.is_none())
        .peekable();
    tops.peek().is_some() && tops.all(|top| author.holds(&[Role::Administrator], &top.id, today))
}

/// Whether `author` may do `deed` in `book`, by roles and by *nobody on their own row*. Whether it
/// holds otherwise is `apply`'s to say.
pub fn may(
    author: &Author,
    today: Day,
    rules: &RuleBook,
    book: &Book,
    deed: &Deed,
) -> Result<(), Refusal> {
    let Some(person) = &author.person else {
        return match deed {
            // Who goes from one unit to another by a decision is entered once, by an administrator.
            Deed::OpenMonth { .. }
            | Deed::Join { .. }
            | Deed::Leave { .. }
            | Deed::Import { .. }
            | Deed::RegisterKey { .. }
            | Deed::RevokeKey { .. } => Ok(()),
            _ => Err(Refusal::NotYours),
        };
    };
    let unit = &book.id.unit;
    let leads = author.holds(LEADERS, unit, today);
    let named = deed.people();
    // Of a unit as a whole, whoever leads it says what a person says of themself.
    let about_self = named
        .iter()
        .all(|about| author.is(about) || author.speaks_for(about, today));
    let of_collective = named.iter().any(|about| about.is_collective());
    let allowed = match deed {
        Deed::OpenMonth { .. }
        | Deed::Import { .. }
        | Deed::RegisterKey { .. }
        | Deed::RevokeKey { .. } => false,
        Deed::Join { .. } | Deed::Leave { .. } | Deed::Remind { .. } => {
            leads || holds_above(author, OFFICES, book, today)
        }
        // Whoever leads the unit, its office, and the offices above; no target is part of a rating, and what a
        // rating was used for no longer changes it.
        Deed::RecordAction { .. }
        | Deed::SetTarget { .. }
        | Deed::ChangeTarget { .. }
        | Deed::ReadTarget { .. }
        | Deed::EndTarget { .. } => {
            leads || author.holds(OFFICES, unit, today) || holds_above(author, OFFICES, book, today)
        }
        Deed::Assign { .. }
        | Deed::ChangeTask { .. }
        | Deed::CancelTask { .. }
        | Deed::HandOverTask { .. }
        | Deed::CheckTask { .. }
        | Deed::ReviewResult { .. }
        | Deed::Convene { .. }
        | Deed::Attend { .. }
        | Deed::SealMinutes { .. }
        | Deed::UnsealMinutes { .. } => leads,
        // What a person said themself is theirs: whoever leads finds otherwise beside it, and does not
        // overwrite it.
        Deed::ReportResult { .. } | Deed::Score { .. } => {
            about_self || (leads && !of_collective && !said_themself(book, deed))
        }
        Deed::Comment { .. } | Deed::Appeal { .. } => leads || about_self,
        Deed::Acknowledge { .. } => about_self,
        Deed::StateFacts { people } => {
            let proposed = |person: &PersonId, id: &String| {
                let record = book.people.get(person)?;
                let fact = rules.of(&record.enrolled)?.fact(id)?;
                Some(fact.given_by == GivenBy::Proposer)
            };
            let by_proposer = people.iter().all(|(person, facts)| {
                facts
                    .keys()
                    .all(|id| proposed(person, id).unwrap_or_default())
            });
            if by_proposer {
                by_route(author, today, rules, book, deed, StepKind::Propose)
            } else {
                author.holds(ANSWERERS, unit, today) || holds_above(author, ANSWERERS, book, today)
            }
        }
        Deed::VoteInGroup { .. } => by_route(author, today, rules, book, deed, StepKind::GroupVote),
        Deed::Propose { .. } => by_route(author, today, rules, book, deed, StepKind::Propose),
        Deed::Vote { .. } => by_route(author, today, rules, book, deed, StepKind::Vote),
        Deed::Submit { .. } | Deed::Withdraw { .. } => {
            by_route(author, today, rules, book, deed, StepKind::Submit)
        }
        Deed::Receive { .. } | Deed::Return { .. } => {
            by_route(author, today, rules, book, deed, StepKind::Compile)
        }
        Deed::Circulate { .. } | Deed::CloseRound { .. } | Deed::RecallRound { .. } => {
            author.holds(OFFICES, unit, today)
        }
        Deed::Opine { round, .. } => {
            let is_asked = book
                .round(round)
                .is_none_or(|round| round.asked.contains(person));
            // Who is asked does not hold the records of the rated: the server judges by their route.
            let mut named = deed.people().into_iter();
            is_asked
                && (named.all(|about| !book.people.contains_key(about))
                    || by_route(author, today, rules, book, deed, StepKind::Opine))
        }
        Deed::Conclude { .. } => author.holds(OFFICES, unit, today),
        Deed::Decide { .. } | Deed::AnswerAppeal { .. } | Deed::Correct { .. } => {
            by_route(author, today, rules, book, deed, StepKind::Decide)
        }
        Deed::Announce { .. } | Deed::Close { .. } => {
            by_route(author, today, rules, book, deed, StepKind::Announce)
        }
    };
    if !allowed {
        return Err(Refusal::NotYours);
    }
    let judges = matches!(
        deed,
        Deed::ReviewResult { .. }
            | Deed::VoteInGroup { .. }
            | Deed::Propose { .. }
            | Deed::Vote { .. }
            | Deed::StateFacts { .. }
            | Deed::Opine { .. }
            | Deed::Decide { .. }
            | Deed::AnswerAppeal { .. }
            | Deed::RecordAction { .. }
            | Deed::Correct { .. }
    );
    let round = match deed {
        Deed::Opine { round, .. } => book.round(round),
        _ => None,
    };
    let is_own = |about: &&PersonId| {
        *about == person || round.is_some_and(|round| round.is_own(person, about))
    };
    if judges && deed.people().iter().any(is_own) {
        return Err(Refusal::OwnRow);
    }
    Ok(())
}

/// Whether `author` might have done `deed` by a post that ended since the month of `book` began: whoever holds
/// it now may adopt what they did.
pub fn might_before(
    author: &Author,
    today: Day,
    rules: &RuleBook,
    book: &Book,
    deed: &Deed,
) -> bool {
    // What a member thinks is theirs alone: nobody says it for them.
    if matches!(deed, Deed::Opine { .. }) {
        return false;
    }
    let first = book.id.month.first_day();
    author
        .held
        .iter()
        .filter_map(|held| held.until)
        .filter(|until| (first..today).contains(until))
        .any(|last| may(author, last, rules, book, deed).is_ok())
}

/// Whether the result or score that a deed would set was given by the person themself.
fn said_themself(book: &Book, deed: &Deed) -> bool {
    deed.people().into_iter().any(|person| {
        let Some(record) = book.people.get(person) else {
            return false;
        };
        match deed {
            Deed::ReportResult { task, .. } => record
                .tasks
                .get(task)
                .is_some_and(|task| task.report.is_some() && task.entered_by.is_none()),
            _ => record.stage.done().iter().any(|taken| {
                matches!(
                    taken,
                    Taken::Scored {
                        entered_by: None,
                        ..
                    }
                )
            }),
        }
    })
}

fn holds_above(author: &Author, roles: &[Role], book: &Book, today: Day) -> bool {
    let Some(place) = &book.place else {
        return false;
    };
    place
        .above
        .values()
        .flatten()
        .any(|above| author.holds(roles, &above.unit, today))
}

/// Whether the route of everyone concerned gives the step of `kind` to the author.
fn by_route(
    author: &Author,
    today: Day,
    rules: &RuleBook,
    book: &Book,
    deed: &Deed,
    kind: StepKind,
) -> bool {
    let named = deed.people();
    let concerned: Vec<_> = if named.is_empty() {
        book.rated().map(|(_, record)| record).collect()
    } else {
        named
            .iter()
            .filter_map(|person| book.people.get(*person))
            .collect()
    };
    let mut routes: Vec<(&Route, Option<&UnitId>)> = Vec::new();
    for record in concerned {
        let group = record.enrolled.group.as_ref();
        let is_same = |known: &(&Route, Option<&UnitId>), route: &Route| {
            std::ptr::eq(known.0, route) && known.1 == group
        };
        if let Some(rules) = rules.of(&record.enrolled)
            && !routes.iter().any(|known| is_same(known, &rules.route))
        {
            routes.push((&rules.route, group));
        }
    }
    !routes.is_empty()
        && routes.iter().all(|(route, group)| {
            takes(author, today, book, route, kind)
                || group.is_some_and(|group| leads_group(author, today, route, group, kind))
        })
}

/// Whether the step is that of a party group which the author leads.
fn leads_group(author: &Author, today: Day, route: &Route, group: &UnitId, kind: StepKind) -> bool {
    kind == StepKind::GroupVote
        && route
            .step(kind)
            .is_some_and(|step| author.holds(&step.by, group, today))
}

/// Whether the author takes the step of `kind` on this route.
pub fn takes(author: &Author, today: Day, book: &Book, route: &Route, kind: StepKind) -> bool {
    let Some(step) = route.step(kind) else {
        return false;
    };
    let unit = book.unit_at(step.at, route.line);
    unit.is_some_and(|unit| author.holds(&step.by, unit, today))
}

/// What a person sees, unit by unit. Decides what syncs and what every page may read.
pub fn scope(author: &Author, today: Day, tree: &Tree) -> BTreeMap<UnitId, Sight> {
    let mut found: BTreeMap<UnitId, Sight> = BTreeMap::new();
    let Some(person) = &author.person else {
        return found;
    };
    // Who has left a unit still sees their own sheets there, for ever; of the others nothing.
    let was_member = |held: &&Held| held.role == Role::Member && held.from <= today;
    for held in author.held.iter().filter(was_member) {
        found.entry(held.unit.clone()).or_default().own = Some(person.clone());
    }
    for held in author.held.iter().filter(|held| held.holds_on(today)) {
        match held.role {
            Role::Member => found.entry(held.unit.clone()).or_default().members = true,
            // The group has no months of its own: its people are rated in the cell's.
            Role::GroupLeader => {
                let group = tree.units.get(&held.unit);
                if let Some(cell) = group.and_then(|group| group.party_parent.clone()) {
                    let sight = found.entry(cell).or_default();
                    sight.members = true;
                    sight.own = Some(person.clone());
                    sight.group = Some(held.unit.clone());
                }
            }
            Role::CellCommittee | Role::Secretary | Role::Deputy | Role::Head => {
                let sight = found.entry(held.unit.clone()).or_default();
                sight.members = true;
                sight.full = true;
                if SPEAKERS.contains(&held.role) {
                    speaks_above(&mut found, &held.unit, person, tree);
                }
            }
            Role::CommitteeOffice | Role::Decider | Role::Inspector => {
                let sight = found.entry(held.unit.clone()).or_default();
                sight.members = true;
                sight.full = true;
                for below in all_below(tree, &held.unit) {
                    let sight = found.entry(below.unit).or_default();
                    sight.members = true;
                    sight.full |= below.depth == 1;
                }
            }
            Role::OrganisationBoard | Role::StandingMember => {
                let sight = found.entry(held.unit.clone()).or_default();
                sight.members = true;
                sight.full |= held.role == Role::OrganisationBoard;
                if held.role == Role::StandingMember {
                    sight.asked = Some(person.clone());
                }
                for below in all_below(tree, &held.unit) {
                    found.entry(below.unit).or_default().members = true;
                }
            }
            Role::Administrator => {}
        }
    }
    found.retain(|unit, _| {
        let unit = tree.units.get(unit);
        unit.is_none_or(|unit| unit.kind.has_months())
    });
    found
}

/// Whoever speaks for a unit sees it as a whole in the book of who rates it: the unit itself, or one directly
/// above.
fn speaks_above(
    found: &mut BTreeMap<UnitId, Sight>,
    unit: &UnitId,
    person: &PersonId,
    tree: &Tree,
) {
    let Some(own) = tree.units.get(unit).filter(|unit| unit.kind.keeps_ledger()) else {
        return;
    };
    for above in own.parents() {
        found.entry(above.clone()).or_default().own = Some(person.clone());
    }
}

/// The first month that a device holds: this one and the last two, beside those to come. Older ones are
/// looked up online.
pub fn first_month_held(today: Day) -> Month {
    today.month().plus_months(-2)
}

/// The units whose counts a person sees: those whom they lead, and those that stand below the body for
/// which they act. A member sees levels when they are announced, never counts before.
pub fn counts(author: &Author, today: Day, tree: &Tree) -> BTreeSet<UnitId> {
    let mut found = BTreeSet::new();
    for held in author.held.iter().filter(|held| held.holds_on(today)) {
        match held.role {
            Role::CellCommittee | Role::Secretary | Role::Deputy | Role::Head => {
                found.insert(held.unit.clone());
            }
            Role::CommitteeOffice
            | Role::Decider
            | Role::Inspector
            | Role::OrganisationBoard
            | Role::StandingMember => {
                found.insert(held.unit.clone());
                found.extend(
                    all_below(tree, &held.unit)
                        .into_iter()
                        .map(|below| below.unit),
                );
            }
            Role::Member | Role::GroupLeader | Role::Administrator => {}
        }
    }
    found
}

/// The units whose targets a person reads: those whose counts they see, and all above these, since a resolution
/// is there for those who are to carry it out.
pub fn targets_seen(author: &Author, today: Day, tree: &Tree) -> BTreeSet<UnitId> {
    with_above(counts(author, today, tree), tree)
}

/// The units that a device knows by name: those in sight with the party groups inside them, those in which its
/// person holds any role, and all above them on either line.
pub fn units_known(author: &Author, today: Day, tree: &Tree) -> BTreeSet<UnitId> {
    let mut found: BTreeSet<UnitId> = scope(author, today, tree).into_keys().into_set();
    found.extend(author.held.iter().map(|held| held.unit.clone()));
    let groups = tree
        .units
        .values()
        .filter(|unit| unit.kind == UnitKind::PartyGroup);
    let of_known = groups.filter(|group| group.parents().any(|cell| found.contains(cell)));
    found.append(&mut of_known.map(|group| group.id.clone()).into_set());
    found.retain(|unit| tree.units.contains_key(unit));
    with_above(found, tree)
}

/// Units, and all above them on either line.
fn with_above(mut units: BTreeSet<UnitId>, tree: &Tree) -> BTreeSet<UnitId> {
    let above: Vec<UnitId> = units
        .iter()
        .flat_map(|unit| [Line::Management, Line::Party].map(|line| tree.above(unit, line)))
        .flatten()
        .map(|above| above.id.clone())
        .collect();
    units.extend(above);
    units
}

struct Below {
    unit: UnitId,
    depth: usize,
}

/// The units below, on either line, with how far down they are.
fn all_below(tree: &Tree, top: &UnitId) -> Vec<Below> {
    let mut found = Vec::new();
    for unit in tree.units.values() {
        let depth = [Line::Party, Line::Management]
            .into_iter()
            .filter_map(|line| {
                tree.above(&unit.id, line)
                    .iter()
                    .position(|above| above.id == *top)
            })
            .min();
        if let Some(depth) = depth {
            found.push(Below {
                unit: unit.id.clone(),
                depth: depth + 1,
            });
        }
    }
    found
}

#[cfg(test)]
mod tests;
