//! A tablet comes back after thirty days without a line, with five thousand acts; and what those take of its
//! local storage meanwhile.

use std::io::Write;

use flate2::{Compression, write::ZlibEncoder};
use roviec_backend::token;
use roviec_shared::{
    id::{ActRef, PersonId},
    sync::{
        device::{Device, Own, Start, Status},
        sealed,
        series::{Hash, WireAct},
    },
};
use serde::Serialize;

use crate::{
    Cost,
    away::{ACTS, comes_back, enters, leaves},
    exchange,
    harness::{Kind, server},
    http::Wire,
    middle, say,
    tablet::Tablet,
    village::rules,
};

/// The timing is the middle one of so many.
const ROUNDS: usize = 3;
/// UTF-16 units of local storage: what the server gave, copies of acts, and all (`frontend/src/storage/working.rs`).
const BASE_MAX: usize = 1_200_000;
const ACTS_MAX: usize = 600_000;
const ALL_MAX: usize = 2_000_000;
/// Less than this is not packed, and AES-GCM adds so much (`frontend/src/storage/cipher.rs`).
const PACK_FROM: usize = 400;
const TAG: usize = 16;

pub async fn measure() {
    let mut costs = Vec::new();
    for round in 0..ROUNDS {
        let (cost, tablet) = comes_back_with_all().await;
        costs.push(cost);
        if round + 1 == ROUNDS {
            say(
                &format!(
                    "{ACTS} acts after 30 days without a line, until all is accepted and pulled"
                ),
                &middle(std::mem::take(&mut costs)),
            );
            stored(&tablet);
        }
    }
}

/// The app is started again on the day that the line is back, and signed in.
async fn comes_back_with_all() -> (Cost, Tablet) {
    let server = server(Kind::Sqlite).await;
    let mut tablet = leaves(&server).await;
    enters(&mut tablet);
    comes_back(&server).await;
    tablet.session = server.session_of("diu").await;
    tablet.device = Device::new(Start {
        device: "may-1".to_owned(),
        account: tablet.account.clone(),
        person: Some(tablet.person.clone()),
        epoch: tablet.device.epoch().map(str::to_owned),
        rules: rules(),
        acts: tablet.device.acts().clone(),
        buckets: tablet.device.buckets().clone(),
        ..Start::default()
    });
    assert_eq!(tablet.device.unsent(), ACTS);
    let mut wire = Wire::to(server.router.clone()).await;
    let cost = exchange(&mut wire, &mut tablet).await;
    let acts = tablet.device.acts().values();
    let accepted = acts.filter(|own| matches!(own.status, Status::Accepted { .. }));
    assert_eq!(accepted.count(), ACTS, "the server accepts them");
    (cost, tablet)
}

/// An act as the app writes it (`frontend/src/storage/record.rs`, where its form is frozen).
#[derive(Serialize)]
struct Copy<'a> {
    n: &'a ActRef,
    by: &'a PersonId,
    w: &'a WireAct,
    b: &'a Hash,
    h: &'a Hash,
    t: i64,
}

/// What a value takes under its key: sealed, as base64url; both are ASCII, so a letter is a unit.
fn units(key: &str, value: &impl Serialize) -> usize {
    let mut content = vec![b'1'];
    serde_json::to_writer(&mut content, value).unwrap();
    if content.len() >= PACK_FROM {
        let mut packer = ZlibEncoder::new(Vec::new(), Compression::default());
        packer.write_all(&content).unwrap();
        let packed = packer.finish().unwrap();
        if packed.len() < content.len() {
            content = packed;
        }
    }
    content.extend([0; TAG]);
    let sealed = sealed::joined(sealed::PLAIN, &[0; sealed::NONCE], &content);
    key.len() + token::encode(&sealed).len()
}

/// What the acts and the books take, beside what they may.
fn stored(tablet: &Tablet) {
    let account = &tablet.account;
    let copy = |own: &Own| {
        let copy = Copy {
            n: &own.name,
            by: &own.author,
            w: &own.wire,
            b: &own.before,
            h: &own.hash,
            t: tablet.now,
        };
        units(&format!("roviec.1.act/{account}/{}", own.name), &copy)
    };
    let copies: Vec<usize> = tablet.device.acts().values().map(copy).collect();
    let (mut room, mut kept) = (ACTS_MAX, 0);
    // As the app does: the newest have theirs, as many as there is room for.
    for copy in copies.iter().rev() {
        if *copy > room {
            break;
        }
        room -= copy;
        kept += 1;
    }
    let acts = ACTS_MAX - room;
    let buckets = tablet.device.buckets().iter();
    let buckets =
        buckets.map(|(id, bucket)| units(&format!("roviec.1.bucket/{account}/{id}"), bucket));
    let base: usize = buckets.sum();
    println!(
        "| … copies of those acts in local storage | {} of {} units, {kept} acts | all would take {} units: the others are in the \
         journal alone |",
        thousands(acts),
        thousands(ACTS_MAX),
        thousands(copies.iter().sum()),
    );
    println!(
        "| … what the server gave, in local storage | {} of {} units | with the acts {} of {} |",
        thousands(base),
        thousands(BASE_MAX),
        thousands(base + acts),
        thousands(ALL_MAX),
    );
}

/// 1234567 as 1,234,567.
fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
