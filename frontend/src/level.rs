//! Levels, and the status of who is not rated, in words and as chips.

mod choice;

pub use choice::{OutcomeChoice, OutcomeEntry};

use leptos::prelude::*;
use roviec_shared::{
    book::Announced,
    level::{Level, NotRatedKind, Outcome},
    rules::RuleSet,
};

use crate::ui::{Chip, Tone};
use crate::{key, locale, say};

/// The colour and bars of a level.
pub fn tone(level: Level) -> Tone {
    match level {
        Level::Excellent => Tone::Rank4,
        Level::Good => Tone::Rank3,
        Level::Completed => Tone::Rank2,
        Level::NotCompleted => Tone::Rank1,
    }
}

/// The level as the rule set calls it: for papers, results and decisions.
pub fn label(rules: &RuleSet, level: Level) -> String {
    let words = rules.labels.of(level);
    locale::pick(words)
}

/// The level in a word or two: for tables and lists.
pub fn short(level: Level) -> String {
    say!(match level {
        Level::Excellent => key!("level.excellent"),
        Level::Good => key!("level.good"),
        Level::Completed => key!("level.completed"),
        Level::NotCompleted => key!("level.not_completed"),
    })
}

/// The outcome in a word or two.
pub fn short_outcome(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Level(level) => short(*level),
        Outcome::NotRated(_) => say!("level.not_rated"),
    }
}

/// Why somebody is not rated, without the document.
pub fn not_rated(kind: NotRatedKind) -> String {
    say!(match kind {
        NotRatedKind::LeaveOrStudy => key!("not_rated.leave_or_study"),
        NotRatedKind::AppointedRecently => key!("not_rated.appointed_recently"),
        NotRatedKind::Suspended => key!("not_rated.suspended"),
        NotRatedKind::Exempt => key!("not_rated.exempt"),
        NotRatedKind::NoTask => key!("not_rated.no_task"),
    })
}

/// A level as a chip with its bars; a dash where there is none yet.
#[component]
pub fn LevelChip(
    /// Which.
    #[prop(into)]
    level: Signal<Option<Level>>,
    /// Not final: drawn with a broken border.
    #[prop(optional)]
    provisional: bool,
) -> impl IntoView {
    move || match level.get() {
        Some(level) => {
            let words = Signal::derive(move || short(level));
            view! { <Chip words tone=tone(level) provisional /> }.into_any()
        }
        None => view! { <span class="soft" aria-label=say!("level.none")>"–"</span> }.into_any(),
    }
}

/// An outcome as a chip; a dash where there is none yet.
#[component]
pub fn OutcomeChip(
    /// Which.
    #[prop(into)]
    outcome: Signal<Option<Outcome>>,
    /// Not final: drawn with a broken border.
    #[prop(optional)]
    provisional: bool,
) -> impl IntoView {
    move || match outcome.get() {
        Some(Outcome::NotRated(_)) => {
            let words = Signal::derive(move || say!("level.not_rated"));
            view! { <Chip words provisional /> }.into_any()
        }
        Some(Outcome::Level(level)) => {
            view! { <LevelChip level=Some(level) provisional /> }.into_any()
        }
        None => view! { <LevelChip level=None /> }.into_any(),
    }
}

/// What the unit may know of an outcome, as a chip; a dash before it was announced.
#[component]
pub fn AnnouncedChip(
    /// Which.
    announced: Option<Announced>,
) -> impl IntoView {
    match announced {
        Some(Announced::Level(level)) => view! { <LevelChip level=Some(level) /> }.into_any(),
        Some(Announced::NotRated) => {
            let words = Signal::derive(move || say!("level.not_rated"));
            view! { <Chip words /> }.into_any()
        }
        None => view! { <LevelChip level=None /> }.into_any(),
    }
}
