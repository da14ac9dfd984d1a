//! Acts of any kind, also nonsense, by anybody, in months that have come to any stage.

use std::sync::LazyLock;

use proptest::prelude::*;
use serde_json::Value;

use super::{
    deeds,
    month::{At, GUEST, Month, id},
};
use crate::{
    act::{Because, Corrected, Dated, Deed, HandOver, Leaving, TaskChange},
    book::{
        Book,
        sheet::{Acknowledged, AppealAnswer, Comment, CommentKind, Stage},
        submission::SubmissionState,
        summary::summary,
    },
    due,
    id::{ActRef, PersonId, TaskId},
    level::{Level, NotRatedKind, Outcome},
    route::StepKind,
    task::{PlanChange, Remark, Review},
    view::{View, project},
};

/// Months at every stage, driven once.
static CELLS: LazyLock<Vec<Month>> = LazyLock::new(|| At::ALL.map(Month::of_cell).into());
static AGENCIES: LazyLock<Vec<Month>> = LazyLock::new(|| {
    let stages = At::ALL.into_iter().filter(|at| *at <= At::Announced);
    stages.map(Month::of_agency).collect()
});

const ACTORS: [&str; 22] = [
    "sec",
    "dep",
    "com",
    "an",
    "binh",
    "moi",
    "cu",
    "khach",
    "office",
    "chair",
    "second",
    "inspector",
    "board",
    "guard",
    "other-office",
    "other-chair",
    "admin",
    "head",
    "vice",
    "lan",
    "nobody",
    "",
];
const STEPS: [StepKind; 8] = [
    StepKind::Score,
    StepKind::Propose,
    StepKind::Vote,
    StepKind::Opine,
    StepKind::Submit,
    StepKind::Compile,
    StepKind::Decide,
    StepKind::Announce,
];

/// Numbers that choose: a failing case is shrunk to few and small ones, and is printed with them.
struct Dice<'a> {
    numbers: std::slice::Iter<'a, u32>,
}

impl Dice<'_> {
    fn roll(&mut self, sides: usize) -> usize {
        let number = self.numbers.next().copied().unwrap_or_default();
        number as usize % sides.max(1)
    }

    fn of<T: Clone>(&mut self, choices: &[T]) -> T {
        choices[self.roll(choices.len())].clone()
    }
}

fn a_person(dice: &mut Dice, month: &Month) -> &'static str {
    let mut all = month.people.clone();
    all.extend([GUEST, "nobody", "new"]);
    dice.of(&all)
}

fn known(dice: &mut Dice, month: &Month) -> &'static str {
    let shown: Vec<_> = month
        .people
        .iter()
        .copied()
        .filter(|person| month.shown().people.contains_key(&id(person)))
        .collect();
    if shown.is_empty() {
        "nobody"
    } else {
        dice.of(&shown)
    }
}

fn a_task(dice: &mut Dice, month: &Month, person: &str) -> TaskId {
    let tasks: Vec<TaskId> = month
        .shown()
        .people
        .get(&id(person))
        .map(|record| record.tasks.keys().cloned().collect())
        .unwrap_or_default();
    if tasks.is_empty() {
        "nobody.1.0".parse().expect("an id")
    } else {
        dice.of(&tasks)
    }
}

fn an_outcome(dice: &mut Dice) -> Outcome {
    match dice.roll(6) {
        0 => deeds::not_rated(NotRatedKind::LeaveOrStudy),
        1 => deeds::not_rated(NotRatedKind::Exempt),
        other => Outcome::Level(Level::ALL[other - 2]),
    }
}

/// All kinds of deeds that [`a_deed`] knows.
const KINDS: [usize; 34] = {
    let mut kinds = [0; 34];
    let mut kind = 0;
    while kind < 34 {
        kinds[kind] = kind;
        kind += 1;
    }
    kinds
};
/// Those that can be meant where nobody is rated yet.
const KINDS_OF_NOBODY: [usize; 7] = [0, 2, 8, 14, 19, 30, 33];
/// Conclusion, decision, announcement.
const KINDS_OF_DECISION: [usize; 7] = [24, 24, 24, 25, 25, 25, 27];

