//! What a turn comes to, worked out from what is entered and from the book as it stands.

use std::borrow::Cow;

use leptos::prelude::*;
use roviec_shared::{
    book::{
        grading::grade_of,
        meeting::{Tally, TallyFault},
    },
    level::{Level, NotRatedKind, Outcome},
    organisation::Standing,
    refusal::Refusal,
    rules::RuleSet,
};

use super::draft::{Choice, Mode};
use super::fields::Fields;
use super::vote::mode_words;
use crate::doing::SavingLine;
use crate::level::{self, OutcomeChip};
use crate::month::Whose;
use crate::{say, t};

/// What a turn comes to, worked out from the fields and the book as it stands.
#[derive(Clone, Copy)]
pub struct Reckoned {
    /// The system's level, with the points that the proposer gives.
    pub system: Memo<Option<Level>>,
    /// What stands for the choice.
    pub chosen: Memo<Option<Choice>>,
    /// Its outcome; none while a document is missing.
    pub outcome: Memo<Option<Outcome>>,
    /// Who has the vote, and who of them is there.
    pub list: Memo<Tally>,
    /// What the meeting agreed; none while no level has a majority.
    pub agreed: Memo<Option<Outcome>>,
}

impl Reckoned {
    /// Of a person, with these fields; `list` says who has the vote on them and is there.
    pub fn new(
        whose: Whose,
        fields: Fields,
        rules: StoredValue<RuleSet>,
        list: Memo<Tally>,
    ) -> Self {
        let here = whose.here;
        let system = Memo::new(move |_| {
            let (draft, today) = (fields.read(), here.store.today.get());
            let entered = draft.proposal(None, None);
            here.with(|book| {
                let record = book.people.get(&whose.person())?;
                let stated = draft.facts.stated(record, today);
                let mut record = Cow::Borrowed(record);
                if !stated.is_empty() {
                    record.to_mut().facts.extend(stated);
                }
                let mut proposal = record.stage.proposal().cloned().unwrap_or_default();
                proposal.criteria.extend(entered.criteria);
                rules.with_value(|rules| grade_of(rules, book, &record, Some(&proposal)).level)
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
    pub fn needs_reason(self) -> bool {
        let system = self.system.get();
        let differs =
            |outcome: Option<Outcome>| outcome.is_some_and(|outcome| outcome.differs_from(system));
        differs(self.outcome.get()) || differs(self.agreed.get())
    }

    /// Why the turn cannot be confirmed yet, of what the fields alone tell.
    pub fn lacks(self) -> Option<Refusal> {
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

    /// What the count comes to, in a sentence.
    pub fn count_words(self, fields: Fields, rules: StoredValue<RuleSet>) -> String {
        let is_open = fields.mode.get() == Mode::Secret
            && !fields.is_on_paper.get()
            && fields.ballot.read().is_none();
        if is_open {
            return say!("ballot.not_yet");
        }
        let list = self.list.get();
        let of = rules.with_value(|rules| rules.votes.majority_base(list.present, list.entitled));
        let need = of / 2 + 1;
        match self.agreed.get().and_then(|agreed| agreed.level()) {
            Some(agreed) => {
                let label = rules.with_value(|rules| level::label(rules, agreed));
                say!("vote.result", level = label, need = need)
            }
            None => say!("vote.no_result", need = need),
        }
    }
}

/// What confirming will note, beside how far the last entry has come.
#[component]
pub fn Summary(
    /// What is entered.
    fields: Fields,
    /// What it comes to.
    reckoned: Reckoned,
) -> impl IntoView {
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
