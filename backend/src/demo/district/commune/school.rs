//! A commune's school, as an agency and as a cell, and the cell of its health station.

use roviec_shared::{
    id::{IdError, UnitId},
    organisation::{Role, Standing, UnitKind},
};

use super::{Commune, member};
use crate::demo::{
    district::{District, Ledger, Ratings, Seat, Someone, Staff, agency::OFFICIALS},
    works::Trade,
};

impl District {
    /// The school as an agency, whose teachers are rated by the principal; and its cell.
    pub(super) fn school(&mut self, commune: &mut Commune<'_>) -> Result<Ledger, IdError> {
        let office: UnitId = "phong-gddt".parse()?;
        let unit: UnitId = format!("truong-{}", commune.unit).parse()?;
        let name = format!("Trường TH&THCS {}", commune.place.name);
        self.add_unit(UnitKind::Agency, &unit, &name, Some(&office), None);
        let cell_unit: UnitId = format!("{}.truong", commune.unit).parse()?;
        let cell_name = format!("Chi bộ {name}");
        self.add_unit(
            UnitKind::Cell,
            &cell_unit,
            &cell_name,
            None,
            Some(&commune.unit),
        );
        let mut cell = commune.cell(cell_unit);

        let principal = self.someone(50, &commune.names)?;
        commune.names.push(principal.name.clone());
        self.give(&principal, Role::Head, &unit);
        let seat = Seat {
            who: principal.clone(),
            post: format!("Hiệu trưởng {name}"),
            trade: Trade::Principal,
            standing: Standing::Full,
            roles: vec![Role::Member],
            leads: true,
            managed_by: Some(office.clone()),
            group: None,
        };
        self.seat_at(&office, seat);
        let leader =
            |who: &Someone, post, role| member(who.clone(), post, Some(role), Trade::SchoolMember);
        let seat = leader(&principal, "Bí thư chi bộ", Role::Secretary);
        self.seat(&mut cell, seat);

        let mut staff = Staff {
            unit: unit.clone(),
            ratings: Ratings::Officials,
            rule_sets: OFFICIALS,
            seats: Vec::new(),
            decider: principal.id,
            mark: "TrH",
        };
        let teachers = self.chance(&["teachers", unit.as_str()]).between(9, 12);
        for number in 0..teachers {
            let who = self.someone(70, &commune.names)?;
            commune.names.push(who.name.clone());
            let is_deputy = number == 0;
            let seat = Seat {
                who: who.clone(),
                post: (if is_deputy {
                    "Phó Hiệu trưởng"
                } else {
                    "Giáo viên"
                })
                .to_owned(),
                trade: Trade::Teacher,
                standing: Standing::Full,
                roles: if is_deputy {
                    vec![Role::Member, Role::Deputy]
                } else {
                    vec![Role::Member]
                },
                leads: is_deputy,
                managed_by: Some(office.clone()),
                group: None,
            };
            self.seat(&mut staff, seat);
            // Two teachers are no members: they stand in no list of the Party.
            if number + 2 < teachers {
                let seat = if is_deputy {
                    leader(&who, "Phó Bí thư chi bộ", Role::Deputy)
                } else {
                    member(who, "", None, Trade::SchoolMember)
                };
                self.seat(&mut cell, seat);
            }
        }
        commune.staffs.push(cell);
        Ok(Ledger {
            unit,
            staffs: vec![staff],
        })
    }

    /// Seats someone in a unit that was drawn before.
    fn seat_at(&mut self, unit: &UnitId, seat: Seat) {
        for role in &seat.roles {
            self.give(&seat.who, *role, unit);
        }
        let staffs = self
            .ledgers
            .iter_mut()
            .flat_map(|ledger| &mut ledger.staffs);
        if let Some(staff) = staffs.into_iter().find(|staff| staff.unit == *unit) {
            staff.seats.push(seat);
        }
    }

    pub(super) fn health_cell(&mut self, commune: &mut Commune<'_>) -> Result<(), IdError> {
        let unit: UnitId = format!("{}.tram-y-te", commune.unit).parse()?;
        let name = format!("Chi bộ Trạm Y tế {}", commune.place.name);
        self.add_unit(UnitKind::Cell, &unit, &name, None, Some(&commune.unit));
        let mut cell = commune.cell(unit.clone());
        for index in 0..self.chance(&["health", unit.as_str()]).between(4, 6) {
            let who = self.someone(60, &commune.names)?;
            commune.names.push(who.name.clone());
            let (post, role) = match index {
                0 => ("Bí thư chi bộ, Trưởng trạm", Some(Role::Secretary)),
                1 => ("Phó Bí thư chi bộ", Some(Role::Deputy)),
                _ => ("", None),
            };
            let seat = member(who, post, role, Trade::HealthMember);
            self.seat(&mut cell, seat);
        }
        commune.staffs.push(cell);
        Ok(())
    }
}
