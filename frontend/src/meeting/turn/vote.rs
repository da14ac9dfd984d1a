//! How the meeting agrees on one person: by consensus, by hands that are counted, by secret ballot on this
//! tablet or on paper.

use leptos::prelude::*;
use roviec_shared::{level::Level, rules::RuleSet};

use super::ballot::{BallotSums, SecretBallot};
use super::draft::Mode;
use super::fields::Fields;
use crate::level::label;
use crate::ui::{Button, Icon, Notice, Segment, Segments, Stepper, Tone};
use crate::{key, say, t};

/// The words of a way of voting.
pub fn mode_words(mode: Mode) -> String {
    let key = match mode {
        Mode::Consensus => key!("vote.consensus"),
        Mode::ByHand => key!("vote.by_hand"),
        Mode::Secret => key!("vote.secret"),
    };
    say!(key)
}

/// How the meeting agrees, with what is counted.
#[component]
pub fn VoteFields(
    /// The fields.
    fields: Fields,
    /// The rule set.
    rules: StoredValue<RuleSet>,
    /// Who is voted on.
    #[prop(into)]
    name: Signal<String>,
    /// Of those with the vote, who is there.
    #[prop(into)]
    present: Signal<u32>,
    /// What the count comes to, in words.
    #[prop(into)]
    result: Signal<String>,
    /// Counting makes no sense here: nobody is rated.
    #[prop(into)]
    only_consensus: Signal<bool>,
) -> impl IntoView {
    let segments: Vec<_> = rules.with_value(|rules| {
        let modes = Mode::ALL.into_iter();
        let may = modes.filter(|mode| mode.vote_mode().is_allowed(&rules.votes));
        may.map(|value| Segment {
            value,
            title: Signal::derive(move || mode_words(value)),
        })
        .collect()
    });
    let mode = Memo::new(move |_| {
        if only_consensus.get() {
            Mode::Consensus
        } else {
            fields.mode.get()
        }
    });
    let counted = move || match mode.get() {
        Mode::Consensus => ().into_any(),
        Mode::ByHand => view! { <Hands fields rules present /> }.into_any(),
        Mode::Secret => view! { <Secret fields rules name present /> }.into_any(),
    };
    view! {
        <div class="row-spread">
            <span class="field-label">{t!("vote.mode")}</span>
            <Segments label=t!("vote.mode") segments value=mode on_choose=move |mode| fields.mode.set(mode) />
        </div>
        {counted}
        <Show when=move || mode.get() != Mode::Consensus>
            <p class="strong" aria-live="polite">{result}</p>
        </Show>
    }
}

/// So many for each level.
#[component]
fn Hands(fields: Fields, rules: StoredValue<RuleSet>, present: Signal<u32>) -> impl IntoView {
    let hand = move |(level, value): (Level, RwSignal<Option<i64>>)| {
        let label = Signal::derive(move || rules.with_value(|rules| label(rules, level)));
        view! { <Count label value present /> }
    };
    view! { <div class="stepper-list">{fields.hands().into_iter().map(hand).collect_view()}</div> }
}

#[component]
fn Count(
    #[prop(into)] label: Signal<String>,
    value: RwSignal<Option<i64>>,
    present: Signal<u32>,
) -> impl IntoView {
    view! {
        {move || {
            let max = i64::from(present.get()) * 100;
            view! { <Stepper label value max step=100 /> }
        }}
    }
}

/// A secret ballot: on this tablet, or counted from paper.
#[component]
fn Secret(
    fields: Fields,
    rules: StoredValue<RuleSet>,
    name: Signal<String>,
    present: Signal<u32>,
) -> impl IntoView {
    let segments = vec![
        Segment {
            value: false,
            title: t!("ballot.on_tablet"),
        },
        Segment {
            value: true,
            title: t!("ballot.on_paper"),
        },
    ];
    let open = RwSignal::new(false);
    let tablet = move || {
        let sums = fields.ballot.get();
        let words = if sums.is_some() {
            t!("ballot.again")
        } else {
            t!("ballot.open")
        };
        let nobody = Signal::derive(move || present.get() == 0);
        view! {
            {sums.map(|sums| view! { <BallotSums sums rules /> })}
            <div>
                <Button icon=Icon::People disabled=nobody on_press=move || open.set(true)>{words}</Button>
            </div>
        }
        .into_any()
    };
    let paper = move || {
        view! {
            <Notice tone=Tone::Info><p>{t!("ballot.on_paper.words")}</p></Notice>
            <Hands fields rules present />
            <div class="stepper-list">
                <Count label=t!("ballot.blank") value=fields.blank present />
                <Count label=t!("ballot.spoilt") value=fields.spoilt present />
            </div>
        }
        .into_any()
    };
    view! {
        <Segments label=t!("ballot.where") segments value=fields.is_on_paper on_choose=move |is| fields.is_on_paper.set(is) />
        {move || if fields.is_on_paper.get() { paper() } else { tablet() }}
        <SecretBallot open name present rules on_counted=move |sums| fields.ballot.set(Some(sums)) />
    }
}
