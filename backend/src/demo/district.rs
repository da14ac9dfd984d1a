//! A district, or a province of two tiers: its units in two lines, and invented people in them. The district
//! is that of the seed by its numbers.

mod agency;
mod commune;
pub mod two_tier;

use roviec_shared::{
    api::Post,
    id::{IdError, PersonId, UnitId},
    month::{Day, Month},
    organisation::{Enrolled, Held, Line, Role, Standing, Track, Tree, Unit, UnitKind},
    rules::{RuleBook, RuleSet},
};

use super::{chance::Chance, names, shape::Shape, works::Trade};

/// The id of the district itself.
pub const DISTRICT: &str = "huyen";

/// Who is rated in a unit: decides the rule set, month by month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ratings {
    /// Heads of agencies and standing members of communes, by the Standing Committee above them.
    Heads,
    /// Officials, by their head.
    Officials,
    /// Members, by the committee above their cell.
    Members,
    /// Members of a grassroots cell, by the cell itself.
    OwnMembers,
}

impl Ratings {
    /// Whether it is a cell that rates its members.
    pub fn is_of_members(self) -> bool {
        matches!(self, Ratings::Members | Ratings::OwnMembers)
    }

    fn track(self) -> Track {
        if self.is_of_members() {
            Track::Member
        } else {
            Track::Official
        }
    }
}

/// A person.
#[derive(Clone, Debug)]
pub struct Someone {
    /// Their id.
    pub id: PersonId,
    /// Their name.
    pub name: String,
    /// How well they work in general, 0 to 100.
    pub merit: u32,
}

/// Someone's place in a unit where they are rated.
#[derive(Clone, Debug)]
pub struct Seat {
    /// Who.
    pub who: Someone,
    /// Post or duty; empty for a plain member.
    pub post: String,
    /// What work they are given there.
    pub trade: Trade,
    /// How they stand as a member.
    pub standing: Standing,
    /// The roles they hold there, in their order.
    pub roles: Vec<Role>,
    /// Rated by the leaders' formula, where the rule set has one.
    pub leads: bool,
    /// The body whose list the post is on.
    pub managed_by: Option<UnitId>,
    /// The party group inside the cell.
    pub group: Option<UnitId>,
}

impl Seat {
    /// As a month knows them.
    pub fn enrolled(&self, ratings: Ratings, rules: &RuleSet) -> Enrolled {
        Enrolled {
            post: self.post.clone(),
            managed_by: self.managed_by.clone(),
            standing: self.standing,
            group: self.group.clone(),
            roles: self.roles.clone(),
            leads: self.leads,
            ..Enrolled::new(
                self.who.name.clone(),
                ratings.track(),
                rules.id.clone(),
                rules.version,
            )
        }
    }

    /// Whether they hold a role here.
    pub fn is(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }
}

/// A unit with those who are rated in it.
#[derive(Clone, Debug)]
pub struct Staff {
    /// Which unit.
    pub unit: UnitId,
    /// As what they are rated.
    pub ratings: Ratings,
    /// By which rule sets, the one in force first: others hold before it begins.
    pub rule_sets: &'static [&'static str],
    /// Who.
    pub seats: Vec<Seat>,
    /// Who chairs the body that decides on them.
    pub decider: PersonId,
    /// Short name of that body in its documents' numbers: `ĐU`.
    pub mark: &'static str,
}

impl Staff {
    /// The rule set that holds for a month.
    pub fn rules<'r>(&self, rules: &'r RuleBook, month: Month) -> Option<&'r RuleSet> {
        self.rule_sets
            .iter()
            .find_map(|id| rules.holding(&id.parse().ok()?, month))
    }
}

/// The units whose acts one ledger keeps; the first is the ledger's own.
#[derive(Clone, Debug)]
pub struct Ledger {
    /// Whose ledger.
    pub unit: UnitId,
    /// Its units.
    pub staffs: Vec<Staff>,
}

/// The whole district, or the whole province.
#[derive(Debug, Default)]
pub struct District {
    /// Which of them.
    pub shape: Shape,
    /// What it was drawn from.
    pub seed: u64,
    /// Its units.
    pub tree: Tree,
    /// Everybody in it.
    pub people: Vec<Someone>,
    /// Who holds what.
    pub posts: Vec<Post>,
    /// Its ledgers, in the order in which they are made.
    pub ledgers: Vec<Ledger>,
}

impl District {
    /// Draws what has that shape.
    ///
    /// # Errors
    /// None, unless an id in the tables were none.
    pub fn of_shape(shape: Shape, seed: u64) -> Result<Self, IdError> {
        match shape {
            Shape::District => Self::draw(seed),
            Shape::TwoTier => Self::draw_two_tier(seed),
        }
    }

    /// Draws the district.
    ///
    /// # Errors
    /// None, unless an id in the tables were none.
    pub fn draw(seed: u64) -> Result<Self, IdError> {
        let mut district = District {
            seed,
            ..District::default()
        };
        let top: UnitId = DISTRICT.parse()?;
        district.add_unit(UnitKind::District, &top, "Huyện ủy Yên Bình", None, None);
        let mut heads = district.leaders(&top)?;
        district.ledgers.push(Ledger {
            unit: top.clone(),
            staffs: Vec::new(),
        });
        district.agencies(&top, &mut heads)?;
        district.communes(&top, &mut heads)?;
        district.ledgers[0].staffs.push(heads);
        Ok(district)
    }

