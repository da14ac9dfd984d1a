//! Another epoch, and when accepted acts may go.

use super::*;
use crate::sync::device::Content;

/// A device with one act of each kind of outcome, known to the server of the first epoch.
fn with_everything() -> Held {
    let mut held = Held::fresh();
    let request = held.asks();
    held.enters_some("S", 4);
    let request = held
        .hears(nothing_new(&request))
        .request()
        .expect("a request");
    let held_for = Verdict::Held { on: id("T.9") };
    let said = [
        ("S.1", accepted(1)),
        ("S.2", refused()),
        ("S.3", held_for),
        ("S.4", Verdict::SetAside),
    ];
    held.hears(SyncAnswer {
        verdicts: verdicts(said),
        ..nothing_new(&request)
    });
    held
}

fn of_epoch(request: &SyncRequest, forgets: bool) -> SyncAnswer {
    SyncAnswer {
        epoch: "e2".to_owned(),
        forgets,
        ..nothing_new(request)
    }
}

#[test]
fn r13_after_a_restore_what_the_server_had_is_asked_for_and_sent_again() {
    let mut held = with_everything();
    let request = held.waits().expect("a request");
    let round = held.hears(of_epoch(&request, false));
    for name in ["S.1", "S.3", "S.4"] {
        assert_eq!(held.status(name), Status::Pending, "{name}");
    }
    let ask = round.request().expect("a request");
    assert!(ask.only_verdicts);
    let round = held.hears(of_epoch(&ask, false));
    let batch = &round.request().expect("a request").batches[0];
    assert_eq!((batch.first, batch.acts.len()), (1, 4));
    assert_eq!(batch.refused.keys().collect::<Vec<_>>(), [&2]);
}

#[test]
fn what_the_restored_server_still_has_is_not_sent() {
    let mut held = with_everything();
    let request = held.waits().expect("a request");
    let round = held.hears(of_epoch(&request, false));
    let ask = round.request().expect("a request");
    let said = [
        ("S.1", accepted(1)),
        ("S.3", accepted(2)),
        ("S.4", accepted(3)),
    ];
    let round = held.hears(SyncAnswer {
        verdicts: verdicts(said),
        holds: held.receipt("S.4"),
        ..of_epoch(&ask, false)
    });
    let sent = round.request().map(|request| request.batches.len());
    assert_eq!(sent.unwrap_or_default(), 0);
    assert_eq!(held.device.unsent(), 0);
}

#[test]
fn r14_what_was_wiped_on_purpose_is_not_brought_back() {
    let mut held = with_everything();
    let request = held.waits().expect("a request");
    let round = held.hears(of_epoch(&request, true));
    assert!(!held.device.acts().contains_key(&id::<ActRef>("S.1")));
    let keep = round.keep().expect("something to keep");
    assert!(keep.forget.contains(&id::<ActRef>("S.1")));
    // What nobody had accepted is still its author's.
    assert_eq!(held.status("S.2"), Status::from(refused()));
    assert_eq!(held.status("S.3"), Status::Pending);
}

#[test]
fn acts_are_sent_when_an_epoch_was_heard_of() {
    let mut held = Held::new(Start::default());
    let request = held.enters("S", "p1").1.request().expect("a request");
    assert_eq!((request.epoch.as_ref(), request.batches.len()), (None, 0));
    let round = held.hears(nothing_new(&request));
    assert_eq!(held.device.epoch(), Some(EPOCH));
    let request = round.request().expect("a request");
    assert!(request.is_of(EPOCH));
    assert_eq!(request.batches.len(), 1);
    held.hears(SyncAnswer {
        verdicts: verdicts([("S.1", accepted(1))]),
        holds: held.receipt("S.1"),
        ..nothing_new(&request)
    });
    assert_eq!(held.status("S.1"), Status::from(accepted(1)));
}

#[test]
fn buckets_of_an_older_epoch_are_shown_and_fetched_anew() {
    let mut held = buckets::with_bucket();
    let request = held.waits().expect("a request");
    let round = held.hears(of_epoch(&request, false));
    let bucket = held.device.bucket(&buckets::full());
    let content = bucket.map(|bucket| &bucket.content);
    assert!(matches!(content, Some(Content::Book(_))));
    let request = round.request().expect("a request");
    assert_eq!(request.lagging[&buckets::full()], 0);
    assert!(request.cursors.is_empty());
}

