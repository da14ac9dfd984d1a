//! A secret ballot (*bỏ phiếu kín*) on one tablet that is handed round: each votes unseen, the screen covers
//! itself between voters. Until it is counted it is in this page's memory only, as sums, without any order:
//! no draft, no journal, nothing on its way to the server. A tablet that dies means voting again, and the
//! screen says so before it begins.

use std::time::Duration;

use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use roviec_shared::{book::meeting::Tally, level::Level, rules::RuleSet};

use crate::level::{label, tone};
use crate::ui::{Button, ButtonKind, Dialog, Icon, Meter, Notice, RadioCard, RadioCards, Tone};
use crate::vote::apart;
use crate::{say, t};

/// A ballot left open on the table covers itself.
const COVERS_AFTER: Duration = Duration::from_secs(90);

/// What the screen shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Scene {
    /// How it goes, before it begins.
    Before,
    /// Nothing of any ballot: the tablet goes on to the next.
    Covered,
    /// One ballot, before the eyes of one voter.
    Voting,
    /// The sums.
    Counted,
}

/// What can be marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    For(Level),
    Blank,
}

/// A ballot under way. Copy it freely.
#[derive(Clone, Copy)]
struct Ballot {
    scene: RwSignal<Scene>,
    /// What the voter at the tablet has marked.
    mark: RwSignal<Option<Mark>>,
    /// How many ballots were cast.
    cast: RwSignal<u32>,
    /// Not a signal: nothing on the screen follows it before it is counted.
    sums: StoredValue<Tally>,
    timer: StoredValue<Option<TimeoutHandle>>,
}

impl Ballot {
    fn new() -> Self {
        Self {
            scene: RwSignal::new(Scene::Before),
            mark: RwSignal::new(None),
            cast: RwSignal::new(0),
            sums: StoredValue::new(Tally::default()),
            timer: StoredValue::new(None),
        }
    }

    /// Forgets all of it.
    fn reset(self) {
        self.cover();
        self.cast.set(0);
        self.sums.set_value(Tally::default());
        self.scene.set(Scene::Before);
    }

    fn cover(self) {
        self.timer.update_value(|timer| {
            if let Some(timer) = timer.take() {
                timer.clear();
            }
        });
        self.mark.set(None);
        self.scene.set(Scene::Covered);
    }

    /// The next voter has the tablet in hand.
    fn uncover(self) {
        self.cover();
        self.scene.set(Scene::Voting);
        let timer = set_timeout_with_handle(move || self.cover_if_voting(), COVERS_AFTER);
        self.timer.set_value(timer.ok());
    }

    fn cover_if_voting(self) {
        if self.scene.try_get_untracked() == Some(Scene::Voting) {
            self.cover();
        }
    }

    fn take(self, present: u32) {
        let Some(mark) = self.mark.get_untracked() else {
            return;
        };
        if self.cast.get_untracked() < present {
            self.sums.update_value(|sums| match mark {
                Mark::For(level) => *sums.votes.entry(level).or_default() += 1,
                Mark::Blank => sums.blank += 1,
            });
            self.cast.update(|cast| *cast += 1);
        }
        self.cover();
    }
}

/// The ballot on one person's level, over the whole screen.
#[component]
pub fn SecretBallot(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// Who is voted on.
    #[prop(into)]
    name: Signal<String>,
    /// Of those with the vote, how many are there.
    present: Signal<u32>,
    /// The rule set.
    rules: StoredValue<RuleSet>,
    /// Takes the sums, once.
    #[prop(into)]
    on_counted: Callback<Tally>,
) -> impl IntoView {
    let ballot = Ballot::new();
    Effect::new(move |_| {
        if open.get() {
            ballot.reset();
        }
    });
    guard(open, ballot);
    let count = move || {
        on_counted.run(ballot.sums.get_value());
        open.set(false);
        ballot.reset();
    };
    let scene = move || match ballot.scene.get() {
        Scene::Before => view! { <Before ballot open present /> }.into_any(),
        Scene::Covered => view! { <Covered ballot open present /> }.into_any(),
        Scene::Voting => view! { <Voting ballot name present rules /> }.into_any(),
        Scene::Counted => view! { <Counted ballot rules on_done=count /> }.into_any(),
    };
    let title = Signal::derive(move || say!("ballot.title", name = name.get()));
    view! {
        <Dialog open title must_answer=true covers=true>
            <div class="ballot">{scene}</div>
        </Dialog>
    }
}

