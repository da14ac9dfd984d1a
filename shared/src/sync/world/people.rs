//! A small organisation: two cells under a commune's organisation with its office and its decider, and a
//! district above.

use std::collections::BTreeMap;

use crate::{
    book::{Above, PlaceInTree},
    id::{PersonId, UnitId},
    month::Day,
    organisation::{Enrolled, Held, Line, Role, Track, Tree, Unit, UnitKind},
    permission::Author,
    route::StepKind,
    rules::RuleBook,
};

/// Who there is.
#[derive(Clone, Debug)]
pub struct Organisation {
    /// Units.
    pub tree: Tree,
    /// People with their roles.
    pub people: BTreeMap<PersonId, Author>,
    /// Who is rated where from now on.
    pub enrolled: BTreeMap<UnitId, BTreeMap<PersonId, Enrolled>>,
    /// Moves with every change.
    pub revision: u64,
}

/// An id that is written in this program.
pub fn id<T: std::str::FromStr>(text: &str) -> T
where
    T::Err: std::fmt::Debug,
{
    text.parse().expect("an id written in this program")
}

/// The district and its people, by id: unit, kind, parent.
const UNITS: [(&str, UnitKind, &str); 4] = [
    ("huyen", UnitKind::District, ""),
    ("dang-bo", UnitKind::GrassrootsOrganisation, "huyen"),
    ("chi-bo-1", UnitKind::Cell, "dang-bo"),
    ("chi-bo-2", UnitKind::Cell, "dang-bo"),
];

const PEOPLE: [(&str, &str, &[Role]); 9] = [
    ("an", "chi-bo-1", &[Role::Secretary, Role::Member]),
    ("binh", "chi-bo-1", &[Role::Deputy, Role::Member]),
    ("chi", "chi-bo-1", &[Role::Member]),
    ("dung", "chi-bo-1", &[Role::Member]),
    ("giang", "chi-bo-2", &[Role::Secretary, Role::Member]),
    ("hoa", "chi-bo-2", &[Role::Deputy, Role::Member]),
    ("khanh", "dang-bo", &[Role::CommitteeOffice]),
    ("lan", "dang-bo", &[Role::Decider]),
    ("minh", "huyen", &[Role::OrganisationBoard]),
];

/// The party group of the first cell, in the worlds that have one: who leads it stands first.
const GROUP: &str = "chi-bo-1.to-1";
const OF_GROUP: [&str; 4] = ["chi", "an", "binh", "dung"];

/// Whether the world of a seed has a party group: one in seven, so that the others go as they always have.
#[must_use]
pub const fn has_group(seed: u64) -> bool {
    seed % 7 == 6
}

impl Organisation {
    /// The same with a party group, whose cell goes by the rules in which it votes first.
    pub fn grouped(mut self, today: Day, rules: &RuleBook) -> Self {
        let (cell, group): (UnitId, UnitId) = (id("chi-bo-1"), id(GROUP));
        let unit = Unit {
            id: group.clone(),
            kind: UnitKind::PartyGroup,
            name: GROUP.to_owned(),
            management_parent: None,
            party_parent: Some(cell.clone()),
            ..self.tree.units[&cell].clone()
        };
        self.tree.units.insert(group.clone(), unit);
        for enrolled in self.enrolled.values_mut().flat_map(BTreeMap::values_mut) {
            let newest = rules.newest(&enrolled.rules);
            enrolled.rules_version = newest.map_or(enrolled.rules_version, |set| set.version);
        }
        let of_cell = self.enrolled.get_mut(&cell).into_iter().flatten();
        for (_, enrolled) in of_cell.filter(|(person, _)| OF_GROUP.contains(&person.as_str())) {
            enrolled.group = Some(group.clone());
        }
        let leader = id(OF_GROUP[0]);
        self.give(&leader, Role::GroupLeader, &group, today.plus_days(-4000));
        self
    }

    /// The units that have months.
    pub fn units_with_months(&self) -> impl Iterator<Item = &UnitId> {
        let units = self.tree.units.values();
        let with_months = units.filter(|unit| unit.kind.has_months());
        with_months.map(|unit| &unit.id)
    }

    /// As it is on the first day. Members are rated by the first rule set for members whose cell reports to a committee.
    pub fn small(today: Day, rules: &RuleBook) -> Self {
        let mut organisation = Self {
            tree: Tree::default(),
            people: BTreeMap::new(),
            enrolled: BTreeMap::new(),
            revision: 1,
        };
        let from = today.plus_days(-4000);
        for (unit, kind, parent) in UNITS {
            let parent: Option<UnitId> = (!parent.is_empty()).then(|| id(parent));
            let unit = Unit {
                id: id(unit),
                kind,
                name: unit.to_owned(),
                management_parent: parent.clone(),
                party_parent: parent,
                from,
                until: None,
                telephone: None,
                end: None,
            };
            organisation.tree.units.insert(unit.id.clone(), unit);
        }
        let set = rules
            .iter()
            .find(|set| set.track == Track::Member && set.route.step(StepKind::Submit).is_some())
            .expect("a rule set for members whose cell reports");
        for (person, unit, roles) in PEOPLE {
            let unit: UnitId = id(unit);
            for role in roles {
                organisation.give(&id(person), *role, &unit, from);
            }
            if roles.contains(&Role::Member) {
                let enrolled = Enrolled {
                    roles: roles.to_vec(),
                    ..Enrolled::new(
                        person.to_owned(),
                        Track::Member,
                        set.id.clone(),
                        set.version,
                    )
                };
                let of_unit = organisation.enrolled.entry(unit).or_default();
                of_unit.insert(id(person), enrolled);
            }
        }
        organisation
    }

    /// Who someone is, with the roles they hold.
    pub fn author(&self, person: &PersonId) -> Author {
        self.people.get(person).cloned().unwrap_or(Author {
            person: Some(person.clone()),
            held: Vec::new(),
        })
    }

    /// Someone holds a role from a day on.
    pub fn give(&mut self, person: &PersonId, role: Role, unit: &UnitId, from: Day) {
        let author = self.author(person);
        let author = self.people.entry(person.clone()).or_insert(author);
        author.held.push(Held {
            role,
            unit: unit.clone(),
            from,
            until: None,
            document: String::new(),
        });
        self.revision += 1;
    }

    /// Someone holds a role no more.
    pub fn end(&mut self, person: &PersonId, role: Role, last: Day) {
        if let Some(author) = self.people.get_mut(person) {
            let held = author.held.iter_mut().filter(|held| held.role == role);
            for held in held.filter(|held| held.until.is_none()) {
                held.until = Some(last);
            }
        }
        self.revision += 1;
    }

    /// Where a unit stands.
    pub fn place(&self, unit: &UnitId) -> PlaceInTree {
        let above = |line| {
            let above = self.tree.above(unit, line).into_iter();
            let above = above.map(|unit| Above {
                unit: unit.id.clone(),
                name: unit.name.clone(),
            });
            (line, above.collect())
        };
        PlaceInTree {
            kind: self.tree.units[unit].kind,
            name: unit.to_string(),
            above: [above(Line::Party), above(Line::Management)].into(),
        }
    }
}
