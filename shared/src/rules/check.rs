//! Whether a rule set makes sense: every fault at once, each with its place in the file.

mod route;

use std::collections::BTreeSet;

use super::{
    criteria::{CriterionGroup, Method, PerTask},
    fault::{CRITERIA_MAX, RULES_MAX, RuleFault, RuleProblem},
    limit::{Condition, FactKind, Limit, Test},
    name::{DocumentId, FactId, RuleId, Words},
    order,
    roll_up::RollUp,
    set::RuleSet,
};
use crate::{level::Level, points::Points};

/// What was found so far.
#[derive(Default)]
struct Found(Vec<RuleProblem>);

impl Found {
    fn add(&mut self, path: impl Into<String>, fault: RuleFault) {
        self.0.push(RuleProblem::at(path, fault));
    }

    /// The second and every later one of a name is a fault, at its own place.
    fn twice<'a, T: Ord + Clone + 'a>(
        &mut self,
        names: impl Iterator<Item = (String, &'a T)>,
        fault: impl Fn(T) -> RuleFault,
    ) {
        let mut seen = BTreeSet::new();
        for (path, name) in names {
            if !seen.insert(name) {
                self.add(format!("{path}.id"), fault(name.clone()));
            }
        }
    }
}

/// Items with their places: `groups[1]`, `groups[2]`…
fn places<'a, T>(list: &'static str, items: &'a [T]) -> impl Iterator<Item = (String, &'a T)> {
    items
        .iter()
        .enumerate()
        .map(move |(index, item)| (format!("{list}[{}]", index + 1), item))
}

const fn key(level: Level) -> &'static str {
    match level {
        Level::Excellent => "excellent",
        Level::Good => "good",
        Level::Completed => "completed",
        Level::NotCompleted => "not_completed",
    }
}

impl RuleSet {
    /// What is wrong with this rule set; nothing where it can be used.
    #[must_use]
    pub fn check(&self) -> Vec<RuleProblem> {
        let mut found = Found::default();
        self.check_texts(&mut found);
        self.check_names(&mut found);
        self.check_documents(&mut found);
        self.check_points(&mut found);
        self.check_work(&mut found);
        self.check_facts(&mut found);
        self.check_limits(&mut found);
        self.check_route(&mut found);
        self.check_calendar(&mut found);
        found.0
    }

    /// Every condition with its place and level.
    fn conditions(&self) -> impl Iterator<Item = (String, Level, &Condition)> {
        Level::ALL.into_iter().flat_map(|level| {
            let of_level = self.conditions.of(level).iter().enumerate();
            of_level.map(move |(index, condition)| {
                let path = format!("conditions.{}[{}]", key(level), index + 1);
                (path, level, condition)
            })
        })
    }

    /// Every criterion with its place.
    fn criteria_places(&self) -> impl Iterator<Item = (String, &super::Criterion)> {
        places("groups", &self.groups).flat_map(|(path, group)| {
            let criteria = group.criteria().iter().enumerate();
            criteria
                .map(move |(index, each)| (format!("{path}.method.criteria[{}]", index + 1), each))
        })
    }

    /// The names of conditions, ceilings and orders, with their places.
    fn rules(&self) -> impl Iterator<Item = (String, &RuleId)> {
        let conditions = self.conditions().map(|(path, _, each)| (path, &each.id));
        let ceilings = places("ceilings", &self.ceilings).map(|(path, each)| (path, &each.id));
        let orders = places("orders", &self.orders).map(|(path, each)| (path, &each.id));
        conditions.chain(ceilings).chain(orders)
    }

    fn check_texts(&self, found: &mut Found) {
        let mut text = |path: String, words: &Words| {
            for (language, text) in [("vi", &words.vi), ("en", &words.en)] {
                if text.trim().is_empty() {
                    found.add(format!("{path}.{language}"), RuleFault::Blank);
                }
            }
        };
        text("title".to_owned(), &self.title);
        for level in Level::ALL {
            text(format!("labels.{}", key(level)), self.labels.of(level));
        }
        for (path, document) in places("documents", &self.documents) {
            text(format!("{path}.title"), &document.title);
        }
        for (path, group) in places("groups", &self.groups) {
            text(format!("{path}.name"), &group.name);
        }
        for (path, criterion) in self.criteria_places() {
            text(format!("{path}.name"), &criterion.name);
        }
        for (path, _, condition) in self.conditions() {
            text(format!("{path}.text"), &condition.text);
        }
        for (path, ceiling) in places("ceilings", &self.ceilings) {
            text(format!("{path}.text"), &ceiling.text);
        }
        for (path, order) in places("orders", &self.orders) {
            text(format!("{path}.text"), &order.text);
        }
        for (path, fact) in places("facts", &self.facts) {
            text(format!("{path}.name"), &fact.name);
        }
    }

