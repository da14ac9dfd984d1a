use super::*;

fn answer(request: &SyncRequest, revision: &str) -> SyncAnswer {
    SyncAnswer {
        organisation: revision.to_owned(),
        ..nothing_new(request)
    }
}

fn fetches(round: &Round) -> usize {
    let is_fetch = |output: &&Output| **output == Output::FetchOrganisation;
    round.outputs.iter().filter(is_fetch).count()
}

fn that_holds(revision: &str) -> Held {
    Held::new(Start {
        organisation: Some(revision.to_owned()),
        ..Start::default()
    })
}

#[test]
fn the_organisation_held_is_not_fetched_again() {
    let mut held = that_holds("r1");
    assert_eq!(held.device.organisation(), None);
    let request = held.asks();
    assert_eq!(fetches(&held.hears(answer(&request, "r1"))), 0);
    assert_eq!(held.device.organisation(), Some("r1"));
}

#[test]
fn another_organisation_is_asked_for_once() {
    let mut held = that_holds("r1");
    let request = held.asks();
    assert_eq!(fetches(&held.hears(answer(&request, "r2"))), 1);
    let request = held.asks();
    assert_eq!(fetches(&held.hears(answer(&request, "r2"))), 0);
    held.feed(Input::Organisation("r2".to_owned()));
    let request = held.asks();
    assert_eq!(fetches(&held.hears(answer(&request, "r2"))), 0);
    let request = held.asks();
    assert_eq!(fetches(&held.hears(answer(&request, "r3"))), 1);
}

#[test]
fn an_organisation_that_could_not_be_fetched_is_asked_for_with_the_next_answer() {
    let mut held = that_holds("r1");
    let request = held.asks();
    held.hears(answer(&request, "r2"));
    held.feed(Input::OrganisationNotFetched);
    let request = held.asks();
    assert_eq!(fetches(&held.hears(answer(&request, "r2"))), 1);
}

#[test]
fn an_answer_without_a_revision_changes_nothing() {
    let mut held = that_holds("r1");
    let request = held.asks();
    assert_eq!(fetches(&held.hears(answer(&request, ""))), 0);
    assert_eq!(held.device.organisation(), None);
}
