//! The frame of the year's table: who issues it, what it is, and who signs.

use leptos::prelude::*;

use super::issuer::paper_head;
use super::parts::{for_the_unit, recipients};
use crate::month::Here;
use crate::report::committee_name;
use crate::say;

/// The sheet around a table.
#[component]
pub(crate) fn YearSheet(
    /// The unit's month that says who issues it.
    here: Here,
    /// What kind of paper.
    title: String,
    /// What about.
    about: String,
    /// The table.
    body: AnyView,
) -> impl IntoView {
    let today = here.store.today.get();
    view! {
        <article class="paper paper-wide">
            {paper_head(here, &say!("paper.proposal.letters"), Some(today), true)}
            <h2 class="paper-kind">{title}</h2>
            <p class="paper-about">{about}</p>
            <div class="paper-body">{body}</div>
            <div class="paper-signatures">
                {recipients(here, say!("paper.recipients.above", above = committee_name(here)))}
                {for_the_unit(here)}
            </div>
        </article>
    }
}
