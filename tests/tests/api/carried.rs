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
        carried::{Arrived, CARRIED_PLACE, CARRIED_VERSION, Carried},
        device::Status,
        message::Batch,
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
    let (data, taken) = (server.data(), path.clone());
    let code = tokio::task::spawn_blocking(move || run(Command::ImportActs { data, file: taken }));
    assert_eq!(
        format!("{:?}", code.await.unwrap().unwrap()),
        format!("{:?}", std::process::ExitCode::SUCCESS)
    );
    assert_eq!(server.heads().await[COMMUNE], before + waits);
    std::fs::write(&path, "{\"v\":1,").unwrap();
    let data = server.data();
    let broken = tokio::task::spawn_blocking(move || run(Command::ImportActs { data, file: path }));
    assert!(broken.await.unwrap().is_err());
    member.sync(&server).await;
    assert_eq!(server.heads().await[COMMUNE], before + waits);
    nothing_is_wrong(&server).await;
}
