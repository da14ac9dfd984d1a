//! What the body above does: receive, return, conclude, decide, announce, answer, close, correct.

use std::collections::BTreeMap;

use super::{Seeing, Wishes};
use crate::{
    act::{Corrected, DecidedOn, Deed, InBook},
    apply::{to_announce, to_close},
    book::{
        Book, Record, grading,
        sheet::{AppealAnswer, Decided, Stage, StatedFact},
        submission::{BodyVote, ConcludedRow, ConclusionNotes, SubmissionState},
    },
    id::PersonId,
    level::{Level, Outcome},
    route::StepKind,
    sync::world::chance::Chance,
};

impl Seeing<'_> {
    /// What the committee's office does with a cell's book.
    pub(super) fn office(&self, book: &Book, chance: &mut Chance, wishes: &mut Wishes) {
        let day = self.today;
        if let Some(standing) = book.submission() {
            let submission = standing.act.clone();
            let people = standing.seals();
            if matches!(standing.state, SubmissionState::Sent) {
                let receive = Deed::Receive {
                    submission,
                    day,
                    people,
                };
                wishes.add(40, book, receive);
            } else {
                let to = if chance.percent(50) {
                    StepKind::Vote
                } else {
                    StepKind::Submit
                };
                let back = Deed::Return {
                    submission,
                    to,
                    reason: "Thiếu phiếu".to_owned(),
                    people,
                };
                wishes.add(3, book, back);
            }
        }
        if let Some(deed) = self.answer_facts(book) {
            wishes.add(40, book, deed);
        }
        let people = to_announce(book);
        if !people.is_empty() {
            let document = "15-TB/ĐU".to_owned();
            let announce = Deed::Announce {
                document,
                day,
                people,
            };
            wishes.add(40, book, announce);
        }
        let people = to_close(book);
        if !people.is_empty() {
            wishes.add(4, book, Deed::Close { people });
        }
    }

    /// The facts that limit a level, answered for everyone: they are not so.
    fn answer_facts(&self, book: &Book) -> Option<Deed> {
        let fact = StatedFact {
            holds: false,
            percent: None,
            share: None,
            document: String::new(),
            day: self.today,
        };
        let of_person = |record: &Record| {
            let rules = self.rules.of(&record.enrolled)?;
            let open = grading::unanswered(rules, record).into_iter();
            let open: BTreeMap<String, StatedFact> = open
                .map(|known| (known.id.to_string(), fact.clone()))
                .collect();
            (!open.is_empty()).then_some(open)
        };
        let people: BTreeMap<PersonId, _> = book
            .rated()
            .filter_map(|(person, record)| Some((person.clone(), of_person(record)?)))
            .collect();
        (!people.is_empty()).then_some(Deed::StateFacts { people })
    }

    /// What the decider does with a cell's book.
    pub(super) fn decider(&self, book: &Book, chance: &mut Chance, wishes: &mut Wishes) {
        if let Some(deed) = self.decide(book) {
            wishes.add(40, book, deed);
        }
        for (person, record) in &book.people {
            let open = record.stage.appeals().iter();
            for appeal in open.filter(|appeal| appeal.answer.is_none()) {
                let answer = AppealAnswer {
                    is_upheld: chance.percent(30),
                    text: "Giữ nguyên".to_owned(),
                    day: self.today,
                };
                let deed = Deed::AnswerAppeal {
                    appeal: appeal.act.clone(),
                    people: [(person.clone(), answer)].into(),
                };
                wishes.add(20, book, deed);
            }
            if matches!(record.stage, Stage::Closed { .. }) {
                let corrected = Corrected {
                    outcome: Outcome::Level(Level::Completed),
                    reason: "Kiểm tra lại".to_owned(),
                    document: "20-KL/ĐU".to_owned(),
                    day: self.today,
                };
                let deed = Deed::Correct {
                    people: [(person.clone(), corrected)].into(),
                };
                wishes.add(2, book, deed);
            }
        }
    }

    /// The conclusion of a body on the received reports of the month whose limiting facts are answered.
    pub(super) fn conclude(&self, body: &Book, wishes: &mut Wishes) {
        let Some(chair) = self.author.person.clone() else {
            return;
        };
        let mut notes = ConclusionNotes {
            number: "12-KL/ĐU".to_owned(),
            day: self.today,
            body: "Ban Thường vụ Đảng ủy".to_owned(),
            chair,
            vote: BodyVote {
                entitled: 9,
                present: 8,
                agree: 7,
                against: 1,
                other: 0,
            },
            cap_exception: Some("CV 5".to_owned()),
            answers: Default::default(),
        };
        let mut people = BTreeMap::new();
        let concluded: Vec<_> = body
            .conclusions
            .iter()
            .flat_map(|conclusion| conclusion.notes.answers.values())
            .collect();
        for book in self.books.values() {
            let Some(submission) = book.submission() else {
                continue;
            };
            if book.id.month != body.id.month
                || !matches!(submission.state, SubmissionState::Received { .. })
                || concluded.contains(&&submission.act)
                || self.answer_facts(book).is_some()
            {
                continue;
            }
            notes
                .answers
                .insert(book.id.clone(), submission.act.clone());
            for (person, row) in &submission.rows {
                let concluded = ConcludedRow {
                    book: book.id.clone(),
                    outcome: row.proposed.clone(),
                    reason: String::new(),
                };
                people.insert(person.clone(), concluded);
            }
        }
        if !people.is_empty() {
            wishes.add(40, body, Deed::Conclude { notes, people });
        }
    }

    fn decide(&self, book: &Book) -> Option<Deed> {
        let submission = book.submission()?;
        let seals = submission.seals();
        let bodies = self.books.values();
        let (body, conclusion) = bodies
            .flat_map(|body| body.conclusions.iter().map(move |one| (body, one)))
            .find(|(_, one)| one.notes.answers.get(&book.id) == Some(&submission.act))?;
        let is_open = |person: &PersonId| {
            let record = book.people.get(person);
            record.is_some_and(|record| matches!(record.stage, Stage::Open { .. }))
        };
        let people: BTreeMap<PersonId, DecidedOn> = conclusion
            .rows_of(&book.id)
            .filter(|(person, _)| is_open(person))
            .filter_map(|(person, row)| {
                let decided = Decided {
                    outcome: row.outcome.clone(),
                    reason: row.reason.clone(),
                };
                let row = seals.get(person)?.clone();
                Some((person.clone(), DecidedOn { decided, row }))
            })
            .collect();
        (!people.is_empty()).then(|| Deed::Decide {
            conclusion: Some(InBook {
                book: body.id.clone(),
                act: conclusion.act.clone(),
            }),
            document: conclusion.notes.number.clone(),
            day: self.today,
            people,
        })
    }
}