    fn check_names(&self, found: &mut Found) {
        let documents = places("documents", &self.documents);
        found.twice(
            documents.map(|(path, each)| (path, &each.id)),
            RuleFault::DocumentTwice,
        );
        let groups = places("groups", &self.groups);
        found.twice(
            groups.map(|(path, each)| (path, &each.id)),
            RuleFault::GroupTwice,
        );
        let criteria = self.criteria_places();
        found.twice(
            criteria.map(|(path, each)| (path, &each.id)),
            RuleFault::CriterionTwice,
        );
        found.twice(self.rules(), RuleFault::RuleTwice);
        let facts = places("facts", &self.facts);
        found.twice(
            facts.map(|(path, each)| (path, &each.id)),
            RuleFault::FactTwice,
        );
        let criteria = self.criteria().count();
        if criteria > CRITERIA_MAX {
            found.add("groups", RuleFault::TooManyCriteria(criteria));
        }
        let rules = self.rules().count();
        if rules > RULES_MAX {
            found.add("conditions", RuleFault::TooManyRules(rules));
        }
    }

    fn check_documents(&self, found: &mut Found) {
        let listed: BTreeSet<_> = self.documents.iter().map(|document| &document.id).collect();
        let mut named = |path: String, document: Option<&DocumentId>| {
            if let Some(document) = document.filter(|document| !listed.contains(document)) {
                let fault = RuleFault::DocumentUnknown(document.clone());
                found.add(format!("{path}.document"), fault);
            }
        };
        for (path, group) in places("groups", &self.groups) {
            named(path, group.document.as_ref());
        }
        for (path, _, condition) in self.conditions() {
            named(path, condition.document.as_ref());
        }
        for (path, ceiling) in places("ceilings", &self.ceilings) {
            named(path, ceiling.document.as_ref());
        }
        for (path, order) in places("orders", &self.orders) {
            named(path, order.document.as_ref());
        }
        if let Some(roll_up) = &self.roll_up {
            for (name, period) in [("quarter", &roll_up.quarter), ("year", &roll_up.year)] {
                let document = period.as_ref().and_then(|period| period.document.as_ref());
                named(format!("roll_up.{name}"), document);
            }
        }
    }

    fn check_points(&self, found: &mut Found) {
        for pair in Level::ALL[..3].windows(2) {
            if self.thresholds.of(pair[1]) >= self.thresholds.of(pair[0]) {
                let path = format!("thresholds.{}", key(pair[1]));
                found.add(path, RuleFault::Threshold(pair[1]));
            }
        }
        if self.thresholds.completed == Points::ZERO {
            found.add("thresholds.completed", RuleFault::ThresholdLowest);
        }
        let sum: i64 = self
            .groups
            .iter()
            .filter(|group| group.is_of_the_hundred())
            .map(|group| i64::from(group.max.hundredths()))
            .sum();
        if sum != i64::from(Points::MAX.hundredths()) {
            found.add("groups", RuleFault::Sum(sum));
        }
        for (path, group) in places("groups", &self.groups) {
            check_group(&path, group, found);
        }
    }

    fn check_work(&self, found: &mut Found) {
        let mut count = 0;
        let mut taken_over = Vec::new();
        for (path, group) in places("groups", &self.groups) {
            if !group.is_of_tasks() {
                continue;
            }
            count += 1;
            if let Method::Averages(averages) = &group.method
                && let Some(other) = &averages.takes_over
            {
                taken_over.push((format!("{path}.method.takes_over"), other));
            }
            if group.part == super::Part::General {
                let fault = RuleFault::WorkPart(group.id.clone());
                found.add(format!("{path}.part"), fault);
            }
        }
        if count != 1 {
            found.add("groups", RuleFault::WorkMethods(count));
        }
        for (path, group) in places("groups", &self.groups) {
            let is_taken_over = taken_over.iter().any(|(_, id)| **id == group.id);
            if group.only_unplanned && !is_taken_over {
                let fault = RuleFault::TakesOver(group.id.clone());
                found.add(format!("{path}.only_unplanned"), fault);
            }
        }
        for (path, id) in taken_over {
            let can_be = |group: &CriterionGroup| {
                group.id == *id
                    && group.only_unplanned
                    && matches!(group.method, Method::Scored { .. })
            };
            if !self.groups.iter().any(can_be) {
                found.add(path, RuleFault::TakenOver(id.clone()));
            }
        }
    }

