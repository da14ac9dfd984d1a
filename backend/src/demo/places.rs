//! The communes, towns and agencies of the district, and villages that could be theirs.

/// A commune or a town.
pub struct Place {
    /// Its id.
    pub id: &'static str,
    /// Its name.
    pub name: &'static str,
    /// A town: its parts are called *tổ dân phố*.
    pub is_town: bool,
    /// How many standing members its committee has: 75 in all.
    pub standing: u8,
    /// How many members its organisation has: 5,000 in all.
    pub members: u16,
    /// How many of its cells are in villages.
    pub villages: u8,
}

const fn commune(id: &'static str, name: &'static str, members: u16, villages: u8) -> Place {
    Place {
        id,
        name,
        is_town: false,
        standing: 3,
        members,
        villages,
    }
}

/// The two towns and twenty-two communes.
pub const PLACES: [Place; 24] = [
    Place {
        id: "tt-yen-binh",
        name: "thị trấn Yên Bình",
        is_town: true,
        standing: 4,
        members: 372,
        villages: 15,
    },
    Place {
        id: "tt-thac-ba",
        name: "thị trấn Thác Bà",
        is_town: true,
        standing: 4,
        members: 276,
        villages: 11,
    },
    commune("bach-ha", "xã Bạch Hà", 196, 8),
    commune("bao-ai", "xã Bảo Ái", 248, 11),
    commune("cam-an", "xã Cảm Ân", 212, 9),
    commune("cam-nhan", "xã Cảm Nhân", 236, 11),
    Place {
        standing: 4,
        ..commune(DAI_DONG, "xã Đại Đồng", 264, 11)
    },
    commune("dai-minh", "xã Đại Minh", 204, 8),
    commune("han-da", "xã Hán Đà", 218, 9),
    commune("mong-son", "xã Mông Sơn", 188, 8),
    commune("my-gia", "xã Mỹ Gia", 162, 7),
    commune("ngoc-chan", "xã Ngọc Chấn", 158, 7),
    commune("phu-thinh", "xã Phú Thịnh", 226, 9),
    commune("phuc-an", "xã Phúc An", 154, 6),
    commune("phuc-ninh", "xã Phúc Ninh", 151, 6),
    commune("tan-huong", "xã Tân Hương", 230, 10),
    commune("tan-nguyen", "xã Tân Nguyên", 214, 10),
    commune("thinh-hung", "xã Thịnh Hưng", 198, 8),
    commune("vinh-kien", "xã Vĩnh Kiên", 236, 10),
    commune("vu-linh", "xã Vũ Linh", 206, 9),
    commune("xuan-lai", "xã Xuân Lai", 168, 7),
    commune("xuan-long", "xã Xuân Long", 172, 8),
    commune("yen-binh", "xã Yên Bình", 160, 5),
    commune("yen-thanh", "xã Yên Thành", 151, 7),
];

/// What an agency works on: its people's tasks are drawn from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// Party committees' own bodies, the Front, mass organisations.
    Party,
    /// Offices, staff, justice, inspection.
    Order,
    /// Finance, building, trade.
    Economy,
    /// Land, farming, forests.
    Land,
    /// Culture, schools, health, social affairs.
    Society,
}

/// An agency of the district.
pub struct Office {
    /// Its id.
    pub id: &'static str,
    /// Its name.
    pub name: &'static str,
    /// What its head is called.
    pub head: &'static str,
    /// What the head's deputies are called.
    pub deputy: &'static str,
    /// What it works on.
    pub field: Field,
    /// How many of its officials, without the head, the Standing Committee manages: 353 in all.
    pub officials: u8,
}

const fn office(
    id: &'static str,
    name: &'static str,
    head: &'static str,
    deputy: &'static str,
    field: Field,
    officials: u8,
) -> Office {
    Office {
        id,
        name,
        head,
        deputy,
        field,
        officials,
    }
}

const CHIEF: &str = "Trưởng phòng";
const VICE_CHIEF: &str = "Phó Trưởng phòng";
const DIRECTOR: &str = "Giám đốc";
const VICE_DIRECTOR: &str = "Phó Giám đốc";
const CHAIR: &str = "Chủ tịch";
const VICE_CHAIR: &str = "Phó Chủ tịch";

