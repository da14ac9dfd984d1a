//! The table of a report: number, name, points, the levels side by side, the remark.

use leptos::prelude::*;
use roviec_shared::{
    apply::minutes_rows,
    book::{grading, submission::Row},
    id::PersonId,
    level::Outcome,
    order,
    points::Points,
    vietnamese::name_key,
};

use crate::level::{self, LevelChip, OutcomeChip};
use crate::locale;
use crate::month::Here;
use crate::t;
use crate::ui::{Column, Table};

/// One line, by value.
#[derive(Clone, Debug, PartialEq)]
pub struct ReportRow {
    /// Its number.
    pub number: usize,
    /// Whose.
    pub person: PersonId,
    /// What goes up.
    pub row: Row,
    /// What was decided.
    pub decided: Option<Outcome>,
    /// Strengths, shortcomings, and the reason where the level is not the system's.
    pub remark: String,
}

/// The rows as they went up, else as they stand: of those on whom something is agreed or proposed.
pub fn rows_now(here: Here) -> Memo<Vec<ReportRow>> {
    Memo::new(move |_| {
        here.with(|book| {
            let rows = here.store.rules.with(|rules| match book.submission() {
                Some(sent) => sent.rows.clone(),
                None => minutes_rows(book, rules).unwrap_or_else(|_| {
                    let standing = book.rated().filter_map(|(person, record)| {
                        let rules = rules.of(&record.enrolled)?;
                        Some((person.clone(), grading::row(rules, book, record)?))
                    });
                    standing.collect()
                }),
            });
            let mut rows: Vec<(PersonId, Row)> = rows.into_iter().collect();
            order::sort_by_key(&mut rows, |(person, row)| {
                (name_key(&row.name), person.clone())
            });
            let numbered = rows.into_iter().enumerate();
            numbered
                .map(|(index, (person, row))| {
                    let record = book.people.get(&person);
                    let decided = record.and_then(|record| record.decision());
                    let proposal = record.and_then(|record| record.stage.proposal());
                    let said = proposal.map(|proposal| {
                        [
                            &proposal.strengths,
                            &proposal.shortcomings,
                            &proposal.to_mend,
                        ]
                        .into_iter()
                        .flatten()
                        .map(|text| text.trim().to_owned())
                        .collect::<Vec<_>>()
                    });
                    let mut remark = said.unwrap_or_default();
                    remark.push(row.reason.trim().to_owned());
                    remark.retain(|text| !text.is_empty());
                    ReportRow {
                        number: index + 1,
                        decided: decided.map(|decision| decision.decided.outcome.clone()),
                        remark: remark.join(" "),
                        person,
                        row,
                    }
                })
                .collect()
        })
        .unwrap_or_default()
    })
}

/// Points, or a dash where they are not known.
pub fn points(points: Option<Points>) -> String {
    points.map_or_else(
        || "–".to_owned(),
        |points| locale::hundredths(points.hundredths().into()),
    )
}

/// The table on the screen.
#[component]
pub fn ReportTable(
    /// The rows.
    #[prop(into)]
    rows: Signal<Vec<ReportRow>>,
) -> impl IntoView {
    let columns = vec![
        Column::new(t!("together.name"), |row: &ReportRow| {
            let (name, post) = (
                format!("{}. {}", row.number, row.row.name),
                row.row.post.clone(),
            );
            view! {
                <span class="strong">{name}</span>
                {(!post.is_empty()).then(|| view! { <br /><span class="small soft">{post}</span> })}
            }
            .into_any()
        }),
        Column::number(t!("together.points"), |row: &ReportRow| {
            let (general, work) = (points(row.row.general), points(row.row.work));
            view! {
                <span>
                    <span class="strong">{points(row.row.total)}</span>
                    <br />
                    <span class="small soft nowrap">{general} " + " {work}</span>
                </span>
            }
            .into_any()
        }),
        Column::new(t!("levels.own"), |row: &ReportRow| {
            view! { <LevelChip level=row.row.own /> }.into_any()
        }),
        Column::new(t!("levels.system"), |row: &ReportRow| {
            view! { <LevelChip level=row.row.system /> }.into_any()
        }),
        Column::new(t!("levels.proposed"), |row: &ReportRow| {
            view! { <OutcomeChip outcome=Some(row.row.proposed.clone()) /> }.into_any()
        }),
        Column::new(t!("levels.decided"), |row: &ReportRow| {
            view! { <OutcomeChip outcome=row.decided.clone() /> }.into_any()
        }),
        Column::new(t!("report.remark"), |row: &ReportRow| {
            let remark = match &row.row.proposed {
                Outcome::NotRated(reason) => {
                    let why = level::not_rated(reason.kind());
                    format!("{why} ({}). {}", reason.document().as_str(), row.remark)
                }
                Outcome::Level(_) => row.remark.clone(),
            };
            view! { <span class="small">{remark}</span> }.into_any()
        }),
    ];
    view! {
        <div class="report-table"><Table caption=t!("report.table") caption_hidden=true columns rows /></div>
    }
}
