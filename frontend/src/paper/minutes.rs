//! The minutes of the meeting: who was there, what was agreed on each, the new month's tasks, the
//! conclusion; signed by who kept them and who chaired.

use std::collections::BTreeMap;

use leptos::prelude::*;
use roviec_shared::{
    book::meeting::{Attendance, MeetingNotes},
    level::{Level, Outcome},
};

use super::PaperPage;
use super::dates::{day_words, hour_words, month_words};
use super::issuer::{Issuer, paper_head};
use super::parts::{next_month, signature};
use super::plan::plan_table;
use crate::level::label;
use crate::meeting::Quorum;
use crate::month::{Here, Line, lines_now};
use crate::report::{ReportRow, points, rows_now};
use crate::vote::{group_words, vote_words};
use crate::{key, level, say, standing, t};

/// The page.
pub fn minutes(here: Here) -> AnyView {
    let back = here.href("meeting");
    let rows = rows_now(here);
    let title = Signal::derive(move || {
        say!(Issuer::of(here).words(
            key!("paper.minutes.title"),
            key!("paper.minutes.title.agency")
        ))
    });
    view! {
        <PaperPage here title back back_words=t!("meeting.place")>
            {move || sheet(here, &lines_now(here), rows.get())}
        </PaperPage>
    }
    .into_any()
}

fn sheet(here: Here, all: &[Line], rows: Vec<ReportRow>) -> impl IntoView + use<> {
    let notes = here
        .with(|book| book.meeting.notes.clone())
        .unwrap_or_default();
    let is_draft = here
        .with(|book| book.meeting.minutes.is_none())
        .unwrap_or(true);
    let month = here.id().month;
    let name = |person: &Option<roviec_shared::id::PersonId>| {
        let name = person
            .as_ref()
            .and_then(|person| here.store.name_of(person));
        name.unwrap_or_default()
    };
    let (chair_signs, recorder_signs) = (name(&notes.chair), name(&notes.recorder));
    let or_dots = |name: &str| match name {
        "" => say!("paper.dots"),
        name => name.to_owned(),
    };
    let (chair, recorder) = (or_dots(&chair_signs), or_dots(&recorder_signs));
    let rules = here.rules();
    let quorum = here
        .with(|book| Quorum::of(book, &book.meeting.attendance, rules.as_ref()))
        .unwrap_or_default();
    let sums = sums(here, &rows);
    let issuer = Issuer::of(here);
    let about = issuer.words(
        key!("paper.minutes.about"),
        key!("paper.minutes.about.agency"),
    );
    let no_tasks = issuer.words(
        key!("paper.minutes.no_tasks"),
        key!("paper.minutes.no_tasks.agency"),
    );
    let there = next_month(here);
    let has_next = there.with(|book| {
        book.rated()
            .any(|(_, record)| record.live_tasks().next().is_some())
    });
    view! {
        <article class="paper">
            {paper_head(here, &say!("paper.minutes.letters"), None, is_draft)}
            <h2 class="paper-kind">{say!("paper.minutes.kind")}</h2>
            <p class="paper-about">{say!(about, month = month_words(month))}</p>
            <div class="paper-body">
                <p>{opening(issuer, &notes)}</p>
                <p>{presence(issuer, &quorum, all)}</p>
                {away(all).map(|words| view! { <p>{words}</p> })}
                {notes
                    .superiors
                    .clone()
                    .filter(|names| !names.trim().is_empty())
                    .map(|names| view! { <p>{say!("paper.minutes.superiors", names = names)}</p> })}
                <p>{say!("paper.minutes.chair", chair = chair, recorder = recorder)}</p>
                {item_chairs(here, &notes).map(|words| view! { <p>{words}</p> })}
                {notes
                    .on_paper
                    .unwrap_or_default()
                    .then(|| view! { <p>{say!("paper.minutes.on_paper")}</p> })}
                <h3>{say!("paper.minutes.rating", month = month_words(month))}</h3>
                {notes.discussion.clone().map(|text| view! { <p class="prewrap">{text}</p> })}
                {rating_table(here, rows)}
                <p>{sums}</p>
                <h3>{say!("paper.minutes.tasks", month = month_words(month.next()))}</h3>
                {if has_next.unwrap_or_default() {
                    plan_table(there, &lines_now(there)).into_any()
                } else {
                    view! { <p>{say!(no_tasks)}</p> }.into_any()
                }}
                <h3>{say!("paper.minutes.conclusion")}</h3>
                <p class="prewrap">{notes.conclusion.clone().unwrap_or_else(|| say!("paper.dots"))}</p>
                <p>{closing(&notes)}</p>
            </div>
            <div class="paper-signatures">
                {signature(say!("paper.minutes.recorder"), None, recorder_signs)}
                {signature(say!("paper.minutes.chaired"), None, chair_signs)}
            </div>
        </article>
    }
}

/// Who chaired in the place of the chair, on whom: nobody chairs their own item.
fn item_chairs(here: Here, notes: &MeetingNotes) -> Option<String> {
    let items = here.with(|book| {
        let items = book.rated().filter_map(|(_, record)| {
            let chair = &record.stage.vote()?.chair;
            let other = (notes.chair.as_ref() != Some(chair)).then_some(chair)?;
            Some(say!(
                "paper.minutes.item_chair",
                chair = here.store.name_of(other)?,
                name = record.enrolled.name
            ))
        });
        items.collect::<Vec<_>>().join(" ")
    });
    items.filter(|words| !words.is_empty())
}

