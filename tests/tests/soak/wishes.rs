//! What the people with a tablet enter, by chance: what is theirs, what another changes at the same time, what
//! is forbidden to them, and what rests on an act that never comes.

use std::collections::BTreeMap;

use roviec_shared::{
    act::{Act, Deed},
    book::{Book, grading::unanswered, sheet::StatedFact},
    id::{ActRef, BookId, PersonId, TaskId},
    organisation::Role,
    sync::world::chance::Chance,
};

use crate::{
    deeds::{plan, report, score},
    tablet::Tablet,
    village::rules,
};

/// Acts that are confirmed before the next exchange, at most.
const AT_ONCE: u64 = 3;
/// No series has so many acts: what comes after this number of one waits for ever.
const NEVER: u64 = 1_000_000;
/// Tasks of one person, at most: a month has that many, and a book stays small.
const TASKS: usize = 6;

/// Enters something; gives the names of the acts. Nothing before the first book is here.
pub fn enter(tablet: &mut Tablet, cells: &[BookId], chance: &mut Chance) -> Vec<ActRef> {
    let held = tablet.device.books();
    let mine: Vec<&BookId> = cells.iter().filter(|cell| held.contains(*cell)).collect();
    let mut entered = Vec::new();
    for _ in 0..chance.below(AT_ONCE + 1) {
        let Some(cell) = chance.pick(&mine) else {
            break;
        };
        let shown = tablet.book(cell);
        if let Some(act) = wish(tablet, &shown, chance) {
            entered.push(tablet.makes(act));
        }
    }
    entered
}

fn wish(tablet: &Tablet, shown: &Book, chance: &mut Chance) -> Option<Act> {
    let leads = tablet.leads(shown);
    let own = &tablet.person;
    let people: Vec<&PersonId> = if leads {
        shown.people.keys().collect()
    } else {
        shown
            .people
            .keys()
            .filter(|person| *person == own)
            .collect()
    };
    let Some(who) = chance.pick(&people).map(|who| (*who).clone()) else {
        return from_above(shown, chance);
    };
    Some(match chance.below(100) {
        0..15 if leads && shown.people[&who].tasks.len() < TASKS => {
            let plans = vec![plan("Vận động hiến đất mở đường", &shown.id)];
            let people = BTreeMap::from([(who, plans)]);
            Act::on(shown, Deed::Assign { people })
        }
        0..45 => reported(shown, who, chance)?,
        // Not theirs to do.
        45..49 if !leads => {
            let people = BTreeMap::new();
            Act::on(shown, Deed::SealMinutes { people })
        }
        // One is enough: whatever they enter of that person later waits too.
        49..52 if leads && !waits(tablet) => never_heard_of(tablet, shown, who, chance),
        _ => scored(shown, who, chance),
    })
}

fn scored(shown: &Book, who: PersonId, chance: &mut Chance) -> Act {
    let points = i32::try_from(chance.between(5, 9)).unwrap();
    let people = BTreeMap::from([(who, score(points))]);
    Act::on(shown, Deed::Score { people })
}

fn reported(shown: &Book, who: PersonId, chance: &mut Chance) -> Option<Act> {
    let tasks: Vec<&TaskId> = shown.people[&who].tasks.keys().collect();
    let task = (*chance.pick(&tasks)?).clone();
    let mut report = report(&shown.id);
    report.note = format!("lần {}", chance.below(1_000));
    let people = BTreeMap::from([(who, report)]);
    Some(Act::on(shown, Deed::ReportResult { task, people }))
}

/// Whether an act that waits for ever was made already.
fn waits(tablet: &Tablet) -> bool {
    let mut own = tablet.device.acts().values();
    own.any(|own| own.act.after.iter().any(|before| before.number >= NEVER))
}

/// It comes after an act that is never made: it is held as long as the soak lasts.
fn never_heard_of(tablet: &Tablet, shown: &Book, who: PersonId, chance: &mut Chance) -> Act {
    let mut act = scored(shown, who, chance);
    act.after.push(ActRef {
        series: tablet.series.clone(),
        number: NEVER + chance.below(NEVER),
    });
    act
}

/// Who is above answers for a fact, or enters what is not theirs to enter.
fn from_above(shown: &Book, chance: &mut Chance) -> Option<Act> {
    let people: Vec<&PersonId> = shown.people.keys().collect();
    let who = (*chance.pick(&people)?).clone();
    let record = &shown.people[&who];
    let rules = rules();
    let fact = unanswered(rules.of(&record.enrolled)?, record)
        .first()
        .map(|fact| fact.id.to_string());
    let Some(fact) = fact.filter(|_| chance.percent(70)) else {
        return Some(scored(shown, who, chance));
    };
    let said = StatedFact {
        holds: chance.percent(10),
        percent: None,
        share: None,
        document: String::new(),
        day: shown.id.month.day(3),
    };
    let people = BTreeMap::from([(who, BTreeMap::from([(fact, said)]))]);
    Some(Act::on(shown, Deed::StateFacts { people }))
}

impl Tablet {
    /// Whether the person leads the unit of a book.
    fn leads(&self, shown: &Book) -> bool {
        let own = shown.people.get(&self.person);
        own.is_some_and(|own| {
            let roles = &own.enrolled.roles;
            roles.contains(&Role::Secretary) || roles.contains(&Role::Deputy)
        })
    }
}
