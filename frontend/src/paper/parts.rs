//! What every paper has: its head, its kind, its signatures, and how days are written on it.

use leptos::prelude::*;
use roviec_shared::{
    id::{BookId, PersonId},
    month::{Day, Month},
    organisation::Role,
};

use crate::month::Here;
use crate::report::above_name;
use crate::say;

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

/// The place that stands before the date: the name of the unit above without its kind.
fn place(here: Here) -> String {
    let above = above_name(here);
    let kinds = say!("paper.place.kinds");
    let found = kinds.split('|').find_map(|kind| above.strip_prefix(kind));
    found.unwrap_or(&above).to_owned()
}

/// The two columns at the top: who issues it, and under which letters (*BB/CB*); place and date where it
/// has them, which minutes have not; a mark while it is not decided or closed.
pub fn paper_head(
    here: Here,
    letters: &str,
    day: Option<Day>,
    is_draft: bool,
) -> impl IntoView + use<> {
    let number = say!("paper.number", letters = letters);
    let dated = day.map(|day| {
        let words = say!(
            "paper.place_and_day",
            place = place(here),
            day = day_words(day)
        );
        view! { <div class="paper-place">{words}</div> }
    });
    view! {
        {is_draft.then(|| view! { <div class="paper-draft-mark">{say!("paper.draft")}</div> })}
        <div class="paper-head">
            <div>
                <div class="paper-superior">{above_name(here)}</div>
                <div class="paper-issuer">{here.unit_name()}</div>
                <div class="paper-star">"*"</div>
                <div>{number}</div>
            </div>
            <div>
                <div class="paper-motto"><span>{say!("paper.party")}</span></div>
                {dated}
            </div>
        </div>
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

/// Who signs for the cell: the secretary.
pub fn for_the_cell(here: Here) -> impl IntoView {
    let name = secretary(here).and_then(|person| here.store.name_of(&person));
    let post = say!("role.secretary");
    signature(say!("paper.for_cell"), Some(post), name.unwrap_or_default())
}

/// To whom it goes, and that the cell keeps one.
pub fn recipients(to: String) -> impl IntoView {
    view! {
        <div class="paper-recipients">
            <div class="paper-recipients-title">{say!("paper.recipients")}</div>
            <div>{to}</div>
            <div>{say!("paper.recipients.kept")}</div>
        </div>
    }
}

/// The secretary, as the month knows them.
pub fn secretary(here: Here) -> Option<PersonId> {
    here.with(|book| {
        let mut people = book.people.iter();
        people
            .find(|(_, record)| record.enrolled.roles.contains(&Role::Secretary))
            .map(|(person, _)| person.clone())
    })
    .flatten()
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
