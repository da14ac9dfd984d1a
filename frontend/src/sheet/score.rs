//! The self-score: points by criterion, the level that a person gives themself, their words.

use std::collections::BTreeMap;

use leptos::prelude::*;
use roviec_shared::{
    act::Deed,
    book::sheet::{SelfScore, Taken},
    level::Level,
    month::Day,
    order::Gather,
    points::Points,
    rules::{CriterionGroup, RuleSet},
};
use serde::{Deserialize, Serialize};

use crate::deed::one;
use crate::doing::{Doing, RefusalNotice};
use crate::form::{Restored, keep, stored};
use crate::level::{LevelChip, label, tone};
use crate::month::Whose;
use crate::plan::day as day_words;
use crate::ui::{
    Button, ButtonKind, Card, Chip, DayField, Icon, Notice, RadioCard, RadioCards, Stepper,
    TextArea, Tone,
};
use crate::{locale, say, t};

/// The self-score of a person: read, and entered where it may be.
#[component]
pub fn ScoreCard(
    /// Whose.
    whose: Whose,
) -> impl IntoView {
    let store = whose.here.store;
    let has_score = Memo::new(move |_| {
        whose
            .with(|record| record.stage.score().is_some())
            .unwrap_or_default()
    });
    let may = Memo::new(move |_| {
        let deed = Deed::Score {
            people: one(whose.person(), SelfScore::default()),
        };
        let is_active = whose.with(|record| record.enrolled.standing.is_active());
        whose.is_open()
            && is_active.unwrap_or_default()
            && whose
                .here
                .with(|book| store.may(book, &deed))
                .unwrap_or_default()
    });
    let editing = RwSignal::new(false);
    let shows_form = Memo::new(move |_| may.get() && (editing.get() || !has_score.get()));
    let edit = move || {
        view! {
            <Show when=move || may.get() && !shows_form.get()>
                <Button kind=ButtonKind::Quiet icon=Icon::Edit on_press=move || editing.set(true)>{t!("score.edit")}</Button>
            </Show>
        }
    };
    view! {
        <Card title=t!("score.title") aside=edit>
            {move || match (shows_form.get(), has_score.get()) {
                (true, _) => view! { <ScoreForm whose done=move || editing.set(false) /> }.into_any(),
                (false, true) => view! { <ScoreShown whose /> }.into_any(),
                (false, false) => view! { <p class="soft">{t!("score.none")}</p> }.into_any(),
            }}
        </Card>
    }
}

/// The self-score, to be read.
#[component]
pub fn ScoreShown(
    /// Whose.
    whose: Whose,
) -> impl IntoView {
    let shown = move || {
        let rules = whose.rules()?;
        let (score, entered_by, acknowledged) = whose.with(|record| {
            record.stage.done().iter().find_map(|taken| match taken {
                Taken::Scored {
                    score,
                    entered_by,
                    acknowledged,
                } => Some((score.clone(), entered_by.clone(), acknowledged.clone())),
                _ => None,
            })
        })??;
        let rows = rules
            .criteria()
            .filter_map(|criterion| {
                let points = *score.criteria.get(criterion.id.as_str())?;
                Some((
                    locale::pick(&criterion.name),
                    points,
                    criterion.max,
                ))
            })
            .map(|(name, points, max)| {
                view! {
                    <div class="points-row">
                        <span>{name}</span>
                        <span class="number">
                            <span class="strong">{locale::hundredths(points.hundredths().into())}</span>
                            " / " {locale::hundredths(max.hundredths().into())}
                        </span>
                    </div>
                }
            })
            .collect_view();
        let by = entered_by.map(|by| {
            let name = whose
                .here
                .store
                .name_of(&by)
                .unwrap_or_else(|| say!("refusal.someone"));
            let when = score.day.map(day_words).unwrap_or_default();
            say!("score.entered_by", name = name, day = when)
        });
        let answer = acknowledged.map(|said| {
            let (tone, words) = if said.agrees {
                (Tone::Success, say!("score.acknowledged"))
            } else {
                (Tone::Warning, say!("score.contested", text = said.text))
            };
            view! { <Notice tone>{words}</Notice> }
        });
        Some(view! {
            <div class="points-list">{rows}</div>
            <div class="row">
                <span>{say!("score.level")}</span>
                <LevelChip level=score.level />
            </div>
            {score.words.filter(|words| !words.is_empty()).map(|words| view! { <p class="prewrap quote">{words}</p> })}
            {by.map(|words| view! { <p class="small soft">{words}</p> })}
            {answer}
        })
    };
    view! { <div class="stack">{shown}</div> }
}