/// A ballot that nobody looks at covers itself; a page that is about to go asks first.
fn guard(open: RwSignal<bool>, ballot: Ballot) {
    let hidden = window_event_listener_untyped("visibilitychange", move |_| {
        ballot.cover_if_voting();
    });
    let blurred = window_event_listener_untyped("blur", move |_| ballot.cover_if_voting());
    let leaves = window_event_listener(leptos::ev::beforeunload, move |event| {
        if open.get_untracked() && ballot.cast.get_untracked() > 0 {
            event.prevent_default();
        }
    });
    on_cleanup(move || {
        hidden.remove();
        blurred.remove();
        leaves.remove();
        if let Some(Some(timer)) = ballot.timer.try_get_value() {
            timer.clear();
        }
    });
}

#[component]
fn Before(ballot: Ballot, open: RwSignal<bool>, present: Signal<u32>) -> impl IntoView {
    view! {
        <p>{t!("ballot.before.round", n = present.get())}</p>
        <Notice tone=Tone::Info><p>{t!("ballot.before.memory")}</p></Notice>
        <div class="ballot-actions">
            <Button on_press=move || open.set(false)>{t!("form.cancel")}</Button>
            <Button kind=ButtonKind::Primary icon=Icon::Arrow on_press=move || ballot.cover()>{t!("ballot.begin")}</Button>
        </div>
    }
}

#[component]
fn Covered(ballot: Ballot, open: RwSignal<bool>, present: Signal<u32>) -> impl IntoView {
    let left = Memo::new(move |_| present.get().saturating_sub(ballot.cast.get()));
    let asks_end = RwSignal::new(false);
    let end = move || {
        if left.get_untracked() == 0 || asks_end.get_untracked() {
            ballot.scene.set(Scene::Counted);
        } else {
            asks_end.set(true);
        }
    };
    view! {
        <Meter label=t!("ballot.cast") value=ballot.cast max=present />
        <Show when=move || { left.get() > 0 }>
            <p>{t!("ballot.hand_on")}</p>
        </Show>
        <Show when=move || asks_end.get()>
            <Notice tone=Tone::Warning><p>{t!("ballot.end.left", n = left.get())}</p></Notice>
        </Show>
        <div class="ballot-actions">
            <Button kind=ButtonKind::Quiet on_press=move || open.set(false)>{t!("ballot.give_up")}</Button>
            <Show when=move || { ballot.cast.get() > 0 }>
                <Button on_press=end>{t!("ballot.end")}</Button>
            </Show>
            <Show when=move || { left.get() > 0 }>
                <Button kind=ButtonKind::Primary icon=Icon::Person on_press=move || ballot.uncover()>{t!("ballot.vote")}</Button>
            </Show>
        </div>
    }
}

#[component]
fn Voting(
    ballot: Ballot,
    name: Signal<String>,
    present: Signal<u32>,
    rules: StoredValue<RuleSet>,
) -> impl IntoView {
    let cards = Signal::derive(move || {
        let mut cards: Vec<_> = Level::ALL
            .into_iter()
            .map(|level| {
                let title = Signal::derive(move || rules.with_value(|rules| label(rules, level)));
                RadioCard::new(Mark::For(level), title).tone(tone(level))
            })
            .collect();
        cards.push(RadioCard::new(Mark::Blank, t!("ballot.blank")));
        cards
    });
    let is_unmarked = Signal::derive(move || ballot.mark.get().is_none());
    view! {
        <RadioCards label=t!("ballot.question", name = name.get()) cards value=ballot.mark />
        <div class="ballot-actions">
            <Button on_press=move || ballot.cover()>{t!("ballot.back")}</Button>
            <Button
                kind=ButtonKind::Primary
                icon=Icon::Check
                disabled=is_unmarked
                on_press=move || ballot.take(present.get_untracked())
            >
                {t!("ballot.take")}
            </Button>
        </div>
    }
}

#[component]
fn Counted(
    ballot: Ballot,
    rules: StoredValue<RuleSet>,
    #[prop(into)] on_done: Callback<()>,
) -> impl IntoView {
    let sums = ballot.sums.get_value();
    view! {
        <BallotSums sums rules />
        <div class="ballot-actions">
            <Button kind=ButtonKind::Primary icon=Icon::Check on_press=on_done>{t!("ballot.done")}</Button>
        </div>
    }
}

/// The sums of a ballot: for each level, and blank and spoilt where there are any.
#[component]
pub fn BallotSums(
    /// The sums.
    sums: Tally,
    /// The rule set.
    rules: StoredValue<RuleSet>,
) -> impl IntoView {
    let level = |level: Level| {
        let votes = sums.votes.get(&level).copied().unwrap_or_default();
        let words = Signal::derive(move || rules.with_value(|rules| label(rules, level)));
        view! { <dt>{words}</dt><dd class="number">{votes}</dd> }
    };
    let apart = apart(&sums)
        .map(|(key, n)| view! { <dt>{t!(key)}</dt><dd class="number">{n}</dd> })
        .collect_view();
    view! { <dl class="ballot-sums">{Level::ALL.into_iter().map(level).collect_view()} {apart}</dl> }
}
