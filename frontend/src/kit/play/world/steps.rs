//! The steps of a month, each through `apply` as on a device.

use std::collections::BTreeMap;

use roviec_shared::{
    act::{DecidedOn, Deed, InBook},
    apply::{counted, ready_rows, to_announce},
    book::{
        digest, grading,
        meeting::{Attendance, MeetingNotes, RowVote, VoteMode},
        seals,
        sheet::{Decided, Proposal, StatedFact},
        submission::{BodyVote, ConcludedRow, ConclusionNotes},
    },
    id::BookId,
    level::{Document, Level, NotRatedKind, Outcome},
    organisation::{Enrolled, Standing},
    route::StepKind,
    task::Review,
};

use super::{
    World,
    cells::Cell,
    content::{STRENGTHS, plan, result, score},
    id, unit_id,
};
use crate::kit::play::cast::{COMMUNE, Who};

impl World {
    pub(super) fn plan(&mut self, cell: &Cell, book: &BookId) {
        let mut people = BTreeMap::new();
        for (number, (person, enrolled)) in cell.people.iter().enumerate() {
            if matches!(enrolled.standing, Standing::Exempt | Standing::Temporary) {
                continue;
            }
            let plans = (0..2 + number % 3).map(|turn| plan(number, turn, book.month));
            people.insert(id(person), plans.collect::<Vec<_>>());
        }
        self.does(&cell.by, book, Deed::Assign { people });
    }

    pub(super) fn report(&mut self, cell: &Cell, book: &BookId) {
        for (number, (person, enrolled)) in cell.people.iter().enumerate() {
            // Two have not handed in anything: a month is never whole.
            let silent = self.play.today.month() == book.month && matches!(number, 12 | 17);
            if enrolled.standing == Standing::Temporary || silent {
                continue;
            }
            let who = if number % 4 == 3 || number < 3 {
                person
            } else {
                &cell.by
            };
            let tasks: Vec<_> = self.play.books[book].people[&id(person)]
                .live_tasks()
                .map(|(task, standing)| (task.clone(), standing.plan.clone()))
                .collect();
            for (turn, (task, plan)) in tasks.into_iter().enumerate() {
                let people = BTreeMap::from([(id(person), result(number, turn, &plan))]);
                self.does(who, book, Deed::ReportResult { task, people });
            }
            if enrolled.standing != Standing::Exempt {
                let people = BTreeMap::from([(id(person), score(number, book.month))]);
                self.does(who, book, Deed::Score { people });
            }
        }
    }

    pub(super) fn meet(&mut self, cell: &Cell, book: &BookId) {
        let notes = MeetingNotes {
            day: Some(self.play.today),
            from: Some("19:30".to_owned()),
            until: Some("21:15".to_owned()),
            place: Some("Nhà văn hóa thôn".to_owned()),
            chair: Some(id(&cell.by)),
            recorder: Some(id(&cell.people[2].0)),
            superiors: Some("đ/c Hoàng Đình Chiến, Ủy viên Ban Thường vụ Đảng ủy xã".to_owned()),
            discussion: Some(
                "Chi bộ thảo luận kết quả mở rộng đường liên thôn và thu quỹ.".to_owned(),
            ),
            ..MeetingNotes::default()
        };
        self.does(&cell.by, book, Deed::Convene { notes });
        let attendance = cell.people.iter().enumerate().map(|(number, (person, _))| {
            let how = match number {
                9 => Attendance::Ill,
                13 => Attendance::OnDuty,
                20 => Attendance::Excused,
                _ => Attendance::Present,
            };
            (id(person), how)
        });
        let people = attendance.collect();
        self.does(&cell.by, book, Deed::Attend { people });
        for (number, (person, enrolled)) in cell.people.iter().enumerate() {
            if enrolled.standing != Standing::Temporary {
                self.agree(cell, book, number, person, enrolled);
            }
        }
    }

    pub(super) fn agree(
        &mut self,
        cell: &Cell,
        book: &BookId,
        number: usize,
        person: &str,
        enrolled: &Enrolled,
    ) {
        let (chair, who) = if person == cell.by {
            (id(&cell.deputy), cell.deputy.clone())
        } else {
            (id(&cell.by), cell.by.clone())
        };
        let person = id(person);
        if let Some(tasks) = self.play.books[book].people.get(&person).map(|record| {
            record
                .live_tasks()
                .map(|(task, standing)| (task.clone(), standing.done()))
                .collect::<Vec<_>>()
        }) {
            for (task, done) in tasks {
                let review = Review {
                    done,
                    ..Review::default()
                };
                if done.is_some() {
                    let people = BTreeMap::from([(person.clone(), review)]);
                    self.does(&who, book, Deed::ReviewResult { task, people });
                }
            }
        }
        let shown = &self.play.books[book];
        let record = &shown.people[&person];
        let rules = self.play.rules.of(enrolled).expect("shipped");
        let level = grading::grade_of(rules, shown, record, None).level;
        let outcome = match level {
            Some(level) => Outcome::Level(level),
            None if enrolled.standing == Standing::Exempt => {
                not_rated(NotRatedKind::Exempt, "Nghị quyết 14-NQ/CB ngày 05/3/2025")
            }
            None => not_rated(NotRatedKind::LeaveOrStudy, "Đơn xin vắng ngày 02/11/2026"),
        };
        let proposal = Proposal {
            outcome: Some(outcome.clone()),
            strengths: level.map(|_| STRENGTHS[number % STRENGTHS.len()].to_owned()),
            shortcomings: (level < Some(Level::Good))
                .then(|| "Báo cáo kết quả còn chậm.".to_owned()),
            ..Proposal::default()
        };
        let people = BTreeMap::from([(person.clone(), proposal)]);
        self.does(&who, book, Deed::Propose { people });
        let vote = RowVote {
            mode: VoteMode::Consensus,
            tally: counted(&self.play.books[book], &person),
            outcome,
            remarks: String::new(),
            reason: String::new(),
            chair,
        };
        let people = BTreeMap::from([(person, vote)]);
        self.does(&who, book, Deed::Vote { people });
    }