/// What is being entered, points in hundredths.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Draft {
    points: BTreeMap<String, i64>,
    level: Option<Level>,
    words: String,
    day: String,
}

impl Draft {
    fn of(score: Option<&SelfScore>, today: Day) -> Self {
        let points = |score: &SelfScore| {
            let of =
                |(id, points): (&String, &Points)| (id.clone(), i64::from(points.hundredths()));
            score.criteria.iter().map(of).into_map()
        };
        Self {
            points: score.map(points).unwrap_or_default(),
            level: score.and_then(|score| score.level),
            words: score
                .and_then(|score| score.words.clone())
                .unwrap_or_default(),
            day: String::from(score.and_then(|score| score.day).unwrap_or(today)),
        }
    }

    /// What differs from the score that stands: only that is written.
    fn over(&self, standing: Option<&SelfScore>) -> SelfScore {
        let nothing = SelfScore::default();
        let standing = standing.unwrap_or(&nothing);
        let criteria = self
            .points
            .iter()
            .filter_map(|(id, hundredths)| {
                let points = Points::from_hundredths(i32::try_from(*hundredths).ok()?).ok()?;
                (standing.criteria.get(id) != Some(&points)).then(|| (id.clone(), points))
            })
            .collect();
        let words = self.words.trim();
        let day = self.day.parse::<Day>().ok();
        SelfScore {
            criteria,
            level: self.level.filter(|level| standing.level != Some(*level)),
            words: (standing.words.as_deref().unwrap_or_default() != words)
                .then(|| words.to_owned()),
            day: day.filter(|day| standing.day != Some(*day)),
        }
    }
}

/// The groups that a person scores this month: one for unplanned tasks only where there were any.
fn groups(rules: &RuleSet, had_unplanned: bool) -> impl Iterator<Item = &CriterionGroup> {
    rules.groups.iter().filter(move |group| {
        !group.criteria().is_empty() && (had_unplanned || !group.only_unplanned)
    })
}

