//! The four levels, and the status beside them of a person who is not rated.

use serde::{Deserialize, Serialize};

/// How well a month's duties were fulfilled. Ordered: `Excellent` is the highest.
///
/// Labels differ locally and are data of the rule set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Không hoàn thành nhiệm vụ.
    NotCompleted,
    /// Hoàn thành nhiệm vụ.
    Completed,
    /// Hoàn thành tốt nhiệm vụ.
    Good,
    /// Hoàn thành xuất sắc nhiệm vụ.
    Excellent,
}

impl Level {
    /// All levels, highest first: the order in which people read and vote them.
    pub const ALL: [Self; 4] = [
        Self::Excellent,
        Self::Good,
        Self::Completed,
        Self::NotCompleted,
    ];
}

/// What a body decided of a person: a level, or that they are not rated, and why.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Rated at this level.
    Level(Level),
    /// Không xếp loại: a status, not a level; it enters no average.
    NotRated(NotRatedReason),
}

impl Outcome {
    /// The level, where there is one.
    #[must_use]
    pub const fn level(&self) -> Option<Level> {
        match self {
            Self::Level(level) => Some(*level),
            Self::NotRated(_) => None,
        }
    }

    /// Whether it is a level, and not the system's: it needs a reason then.
    #[must_use]
    pub fn differs_from(&self, system: Option<Level>) -> bool {
        matches!(self, Self::Level(level) if Some(*level) != system)
    }
}

/// Why a person is not rated in a month, as the proposer states it: the program counts no leave days.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NotRatedReason {
    /// On leave or study for more than half of the month's working days.
    LeaveOrStudy {
        /// The decision or permit that says so.
        document: Document,
    },
    /// Appointed for less than half of the month's working days.
    AppointedRecently {
        /// The decision of appointment.
        document: Document,
    },
    /// Suspended from the post or from party activity.
    Suspended {
        /// The decision of suspension.
        document: Document,
    },
    /// A member exempt from activity (miễn sinh hoạt).
    Exempt {
        /// The resolution that exempts.
        document: Document,
    },
    /// No task was given, so there is no result of work to rate.
    NoTask {
        /// Why nobody gave a task.
        explanation: Document,
    },
}

impl NotRatedReason {
    /// The reason without its document: what a rule set lists and a locale names.
    #[must_use]
    pub const fn kind(&self) -> NotRatedKind {
        match self {
            Self::LeaveOrStudy { .. } => NotRatedKind::LeaveOrStudy,
            Self::AppointedRecently { .. } => NotRatedKind::AppointedRecently,
            Self::Suspended { .. } => NotRatedKind::Suspended,
            Self::Exempt { .. } => NotRatedKind::Exempt,
            Self::NoTask { .. } => NotRatedKind::NoTask,
        }
    }

    /// The document, or for want of a task the explanation.
    #[must_use]
    pub const fn document(&self) -> &Document {
        match self {
            Self::LeaveOrStudy { document }
            | Self::AppointedRecently { document }
            | Self::Suspended { document }
            | Self::Exempt { document }
            | Self::NoTask {
                explanation: document,
            } => document,
        }
    }
}

/// The kinds of reason for not rating: a rule set says which of them it knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NotRatedKind {
    /// On leave or study for more than half of the month's working days.
    LeaveOrStudy,
    /// Appointed for less than half of the month's working days.
    AppointedRecently,
    /// Suspended from the post or from party activity.
    Suspended,
    /// A member exempt from activity.
    Exempt,
    /// No task was given.
    NoTask,
}

impl NotRatedKind {
    /// The reason of this kind, with its document.
    #[must_use]
    pub fn with(self, document: Document) -> NotRatedReason {
        match self {
            Self::LeaveOrStudy => NotRatedReason::LeaveOrStudy { document },
            Self::AppointedRecently => NotRatedReason::AppointedRecently { document },
            Self::Suspended => NotRatedReason::Suspended { document },
            Self::Exempt => NotRatedReason::Exempt { document },
            Self::NoTask => NotRatedReason::NoTask {
                explanation: document,
            },
        }
    }
}

/// The number, date or words of a document that a statement rests on: 1 to 500 characters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Document(String);

/// Why a text names no document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DocumentError {
    /// Nothing but blanks.
    #[error("nothing entered")]
    Empty,
    /// More than 500 characters.
    #[error("more than {} characters", Document::CHARACTERS_MAX)]
    TooLong,
}

impl Document {
    /// The most characters that are kept of a document's name.
    pub const CHARACTERS_MAX: usize = 500;

    /// Reads a document's number, date or words; blanks around them are dropped.
    ///
    /// # Errors
    /// Nothing entered, or more than 500 characters.
    pub fn parse(text: &str) -> Result<Self, DocumentError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(DocumentError::Empty);
        }
        if text.chars().count() > Self::CHARACTERS_MAX {
            return Err(DocumentError::TooLong);
        }
        Ok(Self(text.to_owned()))
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Document {
    type Error = DocumentError;

    fn try_from(text: String) -> Result<Self, DocumentError> {
        Self::parse(&text)
    }
}

impl From<Document> for String {
    fn from(document: Document) -> Self {
        document.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn excellent_is_the_highest_level() {
        assert_eq!(Level::ALL.iter().max(), Some(&Level::Excellent));
        assert!(Level::ALL.windows(2).all(|pair| pair[0] > pair[1]));
    }

    #[test]
    fn outcomes_are_written_as_these_bytes() {
        let document = Document::parse(" QĐ 12-QĐ/ĐU ").expect("a document");
        for (outcome, text) in [
            (
                Outcome::Level(Level::NotCompleted),
                r#"{"level":"not_completed"}"#,
            ),
            (
                Outcome::NotRated(NotRatedKind::LeaveOrStudy.with(document.clone())),
                r#"{"not_rated":{"leave_or_study":{"document":"QĐ 12-QĐ/ĐU"}}}"#,
            ),
            (
                Outcome::NotRated(NotRatedKind::NoTask.with(document)),
                r#"{"not_rated":{"no_task":{"explanation":"QĐ 12-QĐ/ĐU"}}}"#,
            ),
        ] {
            assert_eq!(serde_json::to_string(&outcome).ok().as_deref(), Some(text));
            assert_eq!(serde_json::from_str::<Outcome>(text).ok(), Some(outcome));
        }
    }

    #[test]
    fn a_reason_without_its_document_is_refused() {
        assert!(
            serde_json::from_str::<NotRatedReason>(r#"{"suspended":{"document":"  "}}"#).is_err()
        );
        assert!(serde_json::from_str::<NotRatedReason>(r#"{"suspended":{}}"#).is_err());
        assert_eq!(
            Document::parse(&"a".repeat(501)),
            Err(DocumentError::TooLong)
        );
    }
}
