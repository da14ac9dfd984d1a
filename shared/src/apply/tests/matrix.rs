//! Every kind of act, by every role, in the unit, above it and elsewhere, at every stage, on every route: who may
//! is what the route's data and the list of roles (`domain.md`) say, and everyone else is told that it is not
//! theirs, whatever the stage. The list stands here a second time, in words of its own, to be compared.

use serde_json::Value;

use super::month::{AGENCY, At, CELL, COMMUNE, DISTRICT, Month, enrolled, id};
use crate::{
    act::{Act, Deed},
    apply::{Context, Others, apply},
    book::{Book, PlaceInTree, Record},
    id::BookId,
    organisation::{Line, Role},
    permission::Author,
    refusal::Refusal,
    route::{Place, Route, StepKind},
    rules::{RuleBook, RuleSet, shipped},
};

/// An act of every kind, as they are frozen for the wire: the rest, then each person's part.
const ACTS: &str = include_str!("../../sync/series/acts.txt");
/// Kinds that only the server makes.
const OF_SERVER: [&str; 4] = ["open_month", "import", "register_key", "revoke_key"];
/// Somewhere that has nothing to do with it.
const ELSEWHERE: &str = "bao-ai";

const ROLES: [Role; 12] = [
    Role::Member,
    Role::CellCommittee,
    Role::Secretary,
    Role::Deputy,
    Role::GroupLeader,
    Role::Head,
    Role::CommitteeOffice,
    Role::Decider,
    Role::StandingMember,
    Role::OrganisationBoard,
    Role::Inspector,
    Role::Administrator,
];

/// Where a role is held, seen from the book's unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Held {
    Here,
    Above,
    Elsewhere,
}

/// The acts about this book, about `person` and `other`.
fn acts(book: &BookId, person: &str, other: &str) -> Vec<Act> {
    let read = |text: &str| {
        let text = text
            .replace("\"p17\"", &format!("\"{person}\""))
            .replace("\"p18\"", &format!("\"{other}\""));
        let mut lines = text.lines();
        let mut act: Value = serde_json::from_str(lines.next()?).ok()?;
        let mut people = serde_json::Map::new();
        for line in lines {
            let part: Value = serde_json::from_str(line).ok()?;
            people.insert(part["p"].as_str()?.to_owned(), part["v"].clone());
        }
        if !people.is_empty() {
            act["people"] = people.into();
        }
        act["book"] = book.to_string().into();
        // What it saw then is of another book.
        act.as_object_mut()?.remove("saw");
        serde_json::from_value::<Act>(act).ok()
    };
    let acts: Vec<Act> = ACTS.trim_end().split("\n\n").filter_map(read).collect();
    assert_eq!(acts.len(), ACTS.trim_end().split("\n\n").count());
    acts
}

/// The step of the route that a kind of act takes.
fn step_of(kind: &str) -> Option<StepKind> {
    Some(match kind {
        "propose" => StepKind::Propose,
        "vote_in_group" => StepKind::GroupVote,
        "vote" => StepKind::Vote,
        "opine" => StepKind::Opine,
        "submit" | "withdraw" => StepKind::Submit,
        "receive" | "return" => StepKind::Compile,
        "decide" | "answer_appeal" | "correct" => StepKind::Decide,
        "announce" | "close" => StepKind::Announce,
        _ => return None,
    })
}

/// Whether it is theirs, by the list of roles and by the route.
fn is_theirs(deed: &Deed, role: Role, held: Held, route: &Route, has_scored: bool) -> bool {
    use Role::*;
    let leads = held == Held::Here && matches!(role, CellCommittee | Secretary | Deputy | Head);
    let office = matches!(role, CommitteeOffice | OrganisationBoard);
    let kind = deed.kind();
    if let Some(step) = step_of(kind) {
        return route.step(step).is_some_and(|step| {
            let there = match step.at {
                Place::Unit | Place::Elsewhere => Held::Here,
                Place::Above => Held::Above,
            };
            held == there && step.by.contains(&role)
        });
    }
    match kind {
        // Another's own word is only theirs.
        "acknowledge" => false,
        "score" => leads && !has_scored,
        "join" | "leave" | "remind" => leads || office && held == Held::Above,
        "record_action" | "set_target" | "change_target" | "read_target" | "end_target" => {
            leads || office && held != Held::Elsewhere
        }
        "circulate" | "close_round" | "recall_round" | "conclude" => office && held == Held::Here,
        "state_facts" => (office || role == Inspector) && held != Held::Elsewhere,
        _ => leads,
    }
}

