//! Nobody proposes, votes or decides on their own row; and what a person said themself is theirs.

use super::{
    by, check, check_in, deeds,
    month::{At, Month, id},
};
use crate::{
    act::{Dated, Deed},
    book::sheet::{Acknowledged, AppealAnswer},
    organisation::Role,
    refusal::Refusal,
    task::Review,
};

#[test]
fn nobody_judges_themself() {
    let own = || Err(Refusal::OwnRow);
    for who in ["sec", "dep", "com"] {
        check(At::Scored, [by(who, deeds::propose(who))], own());
        check(At::Convened, [by(who, deeds::vote(who))], own());
        check(At::Scored, [by(who, deeds::no_shortcoming(who))], own());
        check(At::Reported, [by(who, deeds::review(who, 0))], own());
    }
    check_in(
        Month::of_agency(At::Voted),
        [by("head", |month: &Month| {
            let mut deed = deeds::decide_alone()(month);
            if let Deed::Decide { people, .. } = &mut deed {
                let lan = people[&id("lan")].clone();
                people.insert(id("head"), lan);
            }
            deed
        })],
        own(),
    );
}

#[test]
fn the_secretarys_turn_is_the_deputys() {
    let month = check(
        At::Scored,
        [
            by("dep", deeds::no_shortcoming("sec")),
            by("dep", deeds::propose("sec")),
        ],
        Ok(()),
    );
    assert!(month.record("sec").stage.proposal().is_some());
    check(At::Convened, [by("dep", deeds::vote("sec"))], Ok(()));
    // Not even as the chair of an item that another enters.
    let chairs = deeds::voted("sec", |_, vote| vote.chair = id("sec"));
    check(At::Convened, [by("dep", chairs)], Err(Refusal::OwnRow));
}

#[test]
fn where_the_secretary_alone_proposes_the_own_row_goes_without_a_proposal() {
    let mut month = Month::of_cell(At::Scored);
    for person in ["dep", "com", "an", "binh", "chi", "dung", "moi", "cu"] {
        month.must("sec", deeds::propose(person));
    }
    month.take(At::Convened);
    check_in(month, [by("dep", deeds::vote("sec"))], Ok(()));
}

#[test]
fn a_decider_who_is_rated_in_the_table_leaves_the_own_row_to_another() {
    let mut month = Month::of_cell(At::Concluded);
    month.play.give("dep", Role::Decider, super::month::COMMUNE);
    let month = check_in(month, [by("dep", deeds::decide())], Err(Refusal::OwnRow));
    let all_but = |person: &'static str| {
        deeds::decided(move |people| {
            people.remove(&id(person));
        })
    };
    let only = |person: &'static str| {
        deeds::decided(move |people| people.retain(|who, _| *who == id(person)))
    };
    let month = check_in(
        month,
        [
            by("dep", all_but("dep")),
            by("chair", only("dep")),
            by("office", deeds::announce()),
        ],
        Ok(()),
    );
    let appeal = |_: &Month| Deed::Appeal {
        people: deeds::one(
            "dep",
            Dated {
                day: deeds::day("2026-11-05"),
                text: "Xem lại".to_owned(),
            },
        ),
    };
    let answer = |month: &Month| Deed::AnswerAppeal {
        appeal: month.record("dep").stage.appeals()[0].act.clone(),
        people: deeds::one(
            "dep",
            AppealAnswer {
                is_upheld: true,
                text: "Chấp nhận".to_owned(),
                day: deeds::day("2026-11-05"),
            },
        ),
    };
    check_in(
        month,
        [by("dep", appeal), by("dep", answer)],
        Err(Refusal::OwnRow),
    );
}

#[test]
fn an_office_worker_who_is_a_member_answers_no_facts_about_themself() {
    let mut month = Month::of_cell(At::Scored);
    month
        .play
        .give("an", Role::CommitteeOffice, super::month::COMMUNE);
    let month = check_in(
        month,
        [by("an", deeds::fact("an", "disciplined", deeds::no()))],
        Err(Refusal::OwnRow),
    );
    check_in(
        month,
        [by("an", deeds::fact("binh", "disciplined", deeds::no()))],
        Ok(()),
    );
}

#[test]
fn what_a_person_scored_themself_nobody_overwrites() {
    check(
        At::Scored,
        [by("sec", deeds::scored("an", "ethics", "2"))],
        Err(Refusal::NotYours),
    );
    check(
        At::Reported,
        [by("com", deeds::report("an", 0, "1"))],
        Err(Refusal::NotYours),
    );
    check(
        At::Scored,
        [
            by("an", deeds::scored("an", "ethics", "8")),
            by("an", deeds::report("an", 0, "9")),
        ],
        Ok(()),
    );
    // What the secretary finds of it is a finding, and stands beside it.
    let half = Review {
        done: crate::points::Quantity::parse("5").ok(),
        ..Review::default()
    };
    check(
        At::Scored,
        [by("sec", deeds::reviewed(half, "an", 0))],
        Ok(()),
    );
}

#[test]
fn what_another_entered_names_both_and_the_person_may_contest_it() {
    let contests = |_: &Month| Deed::Acknowledge {
        people: deeds::one(
            "an",
            Acknowledged {
                agrees: false,
                text: "Tôi tự chấm 9 điểm".to_owned(),
            },
        ),
    };
    let entered = || by("com", deeds::scored("an", "ethics", "8"));
    let month = check(At::Reported, [entered(), by("an", contests)], Ok(()));
    let crate::book::sheet::Taken::Scored {
        entered_by,
        acknowledged,
        ..
    } = &month.record("an").stage.done()[0]
    else {
        panic!("a self-score");
    };
    assert_eq!(entered_by, &Some(id("com")));
    assert!(acknowledged.as_ref().is_some_and(|said| !said.agrees));
    // It can be entered again, and becomes the person's own when they score themself.
    check(
        At::Reported,
        [
            entered(),
            by("sec", deeds::scored("an", "ethics", "9")),
            by("an", deeds::scored("an", "ethics", "10")),
        ],
        Ok(()),
    );
    check(At::Scored, [by("an", contests)], Err(Refusal::Empty));
    check(
        At::Reported,
        [entered(), by("sec", contests)],
        Err(Refusal::NotYours),
    );
}

#[test]
fn what_was_done_by_a_post_that_ended_in_the_month_is_for_whoever_holds_it_now() {
    let lost_on = |last: &str| {
        let mut month = Month::of_cell(At::Opened);
        let held = &mut month
            .play
            .people
            .get_mut(&id("dep"))
            .expect("the deputy")
            .held;
        for held in held.iter_mut().filter(|held| held.role == Role::Deputy) {
            held.until = Some(deeds::day(last));
        }
        month
    };
    for (last, why) in [
        ("2026-11-02", Refusal::PostLost),
        ("2026-10-01", Refusal::PostLost),
        // It was over before the month began.
        ("2026-09-30", Refusal::NotYours),
    ] {
        check_in(lost_on(last), [by("dep", deeds::assign_to_all())], Err(why));
    }
    check_in(
        lost_on("2026-11-03"),
        [by("dep", deeds::assign_to_all())],
        Ok(()),
    );
    // It was never theirs to do.
    check_in(
        lost_on("2026-11-02"),
        [by("dep", deeds::no_limits())],
        Err(Refusal::NotYours),
    );
}
