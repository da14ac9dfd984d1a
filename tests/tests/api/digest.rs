//! The digest by mail, against a real mail server: it is asked for, confirmed, goes out once, says what waits
//! and nothing of a rating, and ends when it is not wanted any more.

use std::net::Ipv4Addr;

use axum::http::{Method, StatusCode};
use roviec_backend::{
    clock::DAY_MS,
    command::{Command, run, serve_until},
    config::{ListenConfig, MailConfig},
    digest::{Sent, send_due},
};
use roviec_shared::{
    act::{Deed, Reminded},
    api::ErrorCode,
    digest::{DigestView, Rhythm, Wanted},
};
use serde_json::json;
use tokio::sync::oneshot;

use crate::{
    harness::{NOON, Person, Server, on_both_databases},
    mailbox::{Letter, Mailbox},
    village::{CELL, book, person},
    whole_month::goes_through,
};

on_both_databases![
    a_digest_is_asked_for_confirmed_goes_out_once_though_two_servers_look_and_ends,
    of_many_digests_that_two_servers_send_at_once_each_goes_out_once,
    a_server_that_serves_sends_by_itself,
    a_weekly_digest_goes_out_on_monday_alone,
    a_letter_tells_that_something_waits_and_nothing_of_a_rating,
    nobodys_mailbox_is_filled_with_codes_and_no_code_is_guessed,
    without_a_mail_server_no_digest_is_offered,
];

/// 15 October 2026 was a Thursday; three days before its last day the self-score is told.
const FRIDAY_16: i64 = NOON + DAY_MS;
pub const THURSDAY_22: i64 = NOON + 7 * DAY_MS;
pub const FRIDAY_23: i64 = NOON + 8 * DAY_MS;
const SATURDAY_24: i64 = NOON + 9 * DAY_MS;
pub const MONDAY_26: i64 = NOON + 11 * DAY_MS;

pub const CHI: &str = "chi@example.vn";
pub const DUNG: &str = "dung@example.vn";

/// A village whose server sends mail.
pub async fn village(server: &mut Server) -> Mailbox {
    server.village().await;
    let mailbox = Mailbox::open().await;
    server.sends_by(&mailbox.config());
    mailbox
}

pub async fn asks(server: &Server, who: &Person, address: &str, rhythm: &str) -> DigestView {
    let form = json!({ "address": address, "rhythm": rhythm, "tongue": "vi" });
    who.post(server, "/digest", &form).await.read()
}

async fn confirms(server: &Server, who: &Person, code: &str) -> DigestView {
    let form = json!({ "code": code });
    who.post(server, "/digest/confirm", &form).await.read()
}

pub async fn look(server: &Server, who: &Person) -> Wanted {
    let view: DigestView = who.get(server, "/digest").await.read();
    view.wanted.unwrap()
}

/// Somebody who gets a digest.
pub async fn subscribed(server: &Server, mailbox: &Mailbox, who: &str, rhythm: &str) -> Person {
    let session = server.session_of(who).await;
    let address = format!("{who}@example.vn");
    asks(server, &session, &address, rhythm).await;
    let code = mailbox.letters_to(&address).pop().unwrap().code();
    assert!(
        confirms(server, &session, &code)
            .await
            .wanted
            .unwrap()
            .is_confirmed
    );
    session
}

pub fn digests(letters: Vec<Letter>) -> Vec<Letter> {
    let is_digest = |letter: &Letter| !letter.body.contains("Mã xác nhận");
    letters.into_iter().filter(is_digest).collect()
}

pub fn sent(sent: usize, nothing: usize, failed: usize) -> Sent {
    Sent {
        sent,
        nothing,
        failed,
    }
}

