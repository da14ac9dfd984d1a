//! The acts made with one key: numbered, hashed in a chain over commitments, signed batch by batch;
//! and the ledger's entries over them. Every byte here is frozen: what is signed, stored or sent.

use std::{collections::BTreeMap, fmt};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use crate::{
    act::Act,
    id::{ActRef, PersonId, SeriesId},
};

/// A SHA-256.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Hash(pub [u8; 32]);

/// Chance that keeps a commitment from being guessed.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Salt(pub [u8; 16]);

/// The text is not the base64url of so many bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not the base64url of the right number of bytes")]
pub struct NotBytes;

macro_rules! bytes {
    ($name:ident, $len:literal) => {
        impl TryFrom<String> for $name {
            type Error = NotBytes;
            fn try_from(text: String) -> Result<Self, NotBytes> {
                let mut bytes = [0; $len];
                match URL_SAFE_NO_PAD.decode_slice(text.as_bytes(), &mut bytes) {
                    Ok($len) => Ok(Self(bytes)),
                    _ => Err(NotBytes),
                }
            }
        }

        impl From<$name> for String {
            fn from(bytes: $name) -> String {
                URL_SAFE_NO_PAD.encode(bytes.0)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&URL_SAFE_NO_PAD.encode(self.0))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{self}")
            }
        }
    };
}
bytes!(Hash, 32);
bytes!(Salt, 16);

/// One part of an act: the exact text that its author made, never encoded again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Makes the commitment unguessable.
    #[serde(rename = "s")]
    pub salt: Salt,
    /// JSON: of the rest `{"book":…,"do":…}`, of a person `{"p":…,"v":…}`.
    #[serde(rename = "c")]
    pub content: String,
}

/// An act on the wire: the rest first, then one part a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct WireAct {
    /// The parts.
    pub parts: Vec<Part>,
}

/// The text of an act cannot be read (as the program of today reads it).
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an act's text cannot be read")]
pub struct Unreadable;

/// The form of an act's text that this program reads and writes. A later form names itself in the rest
/// as `v`; an act without it is of the first.
const ACT_FORM: u64 = 1;

/// The texts of an act's parts: the rest, then each person's.
pub fn split(act: &Act) -> Vec<String> {
    let mut value = crate::trace::to_value(act);
    let people = match value
        .as_object_mut()
        .and_then(|object| object.remove("people"))
    {
        Some(Value::Object(people)) => people,
        _ => Map::new(),
    };
    let mut texts = vec![value.to_string()];
    for (person, said) in people {
        let mut part = Map::new();
        part.insert("p".to_owned(), Value::String(person));
        part.insert("v".to_owned(), said);
        texts.push(Value::Object(part).to_string());
    }
    texts
}

/// An act from the texts of its parts.
///
/// # Errors
/// [`Unreadable`] where a text is not JSON, says nothing that this program knows, or has a person outside
/// the part that is theirs.
pub fn join<'a>(mut texts: impl Iterator<Item = &'a str>) -> Result<Act, Unreadable> {
    let rest = texts.next().ok_or(Unreadable)?;
    let mut object: Map<String, Value> = serde_json::from_str(rest).map_err(|_| Unreadable)?;
    let is_known = object.get("v").is_none_or(|form| *form == ACT_FORM);
    if !is_known || object.contains_key("people") {
        return Err(Unreadable);
    }
    let mut people = Map::new();
    for text in texts {
        let mut part: Map<String, Value> = serde_json::from_str(text).map_err(|_| Unreadable)?;
        let (Some(Value::String(person)), Some(said)) = (part.remove("p"), part.remove("v")) else {
            return Err(Unreadable);
        };
        if people.insert(person, said).is_some() {
            return Err(Unreadable);
        }
    }
    // Also where nobody is named: whether that is enough is for `apply` to say.
    object.insert("people".to_owned(), Value::Object(people));
    serde_json::from_value(Value::Object(object)).map_err(|_| Unreadable)
}

/// An act in which others, and the tasks that they gave, are named by the names under which they were
/// made again: what moves to a new series keeps its meaning.
pub fn renamed(act: &Act, names: &BTreeMap<ActRef, ActRef>) -> Act {
    let mut value = crate::trace::to_value(act);
    rename(&mut value, &|text| rename_text(text, names));
    serde_json::from_value(value).unwrap_or_else(|_| act.clone())
}

