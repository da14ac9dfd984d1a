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

    /// The file that says this: the one that comes with the program, with its remarks, where it is that
    /// set; otherwise a new one.
    ///
    /// # Errors
    /// Where it cannot be written as TOML; a test writes every shipped one.
    pub fn to_toml(&self) -> Result<String, toml::ser::Error> {
        let shipped = SHIPPED
            .into_iter()
            .find(|text| RuleSet::from_toml(text).as_ref() == Ok(self));
        shipped.map_or_else(|| toml::to_string(self), |text| Ok(text.to_owned()))
    }
}

const SHIPPED: [&str; 21] = [
    include_str!("../../rules/cong-chuc-335.toml"),
    include_str!("../../rules/dang-vien-chi-bo-co-so.toml"),
    include_str!("../../rules/dang-vien-chi-bo-co-so-2.toml"),
    include_str!("../../rules/dang-vien-chi-bo-thon.toml"),
    include_str!("../../rules/dang-vien-chi-bo-thon-2.toml"),
    include_str!("../../rules/dang-vien-co-quan.toml"),
    include_str!("../../rules/dang-vien-co-quan-truc-thuoc.toml"),
    include_str!("../../rules/don-vi-abcd.toml"),
    include_str!("../../rules/nganh-doc.toml"),
    include_str!("../../rules/nguoi-dung-dau-335.toml"),
    include_str!("../../rules/nguoi-dung-dau-hai-cap.toml"),
    include_str!("../../rules/tap-the-366.toml"),
    include_str!("../../rules/tap-the-cap-tren.toml"),
    include_str!("../../rules/vien-chuc-233.toml"),
    include_str!("../../rules/yen-binh-can-bo.toml"),
    include_str!("../../rules/yen-binh-dang-vien.toml"),
    include_str!("../../rules/yen-binh-nguoi-dung-dau.toml"),
    include_str!("../../rules/yen-binh-nguoi-dung-dau-2.toml"),
    include_str!("../../rules/yen-binh-nguoi-dung-dau-3.toml"),
    include_str!("../../rules/yen-binh-thong-nhat-can-bo.toml"),
    include_str!("../../rules/yen-binh-thong-nhat-dang-vien.toml"),
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
    use crate::{organisation::Track, rules::Subject};

    #[test]
    fn every_shipped_rule_set_makes_sense() {
        for text in SHIPPED {
            let set = RuleSet::from_toml(text).unwrap_or_else(|wrong| panic!("{wrong}"));
            assert_eq!(set.check(), []);
        }
    }

    #[test]
    fn every_shipped_rule_set_names_its_documents() {
        for set in shipped() {
            assert!(!set.documents.is_empty(), "{}", set.id);
            assert!(!set.note.vi.trim().is_empty(), "{}", set.id);
        }
    }

    #[test]
    fn there_are_rules_for_everyone_who_is_rated() {
        let sets = shipped();
        let has = |is: &dyn Fn(&RuleSet) -> bool| sets.iter().any(is);
        assert!(has(&|set| set.subject == Subject::Collective));
        assert!(has(
            &|set| set.track == Track::Official && set.cap.rate.whole() == 40
        ));
        assert!(has(
            &|set| set.track == Track::Member && set.subject == Subject::Person
        ));
        for source in ["nd-335", "nd-233", "qd-366", "ct-06", "hd-2021", "qt-2022"] {
            let names = |set: &RuleSet| set.documents.iter().any(|each| each.id.as_str() == source);
            assert!(has(&names), "no rule set rests on {source}");
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
    fn the_file_of_a_set_says_what_it_says_and_keeps_the_remarks_of_a_shipped_one() {
        for set in shipped() {
            let file = set.to_toml().expect("it is written");
            assert!(SHIPPED.contains(&file.as_str()), "{}", set.id);
            let other = RuleSet {
                version: 7,
                ..set.clone()
            };
            let file = other.to_toml().expect("it is written");
            assert_eq!(RuleSet::from_toml(&file), Ok(other));
        }
    }

    #[test]
    fn a_template_says_so_and_ends_the_month_before_the_newer_rules_begin() {
        let book: crate::rules::RuleBook = shipped().into_iter().collect();
        let version = |id: &str, version| {
            let id = id.parse().expect("an id");
            book.get(&id, version).expect("a shipped rule set")
        };
        for (template, newer) in [
            ("yen-binh-can-bo", "cong-chuc-335"),
            ("yen-binh-dang-vien", "dang-vien-chi-bo-thon"),
            ("yen-binh-thong-nhat-can-bo", "cong-chuc-335"),
            ("yen-binh-thong-nhat-dang-vien", "dang-vien-co-quan"),
        ] {
            let (template, newer) = (version(template, 1), version(newer, 1));
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
