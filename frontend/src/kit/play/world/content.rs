//! What invented people plan, report and give themselves.

use roviec_shared::{
    book::sheet::SelfScore,
    level::Level,
    month::Month,
    points::{Points, Quantity},
    task::{Plan, Report, UNIT_DEFAULT},
};

use crate::kit::play::cast::PRODUCTS;

const AREAS: [&str; 9] = [
    "xóm Bờ Hồ",
    "xóm Đồng Cả",
    "xóm Gò Chè",
    "xóm Cầu Đá",
    "khu trung tâm",
    "xóm Ngòi Tu",
    "xóm Làng Cần",
    "xóm Đát",
    "cả thôn",
];

pub(super) const STRENGTHS: [&str; 4] = [
    "Chủ động, gương mẫu, hoàn thành tốt nhiệm vụ được giao.",
    "Sâu sát quần chúng, vận động được nhiều hộ tham gia.",
    "Chấp hành tốt nghị quyết của chi bộ, sinh hoạt đầy đủ.",
    "Tích cực phát biểu, đóng góp ý kiến xây dựng chi bộ.",
];

pub(super) fn plan(number: usize, turn: usize, month: Month) -> Plan {
    let (product, quantity, unit, confirmer) = PRODUCTS[(number * 3 + turn * 5) % PRODUCTS.len()];
    // One task is as vague as people write them, so that the page has something to point out.
    let is_vague = number == 7 && turn == 0;
    Plan {
        product: if is_vague {
            "Tuần tra".to_owned()
        } else {
            format!("{product}, {}", AREAS[(number + turn * 3) % AREAS.len()])
        },
        quantity: if is_vague {
            Quantity::ONE
        } else {
            Quantity::from_thousandths(quantity).expect("a quantity")
        },
        unit: if is_vague {
            UNIT_DEFAULT.to_owned()
        } else {
            unit.to_owned()
        },
        due: month.day(20 + (turn as u8 * 3) % 9),
        weight: if turn == 0 { 2 } else { 1 },
        judged: String::new(),
        confirmer: if is_vague {
            String::new()
        } else {
            confirmer.to_owned()
        },
        target: String::new(),
        serves: None,
        helpers: Vec::new(),
        carried: None,
        part_of: None,
        unplanned: number == 4 && turn == 2,
    }
}

pub(super) fn result(number: usize, turn: usize, plan: &Plan) -> Report {
    let planned = plan.quantity.thousandths();
    let done = match (number * 7 + turn) % 11 {
        4 if turn == 1 => planned * 3 / 4,
        2 | 7 => planned + planned / 10,
        _ => planned,
    };
    let late = (number, turn) == (6, 0);
    Report {
        done: Quantity::from_thousandths(done).expect("a quantity"),
        day: if late {
            plan.due.plus_days(2)
        } else {
            plan.due.plus_days(-1)
        },
        note: if done < planned {
            "Còn lại do thời tiết, đang tiếp tục.".to_owned()
        } else {
            String::new()
        },
    }
}

pub(super) fn score(number: usize, month: Month) -> SelfScore {
    let points = |less: usize| {
        let hundredths = 1_000 - 50 * (less % 5) as i32;
        Points::from_hundredths(hundredths).expect("points")
    };
    let criteria = [
        "ethics",
        "discipline",
        "self_criticism",
        "study",
        "unplanned",
    ];
    let criteria = criteria.into_iter().enumerate();
    let criteria = criteria.filter(|(_, id)| *id != "unplanned" || number == 4);
    SelfScore {
        criteria: criteria
            .map(|(turn, id)| (id.to_owned(), points(number + turn * 2)))
            .collect(),
        level: Some(if number % 5 == 0 {
            Level::Excellent
        } else {
            Level::Good
        }),
        words: (number % 3 == 0)
            .then(|| "Trong tháng tôi đã hoàn thành các việc được giao.".to_owned()),
        day: Some(month.day(24)),
    }
}