    pub(super) fn seal(&mut self, cell: &Cell, book: &BookId) {
        let rows = ready_rows(&self.play.books[book], &self.play.rules, StepKind::Submit)
            .expect("the meeting has agreed on everyone");
        self.does(
            &cell.by,
            book,
            Deed::SealMinutes {
                people: seals(&rows),
            },
        );
    }

    pub(super) fn submit(&mut self, cell: &Cell, book: &BookId) {
        let people = ready_rows(&self.play.books[book], &self.play.rules, StepKind::Submit)
            .expect("the minutes are closed over them");
        let day = self.play.today;
        self.does(&cell.by, book, Deed::Submit { day, people });
    }

    pub(super) fn receive(&mut self, _: &Cell, book: &BookId) {
        let standing = self.play.books[book].submission().expect("it went up");
        let deed = Deed::Receive {
            submission: standing.act.clone(),
            people: standing.seals(),
            day: self.play.today,
        };
        self.does(Who::Office.person().0, book, deed);
    }

    /// The office answers for the limiting facts: nothing is concluded before it has.
    fn answer(&mut self, book: &BookId) {
        let people = self.play.books[book].rated().map(|(person, record)| {
            let rules = self.play.rules.of(&record.enrolled).expect("shipped");
            let facts = grading::unanswered(rules, record).into_iter().map(|fact| {
                let said = StatedFact {
                    holds: false,
                    percent: None,
                    share: None,
                    document: String::new(),
                    day: self.play.today,
                };
                (fact.id.to_string(), said)
            });
            (person.clone(), facts.collect())
        });
        let people = people.collect();
        self.does(Who::Office.person().0, book, Deed::StateFacts { people });
    }

    pub(super) fn send_back(&mut self, _: &Cell, book: &BookId) {
        let standing = self.play.books[book].submission().expect("it was received");
        let deed = Deed::Return {
            submission: standing.act.clone(),
            people: standing.seals(),
            to: StepKind::Vote,
            reason: "Đề nghị chi bộ làm rõ kết quả nhiệm vụ của hai đồng chí chưa báo cáo."
                .to_owned(),
        };
        self.does(Who::Office.person().0, book, deed);
    }

    pub(super) fn decide(&mut self, _: &Cell, book: &BookId) {
        self.answer(book);
        self.open_commune(book.month);
        let commune = BookId {
            unit: unit_id(COMMUNE),
            month: book.month,
        };
        let submission = self.play.books[book]
            .submission()
            .expect("it was received")
            .clone();
        let day = self.play.today;
        let rows = submission.rows.iter().map(|(person, row)| {
            let row = ConcludedRow {
                book: book.clone(),
                outcome: row.proposed.clone(),
                reason: String::new(),
            };
            (person.clone(), row)
        });
        let notes = ConclusionNotes {
            number: format!("{}-KL/ĐU", 30 + book.month.number()),
            day,
            body: "Ban Thường vụ Đảng ủy xã Đại Đồng".to_owned(),
            chair: id(Who::Decider.person().0),
            vote: BodyVote {
                entitled: 5,
                present: 5,
                agree: 5,
                against: 0,
                other: 0,
            },
            cap_exception: Some("Kết luận 12-KL/HU ngày 05/10/2026".to_owned()),
            answers: BTreeMap::from([(book.clone(), submission.act.clone())]),
        };
        let (document, people) = (notes.number.clone(), rows.collect());
        self.does(
            Who::Office.person().0,
            &commune,
            Deed::Conclude { notes, people },
        );
        let act = self.play.books[&commune]
            .conclusions
            .last()
            .expect("just concluded")
            .act
            .clone();
        let decided = submission.rows.iter().map(|(person, row)| {
            let decided = Decided {
                outcome: row.proposed.clone(),
                reason: String::new(),
            };
            let row = digest(row);
            (person.clone(), DecidedOn { decided, row })
        });
        let deed = Deed::Decide {
            conclusion: Some(InBook { book: commune, act }),
            document,
            day,
            people: decided.collect(),
        };
        self.does(Who::Decider.person().0, book, deed);
    }

    pub(super) fn announce(&mut self, _: &Cell, book: &BookId) {
        let deed = Deed::Announce {
            document: format!("{}-TB/ĐU", 40 + book.month.number()),
            day: self.play.today,
            people: to_announce(&self.play.books[book]),
        };
        self.does(Who::Office.person().0, book, deed);
    }
}

fn not_rated(kind: NotRatedKind, document: &str) -> Outcome {
    Outcome::NotRated(kind.with(Document::parse(document).expect("a document")))
}