    fn chance(&self, words: &[&str]) -> Chance {
        Chance::of(self.seed, words)
    }

    fn add_unit(
        &mut self,
        kind: UnitKind,
        id: &UnitId,
        name: &str,
        management: Option<&UnitId>,
        party: Option<&UnitId>,
    ) {
        let unit = Unit {
            id: id.clone(),
            kind,
            name: name.to_owned(),
            management_parent: management.cloned(),
            party_parent: party.cloned(),
            from: match self.shape {
                Shape::District => day(2011, 1, 1),
                Shape::TwoTier => two_tier::begins(),
            },
            until: None,
            telephone: (!matches!(kind, UnitKind::Cell | UnitKind::PartyGroup)).then(|| {
                let mut chance = Chance::of(self.seed, &["telephone", id.as_str()]);
                format!(
                    "0216 3{:02} {:04}",
                    chance.between(80, 89),
                    chance.below(10_000)
                )
            }),
            end: None,
        };
        self.tree.units.insert(id.clone(), unit);
    }

    /// Somebody new, whose name nobody of `taken` has.
    fn someone(&mut self, percent_women: u32, taken: &[String]) -> Result<Someone, IdError> {
        let number = self.people.len() + 1;
        let mut chance = self.chance(&["person", &number.to_string()]);
        let name = names::name(&mut chance, percent_women, taken);
        self.named(name, number, &mut chance)
    }

    fn named(
        &mut self,
        name: String,
        number: usize,
        chance: &mut Chance,
    ) -> Result<Someone, IdError> {
        let someone = Someone {
            id: format!("p{number:05}").parse()?,
            name,
            // Most people work well; three draws make the middle the most likely.
            merit: (0..3).map(|_| chance.between(10, 100)).sum::<u32>() / 3,
        };
        self.people.push(someone.clone());
        Ok(someone)
    }

    fn give(&mut self, who: &Someone, role: Role, unit: &UnitId) {
        self.posts.push(Post {
            id: format!("post-{:05}", self.posts.len() + 1),
            person: who.id.clone(),
            held: Held {
                role,
                unit: unit.clone(),
                // The posts are held since the term began, or since there is no district.
                from: match self.shape {
                    Shape::District => day(2020, 8, 1),
                    Shape::TwoTier => two_tier::begins(),
                },
                until: None,
                document: String::new(),
            },
        });
    }

    /// Seats someone in a unit, with the posts that go with it.
    fn seat(&mut self, staff: &mut Staff, seat: Seat) {
        for role in &seat.roles {
            self.give(&seat.who, *role, &staff.unit);
        }
        staff.seats.push(seat);
    }

    /// The units above one, by line, nearest first: their ids and names.
    pub fn above(&self, unit: &UnitId, line: Line) -> Vec<(UnitId, String)> {
        let above = self.tree.above(unit, line);
        above
            .into_iter()
            .map(|unit| (unit.id.clone(), unit.name.clone()))
            .collect()
    }

    /// Everyone who is rated, as they are enrolled from a month on.
    pub fn enrolled(&self, rules: &RuleBook, month: Month) -> Vec<(UnitId, PersonId, Enrolled)> {
        let staffs = self.ledgers.iter().flat_map(|ledger| &ledger.staffs);
        staffs
            .filter_map(|staff| Some((staff, staff.rules(rules, month)?)))
            .flat_map(|(staff, set)| {
                let seats = staff.seats.iter();
                let people = seats
                    .map(|seat| (seat.who.id.clone(), seat.enrolled(staff.ratings, set)))
                    .chain(self.collectives(staff, rules, month).unwrap_or_default());
                let rows = people.map(|(subject, row)| (staff.unit.clone(), subject, row));
                rows.collect::<Vec<_>>()
            })
            .collect()
    }

    /// Who holds a role at a unit; the first, where several do.
    pub fn holder(&self, unit: &str, role: Role) -> Option<&Someone> {
        self.holders(unit, role).next()
    }

    /// All who hold a role at a unit.
    pub fn holders(&self, unit: &str, role: Role) -> impl Iterator<Item = &Someone> {
        let at = move |post: &&Post| post.held.unit.as_str() == unit && post.held.role == role;
        let posts = self.posts.iter().filter(at);
        posts.filter_map(|post| self.person(&post.person))
    }

    /// The person of that id.
    pub fn person(&self, id: &PersonId) -> Option<&Someone> {
        // People are numbered as they are drawn, so their ids are in order.
        let at = self.people.binary_search_by(|someone| someone.id.cmp(id));
        at.ok().map(|at| &self.people[at])
    }

    /// A unit where people are rated.
    pub fn staff(&self, unit: &str) -> Option<&Staff> {
        let mut staffs = self.ledgers.iter().flat_map(|ledger| &ledger.staffs);
        staffs.find(|staff| staff.unit.as_str() == unit)
    }
}

/// A day written in the program's own tables.
pub fn day(year: u16, month: u8, day: u8) -> Day {
    Day::new(year, month, day).unwrap_or_else(|_| unreachable!("the tables hold days"))
}
