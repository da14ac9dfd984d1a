use super::{fault::RuleProblem, read::read, set::RuleSet};

/// Why a file is no rule set: all that is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
pub struct RuleSetError(pub Vec<RuleProblem>);

impl RuleSet {
    /// Reads a rule set's file and checks it.
    ///
    /// # Errors
    /// All that cannot be read, and all that makes no sense, each with its place.
    pub fn from_toml(text: &str) -> Result<Self, RuleSetError> {
        read(text).map_err(RuleSetError)
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
}
