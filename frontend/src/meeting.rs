//! The meeting: who is there, one person at a time, the whole list, the new month's work, the minutes.

mod groups;
mod minutes;
mod next_month;
mod own_turn;
mod quorum;
mod roll;
mod together;
mod turn;

pub use groups::{ToGroups, groups, places};
pub use quorum::{Quorum, quorum};
pub use together::{CapShown, TogetherRow, table};
pub(crate) use turn::proposal_over;

use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_params_map;

use crate::month::{Here, lines};
use crate::ui::{Icon, LinkButton, Notice, PageHead, Tone};
use crate::{key, say, t};

/// What a meeting goes through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// Who is there, who chairs.
    Roll,
    /// One person at a time.
    People,
    /// The whole list.
    Together,
    /// The new month's tasks.
    NextMonth,
    /// Conclusion and minutes.
    Minutes,
}

impl Part {
    const ALL: [Part; 5] = [
        Part::Roll,
        Part::People,
        Part::Together,
        Part::NextMonth,
        Part::Minutes,
    ];

    /// As it stands in the path.
    fn slug(self) -> &'static str {
        match self {
            Part::Roll => "roll",
            Part::People => "people",
            Part::Together => "together",
            Part::NextMonth => "next",
            Part::Minutes => "minutes",
        }
    }

    fn parse(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.slug() == slug)
    }

    fn title(self) -> Signal<String> {
        let key = match self {
            Part::Roll => key!("meeting.part.roll"),
            Part::People => key!("meeting.part.people"),
            Part::Together => key!("meeting.part.together"),
            Part::NextMonth => key!("meeting.part.next"),
            Part::Minutes => key!("meeting.part.minutes"),
        };
        t!(key)
    }
}

/// The page.
pub fn meeting(here: Here) -> AnyView {
    let params = use_params_map();
    let asked = Memo::new(move |_| params.with(|params| Part::parse(&params.get("part")?)));
    // Without a part in the path: where the meeting stands when the page opens.
    let at_first = here
        .with_now(|book| {
            if book.meeting.minutes.is_some() {
                Part::Minutes
            } else if book.meeting.attendance.is_empty() {
                Part::Roll
            } else {
                Part::People
            }
        })
        .unwrap_or(Part::Roll);
    let part = Memo::new(move |_| asked.get().unwrap_or(at_first));
    let counted = quorum(here);
    let all = lines(here);
    let lead = Signal::derive(move || {
        let (agreed, rated) = all.with(|lines| {
            let rated = lines.iter().filter(|line| line.is_rated);
            let agreed = rated.clone().filter(|line| line.agreed.is_some()).count();
            (agreed, rated.count())
        });
        say!(
            "meeting.lead",
            quorum = counted.read().words(),
            agreed = agreed,
            rated = rated
        )
    });
    view! {
        <PageHead
            title=t!("meeting.title", month = here.month_words())
            overline=here.overline()
            lead
            actions=move || view! { <PrintMinutes here /> }
        />
        <Agenda here part />
        <Closed here />
        {move || match part.get() {
            Part::Roll => view! { <roll::Roll here /> }.into_any(),
            Part::People => view! { <turn::Turns here lines=all /> }.into_any(),
            Part::Together => view! { <together::Together here /> }.into_any(),
            Part::NextMonth => view! { <next_month::NextMonth here /> }.into_any(),
            Part::Minutes => view! { <minutes::MinutesPart here /> }.into_any(),
        }}
    }
    .into_any()
}

/// The way to the minutes on paper.
#[component]
fn PrintMinutes(here: Here) -> impl IntoView {
    view! {
        <LinkButton href=here.href("paper/minutes") icon=Icon::Print>{t!("meeting.print")}</LinkButton>
    }
}

/// The parts of the meeting in their order.
#[component]
fn Agenda(here: Here, part: Memo<Part>) -> impl IntoView {
    let link = move |(index, of): (usize, Part)| {
        view! {
            <li>
                <A
                    href=format!("{}/{}", here.href("meeting"), of.slug())
                    attr:class=move || if part.get() == of { "agenda-part agenda-current" } else { "agenda-part" }
                    attr:aria-current=move || (part.get() == of).then_some("step")
                >
                    <span class="agenda-number" aria-hidden="true">{index + 1}</span>
                    <span>{of.title()}</span>
                </A>
            </li>
        }
    };
    view! {
        <nav aria-label=move || say!("meeting.agenda")>
            <ol class="agenda">{Part::ALL.into_iter().enumerate().map(link).collect_view()}</ol>
        </nav>
    }
}

/// Why nothing can be entered any more, where nothing can.
#[component]
fn Closed(here: Here) -> impl IntoView {
    let why = Memo::new(move |_| {
        here.with(|book| {
            if book.closed.is_some() {
                Some(key!("refusal.month_closed"))
            } else if book.submission().is_some() {
                Some(key!("refusal.submitted"))
            } else if book.meeting.minutes.is_some() {
                Some(key!("refusal.minutes_sealed"))
            } else {
                None
            }
        })
        .flatten()
    });
    move || {
        why.get().map(|key| {
            view! { <Notice tone=Tone::Info>{t!(key)}</Notice> }
        })
    }
}

/// Whether the meeting can still be entered: its minutes are open, nothing has gone up.
fn is_running(here: Here) -> bool {
    here.with(|book| {
        book.closed.is_none() && book.submission().is_none() && book.meeting.minutes.is_none()
    })
    .unwrap_or_default()
}
