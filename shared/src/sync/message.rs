//! What a device and the server say to each other. Short names, because a bad line carries them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::series::{Hash, WireAct};
use crate::{
    id::{ActRef, SeriesId, UnitId},
    month::Day,
    refusal::Refusal,
    view::{BucketId, Parts},
};

/// The protocol that this program speaks.
pub const VERSION: u32 = 1;
/// Acts in one request, at most.
pub const ACTS_MAX: usize = 1_024;
/// Series in one request, at most.
pub const SERIES_MAX: usize = 64;
/// Bytes of one request's body, unpacked.
pub const REQUEST_BYTES_MAX: usize = 4 << 20;
/// Bytes of changed buckets in one answer, about, before packing.
pub const ANSWER_BYTES: usize = 1 << 20;

/// `POST /api/sync`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SyncRequest {
    /// [`VERSION`].
    pub v: u32,
    /// Counts the device's requests and survives its restarts: a late answer is not taken for another's.
    #[serde(rename = "n")]
    pub request: u64,
    /// The epoch that the cursors count in; none before the first answer. No other one's acts are taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub epoch: Option<String>,
    /// The device.
    pub device: String,
    /// The account that the device means: a mismatch with the session has no effect.
    pub account: String,
    /// After a lost answer: which verdicts are there?
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ask: Vec<Question>,
    /// New acts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub batches: Vec<Batch>,
    /// Up to which number the buckets of a ledger are complete.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub cursors: BTreeMap<UnitId, u64>,
    /// Buckets that lag behind their ledger's cursor.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub lagging: BTreeMap<BucketId, u64>,
    /// Digest of the ids of all buckets held: the server sends the list where its own differs.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub scope: String,
    /// Nothing is to be pulled with this request.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub only_verdicts: bool,
}

impl SyncRequest {
    /// Whether a server of this epoch takes the acts that it brings. What was on its way while the server
    /// came back from a backup may hold acts whose verdicts their author has heard since: nobody knows that
    /// but the device, which sends them again once it has heard of the new epoch.
    #[must_use]
    pub fn is_of(&self, epoch: &str) -> bool {
        self.epoch.as_deref() == Some(epoch)
    }

    /// The acts of which the device says in this epoch that they wait.
    pub fn waits(&self, epoch: &str) -> impl Iterator<Item = ActRef> {
        let is_said = self.is_of(epoch) && !self.only_verdicts;
        let asked = self.ask.iter().filter(move |_| is_said);
        asked.flat_map(|question| {
            let to = question
                .to
                .min(question.from.saturating_add(ACTS_MAX as u64));
            (question.from..=to).map(|number| ActRef {
                series: question.series.clone(),
                number,
            })
        })
    }
}

/// Verdicts are asked for by number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// Whose.
    #[serde(rename = "s")]
    pub series: SeriesId,
    /// From this number.
    #[serde(rename = "a")]
    pub from: u64,
    /// To this one.
    #[serde(rename = "b")]
    pub to: u64,
}

/// Consecutive acts of one series; the last one is signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Batch {
    /// Whose.
    #[serde(rename = "s")]
    pub series: SeriesId,
    /// The number of the first.
    #[serde(rename = "a")]
    pub first: u64,
    /// The hash of the act before the first; all zero before number 1.
    #[serde(rename = "h")]
    pub before: Hash,
    /// The acts.
    pub acts: Vec<WireAct>,
    /// Those among them that the server refused before it came back from a backup: they fill their
    /// numbers, or end their waiting where the backup holds them, and stay refused, whatever they would
    /// do now.
    #[serde(rename = "r", default, skip_serializing_if = "BTreeMap::is_empty")]
    pub refused: BTreeMap<u64, Refusal>,
    /// Over series, number and hash of the last: 64 bytes, base64url.
    #[serde(rename = "sig")]
    pub signature: String,
}

/// How far the server holds a series, of what was asked for or sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// The last number held; 0 for none.
    #[serde(rename = "n")]
    pub number: u64,
    /// The hash of that act: where the device's own differs, its number names another act there.
    #[serde(rename = "h")]
    pub hash: Hash,
}

/// What the server says of an act.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "is")]
pub enum Verdict {
    /// Final. It is in the ledger.
    Accepted {
        /// Which ledger.
        ledger: UnitId,
        /// Its number there.
        number: u64,
        /// The day it arrived.
        day: Day,
    },
    /// Final. It does not hold.
    Refused {
        /// Why.
        refusal: Refusal,
    },
    /// Not final: it rests on an act that the server has not seen yet.
    Held {
        /// Which.
        on: ActRef,
    },
    /// Not final: the server has it but could not run it, and tries again after an upgrade.
    SetAside,
}

impl Verdict {
    /// Whether it stays.
    pub fn is_final(&self) -> bool {
        matches!(self, Verdict::Accepted { .. } | Verdict::Refused { .. })
    }
}

