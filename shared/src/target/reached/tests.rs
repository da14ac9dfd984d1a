//! Edges, the order of bands, and sums.
#![allow(clippy::unwrap_used)]

use proptest::prelude::*;

use super::*;
use crate::{points::Quantity, target::TargetRead};

fn quantity(text: &str) -> Quantity {
    Quantity::parse(text).unwrap()
}

fn plan(planned: &str, counting: Counting) -> TargetPlan {
    TargetPlan {
        title: "Chỉ tiêu".to_owned(),
        measure: "xã".to_owned(),
        planned: quantity(planned),
        counting,
        from: "2025-10".parse().unwrap(),
        until: "2030-09".parse().unwrap(),
        document: "NQ".to_owned(),
        part_of: None,
    }
}

fn band(planned: &str, counting: Counting, value: &str) -> Band {
    Reached::of(&plan(planned, counting), quantity(value).thousandths()).band()
}

#[test]
fn a_band_begins_at_its_own_edge() {
    for (value, expected) in [
        ("0", Band::Below),
        ("49,995", Band::Below),
        ("49,999", Band::Below),
        ("50", Band::Half),
        ("69,999", Band::Half),
        ("70", Band::Most),
        ("99,999", Band::Most),
        ("100", Band::Met),
        ("250", Band::Met),
    ] {
        assert_eq!(band("100", Counting::Up, value), expected, "{value}");
    }
    // A third is no decimal: two of three are 66,66… %, and 3,5 of 7 exactly a half.
    assert_eq!(band("3", Counting::Up, "2"), Band::Half);
    assert_eq!(band("7", Counting::Up, "3,5"), Band::Half);
    assert_eq!(band("7", Counting::Up, "4,899"), Band::Half);
    assert_eq!(band("7", Counting::Up, "4,9"), Band::Most);
}

#[test]
fn where_less_is_better_the_way_down_counts() {
    let down = Counting::Down {
        start: quantity("12"),
    };
    for (value, expected) in [
        ("13", Band::Below),
        ("12", Band::Below),
        ("8,501", Band::Below),
        ("8,5", Band::Half),
        ("7,1", Band::Most),
        ("5,001", Band::Most),
        ("5", Band::Met),
        ("3", Band::Met),
    ] {
        assert_eq!(band("5", down, value), expected, "{value}");
    }
}

#[test]
fn what_is_shown_never_reaches_an_edge_that_is_not_reached() {
    let shown = |planned, value| {
        Reached::of(&plan(planned, Counting::Up), quantity(value).thousandths())
            .percent_hundredths()
    };
    assert_eq!(shown("1000000", "999999,999"), 9_999);
    assert_eq!(shown("3", "2"), 6_666);
    assert_eq!(shown("22", "22"), 10_000);
    assert_eq!(shown("100", "49,995"), 4_999);
}

fn at(unit: &str, number: u64) -> InBook {
    InBook {
        book: format!("{unit}/2026-10").parse().unwrap(),
        act: format!("S.{number}").parse().unwrap(),
    }
}

fn standing(plan: TargetPlan, reads: &[(&str, &str)]) -> Standing {
    Standing {
        by: "p1".parse().unwrap(),
        plan,
        readings: reads
            .iter()
            .map(|(day, value)| {
                let read = TargetRead {
                    act: "S.9".parse().unwrap(),
                    by: "p1".parse().unwrap(),
                    value: quantity(value),
                    source: "BC".to_owned(),
                };
                (day.parse().unwrap(), read)
            })
            .collect(),
        ended: None,
    }
}

