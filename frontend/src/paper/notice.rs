//! One page for one person: their level, why, and what they can do, for who has no phone.

use leptos::prelude::*;
use roviec_shared::{
    grade::Grade,
    rules::{Part, RuleSet},
};

use super::PaperPage;
use super::dates::{day_words, month_words};
use super::issuer::{Issuer, paper_head};
use super::minutes::agreed_words;
use super::parts::for_the_unit;
use crate::form::quantity;
use crate::month::{Here, Whose};
use crate::plan::{day, person_of_path};
use crate::report::points;
use crate::sheet::reason_words;
use crate::{key, locale, say, t};

/// The page.
pub fn notice(here: Here) -> AnyView {
    let person = person_of_path();
    let back = untrack(|| person.get()).map_or_else(
        || here.href("results"),
        |person| here.href_of("why", &person),
    );
    view! {
        <PaperPage here title=t!("paper.notice.title") back back_words=t!("why.title")>
            {move || person.get().and_then(|person| sheet(here, Whose::new(here, person)))}
        </PaperPage>
    }
    .into_any()
}

fn sheet(here: Here, whose: Whose) -> Option<impl IntoView> {
    let (grade, rules) = (whose.grade()?, whose.rules()?);
    let month = here.id().month;
    let record = whose.with(Clone::clone)?;
    let decision = record.decision().cloned();
    let told = record.stage.announcement().cloned();
    let is_draft = told.is_none();
    let dated = told
        .as_ref()
        .map_or_else(|| here.store.today.get(), |told| told.day);
    let outcome = decision
        .as_ref()
        .map(|decision| decision.decided.outcome.clone());
    let outcome = outcome.or_else(|| record.stage.vote().map(|vote| vote.outcome.clone()));
    let level = match &outcome {
        Some(outcome) => agreed_words(here, outcome),
        None => say!("paper.notice.undecided"),
    };
    let by = decision.as_ref().map(|decision| {
        say!(
            "paper.notice.by",
            document = decision.document,
            day = day_words(decision.day)
        )
    });
    let rights = told.map(|told| {
        let last = rules.calendar.appeal_due(told.day);
        say!(
            Issuer::of(here).words(
                key!("paper.notice.rights"),
                key!("paper.notice.rights.agency")
            ),
            day = day(last),
            above = crate::report::committee_name(here)
        )
    });
    let proposal = record.stage.proposal().cloned().unwrap_or_default();
    let said = [
        (say!("proposal.strengths"), proposal.strengths),
        (say!("proposal.shortcomings"), proposal.shortcomings),
        (say!("proposal.to_mend"), proposal.to_mend),
    ];
    let said = said
        .into_iter()
        .filter_map(|(name, text)| Some((name, text.filter(|text| !text.trim().is_empty())?)))
        .map(|(name, text)| view! { <p>{say!("paper.notice.said", name = name, text = text)}</p> })
        .collect_view();
    let reasons = grade
        .reasons
        .iter()
        .map(|reason| view! { <li>{reason_words(&rules, &grade, reason)}</li> })
        .collect_view();
    let tasks = record.live_tasks().map(|(_, task)| {
        let done = task.done().map_or_else(|| "–".to_owned(), quantity);
        view! {
            <tr>
                <td>{task.plan.product.clone()}</td>
                <td>{quantity(task.plan.quantity)} " " {task.plan.unit.clone()}</td>
                <td class="number">{done}</td>
                <td class="number">{task.faults()}</td>
                <td class="number">{task.delays(here.month_end())}</td>
            </tr>
        }
    });
    let tasks = tasks.collect_view();
    Some(view! {
        <article class="paper">
            {paper_head(here, &say!("paper.notice.letters"), Some(dated), is_draft)}
            <h2 class="paper-kind">{say!("paper.notice.kind")}</h2>
            <p class="paper-about">{say!("paper.notice.about", month = month_words(month))}</p>
            <div class="paper-body">
                <p>{say!("paper.notice.to", name = record.enrolled.name)}</p>
                <p class="paper-level">{say!("paper.notice.level", level = level)}</p>
                {by.map(|words| view! { <p>{words}</p> })}
                <p>{points_words(&rules, &grade)}</p>
                <h3>{say!("paper.notice.why")}</h3>
                <ul>{reasons}</ul>
                {said}
                <table class="paper-table">
                    <thead>
                        <tr>
                            <th>{say!("why.column.task")}</th>
                            <th>{say!("why.column.planned")}</th>
                            <th>{say!("why.column.done")}</th>
                            <th>{say!("why.column.faults")}</th>
                            <th>{say!("why.column.delays")}</th>
                        </tr>
                    </thead>
                    <tbody>{tasks}</tbody>
                </table>
                {rights.map(|words| view! { <p>{words}</p> })}
            </div>
            <div class="paper-signatures">
                <div class="paper-recipients">
                    <div class="paper-recipients-title">{say!("paper.notice.received")}</div>
                    <div>{say!("paper.notice.received.words")}</div>
                </div>
                {for_the_unit(here)}
            </div>
        </article>
    })
}

fn points_words(rules: &RuleSet, grade: &Grade) -> String {
    let max = |part: Part| {
        let of = rules.groups.iter().filter(|group| group.part == part);
        let sum: i32 = of.map(|group| group.max.hundredths()).sum();
        locale::hundredths(sum.into())
    };
    say!(
        "paper.notice.points",
        total = points(grade.total),
        general = points(grade.general),
        general_max = max(Part::General),
        work = points(grade.work),
        work_max = max(Part::Work)
    )
}
