//! What of the server's books a device takes, and how it asks.

use super::*;
use crate::{
    apply::{Context, Others, apply},
    book::{Listing, PlaceInTree, Record, digest},
    organisation::{Enrolled, Standing, Track, UnitKind},
    permission::Author,
    rules::RuleBook,
    sync::{
        device::{Bucket, Content, Folding},
        message::{Change, What},
        server::scope_digest,
    },
    view::{BucketId, Parts, View, parts_since},
};

/// The bucket of these tests.
pub(super) fn full() -> BucketId {
    id("c1/2026-10/full")
}

fn members() -> BucketId {
    id("c1/2026-10/members")
}

fn enrolled() -> Enrolled {
    Enrolled {
        name: "Hoa".to_owned(),
        track: Track::Member,
        rules: id("r"),
        rules_version: 1,
        post: String::new(),
        duties: String::new(),
        managed_by: None,
        standing: Standing::Full,
        group: None,
        roles: Vec::new(),
        leads: false,
        brought: Vec::new(),
    }
}

/// A book of one person, last touched by a ledger number.
fn book(number: u64) -> Book {
    let mut book = Book::new(id("c1/2026-10"));
    book.version = number;
    book.place = Some(PlaceInTree {
        kind: UnitKind::Cell,
        name: "c1".to_owned(),
        above: BTreeMap::new(),
    });
    let mut record = Record::new(enrolled());
    record.version = number;
    book.people.insert(id("p1"), record);
    book
}

fn all_of(book: &Book) -> What {
    What::Parts(parts_since(book, &View::Full, 0))
}

/// An answer with one change, complete up to a number of its ledger.
fn with_change(request: &SyncRequest, bucket: BucketId, what: What, through: u64) -> SyncAnswer {
    let ledger = id("l1");
    SyncAnswer {
        changes: vec![Change {
            bucket,
            ledger,
            what,
        }],
        cursors: [(id("l1"), through)].into(),
        ..nothing_new(request)
    }
}

/// A device with one bucket, complete up to 40.
pub(super) fn with_bucket() -> Held {
    let mut held = Held::fresh();
    let request = held.asks();
    let round = held.hears(SyncAnswer {
        scope: Some(vec![full()]),
        ..nothing_new(&request)
    });
    let request = round
        .request()
        .expect("it asks for what came into the scope");
    assert_eq!(request.lagging[&full()], 0);
    held.hears(with_change(&request, full(), all_of(&book(40)), 40));
    held
}

fn base(held: &Held) -> (u64, Book) {
    let bucket = held.device.bucket(&full()).expect("the bucket");
    match &bucket.content {
        Content::Book(book) => (bucket.cursor, (**book).clone()),
        Content::Listing(_) => panic!("a listing"),
    }
}

fn author() -> Author {
    Author {
        person: Some(id("p1")),
        held: Vec::new(),
    }
}

/// How many comments of the person the screen shows.
fn comments_shown(held: &Held) -> usize {
    let author = author();
    let folding = Folding {
        author: &author,
        today: day("2026-11-24"),
    };
    let shown = held.device.fold(&id("c1/2026-10"), &folding);
    let shown = shown.expect("a book");
    assert!(shown.stuck.is_empty());
    shown.book.people[&id("p1")].comments.len()
}

#[test]
fn a_new_bucket_is_asked_for_from_the_beginning() {
    let held = with_bucket();
    assert_eq!(base(&held), (40, book(40)));
}

#[test]
fn r33_content_and_cursor_are_one_thing_to_keep() {
    let mut held = with_bucket();
    let request = held.waits().expect("a request");
    assert_eq!(request.cursors[&id("l1")], 40);
    assert_eq!(request.scope, scope_digest([&full()]));
    let round = held.hears(with_change(&request, full(), all_of(&book(44)), 44));
    let keep = round.keep().expect("something to keep");
    assert_eq!(keep.buckets, [full()].into());
    assert_eq!(base(&held), (44, book(44)));
}

#[test]
fn every_answer_moves_all_buckets_of_a_ledger() {
    let mut held = with_bucket();
    let request = held.waits().expect("a request");
    held.hears(SyncAnswer {
        cursors: [(id("l1"), 55)].into(),
        ..nothing_new(&request)
    });
    assert_eq!(base(&held).0, 55);
}

#[test]
fn a_bucket_for_which_there_was_no_room_lags_and_is_asked_for_by_itself() {
    let mut held = with_bucket();
    let request = held.waits().expect("a request");
    let round = held.hears(SyncAnswer {
        scope: Some(vec![full(), members()]),
        ..nothing_new(&request)
    });
    let request = round.request().expect("a request");
    let line = Listing {
        name: "Hoa".to_owned(),
        post: String::new(),
        announced: None,
    };
    let lines = Parts {
        listings: [(id("p1"), line)].into(),
        ..Parts::default()
    };
    let round = held.hears(SyncAnswer {
        lagging: [(full(), 40)].into(),
        more: true,
        ..with_change(&request, members(), What::Parts(lines), 60)
    });
    assert_eq!(base(&held).0, 40);
    let request = round.request().expect("there is more");
    assert_eq!(request.cursors[&id("l1")], 60);
    assert_eq!(request.lagging, [(full(), 40)].into());
    held.hears(with_change(&request, full(), all_of(&book(58)), 60));
    assert_eq!(base(&held), (60, book(58)));
}