fn safe_up_to(number: u64, request: &SyncRequest) -> SyncAnswer {
    SyncAnswer {
        safe: [(id("l1"), number)].into(),
        ..nothing_new(request)
    }
}

fn has(held: &Held, name: &str) -> bool {
    held.device.acts().contains_key(&id::<ActRef>(name))
}

#[test]
fn an_accepted_act_stays_until_a_backup_has_it() {
    let mut held = with_everything();
    let request = held.waits().expect("a request");
    held.hears(safe_up_to(0, &request));
    assert!(has(&held, "S.1"));
    let request = held.waits().expect("a request");
    let round = held.hears(safe_up_to(1, &request));
    let keep = round.keep().expect("something to keep");
    assert!(keep.forget.contains(&id::<ActRef>("S.1")));
    // Refused and waiting ones stay, whatever a backup has.
    assert_eq!(held.device.acts().len(), 3);
}

#[test]
fn an_accepted_act_stays_while_the_base_has_not_got_it() {
    let mut held = buckets::with_bucket();
    let request = held.enters("S", "p1").1.request().expect("a request");
    held.hears(SyncAnswer {
        verdicts: verdicts([("S.1", accepted(50))]),
        ..safe_up_to(60, &request)
    });
    assert!(has(&held, "S.1"));
    let request = held.waits().expect("a request");
    held.hears(SyncAnswer {
        cursors: [(id("l1"), 50)].into(),
        ..safe_up_to(60, &request)
    });
    assert!(!has(&held, "S.1"));
}

#[test]
fn without_a_backup_accepted_acts_go_after_ninety_days() {
    let mut held = with_everything();
    for (today, stays) in [("2027-02-22", true), ("2027-02-23", false)] {
        let request = held.waits().expect("a request");
        held.hears(SyncAnswer {
            today: day(today),
            ..nothing_new(&request)
        });
        assert_eq!(has(&held, "S.1"), stays);
    }
}

#[test]
fn what_was_let_go_goes_when_a_later_act_is_safe() {
    let mut held = with_everything();
    held.feed(Input::LetGo(id("S.2")));
    held.feed(Input::Kept);
    let request = held.waits().expect("a request");
    held.hears(SyncAnswer {
        verdicts: verdicts([("S.3", accepted(2))]),
        holds: held.receipt("S.4"),
        ..safe_up_to(1, &request)
    });
    assert!(has(&held, "S.2"));
    let request = held.waits().expect("a request");
    held.hears(safe_up_to(2, &request));
    assert!(!has(&held, "S.2"));
}

#[test]
fn a_refusal_of_an_epoch_that_is_no_more_is_asked_about() {
    // Accepted, lost by a restore, refused since its author's post had ended, and back with a later backup.
    let mut held = with_everything();
    let request = held.waits().expect("a request");
    let round = held.hears(of_epoch(&request, false));
    let ask = round.request().expect("a request");
    assert_eq!((ask.ask[0].from, ask.ask[0].to), (1, 4));
    held.hears(SyncAnswer {
        verdicts: verdicts([("S.2", accepted(2))]),
        holds: held.receipt("S.4"),
        ..of_epoch(&ask, false)
    });
    assert_eq!(held.status("S.2"), Status::from(accepted(2)));
}

#[test]
fn a_refusal_alone_is_asked_about_once() {
    let mut held = Held::fresh();
    let request = held.enters("S", "p1").1.request().expect("a request");
    held.hears(SyncAnswer {
        verdicts: verdicts([("S.1", refused())]),
        ..nothing_new(&request)
    });
    let request = held.waits().expect("a request");
    let round = held.hears(of_epoch(&request, false));
    let ask = round.request().expect("a request");
    assert!(ask.only_verdicts);
    held.hears(of_epoch(&ask, false));
    let request = held.waits().expect("a request");
    assert!(request.ask.is_empty() && request.batches.is_empty());
    assert_eq!(held.device.refused().count(), 1);
}

