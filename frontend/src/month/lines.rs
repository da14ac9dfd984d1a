//! Where each person of a month stands, one line a person, in the order in which people look for names.

use std::sync::Arc;

use leptos::prelude::*;
use roviec_shared::{
    book::{Book, Record, meeting::Attendance, sheet::Stage},
    id::{PersonId, UnitId},
    level::{Level, Outcome},
    organisation::{Role, Standing},
    route::StepKind,
    rules::RuleBook,
    vietnamese::{NameKey, name_key},
};

use super::Here;

/// What a list shows of one person.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Line {
    /// Who.
    pub person: PersonId,
    /// Full name.
    pub name: String,
    /// Post or duty.
    pub post: String,
    /// How they stand.
    pub standing: Standing,
    /// Rated in this book.
    pub is_rated: bool,
    /// They left inside the month.
    pub has_left: bool,
    /// Holds the secretary's post: their own turn is another's.
    pub is_secretary: bool,
    /// Tasks that count.
    pub tasks: usize,
    /// Of these, with a result.
    pub reported: usize,
    /// Of these, with a confirmed result.
    pub confirmed: usize,
    /// Scored themself, or had it entered.
    pub has_scored: bool,
    /// As they rate themself.
    pub own: Option<Level>,
    /// Their party group.
    pub group: Option<UnitId>,
    /// As it agreed.
    pub group_agreed: Option<Outcome>,
    /// As is proposed.
    pub proposed: Option<Outcome>,
    /// As the meeting agreed.
    pub agreed: Option<Outcome>,
    /// As an earlier meeting agreed, before the report was returned: it has to be agreed anew.
    pub agreed_before: Option<Outcome>,
    /// As is decided.
    pub decided: Option<Outcome>,
    /// At the meeting.
    pub attendance: Option<Attendance>,
}

impl Line {
    fn of(book: &Book, person: &PersonId, record: &Record, rules: &RuleBook) -> Self {
        let (mut tasks, mut reported, mut confirmed) = (0, 0, 0);
        for (_, task) in record.live_tasks() {
            tasks += 1;
            reported += usize::from(task.done().is_some());
            confirmed += usize::from(task.is_confirmed());
        }
        let score = record.stage.score();
        let voted = record.stage.vote().map(|vote| vote.outcome.clone());
        let stands = vote_stands(record, rules);
        Self {
            person: person.clone(),
            name: record.enrolled.name.clone(),
            post: record.enrolled.post.clone(),
            standing: record.enrolled.standing,
            is_rated: record.is_rated_here(),
            has_left: record.left.is_some(),
            is_secretary: record.enrolled.roles.contains(&Role::Secretary),
            tasks,
            reported,
            confirmed,
            has_scored: score.is_some(),
            own: score.and_then(|score| score.level),
            group: record.enrolled.group.clone(),
            group_agreed: group_vote_stands(record, rules)
                .then(|| record.stage.group_vote())
                .flatten()
                .map(|group| group.vote.outcome.clone()),
            proposed: record
                .stage
                .proposal()
                .and_then(|proposal| proposal.outcome.clone()),
            agreed: voted.clone().filter(|_| stands),
            agreed_before: voted.filter(|_| !stands),
            decided: record
                .decision()
                .map(|decision| decision.decided.outcome.clone()),
            attendance: book.meeting.attendance.get(person).copied(),
        }
    }

    /// Whether tasks and a self-score are expected of them here.
    pub fn is_active(&self) -> bool {
        self.is_rated && self.standing.is_active()
    }

    /// Whether everything before the meeting is in.
    pub fn is_ready(&self) -> bool {
        self.tasks == self.reported && (self.has_scored || !self.is_active())
    }
}

/// People in the order of their names, with the name that the order was made by.
type Order = Arc<Vec<(NameKey, PersonId, String)>>;

/// Whether what the meeting agreed on a person still holds: after a return to the meeting or to a step
/// before it, it has to be agreed anew.
pub fn vote_stands(record: &Record, rules: &RuleBook) -> bool {
    is_past(record, rules, StepKind::Vote)
}

