//! What stands below a paper: signatures and recipients, and whose they are.

use leptos::prelude::*;
use roviec_shared::{id::BookId, organisation::Role};

use super::issuer::Issuer;
use crate::month::Here;
use crate::{key, say};

/// One signature: for whom or as what, the post, and the name below the space to sign.
pub fn signature(title: String, post: Option<String>, name: String) -> impl IntoView {
    view! {
        <div class="paper-signature">
            <span class="paper-signature-for">{title}</span>
            {post.map(|post| view! { <span class="paper-signature-post">{post}</span> })}
            <span class="paper-signature-name">{name}</span>
        </div>
    }
}

/// Who signs for the unit: the secretary for the cell, the head for an agency.
pub fn for_the_unit(here: Here) -> impl IntoView {
    match Issuer::of(here) {
        Issuer::Cell => {
            let post = say!("role.secretary");
            signature(
                say!("paper.for_cell"),
                Some(post),
                holder(here, Role::Secretary),
            )
        }
        Issuer::Committee => signature(say!("paper.for_committee"), None, String::new()),
        Issuer::PartyAgency | Issuer::StateAgency => {
            signature(say!("paper.head_signs"), None, holder(here, Role::Head))
        }
    }
}

/// To whom it goes, and that the unit keeps one.
pub fn recipients(here: Here, to: String) -> impl IntoView {
    let kept = Issuer::of(here).words(
        key!("paper.recipients.kept"),
        key!("paper.recipients.kept.agency"),
    );
    view! {
        <div class="paper-recipients">
            <div class="paper-recipients-title">{say!("paper.recipients")}</div>
            <div>{to}</div>
            <div>{say!(kept)}</div>
        </div>
    }
}

/// The name of who holds a role in the unit: as the month knows them, else as the tree does, since an
/// agency's head has no sheet in its book; empty where nobody is known.
fn holder(here: Here, role: Role) -> String {
    let rated = here.with(|book| {
        let mut people = book.people.values();
        let found = people.find(|record| record.enrolled.roles.contains(&role));
        found.map(|record| record.enrolled.name.clone())
    });
    let in_tree = || {
        let holders = here.store.holders_of(&[role], &here.id().unit);
        holders.into_iter().next().map(|(_, name)| name)
    };
    rated.flatten().or_else(in_tree).unwrap_or_default()
}

/// The month after the one that is rated, in the same unit.
pub fn next_month(here: Here) -> Here {
    let BookId { unit, month } = here.id();
    Here::new(
        here.store,
        BookId {
            unit,
            month: month.next(),
        },
    )
}
