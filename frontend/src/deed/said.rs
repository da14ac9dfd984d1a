//! What an act says, field by field, so that it can be read without the page that it was made on.

use roviec_shared::{
    act::Act,
    apply::both_values,
    id::PersonId,
    level::Level,
    month::{Day, Month},
    trace::{Conflict, to_value},
};
use serde_json::Value;

use crate::{key, level, locale, say, store::Store};

/// One act has at most so many lines here; a whole table is read on its own page.
const LINES_MAX: usize = 60;

/// Name and value of each field that a person entered, person by person.
pub fn said(act: &Act, store: Store) -> Vec<(String, String)> {
    let mut lines = Vec::new();
    if let Value::Object(mut deed) = to_value(&act.deed) {
        let people = deed.remove("people");
        for (name, value) in &deed {
            collect(name, value, None, store, &mut lines);
        }
        if let Some(Value::Object(people)) = people {
            let is_one = people.len() == 1;
            for (person, value) in &people {
                let who = person.parse::<PersonId>().ok();
                let who = who.and_then(|person| store.name_of(&person));
                let who = if is_one { None } else { who };
                collect("people", value, who.as_deref(), store, &mut lines);
            }
        }
    }
    lines.truncate(LINES_MAX);
    lines
}

/// Where two people wrote one field without seeing each other: what stands there, and what this act says.
pub fn both(act: &Act, conflict: &Conflict, store: Store) -> Vec<(String, String)> {
    let values = store
        .book_of(&act.book)
        .and_then(|book| both_values(&book, act, conflict));
    let Some((standing, own)) = values else {
        return Vec::new();
    };
    let mut lines = Vec::new();
    let (theirs, mine) = (say!("said.standing"), say!("said.mine"));
    collect("", &standing, Some(&theirs), store, &mut lines);
    collect("", &own, Some(&mine), store, &mut lines);
    lines.truncate(LINES_MAX);
    lines
}

/// The lines of a value and of what is in it. What has no words here (seals, names of acts) is left out.
fn collect(
    name: &str,
    value: &Value,
    who: Option<&str>,
    store: Store,
    lines: &mut Vec<(String, String)>,
) {
    match value {
        Value::Object(members) if name == "criteria" => {
            for (criterion, points) in members {
                let label = store.criterion_name(criterion);
                let label = label.unwrap_or_else(|| criterion.clone());
                lines.push((of(who, &label), decimal(points, 2)));
            }
        }
        Value::Object(members) => {
            for (inner, value) in members {
                let inner = if label(inner).is_none() && store.fact_name(inner).is_some() {
                    lines.push((
                        of(who, &store.fact_name(inner).unwrap_or_default()),
                        String::new(),
                    ));
                    "fact"
                } else {
                    inner.as_str()
                };
                collect(inner, value, who, store, lines);
            }
        }
        Value::Array(items) => {
            for item in items {
                collect(name, item, who, store, lines);
            }
        }
        scalar => {
            let label = if name == "people" {
                Some(String::new())
            } else {
                label(name)
            };
            if let Some(label) = label
                && let Some(words) = words(name, scalar, store)
            {
                lines.push((of(who, &label), words));
            }
        }
    }
}

fn of(who: Option<&str>, label: &str) -> String {
    match who {
        Some(who) if label.is_empty() => who.to_owned(),
        Some(who) => format!("{who}: {label}"),
        None => label.to_owned(),
    }
}

fn label(name: &str) -> Option<String> {
    Some(say!(match name {
        "product" => key!("said.product"),
        "quantity" => key!("said.quantity"),
        "unit" => key!("said.unit"),
        "due" => key!("said.due"),
        "asked" => key!("said.asked"),
        "weight" => key!("said.weight"),
        "judged" => key!("said.judged"),
        "confirmer" => key!("said.confirmer"),
        "target" => key!("said.target"),
        "title" => key!("said.target"),
        "measure" => key!("said.measure"),
        "planned" => key!("said.planned"),
        "start" => key!("said.start"),
        "value" => key!("said.value"),
        "source" => key!("said.source"),
        "reason" => key!("said.reason"),
        "to" => key!("said.to"),
        "done" => key!("said.done"),
        "note" => key!("said.note"),
        "faults" => key!("said.faults"),
        "delays" => key!("said.delays"),
        "above" => key!("said.above"),
        "level" => key!("said.level"),
        "words" | "text" => key!("said.words"),
        "day" => key!("said.day"),
        "agrees" => key!("said.agrees"),
        "holds" => key!("said.holds"),
        "percent" => key!("said.percent"),
        "document" => key!("said.document"),
        "strengths" => key!("said.strengths"),
        "shortcomings" => key!("said.shortcomings"),
        "to_mend" => key!("said.to_mend"),
        "from" => key!("said.from"),
        "until" => key!("said.until"),
        "place" => key!("said.place"),
        "chair" => key!("said.chair"),
        "recorder" => key!("said.recorder"),
        "superiors" => key!("said.superiors"),
        "discussion" => key!("said.discussion"),
        "conclusion" => key!("said.conclusion"),
        "remarks" => key!("said.remarks"),
        "entitled" => key!("said.entitled"),
        "present" => key!("said.present"),
        "number" => key!("said.number"),
        "body" => key!("said.body"),
        "agree" => key!("said.agree"),
        "against" => key!("said.against"),
        "is_upheld" => key!("said.is_upheld"),
        "explanation" => key!("said.explanation"),
        _ => return None,
    }))
}

fn words(name: &str, value: &Value, store: Store) -> Option<String> {
    match (name, value) {
        ("done" | "quantity" | "planned" | "start" | "value", Value::Number(_)) => {
            Some(decimal(value, 3))
        }
        (_, Value::Number(number)) => Some(number.to_string()),
        (_, Value::Bool(yes)) => Some(if *yes {
            say!("said.yes")
        } else {
            say!("said.no")
        }),
        ("level", Value::String(_)) => {
            let level = serde_json::from_value::<Level>(value.clone()).ok()?;
            Some(level::short(level))
        }
        ("day" | "due", Value::String(day)) => Some(locale::day(day)),
        ("chair" | "recorder" | "to" | "asked", Value::String(person)) => {
            store.name_of(&person.parse().ok()?)
        }
        // A meeting's hour, or a round's last day.
        ("until", Value::String(day)) if day.parse::<Day>().is_ok() => Some(locale::day(day)),
        // A term's first and last month.
        ("from" | "until", Value::String(month)) if month.parse::<Month>().is_ok() => {
            Some(locale::month(month))
        }
        (_, Value::String(text)) if text.trim().is_empty() => None,
        ("people", Value::String(tag)) => attendance(tag),
        (_, Value::String(text)) => Some(text.clone()),
        _ => None,
    }
}

fn attendance(tag: &str) -> Option<String> {
    let how = serde_json::from_value(Value::String(tag.to_owned())).ok()?;
    Some(crate::standing::attendance(how))
}

fn decimal(value: &Value, places: u32) -> String {
    locale::decimal(value.as_i64().unwrap_or_default(), places)
}

#[cfg(test)]
mod tests;
