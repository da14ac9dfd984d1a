//! The body's conclusion on its whole table, and the decision that says the same.

use super::{
    by, check, check_in,
    deeds::{self, concluded, decided},
    month::{At, Month, id},
};
use crate::{
    act::Deed,
    book::submission::BodyVote,
    level::{Level, NotRatedKind, Outcome},
    refusal::Refusal,
    route::StepKind,
};

const EXCELLENT: Outcome = Outcome::Level(Level::Excellent);
const GOOD: Outcome = Outcome::Level(Level::Good);

/// A conclusion that raises these people, with a reason for each.
fn raising(people: &'static [&'static str]) -> impl Fn(&Month) -> Deed {
    concluded(move |(_, rows)| {
        for person in people {
            let row = rows.get_mut(&id(person)).expect("a row");
            row.outcome = EXCELLENT;
            row.reason = "Đi đầu hiến đất mở đường".to_owned();
        }
    })
}

#[test]
fn the_table_keeps_the_cap_or_names_the_paper_that_lifts_it() {
    // Nine, of whom eight are Good: with one raised, 20 % of the seven left is one.
    check(At::Received, [by("office", raising(&["an"]))], Ok(()));
    let over = Refusal::CapExceeded {
        given: 2,
        allowed: 1,
    };
    let two = || raising(&["an", "binh"]);
    check(At::Received, [by("office", two())], Err(over.clone()));
    let by_paper = |paper: &'static str| {
        move |month: &Month| {
            let mut deed = two()(month);
            if let Deed::Conclude { notes, .. } = &mut deed {
                notes.cap_exception = Some(paper.to_owned());
            }
            deed
        }
    };
    check(At::Received, [by("office", by_paper(" "))], Err(over));
    check(
        At::Received,
        [
            by("office", by_paper("Kết luận 3-KL/HU")),
            by("chair", deeds::decide()),
        ],
        Ok(()),
    );
}

#[test]
fn a_level_other_than_proposed_needs_a_reason() {
    let bare = concluded(|(_, rows)| {
        rows.get_mut(&id("an")).expect("a row").outcome = EXCELLENT;
    });
    check(
        At::Received,
        [by("office", bare)],
        Err(Refusal::ReasonMissing),
    );
}

#[test]
fn a_body_concludes_with_more_than_half_of_all_its_members() {
    let vote = |entitled, present, agree, against| {
        concluded(move |(notes, _)| {
            notes.vote = BodyVote {
                entitled,
                present,
                agree,
                against,
                other: 0,
            };
        })
    };
    for (entitled, present, agree, against) in [
        (10, 5, 5, 0),
        (10, 8, 5, 3),
        (5, 6, 6, 0),
        (5, 5, 4, 2),
        (0, 0, 0, 0),
        (u32::MAX, u32::MAX / 2, u32::MAX / 2, 0),
        (u32::MAX, u32::MAX, u32::MAX, u32::MAX),
    ] {
        let said = vote(entitled, present, agree, against);
        check(At::Received, [by("office", said)], Err(Refusal::BodyVote));
    }
    check(At::Received, [by("office", vote(10, 6, 6, 0))], Ok(()));
    let most = vote(u32::MAX, u32::MAX, u32::MAX, 0);
    check(At::Received, [by("office", most)], Ok(()));
}

#[test]
fn the_table_names_exactly_those_who_were_reported() {
    let people = vec![id("an")];
    let without = concluded(|(_, rows)| {
        rows.remove(&id("an"));
    });
    let refusal = Refusal::NotTheTable { people };
    check(At::Received, [by("office", without)], Err(refusal));
    let people = vec![id("khach")];
    let with_another = concluded(|(_, rows)| {
        let row = rows[&id("an")].clone();
        rows.insert(id("khach"), row);
    });
    let refusal = Refusal::NotTheTable { people };
    check(At::Received, [by("office", with_another)], Err(refusal));
}

#[test]
fn a_conclusion_has_its_number_its_rows_and_a_report_that_was_received() {
    let unnumbered = concluded(|(notes, _)| notes.number = String::new());
    check(
        At::Received,
        [by("office", unnumbered)],
        Err(Refusal::DocumentMissing),
    );
    let nothing = concluded(|(_, rows)| rows.clear());
    check(At::Received, [by("office", nothing)], Err(Refusal::Empty));
    check(
        At::Submitted,
        [by("office", deeds::conclude())],
        Err(Refusal::NotReceived),
    );
    for who in ["chair", "sec", "inspector", "other-office"] {
        check(
            At::Received,
            [by(who, deeds::conclude())],
            Err(Refusal::NotYours),
        );
    }
}

