use std::collections::BTreeSet;

use super::{
    criteria::{CriterionGroup, Method},
    limit::{Condition, FactKind, Limit, Test},
    name::{CriterionId, DocumentId, FactId, GroupId, RuleId, Words},
    set::RuleSet,
};
use crate::{level::Level, points::Points, route::StepKind};

const CRITERIA_MAX: usize = 1000;
const RULES_MAX: usize = 200;

/// What is wrong with a rule set, for who wrote it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RuleFault {
    /// The validity ends before it begins.
    #[error("it is valid to a month before the one it is valid from")]
    Validity,
    /// A heading or wording is blank in one of the languages.
    #[error("a text of {0} is blank")]
    Blank(String),
    /// Two documents have one name.
    #[error("the document {0} is there twice")]
    DocumentTwice(DocumentId),
    /// Two groups have one name.
    #[error("the group {0} is there twice")]
    GroupTwice(GroupId),
    /// Two criteria have one name.
    #[error("the criterion {0} is there twice")]
    CriterionTwice(CriterionId),
    /// Two conditions or ceilings have one name.
    #[error("the rule {0} is there twice")]
    RuleTwice(RuleId),
    /// Two facts have one name.
    #[error("the fact {0} is there twice")]
    FactTwice(FactId),
    /// A document is named that the set does not list.
    #[error("the document {0} is named but not listed")]
    DocumentUnknown(DocumentId),
    /// A fact is named that the set does not list.
    #[error("the fact {0} is named but not listed")]
    FactUnknown(FactId),
    /// A fact is used as another kind of value than it has.
    #[error("the fact {0} is used as another kind of value")]
    FactKind(FactId),
    /// More criteria than a person can score.
    #[error("{0} criteria: more than {CRITERIA_MAX}")]
    TooManyCriteria(usize),
    /// More conditions and ceilings than a person can follow.
    #[error("{0} conditions and ceilings: more than {RULES_MAX}")]
    TooManyRules(usize),
    /// A threshold is not below the one of the level above.
    #[error("the threshold of {0:?} is not below that of the level above it")]
    Threshold(Level),
    /// A group's criteria do not add up to its points.
    #[error("the criteria of {0} do not add up to its points")]
    GroupSum(GroupId),
    /// The groups do not add up to a hundred points.
    #[error("the groups add up to {0} hundredths and not to 10000")]
    Sum(i32),
    /// A criterion or group that gives nothing.
    #[error("{0} gives no points")]
    NoPoints(String),
    /// More than one group takes its points from the averages, or none does.
    #[error("{0} groups are of the method of averages: one is needed")]
    AveragesCount(usize),
    /// The averages count in the general part, where each part is rounded once.
    #[error("the averages of {0} must count as results of work")]
    AveragesPart(GroupId),
    /// The group whose points are taken over is not one for unplanned tasks, or the reverse.
    #[error("the group {0} is for unplanned tasks, and no averages take over its points")]
    TakesOver(GroupId),
    /// Points that are taken over and cannot be.
    #[error("the points of {0} are taken over, but it is not a scored group for unplanned tasks")]
    TakenOver(GroupId),
    /// A condition for `only_strict` outside `Completed`.
    #[error("the condition {0} is only_strict, which is for Completed alone")]
    OnlyStrict(RuleId),
    /// A ceiling that holds nobody down.
    #[error("the ceiling {0} is at the highest level")]
    CeilingAtTop(RuleId),
    /// The rate for an outstanding organisation is below the one for everyone.
    #[error("the cap's outstanding rate is below its rate")]
    CapRates,
    /// No way of voting.
    #[error("there is no way of voting, though the route votes")]
    NoVoteMode,
    /// The route never decides, or never tells.
    #[error("the route has no step {0:?}")]
    RouteWithout(StepKind),
    /// A kind of step is there twice.
    #[error("the route has the step {0:?} twice")]
    StepTwice(StepKind),
    /// A step that must be taken may be passed over.
    #[error("the route's step {0:?} must not be optional")]
    StepOptional(StepKind),
    /// Steps in an order in which they cannot be taken.
    #[error("the route has {0:?} after {1:?}")]
    StepOrder(StepKind, StepKind),
    /// A day outside the month.
    #[error("the calendar's {0} is not a day of every month")]
    CalendarDay(&'static str),
    /// Days of the next month that go backwards.
    #[error("the calendar's report, decision and announcement go backwards")]
    CalendarOrder,
    /// A time limit of no days.
    #[error("the limit {0} is of no days")]
    NoDays(&'static str),
}

impl RuleSet {
    /// What is wrong with this rule set; nothing where it can be used.
    #[must_use]
    pub fn check(&self) -> Vec<RuleFault> {
        let mut faults = Vec::new();
        self.check_texts(&mut faults);
        self.check_names(&mut faults);
        self.check_points(&mut faults);
        self.check_facts(&mut faults);
        self.check_limits(&mut faults);
        self.check_route(&mut faults);
        self.check_calendar(&mut faults);
        faults
    }

    fn conditions(&self) -> impl Iterator<Item = (Level, &Condition)> {
        Level::ALL.into_iter().flat_map(|level| {
            self.conditions
                .of(level)
                .iter()
                .map(move |condition| (level, condition))
        })
    }

    fn check_texts(&self, faults: &mut Vec<RuleFault>) {
        let mut text = |words: &Words, of: &dyn ToString| {
            if words.vi.trim().is_empty() || words.en.trim().is_empty() {
                faults.push(RuleFault::Blank(of.to_string()));
            }
        };
        text(&self.title, &self.id);
        for level in Level::ALL {
            text(self.labels.of(level), &format!("{level:?}"));
        }
        self.documents
            .iter()
            .for_each(|document| text(&document.title, &document.id));
        self.groups
            .iter()
            .for_each(|group| text(&group.name, &group.id));
        self.criteria()
            .for_each(|criterion| text(&criterion.name, &criterion.id));
        self.conditions()
            .for_each(|(_, condition)| text(&condition.text, &condition.id));
        self.ceilings
            .iter()
            .for_each(|ceiling| text(&ceiling.text, &ceiling.id));
        self.facts
            .iter()
            .for_each(|fact| text(&fact.name, &fact.id));
    }

    fn check_names(&self, faults: &mut Vec<RuleFault>) {
        let rules = || {
            let conditions = self.conditions().map(|(_, condition)| &condition.id);
            conditions.chain(self.ceilings.iter().map(|ceiling| &ceiling.id))
        };
        let twice = repeated(self.documents.iter().map(|document| &document.id));
        faults.extend(twice.map(RuleFault::DocumentTwice));
        faults
            .extend(repeated(self.groups.iter().map(|group| &group.id)).map(RuleFault::GroupTwice));
        let twice = repeated(self.criteria().map(|criterion| &criterion.id));
        faults.extend(twice.map(RuleFault::CriterionTwice));
        faults.extend(repeated(rules()).map(RuleFault::RuleTwice));
        faults.extend(repeated(self.facts.iter().map(|fact| &fact.id)).map(RuleFault::FactTwice));

        let listed: BTreeSet<_> = self.documents.iter().map(|document| &document.id).collect();
        let named = self
            .groups
            .iter()
            .filter_map(|group| group.document.as_ref());
        let named = named.chain(
            self.conditions()
                .filter_map(|(_, each)| each.document.as_ref()),
        );
        let named = named.chain(
            self.ceilings
                .iter()
                .filter_map(|each| each.document.as_ref()),
        );
        let unknown: BTreeSet<_> = named
            .filter(|document| !listed.contains(document))
            .collect();
        faults.extend(unknown.into_iter().cloned().map(RuleFault::DocumentUnknown));

        let criteria = self.criteria().count();
        if criteria > CRITERIA_MAX {
            faults.push(RuleFault::TooManyCriteria(criteria));
        }
        let rules = rules().count();
        if rules > RULES_MAX {
            faults.push(RuleFault::TooManyRules(rules));
        }
    }

    fn check_points(&self, faults: &mut Vec<RuleFault>) {
        for pair in Level::ALL.windows(2) {
            if self.thresholds.of(pair[1]) >= self.thresholds.of(pair[0]) {
                faults.push(RuleFault::Threshold(pair[1]));
            }
        }
        let sum: i32 = self.groups.iter().map(|group| group.max.hundredths()).sum();
        if sum != Points::MAX.hundredths() {
            faults.push(RuleFault::Sum(sum));
        }
        for group in &self.groups {
            check_group(group, faults);
        }
        self.check_averages(faults);
    }

    fn check_averages(&self, faults: &mut Vec<RuleFault>) {
        let mut count = 0;
        let mut taken_over = BTreeSet::new();
        for group in &self.groups {
            let Method::Averages(averages) = &group.method else {
                continue;
            };
            count += 1;
            taken_over.extend(&averages.takes_over);
            if group.part == super::Part::General {
                faults.push(RuleFault::AveragesPart(group.id.clone()));
            }
        }
        if count != 1 {
            faults.push(RuleFault::AveragesCount(count));
        }
        for group in &self.groups {
            if group.only_unplanned && !taken_over.contains(&group.id) {
                faults.push(RuleFault::TakesOver(group.id.clone()));
            }
        }
        for id in taken_over {
            let can_be = |group: &CriterionGroup| {
                group.id == *id
                    && group.only_unplanned
                    && matches!(group.method, Method::Scored { .. })
            };
            if !self.groups.iter().any(can_be) {
                faults.push(RuleFault::TakenOver(id.clone()));
            }
        }
    }

    fn check_facts(&self, faults: &mut Vec<RuleFault>) {
        let mut needs = |fact: &FactId, kind: FactKind| match self.fact(fact.as_str()) {
            None => faults.push(RuleFault::FactUnknown(fact.clone())),
            Some(found) if found.kind != kind => faults.push(RuleFault::FactKind(fact.clone())),
            Some(_) => {}
        };
        for group in &self.groups {
            let Method::Averages(averages) = &group.method else {
                continue;
            };
            if let Some(leader) = &averages.leader {
                needs(&leader.staff_results, FactKind::Share);
                needs(&leader.organising, FactKind::Percent);
                needs(&leader.uniting, FactKind::Percent);
            }
        }
        for (_, condition) in self.conditions() {
            if let Test::FactIsNo { fact } = &condition.test {
                needs(fact, FactKind::YesNo);
            }
        }
        for ceiling in &self.ceilings {
            match &ceiling.limit {
                Limit::Fact { fact, .. } => needs(fact, FactKind::YesNo),
                Limit::ShareAbove { fact, .. } | Limit::ShareBelow { fact, .. } => {
                    needs(fact, FactKind::Share);
                }
                Limit::NotAbove { fact } => needs(fact, FactKind::Level),
                Limit::TasksNotDoneAbove { .. } => {}
            }
        }
    }

    fn check_limits(&self, faults: &mut Vec<RuleFault>) {
        if self.valid.to.is_some_and(|to| to < self.valid.from) {
            faults.push(RuleFault::Validity);
        }
        if self.cap.outstanding_rate < self.cap.rate {
            faults.push(RuleFault::CapRates);
        }
        for (level, condition) in self.conditions() {
            if condition.only_strict && level != Level::Completed {
                faults.push(RuleFault::OnlyStrict(condition.id.clone()));
            }
        }
        for ceiling in &self.ceilings {
            let max = match &ceiling.limit {
                Limit::Fact { max, .. }
                | Limit::TasksNotDoneAbove { max, .. }
                | Limit::ShareAbove { max, .. }
                | Limit::ShareBelow { max, .. } => Some(*max),
                Limit::NotAbove { .. } => None,
            };
            if max == Some(Level::Excellent) {
                faults.push(RuleFault::CeilingAtTop(ceiling.id.clone()));
            }
        }
    }

    fn check_route(&self, faults: &mut Vec<RuleFault>) {
        let steps = &self.route.steps;
        for (index, step) in steps.iter().enumerate() {
            if steps[..index]
                .iter()
                .any(|earlier| earlier.kind == step.kind)
            {
                faults.push(RuleFault::StepTwice(step.kind));
            }
        }
        for kind in [StepKind::Decide, StepKind::Announce] {
            match self.route.step(kind) {
                None => faults.push(RuleFault::RouteWithout(kind)),
                Some(step) if step.optional => faults.push(RuleFault::StepOptional(kind)),
                Some(_) => {}
            }
        }
        let after_decision = [StepKind::Decide, StepKind::Announce];
        let order = [
            StepKind::Score,
            StepKind::Propose,
            StepKind::Vote,
            StepKind::Submit,
            StepKind::Compile,
            StepKind::Decide,
            StepKind::Announce,
        ];
        let place = |kind| order.iter().position(|each| *each == kind);
        for pair in steps.windows(2) {
            let (before, after) = (pair[0].kind, pair[1].kind);
            let backwards = matches!((place(before), place(after)), (Some(b), Some(a)) if a < b);
            if backwards || (after_decision.contains(&before) && place(after).is_none()) {
                faults.push(RuleFault::StepOrder(after, before));
            }
        }
        if self.route.step(StepKind::Vote).is_some() && !self.votes.has_mode() {
            faults.push(RuleFault::NoVoteMode);
        }
    }

    fn check_calendar(&self, faults: &mut Vec<RuleFault>) {
        let calendar = &self.calendar;
        for (name, day) in [
            ("plan_day", calendar.plan_day),
            ("result_day", calendar.result_day),
            ("report_day", calendar.report_day),
            ("decision_day", calendar.decision_day),
            ("announcement_day", calendar.announcement_day),
        ] {
            if !(1..=28).contains(&day) {
                faults.push(RuleFault::CalendarDay(name));
            }
        }
        if calendar.report_day > calendar.decision_day
            || calendar.decision_day > calendar.announcement_day
        {
            faults.push(RuleFault::CalendarOrder);
        }
        for (name, days) in [
            ("held_days", calendar.held_days),
            ("appeal_days", u16::from(calendar.appeal_days)),
            (
                "answer_working_days",
                u16::from(calendar.answer_working_days),
            ),
        ] {
            if days == 0 {
                faults.push(RuleFault::NoDays(name));
            }
        }
    }
}

fn check_group(group: &CriterionGroup, faults: &mut Vec<RuleFault>) {
    if group.max == Points::ZERO {
        faults.push(RuleFault::NoPoints(group.id.to_string()));
    }
    let Method::Scored { criteria } = &group.method else {
        return;
    };
    let sum: i32 = criteria
        .iter()
        .map(|criterion| criterion.max.hundredths())
        .sum();
    if sum != group.max.hundredths() {
        faults.push(RuleFault::GroupSum(group.id.clone()));
    }
    let empty = criteria
        .iter()
        .filter(|criterion| criterion.max == Points::ZERO);
    faults.extend(empty.map(|criterion| RuleFault::NoPoints(criterion.id.to_string())));
}

/// Names that stand there more than once, each once.
fn repeated<'a, T: Ord + Clone + 'a>(
    names: impl Iterator<Item = &'a T>,
) -> impl Iterator<Item = T> {
    let mut seen = BTreeSet::new();
    let twice: BTreeSet<T> = names.filter(|name| !seen.insert(*name)).cloned().collect();
    twice.into_iter()
}
