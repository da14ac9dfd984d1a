//! How far each unit is to get in the month under way, so that every stage is there to be looked at.

mod two_tier;

use crate::demo::{
    chance::Chance,
    district::{DISTRICT, Ratings, Staff},
};

/// How far a unit gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// The server has opened the month; nothing else.
    Opened,
    /// Tasks are given.
    Planned,
    /// Some results are reported.
    Reporting,
    /// Most results and self-scores are in: right before the meeting.
    Scored,
    /// The meeting is under way.
    Meeting,
    /// The report is sent; in an agency: everyone is voted on.
    Submitted,
    /// The committee has received it.
    Received,
    /// The committee has concluded.
    Concluded,
    /// It is decided.
    Decided,
    /// It is announced.
    Announced,
}

/// Received, and sent back.
pub const RETURNED: [&str; 3] = ["dai-dong.hong-bang", "cam-an.thon-2", "tt-thac-ba.to-3"];

/// The cells of Đại Đồng, each for something to be seen there.
const DAI_DONG: [(&str, Reach); 14] = [
    ("dai-dong.co-quan", Reach::Received),
    ("dai-dong.truong", Reach::Submitted),
    ("dai-dong.tram-y-te", Reach::Received),
    ("dai-dong.huong-ly", Reach::Scored),
    ("dai-dong.lang-dat", Reach::Received),
    ("dai-dong.hong-bang", Reach::Received),
    ("dai-dong.cau-mo", Reach::Meeting),
    ("dai-dong.chop-du", Reach::Planned),
    ("dai-dong.dong-tam", Reach::Submitted),
    ("dai-dong.goc-quan", Reach::Submitted),
    ("dai-dong.khe-nhan", Reach::Reporting),
    ("dai-dong.tan-lap", Reach::Received),
    ("dai-dong.minh-khai", Reach::Opened),
    ("dai-dong.ngoi-sen", Reach::Scored),
];

/// How far a unit is to get.
pub fn reach(seed: u64, staff: &Staff) -> Reach {
    let unit = staff.unit.as_str();
    if let Some(reach) = two_tier::reach(unit) {
        return reach;
    }
    let mut chance = Chance::of(seed, &["reach", unit]);
    match staff.ratings {
        Ratings::Heads => Reach::Scored,
        Ratings::Officials => match unit {
            "phong-noi-vu" | "truong-dai-dong" => Reach::Scored,
            "dai-dong" => Reach::Submitted,
            DISTRICT => Reach::Scored,
            _ => *chance.pick(&[
                Reach::Planned,
                Reach::Reporting,
                Reach::Scored,
                Reach::Scored,
                Reach::Meeting,
                Reach::Submitted,
                Reach::Decided,
                Reach::Announced,
                Reach::Announced,
            ]),
        },
        Ratings::OwnMembers => *chance.pick(&[
            Reach::Scored,
            Reach::Meeting,
            Reach::Submitted,
            Reach::Announced,
        ]),
        Ratings::Members => {
            if let Some((_, reach)) = DAI_DONG.iter().find(|(id, _)| *id == unit) {
                return *reach;
            }
            if RETURNED.contains(&unit) {
                return Reach::Received;
            }
            let commune = unit.split_once('.').map_or(unit, |(commune, _)| commune);
            *chance.pick(of_commune(commune))
        }
    }
}

/// What the cells of a commune may have reached.
fn of_commune(commune: &str) -> &'static [Reach] {
    match commune {
        "vinh-kien" | "bao-ai" | "tan-huong" | "dai-minh" => &[Reach::Announced],
        "han-da" | "bach-ha" => &[Reach::Decided],
        "phu-thinh" => &[Reach::Concluded],
        "cam-an" | "cam-nhan" | "tt-thac-ba" => &[
            Reach::Received,
            Reach::Received,
            Reach::Received,
            Reach::Submitted,
            Reach::Meeting,
        ],
        "mong-son" | "my-gia" | "ngoc-chan" | "xuan-lai" | "phuc-ninh" => &[
            Reach::Planned,
            Reach::Reporting,
            Reach::Reporting,
            Reach::Scored,
        ],
        "phuc-an" | "yen-binh" | "yen-thanh" => &[Reach::Opened, Reach::Planned, Reach::Planned],
        _ => &[
            Reach::Scored,
            Reach::Scored,
            Reach::Meeting,
            Reach::Submitted,
            Reach::Submitted,
            Reach::Received,
        ],
    }
}

/// Where a member keeps to an objection that is not answered yet, and where one is answered.
pub const APPEALS: [(&str, bool); 2] = [("vinh-kien.thon-1", false), ("bao-ai.thon-1", true)];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::places::PLACES;

    #[test]
    fn every_commune_that_is_named_is_there() {
        let known = |id: &str| PLACES.iter().any(|place| id.starts_with(place.id));
        for id in RETURNED.iter().chain(APPEALS.iter().map(|(id, _)| id)) {
            assert!(known(id), "{id}");
        }
    }
}
