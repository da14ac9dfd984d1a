//! Why an act is refused: reasons with what is needed to say them in a sentence, never a text.

use serde::{Deserialize, Serialize};

use crate::{
    book::meeting::TallyFault,
    id::{ActRef, PersonId, TaskId},
    route::StepKind,
    trace::Conflict,
};

/// Why an act does not hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "why")]
pub enum Refusal {
    /// The server has not opened this month for this unit.
    MonthNotOpened,
    /// It is opened already.
    MonthOpened,
    /// The month is closed: only a correction changes it.
    MonthClosed,
    /// The book named is another one.
    OtherBook,
    /// This person is not in this month of this unit.
    UnknownPerson {
        /// Who.
        person: PersonId,
    },
    /// This person is in it already.
    KnownPerson {
        /// Who.
        person: PersonId,
    },
    /// They left, or are rated elsewhere.
    NotRatedHere {
        /// Who.
        person: PersonId,
    },
    /// No such task, or it no longer counts.
    UnknownTask {
        /// Which.
        task: TaskId,
    },
    /// The rule set of this person is not known here.
    UnknownRules,
    /// The author holds no role that may do this here.
    NotYours,
    /// The author held a post that may do this when the month had begun, and holds it no longer: whoever
    /// holds it now may adopt the act.
    PostLost,
    /// What is adopted is not what the other's act says, or that act was not refused for the post.
    NotAsLeft,
    /// Nobody proposes, votes or decides on their own row.
    OwnRow,
    /// The act must be about exactly one person.
    OnePerson,
    /// Another step is due first.
    StepDue {
        /// Which.
        due: StepKind,
        /// Whose sheet.
        person: PersonId,
    },
    /// The route of this person has no such step.
    NotOnRoute {
        /// Whose sheet.
        person: PersonId,
    },
    /// The table went up; what came before can be changed after it is withdrawn or returned.
    Submitted,
    /// The sheet is decided.
    AlreadyDecided {
        /// Whose.
        person: PersonId,
    },
    /// The month is not closed yet: a decision is corrected after its end.
    MonthNotClosed,
    /// The result was not announced yet.
    NotAnnounced {
        /// Whose.
        person: PersonId,
    },
    /// The rule set has no such criterion.
    UnknownCriterion {
        /// Which.
        criterion: String,
    },
    /// More points than the criterion has.
    PointsOutOfRange {
        /// Which.
        criterion: String,
    },
    /// The rule set has no such fact.
    UnknownFact {
        /// Which.
        fact: String,
    },
    /// Facts that limit a level were not answered with yes or no.
    FactsUnanswered {
        /// Of whom.
        people: Vec<PersonId>,
    },
    /// The units that these people head come first: they are rated as a whole, and not decided yet.
    CollectiveFirst {
        /// Whose units.
        people: Vec<PersonId>,
    },
    /// The rule set knows no such reason for not rating a person.
    UnknownReason,
    /// A task needs a product.
    ProductMissing,
    /// A quantity of 0 is no task.
    QuantityZero,
    /// Weights are 1 to 100.
    WeightOutOfRange,
    /// Faults and delays are 0 to 99.
    CountOutOfRange,
    /// At most 200 tasks a sheet.
    TooManyTasks {
        /// Whose.
        person: PersonId,
    },
    /// A reason is needed here.
    ReasonMissing,
    /// A document's number and date are needed here.
    DocumentMissing,
    /// A text is longer than 4,000 characters.
    TextTooLong,
    /// Nothing was entered.
    Empty,
    /// Another wrote the same field without being seen.
    Conflict(Conflict),
    /// The rows are not those that the book has now.
    RowsDiffer {
        /// Whose rows.
        people: Vec<PersonId>,
    },
    /// A count cannot be.
    Tally {
        /// Why.
        fault: TallyFault,
    },
    /// The route does not allow this way of voting.
    VoteMode,
    /// The minutes are closed; open them again first.
    MinutesSealed,
    /// The minutes are not closed yet.
    MinutesOpen,
    /// The meeting lacks its day, chair or list of those present.
    MeetingIncomplete,
    /// These people have no agreed level yet.
    Unready {
        /// Who.
        people: Vec<PersonId>,
    },
    /// Not the report that is under way.
    NotTheSubmission,
    /// It was received: only the committee can return it.
    AlreadyReceived,
    /// The report was not received yet.
    NotReceived,
    /// More than the cap allows at the highest level.
    CapExceeded {
        /// How many were to be.
        given: u32,
        /// How many may be.
        allowed: u32,
    },
    /// The body's own vote lacks quorum or majority.
    BodyVote,
    /// The table does not name exactly those who were reported.
    NotTheTable {
        /// Who is missing or too many.
        people: Vec<PersonId>,
    },
    /// The decision says something else than the conclusion.
    NotTheConclusion {
        /// About whom.
        people: Vec<PersonId>,
    },
    /// There is no such conclusion.
    UnknownConclusion,
    /// No such round of opinions went out.
    UnknownRound,
    /// The round of opinions is over, or the table was called back.
    RoundOver,
    /// The round of opinions is not over yet.
    RoundOpen,
    /// There is no such appeal, or it was answered.
    UnknownAppeal {
        /// Which.
        appeal: ActRef,
    },
    /// An appeal waits for its answer.
    AppealUnanswered {
        /// Whose.
        person: PersonId,
    },
    /// It rests on an act that was refused.
    RestsOn {
        /// Which.
        act: ActRef,
    },
    /// What it rests on did not arrive within the days that the rules give.
    HeldTooLong,
    /// The key that signed it was revoked: adopt it under a valid one, or let it go.
    KeyRevoked,
    /// A target needs a name and what it counts.
    TargetIncomplete,
    /// A target of 0 is reached before it is begun.
    TargetZero,
    /// A term ends after it begins.
    TermBackward,
    /// Where less is better, the target lies below what there was at the term's beginning.
    StartNotAbove,
    /// At most so many targets in one unit's month.
    TooManyTargets,
    /// No such target of this unit.
    UnknownTarget,
    /// The target holds no more.
    TargetEnded,
    /// It is the sum of other units' targets, and is not read itself.
    TargetIsSum,
    /// A reading says where it is known from.
    SourceMissing,
    /// The day lies before the term.
    DayBeforeTerm,
    /// The day has not come yet.
    DayAhead,
    /// An imported sheet's level is not what the rules give, and no reason says why.
    ImportDiffers {
        /// Whose.
        person: PersonId,
    },
}

impl Refusal {
    /// The key of its words in the locale files.
    pub fn key(&self) -> String {
        match crate::trace::to_value(self).get("why") {
            Some(serde_json::Value::String(why)) => why.clone(),
            _ => String::new(),
        }
    }
}

impl From<Conflict> for Refusal {
    fn from(conflict: Conflict) -> Self {
        Refusal::Conflict(conflict)
    }
}
