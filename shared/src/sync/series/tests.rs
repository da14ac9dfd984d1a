//! The bytes of acts, commitments, hashes and signed messages. A change here changes what was signed:
//! there is no such change, only another form beside this one.

use std::collections::BTreeSet;

use super::*;
use crate::act::Deed;

/// Acts of every kind as their authors wrote them: the rest, then each person's part, then an empty line.
const ACTS: &str = include_str!("acts.txt");
/// How many kinds of deed there are.
const KINDS: usize = 45;

fn texts() -> impl Iterator<Item = Vec<&'static str>> {
    ACTS.trim_end()
        .split("\n\n")
        .map(|act| act.lines().collect())
}

fn read(texts: &[&str]) -> Act {
    join(texts.iter().copied()).unwrap_or_else(|_| panic!("cannot be read: {}", texts[0]))
}

fn place(deed: &Deed) -> usize {
    match deed {
        Deed::OpenMonth { .. } => 0,
        Deed::Import { .. } => 1,
        Deed::RegisterKey { .. } => 2,
        Deed::RevokeKey { .. } => 3,
        Deed::Join { .. } => 4,
        Deed::Leave { .. } => 5,
        Deed::Assign { .. } => 6,
        Deed::ChangeTask { .. } => 7,
        Deed::CancelTask { .. } => 8,
        Deed::HandOverTask { .. } => 9,
        Deed::CheckTask { .. } => 10,
        Deed::ReportResult { .. } => 11,
        Deed::ReviewResult { .. } => 12,
        Deed::Score { .. } => 13,
        Deed::Acknowledge { .. } => 14,
        Deed::StateFacts { .. } => 15,
        Deed::Propose { .. } => 16,
        Deed::Convene { .. } => 17,
        Deed::Attend { .. } => 18,
        Deed::Vote { .. } => 19,
        Deed::SealMinutes { .. } => 20,
        Deed::UnsealMinutes { .. } => 21,
        Deed::Submit { .. } => 22,
        Deed::Withdraw { .. } => 23,
        Deed::Receive { .. } => 24,
        Deed::Return { .. } => 25,
        Deed::Conclude { .. } => 26,
        Deed::Decide { .. } => 27,
        Deed::Announce { .. } => 28,
        Deed::Comment { .. } => 29,
        Deed::Appeal { .. } => 30,
        Deed::AnswerAppeal { .. } => 31,
        Deed::Close { .. } => 32,
        Deed::Correct { .. } => 33,
        Deed::Circulate { .. } => 34,
        Deed::Opine { .. } => 35,
        Deed::CloseRound { .. } => 36,
        Deed::RecallRound { .. } => 37,
        Deed::Remind { .. } => 38,
        Deed::SetTarget { .. } => 39,
        Deed::ChangeTarget { .. } => 40,
        Deed::ReadTarget { .. } => 41,
        Deed::EndTarget { .. } => 42,
        Deed::RecordAction { .. } => 43,
        Deed::VoteInGroup { .. } => 44,
    }
}

#[test]
fn an_act_of_every_kind_is_read_and_written_as_it_was() {
    let mut found = BTreeSet::new();
    for texts in texts() {
        let act = read(&texts);
        assert_eq!(split(&act), texts, "{}", act.deed.kind());
        found.insert(place(&act.deed));
    }
    assert_eq!(found, (0..KINDS).collect());
}

#[test]
fn what_an_act_says_of_a_person_stands_in_their_part() {
    for texts in texts() {
        let named = read(&texts).deed.people().len();
        assert_eq!(texts.len(), 1 + named, "{}", texts[0]);
    }
}

#[test]
fn the_hash_of_a_series_is_what_it_was() {
    let mut hash = Hash::default();
    for (number, texts) in (1..).zip(texts()) {
        let mut salts = (0..).map(|index| Salt([index; 16]));
        let wire = WireAct::new(&read(&texts), || salts.next().expect("enough salts"));
        hash = wire.hash(&hash, number);
        // A kind that is added comes after all others, whose hashes stay what they were.
        let known = match number {
            34 => "lZlQ33AQAgLYLcrH2qUvOjZ_fVGDdmkOtEKUIEtVUvU",
            39 => "VpXlpD8z2n63Nk-NE3dd-dkJ7s_IJzXIxKdq-4UlYpY",
            44 => "o4RQVVgjJxHzIfgUaLikK5oM2Ub0pNe2AYbwNK7Hpy0",
            45 => "GeTtcJX1VZnhUOw26wSZ12S7sFihPILNA15MO6HXw_s",
            46 => "Z61TwGACzObjSeLO5KxvrD5MDvHFGYw8IjuN_0REbDg",
            _ => continue,
        };
        assert_eq!(hash.to_string(), known);
    }
    assert_eq!(
        hash.to_string(),
        "Drk6LJgy41g9bFKJ3jCpZoig3FXhGiSiaHsEL7jB7Q4"
    );
}

