//! What waits for one person in a unit's month, and what is new for them there. Pages ask it piece by piece,
//! the digest by mail as a whole, so that none of them tells what another would not.

use super::{Due, DueState, LEADERS, Milestone, of_summary, rules_of};
use crate::{
    book::{
        Book, Record,
        sheet::{Stage, Taken},
        summary::summary,
    },
    id::{PersonId, UnitId},
    month::{Day, Month},
    permission::{Author, OFFICES},
    route::{Place, StepKind},
    rules::{RuleBook, RuleSet},
};

/// What kind of thing waits or is new.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// Results or the self-score of their own are missing before the meeting.
    Own,
    /// Another entered their self-score, and their word on it is asked for.
    Acknowledge,
    /// A table waits for their opinion.
    Opinion,
    /// A step of a unit's month whose turn is theirs.
    Step(Milestone),
    /// A unit below owes its report, and urging it is theirs.
    Owed,
    /// They were told of a decision on them.
    Announced,
    /// An objection of theirs was answered.
    Answered,
    /// A month of theirs that was over has a new decision.
    Corrected,
}

impl What {
    /// Told once, and nothing has to be done.
    #[must_use]
    pub const fn is_news(self) -> bool {
        matches!(self, What::Announced | What::Answered | What::Corrected)
    }
}

/// One thing that waits for a person, or is new for them. It names no level, point or word of anyone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// What.
    pub what: What,
    /// Of which month.
    pub month: Month,
    /// Its last day; of an announcement, the last day to object.
    pub last_day: Option<Day>,
    /// Days past it.
    pub days_late: u32,
    /// When they were last reminded of it.
    pub reminded: Option<Day>,
}

/// Who looks, when, and how far.
#[derive(Clone, Copy, Debug)]
pub struct Looking<'a> {
    /// The rule sets.
    pub rules: &'a RuleBook,
    /// Who.
    pub author: &'a Author,
    /// When.
    pub today: Day,
    /// What everyone has long in hand, as a plan or a self-score, is told so many days before its last.
    pub days_ahead: i32,
    /// News from this day on, up to yesterday: what comes today is not all there yet.
    pub since: Day,
}

/// Whether something of a person is missing before the meeting: a result, or their self-score.
#[must_use]
pub fn is_missing(record: &Record) -> bool {
    let unreported = record.live_tasks().any(|(_, task)| task.done().is_none());
    let is_asked = record.is_rated_here() && record.enrolled.standing.is_active();
    let is_open = matches!(record.stage, Stage::Open { .. });
    is_open && is_asked && (unreported || record.stage.score().is_none())
}

/// Whether a sheet can still change: it has not gone up and nothing is decided.
#[must_use]
pub fn can_change(record: &Record) -> bool {
    let went_up = |taken: &Taken| matches!(taken, Taken::Submitted { .. });
    matches!(&record.stage, Stage::Open { done, .. } if !done.iter().any(went_up))
}

/// Who entered a person's self-score in their stead, while they said nothing of it and it can still change.
#[must_use]
pub fn entered_by(record: &Record) -> Option<&PersonId> {
    if !can_change(record) {
        return None;
    }
    record.stage.done().iter().find_map(|taken| match taken {
        Taken::Scored {
            entered_by: Some(by),
            acknowledged: None,
            ..
        } => Some(by),
        _ => None,
    })
}

/// What a unit's report waits for, where its day has passed: the meeting, or the report itself.
#[must_use]
pub fn overdue_report(dues: &[Due]) -> Option<&Due> {
    [Milestone::Met, Milestone::Submitted]
        .into_iter()
        .filter_map(|milestone| dues.iter().find(|due| due.milestone == milestone))
        .find(|due| due.days_late() > 0)
}

/// Whether a book's ratings go up to this unit: some route in it is compiled by the unit above.
#[must_use]
pub fn reports_to(rules: &RuleBook, book: &Book, at: &UnitId) -> bool {
    book.rated().any(|(_, record)| {
        rules.of(&record.enrolled).is_some_and(|rules| {
            let (line, place) = (rules.route.line, rules.route.place(StepKind::Compile));
            let above = place.filter(|place| *place == Place::Above);
            above.and_then(|above| book.unit_at(above, line)) == Some(at)
        })
    })
}

