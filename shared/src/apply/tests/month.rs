//! How a month is driven: a cell under a commune's organisation, and an agency.

use std::collections::BTreeMap;

use super::deeds;
use crate::{
    act::{Act, Deed},
    apply::Effects,
    book::{Above, Book, PlaceInTree, Record},
    id::{ActRef, BookId, PersonId},
    organisation::{Enrolled, Line, Role, Standing, Track, UnitKind},
    play::Play,
    refusal::Refusal,
    rules::{RuleSet, shipped},
};

pub(super) const CELL: &str = "huong-ly";
/// Another cell of the same commune.
pub(super) const SECOND: &str = "ngoi-sao";
pub(super) const COMMUNE: &str = "dai-dong";
pub(super) const AGENCY: &str = "van-phong";
pub(super) const DISTRICT: &str = "yen-binh";

/// Members of the cell with a full standing; the first two are secretary and deputy, the third is of the
/// cell committee.
pub(super) const MEMBERS: [&str; 7] = ["sec", "dep", "com", "an", "binh", "chi", "dung"];
/// One on probation, who is rated and does not vote.
pub(super) const PROBATIONARY: &str = "moi";
/// One exempt from activity.
pub(super) const EXEMPT: &str = "cu";
/// One who stays here for a time and is rated elsewhere.
pub(super) const GUEST: &str = "khach";
/// Officials of the agency: its head, a deputy, three more.
pub(super) const OFFICIALS: [&str; 5] = ["head", "vice", "lan", "mai", "nga"];

/// How far a month has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum At {
    /// Nobody has opened it.
    Nowhere,
    /// Opened by the server.
    Opened,
    /// Everyone has two tasks.
    Planned,
    /// Results are in.
    Reported,
    /// Everyone has scored themself.
    Scored,
    /// Facts are answered, results reviewed, levels proposed.
    Proposed,
    /// Day, chair and those present are known.
    Convened,
    /// A level is agreed for everyone.
    Voted,
    /// The minutes are closed.
    Sealed,
    /// The table went up.
    Submitted,
    /// The committee has it.
    Received,
    /// The committee has concluded.
    Concluded,
    /// The chair has decided.
    Decided,
    /// Everyone is told.
    Announced,
    /// The month is over.
    Closed,
}

impl At {
    pub(super) const ALL: [Self; 15] = [
        Self::Nowhere,
        Self::Opened,
        Self::Planned,
        Self::Reported,
        Self::Scored,
        Self::Proposed,
        Self::Convened,
        Self::Voted,
        Self::Sealed,
        Self::Submitted,
        Self::Received,
        Self::Concluded,
        Self::Decided,
        Self::Announced,
        Self::Closed,
    ];
}

/// One unit's month, with those who take part in it.
#[derive(Clone)]
pub(super) struct Month {
    pub play: Play,
    /// The book that is rated in.
    pub book: BookId,
    /// The book of the body that decides.
    pub body: BookId,
    /// Those who are rated.
    pub people: Vec<&'static str>,
    leader: &'static str,
    deputy: &'static str,
    is_cell: bool,
}

pub(super) fn id(person: &str) -> PersonId {
    person.parse().expect("tests name people by ids")
}

fn book_of(unit: &str) -> BookId {
    format!("{unit}/2026-10").parse().expect("a book")
}

pub(super) fn enrolled(person: &str, rules: &str) -> Enrolled {
    let track = if rules == "dang-vien-chi-bo-thon" {
        Track::Member
    } else {
        Track::Official
    };
    let standing = match person {
        PROBATIONARY => Standing::Probationary,
        EXEMPT => Standing::Exempt,
        GUEST => Standing::Temporary,
        _ => Standing::Full,
    };
    let roles = match person {
        "sec" => vec![Role::Member, Role::Secretary],
        "dep" | "vice" => vec![Role::Member, Role::Deputy],
        "com" => vec![Role::Member, Role::CellCommittee],
        "head" => vec![Role::Member, Role::Head],
        _ => vec![Role::Member],
    };
    Enrolled {
        standing,
        leads: matches!(person, "head" | "vice"),
        brought: Vec::new(),
        roles,
        ..Enrolled::new(
            person.to_owned(),
            track,
            rules.parse().expect("a rule set's name"),
            1,
        )
    }
}

