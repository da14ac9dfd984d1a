//! Who may vote, who is there, and when a vote carries.

use super::{
    by, check, check_in, deeds,
    month::{At, EXEMPT, GUEST, Month, PROBATIONARY, id},
};
use crate::{
    act::{Deed, Leaving},
    apply::counted,
    book::meeting::{Attendance, Tally, TallyFault, VoteMode},
    level::{Level, Outcome},
    organisation::Standing,
    refusal::Refusal,
    rules::{NoMajority, RuleBook},
};

/// An open vote of those present: so many for each level.
fn by_hand(
    votes: &'static [(Level, u32)],
    level: Level,
    reason: &'static str,
) -> impl Fn(&Month) -> Deed {
    deeds::voted("an", move |_, vote| {
        vote.mode = VoteMode::ByHand;
        vote.tally.votes = votes.iter().copied().collect();
        vote.outcome = Outcome::Level(level);
        vote.reason = reason.to_owned();
    })
}

#[test]
fn full_members_but_the_rated_have_the_vote() {
    let month = Month::of_cell(At::Convened);
    let tally = |person: &str| {
        let Tally {
            entitled, present, ..
        } = counted(month.shown(), &id(person));
        (entitled, present)
    };
    // Seven full members: on one of them six vote; on who has no vote themself, seven.
    assert_eq!(tally("an"), (6, 6));
    assert_eq!(tally("sec"), (6, 6));
    assert_eq!(tally(PROBATIONARY), (7, 7));
    assert_eq!(tally(EXEMPT), (7, 7));
}

#[test]
fn who_is_suspended_left_or_a_guest_has_no_vote() {
    let mut month = Month::of_cell(At::Convened);
    let leaves = |_: &Month| Deed::Leave {
        people: deeds::one(
            "chi",
            Leaving {
                day: deeds::day("2026-10-20"),
                document: "Giấy giới thiệu số 8".to_owned(),
            },
        ),
    };
    month.must("sec", leaves);
    let book = month.book.clone();
    let dung = month.play.book(&book).people.get_mut(&id("dung"));
    dung.expect("a record").enrolled.standing = Standing::Suspended;
    let tally = counted(month.shown(), &id("an"));
    assert_eq!((tally.entitled, tally.present), (4, 4));
    // Who left is no longer rated here, and is in no table; who is suspended is, as not rated.
    let person = id("chi");
    let month = check_in(
        month,
        [by("sec", deeds::vote("chi"))],
        Err(Refusal::NotRatedHere { person }),
    );
    let month = check_in(month, [by("sec", deeds::vote("dung"))], Ok(()));
    let person = id(GUEST);
    check_in(
        month,
        [by("sec", deeds::vote(GUEST))],
        Err(Refusal::NotRatedHere { person }),
    );
}

#[test]
fn half_of_the_entitled_is_no_quorum() {
    let absent = |people: &'static [&'static str]| {
        move |_: &Month| Deed::Attend {
            people: people
                .iter()
                .map(|person| (id(person), Attendance::Excused))
                .collect(),
        }
    };
    let fault = TallyFault::NoQuorum;
    check(
        At::Convened,
        [
            by("sec", absent(&["com", "binh", "chi"])),
            by("sec", deeds::vote("an")),
        ],
        Err(Refusal::Tally { fault }),
    );
    check(
        At::Convened,
        [
            by("sec", absent(&["com", "binh"])),
            by("sec", deeds::vote("an")),
        ],
        Ok(()),
    );
}

#[test]
fn a_level_carries_with_more_than_half_of_the_entitled_for_it_or_better() {
    use Level::{Completed, Excellent, Good};
    let why = "Hội nghị thống nhất";
    check(
        At::Convened,
        [by("sec", by_hand(&[(Good, 4), (Completed, 2)], Good, why))],
        Ok(()),
    );
    // Two for Excellent and two for Good are four for Good or better.
    let split = || by_hand(&[(Excellent, 2), (Good, 2), (Completed, 2)], Good, why);
    check(At::Convened, [by("sec", split())], Ok(()));
    let fault = TallyFault::NoMajority;
    let lower = by_hand(&[(Good, 4), (Completed, 2)], Completed, why);
    check(
        At::Convened,
        [by("sec", lower)],
        Err(Refusal::Tally { fault }),
    );
    let none = by_hand(&[(Good, 3)], Good, why);
    check(
        At::Convened,
        [by("sec", none)],
        Err(Refusal::Tally { fault }),
    );
}

#[test]
fn where_the_rules_let_the_chair_decide_a_vote_without_majority_needs_the_reason() {
    use Level::{Completed, Good};
    let month = || {
        let mut month = Month::of_cell(At::Convened);
        let sets: RuleBook = month
            .play
            .rules
            .iter()
            .cloned()
            .map(|mut set| {
                set.votes.no_majority = NoMajority::ChairDecides;
                set
            })
            .collect();
        month.play.rules = sets;
        month
    };
    let split = |reason| by_hand(&[(Good, 3)], Good, reason);
    check_in(month(), [by("sec", split(""))], Err(Refusal::ReasonMissing));
    check_in(month(), [by("sec", split("Chủ trì kết luận"))], Ok(()));
    // A majority is not the chair's to overrule.
    let fault = TallyFault::NoMajority;
    let other = by_hand(&[(Good, 4)], Completed, "Chủ trì kết luận");
    check_in(month(), [by("sec", other)], Err(Refusal::Tally { fault }));
}

#[test]
fn a_count_of_any_size_is_refused_and_not_stumbled_over() {
    let most = deeds::voted("an", |_, vote| {
        vote.mode = VoteMode::ByHand;
        vote.tally = Tally {
            entitled: u32::MAX,
            present: u32::MAX,
            votes: [(Level::Good, u32::MAX), (Level::Completed, u32::MAX)].into(),
            blank: u32::MAX,
            spoilt: u32::MAX,
        };
    });
    let fault = TallyFault::BallotsAbovePresent;
    let month = check(
        At::Convened,
        [by("sec", most)],
        Err(Refusal::Tally { fault }),
    );
    let tally = Tally {
        votes: [(Level::Good, u32::MAX), (Level::Completed, u32::MAX)].into(),
        ..counted(month.shown(), &id("an"))
    };
    assert_eq!(tally.ballots(), u32::MAX);
    assert_eq!(tally.result(u32::MAX), Some(Level::Good));
}
