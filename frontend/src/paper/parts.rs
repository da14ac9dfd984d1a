//! What every paper has: its head, its kind, its signatures, and how days are written on it.

use leptos::prelude::*;
use roviec_shared::{
    id::BookId,
    month::{Day, Month},
    organisation::Role,
};

use super::issuer::Issuer;
use crate::month::Here;
use crate::{key, say};

/// *ngày 03 tháng 12 năm 2026*: on paper a month below three has its nought too.
pub fn day_words(day: Day) -> String {
    let month = day.month();
    let month_number = month.number();
    let padded = |number: u8| format!("{number:02}");
    say!(
        "paper.day",
        day = padded(day.number()),
        month = if month_number < 3 {
            padded(month_number)
        } else {
            month_number.to_string()
        },
        year = month.year()
    )
}

/// *tháng 11 năm 2026*.
pub fn month_words(month: Month) -> String {
    say!("paper.month", month = month.number(), year = month.year())
}

/// *19 giờ 30 phút* of `19:30`; what is not a time is given as it was written.
pub fn hour_words(hour: &str) -> String {
    let parts: Vec<&str> = hour.split([':', 'h']).map(str::trim).collect();
    let is_time = parts
        .iter()
        .all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    match parts[..] {
        _ if !is_time => hour.to_owned(),
        [hours, minutes] if minutes == "00" || minutes.is_empty() => {
            say!("paper.hour", hours = hours)
        }
        [hours, minutes] => say!("paper.hour.minutes", hours = hours, minutes = minutes),
        _ => hour.to_owned(),
    }
}

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

#[cfg(test)]
mod tests {
    use super::{day_words, hour_words};

    #[test]
    fn days_and_hours_are_written_as_on_paper() {
        let day = |text: &str| day_words(text.parse().expect("a day"));
        assert_eq!(day("2026-12-03"), "ngày 03 tháng 12 năm 2026");
        assert_eq!(day("2026-02-11"), "ngày 11 tháng 02 năm 2026");
        assert_eq!(hour_words("19:30"), "19 giờ 30 phút");
        assert_eq!(hour_words("8:00"), "8 giờ");
        assert_eq!(hour_words("19h30"), "19 giờ 30 phút");
        assert_eq!(hour_words("evening"), "evening");
    }
}
