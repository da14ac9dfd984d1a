//! The system's grade: points, level, every rule that moved it, and what is missing.

use leptos::prelude::*;
use leptos_router::components::A;
use roviec_shared::{
    grade::{Grade, Missing, Reason},
    level::Level,
    points::Points,
    rules::{Part, RuleId, RuleSet},
};

use crate::level::{LevelChip, OutcomeChip, label};
use crate::month::Whose;
use crate::ui::{Card, Icon, Meter};
use crate::{locale, say, t};

fn shown(points: Points) -> String {
    locale::hundredths(points.hundredths().into())
}

/// Points, level and reasons, as far as they are known.
#[component]
pub fn GradeCard(
    /// Whose.
    whose: Whose,
) -> impl IntoView {
    let grade = Memo::new(move |_| whose.grade());
    let total = move || {
        grade.with(|grade| {
            let grade = grade.as_ref()?;
            Some(shown(grade.total.unwrap_or(grade.so_far)))
        })
    };
    let is_complete =
        Memo::new(move |_| grade.with(|grade| grade.as_ref().is_some_and(Grade::is_complete)));
    let level =
        Signal::derive(move || grade.with(|grade| grade.as_ref().and_then(|grade| grade.level)));
    let note = move || {
        if is_complete.get() {
            say!("grade.complete")
        } else {
            say!("grade.so_far")
        }
    };
    view! {
        <Card title=t!("grade.title") aside=move || view! {
            <A href=whose.here.href_of("why", &whose.person()) attr:class="text-link">{t!("why.title")}</A>
        }>
            <div class="grade-head">
                <div><p class="figure">{total}</p><p class="small soft">{note}</p></div>
                <LevelChip level provisional=true />
            </div>
            <Parts whose grade />
            <Reasons whose grade />
        </Card>
    }
}

/// The two parts of the hundred points as bars.
#[component]
fn Parts(whose: Whose, grade: Memo<Option<Grade>>) -> impl IntoView {
    let part = move |part: Part| {
        let (points, max) = (
            Memo::new(move |_| {
                grade.with(|grade| {
                    let grade = grade.as_ref()?;
                    let rules = whose.rules()?;
                    Some(sum(&rules, grade, part))
                })
            }),
            Memo::new(move |_| {
                let rules = whose.rules();
                rules.map_or(0, |rules| max_of(&rules, part))
            }),
        );
        let value = Signal::derive(move || points.get().unwrap_or_default());
        let words = Signal::derive(move || {
            let max = locale::hundredths(max.get().into());
            format!("{}/{max}", locale::hundredths(value.get().into()))
        });
        let label = match part {
            Part::General => t!("grade.general"),
            Part::Work => t!("grade.work"),
        };
        view! { <Meter label value max words /> }
    };
    view! { <div class="grid">{part(Part::General)}{part(Part::Work)}</div> }
}

fn max_of(rules: &RuleSet, part: Part) -> u32 {
    let of = rules
        .groups
        .iter()
        .filter(|group| group.part == part && !group.only_unplanned);
    let sum: i32 = of.map(|group| group.max.hundredths()).sum();
    // The points of unplanned tasks are taken over, so the part's sum stays what it is.
    let apart: i32 = rules
        .groups
        .iter()
        .filter(|group| group.part == part && group.only_unplanned)
        .map(|group| group.max.hundredths())
        .sum();
    u32::try_from(sum + apart).unwrap_or_default()
}

/// What a part comes to; while something of it is missing, what its known groups come to.
fn sum(rules: &RuleSet, grade: &Grade, part: Part) -> u32 {
    let known = match part {
        Part::General => grade.general,
        Part::Work => grade.work,
    };
    let so_far = || {
        let of_part = |id: &roviec_shared::rules::GroupId| {
            rules
                .groups
                .iter()
                .any(|group| group.id == *id && group.part == part)
        };
        let groups = grade.groups.iter().filter(|group| of_part(&group.group));
        groups
            .filter_map(|group| group.points)
            .map(Points::hundredths)
            .sum()
    };
    u32::try_from(known.map_or_else(so_far, Points::hundredths)).unwrap_or_default()
}

/// Every rule that moved the level, and what is missing, in sentences.
#[component]
pub fn Reasons(
    /// Whose.
    whose: Whose,
    /// Their grade.
    #[prop(into)]
    grade: Signal<Option<Grade>>,
) -> impl IntoView {
    let reasons = move || {
        let (rules, grade) = (whose.rules()?, grade.get()?);
        let items = grade.reasons.iter().map(|reason| {
            let icon = match reason {
                Reason::Points { .. } => Icon::Check,
                Reason::Condition { .. } | Reason::Ceiling { .. } => Icon::Warning,
            };
            view! { <li>{icon.view()}<span>{reason_words(&rules, &grade, reason)}</span></li> }
        });
        Some(view! { <ul class="reasons">{items.collect_view()}</ul> })
    };
    let missing = move || {
        let (rules, grade) = (whose.rules()?, grade.get()?);
        let products: Vec<String> = whose
            .with(|record| {
                let products = record
                    .live_tasks()
                    .map(|(_, task)| task.plan.product.clone());
                products.collect()
            })
            .unwrap_or_default();
        // A limit that nobody answered yet lowers nobody; it is named on the page of reasons.
        let blocking: Vec<&Missing> = grade
            .missing
            .iter()
            .filter(|missing| missing.blocks())
            .collect();
        if blocking.is_empty() {
            return None;
        }
        let items = blocking.into_iter().map(|missing| {
            view! { <li>{Icon::Info.view()}<span>{missing_words(&rules, &products, missing)}</span></li> }
        });
        Some(view! {
            <div class="stack-tight">
                <p class="strong">{say!("grade.missing")}</p>
                <ul class="reasons soft">{items.collect_view()}</ul>
            </div>
        })
    };
    view! { {reasons}{missing} }
}

