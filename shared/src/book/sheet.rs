//! One person's evaluation of one month, and what each step left on it. *Phiếu đánh giá, xếp loại.*

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    meeting::{GroupVote, RowVote},
    round::OpinionCount,
    submission::Row,
};
use crate::{
    change::replace_any,
    id::{ActRef, PersonId},
    level::{Level, Outcome},
    month::Day,
    points::{Percent, Points},
    route::{StepIndex, StepKind},
};

/// A criterion's id in its rule set.
pub type CriterionId = String;

/// How a person scores and rates themself. Fields that are not set stay as they were.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SelfScore {
    /// Points by criterion.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub criteria: BTreeMap<CriterionId, Points>,
    /// The level that they give themself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
    /// In their own words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// The day they did it, where another entered it later.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub day: Option<Day>,
}

impl SelfScore {
    /// Takes over what a later score names.
    pub fn merge(&mut self, later: &SelfScore) {
        self.criteria.extend(
            later
                .criteria
                .iter()
                .map(|(id, points)| (id.clone(), *points)),
        );
        if later.level.is_some() {
            self.level = later.level;
        }
        if later.words.is_some() {
            self.words.clone_from(&later.words);
        }
        if later.day.is_some() {
            self.day = later.day;
        }
    }
}

/// What who leads proposes of a person. Fields that are not set stay as they were.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Proposal {
    /// Points by criterion, where they differ from the self-score or confirm it.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub criteria: BTreeMap<CriterionId, Points>,
    /// The level proposed, or that the person is not rated and why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
    /// Strengths.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub strengths: Option<String>,
    /// Shortcomings.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shortcomings: Option<String>,
    /// What to mend.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to_mend: Option<String>,
    /// Why it differs from the system's level.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

impl Proposal {
    /// Takes over what a later proposal names.
    pub fn merge(&mut self, later: &Proposal) {
        self.criteria.extend(
            later
                .criteria
                .iter()
                .map(|(id, points)| (id.clone(), *points)),
        );
        replace_any(&mut self.outcome, &later.outcome);
        replace_any(&mut self.strengths, &later.strengths);
        replace_any(&mut self.shortcomings, &later.shortcomings);
        replace_any(&mut self.to_mend, &later.to_mend);
        replace_any(&mut self.reason, &later.reason);
    }
}

/// A fact that a rule set asks for, answered by who answers for it: yes or no (discipline,
/// degradation…), a whole percent (how well a leader organises and unites), or how many of how many (how those
/// whom a head manages were rated, counted in other books).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatedFact {
    /// Whether it holds; of no meaning where a percent is asked for.
    pub holds: bool,
    /// How many percent, where that is asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub percent: Option<Percent>,
    /// How many of how many, where that is asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub share: Option<Share>,
    /// Number and date of its paper; needed when it holds.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub document: String,
    /// The day it is stated.
    pub day: Day,
}

/// So many of so many.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    /// So many.
    pub part: u32,
    /// Of so many.
    pub of: u32,
}

/// What one step left behind: one variant for each kind of step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "step")]
pub enum Taken {
    /// The self-score.
    Scored {
        /// What they gave.
        score: SelfScore,
        /// Who entered it, where it was not the person.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        entered_by: Option<PersonId>,
        /// What the person said of an entry by another.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        acknowledged: Option<Acknowledged>,
    },
    /// The party group's vote.
    VotedInGroup {
        /// How it went.
        vote: GroupVote,
        /// Who entered it.
        by: PersonId,
    },
    /// The proposal.
    Proposed {
        /// What is proposed.
        proposal: Proposal,
        /// By whom.
        by: PersonId,
    },
    /// The meeting's vote.
    Voted {
        /// How it went.
        vote: RowVote,
        /// Who entered it.
        by: PersonId,
    },
    /// Sent round for opinions.
    Circulated {
        /// The act that sent it.
        round: ActRef,
        /// How many said what, once the round is over.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        count: Option<OpinionCount>,
    },
    /// Reported upward.
    Submitted {
        /// The submission.
        act: ActRef,
        /// The row in it.
        row: Row,
    },
    /// In the hands of the office above.
    Compiled {
        /// The act that says so.
        act: ActRef,
    },
}

impl Taken {
    /// The row went up, or round: what it rests on stays as it is.
    #[must_use]
    pub fn has_gone(&self) -> bool {
        matches!(self, Taken::Submitted { .. } | Taken::Circulated { .. })
    }

    /// The step that left it.
    pub fn kind(&self) -> StepKind {
        match self {
            Taken::Scored { .. } => StepKind::Score,
            Taken::VotedInGroup { .. } => StepKind::GroupVote,
            Taken::Proposed { .. } => StepKind::Propose,
            Taken::Voted { .. } => StepKind::Vote,
            Taken::Circulated { .. } => StepKind::Opine,
            Taken::Submitted { .. } => StepKind::Submit,
            Taken::Compiled { .. } => StepKind::Compile,
        }
    }
}

/// A member on what another entered for them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acknowledged {
    /// Whether they agree.
    pub agrees: bool,
    /// What they say.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
}

/// What the deciding body decided of one person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decided {
    /// The level, or not rated and why.
    pub outcome: Outcome,
    /// Why it differs from what was proposed or from the system's level.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

/// A decision on a sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// What.
    pub decided: Decided,
    /// The act that decided.
    pub act: ActRef,
    /// Who chaired the deciding body.
    pub by: PersonId,
    /// Number and date of the conclusion, for papers.
    pub document: String,
    /// The day of the conclusion.
    pub day: Day,
}

/// How and when the person was told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Announcement {
    /// The act.
    pub act: ActRef,
    /// Number of the announcement.
    pub document: String,
    /// Its day; the days for appeals count from it.
    pub day: Day,
}