/// A deed of these kinds that could be meant.
fn a_deed(dice: &mut Dice, month: &Month, kinds: &[usize]) -> Deed {
    let is_open = !month.shown().people.is_empty();
    let kind = dice.of(if is_open { kinds } else { &KINDS_OF_NOBODY });
    let person = if month.shown().people.is_empty() {
        "nobody"
    } else {
        known(dice, month)
    };
    let exists = month.shown().people.contains_key(&id(person));
    let is_up = month.shown().submissions.last().is_some();
    let is_concluded = !month.play.books[&month.body].conclusions.is_empty();
    let day = deeds::day("2026-11-06");
    let text = dice.of(&["", "Lý do", "ệ"]);
    let task = a_task(dice, month, person);
    match kind {
        0 => deeds::assign(person, vec![deeds::a_plan("Thu quỹ đường"); dice.roll(3)])(month),
        1 => Deed::ChangeTask {
            task,
            people: deeds::one(
                person,
                TaskChange {
                    plan: PlanChange {
                        weight: Some(dice.roll(120) as u8),
                        ..PlanChange::default()
                    },
                    reason: text.to_owned(),
                },
            ),
        },
        2 => Deed::CancelTask {
            task,
            people: deeds::one(
                person,
                Because {
                    reason: text.to_owned(),
                },
            ),
        },
        3 => Deed::HandOverTask {
            task,
            people: deeds::one(
                person,
                HandOver {
                    to: id(a_person(dice, month)),
                    reason: text.to_owned(),
                },
            ),
        },
        4 => Deed::CheckTask {
            task,
            people: deeds::one(
                person,
                Remark {
                    day,
                    text: text.to_owned(),
                    by: None,
                },
            ),
        },
        5 => Deed::ReportResult {
            task,
            people: deeds::one(
                person,
                crate::task::Report {
                    done: deeds::quantity(dice.of(&["0", "5", "10", "11", "0,001"])),
                    day: dice.of(&[deeds::day("2026-10-24"), deeds::day("2026-10-27")]),
                    note: text.to_owned(),
                },
            ),
        },
        6 => Deed::ReviewResult {
            task,
            people: deeds::one(
                person,
                Review {
                    done: dice.of(&[
                        None,
                        crate::points::Quantity::parse("10").ok(),
                        crate::points::Quantity::parse("12").ok(),
                    ]),
                    faults: dice.of(&[None, Some(0), Some(2)]),
                    delays: dice.of(&[None, Some(0), Some(1)]),
                    above: dice.of(&[None, Some("Vượt".to_owned())]),
                    reason: dice.of(&[None, Some("Có biên bản".to_owned())]),
                },
            ),
        },
        7 if exists => deeds::score(person)(month),
        7 | 8 => deeds::scored(
            person,
            dice.of(&["ethics", "study", "courage"]),
            dice.of(&["0", "5", "50"]),
        )(month),
        9 => Deed::Acknowledge {
            people: deeds::one(
                person,
                Acknowledged {
                    agrees: dice.roll(2) == 0,
                    text: text.to_owned(),
                },
            ),
        },
        10 => deeds::no_limits()(month),
        11 => deeds::fact(
            person,
            dice.of(&["disciplined", "open_shortcoming", "organising", "tall"]),
            dice.of(&[deeds::no(), deeds::holds("5-QĐ"), deeds::holds("")]),
        )(month),
        12 if exists => deeds::propose(person)(month),
        12 | 13 => deeds::proposed(person, Some(an_outcome(dice)), dice.of(&["", "Lý do"]))(month),
        14 => deeds::convene()(month),
        15 => deeds::all_present()(month),
        16 if exists => deeds::vote(person)(month),
        16 | 17 if exists => {
            let mut vote = deeds::a_vote(month, person, an_outcome(dice));
            vote.reason = text.to_owned();
            Deed::Vote {
                people: deeds::one(person, vote),
            }
        }
        18 => dice.of(&[deeds::seal()(month), deeds::seal_alone()(month)]),
        19 => Deed::UnsealMinutes {
            reason: text.to_owned(),
        },
        20 => deeds::submit()(month),
        21 if is_up => deeds::withdraw()(month),
        22 if is_up => deeds::receive()(month),
        23 if is_up => deeds::send_back(dice.of(&STEPS))(month),
        24 if is_up => {
            let (from, raised) = (dice.roll(9), dice.of(&[1, 1, 0, 2]));
            let by_paper = dice.roll(16) == 1;
            let outcome = match dice.roll(4) {
                0..3 => Outcome::Level(Level::Excellent),
                _ => an_outcome(dice),
            };
            deeds::concluded(move |(notes, rows)| {
                for (index, row) in rows.values_mut().enumerate() {
                    row.reason = "Hội nghị thống nhất".to_owned();
                    if (from..from + raised).contains(&index) {
                        row.outcome = outcome.clone();
                    }
                }
                notes.cap_exception = by_paper.then(|| "Kết luận 3-KL/HU".to_owned());
            })(month)
        }
        25 if is_up && is_concluded => {
            let (from, many) = (dice.roll(9), dice.of(&[1, 1, 2, 9]));
            deeds::decided(move |people| {
                let chosen = people.keys().skip(from).take(many).cloned();
                let chosen: Vec<PersonId> = chosen.collect();
                people.retain(|person, _| chosen.contains(person));
            })(month)
        }
        26 => deeds::decide_alone()(month),
        27 => deeds::announce()(month),
        28 => deeds::close()(month),
        29 => Deed::Comment {
            people: deeds::one(
                person,
                Comment {
                    kind: CommentKind::Dissent,
                    text: text.to_owned(),
                    day,
                    is_late: false,
                    by: None,
                },
            ),
        },
        30 => Deed::Appeal {
            people: deeds::one(
                person,
                Dated {
                    day,
                    text: text.to_owned(),
                },
            ),
        },
        31 if exists => {
            let appeals = month.record(person).stage.appeals();
            let appeal = appeals.last().map(|appeal| appeal.act.clone());
            Deed::AnswerAppeal {
                appeal: appeal.unwrap_or_else(|| "nobody.1".parse::<ActRef>().expect("a name")),
                people: deeds::one(
                    person,
                    AppealAnswer {
                        is_upheld: true,
                        text: text.to_owned(),
                        day,
                    },
                ),
            }
        }
        32 => Deed::Correct {
            people: deeds::one(
                person,
                Corrected {
                    outcome: an_outcome(dice),
                    reason: text.to_owned(),
                    document: text.to_owned(),
                    day,
                },
            ),
        },
        _ => Deed::Leave {
            people: deeds::one(
                person,
                Leaving {
                    day,
                    document: text.to_owned(),
                },
            ),
        },
    }
}