#[test]
fn an_empty_bucket_is_complete_when_the_server_says_so() {
    let mut held = Held::fresh();
    let request = held.asks();
    let round = held.hears(SyncAnswer {
        scope: Some(vec![members()]),
        ..nothing_new(&request)
    });
    let request = round.request().expect("a request");
    let nothing = What::Parts(Parts::default());
    let round = held.hears(with_change(&request, members(), nothing, 0));
    assert_eq!(round.request(), None);
    assert!(held.device.last_success_ms().is_some());
}

#[test]
fn r30_what_left_the_scope_is_dropped_and_ones_own_acts_stay() {
    let mut held = with_bucket();
    let request = held.enters("S", "p1").1.request().expect("a request");
    let round = held.hears(SyncAnswer {
        scope: Some(Vec::new()),
        verdicts: verdicts([("S.1", refused())]),
        ..nothing_new(&request)
    });
    let keep = round.keep().expect("something to keep");
    assert_eq!(keep.drop, [full()].into());
    assert!(held.device.buckets().is_empty());
    assert_eq!(held.device.refused().count(), 1);
}

#[test]
fn a_change_of_a_bucket_that_was_not_asked_for_is_left_for_the_next_time() {
    let mut held = with_bucket();
    let request = held.waits().expect("a request");
    let part_of_it = What::Parts(Parts::default());
    let round = held.hears(SyncAnswer {
        scope: Some(vec![full(), members()]),
        ..with_change(&request, members(), part_of_it, 40)
    });
    assert!(held.device.bucket(&members()).is_none());
    assert_eq!(round.request().expect("a request").lagging[&members()], 0);
}

/// The device's own comment on its way, and what the server's book comes to when it is number 41.
fn with_own_comment() -> (Held, SyncRequest, Book) {
    let mut held = with_bucket();
    let request = held.enters("S", "p1").1.request().expect("a request");
    let mut after = book(40);
    let own = held.device.acts[&id::<ActRef>("S.1")].clone();
    let authored = crate::act::Authored {
        name: own.name,
        author: Some(own.author),
        act: own.act,
    };
    let context = Context {
        author: &author(),
        judges: true,
        today: day("2026-11-24"),
        has_arrived: true,
        rules: &RuleBook::default(),
        others: &Others::default(),
    };
    let effects = apply(&context, &mut after, &authored).expect("it holds");
    after.stamp(&effects, 41);
    (held, request, after)
}

#[test]
fn ones_own_acts_come_back_as_a_digest() {
    let (mut held, request, after) = with_own_comment();
    let yours = What::Yours(digest(&after));
    held.hears(SyncAnswer {
        verdicts: verdicts([("S.1", accepted(41))]),
        ..with_change(&request, full(), yours, 41)
    });
    assert_eq!(base(&held), (41, after));
}

#[test]
fn r33_a_hole_is_noticed_and_the_bucket_fetched_from_the_beginning() {
    let (mut held, request, after) = with_own_comment();
    let mut more = after.clone();
    more.version = 39;
    let yours = What::Yours(digest(&more));
    let round = held.hears(SyncAnswer {
        verdicts: verdicts([("S.1", accepted(41))]),
        ..with_change(&request, full(), yours, 41)
    });
    assert_eq!(base(&held).0, 40);
    let request = round.request().expect("a request");
    assert_eq!(request.lagging[&full()], 0);
    held.hears(with_change(&request, full(), all_of(&more), 41));
    assert_eq!(base(&held).1, more);
}

#[test]
fn an_act_is_shown_once_before_and_after_the_base_has_it() {
    let (mut held, request, after) = with_own_comment();
    assert_eq!(comments_shown(&held), 1);
    held.hears(SyncAnswer {
        verdicts: verdicts([("S.1", accepted(41))]),
        ..nothing_new(&request)
    });
    assert_eq!(comments_shown(&held), 1);
    let request = held.waits().expect("a request");
    held.hears(with_change(&request, full(), all_of(&after), 41));
    assert_eq!(comments_shown(&held), 1);
}

#[test]
fn a_refused_act_is_out_of_the_picture() {
    let (mut held, request, _) = with_own_comment();
    held.hears(SyncAnswer {
        verdicts: verdicts([("S.1", refused())]),
        ..nothing_new(&request)
    });
    assert_eq!(comments_shown(&held), 0);
}

#[test]
fn what_is_sent_again_in_a_new_epoch_is_not_shown_twice() {
    let (mut held, request, after) = with_own_comment();
    held.hears(SyncAnswer {
        verdicts: verdicts([("S.1", accepted(41))]),
        ..with_change(&request, full(), all_of(&after), 41)
    });
    let request = held.waits().expect("a request");
    held.hears(SyncAnswer {
        epoch: "e2".to_owned(),
        ..nothing_new(&request)
    });
    assert_eq!(held.status("S.1"), Status::Pending);
    assert_eq!(comments_shown(&held), 1);
}

#[test]
fn a_bucket_is_stored_as_it_is() {
    let text = r#"{"ledger":"l1","cursor":4,"epoch":"e1","content":{"listing":{}}}"#;
    let bucket: Bucket = serde_json::from_str(text).expect("a bucket");
    assert_eq!(bucket.content, Content::Listing(BTreeMap::new()));
    assert_eq!(serde_json::to_string(&bucket).expect("JSON"), text);
}