impl Month {
    /// A cell of nine who are rated, and a guest, under a commune's committee.
    pub(super) fn of_cell(at: At) -> Self {
        let people = [&MEMBERS[..], &[PROBATIONARY, EXEMPT]].concat();
        Self::new(CELL, people, true).driven_to(at)
    }

    /// The same cell by other rules of the same name and version.
    pub(super) fn by(rules: RuleSet, at: At) -> Self {
        let mut month = Self::of_cell(At::Nowhere);
        let others = shipped().into_iter().filter(|set| set.id != rules.id);
        month.play.rules = others.chain([rules.clone()]).collect();
        month.driven_to(at)
    }

    /// An agency of five under the district.
    pub(super) fn of_agency(at: At) -> Self {
        Self::new(AGENCY, OFFICIALS.to_vec(), false).driven_to(at)
    }

    /// Another cell under the same committee, in the same world, as far as the first has come.
    pub(super) fn second_cell(mut self, at: At) -> Self {
        for (person, role) in [("hoa", Role::Secretary), ("ky", Role::Deputy)] {
            self.play.give(person, role, SECOND);
        }
        let people = vec!["hoa", "ky", "lam"];
        for person in &people {
            self.play.give(person, Role::Member, SECOND);
        }
        Self {
            play: self.play,
            book: book_of(SECOND),
            body: self.body,
            people,
            leader: "hoa",
            deputy: "ky",
            is_cell: true,
        }
        .driven_to(at)
    }

    fn new(unit: &str, people: Vec<&'static str>, is_cell: bool) -> Self {
        let today = "2026-11-03".parse().expect("a day");
        let mut play = Play::new(shipped().into_iter().collect(), today);
        for person in &people {
            play.give(person, Role::Member, unit);
        }
        for (person, role) in [
            ("sec", Role::Secretary),
            ("dep", Role::Deputy),
            ("com", Role::CellCommittee),
            ("head", Role::Head),
            ("vice", Role::Deputy),
        ] {
            if people.contains(&person) {
                play.give(person, role, unit);
            }
        }
        for (person, role, unit) in [
            ("office", Role::CommitteeOffice, COMMUNE),
            ("chair", Role::Decider, COMMUNE),
            ("second", Role::Decider, COMMUNE),
            ("inspector", Role::Inspector, COMMUNE),
            ("board", Role::OrganisationBoard, DISTRICT),
            ("guard", Role::Inspector, DISTRICT),
            ("other-office", Role::CommitteeOffice, "bao-ai"),
            ("other-chair", Role::Decider, "bao-ai"),
            ("other-sec", Role::Secretary, "bao-ai-1"),
            ("admin", Role::Administrator, DISTRICT),
        ] {
            play.give(person, role, unit);
        }
        let (book, body) = (book_of(unit), book_of(COMMUNE));
        play.book(&book);
        play.book(&body);
        Self {
            play,
            book,
            body,
            people,
            leader: if is_cell { "sec" } else { "head" },
            deputy: if is_cell { "dep" } else { "vice" },
            is_cell,
        }
    }

    fn driven_to(mut self, at: At) -> Self {
        for step in At::ALL.into_iter().skip(1).filter(|step| *step <= at) {
            self.take(step);
        }
        self
    }

    /// Goes one stage on.
    #[track_caller]
    pub(super) fn take(&mut self, step: At) {
        match step {
            At::Nowhere => {}
            At::Opened => self.open(),
            At::Planned => self.must(self.leader(), deeds::assign_to_all()),
            At::Reported => self.report(),
            At::Scored => {
                for person in self.people.clone() {
                    self.must(person, deeds::score(person));
                }
            }
            At::Proposed => self.propose(),
            At::Convened => {
                self.must(self.leader(), deeds::convene());
                self.must(self.leader(), deeds::all_present());
            }
            At::Voted => {
                for person in self.people.clone() {
                    self.must(self.judge_of(person), deeds::vote(person));
                }
            }
            At::Sealed if self.is_cell => self.must(self.leader, deeds::seal()),
            At::Submitted if self.is_cell => self.must(self.leader, deeds::submit()),
            At::Received if self.is_cell => self.must("office", deeds::receive()),
            At::Concluded if self.is_cell => self.must("office", deeds::conclude()),
            At::Decided if self.is_cell => self.must("chair", deeds::decide()),
            At::Announced if self.is_cell => self.must("office", deeds::announce()),
            At::Closed if self.is_cell => self.must("office", deeds::close()),
            At::Sealed | At::Submitted | At::Received | At::Concluded => {}
            // The head's own row goes to who manages that post.
            At::Decided => self.must("head", deeds::decide_alone()),
            At::Announced => self.must("head", deeds::announce()),
            At::Closed => self.must("head", deeds::close()),
        }
    }

