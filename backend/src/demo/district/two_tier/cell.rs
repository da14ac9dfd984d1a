//! The cells of a commune: grassroots cells directly under its committee, each of which decides on its own
//! members; and, where thirty members and more work together, an organisation with cells.

use roviec_shared::{
    id::{IdError, UnitId},
    organisation::{Role, Standing, UnitKind},
};

use super::{
    agency::Crew,
    tables::{Place, Village},
};
use crate::demo::{
    chance::Chance,
    district::{
        District, Ledger, Ratings, Seat, Someone, Staff,
        agency::OFFICIALS,
        commune::{member, village::duty},
    },
    works::Trade,
};

const VILLAGE: &[&str] = &["dang-vien-chi-bo-co-so"];
const OFFICE: &[&str] = &["dang-vien-co-quan"];
const OFFICE_BELOW: &[&str] = &["dang-vien-co-quan-truc-thuoc"];

/// The organisation of the people's committee: its cells, and whose agencies each holds.
const ORGANISATION: [(&str, &str, &[&str]); 3] = [
    (
        "van-phong",
        "Chi bộ Văn phòng – Trung tâm Phục vụ hành chính công",
        &["vp-hdnd-ubnd", "tt-hanh-chinh-cong"],
    ),
    ("kinh-te", "Chi bộ Phòng Kinh tế", &["phong-kinh-te"]),
    (
        "van-hoa",
        "Chi bộ Phòng Văn hóa – Xã hội",
        &["phong-van-hoa"],
    ),
];

/// The people of some agencies: heads first, as they lead the cell.
fn of(crews: &[Crew], slugs: &[&str]) -> Vec<Someone> {
    let found = || crews.iter().filter(|crew| slugs.contains(&crew.slug));
    let heads = found().filter_map(|crew| crew.people.first());
    let others = found().flat_map(|crew| crew.people.iter().skip(1));
    heads.chain(others).cloned().collect()
}

impl District {
    pub(super) fn cells_of(
        &mut self,
        place: &Place,
        commune: &UnitId,
        leaders: &[Someone],
        crews: &[Crew],
    ) -> Result<(), IdError> {
        let mut of_party = of(
            crews,
            &[
                "vp-dang-uy",
                "ban-xay-dung-dang",
                "uy-ban-kiem-tra",
                "mat-tran",
            ],
        );
        if place.is_whole {
            of_party.extend(leaders[..2].iter().cloned());
            self.organisation(place, commune, &leaders[2..], crews)?;
            self.school_and_health(place, commune, crews)?;
        } else {
            of_party.extend(leaders.iter().cloned());
        }
        let id = format!("chi-bo-co-quan-dang-{}", place.id);
        let name = format!("Chi bộ Cơ quan Đảng {}", place.name);
        self.own_cell(&id, &name, commune, &of_party, Trade::OfficeMember)?;
        for village in place.villages {
            self.village_cell(place, village, commune)?;
        }
        Ok(())
    }

    /// A grassroots cell, its leaders first.
    fn own_cell(
        &mut self,
        id: &str,
        name: &str,
        commune: &UnitId,
        people: &[Someone],
        trade: Trade,
    ) -> Result<(), IdError> {
        let unit: UnitId = id.parse()?;
        self.add_unit(UnitKind::GrassrootsCell, &unit, name, None, Some(commune));
        let mut staff = own_staff(unit, OFFICE, &people[0]);
        self.seats_of(&mut staff, people, trade);
        self.ledgers.push(alone(staff));
        Ok(())
    }

    fn seats_of(&mut self, staff: &mut Staff, people: &[Someone], trade: Trade) {
        for (index, who) in people.iter().enumerate() {
            let (post, role) = match index {
                0 => ("Bí thư chi bộ", Some(Role::Secretary)),
                1 => ("Phó Bí thư chi bộ", Some(Role::Deputy)),
                2 if people.len() >= 9 => ("Chi ủy viên", Some(Role::CellCommittee)),
                _ => ("", None),
            };
            self.seat(staff, member(who.clone(), post, role, trade));
        }
    }

    /// Teachers, two of whom are no members; and the health station.
    fn school_and_health(
        &mut self,
        place: &Place,
        commune: &UnitId,
        crews: &[Crew],
    ) -> Result<(), IdError> {
        let mut teachers = of(crews, &["truong"]);
        teachers.truncate(teachers.len().saturating_sub(2));
        let id = format!("chi-bo-truong-{}", place.id);
        let name = format!("Chi bộ Trường TH&THCS {}", place.name);
        self.own_cell(&id, &name, commune, &teachers, Trade::SchoolMember)?;
        let mut health: Vec<Someone> = Vec::new();
        for _ in 0..6 {
            let names: Vec<String> = health.iter().map(|one| one.name.clone()).collect();
            health.push(self.someone(60, &names)?);
        }
        let id = format!("chi-bo-tram-y-te-{}", place.id);
        let name = format!("Chi bộ Trạm Y tế {}", place.name);
        self.own_cell(&id, &name, commune, &health, Trade::HealthMember)
    }

