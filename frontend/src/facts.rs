//! Facts that whoever proposes answers of a person: yes or no, and of leaders how well they organise and unite, in
//! whole percent (Nghị định 335/2025).

use std::collections::BTreeMap;

use leptos::prelude::*;
use roviec_shared::{
    book::{
        Record,
        sheet::{Share, StatedFact},
    },
    month::Day,
    points::Percent,
    rules::{FactDefinition, FactKind, GivenBy, RuleSet},
};
use serde::{Deserialize, Serialize};

use crate::month::Whose;
use crate::ui::{Segment, Segments, Stepper};
use crate::{locale, say, t};

/// What is being answered of one person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FactDraft {
    /// Yes or no, by fact.
    #[serde(rename = "facts")]
    pub holds: BTreeMap<String, bool>,
    /// Whole percent, by fact.
    pub percents: BTreeMap<String, u8>,
}

impl FactDraft {
    /// What it says beyond what stands.
    pub fn stated(&self, record: &Record, day: Day) -> BTreeMap<String, StatedFact> {
        let plain = StatedFact {
            holds: false,
            percent: None,
            share: None,
            document: String::new(),
            day,
        };
        let standing = |id: &String| record.facts.get(id);
        let holds = self.holds.iter();
        let holds = holds
            .filter(|(id, holds)| standing(id).is_none_or(|fact| fact.holds != **holds))
            .map(|(id, holds)| {
                let fact = StatedFact {
                    holds: *holds,
                    ..plain.clone()
                };
                (id.clone(), fact)
            });
        let percents = self.percents.iter().filter_map(|(id, whole)| {
            let percent = Some(Percent::new(*whole).ok()?);
            let is_new = standing(id).is_none_or(|fact| fact.percent != percent);
            let fact = StatedFact {
                percent,
                ..plain.clone()
            };
            is_new.then(|| (id.clone(), fact))
        });
        holds.chain(percents).collect()
    }
}

/// The answers as signals. Copy them freely.
#[derive(Clone, Copy)]
pub struct FactFields {
    holds: RwSignal<BTreeMap<String, bool>>,
    percents: StoredValue<Vec<(String, RwSignal<Option<i64>>)>>,
}

impl FactFields {
    /// With these answers, for someone of a rule set.
    pub fn new(draft: &FactDraft, rules: &RuleSet) -> Self {
        let percents = asked(rules, FactKind::Percent).map(|fact| {
            let id = fact.id.to_string();
            let value = draft.percents.get(&id).map(|whole| stepped(*whole));
            (id, RwSignal::new(value))
        });
        Self {
            holds: RwSignal::new(draft.holds.clone()),
            percents: StoredValue::new(percents.collect()),
        }
    }

    /// What is answered, following it.
    pub fn read(self) -> FactDraft {
        let percents = self.percents.with_value(|percents| {
            let set = percents.iter().filter_map(|(id, value)| {
                let whole = u8::try_from(value.get()? / 100).ok()?;
                Some((id.clone(), whole))
            });
            set.collect()
        });
        FactDraft {
            holds: self.holds.get(),
            percents,
        }
    }

    /// Puts other answers in.
    pub fn write(self, draft: &FactDraft) {
        self.holds.set(draft.holds.clone());
        self.percents.with_value(|percents| {
            for (id, value) in percents {
                value.set(draft.percents.get(id).map(|whole| stepped(*whole)));
            }
        });
    }
}

/// A whole percent as a stepper has it, in hundredths.
fn stepped(whole: u8) -> i64 {
    i64::from(whole) * 100
}

/// The facts of a kind that whoever proposes answers.
fn asked(rules: &RuleSet, kind: FactKind) -> impl Iterator<Item = &FactDefinition> {
    let facts = rules.facts.iter();
    facts.filter(move |fact| fact.given_by == GivenBy::Proposer && fact.kind == kind)
}

/// So many of so many, in words.
pub fn share_words(share: Share) -> String {
    match share.of {
        0 => say!("staff.nobody"),
        of => say!("staff.share", part = share.part, of = of),
    }
}

/// What is asked of a person, with what is answered or stands.
#[component]
pub fn FactQuestions(
    /// The answers.
    fields: FactFields,
    /// Of whom.
    whose: Whose,
    /// The rule set.
    rules: StoredValue<RuleSet>,
) -> impl IntoView {
    let is_leader = whose
        .with_now(|record| record.enrolled.is_leader())
        .unwrap_or_default();
    let of = |kind| rules.with_value(|rules| asked(rules, kind).cloned().collect::<Vec<_>>());
    let questions = of(FactKind::YesNo);
    let percents = if is_leader {
        of(FactKind::Percent)
    } else {
        Vec::new()
    };
    let question = move |fact: FactDefinition| {
        let id = fact.id.to_string();
        let shown = id.clone();
        let answer = Signal::derive(move || {
            let entered = fields.holds.read().get(&shown).copied();
            entered.or_else(|| {
                whose
                    .with(|record| record.facts.get(&shown).map(|fact| fact.holds))
                    .flatten()
            })
        });
        let name = fact.name;
        let words = Signal::derive(move || locale::pick(&name));
        let segments = vec![
            Segment {
                value: Some(false),
                title: t!("why.fact.no"),
            },
            Segment {
                value: Some(true),
                title: t!("turn.fact.yes"),
            },
        ];
        let choose = move |choice: Option<bool>| {
            if let Some(holds) = choice {
                fields.holds.update(|facts| {
                    facts.insert(id.clone(), holds);
                });
            }
        };
        view! {
            <div class="row-spread">
                <span>{words}</span>
                <Segments label=words segments value=answer on_choose=choose />
            </div>
        }
    };
    let percent = move |fact: FactDefinition| {
        let id = fact.id.to_string();
        let value = fields.percents.with_value(|percents| {
            let mut known = percents.iter();
            known
                .find(|(known, _)| *known == id)
                .map(|(_, value)| *value)
        })?;
        let name = fact.name;
        let label = Signal::derive(move || say!("facts.percent", name = locale::pick(&name)));
        let note = Signal::derive(move || {
            let stands = whose
                .with(|record| record.facts.get(&id)?.percent)
                .flatten()?;
            Some(say!("facts.stands", percent = stands.whole()))
        });
        Some(view! { <Stepper label value max=10_000 step=500 from_top=true note /> })
    };
    view! {
        {questions.into_iter().map(question).collect_view()}
        <div class="stepper-list">{percents.into_iter().filter_map(percent).collect_view()}</div>
    }
}
