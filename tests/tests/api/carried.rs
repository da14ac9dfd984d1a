//! Acts that somebody carries to where there is a line.

use std::io::Write;

use aes_gcm::{
    Aes256Gcm, KeyInit, Nonce,
    aead::{Aead, Payload},
};
use axum::http::StatusCode;
use flate2::{Compression, write::ZlibEncoder};
use roviec_backend::{
    command::{Command, run},
    token,
};
use roviec_shared::{
    api::ErrorCode,
    sync::{
        carried::{
            Arrived, CARRIED_PLACE, CARRIED_VERSION, Carried, RETURNED_PLACE, Returned, Told,
        },
        device::Status,
        message::{ACTS_MAX, Batch},
        sealed::{PLAIN, split},
    },
};

use crate::{
    harness::{Server, on_both_databases},
    sync::{nothing_is_wrong, planned},
    tablet::Tablet,
    village::{CELL, COMMUNE, book},
};

on_both_databases![
    acts_that_were_carried_land_once_and_their_author_hears_of_them_later,
    who_carries_a_file_learns_only_that_it_arrived,
    what_goes_back_tells_a_device_without_a_line_what_became_of_its_acts,
    a_file_of_more_acts_than_one_exchange_takes_lands_whole,
    a_file_that_is_cut_altered_or_anothers_has_no_effect,
    a_file_of_a_key_that_was_revoked_takes_no_effect,
    the_command_line_takes_a_file_as_well,
];

const KEY: [u8; 32] = [5; 32];

/// Seals as the app does; what is long, packed.
fn sealed(content: &[u8]) -> Vec<u8> {
    let (how, content) = if content.len() < 400 {
        (0, content.to_vec())
    } else {
        let mut packed = ZlibEncoder::new(Vec::new(), Compression::default());
        packed.write_all(content).unwrap();
        (1, packed.finish().unwrap())
    };
    let payload = Payload {
        msg: &content,
        aad: CARRIED_PLACE.as_bytes(),
    };
    let nonce = [9; 12];
    let cipher = Aes256Gcm::new(&KEY.into());
    let sealed = cipher.encrypt(&Nonce::from(nonce), payload).unwrap();
    [vec![1, how], nonce.to_vec(), sealed].concat()
}

async fn file(server: &Server, of: &Tablet, batches: &[Batch]) -> Carried {
    let mut transaction = server.state.database.write().await.unwrap();
    let offered = token::encode(&KEY);
    let key = transaction.data_key(&of.account, "may-1", &offered).await;
    assert_eq!(key.unwrap(), offered);
    transaction.commit().await.unwrap();
    Carried {
        v: CARRIED_VERSION,
        account: of.account.clone(),
        device: "may-1".to_owned(),
        sealed: token::encode(&sealed(&serde_json::to_vec(batches).unwrap())),
    }
}

async fn acts_that_were_carried_land_once_and_their_author_hears_of_them_later(server: Server) {
    let (secretary, mut member) = planned(&server).await;
    let before = server.heads().await[COMMUNE];
    member.reports(&book(CELL), "chi");
    let waits = i64::try_from(member.device.unsent()).unwrap();
    let file = file(&server, &member, &member.waiting()).await;
    for _ in 0..2 {
        let arrived: Arrived = secretary
            .session
            .post(&server, "/carried", &file)
            .await
            .read();
        assert_eq!(i64::try_from(arrived.acts).unwrap(), waits);
        assert!(arrived.faults.is_empty(), "{:?}", arrived.faults);
        assert_eq!(server.heads().await[COMMUNE], before + waits);
    }
    let own: Vec<_> = member.device.acts().keys().cloned().collect();
    member.sync(&server).await;
    assert_eq!(server.heads().await[COMMUNE], before + waits);
    assert_eq!(member.device.unsent(), 0);
    for name in own {
        assert!(matches!(member.status(&name), Status::Accepted { .. }));
    }
    nothing_is_wrong(&server).await;
}

