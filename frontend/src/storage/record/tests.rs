//! Stored forms are frozen: what an older program wrote is read for ever.
#![allow(clippy::unwrap_used)]

use roviec_shared::{
    act::{Act, Deed},
    sync::series::Salt,
};

use super::*;

#[track_caller]
fn frozen<T: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug>(value: &T, text: &str) {
    assert_eq!(String::from_utf8(write(value)).unwrap(), text);
    assert_eq!(read::<T>(text.as_bytes()).unwrap(), *value);
}

fn wire() -> WireAct {
    let act = Act {
        book: "cb-huong-ly/2026-11".parse().unwrap(),
        saw: BTreeMap::new(),
        replaces: None,
        adopted_from: None,
        after: Default::default(),
        deed: Deed::UnsealMinutes {
            reason: "sai".to_owned(),
        },
    };
    WireAct::new(&act, || Salt([7; 16]))
}

fn record(number: u64) -> ActRecord {
    let wire = wire();
    ActRecord {
        name: ActRef {
            series: "abc".parse().unwrap(),
            number,
        },
        author: "p1".parse().unwrap(),
        before: Hash([1; 32]),
        hash: wire.hash(&Hash([1; 32]), number),
        wire,
        made_ms: 1_790_000_000_000,
        signature: None,
    }
}

#[test]
fn an_act_is_stored_as_these_bytes() {
    frozen(
        &record(3),
        r#"1{"n":"abc.3","by":"p1","w":[{"s":"BwcHBwcHBwcHBwcHBwcHBw","c":"{\"book\":\"cb-huong-ly/2026-11\",\"do\":\"unseal_minutes\",\"reason\":\"sai\"}"}],"b":"AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE","h":"HASH","t":1790000000000}"#
            .replace("HASH", &record(3).hash.to_string())
            .as_str(),
    );
}

#[test]
fn statuses_drafts_tips_and_the_exchange_are_stored_as_these_bytes() {
    let statuses = BTreeMap::from([
        (
            1,
            Status::Accepted {
                ledger: "db-dai-dong".parse().unwrap(),
                number: 41,
                day: "2026-11-24".parse().unwrap(),
            },
        ),
        (2, Status::SetAside),
    ]);
    frozen(
        &Chunk { statuses },
        r#"1{"s":{"1":{"is":"accepted","ledger":"db-dai-dong","number":41,"day":"2026-11-24"},"2":{"is":"set_aside"}}}"#,
    );
    frozen(
        &Draft {
            form: "score/p1".into(),
            text: "8,5".into(),
        },
        r#"1{"f":"score/p1","x":"8,5"}"#,
    );
    frozen(
        &Tip {
            number: 9,
            hash: Hash([0; 32]),
        },
        r#"1{"n":9,"h":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}"#,
    );
    frozen(
        &Exchange {
            request: 7,
            epoch: Some("e1".into()),
            today: Some("2026-11-24".parse().unwrap()),
            last_success_ms: Some(5),
        },
        r#"1{"n":7,"e":"e1","d":"2026-11-24","t":5}"#,
    );
}

#[test]
fn another_form_is_unreadable_and_not_taken_for_ours() {
    assert_eq!(
        read::<Tip>(br#"2{"n":9,"h":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}"#),
        Err(Fault::Unreadable)
    );
    assert_eq!(read::<Tip>(b"{"), Err(Fault::Unreadable));
}

#[test]
fn a_chunk_names_its_own_acts_and_no_pending_ones() {
    let acts: BTreeMap<ActRef, Own> = [1, 255, 256, 511, 512]
        .into_iter()
        .map(|number| {
            let status = if number == 511 {
                Status::Pending
            } else {
                Status::SetAside
            };
            let own = record(number).own(status).unwrap();
            (own.name.clone(), own)
        })
        .collect();
    let touched = [record(300).name];
    let chunks = chunks(&acts, &touched);
    assert_eq!(chunks.len(), 1);
    let (id, chunk) = chunks.first_key_value().unwrap();
    assert_eq!(id.number, 1);
    assert_eq!(chunk.statuses.keys().copied().collect::<Vec<_>>(), [256]);
}
