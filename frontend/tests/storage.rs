//! Storage in a real browser: what is saved stays, nobody reads it without its key, and one tab at a time
//! gives numbers.
#![cfg(target_family = "wasm")]
#![allow(clippy::unwrap_used)]

#[path = "storage/frozen.rs"]
mod frozen;

use std::{
    cell::Cell,
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
};

use p256::ecdsa::{Signature, VerifyingKey, signature::Verifier};
use roviec_frontend::storage::{
    Fault,
    account::{Accounts, Opened, Owner, PinFault},
    cipher::RawKey,
    database::{Changes, Database, Table},
    encode,
    journal::{Journal, State},
    lock, now_ms, probe,
    record::{self, ActRecord, Exchange, chunks},
    sleep,
    working::{self, Working},
};
use roviec_shared::{
    act::{Act, Deed},
    book::Book,
    id::{ActRef, BookId, SeriesId},
    sync::{
        device::{Bucket, Content, Status},
        series::{Hash, Salt, WireAct, batch_message},
    },
};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const PIN: &str = "428159";

async fn database(name: &str) -> Rc<Database> {
    Rc::new(Database::open(&format!("test-{name}")).await.unwrap())
}

fn owner(account: &str) -> Owner {
    Owner {
        account: account.to_owned(),
        login_name: account.to_owned(),
        person: format!("p-{account}").parse().unwrap(),
        name: "Hoàng Văn Mẫu".to_owned(),
    }
}

async fn opened(database: &Rc<Database>, account: &str) -> Opened {
    let accounts = Accounts::of(database);
    accounts
        .add(owner(account), RawKey([9; 32]), PIN)
        .await
        .unwrap()
}

fn act(opened: &Opened, number: u64, before: Hash) -> ActRecord {
    act_saying(opened, number, before, format!("lý do thứ {number}"))
}

fn act_saying(opened: &Opened, number: u64, before: Hash, reason: String) -> ActRecord {
    let act = Act {
        book: "cb-huong-ly/2026-11".parse().unwrap(),
        saw: BTreeMap::new(),
        replaces: None,
        adopted_from: None,
        after: Default::default(),
        deed: Deed::UnsealMinutes { reason },
    };
    let wire = WireAct::new(&act, || Salt([number as u8; 16]));
    let series = opened.signer().unwrap().series.clone();
    ActRecord {
        hash: wire.hash(&before, number),
        name: ActRef { series, number },
        author: opened.account.person.clone(),
        wire,
        before,
        made_ms: now_ms(),
        signature: None,
    }
}

#[wasm_bindgen_test]
async fn r29_what_was_journalled_is_there_after_the_database_was_opened_anew() {
    let first = database("reopen").await;
    let opened = opened(&first, "a1").await;
    let journal = Journal::of(&first, "a1", &opened.data_key);
    let one = act(&opened, 1, Hash::default());
    journal.add(&one, None).await.unwrap();
    let two = act(&opened, 2, one.hash);
    journal.add(&two, None).await.unwrap();
    journal
        .keep_draft("score/p1", Some("8,5 điểm"))
        .await
        .unwrap();

    let second = database("reopen").await;
    let opened = Accounts::of(&second).open("a1", PIN).await.unwrap();
    let journal = Journal::of(&second, "a1", &opened.data_key);
    let acts = journal.acts().await.unwrap();
    assert_eq!(acts.records[&one.name], one);
    assert_eq!(acts.records[&two.name], two);
    let tip = journal.tip(&one.name.series).await.unwrap();
    assert_eq!((tip.number, tip.hash), (2, two.hash));
    assert_eq!(journal.drafts().await.unwrap()["score/p1"], "8,5 điểm");
    journal.keep_draft("score/p1", None).await.unwrap();
    assert!(journal.drafts().await.unwrap().is_empty());
}

#[wasm_bindgen_test]
async fn r26_a_refused_act_and_its_reason_survive_a_restart() {
    let database = database("refused").await;
    let opened = opened(&database, "a1").await;
    let journal = Journal::of(&database, "a1", &opened.data_key);
    let one = act(&opened, 1, Hash::default());
    journal.add(&one, None).await.unwrap();
    let refused = Status::Refused {
        refusal: roviec_shared::refusal::Refusal::MonthClosed,
    };
    let acts = BTreeMap::from([(one.name.clone(), one.own(refused.clone()).unwrap())]);
    let exchange = Exchange {
        request: 7,
        ..Exchange::default()
    };
    let touched = BTreeSet::from([one.name.clone()]);
    let statuses = chunks(&acts, &touched);
    journal
        .keep(&statuses, &BTreeSet::new(), &exchange)
        .await
        .unwrap();
    let found = journal.acts().await.unwrap();
    assert_eq!(found.statuses[&one.name], refused);
    assert_eq!(
        journal.state(State::Exchange).await.unwrap(),
        Some(exchange)
    );

    // Safe and forgotten: nothing of it stays.
    let statuses = chunks(&BTreeMap::new(), &touched);
    journal
        .keep(&statuses, &touched, &Exchange::default())
        .await
        .unwrap();
    let found = journal.acts().await.unwrap();
    assert!(found.records.is_empty() && found.statuses.is_empty());
}