/// The same of what their party group agreed.
pub fn group_vote_stands(record: &Record, rules: &RuleBook) -> bool {
    is_past(record, rules, StepKind::GroupVote)
}

fn is_past(record: &Record, rules: &RuleBook, kind: StepKind) -> bool {
    let Stage::Open { step, .. } = &record.stage else {
        return true;
    };
    let rules = rules.of(&record.enrolled);
    rules.is_none_or(|rules| rules.route.is_past(*step, kind))
}

/// Everyone of a month, each line shared with whoever shows it.
pub type Lines = Arc<Vec<Arc<Line>>>;

/// What a line was made of: as long as it stays, the line does.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Stamp {
    version: u64,
    touched: usize,
    attendance: Option<Attendance>,
}

/// The lines with their stamps, and the rule sets they were made by.
struct Made {
    rules: Arc<RuleBook>,
    lines: Vec<(Stamp, Arc<Line>)>,
}

/// Everyone of a month, sorted by name. An act touches one person or a few: the lines of the others stay
/// as they are, and the order is worked out anew only when somebody comes or goes.
pub fn lines(here: Here) -> Memo<Lines> {
    let order = Memo::new(move |before: Option<&Order>| {
        here.with(|book| {
            let same = before.filter(|before| {
                before.len() == book.people.len()
                    && before.iter().all(|(_, person, name)| {
                        book.people
                            .get(person)
                            .is_some_and(|record| record.enrolled.name == *name)
                    })
            });
            same.cloned().unwrap_or_else(|| Arc::new(sorted(book)))
        })
        .unwrap_or_default()
    });
    let made = StoredValue::new(None::<Made>);
    Memo::new(move |_| {
        let (order, rules) = (order.get(), here.store.rules.get());
        let lines = here.with(|book| {
            let known = made.try_update_value(Option::take).flatten();
            let known = known.filter(|known| Arc::ptr_eq(&known.rules, &rules));
            let lines = made_anew(book, &order, &rules, known);
            let shown = lines.iter().map(|(_, line)| line.clone()).collect();
            made.set_value(Some(Made { rules, lines }));
            shown
        });
        Arc::new(lines.unwrap_or_default())
    })
}

fn made_anew(
    book: &Book,
    order: &Order,
    rules: &RuleBook,
    known: Option<Made>,
) -> Vec<(Stamp, Arc<Line>)> {
    let known = known.map(|known| known.lines).unwrap_or_default();
    // Where nobody came or went, the same place holds the same person.
    let is_same_order = known.len() == order.len();
    let line = |(index, (_, person, _)): (usize, &(NameKey, PersonId, String))| {
        let record = book.people.get(person)?;
        let stamp = Stamp {
            version: record.version,
            touched: record.history.len(),
            attendance: book.meeting.attendance.get(person).copied(),
        };
        let before = known
            .get(index)
            .filter(|(before, line)| is_same_order && *before == stamp && line.person == *person);
        let line = match before {
            Some((_, line)) => line.clone(),
            None => Arc::new(Line::of(book, person, record, rules)),
        };
        Some((stamp, line))
    };
    order.iter().enumerate().filter_map(line).collect()
}

/// Everyone of a month as it stands, for what is drawn anew as a whole.
pub fn lines_now(here: Here) -> Vec<Line> {
    here.with(|book| {
        here.store.rules.with(|rules| {
            let line = |(_, person, _): (NameKey, PersonId, String)| {
                let record = book.people.get(&person)?;
                Some(Line::of(book, &person, record, rules))
            };
            sorted(book).into_iter().filter_map(line).collect()
        })
    })
    .unwrap_or_default()
}

fn sorted(book: &Book) -> Vec<(NameKey, PersonId, String)> {
    let mut order: Vec<_> = book
        .people
        .iter()
        .map(|(person, record)| {
            let name = record.enrolled.name.clone();
            (name_key(&name), person.clone(), name)
        })
        .collect();
    order.sort();
    order
}