/// The book as it stands, with whom each act is about.
struct Standing<'a> {
    name: String,
    rules: &'a RuleBook,
    book: &'a Book,
    route: &'a Route,
    above: &'a str,
    has_scored: bool,
}

fn check(standing: &Standing<'_>, acts: &[Act]) {
    let today = "2026-11-03".parse().expect("a day");
    for role in ROLES {
        for held in [Held::Here, Held::Above, Held::Elsewhere] {
            let unit = match held {
                Held::Here => standing.book.id.unit.as_str(),
                Held::Above => standing.above,
                Held::Elsewhere => ELSEWHERE,
            };
            let author = Author {
                person: Some(id("nguoi-lam")),
                held: vec![crate::organisation::Held {
                    role,
                    unit: unit.parse().expect("a unit"),
                    from: "2020-01-01".parse().expect("a day"),
                    until: None,
                    document: String::new(),
                }],
            };
            for (number, act) in (1..).zip(acts) {
                let context = Context {
                    author: &author,
                    judges: true,
                    today,
                    has_arrived: true,
                    rules: standing.rules,
                    others: &Others::default(),
                };
                let authored = crate::act::Authored {
                    name: format!("S.{number}").parse().expect("a name"),
                    author: author.person.clone(),
                    act: act.clone(),
                };
                let mut book = standing.book.clone();
                let found = apply(&context, &mut book, &authored);
                let kind = act.deed.kind();
                let is_theirs = !OF_SERVER.contains(&kind)
                    && is_theirs(&act.deed, role, held, standing.route, standing.has_scored);
                let is_told = found == Err(Refusal::NotYours);
                let name = &standing.name;
                assert_eq!(
                    is_told, !is_theirs,
                    "{name}: {kind} by {role:?} {held:?}: {found:?}"
                );
                if found.is_err() {
                    assert_eq!(&book, standing.book, "{name}: {kind} left something");
                }
            }
        }
    }
}

#[test]
fn whoever_may_not_is_told_so_at_every_stage_and_whoever_may_is_told_something_else() {
    for at in At::ALL.into_iter().filter(|at| *at > At::Nowhere) {
        for (month, person, other, above) in [
            (Month::of_cell(at), "an", "binh", COMMUNE),
            // Its head's own row is decided elsewhere, so that an agency's month is not closed at home.
            (
                Month::of_agency(at.min(At::Announced)),
                "lan",
                "mai",
                DISTRICT,
            ),
        ] {
            let book = month.shown();
            let set = month.play.rules.of(&book.people[&id(person)].enrolled);
            let standing = Standing {
                name: format!("{} {at:?}", book.id),
                rules: &month.play.rules,
                book,
                route: &set.expect("shipped").route,
                above,
                has_scored: at >= At::Scored,
            };
            check(&standing, &acts(&book.id, person, other));
        }
    }
}

/// A month just opened by a rule set.
fn opened(set: &RuleSet, unit: &str, above: &str) -> Book {
    let mut book = Book::new(format!("{unit}/2026-10").parse().expect("a book"));
    let above = crate::book::Above {
        unit: above.parse().expect("a unit"),
        name: above.to_owned(),
    };
    book.place = Some(PlaceInTree {
        kind: crate::organisation::UnitKind::Cell,
        name: unit.to_owned(),
        above: [
            (Line::Party, vec![above.clone()]),
            (Line::Management, vec![above]),
        ]
        .into(),
    });
    for person in ["an", "binh"] {
        let mut enrolled = enrolled(person, set.id.as_str());
        enrolled.rules_version = set.version;
        book.people.insert(id(person), Record::new(enrolled));
    }
    book
}

#[test]
fn on_every_shipped_route_an_act_is_theirs_to_whom_the_route_gives_it() {
    let rules: RuleBook = shipped().into_iter().collect();
    for set in shipped() {
        for (unit, above) in [(CELL, COMMUNE), (AGENCY, DISTRICT)] {
            let book = opened(&set, unit, above);
            let standing = Standing {
                name: format!("{} {} at {unit}", set.id, set.version),
                rules: &rules,
                book: &book,
                route: &set.route,
                above,
                has_scored: false,
            };
            check(&standing, &acts(&book.id, "an", "binh"));
        }
    }
}
