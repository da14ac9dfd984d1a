//! The fields of one turn as signals, and what they show.

use leptos::prelude::*;
use roviec_shared::{
    book::meeting::Tally,
    level::{Level, NotRatedKind},
    rules::RuleSet,
};

use super::draft::{Choice, Mode, TurnDraft};
use crate::facts::{FactFields, FactQuestions};
use crate::form::hint;
use crate::level::{label, not_rated, tone};
use crate::month::Whose;
use crate::ui::{Field, Fold, Stepper, TextArea, Tone};
use crate::{key, locale, say, t};

/// The fields. Copy them freely.
#[derive(Clone, Copy)]
pub struct Fields {
    /// What is chosen.
    pub choice: RwSignal<Option<Choice>>,
    /// The document of not rating.
    pub document: RwSignal<String>,
    /// Strengths.
    pub strengths: RwSignal<String>,
    /// Shortcomings.
    pub shortcomings: RwSignal<String>,
    /// What to mend.
    pub to_mend: RwSignal<String>,
    /// Why the level is not the system's.
    pub reason: RwSignal<String>,
    /// What was said.
    pub remarks: RwSignal<String>,
    /// How the meeting agrees.
    pub mode: RwSignal<Mode>,
    points: StoredValue<Vec<(String, RwSignal<Option<i64>>)>>,
    hands: StoredValue<Vec<(Level, RwSignal<Option<i64>>)>>,
    /// Blank ballots on paper, in hundredths as a stepper counts.
    pub blank: RwSignal<Option<i64>>,
    /// Spoilt ones.
    pub spoilt: RwSignal<Option<i64>>,
    /// The ballots were on paper.
    pub is_on_paper: RwSignal<bool>,
    /// The sums of a secret ballot on this tablet: in memory only, until they are in an act.
    pub ballot: RwSignal<Option<Tally>>,
    facts: FactFields,
}

impl Fields {
    /// Fields with this content, for a person of a rule set; with the sums of the secret ballot that stands.
    pub fn new(draft: &TurnDraft, ballot: Option<Tally>, rules: &RuleSet) -> Self {
        let point = |id: String| {
            let value = RwSignal::new(draft.points.get(&id).copied());
            (id, value)
        };
        let hand = |level: Level| {
            let hands = draft.hands.get(&level).copied().unwrap_or_default();
            (level, RwSignal::new(stepped(hands)))
        };
        let is_allowed = |mode: &Mode| mode.vote_mode().is_allowed(&rules.votes);
        let first = || Mode::ALL.into_iter().find(is_allowed);
        let mode = Some(draft.mode).filter(is_allowed).or_else(first);
        Self {
            choice: RwSignal::new(draft.choice),
            document: RwSignal::new(draft.document.clone()),
            strengths: RwSignal::new(draft.strengths.clone()),
            shortcomings: RwSignal::new(draft.shortcomings.clone()),
            to_mend: RwSignal::new(draft.to_mend.clone()),
            reason: RwSignal::new(draft.reason.clone()),
            remarks: RwSignal::new(draft.remarks.clone()),
            mode: RwSignal::new(mode.unwrap_or_default()),
            points: StoredValue::new(
                rules
                    .criteria()
                    .map(|criterion| point(criterion.id.to_string()))
                    .collect(),
            ),
            hands: StoredValue::new(Level::ALL.into_iter().map(hand).collect()),
            blank: RwSignal::new(stepped(draft.blank)),
            spoilt: RwSignal::new(stepped(draft.spoilt)),
            is_on_paper: RwSignal::new(draft.is_on_paper),
            ballot: RwSignal::new(ballot),
            facts: FactFields::new(&draft.facts, rules),
        }
    }

