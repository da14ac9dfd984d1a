//! What a file may have wrong with it: every fault is found, at its place, beside the others.

use super::read;
use crate::{
    level::Level,
    route::StepKind,
    rules::{RuleFault, RuleProblem, Wanted},
};

const OFFICIALS: &str = include_str!("../../../rules/cong-chuc-335.toml");
const MEMBERS: &str = include_str!("../../../rules/dang-vien-chi-bo-thon.toml");

/// A file in which the first of what is named is replaced.
fn changed(text: &str, changes: &[(&str, &str)]) -> String {
    changes.iter().fold(text.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "the file has no {from}");
        text.replacen(from, to, 1)
    })
}

fn problems(text: &str) -> Vec<RuleProblem> {
    read(text).err().unwrap_or_default()
}

/// Fails unless a change makes exactly this fault, at this place and in the line that was changed.
#[track_caller]
fn check(file: &str, from: &str, to: &str, path: &str, fault: &RuleFault) {
    let text = changed(file, &[(from, to)]);
    let found = problems(&text);
    let [only] = &found[..] else {
        panic!("one fault was made, found {found:#?}");
    };
    assert_eq!((only.path.as_str(), &only.fault), (path, fault), "{only}");
    assert!(only.line.is_some(), "{only}");
    let (vi, en) = (only.fault.sentence().vi, only.fault.sentence().en);
    assert!(vi.len() > 8 && en.len() > 8, "{vi} / {en}");
}

/// The line on which a text stands.
fn line_of(text: &str, part: &str) -> Option<usize> {
    text.lines()
        .position(|line| line.contains(part))
        .map(|at| at + 1)
}

fn order(id: &str, first: &str, then: &str) -> String {
    format!(
        "[[orders]]\nid = \"{id}\"\ntext = {{ vi = \"Thứ tự\", en = \"Order\" }}\nsource = \"set\"\nfirst = \"{first}\"\nthen = \"{then}\"\n\n"
    )
}

fn name<T: std::str::FromStr>(text: &str) -> T {
    text.parse().unwrap_or_else(|_| panic!("{text} is a name"))
}

#[test]
fn a_circle_of_orders_is_named_order_by_order() {
    let orders = order("a", "collective", "head") + &order("b", "head", "deputy");
    let whole = changed(MEMBERS, &[("[cap]", &(orders.clone() + "[cap]"))]);
    assert_eq!(problems(&whole), []);
    let circle = orders + &order("c", "deputy", "collective") + "[cap]";
    let fault = RuleFault::OrderCircle(["a", "b", "c"].map(name).to_vec());
    check(MEMBERS, "[cap]", &circle, "orders", &fault);
    let own = order("own", "head", "head") + "[cap]";
    let fault = RuleFault::OrderCircle(vec![name("own")]);
    check(MEMBERS, "[cap]", &own, "orders", &fault);
}

#[test]
fn between_thresholds_no_gap_and_no_overlap_can_stand() {
    check(
        OFFICIALS,
        "good = 70_00",
        "good = 90_00",
        "thresholds.good",
        &RuleFault::Threshold(Level::Good),
    );
    check(
        OFFICIALS,
        "good = 70_00",
        "good = { from = 70_00, to = 85_00 }",
        "thresholds.good",
        &RuleFault::ThresholdEdge,
    );
    check(
        OFFICIALS,
        "good = 70_00\n",
        "",
        "thresholds",
        &RuleFault::KeyMissing("good".to_owned()),
    );
    check(
        OFFICIALS,
        "completed = 50_00",
        "completed = 0",
        "thresholds.completed",
        &RuleFault::ThresholdLowest,
    );
}

#[test]
fn a_cap_above_a_hundred_percent_is_none() {
    for rate in ["101", "120", "300", "-1"] {
        check(
            OFFICIALS,
            "outstanding_rate = 25",
            &format!("outstanding_rate = {rate}"),
            "cap.outstanding_rate",
            &RuleFault::PercentRange,
        );
    }
    check(
        OFFICIALS,
        "rate = 20 ",
        "rate = 30 ",
        "cap.outstanding_rate",
        &RuleFault::CapRates,
    );
}

#[test]
fn an_unknown_criterion_cannot_be_asked_for() {
    let asks = |criterion: &str, points: &str| {
        format!(
            "test = {{ kind = \"criterion_at_least\", criterion = \"{criterion}\", points = {points} }}"
        )
    };
    let from = "test = { kind = \"exceeded_at_least\", percent = 30 }";
    let known = changed(OFFICIALS, &[(from, &asks("ethics", "5_00"))]);
    assert_eq!(problems(&known), []);
    check(
        OFFICIALS,
        from,
        &asks("ethic", "5_00"),
        "conditions.excellent[4].test.criterion",
        &RuleFault::CriterionUnknown(name("ethic")),
    );
    check(
        OFFICIALS,
        from,
        &asks("ethics", "5_01"),
        "conditions.excellent[4].test.points",
        &RuleFault::CriterionAsksMore(name("ethics"), 500.try_into().expect("points")),
    );
}

