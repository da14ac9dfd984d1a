//! An agency of a commune or of the province: its head is rated by the body above, its officials by the head.

use roviec_shared::{
    id::{IdError, UnitId},
    organisation::{Role, Standing, UnitKind},
};

use super::tables::Office;
use crate::demo::{
    district::{
        District, Ledger, Ratings, Seat, Someone, Staff,
        agency::{DUTIES, OFFICIALS, in_the_middle},
    },
    works::Trade,
};

/// Who works in an agency.
pub struct Crew {
    /// Which.
    pub slug: &'static str,
    /// Its head first.
    pub people: Vec<Someone>,
}

impl District {
    /// An agency of the body in whose book `heads` are rated; `place` follows its name.
    pub(super) fn agency_of(
        &mut self,
        office: &Office,
        place: &str,
        heads: &mut Staff,
    ) -> Result<Crew, IdError> {
        let unit: UnitId = format!("{}-{}", office.slug, heads.unit).parse()?;
        let name = format!("{} {place}", office.name);
        let name = name.trim_end();
        self.add_unit(UnitKind::Agency, &unit, name, Some(&heads.unit), None);
        let head = self.someone(35, &[])?;
        self.give(&head, Role::Head, &unit);
        if office.is_in_committee {
            self.give(&head, Role::StandingMember, &heads.unit);
        }
        let post = format!("{} {}", office.head, in_the_middle(name));
        self.rated_by_committee(heads, &head, post, office.head_trade);
        let mut staff = Staff {
            unit: unit.clone(),
            ratings: Ratings::Officials,
            rule_sets: OFFICIALS,
            seats: Vec::new(),
            decider: head.id.clone(),
            mark: "CQ",
        };
        let mut people = vec![head];
        for number in 0..office.officials {
            let names: Vec<String> = people.iter().map(|one| one.name.clone()).collect();
            let someone = self.someone(50, &names)?;
            people.push(someone.clone());
            self.seat(
                &mut staff,
                official(office, number, someone, heads.unit.clone()),
            );
        }
        self.duties_above(&people, office.duties, &heads.unit);
        self.ledgers.push(Ledger {
            unit,
            staffs: vec![staff],
        });
        Ok(Crew {
            slug: office.slug,
            people,
        })
    }
}

fn official(office: &Office, number: u8, who: Someone, managed_by: UnitId) -> Seat {
    let leads = number == 0 || (number == 1 && office.officials > 7);
    let post = match office.trade {
        _ if leads => office.deputy,
        Trade::Teacher => "Giáo viên",
        _ => DUTIES[usize::from(number) % DUTIES.len()],
    };
    Seat {
        who,
        post: post.to_owned(),
        trade: office.trade,
        standing: Standing::Full,
        roles: if leads {
            vec![Role::Member, Role::Deputy]
        } else {
            vec![Role::Member]
        },
        leads,
        managed_by: Some(managed_by),
        group: None,
    }
}
