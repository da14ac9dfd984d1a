//! One row for each book, for dashboards: counts by step and level, and the days of its steps. A pure
//! function of the book, overwritten in the transaction of every act; what is late is worked out when
//! it is read.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    Book,
    sheet::{Stage, Taken},
    submission::SubmissionState,
};
use crate::{
    id::RuleSetId,
    level::{Level, Outcome},
    month::Day,
    organisation::Track,
};

/// What a dashboard adds up.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Summary {
    /// Those rated here, by track.
    pub rated: BTreeMap<Track, u32>,
    /// The rule sets that rate them, by version: their calendar says what is late.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub rules: BTreeMap<RuleSetId, u32>,
    /// Of these, exempt or suspended: nobody waits for their tasks and self-score.
    #[serde(skip_serializing_if = "is_none")]
    pub exempt: u32,
    /// Of the others, with at least one task.
    pub planned: u32,
    /// Tasks that count.
    pub tasks: u32,
    /// Tasks whose result is reported.
    pub reported: u32,
    /// Of those not exempt, who scored themself or had it entered.
    pub scored: u32,
    /// Of those rated, in a party group.
    #[serde(skip_serializing_if = "is_none")]
    pub grouped: u32,
    /// Of these, on whom their group agreed.
    #[serde(skip_serializing_if = "is_none")]
    pub group_voted: u32,
    /// On whom the meeting agreed.
    pub voted: u32,
    /// Sent round for opinions, and the round is over.
    #[serde(skip_serializing_if = "is_none")]
    pub opined: u32,
    /// Reported upward.
    pub submitted: u32,
    /// Decided or further.
    pub decided: u32,
    /// Announced or further.
    pub announced: u32,
    /// Decided levels.
    pub levels: BTreeMap<Level, u32>,
    /// Decided as not rated.
    pub not_rated: u32,
    /// The day of the meeting.
    pub met: Option<Day>,
    /// The day the report that stands arrived.
    pub arrived: Option<Day>,
    /// Whether the committee has received it.
    pub received: bool,
    /// Whether a superior attended.
    pub attended: bool,
    /// The day of the last decision.
    pub decided_on: Option<Day>,
    /// The day the last decision arrived; what counts for lateness.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decided_arrived: Option<Day>,
    /// The day of the last announcement.
    pub announced_on: Option<Day>,
    /// The day the last announcement arrived.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub announced_arrived: Option<Day>,
    /// Whether the month is over.
    pub closed: bool,
    /// Appeals without an answer.
    pub appeals: u32,
    /// The day the oldest of them arrived.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub appealed: Option<Day>,
}

fn is_none(count: &u32) -> bool {
    *count == 0
}

/// The summary of a book.
pub fn summary(book: &Book) -> Summary {
    let mut sum = Summary {
        met: book.meeting.minutes.as_ref().and(book.meeting.notes.day),
        attended: book
            .meeting
            .notes
            .superiors
            .as_deref()
            .is_some_and(|names| !names.trim().is_empty()),
        closed: book.closed.is_some(),
        ..Summary::default()
    };
    if let Some(submission) = book.submission() {
        sum.arrived = submission.arrived;
        sum.received = matches!(submission.state, SubmissionState::Received { .. });
    }
    // A dashboard counts people; a unit as a whole is none.
    for (_, record) in book.rated_people() {
        *sum.rated.entry(record.enrolled.track).or_default() += 1;
        let version = sum.rules.entry(record.enrolled.rules.clone()).or_default();
        *version = record.enrolled.rules_version.max(*version);
        let is_active = record.enrolled.standing.is_active();
        sum.exempt += u32::from(!is_active);
        sum.grouped += u32::from(record.enrolled.group.is_some());
        let live: Vec<_> = record.live_tasks().collect();
        sum.planned += u32::from(is_active && !live.is_empty());
        for (_, task) in live {
            sum.tasks += 1;
            sum.reported += u32::from(task.report.is_some());
        }
        for taken in record.stage.done() {
            match taken {
                Taken::Scored { .. } => sum.scored += u32::from(is_active),
                Taken::VotedInGroup { .. } => sum.group_voted += 1,
                Taken::Voted { .. } => sum.voted += 1,
                Taken::Submitted { .. } => sum.submitted += 1,
                Taken::Circulated { count, .. } => sum.opined += u32::from(count.is_some()),
                Taken::Proposed { .. } | Taken::Compiled { .. } => {}
            }
        }
        if let Some(decision) = record.stage.decision() {
            sum.decided += 1;
            sum.decided_on = sum.decided_on.max(Some(decision.day));
            sum.decided_arrived = sum.decided_arrived.max(record.arrived(&decision.act));
            match &decision.decided.outcome {
                Outcome::Level(level) => *sum.levels.entry(*level).or_default() += 1,
                Outcome::NotRated(_) => sum.not_rated += 1,
            }
        }
        if let Some(announcement) = record.stage.announcement() {
            sum.announced += 1;
            sum.announced_on = sum.announced_on.max(Some(announcement.day));
            let arrived = record.arrived(&announcement.act);
            sum.announced_arrived = sum.announced_arrived.max(arrived);
        }
        if !matches!(record.stage, Stage::Closed { .. }) {
            for appeal in record.stage.appeals() {
                if appeal.answer.is_none() {
                    sum.appeals += 1;
                    let since = record.arrived(&appeal.act).unwrap_or(appeal.day);
                    sum.appealed = Some(sum.appealed.map_or(since, |oldest| oldest.min(since)));
                }
            }
        }
    }
    sum
}
