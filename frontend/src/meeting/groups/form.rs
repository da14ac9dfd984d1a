//! The form of a group's vote on one person.

use leptos::prelude::*;
use roviec_shared::{
    act::Deed,
    book::{
        Record,
        meeting::{GroupVote, RowVote, Tally, VoteMode},
    },
    id::PersonId,
    level::{Level, Outcome},
    refusal::Refusal,
};

use super::roll::GroupRoll;
use crate::deed::one;
use crate::doing::{Doing, RefusalNotice};
use crate::form::{Restored, keep, stored};
use crate::level;
use crate::meeting::is_running;
use crate::meeting::turn::{ChoiceCards, Fields, Reckoned, Summary, TurnDraft, VoteFields};
use crate::month::Whose;
use crate::ui::{ActionBar, Button, ButtonKind, Card, Icon, Notice, Select, TextArea, Tone};
use crate::{say, t};

/// Whether whoever acts may enter what the group agreed on this person, now.
pub fn is_open(whose: Whose) -> bool {
    let here = whose.here;
    let person = whose.person();
    let vote = RowVote {
        mode: VoteMode::Consensus,
        tally: Tally::default(),
        outcome: Outcome::Level(Level::Good),
        remarks: String::new(),
        reason: String::new(),
        chair: person.clone(),
    };
    let day = here.store.today.get();
    let deed = Deed::VoteInGroup {
        people: one(person, GroupVote { day, vote }),
    };
    let may = || here.with(|book| here.store.may(book, &deed));
    is_running(here) && whose.is_open() && may().unwrap_or_default()
}

/// The form.
#[component]
pub fn GroupForm(
    /// Whose.
    whose: Whose,
    /// The group's meeting.
    roll: GroupRoll,
    /// Goes on to the next.
    next: Callback<PersonId>,
) -> impl IntoView {
    let here = whose.here;
    let store = here.store;
    let Some(rules) = untrack(|| whose.rules()) else {
        return ().into_any();
    };
    let key = format!("group-turn/{}/{}", here.id(), whose.person());
    let at_first = whose.with_now(TurnDraft::of_group).unwrap_or_default();
    let kept: Option<TurnDraft> = stored(store, &key);
    let restored = RwSignal::new(kept.is_some());
    let ballot = whose.with_now(standing_ballot).flatten();
    let fields = Fields::new(kept.as_ref().unwrap_or(&at_first), ballot, &rules);
    keep(store, key.clone(), at_first.clone(), move || fields.read());
    let rules = StoredValue::new(rules);
    let list = Memo::new(move |_| roll.list(here, &whose.person()));
    let reckoned = Reckoned::new(whose, fields, rules, list);
    let doing = Doing::new(store);
    // Nobody chairs the vote on themself.
    let chairs_own = Memo::new(move |_| roll.chair() == Some(whose.person()));
    let other = RwSignal::new(String::new());
    let others = Signal::derive(move || roll.options(Some(&whose.person())));
    let chair = move || match roll.chair() {
        Some(chair) if chair != whose.person() => Some(chair),
        _ => other.get().parse().ok(),
    };
    let confirm = move || {
        if let Some(why) = reckoned.lacks() {
            doing.refuses(why);
            return;
        }
        let (Some(chair), Some(day), Some(agreed)) = (
            untrack(chair),
            roll.met_on(),
            reckoned.agreed.get_untracked(),
        ) else {
            doing.refuses(Refusal::MeetingIncomplete);
            return;
        };
        let vote = untrack(|| fields.read()).vote(
            &agreed,
            reckoned.system.get_untracked(),
            &list.get_untracked(),
            fields.ballot.get_untracked().as_ref(),
            chair,
        );
        let people = one(whose.person(), GroupVote { day, vote });
        if doing.does(&here.id(), Deed::VoteInGroup { people }) {
            store.drop_draft(&key);
            restored.set(false);
            next.run(whose.person());
        }
    };
    let forget = move || {
        fields.write(at_first.clone());
        restored.set(false);
    };
    let present = Signal::derive(move || list.read().present);
    let result = Signal::derive(move || reckoned.count_words(fields, rules));
    let only_consensus = Signal::derive(move || {
        let chosen = reckoned.chosen.get();
        chosen.is_some_and(|chosen| chosen.level().is_none())
    });
    let needs_reason = Memo::new(move |_| reckoned.needs_reason());
    let shows_reason =
        Memo::new(move |_| needs_reason.get() || !fields.reason.read().trim().is_empty());
    let reason_hint = Signal::derive(move || {
        let system = reckoned.system.get().map(level::short);
        needs_reason.get().then(|| match system {
            Some(level) => say!("turn.reason.hint", level = level),
            None => say!("turn.reason.hint.none"),
        })
    });
    let few = move || {
        let list = list.get();
        let is_enough =
            rules.with_value(|rules| rules.votes.has_quorum(list.present, list.entitled));
        (!is_enough).then(|| {
            say!(
                "quorum.not_met",
                present = list.present,
                entitled = list.entitled
            )
        })
    };
    view! {
        <Restored is_restored=restored on_forget=forget />
        {move || few().map(|words| view! { <Notice tone=Tone::Warning><p>{words}</p></Notice> })}
        <Card title=t!("groups.decide")>
            <ChoiceCards fields chosen=reckoned.chosen system=reckoned.system rules />
            <Show when=move || shows_reason.get()>
                <TextArea label=t!("turn.reason") value=fields.reason hint=reason_hint rows=2 />
            </Show>
            <VoteFields fields rules name=whose.name() present result only_consensus />
            <Show when=move || chairs_own.get()>
                <Select label=t!("groups.chair.other") value=other options=others none=t!("form.choose") />
            </Show>
            <TextArea label=t!("groups.remarks") value=fields.remarks optional=true rows=2 />
        </Card>
        <RefusalNotice doing />
        <ActionBar state=move || view! { <Summary fields reckoned /> }>
            <Button on_press=move || next.run(whose.person())>{t!("turn.later")}</Button>
            <Button kind=ButtonKind::Primary icon=Icon::Arrow on_press=confirm>{t!("turn.confirm")}</Button>
        </ActionBar>
    }
    .into_any()
}

/// The sums of the secret ballot that stands.
fn standing_ballot(record: &Record) -> Option<Tally> {
    let vote = &record.stage.group_vote()?.vote;
    (vote.mode == VoteMode::Secret).then(|| vote.tally.clone())
}
