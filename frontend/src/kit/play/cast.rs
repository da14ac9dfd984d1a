//! Invented people: who they are, and what they hold.

use roviec_shared::organisation::{Role, Standing};

/// Whose eyes the pages are seen with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Secretary of chi bộ thôn Hương Lý.
    Secretary,
    /// Their deputy.
    Deputy,
    /// Of the cell committee.
    Committee,
    /// A member with a phone.
    Member,
    /// The office of the committee of xã Đại Đồng.
    Office,
    /// Its secretary, who chairs the Standing Committee.
    Decider,
    /// The district's organisation board.
    Board,
    /// The inspection committee.
    Inspector,
    /// Keeps tree and accounts.
    Administrator,
}

impl Who {
    /// Reads the word in the path.
    pub fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "secretary" => Who::Secretary,
            "deputy" => Who::Deputy,
            "committee" => Who::Committee,
            "member" => Who::Member,
            "office" => Who::Office,
            "decider" => Who::Decider,
            "board" => Who::Board,
            "inspector" => Who::Inspector,
            "administrator" => Who::Administrator,
            _ => return None,
        })
    }

    /// Their id, and their name.
    pub fn person(self) -> (&'static str, &'static str) {
        match self {
            Who::Secretary => ("p01", MEMBERS[0].name),
            Who::Deputy => ("p02", MEMBERS[1].name),
            Who::Committee => ("p03", MEMBERS[2].name),
            Who::Member => ("p04", MEMBERS[3].name),
            Who::Office => ("vp-dai-dong", "Nguyễn Thị Hồng Nhung"),
            Who::Decider => ("bt-dai-dong", "Trần Quốc Việt"),
            Who::Board => ("btc-huyen", "Lê Thị Thanh Xuân"),
            Who::Inspector => ("ubkt-dai-dong", "Hoàng Đình Chiến"),
            Who::Administrator => ("qt-huyen", "Phạm Anh Tuấn"),
        }
    }

    /// What they hold, and where.
    pub fn held(self) -> &'static [(Role, &'static str)] {
        match self {
            Who::Secretary => &[(Role::Member, CELL), (Role::Secretary, CELL)],
            Who::Deputy => &[(Role::Member, CELL), (Role::Deputy, CELL)],
            Who::Committee => &[(Role::Member, CELL), (Role::CellCommittee, CELL)],
            Who::Member => &[(Role::Member, CELL)],
            Who::Office => &[(Role::CommitteeOffice, COMMUNE)],
            Who::Decider => &[(Role::Decider, COMMUNE), (Role::StandingMember, COMMUNE)],
            Who::Board => &[(Role::OrganisationBoard, DISTRICT)],
            Who::Inspector => &[(Role::Inspector, COMMUNE)],
            Who::Administrator => &[(Role::Administrator, DISTRICT)],
        }
    }

    /// Everyone who can act.
    pub const ALL: [Who; 9] = [
        Who::Secretary,
        Who::Deputy,
        Who::Committee,
        Who::Member,
        Who::Office,
        Who::Decider,
        Who::Board,
        Who::Inspector,
        Who::Administrator,
    ];
}

/// Huyện ủy Yên Bình.
pub const DISTRICT: &str = "huyen-yen-binh";
/// Đảng bộ xã Đại Đồng.
pub const COMMUNE: &str = "dang-bo-dai-dong";
/// Chi bộ thôn Hương Lý.
pub const CELL: &str = "chi-bo-huong-ly";

/// The cells of xã Đại Đồng beside it, each with how many members it has.
pub const OTHER_CELLS: [(&str, &str, usize); 6] = [
    ("chi-bo-khuon-la", "Chi bộ thôn Khuôn La", 14),
    ("chi-bo-dong-tam", "Chi bộ thôn Đồng Tâm", 18),
    ("chi-bo-hop-thinh", "Chi bộ thôn Hợp Thịnh", 11),
    ("chi-bo-chinh-xuan", "Chi bộ thôn Chính Xuân", 16),
    ("chi-bo-thcs", "Chi bộ Trường THCS Đại Đồng", 12),
    ("chi-bo-tram-y-te", "Chi bộ Trạm Y tế xã", 6),
];

/// One member of the cell.
pub struct Member {
    /// Full name.
    pub name: &'static str,
    /// Duty.
    pub post: &'static str,
    /// How they stand.
    pub standing: Standing,
    /// Roles in the cell.
    pub roles: &'static [Role],
}

const fn member(name: &'static str, post: &'static str) -> Member {
    Member {
        name,
        post,
        standing: Standing::Full,
        roles: &[Role::Member],
    }
}

