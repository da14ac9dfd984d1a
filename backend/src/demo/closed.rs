//! Closed months, whole sheets from the old system: one act a unit and month.

use std::collections::BTreeMap;

use roviec_shared::{
    act::{Act, Deed},
    book::{Imported, ImportedDecision, sheet::Decided},
    id::{BookId, PersonId},
    level::{Document, DocumentError, NotRatedKind, Outcome},
    month::Month,
    rules::RuleBook,
};

use super::{
    chance::Chance,
    district::{District, Ledger, Ratings, Seat, Staff},
    story::{Detail, Teller},
    targets::{Period, Target, targets},
};
use crate::month::place;

impl District {
    /// The acts that bring a closed month of a ledger's units in, unit by unit.
    pub fn imports(
        &self,
        ledger: &Ledger,
        rules: &RuleBook,
        period: Period,
        detail: Detail,
    ) -> Vec<Act> {
        let targets = self.targets_of(ledger, period);
        ledger
            .staffs
            .iter()
            .filter_map(|staff| {
                let teller = Teller {
                    seed: self.seed,
                    month: period.month,
                    ratings: staff.ratings,
                    rules: staff.rules(rules, period.month)?,
                    detail,
                };
                self.import(staff, &teller, &targets)
            })
            .collect()
    }

    /// How a month ends in a ledger's units: cells together, since one body decides on them.
    pub fn targets_of(
        &self,
        ledger: &Ledger,
        period: Period,
    ) -> BTreeMap<PersonId, BTreeMap<Ratings, Target>> {
        let mut found: BTreeMap<PersonId, BTreeMap<Ratings, Target>> = BTreeMap::new();
        for ratings in [
            Ratings::Heads,
            Ratings::Officials,
            Ratings::Members,
            Ratings::OwnMembers,
        ] {
            let staffs = ledger
                .staffs
                .iter()
                .filter(|staff| staff.ratings == ratings);
            let seats = staffs.flat_map(|staff| &staff.seats);
            for (person, target) in targets(self.seed, ratings, seats, period) {
                found.entry(person).or_default().insert(ratings, target);
            }
        }
        found
    }

    fn import(
        &self,
        staff: &Staff,
        teller: &Teller<'_>,
        targets: &BTreeMap<PersonId, BTreeMap<Ratings, Target>>,
    ) -> Option<Act> {
        let month = teller.month;
        let decided_on = month.next().day(9);
        let mut chance = Chance::of(
            self.seed,
            &[staff.unit.as_str(), &String::from(month), "number"],
        );
        let document = format!("{:02}-KL/{}", chance.between(4, 98), staff.mark);
        let people = staff
            .seats
            .iter()
            .filter_map(|seat| {
                let target = *targets.get(&seat.who.id)?.get(&staff.ratings)?;
                let story = teller.tell(seat, target);
                let sheet = Imported {
                    enrolled: seat.enrolled(staff.ratings, teller.rules),
                    tasks: story.tasks,
                    score: story.score,
                    facts: story.facts,
                    decided: ImportedDecision {
                        decided: Decided {
                            outcome: outcome(target, seat, month),
                            reason: String::new(),
                        },
                        by: staff.decider.clone(),
                        document: document.clone(),
                        day: decided_on,
                    },
                };
                Some((seat.who.id.clone(), sheet))
            })
            .collect::<BTreeMap<_, _>>();
        if people.is_empty() {
            return None;
        }
        Some(Act {
            book: BookId {
                unit: staff.unit.clone(),
                month,
            },
            saw: BTreeMap::new(),
            after: Vec::new(),
            replaces: None,
            adopted_from: None,
            deed: Deed::Import {
                ordered_by: self.shape.importer().to_owned(),
                file: format!("danh-gia-{}-{}.xlsx", staff.unit, String::from(month)),
                place: place(&self.tree, &staff.unit)?,
                people,
            },
        })
    }
}

/// What was decided.
pub fn outcome(target: Target, seat: &Seat, month: Month) -> Outcome {
    match target {
        Target::Level(level) => Outcome::Level(level),
        Target::NotRated(kind) => Outcome::NotRated(
            kind.with(paper(kind, seat, month).unwrap_or_else(|_| unreachable!("not blank"))),
        ),
    }
}

fn paper(kind: NotRatedKind, seat: &Seat, month: Month) -> Result<Document, DocumentError> {
    let number = u32::from(month.number()) + seat.who.merit;
    Document::parse(&match kind {
        NotRatedKind::Exempt => {
            "Nghị quyết chi bộ cho miễn sinh hoạt do tuổi cao, sức yếu".to_owned()
        }
        NotRatedKind::AppointedRecently => {
            format!("Quyết định số {number}-QĐ/HU về bổ nhiệm, nhận nhiệm vụ sau ngày 15")
        }
        NotRatedKind::Suspended => format!("Quyết định số {number}-QĐ/UBKT về đình chỉ"),
        NotRatedKind::LeaveOrStudy | NotRatedKind::NoTask => {
            format!("Giấy nghỉ số {number}/GP: nghỉ ốm, học tập quá nửa số ngày làm việc của tháng")
        }
    })
}