#[test]
fn a_body_concludes_only_on_units_below_it() {
    let mut month = Month::of_cell(At::Received);
    month.open_body("bao-ai");
    check_in(
        month,
        [by("other-office", deeds::conclude())],
        Err(Refusal::NotReceived),
    );
}

#[test]
fn the_chair_decides_what_was_concluded() {
    let people = vec![id("an")];
    let otherwise = decided(|people| {
        let an = people.get_mut(&id("an")).expect("a row");
        an.decided.outcome = Outcome::Level(Level::Completed);
    });
    let refusal = Refusal::NotTheConclusion {
        people: people.clone(),
    };
    check(
        At::Concluded,
        [by("chair", otherwise)],
        Err(refusal.clone()),
    );
    let another_reason = decided(|people| {
        let an = people.get_mut(&id("an")).expect("a row");
        an.decided.reason = "Lý do khác".to_owned();
    });
    check(At::Concluded, [by("chair", another_reason)], Err(refusal));
    let another_row = decided(|people| {
        people.get_mut(&id("an")).expect("a row").row = "another".to_owned();
    });
    let refusal = Refusal::RowsDiffer { people };
    check(At::Concluded, [by("chair", another_row)], Err(refusal));
    let nobody = decided(|people| people.clear());
    check(At::Concluded, [by("chair", nobody)], Err(Refusal::Empty));
    for who in ["office", "sec", "inspector", "other-chair"] {
        check(
            At::Concluded,
            [by(who, deeds::decide())],
            Err(Refusal::NotYours),
        );
    }
}

#[test]
fn nothing_is_decided_without_a_conclusion_of_the_body_above() {
    let alone = |month: &Month| {
        let mut deed = deeds::decide()(month);
        if let Deed::Decide { conclusion, .. } = &mut deed {
            *conclusion = None;
        }
        deed
    };
    let unknown = || Err(Refusal::UnknownConclusion);
    check(At::Concluded, [by("chair", alone)], unknown());
    let made_up = |month: &Month| {
        let mut deed = deeds::decide()(month);
        if let Deed::Decide {
            conclusion: Some(at),
            ..
        } = &mut deed
        {
            at.act.number += 1;
        }
        deed
    };
    check(At::Concluded, [by("chair", made_up)], unknown());
    // The same conclusion, as if it stood in the book of another body.
    let elsewhere = |month: &Month| {
        let mut deed = deeds::decide()(month);
        if let Deed::Decide {
            conclusion: Some(at),
            ..
        } = &mut deed
        {
            at.book = "bao-ai/2026-10".parse().expect("a book");
        }
        deed
    };
    let mut month = Month::of_cell(At::Concluded);
    let conclusions = month.play.books[&month.body].conclusions.clone();
    month.open_body("bao-ai");
    let other = month.body.clone();
    month.play.book(&other).conclusions = conclusions;
    check_in(month, [by("chair", elsewhere)], unknown());
}

#[test]
fn a_conclusion_on_a_report_that_was_returned_decides_nothing() {
    let mut month = Month::of_cell(At::Concluded);
    let decide = deeds::decide()(&month);
    month.must("office", deeds::send_back(StepKind::Submit));
    month.must("sec", deeds::seal());
    month.must("sec", deeds::submit());
    month.must("office", deeds::receive());
    check_in(
        month,
        [by("chair", move |_| decide.clone())],
        Err(Refusal::NotTheSubmission),
    );
}

#[test]
fn a_later_conclusion_on_the_same_report_takes_the_place_of_the_first() {
    let mut month = Month::of_cell(At::Concluded);
    let first = deeds::decide()(&month);
    month.must("office", raising(&["an"]));
    check_in(
        month.clone(),
        [by("chair", move |_| first.clone())],
        Err(Refusal::UnknownConclusion),
    );
    check_in(month, [by("chair", deeds::decide())], Ok(()));
}

/// A decision about these people alone.
fn deciding(people: &'static [&'static str]) -> impl Fn(&Month) -> Deed {
    decided(move |all| all.retain(|person, _| people.contains(&person.as_str())))
}

#[test]
fn what_was_decided_stands_in_every_later_conclusion() {
    // One is raised and decided; then another would be raised in place of the first.
    let month = check(
        At::Received,
        [
            by("office", raising(&["an"])),
            by("chair", deciding(&["an"])),
        ],
        Ok(()),
    );
    check_in(
        month.clone(),
        [by("office", raising(&["binh"]))],
        Err(Refusal::AlreadyDecided { person: id("an") }),
    );
    let over = Refusal::CapExceeded {
        given: 2,
        allowed: 1,
    };
    check_in(month, [by("office", raising(&["an", "binh"]))], Err(over));
}

