//! The way of a rating: which steps, in what order, by whom. The kinds of step are here; the
//! routes themselves are data in the rule sets.

use serde::{Deserialize, Serialize};

use crate::organisation::{Enrolled, Line, Role};

/// What is done in a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StepKind {
    /// The rated scores and rates themself.
    Score,
    /// The party group of the rated votes a proposal, before the cell does; passed by whoever is in none.
    GroupVote,
    /// Who leads proposes a level, with remarks.
    Propose,
    /// The meeting discusses and votes.
    Vote,
    /// Members of a body above give their opinion: advice, not a vote.
    Opine,
    /// The unit reports its table upward.
    Submit,
    /// The office above has the table in hand and compiles.
    Compile,
    /// The deciding body decides.
    Decide,
    /// The rated are told.
    Announce,
}

/// Where, seen from the rated person's unit, those stand who take a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// In the unit itself.
    Unit,
    /// In the unit above it on the route's line.
    Above,
    /// In a body outside: whoever is named enters, with its document, what was decided there.
    Elsewhere,
}

/// One step of a route.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// What is done.
    pub kind: StepKind,
    /// Who may do it; the rated person alone where this is empty.
    #[serde(default)]
    pub by: Vec<Role>,
    /// Where they hold that role.
    #[serde(default = "Place::unit")]
    pub at: Place,
    /// May be passed over: a rating without it is complete.
    #[serde(default)]
    pub optional: bool,
    /// What the guidance says of it, for the screen.
    #[serde(default)]
    pub guidance: String,
}

impl Place {
    fn unit() -> Self {
        Place::Unit
    }
}

impl Step {
    /// Whether the rated goes through it at all: of a party group only who is in one.
    #[must_use]
    pub fn concerns(&self, rated: &Enrolled) -> bool {
        self.kind != StepKind::GroupVote || rated.group.is_some()
    }
}

/// Steps in their order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Route {
    /// The line of the tree that this route climbs.
    pub line: Line,
    /// In order; the last but one kind is `Decide`, then `Announce`.
    pub steps: Vec<Step>,
}

/// A step's place in its route, from 0.
pub type StepIndex = usize;

/// Why a step cannot be taken now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutOfTurn {
    /// The route has no such step.
    NotOnRoute,
    /// Another step is due first.
    Due(StepIndex),
    /// The table went up since: what came before can no longer be changed here.
    Sealed,
}

impl Route {
    /// The step of a kind.
    pub fn step(&self, kind: StepKind) -> Option<&Step> {
        self.steps.iter().find(|step| step.kind == kind)
    }

    /// Where the step of a kind is taken; none where the route has no such step.
    #[must_use]
    pub fn place(&self, kind: StepKind) -> Option<Place> {
        self.step(kind).map(|step| step.at)
    }

    /// The position of the step of a kind.
    pub fn index(&self, kind: StepKind) -> Option<StepIndex> {
        self.steps.iter().position(|step| step.kind == kind)
    }

    /// The steps that the rated goes through, each with its position.
    pub fn steps_of(&self, rated: &Enrolled) -> impl Iterator<Item = (StepIndex, &Step)> {
        let steps = self.steps.iter().enumerate();
        steps.filter(|(_, step)| step.concerns(rated))
    }

    /// Whether the rated goes through a step of this kind.
    #[must_use]
    pub fn has(&self, rated: &Enrolled, kind: StepKind) -> bool {
        self.steps_of(rated).any(|(_, step)| step.kind == kind)
    }

    /// Whether a sheet at `now` has the step of a kind behind it; so it has one that is not on the route.
    #[must_use]
    pub fn is_past(&self, now: StepIndex, kind: StepKind) -> bool {
        self.index(kind).is_none_or(|at| at < now)
    }

    /// The first step from `at` on that the rated goes through; `at` itself where there is none.
    pub(crate) fn own_from(&self, rated: &Enrolled, at: StepIndex) -> StepIndex {
        let mut own = self.steps_of(rated).map(|(index, _)| index);
        own.find(|index| *index >= at).unwrap_or(at)
    }

    /// Where the sheet of `rated` stands at `now` after a step of `kind`: before the next step that concerns
    /// them when this one is due (or only steps that may be passed over lie between), where it was when an
    /// earlier step is corrected.
    ///
    /// # Errors
    /// Why the step cannot be taken now.
    pub fn take(
        &self,
        rated: &Enrolled,
        now: StepIndex,
        kind: StepKind,
    ) -> Result<StepIndex, OutOfTurn> {
        let own = || self.steps_of(rated);
        let (at, _) = own()
            .find(|(_, step)| step.kind == kind)
            .ok_or(OutOfTurn::NotOnRoute)?;
        if at >= now {
            let mut between = own().filter(|(index, _)| (now..at).contains(index));
            match between.find(|(_, step)| !step.optional) {
                None => Ok(self.own_from(rated, at + 1)),
                Some((due, _)) => Err(OutOfTurn::Due(due)),
            }
        } else if self.steps[at..now].iter().any(|step| step.kind.seals()) {
            Err(OutOfTurn::Sealed)
        } else {
            Ok(now)
        }
    }
}

impl StepKind {
    /// After such a step nothing before it changes, unless it is withdrawn or returned.
    pub fn seals(self) -> bool {
        matches!(
            self,
            StepKind::Submit | StepKind::Opine | StepKind::Decide | StepKind::Announce
        )
    }
}
