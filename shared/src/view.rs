//! What of a book travels to whom. A *bucket* is a unit's month in one view.

use std::{collections::BTreeMap, fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::{
    book::{Announced, Book, Listing, Record, sheet::Stage},
    id::{BookId, IdError, PersonId},
};

/// How much of a book.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum View {
    /// Names, and levels once announced.
    Members,
    /// One person's own record, whole, and the meeting's day and place.
    Own(PersonId),
    /// Everything.
    Full,
}

/// A unit's month in one view: what a cursor counts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct BucketId {
    /// Whose month.
    pub book: BookId,
    /// How much of it.
    pub view: View,
}

impl fmt::Display for BucketId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.view {
            View::Members => write!(f, "{}/members", self.book),
            View::Own(person) => write!(f, "{}/own/{person}", self.book),
            View::Full => write!(f, "{}/full", self.book),
        }
    }
}

impl FromStr for BucketId {
    type Err = IdError;
    fn from_str(text: &str) -> Result<Self, IdError> {
        let mut parts = text.splitn(3, '/');
        let (unit, month, view) = (
            parts.next().ok_or(IdError::Part)?,
            parts.next().ok_or(IdError::Part)?,
            parts.next().ok_or(IdError::Part)?,
        );
        let view = match view.split_once('/') {
            None if view == "members" => View::Members,
            None if view == "full" => View::Full,
            Some(("own", person)) => View::Own(person.parse()?),
            _ => return Err(IdError::Part),
        };
        Ok(Self {
            book: format!("{unit}/{month}").parse()?,
            view,
        })
    }
}

impl TryFrom<String> for BucketId {
    type Error = IdError;
    fn try_from(text: String) -> Result<Self, IdError> {
        text.parse()
    }
}

impl From<BucketId> for String {
    fn from(bucket: BucketId) -> String {
        bucket.to_string()
    }
}

/// How much of a unit's months someone sees.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sight {
    /// Their own sheet there, with its reasons and history.
    pub own: Option<PersonId>,
    /// Names, and levels once announced.
    pub members: bool,
    /// Everything: those who act on the ratings.
    pub full: bool,
}

impl Sight {
    /// The buckets of one book that this sight gives. Who sees everything needs no part of it apart.
    pub fn views(&self) -> Vec<View> {
        let mut views = Vec::new();
        if self.full {
            views.push(View::Full);
        } else if let Some(person) = &self.own {
            views.push(View::Own(person.clone()));
        }
        if self.members && !self.full {
            views.push(View::Members);
        }
        views
    }
}

/// Parts of a bucket that changed since a cursor.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parts {
    /// The head, without people, if it changed (`full` and `own`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub head: Option<Box<Book>>,
    /// Changed records (`full` and `own`).
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub records: BTreeMap<PersonId, Record>,
    /// Changed lines (`members`).
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub listings: BTreeMap<PersonId, Listing>,
}

impl Parts {
    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.head.is_none() && self.records.is_empty() && self.listings.is_empty()
    }
}

/// What everyone of the unit may read of a record.
pub fn listing(record: &Record) -> Listing {
    let announced = match &record.stage {
        Stage::Announced { .. } | Stage::Closed { .. } => record
            .stage
            .decision()
            .map(|decision| Announced::of(&decision.decided.outcome)),
        _ => None,
    };
    Listing {
        name: record.enrolled.name.clone(),
        post: record.enrolled.post.clone(),
        announced,
    }
}

/// The head as someone sees who does not act on the ratings: no table, no vote, nobody else's row.
fn head_for_own(book: &Book) -> Book {
    let mut head = Book::new(book.id.clone());
    head.version = book.version;
    head.place.clone_from(&book.place);
    head.is_imported = book.is_imported;
    head.closed.clone_from(&book.closed);
    head.meeting.notes.day = book.meeting.notes.day;
    head.meeting.notes.from.clone_from(&book.meeting.notes.from);
    head.meeting
        .notes
        .place
        .clone_from(&book.meeting.notes.place);
    head
}

/// The parts of a view that were touched after ledger number `since`.
pub fn parts_since(book: &Book, view: &View, since: u64) -> Parts {
    let mut parts = Parts::default();
    match view {
        View::Full => {
            if book.version > since {
                parts.head = Some(Box::new(book.clone_head()));
            }
            for (person, record) in &book.people {
                if record.version > since {
                    parts.records.insert(person.clone(), record.clone());
                }
            }
        }
        View::Own(person) => {
            if book.version > since {
                parts.head = Some(Box::new(head_for_own(book)));
            }
            if let Some(record) = book
                .people
                .get(person)
                .filter(|record| record.version > since)
            {
                parts.records.insert(person.clone(), record.clone());
            }
        }
        View::Members => {
            for (person, record) in &book.people {
                if record.version > since {
                    parts.listings.insert(person.clone(), listing(record));
                }
            }
        }
    }
    parts
}

/// A book as a view shows it: what a device holds of it as its base.
pub fn project(book: &Book, view: &View) -> Book {
    let mut shown = match view {
        View::Full => book.clone_head(),
        View::Own(_) => head_for_own(book),
        View::Members => Book::new(book.id.clone()),
    };
    shown.take_parts(Parts {
        head: None,
        ..parts_since(book, view, 0)
    });
    shown
}

impl Book {
    /// The head alone.
    pub fn clone_head(&self) -> Book {
        Book {
            id: self.id.clone(),
            version: self.version,
            place: self.place.clone(),
            is_imported: self.is_imported,
            meeting: self.meeting.clone(),
            submissions: self.submissions.clone(),
            conclusions: self.conclusions.clone(),
            keys: self.keys.clone(),
            closed: self.closed.clone(),
            people: BTreeMap::new(),
        }
    }

    /// Takes over changed parts of the `full` or `own` view.
    pub fn take_parts(&mut self, parts: Parts) {
        if let Some(head) = parts.head {
            let people = std::mem::take(&mut self.people);
            *self = *head;
            self.people = people;
        }
        self.people.extend(parts.records);
    }

    /// The most recent ledger number in it.
    pub fn newest(&self) -> u64 {
        self.people
            .values()
            .map(|record| record.version)
            .fold(self.version, u64::max)
    }
}
