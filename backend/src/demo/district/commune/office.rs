//! A commune's office: its officials, and their cell.

use roviec_shared::{
    id::{IdError, UnitId},
    organisation::{Role, Standing, UnitKind},
};

use super::{Commune, member};
use crate::demo::{
    district::{DISTRICT, District, Ratings, Seat, Someone, Staff, agency::OFFICIALS},
    works::Trade,
};

/// Those whose posts the District Standing Committee manages, beside the standing members: twelve.
const MANAGED: [(&str, bool); 12] = [
    ("Phó Chủ tịch HĐND", true),
    ("Phó Chủ tịch UBND", true),
    ("Phó Chủ tịch UBND", true),
    ("Chủ tịch Ủy ban MTTQ", false),
    ("Chủ nhiệm Ủy ban Kiểm tra Đảng ủy", false),
    ("Chủ tịch Hội Liên hiệp Phụ nữ", false),
    ("Chủ tịch Hội Nông dân", false),
    ("Chủ tịch Hội Cựu chiến binh", false),
    ("Bí thư Đoàn Thanh niên", false),
    ("Chỉ huy trưởng Ban Chỉ huy Quân sự", false),
    ("Trưởng Công an", false),
    ("Phó Chủ tịch Ủy ban MTTQ", false),
];

/// The office's other officials.
const OFFICE: [&str; 6] = [
    "Công chức Văn phòng Đảng ủy",
    "Công chức Văn phòng – Thống kê",
    "Công chức Địa chính – Xây dựng",
    "Công chức Tài chính – Kế toán",
    "Công chức Tư pháp – Hộ tịch",
    "Công chức Văn hóa – Xã hội",
];

impl District {
    /// The commune's own book: its officials.
    pub(super) fn officials(&mut self, commune: &mut Commune<'_>) -> Result<Vec<Seat>, IdError> {
        let mut staff = Staff {
            unit: commune.unit.clone(),
            ratings: Ratings::Officials,
            rule_sets: OFFICIALS,
            seats: Vec::new(),
            decider: commune.secretary.id.clone(),
            mark: "ĐU",
        };
        let managed = MANAGED.iter().map(|(post, leads)| (*post, *leads, true));
        let office = OFFICE.iter().map(|post| (*post, false, false));
        for (post, leads, is_managed) in managed.chain(office) {
            let women = if post.contains("Phụ nữ") { 100 } else { 30 };
            let who = self.someone(women, &commune.names)?;
            commune.names.push(who.name.clone());
            if post == OFFICE[0] {
                self.give(&who, Role::CommitteeOffice, &commune.unit);
            }
            if post.contains("Kiểm tra") {
                self.give(&who, Role::Inspector, &commune.unit);
            }
            let seat = Seat {
                who,
                post: format!("{post} {}", commune.place.name),
                trade: Trade::Commune,
                standing: Standing::Full,
                roles: vec![Role::Member],
                leads,
                managed_by: if is_managed {
                    DISTRICT.parse().ok()
                } else {
                    Some(commune.unit.clone())
                },
                group: None,
            };
            self.seat(&mut staff, seat);
        }
        let seats = staff.seats.clone();
        commune.staffs.push(staff);
        Ok(seats)
    }

    /// Standing members and officials are members of the office's cell.
    pub(super) fn office_cell(
        &mut self,
        commune: &mut Commune<'_>,
        standing: &[Someone],
        officials: &[Seat],
    ) -> Result<(), IdError> {
        let unit: UnitId = format!("{}.co-quan", commune.unit).parse()?;
        let name = format!("Chi bộ cơ quan {}", commune.place.name);
        self.add_unit(UnitKind::Cell, &unit, &name, None, Some(&commune.unit));
        let mut cell = commune.cell(unit);
        let people = standing
            .iter()
            .chain(officials.iter().map(|seat| &seat.who));
        for (index, who) in people.enumerate() {
            // The first secretary is a plain member here: the second leads the cell.
            let (post, role) = match index {
                1 => ("Bí thư chi bộ", Some(Role::Secretary)),
                6 => ("Phó Bí thư chi bộ", Some(Role::Deputy)),
                7 => ("Chi ủy viên", Some(Role::CellCommittee)),
                _ => ("", None),
            };
            let seat = member(who.clone(), post, role, Trade::OfficeMember);
            self.seat(&mut cell, seat);
        }
        commune.staffs.push(cell);
        Ok(())
    }
}
