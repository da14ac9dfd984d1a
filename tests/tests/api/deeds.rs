//! What the people of the village do in a month, as their tablets make it.

use std::collections::BTreeMap;

use roviec_shared::{
    act::{DecidedOn, Deed, InBook},
    apply::{counted, ready_rows, to_announce},
    book::{
        digest, grading,
        meeting::{Attendance, MeetingNotes, RowVote, VoteMode},
        seals,
        sheet::{Decided, Proposal, SelfScore, StatedFact},
        submission::{BodyVote, ConcludedRow, ConclusionNotes},
    },
    id::{ActRef, BookId, PersonId, TaskId},
    level::{Level, Outcome},
    month::Day,
    points::{Points, Quantity},
    route::StepKind,
    task::{Plan, Report, Review},
};

use crate::{
    tablet::Tablet,
    village::{COMMUNE, book, person, rules},
};

pub fn plan(product: &str, book: &BookId) -> Plan {
    Plan {
        product: product.to_owned(),
        quantity: Quantity::ONE,
        unit: "văn bản".to_owned(),
        due: book.month.day(12),
        weight: 1,
        judged: String::new(),
        confirmer: "Trưởng thôn".to_owned(),
        target: String::new(),
        serves: None,
        helpers: Vec::new(),
        carried: None,
        part_of: None,
        unplanned: false,
    }
}

pub fn report(book: &BookId) -> Report {
    Report {
        done: Quantity::ONE,
        day: book.month.day(10),
        note: String::new(),
    }
}

/// A self-score with so many points for each criterion.
pub fn score(points: i32) -> SelfScore {
    let points = Points::from_hundredths(points * 100).unwrap();
    let criteria = ["ethics", "discipline", "self_criticism", "study"];
    SelfScore {
        criteria: criteria.map(|id| (id.to_owned(), points)).into(),
        level: Some(Level::Good),
        words: None,
        day: None,
    }
}

impl Tablet {
    /// One task for each of the people.
    pub fn plans(&mut self, book: &BookId, people: &[&str]) -> Vec<TaskId> {
        let plans = people
            .iter()
            .map(|who| (person(who), vec![plan("Vận động hiến đất mở đường", book)]))
            .collect();
        let act = self.does(book, Deed::Assign { people: plans });
        let tasks = (0..people.len()).map(|number| format!("{act}.{number}").parse().unwrap());
        tasks.collect()
    }

    /// Reports every task of a person and scores for them.
    pub fn reports(&mut self, book: &BookId, who: &str) {
        let who = person(who);
        let tasks: Vec<TaskId> = self.book(book).people[&who].tasks.keys().cloned().collect();
        for task in tasks {
            let people = BTreeMap::from([(who.clone(), report(book))]);
            self.does(book, Deed::ReportResult { task, people });
        }
        self.scores(book, who.as_str(), 9);
    }

    pub fn scores(&mut self, book: &BookId, who: &str, points: i32) -> ActRef {
        let people = BTreeMap::from([(person(who), score(points))]);
        self.does(book, Deed::Score { people })
    }

    /// Opens the meeting: who chairs it, and that all are there.
    pub fn convenes(&mut self, book: &BookId, chair: &str, day: Day) {
        let notes = MeetingNotes {
            day: Some(day),
            from: Some("19:30".to_owned()),
            until: Some("21:15".to_owned()),
            place: Some("Nhà văn hóa thôn".to_owned()),
            chair: Some(person(chair)),
            recorder: Some(person(chair)),
            ..MeetingNotes::default()
        };
        self.does(book, Deed::Convene { notes });
        let people = self.book(book).people.into_keys();
        let people = people.map(|person| (person, Attendance::Present)).collect();
        self.does(book, Deed::Attend { people });
    }

    /// Confirms the results of a person, proposes what the system finds, and the meeting agrees.
    pub fn agrees(&mut self, book: &BookId, who: &str) {
        let who = person(who);
        let tasks: Vec<TaskId> = self.book(book).people[&who].tasks.keys().cloned().collect();
        for task in tasks {
            let review = Review {
                done: Some(Quantity::ONE),
                ..Review::default()
            };
            let people = BTreeMap::from([(who.clone(), review)]);
            self.does(book, Deed::ReviewResult { task, people });
        }
        let outcome = Outcome::Level(self.found(book, &who));
        let proposal = Proposal {
            outcome: Some(outcome),
            strengths: Some("Gương mẫu".to_owned()),
            ..Proposal::default()
        };
        let people = BTreeMap::from([(who.clone(), proposal)]);
        self.does(book, Deed::Propose { people });
        self.agrees_on(book, who.as_str());
    }