#[wasm_bindgen_test]
async fn nothing_that_was_entered_stands_in_the_clear() {
    let database = database("cipher").await;
    let opened = opened(&database, "a1").await;
    let journal = Journal::of(&database, "a1", &opened.data_key);
    let one = act(&opened, 1, Hash::default());
    journal.add(&one, None).await.unwrap();
    journal
        .keep_draft("score/p1", Some("tám phẩy năm"))
        .await
        .unwrap();
    for table in [Table::Acts, Table::Drafts] {
        for (key, row) in database.all(table, "").await.unwrap() {
            let text = String::from_utf8_lossy(&row);
            assert!(
                !text.contains("huong-ly") && !text.contains("phẩy"),
                "{text}"
            );
            assert!(!key.contains("score"), "{key}");
        }
    }
}

#[wasm_bindgen_test]
async fn a_value_opens_only_in_its_place_and_with_its_key() {
    let key = RawKey([1; 32]).into_key().await.unwrap();
    let long = "Giao thông nông thôn. ".repeat(200);
    for content in ["ngắn", long.as_str()] {
        let sealed = key.seal("here", content.as_bytes()).await.unwrap();
        assert_eq!(key.open("here", &sealed).await.unwrap(), content.as_bytes());
        assert_eq!(key.open("there", &sealed).await, Err(Fault::Unreadable));
        let other = RawKey([2; 32]).into_key().await.unwrap();
        assert_eq!(other.open("here", &sealed).await, Err(Fault::Unreadable));
        let mut bent = sealed.clone();
        *bent.last_mut().unwrap() ^= 1;
        assert_eq!(key.open("here", &bent).await, Err(Fault::Unreadable));
    }
    let sealed = key.seal("here", long.as_bytes()).await.unwrap();
    assert!(sealed.len() < long.len() / 10, "{} bytes", sealed.len());
}

#[wasm_bindgen_test]
async fn a_wrong_pin_opens_nothing_and_slows_down() {
    let database = database("pin").await;
    let accounts = Accounts::of(&database);
    opened(&database, "a1").await;
    for _ in 0..5 {
        let wrong = accounts.open("a1", "000000").await;
        assert!(matches!(wrong, Err(PinFault::Wrong)));
    }
    // Over a restart too, and for the right one as well.
    let again = Accounts::of(&self::database("pin").await);
    assert!(matches!(
        again.open("a1", PIN).await,
        Err(PinFault::Wait(1..=3))
    ));
}

#[wasm_bindgen_test]
async fn a_forgotten_pin_is_replaced_with_the_key_that_the_server_kept() {
    let database = database("forgotten").await;
    let accounts = Accounts::of(&database);
    let before = opened(&database, "a1").await;
    let journal = Journal::of(&database, "a1", &before.data_key);
    let one = act(&before, 1, Hash::default());
    journal.add(&one, None).await.unwrap();

    let other = accounts.set_pin("a1", RawKey([8; 32]), "111111").await;
    assert!(other.is_err(), "a key that opens nothing took the place");
    accounts
        .set_pin("a1", RawKey([9; 32]), "222222")
        .await
        .unwrap();
    let after = accounts.open("a1", "222222").await.unwrap();
    assert_eq!(
        after.signer().unwrap().series,
        before.signer().unwrap().series
    );
    let journal = Journal::of(&database, "a1", &after.data_key);
    assert_eq!(journal.acts().await.unwrap().records[&one.name], one);
    assert!(matches!(
        accounts.open("a1", PIN).await,
        Err(PinFault::Wrong)
    ));
}

#[wasm_bindgen_test]
async fn a_pin_takes_a_fraction_of_a_second() {
    let database = database("time").await;
    opened(&database, "a1").await;
    let start = now_ms();
    Accounts::of(&database).open("a1", PIN).await.unwrap();
    let took = now_ms() - start;
    wasm_bindgen_test::console_log!("a PIN took {took} ms");
    assert!(took < 1_000, "{took} ms");
}