fn rule_words(rules: &RuleSet, rule: &RuleId) -> String {
    let conditions = Level::ALL
        .into_iter()
        .flat_map(|level| rules.conditions.of(level));
    conditions
        .filter(|condition| condition.id == *rule)
        .map(|condition| locale::pick(&condition.text))
        .chain(
            rules
                .ceilings
                .iter()
                .filter(|ceiling| ceiling.id == *rule)
                .map(|ceiling| locale::pick(&ceiling.text)),
        )
        .next()
        .unwrap_or_else(|| rule.to_string())
}

/// A reason as a sentence.
pub(crate) fn reason_words(rules: &RuleSet, grade: &Grade, reason: &Reason) -> String {
    let name = |level| label(rules, level);
    reason_said(rules, reason, name, |reached| {
        say!(
            "grade.reason.points",
            points = shown(grade.total.unwrap_or(grade.so_far)),
            level = name(reached),
            from = shown(rules.thresholds.of(reached))
        )
    })
}

/// A reason as a sentence, with the names of levels and what is said of the points given.
pub(crate) fn reason_said(
    rules: &RuleSet,
    reason: &Reason,
    name: impl Fn(Level) -> String,
    points: impl Fn(Level) -> String,
) -> String {
    match reason {
        Reason::Points { reached } => points(*reached),
        Reason::Condition { level, rule } => say!(
            "grade.reason.condition",
            level = name(*level),
            rule = rule_words(rules, rule)
        ),
        Reason::Ceiling { rule, max } => say!(
            "grade.reason.ceiling",
            level = name(*max),
            rule = rule_words(rules, rule)
        ),
    }
}

/// What is not known, in words.
pub(super) fn missing_words(rules: &RuleSet, products: &[String], missing: &Missing) -> String {
    let fact = |id: &roviec_shared::rules::FactId| {
        let known = rules.fact(id.as_str());
        known.map_or_else(|| id.to_string(), |fact| locale::pick(&fact.name))
    };
    match missing {
        Missing::Criterion { criterion } => {
            let known = rules.criterion(criterion.as_str());
            let name =
                known.map_or_else(|| criterion.to_string(), |known| locale::pick(&known.name));
            say!("grade.missing.criterion", name = name)
        }
        Missing::NoTask => say!("grade.missing.no_task"),
        Missing::Result { task } => {
            let product = products.get(*task).cloned().unwrap_or_default();
            say!("grade.missing.result", product = product)
        }
        Missing::Fact { fact: id } => say!("grade.missing.fact", fact = fact(id)),
        Missing::Limit { fact: id } => say!("grade.missing.limit", fact = fact(id)),
    }
}

/// The levels side by side: self, system's, proposed, agreed, decided.
#[component]
pub fn Levels(
    /// Whose.
    whose: Whose,
) -> impl IntoView {
    let own = Signal::derive(move || {
        whose
            .with(|record| record.stage.score().and_then(|score| score.level))
            .flatten()
    });
    let system = Signal::derive(move || whose.grade().and_then(|grade| grade.level));
    let proposed = Signal::derive(move || {
        whose
            .with(|record| {
                record
                    .stage
                    .proposal()
                    .and_then(|proposal| proposal.outcome.clone())
            })
            .flatten()
    });
    let agreed = Signal::derive(move || {
        whose
            .with(|record| record.stage.vote().map(|vote| vote.outcome.clone()))
            .flatten()
    });
    let decided = Signal::derive(move || {
        whose
            .with(|record| {
                record
                    .decision()
                    .map(|decision| decision.decided.outcome.clone())
            })
            .flatten()
    });
    view! {
        <dl class="levels">
            <div><dt>{t!("levels.own")}</dt><dd><LevelChip level=own /></dd></div>
            <div><dt>{t!("levels.system")}</dt><dd><LevelChip level=system /></dd></div>
            <div><dt>{t!("levels.proposed")}</dt><dd><OutcomeChip outcome=proposed /></dd></div>
            <div><dt>{t!("levels.agreed")}</dt><dd><OutcomeChip outcome=agreed /></dd></div>
            <div><dt>{t!("levels.decided")}</dt><dd><OutcomeChip outcome=decided /></dd></div>
        </dl>
    }
}
