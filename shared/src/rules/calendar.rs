use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::month::{Day, Month};

/// The days of a month's work. Days are for reminders and lateness; no device refuses by them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Calendar {
    /// The server opens a month so many days before its first.
    pub opens_days_before: u8,
    /// The plan, by this day of the month itself.
    pub plan_day: u8,
    /// Results and self-score, by this day of the month itself.
    pub result_day: u8,
    /// Meeting and report, by this day of the next month.
    pub report_day: u8,
    /// Decision, by this day of the next month.
    pub decision_day: u8,
    /// Announcement, by this day of the next month.
    pub announcement_day: u8,
    /// A person may object for so many days after the announcement; a later appeal is recorded as
    /// late, never refused.
    pub appeal_days: u8,
    /// The deciding level answers within so many working days.
    pub answer_working_days: u8,
    /// The server proposes to close a month so many days after the last appeal could come.
    pub close_days: u8,
    /// An act that rests on one the server has not seen is refused after so many days.
    pub held_days: u16,
    /// Days off beside Saturday and Sunday: they move with the lunar year.
    #[serde(default)]
    pub holidays: BTreeSet<Day>,
}

impl Calendar {
    /// The day on which the server opens the month.
    #[must_use]
    pub fn opens(&self, month: Month) -> Day {
        month
            .first_day()
            .plus_days(-i32::from(self.opens_days_before))
    }

    /// The last day for the plan.
    #[must_use]
    pub fn plan_due(&self, month: Month) -> Day {
        month.day(self.plan_day)
    }

    /// The last day for results and self-score.
    #[must_use]
    pub fn result_due(&self, month: Month) -> Day {
        month.day(self.result_day)
    }

    /// The last day for the meeting and the report upward.
    #[must_use]
    pub fn report_due(&self, month: Month) -> Day {
        month.next().day(self.report_day)
    }

    /// The last day for the decision.
    #[must_use]
    pub fn decision_due(&self, month: Month) -> Day {
        month.next().day(self.decision_day)
    }

    /// The last day for the announcement.
    #[must_use]
    pub fn announcement_due(&self, month: Month) -> Day {
        month.next().day(self.announcement_day)
    }

    /// The last day to object to what was announced on this day.
    #[must_use]
    pub fn appeal_due(&self, announced: Day) -> Day {
        announced.plus_days(i32::from(self.appeal_days))
    }

    /// The last day to answer an appeal that arrived on this day.
    #[must_use]
    pub fn answer_due(&self, arrived: Day) -> Day {
        arrived.plus_working_days(u16::from(self.answer_working_days), &self.holidays)
    }

    /// The day from which the server proposes to close a month announced on this day.
    #[must_use]
    pub fn close_proposed(&self, announced: Day) -> Day {
        self.appeal_due(announced)
            .plus_days(i32::from(self.close_days))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_days_of_a_month_lie_in_it_and_in_the_next() {
        let calendar = Calendar {
            opens_days_before: 5,
            plan_day: 5,
            result_day: 25,
            report_day: 5,
            decision_day: 10,
            announcement_day: 12,
            appeal_days: 5,
            answer_working_days: 10,
            close_days: 3,
            held_days: 60,
            holidays: BTreeSet::new(),
        };
        let month: Month = "2026-12".parse().expect("a month");
        let days = [
            calendar.opens(month),
            calendar.plan_due(month),
            calendar.result_due(month),
            calendar.report_due(month),
            calendar.decision_due(month),
            calendar.announcement_due(month),
            calendar.appeal_due(calendar.announcement_due(month)),
            calendar.close_proposed(calendar.announcement_due(month)),
            calendar.answer_due(calendar.announcement_due(month)),
        ];
        assert_eq!(
            days.map(String::from),
            [
                "2026-11-26",
                "2026-12-05",
                "2026-12-25",
                "2027-01-05",
                "2027-01-10",
                "2027-01-12",
                "2027-01-17",
                "2027-01-20",
                "2027-01-26",
            ]
        );
    }
}
