//! Who wrote which field last, and what an author saw when they wrote.
//!
//! For each field that it changes, an act names the act that last wrote that field as its author saw
//! it. Fields come in *groups* (one person's scores, one task's result): most groups are written
//! whole by one act, so a group keeps one name and only the exceptions beside it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use crate::id::ActRef;

/// The last writers of one group's fields.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trace {
    /// Who wrote every field that is not named below.
    #[serde(rename = "by")]
    pub act: ActRef,
    /// Fields with another last writer.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub fields: BTreeMap<String, ActRef>,
    /// Fields that were ever written.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub known: Vec<String>,
}

/// What two authors wrote into one field without seeing each other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conflict {
    /// The group: `score/p17`.
    pub group: String,
    /// The field in it.
    pub field: String,
    /// The act that stands.
    pub theirs: ActRef,
}

/// The fields of a value: an object's members, and those of an object inside it (`criteria/ethics`),
/// because lists are compared element by element.
pub fn fields(value: &Value) -> BTreeMap<String, &Value> {
    let mut found = BTreeMap::new();
    let Value::Object(members) = value else {
        found.insert(String::new(), value);
        return found;
    };
    for (name, member) in members {
        match member {
            Value::Object(inner) if !inner.is_empty() => {
                for (element, value) in inner {
                    found.insert(format!("{name}/{element}"), value);
                }
            }
            _ => {
                found.insert(name.clone(), member);
            }
        }
    }
    found
}

/// A value with one of its [`fields`] alone; the whole where the field is the value itself.
#[must_use]
pub fn only(field: &str, value: Value) -> Value {
    let Value::Object(members) = &value else {
        return value;
    };
    if field.is_empty() {
        return value;
    }
    let (outer, inner) = match field.split_once('/') {
        Some((outer, inner)) => (outer, Some(inner)),
        None => (field, None),
    };
    match (members.get(outer), inner) {
        (None, _) => Value::Null,
        (Some(member), None) => json!({ outer: member }),
        (Some(member), Some(inner)) => json!({ outer: { inner: member.get(inner) } }),
    }
}

impl Trace {
    /// The last writer of a field; `None` where it was never written.
    pub fn last(&self, field: &str) -> Option<&ActRef> {
        if let Some(act) = self.fields.get(field) {
            return Some(act);
        }
        self.known
            .iter()
            .any(|known| known == field)
            .then_some(&self.act)
    }

    /// Notes that `act` wrote `value`.
    pub fn write(trace: &mut Option<Trace>, act: &ActRef, value: &Value) {
        let written: Vec<String> = fields(value).into_keys().collect();
        match trace {
            None => {
                *trace = Some(Trace {
                    act: act.clone(),
                    fields: BTreeMap::new(),
                    known: written,
                })
            }
            Some(trace) => {
                for field in written {
                    if !trace.known.contains(&field) {
                        trace.known.push(field.clone());
                    }
                    trace.fields.insert(field, act.clone());
                }
                trace.settle();
            }
        }
    }

    /// Lets the writer of every field stand for the group.
    fn settle(&mut self) {
        let whole = self.fields.len() == self.known.len();
        if let Some(first) = self.fields.values().next().cloned().filter(|_| whole)
            && self.fields.values().all(|act| *act == first)
        {
            self.act = first;
            self.fields.clear();
        }
    }

    /// Refuses where a field of `new` was last written by an act that the author did not see, unless
    /// both wrote the same.
    pub fn check(
        group: &str,
        standing: Option<&Trace>,
        seen: Option<&Trace>,
        new: &Value,
        current: impl FnOnce() -> Value,
    ) -> Result<(), Conflict> {
        let Some(standing) = standing else {
            return Ok(());
        };
        let new = fields(new);
        let mut unseen = Vec::new();
        for field in new.keys() {
            let last = standing.last(field);
            if last.is_some() && last != seen.and_then(|seen| seen.seen(field)) {
                unseen.push(field);
            }
        }
        if unseen.is_empty() {
            return Ok(());
        }
        let current = current();
        let current = fields(&current);
        for field in unseen {
            if current.get(field) != new.get(field)
                && let Some(theirs) = standing.last(field)
            {
                return Err(Conflict {
                    group: group.to_owned(),
                    field: field.clone(),
                    theirs: theirs.clone(),
                });
            }
        }
        Ok(())
    }

    /// What an act carries of a trace: `known` is left out, since an unwritten field has no writer.
    fn seen(&self, field: &str) -> Option<&ActRef> {
        Some(self.fields.get(field).unwrap_or(&self.act))
    }

    /// This trace as an author's act names it.
    pub fn as_seen(&self) -> Trace {
        Trace {
            act: self.act.clone(),
            fields: self.fields.clone(),
            known: Vec::new(),
        }
    }
}

/// A value as JSON; everything that is stored here can be written so.
pub fn to_value(value: &impl Serialize) -> Value {
    serde_json::to_value(value).unwrap_or(Value::Object(Map::new()))
}
