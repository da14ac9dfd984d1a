//! One person at a time: tasks and results, self-score, the system's grade with its reasons, remarks, the
//! proposal, the vote, and on to the next.

mod again;
mod ballot;
mod confirm;
mod draft;
mod fields;
mod group;
mod reckoned;
mod shown;
mod vote;

use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use roviec_shared::id::PersonId;

use self::confirm::TurnForm;
pub(super) use self::draft::TurnDraft;
pub(crate) use self::draft::proposal_over;
pub(super) use self::fields::{ChoiceCards, Fields};
use self::group::GroupBefore;
pub(super) use self::group::GroupSaid;
pub(super) use self::reckoned::{Reckoned, Summary};
use self::shown::TurnShown;
pub(super) use self::vote::VoteFields;
use super::{Part, is_running};
use crate::level::OutcomeChip;
use crate::month::{Here, Line, Lines, PeopleList, Whose};
use crate::plan::person_of_path;
use crate::sheet::{BroughtCards, PersonHead, Reading, Reasons, ScoreCard, TaskResults};
use crate::ui::{Card, Chip, EmptyState, Fold, Icon, SplitView, Tone};
use crate::{level, locale, say, standing, t};

/// The part of the page: people at the left, one person's turn at the right.
#[component]
pub fn Turns(
    /// Where.
    here: Here,
    /// Everyone.
    lines: Memo<Lines>,
) -> impl IntoView {
    let person = person_of_path();
    let rated = Memo::new(move |_| {
        let lines = lines.read();
        Arc::new(
            lines
                .iter()
                .filter(|line| line.is_rated)
                .cloned()
                .collect::<Vec<_>>(),
        )
    });
    let navigate = use_navigate();
    let go = Callback::new(move |href: String| navigate(&href, NavigateOptions::default()));
    let href_of = move |person: &PersonId| {
        format!("{}/{}/{person}", here.href("meeting"), Part::People.slug())
    };
    let list = move || {
        view! {
            <PeopleList
                lines=rated
                current=person
                on_press=move |person| go.run(href_of(&person))
                note=note
                aside=aside
                left=|line| line.agreed.is_none()
            />
        }
    };
    // The next in the list on whom nothing is agreed; when all are, the whole list.
    let next = Callback::new(move |from: PersonId| {
        let lines = rated.get_untracked();
        let at = lines
            .iter()
            .position(|line| line.person == from)
            .unwrap_or_default();
        let (before, after) = lines.split_at((at + 1).min(lines.len()));
        let left = after
            .iter()
            .chain(before)
            .find(|line| line.agreed.is_none() && line.person != from);
        go.run(match left {
            Some(line) => href_of(&line.person),
            None => format!("{}/{}", here.href("meeting"), Part::Together.slug()),
        });
    });
    let back = move || go.run(format!("{}/{}", here.href("meeting"), Part::People.slug()));
    view! {
        <again::Again here lines />
        <SplitView label=t!("month.people") open=move || person.get().is_some() on_back=back list>
            {move || match person.get() {
                Some(person) => {
                    let whose = Whose::new(here, person);
                    view! { <Turn whose next /> }.into_any()
                }
                None => {
                    view! {
                        <Card>
                            <EmptyState icon=Icon::Person title=t!("turn.choose") words=t!("turn.choose.words") />
                        </Card>
                    }
                        .into_any()
                }
            }}
        </SplitView>
    }
}

/// One person's turn.
#[component]
fn Turn(whose: Whose, next: Callback<PersonId>) -> impl IntoView {
    let here = whose.here;
    // A form that is being entered is not rebuilt by what it does itself.
    let is_open = Memo::new(move |_| is_running(here) && whose.is_open());
    view! {
        <TurnAbout whose reading=Reading::Entering />
        <GroupBefore whose />
        {move || {
            if is_open.get() {
                view! { <TurnForm whose next /> }.into_any()
            } else {
                view! { <TurnShown whose next /> }.into_any()
            }
        }}
    }
}

/// Who is voted on: points, results, self-score and why the rules give what they give.
#[component]
pub fn TurnAbout(
    /// Whose.
    whose: Whose,
    /// What can be done with results here.
    reading: Reading,
) -> impl IntoView {
    let grade = Memo::new(move |_| whose.grade());
    let points = move || {
        grade.with(|grade| {
            let grade = grade.as_ref()?;
            let points = grade.total.unwrap_or(grade.so_far);
            Some(locale::hundredths(points.hundredths().into()))
        })
    };
    let system = move || {
        let level = grade.with(|grade| grade.as_ref().and_then(|grade| grade.level));
        match level {
            Some(level) => {
                let words = Signal::derive(move || level::short(level));
                view! { <Chip words tone=level::tone(level) provisional=true /> }.into_any()
            }
            None => {
                view! { <Chip words=t!("turn.incomplete") tone=Tone::Warning provisional=true /> }
                    .into_any()
            }
        }
    };
    let head = move || {
        view! {
            <div class="turn-points">
                <p class="overline">{t!("grade.title")}</p>
                <p class="figure">{points}</p>
                {system}
            </div>
        }
    };
    let results = Signal::derive(move || {
        whose
            .with(|record| {
                let (mut tasks, mut reported, mut confirmed) = (0, 0, 0);
                for (_, task) in record.live_tasks() {
                    tasks += 1;
                    reported += usize::from(task.done().is_some());
                    confirmed += usize::from(task.is_confirmed());
                }
                say!(
                    "turn.results",
                    reported = reported,
                    tasks = tasks,
                    confirmed = confirmed
                )
            })
            .unwrap_or_default()
    });
    let score = Signal::derive(move || {
        let own = whose
            .with(|record| record.stage.score().map(|score| score.level))
            .flatten();
        match own {
            None => say!("turn.not_scored"),
            Some(None) => say!("turn.scored"),
            Some(Some(own)) => say!("turn.scored_as", level = level::short(own)),
        }
    });
    view! {
        <PersonHead whose aside=head />
        <Card>
            <Fold title=results><TaskResults whose reading /></Fold>
            <BroughtCards whose />
            <Fold title=score><ScoreCard whose /></Fold>
            <Fold title=t!("turn.why")><Reasons whose grade /></Fold>
        </Card>
    }
}

fn note(line: &Line) -> String {
    let mut parts = Vec::new();
    let standing = standing::standing(line.standing);
    if !standing.is_empty() {
        parts.push(standing);
    }
    if line.tasks > 0 {
        parts.push(say!(
            "sheet.line.results",
            n = line.reported,
            of = line.tasks
        ));
    }
    if let Some(own) = line.own {
        parts.push(say!("turn.line.own", level = level::short(own)));
    } else if line.is_active() && !line.has_scored {
        parts.push(say!("sheet.line.not_scored"));
    }
    parts.join(" · ")
}

fn aside(line: &Line) -> AnyView {
    let earlier = line.agreed_before.as_ref().or(line.proposed.as_ref());
    let earlier = earlier.or(line.group_agreed.as_ref());
    match (&line.agreed, earlier) {
        (Some(agreed), _) => view! { <OutcomeChip outcome=Some(agreed.clone()) /> }.into_any(),
        (None, Some(earlier)) => {
            view! { <OutcomeChip outcome=Some(earlier.clone()) provisional=true /> }.into_any()
        }
        (None, None) => ().into_any(),
    }
}
