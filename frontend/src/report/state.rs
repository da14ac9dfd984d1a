//! Where the report stands, in the committee's words, and what became of earlier ones.

use leptos::prelude::*;
use roviec_shared::{
    book::submission::{Submission, SubmissionState},
    route::StepKind,
};

use super::committee_name;
use crate::month::Here;
use crate::plan::day;
use crate::ui::{Card, Notice, Tone};
use crate::{key, say, t};

/// What the last report came to, and what is next.
#[component]
pub fn StateNotice(
    /// Where.
    here: Here,
) -> impl IntoView {
    let last = Memo::new(move |_| here.with(|book| book.submissions.last().cloned()).flatten());
    // How many are decided, told, and by which paper.
    let outcome = Memo::new(move |_| {
        here.with(|book| {
            let decision = book.rated().find_map(|(_, record)| record.decision());
            let told = book
                .rated()
                .find_map(|(_, record)| record.stage.announcement());
            let is_imported = decision
                .zip(told)
                .is_some_and(|(decision, told)| decision.act == told.act);
            let decided = decision.map(|decision| (decision.document.clone(), decision.day));
            let told = told.map(|told| (told.document.clone(), told.day));
            (decided, told, is_imported)
        })
        .unwrap_or_default()
    });
    let shown = move || {
        if let (_, Some((document, on)), is_imported) = outcome.get() {
            let words = if is_imported {
                say!("report.imported", document = document, day = day(on))
            } else {
                say!("report.announced", document = document, day = day(on))
            };
            return Some((Tone::Success, say!("report.announced.title"), words));
        }
        if let (Some((document, on)), ..) = outcome.get() {
            let words = say!("report.decided", document = document, day = day(on));
            return Some((Tone::Success, say!("report.decided.title"), words));
        }
        Some(words(here, &last.get()?))
    };
    move || {
        shown().map(|(tone, title, words)| {
            view! { <Notice tone title=Signal::stored(title)><p class="prewrap">{words}</p></Notice> }
        })
    }
}

fn words(here: Here, last: &Submission) -> (Tone, String, String) {
    let above = committee_name(here);
    match &last.state {
        SubmissionState::Sent => {
            let words = match last.arrived {
                Some(arrived) => say!(
                    "report.sent",
                    day = day(last.day),
                    arrived = day(arrived),
                    above = above
                ),
                None => say!("report.sent.not_arrived", day = day(last.day)),
            };
            (Tone::Info, say!("report.sent.title"), words)
        }
        SubmissionState::Received { day: on, .. } => (
            Tone::Success,
            say!("report.received.title"),
            say!("report.received", day = day(*on), above = above),
        ),
        SubmissionState::Returned { to, reason, .. } => (
            Tone::Warning,
            say!("report.returned.title"),
            say!("report.returned", reason = reason, step = step(*to)),
        ),
        SubmissionState::Withdrawn { reason } => (
            Tone::Info,
            say!("report.withdrawn.title"),
            say!("report.withdrawn", reason = reason),
        ),
    }
}

/// A step to which a report was returned.
fn step(kind: StepKind) -> String {
    say!(match kind {
        StepKind::Score => key!("report.step.score"),
        StepKind::GroupVote => key!("report.step.group_vote"),
        StepKind::Propose => key!("report.step.propose"),
        StepKind::Vote => key!("report.step.vote"),
        _ => key!("report.step.submit"),
    })
}

/// Reports that came before the last one.
#[component]
pub fn Earlier(
    /// Where.
    here: Here,
) -> impl IntoView {
    let earlier = Memo::new(move |_| {
        here.with(|book| {
            let all = &book.submissions;
            all[..all.len().saturating_sub(1)].to_vec()
        })
        .unwrap_or_default()
    });
    let items = move || {
        earlier
            .get()
            .into_iter()
            .rev()
            .map(|submission| {
                let (_, title, words) = words(here, &submission);
                let who = here.store.name_of(&submission.by).unwrap_or_default();
                let when = say!("report.by", who = who, day = day(submission.day));
                view! {
                    <li>
                        <span class="strong">{title}</span>
                        <span class="small soft">{when}</span>
                        <span class="prewrap">{words}</span>
                    </li>
                }
            })
            .collect_view()
    };
    view! {
        <Show when=move || !earlier.read().is_empty()>
            <Card title=t!("report.earlier")><ul class="task-history">{items}</ul></Card>
        </Show>
    }
}
