//! A cell's party groups: each votes on its people before the cell does. Who leads a group does it on their own
//! device; who leads the cell can enter it for any of them.

mod form;
mod roll;

use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::components::Redirect;
use leptos_router::hooks::use_navigate;
use roviec_shared::{
    id::{PersonId, UnitId},
    organisation::{Role, UnitKind},
    permission::LEADERS,
    route::StepKind,
};

use self::form::{GroupForm, is_open};
use self::roll::{GroupRoll, RollFold};
use super::turn::{GroupSaid, TurnAbout};
use crate::frame::Place;
use crate::level::OutcomeChip;
use crate::month::{Here, Line, Lines, PeopleList, Whose, book_of_unit, lines};
use crate::plan::person_of_path;
use crate::role;
use crate::sheet::Reading;
use crate::store::Store;
use crate::ui::{
    Card, Chip, EmptyState, Icon, Notice, PageHead, Segment, Segments, SplitView, Tone,
};
use crate::{level, say, standing, t};

/// The place of who leads a party group; none for others.
pub fn places(store: Store) -> Vec<Place> {
    led(store)
        .map(|_| Place::new("/groups", Icon::People, t!("groups.place")))
        .into_iter()
        .collect()
}

/// The group that whoever acts leads.
fn led(store: Store) -> Option<UnitId> {
    role::holds_at(store, &[Role::GroupLeader], |kind| {
        kind == UnitKind::PartyGroup
    })
}

/// Leads to the month of the cell in which whoever acts leads a group.
#[component]
pub fn ToGroups() -> impl IntoView {
    let store = Store::get();
    let to = Memo::new(move |_| {
        let group = led(store)?;
        let cell = store
            .tree
            .with(|tree| tree.units.get(&group)?.party_parent.clone())?;
        book_of_unit(store, &cell)
    });
    move || {
        match to.get() {
        Some(id) => view! { <Redirect path=format!("/groups/{id}") /> }.into_any(),
        None => view! {
            <PageHead title=t!("groups.place") />
            <EmptyState icon=Icon::Calendar title=t!("month.none.title") words=t!("month.none.words") />
        }
        .into_any(),
    }
    }
}

/// The groups whose votes whoever acts may enter here: all of the cell, or the one that they lead.
fn groups_here(here: Here) -> Vec<UnitId> {
    let store = here.store;
    let today = store.today.get();
    let unit = here.id().unit;
    let may = |group: &UnitId| {
        store.actor.with(|actor| {
            actor.as_ref().is_some_and(|actor| {
                let author = &actor.author;
                author.holds(LEADERS, &unit, today)
                    || author.holds(&[Role::GroupLeader], group, today)
            })
        })
    };
    let mut found: Vec<UnitId> = here
        .with(|book| {
            let groups = book.rated_people();
            groups
                .filter_map(|(_, record)| record.enrolled.group.clone())
                .collect()
        })
        .unwrap_or_default();
    found.sort();
    found.dedup();
    found.retain(may);
    found
}

/// The page.
pub fn groups(here: Here) -> AnyView {
    let all = Memo::new(move |_| groups_here(here));
    let guidance = Signal::derive(move || {
        let rules = here.rules();
        let step = rules
            .as_ref()
            .and_then(|rules| rules.route.step(StepKind::GroupVote));
        step.map(|step| step.guidance.clone()).unwrap_or_default()
    });
    let person = person_of_path();
    let chosen = RwSignal::new(None::<UnitId>);
    // The group of whoever is open; else the one chosen, else the first.
    let group = Memo::new(move |_| {
        let of_person = person.get().and_then(|person| {
            here.with(|book| book.people.get(&person)?.enrolled.group.clone())
                .flatten()
        });
        let all = all.get();
        let wanted = of_person.or_else(|| chosen.get());
        wanted
            .filter(|group| all.contains(group))
            .or_else(|| all.first().cloned())
    });
    let navigate = use_navigate();
    let go = Callback::new(move |href: String| navigate(&href, NavigateOptions::default()));
    let choose = move |group: UnitId| {
        chosen.set(Some(group));
        go.run(here.href("groups"));
    };
    let segments = move || {
        let part = |group: UnitId| {
            let name = name_of(here.store, &group);
            Segment {
                value: group,
                title: Signal::stored(name),
            }
        };
        let all = all.get();
        (all.len() > 1).then(|| {
            let parts: Vec<Segment<UnitId>> = all.into_iter().map(part).collect();
            let value = Signal::derive(move || group.get().unwrap_or_else(|| here.id().unit));
            view! { <Segments label=t!("groups.which") segments=parts value on_choose=choose /> }
        })
    };
    view! {
        <PageHead
            title=t!("groups.title", month = here.month_words())
            overline=here.overline()
            lead=guidance
        />
        {segments}
        {move || match group.get() {
            Some(group) => view! { <OneGroup here group person go /> }.into_any(),
            None => {
                view! {
                    <Card>
                        <EmptyState icon=Icon::People title=t!("groups.none") words=t!("groups.none.words") />
                    </Card>
                }
                    .into_any()
            }
        }}
    }
    .into_any()
}

