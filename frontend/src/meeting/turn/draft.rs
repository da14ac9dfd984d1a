//! What is being entered of one person's turn, and the acts that it comes to.

use std::collections::BTreeMap;

use crate::deed::one;
use crate::facts::FactDraft;
use roviec_shared::{
    act::Deed,
    book::{
        Record,
        meeting::{RowVote, Tally, VoteMode},
        sheet::Proposal,
    },
    id::PersonId,
    level::{Document, Level, NotRatedKind, Outcome},
    month::Day,
    points::Points,
};
use serde::{Deserialize, Serialize};

/// What is chosen for a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    /// A level.
    Level(Level),
    /// Not rated, for such a reason.
    NotRated(NotRatedKind),
}

impl Choice {
    /// Of an outcome that stands.
    pub fn of(outcome: &Outcome) -> Self {
        match outcome {
            Outcome::Level(level) => Choice::Level(*level),
            Outcome::NotRated(reason) => Choice::NotRated(reason.kind()),
        }
    }

    /// The outcome; none where its document is missing.
    pub fn outcome(self, document: &str) -> Option<Outcome> {
        match self {
            Choice::Level(level) => Some(Outcome::Level(level)),
            Choice::NotRated(kind) => {
                let document = Document::parse(document).ok()?;
                Some(Outcome::NotRated(kind.with(document)))
            }
        }
    }

    /// The level, where it is one.
    pub fn level(self) -> Option<Level> {
        match self {
            Choice::Level(level) => Some(level),
            Choice::NotRated(_) => None,
        }
    }
}

/// How the meeting agrees.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// Nobody is against.
    #[default]
    Consensus,
    /// Hands are counted.
    ByHand,
    /// By secret ballot.
    Secret,
}

impl Mode {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Mode; 3] = [Mode::Consensus, Mode::ByHand, Mode::Secret];

    /// The one of a vote that stands.
    fn of(mode: VoteMode) -> Self {
        match mode {
            VoteMode::Consensus => Mode::Consensus,
            VoteMode::ByHand => Mode::ByHand,
            VoteMode::Secret => Mode::Secret,
        }
    }

    /// As an act says it.
    pub fn vote_mode(self) -> VoteMode {
        match self {
            Mode::Consensus => VoteMode::Consensus,
            Mode::ByHand => VoteMode::ByHand,
            Mode::Secret => VoteMode::Secret,
        }
    }
}

/// What is being entered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TurnDraft {
    /// What is chosen; until something is, the system's level stands for it.
    pub choice: Option<Choice>,
    /// Why a person is not rated: its document.
    pub document: String,
    /// Strengths.
    pub strengths: String,
    /// Shortcomings.
    pub shortcomings: String,
    /// What to mend.
    pub to_mend: String,
    /// Why the level is not the system's.
    pub reason: String,
    /// What was said in the meeting.
    pub remarks: String,
    /// Points by criterion, in hundredths, where the proposer gives others.
    pub points: BTreeMap<String, i64>,
    /// How the meeting agrees.
    pub mode: Mode,
    /// Hands by level, or ballots on paper.
    pub hands: BTreeMap<Level, u32>,
    /// Blank ballots on paper.
    pub blank: u32,
    /// Spoilt ones.
    pub spoilt: u32,
    /// The ballots were on paper. What is cast on this tablet is never part of a draft.
    pub is_on_paper: bool,
    /// Facts that the proposer answers.
    #[serde(flatten)]
    pub facts: FactDraft,
}

impl TurnDraft {
    /// What stands of a person, as it would be entered.
    pub fn of(record: &Record) -> Self {
        let proposal = record.stage.proposal().cloned().unwrap_or_default();
        let vote = record.stage.vote();
        let group = record.stage.group_vote().map(|group| &group.vote);
        let outcome = vote.map(|vote| &vote.outcome).or(proposal.outcome.as_ref());
        let outcome = outcome.or(group.map(|group| &group.outcome));
        let document = outcome.map(|outcome| match outcome {
            Outcome::NotRated(reason) => reason.document().as_str().to_owned(),
            Outcome::Level(_) => String::new(),
        });
        let reason = vote.map(|vote| vote.reason.as_str()).unwrap_or_default();
        Self {
            choice: outcome.map(Choice::of),
            document: document.unwrap_or_default(),
            strengths: proposal.strengths.unwrap_or_default(),
            shortcomings: proposal.shortcomings.unwrap_or_default(),
            to_mend: proposal.to_mend.unwrap_or_default(),
            reason: record.stage.reason_or_proposed(reason).to_owned(),
            remarks: vote.map(|vote| vote.remarks.clone()).unwrap_or_default(),
            points: proposal
                .criteria
                .iter()
                .map(|(id, points)| (id.clone(), i64::from(points.hundredths())))
                .collect(),
            mode: vote.map(|vote| Mode::of(vote.mode)).unwrap_or_default(),
            hands: vote
                .filter(|vote| vote.mode == VoteMode::ByHand)
                .map(|vote| vote.tally.votes.clone())
                .unwrap_or_default(),
            blank: 0,
            spoilt: 0,
            is_on_paper: false,
            facts: FactDraft::default(),
        }
    }

    /// What a person's party group agreed, as it would be entered.
    pub fn of_group(record: &Record) -> Self {
        let Some(group) = record.stage.group_vote() else {
            return Self::default();
        };
        let vote = &group.vote;
        let document = match &vote.outcome {
            Outcome::NotRated(reason) => reason.document().as_str().to_owned(),
            Outcome::Level(_) => String::new(),
        };
        Self {
            choice: Some(Choice::of(&vote.outcome)),
            document,
            reason: vote.reason.clone(),
            remarks: vote.remarks.clone(),
            mode: Mode::of(vote.mode),
            hands: match vote.mode {
                VoteMode::ByHand => vote.tally.votes.clone(),
                VoteMode::Consensus | VoteMode::Secret => BTreeMap::new(),
            },
            ..Self::default()
        }
    }