async fn who_carries_a_file_learns_only_that_it_arrived(server: Server) {
    let (secretary, mut member) = planned(&server).await;
    // Refused, since it is not hers to plan: the carrier does not hear of that.
    member.plans(&book(CELL), &["chi"]);
    let file = file(&server, &member, &member.waiting()).await;
    let answer = secretary.session.post(&server, "/carried", &file).await;
    let text = String::from_utf8_lossy(&answer.body).to_lowercase();
    assert!(!text.contains("refus"), "{text}");
    let arrived: Arrived = answer.read();
    assert_eq!(arrived.holds[&member.series].number, 1);
    member.sync(&server).await;
    let statuses: Vec<_> = member
        .device
        .acts()
        .values()
        .map(|own| &own.status)
        .collect();
    assert!(
        matches!(statuses[..], [Status::Refused { .. }]),
        "{statuses:?}"
    );
}

impl Tablet {
    /// Opens what was carried back, as the app does.
    #[track_caller]
    fn hears_back(&mut self, file: &Returned) {
        assert_eq!(file.account, self.account);
        let sealed = token::decode(&file.returned).unwrap();
        let (how, nonce, content) = split(&sealed).unwrap();
        assert_eq!(how, PLAIN);
        let payload = Payload {
            msg: content,
            aad: RETURNED_PLACE.as_bytes(),
        };
        let cipher = Aes256Gcm::new(&KEY.into());
        let told = cipher.decrypt(&Nonce::from(nonce), payload).unwrap();
        let told: Told = serde_json::from_slice(&told).unwrap();
        self.told(told);
    }
}

async fn what_goes_back_tells_a_device_without_a_line_what_became_of_its_acts(server: Server) {
    let (secretary, mut member) = planned(&server).await;
    member.scores(&book(CELL), "chi", 9);
    // Not hers to plan.
    member.plans(&book(CELL), &["chi"]);
    let names: Vec<_> = member.waiting()[0].acts.iter().map(|_| ()).collect();
    let file = file(&server, &member, &member.waiting()).await;
    let arrived: Arrived = secretary
        .session
        .post(&server, "/carried", &file)
        .await
        .read();
    let returned = arrived.returned.unwrap();
    member.hears_back(&returned);
    let statuses: Vec<Status> = member
        .device
        .acts()
        .values()
        .map(|own| own.status.clone())
        .collect();
    let statuses = &statuses[statuses.len() - names.len()..];
    assert!(
        matches!(statuses, [Status::Accepted { .. }, Status::Refused { .. }]),
        "{statuses:?}"
    );
    assert_eq!(member.device.unsent(), 0);
    // What the exchange says later is the same.
    let before = statuses.to_vec();
    member.sync(&server).await;
    let after: Vec<Status> = member
        .device
        .acts()
        .values()
        .map(|own| own.status.clone())
        .collect();
    assert_eq!(&after[after.len() - before.len()..], before);
    nothing_is_wrong(&server).await;
}

async fn a_file_of_more_acts_than_one_exchange_takes_lands_whole(server: Server) {
    let (secretary, mut member) = planned(&server).await;
    let before = server.heads().await[COMMUNE];
    let count = ACTS_MAX + 100;
    for points in 0..count {
        member.scores(&book(CELL), "chi", i32::try_from(points % 10).unwrap());
    }
    let batches = member.waiting_by(ACTS_MAX);
    assert_eq!(batches.len(), 2);
    let file = file(&server, &member, &batches).await;
    let arrived: Arrived = secretary
        .session
        .post(&server, "/carried", &file)
        .await
        .read();
    assert_eq!(arrived.acts, count);
    assert_eq!(
        server.heads().await[COMMUNE],
        before + i64::try_from(count).unwrap()
    );
    member.hears_back(&arrived.returned.unwrap());
    assert_eq!(member.device.unsent(), 0);
}

