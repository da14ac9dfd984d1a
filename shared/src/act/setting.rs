//! The fields that acts set, and how their values are compared.

use serde::Serialize;
use serde_json::{Value, json};

use super::{Deed, People};
use crate::{id::TaskId, target::reading_group, trace::to_value};

/// A group of fields that an act sets, and their values.
pub struct Setting {
    /// As in `saw`: `score/p17`, `report/SERIES.3.0`.
    pub group: String,
    /// An object: field by field.
    pub value: Value,
    takes: Takes,
}

/// What setting a group does with what it was before.
#[derive(Clone, Copy)]
enum Takes {
    /// Fields that are not set stay; points stay criterion by criterion.
    Fields,
    /// Elements that are not named stay; one that is named is replaced.
    Elements,
    /// It is replaced.
    Whole,
}

impl Setting {
    /// A value of this group as it is compared with another: what is replaced together is one field, so
    /// that nothing of it is lost beside a field that another wrote.
    pub fn compared(&self, value: &Value) -> Value {
        let whole = |value: &Value| Value::Array(vec![value.clone()]);
        let Value::Object(members) = value else {
            return whole(value);
        };
        let stays = |name: &str, member: &Value| match self.takes {
            Takes::Fields => name == "criteria" || !member.is_object(),
            Takes::Elements | Takes::Whole => false,
        };
        match self.takes {
            Takes::Whole => whole(value),
            Takes::Fields | Takes::Elements => members
                .iter()
                .map(|(name, member)| {
                    let member = if stays(name, member) {
                        member.clone()
                    } else {
                        whole(member)
                    };
                    (name.clone(), member)
                })
                .collect::<serde_json::Map<_, _>>()
                .into(),
        }
    }
}

impl Deed {
    /// The fields that it sets, where two authors can set the same.
    pub fn settings(&self) -> Vec<Setting> {
        fn by_person<T: Serialize>(kind: &str, people: &People<T>, takes: Takes) -> Vec<Setting> {
            people
                .iter()
                .map(|(person, value)| Setting {
                    group: format!("{kind}/{person}"),
                    value: to_value(value),
                    takes,
                })
                .collect()
        }
        fn by_task<T: Serialize>(
            kind: &str,
            task: &TaskId,
            said: impl Iterator<Item = T>,
            takes: Takes,
        ) -> Vec<Setting> {
            said.map(|value| Setting {
                group: format!("{kind}/{task}"),
                value: to_value(&value),
                takes,
            })
            .collect()
        }
        match self {
            Deed::ChangeTask { task, people } => {
                let plans = people.values().map(|change| &change.plan);
                by_task("plan", task, plans, Takes::Fields)
            }
            Deed::ReportResult { task, people } => {
                by_task("report", task, people.values(), Takes::Whole)
            }
            Deed::ReviewResult { task, people } => {
                by_task("review", task, people.values(), Takes::Fields)
            }
            Deed::Score { people } => by_person("score", people, Takes::Fields),
            Deed::StateFacts { people } => by_person("facts", people, Takes::Elements),
            Deed::Propose { people } => by_person("proposal", people, Takes::Fields),
            Deed::VoteInGroup { people } => by_person("group_vote", people, Takes::Whole),
            Deed::Vote { people } => by_person("vote", people, Takes::Whole),
            Deed::Attend { people } => by_person("attendance", people, Takes::Whole),
            Deed::ChangeTarget { target, change, .. } => vec![Setting {
                group: format!("target/{}", target.act),
                value: to_value(change),
                takes: Takes::Fields,
            }],
            Deed::ReadTarget {
                target,
                day,
                value,
                source,
            } => vec![Setting {
                group: reading_group(&target.act, *day),
                value: json!({ "value": value, "source": source }),
                takes: Takes::Whole,
            }],
            Deed::Convene { notes } => vec![Setting {
                group: "meeting".to_owned(),
                value: to_value(notes),
                takes: Takes::Fields,
            }],
            _ => Vec::new(),
        }
    }
}