    /// What stands in the fields, following them.
    pub fn read(self) -> TurnDraft {
        TurnDraft {
            choice: self.choice.get(),
            document: self.document.get(),
            strengths: self.strengths.get(),
            shortcomings: self.shortcomings.get(),
            to_mend: self.to_mend.get(),
            reason: self.reason.get(),
            remarks: self.remarks.get(),
            mode: self.mode.get(),
            points: self.points.with_value(|points| {
                let set = points
                    .iter()
                    .filter_map(|(id, value)| Some((id.clone(), value.get()?)));
                set.collect()
            }),
            hands: self.hands.with_value(|hands| {
                let hands = hands.iter();
                hands
                    .map(|(level, value)| (*level, counted(*value)))
                    .collect()
            }),
            blank: counted(self.blank),
            spoilt: counted(self.spoilt),
            is_on_paper: self.is_on_paper.get(),
            facts: self.facts.read(),
        }
    }

    /// Puts other content in.
    pub fn write(self, draft: TurnDraft) {
        self.facts.write(&draft.facts);
        self.choice.set(draft.choice);
        self.document.set(draft.document);
        self.strengths.set(draft.strengths);
        self.shortcomings.set(draft.shortcomings);
        self.to_mend.set(draft.to_mend);
        self.reason.set(draft.reason);
        self.remarks.set(draft.remarks);
        self.mode.set(draft.mode);
        self.points.with_value(|points| {
            for (id, value) in points {
                value.set(draft.points.get(id).copied());
            }
        });
        self.hands.with_value(|hands| {
            for (level, value) in hands {
                value.set(stepped(draft.hands.get(level).copied().unwrap_or_default()));
            }
        });
        self.blank.set(stepped(draft.blank));
        self.spoilt.set(stepped(draft.spoilt));
        self.is_on_paper.set(draft.is_on_paper);
    }

    /// The counts by level, each as a stepper's value.
    pub fn hands(self) -> Vec<(Level, RwSignal<Option<i64>>)> {
        self.hands.get_value()
    }
}

/// A count as a stepper has it, in hundredths.
fn stepped(count: u32) -> Option<i64> {
    Some(i64::from(count) * 100)
}

/// The count in a stepper.
fn counted(value: RwSignal<Option<i64>>) -> u32 {
    u32::try_from(value.get().unwrap_or_default() / 100).unwrap_or_default()
}

/// The levels and *Không xếp loại* as large cards; what is chosen may be the system's level.
#[component]
pub fn ChoiceCards(
    /// The fields.
    fields: Fields,
    /// What stands for the choice.
    #[prop(into)]
    chosen: Signal<Option<Choice>>,
    /// The system's level.
    #[prop(into)]
    system: Signal<Option<Level>>,
    /// The rule set.
    rules: StoredValue<RuleSet>,
) -> impl IntoView {
    let name = crate::ui::unique_id("turn");
    let group = name.clone();
    let card = move |choice: Choice, title: Signal<String>, tone: Tone| {
        let note = move || {
            let is_system = choice.level().is_some() && choice.level() == system.get();
            is_system.then(|| say!("turn.is_system"))
        };
        let is_chosen = move || match (chosen.get(), choice) {
            (Some(Choice::NotRated(_)), Choice::NotRated(_)) => true,
            (chosen, choice) => chosen == Some(choice),
        };
        view! {
            <label class=format!("choice {}", tone.class())>
                <input
                    type="radio"
                    name=group.clone()
                    prop:checked=is_chosen
                    on:change=move |_| fields.choice.set(Some(choice))
                />
                <span class="choice-mark" aria-hidden="true"></span>
                <span class="choice-words">
                    <span class="choice-title">{title}</span>
                    <span class="choice-note" hidden=move || note().is_none()>{note}</span>
                </span>
                {tone.bars().map(|filled| view! { <crate::ui::Bars filled /> })}
            </label>
        }
    };
    let levels = Level::ALL
        .into_iter()
        .map(|level| {
            let title = Signal::derive(move || rules.with_value(|rules| label(rules, level)));
            card(Choice::Level(level), title, tone(level))
        })
        .collect_view();
    let first_kind = rules.with_value(|rules| rules.not_rated.first().copied());
    let unrated =
        first_kind.map(|kind| card(Choice::NotRated(kind), t!("level.not_rated"), Tone::Plain));
    let is_unrated = Memo::new(move |_| matches!(chosen.get(), Some(Choice::NotRated(_))));
    view! {
        <fieldset class="choices">
            <legend class="field-label">{t!("turn.level")}</legend>
            <div class="choices-cards">{levels}{unrated}</div>
        </fieldset>
        <Show when=move || is_unrated.get()>
            <NotRatedFields fields chosen rules />
        </Show>
    }
}

