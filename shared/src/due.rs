//! What of a unit's month is due, whose it is, by which day, and whether it is late. Nothing of it is
//! stored: it is worked out when it is read, from the summary, the calendar and the day.

mod person;

pub use person::{
    Looking, Waiting, What, can_change, entered_by, is_missing, overdue_report, reports_to,
};

use crate::{
    book::{
        Book,
        summary::{Summary, summary},
    },
    month::{Day, Month},
    organisation::Role,
    permission::LEADERS,
    route::{Place, StepKind},
    rules::{Calendar, RuleBook, RuleSet},
};

/// What a unit's month goes through, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Milestone {
    /// Everyone has a task.
    Planned,
    /// Everyone has scored themself, or had it entered.
    Scored,
    /// The party groups have voted on their people.
    GroupsVoted,
    /// The meeting was held and its minutes are closed.
    Met,
    /// Members of the body above have given their opinions.
    Opined,
    /// The table went up.
    Submitted,
    /// The office above has it in hand.
    Received,
    /// Everyone is decided.
    Decided,
    /// Everyone is told.
    Announced,
    /// Appeals are answered.
    Answered,
    /// The month is over.
    Closed,
}

/// From this day of a month on it is what offices work on: by then people have scored themselves
/// (calendar of `domain.md`, after real monthly rules).
pub const RATED_FROM: u8 = 25;

/// The month that offices above the units work on: this month once people have scored themselves in
/// it, before that the last one.
pub fn month_in_hand(today: Day) -> Month {
    if today.number() >= RATED_FROM {
        today.month()
    } else {
        today.month().previous()
    }
}

/// Where a milestone stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DueState {
    /// Reached.
    Done {
        /// When, where that is known.
        on: Option<Day>,
        /// How many days after its last day; 0 when in time.
        days_late: u32,
    },
    /// Not reached for all, and nobody waits for it any more: the month went on.
    PassedOver,
    /// Its turn, and its day has not passed.
    Now,
    /// Its turn, and its day has passed.
    Late {
        /// By so many days.
        days: u32,
    },
    /// Something else comes first.
    Later,
}

/// One milestone of a unit's month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// Which.
    pub milestone: Milestone,
    /// Whose turn it is; the rated themselves where empty.
    pub by: Vec<Role>,
    /// Where they hold that role, seen from the unit.
    pub at: Place,
    /// For how many it is reached.
    pub done: u32,
    /// Of how many.
    pub of: u32,
    /// Its last day.
    pub last_day: Option<Day>,
    /// Where it stands.
    pub state: DueState,
}

impl Due {
    /// Whether somebody has to do something now.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        matches!(self.state, DueState::Now | DueState::Late { .. })
    }

    /// Days past its last day while it is still open.
    #[must_use]
    pub const fn days_late(&self) -> u32 {
        match self.state {
            DueState::Late { days } => days,
            _ => 0,
        }
    }
}

/// What is due first, where several things are.
#[must_use]
pub fn first_open(dues: &[Due]) -> Option<&Due> {
    dues.iter().find(|due| due.is_open())
}

/// What is most overdue of what is open.
#[must_use]
pub fn latest(dues: &[Due]) -> Option<&Due> {
    dues.iter()
        .filter(|due| due.days_late() > 0)
        .max_by_key(|due| due.days_late())
}

/// The rule set whose calendar and route hold for a unit's month: the first that is known, since all
/// who are rated in one unit go one way.
#[must_use]
pub fn rules_of<'a>(rules: &'a RuleBook, summary: &Summary) -> Option<&'a RuleSet> {
    summary
        .rules
        .iter()
        .find_map(|(id, version)| rules.get(id, *version))
}

/// The milestones of a book; none where nobody is rated in it.
#[must_use]
pub fn of_book(rules: &RuleBook, book: &Book, today: Day) -> Vec<Due> {
    of_summary(rules, book.id.month, &summary(book), today)
}

/// The milestones of a unit's month from its summary; none where nobody is rated in it.
#[must_use]
pub fn of_summary(rules: &RuleBook, month: Month, summary: &Summary, today: Day) -> Vec<Due> {
    let rated: u32 = summary.rated.values().sum();
    match rules_of(rules, summary) {
        Some(rules) if rated > 0 => UnitMonth {
            rules,
            month,
            summary,
            today,
            rated,
        }
        .dues(),
        _ => Vec::new(),
    }
}

/// One unit's month on one day.
struct UnitMonth<'a> {
    rules: &'a RuleSet,
    month: Month,
    summary: &'a Summary,
    today: Day,
    rated: u32,
}

/// How far one milestone is, before it is known whose turn it is.
struct Reached {
    milestone: Milestone,
    step: Option<StepKind>,
    done: u32,
    of: u32,
    on: Option<Day>,
    /// The day that lateness is judged by, where another than `on`.
    judged: Option<Day>,
    last_day: Option<Day>,
    /// Not before this day.
    from: Option<Day>,
}

