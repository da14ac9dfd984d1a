//! The targets of the congress resolutions: the district's 26 of the seed, and a commune's own.

use std::collections::BTreeMap;

use roviec_shared::{
    book::Book,
    id::InBook,
    month::Month,
    points::Quantity,
    target::{Counting, TargetPlan},
};

/// One target and how far it is.
#[derive(Clone, Copy, Debug)]
pub struct Aim {
    /// Its name.
    pub name: &'static str,
    /// What it counts.
    pub measure: &'static str,
    /// Thousandths that are wanted.
    pub planned: u64,
    /// Thousandths at the term's beginning, where less is better; else none.
    pub start: Option<u64>,
    /// Thousandths that are reached.
    pub reached: u64,
    /// The district's target that a commune's is a part of.
    pub part_of: &'static str,
}

const fn aim(name: &'static str, measure: &'static str, planned: u64, reached: u64) -> Aim {
    Aim {
        name,
        measure,
        planned: planned * 1000,
        start: None,
        reached,
        part_of: "",
    }
}

impl Aim {
    const fn down_from(self, start: u64) -> Self {
        Self {
            start: Some(start),
            ..self
        }
    }

    const fn part_of(self, part_of: &'static str) -> Self {
        Self { part_of, ..self }
    }

    /// As the resolution sets it.
    pub fn plan(&self, month: Month, whole: Option<InBook>, document: &str) -> TargetPlan {
        let (from, until) = term(month);
        TargetPlan {
            title: self.name.to_owned(),
            measure: self.measure.to_owned(),
            planned: quantity(self.planned),
            counting: self.start.map_or(Counting::Up, |start| Counting::Down {
                start: quantity(start),
            }),
            from,
            until,
            document: document.to_owned(),
            part_of: whole,
        }
    }

    /// How far it was half a year before: two thirds of what is reached now; nothing is known where less is better.
    pub fn before(&self) -> Option<Quantity> {
        let whole_ones = self.reached / 1000 * 2 / 3 * 1000;
        self.start.is_none().then(|| quantity(whole_ones))
    }
}

/// What the tables hold is a quantity.
pub fn quantity(thousandths: u64) -> Quantity {
    Quantity::from_thousandths(thousandths).unwrap_or_default()
}

/// The term of a month: five years from the August of a congress, 2020, 2025, 2030.
pub fn term(month: Month) -> (Month, Month) {
    let year = month.year();
    let congress = |year: u16| {
        format!("{:04}-08", year - year % 5)
            .parse::<Month>()
            .unwrap_or(month)
    };
    let this = congress(year);
    let from = if this <= month {
        this
    } else {
        this.plus_months(-60)
    };
    (from, from.plus_months(59))
}

const NEW_RURAL: &str = "Xã đạt chuẩn nông thôn mới";
const ADVANCED: &str = "Xã đạt chuẩn nông thôn mới nâng cao";
const MODEL: &str = "Thôn nông thôn mới kiểu mẫu";
const BUDGET: &str = "Thu ngân sách trên địa bàn";
const INSURANCE: &str = "Người dân tham gia bảo hiểm y tế";
const FAMILY: &str = "Hộ đạt danh hiệu gia đình văn hóa";
const CELLS: &str = "Chi bộ hoàn thành tốt nhiệm vụ trở lên";
const FOREST: &str = "Trồng rừng mới";
const GROWTH: &str = "Giá trị sản xuất công nghiệp";
const POVERTY: &str = "Tỷ lệ hộ nghèo";
const ONLINE: &str = "Hồ sơ được giải quyết trực tuyến";
const ROADS: &str = "Đường giao thông nông thôn được kiên cố hóa";
const CRITERIA: &str = "Tiêu chí nông thôn mới nâng cao hoàn thành";

/// The district's: 8 met or exceeded, 16 from 70 %, 2 from 50 %.
#[rustfmt::skip]
pub const DISTRICT_AIMS: &[Aim] = &[
    aim(NEW_RURAL, "xã", 22, 22_000),
    aim(MODEL, "thôn", 12, 14_000),
    aim(BUDGET, "tỷ đồng", 450, 462_500),
    aim(INSURANCE, "%", 95, 96_200),
    aim("Kết nạp đảng viên mới", "đảng viên", 900, 905_000),
    aim("Trường đạt chuẩn quốc gia", "trường", 40, 41_000),
    aim(FAMILY, "%", 85, 87_400),
    aim(CELLS, "%", 90, 93_500),
    aim(FOREST, "ha", 10_000, 7_450_500),
    aim(GROWTH, "tỷ đồng", 12_500, 9_870_500),
    aim("Thu nhập bình quân đầu người", "triệu đồng", 65, 52_500),
    aim("Sản lượng thủy sản", "tấn", 9_000, 7_650_000),
    aim("Sản lượng lương thực có hạt", "tấn", 60_000, 55_200_000),
    aim("Vùng cây ăn quả có múi", "ha", 1_200, 840_000),
    aim("Sản phẩm OCOP từ 3 sao trở lên", "sản phẩm", 40, 31_000),
    aim(ROADS, "km", 300, 246_800),
    aim("Doanh nghiệp thành lập mới", "doanh nghiệp", 150, 118_000),
    aim(POVERTY, "%", 4, 6_200).down_from(12_860),
    aim("Lao động được tạo việc làm mới", "người", 12_000, 9_150_000),
    aim(ONLINE, "%", 80, 71_300),
    aim("Lao động qua đào tạo", "%", 70, 61_500),
    aim("Dân số nông thôn dùng nước hợp vệ sinh", "%", 98, 94_000),
    aim("Chất thải rắn được thu gom, xử lý", "%", 85, 66_400),
    aim("Huy động vốn đầu tư phát triển", "tỷ đồng", 9_000, 6_720_000),
    aim("Hợp tác xã thành lập mới", "hợp tác xã", 50, 31_000),
    aim(ADVANCED, "xã", 8, 4_000),
];

