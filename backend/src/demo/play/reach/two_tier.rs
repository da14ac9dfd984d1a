//! How far the units of the province of two tiers get.

use super::Reach;

/// Each for something to be seen there.
const UNITS: [(&str, Reach); 16] = [
    ("chi-bo-khe-ngang", Reach::Scored),
    ("chi-bo-dong-tam", Reach::Announced),
    ("chi-bo-lang-moi", Reach::Meeting),
    ("chi-bo-cau-go", Reach::Decided),
    ("chi-bo-ban-lom", Reach::Planned),
    ("chi-bo-doi-che", Reach::Submitted),
    ("chi-bo-ngoi-lau", Reach::Announced),
    ("chi-bo-tan-tien", Reach::Reporting),
    ("chi-bo-co-quan-dang-dong-son", Reach::Scored),
    ("chi-bo-tram-y-te-dong-son", Reach::Opened),
    // Nobody is rated in the organisation's own book: its committee concludes there.
    ("dang-bo-ubnd-dong-son", Reach::Opened),
    ("dang-bo-ubnd-dong-son.van-phong", Reach::Received),
    ("dang-bo-ubnd-dong-son.kinh-te", Reach::Received),
    ("dang-bo-ubnd-dong-son.van-hoa", Reach::Submitted),
    ("phong-kinh-te-dong-son", Reach::Scored),
    ("tt-hanh-chinh-cong-dong-son", Reach::Submitted),
];

/// How far a unit is to get; none for those that chance decides on.
pub fn reach(unit: &str) -> Option<Reach> {
    let found = UNITS.iter().find(|(id, _)| *id == unit);
    found.map(|(_, reach)| *reach)
}
