//! The form of one turn: what stands for the choice, what the hands come to, and the acts on confirming.

use leptos::prelude::*;
use roviec_shared::{
    act::Deed,
    apply::counted,
    book::{
        Record,
        grading::grade_of,
        meeting::{RowVote, Tally, TallyFault, VoteMode},
    },
    id::PersonId,
    level::{Level, NotRatedKind, Outcome},
    organisation::Standing,
    refusal::Refusal,
    rules::RuleSet,
};

use super::draft::{Choice, Mode, Turn, TurnDraft, deeds};
use super::fields::{ChoiceCards, Fields, RemarkFields};
use super::shown::TurnShown;
use super::vote::{VoteFields, mode_words};
use crate::deed::one;
use crate::doing::{Doing, RefusalNotice, SavingLine};
use crate::form::{Restored, keep, stored};
use crate::level::{self, OutcomeChip};
use crate::meanwhile::Meanwhile;
use crate::meeting::own_turn::OwnTurn;
use crate::month::{Whose, vote_stands};
use crate::ui::{ActionBar, Button, ButtonKind, Card, Icon, Notice, TextArea, Tone};
use crate::{say, t};

/// What a turn comes to, worked out from the fields and the book as it stands.
#[derive(Clone, Copy)]
struct Reckoned {
    /// The system's level, with the points that the proposer gives.
    system: Memo<Option<Level>>,
    /// What stands for the choice.
    chosen: Memo<Option<Choice>>,
    /// Its outcome; none while a document is missing.
    outcome: Memo<Option<Outcome>>,
    /// Who has the vote, and who of them is there.
    list: Memo<Tally>,
    /// What the meeting agreed; none while no level has a majority.
    agreed: Memo<Option<Outcome>>,
}

impl Reckoned {
    fn new(whose: Whose, fields: Fields, rules: StoredValue<RuleSet>) -> Self {
        let here = whose.here;
        let system = Memo::new(move |_| {
            let entered = fields.read().proposal(None, None);
            here.with(|book| {
                let record = book.people.get(&whose.person())?;
                let mut proposal = record.stage.proposal().cloned().unwrap_or_default();
                proposal.criteria.extend(entered.criteria);
                rules.with_value(|rules| grade_of(rules, book, record, Some(&proposal)).level)
            })
            .flatten()
        });
        let chosen = Memo::new(move |_| {
            let by_standing = whose
                .with(|record| match record.enrolled.standing {
                    Standing::Exempt => Some(Choice::NotRated(NotRatedKind::Exempt)),
                    Standing::Suspended => Some(Choice::NotRated(NotRatedKind::Suspended)),
                    _ => None,
                })
                .flatten();
            let proposed = by_standing.or(system.get().map(Choice::Level));
            fields.choice.get().or(proposed)
        });
        let outcome = Memo::new(move |_| chosen.get()?.outcome(&fields.document.read()));
        let list = Memo::new(move |_| {
            here.with(|book| counted(book, &whose.person()))
                .unwrap_or_default()
        });
        let agreed = Memo::new(move |_| {
            let named = chosen.get().and_then(Choice::level);
            let (Mode::ByHand | Mode::Secret, Some(named)) = (fields.mode.get(), named) else {
                return outcome.get();
            };
            let tally = fields
                .read()
                .tally(&list.read(), fields.ballot.read().as_ref());
            let agreed = rules.with_value(|rules| tally.agreed(&rules.votes, named));
            agreed.filter(|_| tally.ballots() > 0).map(Outcome::Level)
        });
        Self {
            system,
            chosen,
            outcome,
            list,
            agreed,
        }
    }

    /// Whether the level that is proposed or agreed is not the system's, so that a reason is needed.
    fn needs_reason(self) -> bool {
        let system = self.system.get();
        let differs = |outcome: Option<Outcome>| {
            outcome
                .and_then(|outcome| outcome.level())
                .is_some_and(|level| Some(level) != system)
        };
        differs(self.outcome.get()) || differs(self.agreed.get())
    }

    /// Why the turn cannot be confirmed yet, of what the fields alone tell.
    fn lacks(self) -> Option<Refusal> {
        if self.chosen.get_untracked().is_none() {
            return Some(Refusal::Empty);
        }
        if self.outcome.get_untracked().is_none() {
            return Some(Refusal::DocumentMissing);
        }
        if self.agreed.get_untracked().is_none() {
            return Some(Refusal::Tally {
                fault: TallyFault::NoMajority,
            });
        }
        None
    }
}

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
    let reckoned = Reckoned::new(whose, fields, rules);
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
    let result = Signal::derive(move || count_words(fields, reckoned, rules));
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

/// What confirming will note, beside how far the last entry has come.
#[component]
fn Summary(fields: Fields, reckoned: Reckoned) -> impl IntoView {
    let how = move || {
        let is_level = reckoned
            .chosen
            .get()
            .is_some_and(|chosen| chosen.level().is_some());
        mode_words(if is_level {
            fields.mode.get()
        } else {
            Mode::Consensus
        })
    };
    view! {
        <div class="turn-summary">
            <Show when=move || reckoned.agreed.read().is_some()>
                <span class="row-tight">
                    <span class="small soft">{t!("turn.will_note")}</span>
                    <OutcomeChip outcome=reckoned.agreed />
                    <span class="small soft">{how}</span>
                </span>
            </Show>
            <SavingLine />
        </div>
    }
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

/// What the count comes to, in a sentence.
fn count_words(fields: Fields, reckoned: Reckoned, rules: StoredValue<RuleSet>) -> String {
    let is_open = fields.mode.get() == Mode::Secret
        && !fields.is_on_paper.get()
        && fields.ballot.read().is_none();
    if is_open {
        return say!("ballot.not_yet");
    }
    let list = reckoned.list.get();
    let of = rules.with_value(|rules| rules.votes.majority_base(list.present, list.entitled));
    let need = of / 2 + 1;
    match reckoned.agreed.get().and_then(|agreed| agreed.level()) {
        Some(agreed) => {
            let label = rules.with_value(|rules| level::label(rules, agreed));
            say!("vote.result", level = label, need = need)
        }
        None => say!("vote.no_result", need = need),
    }
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
