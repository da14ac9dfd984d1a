//! Names of things. None is random: each is given by the people who use the program, or made of
//! what it names, so that two devices without a network give the same thing the same name.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::month::Month;

/// Why a text is not an id.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IdError {
    /// Empty, or longer than 64 bytes.
    #[error("an id has 1 to 64 bytes")]
    Length,
    /// Holds something else than ASCII letters, digits, `-`, `_` and `.`.
    #[error("an id holds letters, digits, - _ and . only")]
    Character,
    /// The parts of a compound id are not there.
    #[error("a compound id lacks a part")]
    Part,
}

fn check(text: &str) -> Result<(), IdError> {
    if text.is_empty() || text.len() > 64 {
        return Err(IdError::Length);
    }
    let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    if text.chars().all(allowed) {
        Ok(())
    } else {
        Err(IdError::Character)
    }
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// The id as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = IdError;
            fn from_str(text: &str) -> Result<Self, IdError> {
                check(text)?;
                Ok(Self(text.to_owned()))
            }
        }

        impl TryFrom<String> for $name {
            type Error = IdError;
            fn try_from(text: String) -> Result<Self, IdError> {
                check(&text)?;
                Ok(Self(text))
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> String {
                id.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

id!(
    /// A unit of the tree: a cell, an agency, a commune's organisation, the district.
    UnitId
);
id!(
    /// A person, for all their posts and cells.
    PersonId
);
id!(
    /// A rule set, without its version.
    RuleSetId
);
id!(
    /// The acts made with one key: base64url of the first 16 bytes of SHA-256 of the raw public key.
    SeriesId
);
id!(
    /// A task: the act that gave it (`series.number`), or the name it had where it was imported from.
    TaskId
);

/// What the id of a collective begins with; the id of its unit follows.
const COLLECTIVE: &str = "tap-the.";

impl PersonId {
    /// A unit that is rated as a whole, as a row of a book (*tập thể*).
    ///
    /// # Errors
    /// The unit's id is too long for it.
    pub fn of_collective(unit: &UnitId) -> Result<Self, IdError> {
        format!("{COLLECTIVE}{unit}").parse()
    }

    /// Whether it is a unit's as a whole, and not a person's.
    #[must_use]
    pub fn is_collective(&self) -> bool {
        self.0.starts_with(COLLECTIVE)
    }

    /// The unit that is rated as a whole in this row; none where it is a person's.
    #[must_use]
    pub fn collective(&self) -> Option<UnitId> {
        self.0.strip_prefix(COLLECTIVE)?.parse().ok()
    }
}

/// One act by its place in its series. Acts name each other so, never by a ledger's number, because
/// what an author saw means the same in every epoch.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ActRef {
    /// Whose key signed it.
    pub series: SeriesId,
    /// 1, 2, 3… within the series.
    pub number: u64,
}

impl fmt::Display for ActRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.series, self.number)
    }
}

impl FromStr for ActRef {
    type Err = IdError;
    fn from_str(text: &str) -> Result<Self, IdError> {
        let (series, number) = text.rsplit_once('.').ok_or(IdError::Part)?;
        let number = number.parse().map_err(|_| IdError::Part)?;
        Ok(Self {
            series: series.parse()?,
            number,
        })
    }
}

impl TryFrom<String> for ActRef {
    type Error = IdError;
    fn try_from(text: String) -> Result<Self, IdError> {
        text.parse()
    }
}

impl From<ActRef> for String {
    fn from(act: ActRef) -> String {
        act.to_string()
    }
}

impl ActRef {
    /// The task that this act gives.
    pub fn task(&self) -> TaskId {
        TaskId(self.to_string())
    }
}

/// One unit's month.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct BookId {
    /// Whose month.
    pub unit: UnitId,
    /// Which month is rated.
    pub month: Month,
}

impl fmt::Display for BookId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.unit, String::from(self.month))
    }
}

impl FromStr for BookId {
    type Err = IdError;
    fn from_str(text: &str) -> Result<Self, IdError> {
        let (unit, month) = text.split_once('/').ok_or(IdError::Part)?;
        Ok(Self {
            unit: unit.parse()?,
            month: month.parse().map_err(|_| IdError::Part)?,
        })
    }
}

impl TryFrom<String> for BookId {
    type Error = IdError;
    fn try_from(text: String) -> Result<Self, IdError> {
        text.parse()
    }
}

impl From<BookId> for String {
    fn from(book: BookId) -> String {
        book.to_string()
    }
}

/// An act in another book.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct InBook {
    /// Where.
    pub book: BookId,
    /// Which.
    pub act: ActRef,
}