/// A written objection to a rating, and its answer. *Kiến nghị về kết quả xếp loại.*
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Appeal {
    /// The act.
    pub act: ActRef,
    /// What is asked and why.
    pub text: String,
    /// The day it was made.
    pub day: Day,
    /// Arrived after its days: the deciding level takes it or not, with a reason.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_late: bool,
    /// The answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<AppealAnswer>,
}

/// The deciding level's answer to an appeal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppealAnswer {
    /// Taken up, wholly or in part.
    pub is_upheld: bool,
    /// In words, with its document.
    pub text: String,
    /// When.
    pub day: Day,
}

/// A word of the rated that stays beside the rating.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comment {
    /// What kind.
    #[serde(default)]
    pub kind: CommentKind,
    /// The words.
    pub text: String,
    /// Their day.
    pub day: Day,
    /// Arrived after the days to object, set by `apply`: it stands beside the rating all the same.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_late: bool,
    /// The author, set by `apply`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<PersonId>,
}

/// What a comment is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CommentKind {
    /// Ý kiến.
    #[default]
    Comment,
    /// Bảo lưu ý kiến.
    Dissent,
}

/// A later decision on a closed month, beside the first for ever.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// The new decision.
    pub decision: Decision,
    /// Why.
    pub reason: String,
}

/// Where one person's evaluation of one month stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "stage")]
pub enum Stage {
    /// Steps are taken in the order of the route, which is data; `done` keeps what each left.
    Open {
        /// The step that is due.
        step: StepIndex,
        /// What was left.
        done: Vec<Taken>,
    },
    /// Decided, not yet told.
    Decided {
        /// What was left.
        done: Vec<Taken>,
        /// The decision.
        decision: Decision,
    },
    /// The person was told.
    Announced {
        /// What was left.
        done: Vec<Taken>,
        /// The decision.
        decision: Decision,
        /// How they were told.
        announcement: Announcement,
        /// Objections.
        appeals: Vec<Appeal>,
    },
    /// The month is over; only a correction changes the level.
    Closed {
        /// What was left.
        done: Vec<Taken>,
        /// The first decision.
        decision: Decision,
        /// How they were told.
        announcement: Announcement,
        /// Objections.
        appeals: Vec<Appeal>,
        /// Later decisions, oldest first.
        corrections: Vec<Correction>,
    },
}

impl Stage {
    /// Nothing done yet.
    pub fn start() -> Self {
        Stage::Open {
            step: 0,
            done: Vec::new(),
        }
    }

    /// What the steps left.
    pub fn done(&self) -> &[Taken] {
        match self {
            Stage::Open { done, .. }
            | Stage::Decided { done, .. }
            | Stage::Announced { done, .. }
            | Stage::Closed { done, .. } => done,
        }
    }

    /// The decision that holds: the last correction's, else the first.
    pub fn decision(&self) -> Option<&Decision> {
        match self {
            Stage::Open { .. } => None,
            Stage::Decided { decision, .. } | Stage::Announced { decision, .. } => Some(decision),
            Stage::Closed {
                decision,
                corrections,
                ..
            } => Some(
                corrections
                    .last()
                    .map_or(decision, |correction| &correction.decision),
            ),
        }
    }

    /// Objections so far.
    pub fn appeals(&self) -> &[Appeal] {
        match self {
            Stage::Announced { appeals, .. } | Stage::Closed { appeals, .. } => appeals,
            _ => &[],
        }
    }

    /// How the person was told.
    pub fn announcement(&self) -> Option<&Announcement> {
        match self {
            Stage::Announced { announcement, .. } | Stage::Closed { announcement, .. } => {
                Some(announcement)
            }
            _ => None,
        }
    }

    /// The self-score.
    pub fn score(&self) -> Option<&SelfScore> {
        self.done().iter().find_map(|taken| match taken {
            Taken::Scored { score, .. } => Some(score),
            _ => None,
        })
    }

    /// The proposal.
    pub fn proposal(&self) -> Option<&Proposal> {
        self.done().iter().find_map(|taken| match taken {
            Taken::Proposed { proposal, .. } => Some(proposal),
            _ => None,
        })
    }

    /// The party group's vote.
    pub fn group_vote(&self) -> Option<&GroupVote> {
        self.done().iter().find_map(|taken| match taken {
            Taken::VotedInGroup { vote, .. } => Some(vote),
            _ => None,
        })
    }

    /// Why a level is not the system's: the reason given with it, else the proposer's, else the group's; empty
    /// where nobody gave one.
    pub fn reason_or_proposed<'a>(&'a self, given: &'a str) -> &'a str {
        let proposed = self
            .proposal()
            .and_then(|proposal| proposal.reason.as_deref());
        let groups = self.group_vote().map(|group| group.vote.reason.as_str());
        let mut all = [Some(given), proposed, groups].into_iter().flatten();
        all.find(|reason| !reason.trim().is_empty())
            .unwrap_or_default()
    }

    /// The meeting's vote.
    pub fn vote(&self) -> Option<&RowVote> {
        self.done().iter().find_map(|taken| match taken {
            Taken::Voted { vote, .. } => Some(vote),
            _ => None,
        })
    }

    /// How many of those asked said what, once the round of opinions is over.
    pub fn opinions(&self) -> Option<OpinionCount> {
        self.done().iter().find_map(|taken| match taken {
            Taken::Circulated { count, .. } => *count,
            _ => None,
        })
    }

    /// The row that went up.
    pub fn row(&self) -> Option<&Row> {
        self.done().iter().find_map(|taken| match taken {
            Taken::Submitted { row, .. } => Some(row),
            _ => None,
        })
    }
}