#[component]
fn ScoreForm(whose: Whose, #[prop(into)] done: Callback<()>) -> impl IntoView {
    let store = whose.here.store;
    let Some(rules) = untrack(|| whose.rules()) else {
        return view! { <p class="soft">{t!("refusal.unknown_rules")}</p> }.into_any();
    };
    let (standing, had_unplanned) = whose
        .with_now(|record| {
            let had_unplanned = record.live_tasks().any(|(_, task)| task.plan.unplanned);
            (record.stage.score().cloned(), had_unplanned)
        })
        .unwrap_or_default();
    let at_first = Draft::of(standing.as_ref(), store.today.get_untracked());
    let key = format!("score/{}/{}", whose.here.id(), whose.person());
    let kept: Option<Draft> = stored(store, &key);
    let restored = RwSignal::new(kept.is_some());
    let draft = kept.unwrap_or_else(|| at_first.clone());
    let points: Vec<(String, RwSignal<Option<i64>>)> = groups(&rules, had_unplanned)
        .flat_map(CriterionGroup::criteria)
        .map(|criterion| {
            let id = criterion.id.to_string();
            let value = RwSignal::new(draft.points.get(&id).copied());
            (id, value)
        })
        .collect();
    let level = RwSignal::new(draft.level);
    let (words, day) = (RwSignal::new(draft.words), RwSignal::new(draft.day));
    let fields = StoredValue::new(points.clone());
    let read = move || Draft {
        points: fields.with_value(|fields| {
            let set = fields
                .iter()
                .filter_map(|(id, value)| Some((id.clone(), value.get()?)));
            set.into_map()
        }),
        level: level.get(),
        words: words.get(),
        day: day.get(),
    };
    keep(store, key.clone(), at_first.clone(), read);
    let doing = Doing::new(store);
    let over = standing.clone();
    let confirm = move || {
        let score = untrack(read).over(over.as_ref());
        if score == SelfScore::default() {
            doing.refuses(roviec_shared::refusal::Refusal::Empty);
            return;
        }
        let deed = Deed::Score {
            people: one(whose.person(), score),
        };
        if doing.does(&whose.here.id(), deed) {
            store.drop_draft(&key);
            done.run(());
        }
    };
    let forget = move || {
        fields.with_value(|fields| {
            for (id, value) in fields {
                value.set(at_first.points.get(id).copied());
            }
        });
        level.set(at_first.level);
        words.set(at_first.words.clone());
        day.set(at_first.day.clone());
        restored.set(false);
    };
    let steppers = groups(&rules, had_unplanned)
        .flat_map(CriterionGroup::criteria)
        .zip(points)
        .map(|(criterion, (_, value))| {
            let name = criterion.name.clone();
            let label = Signal::derive(move || locale::pick(&name));
            view! { <Stepper label value max=criterion.max.hundredths().into() from_top=true /> }
        })
        .collect_view();
    let sum = move || {
        let (sum, missing) = fields.with_value(|fields| {
            fields
                .iter()
                .fold((0, 0), |(sum, missing), (_, value)| match value.get() {
                    Some(points) => (sum + points, missing),
                    None => (sum, missing + 1),
                })
        });
        match missing {
            0 => say!("score.sum", points = locale::hundredths(sum)),
            _ => say!(
                "score.sum.missing",
                points = locale::hundredths(sum),
                n = missing
            ),
        }
    };
    let cards = Signal::derive(move || {
        Level::ALL
            .into_iter()
            .map(|level| {
                let from = rules.thresholds.of(level).hundredths();
                let note = if from > 0 {
                    say!("score.level.from", points = locale::hundredths(from.into()))
                } else {
                    String::new()
                };
                RadioCard::new(level, label(&rules, level))
                    .note(note)
                    .tone(tone(level))
            })
            .collect::<Vec<_>>()
    });
    let for_other = Memo::new(move |_| !whose.is_self());
    let is_new = standing.is_none();
    let confirm_words = move || {
        if is_new {
            say!("score.confirm")
        } else {
            say!("score.confirm.again")
        }
    };
    view! {
        <Restored is_restored=restored on_forget=forget />
        <div class="stepper-list">{steppers}</div>
        <p class="strong" aria-live="polite">{sum}</p>
        <RadioCards label=t!("score.level.own") cards value=level />
        <TextArea label=t!("score.words") value=words optional=true />
        <Show when=move || for_other.get()>
            <DayField label=t!("score.day") value=day />
        </Show>
        <RefusalNotice doing />
        <div class="row-spread">
            <div>
                <Show when=move || for_other.get()>
                    <Chip words=t!("score.for", name = whose.name().get()) tone=Tone::Info />
                </Show>
            </div>
            <div class="row">
                <Show when=move || !is_new>
                    <Button on_press=move || done.run(())>{t!("form.cancel")}</Button>
                </Show>
                <Button kind=ButtonKind::Primary icon=Icon::Check on_press=confirm>{confirm_words}</Button>
            </div>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn points(hundredths: i32) -> Points {
        Points::from_hundredths(hundredths).unwrap()
    }

    fn standing() -> SelfScore {
        SelfScore {
            criteria: BTreeMap::from([
                ("ethics".into(), points(900)),
                ("study".into(), points(850)),
            ]),
            level: Some(Level::Good),
            words: Some("Đã cố gắng.".into()),
            day: Some("2026-11-24".parse().unwrap()),
        }
    }

    #[test]
    fn only_what_differs_from_the_standing_score_is_written() {
        let standing = standing();
        let mut draft = Draft::of(Some(&standing), "2026-12-01".parse().unwrap());
        assert_eq!(draft.over(Some(&standing)), SelfScore::default());
        draft.points.insert("study".into(), 900);
        let over = draft.over(Some(&standing));
        assert_eq!(
            over.criteria,
            BTreeMap::from([("study".into(), points(900))])
        );
        assert_eq!((over.level, over.words, over.day), (None, None, None));
    }

    #[test]
    fn words_can_be_taken_back() {
        let standing = standing();
        let mut draft = Draft::of(Some(&standing), "2026-12-01".parse().unwrap());
        draft.words = "  ".into();
        assert_eq!(draft.over(Some(&standing)).words.as_deref(), Some(""));
    }

    #[test]
    fn a_criterion_that_nobody_scored_is_missing_and_not_zero() {
        let draft = Draft::of(None, "2026-12-01".parse().unwrap());
        assert!(draft.over(None).criteria.is_empty());
    }
}
