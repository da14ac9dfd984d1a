use super::*;
use crate::{id::PersonId, sync::device::Stored};

fn own(number: u64) -> Own {
    let act = Act {
        book: "cb-x/2026-11".parse().expect("a book"),
        saw: BTreeMap::new(),
        after: Vec::new(),
        replaces: None,
        adopted_from: None,
        deed: Deed::UnsealMinutes {
            reason: "sai".to_owned(),
        },
    };
    let person: PersonId = "p1".parse().expect("a person");
    let last = (number > 1).then_some((number - 1, Default::default()));
    let series = "tab".parse().expect("a series");
    Own::next(last, series, person, act, || Salt([1; 16]))
}

#[test]
fn a_tab_that_learns_shows_what_another_stored_and_sends_nothing() {
    let mut device = Device::new(Start::default());
    let book = own(1).act.book.clone();
    let shown = device.learn(Stored {
        acts: vec![own(1), own(2)],
        ..Stored::default()
    });
    assert!(shown.contains(&book));
    assert_eq!(device.unsent(), 2);
    let keep = Keep {
        statuses: BTreeMap::from([(own(1).name, Status::SetAside)]),
        forget: [own(2).name].into(),
        request: 9,
        epoch: Some(EPOCH.to_owned()),
        ..Keep::default()
    };
    let shown = device.learn(Stored {
        keep,
        ..Stored::default()
    });
    assert!(shown.contains(&book));
    assert_eq!(device.acts()[&own(1).name].status, Status::SetAside);
    assert_eq!(device.acts().len(), 1);
    assert_eq!(device.epoch(), Some(EPOCH));
    assert_eq!(device.poll(), None);
}

#[test]
fn a_tab_that_begins_to_exchange_asks_for_verdicts_before_it_sends() {
    let mut held = Held::new(Start::default());
    held.device.learn(Stored {
        acts: vec![own(1)],
        keep: Keep {
            request: 7,
            ..Keep::default()
        },
        ..Stored::default()
    });
    let request = held.asks();
    assert!(request.only_verdicts && request.batches.is_empty());
    assert_eq!(request.ask.len(), 1);
    assert!(request.request > 7);
}

/// Seed 78 of the world: another tab told of an act when it was long sent, safe and forgotten.
#[test]
fn what_is_told_late_does_not_bring_back_what_is_settled_and_forgotten() {
    let mut held = Held::fresh();
    held.device.learn(Stored {
        acts: vec![own(1), own(2)],
        ..Stored::default()
    });
    held.device.learn(Stored {
        keep: Keep {
            forget: [own(1).name].into(),
            ..Keep::default()
        },
        ..Stored::default()
    });
    held.feed(Input::Journalled(Box::new(own(1))));
    assert!(!held.device.acts().contains_key(&own(1).name));
    assert!(held.device.acts().contains_key(&own(2).name));
}
