//! How things are written down: each form has its version and stays readable for ever.

use std::collections::{BTreeMap, BTreeSet};

use roviec_shared::{
    id::{ActRef, PersonId, SeriesId},
    month::Day,
    order::Gather,
    sync::{
        device::{Own, Status},
        series::{Hash, WireAct},
    },
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use super::Fault;

/// The form that this program writes: its sign stands before the JSON of the value.
const FORM: u8 = b'1';
/// So many acts of a series have their statuses in one value: six hundred verdicts are three writes.
const CHUNK: u64 = 256;

/// A value as it is written.
pub fn write<T: Serialize>(value: &T) -> Vec<u8> {
    let mut bytes = vec![FORM];
    // All that is stored has text keys, and a vector takes every byte: this cannot fail.
    let written = serde_json::to_writer(&mut bytes, value);
    debug_assert!(written.is_ok());
    bytes
}

/// A value as it was written.
///
/// # Errors
/// [`Fault::Unreadable`] for another form, or for none.
pub fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Fault> {
    match bytes {
        [FORM, value @ ..] => {
            // Read as text, as what comes from the server is: one reader for all kinds weighs half of two.
            let text = str::from_utf8(value).map_err(|_| Fault::Unreadable)?;
            serde_json::from_str(text).map_err(|_| Fault::Unreadable)
        }
        _ => Err(Fault::Unreadable),
    }
}

/// An act in the journal. It is written once and never changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActRecord {
    /// Series and number.
    #[serde(rename = "n")]
    pub name: ActRef,
    /// Whose key signs it.
    #[serde(rename = "by")]
    pub author: PersonId,
    /// As it is sent.
    #[serde(rename = "w")]
    pub wire: WireAct,
    /// The hash of the act before it.
    #[serde(rename = "b")]
    pub before: Hash,
    /// Its hash.
    #[serde(rename = "h")]
    pub hash: Hash,
    /// When it was confirmed, by this device's clock: for people's eyes.
    #[serde(rename = "t")]
    pub made_ms: i64,
    /// The signature over it alone, where its author's key is not at hand later: a colleague's act.
    #[serde(rename = "s", default, skip_serializing_if = "Option::is_none")]
    pub signature: Option<String>,
}

impl ActRecord {
    /// The act as the device's half of sync takes it; none where a newer program wrote it.
    pub fn own(&self, status: Status) -> Option<Own> {
        Some(Own {
            name: self.name.clone(),
            author: self.author.clone(),
            act: self.wire.read().ok()?,
            wire: self.wire.clone(),
            before: self.before,
            hash: self.hash,
            status,
        })
    }
}

/// The last act of a series on this device.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tip {
    /// Its number; 0 before the first.
    #[serde(rename = "n")]
    pub number: u64,
    /// Its hash; all zero before the first.
    #[serde(rename = "h")]
    pub hash: Hash,
}

/// Statuses of neighbouring acts; those without a verdict are not named.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chunk {
    /// By number.
    #[serde(rename = "s")]
    pub statuses: BTreeMap<u64, Status>,
}

/// The place of a chunk.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ChunkId {
    /// Of which series.
    pub series: SeriesId,
    /// Its number.
    pub number: u64,
}

impl ChunkId {
    /// The chunk that holds an act's status.
    pub fn of(name: &ActRef) -> Self {
        Self {
            series: name.series.clone(),
            number: name.number / CHUNK,
        }
    }
}

/// The chunks in which these acts stand, as they are now.
pub fn chunks<'a>(
    acts: &BTreeMap<ActRef, Own>,
    touched: impl IntoIterator<Item = &'a ActRef>,
) -> BTreeMap<ChunkId, Chunk> {
    let ids: BTreeSet<ChunkId> = touched.into_iter().map(ChunkId::of).into_set();
    ids.into_iter()
        .map(|id| {
            let at = |number| ActRef {
                series: id.series.clone(),
                number,
            };
            let range = at(id.number * CHUNK)..at((id.number + 1) * CHUNK);
            let statuses = acts
                .range(range)
                .filter(|(_, own)| own.status != Status::Pending)
                .map(|(name, own)| (name.number, own.status.clone()))
                .into_map();
            (id, Chunk { statuses })
        })
        .into_map()
}

/// What the exchange starts from, besides acts and buckets.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exchange {
    /// The number of the last request.
    #[serde(rename = "n", default)]
    pub request: u64,
    /// The epoch of the last answer.
    #[serde(rename = "e", default, skip_serializing_if = "Option::is_none")]
    pub epoch: Option<String>,
    /// The server's day, as last heard.
    #[serde(rename = "d", default, skip_serializing_if = "Option::is_none")]
    pub today: Option<Day>,
    /// When all was last sent and received, by this device's clock.
    #[serde(rename = "t", default, skip_serializing_if = "Option::is_none")]
    pub last_success_ms: Option<i64>,
}

/// A draft with the key of its form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// The form's key.
    #[serde(rename = "f")]
    pub form: String,
    /// What was entered.
    #[serde(rename = "x")]
    pub text: String,
}

#[cfg(test)]
mod tests;