async fn a_digest_is_asked_for_confirmed_goes_out_once_though_two_servers_look_and_ends(
    mut server: Server,
) {
    let mailbox = village(&mut server).await;
    let chi = server.session_of("chi").await;
    let view: DigestView = chi.get(&server, "/digest").await.read();
    assert!(view.is_offered && view.wanted.is_none());
    let form = json!({ "address": "chi@example", "rhythm": "daily", "tongue": "vi" });
    let answer = chi.post(&server, "/digest", &form).await;
    assert_eq!(answer.code(), ErrorCode::UnfitAddress);
    assert_eq!(mailbox.knocks(), 0);

    let wanted = asks(&server, &chi, CHI, "daily").await.wanted.unwrap();
    assert_eq!(
        (wanted.address.as_str(), wanted.is_confirmed, wanted.problem),
        (CHI, false, None)
    );
    // Until the code is given nothing else goes there.
    server.clock.set(FRIDAY_23);
    assert_eq!(send_due(&server.state).await.unwrap(), Sent::default());
    server.clock.set(NOON);
    let letters = mailbox.letters_to(CHI);
    assert_eq!(letters.len(), 1);
    let code = letters[0].code();
    let wrong = if code == "123456" { "123457" } else { "123456" };
    let answer = chi
        .post(&server, "/digest/confirm", &json!({ "code": wrong }))
        .await;
    assert_eq!(answer.code(), ErrorCode::WrongCode);
    assert!(!look(&server, &chi).await.is_confirmed);
    // As people copy it.
    let spaced = format!(" {} {} ", &code[..3], &code[3..]);
    assert!(
        confirms(&server, &chi, &spaced)
            .await
            .wanted
            .unwrap()
            .is_confirmed
    );

    // Nothing is urgent yet: no letter.
    assert_eq!(send_due(&server.state).await.unwrap(), Sent::default());
    server.clock.set(FRIDAY_16);
    assert_eq!(send_due(&server.state).await.unwrap(), sent(0, 1, 0));
    assert_eq!(mailbox.letters().len(), 1);

    // It is now: whoever of two servers looks first sends it, at once or one after the other.
    server.clock.set(THURSDAY_22);
    let other = server.beside().await;
    let (one, two) = tokio::join!(send_due(&server.state), send_due(&other));
    assert_eq!(one.unwrap().sent + two.unwrap().sent, 1);
    assert_eq!(send_due(&other).await.unwrap(), Sent::default());
    assert_eq!(send_due(&server.state).await.unwrap(), Sent::default());
    let letters = digests(mailbox.letters());
    assert_eq!(letters.len(), 1);
    let letter = &letters[0];
    assert_eq!(letter.to, [CHI]);
    assert_eq!(letter.subject, "Rõ Việc: 1 việc đang chờ");
    assert!(letter.raw.is_ascii(), "{}", letter.raw);
    assert!(
        letter.body.contains("tính đến ngày 22/10/2026"),
        "{}",
        letter.body
    );
    assert!(letter.body.contains("Hạn 25/10/2026."), "{}", letter.body);
    assert!(
        letter.body.contains("https://viec.example.vn\n"),
        "{}",
        letter.body
    );
    assert_eq!(letter.header("From"), "Rõ Việc <viec@example.vn>");
    assert_eq!(letter.header("Auto-Submitted"), "auto-generated");
    assert!(
        letter
            .header("Date")
            .starts_with("Thu, 22 Oct 2026 01:00:00")
    );
    let day = look(&server, &chi).await.sent.unwrap();
    assert_eq!(day.to_string(), "22/10/2026");

    // The next working day it comes again; on Saturday nothing does.
    server.clock.set(FRIDAY_23);
    assert_eq!(send_due(&server.state).await.unwrap(), sent(1, 0, 0));
    server.clock.set(SATURDAY_24);
    assert_eq!(send_due(&server.state).await.unwrap(), Sent::default());
    let view = chi.send(&server, Method::DELETE, "/digest", &()).await;
    assert_eq!(view.read::<DigestView>().wanted, None);
    server.clock.set(MONDAY_26);
    assert_eq!(send_due(&server.state).await.unwrap(), Sent::default());
    assert_eq!(digests(mailbox.letters()).len(), 2);
    other.database.close().await;
}

async fn of_many_digests_that_two_servers_send_at_once_each_goes_out_once(mut server: Server) {
    let mailbox = village(&mut server).await;
    let people = ["diu", "binh", "chi", "dung", "nga", "phong", "quy", "kien"];
    for who in people {
        subscribed(&server, &mailbox, who, "daily").await;
    }
    server.clock.set(THURSDAY_22);
    let (other, third) = (server.beside().await, server.beside().await);
    let (one, two, three) =
        tokio::join!(send_due(&server.state), send_due(&other), send_due(&third));
    let all = [one.unwrap(), two.unwrap(), three.unwrap()];
    assert_eq!(
        all.iter().map(|sent| sent.sent).sum::<usize>(),
        people.len()
    );
    for who in people {
        let letters = mailbox.letters_to(&format!("{who}@example.vn"));
        assert_eq!(digests(letters).len(), 1, "{who}");
    }
    for state in [other, third] {
        state.database.close().await;
    }
}