#[wasm_bindgen_test]
async fn what_this_browser_signs_is_what_the_server_takes() {
    let database = database("signing").await;
    let opened = opened(&database, "a1").await;
    let signer = opened.signer().unwrap();
    assert!(signer.is_sealed(), "the private key can be read out");
    let hash = Hash([3; 32]);
    let signature = signer.sign(12, &hash).await.unwrap();
    let decode = |text: &str| {
        use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
        URL_SAFE_NO_PAD.decode(text).unwrap()
    };
    let public = decode(opened.public_key(&signer.series).unwrap());
    assert_eq!(public.len(), 65);
    let key = VerifyingKey::from_sec1_bytes(&public).unwrap();
    let signature = Signature::from_slice(&decode(&signature)).unwrap();
    let message = batch_message(&signer.series, 12, &hash);
    key.verify(&message, &signature).unwrap();
}

#[wasm_bindgen_test]
async fn a_new_key_is_used_and_the_old_one_still_signs() {
    let database = database("renew").await;
    let before = opened(&database, "a1").await;
    let old = before.signer().unwrap().series.clone();
    let after = Accounts::of(&database).renew_key(&before).await.unwrap();
    assert_ne!(after.signer().unwrap().series, old);
    assert!(after.signer_of(&old).is_some());
}

#[wasm_bindgen_test]
async fn a_colleagues_act_is_journalled_for_both() {
    let database = database("both").await;
    let host = opened(&database, "host").await;
    let guest = Accounts::of(&database)
        .add(owner("guest"), RawKey([5; 32]), PIN)
        .await
        .unwrap();
    let ours = Journal::of(&database, "host", &host.data_key);
    let theirs = Journal::of(&database, "guest", &guest.data_key);
    let one = act(&guest, 1, Hash::default());
    ours.add(&one, Some(&theirs)).await.unwrap();
    assert_eq!(ours.acts().await.unwrap().records[&one.name], one);
    assert_eq!(theirs.acts().await.unwrap().records[&one.name], one);
}

#[wasm_bindgen_test]
async fn r9_one_account_reads_nothing_of_another() {
    let database = database("accounts").await;
    let a = opened(&database, "a").await;
    let b = Accounts::of(&database)
        .add(owner("b"), RawKey([5; 32]), PIN)
        .await
        .unwrap();
    let of_a = Journal::of(&database, "a", &a.data_key);
    of_a.add(&act(&a, 1, Hash::default()), None).await.unwrap();
    let of_b = Journal::of(&database, "b", &b.data_key);
    assert!(of_b.acts().await.unwrap().records.is_empty());
    let mistaken = Journal::of(&database, "a", &b.data_key);
    assert!(mistaken.acts().await.is_err());
}

#[wasm_bindgen_test]
async fn r36_one_at_a_time_holds_a_lock() {
    let inside = Rc::new(Cell::new(0));
    let most = Rc::new(Cell::new(0));
    let work = async || {
        let _guard = lock::take("test-one").await.unwrap();
        inside.set(inside.get() + 1);
        most.set(most.get().max(inside.get()));
        sleep(5).await;
        inside.set(inside.get() - 1);
    };
    futures::future::join_all((0..12).map(|_| work())).await;
    assert_eq!((inside.get(), most.get()), (0, 1));
}

fn bucket(id: &BookId) -> Bucket {
    Bucket {
        ledger: id.unit.clone(),
        cursor: 4,
        epoch: "e1".to_owned(),
        content: Content::Book(Box::new(Book::new(id.clone()))),
    }
}

#[wasm_bindgen_test]
async fn the_working_store_gives_back_buckets_and_acts_and_drops_what_it_cannot_read() {
    let database = database("working").await;
    let opened = opened(&database, "w1").await;
    let working = Working::of("w1", &opened.data_key);
    let id: BookId = "cb-huong-ly/2026-11".parse().unwrap();
    let full = format!("{id}/full").parse().unwrap();
    working
        .put_bucket(&full, &record::write(&bucket(&id)), &BTreeSet::new())
        .await
        .unwrap();
    let one = act(&opened, 1, Hash::default());
    working.put_act(&one).await.unwrap();
    let content = working.read().await;
    assert_eq!(content.buckets[&full], bucket(&id));
    assert_eq!(content.acts, [one.clone()]);

    let other = Working::of("w1", &RawKey([4; 32]).into_key().await.unwrap());
    let content = other.read().await;
    assert!(content.buckets.is_empty() && content.acts.is_empty());
    let used = working::usage();
    assert_eq!((used.base, used.acts), (0, 0));
}