fn opening(issuer: Issuer, notes: &MeetingNotes) -> String {
    let day = notes.day.map_or_else(|| say!("paper.dots"), day_words);
    let place = notes.place.clone().filter(|place| !place.trim().is_empty());
    let place = place.unwrap_or_else(|| say!("paper.dots"));
    let from = notes.from.as_deref().filter(|from| !from.trim().is_empty());
    match from {
        Some(from) => say!(
            issuer.words(
                key!("paper.minutes.opening"),
                key!("paper.minutes.opening.agency")
            ),
            hour = hour_words(from),
            day = day,
            place = place
        ),
        None => say!(
            issuer.words(
                key!("paper.minutes.opening.day"),
                key!("paper.minutes.opening.day.agency")
            ),
            day = day,
            place = place
        ),
    }
}

fn presence(issuer: Issuer, quorum: &Quorum, lines: &[Line]) -> String {
    let here = lines.iter().filter(|line| !line.has_left);
    let present = here
        .clone()
        .filter(|line| line.attendance == Some(Attendance::Present));
    let apart = quorum.apart.iter().map(|(standing, (all, present))| {
        say!(
            "paper.minutes.apart",
            what = standing::standing(*standing),
            present = present,
            n = all
        )
    });
    let apart = apart.collect::<Vec<_>>().join(", ");
    let apart = if apart.is_empty() {
        String::new()
    } else {
        format!("; {apart}")
    };
    say!(
        issuer.words(
            key!("paper.minutes.presence"),
            key!("paper.minutes.presence.agency")
        ),
        present = present.count(),
        all = here.count(),
        entitled_present = quorum.present,
        entitled = quorum.entitled,
        apart = apart
    )
}

/// Who is away, by reason; none where nobody is.
fn away(lines: &[Line]) -> Option<String> {
    let mut by_reason: BTreeMap<Attendance, Vec<String>> = BTreeMap::new();
    for line in lines {
        if let Some(how) = line.attendance.filter(|how| *how != Attendance::Present) {
            by_reason.entry(how).or_default().push(line.name.clone());
        }
    }
    let parts: Vec<String> = by_reason
        .into_iter()
        .map(|(how, names)| {
            say!(
                "paper.minutes.away.part",
                why = standing::attendance(how).to_lowercase(),
                names = names.join(", ")
            )
        })
        .collect();
    (!parts.is_empty()).then(|| say!("paper.minutes.away", parts = parts.join("; ")))
}

fn closing(notes: &MeetingNotes) -> String {
    match notes
        .until
        .as_deref()
        .filter(|until| !until.trim().is_empty())
    {
        Some(until) => say!("paper.minutes.closing", hour = hour_words(until)),
        None => say!("paper.minutes.closing.plain"),
    }
}

/// What was agreed on each person, and how.
fn rating_table(here: Here, rows: Vec<ReportRow>) -> impl IntoView {
    let line = |row: ReportRow| {
        let (vote, group) = here
            .with(|book| {
                let stage = &book.people.get(&row.person)?.stage;
                Some((stage.vote().cloned(), stage.group_vote().map(group_words)))
            })
            .flatten()
            .unwrap_or_default();
        let group = group.map(|words| say!("paper.minutes.group", words = words));
        let how = vote.as_ref().map(|vote| vote_words(vote.mode, &vote.tally));
        let said = vote.map(|vote| vote.remarks).unwrap_or_default();
        let remark = [group.unwrap_or_default(), row.remark.clone(), said]
            .into_iter()
            .filter(|text| !text.trim().is_empty())
            .collect::<Vec<_>>()
            .join(" ");
        view! {
            <tr>
                <td class="number">{row.number}</td>
                <td>{row.row.name.clone()}</td>
                <td class="number">{points(row.row.total)}</td>
                <td>{row.row.own.map(level::short)}</td>
                <td>{agreed_words(here, &row.row.proposed)}</td>
                <td>{how}</td>
                <td>{remark}</td>
            </tr>
        }
    };
    view! {
        <table class="paper-table">
            <thead>
                <tr>
                    <th>{say!("paper.column.number")}</th>
                    <th>{say!("together.name")}</th>
                    <th>{say!("together.points")}</th>
                    <th>{say!("levels.own")}</th>
                    <th>{say!("levels.agreed")}</th>
                    <th>{say!("vote.how")}</th>
                    <th>{say!("report.remark")}</th>
                </tr>
            </thead>
            <tbody>{rows.into_iter().map(line).collect_view()}</tbody>
        </table>
    }
}

/// A level by its whole name; not rated with its reason.
pub(super) fn agreed_words(here: Here, outcome: &Outcome) -> String {
    match outcome {
        Outcome::Level(level) => {
            let rules = here.rules();
            rules.map_or_else(|| level::short(*level), |rules| label(&rules, *level))
        }
        Outcome::NotRated(reason) => say!(
            "paper.not_rated",
            reason = level::not_rated(reason.kind()).to_lowercase(),
            document = reason.document().as_str()
        ),
    }
}

/// How many at each level.
fn sums(here: Here, rows: &[ReportRow]) -> String {
    let Some(rules) = here.rules() else {
        return String::new();
    };
    let count = |level: Level| {
        rows.iter()
            .filter(|row| row.row.proposed.level() == Some(level))
            .count()
    };
    let parts: Vec<String> = Level::ALL
        .into_iter()
        .map(|level| say!("paper.sum", level = label(&rules, level), n = count(level)))
        .collect();
    let unrated = rows
        .iter()
        .filter(|row| row.row.proposed.level().is_none())
        .count();
    say!(
        "paper.sums",
        n = rows.len(),
        levels = parts.join("; "),
        unrated = unrated
    )
}
