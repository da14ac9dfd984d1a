//! *Kết quả của tôi*: the level, who decided it, number and day, why, and what was before.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::components::{A, Redirect};
use leptos_router::hooks::use_navigate;
use roviec_shared::{
    book::{
        Record,
        sheet::{Decision, Stage},
    },
    id::BookId,
    level::Outcome,
    rules::RuleSet,
};

use super::books::{href, own_months, sheet, sheet_of_path, spoken_for, with_own};
use super::said::Said;
use super::steps::OwnSteps;
use super::tasks::NoMonth;
use crate::actions::Used;
use crate::doing::SavingLine;
use crate::level::{OutcomeChip, label, not_rated};
use crate::month::Whose;
use crate::sheet::{WhyLong, WhyShort};
use crate::store::Store;
use crate::ui::{Card, EmptyState, Icon, Notice, PageHead, Period, Tone};
use crate::{locale, say, t};

/// Leads to the newest month of which something was decided, else to the newest.
#[component]
pub fn ToResult() -> impl IntoView {
    let store = Store::get();
    let to = Memo::new(move |_| {
        let months = own_months(store);
        let decided = months.iter().find(|id| {
            with_own(store, id, |record| record.decision().is_some()).unwrap_or_default()
        });
        decided.or(months.first()).cloned()
    });
    move || {
        match to.get() {
        Some(id) => view! { <Redirect path=format!("/mine/result/{id}") /> }.into_any(),
        None => view! {
            <PageHead title=t!("mine.result") />
            <Card><EmptyState icon=Icon::Star title=t!("mine.no_month") words=t!("mine.no_month.words") /></Card>
        }
        .into_any(),
    }
    }
}

/// The page.
#[component]
pub fn ResultPage() -> impl IntoView {
    let store = Store::get();
    let named = sheet_of_path(store);
    move || match named.get().map(|named| sheet(store, named)) {
        Some(whose) => view! { <OneResult whose /> }.into_any(),
        None => view! { <NoMonth /> }.into_any(),
    }
}

#[component]
fn OneResult(whose: Whose) -> impl IntoView {
    let name = whose.name();
    let of = Signal::derive(move || match whose.is_collective() {
        true => name.get(),
        false => whose.here.unit_name(),
    });
    let own = (!whose.is_collective()).then(|| view! { <SpokenFor whose /> <Before whose /> });
    view! {
        <PageHead
            title=t!("mine.result.title", month = whose.here.month_words())
            overline=of
            actions=move || view! { <MonthPick whose /> }
        />
        <Outcome whose />
        <WhyShort whose />
        <Used whose />
        <Said whose />
        <OwnSteps whose />
        <WhyLong whose />
        {own}
        <p>
            <A href=whose.here.year_href() attr:class="text-link">
                {t!("year.own")}
            </A>
        </p>
        <SavingLine />
    }
}

/// The month shown, and the way to one's others in the same unit.
#[component]
fn MonthPick(whose: Whose) -> impl IntoView {
    let store = whose.here.store;
    let navigate = StoredValue::new_local(use_navigate());
    let months = Memo::new(move |_| {
        let here = whose.here.id();
        let mut months = match whose.is_collective() {
            false => own_months(store),
            true => {
                let person = whose.person();
                let mut all = spoken_for(store);
                all.retain(|(_, subject)| *subject == person);
                all.into_iter().map(|(id, _)| id).collect()
            }
        };
        months.retain(|id| id.unit == here.unit);
        months
    });
    let to = move |id: Option<BookId>| {
        let path = match whose.is_collective() {
            false => format!("/mine/result/{}", id?),
            true => format!("/mine/result/{}/{}", id?, whose.person()),
        };
        Some(Callback::new(move |()| {
            navigate.with_value(|navigate| navigate(&path, NavigateOptions::default()));
        }))
    };
    let now = move || whose.here.id().month;
    let before = Signal::derive(move || {
        to(months.with(|months| months.iter().find(|id| id.month < now()).cloned()))
    });
    let after = Signal::derive(move || {
        to(months.with(|months| months.iter().rev().find(|id| id.month > now()).cloned()))
    });
    view! {
        <Period
            words=t!("period.month", month = whose.here.month_words())
            before_label=t!("period.before")
            after_label=t!("period.after")
            before
            after
        />
    }
}

/// The level, large, with who decided it and when.
#[component]
fn Outcome(whose: Whose) -> impl IntoView {
    let decision = Memo::new(move |_| whose.with(|record| record.decision().cloned()).flatten());
    move || match decision.get() {
        Some(decision) => view! { <Decided whose decision /> }.into_any(),
        None => view! {
            <Notice tone=Tone::Info><p>{t!("mine.result.none")}</p></Notice>
        }
        .into_any(),
    }
}