/// A commune's own.
#[rustfmt::skip]
pub const COMMUNE_AIMS: &[Aim] = &[
    aim(CRITERIA, "tiêu chí", 19, 16_000).part_of(ADVANCED),
    aim("Thôn đạt chuẩn nông thôn mới kiểu mẫu", "thôn", 3, 2_000).part_of(MODEL),
    aim("Đường thôn được bê tông hóa", "km", 12, 9_350).part_of(ROADS),
    aim(FOREST, "ha", 420, 315_500).part_of(FOREST),
    aim("Hộ nghèo", "hộ", 40, 58_000).down_from(131_000).part_of(POVERTY),
    aim("Hộ tham gia bảo hiểm y tế hộ gia đình", "hộ", 600, 600_000).part_of(INSURANCE),
];

/// What the works say that they serve, and the target that this is: the unit's own where it has it, else the
/// district's.
const SERVED: &[(&str, &str)] = &[
    ("Xã đạt chuẩn nông thôn mới nâng cao", CRITERIA),
    ("Huyện đạt chuẩn nông thôn mới", NEW_RURAL),
    (
        "Tỷ lệ người dân tham gia bảo hiểm y tế đạt 95% trở lên",
        INSURANCE,
    ),
    ("Tỷ lệ hộ nghèo giảm 2% trở lên mỗi năm", POVERTY),
    ("Trồng rừng mới 2.000 ha mỗi năm", FOREST),
    ("Trên 85% hộ đạt danh hiệu gia đình văn hóa", FAMILY),
    ("Thu ngân sách trên địa bàn vượt dự toán", BUDGET),
    ("Giá trị sản xuất tăng 9% trở lên mỗi năm", GROWTH),
    ("Trên 90% chi bộ hoàn thành tốt nhiệm vụ trở lên", CELLS),
    ("Trên 80% hồ sơ được giải quyết trực tuyến", ONLINE),
];

/// Targets that were set, by their names.
#[derive(Clone, Debug, Default)]
pub struct Resolution {
    /// The district's month that set its targets.
    pub district: Option<Book>,
    /// The targets that hold in a unit: its own, and the district's.
    pub targets: BTreeMap<&'static str, InBook>,
}

impl Resolution {
    /// The target that a work serves, by its name; none where none of them is it.
    pub fn serves(&self, words: &str) -> Option<(&'static str, InBook)> {
        let (_, name) = SERVED.iter().find(|(told, _)| *told == words)?;
        Some((name, self.targets.get(name)?.clone()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use roviec_shared::target::{Band, Reached};

    #[test]
    fn the_districts_targets_stand_as_the_seed_says() {
        let month: Month = "2026-10".parse().expect("a month");
        let bands: Vec<Band> = DISTRICT_AIMS
            .iter()
            .map(|aim| Reached::of(&aim.plan(month, None, "NQ"), aim.reached).band())
            .collect();
        let count = |band| bands.iter().filter(|each| **each == band).count();
        assert_eq!(Band::ALL.map(count), [8, 16, 2, 0]);
        for measure in ["xã", "thôn", "tỷ đồng", "%"] {
            assert!(DISTRICT_AIMS.iter().any(|aim| aim.measure == measure));
        }
    }

    #[test]
    fn a_term_begins_with_the_congress_before() {
        for (month, from, until) in [
            ("2025-07", "2020-08", "2025-07"),
            ("2025-08", "2025-08", "2030-07"),
            ("2026-10", "2025-08", "2030-07"),
            ("2030-01", "2025-08", "2030-07"),
        ] {
            let (first, last) = term(month.parse().expect("a month"));
            assert_eq!(
                (String::from(first), String::from(last)),
                (from.to_owned(), until.to_owned())
            );
        }
    }

    #[test]
    fn what_a_commune_is_a_part_of_is_the_districts() {
        for aim in COMMUNE_AIMS {
            assert!(
                DISTRICT_AIMS.iter().any(|whole| whole.name == aim.part_of),
                "{}",
                aim.name
            );
        }
    }
}
