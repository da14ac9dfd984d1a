//! After a return: what was agreed before is agreed once more as it was, person by person, with one tap.

use leptos::prelude::*;
use roviec_shared::{
    act::Deed,
    apply::counted,
    book::meeting::{RowVote, Tally},
    id::PersonId,
};

use crate::deed::one;
use crate::doing::{Doing, RefusalNotice};
use crate::meeting::is_running;
use crate::month::{Here, Lines};
use crate::t;
use crate::ui::{Button, Icon, Notice, Tone};

/// Says that the levels have to be agreed anew, and offers to keep them; nothing where none has.
#[component]
pub fn Again(
    /// Where.
    here: Here,
    /// Everyone.
    lines: Memo<Lines>,
) -> impl IntoView {
    let store = here.store;
    // One's own row is another's to take.
    let kept = Memo::new(move |_| {
        let own = store
            .actor
            .with(|actor| actor.as_ref().map(|actor| actor.person.clone()));
        let lines = lines.read();
        let before = lines.iter().filter(|line| line.agreed_before.is_some());
        before
            .filter(|line| Some(&line.person) != own.as_ref())
            .map(|line| line.person.clone())
            .collect::<Vec<PersonId>>()
    });
    let is_shown = Memo::new(move |_| is_running(here) && !kept.read().is_empty());
    let doing = Doing::new(store);
    let keep = move || {
        for person in kept.get_untracked() {
            let vote = here.with_now(|book| {
                let standing = book.people.get(&person)?.stage.vote()?.clone();
                let list = counted(book, &person);
                Some(over(standing, &list))
            });
            let Some(vote) = vote.flatten() else { continue };
            let people = one(person, vote);
            if !doing.does(&here.id(), Deed::Vote { people }) {
                return;
            }
        }
    };
    view! {
        <Show when=move || is_shown.get()>
            <Notice tone=Tone::Warning title=t!("again.title")>
                <p>{t!("again.words")}</p>
                <div class="row">
                    <Button icon=Icon::Check on_press=keep>{t!("again.keep", n = kept.read().len())}</Button>
                </div>
            </Notice>
        </Show>
        <RefusalNotice doing />
    }
}

/// The same vote over the list as it is now.
fn over(standing: RowVote, list: &Tally) -> RowVote {
    RowVote {
        tally: Tally {
            entitled: list.entitled,
            present: list.present,
            ..standing.tally.clone()
        },
        ..standing
    }
}
