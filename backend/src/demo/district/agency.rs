//! The district's leaders, its thirty agencies, and those rated in them.

use roviec_shared::{
    id::{IdError, UnitId},
    organisation::{Role, Standing, UnitKind},
};

use super::{DISTRICT, District, Ledger, Ratings, Seat, Someone, Staff};
use crate::demo::{
    places::{OFFICES, Office},
    works::Trade,
};

/// Heads of these sit in the Standing Committee.
const IN_COMMITTEE: [&str; 5] = [
    "ban-to-chuc",
    "ban-tuyen-giao",
    "ban-dan-van",
    "uy-ban-kiem-tra",
    "vp-huyen-uy",
];

/// The rules of officials.
pub(super) const OFFICIALS: &[&str] = &["cong-chuc-335", "yen-binh-can-bo"];

/// What people of an agency do, beside its leaders.
pub(super) const DUTIES: [&str; 6] = [
    "Chuyên viên",
    "Chuyên viên",
    "Chuyên viên chính",
    "Cán sự",
    "Chuyên viên",
    "Viên chức",
];

impl District {
    /// Those who stand above the 105 and are rated by the level above: they decide and give work.
    pub(super) fn leaders(&mut self, top: &UnitId) -> Result<Staff, IdError> {
        let mut names = Vec::new();
        let mut leader = |district: &mut Self, women, roles: &[Role]| -> Result<Someone, IdError> {
            let someone = district.someone(women, &names)?;
            names.push(someone.name.clone());
            for role in roles {
                district.give(&someone, *role, top);
            }
            Ok(someone)
        };
        let first = leader(self, 0, &[Role::Decider, Role::Head, Role::StandingMember])?;
        leader(
            self,
            100,
            &[Role::Deputy, Role::Decider, Role::StandingMember],
        )?;
        leader(self, 0, &[Role::Deputy, Role::StandingMember])?;
        leader(self, 20, &[Role::StandingMember])?;
        leader(self, 0, &[Role::StandingMember])?;
        Ok(Staff {
            unit: top.clone(),
            ratings: Ratings::Heads,
            rule_sets: &["yen-binh-nguoi-dung-dau"],
            seats: Vec::new(),
            decider: first.id,
            mark: "HU",
        })
    }

    /// The thirty agencies.
    pub(super) fn agencies(&mut self, top: &UnitId, heads: &mut Staff) -> Result<(), IdError> {
        for office in &OFFICES {
            let unit: UnitId = office.id.parse()?;
            self.add_unit(UnitKind::Agency, &unit, office.name, Some(top), None);
            let mut names = Vec::new();
            let head = self.someone(25, &names)?;
            names.push(head.name.clone());
            self.give(&head, Role::Head, &unit);
            if IN_COMMITTEE.contains(&office.id) {
                self.give(&head, Role::StandingMember, top);
            }
            let post = format!("{} {}", office.head, in_the_middle(office.name));
            self.rated_by_committee(heads, &head, post, Trade::AgencyHead);
            let mut staff = Staff {
                unit: unit.clone(),
                ratings: Ratings::Officials,
                rule_sets: OFFICIALS,
                seats: Vec::new(),
                decider: head.id.clone(),
                mark: "CQ",
            };
            for number in 0..office.officials {
                let someone = self.someone(45, &names)?;
                names.push(someone.name.clone());
                let seat = official(office, number, someone);
                self.seat(&mut staff, seat);
            }
            self.duties_for_the_district(office, &staff, top);
            self.ledgers.push(Ledger {
                unit,
                staffs: vec![staff],
            });
        }
        Ok(())
    }

    /// A place in the district's own book, in which the Standing Committee decides.
    pub(super) fn rated_by_committee(
        &mut self,
        heads: &mut Staff,
        who: &Someone,
        post: String,
        trade: Trade,
    ) {
        let seat = Seat {
            who: who.clone(),
            post,
            trade,
            standing: Standing::Full,
            roles: vec![Role::Member],
            leads: true,
            managed_by: Some(heads.unit.clone()),
            group: None,
        };
        self.seat(heads, seat);
    }

    /// Who compiles, inspects and administers for the district works in one of its agencies.
    fn duties_for_the_district(&mut self, office: &Office, staff: &Staff, top: &UnitId) {
        let duties: &[(usize, Role)] = match office.id {
            "ban-to-chuc" => &[(0, Role::OrganisationBoard), (3, Role::OrganisationBoard)],
            "uy-ban-kiem-tra" => &[(0, Role::Inspector)],
            "vp-huyen-uy" => &[(5, Role::Administrator)],
            _ => &[],
        };
        for (seat, role) in duties {
            if let Some(seat) = staff.seats.get(*seat) {
                self.give(&seat.who, *role, top);
            }
        }
    }
}

fn official(office: &Office, number: u8, who: Someone) -> Seat {
    let deputies = if office.officials >= 12 { 3 } else { 2 };
    let leads = number < deputies;
    let post = if leads {
        office.deputy
    } else {
        DUTIES[usize::from(number) % DUTIES.len()]
    };
    Seat {
        who,
        post: post.to_owned(),
        trade: Trade::Agency(office.field),
        standing: Standing::Full,
        roles: if leads {
            vec![Role::Member, Role::Deputy]
        } else {
            vec![Role::Member]
        },
        leads,
        managed_by: DISTRICT.parse().ok(),
        group: None,
    }
}

/// A name as it stands inside a longer one: *Phòng Nội vụ*, but *Trưởng phòng Nội vụ*.
pub(super) fn in_the_middle(name: &str) -> String {
    for kind in ["Phòng ", "Ban ", "Văn phòng ", "Thanh tra "] {
        if let Some(rest) = name.strip_prefix(kind) {
            return rest.to_owned();
        }
    }
    name.strip_prefix("Cơ quan ").unwrap_or(name).to_owned()
}