impl UnitMonth<'_> {
    fn calendar(&self) -> &Calendar {
        &self.rules.calendar
    }

    fn dues(&self) -> Vec<Due> {
        let over = self.has_met().then_some(DueState::PassedOver);
        let mut dues: Vec<Due> = self
            .beside()
            .into_iter()
            .map(|reached| {
                let state = self.state(&reached, over);
                self.due(reached, state)
            })
            .collect();
        let mut waits = false;
        for reached in self.in_turn() {
            if reached
                .step
                .is_some_and(|step| self.rules.route.step(step).is_none())
            {
                continue;
            }
            let state = self.state(&reached, waits.then_some(DueState::Later));
            // What comes after it waits, whatever its own day.
            waits |= !matches!(state, DueState::Done { .. });
            dues.push(self.due(reached, state));
        }
        dues
    }

    /// The meeting is over, or the route has gone further without one.
    fn has_met(&self) -> bool {
        self.summary.met.is_some() || self.summary.submitted > 0 || self.summary.decided > 0
    }

    /// Plan, self-score and the groups' votes: each person's own, and nobody waits for them once the meeting is
    /// over.
    fn beside(&self) -> Vec<Reached> {
        let (sum, calendar) = (self.summary, self.calendar());
        let mut found = vec![Reached {
            milestone: Milestone::Planned,
            step: None,
            done: sum.planned,
            of: self.rated.saturating_sub(sum.exempt),
            on: None,
            judged: None,
            last_day: Some(calendar.plan_due(self.month)),
            from: None,
        }];
        if self.rules.route.step(StepKind::Score).is_some() {
            found.push(Reached {
                milestone: Milestone::Scored,
                step: Some(StepKind::Score),
                done: sum.scored,
                of: self.rated.saturating_sub(sum.exempt),
                on: None,
                judged: None,
                last_day: Some(calendar.result_due(self.month)),
                from: Some(self.month.first_day()),
            });
        }
        if self.rules.route.step(StepKind::GroupVote).is_some() && sum.grouped > 0 {
            found.push(Reached {
                milestone: Milestone::GroupsVoted,
                step: Some(StepKind::GroupVote),
                done: sum.group_voted,
                of: sum.grouped,
                on: None,
                judged: None,
                last_day: Some(calendar.report_due(self.month)),
                from: Some(calendar.result_due(self.month).plus_days(1)),
            });
        }
        found
    }

    /// From the meeting on: one after the other.
    fn in_turn(&self) -> Vec<Reached> {
        let (sum, calendar, rated) = (self.summary, self.calendar(), self.rated);
        let whole = |is: bool| if is { rated } else { 0 };
        let base = |milestone, step, done, on, last_day| Reached {
            milestone,
            step: Some(step),
            done,
            of: rated,
            on,
            judged: None,
            last_day: Some(last_day),
            from: None,
        };
        let report = calendar.report_due(self.month);
        let decision = calendar.decision_due(self.month);
        let mut found = vec![
            Reached {
                from: Some(calendar.result_due(self.month).plus_days(1)),
                ..base(
                    Milestone::Met,
                    StepKind::Vote,
                    whole(sum.met.is_some() || sum.submitted > 0 || sum.decided >= rated),
                    sum.met,
                    report,
                )
            },
            base(
                Milestone::Opined,
                StepKind::Opine,
                if sum.decided >= rated {
                    rated
                } else {
                    sum.opined
                },
                None,
                decision,
            ),
            base(
                Milestone::Submitted,
                StepKind::Submit,
                whole(sum.submitted > 0 || sum.decided >= rated),
                sum.arrived,
                report,
            ),
            base(
                Milestone::Received,
                StepKind::Compile,
                whole(sum.received || sum.decided >= rated),
                None,
                decision,
            ),
            Reached {
                judged: sum.decided_arrived,
                ..base(
                    Milestone::Decided,
                    StepKind::Decide,
                    sum.decided,
                    sum.decided_on,
                    decision,
                )
            },
            Reached {
                judged: sum.announced_arrived,
                ..base(
                    Milestone::Announced,
                    StepKind::Announce,
                    sum.announced,
                    sum.announced_on,
                    calendar.announcement_due(self.month),
                )
            },
        ];
        if sum.appeals > 0 {
            found.push(Reached {
                of: sum.appeals,
                last_day: sum.appealed.map(|day| calendar.answer_due(day)),
                ..base(Milestone::Answered, StepKind::Decide, 0, None, decision)
            });
        }
        found.push(Reached {
            last_day: None,
            from: sum.announced_on.map(|day| calendar.close_proposed(day)),
            ..base(
                Milestone::Closed,
                StepKind::Announce,
                whole(sum.closed),
                None,
                decision,
            )
        });
        found
    }

    /// `instead` is where a milestone stands that is not reached and whose turn it is not.
    fn state(&self, reached: &Reached, instead: Option<DueState>) -> DueState {
        let late_on = |day: Day| {
            reached.last_day.map_or(0, |last| {
                u32::try_from(last.days_until(day)).unwrap_or_default()
            })
        };
        if reached.done >= reached.of {
            let judged = reached.judged.or(reached.on);
            return DueState::Done {
                on: reached.on,
                days_late: judged.map_or(0, late_on),
            };
        }
        if let Some(state) = instead {
            return state;
        }
        match late_on(self.today) {
            0 if reached.from.is_some_and(|from| self.today < from) => DueState::Later,
            0 => DueState::Now,
            days => DueState::Late { days },
        }
    }

    fn due(&self, reached: Reached, state: DueState) -> Due {
        let step = reached.step.and_then(|step| self.rules.route.step(step));
        let (by, at) = match (reached.milestone, step) {
            (Milestone::Planned, _) => (LEADERS.to_vec(), Place::Unit),
            (_, Some(step)) => (step.by.clone(), step.at),
            (_, None) => (Vec::new(), Place::Unit),
        };
        Due {
            milestone: reached.milestone,
            by,
            at,
            done: reached.done,
            of: reached.of,
            last_day: reached.last_day,
            state,
        }
    }
}

#[cfg(all(test, feature = "toml"))]
mod tests;
