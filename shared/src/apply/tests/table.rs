//! What the table says of each person, and what it must not say.

use super::{by, check, deeds, month::At};
use crate::{
    level::{Level, Outcome},
    refusal::Refusal,
};

#[test]
fn a_table_has_the_points_of_each() {
    let month = check(At::Sealed, [by("sec", deeds::submit())], Ok(()));
    let rows = &month.shown().submissions[0].rows;
    let an = &rows[&super::month::id("an")];
    assert_eq!(an.general, Some(deeds::points("29")));
    assert_eq!(an.work, Some(deeds::points("70")));
    assert_eq!(an.total, Some(deeds::points("99")));
    assert_eq!(an.system, Some(Level::Good));
}

#[test]
fn who_has_no_task_has_no_points_of_work_and_not_0() {
    let month = check(
        At::Opened,
        [
            by("an", deeds::score("an")),
            by(
                "sec",
                deeds::proposed("an", Some(Outcome::Level(Level::Good)), ""),
            ),
        ],
        Err(Refusal::ReasonMissing),
    );
    let said = deeds::proposed("an", Some(Outcome::Level(Level::Good)), "Mới chuyển đến");
    let month = super::check_in(month, [by("sec", said)], Ok(()));
    let record = month.record("an");
    let rules = month.play.rules.of(&record.enrolled).expect("shipped");
    let row = crate::book::grading::row(rules, month.shown(), record).expect("a level is proposed");
    assert_eq!((row.work, row.total, row.system), (None, None, None));
    assert_eq!(row.general, Some(deeds::points("29")));
    let written = serde_json::to_value(&row).expect("a row is written");
    assert_eq!(written.get("total"), None);
}
