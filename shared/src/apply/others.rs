//! What an act needs from books other than its own, each word with the act that said it.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{round, submission};
use crate::{
    act::{Act, Deed, InBook},
    book::{Book, submission::Conclusion},
    id::{BookId, PersonId, RuleSetId, UnitId},
    target::TargetPlan,
};

/// Something that may not be known here: hidden from this device, or not yet set. What rests on it is
/// provisional on a device and left to the server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Known<T> {
    /// It is this.
    Is(T),
    /// There is none.
    Absent,
    /// Not to be seen from here.
    Unknown,
}

/// The table of a report in another book, or of a round of opinions in the body's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportedTable {
    /// Whose rows, and what was proposed for each.
    pub proposed: BTreeMap<PersonId, crate::level::Outcome>,
    /// The rule set of the rows.
    pub rules: RuleSetId,
    /// Its version.
    pub rules_version: u32,
    /// Whose body may conclude on it: the units directly above, by line; of a round, the body's own unit.
    pub above: BTreeSet<UnitId>,
    /// What was decided already.
    pub decided: BTreeMap<PersonId, crate::level::Outcome>,
    /// Who belongs to which field of similar duties; who is not here belongs to none.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub duties: BTreeMap<PersonId, String>,
    /// Of heads, the decided level of the unit as a whole that they head.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub units: BTreeMap<PersonId, crate::level::Level>,
    /// Facts that were answered, yes or no.
    pub facts: BTreeMap<PersonId, BTreeMap<String, bool>>,
}

/// What an act needs from other books.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Need {
    /// A conclusion.
    Conclusion(InBook),
    /// A received report.
    Report(InBook),
    /// A target, as it was set.
    Target(InBook),
}

/// What other books say, each by the act that said it. What was not loaded is unknown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Others {
    /// Conclusions.
    pub conclusions: BTreeMap<InBook, Known<Conclusion>>,
    /// Reports.
    pub reports: BTreeMap<InBook, Known<ReportedTable>>,
    /// Targets, by the acts that set them.
    pub targets: BTreeMap<InBook, Known<TargetPlan>>,
}

/// What an act needs to be loaded before it can be judged.
pub fn needs(act: &Act) -> Vec<Need> {
    match &act.deed {
        Deed::Decide {
            conclusion: Some(conclusion),
            ..
        } => vec![Need::Conclusion(conclusion.clone())],
        Deed::Conclude { notes, .. } => notes
            .answers
            .iter()
            .map(|(book, act)| {
                Need::Report(InBook {
                    book: book.clone(),
                    act: act.clone(),
                })
            })
            .collect(),
        Deed::SetTarget { plan } => plan.part_of.iter().cloned().map(Need::Target).collect(),
        Deed::ChangeTarget { target, change, .. } => [Some(target), change.part_of.as_ref()]
            .into_iter()
            .flatten()
            .cloned()
            .map(Need::Target)
            .collect(),
        Deed::ReadTarget { target, .. } | Deed::EndTarget { target, .. } => {
            vec![Need::Target(target.clone())]
        }
        _ => Vec::new(),
    }
}

impl Others {
    /// Answers a need from the book that it names; `None` where that book is not to be seen.
    pub fn learn(&mut self, need: &Need, book: Option<&Book>) {
        match need {
            Need::Conclusion(at) => {
                let known = match book {
                    None => Known::Unknown,
                    Some(book) => book
                        .conclusions
                        .iter()
                        .rfind(|conclusion| conclusion.act == at.act)
                        .filter(|conclusion| conclusion.stands_in(book))
                        .map_or(Known::Absent, |conclusion| Known::Is(conclusion.clone())),
                };
                self.conclusions.insert(at.clone(), known);
            }
            Need::Report(at) => {
                let known = match book {
                    None => Known::Unknown,
                    Some(book) => {
                        let table = submission::reported(book, &at.act);
                        let table = table.or_else(|| round::rounded(book, &at.act));
                        table.map_or(Known::Absent, Known::Is)
                    }
                };
                self.reports.insert(at.clone(), known);
            }
            Need::Target(at) => {
                let known = match book {
                    None => Known::Unknown,
                    Some(book) => book
                        .targets
                        .get(&at.act)
                        .and_then(|entry| entry.set.as_ref())
                        .map_or(Known::Absent, |set| Known::Is(set.plan.clone())),
                };
                self.targets.insert(at.clone(), known);
            }
        }
    }
}

impl Need {
    /// The book to load.
    pub fn book(&self) -> &BookId {
        match self {
            Need::Conclusion(at) | Need::Report(at) | Need::Target(at) => &at.book,
        }
    }
}
