//! The form of one turn: what stands for the choice, what the hands come to, and the acts on confirming.

use leptos::prelude::*;
use roviec_shared::{
    act::Deed,
    apply::counted,
    book::{
        Record,
        meeting::{RowVote, Tally, VoteMode},
    },
    id::PersonId,
    level::{Level, Outcome},
    refusal::Refusal,
};

use super::draft::{Choice, Turn, TurnDraft, deeds};
use super::fields::{ChoiceCards, Fields, RemarkFields};
use super::reckoned::{Reckoned, Summary};
use super::shown::TurnShown;
use super::vote::VoteFields;
use crate::deed::one;
use crate::doing::{Doing, RefusalNotice};
use crate::form::{Restored, keep, stored};
use crate::level;
use crate::meanwhile::Meanwhile;
use crate::meeting::own_turn::OwnTurn;
use crate::month::{Whose, vote_stands};
use crate::ui::{ActionBar, Button, ButtonKind, Card, Icon, Notice, TextArea, Tone};
use crate::{say, t};

/// The form.
#[component]
pub fn TurnForm(
    /// Whose.
    whose: Whose,
    /// Goes on to the next.
    next: Callback<PersonId>,
) -> impl IntoView {
    let here = whose.here;
    let store = here.store;
    let is_own = untrack(|| whose.is_self());
    let may = is_own || untrack(|| may_vote(whose));
    let (Some(rules), true) = (untrack(|| whose.rules()), may) else {
        return view! { <TurnShown whose next /> }.into_any();
    };
    let key = format!("turn/{}/{}", here.id(), whose.person());
    let at_first = whose.with_now(TurnDraft::of).unwrap_or_default();
    let kept: Option<TurnDraft> = stored(store, &key);
    let restored = RwSignal::new(kept.is_some());
    let ballot = whose.with_now(standing_ballot).flatten();
    let fields = Fields::new(kept.as_ref().unwrap_or(&at_first), ballot, &rules);
    keep(store, key.clone(), at_first.clone(), move || fields.read());
    // What stood when the form was opened or last confirmed: what another writes meanwhile is shown.
    let base = RwSignal::new(at_first.clone());
    let rules = StoredValue::new(rules);
    let list = Memo::new(move |_| {
        here.with(|book| counted(book, &whose.person()))
            .unwrap_or_default()
    });
    let reckoned = Reckoned::new(whose, fields, rules, list);
    let doing = Doing::new(store);
    let colleague = RwSignal::new(None::<PersonId>);
    let acts = move || {
        let person = whose.person();
        let chair = match colleague.get_untracked() {
            Some(colleague) if is_own => Some(colleague),
            _ => item_chair(whose),
        }?;
        let draft = untrack(|| fields.read());
        whose.with_now(|record| {
            let turn = Turn {
                person,
                record,
                chosen: reckoned.outcome.get_untracked(),
                agreed: reckoned.agreed.get_untracked(),
                system: reckoned.system.get_untracked(),
                list: reckoned.list.get_untracked(),
                ballot: fields.ballot.get_untracked(),
                chair,
                today: store.today.get_untracked(),
                vote_holds: store
                    .rules
                    .with_untracked(|rules| vote_stands(record, rules)),
            };
            deeds(&draft, &turn)
        })
    };
    let settled = move || base.set(whose.with_now(TurnDraft::of).unwrap_or_default());
    let kept_key = key.clone();
    let done = Callback::new(move |()| {
        store.drop_draft(&kept_key);
        restored.set(false);
        settled();
        next.run(whose.person());
    });
    let confirm = move || {
        if let Some(why) = reckoned.lacks() {
            doing.refuses(why);
            return;
        }
        let Some(acts) = acts() else {
            doing.refuses(Refusal::MeetingIncomplete);
            return;
        };
        for deed in acts {
            if !doing.does(&here.id(), deed) {
                settled();
                return;
            }
        }
        done.run(());
    };
    let forget = move || {
        fields.write(base.get_untracked());
        restored.set(false);
    };
    let present = Signal::derive(move || reckoned.list.read().present);
    let name = Signal::derive(move || {
        whose
            .with(|record| record.enrolled.name.clone())
            .unwrap_or_default()
    });
    let result = Signal::derive(move || reckoned.count_words(fields, rules));
    let only_consensus = Signal::derive(move || {
        reckoned
            .chosen
            .get()
            .is_some_and(|chosen| chosen.level().is_none())
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
    let theirs = Signal::derive(move || {
        let standing = whose.with(TurnDraft::of).unwrap_or_default();
        differences(&base.read(), &standing, &fields.read())
    });
    let take_theirs = move || {
        let standing = whose.with_now(TurnDraft::of).unwrap_or_default();
        fields.write(standing.clone());
        base.set(standing);
    };
    view! {
        <Meanwhile differing=theirs on_take=take_theirs on_keep=settled />
        <Restored is_restored=restored on_forget=forget />
        <ListNotice whose reckoned />
        <Card title=t!("turn.remarks")><RemarkFields fields whose rules /></Card>
        <Card title=t!("turn.decide")>
            <ChoiceCards fields chosen=reckoned.chosen system=reckoned.system rules />
            <Show when=move || shows_reason.get()>
                <TextArea label=t!("turn.reason") value=fields.reason hint=reason_hint rows=2 />
            </Show>
            <VoteFields fields rules name present result only_consensus />
            <TextArea label=t!("vote.remarks") value=fields.remarks optional=true rows=2 />
        </Card>
        <RefusalNotice doing />
        {if is_own {
            view! { <OwnTurn whose colleague doing lacks=move || reckoned.lacks() acts settled done /> }.into_any()
        } else {
            view! {
                <ActionBar state=move || view! { <Summary fields reckoned /> }>
                    <Button on_press=move || next.run(whose.person())>{t!("turn.later")}</Button>
                    <Button kind=ButtonKind::Primary icon=Icon::Arrow on_press=confirm>{t!("turn.confirm")}</Button>
                </ActionBar>
            }
                .into_any()
        }}
    }
    .into_any()
}

fn may_vote(whose: Whose) -> bool {
    let person = whose.person();
    let vote = RowVote {
        mode: VoteMode::Consensus,
        tally: Tally::default(),
        outcome: Outcome::Level(Level::Good),
        remarks: String::new(),
        reason: String::new(),
        chair: person.clone(),
    };
    let deed = Deed::Vote {
        people: one(person, vote),
    };
    let store = whose.here.store;
    whose
        .here
        .with(|book| store.may(book, &deed))
        .unwrap_or_default()
}

/// Who chairs this item: who chairs the meeting, or whoever acts where that is the rated person.
fn item_chair(whose: Whose) -> Option<PersonId> {
    let chair = whose
        .here
        .with_now(|book| book.meeting.notes.chair.clone())
        .flatten();
    let actor = whose.here.store.actor;
    let actor = actor.with_untracked(|actor| actor.as_ref().map(|actor| actor.person.clone()));
    chair.filter(|chair| *chair != whose.person()).or(actor)
}

/// The sums of the secret ballot that stands.
fn standing_ballot(record: &Record) -> Option<Tally> {
    let vote = record.stage.vote()?;
    (vote.mode == VoteMode::Secret).then(|| vote.tally.clone())
}

/// That nobody was called yet, or that too few are there.
#[component]
fn ListNotice(whose: Whose, reckoned: Reckoned) -> impl IntoView {
    let here = whose.here;
    let words = move || {
        let is_called = here
            .with(|book| !book.meeting.attendance.is_empty())
            .unwrap_or_default();
        let list = reckoned.list.get();
        let is_enough = whose
            .rules()
            .is_some_and(|rules| rules.votes.has_quorum(list.present, list.entitled));
        match (is_called, is_enough) {
            (false, _) => Some(say!("turn.not_called")),
            (true, false) => Some(say!(
                "quorum.not_met",
                present = list.present,
                entitled = list.entitled
            )),
            (true, true) => None,
        }
    };
    let roll = move || format!("{}/roll", here.href("meeting"));
    move || {
        words().map(|words| {
            view! {
                <Notice tone=Tone::Warning>
                    <div class="row-spread">
                        <p>{words}</p>
                        <leptos_router::components::A href=roll() attr:class="text-link">{t!("meeting.part.roll")}</leptos_router::components::A>
                    </div>
                </Notice>
            }
        })
    }
}

/// What another wrote since the form was opened: name of the field, theirs, mine.
fn differences(
    base: &TurnDraft,
    theirs: &TurnDraft,
    mine: &TurnDraft,
) -> Vec<(String, String, String)> {
    let choice = |draft: &TurnDraft| match draft.choice {
        Some(Choice::Level(level)) => level::short(level),
        Some(Choice::NotRated(_)) => say!("level.not_rated"),
        None => String::new(),
    };
    let text = |of: fn(&TurnDraft) -> &String| [of(base), of(theirs), of(mine)].map(Clone::clone);
    let fields = [
        (
            say!("turn.level"),
            [choice(base), choice(theirs), choice(mine)],
        ),
        (say!("proposal.strengths"), text(|draft| &draft.strengths)),
        (
            say!("proposal.shortcomings"),
            text(|draft| &draft.shortcomings),
        ),
        (say!("proposal.to_mend"), text(|draft| &draft.to_mend)),
        (say!("turn.reason"), text(|draft| &draft.reason)),
        (say!("vote.remarks"), text(|draft| &draft.remarks)),
    ];
    fields
        .into_iter()
        .filter(|(_, [base, theirs, mine])| base != theirs && theirs != mine)
        .map(|(name, [_, theirs, mine])| (name, theirs, mine))
        .collect()
}