#[test]
fn a_sum_adds_the_last_reading_of_each_part_in_its_measure() {
    let whole = at("huyen", 1);
    let part = |measure: &str, counting| TargetPlan {
        measure: measure.to_owned(),
        part_of: Some(whole.clone()),
        ..plan("3", counting)
    };
    let mut all = BTreeMap::from([
        (whole.clone(), standing(plan("10", Counting::Sum), &[])),
        (
            at("a", 2),
            standing(
                part("Xã ", Counting::Up),
                &[("2026-10-01", "1"), ("2026-10-20", "2")],
            ),
        ),
        (
            at("b", 3),
            standing(part("xã", Counting::Up), &[("2026-10-25", "3,5")]),
        ),
        (at("c", 4), standing(part("xã", Counting::Up), &[])),
        (
            at("d", 5),
            standing(part("thôn", Counting::Up), &[("2026-10-30", "9")]),
        ),
        (
            at("e", 6),
            standing(plan("3", Counting::Up), &[("2026-10-30", "9")]),
        ),
    ]);
    let found = sum(&all, &whole);
    assert_eq!((found.value, found.parts, found.read), (5_500, 3, 2));
    assert_eq!(found.day, "2026-10-25".parse().ok());
    let reached = found.reached(&all[&whole].plan).unwrap();
    assert_eq!(reached.band(), Band::Half);
    // A part that is a sum itself counts with its own parts; one that names itself ends.
    let below = TargetPlan {
        part_of: Some(at("c", 4)),
        ..plan("3", Counting::Up)
    };
    all.insert(at("c", 4), standing(part("xã", Counting::Sum), &[]));
    all.insert(at("c1", 7), standing(below, &[("2026-10-28", "1,5")]));
    assert_eq!(sum(&all, &whole).value, 7_000);
    let mut circle = part("xã", Counting::Sum);
    circle.part_of = Some(at("c", 4));
    all.insert(whole.clone(), standing(circle, &[]));
    assert_eq!(sum(&all, &whole).read, 3);
}

#[test]
fn nothing_read_is_no_band() {
    let whole = at("huyen", 1);
    let all = BTreeMap::from([(whole.clone(), standing(plan("10", Counting::Sum), &[]))]);
    assert_eq!(sum(&all, &whole).reached(&all[&whole].plan), None);
    assert_eq!(standing(plan("10", Counting::Up), &[]).reached(), None);
}

fn any_counting() -> impl Strategy<Value = (Quantity, Counting)> {
    let quantity = |n| Quantity::from_thousandths(n).unwrap();
    prop_oneof![
        (1..=1_000_000_000_u64).prop_map(move |planned| (quantity(planned), Counting::Up)),
        (0..1_000_000_000_u64, 1..=1_000_000_000_u64).prop_map(move |(planned, more)| {
            let start = quantity((planned + more).min(1_000_000_000));
            (quantity(planned), Counting::Down { start })
        }),
    ]
}

proptest! {
    #[test]
    fn a_better_reading_has_no_lower_band(
        (planned, counting) in any_counting(),
        one in 0..=1_000_000_000_u64,
        other in 0..=1_000_000_000_u64,
    ) {
        let plan = TargetPlan { planned, ..plan("1", counting) };
        let (less, more) = (one.min(other), one.max(other));
        let (less, more) = (Reached::of(&plan, less), Reached::of(&plan, more));
        let (worse, better) = if counting == Counting::Up { (less, more) } else { (more, less) };
        prop_assert!(worse.band() <= better.band());
        prop_assert!(worse.percent_hundredths() <= better.percent_hundredths());
        prop_assert_eq!(better.band() == Band::Met, better.percent_hundredths() >= 10_000);
    }

    #[test]
    fn what_is_planned_is_met_exactly((planned, counting) in any_counting()) {
        let plan = TargetPlan { planned, ..plan("1", counting) };
        let at = Reached::of(&plan, planned.thousandths());
        prop_assert_eq!(at.band(), Band::Met);
        prop_assert_eq!(at.percent_hundredths(), 10_000);
        let short = match counting {
            Counting::Down { .. } => planned.thousandths() + 1,
            _ => planned.thousandths() - 1,
        };
        prop_assert_eq!(Reached::of(&plan, short).is_at_least(100), false);
    }
}