/// Why a person is not rated, with the document.
#[component]
fn NotRatedFields(
    fields: Fields,
    chosen: Signal<Option<Choice>>,
    rules: StoredValue<RuleSet>,
) -> impl IntoView {
    let name = crate::ui::unique_id("unrated");
    let kinds = rules.with_value(|rules| rules.not_rated.clone());
    let option = move |kind: NotRatedKind| {
        view! {
            <label class="choice tone-plain">
                <input
                    type="radio"
                    name=name.clone()
                    prop:checked=move || chosen.get() == Some(Choice::NotRated(kind))
                    on:change=move |_| fields.choice.set(Some(Choice::NotRated(kind)))
                />
                <span class="choice-mark" aria-hidden="true"></span>
                <span class="choice-words"><span class="choice-title">{move || not_rated(kind)}</span></span>
            </label>
        }
    };
    view! {
        <fieldset class="choices">
            <legend class="field-label">{t!("turn.unrated.why")}</legend>
            <div class="choices-cards">{kinds.into_iter().map(option).collect_view()}</div>
        </fieldset>
        <Field label=t!("turn.unrated.document") value=fields.document hint=hint(key!("turn.unrated.document.hint")) />
    }
}

/// Remarks, points, facts: what is said of the person besides the level.
#[component]
pub fn RemarkFields(
    /// The fields.
    fields: Fields,
    /// Whose.
    whose: Whose,
    /// The rule set.
    rules: StoredValue<RuleSet>,
) -> impl IntoView {
    let steppers = rules.with_value(|rules| {
        let had_unplanned = whose
            .with_now(|record| record.live_tasks().any(|(_, task)| task.plan.unplanned))
            .unwrap_or_default();
        let groups = rules
            .groups
            .iter()
            .filter(|group| had_unplanned || !group.only_unplanned);
        groups
            .flat_map(|group| group.criteria())
            .filter_map(|criterion| {
                let id = criterion.id.to_string();
                let value = fields.points.with_value(|points| {
                    points
                        .iter()
                        .find(|(known, _)| *known == id)
                        .map(|(_, value)| *value)
                })?;
                let name = criterion.name.clone();
                let label = Signal::derive(move || locale::pick(&name));
                let note = Signal::derive(move || {
                    let own = whose
                        .with(|record| record.stage.score()?.criteria.get(&id).copied())
                        .flatten()?;
                    Some(say!(
                        "turn.own_points",
                        points = locale::hundredths(own.hundredths().into())
                    ))
                });
                let max = i64::from(criterion.max.hundredths());
                Some(view! { <Stepper label value max from_top=true note /> })
            })
            .collect_view()
    });
    view! {
        <div class="turn-remarks">
            <TextArea label=t!("proposal.strengths") value=fields.strengths secrecy_notice=false rows=2 />
            <TextArea label=t!("proposal.shortcomings") value=fields.shortcomings secrecy_notice=false rows=2 />
            <TextArea label=t!("proposal.to_mend") value=fields.to_mend rows=2 />
        </div>
        <FactQuestions fields=fields.facts whose rules />
        <Fold title=t!("turn.points")>
            <p class="soft">{t!("turn.points.words")}</p>
            <div class="stepper-list">{steppers}</div>
        </Fold>
    }
}
