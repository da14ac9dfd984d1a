use super::{check::RuleFault, set::RuleSet};

/// Why a file is no rule set.
#[derive(Debug, thiserror::Error)]
pub enum RuleSetError {
    /// Not TOML, a field that is missing or unknown, or a value out of its range.
    #[error("the file cannot be read: {0}")]
    Unreadable(#[from] toml::de::Error),
    /// It can be read and makes no sense.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
    Faults(Vec<RuleFault>),
}

impl RuleSet {
    /// Reads a rule set's file and checks it.
    ///
    /// # Errors
    /// The text cannot be read, or the set makes no sense.
    pub fn from_toml(text: &str) -> Result<Self, RuleSetError> {
        let set: Self = toml::from_str(text)?;
        let faults = set.check();
        if faults.is_empty() {
            Ok(set)
        } else {
            Err(RuleSetError::Faults(faults))
        }
    }
}

const SHIPPED: [&str; 5] = [
    include_str!("../../rules/cong-chuc-335.toml"),
    include_str!("../../rules/dang-vien-chi-bo-thon.toml"),
    include_str!("../../rules/yen-binh-can-bo.toml"),
    include_str!("../../rules/yen-binh-dang-vien.toml"),
    include_str!("../../rules/yen-binh-nguoi-dung-dau.toml"),
];

/// The rule sets that come with the program.
#[must_use]
pub fn shipped() -> Vec<RuleSet> {
    let read = |text| RuleSet::from_toml(text).expect("a test reads every shipped rule set");
    SHIPPED.into_iter().map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(file: usize, from: &str, to: &str) -> Vec<RuleFault> {
        assert!(SHIPPED[file].contains(from), "the file has no {from}");
        match RuleSet::from_toml(&SHIPPED[file].replacen(from, to, 1)) {
            Err(RuleSetError::Faults(faults)) => faults,
            other => panic!("expected faults, found {other:?}"),
        }
    }

    #[test]
    fn every_shipped_rule_set_makes_sense() {
        for text in SHIPPED {
            let set = RuleSet::from_toml(text).unwrap_or_else(|wrong| panic!("{wrong}"));
            assert_eq!(set.check(), []);
        }
    }

    #[test]
    fn a_rule_set_survives_the_way_to_the_device() {
        for set in shipped() {
            let json = serde_json::to_string(&set).expect("a rule set is written");
            assert_eq!(serde_json::from_str::<RuleSet>(&json).ok(), Some(set));
        }
    }

    #[test]
    fn a_template_says_so_and_ends_the_month_before_the_newer_rules_begin() {
        let book: crate::rules::RuleBook = shipped().into_iter().collect();
        let newest = |id: &str| {
            let id = id.parse().expect("an id");
            book.newest(&id).expect("a shipped rule set")
        };
        for (template, newer) in [
            ("yen-binh-can-bo", "cong-chuc-335"),
            ("yen-binh-dang-vien", "dang-vien-chi-bo-thon"),
        ] {
            let (template, newer) = (newest(template), newest(newer));
            assert!(template.note.vi.starts_with("Mẫu."), "{}", template.id);
            let last = template.valid.to.expect("a template ends");
            assert_eq!(last.next(), newer.valid.from, "{}", template.id);
        }
    }

    #[test]
    fn setting_an_example_is_a_criterion_of_its_own_for_heads() {
        let heads = shipped()
            .into_iter()
            .find(|set| set.id.as_str() == "yen-binh-nguoi-dung-dau")
            .expect("the rule set of heads is shipped");
        assert!(heads.criterion("example").is_some());
    }

    #[test]
    fn thresholds_must_go_down() {
        assert_eq!(
            faults(0, "good = 70_00", "good = 90_00"),
            [RuleFault::Threshold(crate::level::Level::Good)]
        );
    }

    #[test]
    fn a_name_stands_once() {
        let twice = faults(1, "id = \"good_done\"", "id = \"excellent_done\"");
        assert!(
            matches!(&twice[..], [RuleFault::RuleTwice(id)] if id.as_str() == "excellent_done")
        );
    }

    #[test]
    fn points_add_up_to_a_hundred() {
        let sum = faults(0, "max = 70_00", "max = 69_00");
        assert_eq!(sum, [RuleFault::Sum(9_900)]);
    }

    #[test]
    fn a_fact_must_be_listed_and_of_its_kind() {
        let unknown = faults(0, "fact = \"disciplined\"", "fact = \"punished\"");
        assert!(matches!(&unknown[..], [RuleFault::FactUnknown(_)]));
        let other = faults(0, "fact = \"collective_level\"", "fact = \"disciplined\"");
        assert!(matches!(&other[..], [RuleFault::FactKind(_)]));
    }

    #[test]
    fn a_route_must_decide() {
        let undecided = faults(0, "kind = \"decide\"", "kind = \"opine\"");
        assert!(undecided.contains(&RuleFault::RouteWithout(crate::route::StepKind::Decide)));
    }

    #[test]
    fn points_for_unplanned_tasks_must_be_taken_over() {
        let lost = faults(1, "takes_over = \"unplanned\"\n", "");
        assert!(matches!(&lost[..], [RuleFault::TakesOver(_)]));
        let wrong = faults(1, "takes_over = \"unplanned\"", "takes_over = \"study\"");
        assert!(
            wrong
                .iter()
                .any(|fault| matches!(fault, RuleFault::TakenOver(_)))
        );
    }

    #[test]
    fn what_cannot_be_a_rule_set_is_not_read() {
        for (from, to) in [
            ("rate = 20 ", "rate = 120 "),
            ("from = \"2026-01\"", "from = \"2026-13\""),
            ("track = \"official\"", "track = \"visitor\""),
            ("strict_completed", "strict_complete"),
            ("kind = \"averages\"", "kind = \"formula\""),
            ("max = 70_00", "max = 70.5"),
        ] {
            let text = SHIPPED[0].replacen(from, to, 1);
            assert_ne!(text, SHIPPED[0], "the file has no {from}");
            assert!(
                matches!(RuleSet::from_toml(&text), Err(RuleSetError::Unreadable(_))),
                "{to} was read"
            );
        }
    }
}
