//! Rows of a table of people with their levels side by side: as reported, concluded, decided.

use leptos::prelude::*;
use leptos_router::components::A;
use roviec_shared::{
    book::{
        Book,
        submission::{ConcludedRow, Row},
    },
    id::{BookId, PersonId},
    level::Outcome,
    order,
    points::Points,
    rules::RuleBook,
    vietnamese::name_key,
};

use super::marks::{self, Mark, Marks};
use crate::level::{LevelChip, OutcomeChip};
use crate::locale;
use crate::t;
use crate::ui::{Column, Table};

/// One person in the table.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// In which book.
    pub book: BookId,
    /// The unit's name.
    pub unit: String,
    /// Who.
    pub person: PersonId,
    /// What was proposed, with the levels beside it.
    pub row: Row,
    /// What the body concluded.
    pub concluded: Option<ConcludedRow>,
    /// What was decided.
    pub decided: Option<Outcome>,
    /// A level was agreed or proposed here; of an imported sheet none was.
    pub was_proposed: bool,
    /// Why to look twice.
    pub marks: Vec<Mark>,
    /// Where the person's sheet is read.
    pub href: String,
}

impl Line {
    /// What stands last: decided, else concluded.
    pub fn outcome(&self) -> Option<Outcome> {
        let concluded = self.concluded.as_ref().map(|row| row.outcome.clone());
        self.decided.clone().or(concluded)
    }

    /// Whether it belongs on the page of those that differ.
    pub fn differs(&self) -> bool {
        !self.marks.is_empty()
    }
}

impl Line {
    /// The line of a row in a book; what was concluded of it is added by who knows of it.
    pub fn of(rules: &RuleBook, book: &Book, person: &PersonId, row: &Row, href: String) -> Self {
        let record = book.people.get(person);
        let set = record.and_then(|record| rules.of(&record.enrolled));
        let marks = match (set, record) {
            (Some(set), Some(record)) => marks::of(set, record, row),
            _ => Vec::new(),
        };
        let unit = book.place.as_ref().map(|place| place.name.clone());
        let decision = record.and_then(|record| record.decision());
        Self {
            book: book.id.clone(),
            unit: unit.unwrap_or_default(),
            person: person.clone(),
            row: row.clone(),
            concluded: None,
            was_proposed: record.is_some_and(|record| {
                record.stage.vote().is_some() || record.stage.proposal().is_some()
            }),
            decided: decision.map(|decision| decision.decided.outcome.clone()),
            marks,
            href,
        }
    }

    /// The same with what a body concluded.
    pub fn concluded(mut self, concluded: Option<ConcludedRow>) -> Self {
        let differs = concluded
            .as_ref()
            .is_some_and(|concluded| concluded.outcome != self.row.proposed);
        if differs {
            self.marks.push(Mark::Concluded);
        }
        self.concluded = concluded;
        self
    }
}

/// Puts lines in the order of names.
pub fn sort(lines: &mut [Line]) {
    order::sort_by_key(lines, |line| name_key(&line.row.name));
}

/// A table of lines.
#[component]
pub fn Lines(
    /// What the table shows.
    #[prop(into)]
    caption: Signal<String>,
    /// The lines.
    #[prop(into)]
    lines: Signal<Vec<Line>>,
    /// A further column at the right: what is concluded, and changed here.
    #[prop(optional, into)]
    last: Option<Column<Line>>,
    /// The unit stands under each name.
    #[prop(optional)]
    with_unit: bool,
    /// Points are only their sum: where the levels matter, and the further column needs room.
    #[prop(optional)]
    brief: bool,
) -> impl IntoView {
    let mut columns = vec![Column::new(
        t!("committee.column.person"),
        move |line: &Line| person(line, with_unit),
    )];
    if !brief {
        columns.push(Column::number(
            t!("committee.column.general"),
            |line: &Line| points(line.row.general).into_any(),
        ));
        columns.push(Column::number(
            t!("committee.column.work"),
            |line: &Line| points(line.row.work).into_any(),
        ));
    }
    columns.extend([
        Column::number(t!("committee.column.total"), |line: &Line| {
            view! { <strong>{points(line.row.total)}</strong> }.into_any()
        }),
        Column::new(t!("committee.column.own"), |line: &Line| {
            view! { <LevelChip level=line.row.own /> }.into_any()
        }),
        Column::new(t!("committee.column.system"), |line: &Line| {
            view! { <LevelChip level=line.row.system provisional=true /> }.into_any()
        }),
        Column::new(t!("committee.column.proposed"), |line: &Line| {
            let proposed = line.was_proposed.then(|| line.row.proposed.clone());
            view! { <OutcomeChip outcome=proposed /> }.into_any()
        }),
    ]);
    columns.extend(last);
    view! { <div class="lines"><Table caption caption_hidden=true columns rows=lines /></div> }
}

/// Points as people write them; a dash where they are not known.
fn points(points: Option<Points>) -> String {
    points.map_or_else(
        || "–".to_owned(),
        |points| locale::hundredths(points.hundredths().into()),
    )
}

fn person(line: &Line, with_unit: bool) -> AnyView {
    let marks = line.marks.clone();
    let name = line.row.name.clone();
    let post = if with_unit {
        &line.unit
    } else {
        &line.row.post
    };
    let post = post.clone();
    view! {
        <A href=line.href.clone() attr:class="line-person">
            <span class="line-name">{name}</span>
            <span class="small soft">{post}</span>
        </A>
        {(!marks.is_empty()).then(|| view! { <Marks marks /> })}
    }
    .into_any()
}