/// Mostly one whose business it is, so that months go on.
fn an_author(dice: &mut Dice, month: &Month, deed: &Deed) -> &'static str {
    let named = deed.people();
    let own = month
        .people
        .iter()
        .find(|person| named.first() == Some(&&id(person)))
        .copied()
        .unwrap_or("an");
    if dice.roll(8) == 1 {
        return dice.of(&ACTORS);
    }
    match deed {
        Deed::Score { .. }
        | Deed::ReportResult { .. }
        | Deed::Acknowledge { .. }
        | Deed::Comment { .. }
        | Deed::Appeal { .. } => own,
        Deed::StateFacts { .. } => dice.of(&["inspector", "guard", month.judge_of(own)]),
        Deed::Receive { .. } | Deed::Return { .. } | Deed::Conclude { .. } => "office",
        Deed::Decide { .. } | Deed::AnswerAppeal { .. } | Deed::Correct { .. } => {
            if month.people.contains(&"head") {
                "head"
            } else {
                dice.of(&["chair", "second"])
            }
        }
        Deed::Announce { .. } | Deed::Close { .. } => dice.of(&["office", "head"]),
        _ => month.judge_of(own),
    }
}

/// Every leaf of a value, by its way from the top.
fn leaves(value: &Value, way: &mut Vec<String>, found: &mut Vec<Vec<String>>) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                way.push(name.clone());
                leaves(member, way, found);
                way.pop();
            }
        }
        _ => found.push(way.clone()),
    }
}

fn at<'v>(mut value: &'v mut Value, way: &[String]) -> Option<&'v mut Value> {
    for name in way {
        value = value.get_mut(name)?;
    }
    Some(value)
}

/// The same deed with something in it that makes no sense; none where nobody could even write it.
fn nonsense(dice: &mut Dice, deed: &Deed) -> Option<Deed> {
    let mut value = serde_json::to_value(deed).ok()?;
    let mut all = Vec::new();
    leaves(&value, &mut Vec::new(), &mut all);
    for _ in 0..=dice.roll(3) {
        let way = dice.of(&all);
        let other = dice.of(&[
            Value::Null,
            Value::from(""),
            Value::from("ệ".repeat(4001)),
            Value::from("an"),
            Value::from(0),
            Value::from(-1),
            Value::from(101),
            Value::from(u32::MAX),
            Value::from(u64::MAX),
            Value::from("2999-12-31"),
            Value::from("excellent"),
            Value::from(true),
            Value::Array(Vec::new()),
        ]);
        match dice.roll(3) {
            // Said of another person.
            0 if way.len() > 1 && way[0] == "people" => {
                let people = value.get_mut("people")?.as_object_mut()?;
                let said = people.remove(&way[1])?;
                people.insert(dice.of(&["nobody", "khach", "an", "sec"]).to_owned(), said);
            }
            1 => {
                let (last, above) = way.split_last()?;
                at(&mut value, above)?.as_object_mut()?.remove(last);
            }
            _ => *at(&mut value, &way)? = other,
        }
    }
    serde_json::from_value(value).ok()
}

/// What is worked out of a book is worked out of any book.
fn read(month: &Month, book: &Book) {
    let _ = summary(book);
    let _ = due::of_book(&month.play.rules, book, month.play.today);
    for view in [View::Full, View::Members, View::Own(id("an"))] {
        let _ = project(book, &view);
    }
    for record in book.people.values() {
        if let Some(rules) = month.play.rules.of(&record.enrolled) {
            let _ = crate::book::grading::row(rules, book.id.month, record);
        }
    }
}