#[test]
fn a_commitment_is_over_salt_and_text() {
    let text = "{\"p\":\"p17\",\"v\":\"present\"}";
    assert_eq!(
        commitment(&Salt([7; 16]), text).to_string(),
        "Oc5piJ9zWZC8gwgTjxhshuRONgy52bTG3la-WLjVXFU"
    );
}

#[test]
fn an_acts_hash_is_over_the_one_before_its_number_and_its_commitments() {
    let hash = act_hash(&Hash([1; 32]), 5, &[Hash([2; 32]), Hash([3; 32])]);
    assert_eq!(
        hash.to_string(),
        "2OiXewQ6PHl8Iz4u9aq70dqmpwDjechoMypAtQXPSSQ"
    );
}

#[test]
fn what_a_device_signs_names_series_number_and_hash() {
    let series = "Zt4oYk2xq9QfW3nB7rLmCw".parse().expect("an id");
    let mut expected =
        b"roviec batch 1\nZt4oYk2xq9QfW3nB7rLmCw\n\x00\x00\x00\x00\x00\x00\x01\x02".to_vec();
    expected.extend([9; 32]);
    assert_eq!(batch_message(&series, 258, &Hash([9; 32])), expected);
}

#[test]
fn a_series_is_named_by_its_key() {
    let mut key = [8; 65];
    key[0] = 4;
    assert_eq!(series_id(&key).as_str(), "G-v93o5VOuabRpaaA7ChIw");
}

#[test]
fn a_ledgers_entry_is_over_the_one_before_act_author_and_time() {
    let act = "Zt4oYk2xq9QfW3nB7rLmCw.12".parse().expect("an act's name");
    let author = "p17".parse().expect("an id");
    let mut entry = Entry {
        act: &act,
        act_hash: &Hash([4; 32]),
        author: Some(&author),
        time_ms: 1_790_000_000_123,
    };
    let hash = entry_hash(&Hash([1; 32]), 77, &entry);
    assert_eq!(
        hash.to_string(),
        "n9RQei7jkmZEWty_SK8FJcdSmX_7fMYGr87-Ud_q-fI"
    );
    entry.author = None;
    let by_server = entry_hash(&Hash([1; 32]), 77, &entry);
    assert_eq!(
        by_server.to_string(),
        "9wKdx8MmCIQBz7bmvyYyj274gqBIvlHLihN_VMC_2W0"
    );
}

#[test]
fn a_part_on_the_wire_is_its_salt_and_its_text() {
    let wire = WireAct {
        parts: vec![Part {
            salt: Salt([7; 16]),
            content: "{}".to_owned(),
        }],
    };
    let text = serde_json::to_string(&wire).expect("JSON");
    assert_eq!(text, r#"[{"s":"BwcHBwcHBwcHBwcHBwcHBw","c":"{}"}]"#);
}

#[test]
fn people_outside_their_parts_are_not_read() {
    let hidden = r#"{"book":"c1/2026-10","do":"attend","people":{"p1":"present"}}"#;
    assert_eq!(join([hidden].into_iter()), Err(Unreadable));
}

#[test]
fn an_act_that_names_nobody_can_be_read() {
    let act = join([r#"{"book":"c1/2026-10","do":"assign"}"#].into_iter());
    let people = Default::default();
    assert_eq!(act.map(|act| act.deed), Ok(Deed::Assign { people }));
}

#[test]
fn a_later_form_and_an_unknown_deed_are_not_read() {
    for text in [
        r#"{"book":"c1/2026-10","do":"unseal_minutes","reason":"x","v":2}"#,
        r#"{"book":"c1/2026-10","do":"dance"}"#,
        r#"{"book":"c1/2026-10""#,
    ] {
        assert_eq!(join([text].into_iter()), Err(Unreadable), "{text}");
    }
}

#[test]
fn a_person_named_twice_is_not_read() {
    let rest = r#"{"book":"c1/2026-10","do":"attend"}"#;
    let part = r#"{"p":"p1","v":"present"}"#;
    assert_eq!(join([rest, part, part].into_iter()), Err(Unreadable));
}

#[test]
fn what_moves_to_a_new_series_names_what_moved_with_it() {
    let name = |text: &str| text.parse::<ActRef>().expect("an act's name");
    let text = concat!(
        r#"{"after":["B.4"],"book":"c1/2026-10","do":"report_result","saw":"#,
        r#"{"report/A.3.0":{"by":"A.5","fields":{"done":"B.9"}}},"task":"A.3.0"}"#
    );
    let act = join(
        [
            text,
            r#"{"p":"A.3","v":{"done":1,"day":"2026-10-01","note":"xem A.3"}}"#,
        ]
        .into_iter(),
    );
    let names = [(name("A.3"), name("N.1")), (name("A.5"), name("N.2"))].into();
    let moved = split(&renamed(&act.expect("an act"), &names));
    assert_eq!(moved[0], text.replace("A.3", "N.1").replace("A.5", "N.2"));
    assert!(moved[1].contains("xem A.3"), "words stay as they were");
}