/// The thirty agencies.
#[rustfmt::skip]
pub const OFFICES: [Office; 30] = [
    office("vp-huyen-uy", "Văn phòng Huyện ủy", "Chánh Văn phòng", "Phó Chánh Văn phòng", Field::Order, 14),
    office("ban-to-chuc", "Ban Tổ chức Huyện ủy", "Trưởng ban", "Phó Trưởng ban", Field::Party, 10),
    office("ban-tuyen-giao", "Ban Tuyên giáo Huyện ủy", "Trưởng ban", "Phó Trưởng ban", Field::Party, 8),
    office("ban-dan-van", "Ban Dân vận Huyện ủy", "Trưởng ban", "Phó Trưởng ban", Field::Party, 7),
    office("uy-ban-kiem-tra", "Cơ quan Ủy ban Kiểm tra Huyện ủy", "Chủ nhiệm", "Phó Chủ nhiệm", Field::Order, 9),
    office("tt-chinh-tri", "Trung tâm Chính trị huyện", DIRECTOR, VICE_DIRECTOR, Field::Party, 7),
    office("mat-tran", "Ủy ban MTTQ Việt Nam huyện", CHAIR, VICE_CHAIR, Field::Party, 10),
    office("lien-doan-lao-dong", "Liên đoàn Lao động huyện", CHAIR, VICE_CHAIR, Field::Party, 7),
    office("huyen-doan", "Huyện đoàn", "Bí thư", "Phó Bí thư", Field::Party, 7),
    office("hoi-phu-nu", "Hội Liên hiệp Phụ nữ huyện", CHAIR, VICE_CHAIR, Field::Party, 8),
    office("hoi-nong-dan", "Hội Nông dân huyện", CHAIR, VICE_CHAIR, Field::Land, 8),
    office("hoi-cuu-chien-binh", "Hội Cựu chiến binh huyện", CHAIR, VICE_CHAIR, Field::Party, 6),
    office("vp-hdnd-ubnd", "Văn phòng HĐND và UBND huyện", "Chánh Văn phòng", "Phó Chánh Văn phòng", Field::Order, 18),
    office("phong-noi-vu", "Phòng Nội vụ", CHIEF, VICE_CHIEF, Field::Order, 13),
    office("phong-tai-chinh", "Phòng Tài chính – Kế hoạch", CHIEF, VICE_CHIEF, Field::Economy, 15),
    office("phong-tu-phap", "Phòng Tư pháp", CHIEF, VICE_CHIEF, Field::Order, 8),
    office("thanh-tra", "Thanh tra huyện", "Chánh Thanh tra", "Phó Chánh Thanh tra", Field::Order, 9),
    office("phong-lao-dong", "Phòng Lao động – Thương binh và Xã hội", CHIEF, VICE_CHIEF, Field::Society, 12),
    office("phong-gddt", "Phòng Giáo dục và Đào tạo", CHIEF, VICE_CHIEF, Field::Society, 16),
    office("phong-nong-nghiep", "Phòng Nông nghiệp và Phát triển nông thôn", CHIEF, VICE_CHIEF, Field::Land, 15),
    office("phong-tai-nguyen", "Phòng Tài nguyên và Môi trường", CHIEF, VICE_CHIEF, Field::Land, 14),
    office("phong-kinh-te", "Phòng Kinh tế và Hạ tầng", CHIEF, VICE_CHIEF, Field::Economy, 13),
    office("phong-van-hoa", "Phòng Văn hóa và Thông tin", CHIEF, VICE_CHIEF, Field::Society, 10),
    office("phong-dan-toc", "Phòng Dân tộc", CHIEF, VICE_CHIEF, Field::Society, 7),
    office("tt-truyen-thong", "Trung tâm Truyền thông và Văn hóa", DIRECTOR, VICE_DIRECTOR, Field::Society, 17),
    office("tt-dich-vu-nong-nghiep", "Trung tâm Dịch vụ hỗ trợ phát triển nông nghiệp", DIRECTOR, VICE_DIRECTOR, Field::Land, 19),
    office("tt-gdnn-gdtx", "Trung tâm Giáo dục nghề nghiệp – Giáo dục thường xuyên", DIRECTOR, VICE_DIRECTOR, Field::Society, 21),
    office("ban-qlda", "Ban Quản lý dự án đầu tư xây dựng", DIRECTOR, VICE_DIRECTOR, Field::Economy, 22),
    office("tt-quy-dat", "Trung tâm Phát triển quỹ đất", DIRECTOR, VICE_DIRECTOR, Field::Land, 15),
    office("hoi-chu-thap-do", "Hội Chữ thập đỏ huyện", CHAIR, VICE_CHAIR, Field::Society, 8),
];

