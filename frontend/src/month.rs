//! A unit's month on the tablet: which one is at work, what is due in it, and where each person stands.

mod home;
mod lines;
mod people;
mod place;
mod remind;
mod switcher;
mod undivided;
mod whose;

pub use home::home;
pub use lines::{Line, Lines, group_vote_stands, lines, lines_now, vote_stands};
pub use people::PeopleList;
pub use place::{Here, ToBook, Workplace, at_book, book_of_unit};
pub use switcher::Switcher;
pub use undivided::wholes;
pub use whose::Whose;

use leptos::prelude::*;
use roviec_shared::permission::LEADERS;

use crate::frame::Place;
use crate::role;
use crate::store::Store;
use crate::t;
use crate::ui::Icon;

/// The places of who leads a unit; none for others.
pub fn places(store: Store) -> Vec<Place> {
    let today = store.today.get();
    let leads = store.actor.with(|actor| {
        actor.as_ref().is_some_and(|actor| {
            let held = &actor.author.held;
            held.iter()
                .any(|held| LEADERS.contains(&held.role) && held.holds_on(today))
        })
    });
    if !leads {
        return Vec::new();
    }
    let mut places = vec![
        Place::new("/month", Icon::Home, t!("month.place")),
        Place::new("/plan", Icon::Tasks, t!("plan.place")),
        Place::new("/results", Icon::Check, t!("sheet.place")),
        Place::new("/meeting", Icon::People, t!("meeting.place")),
    ];
    // An agency's month ends at home, and a grassroots cell's: they report to no committee.
    if role::leads_any(store, |kind| !kind.ends_at_home()) {
        places.push(Place::new("/report", Icon::Send, t!("report.place")));
    }
    places
}