    /// The vote as entered, where this was agreed: a reason is noted where the level is not the system's.
    pub fn vote(
        &self,
        agreed: &Outcome,
        system: Option<Level>,
        list: &Tally,
        ballot: Option<&Tally>,
        chair: PersonId,
    ) -> RowVote {
        RowVote {
            mode: self.mode.vote_mode(),
            tally: self.tally(list, ballot),
            outcome: agreed.clone(),
            remarks: self.remarks.trim().to_owned(),
            reason: if agreed.differs_from(system) {
                self.reason.trim().to_owned()
            } else {
                String::new()
            },
            chair,
        }
    }

    /// The proposal as entered; `chosen` is what stands for the choice.
    pub fn proposal(&self, chosen: Option<&Outcome>, system: Option<Level>) -> Proposal {
        let text = |text: &str| {
            let text = text.trim();
            (!text.is_empty()).then(|| text.to_owned())
        };
        let differs = chosen.is_some_and(|chosen| chosen.differs_from(system));
        let points = |(id, hundredths): (&String, &i64)| {
            let points = Points::from_hundredths(i32::try_from(*hundredths).ok()?).ok()?;
            Some((id.clone(), points))
        };
        Proposal {
            criteria: self.points.iter().filter_map(points).collect(),
            outcome: chosen.cloned(),
            strengths: text(&self.strengths),
            shortcomings: text(&self.shortcomings),
            to_mend: text(&self.to_mend),
            reason: text(&self.reason).filter(|_| differs),
        }
    }

    /// The count as entered, over who has the vote and who is there; `ballot` are the sums of a secret
    /// ballot on this tablet.
    pub fn tally(&self, list: &Tally, ballot: Option<&Tally>) -> Tally {
        let votes = || {
            let counted = self.hands.iter().map(|(level, n)| (*level, *n));
            counted.filter(|(_, n)| *n > 0).collect()
        };
        match self.mode {
            Mode::Consensus => list.clone(),
            Mode::ByHand => Tally {
                votes: votes(),
                ..list.clone()
            },
            Mode::Secret if self.is_on_paper => Tally {
                votes: votes(),
                blank: self.blank,
                spoilt: self.spoilt,
                ..list.clone()
            },
            Mode::Secret => Tally {
                entitled: list.entitled,
                present: list.present,
                ..ballot.cloned().unwrap_or_default()
            },
        }
    }
}

/// Of a proposal only what differs from the one that stands; a text is taken back by an empty one.
pub fn proposal_over(standing: Option<&Proposal>, wanted: Proposal) -> Proposal {
    let nothing = Proposal::default();
    let standing = standing.unwrap_or(&nothing);
    let text = |before: &Option<String>, after: Option<String>| match (before, after) {
        (before, Some(after)) => (before.as_ref() != Some(&after)).then_some(after),
        (Some(before), None) if !before.is_empty() => Some(String::new()),
        _ => None,
    };
    Proposal {
        criteria: wanted
            .criteria
            .into_iter()
            .filter(|(id, points)| standing.criteria.get(id) != Some(points))
            .collect(),
        outcome: wanted
            .outcome
            .filter(|outcome| standing.outcome.as_ref() != Some(outcome)),
        strengths: text(&standing.strengths, wanted.strengths),
        shortcomings: text(&standing.shortcomings, wanted.shortcomings),
        to_mend: text(&standing.to_mend, wanted.to_mend),
        reason: text(&standing.reason, wanted.reason),
    }
}

/// All that one turn needs besides what is entered.
pub struct Turn<'a> {
    /// Whose.
    pub person: PersonId,
    /// Their record.
    pub record: &'a Record,
    /// What stands for the choice; none while its document is missing.
    pub chosen: Option<Outcome>,
    /// What the meeting agreed; none while no level has a majority.
    pub agreed: Option<Outcome>,
    /// The system's level.
    pub system: Option<Level>,
    /// Who has the vote, and who of them is there.
    pub list: Tally,
    /// The sums of a secret ballot on this tablet.
    pub ballot: Option<Tally>,
    /// Who chairs this item.
    pub chair: PersonId,
    /// The day it is.
    pub today: Day,
    /// The vote that stands still holds; after a return it has to be taken anew, if only as it was.
    pub vote_holds: bool,
}

/// The acts that a turn comes to, in their order; without those that would say what stands already.
pub fn deeds(draft: &TurnDraft, turn: &Turn<'_>) -> Vec<Deed> {
    let mut deeds = Vec::new();
    let facts = draft.facts.stated(turn.record, turn.today);
    if !facts.is_empty() {
        let people = one(turn.person.clone(), facts);
        deeds.push(Deed::StateFacts { people });
    }
    let wanted = draft.proposal(turn.chosen.as_ref(), turn.system);
    let proposal = proposal_over(turn.record.stage.proposal(), wanted);
    if proposal != Proposal::default() {
        let people = one(turn.person.clone(), proposal);
        deeds.push(Deed::Propose { people });
    }
    if let Some(agreed) = &turn.agreed {
        let chair = turn.chair.clone();
        let vote = draft.vote(agreed, turn.system, &turn.list, turn.ballot.as_ref(), chair);
        if !turn.vote_holds || turn.record.stage.vote() != Some(&vote) {
            let people = one(turn.person.clone(), vote);
            deeds.push(Deed::Vote { people });
        }
    }
    deeds
}

#[cfg(test)]
mod tests;
