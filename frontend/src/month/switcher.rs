//! Unit and month, with the others that this account acts on.

use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_location;
use roviec_shared::id::BookId;

use super::Workplace;
use crate::store::Store;
use crate::ui::{Icon, MenuButton};
use crate::{locale, say, t};

/// What the head of the frame shows where a unit's month is at work: a tap opens the others.
#[component]
pub fn Switcher() -> impl IntoView {
    let store = Store::get();
    let workplace = Workplace::of_app();
    let path = use_location().pathname;
    let place = Memo::new(move |_| {
        let path = path.get();
        let first = path.trim_start_matches('/').split('/').next();
        first.unwrap_or_default().to_owned()
    });
    // Only where the page is about one: elsewhere the frame's head stays empty.
    let is_at_book = move || path.read().split('/').count() > 3;
    let face = move || {
        workplace.shown().map(|id| {
            let unit = store.unit_name(&id.unit).unwrap_or_default();
            view! {
                <span class="switcher-face">
                    <span class="switcher-unit">{unit}</span>
                    <span class="switcher-month">{month_words(&id)}{Icon::Down.view()}</span>
                </span>
            }
        })
    };
    let others = move || {
        let shown = workplace.shown()?;
        let mut ids: Vec<BookId> = store
            .months(&shown.unit)
            .into_iter()
            .map(|month| BookId {
                unit: shown.unit.clone(),
                month,
            })
            .collect();
        let of_others = store.book_ids().into_iter().filter(|id| {
            id.unit != shown.unit
                && id.month == shown.month
                && store.holds(roviec_shared::permission::LEADERS, &id.unit)
        });
        ids.extend(of_others);
        Some(ids)
    };
    let link = move |id: BookId| {
        let current = workplace.shown().as_ref() == Some(&id);
        let other_unit = workplace
            .shown()
            .is_some_and(|shown| shown.unit != id.unit)
            .then(|| store.unit_name(&id.unit).unwrap_or_default());
        view! {
            <A href=format!("/{}/{id}", place.get()) attr:class="menu-item">
                {if current { Icon::Check } else { Icon::Calendar }.view()}
                <span>{other_unit.map(|unit| format!("{unit}, "))}{month_words(&id)}</span>
            </A>
        }
    };
    view! {
        <Show when=is_at_book>
            <div class="switcher">
                <MenuButton face=face label=t!("month.switch")>
                    {move || others().unwrap_or_default().into_iter().map(link).collect_view()}
                </MenuButton>
            </div>
        </Show>
    }
}

fn month_words(id: &BookId) -> String {
    say!("month.name", month = locale::month(&String::from(id.month)))
}
