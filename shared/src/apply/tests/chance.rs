//! Deeds as the dice give them: such as could be meant, and such as make no sense.

use serde_json::Value;

use super::{
    deeds,
    month::{GUEST, Month, id},
    target,
};
use crate::{
    act::{Because, Corrected, Dated, Deed, HandOver, Leaving, TaskChange},
    book::sheet::{Acknowledged, AppealAnswer, Comment, CommentKind},
    id::{ActRef, PersonId, TaskId},
    level::{Level, NotRatedKind, Outcome},
    route::StepKind,
    task::{PlanChange, Remark, Review},
};

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
pub(super) struct Dice<'a> {
    pub(super) numbers: std::slice::Iter<'a, u32>,
}

impl Dice<'_> {
    pub(super) fn roll(&mut self, sides: usize) -> usize {
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
pub(super) const KINDS: [usize; 37] = {
    let mut kinds = [0; 37];
    let mut kind = 0;
    while kind < 37 {
        kinds[kind] = kind;
        kind += 1;
    }
    kinds
};
/// Those that can be meant where nobody is rated yet.
const KINDS_OF_NOBODY: [usize; 7] = [0, 2, 8, 14, 19, 30, 33];
/// Conclusion, decision, announcement.
pub(super) const KINDS_OF_DECISION: [usize; 7] = [24, 24, 24, 25, 25, 25, 27];

/// A deed of these kinds that could be meant.
pub(super) fn a_deed(dice: &mut Dice, month: &Month, kinds: &[usize]) -> Deed {
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
        34..=36 => target::by_chance(dice, month, kind - 34),
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
pub(super) fn an_author(dice: &mut Dice, month: &Month, deed: &Deed) -> &'static str {
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
pub(super) fn nonsense(dice: &mut Dice, deed: &Deed) -> Option<Deed> {
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
