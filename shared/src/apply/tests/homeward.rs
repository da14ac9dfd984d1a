//! From wherever a month was left to its end, by what is due and by whom it is due.

use proptest::prelude::*;

use super::{
    deeds,
    month::{Month, id},
};
use crate::{
    act::Deed,
    book::{
        sheet::{AppealAnswer, Stage},
        submission::SubmissionState,
    },
    id::PersonId,
    level::{Level, Outcome},
};

/// Does what is due, by whom it is due, until the month is closed.
pub(super) fn bring_home(month: &mut Month) -> Result<(), TestCaseError> {
    for _ in 0..200 {
        if month.shown().closed.is_some() || month.shown().rated().next().is_none() {
            return Ok(());
        }
        let (who, deed) = next(month);
        let kind = deed.kind();
        let done = month.does(who, deed);
        prop_assert!(done.is_ok(), "{kind} by {who}: {done:?}");
    }
    prop_assert!(false, "the month does not come to its end");
    Ok(())
}

/// The next thing to do in a month that may have been left anyhow.
fn next(month: &Month) -> (&'static str, Deed) {
    let book = month.shown();
    let open = |person: &PersonId| {
        let record = book.people.get(person);
        record.is_some_and(|record| matches!(record.stage, Stage::Open { .. }))
    };
    match book.submission() {
        None => before_it_goes_up(month),
        Some(submission) if matches!(submission.state, SubmissionState::Sent) => {
            ("office", deeds::receive()(month))
        }
        Some(submission) if submission.rows.keys().any(open) => {
            let unanswered = unanswered(month);
            if let Some(deed) = unanswered {
                return ("inspector", deed);
            }
            let body = &month.play.books[&month.body];
            let stands = body
                .conclusions
                .last()
                .is_some_and(|last| last.notes.answers.get(&book.id) == Some(&submission.act));
            if stands {
                let rest = submission
                    .rows
                    .keys()
                    .filter(|person| open(person))
                    .cloned();
                let rest: Vec<PersonId> = rest.collect();
                let deed = deeds::decided(move |people| people.retain(|who, _| rest.contains(who)));
                ("chair", deed(month))
            } else {
                ("office", fair_conclusion(month))
            }
        }
        Some(_) => after_the_decision(month),
    }
}

fn before_it_goes_up(month: &Month) -> (&'static str, Deed) {
    let book = month.shown();
    let rows = crate::apply::minutes_rows(book, &month.play.rules);
    if let Some(minutes) = &book.meeting.minutes {
        let same = rows
            .as_ref()
            .is_ok_and(|rows| crate::book::seals(rows) == minutes.rows);
        return if same {
            ("sec", deeds::submit()(month))
        } else {
            let reason = "Sửa kết quả".to_owned();
            ("sec", Deed::UnsealMinutes { reason })
        };
    }
    let list = crate::apply::counted(book, &id("nobody"));
    if book.meeting.notes.day.is_none() || book.meeting.notes.chair.is_none() {
        return ("sec", deeds::convene()(month));
    }
    if list.present < list.entitled || book.meeting.attendance.is_empty() {
        return ("sec", deeds::all_present()(month));
    }
    match rows {
        Ok(_) => ("sec", deeds::seal()(month)),
        Err(crate::refusal::Refusal::Unready { people }) => {
            let person = month.people.iter().find(|person| id(person) == people[0]);
            let person = person.expect("one of the cell");
            let mut vote = deeds::a_vote(month, person, deeds::outcome_of(month, person));
            vote.reason = "Hội nghị thống nhất".to_owned();
            (
                month.judge_of(person),
                Deed::Vote {
                    people: deeds::one(person, vote),
                },
            )
        }
        Err(other) => unreachable!("{other:?}"),
    }
}

fn unanswered(month: &Month) -> Option<Deed> {
    let asked = |person: &&&'static str| {
        let record = month.record(person);
        let rules = month.play.rules.of(&record.enrolled).expect("shipped");
        let is_open = matches!(record.stage, Stage::Open { .. });
        is_open && !crate::book::grading::unanswered(rules, record).is_empty()
    };
    let person = month.people.iter().find(asked)?;
    let record = month.record(person);
    let rules = month.play.rules.of(&record.enrolled).expect("shipped");
    let facts = crate::book::grading::unanswered(rules, record);
    Some(Deed::StateFacts {
        people: deeds::one(
            person,
            facts
                .iter()
                .map(|fact| (fact.id.to_string(), deeds::no()))
                .collect(),
        ),
    })
}

/// What was proposed, with a reason for every row, and nobody above Good but who is decided already.
fn fair_conclusion(month: &Month) -> Deed {
    let decided: std::collections::BTreeMap<PersonId, Outcome> = month
        .shown()
        .people
        .iter()
        .filter_map(|(person, record)| {
            Some((person.clone(), record.decision()?.decided.outcome.clone()))
        })
        .collect();
    deeds::concluded(move |(_, rows)| {
        for (person, row) in rows {
            row.reason = "Ban Thường vụ thống nhất".to_owned();
            if row.outcome == Outcome::Level(Level::Excellent) {
                row.outcome = Outcome::Level(Level::Good);
            }
            if let Some(decided) = decided.get(person) {
                row.outcome = decided.clone();
            }
        }
    })(month)
}

fn after_the_decision(month: &Month) -> (&'static str, Deed) {
    let waits = month.shown().people.iter().find_map(|(person, record)| {
        let appeal = record
            .stage
            .appeals()
            .iter()
            .find(|appeal| appeal.answer.is_none())?;
        Some((person.clone(), appeal.act.clone()))
    });
    if !crate::apply::to_announce(month.shown()).is_empty() {
        return ("office", deeds::announce()(month));
    }
    match waits {
        Some((person, appeal)) => {
            let answer = AppealAnswer {
                is_upheld: false,
                text: "Giữ nguyên mức xếp loại".to_owned(),
                day: month.play.today,
            };
            let people = std::collections::BTreeMap::from([(person, answer)]);
            ("chair", Deed::AnswerAppeal { appeal, people })
        }
        None => ("office", deeds::close()(month)),
    }
}