#[test]
fn names_stand_once_and_the_second_is_pointed_at() {
    check(
        OFFICIALS,
        "id = \"good_done\"",
        "id = \"excellent_done\"",
        "conditions.good[1].id",
        &RuleFault::RuleTwice(name("excellent_done")),
    );
    check(
        OFFICIALS,
        "id = \"discipline\"",
        "id = \"ethics\"",
        "groups[1].method.criteria[2].id",
        &RuleFault::CriterionTwice(name("ethics")),
    );
    check(
        OFFICIALS,
        "id = \"ct-06\"",
        "id = \"qd-366\"",
        "documents[3].id",
        &RuleFault::DocumentTwice(name("qd-366")),
    );
}

#[test]
fn nobody_scores_a_thousand_criteria() {
    let many: Vec<String> = (0..1000)
        .map(|n| {
            format!(
                "  {{ id = \"c{n}\", max = 1, name = {{ vi = \"Số {n}\", en = \"No {n}\" }} }},"
            )
        })
        .collect();
    let from = "  { id = \"renewal\", max = 10_00, name = { vi = \"Đổi mới, sáng tạo, dám nghĩ, dám làm, dám chịu trách nhiệm\", en = \"Renewal, daring to think, to act and to answer for it\" } },";
    check(
        OFFICIALS,
        from,
        &many.join("\n"),
        "groups",
        &RuleFault::TooManyCriteria(1004 + 2),
    );
}

#[test]
fn a_route_comes_to_its_end() {
    check(
        OFFICIALS,
        "[[route.steps]]\nkind = \"decide\"\nby = [\"head\"]\n",
        "[[route.steps]]\nkind = \"opine\"\nby = [\"head\"]\n",
        "route.steps",
        &RuleFault::RouteWithout(StepKind::Decide),
    );
    check(
        OFFICIALS,
        "kind = \"vote\"\nby = [\"head\", \"deputy\"]",
        "kind = \"vote\"",
        "route.steps[3]",
        &RuleFault::StepByNobody(StepKind::Vote),
    );
    check(
        MEMBERS,
        "kind = \"decide\"\nby = [\"decider\"]",
        "kind = \"decide\"\noptional = true\nby = [\"decider\"]",
        "route.steps[6].optional",
        &RuleFault::StepOptional(StepKind::Decide),
    );
    // Opinions may stand anywhere, and hide no step that goes backwards over them.
    let early = "kind = \"submit\"\nby = [\"secretary\"]\n\n[[route.steps]]\nkind = \"opine\"\nby = [\"secretary\"]\n\n[[route.steps]]\nkind = \"propose\"";
    let found = problems(&changed(MEMBERS, &[("kind = \"propose\"", early)]));
    let backwards = RuleFault::StepOrder(StepKind::Propose, StepKind::Submit);
    assert!(
        found
            .iter()
            .any(|each| each.path == "route.steps[4]" && each.fault == backwards)
    );
}

#[test]
fn points_add_up_to_a_hundred() {
    check(
        OFFICIALS,
        "max = 70_00",
        "max = 69_00",
        "groups",
        &RuleFault::Sum(9_900),
    );
    check(
        OFFICIALS,
        "id = \"ethics\", max = 5_00",
        "id = \"ethics\", max = 4_50",
        "groups[1].method.criteria",
        &RuleFault::GroupSum {
            group: name("conduct"),
            found: 950,
            max: 1000.try_into().expect("points"),
        },
    );
}

#[test]
fn a_fact_must_be_listed_and_of_its_kind() {
    check(
        OFFICIALS,
        "fact = \"disciplined\"",
        "fact = \"punished\"",
        "ceilings[1].limit.fact",
        &RuleFault::FactUnknown(name("punished")),
    );
    check(
        OFFICIALS,
        "fact = \"collective_level\"",
        "fact = \"disciplined\"",
        "ceilings[6].limit.fact",
        &RuleFault::FactKind(name("disciplined")),
    );
}

#[test]
fn points_for_unplanned_tasks_must_be_taken_over() {
    check(
        MEMBERS,
        "takes_over = \"unplanned\"\n",
        "",
        "groups[6].only_unplanned",
        &RuleFault::TakesOver(name("unplanned")),
    );
    let wrong = changed(
        MEMBERS,
        &[("takes_over = \"unplanned\"", "takes_over = \"study\"")],
    );
    let faults: Vec<_> = problems(&wrong)
        .into_iter()
        .map(|each| each.fault)
        .collect();
    assert!(
        faults.contains(&RuleFault::TakenOver(name("study"))),
        "{faults:?}"
    );
}

