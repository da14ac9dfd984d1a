//! The people of one unit: names, and levels once they were announced.

use leptos::prelude::*;
use roviec_shared::{
    book::{Announced, Listing},
    id::BookId,
    order,
    vietnamese::name_key,
};

use super::looked::Looked;
use crate::level::AnnouncedChip;
use crate::t;
use crate::ui::{Avatar, Card};

#[derive(Clone, PartialEq)]
struct Person {
    name: String,
    post: String,
    announced: Option<Announced>,
}

/// The list; nothing where this device holds no names of the unit.
#[component]
pub(super) fn People(looked: Looked) -> impl IntoView {
    let store = looked.store;
    let people = Memo::new(move |_| {
        let id = BookId {
            unit: looked.top.get(),
            month: looked.month.get(),
        };
        let mut people: Vec<Person> = store
            .listing_of(&id)
            .iter()
            .flat_map(|lines| lines.values())
            .map(|line: &Listing| Person {
                name: line.name.clone(),
                post: line.post.clone(),
                announced: line.announced,
            })
            .collect();
        order::sort_by_key(&mut people, |person| name_key(&person.name));
        people
    });
    let line = |person: Person| {
        let name = person.name.clone();
        view! {
            <li class="person-line">
                <Avatar name=name.clone() />
                <span class="list-row-words grow">
                    <span class="list-row-title">{name}</span>
                    <span class="list-row-note">{person.post}</span>
                </span>
                <AnnouncedChip announced=person.announced />
            </li>
        }
    };
    view! {
        <Show when=move || !people.read().is_empty()>
            <Card title=t!("district.people") flush=true>
                <ul class="person-lines">{move || people.get().into_iter().map(line).collect_view()}</ul>
            </Card>
        </Show>
    }
}