/// The commune where the walk begins.
pub const DAI_DONG: &str = "dai-dong";

/// The villages of Đại Đồng, with the ids of their cells: Hương Lý is where the walk begins.
#[rustfmt::skip]
pub const DAI_DONG_VILLAGES: [(&str, &str); 11] = [
    ("huong-ly", "Hương Lý"), ("lang-dat", "Làng Đát"), ("hong-bang", "Hồng Bàng"), ("cau-mo", "Cầu Mơ"),
    ("chop-du", "Chóp Dù"), ("dong-tam", "Đồng Tâm"), ("goc-quan", "Gốc Quân"), ("khe-nhan", "Khe Nhàn"),
    ("tan-lap", "Tân Lập"), ("minh-khai", "Minh Khai"), ("ngoi-sen", "Ngòi Sen"),
];

/// What villages could be called.
#[rustfmt::skip]
pub const VILLAGES: [&str; 96] = [
    "Ao Sen", "Bản Chang", "Bắc Sơn", "Bến Đò", "Cây Đa", "Cây Thị", "Chanh Yên", "Chí Tiến", "Cửa Ngòi", "Đa Cóc",
    "Đát Lụa", "Đèo Thao", "Đoàn Kết", "Đồng Bằng", "Đồng Cáy", "Đồng Chão", "Đồng Khánh", "Đồng Tý", "Đức Tiến",
    "Gò Chùa", "Hạ Long", "Hàm Rồng", "Hòa Bình", "Hồng Quân", "Hợp Nhất", "Hợp Thịnh", "Khe Gầy", "Khe Mạ",
    "Khe Nước", "Khe Rộng", "Khe Táu", "Khuân Giỏ", "Khuôn La", "Làng Cần", "Làng Cạn", "Làng Đồng", "Làng Mới",
    "Làng Ngần", "Làng Rẩy", "Làng Thọc", "Liên Hiệp", "Loan Phượng", "Lũng Tiến", "Mạ Tun", "Minh Đức", "Minh Quân",
    "Minh Thành", "Mỏ Cao", "Nà Lộc", "Na Luồng", "Nà Ta", "Ngã Ba", "Ngòi Bang", "Ngòi Di", "Ngòi Khang", "Ngòi Kè",
    "Ngòi Nhầu", "Nước Mát", "Phai Thao", "Phú Mỹ", "Phúc Khánh", "Quyết Thắng", "Quyết Tiến", "Sơn Đình", "Suối Dầm",
    "Tân Hợp", "Tân Minh", "Tân Phong", "Tân Quang", "Tân Thành", "Tân Tiến", "Thái Hòa", "Thanh Bình", "Thanh Sơn",
    "Thiện Bình", "Thống Nhất", "Thủy Sản", "Tích Chung", "Tích Cốc", "Tiền Phong", "Trại Phung", "Trung Sơn",
    "Trung Tâm", "Tự Do", "Vầu Trắng", "Vạn Thìu", "Vĩnh An", "Vũ Sơn", "Xuân Bình", "Xuân Phương", "Xuân Thành",
    "Yên Mỹ", "Yên Phú", "Yên Thắng", "Yên Thịnh", "Yên Tĩnh",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_district_has_its_numbers() {
        let sum = |of: fn(&Place) -> usize| PLACES.iter().map(of).sum::<usize>();
        assert_eq!(PLACES.iter().filter(|place| place.is_town).count(), 2);
        assert_eq!(sum(|place| usize::from(place.standing)), 75);
        assert_eq!(sum(|place| usize::from(place.members)), 5_000);
        let officials: usize = OFFICES
            .iter()
            .map(|office| usize::from(office.officials))
            .sum();
        assert_eq!(officials, 353);
        for place in &PLACES {
            assert!((150..=400).contains(&place.members), "{}", place.name);
            assert!((8..=20).contains(&(place.villages + 3)), "{}", place.name);
        }
    }

    #[test]
    fn no_village_is_listed_twice() {
        let own = DAI_DONG_VILLAGES.iter().map(|(_, name)| name);
        let names: std::collections::BTreeSet<_> = VILLAGES.iter().chain(own).collect();
        assert_eq!(names.len(), VILLAGES.len() + DAI_DONG_VILLAGES.len());
    }
}