    fn check_facts(&self, found: &mut Found) {
        let mut needs = |path: String, fact: &FactId, kind: FactKind| {
            let fault = match self.fact(fact.as_str()) {
                None => RuleFault::FactUnknown(fact.clone()),
                Some(known) if known.kind != kind => RuleFault::FactKind(fact.clone()),
                Some(_) => return,
            };
            found.add(path, fault);
        };
        for (path, group) in places("groups", &self.groups) {
            let Method::Averages(averages) = &group.method else {
                continue;
            };
            if let Some(leader) = &averages.leader {
                let of = |name: &str| format!("{path}.method.leader.{name}");
                needs(of("staff_results"), &leader.staff_results, FactKind::Share);
                needs(of("organising"), &leader.organising, FactKind::Percent);
                needs(of("uniting"), &leader.uniting, FactKind::Percent);
            }
        }
        for (path, _, condition) in self.conditions() {
            if let Test::FactIsNo { fact } = &condition.test {
                needs(format!("{path}.test.fact"), fact, FactKind::YesNo);
            }
        }
        for (path, ceiling) in places("ceilings", &self.ceilings) {
            let kind = match &ceiling.limit {
                Limit::Fact { .. } => FactKind::YesNo,
                Limit::ShareAbove { .. } | Limit::ShareBelow { .. } => FactKind::Share,
                Limit::NotAbove { .. } => FactKind::Level,
                Limit::TasksNotDoneAbove { .. } => continue,
            };
            if let Some(fact) = ceiling.limit.fact() {
                needs(format!("{path}.limit.fact"), fact, kind);
            }
        }
    }

    fn check_limits(&self, found: &mut Found) {
        if self.valid.to.is_some_and(|to| to < self.valid.from) {
            found.add("valid.to", RuleFault::Validity);
        }
        if let Some(roll_up) = &self.roll_up {
            check_roll_up(roll_up, found);
        }
        if self.cap.outstanding_rate < self.cap.rate {
            found.add("cap.outstanding_rate", RuleFault::CapRates);
        }
        for (path, level, condition) in self.conditions() {
            if condition.only_strict && level != Level::Completed {
                let fault = RuleFault::OnlyStrict(condition.id.clone());
                found.add(format!("{path}.only_strict"), fault);
            }
            let Test::CriterionAtLeast { criterion, points } = &condition.test else {
                continue;
            };
            match self.criterion_max(criterion.as_str()) {
                None => found.add(
                    format!("{path}.test.criterion"),
                    RuleFault::CriterionUnknown(criterion.clone()),
                ),
                Some(max) if *points > max => found.add(
                    format!("{path}.test.points"),
                    RuleFault::CriterionAsksMore(criterion.clone(), max),
                ),
                Some(_) => {}
            }
        }
        for (path, ceiling) in places("ceilings", &self.ceilings) {
            if ceiling.limit.max() == Some(Level::Excellent) {
                let fault = RuleFault::CeilingAtTop(ceiling.id.clone());
                found.add(format!("{path}.limit.max"), fault);
            }
        }
        if let Some(circle) = order::circle(&self.orders) {
            let names = circle.into_iter().map(|order| order.id.clone());
            found.add("orders", RuleFault::OrderCircle(names.collect()));
        }
    }
}

fn check_group(path: &str, group: &CriterionGroup, found: &mut Found) {
    if group.max == Points::ZERO {
        let fault = RuleFault::NoPoints(group.id.to_string());
        found.add(format!("{path}.max"), fault);
    }
    if let Method::PerTask(by_task) = &group.method {
        check_per_task(path, by_task, found);
    }
    let criteria = group.criteria();
    let sum: i64 = criteria
        .iter()
        .map(|criterion| i64::from(criterion.max.hundredths()))
        .sum();
    let must_add_up = group.is_of_the_hundred() && !group.is_of_tasks();
    if must_add_up && sum != i64::from(group.max.hundredths()) {
        found.add(
            format!("{path}.method.criteria"),
            RuleFault::GroupSum {
                group: group.id.clone(),
                found: sum,
                max: group.max,
            },
        );
    }
    for (index, criterion) in criteria.iter().enumerate() {
        if criterion.max == Points::ZERO {
            let path = format!("{path}.method.criteria[{}].max", index + 1);
            found.add(path, RuleFault::NoPoints(criterion.id.to_string()));
        }
    }
}

/// Weights that make a hundred; a table in which later is never better.
fn check_per_task(path: &str, by_task: &PerTask, found: &mut Found) {
    if by_task.progress.whole() + by_task.quality.whole() != 100 {
        found.add(format!("{path}.method.quality"), RuleFault::WeightsSum);
    }
    for (index, pair) in by_task.lateness.windows(2).enumerate() {
        if pair[1].days <= pair[0].days || pair[1].percent > pair[0].percent {
            let path = format!("{path}.method.lateness[{}]", index + 2);
            found.add(path, RuleFault::Lateness);
        }
    }
}

/// Months that a period has.
fn check_roll_up(roll_up: &RollUp, found: &mut Found) {
    if roll_up.flag_in_a_row == 0 {
        found.add("roll_up.flag_in_a_row", RuleFault::NumberRange);
    }
    let periods = [
        ("quarter", &roll_up.quarter, 3),
        ("year", &roll_up.year, 12),
    ];
    for (name, period, months) in periods {
        let Some(period) = period else { continue };
        let leave = period.leave.map_or(1, |leave| leave.months);
        for (key, count) in [
            ("fewest_months", period.fewest_months),
            ("leave.months", leave),
            ("excellent_months", period.excellent_months.unwrap_or(1)),
        ] {
            if !(1..=months).contains(&count) {
                found.add(format!("roll_up.{name}.{key}"), RuleFault::NumberRange);
            }
        }
    }
}
