//! The whole list with the levels side by side, and the cap as a guide figure.

use std::collections::BTreeMap;

use leptos::prelude::*;
use leptos_router::components::A;
use roviec_shared::{
    grade::Grade,
    id::PersonId,
    level::{Level, Outcome},
    rules::CapCount,
};

use crate::level::{self, LevelChip, OutcomeChip};
use crate::month::{Here, lines};
use crate::ui::{Card, Column, Meter, Table, Tone};
use crate::{locale, say, t};

/// One line of the list.
#[derive(Clone, Debug, PartialEq)]
pub struct TogetherRow {
    /// Who.
    pub person: PersonId,
    /// Where their turn is.
    pub href: String,
    /// Full name.
    pub name: String,
    /// Post or duty.
    pub post: String,
    /// As they rate themself.
    pub own: Option<Level>,
    /// The system's points.
    pub total: Option<roviec_shared::points::Points>,
    /// The system's level.
    pub system: Option<Level>,
    /// As agreed, else as proposed.
    pub agreed: Option<Outcome>,
    /// Agreed by the meeting.
    pub is_agreed: bool,
}

impl TogetherRow {
    /// The level is not the system's.
    pub fn differs(&self) -> bool {
        let agreed = self.agreed.as_ref().and_then(Outcome::level);
        agreed.is_some() && agreed != self.system
    }
}

/// Grades by person, each kept as long as nothing touches the record: a list of six hundred is not
/// graded anew for each act.
type Grades = BTreeMap<PersonId, (u64, usize, Option<Grade>)>;

/// The list of everyone rated, sorted by name.
pub fn table(here: Here) -> Memo<Vec<TogetherRow>> {
    let all = lines(here);
    let grades = StoredValue::new(Grades::new());
    Memo::new(move |_| {
        let all = all.get();
        here.with(|book| {
            let rated = all.iter().filter(|line| line.is_rated);
            rated
                .filter_map(|line| {
                    let record = book.people.get(&line.person)?;
                    let stamp = (record.version, record.history.len());
                    let known = grades.with_value(|grades| {
                        let (version, length, grade) = grades.get(&line.person)?;
                        ((*version, *length) == stamp).then(|| grade.clone())
                    });
                    let grade = known.unwrap_or_else(|| {
                        let grade = here.store.grade(book, &line.person);
                        grades.update_value(|grades| {
                            grades.insert(line.person.clone(), (stamp.0, stamp.1, grade.clone()));
                        });
                        grade
                    });
                    Some(TogetherRow {
                        person: line.person.clone(),
                        href: format!("{}/people/{}", here.href("meeting"), line.person),
                        name: line.name.clone(),
                        post: line.post.clone(),
                        own: line.own,
                        total: grade.as_ref().and_then(|grade| grade.total),
                        system: grade.and_then(|grade| grade.level),
                        agreed: line
                            .agreed
                            .clone()
                            .or(line.agreed_before.clone())
                            .or(line.proposed.clone()),
                        is_agreed: line.agreed.is_some(),
                    })
                })
                .collect()
        })
        .unwrap_or_default()
    })
}

/// The part of the page.
#[component]
pub fn Together(
    /// Where.
    here: Here,
) -> impl IntoView {
    let rows = table(here);
    view! {
        <div class="together-head">
            <Card title=t!("together.cap")><CapShown here rows /></Card>
            <Card title=t!("together.levels")><Spread rows /></Card>
        </div>
        <Card title=t!("together.list") flush=true><ListTable rows /></Card>
    }
}

/// The table of the list.
#[component]
pub fn ListTable(
    /// The rows.
    rows: Memo<Vec<TogetherRow>>,
) -> impl IntoView {
    let columns = vec![
        Column::new(t!("together.name"), |row: &TogetherRow| {
            let (post, href, name) = (row.post.clone(), row.href.clone(), row.name.clone());
            view! {
                <A href=href attr:class="text-link">{name}</A>
                {(!post.is_empty()).then(|| view! { <span class="together-post small soft">{post}</span> })}
            }
            .into_any()
        }),
        Column::number(t!("together.points"), |row: &TogetherRow| {
            let points = row
                .total
                .map(|total| locale::hundredths(total.hundredths().into()));
            points.unwrap_or_else(|| "–".to_owned()).into_any()
        }),
        Column::new(t!("levels.own"), |row: &TogetherRow| {
            view! { <LevelChip level=row.own /> }.into_any()
        }),
        Column::new(t!("levels.system"), |row: &TogetherRow| {
            view! { <LevelChip level=row.system provisional=true /> }.into_any()
        }),
        Column::new(t!("levels.agreed"), |row: &TogetherRow| {
            let (agreed, provisional) = (row.agreed.clone(), !row.is_agreed);
            let differs = row.differs();
            view! {
                <span class="row-tight">
                    <OutcomeChip outcome=agreed provisional />
                    {differs.then(|| view! { <span class="small soft">{t!("together.differs")}</span> })}
                </span>
            }
            .into_any()
        }),
    ];
    view! { <Table caption=t!("together.list") caption_hidden=true columns rows /> }
}

/// How many are proposed for the highest level, beside the guide figure.
#[component]
pub fn CapShown(
    /// Where.
    here: Here,
    /// The rows.
    rows: Memo<Vec<TogetherRow>>,
) -> impl IntoView {
    let count = Memo::new(move |_| {
        let rules = here.rules()?;
        let rows = rows.read();
        let outcomes = rows.iter().filter_map(|row| row.agreed.as_ref());
        let CapCount { given, allowed, .. } = rules.cap.count(outcomes);
        Some((given, allowed))
    });
    let (given, allowed) = (
        Signal::derive(move || count.get().map_or(0, |(given, _)| given)),
        Signal::derive(move || count.get().map_or(0, |(_, allowed)| allowed)),
    );
    let label = Signal::derive(move || {
        let rules = here.rules();
        rules.map_or_else(String::new, |rules| level::label(&rules, Level::Excellent))
    });
    let words = Signal::derive(move || {
        say!(
            "together.cap.words",
            given = given.get(),
            allowed = allowed.get()
        )
    });
    let over = Memo::new(move |_| given.get() > allowed.get());
    let note = move || {
        if over.get() {
            say!("together.cap.over")
        } else {
            say!("together.cap.note")
        }
    };
    view! {
        <Meter label value=given max=allowed words tone=Tone::Rank4 />
        <p class="small soft">{note}</p>
    }
}

/// How many at each level.
#[component]
fn Spread(rows: Memo<Vec<TogetherRow>>) -> impl IntoView {
    let bar = move |level: Level| {
        let value = Signal::derive(move || {
            let rows = rows.read();
            let of = rows
                .iter()
                .filter(|row| row.agreed.as_ref().and_then(Outcome::level) == Some(level));
            u32::try_from(of.count()).unwrap_or_default()
        });
        let max = Signal::derive(move || u32::try_from(rows.read().len()).unwrap_or_default());
        let label = Signal::derive(move || level::short(level));
        let words = Signal::derive(move || value.get().to_string());
        view! { <Meter label value max words tone=level::tone(level) /> }
    };
    let rest = move || {
        let (unrated, open) = rows.with(|rows| {
            let unrated = rows
                .iter()
                .filter(|row| matches!(row.agreed, Some(Outcome::NotRated(_))));
            let open = rows.iter().filter(|row| row.agreed.is_none());
            (unrated.count(), open.count())
        });
        say!("together.rest", unrated = unrated, open = open)
    };
    view! {
        <div class="stack-tight">
            {Level::ALL.into_iter().map(bar).collect_view()}
            <p class="small soft">{rest}</p>
        </div>
    }
}