#[test]
fn r13_a_backup_that_holds_what_was_refused_since_is_told_so() {
    let mut held = with_everything();
    let request = held.waits().expect("a request");
    let round = held.hears(of_epoch(&request, false));
    let ask = round.request().expect("a request");
    let said = [
        ("S.1", accepted(1)),
        ("S.2", Verdict::Held { on: id("T.8") }),
        ("S.3", accepted(2)),
        ("S.4", accepted(3)),
    ];
    let round = held.hears(SyncAnswer {
        verdicts: verdicts(said),
        holds: held.receipt("S.4"),
        ..of_epoch(&ask, false)
    });
    assert_eq!(held.status("S.2"), Status::from(refused()));
    let request = round.request().expect("a request");
    let batch = &request.batches[0];
    assert_eq!(batch.first, 2);
    assert_eq!(batch.refused.keys().collect::<Vec<_>>(), [&2]);
    // Once it is answered, that is all.
    held.hears(SyncAnswer {
        verdicts: verdicts([("S.2", refused())]),
        holds: held.receipt("S.4"),
        ..of_epoch(&request, false)
    });
    let request = held.waits().expect("a request");
    assert!(request.ask.is_empty() && request.batches.is_empty());
}

/// Seed 21 of the world: between two acts that the backup holds and that were refused since, others are long
/// safe and forgotten, so that no batch goes from the one to the other.
#[test]
fn r13_a_backup_is_told_each_refusal_that_it_lacks_also_over_a_gap() {
    let mut held = Held::fresh();
    let request = held.asks();
    held.enters_some("S", 3);
    let request = held
        .hears(nothing_new(&request))
        .request()
        .expect("a request");
    let said = [("S.1", refused()), ("S.2", accepted(1)), ("S.3", refused())];
    held.hears(SyncAnswer {
        verdicts: verdicts(said),
        holds: held.receipt("S.3"),
        ..nothing_new(&request)
    });
    let request = held.waits().expect("a request");
    held.hears(safe_up_to(1, &request));
    assert!(!has(&held, "S.2"));
    let request = held.waits().expect("a request");
    let round = held.hears(of_epoch(&request, false));
    let mut request = round.request().expect("a request");
    assert!(request.only_verdicts);
    let waits = || Verdict::Held { on: id("T.8") };
    let mut answer = verdicts([("S.1", waits()), ("S.2", accepted(1)), ("S.3", waits())]);
    let mut told = Vec::new();
    for _ in 0..2 {
        let round = held.hears(SyncAnswer {
            verdicts: answer,
            holds: held.receipt("S.3"),
            ..of_epoch(&request, false)
        });
        request = round.request().expect("a request");
        let batch = &request.batches[0];
        told.extend(batch.refused.keys().copied());
        let name = format!("S.{}", batch.first);
        answer = verdicts([(name.as_str(), refused())]);
    }
    assert_eq!(told, [1, 3]);
    held.hears(SyncAnswer {
        verdicts: answer,
        holds: held.receipt("S.3"),
        ..of_epoch(&request, false)
    });
    let request = held.waits().expect("a request");
    assert!(request.ask.is_empty() && request.batches.is_empty());
}

/// Seed 15564 of the world: the device had heard of the new epoch, and stopped before it told what the backup
/// did not know.
#[test]
fn r13_a_device_that_stopped_before_it_told_of_a_refusal_asks_again_when_it_starts() {
    let mut held = with_everything();
    let request = held.waits().expect("a request");
    held.hears(of_epoch(&request, false));
    let mut held = held.restarted();
    let ask = held.asks();
    assert!(ask.only_verdicts);
    let asked = |number| {
        let mut all = ask.ask.iter();
        all.any(|question| (question.from..=question.to).contains(&number))
    };
    assert!(asked(2), "{:?}", ask.ask);
    let said = [
        ("S.1", accepted(1)),
        ("S.2", Verdict::Held { on: id("T.8") }),
        ("S.3", accepted(2)),
        ("S.4", accepted(3)),
    ];
    let round = held.hears(SyncAnswer {
        verdicts: verdicts(said),
        holds: held.receipt("S.4"),
        ..of_epoch(&ask, false)
    });
    let batch = &round.request().expect("a request").batches[0];
    assert_eq!(batch.refused.keys().collect::<Vec<_>>(), [&2]);
}
