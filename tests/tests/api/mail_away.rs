//! A mail server that is away, refuses an address or lets nobody in: what is to be told arrives later, once, and
//! who is concerned is told why not.

use roviec_backend::{
    clock::DAY_MS,
    digest::{Sent, send_due},
};
use roviec_shared::digest::MailProblem;

use crate::{
    digest::{
        CHI, DUNG, FRIDAY_23, MONDAY_26, THURSDAY_22, asks, digests, look, sent, subscribed,
        village,
    },
    harness::{Server, on_both_databases},
};

on_both_databases![
    what_a_mail_server_that_is_away_did_not_take_arrives_once_when_it_is_back,
    a_refused_address_is_told_to_its_owner_and_stands_in_nobodys_way,
    a_server_that_may_not_send_blames_no_address,
];

async fn what_a_mail_server_that_is_away_did_not_take_arrives_once_when_it_is_back(
    mut server: Server,
) {
    let mut mailbox = village(&mut server).await;
    let chi = subscribed(&server, &mailbox, "chi", "daily").await;
    mailbox.closes().await;
    server.clock.set(FRIDAY_23);
    assert_eq!(send_due(&server.state).await.unwrap(), sent(0, 0, 1));
    assert_eq!(
        look(&server, &chi).await.problem,
        Some(MailProblem::Unreachable)
    );
    // It waits before it tries again.
    assert_eq!(send_due(&server.state).await.unwrap(), Sent::default());
    mailbox.opens().await;
    assert_eq!(send_due(&server.state).await.unwrap(), Sent::default());
    server.clock.set(FRIDAY_23 + 5 * 60_000);
    let other = server.beside().await;
    let (one, two) = tokio::join!(send_due(&server.state), send_due(&other));
    assert_eq!(one.unwrap().sent + two.unwrap().sent, 1);
    server.clock.set(FRIDAY_23 + DAY_MS / 4);
    assert_eq!(send_due(&other).await.unwrap(), Sent::default());
    assert_eq!(digests(mailbox.letters_to(CHI)).len(), 1);
    let wanted = look(&server, &chi).await;
    assert_eq!((wanted.problem, wanted.sent.is_some()), (None, true));
    other.database.close().await;
}

async fn a_refused_address_is_told_to_its_owner_and_stands_in_nobodys_way(mut server: Server) {
    let mailbox = village(&mut server).await;
    let chi = subscribed(&server, &mailbox, "chi", "daily").await;
    let dung = subscribed(&server, &mailbox, "dung", "daily").await;
    mailbox.refuses(CHI);
    server.clock.set(THURSDAY_22);
    assert_eq!(send_due(&server.state).await.unwrap(), sent(1, 0, 1));
    assert_eq!(digests(mailbox.letters_to(DUNG)).len(), 1);
    assert_eq!(
        look(&server, &chi).await.problem,
        Some(MailProblem::Refused)
    );
    assert_eq!(look(&server, &dung).await.problem, None);
    // Once a day, and after three days no more.
    server.clock.set(THURSDAY_22 + 60_000);
    assert_eq!(send_due(&server.state).await.unwrap(), Sent::default());
    server.clock.set(FRIDAY_23);
    assert_eq!(send_due(&server.state).await.unwrap(), sent(1, 0, 1));
    server.clock.set(MONDAY_26);
    assert_eq!(send_due(&server.state).await.unwrap(), sent(1, 0, 1));
    assert_eq!(
        look(&server, &chi).await.problem,
        Some(MailProblem::Stopped)
    );
    server.clock.set(MONDAY_26 + DAY_MS);
    assert_eq!(send_due(&server.state).await.unwrap(), sent(1, 0, 0));
    // Given anew, it is confirmed anew; that it is refused is said at once, and nothing typed is lost.
    let wanted = asks(&server, &chi, CHI, "daily").await.wanted.unwrap();
    assert_eq!(wanted.problem, Some(MailProblem::Refused));
    assert_eq!((wanted.address.as_str(), wanted.is_confirmed), (CHI, false));
    mailbox.takes_again(CHI);
    subscribed(&server, &mailbox, "chi", "daily").await;
    server.clock.set(MONDAY_26 + 2 * DAY_MS);
    assert_eq!(send_due(&server.state).await.unwrap(), sent(2, 0, 0));
}

async fn a_server_that_may_not_send_blames_no_address(mut server: Server) {
    let mailbox = village(&mut server).await;
    let chi = subscribed(&server, &mailbox, "chi", "daily").await;
    server.sends_by(&mailbox.config_with_a_wrong_password());
    server.clock.set(FRIDAY_23);
    assert_eq!(send_due(&server.state).await.unwrap(), sent(0, 0, 1));
    assert_eq!(
        look(&server, &chi).await.problem,
        Some(MailProblem::Unreachable)
    );
    server.sends_by(&mailbox.config());
    server.clock.set(FRIDAY_23 + DAY_MS / 4);
    assert_eq!(send_due(&server.state).await.unwrap(), sent(1, 0, 0));
}
