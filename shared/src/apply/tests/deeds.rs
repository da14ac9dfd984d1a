//! What people do in a month, made of the month as it is.

use std::collections::BTreeMap;

use super::month::{GUEST, Month, id};
use crate::{
    act::{DecidedOn, Deed, InBook},
    apply::{counted, ready_rows, to_announce, to_close},
    book::{
        digest, grading,
        meeting::{Attendance, MeetingNotes, RowVote, VoteMode},
        seals,
        sheet::{Decided, Proposal, SelfScore, StatedFact},
        submission::{BodyVote, ConcludedRow, ConclusionNotes},
    },
    id::{PersonId, TaskId},
    level::{Document, NotRatedKind, Outcome},
    month::Day,
    points::{Points, Quantity},
    route::StepKind,
    task::{Plan, Report, Review},
};

pub(super) fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

pub(super) fn one<T>(person: &str, said: T) -> BTreeMap<PersonId, T> {
    BTreeMap::from([(id(person), said)])
}

pub(super) fn points(text: &str) -> Points {
    Points::parse(text, Points::MAX).expect("points")
}

pub(super) fn quantity(text: &str) -> Quantity {
    Quantity::parse(text).expect("a quantity")
}

pub(super) fn a_plan(product: &str) -> Plan {
    Plan {
        product: product.to_owned(),
        quantity: quantity("10"),
        unit: "hộ".to_owned(),
        due: day("2026-10-25"),
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

/// The n-th task of a person, in the order of their ids.
pub(super) fn task(month: &Month, person: &str, n: usize) -> TaskId {
    let mut tasks = month.record(person).live_tasks();
    tasks.nth(n).expect("the person has that task").0.clone()
}

pub(super) fn assign(person: &'static str, plans: Vec<Plan>) -> impl Fn(&Month) -> Deed {
    move |_| Deed::Assign {
        people: one(person, plans.clone()),
    }
}

pub(super) fn assign_to_all() -> impl Fn(&Month) -> Deed {
    |month| Deed::Assign {
        people: month
            .people
            .iter()
            .map(|person| {
                let plans = vec![a_plan("Vận động hộ hiến đất"), a_plan("Thu quỹ đường")];
                (id(person), plans)
            })
            .collect(),
    }
}

pub(super) fn report(
    person: &'static str,
    n: usize,
    done: &'static str,
) -> impl Fn(&Month) -> Deed {
    report_on(person, n, done, "2026-10-24")
}

pub(super) fn report_on(
    person: &'static str,
    n: usize,
    done: &'static str,
    on: &'static str,
) -> impl Fn(&Month) -> Deed {
    move |month| Deed::ReportResult {
        task: task(month, person, n),
        people: one(
            person,
            Report {
                done: quantity(done),
                day: day(on),
                note: String::new(),
            },
        ),
    }
}

pub(super) fn review(person: &'static str, n: usize) -> impl Fn(&Month) -> Deed {
    move |month| {
        let done = month.record(person).live_tasks().nth(n);
        reviewed(
            Review {
                done: done.expect("the person has that task").1.done(),
                ..Review::default()
            },
            person,
            n,
        )(month)
    }
}

pub(super) fn reviewed(review: Review, person: &'static str, n: usize) -> impl Fn(&Month) -> Deed {
    move |month| Deed::ReviewResult {
        task: task(month, person, n),
        people: one(person, review.clone()),
    }
}

/// Full points for every criterion but `ethics`, where it is nine of ten or four of five.
pub(super) fn score(person: &'static str) -> impl Fn(&Month) -> Deed {
    move |month| {
        let record = month.record(person);
        let rules = month.play.rules.of(&record.enrolled).expect("shipped");
        let hundred = points("1");
        let criteria = rules.criteria().map(|criterion| {
            let given = if criterion.id.as_str() == "ethics" {
                criterion.max.hundredths() - hundred.hundredths()
            } else {
                criterion.max.hundredths()
            };
            let given = Points::from_hundredths(given).expect("points");
            (criterion.id.to_string(), given)
        });
        Deed::Score {
            people: one(
                person,
                SelfScore {
                    criteria: criteria.collect(),
                    ..SelfScore::default()
                },
            ),
        }
    }
}

pub(super) fn scored(
    person: &'static str,
    criterion: &'static str,
    given: &'static str,
) -> impl Fn(&Month) -> Deed {
    move |_| Deed::Score {
        people: one(
            person,
            SelfScore {
                criteria: BTreeMap::from([(criterion.to_owned(), points(given))]),
                ..SelfScore::default()
            },
        ),
    }
}

pub(super) fn no() -> StatedFact {
    StatedFact {
        holds: false,
        percent: None,
        share: None,
        document: String::new(),
        day: day("2026-11-02"),
    }
}

pub(super) fn holds(document: &str) -> StatedFact {
    StatedFact {
        holds: true,
        document: document.to_owned(),
        ..no()
    }
}

pub(super) fn fact(
    person: &'static str,
    fact: &'static str,
    said: StatedFact,
) -> impl Fn(&Month) -> Deed {
    move |_| Deed::StateFacts {
        people: one(person, BTreeMap::from([(fact.to_owned(), said.clone())])),
    }
}

/// Nothing limits anybody.
pub(super) fn no_limits() -> impl Fn(&Month) -> Deed {
    |month| {
        let people = month.people.iter().map(|person| {
            let record = month.record(person);
            let rules = month.play.rules.of(&record.enrolled).expect("shipped");
            let facts = grading::unanswered(rules, record)
                .into_iter()
                .map(|fact| (fact.id.to_string(), no()));
            (id(person), facts.collect())
        });
        Deed::StateFacts {
            people: people.collect(),
        }
    }
}

pub(super) fn no_shortcoming(person: &'static str) -> impl Fn(&Month) -> Deed {
    fact(person, "open_shortcoming", no())
}

pub(super) fn leads_well(person: &'static str) -> impl Fn(&Month) -> Deed {
    move |_| {
        let percent = crate::points::Percent::new(95).ok();
        let said = StatedFact { percent, ..no() };
        let facts = ["organising", "uniting"].map(|fact| (fact.to_owned(), said.clone()));
        Deed::StateFacts {
            people: one(person, BTreeMap::from(facts)),
        }
    }
}

/// What the rules say of a person now, or that the exempt and those without points are not rated.
pub(super) fn outcome_of(month: &Month, person: &str) -> Outcome {
    let record = month.record(person);
    let rules = month.play.rules.of(&record.enrolled).expect("shipped");
    match grading::grade_of(rules, month.shown(), record, None).level {
        Some(level) if record.enrolled.standing.is_entitled() => Outcome::Level(level),
        Some(level) if person == super::month::PROBATIONARY => Outcome::Level(level),
        _ => not_rated(NotRatedKind::LeaveOrStudy),
    }
}

pub(super) fn not_rated(kind: NotRatedKind) -> Outcome {
    let document = Document::parse("Đơn ngày 02/10/2026").expect("a document");
    Outcome::NotRated(kind.with(document))
}

pub(super) fn propose(person: &'static str) -> impl Fn(&Month) -> Deed {
    move |month| proposed(person, Some(outcome_of(month, person)), "")(month)
}

pub(super) fn proposed(
    person: &'static str,
    outcome: Option<Outcome>,
    reason: &'static str,
) -> impl Fn(&Month) -> Deed {
    move |_| Deed::Propose {
        people: one(
            person,
            Proposal {
                outcome: outcome.clone(),
                reason: (!reason.is_empty()).then(|| reason.to_owned()),
                ..Proposal::default()
            },
        ),
    }
}

pub(super) fn convene() -> impl Fn(&Month) -> Deed {
    |month| Deed::Convene {
        notes: MeetingNotes {
            day: Some(day("2026-11-03")),
            chair: Some(id(month.leader())),
            ..MeetingNotes::default()
        },
    }
}

pub(super) fn all_present() -> impl Fn(&Month) -> Deed {
    |month| {
        let guest = month.shown().people.contains_key(&id(GUEST));
        let people = month.people.iter().copied().chain(guest.then_some(GUEST));
        Deed::Attend {
            people: people
                .map(|person| (id(person), Attendance::Present))
                .collect(),
        }
    }
}

pub(super) fn vote(person: &'static str) -> impl Fn(&Month) -> Deed {
    move |month| Deed::Vote {
        people: one(person, a_vote(month, person, outcome_of(month, person))),
    }
}

/// Everyone who is there agrees.
pub(super) fn a_vote(month: &Month, person: &str, outcome: Outcome) -> RowVote {
    RowVote {
        mode: VoteMode::Consensus,
        tally: counted(month.shown(), &id(person)),
        outcome,
        remarks: String::new(),
        reason: String::new(),
        chair: id(month.judge_of(person)),
    }
}

pub(super) fn voted(
    person: &'static str,
    change: impl Fn(&Month, &mut RowVote) + 'static,
) -> impl Fn(&Month) -> Deed {
    move |month| {
        let mut vote = a_vote(month, person, outcome_of(month, person));
        change(month, &mut vote);
        Deed::Vote {
            people: one(person, vote),
        }
    }
}

pub(super) fn seal() -> impl Fn(&Month) -> Deed {
    |month| {
        let rows = ready_rows(month.shown(), &month.play.rules, StepKind::Submit);
        Deed::SealMinutes {
            people: seals(&rows.unwrap_or_default()),
        }
    }
}

/// Minutes of a unit that reports to nobody.
pub(super) fn seal_alone() -> impl Fn(&Month) -> Deed {
    |month| {
        let rows = month.people.iter().filter_map(|person| {
            let record = month.record(person);
            let rules = month.play.rules.of(&record.enrolled)?;
            let row = grading::row(rules, month.shown(), record)?;
            Some((id(person), digest(&row)))
        });
        Deed::SealMinutes {
            people: rows.collect(),
        }
    }
}

pub(super) fn submit() -> impl Fn(&Month) -> Deed {
    |month| Deed::Submit {
        day: month.play.today,
        people: ready_rows(month.shown(), &month.play.rules, StepKind::Submit).unwrap_or_default(),
    }
}

pub(super) fn withdraw() -> impl Fn(&Month) -> Deed {
    |month| Deed::Withdraw {
        submission: last_submission(month),
        reason: "Sót một đồng chí".to_owned(),
    }
}

pub(super) fn last_submission(month: &Month) -> crate::id::ActRef {
    let last = month.shown().submissions.last();
    last.expect("the table went up").act.clone()
}

pub(super) fn receive() -> impl Fn(&Month) -> Deed {
    |month| {
        let standing = month.shown().submissions.last();
        let standing = standing.expect("the table went up");
        Deed::Receive {
            submission: standing.act.clone(),
            day: month.play.today,
            people: standing.seals(),
        }
    }
}

pub(super) fn send_back(to: StepKind) -> impl Fn(&Month) -> Deed {
    move |month| {
        let standing = month.shown().submissions.last();
        let standing = standing.expect("the table went up");
        Deed::Return {
            submission: standing.act.clone(),
            to,
            reason: "Làm rõ kết quả của hai đồng chí".to_owned(),
            people: standing.seals(),
        }
    }
}

/// The committee's conclusion as the unit proposed, with its vote of five.
pub(super) fn conclude() -> impl Fn(&Month) -> Deed {
    concluded(|_| ())
}

pub(super) fn concluded(
    change: impl Fn(&mut (ConclusionNotes, BTreeMap<PersonId, ConcludedRow>)) + 'static,
) -> impl Fn(&Month) -> Deed {
    move |month| {
        let standing = month.shown().submissions.last();
        let standing = standing.expect("the table went up");
        let rows = standing.rows.iter().map(|(person, row)| {
            let row = ConcludedRow {
                book: month.book.clone(),
                outcome: row.proposed.clone(),
                reason: String::new(),
            };
            (person.clone(), row)
        });
        let notes = ConclusionNotes {
            number: "12-KL/ĐU".to_owned(),
            day: day("2026-11-08"),
            body: "Ban Thường vụ Đảng ủy xã Đại Đồng".to_owned(),
            chair: id("chair"),
            vote: BodyVote {
                entitled: 5,
                present: 5,
                agree: 5,
                against: 0,
                other: 0,
            },
            cap_exception: None,
            answers: BTreeMap::from([(month.book.clone(), standing.act.clone())]),
        };
        let mut said = (notes, rows.collect());
        change(&mut said);
        let (notes, people) = said;
        Deed::Conclude { notes, people }
    }
}

/// What the last conclusion says of this book.
pub(super) fn decide() -> impl Fn(&Month) -> Deed {
    decided(|_| ())
}

pub(super) fn decided(
    change: impl Fn(&mut BTreeMap<PersonId, DecidedOn>) + 'static,
) -> impl Fn(&Month) -> Deed {
    move |month| {
        let conclusion = month.play.books[&month.body].conclusions.last();
        let conclusion = conclusion.expect("the committee has concluded");
        let rows = &month.shown().submissions.last().expect("it went up").rows;
        let mut people = conclusion
            .rows_of(&month.book)
            .map(|(person, row)| {
                let decided = Decided {
                    outcome: row.outcome.clone(),
                    reason: row.reason.clone(),
                };
                let row = rows.get(person).map(digest).unwrap_or_default();
                (person.clone(), DecidedOn { decided, row })
            })
            .collect();
        change(&mut people);
        Deed::Decide {
            conclusion: Some(InBook {
                book: month.body.clone(),
                act: conclusion.act.clone(),
            }),
            document: conclusion.notes.number.clone(),
            day: conclusion.notes.day,
            people,
        }
    }
}

/// The head decides for everyone but themself, as was agreed.
pub(super) fn decide_alone() -> impl Fn(&Month) -> Deed {
    |month| {
        let people = month.people.iter().filter(|person| **person != "head");
        let people = people.filter_map(|person| {
            let record = month.record(person);
            let rules = month.play.rules.of(&record.enrolled)?;
            let row = grading::row(rules, month.shown(), record)?;
            let decided = Decided {
                outcome: row.proposed.clone(),
                reason: row.reason.clone(),
            };
            let row = digest(&row);
            Some((id(person), DecidedOn { decided, row }))
        });
        Deed::Decide {
            conclusion: None,
            document: "Thông báo 5/TB-VP".to_owned(),
            day: day("2026-11-05"),
            people: people.collect(),
        }
    }
}

pub(super) fn announce() -> impl Fn(&Month) -> Deed {
    |month| Deed::Announce {
        document: "40-TB/ĐU".to_owned(),
        day: month.play.today,
        people: to_announce(month.shown()),
    }
}

pub(super) fn close() -> impl Fn(&Month) -> Deed {
    |month| Deed::Close {
        people: to_close(month.shown()),
    }
}