fn rename(value: &mut Value, to: &impl Fn(&str) -> Option<String>) {
    match value {
        Value::String(text) => {
            if let Some(new) = to(text) {
                *text = new;
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| rename(item, to)),
        Value::Object(members) => {
            let old = std::mem::take(members);
            for (name, mut member) in old {
                rename(&mut member, to);
                members.insert(to(&name).unwrap_or(name), member);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// `SERIES.3`, a task `SERIES.3.0`, a group of fields `report/SERIES.3.0`.
fn rename_text(text: &str, names: &BTreeMap<ActRef, ActRef>) -> Option<String> {
    let (kind, name) = match text.split_once('/') {
        Some((kind, name)) => (Some(kind), name),
        None => (None, text),
    };
    let new = match name.parse::<ActRef>().ok().and_then(|act| names.get(&act)) {
        Some(act) => act.to_string(),
        None => {
            let (act, within) = name.rsplit_once('.')?;
            format!("{}.{within}", names.get(&act.parse().ok()?)?)
        }
    };
    Some(match kind {
        Some(kind) => format!("{kind}/{new}"),
        None => new,
    })
}

impl WireAct {
    /// An act with its salts, one for the rest and one for each person; `salt` draws them.
    pub fn new(act: &Act, mut salt: impl FnMut() -> Salt) -> Self {
        Self {
            parts: split(act)
                .into_iter()
                .map(|content| Part {
                    salt: salt(),
                    content,
                })
                .collect(),
        }
    }

    /// What it says.
    ///
    /// # Errors
    /// As [`join`].
    pub fn read(&self) -> Result<Act, Unreadable> {
        join(self.parts.iter().map(|part| part.content.as_str()))
    }

    /// The commitments of its parts.
    pub fn commitments(&self) -> Vec<Hash> {
        self.parts
            .iter()
            .map(|part| commitment(&part.salt, &part.content))
            .collect()
    }

    /// The hash that the next act of the series goes over.
    pub fn hash(&self, before: &Hash, number: u64) -> Hash {
        act_hash(before, number, &self.commitments())
    }
}

/// SHA-256(salt ‖ text).
pub fn commitment(salt: &Salt, content: &str) -> Hash {
    Hash(
        Sha256::new()
            .chain_update(salt.0)
            .chain_update(content.as_bytes())
            .finalize()
            .into(),
    )
}

/// SHA-256 over the hash before, the number and the commitments.
pub fn act_hash(before: &Hash, number: u64, commitments: &[Hash]) -> Hash {
    let mut hasher = Sha256::new();
    hasher.update(b"roviec act 1\n");
    hasher.update(before.0);
    hasher.update(number.to_be_bytes());
    hasher.update((commitments.len() as u64).to_be_bytes());
    for commitment in commitments {
        hasher.update(commitment.0);
    }
    Hash(hasher.finalize().into())
}

/// What a device signs for a batch: its last act names all before it.
pub fn batch_message(series: &SeriesId, number: u64, hash: &Hash) -> Vec<u8> {
    let mut message = b"roviec batch 1\n".to_vec();
    message.extend(series.as_str().as_bytes());
    message.push(b'\n');
    message.extend(number.to_be_bytes());
    message.extend(hash.0);
    message
}

/// The name of the series that a raw public key (65 bytes, uncompressed) makes.
pub fn series_id(public_key: &[u8]) -> SeriesId {
    let text = URL_SAFE_NO_PAD.encode(&Sha256::digest(public_key)[..16]);
    // Base64url of 16 bytes is 22 letters, digits, - and _: always an id.
    text.parse()
        .unwrap_or_else(|_| unreachable!("base64url is an id"))
}

/// What a ledger's entry is hashed over, besides the one before it and its number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry<'a> {
    /// The act.
    pub act: &'a ActRef,
    /// Its hash in its series.
    pub act_hash: &'a Hash,
    /// Its author; none for the server's own.
    pub author: Option<&'a PersonId>,
    /// When it was accepted, milliseconds since 1970.
    pub time_ms: i64,
}

/// SHA-256 over the entry before, the number, the act's series, number and hash, author and time.
pub fn entry_hash(before: &Hash, number: u64, entry: &Entry<'_>) -> Hash {
    let mut hasher = Sha256::new();
    hasher.update(b"roviec entry 1\n");
    hasher.update(before.0);
    hasher.update(number.to_be_bytes());
    hasher.update(entry.act.series.as_str().as_bytes());
    hasher.update(b"\n");
    hasher.update(entry.act.number.to_be_bytes());
    hasher.update(entry.act_hash.0);
    hasher.update(entry.author.map_or("", |author| author.as_str()).as_bytes());
    hasher.update(b"\n");
    hasher.update(entry.time_ms.to_be_bytes());
    Hash(hasher.finalize().into())
}

#[cfg(test)]
mod tests;