/// What hardly becomes smaller.
fn noise(length: usize) -> String {
    let mut state = 1_u32;
    let letters = (0..length).map(|_| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        char::from(b'a' + (state >> 24) as u8 % 26)
    });
    letters.collect()
}

#[wasm_bindgen_test]
async fn r18_the_newest_acts_keep_their_copies_where_there_is_no_room_for_all() {
    let database = database("copies").await;
    let opened = opened(&database, "w3").await;
    let working = Working::of("w3", &opened.data_key);
    let long = noise(working::ACTS_MAX / 5);
    for number in 1..=9 {
        let record = act_saying(&opened, number, Hash::default(), long.clone());
        working.put_act(&record).await.unwrap();
        assert!(working::usage().acts <= working::ACTS_MAX);
    }
    let kept = working.read().await.acts.into_iter();
    let mut kept: Vec<u64> = kept.map(|record| record.name.number).collect();
    kept.sort_unstable();
    assert!(kept.len() >= 4, "{kept:?}");
    let newest: Vec<u64> = (10 - kept.len() as u64..=9).collect();
    assert_eq!(kept, newest);
    for record in working.read().await.acts {
        working.drop_act(&record.name);
    }
}

#[wasm_bindgen_test]
async fn r18_the_oldest_months_go_first_and_never_one_that_is_needed() {
    let database = database("budget").await;
    let opened = opened(&database, "w2").await;
    let working = Working::of("w2", &opened.data_key);
    // So large that four of them fill the budget.
    let noise = noise(working::BASE_MAX / 3);
    let months = [
        "2026-08", "2026-09", "2026-10", "2026-11", "2026-12", "2027-01",
    ];
    let needed = BTreeSet::from(["cb-x/2026-08".parse().unwrap()]);
    let mut gone = BTreeSet::new();
    for month in months {
        let id: BookId = format!("cb-x/{month}").parse().unwrap();
        let mut bucket = bucket(&id);
        bucket.epoch.clone_from(&noise);
        let full = format!("{id}/full").parse().unwrap();
        gone.extend(
            working
                .put_bucket(&full, &record::write(&bucket), &needed)
                .await
                .unwrap(),
        );
        assert!(working::usage().base <= working::BASE_MAX);
    }
    let kept: Vec<String> = working
        .read()
        .await
        .buckets
        .keys()
        .map(|id| id.book.to_string())
        .collect();
    assert!(kept.contains(&"cb-x/2026-08".to_owned()), "{kept:?}");
    assert!(kept.contains(&"cb-x/2027-01".to_owned()), "{kept:?}");
    assert!(gone.contains(&"cb-x/2026-09".parse().unwrap()), "{gone:?}");
    for id in kept {
        working.drop_bucket(&format!("{id}/full").parse().unwrap());
    }
}

#[wasm_bindgen_test]
async fn six_hundred_acts_are_opened_in_less_than_a_second() {
    let database = database("many").await;
    let opened = opened(&database, "a1").await;
    let journal = Journal::of(&database, "a1", &opened.data_key);
    let mut before = Hash::default();
    let mut records = Vec::new();
    for number in 1..=600 {
        let record = act(&opened, number, before);
        before = record.hash;
        records.push(record);
    }
    let start = now_ms();
    journal.replace(&[], &records).await.unwrap();
    let wrote = now_ms() - start;
    let start = now_ms();
    assert_eq!(journal.acts().await.unwrap().records.len(), 600);
    let read = now_ms() - start;
    wasm_bindgen_test::console_log!("600 acts: written in {wrote} ms, read in {read} ms");
    assert!(read < 1_000, "{read} ms");
    let series: &SeriesId = &records[0].name.series;
    assert_eq!(journal.tip(series).await.unwrap().number, 600);
}

#[wasm_bindgen_test]
async fn r11_this_browser_is_fit_and_the_probe_leaves_nothing_behind() {
    let database = probe::open("test-probe").await.unwrap();
    assert!(database.all(Table::Device, "").await.unwrap().is_empty());
    let mut write = Changes::default();
    write.put(Table::Device, "x".into(), encode(&[1, 2]).into_bytes());
    database.change(&write).await.unwrap();
    assert_eq!(database.count(Table::Device, "").await.unwrap(), 1);
}

#[wasm_bindgen_test]
async fn r11_tabs_that_begin_at_once_all_find_the_browser_fit() {
    let tabs = (0..8).map(|_| probe::open("test-probe-at-once"));
    let found = futures::future::join_all(tabs).await;
    assert!(found.iter().all(Result::is_ok));
}
