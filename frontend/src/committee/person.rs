//! One person's sheet at the committee's desk: everything that the level rests on; and, when the month is
//! over, the new decision that alone changes it.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use roviec_shared::id::{BookId, PersonId, UnitId};

use super::desk::Desk;
use crate::correct::{Correct, CorrectButton, CorrectForm};
use crate::doing::SavingLine;
use crate::month::{Here, Whose};
use crate::sheet::Why;
use crate::ui::{BackLink, PageHead};

/// The page.
#[component]
pub fn PersonPage() -> impl IntoView {
    let desk = Desk::of_page();
    let params = use_params_map();
    let who = Memo::new(move |_| {
        params.with(|params| {
            let unit: UnitId = params.get("unit")?.parse().ok()?;
            let person: PersonId = params.get("person")?.parse().ok()?;
            Some((unit, person))
        })
    });
    move || {
        let (unit, person) = who.get()?;
        let back = desk.path(&format!("/unit/{unit}"));
        let month = desk.month.get();
        let here = Here::new(desk.store, BookId { unit, month });
        Some(view! { <Person whose=Whose::new(here, person) back /> })
    }
}

#[component]
fn Person(whose: Whose, back: String) -> impl IntoView {
    let form = CorrectForm::new(whose);
    let post = Signal::derive(move || {
        whose
            .with(|record| record.enrolled.post.clone())
            .unwrap_or_default()
    });
    view! {
        <BackLink href=back words=Signal::derive(move || whose.here.unit_name()) />
        <PageHead
            title=whose.name()
            overline=whose.here.overline()
            lead=post
            actions=move || view! { <CorrectButton form /> }
        />
        <Why whose />
        <SavingLine />
        <Correct form />
    }
}
