//! One person's results, self-score and grade, and why the rules give what they give.

mod brought;
mod grade;
mod report;
mod review;
mod score;
mod tasks;
mod why;

pub use brought::BroughtCards;
pub use grade::{GradeCard, Levels, Reasons};
pub(crate) use grade::{reason_said, reason_words};
pub use score::{ScoreCard, ScoreShown};
pub use tasks::{Reading, TaskResults};
pub use why::{Why, WhyLong, WhyShort, why};

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use roviec_shared::id::PersonId;

use crate::doing::SavingLine;
use crate::month::{Here, Line, Lines, PeopleList, Whose, lines};
use crate::plan::person_of_path;
use crate::ui::{
    ActionBar, Avatar, Button, ButtonKind, Card, Chip, EmptyState, Icon, LinkButton, Notice,
    PageHead, SplitView, Tone,
};
use crate::{standing, t};

/// The page: people at the left, one person's results and self-score at the right.
pub fn results(here: Here) -> AnyView {
    let person = person_of_path();
    let all = lines(here);
    let navigate = use_navigate();
    let go = Callback::new(move |href: String| navigate(&href, NavigateOptions::default()));
    let list = move || {
        view! {
            <PeopleList
                lines=all
                current=person
                on_press=move |person| go.run(here.href_of("results", &person))
                note=note
                aside=aside
                left=|line| line.is_rated && !line.is_ready()
            />
        }
    };
    view! {
        <PageHead
            title=t!("sheet.title", month = here.month_words())
            overline=here.overline()
            lead=t!("sheet.lead")
        />
        <SplitView
            label=t!("month.people")
            open=move || person.get().is_some()
            on_back=move || go.run(here.href("results"))
            list
        >
            {move || match person.get() {
                Some(person) => view! { <PersonSheet here person lines=all go /> }.into_any(),
                None => {
                    view! {
                        <Card>
                            <EmptyState icon=Icon::Person title=t!("sheet.choose") words=t!("sheet.choose.words") />
                        </Card>
                    }
                        .into_any()
                }
            }}
        </SplitView>
    }
    .into_any()
}

#[component]
fn PersonSheet(
    here: Here,
    person: PersonId,
    lines: Memo<Lines>,
    go: Callback<String>,
) -> impl IntoView {
    let whose = Whose::new(here, person.clone());
    // The next in the list with something left to enter; at the end, the first.
    let next = Memo::new(move |_| {
        let lines = lines.read();
        let at = lines.iter().position(|line| line.person == person)?;
        let (before, after) = lines.split_at(at);
        after
            .iter()
            .skip(1)
            .chain(before)
            .find(|line| line.is_rated && !line.is_ready())
            .map(|line| line.person.clone())
    });
    let open_next = move || {
        if let Some(person) = next.get_untracked() {
            go.run(here.href_of("results", &person));
        }
    };
    view! {
        <PersonHead whose />
        <EnteredFor whose />
        <Card title=t!("sheet.tasks") flush=true><TaskResults whose /></Card>
        <BroughtCards whose />
        <ScoreCard whose />
        <GradeCard whose />
        <ActionBar state=|| view! { <SavingLine /> }>
            <LinkButton href=here.href_of("why", &whose.person()) icon=Icon::Info>{t!("why.title")}</LinkButton>
            <Button
                kind=ButtonKind::Primary
                icon=Icon::Arrow
                disabled=Signal::derive(move || next.read().is_none())
                on_press=open_next
            >
                {t!("sheet.next")}
            </Button>
        </ActionBar>
    }
}

/// Whose page it is: name, post, standing.
#[component]
pub fn PersonHead(
    /// Whose.
    whose: Whose,
    /// At the right.
    #[prop(optional, into)]
    aside: Option<ViewFn>,
) -> impl IntoView {
    let about = move || {
        whose
            .with(|record| {
                let parts = [
                    record.enrolled.post.clone(),
                    standing::standing(record.enrolled.standing),
                ];
                let known: Vec<String> =
                    parts.into_iter().filter(|part| !part.is_empty()).collect();
                known.join(", ")
            })
            .unwrap_or_default()
    };
    view! {
        <Card>
            <div class="person-head">
                <Avatar name=whose.name() large=true />
                <div class="grow"><h2>{whose.name()}</h2><p class="soft">{about}</p></div>
                {aside.map(|aside| move || aside.run())}
            </div>
        </Card>
    }
}

/// Says that what is entered here is entered for another.
#[component]
fn EnteredFor(whose: Whose) -> impl IntoView {
    let is_other = Memo::new(move |_| whose.is_open() && !whose.is_self());
    view! {
        <Show when=move || is_other.get()>
            <Notice tone=Tone::Info>{t!("sheet.entered_for", name = whose.name().get())}</Notice>
        </Show>
    }
}

fn note(line: &Line) -> String {
    let standing = standing::standing(line.standing);
    let parts = [line.post.clone(), standing];
    let known: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    known.join(", ")
}

fn aside(line: &Line) -> AnyView {
    let (tasks, reported) = (line.tasks, line.reported);
    if !line.is_rated {
        return view! { <Chip words=t!("month.line.elsewhere") /> }.into_any();
    }
    let results = (tasks > 0).then(|| {
        let tone = if tasks == reported {
            Tone::Success
        } else {
            Tone::Warning
        };
        view! { <Chip words=t!("sheet.line.results", n = reported, of = tasks) tone /> }
    });
    let scored = line.is_active().then(|| {
        if line.has_scored {
            view! { <Chip words=t!("month.line.scored") tone=Tone::Success /> }.into_any()
        } else {
            view! { <Chip words=t!("sheet.line.not_scored") tone=Tone::Warning /> }.into_any()
        }
    });
    view! { {results}{scored} }.into_any()
}
