//! A unit that reports to a committee, in one month: how far it is, and what of it waits.

use roviec_shared::{
    apply::{to_announce, to_close},
    book::{
        Book, grading,
        submission::{Submission, SubmissionState},
        summary::{Summary, summary},
    },
    due::{self, Due, Milestone},
    id::{ActRef, BookId},
    month::Day,
    rules::{CapCount, RuleBook},
};

use crate::appeals::{OpenAppeal, open_appeals};

/// A unit that reports to the committee, in one month.
#[derive(Clone, Debug, PartialEq)]
pub struct UnitMonth {
    /// Its book.
    pub id: BookId,
    /// Its name, as the month knows it.
    pub name: String,
    /// Where it is reached.
    pub telephone: Option<String>,
    /// How far it is; none where its month is not opened or not on this device.
    pub opened: Option<Opened>,
}

/// How far a unit's month is.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    /// Its counts.
    pub summary: Summary,
    /// What is due in it.
    pub dues: Vec<Due>,
    /// The report that stands or was the last.
    pub report: Option<Report>,
    /// How its table stands to the cap: a guide figure.
    pub cap: Option<CapCount>,
    /// Those of whom a limiting fact waits for its answer.
    pub unanswered: usize,
    /// Those decided and not told.
    pub to_announce: usize,
    /// Those announced: all of them, or the month cannot be closed.
    pub to_close: usize,
    /// Objections that wait for an answer.
    pub appeals: Vec<OpenAppeal>,
}

/// The last report of a unit, without its rows.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// The act.
    pub act: ActRef,
    /// The day its author gives.
    pub day: Day,
    /// The day it arrived; none while that is not known here.
    pub arrived: Option<Day>,
    /// How many rows.
    pub rows: usize,
    /// Where it stands.
    pub state: SubmissionState,
}

impl From<&Submission> for Report {
    fn from(submission: &Submission) -> Self {
        Self {
            act: submission.act.clone(),
            day: submission.day,
            arrived: submission.arrived,
            rows: submission.rows.len(),
            state: submission.state.clone(),
        }
    }
}

impl UnitMonth {
    /// The milestone of a kind, where its route has it.
    pub fn due(&self, milestone: Milestone) -> Option<&Due> {
        let opened = self.opened.as_ref()?;
        opened.dues.iter().find(|due| due.milestone == milestone)
    }

    /// Its report is here and waits to be received.
    pub fn waits(&self) -> bool {
        self.report_is(|state| matches!(state, SubmissionState::Sent))
    }

    /// Its report was received and stands.
    pub fn is_received(&self) -> bool {
        self.report_is(|state| matches!(state, SubmissionState::Received { .. }))
    }

    /// Everyone in it is decided.
    pub fn is_decided(&self) -> bool {
        self.has_reached(Milestone::Decided)
    }

    /// Everyone in it was told.
    pub fn is_announced(&self) -> bool {
        self.has_reached(Milestone::Announced)
    }

    /// Its month is over.
    pub fn is_closed(&self) -> bool {
        self.has_reached(Milestone::Closed)
    }

    /// Its month ends at home: its route has no report.
    pub fn decides_itself(&self) -> bool {
        self.opened.is_some() && self.due(Milestone::Submitted).is_none()
    }

    /// It owes a report: nothing is on its way or received.
    pub fn owes(&self) -> bool {
        !self.decides_itself() && !self.waits() && !self.is_received() && !self.is_decided()
    }

    /// What its report waits for, where its day has passed: the meeting, or the report itself.
    pub fn overdue(&self) -> Option<&Due> {
        due::overdue_report(&self.opened.as_ref()?.dues)
    }

    /// Days past the day by which it had to report, while it owes.
    pub fn days_late(&self) -> u32 {
        self.overdue().map_or(0, Due::days_late)
    }

    /// Those rated in it.
    pub fn rated(&self) -> u32 {
        let opened = self.opened.as_ref();
        opened.map_or(0, |opened| opened.summary.rated.values().sum())
    }

    fn has_reached(&self, milestone: Milestone) -> bool {
        self.due(milestone)
            .is_some_and(|due| due.of > 0 && due.done >= due.of)
    }

    fn report_is(&self, is: impl Fn(&SubmissionState) -> bool) -> bool {
        let opened = self.opened.as_ref();
        opened
            .and_then(|opened| opened.report.as_ref())
            .is_some_and(|report| is(&report.state))
    }
}

impl Opened {
    /// What the desk shows of a book.
    pub fn of(rules: &RuleBook, book: &Book, today: Day) -> Self {
        let summary = summary(book);
        let dues = due::of_summary(rules, book.id.month, &summary, today);
        let own = due::rules_of(rules, &summary);
        let cap = own.and_then(|rules| {
            let rows = &book.submission()?.rows;
            Some(rules.cap.count(rows.values().map(|row| &row.proposed)))
        });
        let unanswered = book.rated().filter(|(_, record)| {
            rules
                .of(&record.enrolled)
                .is_some_and(|rules| !grading::unanswered(rules, record).is_empty())
        });
        Self {
            unanswered: unanswered.count(),
            appeals: open_appeals(rules, book),
            to_announce: to_announce(book).len(),
            to_close: to_close(book).len(),
            report: book.submissions.last().map(Report::from),
            cap,
            dues,
            summary,
        }
    }
}
