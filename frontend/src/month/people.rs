//! A list of people to look through and to open one of: light, since a cell may have six hundred.

use std::{
    hash::{Hash, Hasher},
    sync::Arc,
};

use leptos::prelude::*;
use roviec_shared::{id::PersonId, vietnamese::is_found_by};

use super::{Line, Lines};
use crate::ui::{Avatar, Field, Keyboard, ListRow, Segment, Segments};
use crate::{locale, say, t};

/// With more people than these a list has a field to look for names.
const SEARCHED_FROM: usize = 13;

/// A line as the key of its row: it is drawn anew when the line is another one.
#[derive(Clone, PartialEq, Eq)]
struct Row(Arc<Line>);

impl Hash for Row {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.person.hash(state);
    }
}

/// People sorted by name, one of them open.
#[component]
pub fn PeopleList(
    /// Who, in order.
    lines: Memo<Lines>,
    /// The one that is open beside the list.
    #[prop(into)]
    current: Signal<Option<PersonId>>,
    /// Opens one.
    #[prop(into)]
    on_press: Callback<PersonId>,
    /// Below the name.
    note: fn(&Line) -> String,
    /// After the name.
    aside: fn(&Line) -> AnyView,
    /// Those with whom something is left to do: offered as a shorter list.
    left: fn(&Line) -> bool,
) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let only_left = RwSignal::new(false);
    let opened = Selector::new(move || current.get());
    let many = Memo::new(move |_| lines.read().len());
    let is_long = Memo::new(move |_| many.get() >= SEARCHED_FROM);
    let count_left = Memo::new(move |_| lines.read().iter().filter(|line| left(line)).count());
    let shown = Memo::new(move |_| {
        let (lines, typed, only_left) = (lines.get(), typed.get(), only_left.get());
        let searches = !typed.trim().is_empty();
        let wanted = |line: &&Arc<Line>| {
            (!only_left || left(line)) && (!searches || is_found_by(&line.name, &typed))
        };
        lines
            .iter()
            .filter(wanted)
            .cloned()
            .map(Row)
            .collect::<Vec<_>>()
    });
    let nobody = Memo::new(move |_| shown.read().is_empty());
    let row = move |Row(line): Row| {
        let (name, person) = (line.name.clone(), line.person.clone());
        let opened = opened.clone();
        let here = line.person.clone();
        let (title, lead) = (name.clone(), name);
        let note_of = {
            let line = line.clone();
            Signal::derive(move || {
                locale::language();
                note(&line)
            })
        };
        view! {
            <ListRow
                title
                note=note_of
                lead=move || view! { <Avatar name=lead.clone() /> }
                aside=move || aside(&line)
                current=Signal::derive(move || opened.selected(&Some(here.clone())))
                on_press=move || on_press.run(person.clone())
            />
        }
    };
    let segments = vec![
        Segment {
            value: false,
            title: Signal::derive(move || say!("people.all", n = many.get())),
        },
        Segment {
            value: true,
            title: Signal::derive(move || say!("people.left", n = count_left.get())),
        },
    ];
    view! {
        <div class="people">
            <div class="people-filter">
                <Show when=move || is_long.get()>
                    <Field label=t!("people.search") value=typed keyboard=Keyboard::Search />
                </Show>
                <Segments
                    label=t!("people.filter")
                    segments
                    value=only_left
                    on_choose=move |choice| only_left.set(choice)
                />
            </div>
            <div class="list people-list">
                <For each=move || shown.get() key=Row::clone children=row />
            </div>
            <p class="people-none soft" hidden=move || !nobody.get()>{t!("people.none")}</p>
        </div>
    }
}
