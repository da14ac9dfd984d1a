//! The rest of the district around xã Đại Đồng, as counts alone: communes with cells, agencies, the
//! closed months and the one under way.

use std::collections::BTreeMap;

use roviec_shared::{
    api::SummaryRow,
    book::summary::Summary,
    id::{BookId, UnitId},
    level::Level,
    month::{Day, Month},
    organisation::{Track, Unit, UnitKind},
};

use super::cast::DISTRICT;

const COMMUNES: [&str; 23] = [
    "Bạch Hà",
    "Bảo Ái",
    "Cảm Ân",
    "Cảm Nhân",
    "Đại Minh",
    "Hán Đà",
    "Mông Sơn",
    "Mỹ Gia",
    "Ngọc Chấn",
    "Phú Thịnh",
    "Phúc An",
    "Phúc Ninh",
    "Tân Hương",
    "Tân Nguyên",
    "Thịnh Hưng",
    "Vĩnh Kiên",
    "Vũ Linh",
    "Xuân Lai",
    "Xuân Long",
    "Yên Bình",
    "Yên Thành",
    "Thác Bà",
    "Yên Thế",
];
const AGENCIES: [&str; 8] = [
    "Văn phòng Huyện ủy",
    "Ban Tuyên giáo Huyện ủy",
    "Phòng Nội vụ huyện",
    "Phòng Tài chính - Kế hoạch huyện",
    "Phòng Giáo dục và Đào tạo huyện",
    "Phòng Nông nghiệp và Môi trường huyện",
    "Hội Nông dân huyện",
    "Huyện Đoàn",
];
const CELLS: usize = 6;
const MONTHS: i32 = 22;

fn id(text: String) -> UnitId {
    text.parse().expect("invented ids are ids")
}

fn unit(name: String, kind: UnitKind, title: String, above: &UnitId) -> Unit {
    let (management_parent, party_parent) = match kind {
        UnitKind::Agency => (Some(above.clone()), None),
        _ => (None, Some(above.clone())),
    };
    Unit {
        id: id(name),
        kind,
        name: title,
        management_parent,
        party_parent,
        from: "2020-01-01".parse().expect("a day"),
        until: None,
        telephone: Some("0216 3886 012".to_owned()),
        end: None,
    }
}

/// The units around.
pub fn units() -> Vec<Unit> {
    let district = id(DISTRICT.to_owned());
    let mut units = Vec::new();
    for (number, name) in COMMUNES.iter().enumerate() {
        let commune = unit(
            format!("dang-bo-{number}"),
            UnitKind::GrassrootsOrganisation,
            format!("Đảng bộ xã {name}"),
            &district,
        );
        units.extend((0..CELLS).map(|cell| {
            unit(
                format!("chi-bo-{number}-{cell}"),
                UnitKind::Cell,
                format!("Chi bộ thôn {}", cell + 1),
                &commune.id,
            )
        }));
        units.push(commune);
    }
    units.extend(AGENCIES.iter().enumerate().map(|(number, name)| {
        let name = (*name).to_owned();
        unit(
            format!("co-quan-{number}"),
            UnitKind::Agency,
            name,
            &district,
        )
    }));
    units
}

/// Their counts, up to `month`, which is under way.
pub fn counts(month: Month) -> Vec<SummaryRow> {
    let rated = units()
        .into_iter()
        .filter(|unit| unit.kind != UnitKind::GrassrootsOrganisation);
    let mut rows = Vec::new();
    for (number, unit) in rated.enumerate() {
        for back in 0..MONTHS {
            let month = month.plus_months(-back);
            let book = BookId {
                unit: unit.id.clone(),
                month,
            };
            let summary = summary(unit.kind, number as u32, back as u32, month);
            rows.push(SummaryRow { book, summary });
        }
    }
    rows
}

fn summary(kind: UnitKind, number: u32, back: u32, month: Month) -> Summary {
    let is_agency = kind == UnitKind::Agency;
    let (track, rules) = if is_agency {
        (Track::Official, "cong-chuc-335")
    } else {
        (Track::Member, "dang-vien-chi-bo-thon")
    };
    let rated = 8 + (number * 7) % 23;
    // How far the month under way is: from unit to unit another step.
    let stage = if back == 0 { number % 8 } else { 8 };
    let done = |from: u32| if stage >= from { rated } else { 0 };
    let on = |from: u32, day: u8| -> Option<Day> { (stage >= from).then(|| month.next().day(day)) };
    let excellent = rated * (12 + (number + back) % 9) / 100;
    let low = rated * ((number * 3 + back * 5) % 18) / 100;
    let not = u32::from((number + back).is_multiple_of(29));
    let good = rated - excellent - low - not;
    let levels = BTreeMap::from([
        (Level::Excellent, excellent),
        (Level::Good, good),
        (Level::Completed, low),
        (Level::NotCompleted, not),
    ]);
    let is_decided = stage >= 6;
    Summary {
        rated: BTreeMap::from([(track, rated)]),
        rules: BTreeMap::from([(rules.parse().expect("an id"), 1)]),
        planned: if stage == 0 { rated / 2 } else { rated },
        scored: if stage < 2 {
            rated / 3
        } else {
            rated - number % 2
        },
        voted: done(3),
        submitted: if is_agency { 0 } else { done(4) },
        met: on(3, 3),
        arrived: if is_agency {
            None
        } else {
            on(4, 4 + (number % 3) as u8)
        },
        received: stage >= 5,
        decided: done(6),
        decided_on: on(6, 9),
        decided_arrived: on(6, 9),
        levels: if is_decided { levels } else { BTreeMap::new() },
        announced: done(7),
        announced_on: on(7, 11),
        announced_arrived: on(7, 11),
        closed: stage == 8,
        appeals: u32::from(back == 0 && stage == 7 && number.is_multiple_of(3)),
        ..Summary::default()
    }
}