/// The members of chi bộ thôn Hương Lý; person `p01` is the first.
pub const MEMBERS: [Member; 22] = [
    Member {
        roles: &[Role::Member, Role::Secretary],
        ..member("Hoàng Văn Thịnh", "Bí thư chi bộ")
    },
    Member {
        roles: &[Role::Member, Role::Deputy],
        ..member("Lương Thị Duyên", "Phó bí thư chi bộ")
    },
    Member {
        roles: &[Role::Member, Role::CellCommittee],
        ..member("Nguyễn Văn Đức", "Chi ủy viên, Trưởng thôn")
    },
    member("Bàn Thị Ánh", "Bí thư chi đoàn thôn"),
    member("Phùng Thị Hà", "Chi hội trưởng phụ nữ"),
    member("Triệu Văn Kim", "Chi hội trưởng cựu chiến binh"),
    member("Vi Thị Út", "Chi hội trưởng nông dân"),
    member("Lò Văn Quân", "Thôn đội trưởng"),
    member("Đặng Thị Hạnh", "Nhân viên y tế thôn"),
    member("Hoàng Thị Ước", "Đảng viên"),
    member("Nguyễn Thị Thu Hường", "Trưởng ban công tác mặt trận thôn"),
    member("Trần Văn Ấn", "Đảng viên"),
    member("Nông Văn Chài", "Đảng viên"),
    member("Lý Thị Mến", "Đảng viên"),
    member("Đỗ Minh Hiếu", "Tổ trưởng tổ an ninh, trật tự"),
    member("Phạm Thị Bích Ngọc", "Đảng viên"),
    member("Ma Văn Phong", "Đảng viên"),
    member("Hà Thị Sáu", "Đảng viên"),
    Member {
        standing: Standing::Probationary,
        ..member("Vũ Đình Tuyên", "Đảng viên dự bị")
    },
    Member {
        standing: Standing::Probationary,
        ..member("Lục Thị Yến", "Đảng viên dự bị")
    },
    Member {
        standing: Standing::Exempt,
        ..member("Nguyễn Văn Ất", "Đảng viên")
    },
    Member {
        standing: Standing::Temporary,
        ..member("Bàn Văn Đường", "Đảng viên")
    },
];

/// Names made of parts, for the cells whose people are not named one by one.
pub fn made_name(number: usize) -> String {
    const FAMILY: [&str; 9] = [
        "Nguyễn", "Hoàng", "Trần", "Lương", "Bàn", "Triệu", "Đặng", "Nông", "Phạm",
    ];
    const MIDDLE: [&str; 7] = ["Văn", "Thị", "Đức", "Thị Minh", "Quang", "Thị Thu", "Đình"];
    const GIVEN: [&str; 17] = [
        "An", "Ánh", "Bình", "Cường", "Dung", "Đạt", "Hằng", "Hiền", "Khánh", "Lan", "Long", "Mai",
        "Nam", "Oanh", "Phúc", "Sơn", "Yến",
    ];
    format!(
        "{} {} {}",
        FAMILY[number % FAMILY.len()],
        MIDDLE[number % MIDDLE.len()],
        GIVEN[number % GIVEN.len()]
    )
}

/// Products of a village, with quantity in thousandths, unit, and who confirms.
pub const PRODUCTS: [(&str, u64, &str, &str); 14] = [
    (
        "Vận động hộ dân hiến đất mở rộng đường liên thôn",
        5_000,
        "hộ",
        "Trưởng thôn",
    ),
    (
        "Rà soát hộ nghèo, hộ cận nghèo cuối năm",
        12_000,
        "hộ",
        "Ban công tác mặt trận thôn",
    ),
    (
        "Tuyên truyền tiêm phòng đợt 2 cho đàn gia súc",
        24_000,
        "hộ",
        "Thú y xã",
    ),
    (
        "Phát quang, dọn vệ sinh tuyến đường tự quản",
        1_200,
        "km",
        "Trưởng thôn",
    ),
    (
        "Thu quỹ phòng chống thiên tai",
        86_000,
        "hộ",
        "Kế toán thôn",
    ),
    (
        "Hòa giải mâu thuẫn đất đai tại thôn",
        2_000,
        "vụ",
        "Tổ hòa giải",
    ),
    (
        "Lập danh sách hội viên vay vốn ngân hàng chính sách",
        1_000,
        "danh sách",
        "Chi hội trưởng phụ nữ",
    ),
    (
        "Tuần tra, nắm tình hình an ninh ban đêm",
        8_000,
        "buổi",
        "Công an xã",
    ),
    (
        "Trồng bổ sung cây chắn sóng ven hồ Thác Bà",
        150_000,
        "cây",
        "Chi hội nông dân",
    ),
    (
        "Tổ chức sinh hoạt chuyên đề cho đoàn viên",
        1_000,
        "buổi",
        "Bí thư chi bộ",
    ),
    (
        "Hướng dẫn hộ dân cài đặt định danh điện tử",
        20_000,
        "hộ",
        "Công an xã",
    ),
    (
        "Kiểm tra sức khỏe người cao tuổi",
        35_000,
        "người",
        "Trạm Y tế xã",
    ),
    ("Thu đảng phí đúng hạn", 1_000, "bảng kê", "Bí thư chi bộ"),
    (
        "Chăm sóc tuyến đường hoa của chi hội",
        500,
        "km",
        "Chi hội trưởng phụ nữ",
    ),
];
