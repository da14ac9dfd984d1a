//! Telling everyone what was decided, and the month's end when the days for objections are over.

use leptos::prelude::*;
use roviec_shared::{
    apply::to_announce,
    book::Book,
    due::{DueState, Milestone, of_book},
    month::Day,
};

use crate::deed;
use crate::doing::{Doing, RefusalNotice};
use crate::form::hint;
use crate::month::Here;
use crate::ui::{Button, ButtonKind, Card, DayField, Field, Icon};
use crate::{key, say, t};

/// The form of the announcement, while something waits for it.
#[component]
pub fn Announce(
    /// Where.
    here: Here,
) -> impl IntoView {
    let store = here.store;
    let doing = Doing::new(store);
    let number = RwSignal::new(String::new());
    let day = RwSignal::new(String::from(store.today.get_untracked()));
    let missing = RwSignal::new(false);
    let many = Memo::new(move |_| {
        here.with(|book| to_announce(book).len())
            .unwrap_or_default()
    });
    let may = Memo::new(move |_| {
        let today = store.today.get();
        here.with(|book| store.may(book, &deed::announce(String::new(), today, book)))
            .unwrap_or_default()
    });
    let tell = move || {
        doing.forgets();
        let document = number.get_untracked().trim().to_owned();
        let on = day.get_untracked().parse::<Day>();
        missing.set(document.is_empty());
        if let (false, Ok(on)) = (document.is_empty(), on)
            && let Some(deed) = here.with_now(|book| deed::announce(document, on, book))
        {
            doing.does(&here.id(), deed);
        }
    };
    let error = Signal::derive(move || missing.get().then(|| say!("announcement.number.missing")));
    view! {
        <Show when=move || many.get() != 0>
            <Card title=t!("announcement.to_tell")>
                <p>{t!("decide.to_tell", n = many.get())}</p>
                <RefusalNotice doing />
                <Show when=move || may.get() fallback=|| view! { <p class="soft">{t!("decide.not_yours")}</p> }>
                    <div class="row row-top">
                        <Field label=t!("announcement.number") value=number error hint=hint(key!("decide.tell.hint")) />
                        <DayField label=t!("announcement.day") value=day />
                    </div>
                    <div class="row">
                        <Button kind=ButtonKind::Primary icon=Icon::Speech on_press=tell>
                            {t!("decide.tell", n = many.get())}
                        </Button>
                    </div>
                </Show>
            </Card>
        </Show>
    }
}

/// The month's end, once nobody can object any more.
#[component]
pub fn Close(
    /// Where.
    here: Here,
) -> impl IntoView {
    let store = here.store;
    let doing = Doing::new(store);
    let is_due = Memo::new(move |_| {
        let today = store.today.get();
        let is_due = |book: &Book| {
            let dues = store.rules.with(|rules| of_book(rules, book, today));
            dues.iter()
                .any(|due| due.milestone == Milestone::Closed && due.state == DueState::Now)
                && store.may(book, &deed::close(book))
        };
        here.with(is_due).unwrap_or_default()
    });
    let close = move || {
        if let Some(deed) = here.with_now(deed::close) {
            doing.does(&here.id(), deed);
        }
    };
    view! {
        <Show when=move || is_due.get()>
            <Card title=t!("close.title")>
                <p>{t!("close.words")}</p>
                <RefusalNotice doing />
                <div class="row"><Button icon=Icon::Lock on_press=close>{t!("close.title")}</Button></div>
            </Card>
        </Show>
    }
}