    /// Those who work for the people's committee are more than thirty: an organisation, whose committee
    /// decides on the members of its cells.
    fn organisation(
        &mut self,
        place: &Place,
        commune: &UnitId,
        leaders: &[Someone],
        crews: &[Crew],
    ) -> Result<(), IdError> {
        let unit: UnitId = format!("dang-bo-ubnd-{}", place.id).parse()?;
        let name = format!("Đảng bộ UBND {}", place.name);
        let kind = UnitKind::GrassrootsOrganisation;
        self.add_unit(kind, &unit, &name, None, Some(commune));
        for (leader, role) in leaders.iter().zip([Role::Head, Role::Deputy]) {
            self.give(leader, Role::Decider, &unit);
            self.give(leader, role, &unit);
        }
        let office = of(crews, &["vp-hdnd-ubnd"]);
        self.duties_above(&office, &[(3, Role::CommitteeOffice)], &unit);
        let inspector = of(crews, &["tt-hanh-chinh-cong"]);
        self.duties_above(&inspector, &[(2, Role::Inspector)], &unit);
        let mut staffs = vec![Staff {
            unit: unit.clone(),
            ratings: Ratings::Officials,
            rule_sets: OFFICIALS,
            seats: Vec::new(),
            decider: leaders[0].id.clone(),
            mark: "ĐU",
        }];
        for (number, (slug, name, agencies)) in ORGANISATION.into_iter().enumerate() {
            let cell: UnitId = format!("{unit}.{slug}").parse()?;
            self.add_unit(UnitKind::Cell, &cell, name, None, Some(&unit));
            let mut people = of(crews, agencies);
            people.extend(leaders.get(number).cloned());
            let mut staff = Staff {
                unit: cell,
                ratings: Ratings::Members,
                rule_sets: OFFICE_BELOW,
                seats: Vec::new(),
                decider: leaders[0].id.clone(),
                mark: "ĐU",
            };
            self.seats_of(&mut staff, &people, Trade::OfficeMember);
            staffs.push(staff);
        }
        self.ledgers.push(Ledger { unit, staffs });
        Ok(())
    }

    fn village_cell(
        &mut self,
        place: &Place,
        village: &Village,
        commune: &UnitId,
    ) -> Result<(), IdError> {
        let unit: UnitId = format!("chi-bo-{}", village.id).parse()?;
        let kind = if place.is_ward {
            "tổ dân phố"
        } else {
            "thôn"
        };
        let name = format!("Chi bộ {kind} {}", village.name);
        self.add_unit(UnitKind::GrassrootsCell, &unit, &name, None, Some(commune));
        let groups = self.groups(village, &unit)?;
        let mut chance = self.chance(&["village", unit.as_str()]);
        let mut seats: Vec<Seat> = Vec::new();
        for index in 0..village.members {
            let names: Vec<String> = seats.iter().map(|seat| seat.who.name.clone()).collect();
            let (post, role, trade) = duty(index, village.members, place.is_ward);
            let women = if post.contains("Phụ nữ") { 100 } else { 38 };
            let mut seat = member(self.someone(women, &names)?, post, role, trade);
            seat.standing = standing(trade, &mut chance);
            seat.group = groups.get(index * groups.len() / village.members).cloned();
            seats.push(seat);
        }
        for group in &groups {
            let is_there = |seat: &&Seat| seat.group.as_ref() == Some(group);
            // Who leads the cell does not lead a group as well.
            let plain = |seat: &&Seat| seat.roles.len() == 1 && seat.standing == Standing::Full;
            if let Some(seat) = seats.iter().filter(is_there).find(plain) {
                self.give(&seat.who.clone(), Role::GroupLeader, group);
            }
        }
        let mut staff = own_staff(unit, VILLAGE, &seats[0].who);
        for seat in seats {
            self.seat(&mut staff, seat);
        }
        self.ledgers.push(alone(staff));
        Ok(())
    }

    /// The party groups inside a large cell.
    fn groups(&mut self, village: &Village, cell: &UnitId) -> Result<Vec<UnitId>, IdError> {
        let mut groups = Vec::new();
        for number in 1..=village.groups {
            let group: UnitId = format!("{cell}.to-{number}").parse()?;
            let name = format!("Tổ đảng số {number}");
            self.add_unit(UnitKind::PartyGroup, &group, &name, None, Some(cell));
            groups.push(group);
        }
        Ok(groups)
    }
}

fn standing(trade: Trade, chance: &mut Chance) -> Standing {
    match (trade, chance.below(100)) {
        (Trade::Villager, 0..=3) => Standing::Probationary,
        (Trade::Villager, 4..=8) => Standing::Exempt,
        _ => Standing::Full,
    }
}

/// A cell that decides on its own members; its secretary confirms what it agreed.
fn own_staff(unit: UnitId, rule_sets: &'static [&'static str], secretary: &Someone) -> Staff {
    Staff {
        unit,
        ratings: Ratings::OwnMembers,
        rule_sets,
        seats: Vec::new(),
        decider: secretary.id.clone(),
        mark: "CB",
    }
}

fn alone(staff: Staff) -> Ledger {
    Ledger {
        unit: staff.unit.clone(),
        staffs: vec![staff],
    }
}