#[component]
fn Decided(whose: Whose, decision: Decision) -> impl IntoView {
    let store = whose.here.store;
    let outcome = decision.decided.outcome.clone();
    let words = {
        let outcome = outcome.clone();
        move || whose.rules().map(|rules| outcome_words(&rules, &outcome))
    };
    let total = move || {
        let grade = whose.grade()?;
        let total = grade.total?;
        Some(locale::hundredths(total.hundredths().into()))
    };
    let by = decision.by.clone();
    let (document, day) = (decision.document.clone(), decision.day);
    let decided = move || {
        let who = store.name_of(&by);
        let who = who.unwrap_or_else(|| say!("refusal.someone"));
        say!("mine.decided", document = document, day = day, who = who)
    };
    let deciding = decision.act.clone();
    let told = move || {
        let told = whose
            .with(|record| record.stage.announcement().cloned())
            .flatten();
        match told {
            // One act decided and told: what another program left.
            Some(told) if told.act == deciding => say!("mine.imported"),
            Some(told) => say!("mine.told", document = told.document, day = told.day),
            None => say!("mine.not_told"),
        }
    };
    let reason = decision.decided.reason.clone();
    let level = outcome.level();
    view! {
        <section class="result" class:result-none=level.is_none()>
            <div class="result-level">
                <OutcomeChip outcome=Some(outcome) />
                <p class="result-words">{words}</p>
            </div>
            <p class="result-total">
                <span class="figure">{total}</span>
                <span class="soft">{t!("mine.points")}</span>
            </p>
            <div class="result-papers">
                <p>{decided}</p>
                <p class="soft">{told}</p>
                {(!reason.is_empty()).then(|| view! { <p class="prewrap"><span class="soft">{t!("mine.reason")}" "</span>{reason}</p> })}
            </div>
        </section>
        <Corrected whose />
    }
}

fn outcome_words(rules: &RuleSet, outcome: &Outcome) -> String {
    match outcome {
        Outcome::Level(level) => label(rules, *level),
        Outcome::NotRated(reason) => say!(
            "mine.not_rated",
            why = not_rated(reason.kind()),
            document = reason.document().as_str()
        ),
    }
}

/// A decision that another took the place of stays readable.
#[component]
fn Corrected(whose: Whose) -> impl IntoView {
    let first = Memo::new(move |_| {
        let first = |record: &Record| match &record.stage {
            Stage::Closed {
                decision,
                corrections,
                ..
            } if !corrections.is_empty() => Some((decision.clone(), corrections.clone())),
            _ => None,
        };
        whose.with(first).flatten()
    });
    move || {
        first.get().map(|(first, corrections)| {
            let (document, day) = (first.document, first.day);
            let reasons = corrections
                .into_iter()
                .map(|correction| {
                    let (document, day) = (correction.decision.document, correction.decision.day);
                    view! {
                        <p class="small soft">{t!("mine.corrected.by", document = document, day = day)}</p>
                        <p class="prewrap">{correction.reason}</p>
                    }
                })
                .collect_view();
            view! {
                <Notice tone=Tone::Warning title=t!("mine.corrected")>
                    <div class="row-tight">
                        <OutcomeChip outcome=Some(first.decided.outcome) />
                        <span class="small soft">{t!("mine.corrected.first", document = document, day = day)}</span>
                    </div>
                    {reasons}
                </Notice>
            }
        })
    }
}

/// The ways to the results of the units for which one speaks, of the same month.
#[component]
fn SpokenFor(whose: Whose) -> impl IntoView {
    let store = whose.here.store;
    let spoken = Memo::new(move |_| {
        let month = whose.here.id().month;
        let mut all = spoken_for(store);
        all.retain(|(id, _)| id.month == month);
        all
    });
    move || {
        let links = spoken.get().into_iter().map(|named| {
            let of = sheet(store, named);
            let name = of.name();
            view! {
                <p>
                    <A href=href(of, "result") attr:class="text-link">
                        {t!("mine.result.collective", name = name.get())}
                    </A>
                </p>
            }
        });
        links.collect_view()
    }
}

/// One's other months with their levels.
#[component]
fn Before(whose: Whose) -> impl IntoView {
    let store = whose.here.store;
    let months = Memo::new(move |_| {
        let here = whose.here.id();
        let months = own_months(store).into_iter().filter(|id| *id != here);
        months
            .map(|id| {
                let outcome = with_own(store, &id, |record| {
                    let decision = record.decision();
                    decision.map(|decision| decision.decided.outcome.clone())
                });
                let unit = store.unit_name(&id.unit).unwrap_or_default();
                (id, unit, outcome.flatten())
            })
            .collect::<Vec<_>>()
    });
    let line = |(id, unit, outcome): (BookId, String, Option<Outcome>)| {
        let month = id.month;
        view! {
            <A href=format!("/mine/result/{id}") attr:class="list-row">
                <span class="list-row-main">
                    <span class="list-row-words">
                        <span class="list-row-title">{t!("period.month", month = month)}</span>
                        <span class="list-row-note">{unit}</span>
                    </span>
                    <span class="list-row-aside"><OutcomeChip outcome /></span>
                </span>
                {Icon::Right.view()}
            </A>
        }
    };
    view! {
        <Show when=move || !months.read().is_empty()>
            <Card title=t!("mine.before") flush=true>
                <div class="list">{move || months.get().into_iter().map(line).collect_view()}</div>
            </Card>
        </Show>
    }
}