fn name_of(store: Store, group: &UnitId) -> String {
    store
        .unit_name(group)
        .unwrap_or_else(|| group.as_str().to_owned())
}

/// One group: its people at the left, the vote on one of them at the right.
#[component]
fn OneGroup(
    here: Here,
    group: UnitId,
    person: Memo<Option<PersonId>>,
    go: Callback<String>,
) -> impl IntoView {
    let all = lines(here);
    let roll = GroupRoll::new(here, &group);
    let of = group.clone();
    let of_group = Memo::new(move |_| {
        let all = all.read();
        let own = all
            .iter()
            .filter(|line| line.is_rated && line.group.as_ref() == Some(&of));
        Arc::new(own.cloned().collect::<Vec<_>>()) as Lines
    });
    let list = move || {
        view! {
            <RollFold here roll />
            <PeopleList
                lines=of_group
                current=person
                on_press=move |person| go.run(here.href_of("groups", &person))
                note=note
                aside=aside
                left=|line| line.group_agreed.is_none()
            />
        }
    };
    // The next in the list on whom the group has agreed nothing; the list again when all are done.
    let next = Callback::new(move |from: PersonId| {
        let lines = of_group.get_untracked();
        let at = lines.iter().position(|line| line.person == from);
        let (before, after) = lines.split_at(at.map_or(0, |at| at + 1));
        let mut left = after.iter().chain(before);
        let left = left.find(|line| line.group_agreed.is_none() && line.person != from);
        go.run(match left {
            Some(line) => here.href_of("groups", &line.person),
            None => here.href("groups"),
        });
    });
    view! {
        <SplitView
            label=t!("month.people")
            open=move || person.get().is_some()
            on_back=move || go.run(here.href("groups"))
            list
        >
            {move || match person.get() {
                Some(person) => {
                    let whose = Whose::new(here, person);
                    view! { <GroupTurn whose roll next /> }.into_any()
                }
                None => {
                    view! {
                        <Card>
                            <EmptyState icon=Icon::Person title=t!("groups.choose") words=t!("groups.choose.words") />
                        </Card>
                    }
                        .into_any()
                }
            }}
        </SplitView>
    }
}

/// One person's turn in their group.
#[component]
fn GroupTurn(whose: Whose, roll: GroupRoll, next: Callback<PersonId>) -> impl IntoView {
    let can_enter = Memo::new(move |_| is_open(whose));
    let is_own = Memo::new(move |_| whose.is_self());
    view! {
        <TurnAbout whose reading=Reading::ReadOnly />
        {move || match (is_own.get(), can_enter.get()) {
            (true, _) => {
                view! {
                    <Notice tone=Tone::Info title=t!("groups.own")><p>{t!("groups.own.words")}</p></Notice>
                    <GroupSaid whose />
                }
                    .into_any()
            }
            (false, true) => view! { <GroupForm whose roll next /> }.into_any(),
            (false, false) => view! { <GroupSaid whose /> }.into_any(),
        }}
    }
}

fn note(line: &Line) -> String {
    let mut parts = vec![standing::standing(line.standing)];
    if let Some(own) = line.own {
        parts.push(say!("turn.line.own", level = level::short(own)));
    } else if line.is_active() && !line.has_scored {
        parts.push(say!("sheet.line.not_scored"));
    }
    parts.retain(|part| !part.is_empty());
    parts.join(" · ")
}

fn aside(line: &Line) -> AnyView {
    match &line.group_agreed {
        Some(agreed) => view! { <OutcomeChip outcome=Some(agreed.clone()) /> }.into_any(),
        None => view! { <Chip words=t!("groups.line.left") /> }.into_any(),
    }
}
