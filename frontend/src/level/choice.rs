//! Choosing an outcome: one of the four levels, or not rated with its reason and document.

use leptos::prelude::*;
use roviec_shared::{
    level::{Document, Level, NotRatedKind, Outcome},
    rules::RuleSet,
};

use super::{label as label_of, not_rated, tone};
use crate::ui::{Field, RadioCard, RadioCards, Select};
use crate::{say, t};

/// What is being chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Chosen {
    Level(Level),
    NotRated,
}

/// An outcome that is being chosen. Copy it freely.
#[derive(Clone, Copy)]
pub struct OutcomeEntry {
    chosen: RwSignal<Option<Chosen>>,
    kind: RwSignal<String>,
    document: RwSignal<String>,
}

impl OutcomeEntry {
    /// With nothing chosen. Made with the form that holds it: what a row's button made would go with the
    /// row, while the form may still be open.
    pub fn empty() -> Self {
        Self {
            chosen: RwSignal::new(None),
            kind: RwSignal::default(),
            document: RwSignal::default(),
        }
    }

    /// Begins with an outcome, or with none.
    pub fn begin(self, outcome: Option<&Outcome>) {
        let (chosen, kind, document) = match outcome {
            None => (None, String::new(), String::new()),
            Some(Outcome::Level(level)) => {
                (Some(Chosen::Level(*level)), String::new(), String::new())
            }
            Some(Outcome::NotRated(reason)) => (
                Some(Chosen::NotRated),
                kind_name(reason.kind()),
                reason.document().as_str().to_owned(),
            ),
        };
        self.chosen.set(chosen);
        self.kind.set(kind);
        self.document.set(document);
    }

    /// The outcome; none while something of it is missing.
    pub fn outcome(self) -> Option<Outcome> {
        match self.chosen.get()? {
            Chosen::Level(level) => Some(Outcome::Level(level)),
            Chosen::NotRated => {
                let wanted = self.kind.get();
                let kind = KINDS.into_iter().find(|kind| kind_name(*kind) == wanted)?;
                let document = Document::parse(&self.document.get()).ok()?;
                Some(Outcome::NotRated(kind.with(document)))
            }
        }
    }
}

const KINDS: [NotRatedKind; 5] = [
    NotRatedKind::LeaveOrStudy,
    NotRatedKind::AppointedRecently,
    NotRatedKind::Suspended,
    NotRatedKind::Exempt,
    NotRatedKind::NoTask,
];

/// The kind's name as it is stored; it never reaches the screen.
fn kind_name(kind: NotRatedKind) -> String {
    match serde_json::to_value(kind) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}

/// The four levels as the rule set calls them, not rated beside them, and what the latter needs.
#[component]
pub fn OutcomeChoice(
    /// What is asked.
    #[prop(into)]
    label: Signal<String>,
    /// What is chosen.
    entry: OutcomeEntry,
    /// Levels' names, and the reasons for not rating that are known.
    rules: StoredValue<RuleSet>,
) -> impl IntoView {
    let cards = Signal::derive(move || {
        rules.with_value(|rules| {
            let level = |level| {
                RadioCard::new(Chosen::Level(level), label_of(rules, level)).tone(tone(level))
            };
            let mut cards: Vec<_> = Level::ALL.into_iter().map(level).collect();
            cards.push(RadioCard::new(Chosen::NotRated, say!("level.not_rated")));
            cards
        })
    });
    let options = Signal::derive(move || {
        rules.with_value(|rules| {
            let kinds = rules.not_rated.iter();
            kinds
                .map(|kind| (kind_name(*kind), not_rated(*kind)))
                .collect::<Vec<_>>()
        })
    });
    let is_not_rated = move || entry.chosen.get() == Some(Chosen::NotRated);
    view! {
        <RadioCards label cards value=entry.chosen />
        <Show when=is_not_rated>
            <Select
                label=t!("not_rated.why")
                value=entry.kind
                options
                none=t!("not_rated.choose")
            />
            <Field label=t!("not_rated.document") value=entry.document />
        </Show>
    }
}