async fn a_file_that_is_cut_altered_or_anothers_has_no_effect(server: Server) {
    let (secretary, mut member) = planned(&server).await;
    member.reports(&book(CELL), "chi");
    let whole = file(&server, &member, &member.waiting()).await;
    let before = server.heads().await;
    let bytes = token::decode(&whole.sealed).unwrap();
    let with = |bytes: &[u8]| Carried {
        sealed: token::encode(bytes),
        ..whole.clone()
    };
    let mut flipped = bytes.clone();
    flipped[40] ^= 1;
    let wrong = [
        (with(&bytes[..bytes.len() / 2]), ErrorCode::Malformed),
        (with(&[]), ErrorCode::Malformed),
        (with(&flipped), ErrorCode::Malformed),
        (with(&sealed(b"[{}]")), ErrorCode::Malformed),
        (
            Carried {
                device: "may-khac".to_owned(),
                ..whole.clone()
            },
            ErrorCode::NotFound,
        ),
        (
            Carried {
                v: 2,
                ..whole.clone()
            },
            ErrorCode::UnknownVersion,
        ),
    ];
    for (file, code) in wrong {
        let answer = secretary.session.post(&server, "/carried", &file).await;
        assert_eq!(answer.code(), code, "{file:?}");
    }
    assert_eq!(server.heads().await, before);
    // Somebody else's signature under the member's acts stops their series, and nothing else.
    let mut forged = member.waiting();
    forged[0].signature = token::encode(&[7; 64]);
    let forged = file(&server, &member, &forged).await;
    let answer = secretary.session.post(&server, "/carried", &forged).await;
    assert_eq!(answer.status, StatusCode::OK);
    let arrived: Arrived = answer.read();
    assert!(arrived.faults.contains_key(&member.series));
    assert_eq!(server.heads().await, before);
    nothing_is_wrong(&server).await;
}

async fn a_file_of_a_key_that_was_revoked_takes_no_effect(server: Server) {
    let (secretary, mut member) = planned(&server).await;
    member.reports(&book(CELL), "chi");
    let file = file(&server, &member, &member.waiting()).await;
    let path = format!("/series/{}", member.series);
    let gone = member
        .session
        .send(
            &server,
            axum::http::Method::DELETE,
            &path,
            &serde_json::Value::Null,
        )
        .await;
    assert!(gone.status.is_success(), "{gone:?}");
    let before = server.heads().await[COMMUNE];
    let arrived: Arrived = secretary
        .session
        .post(&server, "/carried", &file)
        .await
        .read();
    assert!(arrived.acts > 0);
    assert_eq!(server.heads().await[COMMUNE], before);
}

async fn the_command_line_takes_a_file_as_well(server: Server) {
    let (_, mut member) = planned(&server).await;
    member.reports(&book(CELL), "chi");
    let waits = i64::try_from(member.device.unsent()).unwrap();
    let before = server.heads().await[COMMUNE];
    let carried = file(&server, &member, &member.waiting()).await;
    let path = server.folder.join("mang-theo.json");
    std::fs::write(&path, serde_json::to_vec(&carried).unwrap()).unwrap();
    let (data, file) = (server.data(), path.clone());
    let answer = Some(server.folder.join("mang-ve.json"));
    let import = Command::ImportActs { data, file, answer };
    let code = tokio::task::spawn_blocking(move || run(import));
    assert_eq!(
        format!("{:?}", code.await.unwrap().unwrap()),
        format!("{:?}", std::process::ExitCode::SUCCESS)
    );
    assert_eq!(server.heads().await[COMMUNE], before + waits);
    std::fs::write(&path, "{\"v\":1,").unwrap();
    let import = Command::ImportActs {
        data: server.data(),
        file: path,
        answer: None,
    };
    let broken = tokio::task::spawn_blocking(move || run(import));
    assert!(broken.await.unwrap().is_err());
    let back = std::fs::read(server.folder.join("mang-ve.json")).unwrap();
    member.hears_back(&serde_json::from_slice(&back).unwrap());
    assert_eq!(member.device.unsent(), 0);
    member.sync(&server).await;
    assert_eq!(server.heads().await[COMMUNE], before + waits);
    nothing_is_wrong(&server).await;
}