    fn open(&mut self) {
        let above = |unit: &str| Above {
            unit: unit.parse().expect("a unit"),
            name: unit.to_owned(),
        };
        let (kind, line, above, rules) = if self.is_cell {
            let above = vec![above(COMMUNE), above(DISTRICT)];
            (UnitKind::Cell, Line::Party, above, "dang-vien-chi-bo-thon")
        } else {
            let above = vec![above(DISTRICT)];
            (UnitKind::Agency, Line::Management, above, "cong-chuc-335")
        };
        let guest = (self.leader == "sec").then_some(GUEST);
        let people = self
            .people
            .iter()
            .copied()
            .chain(guest)
            .map(|person| (id(person), enrolled(person, rules)))
            .collect();
        let place = PlaceInTree {
            kind,
            name: self.book.unit.to_string(),
            above: BTreeMap::from([(line, above)]),
        };
        let book = self.book.clone();
        self.play
            .does("", &book, Deed::OpenMonth { place, people })
            .expect("the month opens");
        let body = self.body.clone();
        if self.play.book(&body).place.is_none() {
            self.open_body(COMMUNE);
        }
    }

    /// Opens the month of a body, which then is the one that concludes.
    pub(super) fn open_body(&mut self, unit: &str) {
        let place = PlaceInTree {
            kind: UnitKind::GrassrootsOrganisation,
            name: unit.to_owned(),
            above: BTreeMap::new(),
        };
        let people = BTreeMap::new();
        let body = book_of(unit);
        self.play
            .does("", &body, Deed::OpenMonth { place, people })
            .expect("the body's month opens");
        self.body = body;
    }

    fn report(&mut self) {
        for person in self.people.clone() {
            for task in 0..2 {
                self.must(person, deeds::report(person, task, "10"));
            }
        }
    }

    fn propose(&mut self) {
        let answers = if self.is_cell { "inspector" } else { "guard" };
        self.must(answers, deeds::no_limits());
        for person in self.people.clone() {
            let judge = self.judge_of(person);
            self.must(judge, deeds::no_shortcoming(person));
            if person == "vice" {
                self.must(judge, deeds::leads_well(person));
            }
            for task in 0..2 {
                self.must(judge, deeds::review(person, task));
            }
            self.must(judge, deeds::propose(person));
        }
    }

    /// Who leads here.
    pub(super) fn leader(&self) -> &'static str {
        self.leader
    }

    /// Who acts on a person's row: the leader, and for the leader's own the deputy.
    pub(super) fn judge_of(&self, person: &str) -> &'static str {
        if person == self.leader {
            self.deputy
        } else {
            self.leader
        }
    }

    /// In which book a deed is done.
    fn place(&self, deed: &Deed) -> BookId {
        match deed {
            Deed::Conclude { .. } => self.body.clone(),
            _ => self.book.clone(),
        }
    }

    /// `who` does a deed on the book as it is now.
    pub(super) fn does(&mut self, who: &str, deed: Deed) -> Result<(), Refusal> {
        let place = self.place(&deed);
        self.play.does(who, &place, deed).map(drop)
    }

    /// The act that a deed makes on the book as it is now, to be sent later.
    pub(super) fn act(&mut self, deed: impl Fn(&Self) -> Deed) -> Act {
        let deed = deed(self);
        let place = self.place(&deed);
        self.play.act(&place, deed)
    }

    /// `who` sends an act that was made before.
    pub(super) fn sends(&mut self, who: &str, act: Act) -> Result<(ActRef, Effects), Refusal> {
        self.play.sends(who, act)
    }

    #[track_caller]
    pub(super) fn must(&mut self, who: &str, deed: impl Fn(&Self) -> Deed) {
        let deed = deed(self);
        let kind = deed.kind();
        if let Err(why) = self.does(who, deed) {
            panic!("{kind} by {who}: {why:?}");
        }
    }

    pub(super) fn shown(&self) -> &Book {
        &self.play.books[&self.book]
    }

    pub(super) fn record(&self, person: &str) -> &Record {
        &self.shown().people[&id(person)]
    }
}
