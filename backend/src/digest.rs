//! The digest by mail: who wants it is told on working mornings what waits for them, and only where something
//! does. What waits is `shared`'s to say ([`Looking`](roviec_shared::due::Looking)).

mod gather;
mod want;
mod words;

use std::{collections::BTreeSet, time::Duration};

use roviec_shared::{
    digest::{Address, MailProblem, Rhythm},
    month::Day,
};
use tokio::time::{MissedTickBehavior, interval};

use crate::{
    app::AppState,
    clock::{DAY_MS, VIETNAM_OFFSET_MS},
    database::{ClaimedDigest, DigestRow, DueDigests},
    error::Error,
    exchange::Foundation,
    mail::{Letter, Mail},
};

pub use want::{confirm, look, put, turn_off};

/// Digests go out from this hour on, in Việt Nam: they are there when work begins.
const FROM_HOUR: i64 = 6;
/// How often a server looks whether one is due.
const LOOK_AGAIN: Duration = Duration::from_secs(60);
/// How long a process has for one digest before another may take it.
const CLAIM_MS: i64 = 10 * 60_000;
/// How long it waits after the first failure, the second…; after the last the digest is given up, and what
/// it would have told stands in the next.
const RETRY_MS: [i64; 7] = [
    5 * 60_000,
    15 * 60_000,
    30 * 60_000,
    60 * 60_000,
    2 * 60 * 60_000,
    2 * 60 * 60_000,
    2 * 60 * 60_000,
];
/// An address that was refused so often in a row gets nothing more until it is given anew: mail servers take
/// who goes on for a sender of unwanted mail.
const REFUSALS_MAX: i64 = 3;

/// How it went.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sent {
    /// Digests that went out.
    pub sent: usize,
    /// People for whom nothing waits.
    pub nothing: usize,
    /// Digests that did not go out.
    pub failed: usize,
}

/// Goes on until it is dropped: sends what is due, looked for every minute. A failure is logged.
pub async fn run(state: AppState) {
    let mut minutes = interval(LOOK_AGAIN);
    minutes.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        minutes.tick().await;
        if !is_morning(state.clock.now_ms()) {
            continue;
        }
        match send_due(&state).await {
            Ok(sent) if sent.failed > 0 => {
                tracing::warn!(?sent, "digests did not go out, and are tried again");
            }
            Ok(_) => {}
            Err(error) => {
                tracing::error!(%error, "the digests that are due could not be looked for")
            }
        }
    }
}

/// Whether digests go out by themselves at this time of the day.
fn is_morning(now_ms: i64) -> bool {
    let of_day = (now_ms + VIETNAM_OFFSET_MS).rem_euclid(DAY_MS);
    of_day >= FROM_HOUR * 3_600_000
}

/// Sends what is due now, each to one person and by one process. One that fails stands in no other's way.
pub async fn send_due(state: &AppState) -> Result<Sent, Error> {
    let mut done = Sent::default();
    let Some(mail) = &state.mail else {
        return Ok(done);
    };
    while let Some((claimed, until_ms)) = claim(state).await? {
        let came = deal_with(state, mail, &claimed).await;
        match &came {
            Ok(Told::Sent) => done.sent += 1,
            Ok(Told::Nothing) => done.nothing += 1,
            Ok(Told::Not(_)) => done.failed += 1,
            Err(error) => {
                tracing::error!(%error, account = claimed.account, "a digest could not be made");
                done.failed += 1;
            }
        }
        let told = came.unwrap_or(Told::Not(None));
        let row = after(&claimed, told, state.clock.now_ms(), state.clock.today());
        let mut transaction = state.database.write().await?;
        transaction
            .finish_digest(&claimed.account, until_ms, &row)
            .await?;
        transaction.commit().await?;
    }
    Ok(done)
}

/// One that is due, and until when it is this process's.
async fn claim(state: &AppState) -> Result<Option<(ClaimedDigest, i64)>, Error> {
    let mut transaction = state.database.write().await?;
    let foundation = Foundation::read(state, &mut transaction).await?;
    let holidays: BTreeSet<Day> = foundation
        .rules
        .book
        .iter()
        .flat_map(|rules| rules.calendar.holidays.iter().copied())
        .collect();
    let newest = |rhythm: Rhythm| rhythm.newest(foundation.today, &holidays);
    let (Some(daily), Some(weekly)) = (newest(Rhythm::Daily), newest(Rhythm::Weekly)) else {
        return Ok(None);
    };
    let due = DueDigests {
        daily,
        weekly,
        now_ms: foundation.now_ms,
        refusals_max: REFUSALS_MAX,
    };
    let until_ms = foundation.now_ms + CLAIM_MS;
    let claimed = transaction.claim_digest(&due, until_ms).await?;
    transaction.commit().await?;
    Ok(claimed.map(|claimed| (claimed, until_ms)))
}

/// What came of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Told {
    /// It went out.
    Sent,
    /// Nothing waits.
    Nothing,
    /// It did not; why not, where that is the mail server's doing.
    Not(Option<MailProblem>),
}

async fn deal_with(state: &AppState, mail: &Mail, claimed: &ClaimedDigest) -> Result<Told, Error> {
    let waiting = gather::waiting(state, claimed).await?;
    if waiting.is_empty() {
        return Ok(Told::Nothing);
    }
    let row = &claimed.row;
    let today = state.clock.today();
    let to = Address::parse(&row.address)
        .map_err(|fault| Error::Operator(format!("địa chỉ đã lưu không hợp lệ ({fault})")))?;
    let (subject, body) = words::digest(row, &waiting, &mail.public_url, today);
    let letter = Letter {
        about: format!("digest {} {today} {}", claimed.account, row.address),
        now_ms: state.clock.now_ms(),
        to,
        subject,
        body,
    };
    Ok(match mail.send(&letter).await {
        Ok(()) => Told::Sent,
        Err(problem) => Told::Not(Some(problem)),
    })
}

/// Where a digest stands after it was dealt with.
fn after(claimed: &ClaimedDigest, told: Told, now_ms: i64, today: Day) -> DigestRow {
    let mut row = claimed.row.clone();
    match told {
        Told::Sent | Told::Nothing => {
            row.since = today;
            row.finished = today;
            row.failures = 0;
            row.next_at = now_ms;
        }
        Told::Not(_) => {}
    }
    match told {
        Told::Sent => {
            row.sent = Some(today);
            row.refusals = 0;
            row.problem = None;
        }
        Told::Nothing => {}
        // It is not tried again today: the answer was a final one.
        Told::Not(Some(MailProblem::Refused)) => {
            row.refusals += 1;
            row.finished = today;
            row.failures = 0;
            row.next_at = now_ms;
            let is_last = row.refusals >= REFUSALS_MAX;
            row.problem = Some(if is_last {
                MailProblem::Stopped
            } else {
                MailProblem::Refused
            });
        }
        Told::Not(problem) => {
            row.problem = problem.or(row.problem);
            let wait = usize::try_from(row.failures).ok();
            match wait.and_then(|failures| RETRY_MS.get(failures)) {
                Some(wait) => {
                    row.failures += 1;
                    row.next_at = now_ms + wait;
                }
                None => {
                    tracing::warn!(
                        account = claimed.account,
                        "a digest was given up until the next"
                    );
                    row.failures = 0;
                    row.finished = today;
                    row.next_at = now_ms;
                }
            }
        }
    }
    row
}

#[cfg(test)]
mod tests;