/// Verdicts of consecutive acts: six hundred acceptances take a few bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// Whose.
    #[serde(rename = "s")]
    pub series: SeriesId,
    /// The first act.
    #[serde(rename = "a")]
    pub from: u64,
    /// The last act.
    #[serde(rename = "b")]
    pub to: u64,
    /// Of the first; the following acceptances have the following ledger numbers.
    #[serde(flatten)]
    pub verdict: Verdict,
}

/// Packs verdicts, sorted by series and number, into runs.
pub fn pack(verdicts: impl IntoIterator<Item = (ActRef, Verdict)>) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (name, verdict) in verdicts {
        if let Some(last) = runs.last_mut()
            && last.series == name.series
            && last.to + 1 == name.number
            && follows(&last.verdict, last.to - last.from + 1, &verdict)
        {
            last.to = name.number;
            continue;
        }
        runs.push(Run {
            series: name.series,
            from: name.number,
            to: name.number,
            verdict,
        });
    }
    runs
}

fn follows(first: &Verdict, after: u64, next: &Verdict) -> bool {
    match (first, next) {
        (
            Verdict::Accepted {
                ledger,
                number,
                day,
            },
            Verdict::Accepted {
                ledger: next_ledger,
                number: next_number,
                day: next_day,
            },
        ) => ledger == next_ledger && day == next_day && number + after == *next_number,
        (Verdict::SetAside, Verdict::SetAside) => true,
        _ => false,
    }
}

impl Run {
    /// The verdicts one by one.
    pub fn unpack(&self) -> impl Iterator<Item = (ActRef, Verdict)> {
        // A run is as long as a request at most; a longer one is not the server's.
        let to = self.to.min(
            self.from
                .saturating_add(ACTS_MAX as u64 * SERIES_MAX as u64),
        );
        (self.from..=to).map(|number| {
            let verdict = match &self.verdict {
                Verdict::Accepted {
                    ledger,
                    number: first,
                    day,
                } => Verdict::Accepted {
                    ledger: ledger.clone(),
                    number: first.saturating_add(number - self.from),
                    day: *day,
                },
                other => other.clone(),
            };
            (
                ActRef {
                    series: self.series.clone(),
                    number,
                },
                verdict,
            )
        })
    }
}

/// Why a batch as a whole had no effect.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "why")]
pub enum BatchFault {
    /// The server has fewer acts of this series: send from here.
    Gap {
        /// The next number that it takes.
        next: u64,
    },
    /// The same number with another hash: a copied profile. The device starts a new series from here on.
    Forked {
        /// The first number that differs.
        from: u64,
    },
    /// The signature is not the key's.
    Signature,
    /// No such key: register it again after a password sign-in.
    UnknownKey,
}

/// What is new in a bucket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Which.
    #[serde(rename = "b")]
    pub bucket: BucketId,
    /// Its ledger.
    #[serde(rename = "l")]
    pub ledger: UnitId,
    /// What.
    #[serde(flatten)]
    pub what: What,
}

/// What is new in a bucket, by content or by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// Changed parts.
    Parts(Parts),
    /// Only the device's own acts changed it: this is the digest of what it comes to.
    Yours(String),
}

/// The answer to a [`SyncRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SyncAnswer {
    /// [`VERSION`].
    pub v: u32,
    /// Which request.
    #[serde(rename = "n")]
    pub request: u64,
    /// In which ledger numbers and cursors count.
    pub epoch: String,
    /// After a wipe on purpose: what was accepted in an earlier epoch is not sent again.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub forgets: bool,
    /// What became of the acts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub verdicts: Vec<Run>,
    /// How far the server holds each series that was asked for or sent, at most up to the last number
    /// asked for. For another's series this is all that is said.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub holds: BTreeMap<SeriesId, Receipt>,
    /// Batches without effect.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub faults: BTreeMap<SeriesId, BatchFault>,
    /// The buckets in scope, where the device holds others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<Vec<BucketId>>,
    /// What changed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<Change>,
    /// Up to which number every bucket of a ledger is complete now, but those that lag.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub cursors: BTreeMap<UnitId, u64>,
    /// Buckets for which there was no room: ask again from here.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub lagging: BTreeMap<BucketId, u64>,
    /// Up to which number a backup was read back.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub safe: BTreeMap<UnitId, u64>,
    /// The server's time, milliseconds since 1970.
    #[serde(rename = "t")]
    pub now_ms: i64,
    /// The server's day.
    pub today: Day,
    /// Which version of `GET /api/organisation` holds for who asks; another one is to be fetched.
    #[serde(rename = "o", default, skip_serializing_if = "String::is_empty")]
    pub organisation: String,
    /// There is more to pull.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub more: bool,
}

#[cfg(test)]
mod tests;
