#![allow(clippy::unwrap_used)]

use roviec_shared::{
    book::sheet::{Stage, Taken},
    organisation::{Enrolled, Track},
};

use super::*;

fn record() -> Record {
    Record::new(Enrolled::new(
        "Vi Thị Út".into(),
        Track::Member,
        "rules".parse().unwrap(),
        1,
    ))
}

fn turn(record: &Record, chosen: Level, system: Level) -> Turn<'_> {
    Turn {
        person: "p07".parse().unwrap(),
        record,
        chosen: Some(Outcome::Level(chosen)),
        agreed: Some(Outcome::Level(chosen)),
        system: Some(system),
        list: Tally {
            entitled: 18,
            present: 16,
            ..Tally::default()
        },
        ballot: None,
        chair: "p01".parse().unwrap(),
        today: "2026-12-03".parse().unwrap(),
        vote_holds: true,
    }
}

fn kinds(deeds: &[Deed]) -> Vec<&'static str> {
    deeds.iter().map(Deed::kind).collect()
}

/// The record as it stands after the turn's acts.
fn after(record: &Record, deeds: &[Deed]) -> Record {
    let mut record = record.clone();
    let mut done = Vec::new();
    for deed in deeds {
        match deed {
            Deed::Propose { people } => done.push(Taken::Proposed {
                proposal: people.values().next().unwrap().clone(),
                by: "p01".parse().unwrap(),
            }),
            Deed::Vote { people } => done.push(Taken::Voted {
                vote: people.values().next().unwrap().clone(),
                by: "p01".parse().unwrap(),
            }),
            _ => {}
        }
    }
    record.stage = Stage::Open { step: 3, done };
    record
}

#[test]
fn one_tap_proposes_and_votes_the_systems_level() {
    let record = record();
    let deeds = deeds(
        &TurnDraft::of(&record),
        &turn(&record, Level::Good, Level::Good),
    );
    assert_eq!(kinds(&deeds), ["propose", "vote"]);
}

#[test]
fn what_stands_is_not_said_twice() {
    let record = record();
    let first = deeds(
        &TurnDraft::of(&record),
        &turn(&record, Level::Good, Level::Good),
    );
    let record = after(&record, &first);
    let again = deeds(
        &TurnDraft::of(&record),
        &turn(&record, Level::Good, Level::Good),
    );
    assert_eq!(kinds(&again), [""; 0]);
}

#[test]
fn after_a_return_the_same_vote_is_taken_anew() {
    let record = record();
    let draft = TurnDraft::of(&record);
    let first = deeds(&draft, &turn(&record, Level::Good, Level::Good));
    let record = after(&record, &first);
    let returned = Turn {
        vote_holds: false,
        ..turn(&record, Level::Good, Level::Good)
    };
    assert_eq!(kinds(&deeds(&TurnDraft::of(&record), &returned)), ["vote"]);
}

#[test]
fn a_level_that_differs_carries_its_reason_and_one_that_does_not_carries_none() {
    let record = record();
    let draft = TurnDraft {
        reason: "Có sáng kiến".into(),
        ..TurnDraft::of(&record)
    };
    let reasons = |chosen| {
        let deeds = deeds(&draft, &turn(&record, chosen, Level::Good));
        let Deed::Vote { people } = &deeds[1] else {
            panic!("no vote")
        };
        people.values().next().unwrap().reason.clone()
    };
    assert_eq!(reasons(Level::Excellent), "Có sáng kiến");
    assert_eq!(reasons(Level::Good), "");
}

#[test]
fn hands_are_counted_over_the_list_and_empty_ones_left_out() {
    let record = record();
    let draft = TurnDraft {
        mode: Mode::ByHand,
        hands: BTreeMap::from([(Level::Good, 12), (Level::Excellent, 0)]),
        ..TurnDraft::of(&record)
    };
    let tally = draft.tally(&turn(&record, Level::Good, Level::Good).list, None);
    assert_eq!(tally.votes, BTreeMap::from([(Level::Good, 12)]));
    assert_eq!((tally.entitled, tally.present), (18, 16));
}

#[test]
fn without_a_majority_there_is_no_vote_but_the_proposal_stands() {
    let record = record();
    let turn = Turn {
        agreed: None,
        ..turn(&record, Level::Good, Level::Good)
    };
    assert_eq!(kinds(&deeds(&TurnDraft::of(&record), &turn)), ["propose"]);
}

#[test]
fn not_rating_needs_its_document() {
    let choice = Choice::NotRated(NotRatedKind::Exempt);
    assert_eq!(choice.outcome("  "), None);
    let outcome = choice.outcome("NQ 14").unwrap();
    assert_eq!(Choice::of(&outcome), choice);
}

#[test]
fn a_text_is_taken_back_by_an_empty_one() {
    let standing = Proposal {
        strengths: Some("Gương mẫu".into()),
        ..Proposal::default()
    };
    let over = proposal_over(Some(&standing), Proposal::default());
    assert_eq!(over.strengths.as_deref(), Some(""));
    assert_eq!(
        proposal_over(None, Proposal::default()),
        Proposal::default()
    );
}

#[test]
fn a_secret_ballot_is_stored_as_its_sums_and_is_in_no_draft() {
    let record = record();
    let sums = Tally {
        votes: [(Level::Good, 11), (Level::Excellent, 4)].into(),
        blank: 1,
        ..Tally::default()
    };
    let draft = TurnDraft {
        mode: Mode::Secret,
        ..TurnDraft::of(&record)
    };
    let turn = Turn {
        ballot: Some(sums),
        ..turn(&record, Level::Good, Level::Good)
    };
    let deeds = deeds(&draft, &turn);
    let Some(Deed::Vote { people }) = deeds.last() else {
        panic!("a vote, not {deeds:?}");
    };
    let vote = people.values().next().unwrap();
    assert_eq!(vote.mode, VoteMode::Secret);
    assert_eq!((vote.tally.entitled, vote.tally.present), (18, 16));
    assert_eq!((vote.tally.ballots(), vote.tally.blank), (16, 1));
    let again = TurnDraft::of(&after(&record, &deeds));
    assert_eq!(again.mode, Mode::Secret);
    assert!(
        again.hands.is_empty(),
        "what was cast here is never in a draft"
    );
}

#[test]
fn ballots_on_paper_are_counted_with_the_blank_and_the_spoilt() {
    let draft = TurnDraft {
        mode: Mode::Secret,
        is_on_paper: true,
        hands: [(Level::Good, 12), (Level::Excellent, 0)].into(),
        blank: 2,
        spoilt: 1,
        ..TurnDraft::of(&record())
    };
    let list = turn(&record(), Level::Good, Level::Good).list;
    let tally = draft.tally(&list, None);
    assert_eq!(tally.votes, [(Level::Good, 12)].into());
    assert_eq!((tally.ballots(), tally.present), (15, 16));
}

#[test]
fn a_kept_draft_has_the_answered_facts_beside_its_other_fields() {
    let kept = r#"{"remarks":"Đúng hạn","facts":{"did_not_do_it":true},"percents":{"uniting":90}}"#;
    let draft: TurnDraft = serde_json::from_str(kept).unwrap();
    assert_eq!(draft.remarks, "Đúng hạn");
    assert!(draft.facts.holds["did_not_do_it"]);
    assert_eq!(draft.facts.percents["uniting"], 90);
    let kept = serde_json::to_value(&draft).unwrap();
    assert_eq!(kept["facts"]["did_not_do_it"], true);
    assert_eq!(kept["percents"]["uniting"], 90);
}