    /// The meeting agrees on a person as the system finds.
    pub fn agrees_on(&mut self, book: &BookId, who: &str) -> ActRef {
        let who = person(who);
        let vote = RowVote {
            mode: VoteMode::Consensus,
            tally: counted(&self.book(book), &who),
            outcome: Outcome::Level(self.found(book, &who)),
            remarks: String::new(),
            reason: String::new(),
            chair: self.person.clone(),
        };
        let people = BTreeMap::from([(who, vote)]);
        self.does(book, Deed::Vote { people })
    }

    /// The level that the system finds.
    pub fn found(&self, book: &BookId, who: &PersonId) -> Level {
        let book = self.book(book);
        let record = &book.people[who];
        let rules = rules();
        let set = rules.of(&record.enrolled).unwrap();
        let grade = grading::grade_of(set, &book, record, None);
        grade.level.expect("a whole sheet has a level")
    }

    /// Closes the minutes and submits.
    pub fn submits(&mut self, book: &BookId, day: Day) -> ActRef {
        let rows = ready_rows(&self.book(book), &rules(), StepKind::Submit).unwrap();
        let people = seals(&rows);
        self.does(book, Deed::SealMinutes { people });
        let people = ready_rows(&self.book(book), &rules(), StepKind::Submit).unwrap();
        self.does(book, Deed::Submit { day, people })
    }

    pub fn receives(&mut self, book: &BookId, day: Day) {
        let standing = self.book(book).submission().unwrap().clone();
        let deed = Deed::Receive {
            submission: standing.act.clone(),
            people: standing.seals(),
            day,
        };
        self.does(book, deed);
    }

    /// Answers for the limiting facts of everyone: none holds.
    pub fn answers(&mut self, book: &BookId, day: Day) {
        let said = StatedFact {
            holds: false,
            percent: None,
            share: None,
            document: String::new(),
            day,
        };
        let rules = rules();
        let shown = self.book(book);
        let people = shown.rated().map(|(person, record)| {
            let facts = grading::unanswered(rules.of(&record.enrolled).unwrap(), record);
            let facts = facts
                .into_iter()
                .map(|fact| (fact.id.to_string(), said.clone()));
            (person.clone(), facts.collect())
        });
        let people = people.collect();
        self.does(book, Deed::StateFacts { people });
    }

    /// Enters the committee's conclusion: what was proposed.
    pub fn concludes(&mut self, of: &BookId, chair: &str, day: Day) -> ActRef {
        let submission = self.book(of).submission().unwrap().clone();
        let rows = submission.rows.iter().map(|(person, row)| {
            let row = ConcludedRow {
                book: of.clone(),
                outcome: row.proposed.clone(),
                reason: String::new(),
            };
            (person.clone(), row)
        });
        let notes = ConclusionNotes {
            number: "31-KL/ĐU".to_owned(),
            day,
            body: "Ban Thường vụ Đảng ủy xã Đại Đồng".to_owned(),
            chair: person(chair),
            vote: BodyVote {
                entitled: 5,
                present: 5,
                agree: 5,
                against: 0,
                other: 0,
            },
            cap_exception: Some("Kết luận 12-KL/HU".to_owned()),
            answers: BTreeMap::from([(of.clone(), submission.act.clone())]),
        };
        let people = rows.collect();
        self.does(&book(COMMUNE), Deed::Conclude { notes, people })
    }

    /// The chair confirms the conclusion for a cell.
    pub fn decides(&mut self, of: &BookId, conclusion: &ActRef, day: Day) {
        let submission = self.book(of).submission().unwrap().clone();
        let people = submission.rows.iter().map(|(person, row)| {
            let decided = Decided {
                outcome: row.proposed.clone(),
                reason: String::new(),
            };
            let row = digest(row);
            (person.clone(), DecidedOn { decided, row })
        });
        let deed = Deed::Decide {
            conclusion: Some(InBook {
                book: book(COMMUNE),
                act: conclusion.clone(),
            }),
            document: "31-KL/ĐU".to_owned(),
            day,
            people: people.collect(),
        };
        self.does(of, deed);
    }

    pub fn announces(&mut self, of: &BookId, day: Day) {
        let deed = Deed::Announce {
            document: "41-TB/ĐU".to_owned(),
            day,
            people: to_announce(&self.book(of)),
        };
        self.does(of, deed);
    }
}
