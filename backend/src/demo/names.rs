//! Names of invented people, as they are given in the midlands of Yên Bái.

use super::chance::Chance;

#[rustfmt::skip]
const FAMILIES: &[&str] = &[
    "Nguyễn", "Nguyễn", "Nguyễn", "Nguyễn", "Trần", "Trần", "Lê", "Lê", "Phạm", "Phạm", "Hoàng", "Hoàng",
    "Hoàng", "Hà", "Hà", "Lương", "Lương", "Nông", "Nông", "Vi", "Đặng", "Bàn", "Bàn", "Triệu", "Lý", "Lý",
    "Đỗ", "Bùi", "Vũ", "Phùng", "Lục", "Lộc", "Mai", "Tạ", "Trịnh", "Cao", "Đinh", "Hứa", "Ma", "La", "Ngô",
    "Dương", "Đoàn", "Tăng", "Khổng", "Cù", "Lã", "Quách", "Chu", "Đào",
];

#[rustfmt::skip]
const MEN_MIDDLE: &[&str] = &[
    "Văn", "Văn", "Văn", "Văn", "Đức", "Minh", "Quang", "Hữu", "Xuân", "Ngọc", "Thanh", "Công", "Đình", "Mạnh",
    "Trung", "Quốc", "Tiến", "Việt", "Anh", "Duy",
];

#[rustfmt::skip]
const MEN_GIVEN: &[&str] = &[
    "An", "Bách", "Bình", "Bảo", "Cảnh", "Chiến", "Chính", "Công", "Cường", "Dũng", "Duy", "Dương", "Đạt", "Đông",
    "Đức", "Giang", "Hà", "Hải", "Hào", "Hậu", "Hiếu", "Hiệp", "Hoà", "Hoàn", "Học", "Hùng", "Hưng", "Huấn",
    "Huy", "Khang", "Khánh", "Khôi", "Kiên", "Lâm", "Lập", "Linh", "Long", "Luân", "Lực", "Mạnh", "Minh", "Nam",
    "Nghĩa", "Ngọc", "Nhân", "Ninh", "Phong", "Phú", "Phúc", "Phương", "Quân", "Quang", "Quý", "Quyết", "Sáng",
    "Sơn", "Tài", "Tâm", "Tân", "Thái", "Thắng", "Thành", "Thịnh", "Thọ", "Thuận", "Tiến", "Toàn", "Trung",
    "Trường", "Tú", "Tuấn", "Tùng", "Tuyên", "Văn", "Việt", "Vinh", "Vượng", "Xuân",
];

#[rustfmt::skip]
const WOMEN_MIDDLE: &[&str] = &[
    "Thị", "Thị", "Thị", "Thị", "Thị Thu", "Thị Ngọc", "Thị Kim", "Thị Thanh", "Thị Hồng", "Thị Minh", "Thị Bích",
    "Thuý", "Thị Lan", "Thị Phương", "Thị Mai", "Thu",
];

#[rustfmt::skip]
const WOMEN_GIVEN: &[&str] = &[
    "Ánh", "Bích", "Chi", "Châm", "Cúc", "Diệp", "Dung", "Duyên", "Đào", "Giang", "Hà", "Hạnh", "Hảo", "Hằng",
    "Hiên", "Hiền", "Hoa", "Hoà", "Hồng", "Huế", "Huệ", "Hương", "Hường", "Huyền", "Khuyên", "Lan", "Lành",
    "Liên", "Liễu", "Linh", "Loan", "Luyến", "Ly", "Mai", "Mến", "Minh", "Mơ", "Nga", "Ngân", "Ngọc", "Nguyệt",
    "Nhàn", "Nhung", "Oanh", "Phúc", "Phương", "Phượng", "Quyên", "Quỳnh", "Sen", "Tâm", "Thảo", "Thêm", "Thơm",
    "Thoa", "Thu", "Thuỷ", "Thư", "Thương", "Tình", "Trang", "Tuyết", "Uyên", "Vân", "Xuân", "Yến",
];

/// A name that nobody of `taken` has: people of one unit are told apart by it.
pub fn name(chance: &mut Chance, percent_women: u32, taken: &[String]) -> String {
    let mut name = drawn(chance, percent_women);
    for _ in 0..50 {
        if !taken.contains(&name) {
            break;
        }
        name = drawn(chance, percent_women);
    }
    name
}

fn drawn(chance: &mut Chance, percent_women: u32) -> String {
    let (middle, given) = if chance.percent(percent_women) {
        (WOMEN_MIDDLE, WOMEN_GIVEN)
    } else {
        (MEN_MIDDLE, MEN_GIVEN)
    };
    format!(
        "{} {} {}",
        chance.pick(FAMILIES),
        chance.pick(middle),
        chance.pick(given)
    )
}