#[test]
fn a_later_conclusion_answers_every_report_that_the_first_answered() {
    let first = Month::of_cell(At::Received);
    let (book, act) = (first.book.clone(), deeds::last_submission(&first));
    let rows = first.shown().submissions[0].rows.clone();
    let second = first.second_cell(At::Received);
    let both = move |month: &Month| {
        let mut deed = deeds::conclude()(month);
        if let Deed::Conclude { notes, people } = &mut deed {
            notes.answers.insert(book.clone(), act.clone());
            people.extend(rows.iter().map(|(person, row)| {
                let row = crate::book::submission::ConcludedRow {
                    book: book.clone(),
                    outcome: row.proposed.clone(),
                    reason: String::new(),
                };
                (person.clone(), row)
            }));
        }
        deed
    };
    let people: Vec<_> = [
        "an", "binh", "chi", "com", "cu", "dep", "dung", "moi", "sec",
    ]
    .map(id)
    .to_vec();
    let month = check_in(
        second,
        [by("office", both.clone()), by("office", deeds::conclude())],
        Err(Refusal::NotTheTable { people }),
    );
    check_in(
        month,
        [by("office", both), by("chair", deeds::decide())],
        Ok(()),
    );
}

#[test]
fn nothing_is_concluded_before_the_limiting_facts_are_answered() {
    let mut month = Month::of_cell(At::Received);
    let (book, an) = (month.book.clone(), id("an"));
    let record = month.play.book(&book).people.get_mut(&an);
    record.expect("a record").facts.remove("degradation");
    let people = vec![an];
    let month = check_in(
        month,
        [by("office", deeds::conclude())],
        Err(Refusal::FactsUnanswered { people }),
    );
    check_in(
        month,
        [
            by("inspector", deeds::fact("an", "degradation", deeds::no())),
            by("office", deeds::conclude()),
        ],
        Ok(()),
    );
}

#[test]
fn a_limit_that_came_after_the_report_is_set_aside_only_with_a_reason() {
    let disciplined = || {
        by(
            "inspector",
            deeds::fact("an", "disciplined", deeds::holds("5-QĐ/UBKT")),
        )
    };
    check(
        At::Received,
        [disciplined(), by("office", deeds::conclude())],
        Err(Refusal::ReasonMissing),
    );
    let with = |outcome: Outcome, reason: &'static str| {
        concluded(move |(_, rows)| {
            let row = rows.get_mut(&id("an")).expect("a row");
            row.outcome = outcome.clone();
            row.reason = reason.to_owned();
        })
    };
    for outcome in [GOOD, Outcome::Level(Level::NotCompleted)] {
        check(
            At::Received,
            [
                disciplined(),
                by(
                    "office",
                    with(outcome, "Vi phạm tự phát hiện, đã khắc phục"),
                ),
            ],
            Ok(()),
        );
    }
}

#[test]
fn nobody_is_left_unrated_for_a_reason_that_the_rules_do_not_know() {
    let exempt = || deeds::not_rated(NotRatedKind::Exempt);
    check_in(
        Month::of_agency(At::Scored),
        [by("head", deeds::proposed("lan", Some(exempt()), ""))],
        Err(Refusal::UnknownReason),
    );
    let vote = deeds::voted("lan", move |_, vote| vote.outcome = exempt());
    check_in(
        Month::of_agency(At::Convened),
        [by("head", vote)],
        Err(Refusal::UnknownReason),
    );
    let leave = deeds::not_rated(NotRatedKind::LeaveOrStudy);
    check_in(
        Month::of_agency(At::Scored),
        [by("head", deeds::proposed("lan", Some(leave), ""))],
        Ok(()),
    );
}

#[test]
fn a_head_decides_on_the_rows_as_they_are() {
    let mut month = Month::of_agency(At::Voted);
    let decide = deeds::decide_alone()(&month);
    month.must("lan", deeds::scored("lan", "renewal", "9"));
    let people = vec![id("lan")];
    check_in(
        month,
        [by("head", move |_| decide.clone())],
        Err(Refusal::RowsDiffer { people }),
    );
}

#[test]
fn an_announcement_says_what_was_decided() {
    let other = |month: &Month| {
        let mut deed = deeds::announce()(month);
        if let Deed::Announce { people, .. } = &mut deed {
            people.insert(id("an"), "another".to_owned());
        }
        deed
    };
    let people = vec![id("an")];
    let refusal = Refusal::RowsDiffer { people };
    check(At::Decided, [by("office", other)], Err(refusal));
    check(
        At::Decided,
        [by("sec", deeds::announce())],
        Err(Refusal::NotYours),
    );
    let nobody = |_: &Month| Deed::Announce {
        document: String::new(),
        day: deeds::day("2026-11-10"),
        people: deeds::one("an", String::new()),
    };
    check(At::Announced, [by("office", nobody)], Err(Refusal::Empty));
}
