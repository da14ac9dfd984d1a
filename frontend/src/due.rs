//! What is due in a unit's month, in words: the same on the month's home, the committee's desk and the
//! district's page. What is late is worked out in `shared`.

use roviec_shared::{
    due::{Due, DueState, Milestone},
    month::Day,
};

use crate::ui::{StepShown, StepState, Tone};
use crate::{key, say};

/// A milestone as the step that leads to it.
pub fn title(milestone: Milestone) -> String {
    say!(match milestone {
        Milestone::Planned => key!("due.planned"),
        Milestone::Scored => key!("due.scored"),
        Milestone::GroupsVoted => key!("due.groups_voted"),
        Milestone::Met => key!("due.met"),
        Milestone::Opined => key!("due.opined"),
        Milestone::Submitted => key!("due.submitted"),
        Milestone::Received => key!("due.received"),
        Milestone::Decided => key!("due.decided"),
        Milestone::Announced => key!("due.announced"),
        Milestone::Answered => key!("due.answered"),
        Milestone::Closed => key!("due.closed"),
    })
}

/// A day inside the year at hand: `05/12`.
pub fn short_day(day: Day) -> String {
    format!("{:02}/{:02}", day.number(), day.month().number())
}

/// Where it stands, in one line: its day, how late, how many of how many.
pub fn note(due: &Due) -> String {
    let share = (due.of > 0 && due.done > 0 && due.done < due.of)
        .then(|| say!("due.share", done = due.done, of = due.of));
    let state = match due.state {
        DueState::Done { on, days_late } => done(on, days_late),
        DueState::PassedOver => None,
        DueState::Now => due.last_day.map(|day| say!("due.by", day = short_day(day))),
        DueState::Late { days } => Some(say!("due.late", days = days)),
        DueState::Later => due.last_day.map(|day| say!("due.by", day = short_day(day))),
    };
    share
        .into_iter()
        .chain(state)
        .collect::<Vec<_>>()
        .join(", ")
}

fn done(on: Option<Day>, days_late: u32) -> Option<String> {
    let late = (days_late > 0).then(|| say!("due.was_late", days = days_late));
    match (on.map(short_day), late) {
        (Some(day), Some(late)) => Some(format!("{day}, {late}")),
        (day, late) => day.or(late),
    }
}

/// The colour of where it stands.
pub fn tone(due: &Due) -> Tone {
    match due.state {
        DueState::Done { days_late: 0, .. } => Tone::Success,
        DueState::Done { .. } | DueState::Late { .. } => Tone::Warning,
        DueState::Now => Tone::Primary,
        DueState::PassedOver | DueState::Later => Tone::Plain,
    }
}

/// The milestones as steps of a procedure.
pub fn steps(dues: &[Due]) -> Vec<StepShown> {
    dues.iter()
        .map(|due| StepShown {
            title: title(due.milestone).into(),
            note: note(due).into(),
            state: match due.state {
                DueState::Done { .. } | DueState::PassedOver => StepState::Done,
                DueState::Now => StepState::Current,
                DueState::Late { .. } => StepState::Late,
                DueState::Later => StepState::Next,
            },
        })
        .collect()
}
