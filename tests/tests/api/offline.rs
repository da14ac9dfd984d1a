//! Who was without a line for long loses nothing, and nothing counts twice.

use std::collections::BTreeSet;

use roviec_shared::sync::device::{Line, Status};

use crate::{
    away::{ACTS, comes_back, enters, leaves, months},
    harness::{Kind, server},
    sync::nothing_is_wrong,
    tablet::Wire,
    village::COMMUNE,
};

#[tokio::test]
async fn thirty_days_offline_with_five_thousand_acts_catch_up_each_accepted_once() {
    let server = server(Kind::Sqlite).await;
    let mut tablet = leaves(&server).await;
    enters(&mut tablet);
    assert_eq!(tablet.device.unsent(), ACTS);
    comes_back(&server).await;
    let before = server.heads().await[COMMUNE];

    // The session has ended meanwhile: nothing is lost by that, and the password is asked for.
    tablet.sync(&server).await;
    assert_eq!(tablet.device.line(), Line::SignedOut);
    assert_eq!(tablet.device.unsent(), ACTS);
    assert_eq!(server.heads().await[COMMUNE], before);
    tablet.session = server.session_of("diu").await;
    // The line is as bad as it was.
    let bad = [Wire::Works, Wire::LosesAnswer, Wire::LosesRequest];
    tablet.wire.extend(bad.into_iter().cycle().take(9));
    tablet.signs_in_again(&server).await;

    assert_eq!(tablet.device.unsent(), 0);
    let refused = tablet.device.refused().next();
    let refused = refused.map(|(own, refusal)| (&own.act, refusal));
    assert_eq!(refused, None);
    let acts = i64::try_from(ACTS).unwrap();
    assert_eq!(server.heads().await[COMMUNE], before + acts);
    let statuses = tablet.device.acts().values().map(|own| &own.status);
    let numbers: BTreeSet<u64> = statuses
        .map(|status| match status {
            Status::Accepted { number, .. } => *number,
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(numbers.len(), ACTS);
    // And it has what happened meanwhile: another tablet of the same person comes to the same.
    let mut other = server.tablet_named("diu", "may-2").await;
    other.sync(&server).await;
    tablet.sync(&server).await;
    for month in months() {
        assert_eq!(other.book(&month), tablet.book(&month));
    }
    nothing_is_wrong(&server).await;
}