async fn a_server_that_serves_sends_by_itself(mut server: Server) {
    let mailbox = village(&mut server).await;
    subscribed(&server, &mailbox, "chi", "daily").await;
    server.clock.set(FRIDAY_23);
    let listen = ListenConfig {
        listen: (Ipv4Addr::LOCALHOST, 0).into(),
        tls_cert: None,
        tls_key: None,
    };
    let (stop, stopped) = oneshot::channel::<()>();
    let serving = tokio::spawn(serve_until(server.beside().await, listen, async {
        let _ = stopped.await;
    }));
    mailbox.holds(2).await;
    assert_eq!(digests(mailbox.letters_to(CHI)).len(), 1);
    stop.send(()).unwrap();
    serving.await.unwrap().unwrap();
}

async fn a_weekly_digest_goes_out_on_monday_alone(mut server: Server) {
    let mailbox = village(&mut server).await;
    let chi = subscribed(&server, &mailbox, "chi", "weekly").await;
    for day in 1..=10 {
        server.clock.set(NOON + day * DAY_MS);
        // On Monday 19 October the self-score is due within the week.
        let expected = if day == 4 {
            sent(1, 0, 0)
        } else {
            Sent::default()
        };
        assert_eq!(send_due(&server.state).await.unwrap(), expected, "{day}");
    }
    // Another rhythm at the same address needs no other code, and holds from the next day on.
    let wanted = asks(&server, &chi, CHI, "daily").await.wanted.unwrap();
    assert_eq!((wanted.is_confirmed, wanted.rhythm), (true, Rhythm::Daily));
    server.clock.set(MONDAY_26);
    assert_eq!(send_due(&server.state).await.unwrap(), sent(1, 0, 0));
    // A new address does.
    let wanted = asks(&server, &chi, "khac@example.vn", "daily")
        .await
        .wanted
        .unwrap();
    assert!(!wanted.is_confirmed);
    server.clock.set(MONDAY_26 + DAY_MS);
    assert_eq!(send_due(&server.state).await.unwrap(), Sent::default());
    assert_eq!(digests(mailbox.letters()).len(), 2);
}

/// What stands in no letter: names, units, levels, remarks, the words of a reminder.
const CONFIDENTIAL: [&str; 17] = [
    "Dịu",
    "Bình",
    "Hoàng Thị Chi",
    "Dũng",
    "Minh",
    CELL,
    "dai-dong",
    "Yên Bình",
    "Hoàn thành",
    "xuất sắc",
    "Gương mẫu",
    "Lời nhắc riêng",
    "hiến đất",
    "đảng",
    "chi bộ",
    "excellent",
    "good",
];

async fn a_letter_tells_that_something_waits_and_nothing_of_a_rating(mut server: Server) {
    let mailbox = village(&mut server).await;
    for who in ["diu", "chi", "dung", "hoa", "minh", "nga"] {
        subscribed(&server, &mailbox, who, "daily").await;
    }
    // The secretary of the other cell reminds a member there of the next month's work, in her own words.
    subscribed(&server, &mailbox, "quy", "daily").await;
    let other = book(crate::village::OTHER_CELL);
    let mut nga = server.tablet("nga").await;
    nga.sync(&server).await;
    let text = "Lời nhắc riêng".to_owned();
    nga.does(
        &other,
        Deed::Remind {
            day: server.clock.today(),
            unit: String::new(),
            people: [(person("quy"), Reminded { text })].into(),
        },
    );
    nga.sync(&server).await;
    assert_eq!(nga.device.refused().count(), 0);
    let played = goes_through(&server).await;
    assert_eq!(played.office.device.refused().count(), 0);

    server.clock.set(FRIDAY_16);
    let done = send_due(&server.state).await.unwrap();
    assert_eq!(done.failed, 0);
    let letters = digests(mailbox.letters());
    assert_eq!(letters.len(), done.sent);
    let of = |who: &str| {
        let address = format!("{who}@example.vn");
        let to = letters
            .iter()
            .find(|letter| letter.to == [address.as_str()]);
        to.map(|letter| letter.body.clone()).unwrap_or_default()
    };
    // The announcement reached the rated, and nobody else; a reminder who was reminded.
    for who in ["diu", "chi", "dung"] {
        assert!(
            of(who).contains("đã có thông báo kết quả"),
            "{who}: {}",
            of(who)
        );
    }
    for who in ["hoa", "minh", "nga", "quy"] {
        assert!(!of(who).contains("thông báo kết quả"), "{who}: {}", of(who));
    }
    assert!(
        of("quy").contains("Đã được nhắc ngày 15/10/2026."),
        "{}",
        of("quy")
    );
    for letter in &letters {
        let said = format!("{}\n{}", letter.subject, letter.body);
        for secret in CONFIDENTIAL {
            assert!(!said.contains(secret), "{secret} stands in {said}");
        }
        let points = said.split(|c: char| !c.is_ascii_digit() && c != ',');
        assert!(
            points
                .clone()
                .all(|number| !number.trim_matches(',').contains(',')),
            "{said}"
        );
    }
    // News is told once.
    server.clock.set(FRIDAY_16 + 3 * DAY_MS);
    send_due(&server.state).await.unwrap();
    let again = digests(mailbox.letters_to(CHI));
    let told = again
        .iter()
        .filter(|letter| letter.body.contains("thông báo kết quả"));
    assert_eq!(told.count(), 1);
}

