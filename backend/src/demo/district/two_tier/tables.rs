//! The communes of the province, their agencies and their villages.

use roviec_shared::organisation::Role;

use crate::demo::{places::Field, works::Trade};

/// A commune or ward.
pub struct Place {
    /// Its id.
    pub id: &'static str,
    /// Its name.
    pub name: &'static str,
    /// A ward: its parts are called *tổ dân phố*.
    pub is_ward: bool,
    /// Worked out with all its agencies and cells; the others have what a committee needs.
    pub is_whole: bool,
    /// Its villages that have a cell.
    pub villages: &'static [Village],
}

/// A village with its cell: fewer than thirty members, so it stands directly under the commune.
pub struct Village {
    /// The id of its cell, after *chi-bo-*.
    pub id: &'static str,
    /// Its name.
    pub name: &'static str,
    /// How many members.
    pub members: usize,
    /// In how many party groups they are.
    pub groups: usize,
}

const fn village(id: &'static str, name: &'static str, members: usize) -> Village {
    Village {
        id,
        name,
        members,
        groups: 0,
    }
}

/// The first is worked out.
pub const COMMUNES: [Place; 3] = [
    Place {
        id: "dong-son",
        name: "xã Đông Sơn",
        is_ward: false,
        is_whole: true,
        villages: &[
            Village {
                groups: 2,
                ..village("khe-ngang", "Khe Ngang", 28)
            },
            village("dong-tam", "Đồng Tâm", 22),
            village("lang-moi", "Làng Mới", 19),
            village("cau-go", "Cầu Gỗ", 24),
            village("ban-lom", "Bản Lốm", 15),
            village("doi-che", "Đồi Chè", 17),
            village("ngoi-lau", "Ngòi Lâu", 12),
            village("tan-tien", "Tân Tiến", 20),
        ],
    },
    Place {
        id: "tan-hoa",
        name: "xã Tân Hòa",
        is_ward: false,
        is_whole: false,
        villages: &[
            village("suoi-bac", "Suối Bạc", 16),
            village("dong-chiem", "Đồng Chiêm", 13),
        ],
    },
    Place {
        id: "nam-cuong",
        name: "phường Nam Cường",
        is_ward: true,
        is_whole: false,
        villages: &[
            village("nam-cuong-1", "Nam Cường 1", 21),
            village("nam-cuong-2", "Nam Cường 2", 18),
        ],
    },
];

/// Who leads a commune: rated by the province.
pub const LEADERS: [(&str, &[Role]); 4] = [
    (
        "Bí thư Đảng ủy",
        &[Role::Decider, Role::Head, Role::StandingMember],
    ),
    (
        "Phó Bí thư Thường trực Đảng ủy",
        &[Role::Decider, Role::Deputy, Role::StandingMember],
    ),
    (
        "Phó Bí thư Đảng ủy, Chủ tịch UBND",
        &[Role::Deputy, Role::StandingMember],
    ),
    (
        "Ủy viên Ban Thường vụ, Phó Chủ tịch UBND",
        &[Role::StandingMember],
    ),
];

/// An agency.
pub struct Office {
    /// Its id, before that of its place.
    pub slug: &'static str,
    /// Its name.
    pub name: &'static str,
    /// What its head is called.
    pub head: &'static str,
    /// What the head's deputies are called.
    pub deputy: &'static str,
    /// What its people work at.
    pub trade: Trade,
    /// What its head works at.
    pub head_trade: Trade,
    /// How many officials, without the head.
    pub officials: u8,
    /// Its head sits in the Standing Committee.
    pub is_in_committee: bool,
    /// Every commune has it, whether worked out or not.
    pub is_everywhere: bool,
    /// Roles at the body above of its people, by their place, the head's being 0.
    pub duties: &'static [(usize, Role)],
}

impl Office {
    /// Whether a commune has it.
    pub fn is_of(&self, place: &Place) -> bool {
        place.is_whole || self.is_everywhere
    }
}

const fn office(
    slug: &'static str,
    (name, head, deputy): (&'static str, &'static str, &'static str),
    field: Field,
    officials: u8,
) -> Office {
    Office {
        slug,
        name,
        head,
        deputy,
        trade: Trade::CommuneAgency(field),
        head_trade: Trade::CommuneAgencyHead,
        officials,
        is_in_committee: false,
        is_everywhere: false,
        duties: &[],
    }
}

/// The agencies of a commune.
pub const OFFICES: [Office; 9] = [
    Office {
        is_everywhere: true,
        duties: &[(2, Role::CommitteeOffice), (3, Role::Administrator)],
        ..office(
            "vp-dang-uy",
            (
                "Văn phòng Đảng ủy",
                "Chánh Văn phòng",
                "Phó Chánh Văn phòng",
            ),
            Field::Order,
            4,
        )
    },
    Office {
        is_everywhere: true,
        is_in_committee: true,
        duties: &[(1, Role::OrganisationBoard), (2, Role::OrganisationBoard)],
        ..office(
            "ban-xay-dung-dang",
            ("Ban Xây dựng Đảng", "Trưởng ban", "Phó Trưởng ban"),
            Field::Party,
            5,
        )
    },
    Office {
        is_everywhere: true,
        is_in_committee: true,
        duties: &[(1, Role::Inspector)],
        ..office(
            "uy-ban-kiem-tra",
            (
                "Cơ quan Ủy ban Kiểm tra Đảng ủy",
                "Chủ nhiệm",
                "Phó Chủ nhiệm",
            ),
            Field::Order,
            3,
        )
    },
    office(
        "mat-tran",
        ("Ủy ban MTTQ Việt Nam", "Chủ tịch", "Phó Chủ tịch"),
        Field::Party,
        6,
    ),
    office(
        "vp-hdnd-ubnd",
        (
            "Văn phòng HĐND và UBND",
            "Chánh Văn phòng",
            "Phó Chánh Văn phòng",
        ),
        Field::Order,
        8,
    ),
    office(
        "phong-kinh-te",
        ("Phòng Kinh tế", "Trưởng phòng", "Phó Trưởng phòng"),
        Field::Economy,
        9,
    ),
    office(
        "phong-van-hoa",
        ("Phòng Văn hóa – Xã hội", "Trưởng phòng", "Phó Trưởng phòng"),
        Field::Society,
        8,
    ),
    office(
        "tt-hanh-chinh-cong",
        (
            "Trung tâm Phục vụ hành chính công",
            "Giám đốc",
            "Phó Giám đốc",
        ),
        Field::Order,
        6,
    ),
    Office {
        trade: Trade::Teacher,
        ..office(
            "truong",
            ("Trường TH&THCS", "Hiệu trưởng", "Phó Hiệu trưởng"),
            Field::Society,
            11,
        )
    },
];

/// Those of the province that compile and administer.
pub const PROVINCE_OFFICES: [Office; 2] = [
    Office {
        trade: Trade::ProvinceAgency,
        head_trade: Trade::ProvinceAgency,
        is_in_committee: true,
        duties: &[(1, Role::OrganisationBoard), (2, Role::OrganisationBoard)],
        ..office(
            "ban-to-chuc",
            ("Ban Tổ chức Tỉnh ủy", "Trưởng ban", "Phó Trưởng ban"),
            Field::Party,
            5,
        )
    },
    Office {
        trade: Trade::ProvinceAgency,
        head_trade: Trade::ProvinceAgency,
        duties: &[(2, Role::Administrator)],
        ..office(
            "van-phong",
            (
                "Văn phòng Tỉnh ủy",
                "Chánh Văn phòng",
                "Phó Chánh Văn phòng",
            ),
            Field::Order,
            4,
        )
    },
];