/// Does what the dice say in a month and looks at it after each act.
fn play(
    month: &mut Month,
    numbers: &[u32],
    kinds: &[usize],
    sense: usize,
) -> Result<(), TestCaseError> {
    let mut dice = Dice {
        numbers: numbers.iter(),
    };
    for _ in 0..numbers.len() / 12 {
        let deed = a_deed(&mut dice, month, kinds);
        let deed = if dice.roll(sense) == 1 {
            nonsense(&mut dice, &deed)
        } else {
            Some(deed)
        };
        let Some(deed) = deed else { continue };
        let who = an_author(&mut dice, month, &deed);
        // Now and then a day passes.
        month.play.today = month.play.today.plus_days(i32::from(dice.roll(4) == 0));
        let before = month.play.books.clone();
        let kind = deed.kind();
        if month.does(who, deed).is_err() {
            prop_assert!(
                month.play.books == before,
                "{kind} by {who} was refused and left something"
            );
        }
        let body = month.play.books[&month.body].clone();
        read(month, month.shown());
        read(month, &body);
        keeps_the_cap(month)?;
    }
    Ok(())
}

/// A table that is decided to the last row keeps the cap, unless a paper lifts it.
fn keeps_the_cap(month: &Month) -> Result<(), TestCaseError> {
    let body = &month.play.books[&month.body];
    let lifted = body
        .conclusions
        .iter()
        .any(|each| each.notes.cap_exception.is_some());
    let book = month.shown();
    let Some(submission) = book.submission().filter(|_| !lifted) else {
        return Ok(());
    };
    let first = |person: &PersonId| match &book.people.get(person)?.stage {
        Stage::Open { .. } => None,
        Stage::Decided { decision, .. }
        | Stage::Announced { decision, .. }
        | Stage::Closed { decision, .. } => Some(&decision.decided.outcome),
    };
    let table: Option<Vec<&Outcome>> = submission.rows.keys().map(first).collect();
    let Some(table) = table else { return Ok(()) };
    let rules = month
        .play
        .rules
        .newest(&"dang-vien-chi-bo-thon".parse().expect("a name"));
    let count = rules.expect("shipped").cap.count(table);
    prop_assert!(!count.is_exceeded(), "decided over the cap: {count:?}");
    Ok(())
}

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config(200))]

    #[test]
    fn no_act_in_any_book_panics_and_a_refused_one_leaves_it_as_it_was(
        at in 0..At::ALL.len() + At::ALL.len() - 1,
        numbers in proptest::collection::vec(any::<u32>(), 0..200),
    ) {
        let mut month = match at.checked_sub(At::ALL.len()) {
            None => CELLS[at].clone(),
            Some(at) => AGENCIES[at].clone(),
        };
        play(&mut month, &numbers, &KINDS, 3)?;
    }

    #[test]
    fn whatever_people_did_the_month_can_be_brought_to_its_end(
        at in 1..At::ALL.len(),
        numbers in proptest::collection::vec(any::<u32>(), 0..300),
    ) {
        let mut month = CELLS[at].clone();
        play(&mut month, &numbers, &KINDS, usize::MAX)?;
        bring_home(&mut month)?;
    }

    #[test]
    fn however_a_body_concludes_and_decides_what_is_decided_keeps_the_cap(
        numbers in proptest::collection::vec(any::<u32>(), 100..200),
    ) {
        let mut month = CELLS[At::Received as usize].clone();
        play(&mut month, &numbers, &KINDS_OF_DECISION, usize::MAX)?;
        bring_home(&mut month)?;
        keeps_the_cap(&month)?;
    }
}

#[test]
fn every_stage_is_reached_and_but_for_the_last_some_act_leads_on() {
    for pair in At::ALL.windows(2) {
        let mut month = CELLS[pair[0] as usize].clone();
        let before = month.play.books.clone();
        month.take(pair[1]);
        assert_ne!(month.play.books, before, "{pair:?}");
    }
    let stages = CELLS
        .iter()
        .filter_map(|month| month.shown().people.get(&id("an")));
    let kinds: std::collections::BTreeSet<_> = stages
        .map(|record| match record.stage {
            Stage::Open { step, .. } => ("open", step),
            Stage::Decided { .. } => ("decided", 0),
            Stage::Announced { .. } => ("announced", 0),
            Stage::Closed { .. } => ("closed", 0),
        })
        .collect();
    let steps = [0, 1, 2, 3, 4, 5].map(|step| ("open", step));
    let all = steps
        .into_iter()
        .chain(["decided", "announced", "closed"].map(|kind| (kind, 0)));
    assert_eq!(kinds, all.collect());
}

/// Does what is due, by whom it is due, until the month is closed.
fn bring_home(month: &mut Month) -> Result<(), TestCaseError> {
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
