//! What of a book travels to whom. A *bucket* is a unit's month in one view.

use std::{collections::BTreeMap, fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::{
    book::{Announced, Book, Listing, Record, round::RoundState, sheet::Stage},
    id::{BookId, IdError, PersonId, UnitId},
};

/// How much of a book; in the order of how much it shows.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum View {
    /// Names, and levels once announced.
    Members,
    /// One person's own record, whole, and the meeting's day and place.
    Own(PersonId),
    /// The records of a party group, whole, as its leader sees them, and the leader's own.
    Group {
        /// Which group.
        group: UnitId,
        /// Who leads it.
        leader: PersonId,
    },
    /// What one of those asked for opinions sees: the tables that went round, and their own record.
    Asked(PersonId),
    /// Everything; of a round of opinions that is not over, who has answered.
    Full,
    /// Everything, as one sees who is asked for opinions too: their own beside it.
    FullAs(PersonId),
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
            View::Group { group, leader } => {
                write!(f, "{}/group/{group}/{leader}", self.book)
            }
            View::Asked(person) => write!(f, "{}/asked/{person}", self.book),
            View::Full => write!(f, "{}/full", self.book),
            View::FullAs(person) => write!(f, "{}/full/{person}", self.book),
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
            Some(("group", who)) => {
                let (group, leader) = who.split_once('/').ok_or(IdError::Part)?;
                View::Group {
                    group: group.parse()?,
                    leader: leader.parse()?,
                }
            }
            Some(("asked", person)) => View::Asked(person.parse()?),
            Some(("full", person)) => View::FullAs(person.parse()?),
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
    /// The party group in it that they lead: the sheets of its people.
    pub group: Option<UnitId>,
    /// The tables on which they are asked for their opinion.
    pub asked: Option<PersonId>,
    /// Everything: those who act on the ratings.
    pub full: bool,
}

impl Sight {
    /// The buckets of one book that this sight gives. Who sees everything needs no part of it apart.
    pub fn views(&self) -> Vec<View> {
        let mut views = Vec::new();
        match (self.full, &self.asked, &self.own) {
            (true, Some(person), _) => views.push(View::FullAs(person.clone())),
            (true, None, _) => views.push(View::Full),
            (false, Some(person), _) => views.push(View::Asked(person.clone())),
            (false, None, Some(person)) => views.push(match &self.group {
                Some(group) => View::Group {
                    group: group.clone(),
                    leader: person.clone(),
                },
                None => View::Own(person.clone()),
            }),
            (false, None, None) => {}
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
    /// The head, without people, if it changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub head: Option<Box<Book>>,
    /// Changed records.
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

/// The head as one of those asked sees it: the tables that went round to them, none that was called back.
fn head_for_asked(book: &Book, person: &PersonId) -> Book {
    let mut head = head_for_own(book);
    let rounds = book.rounds.iter().filter(|round| {
        round.asked.contains(person) && !matches!(round.state, RoundState::Recalled { .. })
    });
    head.rounds = rounds
        .map(|round| {
            let mut seen = round.seen_by(Some(person));
            if round.is_open() {
                seen.answered.retain(|by| by == person);
            }
            seen
        })
        .collect();
    head
}

/// The head for whom acts on the ratings, and may be asked for opinions too.
fn head_for_full(book: &Book, person: Option<&PersonId>) -> Book {
    let mut head = book.clone_head();
    head.rounds = book
        .rounds
        .iter()
        .map(|round| round.seen_by(person))
        .collect();
    head
}

impl View {
    /// The head of a book in this view; of `members` there is none.
    fn head(&self, book: &Book) -> Option<Book> {
        match self {
            View::Full => Some(head_for_full(book, None)),
            View::FullAs(person) => Some(head_for_full(book, Some(person))),
            View::Own(_) | View::Group { .. } => Some(head_for_own(book)),
            View::Asked(person) => Some(head_for_asked(book, person)),
            View::Members => None,
        }
    }

    /// Whose records alone it shows: their own, those for which they speak, those of the group that they lead;
    /// none where it shows everyone's.
    #[must_use]
    pub fn only(&self) -> Option<&PersonId> {
        match self {
            View::Own(person) | View::Asked(person) => Some(person),
            View::Group { leader, .. } => Some(leader),
            View::Full | View::FullAs(_) | View::Members => None,
        }
    }

    /// Whether it shows a record: everyone's, or one's own, that of a unit for which one speaks, and those of
    /// the group that one leads. Nobody speaks for a person.
    fn shows(&self, person: &PersonId, record: &Record) -> bool {
        let is_in_group = match self {
            View::Group { group, .. } => record.enrolled.group.as_ref() == Some(group),
            _ => false,
        };
        let is_only = self.only().is_none_or(|only| {
            let speaks = || record.enrolled.speakers.contains(only);
            only == person || person.is_collective() && speaks()
        });
        is_in_group || is_only
    }

    /// Whether it shows everything.
    #[must_use]
    pub fn is_full(&self) -> bool {
        matches!(self, View::Full | View::FullAs(_))
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
    if *view == View::Members {
        for (person, record) in &book.people {
            if record.version > since {
                parts.listings.insert(person.clone(), listing(record));
            }
        }
        return parts;
    }
    if book.version > since {
        parts.head = view.head(book).map(Box::new);
    }
    for (person, record) in &book.people {
        if record.version > since && view.shows(person, record) {
            parts.records.insert(person.clone(), record.clone());
        }
    }
    parts
}

/// A book as a view shows it: what a device holds of it as its base.
pub fn project(book: &Book, view: &View) -> Book {
    let mut shown = view
        .head(book)
        .unwrap_or_else(|| Book::new(book.id.clone()));
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
            reminders: self.reminders.clone(),
            targets: self.targets.clone(),
            rounds: self.rounds.clone(),
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