#[test]
fn what_cannot_be_read_is_said_where_it_is() {
    let choice = |given: &str, known: &[&str]| RuleFault::ChoiceUnknown {
        given: given.to_owned(),
        known: known.iter().map(|each| (*each).to_owned()).collect(),
    };
    check(
        OFFICIALS,
        "from = \"2026-01\"",
        "from = \"2026-13\"",
        "valid.from",
        &RuleFault::Date,
    );
    check(
        OFFICIALS,
        "track = \"official\"",
        "track = \"visitor\"",
        "track",
        &choice("visitor", &["official", "member"]),
    );
    check(
        OFFICIALS,
        "id = \"ethics\", max = 5_00",
        "id = \"ethics\", max = 5.5",
        "groups[1].method.criteria[1].max",
        &RuleFault::Kind(Wanted::Number),
    );
    check(
        OFFICIALS,
        "max = 70_00",
        "max = 700_00",
        "groups[4].max",
        &RuleFault::PointsRange,
    );
    check(
        OFFICIALS,
        "id = \"nd-335\"",
        "id = \"Nđ 335\"",
        "documents[1].id",
        &RuleFault::Name,
    );
    check(
        OFFICIALS,
        "by_hand = true",
        "by_hand = \"có\"",
        "votes.by_hand",
        &RuleFault::Kind(Wanted::YesNo),
    );
    check(
        OFFICIALS,
        "guidance = \"Tự",
        "note = \"Tự",
        "route.steps[1].note",
        &RuleFault::KeyUnknown {
            key: "note".to_owned(),
            known: ["kind", "by", "at", "optional", "guidance"]
                .map(str::to_owned)
                .to_vec(),
        },
    );
}

#[test]
fn a_file_that_is_no_toml_says_in_which_line() {
    let text = changed(OFFICIALS, &[("by_hand = true", "by_hand == true")]);
    let found = problems(&text);
    assert!(matches!(found[0].fault, RuleFault::Syntax(_)), "{found:?}");
    assert_eq!(found[0].line, line_of(&text, "by_hand == true"));
    let twice = changed(
        OFFICIALS,
        &[("by_hand = true", "by_hand = true\nby_hand = false")],
    );
    assert!(!problems(&twice).is_empty());
    assert!(!problems("").is_empty());
    assert!(!problems("\u{0}\u{feff}[[[").is_empty());
}

#[test]
fn many_faults_are_found_at_once_each_in_its_line() {
    let text = changed(
        OFFICIALS,
        &[
            ("strict_completed", "strict_complete"),
            ("good = 70_00", "good = 95_00"),
            (
                "id = \"readiness\", max = 2_50",
                "id = \"readiness\", max = \"nhiều\"",
            ),
            ("kind = \"every_task_done\"", "kind = \"every_task_kept\""),
            ("rate = 20 ", "rate = 120 "),
            ("plan_day = 5", "plan_day = 31"),
            ("appeal_days = 5", "appeal_days = \"năm\""),
            ("kind = \"announce\"", "kind = \"compile\""),
            (
                "text = { vi = \"Mọi nhiệm vụ đúng tiến độ\"",
                "text = { vi = \" \"",
            ),
        ],
    );
    let found = problems(&text);
    let places: Vec<(&str, Option<usize>)> = found
        .iter()
        .map(|each| (each.path.as_str(), each.line))
        .collect();
    for (path, part) in [
        ("thresholds.good", "good = 95_00"),
        ("groups[2].method.criteria[2].max", "\"nhiều\""),
        ("conditions.excellent[1].test.kind", "every_task_kept"),
        ("conditions.excellent[2].text.vi", "vi = \" \""),
        ("cap.rate", "rate = 120"),
        ("calendar.plan_day", "plan_day = 31"),
        ("calendar.appeal_days", "\"năm\""),
        ("route.steps[5]", "kind = \"compile\""),
        ("strict_complete", "strict_complete "),
    ] {
        let line = line_of(&text, part);
        let near = |found: &Option<usize>| {
            found
                .zip(line)
                .is_some_and(|(found, line)| found.abs_diff(line) <= 1)
        };
        assert!(
            places.iter().any(|(at, line)| *at == path && near(line)),
            "{path} in line {line:?} is not among {places:#?}"
        );
    }
    let said: Vec<String> = found.iter().map(ToString::to_string).collect();
    assert!(
        said.iter()
            .any(|line| line.contains("Không có mục nào tên là “strict_complete”"))
    );
    assert!(
        said.iter()
            .any(|line| line.contains("Thiếu mục “strict_completed”"))
    );
}

#[test]
fn a_file_of_nothing_but_faults_is_read_to_an_end() {
    let facts = "[[facts]]\nid = \"Ồ\"\nkind = \"giờ\"\n".repeat(2000);
    let found = problems(&(OFFICIALS.to_owned() + &facts));
    assert!(found.len() <= 202, "{}", found.len());
    assert!(found.iter().any(|each| each.fault == RuleFault::More));
}
