//! Work as it is assigned in a village, a school, an office: products that another can see are there,
//! how much of them, who confirms them. And some that say nothing, as the seed complains.

// Tables: one kind of work a line.
#[rustfmt::skip]
mod commune;
#[rustfmt::skip]
mod district;
#[rustfmt::skip]
mod office;
#[rustfmt::skip]
mod village;

use super::places::Field;

/// One kind of work, of which tasks are made.
#[derive(Clone, Copy, Debug)]
pub struct Work {
    /// What is handed over at the end.
    pub product: &'static str,
    /// In what it is counted.
    pub unit: &'static str,
    /// The least that is asked.
    pub low: u32,
    /// The most that is asked.
    pub high: u32,
    /// In steps of this.
    pub step: u32,
    /// How heavy it is.
    pub weight: u8,
    /// Who confirms it.
    pub confirmer: &'static str,
    /// How it is judged.
    pub judged: &'static str,
    /// The target of the congress resolution that it serves.
    pub target: &'static str,
}

const fn work(
    product: &'static str,
    unit: &'static str,
    (low, high, step): (u32, u32, u32),
    weight: u8,
    confirmer: &'static str,
) -> Work {
    Work {
        product,
        unit,
        low,
        high,
        step,
        weight,
        confirmer,
        judged: "",
        target: "",
    }
}

impl Work {
    const fn judged(self, judged: &'static str) -> Self {
        Self { judged, ..self }
    }

    const fn serves(self, target: &'static str) -> Self {
        Self { target, ..self }
    }
}

const fn once(
    product: &'static str,
    unit: &'static str,
    weight: u8,
    confirmer: &'static str,
) -> Work {
    work(product, unit, (1, 1, 1), weight, confirmer)
}

/// What somebody works at: it decides what tasks they get.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trade {
    /// A member who farms.
    Villager,
    /// Leads the Front, women, youth, farmers or veterans of a village.
    Front,
    /// The village head.
    VillageHead,
    /// Secretary or deputy of a village's cell.
    CellLeader,
    /// A member of the cell of a commune's office.
    OfficeMember,
    /// A member of a school's cell.
    SchoolMember,
    /// A member of a health station's cell.
    HealthMember,
    /// An official of a commune.
    Commune,
    /// A teacher.
    Teacher,
    /// The principal of a school.
    Principal,
    /// An official of a district agency.
    Agency(Field),
    /// The head of a district agency.
    AgencyHead,
    /// A standing member of a commune's committee.
    CommuneHead,
    /// An official of a commune's agency, where there is no district.
    CommuneAgency(Field),
    /// The head of such an agency.
    CommuneAgencyHead,
    /// Who leads a commune under a province.
    CommuneLeader,
    /// Head or official of a province's agency.
    ProvinceAgency,
}

impl Trade {
    /// Whether it is done in a village, not in an office.
    pub fn is_of_a_village(self) -> bool {
        matches!(
            self,
            Trade::Villager | Trade::Front | Trade::VillageHead | Trade::CellLeader
        )
    }

    /// The work that people of this trade are given.
    pub fn works(self) -> &'static [Work] {
        match self {
            Trade::Villager => village::VILLAGER,
            Trade::Front => village::FRONT,
            Trade::VillageHead => village::HEAD,
            Trade::CellLeader => village::LEADER,
            Trade::OfficeMember => office::OFFICE_MEMBER,
            Trade::SchoolMember => office::SCHOOL_MEMBER,
            Trade::HealthMember => office::HEALTH_MEMBER,
            Trade::Commune => office::COMMUNE,
            Trade::Teacher => office::TEACHER,
            Trade::Principal => office::PRINCIPAL,
            Trade::Agency(Field::Party) => district::PARTY,
            Trade::Agency(Field::Order) => district::ORDER,
            Trade::Agency(Field::Economy) => district::ECONOMY,
            Trade::Agency(Field::Land) => district::LAND,
            Trade::Agency(Field::Society) => district::SOCIETY,
            Trade::AgencyHead => district::AGENCY_HEAD,
            Trade::CommuneHead => district::COMMUNE_HEAD,
            Trade::CommuneAgency(Field::Party) => commune::PARTY,
            Trade::CommuneAgency(Field::Order) => commune::ORDER,
            Trade::CommuneAgency(Field::Economy | Field::Land) => commune::ECONOMY,
            Trade::CommuneAgency(Field::Society) => commune::SOCIETY,
            Trade::CommuneAgencyHead => commune::AGENCY_HEAD,
            Trade::CommuneLeader => commune::LEADER,
            Trade::ProvinceAgency => commune::PROVINCE,
        }
    }
}

/// Vague on purpose: no quantity, nobody who confirms, no product to be seen.
pub const VAGUE: &[&str] = &[
    "Tuyên truyền, vận động",
    "Làm tốt công tác dân vận",
    "Nâng cao chất lượng sinh hoạt chi bộ",
    "Hoàn thành nhiệm vụ được giao",
    "Tham gia các phong trào ở địa phương",
    "Phối hợp thực hiện nhiệm vụ",
    "Công tác khác",
];

/// Came up during the month, outside the plan.
#[rustfmt::skip]
pub const SUDDEN: &[Work] = &[
    work("Giúp dân khắc phục nhà bị tốc mái sau mưa lốc", "hộ", (1, 3, 1), 1, "Trưởng thôn"),
    work("Trực chốt kiểm soát dịch tả lợn châu Phi", "ca", (2, 4, 1), 1, "Trạm Thú y"),
    work("Tham gia chữa cháy rừng, dọn đường băng cản lửa", "buổi", (1, 2, 1), 1, "Kiểm lâm địa bàn"),
    work("Khơi thông cống rãnh, dọn sạt lở sau mưa", "mét", (20, 80, 10), 1, "Trưởng thôn"),
    work("Rà soát, lập danh sách hộ đề nghị hỗ trợ đột xuất", "hộ", (3, 12, 1), 1, "Công chức văn hóa – xã hội"),
];
