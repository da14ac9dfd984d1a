//! Accounts to try: who they are and what can be seen with them, for the sign-in page.

mod of_district;
mod of_two_tier;

use std::collections::BTreeSet;

use roviec_shared::{
    id::PersonId,
    organisation::{Role, Standing},
};

use super::{
    chance::Chance,
    district::{District, Ledger, Seat, Staff},
    shape::Shape,
    works::Trade,
};

/// The password that all share.
pub const PASSWORD: &str = "roviec-2026";

/// How a described account's person is found.
enum Whom {
    /// Holds a role at the unit; the n-th who does.
    Holds(Role, usize),
    /// Is rated there in a post that begins so.
    Post(&'static str),
    /// Is a plain member there, with a device; the n-th.
    Plain(usize),
}

/// An account that the sign-in page describes: what to type, the unit, who there, what can be seen.
struct Entry(&'static str, &'static str, Whom, &'static str);

/// An account to be made.
#[derive(Clone, Debug)]
pub struct Named {
    /// Whose.
    pub person: PersonId,
    /// What its owner types.
    pub login_name: String,
    /// What the sign-in page says of it.
    pub described: Option<&'static str>,
}

impl District {
    /// The accounts that the sign-in page describes, in its order.
    pub fn described(&self) -> Vec<Named> {
        let entries = match self.shape {
            Shape::District => of_district::ENTRIES,
            Shape::TwoTier => of_two_tier::ENTRIES,
        };
        entries
            .iter()
            .filter_map(|Entry(login_name, unit, whom, described)| {
                Some(Named {
                    person: self.whom(unit, whom)?,
                    login_name: (*login_name).to_owned(),
                    described: Some(described),
                })
            })
            .collect()
    }

    fn whom(&self, unit: &str, whom: &Whom) -> Option<PersonId> {
        let seats = || self.staff(unit).into_iter().flat_map(|staff| &staff.seats);
        match whom {
            Whom::Holds(role, place) => {
                let who = self.holders(unit, *role).nth(*place)?;
                Some(who.id.clone())
            }
            Whom::Post(post) => {
                let seat = seats().find(|seat| seat.post.starts_with(post))?;
                Some(seat.who.id.clone())
            }
            Whom::Plain(place) => {
                let plain = |seat: &&Seat| {
                    seat.trade == Trade::Villager
                        && seat.post.is_empty()
                        && has_telephone(self.seed, seat)
                };
                let seat = seats().filter(plain).nth(*place)?;
                Some(seat.who.id.clone())
            }
        }
    }

    /// Those who act in a ledger with a key of their own.
    pub fn acting(&self, ledger: &Ledger) -> BTreeSet<PersonId> {
        let mut found = BTreeSet::new();
        for staff in &ledger.staffs {
            let seats = staff.seats.iter();
            let alone = seats.filter(|seat| self.acts_alone(staff, seat));
            found.extend(alone.map(|seat| seat.who.id.clone()));
            let held = self
                .posts
                .iter()
                .filter(|post| post.held.unit == staff.unit);
            let acts = held.filter(|post| {
                !matches!(
                    post.held.role,
                    Role::Member | Role::StandingMember | Role::Administrator
                )
            });
            found.extend(acts.map(|post| post.person.clone()));
        }
        found
    }

    fn acts_alone(&self, staff: &Staff, seat: &Seat) -> bool {
        !staff.ratings.is_of_members()
            || seat.roles.len() > 1
            || matches!(
                seat.trade,
                Trade::OfficeMember
                    | Trade::SchoolMember
                    | Trade::HealthMember
                    | Trade::VillageHead
            )
            || has_telephone(self.seed, seat)
    }
}

/// A quarter of the villagers have a telephone that the app runs on; for the others the secretary enters.
fn has_telephone(seed: u64, seat: &Seat) -> bool {
    seat.standing == Standing::Full
        && Chance::of(seed, &["telephone of", seat.who.id.as_str()]).percent(25)
}