async fn nobodys_mailbox_is_filled_with_codes_and_no_code_is_guessed(mut server: Server) {
    let mailbox = village(&mut server).await;
    let chi = server.session_of("chi").await;
    let ask = json!({ "address": DUNG, "rhythm": "daily", "tongue": "vi" });
    for _ in 0..5 {
        assert_eq!(
            chi.post(&server, "/digest", &ask).await.status,
            StatusCode::OK
        );
        // Turning it off between does not help.
        chi.send(&server, Method::DELETE, "/digest", &()).await;
    }
    let answer = chi.post(&server, "/digest", &ask).await;
    assert_eq!(answer.code(), ErrorCode::TooManyTries);
    assert_eq!(mailbox.letters().len(), 5);
    server.clock.set(FRIDAY_16);
    asks(&server, &chi, CHI, "daily").await;
    let code = mailbox.letters_to(CHI).pop().unwrap().code();
    for number in 0..5 {
        let wrong = format!("x{number}");
        let answer = chi
            .post(&server, "/digest/confirm", &json!({ "code": wrong }))
            .await;
        assert_eq!(answer.code(), ErrorCode::WrongCode);
    }
    let form = json!({ "code": code });
    let answer = chi.post(&server, "/digest/confirm", &form).await;
    assert_eq!(answer.code(), ErrorCode::WrongCode);
    // A new one holds for a day; the one before holds no more.
    asks(&server, &chi, CHI, "daily").await;
    let answer = chi.post(&server, "/digest/confirm", &form).await;
    assert_eq!(answer.code(), ErrorCode::WrongCode);
    let code = mailbox.letters_to(CHI).pop().unwrap().code();
    server.clock.set(FRIDAY_16 + DAY_MS);
    let form = json!({ "code": code });
    let answer = chi.post(&server, "/digest/confirm", &form).await;
    assert_eq!(answer.code(), ErrorCode::WrongCode);
}

async fn without_a_mail_server_no_digest_is_offered(mut server: Server) {
    let mailbox = village(&mut server).await;
    let chi = subscribed(&server, &mailbox, "chi", "daily").await;
    server.sends_by(&MailConfig::default());
    let view: DigestView = chi.get(&server, "/digest").await.read();
    assert!(!view.is_offered && view.wanted.is_some());
    let dung = server.session_of("dung").await;
    let form = json!({ "address": DUNG, "rhythm": "daily", "tongue": "vi" });
    let answer = dung.post(&server, "/digest", &form).await;
    assert_eq!(answer.code(), ErrorCode::NoMail);
    server.clock.set(FRIDAY_23);
    assert_eq!(send_due(&server.state).await.unwrap(), Sent::default());
    let command = Command::Digest {
        data: server.data(),
        mail: MailConfig::default(),
    };
    let ran = tokio::task::spawn_blocking(move || run(command))
        .await
        .unwrap();
    let words = ran.unwrap_err().to_string();
    assert!(words.contains("ROVIEC_SMTP"), "{words}");
    // What was wanted can still be ended.
    let view = chi.send(&server, Method::DELETE, "/digest", &()).await;
    assert_eq!(view.read::<DigestView>().wanted, None);
    assert_eq!(mailbox.letters().len(), 1);
}