impl Looking<'_> {
    /// What waits for them in a unit's month, and what is new there. The book may be the whole one: what they
    /// do not see is not told.
    #[must_use]
    pub fn at(&self, book: &Book) -> Vec<Waiting> {
        let summary = summary(book);
        let dues = of_summary(self.rules, book.id.month, &summary, self.today);
        let mut found = Vec::new();
        for (person, record) in self.own(book) {
            found.extend(self.own_sheet(book, &dues, record));
            found.extend(self.acknowledgement(book, record));
            found.extend(self.news(book, person, record));
        }
        found.extend(self.opinion(book));
        let rules = rules_of(self.rules, &summary);
        for due in &dues {
            found.extend(rules.and_then(|rules| self.step(book, rules, due)));
        }
        found.extend(self.owed(book, &dues));
        found
    }

    /// Their own sheet, and those of the units for which they speak.
    fn own<'b>(&self, book: &'b Book) -> impl Iterator<Item = (&'b PersonId, &'b Record)> {
        let (author, today) = (self.author, self.today);
        book.people.iter().filter(move |(person, _)| {
            author.person.as_ref() == Some(*person) || author.speaks_for(person, today)
        })
    }

    fn waiting(&self, book: &Book, what: What, last_day: Option<Day>) -> Waiting {
        let late = last_day.map_or(0, |last| last.days_until(self.today));
        Waiting {
            what,
            month: book.id.month,
            last_day,
            days_late: u32::try_from(late).unwrap_or_default(),
            reminded: None,
        }
    }

    /// What everyone has long in hand is told when it becomes urgent, or when somebody reminded of it.
    fn is_urgent(&self, waiting: &Waiting) -> bool {
        let is_near = |last: Day| self.today.days_until(last) <= self.days_ahead;
        waiting.reminded.is_some() || waiting.last_day.is_some_and(is_near)
    }

    fn own_sheet(&self, book: &Book, dues: &[Due], record: &Record) -> Option<Waiting> {
        let is_over = dues
            .iter()
            .any(|due| due.milestone == Milestone::Scored && due.state == DueState::PassedOver);
        if is_over || !is_missing(record) || self.today < book.id.month.first_day() {
            return None;
        }
        let rules = self.rules.of(&record.enrolled)?;
        let last_day = rules.calendar.result_due(book.id.month);
        let waiting = Waiting {
            reminded: record.reminders.last().map(|reminder| reminder.day),
            ..self.waiting(book, What::Own, Some(last_day))
        };
        self.is_urgent(&waiting).then_some(waiting)
    }

    fn acknowledgement(&self, book: &Book, record: &Record) -> Option<Waiting> {
        let is_asked = record.is_rated_here() && entered_by(record).is_some();
        is_asked.then(|| self.waiting(book, What::Acknowledge, None))
    }

    /// Each act that touched their record and that they are told of, by the day it arrived.
    fn news(&self, book: &Book, person: &PersonId, record: &Record) -> Vec<Waiting> {
        let is_new = |day: Day| self.since <= day && day < self.today;
        let touched = record.history.iter();
        let touched = touched.filter(|touched| touched.day.is_some_and(is_new));
        touched
            .filter(|touched| touched.by.as_ref().is_some_and(|by| by != person))
            .filter_map(|touched| match touched.kind.as_str() {
                "announce" => {
                    let told = record.stage.announcement()?;
                    let rules = self.rules.of(&record.enrolled);
                    let until = rules.map(|rules| rules.calendar.appeal_due(told.day));
                    let until = until.filter(|until| self.today <= *until);
                    Some(self.waiting(book, What::Announced, until))
                }
                "answer_appeal" => Some(self.waiting(book, What::Answered, None)),
                "correct" => Some(self.waiting(book, What::Corrected, None)),
                _ => None,
            })
            .collect()
    }

    fn opinion(&self, book: &Book) -> Option<Waiting> {
        let person = self.author.person.as_ref()?;
        let mut rounds = book.rounds.iter();
        let round = rounds.find(|round| round.waits_for(person))?;
        Some(self.waiting(book, What::Opinion, Some(round.until)))
    }

    fn step(&self, book: &Book, rules: &RuleSet, due: &Due) -> Option<Waiting> {
        // Who is asked for opinions is told by the tables that wait for theirs.
        if !due.is_open() || due.milestone == Milestone::Opined {
            return None;
        }
        // What everyone does themself is in sight of those who lead.
        let by: &[_] = if due.by.is_empty() { LEADERS } else { &due.by };
        let at = book.unit_at(due.at, rules.route.line)?;
        let holds = |unit: &UnitId| self.author.holds(by, unit, self.today);
        let is_groups = due.milestone == Milestone::GroupsVoted;
        if !(holds(at) || is_groups && self.groups_left(book).any(holds)) {
            return None;
        }
        let reminder = book.reminders.last();
        let is_reminded = due.at == Place::Unit && due.days_late() > 0;
        let waiting = Waiting {
            days_late: due.days_late(),
            reminded: reminder.filter(|_| is_reminded).map(|last| last.day),
            ..self.waiting(book, What::Step(due.milestone), due.last_day)
        };
        let has_long = matches!(due.milestone, Milestone::Planned | Milestone::Scored);
        (!has_long || self.is_urgent(&waiting)).then_some(waiting)
    }

    /// The party groups that have not voted on somebody yet; nobody leads the vote on themself.
    fn groups_left<'b>(&self, book: &'b Book) -> impl Iterator<Item = &'b UnitId> {
        let person = self.author.person.as_ref();
        let left = book.rated_people().filter(move |(other, record)| {
            let is_open = matches!(record.stage, Stage::Open { .. });
            is_open && record.stage.group_vote().is_none() && person != Some(*other)
        });
        left.filter_map(|(_, record)| record.enrolled.group.as_ref())
    }

    fn owed(&self, book: &Book, dues: &[Due]) -> Option<Waiting> {
        let due = overdue_report(dues)?;
        let held = self.author.held.iter();
        let urges = held
            .filter(|held| OFFICES.contains(&held.role) && held.holds_on(self.today))
            .any(|held| reports_to(self.rules, book, &held.unit));
        urges.then(|| self.waiting(book, What::Owed, due.last_day))
    }
}
