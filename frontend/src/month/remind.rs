//! Urging with one tap whoever is not done before the meeting.

use leptos::prelude::*;
use roviec_shared::{
    act::{Deed, Reminded},
    book::Book,
    due::is_missing,
    id::PersonId,
    order::Gather,
};

use super::Here;
use crate::doing::{Doing, RefusalNotice};
use crate::ui::{Button, Icon};
use crate::{say, t};

fn missing(book: &Book) -> Vec<PersonId> {
    let missing = book.people.iter().filter(|(_, record)| is_missing(record));
    missing.map(|(person, _)| person.clone()).collect()
}

/// Reminds everybody in a unit's month who is not done; offered to whoever may, while somebody is.
#[component]
pub fn RemindPeople(
    /// Where.
    here: Here,
) -> impl IntoView {
    let store = here.store;
    let doing = Doing::new(store);
    let deed = move |people: Vec<PersonId>| Deed::Remind {
        day: store.today.get(),
        unit: String::new(),
        people: people
            .into_iter()
            .map(|person| {
                let text = say!("remind.text", month = here.month_words());
                (person, Reminded { text })
            })
            .into_map(),
    };
    let who = Memo::new(move |_| {
        let today = store.today.get();
        let is_new = |book: &Book, person: &PersonId| {
            let last = book
                .people
                .get(person)
                .and_then(|record| record.reminders.last());
            last.is_none_or(|last| last.day != today)
        };
        here.with(|book| {
            let all = missing(book);
            let new: Vec<PersonId> = all
                .iter()
                .filter(|person| is_new(book, person))
                .cloned()
                .collect();
            (all.len() - new.len(), new)
        })
        .unwrap_or_default()
    });
    let may = Memo::new(move |_| {
        let (_, new) = who.get();
        here.with(|book| store.may(book, &deed(new)))
            .unwrap_or_default()
    });
    let remind = move || {
        let (_, new) = who.get_untracked();
        doing.does(&here.id(), untrack(|| deed(new)));
    };
    view! {
        <Show when=move || may.get()>
            <RefusalNotice doing />
            <div class="row">
                <Show when=move || !who.read().1.is_empty()>
                    <Button icon=Icon::Speech on_press=remind>
                        {t!("remind.people", n = who.read().1.len())}
                    </Button>
                </Show>
                <Show when=move || who.read().0 != 0>
                    <p class="soft">{t!("remind.people.done", n = who.read().0)}</p>
                </Show>
            </div>
        </Show>
    }
}
