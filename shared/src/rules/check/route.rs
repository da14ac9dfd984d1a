//! A route that can be taken to its end, and days that go forwards.

use super::Found;
use crate::{
    route::StepKind,
    rules::{
        fault::{RuleFault, STEPS_MAX, step_path},
        set::RuleSet,
    },
};

/// The order in which steps can be taken; opinions may be asked for anywhere before the decision.
const ORDER: [StepKind; 8] = [
    StepKind::Score,
    StepKind::GroupVote,
    StepKind::Propose,
    StepKind::Vote,
    StepKind::Submit,
    StepKind::Compile,
    StepKind::Decide,
    StepKind::Announce,
];

impl RuleSet {
    pub(super) fn check_route(&self, found: &mut Found) {
        let steps = &self.route.steps;
        if steps.len() > STEPS_MAX {
            found.add("route.steps", RuleFault::TooManySteps(steps.len()));
            return;
        }
        for (index, step) in steps.iter().enumerate() {
            let path = format!("route.steps[{}]", index + 1);
            if steps[..index]
                .iter()
                .any(|earlier| earlier.kind == step.kind)
            {
                found.add(format!("{path}.kind"), RuleFault::StepTwice(step.kind));
            }
            if step.by.is_empty() && step.kind != StepKind::Score {
                found.add(path, RuleFault::StepByNobody(step.kind));
            }
        }
        for kind in [StepKind::Decide, StepKind::Announce] {
            let path = step_path(&self.route, kind);
            match self.route.step(kind) {
                None => found.add(path, RuleFault::RouteWithout(kind)),
                Some(step) if step.optional => {
                    found.add(format!("{path}.optional"), RuleFault::StepOptional(kind));
                }
                Some(_) => {}
            }
        }
        self.check_step_order(found);
        let is_voted = [StepKind::GroupVote, StepKind::Vote]
            .into_iter()
            .any(|kind| self.route.step(kind).is_some());
        if is_voted && !self.votes.has_mode() {
            found.add("votes", RuleFault::NoVoteMode);
        }
    }

    fn check_step_order(&self, found: &mut Found) {
        let place = |kind| ORDER.iter().position(|each| *each == kind);
        let steps = &self.route.steps;
        for (index, step) in steps.iter().enumerate() {
            let cannot_follow = |before: &StepKind| match (place(*before), place(step.kind)) {
                (Some(before), Some(own)) => own < before,
                _ => matches!(before, StepKind::Decide | StepKind::Announce),
            };
            let earlier = steps[..index].iter().map(|step| step.kind);
            if let Some(before) = earlier.rev().find(cannot_follow) {
                let path = format!("route.steps[{}]", index + 1);
                found.add(path, RuleFault::StepOrder(step.kind, before));
            }
        }
    }

    pub(super) fn check_calendar(&self, found: &mut Found) {
        let calendar = &self.calendar;
        for (name, day) in [
            ("plan_day", calendar.plan_day),
            ("result_day", calendar.result_day),
            ("report_day", calendar.report_day),
            ("decision_day", calendar.decision_day),
            ("announcement_day", calendar.announcement_day),
        ] {
            if !(1..=28).contains(&day) {
                found.add(format!("calendar.{name}"), RuleFault::CalendarDay);
            }
        }
        if calendar.report_day > calendar.decision_day
            || calendar.decision_day > calendar.announcement_day
        {
            found.add("calendar", RuleFault::CalendarOrder);
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
                found.add(format!("calendar.{name}"), RuleFault::NoDays);
            }
        }
    }
}
