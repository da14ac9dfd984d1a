//! Tasks of the unit as a whole that are not divided among its people yet.

use leptos::prelude::*;
use roviec_shared::book::dividing::{Divided, divided};

use super::Here;
use crate::t;
use crate::ui::{Icon, LinkButton, Notice, Tone};

/// The tasks of the unit as a whole, from wherever it is rated as one in the same month.
pub fn wholes(here: Here) -> Vec<Divided> {
    let own = here.id();
    let above = here.store.book_ids().into_iter();
    let above = above.filter(|id| id.month == own.month && id.unit != own.unit);
    let books: Vec<_> = above.filter_map(|id| here.store.book_of(&id)).collect();
    let of = |own: &_| books.iter().flat_map(|above| divided(above, own)).collect();
    here.with(of).unwrap_or_default()
}

/// Says on the month's home that tasks of the unit as a whole are not divided, to who can divide them.
#[component]
pub fn Undivided(
    /// Where.
    here: Here,
) -> impl IntoView {
    let count = Memo::new(move |_| {
        let is_theirs = here.may_plan();
        let left = wholes(here)
            .into_iter()
            .filter(|whole| whole.left.is_some());
        if is_theirs { left.count() } else { 0 }
    });
    view! {
        <Show when=move || count.get() != 0>
            <Notice tone=Tone::Warning>
                <div class="row-spread">
                    <p>{t!("dividing.undivided", n = count.get())}</p>
                    <LinkButton href=here.href("plan") icon=Icon::Tasks>{t!("dividing.go")}</LinkButton>
                </div>
            </Notice>
        </Show>
    }
}
